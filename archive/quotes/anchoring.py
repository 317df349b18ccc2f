"""Quotations held to the printed text: where words stand, and the anchor that proves it.

An anchor says ``text[start:end] == exact`` and adds what stands around and the SHA-256 of the text:
the TextPositionSelector and TextQuoteSelector of the W3C Web Annotation Data Model. All positions
are Unicode code points, 0-based, the end excluded. The text itself is never changed.

Words are looked for as typed, then as folded by ``archive.quotes.text``, so that an editor
need not type the blanks, marks, capitals and accents of the page.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Final

from rapidfuzz.fuzz import partial_ratio_alignment, ratio

from archive.quotes.text import (
    Folded,
    cuts_cluster,
    cuts_word,
    fold,
    fold_bare,
    folded,
    folded_bare,
    is_blank,
    occurrences,
)

# Code points kept on either side of a quotation.
CONTEXT: Final = 32

# ``nearest`` compares no more than this of the typed words, and keeps what is this alike (0-100).
LONGEST_COMPARED: Final = 1_000
LEAST_ALIKE: Final = 55.0
# How far it moves an end of what it found to reach the end of a word.
_REACH: Final = 32

_PAIRS: Final = {"«": "»", "“": "”", "„": "“”", "‹": "›", "‘": "’", '"': '"'}
_CLOSING: Final = {"»": "«", "”": "“„", "›": "‹", '"': '"'}


class BadSpan(ValueError):
    """A stretch that is not one of the text, or holds no words; the message says which."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text: ``text[start:end]``, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quotation bound to one text: its place, its words and what stands around them.

    ``prefix`` and ``suffix`` are the 32 code points before and after, fewer at an end of the text.
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    text_sha256: str


