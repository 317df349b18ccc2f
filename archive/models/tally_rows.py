"""Adding to the rows of a tally and taking from them, in the words both databases read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db import connection

from archive.models.tally_sources import Tally

Key = tuple[Any, ...]
TALLIES_LOCK: Final = 0x54616C6C  # "Tall": PostgreSQL's advisory lock of whoever writes tallies


def hold_tallies() -> None:
    """Nobody else counts until the end of the transaction.

    Two approvals that write the rows of the same people, topics and years in any order would wait
    for each other. The order of all locks is: merges, the statement, its article, its outlet, its
    people and those they lead to, its topics, this one, the coverage of articles, and last the end
    of history. Whoever merges or renames a person has their row before this lock, as an approval
    has; a bulk approval is one transaction a statement. On SQLite there is one writer anyhow.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TALLIES_LOCK])


def execute(sql: str, values: Sequence[Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def apply(
    tally: Tally, changes: Mapping[Key, Sequence[int]], words: Mapping[Key, Mapping[str, str]]
) -> None:
    """Adds these numbers, which may be negative, to the counts of these rows, in sorted order.

    A row that is not there is made, with the ``words`` it is shown or filed by; one that counts
    nothing any more is deleted.
    """
    ordered = sorted(changes.items())
    gains = {key: [max(n, 0) for n in counts] for key, counts in ordered}
    losses = {key: [max(-n, 0) for n in counts] for key, counts in ordered}
    add(tally, {key: counts for key, counts in gains.items() if any(counts)}, words)
    subtract(tally, {key: counts for key, counts in losses.items() if any(counts)})


def add(
    tally: Tally, gains: Mapping[Key, Sequence[int]], words: Mapping[Key, Mapping[str, str]]
) -> None:
    if not gains:
        return
    rows = [
        [*key, *counts, *(words.get(key, {}).get(name, "") for name in tally.words)]
        for key, counts in gains.items()
    ]
    columns = (*tally.columns, *tally.words)
    row = f"({', '.join(['%s'] * len(columns))})"
    added = ", ".join(f"{name} = {tally.table}.{name} + excluded.{name}" for name in tally.counts)
    execute(
        f"INSERT INTO {tally.table} ({', '.join(columns)}) "  # noqa: S608  names of this module
        f"VALUES {', '.join([row] * len(rows))} "
        f"ON CONFLICT ({', '.join(tally.keys)}) DO UPDATE SET {added}",
        [value for values in rows for value in values],
    )


def subtract(tally: Tally, losses: Mapping[Key, Sequence[int]]) -> None:
    """Never below nothing: a tally that is wrong keeps nobody from retracting a statement."""
    here = " AND ".join(f"{name} = %s" for name in tally.keys)
    left = ", ".join(
        f"{name} = CASE WHEN {name} > %s THEN {name} - %s ELSE 0 END" for name in tally.counts
    )
    nothing = " AND ".join(f"{name} = 0" for name in tally.counts)
    for key, counts in losses.items():
        twice = [n for count in counts for n in (count, count)]
        execute(f"UPDATE {tally.table} SET {left} WHERE {here}", [*twice, *key])  # noqa: S608
        execute(f"DELETE FROM {tally.table} WHERE {here} AND {nothing}", key)  # noqa: S608


def fill(tally: Tally, source: str, where: str = "1 = 1") -> None:
    """Adds the rows that this SELECT counts; none of them may be there."""
    wordless = ["''"] * len(tally.words)
    execute(
        f"INSERT INTO {tally.table} ({', '.join((*tally.columns, *tally.words))}) "  # noqa: S608
        f"SELECT {', '.join((*tally.columns, *wordless))} FROM ({source}) counted WHERE {where}"
    )


def empty(table: str, where: str = "1 = 1") -> None:
    execute(f"DELETE FROM {table} WHERE {where}")  # noqa: S608  names of this module


def streamed(sql: str, held: int = 2_000) -> Iterable[tuple[Any, ...]]:
    """The rows of a query as they come, ``held`` of them in memory."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(held):
            yield from rows
