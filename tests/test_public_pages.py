"""What holds for every public page: what it reads, how it is kept, how it is laid out."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from archive import drafting
from archive.models import Outlet, Person, Topic
from archive.views import server_error
from tests import makers
from tests.reading import edition_of, full_edition, pages_of, read, revised, words_of

pytestmark = pytest.mark.django_db

DESK_TABLES = {
    "archive_statement", "archive_statementtarget", "archive_statement_topics",
    "archive_annotation", "archive_event", "archive_role", "auth_user", "django_session",
}  # fmt: skip
# Whether a statement is being revised, and nothing of how: the one fact of the desk that its own
# pages tell.
ONE_FACT = re.compile(
    r'SELECT 1 AS "a" FROM "archive_statement" WHERE \("archive_statement"\."id" = \d+ AND '
    r'"archive_statement"\."status" IN \([^()]+\)\) LIMIT 1'
)
# The names of those who chose to be named, and on the pages of a statement only.
PROFILES = "archive_editorprofile"
# A script is a file of ours, with nothing in the page.
INLINE = (
    r'<style|<script(?! type="module" src="/static/[^"]*"></script>)|\sstyle=|\son\w+='
    r"|javascript:|data:"
)
HOSTILE = "<script>alert(1)</script></blockquote>&amp;\"'"


@pytest.fixture
def sam() -> Client:
    """A visitor without a session."""
    return Client()


# --- What the pages may read ----------------------------------------------------------------------


def tables_read(client: Client, path: str) -> set[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code in (200, 410)
    assert captured.captured_queries or path.startswith("/about/")
    asked = [query["sql"] for query in captured]
    if path.partition("statements/")[2][:1].isdigit():
        asked = [sql for sql in asked if not ONE_FACT.fullmatch(sql)]
    return {name for sql in asked for name in re.findall(r'"(\w+)"', sql)}


def test_no_public_page_reads_a_table_of_the_desk(sam):
    edition = full_edition(in_article=makers.article(licence="private", body=makers.BODY * 8))
    revised(edition.statement, place="Lille")
    gone = makers.published("Elle n’a rien ouvert du tout", in_article=edition.article)
    makers.retracted(gone)
    for path in [*pages_of(edition), reverse("archive:statement-detail", args=[gone.pk])]:
        assert not tables_read(sam, path) & DESK_TABLES, path


def test_only_the_pages_of_a_statement_ask_who_chose_to_be_named(sam):
    edition = full_edition()
    own = {edition.get_absolute_url(), edition.get_pinned_url()}
    assert {path for path in pages_of(edition) if PROFILES in tables_read(sam, path)} == own


def test_no_page_of_a_private_article_reads_a_text(sam):
    edition = full_edition(in_article=makers.article(licence="private", body=makers.BODY * 8))
    for path in pages_of(edition):
        assert "archive_articletext" not in tables_read(sam, path), path


def test_words_that_are_not_approved_appear_nowhere(sam):
    edition = full_edition()
    draft = makers.statement("Elle n’a rien ouvert du tout", speaker=makers.person("Basile Inédit"))
    makers.in_review("Elle a ajouté que Théodule Marquenterre viendrait")
    pending = makers.move(edition.statement, "revise", makers.ada())
    pending.place = "Ville en attente"
    drafting.write_edit(pending, by=makers.ada(), version=pending.version)
    for path in pages_of(edition):
        page = read(sam, path)
        assert "Ville en attente" not in page
        if path != edition.article.get_absolute_url():  # whose licence shows the whole text
            assert "rien ouvert" not in page
            assert "viendrait" not in page
    assert sam.get(f"/statements/{draft.pk}/").status_code == 404
    assert sam.get("/people/basile-inedit/").status_code == 404
    assert sam.get(f"/articles/{draft.article_id}/").status_code == 404


def test_no_page_names_an_editor(sam):
    edition = full_edition()
    revised(edition.statement, place="Lille")
    for path in pages_of(edition):
        assert not re.search(r"\b(ada|rui)\b", words_of(read(sam, path)), re.IGNORECASE)


def test_internal_notes_are_not_shown(sam):
    edition = makers.edition(notes=[makers.note("Vu avec la source.", visibility="internal")])
    assert "Vu avec la source" not in read(sam, edition.get_absolute_url())


def test_hostile_words_are_shown_as_words(sam):
    article = makers.article(
        f"{HOSTILE}\nIl a dit : « {HOSTILE} oui ».\n", title=HOSTILE, byline=HOSTILE,
        outlet=makers.outlet(HOSTILE, notice=HOSTILE),
    )  # fmt: skip
    topic = Topic.objects.create(name=HOSTILE, slug="topic")
    edition = makers.edition(
        f"{HOSTILE} oui", in_article=article, speaker=makers.person(HOSTILE), place=HOSTILE,
        speaker_role=HOSTILE, notes=[makers.note(HOSTILE)], topics=[topic], attribution=HOSTILE,
        targets=[makers.target(makers.person(f"B{HOSTILE}"), role=HOSTILE)],
    )  # fmt: skip
    for path in pages_of(edition):
        page = read(sam, path)
        assert "<script>" not in page
        assert page.count("<blockquote") == page.count("</blockquote>")
        assert "alert(1)" in page or path.startswith("/about/")


# --- Caches, cookies, methods ---------------------------------------------------------------------


def test_public_pages_set_no_cookie_and_may_be_kept(sam, rui):
    edition = full_edition()
    sam.force_login(rui)  # a page is the same for who is signed in
    for path in pages_of(edition):
        response = sam.get(path)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert response["Cache-Control"] == "public, max-age=60"


def test_nothing_inline_is_needed_or_allowed(sam):
    edition = full_edition()
    for path in pages_of(edition):
        response = sam.get(path)
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        page = response.content.decode()
        assert not re.search(INLINE, page)


def test_a_page_already_read_is_not_sent_again(sam):
    edition = full_edition()
    for path in pages_of(edition):
        etag = sam.get(path)["ETag"]
        again = sam.get(path, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b""), path


def test_a_page_that_is_kept_is_shown_to_nobody_who_sends_something(sam):
    edition = full_edition()
    for path in pages_of(edition):
        etag = sam.get(path)["ETag"]
        for headers in ({}, {"If-None-Match": etag}):
            assert sam.post(path, headers=headers).status_code == 405, path
            assert sam.delete(path, headers=headers).status_code == 405, path


def test_the_etag_changes_with_a_new_edition_and_with_a_retraction(sam):
    edition = full_edition()
    paths = [edition.get_absolute_url(), edition.get_pinned_url(), "/", "/statements/"]
    first = [sam.get(path)["ETag"] for path in paths]
    revised(edition.statement, place="Lille")
    second = [sam.get(path)["ETag"] for path in paths[:2]]
    makers.retracted(edition.statement)
    for path, etags in zip(paths[:2], zip(first, second, strict=False), strict=True):
        assert etags[0] != etags[1]
        assert sam.get(path, headers={"If-None-Match": etags[1]}).status_code == 410
    for path, etag in zip(paths[2:], first[2:], strict=True):
        assert sam.get(path, headers={"If-None-Match": etag}).status_code == 200


def test_the_etag_changes_with_the_outlet_s_notice(sam):
    edition = full_edition()
    path = edition.get_absolute_url()
    etag = sam.get(path)["ETag"]
    Outlet.objects.update(notice="Titre satirique.")
    assert "Titre satirique." in sam.get(path, headers={"If-None-Match": etag}).content.decode()


def test_no_condition_turns_a_page_that_is_not_there_into_one_that_is(sam):
    edition = makers.edition()
    gone = makers.edition("Elle n’a rien ouvert du tout")
    seen = {
        path: sam.get(path)["ETag"] for path in (gone.get_absolute_url(), gone.get_pinned_url())
    }
    pinned = sam.get(edition.get_pinned_url())["ETag"]
    makers.retracted(gone.statement)
    for path, etags, status in (
        (f"/statements/{edition.statement_id}/v99/", ["*", pinned], 404),
        ("/statements/99999999/", ["*", pinned], 404),
        ("/statements/99999999/v1/", ["*", pinned], 404),
        ("/people/personne/", ["*"], 404),
        ("/articles/99999999/", ["*"], 404),
        *((path, ["*", etag], 410) for path, etag in seen.items()),
    ):
        for etag in etags:
            answer = sam.get(path, headers={"If-None-Match": etag})
            assert (answer.status_code, "ETag" in answer) == (status, False), (path, etag)


def test_an_edition_a_statement_and_a_language_each_have_their_etag(sam):
    edition = makers.edition()
    revised(edition.statement, place="Lille")
    page = edition.get_absolute_url()
    paths = [page, f"{page}v1/", f"{page}v2/", f"/en{page}", f"/en{page}v1/", f"{page}?before=1"]
    assert len({sam.get(path)["ETag"] for path in paths}) == len(paths)


def test_the_etag_changes_with_the_addresses_a_statement_links_to(sam):
    path = full_edition().get_absolute_url()
    etags = {sam.get(path)["ETag"]}
    Person.objects.filter(name="Théodule Marquenterre").update(slug="theodule")
    etags.add(sam.get(path)["ETag"])
    Topic.objects.update(slug="la-halle")
    etags.add(sam.get(path)["ETag"])
    assert len(etags) == 3


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_pages_are_only_read(sam, method):
    edition = full_edition()
    for path in pages_of(edition):
        assert getattr(sam, method)(path).status_code == 405


def test_the_head_of_a_page_is_that_of_the_page(sam):
    edition = full_edition()
    for path in pages_of(edition):
        assert sam.head(path)["ETag"] == sam.get(path)["ETag"]


def query_count(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def add_to(article, numbers):
    for number in numbers:
        edition_of(
            number,
            in_article=article if number % 2 else None,
            targets=[makers.target(makers.person(f"Cible {number}")), makers.target()],
        )


def test_ten_statements_cost_as_many_queries_as_four(sam):
    article = makers.article(
        "\n".join(f"Il dit : « Propos numéro {n} de la série »." for n in range(10))
    )
    first = edition_of(0, in_article=article, targets=[makers.target()])
    paths = pages_of(first)
    add_to(article, range(1, 4))
    counts = [query_count(sam, path) for path in paths]
    add_to(article, range(4, 10))
    assert [query_count(sam, path) for path in paths] == counts
    assert max(counts) <= 12


# --- Languages, errors ----------------------------------------------------------------------------


def test_each_page_says_its_language_and_leads_to_the_other_one(sam):
    edition = full_edition()
    for path in pages_of(edition):
        french, english = read(sam, path), read(sam, f"/en{path}")
        assert '<html lang="fr">' in french
        assert '<html lang="en">' in english
        address = f"/en{path}".replace("&", "&amp;")
        assert f'<a href="{address}" lang="en" hreflang="en">' in french
        assert (
            f'hreflang="x-default" href="http://testserver{path.replace("&", "&amp;")}"' in english
        )


def test_a_page_is_in_the_language_of_its_address_whatever_the_browser_asks(sam):
    edition = makers.edition(said_on="2017-01")
    response = sam.get(edition.get_absolute_url(), headers={"Accept-Language": "en"})
    assert "janvier 2017" in response.content.decode()
    assert "January 2017" in read(sam, f"/en{edition.get_absolute_url()}")


def test_each_page_has_one_heading_of_the_first_level_and_a_way_past_the_menu(sam):
    edition = full_edition()
    for path in [*pages_of(edition), "/nulle-part/"]:
        page = sam.get(path).content.decode()
        assert page.count("<h1") == 1, path
        assert '<a class="skip" href="#content">' in page
        assert '<main id="content"' in page


def test_each_identifier_of_a_page_is_given_once(sam):
    edition = full_edition()
    for path in pages_of(edition):
        ids = re.findall(r'\sid="([^"]+)"', read(sam, path))
        assert len(ids) == len(set(ids)), path


def test_the_error_page_of_the_server_needs_neither_database_nor_request(django_assert_num_queries):
    with django_assert_num_queries(0), translation.override("en"):
        page = server_error(None)
    assert page.status_code == 500
    assert "Something went wrong" in page.content.decode()


def test_a_form_without_its_token_is_explained(sam):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/en/admin/login/", {"username": "ada", "password": "essai"})
    assert response.status_code == 403
    assert "This form has expired" in response.content.decode()
