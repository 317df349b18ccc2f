"""What changed between two texts, word by word, as an editor would mark it with a pencil.

Both texts are cut into words, blanks and signs; the words they share in order are found with
Myers' greedy algorithm ("An O(ND) difference algorithm and its variations", Algorithmica 1, 1986)
between words that stand once in each (patience diff), within a budget of work that grows with the
length of the texts and no faster. What is left is made readable: two changes with a few words
between them are one change, and texts that share hardly anything are one replacement.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from typing import Final, Literal

Kind = Literal["same", "removed", "added"]
Stretch = tuple[int, int, int, int]  # tokens [a, b) before, [c, d) after
Match = tuple[int, int]  # the place of a token before, and after

# A word goes with the apostrophe that elides it; marks stay with the letter they stand on.
MARKS: Final = "\u0300-\u036f\ufe0e\ufe0f"
TOKENS: Final = re.compile(rf"\w[\w{MARKS}]*[’'ʼ]?|\s+|.(?:[{MARKS}]|\u200d.)*", re.DOTALL)
WORK_A_TOKEN: Final = 40  # steps of the search
LEAST_WORK: Final = 4_000
FEW_WORDS: Final = 3  # between two changes that are read as one
LONGEST_JOIN: Final = 40  # characters, the same
LEAST_SHARED: Final = 0.2  # of the shorter text's words; below, nothing was changed but all


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    kind: Kind
    text: str


def differences(before: str, after: str) -> list[Piece]:
    """The pieces that lead from one text to the other, in order; none is empty.

    The texts of what stayed and went, joined, are ``before``; of what stayed and came, ``after``.
    Between two pieces that stayed, what went stands before what came.
    """
    old, new = TOKENS.findall(before), TOKENS.findall(after)
    same = [place for stretch in matches(old, new) for place in stretch]
    pieces = joined(pieces_of(old, new, same))
    shortest = min(words_in(old), words_in(new))
    shared = sum(words_in(TOKENS.findall(p.text)) for p in pieces if p.kind == "same")
    if shared < LEAST_SHARED * shortest:
        pieces = [Piece("removed", before), Piece("added", after)]
    return [piece for piece in pieces if piece.text]


def words_in(tokens: Iterable[str]) -> int:
    return sum(token[0].isalnum() for token in tokens)


# --- What both texts have ---------------------------------------------------------------------


def matches(old: Sequence[str], new: Sequence[str]) -> Iterator[list[Match]]:
    """The places of shared tokens, in order."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    yield [(place, place) for place in range(first)]
    end, finish = len(old) - last, len(new) - last
    a, c = first, first
    for b, d in [*landmarks(old, new, (first, end, first, finish)), (end, finish)]:
        yield shortest_way(old, new, (a, b, c, d))
        if (b, d) != (end, finish):
            yield [(b, d)]
        a, c = b + 1, d + 1
    yield [(end + place, finish + place) for place in range(last)]


def landmarks(old: Sequence[str], new: Sequence[str], within: Stretch) -> list[Match]:
    """Words that stand once before and once after, as many as come in the same order."""
    a, b, c, d = within
    once_before = once(old, a, b)
    once_after = once(new, c, d)
    shared = [(once_before[w], once_after[w]) for w in once_before if w in once_after]
    return longest_rising(sorted(shared))


def once(tokens: Sequence[str], start: int, end: int) -> dict[str, int]:
    counts = Counter(tokens[start:end])
    return {
        token: place
        for place, token in enumerate(tokens[start:end], start)
        if counts[token] == 1 and token[0].isalnum()
    }


def longest_rising(pairs: Sequence[Match]) -> list[Match]:
    """The longest choice of pairs whose second numbers rise, as their first ones do."""
    ends: list[int] = []
    tops: list[int] = []
    previous: list[int] = []
    for index, (_first, second) in enumerate(pairs):
        length = bisect_left(ends, second)
        previous.append(tops[length - 1] if length else -1)
        ends[length : length + 1] = [second]
        tops[length : length + 1] = [index]
    chosen = []
    index = tops[-1] if tops else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = previous[index]
    return chosen[::-1]


