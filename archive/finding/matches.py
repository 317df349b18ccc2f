"""Finds the entries of the index that answer, newest first, at a cost the archive's size barely
changes; all that a page asks, in one query.

PostgreSQL's planner cannot be left alone with "these words, newest first": for a word it misjudges
it walks the whole archive by date. What is rare is therefore gathered from the words' own index and
put in order, in one that it cannot walk (``sort_key + 0``). Of what may be frequent the newest
entries are probed, and others gathered of some years at a time, as long as there are too few.
SQLite's FTS5 gives its answers by rowid, which is the sort key: no such care is needed. Both take
the parts of a UNION ALL in turn, and no more of them than its LIMIT needs.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from django.db import connection
from django.utils import timezone

from archive.finding.asked import Segment
from archive.finding.expressions import Expression, every, token
from archive.finding.frequency import Frequency
from archive.finding.sql import SQL, joined, rows, union
from archive.models.days import EPOCH, ID_BITS, first_key_after, first_key_of
from archive.models.search_tables import ENTRIES, SQLITE_INDEX
from archive.pagination import COUNT_CAP, Count
from archive.search import facets

LAST_DAY: Final = (date.max - EPOCH).days
YEARS_NAMED: Final = 40
GATHERED: Final = 6_000  # entries, of which the newest are chosen
PROBED: Final = 4_000  # entries
COUNTED: Final = -1  # the row of the count, among those of what is wanted


class Match(NamedTuple):
    """An entry that answers: where it stands, whose it is, its facet tokens; and which of the
    segments it was found in."""

    sort_key: int
    edition: int
    facets: str
    segment: int = 0


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where to look beside a segment's own bounds: below ``before``, above ``after``."""

    before: int | None = None
    after: int | None = None

    @property
    def is_backwards(self) -> bool:
        return self.after is not None


ANYWHERE: Final = Bounds()


@dataclass(frozen=True, slots=True)
class Wanted:
    """At most so many of the entries of these segments, in their order: newest first in each.

    Backwards, those that stand nearest above ``after``, still in reading order.
    """

    segments: Sequence[Segment]
    limit: int
    bounds: Bounds = ANYWHERE

    @property
    def order(self) -> str:
        return "ASC" if self.bounds.is_backwards else "DESC"


def find(
    wanted: Sequence[Wanted],
    frequency: Frequency,
    counted: Sequence[Segment] = (),
    cap: int = COUNT_CAP,
) -> tuple[list[list[Match]], Count]:
    """What is wanted, and how many entries ``counted`` holds, counted no further than the cap."""
    selects = [count_of(counted, cap)] if counted else []
    selects += [select(number, one, frequency) for number, one in enumerate(wanted) if one.segments]
    found: list[list[Match]] = [[] for _ in wanted]
    number = 0
    for asked, segment, sort_key, edition, held in rows(union(selects)) if selects else ():
        if asked == COUNTED:
            number = sort_key
        else:
            found[asked].append(Match(sort_key, edition, held, segment))
    found = [
        some[::-1] if one.bounds.is_backwards else some
        for one, some in zip(wanted, found, strict=True)
    ]
    return found, Count(min(number, cap), number > cap)


def count_of(segments: Iterable[Segment], cap: int) -> SQL:
    parts = []
    for segment in segments:
        source, condition = matching(segment)
        parts.append(SQL(f"SELECT 1 FROM {source} WHERE {condition.sql}", condition.params))  # noqa: S608
    some = union(parts, cap + 1)
    return SQL(
        f"SELECT {COUNTED} AS asked, 0 AS segment, count(*) AS sort_key, 0 AS edition_id, "  # noqa: S608
        f"'' AS facets FROM ({some.sql}) c",
        some.params,
    )


def select(number: int, wanted: Wanted, frequency: Frequency) -> SQL:
    numbered = list(enumerate(wanted.segments))
    if wanted.bounds.is_backwards:
        numbered.reverse()
    parts = []
    for place, segment in numbered:
        columns = f"{number} AS asked, {place} AS segment, e.sort_key, e.edition_id, e.facets"
        if segment.expression is None or connection.vendor == "sqlite":
            parts.append(walked(columns, segment, wanted))
        elif frequency.most <= GATHERED:
            parts.append(gathered(columns, segment, wanted))
        else:
            parts += in_turn(columns, segment, wanted, frequency)
    return union(parts, wanted.limit)


def walked(columns: str, segment: Segment, wanted: Wanted) -> SQL:
    """By date, or by the words' index where that is in the order of dates."""
    source, condition = matching(segment, wanted.bounds)
    key = "w.rowid" if segment.expression else "e.sort_key"
    return SQL(
        f"SELECT {columns} FROM {source} "  # noqa: S608
        f"WHERE {condition.sql} ORDER BY {key} {wanted.order} LIMIT %s",
        [*condition.params, wanted.limit],
    )


def gathered(columns: str, segment: Segment, wanted: Wanted) -> SQL:
    """By the words' index, put in order afterwards."""
    _source, condition = matching(segment, wanted.bounds)
    return SQL(
        f"SELECT {columns} FROM {ENTRIES} e WHERE {condition.sql} "  # noqa: S608
        f"ORDER BY e.sort_key + 0 {wanted.order} LIMIT %s",
        [*condition.params, wanted.limit],
    )


