"""The nearest word the archive holds to one that is not in it."""

import pytest

from archive.search.spelling import most_edits, nearest

pytestmark = pytest.mark.once

KNOWN = [
    ("halle", 40),
    ("balle", 9),
    ("salle", 60),
    ("printemps", 5),
    ("mairie", 12),
    ("maire", 30),
]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("hale", "halle"),  # a letter missing
        ("hallle", "halle"),  # one too many
        ("hlale", "halle"),  # two in each other's place
        ("halls", "halle"),  # a wrong one
        ("pritemp", None),  # seven letters: one edit
        ("printems", "printemps"),
        ("prinptems", "printemps"),  # eight letters and more: two edits
        ("boulangerie", None),
        ("hal", None),  # too short to be mistaken
        ("printemps", None),  # as it is
        ("", None),
    ],
)
def test_the_nearest_word_is_proposed_and_no_far_one(word, expected):
    assert nearest(word, KNOWN) == expected


def test_a_first_letter_that_is_the_same_counts_before_frequency():
    assert nearest("balla", KNOWN) == "balle"
    assert nearest("malle", [("salle", 60), ("malte", 1)]) == "malte"


def test_the_most_frequent_of_equals_is_proposed_then_the_first():
    assert nearest("zalle", KNOWN) == "salle"
    assert nearest("zalle", [("salle", 1), ("balle", 1)]) == "balle"


def test_the_longer_the_word_the_more_may_be_wrong():
    assert [most_edits("a" * length) for length in (3, 4, 7, 8)] == [0, 1, 1, 2]
