"""Small rules for every request: the path names the language, no NUL reaches a query, and a busy
database is said to be busy."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation

from archive.views import bad_request

Answer = Callable[[HttpRequest], HttpResponse]
RETRY_SECONDS = 5
# Characters of an address after "?": more than browsers and gunicorn let through, less than what
# takes a noticeable time to read.
LONGEST_QUERY = 8_000
# PostgreSQL's: serialisation failure, deadlock, lock not available, too many connections.
BUSY_STATES = {"40001", "40P01", "55P03", "53300"}
# SQLite's locks; the pool's when it has no connection to give.
BUSY_WORDS = ("is locked", "couldn't get a connection")


class LanguageFromPathMiddleware:
    """The address alone decides the language: French, or English under ``/en/``.

    Unlike Django's LocaleMiddleware it reads neither cookie nor header, so that a page is the
    same for everybody who asks for it and a shared cache may keep it without ``Vary``.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        named = translation.get_language_from_path(request.path_info)
        language = (named or settings.LANGUAGE_CODE).lower()
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class BadTextMiddleware:
    """Answers 400 to what no database keeps: NUL characters, lone surrogates, endless numbers; and
    to endless addresses, before they are read."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: object) -> None:
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
            raise BadRequest("The address is longer than any of ours.")
        parameters = [request.GET, request.POST] if request.method == "POST" else [request.GET]
        for values in parameters:
            for name, written in values.lists():
                if any(is_unkeepable(text) for text in (name, *written)):
                    raise BadRequest("A parameter holds characters that no text has.")

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """PostgreSQL finds no record with such a number; SQLite does not even look."""
        if isinstance(exception, OverflowError) and "SQLite" in str(exception):
            return bad_request(request, exception)
        return None


class BusyDatabaseMiddleware:
    """Answers 503 when the database had no time for a request: nothing of it was saved.

    On SQLite another writer held the one lock longer than the busy timeout; on PostgreSQL two
    transactions waited for each other, or all connections were in use. The same request will pass
    in a moment. It is not tried again here: whoever sends it sends it again, and a form that is
    sent twice is taken in once.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_busy(exception):
            return None
        # Without the request: its user would be asked of the database.
        page = loader.render_to_string("503.html", {"LANGUAGE_CODE": translation.get_language()})
        return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_SECONDS)})


def is_busy(exception: Exception) -> bool:
    """Whether a database refused for want of time, not because something is wrong."""
    if not isinstance(exception, OperationalError):
        return False
    state = getattr(exception.__cause__, "sqlstate", None)
    return state in BUSY_STATES or any(words in str(exception) for words in BUSY_WORDS)


def is_unkeepable(text: str) -> bool:
    return "\x00" in text or any("\ud800" <= character <= "\udfff" for character in text)