def in_turn(columns: str, segment: Segment, wanted: Wanted, frequency: Frequency) -> Iterator[SQL]:
    """The newest; then those of some years, of four times as many, and so on; then all the others.
    The newest entries are not probed where they would hold too few answers at best."""
    is_probed = frequency.most * entries_probed(wanted) >= frequency.total * wanted.limit
    older = partial(beyond, segment) if is_probed else gathered
    if is_probed:
        yield probed(columns, segment, wanted)
    rest = segment
    if not wanted.bounds.is_backwards:
        for years in groups_of_years(segment.below(wanted.bounds.before), wanted, frequency):
            tokens = [facets.token(facets.YEAR, year) for year in years]
            yield older(columns, rest.narrowed(*tokens), wanted)
            rest = rest.below(first_key_of(date(years[0], 1, 1)))
    yield older(columns, rest, wanted)


def groups_of_years(segment: Segment, wanted: Wanted, frequency: Frequency) -> Iterator[list[int]]:
    """The years of a segment, the last ones first: at first as many as hold twice the entries that
    were probed, or twice what is wanted if the rarest part of what is asked were all of it."""
    enough = 2 * max(entries_probed(wanted), wanted.limit * frequency.total // frequency.most)
    within = [
        year
        for year in sorted(frequency.years, reverse=True)
        if first_key_after(date(year, 12, 31)) > segment.first_key
        and (segment.end_key is None or first_key_of(date(year, 1, 1)) < segment.end_key)
    ]
    # Years between them, and after them, that are not counted are sought all the same.
    end, held = max([timezone.now().year, *within]) + 2, 0
    for year in within:
        held += frequency.years[year]
        if held >= enough:
            yield list(range(year, end))
            end, enough = year, 4 * held


def entries_probed(wanted: Wanted) -> int:
    return max(PROBED, 4 * wanted.limit)


def probed(columns: str, segment: Segment, wanted: Wanted) -> SQL:
    """The answers among the entries that come first."""
    place, words = joined(placed(segment, wanted.bounds)), joined(worded(segment))
    by_date = f"ORDER BY e.sort_key {wanted.order} LIMIT %s"
    return SQL(
        f"SELECT {columns} "  # noqa: S608
        f"FROM (SELECT * FROM {ENTRIES} e WHERE {place.sql} {by_date}) e "
        f"WHERE {words.sql} {by_date}",
        [*place.params, entries_probed(wanted), *words.params, wanted.limit],
    )


def beyond(segment: Segment, columns: str, part: Segment, wanted: Wanted) -> SQL:
    """The answers in a part of the segment, after its entries that were probed; none, at no cost,
    when those were all."""
    probe = joined(placed(segment, wanted.bounds))
    condition = joined([*worded(part), *placed(part, wanted.bounds)])
    after = ">" if wanted.bounds.is_backwards else "<"
    return SQL(
        "WITH probed AS MATERIALIZED ("  # noqa: S608
        f"SELECT e.sort_key FROM {ENTRIES} e WHERE {probe.sql} "
        f"ORDER BY e.sort_key {wanted.order} OFFSET %s LIMIT 1) "
        f"SELECT {columns} FROM {ENTRIES} e WHERE {condition.sql} "
        "AND (SELECT sort_key FROM probed) IS NOT NULL "
        f"AND e.sort_key + 0 {after} (SELECT sort_key FROM probed) "
        f"ORDER BY e.sort_key + 0 {wanted.order} LIMIT %s",
        [*probe.params, entries_probed(wanted) - 1, *condition.params, wanted.limit],
    )


def matching(segment: Segment, bounds: Bounds = ANYWHERE) -> tuple[str, SQL]:
    """What to select from, and when an entry ``e`` of it answers."""
    source = f"{ENTRIES} e"
    if segment.expression and connection.vendor == "sqlite":
        # The words' index first, by rowid: the planner is given no choice.
        source = f"{SQLITE_INDEX} w CROSS JOIN {ENTRIES} e ON e.sort_key = w.rowid"
    return source, joined([*worded(segment), *placed(segment, bounds)])


def worded(segment: Segment) -> Iterator[SQL]:
    """What must be in the entry."""
    on_sqlite = connection.vendor == "sqlite"
    if segment.expression and on_sqlite:
        yield SQL(f"{SQLITE_INDEX} MATCH %s", [segment.expression.match])
    elif segment.expression:
        yield SQL("e.tokens @@ %s::tsquery", [in_its_years(segment).tsquery])
    position = "instr" if on_sqlite else "strpos"
    for printed in segment.has:
        yield SQL(f"{position}(e.exact, %s) > 0", [printed])
    for printed in segment.lacks:
        yield SQL(f"{position}(e.exact, %s) = 0", [printed])
    if segment.reaches is not None:
        yield SQL("e.last_day >= %s", [segment.reaches])


def in_its_years(segment: Segment) -> Expression:
    """What is sought in a segment, with the years it lies in where they are few: the index of
    PostgreSQL has no order, and would give the entries of all years to be looked at."""
    if segment.first_key and segment.end_key:
        first, last = (
            facets.day_of(min(key >> ID_BITS, LAST_DAY)).year
            for key in (segment.first_key, segment.end_key - 1)
        )
        if first <= last < first + YEARS_NAMED:
            years = [facets.token(facets.YEAR, year) for year in range(first, last + 1)]
            return every([segment.expression, token(*years)])
    return segment.expression


def placed(segment: Segment, bounds: Bounds) -> Iterator[SQL]:
    """Where the entry must stand."""
    column = "e.sort_key"
    if segment.expression and connection.vendor == "sqlite":
        column = "w.rowid"
    for comparison, key in (
        (">=", segment.first_key or None), ("<", segment.end_key),
        ("<", bounds.before), (">", bounds.after),
    ):  # fmt: skip
        if key is not None:
            yield SQL(f"{column} {comparison} %s", [key])
