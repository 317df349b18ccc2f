"""What a reader typed into the search: words, "exact phrases", -words. Pure Python.

Nothing a reader types is an error and nothing is an operator but quotation marks around words and
a hyphen before one; all the rest is words, or nothing.
"""

import re
from dataclasses import dataclass
from typing import Final

from archive.search.analysis import words

MOST_CHARACTERS: Final = 400
MOST_WORDS: Final = 24
MARKS: Final = {'"': '"', "«": "»", "“": "”", "„": "”", "”": "”"}
_OPENING: Final = re.compile(r'(?P<minus>(?<!\S)-)?(?P<mark>["«“„”])')


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that must stand together in this order, or alone; or must not (``is_excluded``).

    ``is_exact`` between quotation marks: inflections count then.
    """

    forms: tuple[str, ...]
    is_exact: bool = False
    is_excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """The clauses a statement must meet, all of them. ``is_cut`` when some were left out."""

    clauses: tuple[Clause, ...] = ()
    is_cut: bool = False

    def __bool__(self) -> bool:
        return bool(self.clauses)

    @property
    def wanted(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if not clause.is_excluded)

    @property
    def excluded(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if clause.is_excluded)


def parse(written: str) -> Query:
    """The query somebody typed; at most MOST_WORDS words of the first MOST_CHARACTERS of it."""
    is_cut = len(written) > MOST_CHARACTERS
    clauses: list[Clause] = []
    room = MOST_WORDS
    for stretch, is_exact, is_excluded in _stretches(written[:MOST_CHARACTERS]):
        found = _exact(stretch, is_excluded) if is_exact else _plain(stretch)
        for clause in found:
            if len(clause.forms) > room:
                return Query(tuple(dict.fromkeys(clauses)), is_cut=True)
            room -= len(clause.forms)
            clauses.append(clause)
    return Query(tuple(dict.fromkeys(clauses)), is_cut)


def _stretches(written: str) -> list[tuple[str, bool, bool]]:
    """The query cut at its quotation marks: text, whether it stands between them, after a hyphen.

    A mark that nothing closes is no mark.
    """
    stretches, begun, position = [], 0, 0
    while opening := _OPENING.search(written, position):
        closing = written.find(MARKS[opening["mark"]], opening.end())
        if closing < 0:
            position = opening.end()
            continue
        stretches.append((written[begun : opening.start()], False, False))
        stretches.append((written[opening.end() : closing], True, bool(opening["minus"])))
        begun = position = closing + 1
    stretches.append((written[begun:], False, False))
    return stretches


def _exact(stretch: str, is_excluded: bool) -> list[Clause]:
    forms = tuple(word.form for word in words(stretch))
    return [Clause(forms, is_exact=True, is_excluded=is_excluded)] if forms else []


def _plain(stretch: str) -> list[Clause]:
    """A clause a word; what is written in one piece ("vice-président") stands together."""
    clauses = []
    for piece in stretch.split():
        is_excluded = piece.startswith("-")
        forms = tuple(word.form for word in words(piece))
        if forms:
            clauses.append(Clause(forms, is_excluded=is_excluded))
    return clauses
