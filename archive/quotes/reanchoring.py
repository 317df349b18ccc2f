"""Quotations carried from a text to its corrected version; what cannot be is left to a person.

Of every stretch one of three things is said. *Kept*: the very words stand at their place, or in
their paragraph wherever that was moved. *Moved*: the words there were changed, and are given as
they were and as they are. *Orphan*: nobody can say where they are; if the very words stand once
elsewhere, that place is proposed and never taken. Words like others of the text are held to what
stands around them, so that nothing ever slips to a look-alike.

All positions are Unicode code points, 0-based, the end excluded.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from rapidfuzz.distance import Indel

from archive.quotes.alignment import Alignment, Link, Passage, has_words, plain
from archive.quotes.anchoring import BadSpan, Span
from archive.quotes.text import DOUBLE_MARKS, cuts_cluster, cuts_word, is_blank

# The share of characters that words and their correction have in common, typography apart
# (design of the annotation desk, § 4; difflib and hypothesis/h agree on that order of magnitude).
LEAST_ALIKE: Final = 0.6
# Of what stands so far around words, the share that must stand around them still.
AROUND: Final = 60
LEAST_AROUND: Final = 0.4
# Words as long as this, times their correction, are compared letter by letter; longer by links.
MOST_COMPARED: Final = 4_000_000
MOST_PLACES: Final = 1_000  # where words are looked for
LONGEST_REACH: Final = 64  # code points over which an end is moved to that of its word


class Fate(StrEnum):
    """What became of a stretch."""

    KEPT = "kept"
    MOVED = "moved"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of ``was``, the words at ``old``.

    ``new`` and ``now`` say where and what they are, None and "" for an orphan; ``proposed`` is the
    one place where an orphan's very words stand elsewhere, if there is one.
    """

    fate: Fate
    old: Span
    was: str
    new: Span | None = None
    now: str = ""
    proposed: Span | None = None

    @property
    def is_kept(self) -> bool:
        return self.fate == Fate.KEPT

    @property
    def is_moved(self) -> bool:
        return self.fate == Fate.MOVED

    @property
    def is_orphan(self) -> bool:
        return self.fate == Fate.ORPHAN

    @property
    def is_typography(self) -> bool:
        """Whether only blanks, apostrophes, marks, dashes or the coding of accents changed."""
        return self.is_moved and plain(self.was) == plain(self.now)


