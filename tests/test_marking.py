"""Quotations marked in their text, their short context, and links to words in other pages."""

import time
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.marking import Mark, Segment, context_after, context_before, segments, text_fragment

pytestmark = pytest.mark.once

CONTEXT = 32

texts = st.text(alphabet=st.sampled_from("ab é😀\u0301\n«»<"), min_size=1, max_size=60)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(texts)
    places = st.integers(0, len(text))
    marks = []
    for key in range(draw(st.integers(0, 6))):
        start, end = sorted((draw(places), draw(places)))
        if start < end:
            marks.append(Mark(start, end, key))
    return text, marks


def joined(lines: list[list[Segment]]) -> str:
    return "\n".join("".join(segment.text for segment in line) for line in lines)


def marked(text: str, *marks: Mark) -> list[list[tuple[str, int | None]]]:
    return [[(one.text, one.key) for one in line] for line in segments(text, marks)]


@settings(max_examples=400)
@given(marked_texts())
def test_no_character_is_lost_added_or_moved(given_text):
    text, marks = given_text
    assert joined(segments(text, marks)) == text


@settings(max_examples=400)
@given(marked_texts())
def test_each_character_has_the_key_of_the_shortest_mark_over_it(given_text):
    text, marks = given_text
    keys = {mark.key: mark for mark in marks}
    position = 0
    for line in segments(text, marks):
        for segment in line:
            for _char in segment.text:
                over = [m for m in marks if m.start <= position < m.end]
                shortest = min((m.end - m.start for m in over), default=None)
                found = keys.get(segment.key)
                assert (
                    (found in over and found.end - found.start == shortest) if over else not found
                )
                position += 1
        position += 1  # the line feed


def test_a_text_without_marks_is_its_lines():
    assert marked("a\n\nb") == [[("a", None)], [], [("b", None)]]


def test_an_empty_text_is_one_empty_line():
    assert marked("") == [[]]


def test_positions_are_code_points():
    assert marked("😀é😀", Mark(1, 2, 7)) == [[("😀", None), ("é", 7), ("😀", None)]]


def test_the_inner_of_two_nested_marks_wins():
    assert marked("abcde", Mark(0, 5, 1), Mark(1, 3, 2)) == [[("a", 1), ("bc", 2), ("de", 1)]]


def test_of_two_crossing_marks_of_one_length_the_later_wins():
    assert marked("abcd", Mark(0, 3, 1), Mark(1, 4, 2)) == [[("a", 1), ("bcd", 2)]]


def test_adjacent_marks_stay_apart():
    assert marked("abcd", Mark(0, 2, 1), Mark(2, 4, 2)) == [[("ab", 1), ("cd", 2)]]


def test_a_mark_over_two_lines_is_cut_between_them():
    assert marked("ab\ncd", Mark(1, 4, 1)) == [[("a", None), ("b", 1)], [("c", 1), ("d", None)]]


@pytest.mark.parametrize(("start", "end"), [(2, 2), (3, 2), (-1, 2), (0, 5)])
def test_a_mark_outside_the_text_is_refused(start, end):
    with pytest.raises(ValueError, match="No words of the text"):
        segments("abcd", [Mark(start, end, 1)])


def test_many_nested_marks_take_little_time():
    text = "mot " * 20_000
    marks = [Mark(n, len(text) - n, n) for n in range(20_000)]
    began = time.perf_counter()
    assert joined(segments(text, marks)) == text
    assert time.perf_counter() - began < 2


def test_context_keeps_whole_words_only():
    assert context_before("erait que la mairie a confirmé :".rjust(CONTEXT, "x")) == (
        "que la mairie a confirmé :",
        True,
    )
    assert len(", a-t-il ajouté avant de quitter") == CONTEXT
    assert context_after(", a-t-il ajouté avant de quitter") == (", a-t-il ajouté avant de", True)


def test_context_at_the_beginning_of_the_text_is_whole():
    assert context_before("Il a dit : « ") == ("Il a dit :", False)


def test_context_stays_in_the_paragraph():
    assert context_before("fin du paragraphe.\nIl assure : “") == ("Il assure :", False)
    assert context_after(" ».\nUn autre paragraphe commence.") == (".", False)


def test_context_of_one_long_word_is_empty():
    assert context_before("x" * CONTEXT) == ("", True)
    assert context_after("x" * CONTEXT) == ("", True)


@given(st.text(max_size=CONTEXT))
def test_context_holds_nothing_that_was_not_printed(printed):
    assert context_before(printed)[0] in printed
    assert context_after(printed)[0] in printed


def test_a_fragment_names_short_words_whole():
    fragment = text_fragment("Nous ouvrirons la halle")
    assert unquote(fragment) == "#:~:text=Nous ouvrirons la halle"


def test_a_fragment_encodes_what_has_a_meaning_in_it():
    assert text_fragment("peut-être, oui & non") == (
        "#:~:text=peut%2D%C3%AAtre%2C%20oui%20%26%20non"
    )


def test_a_fragment_names_long_words_by_their_ends():
    words = " ".join(f"mot{n}" for n in range(40))
    assert unquote(text_fragment(words)) == (
        "#:~:text=mot0 mot1 mot2 mot3 mot4,mot35 mot36 mot37 mot38 mot39"
    )


def test_a_fragment_of_two_lines_names_their_ends():
    assert unquote(text_fragment("un deux\ntrois quatre")) == "#:~:text=un deux,trois quatre"


@given(st.text())
def test_a_fragment_holds_only_what_an_address_may_hold(words):
    fragment = text_fragment(words)
    assert fragment == "" or set(fragment.removeprefix("#:~:text=")) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%._~,"
    )