def shortest_way(old: Sequence[str], new: Sequence[str], within: Stretch) -> list[Match]:
    """The shared tokens on a shortest way from one stretch to the other (Myers, 1986).

    None when the way would cost more than the budget: the stretches are then too different.
    """
    a, b, c, d = within
    if a == b or c == d:
        return []
    length, other = b - a, d - c
    budget = LEAST_WORK + WORK_A_TOKEN * (length + other)
    reached = {1: 0}
    trail: list[dict[int, int]] = []
    for turns in range(length + other + 1):
        trail.append(reached.copy())
        budget -= 2 * len(reached)
        for diagonal in range(-turns, turns + 1, 2):
            x = step(reached, diagonal, turns)
            begun = x
            while x < length and x - diagonal < other and old[a + x] == new[c + x - diagonal]:
                x += 1
            budget -= x - begun
            reached[diagonal] = x
            if x >= length and x - diagonal >= other:
                return way_back(trail, (a, b, c, d))
        if budget < 0:
            return []
    return []


def token_came(reached: dict[int, int], diagonal: int, turns: int) -> bool:
    """Whether the way enters this diagonal by a token that came, not by one that went."""
    return diagonal == -turns or (
        diagonal != turns and reached[diagonal - 1] < reached[diagonal + 1]
    )


def step(reached: dict[int, int], diagonal: int, turns: int) -> int:
    """How far along the old text the way enters this diagonal."""
    if token_came(reached, diagonal, turns):
        return reached[diagonal + 1]
    return reached[diagonal - 1] + 1


def way_back(trail: Sequence[dict[int, int]], within: Stretch) -> list[Match]:
    """The tokens that were shared on the way, read from its end."""
    a, b, c, d = within
    x, diagonal = b - a, (b - a) - (d - c)
    shared = []
    for turns in range(len(trail) - 1, -1, -1):
        start = step(trail[turns], diagonal, turns)
        shared += [(a + place, c + place - diagonal) for place in range(x - 1, start - 1, -1)]
        came = token_came(trail[turns], diagonal, turns)
        x, diagonal = (start, diagonal + 1) if came else (start - 1, diagonal - 1)
    return shared[::-1]


# --- What a reader is shown -------------------------------------------------------------------


def pieces_of(old: Sequence[str], new: Sequence[str], same: Sequence[Match]) -> list[Piece]:
    """Runs of shared tokens, and between them what went and what came."""
    runs: list[tuple[Kind, str]] = []
    a = c = 0
    for b, d in [*same, (len(old), len(new))]:
        runs.append(("removed", "".join(old[a:b])))
        runs.append(("added", "".join(new[c:d])))
        runs.append(("same", old[b] if b < len(old) else ""))
        a, c = b + 1, d + 1
    told = [run for run in runs if run[1]]
    return [
        Piece(kind, "".join(text for _kind, text in group))
        for kind, group in groupby(told, key=itemgetter(0))
    ]


@dataclass(slots=True)
class Change:
    """What went and came at one place, and the shared words that follow it."""

    removed: str = ""
    added: str = ""
    then: str = ""

    @property
    def size(self) -> int:
        return max(len(self.removed), len(self.added))


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The same pieces without confetti: what is too short to be read apart goes with its sides."""
    kept: list[Change] = []
    for change in changes_in(pieces):
        while kept and kept[-1].size and is_joined(kept[-1], change):
            earlier = kept.pop()
            change = Change(
                earlier.removed + earlier.then + change.removed,
                earlier.added + earlier.then + change.added,
                change.then,
            )
        kept.append(change)
    told = chain.from_iterable(
        (Piece("removed", c.removed), Piece("added", c.added), Piece("same", c.then)) for c in kept
    )
    return [piece for piece in told if piece.text]


def changes_in(pieces: Sequence[Piece]) -> Iterator[Change]:
    """The shared words at the beginning, as a change of nothing, then each change."""
    change = Change()
    for piece in pieces:
        if piece.kind == "same":
            change.then = piece.text
            yield change
            change = Change()
        elif piece.kind == "removed":
            change.removed += piece.text
        else:
            change.added += piece.text
    if change.size:
        yield change


def is_joined(earlier: Change, later: Change) -> bool:
    """Whether what stayed between two changes is too little to part them."""
    if not any(map(str.isalnum, earlier.then)):
        return True
    if len(earlier.then) > min(earlier.size, later.size, LONGEST_JOIN):
        return False
    return words_in(TOKENS.findall(earlier.then)) <= FEW_WORDS
