"""What is sought in the index, written for PostgreSQL's ``@@`` or for FTS5's ``MATCH``.

Tokens are ASCII letters and digits (``archive.search.analysis.safe``): nothing needs quoting, and
no operator of either language can come in with them.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Final

from archive.models.search_tables import PARTS

# FTS5 knows no choice of words inside a phrase: each combination is written out.
MOST_COMBINATIONS: Final = 48
_TOKEN: Final = re.compile(r"[a-z][a-z0-9]*")


@dataclass(frozen=True, slots=True)
class Expression:
    """The same condition in both languages."""

    tsquery: str
    match: str


def checked(token: str) -> str:
    if not _TOKEN.fullmatch(token):
        raise ValueError(f"{token!r} is no token.")
    return token


def words(choices: Sequence[Iterable[str]], part: str = "") -> Expression:
    """Tokens one after the other, each being one of its choices; in one part of an entry, or in
    any. Raises ValueError where a word has no choice."""
    listed = within_bounds([sorted({checked(token) for token in some}) for some in choices])
    if not all(listed):
        raise ValueError("A word without a token can be nowhere.")
    column = f"{part} : " if part else ""
    prefixes = [PARTS[part]] if part else PARTS.values()
    return Expression(
        " | ".join(f"({in_order(listed, prefix)})" for prefix in prefixes),
        " OR ".join(f'{column}"{" ".join(some)}"' for some in product(*listed)),
    )


def in_order(choices: list[list[str]], prefix: str) -> str:
    """A phrase for ``@@``, in the part whose tokens have this prefix."""
    return " <-> ".join(f"({' | '.join(f'{prefix}{token}' for token in some)})" for some in choices)


def are_many(choices: Sequence[Collection[str]]) -> bool:
    """Whether ``words`` would not seek all the ways to choose."""
    return prod(map(len, choices)) > MOST_COMBINATIONS


def within_bounds(choices: list[list[str]]) -> list[list[str]]:
    """The longest lists cut until their combinations are few enough; the same on both databases."""
    while are_many(choices):
        longest = max(range(len(choices)), key=lambda at: len(choices[at]))
        choices[longest].pop()
    return choices


def token(*choices: str) -> Expression:
    """One of these tokens of facets."""
    listed = sorted({checked(token) for token in choices})
    return Expression(" | ".join(listed), " OR ".join(f'"{one}"' for one in listed))


def every(parts: Sequence[Expression]) -> Expression:
    """All of these."""
    return joined(parts, " & ", " AND ")


def some(parts: Sequence[Expression]) -> Expression:
    """One of these at least."""
    return joined(parts, " | ", " OR ")


def joined(parts: Sequence[Expression], in_tsquery: str, in_match: str) -> Expression:
    if len(parts) == 1:
        return parts[0]
    return Expression(
        in_tsquery.join(f"({one.tsquery})" for one in parts),
        in_match.join(f"({one.match})" for one in parts),
    )


def without(wanted: Expression, excluded: Sequence[Expression]) -> Expression:
    """What is wanted, but for what is one of the excluded."""
    if not excluded:
        return wanted
    left_out = some(excluded)
    return Expression(
        f"({wanted.tsquery}) & !({left_out.tsquery})", f"({wanted.match}) NOT ({left_out.match})"
    )
