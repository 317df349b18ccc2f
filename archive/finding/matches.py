"""Finds the entries of the index that answer, newest first, at a cost the archive's size barely
changes.

PostgreSQL's planner cannot be left alone with "these words, newest first": for a word it misjudges
it walks the whole archive by date. So the newest entries are probed, and only when they hold too
few answers the words' own index is asked, in an order it cannot walk (``sort_key + 0``). SQLite's
FTS5 gives its answers by rowid, which is the sort key: no such care is needed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.db import connection

from archive.finding.asked import Segment
from archive.models.search_tables import ENTRIES, SQLITE_INDEX
from archive.pagination import COUNT_CAP, Count

PROBED: Final = 4_000  # entries


class Match(NamedTuple):
    """An entry that answers: where it stands, whose it is, and its facet tokens."""

    sort_key: int
    edition: int
    facets: str


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where to look beside a segment's own bounds: below ``before``, above ``after``."""

    before: int | None = None
    after: int | None = None

    @property
    def is_backwards(self) -> bool:
        return self.after is not None


class Condition(NamedTuple):
    """SQL over the entries ``e``, with its parameters."""

    sql: str
    params: list[Any]


ANYWHERE: Final = Bounds()


def find(segments: Sequence[Segment], limit: int, bounds: Bounds = ANYWHERE) -> list[Match]:
    """At most so many of the entries of these segments, in their order: newest first in each.

    Backwards, those that stand nearest above ``after``, still in reading order.
    """
    found: list[Match] = []
    for segment in reversed(segments) if bounds.is_backwards else segments:
        found += in_segment(segment, limit - len(found), bounds)
        if len(found) >= limit:
            break
    return found[::-1] if bounds.is_backwards else found


def count(segments: Sequence[Segment], cap: int = COUNT_CAP) -> Count:
    """How many entries answer, counted no further than the cap."""
    number = 0
    for segment in segments:
        source, condition = matching(segment)
        number += rows(
            f"SELECT count(*) FROM (SELECT 1 FROM {source} WHERE {condition.sql} LIMIT %s) c",  # noqa: S608  words of ours alone
            [*condition.params, cap + 1 - number],
        )[0][0]
        if number > cap:
            return Count(cap, is_capped=True)
    return Count(number, is_capped=False)


def in_segment(segment: Segment, limit: int, bounds: Bounds) -> list[Match]:
    order = "ASC" if bounds.is_backwards else "DESC"
    if segment.expression is None or connection.vendor == "sqlite":
        return matches(segment, bounds, f"e.sort_key {order}", limit)
    probed = probe(segment, limit, bounds, order)
    if probed is not None:
        return probed
    return matches(segment, bounds, f"e.sort_key + 0 {order}", limit)


def matches(segment: Segment, bounds: Bounds, order: str, limit: int) -> list[Match]:
    source, condition = matching(segment, bounds)
    if connection.vendor == "sqlite" and segment.expression:
        order = order.replace("e.sort_key", "w.rowid")
    sql = (
        f"SELECT e.sort_key, e.edition_id, e.facets FROM {source} "  # noqa: S608
        f"WHERE {condition.sql} ORDER BY {order} LIMIT %s"
    )
    return [Match(*row) for row in rows(sql, [*condition.params, limit])]


def probe(segment: Segment, limit: int, bounds: Bounds, order: str) -> list[Match] | None:
    """The answers among the entries that come first; None when those are too few to stop there."""
    place, words = joined(placed(segment, bounds)), joined(worded(segment))
    by_date = f"ORDER BY e.sort_key {order} LIMIT %s"
    sql = (
        "SELECT e.sort_key, e.edition_id, e.facets "  # noqa: S608
        f"FROM (SELECT * FROM {ENTRIES} e WHERE {place.sql} {by_date}) e "
        f"WHERE {words.sql} {by_date}"
    )
    found = rows(sql, [*place.params, max(PROBED, 4 * limit), *words.params, limit])
    return [Match(*row) for row in found] if len(found) == limit else None


def matching(segment: Segment, bounds: Bounds = ANYWHERE) -> tuple[str, Condition]:
    """What to select from, and when an entry ``e`` of it answers."""
    source = f"{ENTRIES} e"
    if segment.expression and connection.vendor == "sqlite":
        # The words' index first, by rowid: the planner is given no choice.
        source = f"{SQLITE_INDEX} w CROSS JOIN {ENTRIES} e ON e.sort_key = w.rowid"
    return source, joined([*worded(segment), *placed(segment, bounds)])


def worded(segment: Segment) -> Iterator[Condition]:
    """What must be in the entry."""
    on_sqlite = connection.vendor == "sqlite"
    if segment.expression and on_sqlite:
        yield Condition(f"{SQLITE_INDEX} MATCH %s", [segment.expression.match])
    elif segment.expression:
        yield Condition("e.tokens @@ %s::tsquery", [segment.expression.tsquery])
    position = "instr" if on_sqlite else "strpos"
    for printed in segment.has:
        yield Condition(f"{position}(e.exact, %s) > 0", [printed])
    for printed in segment.lacks:
        yield Condition(f"{position}(e.exact, %s) = 0", [printed])
    if segment.reaches is not None:
        yield Condition("e.last_day >= %s", [segment.reaches])


def placed(segment: Segment, bounds: Bounds) -> Iterator[Condition]:
    """Where the entry must stand."""
    column = "e.sort_key"
    if segment.expression and connection.vendor == "sqlite":
        column = "w.rowid"
    for comparison, key in (
        (">=", segment.first_key or None), ("<", segment.end_key),
        ("<", bounds.before), (">", bounds.after),
    ):  # fmt: skip
        if key is not None:
            yield Condition(f"{column} {comparison} %s", [key])


def joined(conditions: Iterable[Condition]) -> Condition:
    listed = list(conditions)
    return Condition(
        " AND ".join(one.sql for one in listed) or "1 = 1",
        [value for one in listed for value in one.params],
    )


def rows(sql: str, params: Sequence[Any]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
