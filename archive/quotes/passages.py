"""The paragraphs around words of an article, read as a text of their own.

What is guessed of words an editor has just chosen must not wait for the whole article: a passage
is a few paragraphs, whatever the length of the text, with the way back to their places in it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from archive.quotes.anchoring import Span
from archive.quotes.marks import marked

# No more of the words themselves is read.
LONGEST: Final = 2_000
# Within so many code points of a cut, the end of a sentence is looked for.
_CUT: Final = 200
# How far before a cut the mark is looked for that opens the quotation cut.
_OPENING: Final = 1_000
_END_OF_SENTENCE: Final = re.compile(r"[.!?…]\s+(?=\S)")
_BLANK: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a passage goes: paragraphs beside those of the words, and the most code points."""

    paragraphs_before: int
    before: int
    paragraphs_after: int
    after: int


# The sentence or so that holds a name.
_BRIEF: Final = Reach(0, _CUT, 0, _CUT)


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces of a text, one a line: ``starts`` are their places in the passage, ``places`` those
    in the text."""

    text: str
    starts: tuple[int, ...]
    places: tuple[Span, ...]

    def source(self, span: Span) -> Span:
        """The place in the text of a stretch of the passage that lies within one piece."""
        at = max(0, bisect_right(self.starts, span.start) - 1)
        shift = self.places[at].start - self.starts[at]
        end = min(span.end + shift, self.places[at].end)
        return Span(span.start + shift, end)

    def place(self, span: Span) -> Span:
        """The stretch of the passage where words of the text stand, as far as it holds them."""
        at = max(0, bisect_right(self.places, span.start, key=lambda one: one.start) - 1)
        shift = self.starts[at] - self.places[at].start
        last = self.places[at].end + shift
        return Span(min(span.start + shift, last), min(span.end + shift, last))


def passage_around(text: str, span: Span, reach: Reach, also: Iterable[Span] = ()) -> Passage:
    """The paragraphs around the words, after those sentences that hold what stands at ``also``."""
    end = min(span.end, span.start + LONGEST)
    around = _around(text, Span(span.start, end), reach)
    pieces = [_around(text, one, _BRIEF) for one in also]
    return _passage(text, [*(one for one in pieces if one.end <= around.start), around])


def _passage(text: str, pieces: list[Span]) -> Passage:
    kept: list[Span] = []
    for piece in sorted(pieces, key=lambda one: one.start):
        if kept and piece.start <= kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(kept[-1].end, piece.end))
        else:
            kept.append(piece)
    starts, at = [], 0
    for piece in kept:
        starts.append(at)
        at += piece.end - piece.start + 1
    return Passage("\n".join(text[p.start : p.end] for p in kept), tuple(starts), tuple(kept))


def _around(text: str, span: Span, reach: Reach) -> Span:
    start = _first(text, span.start, reach.before, reach.paragraphs_before)
    end = _last(text, span.end, reach.after, reach.paragraphs_after)
    return Span(_with_opening_mark(text, start, span.start, end), end)


def _with_opening_mark(text: str, start: int, position: int, end: int) -> int:
    """Where the quotation opens that a cut at ``start`` would part from its opening mark."""
    line = max(text.rfind("\n", 0, position) + 1, start - _OPENING)
    if line >= start:
        return start
    parted = (one.start for one in marked(text, line, end) if one.start < start < one.end)
    return next(parted, start)


def _first(text: str, position: int, most: int, paragraphs: int) -> int:
    """Where the passage begins: so many paragraphs before the one that holds the position."""
    least = max(0, position - most)
    lines = text[least:position].split("\n")
    at = len(lines) - 1
    while at and paragraphs:
        at -= 1
        paragraphs -= bool(lines[at].strip())
    if at == 0 and least:
        return _after_a_sentence(text, least, position)
    return position - len("\n".join(lines[at:]))


def _after_a_sentence(text: str, least: int, position: int) -> int:
    """The beginning of a sentence after a cut, else of a word, else the position."""
    nearest = min(position, least + _CUT)
    found = _END_OF_SENTENCE.search(text, least, nearest) or _BLANK.search(text, least, nearest)
    return found.end() if found else position


def _last(text: str, position: int, most: int, paragraphs: int) -> int:
    """Where the passage ends: so many paragraphs after the one that holds the position."""
    limit = min(len(text), position + most)
    lines = text[position:limit].split("\n")
    count = 1
    while count < len(lines) and paragraphs:
        paragraphs -= bool(lines[count].strip())
        count += 1
    if count < len(lines) or limit == len(text):
        return position + len("\n".join(lines[:count]))
    cut = text.rfind(" ", position, limit)
    return cut if cut >= 0 else position
