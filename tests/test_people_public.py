"""People for readers: one page for all records of somebody, at every address they ever had."""

import re

import pytest
from django.test import Client

from archive import merging
from archive.models import FormerSlug, Person
from tests import makers
from tests.people import merged, two, undone
from tests.reading import read, statements_at, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LANGUAGES = ["", "/en"]


@pytest.fixture
def sam() -> Client:
    return Client()


def both_in_print() -> tuple[Person, Person, set[int]]:
    """Two records, each the speaker of an edition."""
    one, other = two()
    said = {makers.edition(speaker=person).statement_id for person in (one, other)}
    return one, other, said


# --- Addresses ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_of_a_merged_record_leads_to_who_stays_for_ever(sam, language):
    one, other, _said = both_in_print()
    FormerSlug.objects.create(person=one, slug="y-q")
    merged(one, other)
    for slug in (one.slug, "y-q"):
        answer = sam.get(f"{language}/people/{slug}/")
        assert (answer.status_code, answer.url) == (301, f"{language}/people/{other.slug}/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_undone_merge_gives_the_address_its_page_back(sam, language):
    one, other, _said = both_in_print()
    FormerSlug.objects.create(person=one, slug="y-q")
    undone(merged(one, other))
    assert sam.get(f"{language}/people/{one.slug}/").status_code == 200
    assert sam.get(f"{language}/people/y-q/").url == f"{language}/people/{one.slug}/"


def test_addresses_of_records_merged_one_after_the_other_lead_straight_to_the_last(sam):
    first, second, _said = both_in_print()
    third = makers.person("Ysoline Quévrain-Hautmont")
    merged(first, second)
    merged(second, third)
    for person in (first, second):
        assert sam.get(f"/people/{person.slug}/").url == f"/people/{third.slug}/"
    assert sam.get(f"/people/{third.slug}/").status_code == 200


def test_a_redirection_is_kept_by_caches_no_longer_than_a_page(sam):
    one, other, _said = both_in_print()
    merged(one, other)
    answer = sam.get(f"/people/{one.slug}/")
    assert answer["Cache-Control"] == sam.get(f"/people/{other.slug}/")["Cache-Control"]


# --- Pages, lists and counts ----------------------------------------------------------------


def test_who_stays_has_the_statements_of_both(sam):
    one, other, said = both_in_print()
    about = makers.edition("Elle n’a rien ouvert du tout", targets=[makers.target(one)],
                           speaker=makers.person("Théodule Marquenterre"))  # fmt: skip
    merged(one, other)
    page = read(sam, f"/en/people/{other.slug}/")
    for pk in (*said, about.statement_id):
        assert f'/statements/{pk}/"' in page
    assert "What they said 2" in words_of(page)


def test_editions_keep_the_name_they_were_vouched_for_with(sam):
    edition = makers.edition(speaker=makers.person("Y. Quévrain"))
    other = makers.person()
    merged(edition.speaker, other)
    page = words_of(read(sam, edition.get_absolute_url()))
    assert "Y. Quévrain" in page
    assert edition.content() == type(edition).objects.get().content()


def test_the_list_of_people_counts_both_records_as_one(sam):
    one, other, _said = both_in_print()
    merged(one, other)
    page = words_of(read(sam, "/en/people/"))
    assert re.search(r"Quévrain, Ysoline\s+2 said", page)
    assert "Quévrain, Y. " not in page


@pytest.mark.parametrize("parameter", ["speaker", "about"])
def test_a_filter_by_either_address_finds_the_statements_of_both(sam, parameter):
    one, other = two()
    ids = set()
    for person in (one, other):
        given = {"speaker": person} if parameter == "speaker" else {
            "speaker": makers.person("Théodule Marquenterre"), "targets": [makers.target(person)]
        }  # fmt: skip
        ids.add(makers.edition(**given).statement_id)
    makers.edition("Elle n’a rien ouvert du tout", speaker=makers.person("Un Tiers"))
    merged(one, other)
    for slug in (one.slug, other.slug):
        assert statements_at(sam, f"{parameter}={slug}") == ids


def test_the_facets_count_both_records_under_who_stays(sam):
    one, other, _said = both_in_print()
    makers.edition("Elle n’a rien ouvert du tout", speaker=makers.person("Un Tiers"))
    merged(one, other)
    page = read(sam, "/en/statements/")
    assert f"speaker={other.slug}" in page
    assert f"speaker={one.slug}" not in page


def test_who_is_in_print_through_a_merged_record_alone_has_a_page(sam):
    one, other = two()
    makers.edition(speaker=one)
    assert sam.get(f"/people/{other.slug}/").status_code == 404
    made = merged(one, other)
    assert sam.get(f"/people/{other.slug}/").status_code == 200
    assert f"/people/{other.slug}/" in read(sam, "/people/")
    undone(made)
    assert sam.get(f"/people/{other.slug}/").status_code == 404


def test_readers_learn_nothing_of_why_records_were_merged(sam):
    one, other, _said = both_in_print()
    third = makers.person("Une Autre Encore", description="Connue du seul bureau.")
    merging.tell_apart(other, third, by=makers.ada(), reason="Secret de la rédaction.")
    merged(one, other, rationale="Motif de la rédaction.")
    page = read(sam, f"/people/{other.slug}/")
    for kept in ("Secret de la rédaction", "Motif de la rédaction", "seul bureau", "Encore"):
        assert kept not in page


# --- Other names, identifiers ---------------------------------------------------------------


def test_a_name_that_editions_print_is_shown_with_its_dates(sam):
    person = makers.person()
    person.names.create(name="Mme Quévrain", began="2014", ended="2019-03")
    makers.edition(speaker=person, attribution="mme Quévrain")
    page = read(sam, f"/en/people/{person.slug}/")
    assert 'itemprop="alternateName">Mme Quévrain<' in page
    assert "from 2014 to March 2019" in words_of(page)


@pytest.mark.parametrize("printed_as", ["mention", "nothing"])
def test_a_name_that_no_edition_prints_is_the_desks_alone(sam, printed_as):
    person = makers.person("Théodule Marquenterre")
    person.names.create(name="Théodule")
    mention = "Théodule" if printed_as == "mention" else ""
    makers.edition(targets=[makers.target(person, mention=mention)])
    makers.statement(speaker=person, attribution="Théodule")  # a draft prints nothing
    page = read(sam, f"/people/{person.slug}/")
    assert ('itemprop="alternateName"' in page) == (printed_as == "mention")


def test_the_name_of_a_merged_record_in_print_is_another_name_of_who_stays(sam):
    one, other, _said = both_in_print()
    merged(one, other)
    page = read(sam, f"/people/{other.slug}/")
    assert 'itemprop="alternateName">Y. Quévrain<' in page


def test_the_numbers_of_all_records_say_who_this_is_elsewhere(sam):
    one, other, _said = both_in_print()
    one.identifiers.create(scheme="isni", value="0000000121200982")
    other.identifiers.create(scheme="bnf", value="cb11907966z")
    merged(one, other)
    page = read(sam, f"/people/{other.slug}/")
    for address in ("https://isni.org/isni/0000000121200982",
                    "https://data.bnf.fr/ark:/12148/cb11907966z"):  # fmt: skip
        assert re.search(rf'href="{re.escape(address)}"[^>]*itemprop="sameAs"', page)


def test_a_page_takes_no_more_queries_for_more_records(sam, django_assert_max_num_queries):
    _one, other, _said = both_in_print()
    for number in range(5):
        person = makers.person(f"Notice {number}")
        person.names.create(name=f"N. {number}")
        makers.edition(speaker=person)
        merged(person, other)
    with django_assert_max_num_queries(12):
        sam.get(f"/people/{other.slug}/")
