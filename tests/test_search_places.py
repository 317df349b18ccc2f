"""Where words were found is shown with the words in it, however the text is built."""

import pytest

from archive.finding.places import MOST_SHOWN, shortened
from archive.search.marks import Sought, spans_of

HALLE = [Sought((frozenset({"hall"}),))]


@pytest.mark.parametrize(
    "text",
    [
        "halle",
        f"halle {'et encore ' * 60}",
        f"{'et encore ' * 60}halle",
        f"{'et encore ' * 60}halle {'et encore ' * 60}",
        f"{'a' * 400} halle {'b' * 400}",
        f"{'a' * 400} halle",
        f"halle, {'b' * 400}",
        f"{'x ' * 30}{'y' * 230} halle {'z' * 400}",
    ],
)
def test_what_is_shown_of_a_note_holds_the_words_that_were_found(text):
    shown = shortened(text, "fr", HALLE)
    assert len(shown) <= MOST_SHOWN + len("[…]  […]")
    assert spans_of(shown, "fr", HALLE)


def test_words_that_overlap_are_not_all_shown():
    phrase = [Sought((frozenset({"a"}), frozenset({"b"}), frozenset({"a"})))]
    assert len(shortened("a b " * 500, "fr", phrase)) <= MOST_SHOWN * 2


def test_a_note_is_cut_at_blanks():
    shown = shortened(f"{'et encore ' * 60}halle {'et encore ' * 60}", "fr", HALLE)
    assert shown.startswith("[…] ")
    assert shown.endswith(" […]")
    assert set(shown.removeprefix("[…] ").removesuffix(" […]").split()) == {"et", "encore", "halle"}
