"""What changed between two texts, word by word, as an editor would mark it with a pencil.

Both texts are cut into words, blanks and signs, and the longest run of tokens both have in order is
what stayed (rapidfuzz, Indel distance). What is left is made readable: two changes with a few words
between them are one change, and texts that share hardly anything are one replacement.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from typing import Final, Literal

from rapidfuzz.distance import Indel

Kind = Literal["same", "removed", "added"]
Match = tuple[int, int]  # the place of a token before, and after

# A word goes with the apostrophe that elides it; marks stay with the letter they stand on.
MARKS: Final = "\u0300-\u036f\ufe0e\ufe0f"
TOKENS: Final = re.compile(rf"\w[\w{MARKS}]*[’'ʼ]?|\s+|.(?:[{MARKS}]|\u200d.)*", re.DOTALL)
MOST_COMPARED: Final = 20_000  # tokens that differ, of either text: 50 MB of work
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
    pieces = joined(pieces_of(old, new, list(matches(old, new))))
    shortest = min(words_in(old), words_in(new))
    shared = sum(words_in(TOKENS.findall(p.text)) for p in pieces if p.kind == "same")
    if shared < LEAST_SHARED * shortest:
        pieces = [Piece("removed", before), Piece("added", after)]
    return [piece for piece in pieces if piece.text]


def words_in(tokens: Iterable[str]) -> int:
    return sum(token[0].isalnum() for token in tokens)


# --- What both texts have ---------------------------------------------------------------------


def matches(old: Sequence[str], new: Sequence[str]) -> Iterator[Match]:
    """The places of shared tokens, in order.

    Texts too long to be compared token by token share what they begin and end with.
    """
    first, last = shared_ends(old, new)
    yield from ((place, place) for place in range(first))
    end, finish = len(old) - last, len(new) - last
    if max(end, finish) - first <= MOST_COMPARED:
        for block in Indel.opcodes(old[first:end], new[first:finish]):
            if block.tag == "equal":
                starts = range(block.src_start, block.src_end)
                shift = block.dest_start - block.src_start
                yield from ((first + place, first + place + shift) for place in starts)
    yield from ((end + place, finish + place) for place in range(last))


def shared_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """How many tokens both begin with, and how many of the others both end with."""
    shortest = min(len(old), len(new))
    first = 0
    while first < shortest and old[first] == new[first]:
        first += 1
    last = 0
    while last < shortest - first and old[-1 - last] == new[-1 - last]:
        last += 1
    return first, last


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
