"""The address alone decides the language, and no text that cannot be kept reaches a query."""

import sqlite3
from contextlib import closing

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from archive.middleware import BusyDatabaseMiddleware, LanguageFromPathMiddleware
from tests import makers

PUBLIC = ["", "statements/", "articles/", "people/", "about/"]


def public_pages() -> list[str]:
    edition = makers.edition()
    return [
        *(f"/{page}" for page in PUBLIC),
        edition.get_absolute_url(),
        edition.get_pinned_url(),
        edition.article.get_absolute_url(),
        reverse("archive:person-detail", args=[edition.speaker.slug]),
    ]


@pytest.mark.parametrize(("prefix", "language"), [("/", "fr"), ("/en/", "en")])
def test_the_path_names_the_language(client, db, prefix, language):
    answer = client.get(prefix)
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("headers", "cookie"),
    [({"Accept-Language": "en"}, ""), ({}, "en"), ({"Accept-Language": "en-GB, *;q=0.1"}, "en")],
)
def test_neither_header_nor_cookie_changes_the_language(client, db, settings, headers, cookie):
    plain = client.get("/").content
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    answer = client.get("/", headers=headers)
    assert answer.headers["Content-Language"] == "fr"
    assert answer.content == plain


def test_public_pages_are_the_same_for_every_reader(client, db):
    for page in public_pages():
        answer = client.get(page)
        assert answer.status_code == 200, page
        vary = answer.headers.get("Vary", "").lower()
        assert "accept-language" not in vary, page
        assert "cookie" not in vary, page
        assert not answer.cookies, page


@pytest.mark.parametrize("path", ["/enfin/", "/english/", "/de/", "/fr/"])
def test_only_a_whole_first_segment_names_a_language(client, db, path):
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Content-Language"]) == (404, "fr")


def test_an_answer_that_names_its_own_language_keeps_it():
    def view(request):
        answer = HttpResponse()
        answer.headers["Content-Language"] = "la"
        return answer

    answer = LanguageFromPathMiddleware(view)(RequestFactory().get("/en/"))
    assert answer.headers["Content-Language"] == "la"


def test_the_language_ends_with_the_request(client, db):
    before = translation.get_language()
    client.get("/en/")
    assert translation.get_language() == before


UNKEEPABLE = ["?q=a%00b", "?%00=a", "?q=a&q=%00", "?unknown=%00"]


@pytest.mark.parametrize("query", UNKEEPABLE)
@pytest.mark.parametrize("page", ["/", "/statements/", "/en/people/"])
def test_a_nul_in_a_query_is_a_bad_request(client, db, page, query):
    assert client.get(page + query).status_code == 400


def test_a_nul_in_a_form_is_a_bad_request(client, db):
    answer = client.post("/admin/login/", {"username": "ada\x00", "password": "essai"})
    assert answer.status_code == 400


def test_text_of_any_language_is_no_bad_request(client, db):
    answer = client.get("/statements/", {"q": "œuvre Ж 漢 🎭 \ufffd"})
    assert answer.status_code == 200


# --- A busy database ------------------------------------------------------------------------


def answer_to(problem: Exception) -> HttpResponse | None:
    middleware = BusyDatabaseMiddleware(lambda request: HttpResponse())
    return middleware.process_exception(RequestFactory().post("/admin/"), problem)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_database_locked_by_another_writer_is_busy_not_broken(language):
    # Without the database: it is what does not answer.
    with translation.override(language):
        answer = answer_to(OperationalError("database is locked"))
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize(
    "problem", [OperationalError("disk I/O error"), ValueError("database is locked")]
)
def test_any_other_failure_is_left_to_be_a_failure(problem):
    assert answer_to(problem) is None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases lock rows")
def test_what_sqlite_says_when_it_is_locked_is_understood(tmp_path):
    name = tmp_path / "archive.sqlite3"
    with (
        closing(sqlite3.connect(name)) as first,
        closing(sqlite3.connect(name, timeout=0)) as second,
    ):
        first.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError) as refused:
            second.execute("BEGIN IMMEDIATE")
    assert answer_to(OperationalError(str(refused.value))).status_code == 503
