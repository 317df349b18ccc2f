"""A server of acts for the tests of the outbox: it does an act once, and answers as it is told.

``ROOT_URLCONF`` of a test: the archive's addresses, and ``/acts/`` before them.
"""

import json
import threading
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from config import urls


class ActsServer:
    """What was sent, what was done, and what to answer next; an answer left out is 200."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.start()

    def start(self) -> None:
        self.received: list[str] = []  # keys, each time they came
        self.done: list[str] = []  # keys, once each
        self.plan: list[HttpResponse] = []
        self.tokens: list[str | None] = []

    def answer(self, request: HttpRequest) -> HttpResponse:
        key = json.loads(request.body)["key"]
        with self.lock:
            self.received.append(key)
            self.tokens.append(request.headers.get("X-CSRFToken"))
            if self.plan:
                return self.plan.pop(0)
            if key not in self.done:
                self.done.append(key)
            return JsonResponse({"key": key})


SERVER = ActsServer()


@csrf_exempt
def acts(request: HttpRequest) -> HttpResponse:
    return SERVER.answer(request)


def guarded_acts(request: HttpRequest) -> HttpResponse:
    """The same, behind Django's own check of the token."""
    return SERVER.answer(request)


def problem(status: int, **more: Any) -> JsonResponse:
    told = {"title": "no", "status": status, "detail": "Non.", **more}
    return JsonResponse(told, status=status, content_type="application/problem+json")


def to_log_in() -> HttpResponse:
    return HttpResponseRedirect("/admin/login/")


urlpatterns = [path("acts/", acts), path("guarded-acts/", guarded_acts), *urls.urlpatterns]
