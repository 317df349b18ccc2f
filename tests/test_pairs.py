"""What one person says about another: the page of the two, and the map of those who do so most."""

import re
from html import unescape

import pytest
from django.test import Client

from archive.models import Edition, FormerSlug, Person
from tests import makers
from tests.people import merged, undone
from tests.reading import edition_of, read, revised, words_of

pytestmark = pytest.mark.django_db

PAIR = "/people/ysoline-quevrain/about/theodule-marquenterre/"
BACK = "/people/theodule-marquenterre/about/ysoline-quevrain/"
HOSTILE = '<script>alert("1")</script> & </text>'


@pytest.fixture
def sam() -> Client:
    return Client()


def theodule() -> Person:
    return makers.person("Théodule Marquenterre")


def answer(**fields) -> Edition:
    """Théodule about Ysoline."""
    return makers.edition("Elle n’a rien ouvert du tout", speaker=theodule(),
                          targets=[makers.target(makers.person())], **fields)  # fmt: skip


def shown(page: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'<p><a href="(?:/en)?/statements/(\d+)/">', page)]


# --- The page of two people -----------------------------------------------------------------------


def test_a_pair_shows_what_the_one_says_about_the_other_with_both_roles_then(sam):
    made = makers.edition(targets=[makers.target(role="maire de Marbaix")],
                          speaker_role="députée du Nord")  # fmt: skip
    answer()
    edition_of(1)  # about nobody
    page = read(sam, f"/en{PAIR}")
    assert shown(page) == [made.statement_id]
    words = words_of(page)
    for expected in ("députée du Nord", "maire de Marbaix", "1 statement about them or to them",
                     "What Théodule Marquenterre says about Ysoline Quévrain 1"):  # fmt: skip
        assert expected in words, expected
    assert f'href="/en{BACK}"' in page


def test_what_is_said_to_somebody_counts_and_two_links_to_one_person_once(sam):
    spoken_to = edition_of(1, targets=[makers.target(relation="to")])
    both = edition_of(2, targets=[makers.target(), makers.target(relation="to")])
    page = read(sam, f"/en{PAIR}")
    assert sorted(shown(page)) == sorted([spoken_to.statement_id, both.statement_id])
    assert "2 statements about them" in words_of(page)


def test_only_the_other_direction_is_an_honest_empty_page_that_leads_there(sam):
    answer()
    page = read(sam, f"/en{PAIR}")
    assert shown(page) == []
    assert 'class="empty"' in page
    assert f'href="/en{BACK}"' in page


@pytest.mark.parametrize(
    "path",
    [
        "/people/ysoline-quevrain/about/un-tiers/", "/people/un-tiers/about/ysoline-quevrain/",
        "/people/personne/about/ysoline-quevrain/", "/people/personne/about/personne/",
        "/people/ysoline-quevrain/about/ysoline-quevrain/", f"/people/{'x' * 3000}/about/y/",
    ],
)  # fmt: skip
def test_two_people_who_do_not_speak_about_each_other_have_no_page(sam, path):
    makers.edition(targets=[makers.target()])
    edition_of(1, speaker=makers.person("Un Tiers"))
    read(sam, path, status=404)


def test_somebody_may_speak_about_themselves(sam):
    made = makers.edition(targets=[makers.target(makers.person())])
    page = read(sam, "/people/ysoline-quevrain/about/ysoline-quevrain/")
    assert shown(page) == [made.statement_id]
    assert 'class="pair-turn"' not in page


def test_what_was_withdrawn_or_superseded_is_not_counted(sam):
    first = makers.edition(targets=[makers.target()])
    revised(first.statement, place="Lille")
    assert shown(read(sam, PAIR)) == [first.statement_id]
    makers.retracted(first.statement)
    read(sam, PAIR, status=404)


def test_a_pair_of_merged_records_is_the_pair_of_who_stays(sam):
    short = makers.person("Y. Quévrain")
    first = edition_of(1, speaker=short, targets=[makers.target()])
    second = edition_of(2, targets=[makers.target()])
    made = merged(short, makers.person())
    assert sam.get("/en/people/y-quevrain/about/theodule-marquenterre/").url == f"/en{PAIR}"
    page = read(sam, PAIR)
    assert sorted(shown(page)) == sorted([first.statement_id, second.statement_id])
    undone(made)
    assert shown(read(sam, PAIR)) == [second.statement_id]


def test_a_former_address_of_either_redirects_for_ever(sam):
    made = makers.edition(targets=[makers.target()])
    FormerSlug.objects.create(person=made.speaker, slug="y-q")
    FormerSlug.objects.create(person=theodule(), slug="t-m")
    redirection = sam.get("/people/y-q/about/t-m/")
    assert (redirection.status_code, redirection.url) == (301, PAIR)


