"""What every public page has in common: it may be kept by any cache, and knows its own version."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.generic import TemplateView

MAX_AGE: Final = 60  # seconds a cache may show a page without asking whether it still holds

# What a page is made of beside the database.
SOURCES: Final = ("archive/**/*.py", "archive/**/*.css", "archive/**/*.mo", "templates/**/*.html")


@cache
def release() -> str:
    """A digest of the code, templates and translations that make the pages, read once a process.

    It is part of every ETag computed before rendering, so that a new release is seen at once.
    """
    digest = hashlib.sha256()
    for pattern in SOURCES:
        for path in sorted(Path(settings.BASE_DIR).glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def etag_of(values: Iterable[Any]) -> str:
    """An ETag that changes with any of these values and with the release."""
    written = repr((release(), *values))
    return quote_etag(hashlib.sha256(written.encode()).hexdigest()[:32])


class PublicPage(TemplateView):
    """A page for everybody: GET and HEAD only, no session, no cookie, ETag and Cache-Control.

    Its ETag comes from ``etag()``, before anything is rendered, or else from the rendered page.
    Conditions (If-None-Match and the like) are looked at only for an answer that is 200.
    """

    http_method_names = ["get", "head"]

    def etag(self) -> str | None:
        """The version of this page at this address, when that is known without rendering it.

        None when it is not, and whenever the answer would be anything but 200.
        """
        return None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        etag = self.etag()
        answer = get_conditional_response(request, etag=etag) if etag else None
        if answer is None:
            answer = super().dispatch(request, *args, **kwargs)
            if hasattr(answer, "render"):
                answer.render()
            if answer.status_code == 200:
                etag = etag or quote_etag(hashlib.sha256(answer.content).hexdigest()[:32])
                answer.headers["ETag"] = etag
                answer = get_conditional_response(request, etag=etag, response=answer)
        if answer.status_code in (200, 301, 304, 410):
            patch_cache_control(answer, public=True, max_age=MAX_AGE)
        return answer
