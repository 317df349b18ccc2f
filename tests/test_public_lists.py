"""The public lists: their order, their pages, and the ways to narrow them."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client

from archive.models import Article, Edition, Topic
from archive.pagination import capped_count, page_of
from tests import makers
from tests.reading import edition_of, read, statements_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam() -> Client:
    """A visitor without a session."""
    return Client()


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
    "month=2017-01", "month=2017-13", "month=2017", "month=0001-01",
    "month=\u0662\u0660\u0661\u0667-01", f"month={'2' * 5000}", "month=2017-01%0A",
    "since=9999", "until=9999-12-31", "until=1700", "until=0001", "since=0001", "page=9", "=",
    "&&&", "%ff",
]  # fmt: skip


@pytest.mark.parametrize("query", BAD_QUERIES)
def test_no_parameter_breaks_a_list(sam, query):
    edition = makers.edition(topics=[Topic.objects.create(name="Halle")])
    for path in (
        "/statements/", "/articles/", "/people/", "/people/ysoline-quevrain/", "/", "/outlets/",
        f"/outlets/{edition.outlet_id}/", "/topics/halle/", "/topics/", "/coverage/",
        "/about/method/",
    ):  # fmt: skip
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


def test_a_page_beyond_the_end_of_a_list_leads_back_to_its_beginning(sam):
    makers.edition()
    page = read(sam, "/en/statements/?before=1&kind=direct")
    assert 'href="?kind=direct">Begin again' in page


EMPTY = ["/", "/statements/", "/articles/", "/people/", "/outlets/", "/topics/", "/coverage/"]


@pytest.mark.parametrize("path", EMPTY)
def test_an_empty_archive_says_what_will_stand_there(sam, path):
    assert 'class="empty"' in read(sam, path)
