"""Differences word by word: nothing lost, nothing invented, readable, and in reasonable time."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive.wording import Piece, differences

pytestmark = pytest.mark.once

WORDS = [
    "la", "halle", "le", "maire", "un", "budget", "école", "printemps", "ouvrir", "fermer", "dire",
    "que", "ne", "pas", "plus", "bien", "rien", "tout",
]  # fmt: skip
FRENCH = st.lists(
    st.sampled_from(
        ["l’", "l'", "élu", "e\u0301lu", "de", "Lille", "Lille", " ", "\u202f", "\xa0", "« ", " »",
         "\n", "…", "🎉", "👩\u200d🌾", "-", "1\u202f000", "_", "\u0301"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


def pencilled(before: str, after: str) -> str:
    """The difference as one line of text: [-went-] and {+came+}."""
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[piece.kind].format(piece.text) for piece in differences(before, after))


def joined(pieces: list[Piece], but: str) -> str:
    return "".join(piece.text for piece in pieces if piece.kind != but)


@given(st.one_of(FRENCH, st.text()), st.one_of(FRENCH, st.text()))
@example("a b a b a", "b a b")
@example("", "")
@example("\x00", "\ud7ff")
def test_the_pieces_give_both_texts_back_to_the_character(before, after):
    pieces = differences(before, after)
    assert joined(pieces, "added") == before
    assert joined(pieces, "removed") == after


@given(FRENCH, FRENCH)
def test_pieces_are_not_empty_and_two_neighbours_are_not_of_a_kind(before, after):
    pieces = differences(before, after)
    assert all(piece.text for piece in pieces)
    kinds = [piece.kind for piece in pieces]
    assert all(one != other for one, other in pairwise(kinds))
    assert ("added", "removed") not in pairwise(kinds)


@given(FRENCH)
def test_a_text_beside_itself_stayed(text):
    assert differences(text, text) == ([Piece("same", text)] if text else [])


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("la halle ouvre", "la grande halle ouvre", "la {+grande +}halle ouvre"),
        ("Il a dit oui.", "Il a dit non.", "Il a dit [-oui-]{+non+}."),
        ("l’élu dort", "l’élue dort", "l’[-élu-]{+élue+} dort"),
        ("12\u202f% des voix", "13\u202f% des voix", "[-12-]{+13+}\u202f% des voix"),
        ("à Lille !", "à Lille\u202f!", "à Lille[- -]{+\u202f+}!"),
        ("", "maire", "{+maire+}"),
        ("maire", "", "[-maire-]"),
    ],
)
def test_a_change_is_told_by_its_words(before, after, told):
    assert pencilled(before, after) == told


def test_a_word_is_never_cut():
    assert pencilled("conseillère", "conseiller") == "[-conseillère-]{+conseiller+}"


def test_two_changes_with_a_word_between_them_are_one():
    assert pencilled("maire de Lille", "députée de Roubaix") == (
        "[-maire de Lille-]{+députée de Roubaix+}"
    )


def test_two_changes_far_apart_stay_two():
    told = pencilled(
        "Nous ouvrirons la halle au printemps prochain, promis.",
        "Nous fermerons la halle au printemps prochain, juré.",
    )
    assert told == (
        "Nous [-ouvrirons-]{+fermerons+} la halle au printemps prochain, [-promis-]{+juré+}."
    )


def test_texts_that_share_hardly_anything_are_one_replacement():
    before = "La séance a été levée sans débat sur la halle ni sur les écoles du quartier nord."
    after = "Rien de neuf la semaine prochaine, dit-on partout chez nos voisins belges depuis hier."
    assert differences(before, after) == [Piece("removed", before), Piece("added", after)]


def test_a_sentence_that_became_a_paragraph_is_not_replaced():
    kept = "Nous ouvrirons la halle au printemps"
    before, after = f"{kept}.", f"{kept}, {'et puis voilà tout le reste ' * 40}."
    assert differences(before, after)[0] == Piece("same", kept)


def text_of(words: int, seed: int) -> list[str]:
    chosen = random.Random(seed)
    return [chosen.choice(WORDS) for _ in range(words)]


def edited(words: list[str], seed: int) -> list[str]:
    chosen = random.Random(seed)
    return [chosen.choice(WORDS) if chosen.random() < 0.2 else word for word in words]


HARD = {
    "an edited text": lambda n: (text_of(n, 1), edited(text_of(n, 1), 2)),
    "two texts of the same words": lambda n: (text_of(n, 1), text_of(n, 2)),
    "nothing shared": lambda n: (["oui"] * n, ["non"] * n),
    "two words in turn": lambda n: (["oui", "non"] * (n // 2), ["non", "oui"] * (n // 2)),
    "backwards": lambda n: (text_of(n, 1), text_of(n, 1)[::-1]),
    "each word once, shuffled": lambda n: (
        [f"mot{k}" for k in range(n)],
        sorted((f"mot{k}" for k in range(n)), key=lambda word: word[::-1]),
    ),
}


def best_time(before: str, after: str) -> float:
    def once() -> float:
        begun = time.process_time()
        differences(before, after)
        return time.process_time() - begun

    return min(once() for _ in range(3))


@pytest.mark.parametrize("kind", HARD)
def test_twice_the_text_takes_about_twice_the_time(kind):
    sizes = [" ".join(words) for n in (1000, 4000) for words in HARD[kind](n)]
    short, long = best_time(*sizes[:2]), best_time(*sizes[2:])
    # Four times the text: linear is 4, quadratic is 16.
    assert long < 10 * max(short, 0.004)
