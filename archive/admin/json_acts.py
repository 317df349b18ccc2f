"""What every act for programs shares: JSON in, JSON out, errors as ``application/problem+json``.

An act is a POST of ``application/json`` with the editor's session and its CSRF token. Nothing
here leads to a page: a program that is logged out is told so with 401. Errors follow RFC 9457.
"""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from archive.middleware import RETRY_SECONDS, is_busy

LARGEST_BODY = 64 * 1024  # bytes


class Problem(Exception):
    """An answer that is no success: its HTTP status, a word for programs, a sentence for people."""

    def __init__(self, code: int, word: str, detail: str, **more: Any) -> None:
        super().__init__(detail)
        self.code, self.word, self.detail, self.more = code, word, detail, more

    def answer(self) -> JsonResponse:
        told = {"title": self.word, "status": self.code, "detail": self.detail, **self.more}
        answer = JsonResponse(told, status=self.code, content_type="application/problem+json")
        if self.code == 405:
            answer["Allow"] = "POST"
        if self.code == 503:
            answer["Retry-After"] = str(RETRY_SECONDS)
        return answer


def tells_problems(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose Problem is its answer, and whose busy database is a 503 that did nothing."""

    @never_cache
    @wraps(view)
    def told(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Problem as problem:
            return problem.answer()
        except OperationalError as problem:
            if not is_busy(problem):
                raise
            sentence = _("The database was busy: nothing was done. Send it again in a moment.")
            return Problem(503, "busy", sentence).answer()

    return told


def check_request(request: HttpRequest, site: Any, *, permission: str) -> None:
    """Who asks, and how."""
    check_who(request, site, permission=permission)
    if request.method != "POST":
        raise Problem(405, "post-only", _("Acts are sent by POST."))
    if request.content_type != "application/json":
        raise Problem(415, "json-only", _("Send application/json."))


def check_who(request: HttpRequest, site: Any, *, permission: str) -> None:
    """Who asks. An expired session is told as such: a program follows no log-in page."""
    if not request.user.is_authenticated or not request.user.is_active:
        raise Problem(401, "logged-out", _("Log in again."))
    if not site.has_permission(request) or not request.user.has_perm(permission):
        raise Problem(403, "not-allowed", _("You do not have the right to do this."))


def refuse(detail: str) -> NoReturn:
    raise Problem(400, "bad-request", detail)


def refuse_unknown(body: dict[str, Any], known: set[str]) -> None:
    """Refuses an object that says more than is understood: nothing is dropped in silence."""
    unknown = set(body) - known
    if unknown:
        refuse(_("These are not known: %(names)s.") % {"names": ", ".join(sorted(unknown))[:200]})


def body_of(request: HttpRequest) -> bytes:
    try:
        body = request.body
    except RequestDataTooBig:
        body = b" " * (LARGEST_BODY + 1)
    if len(body) > LARGEST_BODY:
        raise Problem(413, "too-large", _("This is larger than an act can be."))
    return body


def object_in(body: bytes) -> dict[str, Any]:
    """The one JSON object of a body, as RFC 8259 defines it: no NaN, no name twice."""
    try:
        found = json.loads(
            body.decode("utf-8"), object_pairs_hook=without_repeats, parse_constant=refuse_constant
        )
    except (ValueError, RecursionError):
        refuse(_("This is not JSON as it is defined (RFC 8259), in UTF-8."))
    if not isinstance(found, dict):
        refuse(_("Send one JSON object."))
    return found


def without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name is there twice")
    return made


def refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
