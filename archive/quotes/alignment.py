"""What two versions of a text have in common, place by place: paragraphs first, then words.

Texts are compared as sequences: what both begin and end with, then what stands once in both and in
the same order (the patience diff of B. Cohen), then, between those, the longest common subsequence
(rapidfuzz, Indel distance). A paragraph that stands once in both and left its order was moved, and
is followed. Typography does not part two words: apostrophes, marks, dashes and blanks count as one
form each, and accents as composed.

All positions are Unicode code points, 0-based, the end excluded.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Indel

from archive.quotes.anchoring import Span
from archive.quotes.text import (
    APOSTROPHES,
    DASHES,
    DOUBLE_MARKS,
    INVISIBLE,
    cuts_cluster,
    cuts_word,
    is_extending,
)

# Time and memory: a subsequence of so many tokens costs 10 ms and 50 MB; what is longer and has
# nothing that stands once in both is not compared, and its words are for a person to find.
MOST_COMPARED: Final = 20_000
DEEPEST: Final = 16  # times that words which stand once are looked for between such words

_BLANKS: Final = "".join(chr(c) for c in range(0x3001) if chr(c).isspace() and chr(c) != "\n")
_ONE_FORM: Final = str.maketrans(
    {
        **dict.fromkeys(APOSTROPHES, "'"),
        **dict.fromkeys(DOUBLE_MARKS, '"'),
        **dict.fromkeys(DASHES, "-"),
        **dict.fromkeys(_BLANKS, " "),
        **dict.fromkeys(INVISIBLE, ""),
    }
)
_PIECE: Final = re.compile(r"\w+|\s+|.", re.DOTALL)

Pair = tuple[int, int]  # the place of an item in the old sequence, and in the new one
Bounds = tuple[int, int, int, int]  # of a stretch of the old sequence, then of the new one


@dataclass(frozen=True, slots=True)
class Link:
    """``old[old_start:old_end]`` and ``new[new_start:new_end]`` are the same words.

    ``is_sure`` for those of a paragraph that stands once in either text, typography apart.
    """

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    is_sure: bool

    @property
    def is_even(self) -> bool:
        return self.old_end - self.old_start == self.new_end - self.new_start


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines that differ between the texts, as they were and as they are; either may be empty.

    ``at`` is where they stand in the new text, ``is_moved`` for a paragraph that stood elsewhere.
    """

    at: int
    was: str
    now: str
    is_moved: bool = False


def plain(text: str) -> str:
    """The text without its typography: equal for what a proof-reader would call the same words."""
    return unicodedata.normalize("NFC", text).translate(_ONE_FORM)


def has_words(text: str) -> bool:
    return any(map(str.isalnum, text))


