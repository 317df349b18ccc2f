"""The words by which an article designates, beside words just chosen, speakers and targets."""

import pytest

from archive.quotes.anchoring import Span
from archive.quotes.designations import attribution_near, mention_of
from tests import golden_quotes

pytestmark = pytest.mark.once

KNOWN = {person.name.split()[-1]: person for person in golden_quotes.people()}
QUEVRAIN, LESTRANGE, VILLEDON = KNOWN["Quévrain"], KNOWN["Lestrange"], KNOWN["Villedon"]
TALLANDRAY, HALLES, MINISTER = KNOWN["Tallandray"], KNOWN["halles"], KNOWN["Thackwell"]


def designated(ask, text, person, **asked):
    """Of the words between [ and ]; "" when nothing designates the person."""
    words = Span(text.index("["), text.index("]") - 1)
    plain = text.replace("[", "").replace("]", "")
    found = ask(plain, words, person, **asked)
    return plain[found.start : found.end] if found is not None else ""


# --- Who speaks -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "person", "expected"),
    [
        ("« [Le port sera prêt] », a dit Ysoline Quévrain.", QUEVRAIN, "Ysoline Quévrain"),
        ("« [Le port sera prêt] », a dit Mme Quévrain.", QUEVRAIN, "Mme Quévrain"),
        ("« [Le port sera prêt] », a dit la maire de Valmont.", QUEVRAIN, "la maire de Valmont"),
        ("Ysoline Quévrain est venue. « [Le port sera prêt] », a-t-elle dit.", QUEVRAIN, "elle"),
        ("Selon Aubin Lestrange, [le port ne sera pas prêt].", LESTRANGE, "Aubin Lestrange"),
        ("Aubin Lestrange menace [de quitter le conseil].", LESTRANGE, "Aubin Lestrange"),
        (
            "« [Plutôt une grande ville] », indiquait son directeur de campagne, Gaspard Villedon.",
            VILLEDON,
            "Gaspard Villedon",
        ),
        (
            "Gaspard Villedon dirige la campagne.\n\n« [Il faut attendre] », confie le directeur "
            "de campagne.",
            VILLEDON,
            "le directeur de campagne",
        ),
        ("La Fédération des halles a promis [de partir].", HALLES, "La Fédération des halles"),
    ],
)  # fmt: skip
def test_the_source_of_the_words(text, person, expected):
    assert designated(attribution_near, text, person) == expected


def test_what_the_editor_says_of_a_pronoun_is_believed():
    """The detector would take « il » for the last man named."""
    text = "Aubin Lestrange a reçu Gaspard Villedon. « [Nous verrons] », a-t-il dit."
    assert designated(attribution_near, text, LESTRANGE) == "il"
    assert designated(attribution_near, text, VILLEDON) == "il"


def test_a_function_that_nobody_is_known_to_have_may_be_anybody_of_its_gender():
    text = "« [Nous verrons] », a dit le commissaire."
    assert designated(attribution_near, text, LESTRANGE) == "le commissaire"


def test_neither_another_name_nor_another_gender_is_taken():
    assert designated(attribution_near, "« [Oui] », a dit Aubin Lestrange.", QUEVRAIN) == ""
    assert designated(attribution_near, "« [Oui], c’est vrai », a-t-il dit.", QUEVRAIN) == ""


def test_a_source_close_to_somebody_is_never_that_person():
    text = "« [Il hésite encore beaucoup] », a dit un proche d’Aubin Lestrange."
    assert designated(attribution_near, text, LESTRANGE) == ""


def test_a_plural_is_taken_for_somebody_who_speaks_with_others():
    text = "Les deux voisins sont venus. « [Nous verrons bien] », ont-ils dit."
    assert designated(attribution_near, text, LESTRANGE) == "ils"


def test_english_sources():
    text = "“[We shall rebuild the pier],” said Rosalind Thackwell."
    assert designated(attribution_near, text, MINISTER, language="en") == "Rosalind Thackwell"


# --- Who is spoken of -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "person", "expected"),
    [
        ("« [Aubin Lestrange ment] », a dit la maire.", LESTRANGE, "Aubin Lestrange"),
        ("« [Lestrange ment depuis mardi] », a dit la maire.", LESTRANGE, "Lestrange"),
        ("« [La maire de Valmont a menti] », a lancé le juge.", QUEVRAIN, "La maire de Valmont"),
        ("« [Le commissaire a menti] », a dit la maire.", LESTRANGE, "Le commissaire"),
        (
            "Séverine Tallandray se tait. Gaspard Villedon était formel : « [Il va bien falloir "
            "qu’elle fasse quelque chose] »",
            TALLANDRAY,
            "elle",
        ),
        ("« [Sa décision est prise] », a dit le juge.", LESTRANGE, "Sa"),
        ("« [Vous avez raison sur tout] », a lancé le juge.", LESTRANGE, "Vous"),
        ("Le juge accuse Aubin Lestrange [de mentir depuis mardi].", LESTRANGE, "Aubin Lestrange"),
        ("Sur Aubin Lestrange, le juge a dit : « [C’est fini] »", LESTRANGE, "Aubin Lestrange"),
    ],
)  # fmt: skip
def test_the_words_that_designate_a_target(text, person, expected):
    assert designated(mention_of, text, person) == expected


def test_a_target_named_far_above_is_taken_up_by_a_pronoun():
    """Her first name tells nothing: the archive knows her for a woman."""
    begun = "Séverine Tallandray dirige la halle.\n\n" + "Il pleut sur la ville.\n\n" * 200
    text = begun + "« [Elle partira en mars] », a dit le juge."
    assert designated(mention_of, text, TALLANDRAY) == "Elle"


def test_a_pronoun_that_may_be_another_of_the_same_words_designates_nobody():
    text = "« [Solenne Brumaire sait qu’elle partira] », a dit le juge."
    assert designated(mention_of, text, TALLANDRAY) == ""


def test_an_impersonal_pronoun_designates_nobody():
    assert designated(mention_of, "« [Il faut partir] », a dit le juge.", LESTRANGE) == ""


def test_a_pronoun_of_another_gender_designates_nobody():
    assert designated(mention_of, "« [Elle partira] », a dit le juge.", LESTRANGE) == ""


def test_english_targets():
    text = "“[The harbour minister must resign],” said the judge."
    assert designated(mention_of, text, MINISTER, language="en") == "The harbour minister"


# --- Both -------------------------------------------------------------------------------------


@pytest.mark.parametrize("ask", [attribution_near, mention_of])
@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 999), (4, 5)])
def test_what_is_no_words_has_no_designation(ask, start, end):
    assert ask("Oui. \u00a0 Non.", Span(start, end), LESTRANGE) is None


@pytest.mark.parametrize("ask", [attribution_near, mention_of])
def test_a_language_without_a_table_is_refused(ask):
    with pytest.raises(ValueError, match="xx"):
        ask("« Oui », dit-il.", Span(2, 5), LESTRANGE, language="xx")