class Reanchoring:
    """An old text and a new one; ``outcome`` says of any stretch of the old what became of it.

    The texts are compared once; each stretch costs what it holds and a search for its words.
    """

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new

    @cached_property
    def _alignment(self) -> Alignment:
        return Alignment(self.old, self.new)

    @property
    def passages(self) -> list[Passage]:
        """The lines that differ, in the order of the new text."""
        return self._alignment.passages

    def outcome(self, span: Span) -> Outcome:
        """What became of ``old[span.start:span.end]``; BadSpan when that is no stretch of it."""
        if not 0 <= span.start < span.end <= len(self.old):
            raise BadSpan(f"{span.start} to {span.end} is not a stretch of the old text.")
        was = self.old[span.start : span.end]
        inside = self._links(span.start, span.end)
        new = self._place(span, inside)
        if new is not None and self._is_sound(span, new, inside):
            now = self.new[new.start : new.end]
            return Outcome(Fate.KEPT if now == was else Fate.MOVED, span, was, new, now)
        return Outcome(Fate.ORPHAN, span, was, proposed=self._only_place(was))

    def surroundings_changed(self, outcome: Outcome) -> bool:
        """Whether anything changed close around words that are where they were."""
        if outcome.new is None:
            return True
        old, new = outcome.old, outcome.new
        before = self.old[max(0, old.start - AROUND) : old.start]
        after = self.old[old.end : old.end + AROUND]
        return (
            before != self.new[max(0, new.start - AROUND) : new.start]
            or after != self.new[new.end : new.end + AROUND]
        )

    # --- Where the words are ------------------------------------------------------------------

    def _links(self, start: int, end: int) -> list[Link]:
        """The links that touch a stretch of the old text."""
        links, starts = self._alignment.links, self._alignment.starts
        first = max(0, bisect_right(starts, start) - 1)
        found = links[first : bisect_left(starts, end)]
        return [link for link in found if link.old_end > start]

    def _place(self, span: Span, inside: list[Link]) -> Span | None:
        """The stretch of the new text that stands for this one, of whole words; None when its ends
        cannot be told."""
        if not inside or inside[0].new_start > inside[-1].new_start:
            return None
        start, end = self._start(span.start, inside[0]), self._end(span.end, inside[-1])
        if start is None or end is None or start >= end:
            return None
        return _whole(self.new, start, end)

    def _start(self, at: int, first: Link) -> int | None:
        """Where the words begin now: where their first one does or, if that was changed, after
        what stood before it."""
        if first.old_start <= at:
            return first.new_start + (at - first.old_start if first.is_even else 0)
        number = bisect_right(self._alignment.starts, at) - 1
        before = self._alignment.links[number] if number >= 0 else None
        old_end, new_end = (before.old_end, before.new_end) if before else (0, 0)
        if has_words(self.old[old_end:at]) or new_end > first.new_start:
            return None
        while new_end < first.new_start and _is_around(self.new[new_end]):
            new_end += 1
        return new_end

    def _end(self, at: int, last: Link) -> int | None:
        if at <= last.old_end:
            return last.new_end - (last.old_end - at if last.is_even else 0)
        links = self._alignment.links
        number = bisect_left(self._alignment.starts, at)
        after = links[number] if number < len(links) else None
        ends = (len(self.old), len(self.new))
        old_start, new_start = (after.old_start, after.new_start) if after else ends
        if has_words(self.old[at:old_start]) or new_start < last.new_end:
            return None
        while new_start > last.new_end and _is_around(self.new[new_start - 1]):
            new_start -= 1
        return new_start

    # --- Whether it is they -------------------------------------------------------------------

    def _is_sound(self, span: Span, new: Span, inside: list[Link]) -> bool:
        """Whether the words there are these and no others that are like them."""
        was, now = self.old[span.start : span.end], self.new[new.start : new.end]
        is_same = was == now
        if not is_same and self._likeness(was, now, inside) < LEAST_ALIKE:
            return False
        if all(link.is_sure for link in inside):
            return True
        if is_same and len(_places(self.old, was)) == len(_places(self.new, was)) == 1:
            return True
        return self._support(span, new) >= LEAST_AROUND

    def _likeness(self, was: str, now: str, inside: list[Link]) -> float:
        if len(was) * len(now) <= MOST_COMPARED:
            return Indel.normalized_similarity(plain(was), plain(now))
        shared = sum(link.old_end - link.old_start for link in inside)
        return 2 * shared / (len(was) + len(now))

    def _support(self, span: Span, new: Span) -> float:
        """The share of what stood around the words that stands around them still."""
        before = max(0, span.start - AROUND), span.start
        after = span.end, min(len(self.old), span.end + AROUND)
        around = before[1] - before[0] + after[1] - after[0]
        if not around:
            return 1.0
        kept = self._kept(*before, new.start - 2 * AROUND, new.start)
        return (kept + self._kept(*after, new.end, new.end + 2 * AROUND)) / around

    def _kept(self, start: int, end: int, new_start: int, new_end: int) -> int:
        """How many characters of a stretch of the old text stand in one of the new."""
        return sum(
            max(0, min(link.old_end, end) - max(link.old_start, start))
            for link in self._links(start, end)
            if link.new_end > new_start and link.new_start < new_end
        )

    def _only_place(self, words: str) -> Span | None:
        """Where the very words stand, if that is one place."""
        found = _places(self.new, words)
        return found[0] if len(found) == 1 else None


def outcomes(old: str, new: str, spans: Iterable[Span]) -> list[Outcome]:
    """What became of each of these stretches of the old text."""
    change = Reanchoring(old, new)
    return [change.outcome(span) for span in spans]


def _cuts(text: str, position: int) -> bool:
    """Whether a cut there parts a word or a character, as what is close to it tells: a run of a
    thousand marks is nobody's word."""
    first = max(0, position - LONGEST_REACH)
    near = text[first : position + LONGEST_REACH]
    return cuts_cluster(near, position - first) or cuts_word(near, position - first)


def _whole(text: str, start: int, end: int) -> Span | None:
    """The stretch with the words at its ends whole; None when one is beyond reach."""
    first, last = max(0, start - LONGEST_REACH), min(len(text), end + LONGEST_REACH)
    while start > first and _cuts(text, start):
        start -= 1
    while end < last and _cuts(text, end):
        end += 1
    return None if _cuts(text, start) or _cuts(text, end) else Span(start, end)


def _is_around(char: str) -> bool:
    """Whether a character is a blank or a mark that stands around a quotation."""
    return is_blank(char) or char in DOUBLE_MARKS


def _places(text: str, words: str) -> list[Span]:
    """Where the very words stand and cut no other word: two places at most, and none when the
    first thousand do not tell."""
    found: list[Span] = []
    at = text.find(words)
    for _ in range(MOST_PLACES):
        if at < 0 or len(found) == 2:
            return found
        place = Span(at, at + len(words))
        if not _cuts(text, place.start) and not _cuts(text, place.end):
            found.append(place)
        at = text.find(words, at + 1)
    return []
