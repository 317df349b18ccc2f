"""The page of a search: counts that are true, pages that lack nothing, words marked where found."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests import search_corpus
from tests.reading import read, words_of

standing = pytest.fixture(scope="module")(search_corpus.standing_corpus)
STATEMENT = re.compile(r'<p><a href="/(?:en/)?statements/(\d+)/">')
CHOICE = re.compile(r'<a href="(\?[^"]+)">[^<]*</a> <span class="count">(\d+)')
MOST_QUERIES = 12


@pytest.fixture
def numbers(standing, db) -> dict[int, int]:
    return standing


@pytest.fixture
def sam() -> Client:
    return Client()


def address(query: str = "", **given: str) -> str:
    return f"/en/statements/?{query or urlencode(given)}"


def shown(page: str) -> list[int]:
    return [int(pk) for pk in STATEMENT.findall(page)]


def total(page: str) -> int:
    counted = re.search(r'class="results-count"[^>]*>(?:more than )?([\d,]+)', page)
    return int(counted[1].replace(",", "")) if counted else 0


def choices(page: str) -> dict[str, int]:
    """The links of the facets with their counts."""
    refine = page.partition('class="refine"')[2]
    return {unescape(link): int(count) for link, count in CHOICE.findall(refine)}


SEARCHES = [
    "", "q=halle", "q=maire", "q=tramway&sort=relevance", "speaker=adele-vauquelin",
    "q=-halle&year=2019", "topic=halle", "since=2017&until=2018", "kind=direct&q=le",
]  # fmt: skip


@pytest.mark.parametrize("query", SEARCHES)
def test_every_facet_leads_to_as_many_as_it_says(numbers, sam, query):
    page = read(sam, address(query))
    followed = choices(page)
    assert followed
    for link, count in followed.items():
        assert total(read(sam, f"/en/statements/{link}")) == count > 0, link


def test_the_address_holds_all_that_was_asked(numbers, sam):
    asked = "q=halle&speaker=adele-vauquelin&since=2019&sort=relevance"
    page = read(sam, address(asked))
    for link in choices(page):
        for part in asked.split("&"):
            assert part in link
    assert 'value="halle"' in page
    assert '<input type="hidden" name="speaker" value="adele-vauquelin">' in page
    assert '<input type="hidden" name="sort" value="relevance">' in page


def walk(sam: Client, path: str, rel: str) -> Iterator[str]:
    seen = set()
    while path:
        assert path not in seen
        seen.add(path)
        page = read(sam, path)
        yield page
        link = re.search(rf'rel="{rel}" href="([^"]+)"', page)
        path = f"/en/statements/{unescape(link[1])}" if link else ""


@pytest.mark.parametrize(
    "query",
    ["q=maire", "q=conseil", "q=maire&sort=relevance", "q=vice président&sort=relevance",
     "q=la&sort=relevance", "since=2011&until=2019", "q=le&since=2012&sort=relevance",
     "speaker=adele-vauquelin&sort=relevance", "q=-maire&sort=relevance", "until=2018"],
)  # fmt: skip
def test_page_after_page_shows_each_match_once(numbers, sam, settings, query):
    settings.PAGE_SIZE = 100
    everything = shown(read(sam, address(query)))
    assert len(everything) > 3
    settings.PAGE_SIZE = 3
    pages = [shown(page) for page in walk(sam, address(query), "next")]
    assert [pk for page in pages for pk in page] == everything
    assert all(len(page) == 3 for page in pages[:-1])


@pytest.mark.parametrize("query", ["q=maire", "since=2011&until=2019", "q=-maire"])
def test_pages_by_date_lead_back_the_same_way(numbers, sam, settings, query):
    settings.PAGE_SIZE = 3
    forth = list(walk(sam, address(query), "next"))
    last = re.search(r'rel="prev" href="([^"]+)"', forth[-1])[1]
    back = list(walk(sam, f"/en/statements/{unescape(last)}", "prev"))
    before_last = [pk for page in forth[:-1] for pk in shown(page)]
    assert [pk for page in back[::-1] for pk in shown(page)] == before_last


@pytest.mark.parametrize(
    "position", ["rank=0", "rank=3", "rank=99", "rank=-1", "rank=x", "before=1", "before=1&rank=99",
                 "rank=9007199254740991", "after=1", "before=9007199254740991&rank=2"],
)  # fmt: skip
def test_a_position_that_is_none_is_a_page_all_the_same(numbers, sam, position):
    for query in ("q=maire&sort=relevance", "sort=relevance", "q=-maire&sort=relevance"):
        read(sam, address(f"{query}&{position}"))


def test_what_stands_beside_a_search_stands_on_its_first_page(numbers, sam, settings):
    settings.PAGE_SIZE = 3
    for sort in ("date", "relevance"):
        first, second, *_ = walk(sam, address(q="Vauquelin", sort=sort), "next")
        assert 'id="found-people"' in first
        assert 'id="found-people"' not in second


def test_people_and_articles_of_these_words_stand_beside(numbers, sam):
    page = read(sam, address(q="printemps"))
    beside = page.partition('id="found-articles"')[2].partition("</section>")[0]
    assert "Une halle au printemps" in beside
    page = words_of(read(sam, address(q="obrien")))
    assert "Basile O’Brien" in page
    assert 'id="found-people"' not in read(sam, address(q="obrien", year="2015"))


# --- Where the words were found -------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "marked", "found"),
    [
        ("ouvrir", "<mark>ouvrirons</mark>", None),
        ("coeur", "<mark>cœur</mark>", None),
        ("Marchetout", "<mark>Marchetout</mark>", "in a name or a role"),
        ("conservateur", "<mark>conservatrice</mark>", "in a name or a role"),
        ("réplique", "<mark>réplique</mark>", "in the title or the outlet"),
        ("ternois", "<mark>Ternois</mark>", "in the title or the outlet"),
        ("tait", "<mark>tait</mark>", "beside the words"),
        ("devis", "<mark>devis</mark>", "beside the words"),
        ('"l’état"', "<mark>état</mark>", None),
        ("taxes", "<mark>taxed</mark>", None),
    ],
)
def test_the_page_says_where_words_were_found_and_marks_them(numbers, sam, query, marked, found):
    page = read(sam, address(q=query))
    assert marked in page
    told = [words_of(f"<body>{one}") for one in re.findall(r'class="found-in">.*?</p>', page)]
    assert any(found in one for one in told) if found else not any("name" in one for one in told)


def test_an_excerpt_is_in_the_language_it_was_written_in(numbers, sam):
    note = read(sam, address(q="Tilleuls")).partition('class="found-in"')[2]
    assert 'lang="fr">L’école des <mark>Tilleuls</mark>' in note


def test_markup_is_shown_as_text_and_never_as_markup(numbers, sam):
    page = read(sam, address(q="<mark>texte</mark>"))
    assert "&lt;<mark>mark&gt;texte&lt;/mark</mark>&gt;" in page
    assert "&amp;lt;barré&amp;gt;" in page
    page = read(sam, address(q="barré <script>alert(1)</script>"))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<mark>lt</mark>" in read(sam, address(q="lt barré"))


# --- Nothing found --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "proposed"),
    [
        ("prantemps", "printemps"),
        ("hale printemps", "halle printemps"),
        ("halle -loi prantemps", "halle -loi printemps"),
        ('"la hale"', '"la halle"'),
        ("vice-prisident", "vice-president"),
        ("Vauquelen", "vauquelin"),
        ("O’Bryen", "obrien"),
    ],
)
def test_the_nearest_spelling_is_proposed_and_finds_something(numbers, sam, query, proposed):
    page = read(sam, address(q=query))
    offered = re.search(r'class="did-you-mean">[^<]*<a href="([^"]+)">([^<]+)</a>', page)
    assert unescape(offered[2]) == proposed
    assert total(read(sam, f"/en/statements/{unescape(offered[1])}"))


@pytest.mark.parametrize(
    "query", ["xyzzyx", "2071", "приветы", "halle loyers impossible", "ab", "tramway halls"]
)
def test_nothing_is_proposed_that_is_far_or_finds_nothing(numbers, sam, query):
    page = read(sam, address(q=query))
    assert total(page) == 0
    assert "did-you-mean" not in page


def test_many_misspelt_words_cost_no_more(numbers, sam, django_assert_max_num_queries):
    with django_assert_max_num_queries(MOST_QUERIES):
        read(sam, address(q=" ".join(f"mot{chr(97 + n)}xyz" for n in range(24))))


# --- What it costs, and what it says to caches ----------------------------------------------


@pytest.mark.parametrize(
    ("query", "most"),
    [
        ("", 7),
        ("q=tramway", 9),
        ("q=halle printemps", 10),
        ("q=halle printemps&sort=relevance", 10),
        ("q=halle&speaker=adele-vauquelin", 9),
        ("q=halle&speaker=adele-vauquelin&sort=relevance", 9),
        ("q=hale prantemps", 11),
        ("q=halle&speaker=adele-vauquelin&about=denis-loeuilleux&topic=halle&year=2019&kind=direct"
         "&since=2018-05&until=2020&sort=relevance", 10),
    ],
)  # fmt: skip
def test_a_search_asks_few_queries(numbers, sam, django_assert_max_num_queries, query, most):
    assert most <= MOST_QUERIES
    with django_assert_max_num_queries(most):
        read(sam, address(query))


@pytest.mark.parametrize("query", ["", "q=halle", "q=halle&sort=relevance", "q=xyzzy", "year=x"])
def test_a_search_is_kept_by_caches_and_sets_no_cookie(numbers, sam, query):
    first = sam.get(address(query))
    assert first.status_code == 200
    assert "max-age" in first.headers["Cache-Control"]
    assert "public" in first.headers["Cache-Control"]
    assert "Cookie" not in first.headers.get("Vary", "")
    assert not first.cookies
    again = sam.get(address(query), headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.content
