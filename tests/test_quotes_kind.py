"""The kind of words just chosen, told from what is around them."""

import pytest

from archive.quotes.inferring import kind_of

pytestmark = pytest.mark.once


def kind(text, **asked):
    """Of the words between [ and ]."""
    start = text.index("[")
    end = text.index("]") - 1
    return kind_of(text.replace("[", "").replace("]", ""), start, end, **asked)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« [Le port sera prêt] », a déclaré Ysoline Quévrain.", "direct"),
        ("[« Le port sera prêt »], a déclaré Ysoline Quévrain.", "direct"),
        ("Ysoline Quévrain était formelle : « [Il faudra bien qu’elle parle.] »", "direct"),
        ("Elle a répondu : « [Non.] »", "direct"),
        ("“[Nous verrons bien]”, glisse Aubin Lestrange.", "direct"),
        ('"[Nous verrons bien]", glisse Aubin Lestrange.', "direct"),
        ("« Le port [sera prêt au printemps], et les quais suivront », a dit la maire.", "direct"),
        ("Il a déclaré « [nous avons attendu trois ans] ».", "direct"),
        ("La place était vide. « [Tout sera refait à neuf avant Noël.] »", "direct"),
        ("Ysoline Quévrain affirme [que le port sera prêt].", "indirect"),
        ("[Le port sera prêt], selon la maire.", "indirect"),
        ("Aubin Lestrange menace [de quitter le conseil].", "indirect"),
        ("Ysoline Quévrain affirme [que le port est « presque prêt »].", "mixed"),
        ("Ysoline Quévrain affirme que « [ce port sera prêt au printemps prochain] ».", "mixed"),
        ("Aubin Lestrange menace de « [quitter ce conseil de fantômes] ».", "mixed"),
        ("Aubin Lestrange dénonce « [une mascarade] ».", "mixed"),
        ("Aubin Lestrange a qualifié le vote de « [scandaleux] ».", "mixed"),
        ("Ysoline Quévrain affirme que le port est « [presque prêt] » et qu’il ouvrira.", "mixed"),
        ("Il pointe [son « immobilisme » face aux armateurs].", "mixed"),
    ],
)
def test_french(text, expected):
    assert kind(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“[We shall rebuild the pier],” said Rosalind Thackwell.", "direct"),
        ("Rosalind Thackwell said [the pier would be rebuilt].", "indirect"),
        ("Rosalind Thackwell said [that the pier was “nearly ready”].", "mixed"),
    ],
)
def test_english(text, expected):
    assert kind(text, language="en") == expected


def test_a_part_of_a_long_quotation_is_direct():
    """Its opening mark stands further back than the passage."""
    words = "Nous avons attendu, et nous attendrons encore. " * 25
    text = f"Un début. « {words.strip()} », a dit Ysoline Quévrain."
    start = text.rindex("nous attendrons")
    assert kind_of(text, start, start + 20) == "direct"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 999), (4, 5), (7, 7)])
def test_what_is_no_words_is_indirect(start, end):
    assert kind_of("Oui. \u00a0 Non.", start, end) == "indirect"


def test_a_language_without_a_table_is_refused():
    with pytest.raises(ValueError, match="xx"):
        kind_of("« Oui », dit-il.", 2, 5, language="xx")
