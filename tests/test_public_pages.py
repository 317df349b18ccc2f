"""What a reader finds on the public pages, and what no reader ever does."""

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from archive import drafting
from archive.models import (
    Article,
    ArticleText,
    Edition,
    FormerSlug,
    Identifier,
    Outlet,
    Person,
    Statement,
    Topic,
)
from archive.pagination import capped_count, page_of
from archive.views import server_error
from tests import makers

pytestmark = pytest.mark.django_db

DESK_TABLES = {
    "archive_statement", "archive_statementtarget", "archive_statement_topics",
    "archive_annotation", "archive_event", "archive_role", "auth_user", "django_session",
}  # fmt: skip
HOSTILE = "<script>alert(1)</script></blockquote>&amp;\"'"


@pytest.fixture
def sam() -> Client:
    """A visitor without a session."""
    return Client()


def read(client: Client, path: str, status: int = 200) -> str:
    """The page as it is sent, character references resolved only by who asks for it."""
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


class Words(HTMLParser):
    """The words of a page as a reader sees them, blanks folded."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def words_of(page: str) -> str:
    parser = Words()
    parser.feed(page.partition("<body>")[2])
    return re.sub(r"\s+", " ", "".join(parser.parts).replace("\u202f", " ").replace("\xa0", " "))


def revised(made: Statement, **fields: Any) -> Edition:
    """The next edition of a published statement, with these fields changed."""
    draft = makers.move(made, "revise", makers.ada())
    for name, value in fields.items():
        setattr(draft, name, value)
    drafting.write_edit(draft, by=makers.ada(), version=draft.version)
    makers.move(draft, "submit", makers.ada())
    return makers.move(draft, "approve", makers.rui()).editions.current().get()


def pages_of(edition: Edition) -> list[str]:
    """The address of every public page that can show this edition."""
    return [
        reverse("archive:home"),
        reverse("archive:statement-list"),
        f"{reverse('archive:statement-list')}?kind=direct&year=2019&since=2018&topic=halle",
        edition.get_absolute_url(),
        edition.get_pinned_url(),
        reverse("archive:article-list"),
        edition.article.get_absolute_url(),
        reverse("archive:person-list"),
        reverse("archive:person-detail", args=[edition.speaker.slug]),
        reverse("archive:about"),
    ]


def full_edition(**fields: Any) -> Edition:
    """An edition with everything a page can show."""
    topic = Topic.objects.get_or_create(name="Halle")[0]
    return makers.edition(
        targets=[makers.target()],
        notes=[makers.note()],
        topics=[topic],
        said_on="2019-03-12",
        **fields,
    )


# --- What the pages may read --------------------------------------------------------------------


def tables_read(client: Client, path: str) -> set[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code in (200, 410)
    assert captured.captured_queries or path.endswith("about/")
    return {name for query in captured for name in re.findall(r'"(\w+)"', query["sql"])}


def test_no_public_page_reads_a_table_of_the_desk(sam):
    edition = full_edition(in_article=makers.article(licence="private", body=makers.BODY * 8))
    revised(edition.statement, place="Lille")
    gone = makers.published("Elle n’a rien ouvert du tout", in_article=edition.article)
    makers.retracted(gone)
    for path in [*pages_of(edition), reverse("archive:statement-detail", args=[gone.pk])]:
        assert not tables_read(sam, path) & DESK_TABLES, path


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


# --- Caches, cookies, methods -------------------------------------------------------------------


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
        assert not re.search(r"<style|<script|\sstyle=|\son\w+=|javascript:|data:", page)


def test_a_page_already_read_is_not_sent_again(sam):
    edition = full_edition()
    for path in pages_of(edition):
        etag = sam.get(path)["ETag"]
        again = sam.get(path, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b""), path


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


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_pages_are_only_read(sam, method):
    edition = full_edition()
    for path in pages_of(edition):
        assert getattr(sam, method)(path).status_code == 405


def test_the_head_of_a_page_is_that_of_the_page(sam):
    edition = full_edition()
    for path in pages_of(edition):
        assert sam.head(path)["ETag"] == sam.get(path)["ETag"]


# --- Lists --------------------------------------------------------------------------------------


def edition_of(number: int, **fields: Any) -> Edition:
    return makers.edition(f"Propos numéro {number} de la série", **fields)


def query_count(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_ten_statements_cost_as_many_queries_as_one(sam):
    article = makers.article(
        "\n".join(f"Il dit : « Propos numéro {n} de la série »." for n in range(10))
    )
    first = edition_of(0, in_article=article, targets=[makers.target()])
    paths = pages_of(first)
    counts = [query_count(sam, path) for path in paths]
    for number in range(1, 10):
        edition_of(
            number,
            in_article=article if number % 2 else None,
            targets=[makers.target(makers.person(f"Cible {number}")), makers.target()],
        )
    assert [query_count(sam, path) for path in paths] == counts
    assert max(counts) <= 20


def words_listed(page: str) -> list[str]:
    return re.findall(r"Propos numéro (\d+) de la série", page)


def walk(client: Client, path: str, rel: str) -> Iterator[str]:
    """The pages from this one on, following its links to the next or previous ones."""
    while path:
        page = read(client, path)
        yield page
        link = re.search(rf'rel="{rel}" href="([^"]+)"', page)
        path = f"/statements/{link[1].replace('&amp;', '&')}" if link else ""


def test_paging_shows_each_statement_once_and_in_order_both_ways(sam, settings):
    settings.PAGE_SIZE = 3
    for number in range(8):
        edition_of(number, said_on=["2019-03", "2018", "", "2019-03-02"][number % 4])
    everything = [str(e.statement_id) for e in Edition.objects.current().newest_first()]
    shown = lambda page: re.findall(r'<p><a href="/statements/(\d+)/">', page)  # noqa: E731
    forth = list(walk(sam, "/statements/", "next"))
    assert [pk for page in forth for pk in shown(page)] == everything
    last = Edition.objects.current().order_by("sort_key")[0].sort_key
    back = list(walk(sam, f"/statements/?after={last}", "prev"))
    assert [pk for page in back[::-1] for pk in shown(page)] == everything[:-1]


def test_articles_are_paged_through_dates_that_are_not_known():
    for published in ["2019-03", "", "2019-03", "2017", "", "../2019", "2019-03-04"]:
        makers.edition(in_article=makers.article(published=published))
    articles, order = Article.objects.in_print(), ["-published_from", "-pk"]
    shown, page = [], page_of(articles, {}, order=order, size=2)
    shown += page.rows
    while page.following:
        page = page_of(articles, {"before": str(page.following)}, order=order, size=2)
        shown += page.rows
    known = [article.published_from or date.min for article in shown]
    assert known == sorted(known, reverse=True)
    assert sorted(article.pk for article in shown) == sorted(a.pk for a in articles)
    back = [page := page_of(articles, {"after": str(shown[-1].pk)}, order=order, size=2)]
    while page.preceding:
        page = page_of(articles, {"after": str(page.preceding)}, order=order, size=2)
        back.append(page)
    assert [article for page in back[::-1] for article in page.rows] == shown[:-1]


BAD_QUERIES = [
    "before=abc", "before=-1", f"before={10**30}", "before=²", "after=", "after=1e5", "before=0",
    "speaker=personne-de-ce-nom", f"speaker={'x' * 5000}", "about=%C3%A9%20%27", "outlet=abc",
    f"outlet={10**18}", "outlet=0", "outlet=²", "kind=chanson", "topic=..%2F..", "year=0",
    f"year={10**40}", "year=MMXVII", "since=hier", "until=31%2F02%2F2017", "since=2017%2F2016",
    "until=%2F2017", "since=2017%2F..", "until=..%2F2017", "year=9999", "year=1800",
    "since=9999", "until=9999-12-31", "until=1700", "until=0001", "since=0001", "page=9", "=", "&&&", "%ff",
]  # fmt: skip


@pytest.mark.parametrize("query", BAD_QUERIES)
def test_no_parameter_breaks_a_list(sam, query):
    makers.edition()
    for path in ("/statements/", "/articles/", "/people/", "/people/ysoline-quevrain/", "/"):
        assert sam.get(f"{path}?{query}").status_code == 200


@pytest.mark.parametrize("query", ["before=%00", "speaker=a%00b", "%00=1"])
def test_a_nul_is_answered_with_400(sam, query):
    assert sam.get(f"/statements/?{query}").status_code == 400


@pytest.mark.parametrize(
    "query", ["speaker=personne", "kind=chanson", "year=MMXVII", "since=hier", "outlet=0"]
)
def test_a_filter_that_is_not_understood_is_ignored_and_the_page_says_so(sam, query):
    edition = makers.edition()
    page = read(sam, f"/statements/?{query}")
    assert 'role="alert"' in page
    assert edition.get_absolute_url() in page


def statements_at(client: Client, query: str) -> set[int]:
    page = read(client, f"/statements/?{query}")
    return {int(pk) for pk in re.findall(r'<p><a href="/statements/(\d+)/">', page)}


def test_statements_are_narrowed_by_speaker_target_outlet_kind_topic_and_period(sam):
    topic = Topic.objects.create(name="Halle")
    radio = makers.outlet("Radio Deûle")
    mine = makers.edition(
        targets=[makers.target()],
        topics=[topic],
        said_on="2017-01",
        in_article=makers.article(outlet=radio),
    )
    other = makers.edition(
        "Elle n’a rien ouvert du tout",
        speaker=makers.person("Théodule Marquenterre"),
        kind="indirect",
        said_on="2019-05-04",
    )
    undated = makers.edition(
        "Un mot sans date",
        in_article=makers.article("Il a dit : « Un mot sans date »." * 3, published=""),
    )
    both = {mine.statement_id, other.statement_id}
    for query, expected in {
        "speaker=theodule-marquenterre": {other.statement_id},
        "about=theodule-marquenterre": {mine.statement_id},
        f"outlet={radio.pk}": {mine.statement_id},
        "kind=indirect": {other.statement_id},
        "topic=halle": {mine.statement_id},
        "year=2017": {mine.statement_id},
        "since=2018": {other.statement_id},
        "until=janvier 2017": {mine.statement_id},
        "since=2017&until=2019": both,
        "year=1800": set(),
        "speaker=theodule-marquenterre&year=2017": set(),
        "": both | {undated.statement_id},
    }.items():
        assert statements_at(sam, query) == expected, query


def test_every_way_to_refine_a_list_leads_to_something(sam):
    for number in range(4):
        edition_of(number, said_on=f"201{number}", targets=[makers.target()] if number % 2 else [])
    page = read(sam, "/statements/")
    refine = page.partition('class="refine"')[2]
    links = re.findall(r'<a href="(\?[^"]+)">[^<]*</a> <span class="count">(\d+)', refine)
    assert links
    for link, count in links:
        assert len(statements_at(sam, link[1:].replace("&amp;", "&"))) == int(count)


def test_a_count_stops_at_its_cap():
    for number in range(4):
        edition_of(number)
    counted = capped_count(Edition.objects.current(), cap=3)
    assert (counted.number, counted.is_capped) == (3, True)
    assert not capped_count(Edition.objects.current(), cap=4).is_capped


@pytest.mark.parametrize("path", ["/", "/statements/", "/articles/", "/people/"])
def test_an_empty_archive_says_what_will_stand_there(sam, path):
    assert 'class="empty"' in read(sam, path)


# --- A statement --------------------------------------------------------------------------------


def test_a_statement_tells_who_said_what_about_whom_when_and_where(sam):
    edition = full_edition(
        speaker_role="maire d’Aubencheul", place="Lille", via="Radio Deûle", setting="interview",
        certainty="probable", certainty_reason="La voix n’est pas nommée.",
    )  # fmt: skip
    page = words_of(read(sam, f"/en{edition.get_absolute_url()}"))
    for expected in (
        "« Nous ouvrirons la halle au printemps »", "Ysoline Quévrain", "maire d’Aubencheul",
        "Théodule Marquenterre", "12 March 2019", "Lille", "Radio Deûle", "Probable attribution",
        "La voix n’est pas nommée.", "La halle est fermée depuis 2015.", "Une halle au printemps",
        "La Gazette du Beffroi", "Not signed", "tenue à la mairie.", "a promis", "Halle",
        f"http://testserver/en{edition.get_pinned_url()}",
    ):  # fmt: skip
        assert expected in page, expected


def test_the_speaker_is_linked_and_the_quotation_names_its_source(sam):
    article = makers.article(url="https://gazette.example/halle")
    edition = makers.edition(in_article=article)
    page = read(sam, edition.get_absolute_url())
    assert 'href="/people/ysoline-quevrain/"' in page
    assert '<blockquote class="said" lang="fr" cite="https://gazette.example/halle">' in page
    fragment = quote("Nous ouvrirons la halle au printemps")
    assert f'href="https://gazette.example/halle#:~:text={fragment}"' in page


def test_reported_speech_has_no_quotation_marks_and_says_what_it_is(sam):
    edition = makers.edition("Elle a ajouté que Théodule Marquenterre viendrait", kind="indirect")
    page = read(sam, f"/en{edition.get_absolute_url()}")
    assert "reported speech" in page
    assert "«" not in words_of(page.partition("<blockquote")[2].partition("</blockquote")[0])


def test_an_anonymous_source_is_called_as_the_article_calls_it(sam):
    edition = makers.edition(speaker=None, speaker_type="anonymous", attribution="un ami du maire")
    page = read(sam, edition.get_absolute_url())
    assert "un ami du maire" in words_of(page)
    assert 'href="/people/"' in page
    assert "/people/un-ami" not in page


def test_a_month_is_shown_as_a_month(sam):
    page = read(sam, makers.edition(said_on="2017-01").get_absolute_url())
    assert '<time datetime="2017-01">janvier 2017</time>' in page


def test_a_date_html_cannot_say_is_shown_in_words_only(sam):
    page = read(sam, makers.edition(said_on="2017-01-20~").get_absolute_url())
    assert "vers le 20 janvier 2017" in page
    assert "2017-01-20~" not in page


def test_an_address_that_is_not_of_the_web_is_no_link(sam):
    article = makers.article(url="javascript:alert(1)", archived_url="data:text/html,x")
    edition = makers.edition(in_article=article)
    for path in pages_of(edition):
        page = read(sam, path)
        assert "javascript:" not in page
        assert "data:" not in page


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
        assert "<script" not in page
        assert page.count("<blockquote") == page.count("</blockquote>")
        assert "alert(1)" in page or path == "/about/"


# --- Editions -----------------------------------------------------------------------------------


def test_a_pinned_edition_says_that_it_was_superseded_and_by_which(sam):
    first = makers.edition(place="Roubaix")
    second = revised(first.statement, place="Lille")
    old = read(sam, f"/en{first.get_pinned_url()}")
    assert "superseded" in words_of(old)
    assert f'href="/en{second.get_absolute_url()}"' in old
    assert "Roubaix" in words_of(old)
    new = words_of(read(sam, f"/en{second.get_pinned_url()}"))
    assert "superseded" not in new
    assert "Changed: the circumstances" in new


def test_the_page_of_a_statement_shows_its_current_edition(sam):
    first = makers.edition(place="Roubaix")
    revised(first.statement, place="Lille")
    page = words_of(read(sam, first.get_absolute_url()))
    assert "Lille" in page
    assert "Roubaix" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/statements/{pk}/v9/", "/statements/{pk}/v0/", "/statements/{pk}/v01/", "/statements/0/",
        "/statements/999999999999/", "/statements/99999999999/", "/statements/0{pk}/",
        "/statements/{pk}/v9999999999/", "/statements/{pk}/v999999999/", "/articles/99999999999/",
        "/people/personne/", "/nulle-part/",
    ],
)  # fmt: skip
def test_what_was_never_published_is_not_found(sam, path):
    made = makers.edition()
    page = read(sam, path.format(pk=made.statement_id), status=404)
    assert "noindex" in page


def test_a_retracted_statement_says_so_and_keeps_none_of_its_words(sam):
    first = makers.edition()
    revised(first.statement, place="Lille")
    makers.retracted(first.statement, public_note="Ces propos étaient mal attribués.")
    for path in (
        first.get_absolute_url(),
        first.get_pinned_url(),
        f"/statements/{first.statement_id}/v2/",
    ):
        page = read(sam, path, status=410)
        assert "Ces propos étaient mal attribués." in page
        assert f"{first.statement_id}" in words_of(page)
        assert "noindex" in page
        for word in ("ouvrirons", "Quévrain", "Une halle au printemps", "Lille", "a promis"):
            assert word not in page


def test_a_retracted_statement_leaves_every_list(sam):
    edition = full_edition()
    article = edition.article.get_absolute_url()
    paths = [
        path for path in pages_of(edition) if "/statements/" + str(edition.statement_id) not in path
    ]
    makers.retracted(edition.statement)
    for path in paths:
        response = sam.get(path)
        assert "ouvrirons" not in response.content.decode()
        if path == article or path.startswith("/people/ysoline"):
            assert response.status_code == 404


def test_a_statement_published_again_after_a_retraction_has_a_page_again(sam):
    made = makers.published()
    makers.retracted(made)
    draft = makers.move(made, "reopen", makers.rui(), reason="Vérifié.")
    draft.place = "Lille"
    drafting.write_edit(draft, by=makers.ada(), version=draft.version)
    makers.move(draft, "submit", makers.ada())
    makers.move(draft, "approve", makers.rui())
    assert "Lille" in read(sam, f"/statements/{made.pk}/")
    assert sam.get(f"/statements/{made.pk}/v1/").status_code == 410
    assert sam.get(f"/statements/{made.pk}/v2/").status_code == 200


# --- Articles -----------------------------------------------------------------------------------


def test_an_open_article_is_shown_whole_with_its_quotations_marked(sam):
    edition = makers.edition()
    page = read(sam, edition.article.get_absolute_url())
    mark = (
        f'<mark id="e{edition.pk}"><a href="{edition.get_absolute_url()}">{makers.WORDS}</a></mark>'
    )
    assert mark in page
    assert "Le public a applaudi" in page
    assert 'href="https://creativecommons.org/publicdomain/zero/1.0/"' in page


def test_a_private_article_shows_its_statements_and_a_few_words_round_them(sam):
    article = makers.article(
        licence="private", body=makers.BODY * 8, url="https://gazette.example/1"
    )
    edition = makers.edition(in_article=article)
    page = read(sam, article.get_absolute_url())
    assert "Le public a applaudi" not in page
    assert words_of(page).count("[…]") == 1
    assert "« Nous ouvrirons la halle au printemps », a promis Ysoline" in words_of(page)
    assert f'href="{edition.get_absolute_url()}"' in page
    assert "#:~:text=Nous%20ouvrirons" in page


def test_a_printed_title_is_the_heading_and_is_not_repeated(sam):
    article = makers.article("« Rien n’est fait »\n\nIl l’a dit.\n", title="« Rien n’est fait »")
    edition = makers.edition("Rien n’est fait", in_article=article)
    page = read(sam, article.get_absolute_url())
    heading = page.partition("<h1")[2].partition("</h1>")[0]
    assert f'<a href="{edition.get_absolute_url()}">Rien n’est fait</a>' in heading
    assert "Rien n’est fait" not in page.partition('class="full-text"')[2].partition("<aside")[0]


def test_a_title_the_archive_made_is_told_apart_and_the_text_stays_whole(sam):
    article = makers.article("Il l’a dit hier.\nAutre ligne.\n", title="Il l’a dit hier.",
                             title_is_derived=True)  # fmt: skip
    edition = makers.edition("l’a dit hier", in_article=article)
    page = read(sam, f"/en{article.get_absolute_url()}")
    assert "[Il l’a dit hier.]" in words_of(page)
    assert "title given by the archive" in page
    assert "hier" in page.partition('class="full-text"')[2].partition("<aside")[0]
    assert "[Il l’a dit hier.]" in words_of(read(sam, edition.get_absolute_url()))


def test_a_quotation_of_an_earlier_text_is_not_marked_in_the_newer_one(sam):
    edition = makers.edition()
    ArticleText.objects.create(article=edition.article, number=2, body=f"Ajout. {makers.BODY}")
    page = read(sam, edition.article.get_absolute_url())
    assert "<mark" not in page
    assert edition.get_absolute_url() in page


def test_the_notice_of_an_outlet_stands_on_every_page_of_what_it_printed(sam):
    edition = makers.edition(
        in_article=makers.article(outlet=makers.outlet("Le Faux", notice="Journal satirique."))
    )
    for path in (edition.get_absolute_url(), edition.get_pinned_url(),
                 edition.article.get_absolute_url(), "/", "/statements/", "/articles/"):  # fmt: skip
        assert "Journal satirique." in read(sam, path), path


# --- People -------------------------------------------------------------------------------------


def test_a_person_s_page_tells_what_they_said_from_what_was_said_about_them(sam):
    ysoline, theodule = makers.person(), makers.person("Théodule Marquenterre")
    makers.edition(targets=[makers.target(theodule)], speaker_role="maire d’Aubencheul")
    makers.edition("Elle n’a rien ouvert du tout", speaker=theodule,
                   targets=[makers.target(ysoline)])  # fmt: skip
    page = read(sam, "/people/ysoline-quevrain/")
    said, about = page.partition('class="side-about"')[::2]
    assert "Nous ouvrirons" in said
    assert "rien ouvert" not in said
    assert "rien ouvert" in about
    assert "maire d’Aubencheul" in words_of(said)


def test_a_role_the_editions_do_not_give_is_not_shown(sam):
    ysoline = makers.person()
    ysoline.roles.create(title="trésorière d’un parti")
    makers.edition(speaker_role="maire d’Aubencheul")
    assert "trésorière" not in read(sam, "/people/ysoline-quevrain/")


def test_identifiers_lead_to_other_authority_files(sam):
    edition = makers.edition()
    Identifier.objects.create(person=edition.speaker, scheme="wikidata", value="Q42?x")
    page = read(sam, "/people/ysoline-quevrain/")
    assert 'href="https://www.wikidata.org/wiki/Q42%3Fx"' in page


def test_a_former_address_redirects_for_ever(sam):
    edition = makers.edition()
    FormerSlug.objects.create(person=edition.speaker, slug="ysoline-q")
    response = sam.get("/people/ysoline-q/")
    assert (response.status_code, response["Location"]) == (301, "/people/ysoline-quevrain/")


def test_a_merged_person_redirects_and_brings_their_statements(sam):
    edition = makers.edition(speaker=makers.person("Y. Quévrain"))
    kept = makers.person("Ysoline Quévrain-Hautmont")
    Person.objects.filter(name="Y. Quévrain").update(merged_into=kept)
    response = sam.get("/en/people/y-quevrain/")
    assert (response.status_code, response["Location"]) == (301, f"/en/people/{kept.slug}/")
    assert edition.get_absolute_url() in read(sam, f"/people/{kept.slug}/")
    assert statements_at(sam, f"speaker={kept.slug}") == {edition.statement_id}
    people = words_of(read(sam, "/people/"))
    assert "Quévrain-Hautmont, Ysoline" in people
    assert "Quévrain, Y." not in people


def test_people_who_are_merged_in_a_circle_are_not_found(sam):
    one, two = makers.person("Un Cercle"), makers.person("Deux Cercle")
    Person.objects.filter(pk=one.pk).update(merged_into=two)
    Person.objects.filter(pk=two.pk).update(merged_into=one)
    assert sam.get(f"/people/{one.slug}/").status_code == 404


def test_people_stand_from_a_to_z_whatever_their_accents(sam):
    for name in ("Zélie Zola", "Anne Éluard", "Bob Eluard", "Luc Faure"):
        makers.edition(f"Il est dit par {name} ceci", speaker=makers.person(name))
    page = words_of(read(sam, "/people/"))
    listed = re.findall(r"(Éluard, Anne|Eluard, Bob|Faure, Luc|Zola, Zélie)", page)
    assert listed == ["Éluard, Anne", "Eluard, Bob", "Faure, Luc", "Zola, Zélie"]


# --- Languages, errors --------------------------------------------------------------------------


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
