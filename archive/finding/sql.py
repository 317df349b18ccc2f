"""The few words of SQL that what is found by hand is written with."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connection


class SQL(NamedTuple):
    """A part of a query, with its parameters."""

    sql: str
    params: list[Any]


def union(parts: Iterable[SQL], limit: int | None = None) -> SQL:
    """The rows of each part, in turn; no more of them than the limit."""
    listed = list(parts)
    sql = " UNION ALL ".join(
        f"SELECT * FROM ({one.sql}) p{number}"  # noqa: S608  words of ours alone
        for number, one in enumerate(listed)
    )
    params = [value for one in listed for value in one.params]
    return SQL(sql, params) if limit is None else SQL(f"{sql} LIMIT %s", [*params, limit])


def joined(conditions: Iterable[SQL]) -> SQL:
    """All of these conditions."""
    listed = list(conditions)
    return SQL(
        " AND ".join(one.sql for one in listed) or "1 = 1",
        [value for one in listed for value in one.params],
    )


def rows(query: SQL) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query.sql, query.params)
        return cursor.fetchall()
