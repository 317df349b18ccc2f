"""Where the words of a query stand in a text, to be marked for the reader. Pure Python."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from archive.search.analysis import folded, token, words

# Texts whose words are kept in memory: names, roles and titles stand on many pages, and what is
# said is read to find words in it and again to mark them. Longer ones are read again.
KEPT: Final = 1_024
LONGEST_KEPT: Final = 600  # characters


@dataclass(frozen=True, slots=True)
class Sought:
    """A clause to be marked: for each of its words in order, what a word of the text must be.

    ``choices`` are tokens, or folded words when ``is_exact``.
    """

    choices: tuple[frozenset[str], ...]
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether it is what was sought."""

    text: str
    is_sought: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What to tell a reader of a match beside the statement's own words.

    ``parts`` are those of the entry that have words the statement has not: "names", "context",
    "source". ``excerpts`` the printed words beside the statement, or notes, that have them.
    """

    sought: Sequence[Sought]
    language: str  # of the statement
    parts: Sequence[str] = ()
    excerpts: Sequence[tuple[str, list[Piece]]] = ()  # each after its language


class Read(NamedTuple):
    """Of each word of a text where it begins and ends, its token, and itself folded."""

    starts: list[int]
    ends: list[int]
    tokens: list[str]
    folded: list[str]


def read(text: str, language: str) -> Read:
    return _kept(text, language) if len(text) <= LONGEST_KEPT else _read(text, language)


@lru_cache(maxsize=KEPT)
def _kept(text: str, language: str) -> Read:
    return _read(text, language)


def _read(text: str, language: str) -> Read:
    found = list(words(text))
    return Read(
        [word.start for word in found],
        [word.end for word in found],
        [token(word.form, language) for word in found],
        [folded(word.form) for word in found],
    )


def spans_of(text: str, language: str, sought: Iterable[Sought]) -> list[tuple[int, int]]:
    """The places in the text of what is sought, in order, those that touch made one."""
    found = read(text, language)
    spans = sorted(
        (found.starts[at], found.ends[at + len(one.choices) - 1])
        for one in sought
        for at in _places(found.folded if one.is_exact else found.tokens, one.choices)
    )
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _places(keys: Sequence[str], choices: Sequence[frozenset[str]]) -> Iterable[int]:
    length = len(choices)
    return (
        at
        for at in range(len(keys) - length + 1)
        if all(keys[at + index] in choices[index] for index in range(length))
    )


def pieces(text: str, language: str, sought: Iterable[Sought]) -> list[Piece]:
    """The whole text, cut where what is sought begins and ends; nothing is added or lost."""
    cut, reached = [], 0
    for start, end in spans_of(text, language, sought):
        if start > reached:
            cut.append(Piece(text[reached:start]))
        cut.append(Piece(text[start:end], is_sought=True))
        reached = end
    if reached < len(text):
        cut.append(Piece(text[reached:]))
    return cut
