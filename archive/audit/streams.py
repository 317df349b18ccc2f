"""Reading large tables side by side without holding them."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import Any, Self

from django.apps import apps
from django.db import models

from archive.audit.finding import Count

ROWS = 2_000  # fetched from the database at a time


class Alongside:
    """Rows in the order of their first value, handed out group by group as a reader advances.

    A context: leaving it closes the cursor, however far the reader came.
    """

    def __init__(self, rows: models.QuerySet) -> None:
        """``rows`` gives tuples that begin with the key they are ordered by."""
        self._rows = rows.iterator(chunk_size=ROWS)
        self._groups = groupby(self._rows, key=itemgetter(0))
        self._next: tuple[Any, Iterable[tuple]] | None = next(self._groups, None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self._rows.close()

    def of(self, key: int) -> list[tuple]:
        """The rows of this key. Keys are asked for in growing order; what lies between is left."""
        while self._next is not None and (self._next[0] is None or self._next[0] < key):
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != key:
            return []
        found = list(self._next[1])
        self._next = next(self._groups, None)
        return found


def counted(rows: Iterable[Any], count: Count) -> Iterator[Any]:
    """The rows as they come, told to the progress in hundreds."""
    number = 0
    for number, row in enumerate(rows, 1):
        yield row
        if number % 100 == 0:
            count(100)
    count(number % 100)


def streamed(rows: models.QuerySet, count: Count, *, held: int = ROWS) -> Iterator[Any]:
    """The rows of a query, ``held`` at a time, counted; its cursor is closed in any case."""
    with closing(rows.iterator(chunk_size=held)) as found:
        yield from counted(found, count)


def archive_models() -> list[type[models.Model]]:
    """Every record of the archive, the tables between two of them included."""
    config = apps.get_app_config("archive")
    return [model for model in config.get_models(include_auto_created=True) if model._meta.managed]