class Alignment:
    """Two texts, the links between them in the order of the old one, and the lines that differ."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._old_lines, self._new_lines = _lines(old), _lines(new)
        self.passages: list[Passage] = []
        self.links: list[Link] = []
        self._align()
        self.links = _joined(sorted(self.links, key=lambda link: link.old_start))
        self.passages.sort(key=lambda passage: passage.at)
        self.starts = [link.old_start for link in self.links]

    def _align(self) -> None:
        before = [plain(self.old[line.start : line.end]) for line in self._old_lines]
        after = [plain(self.new[line.start : line.end]) for line in self._new_lines]
        in_place = _with_words(matched(before, after), before)
        once_before, once_after = _once(before), _once(after)
        placed = {i for i, _j in in_place}
        moved = {
            i: once_after[key]
            for key, i in once_before.items()
            if key in once_after and i not in placed
        }
        for i, j in in_place:
            self._link_lines(i, j, is_sure=before[i] in once_before and after[j] in once_after)
        for i, j in moved.items():
            self._link_lines(i, j, is_sure=True, is_moved=True)
        moved_to = set(moved.values())
        for (i, j), (k, m) in pairwise([(-1, -1), *in_place, (len(before), len(after))]):
            here = [self._old_lines[n] for n in range(i + 1, k) if n not in moved]
            there = [self._new_lines[n] for n in range(j + 1, m) if n not in moved_to]
            if here or there:
                self._tell(here, there, self._new_lines[j].end if j >= 0 else 0)
                self._link_words(here, there, is_sure=False)

    def _link_lines(self, i: int, j: int, *, is_sure: bool, is_moved: bool = False) -> None:
        """The same line twice, typography apart."""
        old, new = self._old_lines[i], self._new_lines[j]
        is_same = self.old[old.start : old.end] == self.new[new.start : new.end]
        if is_moved or not is_same:
            self._tell([old], [new], new.start, is_moved=is_moved)
        if is_same:
            self.links.append(Link(old.start, old.end, new.start, new.end, is_sure))
        else:
            self._link_words([old], [new], is_sure=is_sure)

    def _tell(self, old: list[Span], new: list[Span], at: int, *, is_moved: bool = False) -> None:
        was = "".join(self.old[line.start : line.end] for line in old)
        now = "".join(self.new[line.start : line.end] for line in new)
        self.passages.append(Passage(new[0].start if new else at, was, now, is_moved))

    def _link_words(self, old: list[Span], new: list[Span], *, is_sure: bool) -> None:
        here = [token for line in old for token in tokens(self.old, line)]
        there = [token for line in new for token in tokens(self.new, line)]
        keys: dict[str, str] = {}
        before = [_key(self.old[t.start : t.end], keys) for t in here]
        after = [_key(self.new[t.start : t.end], keys) for t in there]
        for i, j in matched(before, after):
            one, other = here[i], there[j]
            self.links.append(Link(one.start, one.end, other.start, other.end, is_sure))


def tokens(text: str, within: Span) -> Iterator[Span]:
    """The words, blanks and signs of a stretch; none cuts a word or what is read as one
    character. « qu’ » is one, « elle » the next."""
    start = within.start
    for piece in _PIECE.finditer(text, within.start, within.end):
        end = piece.end()
        if end >= within.end or not _goes_on(text, end):
            yield Span(start, end)
            start = end


def _goes_on(text: str, position: int) -> bool:
    char = text[position]
    if char in INVISIBLE or is_extending(char):  # known at once: a run of them stays linear
        return True
    return cuts_cluster(text, position) or cuts_word(text, position)


def _key(token: str, keys: dict[str, str]) -> str:
    found = keys.get(token)
    if found is None:
        found = keys[token] = " " if token.isspace() else plain(token)
    return found


def _lines(text: str) -> list[Span]:
    """The lines with their LINE FEED; all of them together are the text."""
    ends = [found.end() for found in re.finditer("\n", text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return [Span(start, end) for start, end in pairwise([0, *ends])]


def _joined(links: Sequence[Link]) -> list[Link]:
    """Neighbours in both texts as one, where either is as long here as there."""
    found: list[Link] = []
    for link in links:
        last = found[-1] if found else None
        if (
            last
            and last.is_even
            and link.is_even
            and (last.old_end, last.new_end, last.is_sure)
            == (link.old_start, link.new_start, link.is_sure)
        ):
            found[-1] = Link(
                last.old_start, link.old_end, last.new_start, link.new_end, last.is_sure
            )
        else:
            found.append(link)
    return found


# --- Sequences --------------------------------------------------------------------------------


def matched(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """The places of items that both sequences have, in order. Linear but for the logarithm, and
    for what is compared item by item, which is bounded."""
    found: list[Pair] = []
    waiting = [((0, len(old), 0, len(new)), 0)]
    while waiting:
        bounds, depth = waiting.pop()
        ends, (a, b, c, d) = _same_ends(old, new, bounds)
        found += ends
        if a == b or c == d:
            continue
        anchors = _in_order(_once_in_both(old, new, (a, b, c, d))) if depth < DEEPEST else []
        found += anchors
        if anchors:
            for (i, j), (k, m) in pairwise([(a - 1, c - 1), *anchors, (b, d)]):
                waiting.append(((i + 1, k, j + 1, m), depth + 1))
        elif max(b - a, d - c) <= MOST_COMPARED:
            found += _subsequence(old, new, (a, b, c, d))
    return sorted(found)


def _same_ends(old: Sequence[str], new: Sequence[str], bounds: Bounds) -> tuple[list[Pair], Bounds]:
    """What both begin and end with, and the bounds of the rest."""
    a, b, c, d = bounds
    found: list[Pair] = []
    while a < b and c < d and old[a] == new[c]:
        found.append((a, c))
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
        found.append((b, d))
    return found, (a, b, c, d)


def _subsequence(old: Sequence[str], new: Sequence[str], bounds: Bounds) -> list[Pair]:
    """The longest one, without the blanks and signs that might as well be others of theirs."""
    a, b, c, d = bounds
    here, there = old[a:b], new[c:d]
    found = [
        (at, at + block.dest_start - block.src_start)
        for block in Indel.opcodes(here, there)
        if block.tag == "equal"
        for at in range(block.src_start, block.src_end)
    ]
    words = {pair for pair in found if has_words(here[pair[0]])}
    counts = Counter(here), Counter(there)
    return [
        (a + i, c + j)
        for i, j in found
        if {(i, j), (i - 1, j - 1), (i + 1, j + 1)} & words
        or counts[0][here[i]] == counts[1][here[i]]
    ]


def _with_words(pairs: Sequence[Pair], items: Sequence[str]) -> list[Pair]:
    """Those that stand in a row of pairs of which one has words: a lone blank line proves
    nothing."""
    rows: list[list[Pair]] = []
    for pair in pairs:
        if rows and pair == (rows[-1][-1][0] + 1, rows[-1][-1][1] + 1):
            rows[-1].append(pair)
        else:
            rows.append([pair])
    return [pair for row in rows if any(has_words(items[i]) for i, _j in row) for pair in row]


def _once(items: Sequence[str]) -> dict[str, int]:
    """The items with words in them that stand there once, and where: a lone comma proves
    nothing."""
    counted = Counter(items)
    return {item: at for at, item in enumerate(items) if counted[item] == 1 and has_words(item)}


def _once_in_both(old: Sequence[str], new: Sequence[str], bounds: Bounds) -> list[Pair]:
    a, b, c, d = bounds
    there = _once(new[c:d])
    return [(a + at, c + there[item]) for item, at in _once(old[a:b]).items() if item in there]


def _in_order(pairs: Sequence[Pair]) -> list[Pair]:
    """The most of these pairs, sorted by the first, whose second goes up too (A. Schensted)."""
    tops: list[int] = []
    at_top: list[int] = []
    before: list[int | None] = []
    for number, (_old, new) in enumerate(pairs):
        pile = bisect_left(tops, new)
        before.append(at_top[pile - 1] if pile else None)
        tops[pile : pile + 1] = [new]
        at_top[pile : pile + 1] = [number]
    chosen: list[Pair] = []
    number = at_top[-1] if at_top else None
    while number is not None:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]
