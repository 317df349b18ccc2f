"""What each tally is computed from: one SELECT each, which both databases read.

Making the tables anew, counting somebody again after a merge and the audit all use these. ``only``
is a further condition on the editions ``e``; it holds numbers, and no word that came in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import connection, models

from archive.models.days import EPOCH, ID_BITS
from archive.models.tallies import (
    CoverageTally,
    FacetTally,
    PairTally,
    PersonInPrint,
    PersonTally,
)

SQLITE: Final = "sqlite"
SURVIVOR: Final = "COALESCE({0}.merged_into_id, {0}.id)"


@dataclass(frozen=True, slots=True)
class Tally:
    """A table of numbers: the columns that tell its rows apart, those that count, and the words
    that a row is shown or filed by."""

    model: type[models.Model]
    keys: tuple[str, ...]
    counts: tuple[str, ...]
    words: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.keys, *self.counts)


NAMED: Final = ("said", "about", "addressed")
YEARS: Final = Tally(PersonTally, ("person_id", "year"), NAMED)
PEOPLE: Final = Tally(PersonInPrint, ("person_id",), NAMED, ("sort_form", "initial"))
PAIRS: Final = Tally(PairTally, ("speaker_id", "target_id"), ("statements",))
FACETS: Final = Tally(FacetTally, ("dimension", "value"), ("statements",), ("label",))
COVERAGE: Final = Tally(
    CoverageTally, ("outlet_number", "month", "reading", "is_in_print"), ("articles",)
)


def listed(numbers: Iterable[int]) -> str:
    """Numbers for an SQL list; never an empty one, which PostgreSQL does not read."""
    return ", ".join(str(int(number)) for number in numbers) or "NULL"


def current(only: str = "") -> str:
    return f"e.state = 'current' AND {only}" if only else "e.state = 'current'"


def year_sql(day: str) -> str:
    if connection.vendor == SQLITE:
        dated = f"CAST(substr(date('{EPOCH}', '+' || {day} || ' days'), 1, 4) AS INTEGER)"
    else:
        dated = f"CAST(EXTRACT(YEAR FROM DATE '{EPOCH}' + {day}) AS INTEGER)"
    return f"CASE WHEN {day} = 0 THEN 0 ELSE {dated} END"


def days_sql(day: str) -> str:
    """Days from the epoch to a day, 0 when there is none or it is earlier."""
    if connection.vendor == SQLITE:
        days = f"CAST(julianday({day}) - julianday('{EPOCH}') AS INTEGER)"
    else:
        days = f"({day} - DATE '{EPOCH}')"
    return f"CASE WHEN {day} > '{EPOCH}' THEN {days} ELSE 0 END"


def month_sql(day: str) -> str:
    if connection.vendor == SQLITE:
        return f"COALESCE(substr({day}, 1, 7), '')"
    return f"COALESCE(to_char({day}, 'YYYY-MM'), '')"


def named_sql(only: str = "") -> str:
    """Whom each current edition names, as who they are now, and in which part; once a part."""
    spoke, aimed = SURVIVOR.format("p"), "MAX(CASE WHEN t.relation = 'about' THEN 1 ELSE 0 END)"
    return (
        f"SELECT e.sort_day, {spoke} AS person_id, 1 AS said, 0 AS about, 0 AS addressed "  # noqa: S608
        "FROM archive_edition e JOIN archive_person p ON p.id = e.speaker_id "
        f"WHERE {current(only)} UNION ALL "
        f"SELECT MAX(e.sort_day), {spoke}, 0, {aimed}, 1 - {aimed} FROM archive_edition e "
        "JOIN archive_editiontarget t ON t.edition_id = e.id "
        f"JOIN archive_person p ON p.id = t.person_id WHERE {current(only)} GROUP BY e.id, {spoke}"
    )


def years_sql(only: str = "") -> str:
    return (
        f"SELECT n.person_id, {year_sql('n.sort_day')} AS year, SUM(n.said) AS said, "  # noqa: S608
        "SUM(n.about) AS about, SUM(n.addressed) AS addressed "
        f"FROM ({named_sql(only)}) n GROUP BY 1, 2"
    )


def people_sql(only: str = "") -> str:
    return (
        "SELECT n.person_id, SUM(n.said) AS said, SUM(n.about) AS about, "  # noqa: S608
        f"SUM(n.addressed) AS addressed FROM ({named_sql(only)}) n GROUP BY 1"
    )


def pairs_sql(only: str = "") -> str:
    return (
        f"SELECT {SURVIVOR.format('s')} AS speaker_id, {SURVIVOR.format('p')} AS target_id, "  # noqa: S608
        "COUNT(DISTINCT e.id) AS statements FROM archive_edition e "
        "JOIN archive_person s ON s.id = e.speaker_id "
        "JOIN archive_editiontarget t ON t.edition_id = e.id "
        f"JOIN archive_person p ON p.id = t.person_id WHERE {current(only)} GROUP BY 1, 2"
    )


def total_sql(value: str, count: str, rows: str) -> str:
    """One number of the whole archive; no row where there is nothing to count."""
    return (
        f"SELECT 'all' AS dimension, '{value}' AS value, x.n AS statements "  # noqa: S608
        f"FROM (SELECT {count} AS n FROM {rows}) x WHERE x.n > 0"
    )


def facets_sql() -> str:
    """All facets but roles and places, whose keys are computed from their words."""
    counted = "COUNT(*) AS statements FROM archive_edition e"
    editions = f"archive_edition e WHERE {current()}"
    return " UNION ALL ".join(
        (
            total_sql("statements", "COUNT(*)", editions),
            total_sql("articles", "COUNT(DISTINCT e.article_id)", editions),
            total_sql("people", "COUNT(DISTINCT n.person_id)", f"({named_sql()}) n"),
            f"SELECT 'outlet', CAST(e.outlet_id AS TEXT), {counted} "
            f"WHERE {current('e.outlet_id IS NOT NULL')} GROUP BY 2",
            f"SELECT 'topic', CAST(l.topic_id AS TEXT), {counted} "
            f"JOIN archive_editiontopic l ON l.edition_id = e.id WHERE {current()} GROUP BY 2",
            f"SELECT 'kind', e.kind, {counted} WHERE {current()} GROUP BY 2",
            f"SELECT 'year', CAST({year_sql('e.sort_day')} AS TEXT), {counted} "
            f"WHERE {current('e.sort_day > 0')} GROUP BY 2",
        )
    )


def words_sql(dimension: str) -> str:
    """Each current edition with the words it gives of a role or a place, in order."""
    if dimension == FacetTally.Dimension.PLACE:
        sql = f"SELECT e.id, e.place FROM archive_edition e WHERE {current()} AND e.place <> ''"  # noqa: S608
    else:
        sql = (
            "SELECT e.id, e.speaker_role FROM archive_edition e "  # noqa: S608
            f"WHERE {current()} AND e.speaker_role <> '' UNION ALL "
            "SELECT e.id, t.role FROM archive_edition e JOIN archive_editiontarget t "
            f"ON t.edition_id = e.id WHERE {current()} AND t.role <> ''"
        )
    return f"{sql} ORDER BY 1"


def articles_sql(only: str = "") -> str:
    """The articles in print, as their newest current edition tells them."""
    return (
        "SELECT e.article_id, e.id AS edition_id, e.outlet_id, "  # noqa: S608
        f"CAST({days_sql('e.published_from')} AS BIGINT) * {1 << ID_BITS} + e.article_id "
        "AS sort_key, n.statements FROM (SELECT MAX(e.id) AS newest, COUNT(*) AS statements "
        f"FROM archive_edition e WHERE {current(only)} GROUP BY e.article_id) n "
        "JOIN archive_edition e ON e.id = n.newest"
    )


def coverage_sql() -> str:
    is_in_print = "EXISTS (SELECT 1 FROM archive_articleinprint i WHERE i.article_id = a.id)"
    return (
        f"SELECT COALESCE(a.outlet_id, 0) AS outlet_number, {month_sql('a.published_from')} "  # noqa: S608
        f"AS month, a.reading, {is_in_print} AS is_in_print, COUNT(*) AS articles "
        "FROM archive_article a GROUP BY 1, 2, 3, 4"
    )


def names_sql(only: str = "") -> str:
    """The names of the people in print: theirs now, and those that current editions print; with
    the number of statements that name them."""
    survivor = SURVIVOR.format("p")
    return (
        "SELECT n.person_id, n.name, i.said + i.about + i.addressed AS weight FROM ("  # noqa: S608
        f"SELECT {survivor} AS person_id, e.speaker_name AS name FROM archive_edition e "
        f"JOIN archive_person p ON p.id = e.speaker_id WHERE {current(only)} UNION "
        f"SELECT {survivor}, t.name FROM archive_edition e "
        "JOIN archive_editiontarget t ON t.edition_id = e.id "
        f"JOIN archive_person p ON p.id = t.person_id WHERE {current(only)} UNION "
        "SELECT p.id, p.name FROM archive_person p"
        ") n JOIN archive_personinprint i ON i.person_id = n.person_id"
    )


def naming(people: Iterable[int]) -> str:
    """The condition of editions that name one of these people, under any of their records."""
    listed_ = listed(people)
    records = (
        "SELECT r.id FROM archive_person r "  # noqa: S608
        f"WHERE r.id IN ({listed_}) OR r.merged_into_id IN ({listed_})"
    )
    return (
        f"e.id IN (SELECT s.id FROM archive_edition s WHERE s.speaker_id IN ({records}) "  # noqa: S608
        "AND s.state = 'current' UNION SELECT g.edition_id FROM archive_editiontarget g "
        f"WHERE g.person_id IN ({records}))"
    )