def sha256_of(text: str) -> str:
    """The SHA-256 of the text in UTF-8, in small hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def anchor(text: str, start: int, end: int) -> Anchor:
    """The anchor of ``text[start:end]``; BadSpan when that is out of bounds, empty or blank."""
    _check(text, start, end)
    exact = text[start:end]
    if all(map(is_blank, exact)):
        raise BadSpan("The quotation holds no words.")
    prefix = text[max(0, start - CONTEXT) : start]
    return Anchor(start, end, exact, prefix, text[end : end + CONTEXT], sha256_of(text))


def trim(text: str, start: int, end: int) -> Span:
    """The stretch without the blanks and the quotation marks around it.

    One pair of marks goes when the first is closed by the last: « a » et « b » keeps its own. A
    mark at one end whose partner is outside the stretch goes too. Raises BadSpan when the stretch
    is out of bounds or no words are left.
    """
    _check(text, start, end)
    start, end = _without_blanks(text, start, end)
    first, last = text[start:end][:1], text[start:end][-1:]
    inner = text[start + 1 : end - 1]
    if end - start > 1 and last in _PAIRS.get(first, ()) and _stands_alone(inner, first, last):
        start, end = start + 1, end - 1
    else:
        start += _is_unpaired_opening(text[start:end])
        end -= _is_unpaired_closing(text[start:end])
    start, end = _without_blanks(text, start, end)
    if start >= end:
        raise BadSpan("The quotation holds no words.")
    return Span(start, end)


def find(text: str, words: str) -> list[Span]:
    """Every place where the typed words stand in the text, in order, none overlapping another.

    What was typed is trimmed first. It is looked for letter by letter; if it stands nowhere so,
    folded with its accents; if still nowhere, without accents. A place never begins or ends inside
    a word nor inside what is read as one character. An empty list when there is none. Linear in
    the lengths of both.
    """
    typed = _typed(words)
    if not typed:
        return []
    return (
        _whole_matches(text, typed, None)
        or _folded_matches(text, folded(text), fold(typed))
        or _folded_matches(text, folded_bare(text), fold_bare(typed))
    )


def nearest(text: str, words: str) -> Span | None:
    """The stretch of whole words most like the typed words, for when ``find`` finds none.

    None when nothing is at least 55 % alike. Only the first 1,000 code points typed are compared:
    of longer words, the stretch is where these stand. Likeness is that of the folded words without
    accents, measured in the three regions that share the most short sequences of letters with
    what was typed: the time stays linear in the text.
    """
    typed = fold_bare(_typed(words)[:LONGEST_COMPARED]).strip()
    source = folded_bare(text)
    best, alike = None, LEAST_ALIKE
    for start, end in _likely_regions(source.text, typed):
        found = partial_ratio_alignment(typed, source.text[start:end], score_cutoff=alike)
        if not found or (best and found.score == alike):
            continue
        # Half the length at least: one letter of a short text is wholly alike one that was typed.
        if 2 * (found.dest_end - found.dest_start) >= max(2, len(typed)):
            best, alike = (start + found.dest_start, start + found.dest_end), found.score
    return _fitted(text, source, typed, *best) if best else None


def context(text: str, start: int, end: int, *, paragraphs: int = 1) -> tuple[str, str]:
    """What stands before and after ``text[start:end]``, for the desk to show.

    Both reach to the ends of their own paragraph, then over ``paragraphs`` more on either side. A
    paragraph is a line that is not blank. Both are slices of the text that touch the
    quotation, blanks included. Raises BadSpan when out of bounds.
    """
    _check(text, start, end)
    first = text.rfind("\n", 0, start) + 1
    last = _line_end(text, end)
    for _ in range(paragraphs):
        first = _previous_paragraph(text, first)
        last = _next_paragraph(text, last)
    return text[first:start], text[end:last]


def _check(text: str, start: int, end: int) -> None:
    if not 0 <= start < end <= len(text):
        raise BadSpan(f"{start} to {end} is not a stretch of a text of {len(text)} code points.")


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    # A blank that carries a combining mark is printed: it stays.
    while start < end and is_blank(text[start]) and not cuts_cluster(text, start + 1):
        start += 1
    while start < end and is_blank(text[end - 1]):
        end -= 1
    return start, end


def _stands_alone(inner: str, opening: str, closing: str) -> bool:
    """Whether marks around ``inner`` pair with each other rather than with marks inside it."""
    if opening == closing:
        return opening not in inner
    depth = 0
    for char in inner:
        depth += (char == opening) - (char == closing and opening != "‘")
        if depth < 0:
            return False
    return depth == 0


def _is_unpaired_opening(words: str) -> bool:
    closings = _PAIRS.get(words[:1], "")
    if not closings or words[0] == "‘":
        return False
    return not any(closing in words[1:] for closing in closings)


def _is_unpaired_closing(words: str) -> bool:
    openings = _CLOSING.get(words[-1:], "")
    return bool(openings) and not any(opening in words[:-1] for opening in openings)


def _typed(words: str) -> str:
    """The words to look for; empty when only blanks and marks were typed."""
    if not words:
        return ""
    try:
        span = trim(words, 0, len(words))
    except BadSpan:
        return ""
    return words[span.start : span.end]


def _folded_matches(text: str, source: Folded, needle: str) -> list[Span]:
    needle = needle.strip()
    return _whole_matches(text, needle, source) if needle else []


def _whole_matches(text: str, needle: str, source: Folded | None) -> list[Span]:
    """The places of ``needle`` in the source, or in the text itself, that cut nothing."""
    spans: list[Span] = []
    free = 0
    for start in occurrences(source.text if source else text, needle):
        if start < free:
            continue
        end = start + len(needle)
        bounds = source.source(start, end) if source else (start, end)
        if bounds and not any(_cuts(text, position) for position in bounds):
            spans.append(Span(*bounds))
            free = end
    return spans


def _cuts(text: str, position: int) -> bool:
    return cuts_cluster(text, position) or cuts_word(text, position)


def _likely_regions(text: str, typed: str) -> list[tuple[int, int]]:
    """At most three stretches of the folded text to compare in full, the most promising first."""
    if not typed:
        return []
    size = min(4, len(typed))
    block = max(64, len(typed))
    sequences = {typed[index : index + size] for index in range(len(typed) - size + 1)}
    shared = Counter(
        index // block
        for index in range(len(text) - size + 1)
        if text[index : index + size] in sequences
    )
    # A stretch as long as what was typed touches two blocks: they are weighed together.
    pairs = {number - 1: 0 for number in shared} | {number: 0 for number in shared}
    weights = {number: shared[number] + shared[number + 1] for number in pairs}
    likely = sorted(weights, key=lambda number: (-weights[number], number))[:3]
    half = block // 2
    return [
        (max(0, number * block - half), min(len(text), (number + 2) * block + half))
        for number in likely
    ]


def _fitted(text: str, source: Folded, typed: str, start: int, end: int) -> Span | None:
    """The stretch moved, one end after the other, to the ends of words where it is most alike."""
    starts = [at for at in _within_reach(start, source) if at < end and source.begins(at)]
    starts = [at for at in starts if not _cuts(text, source.starts[at])]
    if not starts:
        return None
    start = max(starts, key=lambda at: ratio(typed, source.text[at:end]))
    ends = [at for at in _within_reach(end, source) if at > start and source.begins(at)]
    ends = [at for at in ends if not _cuts(text, source.ends[at - 1])]
    if not ends:
        return None
    end = max(ends, key=lambda at: ratio(typed, source.text[start:at]))
    try:
        return trim(text, source.starts[start], source.ends[end - 1])
    except BadSpan:
        return None


def _within_reach(position: int, source: Folded) -> range:
    return range(max(0, position - _REACH), min(len(source.text), position + _REACH) + 1)


def _line_end(text: str, position: int) -> int:
    end = text.find("\n", position)
    return len(text) if end < 0 else end


def _previous_paragraph(text: str, line_start: int) -> int:
    """The start of the last line before ``line_start`` that is not blank, else ``line_start``."""
    start = line_start
    while start > 0:
        end = start - 1
        start = text.rfind("\n", 0, end) + 1
        if text[start:end].strip():
            return start
    return line_start


def _next_paragraph(text: str, line_end: int) -> int:
    end = line_end
    while end < len(text):
        start = end + 1
        end = _line_end(text, start)
        if text[start:end].strip():
            return end
    return line_end
