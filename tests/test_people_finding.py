"""People found by name: from A to Z, by what is typed, by what is nearly that."""

import pytest
from django.test import Client

from archive.finding.people import letters_in_print, people_named, people_named_nearly
from archive.models import Person
from tests import makers
from tests.people import merged
from tests.reading import read, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam() -> Client:
    return Client()


def in_print(*names: str) -> list[Person]:
    return [
        makers.edition(f"Il est dit par {name} ceci", speaker=makers.person(name)).speaker
        for name in names
    ]


def named(typed: str, limit: int = 10) -> list[str]:
    return [one.person.name for one in people_named(typed, limit)]


@pytest.mark.parametrize(
    "typed",
    ["ysoline", "YSOLINE", "quev", "Quévrain", "quevrain", "ysoline que", "Quévrain Ysoline",
     "quévrain, yso", "yso quev", "que yso", "  ysoline   quévrain  ", "y q", "ysoliné"],
)  # fmt: skip
def test_a_name_is_found_from_any_word_accents_and_case_aside(typed):
    in_print("Ysoline Quévrain", "Anne Éluard")
    assert named(typed) == ["Ysoline Quévrain"]


def test_compound_names_and_apostrophes_are_typed_as_one_likes():
    in_print("Jean-Yves L’Hermitte d’Aulnoy")
    for typed in ("jean yves", "jean-yves", "hermitte", "l'hermitte", "L’HERMITTE", "aulnoy"):
        assert named(typed) == ["Jean-Yves L’Hermitte d’Aulnoy"], typed


@pytest.mark.parametrize(
    "typed",
    ["", " ", "%", "_", "ysol_ne", "\\", "'", '"', "\x00", "\ud800", "*", "ysoline*x",
     "x" * 1_000_000, "é" * 1_000_000, "\U0010ffff", "ysoline -quevrain OR 1=1", "(" * 5000],
)  # fmt: skip
def test_no_character_typed_means_anything_but_itself(typed):
    in_print("Ysoline Quévrain")
    assert named(typed) == []
    assert len(people_named_nearly(typed, 5)) <= 1


def test_wildcards_around_letters_are_left_out():
    in_print("Ysoline Quévrain")
    assert named("%ysoline%") == ["Ysoline Quévrain"]
    assert named("%soline") == named("ysol_") == []


def test_the_most_named_stand_first_and_no_more_than_asked():
    rare, often = in_print("Martin Rare", "Martine Souvent")
    for n in range(2):
        makers.edition(f"Propos de plus numéro {n}", speaker=often)
    assert named("mart") == ["Martine Souvent", "Martin Rare"]
    assert named("ma", 1) == ["Martine Souvent"]
    assert rare.name == "Martin Rare"


def test_who_is_not_in_print_is_not_found():
    makers.person("Philibert Canari")
    makers.statement()
    assert named("phil") == named("ysoline") == []
    assert people_named_nearly("philibert canary", 5) == []


def test_a_merged_record_is_found_as_who_stays():
    one, other = in_print("Y. Quévrain", "Ysoline Hautmont")
    merged(one, other)
    assert named("quevrain") == ["Ysoline Hautmont"]


@pytest.mark.parametrize("typed", ["Qévrain", "quevrein", "Ysolin Quevrin", "isoline quevrain"])
def test_a_name_written_nearly_right_is_proposed(typed):
    in_print("Ysoline Quévrain", "Anne Éluard")
    assert not named(typed)
    assert [one.person.name for one in people_named_nearly(typed, 5)] == ["Ysoline Quévrain"]


def test_what_is_far_from_every_name_proposes_nobody():
    in_print("Ysoline Quévrain")
    assert people_named_nearly("boulangerie", 5) == []


def test_the_letters_are_those_people_are_filed_under():
    assert letters_in_print() == []
    in_print("Anne Éluard", "Bob Eluard", "Zélie Zola", "Collectif 59")
    assert letters_in_print() == ["#", "e", "z"]


# --- The list of people ---------------------------------------------------------------------------


def test_the_list_shows_one_letter_whatever_its_accent_or_case(sam):
    in_print("Anne Éluard", "Zélie Zola")
    for letter in ("e", "E", "É", "ébène"):
        words = words_of(read(sam, f"/people/?letter={letter}"))
        assert "Éluard, Anne" in words
        assert "Zola, Zélie" not in words


