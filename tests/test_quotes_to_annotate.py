"""Where an editor goes next: the quotations between marks, already bounded."""

import pytest

from archive.quotes.anchoring import trim
from archive.quotes.quotations import quotations_in
from tests import golden_quotes

pytestmark = pytest.mark.once


def found(text, **asked):
    return [(text[one.start : one.end], one.kind) for one in quotations_in(text, **asked)]


def test_a_quotation_stands_without_its_marks():
    text = "« Le port sera prêt au printemps », a déclaré Ysoline Quévrain."
    assert found(text) == [("Le port sera prêt au printemps", "direct")]


def test_a_quotation_that_nobody_is_said_to_speak_is_there():
    text = "La place était vide.\n\n« Nous reviendrons tous les samedis de l’hiver »\n\nPuis rien."
    assert found(text) == [("Nous reviendrons tous les samedis de l’hiver", "direct")]


def test_of_a_reported_clause_the_whole_clause():
    text = "Ysoline Quévrain affirme que le port est « presque prêt » et que les quais suivront."
    assert found(text) == [
        ("que le port est « presque prêt » et que les quais suivront", "mixed"),
    ]


def test_a_word_that_a_verb_of_saying_leads_to_is_there():
    text = "Aubin Lestrange a dénoncé l’« immobilisme » de la ville."
    assert found(text) == [("immobilisme", "mixed")]


def test_a_quotation_with_a_subject_of_its_own_is_direct():
    text = "Aubin Lestrange a déclaré « nous avons attendu trois ans sur ce quai »."
    assert found(text) == [("nous avons attendu trois ans sur ce quai", "direct")]


@pytest.mark.parametrize(
    "text",
    [
        "Il a été mis en examen pour « détournement de fonds publics » mardi.",
        "Le bus s’arrête à « Halle-Centrale » puis repart.",
        "Invitée du « Grand Matin », elle a souri.",
        "Rien que des mots sans marques.",
        "",
    ],
)
def test_charges_names_and_titles_are_left_out(text):
    assert found(text) == []


def test_english_marks_are_read():
    text = "“We shall rebuild the pier,” said Rosalind Thackwell."
    assert found(text, language="en") == [("We shall rebuild the pier,", "direct")]


@pytest.mark.parametrize("case", golden_quotes.cases(), ids=golden_quotes.name_of)
def test_all_stand_in_order_as_the_desk_anchors_them(case):
    text = case.read_bytes().decode()
    end = 0
    for one in quotations_in(text, language=case.parent.name):
        assert end <= one.start < one.end <= len(text)
        again = trim(text, one.start, one.end)
        assert (again.start, again.end) == (one.start, one.end)
        assert one.kind in ("direct", "mixed")
        end = one.end