def test_a_former_address_tells_nothing_of_who_is_not_in_print(sam):
    FormerSlug.objects.create(person=makers.person(), slug="y-q")
    theodule()
    read(sam, "/people/y-q/about/theodule-marquenterre/", status=404)


def test_a_pair_is_paged_newest_first(sam, settings):
    settings.PAGE_SIZE = 2
    made = [edition_of(n, targets=[makers.target()], said_on=f"201{n}") for n in range(5)]
    seen, path = [], PAIR
    while path:
        page = read(sam, path)
        seen += shown(page)
        link = re.search(r'rel="next" href="([^"]+)"', page)
        path = PAIR + unescape(link[1]) if link else ""
    assert seen == [edition.statement_id for edition in made[::-1]]


def test_years_are_drawn_and_said_in_a_table_that_leads_to_their_statements(sam):
    made = makers.edition(targets=[makers.target()], said_on="2016-05")
    answer(said_on="2019-03-12")
    page = read(sam, PAIR)
    assert 'class="bar said"' in page
    assert 'class="bar about"' in page
    links = [unescape(link) for link in re.findall(r'<td class="number"><a href="([^"]+)"', page)]
    assert len(links) == 2
    assert shown(read(sam, links[0])) == [made.statement_id]


QUERIES = ["before=0", f"before={10**9}", f"before={10**17}", "after=x", "page=1000000000",
           "q=%25_", "after=-1", "=", "%ff"]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_no_parameter_breaks_a_pair_or_the_map(sam, query):
    makers.edition(targets=[makers.target()])
    for path in (PAIR, "/map/"):
        assert sam.get(f"{path}?{query}").status_code == 200
        assert sam.get(f"{path}?q=%00").status_code == 400


@pytest.mark.parametrize("number", [1, 30])
def test_queries_do_not_grow_with_the_statements(sam, django_assert_max_num_queries, number):
    for n in range(number):
        others = [makers.target(makers.person(f"Tiers {n}"))] if n % 3 else []
        edition_of(n, targets=[makers.target(), *others], said_on=f"{1990 + n}")
    answer()
    for path in (PAIR, BACK, "/people/ysoline-quevrain/", "/people/", "/people/?q=qu", "/map/",
                 "/people/?letter=q", "/people/?q=qevrin", "/people/names.json?q=qu"):  # fmt: skip
        with django_assert_max_num_queries(12):
            assert sam.get(path).status_code == 200


# --- The map --------------------------------------------------------------------------------------


def test_the_map_draws_and_lists_who_speaks_about_whom_and_leads_to_their_pages(sam):
    makers.edition(targets=[makers.target()])
    page = read(sam, "/map/")
    svg, _slash, table = page.partition("</svg>")
    for part in (svg, table):
        assert f'href="{PAIR}"' in part
    assert 'href="/people/ysoline-quevrain/"' in svg
    assert 'href="/people/theodule-marquenterre/"' in svg


def test_an_empty_archive_has_a_map_that_says_what_will_stand_there(sam):
    page = read(sam, "/map/")
    assert 'class="empty"' in page
    assert "<svg" not in page


# --- For any cache, whatever the names ------------------------------------------------------------


@pytest.mark.parametrize("path", [PAIR, "/map/", "/people/", "/people/names.json?q=qu"])
def test_a_page_is_for_every_cache_and_answers_304(sam, path):
    makers.edition(targets=[makers.target()])
    answered = sam.get(path)
    assert "public" in answered["Cache-Control"]
    assert not answered.cookies
    assert "Cookie" not in answered.get("Vary", "")
    again = sam.get(path, headers={"if-none-match": answered["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    answer()
    assert sam.get(path, headers={"if-none-match": answered["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", ["{pair}", "/map/", "/people/", "/people/?q=script",
                                  "/people/names.json?q=script"])  # fmt: skip
def test_markup_in_a_name_is_text_in_drawings_tables_and_json(sam, path):
    evil = makers.person(HOSTILE, sort_name=HOSTILE)
    made = makers.edition(speaker=evil, targets=[makers.target()])
    pair = f"/people/{made.speaker.slug}/about/theodule-marquenterre/"
    response = sam.get(path.format(pair=pair))
    assert response.status_code == 200
    if "json" in path:
        assert response["Content-Type"] == "application/json"
        assert response.json()["people"][0]["name"] == evil.name
        return
    page = response.content.decode()
    assert "<script>alert" not in page
    assert "</text> " not in page
    assert "&lt;script&gt;" in page
