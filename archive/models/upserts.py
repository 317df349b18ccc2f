"""Counts kept in rows: a row for what is there, none for what is not."""

from collections.abc import Mapping, Sequence

from django.db import connection, models


def add_up(
    model: type[models.Model],
    keys: Sequence[str],
    counts: Sequence[str],
    changes: Mapping[tuple, Sequence[int]],
) -> None:
    """Adds these amounts, some below nothing, to the columns ``counts`` of the rows that have these
    values in the columns ``keys``; makes the rows that are missing, deletes those that reach zero.

    Rows are taken in the order of their keys, as every transaction takes them.
    """
    changed = sorted((key, tuple(by)) for key, by in changes.items() if any(by))
    if not changed:
        return
    names = [column(model, name) for name in (*keys, *counts)]
    table, found = model._meta.db_table, " AND ".join(f"{name} = %s" for name in names[: len(keys)])
    zeros = ", ".join(["%s"] * len(keys) + ["0"] * len(counts))
    added = ", ".join(f"{name} = {name} + %s" for name in names[len(keys) :])
    empty = " AND ".join(f"{name} = 0" for name in names[len(keys) :])
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({zeros}) ON CONFLICT DO NOTHING",  # noqa: S608  names of our own models
            [key for key, by in changed if any(amount > 0 for amount in by)],
        )
        cursor.executemany(
            f"UPDATE {table} SET {added} WHERE {found}",  # noqa: S608
            [(*by, *key) for key, by in changed],
        )
        cursor.executemany(
            f"DELETE FROM {table} WHERE {found} AND {empty}",  # noqa: S608
            [key for key, by in changed if any(amount < 0 for amount in by)],
        )


def column(model: type[models.Model], name: str) -> str:
    return connection.ops.quote_name(model._meta.get_field(name).column)
