"""What every public page has in common: it may be kept by any cache, and knows its own version."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import parse_etags, quote_etag
from django.views.generic import TemplateView

from archive.models.public_version import public_version

PAGES: Final = "pages"  # the cache in which pages are kept, under their ETags
LONGEST_KEPT: Final = 200_000  # bytes of a page that is kept
MAX_AGE: Final = 60  # seconds a cache may show a page without asking whether it still holds

# What a page is made of beside the database.
SOURCES: Final = (
    "archive/**/*.py", "archive/**/*.css", "archive/**/*.js", "archive/**/*.svg",
    "archive/**/*.mo", "config/**/*.py", "templates/**/*.html", "requirements.txt",
)  # fmt: skip
# What the environment sets and pages tell or are made with.
SETTINGS: Final = (
    "CONTACT_EMAIL", "EXCERPT_STATEMENT_MAX", "EXCERPT_SHARE_MAX", "EXCERPT_TOTAL_MAX",
    "EXCERPT_RECENT_TOTAL_MAX", "PAGE_SIZE", "STATIC_URL", "TIME_ZONE",
)  # fmt: skip


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
    """An ETag that changes with any of these values, with the release and with its settings."""
    set_to = [getattr(settings, name) for name in SETTINGS]
    written = repr((release(), set_to, *values))
    return quote_etag(hashlib.sha256(written.encode()).hexdigest()[:32])


class PublicPage(TemplateView):
    """A page for everybody: GET and HEAD only, no session, no cookie, ETag and Cache-Control.

    Its ETag is that of everything readers may be shown (``archive.models.public_version``), so that
    a page which has not changed is known by one query, and never made for nothing. Whoever sends
    the ETag of a page was given that page, with 200: nothing else is answered without making it.
    """

    http_method_names = ["get", "head"]

    def etag(self) -> str:
        """The version of the page at this address, which holds its language and its query.

        The query as it was sent: written again it could be that of another page.
        """
        address = self.request.build_absolute_uri(self.request.path)
        return etag_of([address, self.request.META.get("QUERY_STRING", ""), public_version()])

    def kept(self, etag: str) -> HttpResponse | None:
        """The page of this version, where this process has made it before."""
        found = caches[PAGES].get(etag)
        return HttpResponse(found[0], content_type=found[1]) if found else None

    def made(self, etag: str, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = super().dispatch(request, *args, **kwargs)
        if hasattr(answer, "render"):
            answer.render()
        if answer.status_code == 200 and len(answer.content) <= LONGEST_KEPT:
            caches[PAGES].set(etag, (answer.content, answer.headers["Content-Type"]))
        return answer

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method.lower() not in self.http_method_names:
            return self.http_method_not_allowed(request, *args, **kwargs)
        etag = self.etag()
        if etag in parse_etags(request.headers.get("If-None-Match", "")):
            answer = get_conditional_response(request, etag=etag)
        else:
            answer = self.kept(etag) or self.made(etag, request, *args, **kwargs)
            if answer.status_code == 200:
                answer.headers["ETag"] = etag
                answer = get_conditional_response(request, etag=etag, response=answer)
        if answer.status_code in (200, 301, 304, 410):
            patch_cache_control(answer, public=True, max_age=MAX_AGE)
        return answer
