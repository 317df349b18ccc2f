"""Quotations marked in the text they stand in, and their short context: pure, display only.

All positions are Unicode code points, 0-based, the end excluded. No character is ever lost,
added or moved: what is joined again is the text that came in.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise
from typing import Final
from urllib.parse import quote

from archive.quotes.anchoring import CONTEXT

# Words of a text directive beyond which a publisher's page is searched by first and last words.
LONGEST_DIRECTIVE: Final = 12
EDGE_WORDS: Final = 5

_OPENING_END: Final = re.compile(r"[\s«“„\"‹‘]*\Z")
_CLOSING_START: Final = re.compile(r"\A[\s»”\"›]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """``text[start:end]`` is to be marked and to lead to what ``key`` names."""

    start: int
    end: int
    key: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of one line; ``key`` is that of the innermost mark over it, or None."""

    text: str
    key: int | None = None


def segments(text: str, marks: Iterable[Mark]) -> list[list[Segment]]:
    """The lines of the text, each cut into marked and unmarked segments.

    Lines are what LINE FEED separates, an empty one being an empty list, so that joining the
    segments of each line, then the lines with LINE FEED, gives the text back. Where marks nest or
    cross, the innermost wins: the shortest, then the one that begins last. A mark over several
    lines is cut at their ends. Raises ValueError for a mark that is empty or leaves the text.
    """
    lines: list[list[Segment]] = [[]]
    for piece in _pieces(text, sorted(marks, key=lambda mark: mark.start)):
        first, *others = piece.text.split("\n")
        _add(lines[-1], first, piece.key)
        for line in others:
            lines.append([])
            _add(lines[-1], line, piece.key)
    return lines


def _add(line: list[Segment], text: str, key: int | None) -> None:
    """Appends to the line, to its last segment when a mark crossed by another goes on."""
    if not text:
        return
    if line and line[-1].key == key:
        line[-1] = Segment(line[-1].text + text, key)
    else:
        line.append(Segment(text, key))


def _pieces(text: str, marks: list[Mark]) -> Iterator[Segment]:
    """The text cut at every edge of a mark, each piece with the key of its innermost mark."""
    for mark in marks:
        if not 0 <= mark.start < mark.end <= len(text):
            raise ValueError(f"No words of the text at {mark.start}:{mark.end}.")
    edges = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    coming = iter(marks)
    upcoming = next(coming, None)
    open_marks: list[tuple[int, int, int, int]] = []  # a heap, the innermost first
    for start, end in pairwise(edges):
        while upcoming is not None and upcoming.start <= start:
            length = upcoming.end - upcoming.start
            heappush(open_marks, (length, -upcoming.start, upcoming.key, upcoming.end))
            upcoming = next(coming, None)
        while open_marks and open_marks[0][3] <= start:
            heappop(open_marks)
        key = open_marks[0][2] if open_marks else None
        yield Segment(text[start:end], key)


def context_before(prefix: str) -> tuple[str, bool]:
    """The printed words before a quotation, and whether the text goes on before them.

    Takes the anchor's prefix. Only whole words of the quotation's own paragraph are kept, without
    the quotation mark that opens it: a prefix of full length may begin inside a word, so that its
    first one is dropped.
    """
    line = prefix.rpartition("\n")[2]
    cut = len(line) == CONTEXT
    if cut:
        line = _after_first_blank(line)
    return _OPENING_END.sub("", line).lstrip(), cut


def context_after(suffix: str) -> tuple[str, bool]:
    """The printed words after a quotation, and whether the text goes on after them.

    Without the quotation mark that closes the quotation; the punctuation after it stays.
    """
    line = suffix.partition("\n")[0]
    cut = len(line) == CONTEXT
    if cut:
        line = _after_first_blank(line[::-1])[::-1]
    return _CLOSING_START.sub("", line).rstrip(), cut


def _after_first_blank(line: str) -> str:
    for position, char in enumerate(line):
        if char.isspace():
            return line[position:]
    return ""


def text_fragment(words: str) -> str:
    """The text directive that leads a browser to these words in another page, ``#:~:text=…``.

    Long words, and words of several lines, are named by their first and last ones
    (``start,end``; WICG, URL Fragment Text Directives). Empty when there are no words.
    """
    listed = words.split()
    if not listed:
        return ""
    if len(listed) <= LONGEST_DIRECTIVE and "\n" not in words.strip():
        return f"#:~:text={_encoded(listed)}"
    lines = [line.split() for line in words.split("\n") if line.strip()]
    first, last = lines[0][:EDGE_WORDS], lines[-1][-EDGE_WORDS:]
    return f"#:~:text={_encoded(first)},{_encoded(last)}"


def _encoded(words: list[str]) -> str:
    """Percent-encoded; the hyphen too, which has a meaning of its own in a text directive."""
    return quote(" ".join(words), safe="").replace("-", "%2D")