def test_a_letter_nobody_is_filed_under_leads_back_to_everybody(sam):
    in_print("Anne Éluard")
    page = read(sam, "/en/people/?letter=k")
    assert 'class="empty"' in page
    assert "Everybody, from A to Z" in words_of(page)


def test_the_list_is_paged_and_each_person_stands_once(sam, monkeypatch):
    monkeypatch.setattr("archive.views.people.PEOPLE_A_PAGE", 2)
    names = ["Éloi Anquetil", "Bob Eluard", "Anne Éluard", "Luc Faure", "Zélie Zola"]
    in_print(*names)
    first = read(sam, "/people/")
    assert "Eluard, Bob" not in words_of(first)
    faure = makers.person("Bob Eluard")
    second = words_of(read(sam, f"/people/?before={makers.person('Anne Éluard').pk}"))
    assert "Eluard, Bob" in second
    assert "Anquetil" not in second
    assert faure.sort_name == "Eluard, Bob"


def test_a_search_without_scripts_is_a_page_of_names(sam):
    in_print("Ysoline Quévrain", "Anne Éluard")
    page = words_of(read(sam, "/en/people/?q=eluard"))
    assert "1 person found" in page
    assert "Éluard, Anne" in page
    assert "Quévrain, Ysoline" not in page


def test_a_search_that_finds_nobody_proposes_the_nearest_names(sam):
    in_print("Ysoline Quévrain")
    page = words_of(read(sam, "/en/people/?q=qevrain"))
    assert "The nearest names" in page
    assert "Quévrain, Ysoline" in page


def test_what_was_typed_is_repeated_as_text(sam):
    in_print("Ysoline Quévrain")
    page = read(sam, '/people/?q="><script>alert(1)</script>')
    assert "<script>alert" not in page


def test_names_are_offered_as_json_in_the_language_of_the_page(sam):
    makers.edition(targets=[makers.target()], speaker_role="maire d’Aubencheul")
    for prefix in ("", "/en"):
        (one,) = sam.get(f"{prefix}/people/names.json?q=Qué").json()["people"]
        assert one == {
            "name": "Ysoline Quévrain", "slug": "ysoline-quevrain", "statements": 1,
            "url": f"{prefix}/people/ysoline-quevrain/", "role": "maire d’Aubencheul",
        }  # fmt: skip


@pytest.mark.parametrize("query", ["", "?q=", "?q=y", "?q=%25%25", "?q=__", f"?q={'x' * 4000}"])
def test_too_few_letters_or_nobody_is_an_empty_answer(sam, query):
    in_print("Ysoline Quévrain")
    assert sam.get(f"/people/names.json{query}").json()["people"] == []


def test_at_most_ten_names_are_offered(sam):
    in_print(*(f"Martin Numéro{'a' * n}" for n in range(12)))
    assert len(sam.get("/people/names.json?q=mart").json()["people"]) == 10


def test_the_role_offered_with_a_name_is_that_of_all_records_of_somebody(sam):
    stays, goes = in_print("Zélie Hennuyer", "Zélie Hennuyère")
    makers.published("Nous fermerons la halle", speaker=goes, speaker_role="maire")
    merged(goes, stays)
    offered = sam.get("/people/names.json?q=zelie").json()["people"]
    assert [(one["slug"], one["role"]) for one in offered] == [(stays.slug, "maire")]


@pytest.mark.parametrize("order", ["date", "relevance"])
def test_people_stand_beside_the_first_page_of_a_search_alone(sam, order, settings):
    settings.PAGE_SIZE = 1
    somebody = Person.objects.create(name="Léonce Halle")
    for words in ("La halle ouvre", "La halle ferme"):
        makers.published(words, speaker=somebody)
    pages = [sam.get("/statements/", {"q": "halle", "sort": order})]
    further = {"before": pages[0].context["page"].following, "rank": 0}
    pages.append(sam.get("/statements/", {"q": "halle", "sort": order, **further}))
    assert ['id="found-people"' in page.content.decode() for page in pages] == [True, False]
