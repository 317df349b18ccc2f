"""What the database says when it stops a command, in a sentence for whoever runs it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError, connection


@contextmanager
def told_in_a_sentence(work: str, kept: str) -> Iterator[None]:
    """Raises ``CommandError`` for whatever the database raises: that it does not answer, or that
    it stopped the work and what is kept of it."""
    pool = logging.getLogger("psycopg.pool")
    level = pool.level
    pool.setLevel(logging.CRITICAL)  # a line each time it tries in vain, otherwise
    try:
        yield
    except DatabaseError as problem:
        said = (str(problem).strip().splitlines() or ["it gives no reason"])[0].rstrip(".")
        if connection.connection is None:
            raise CommandError(f"The database does not answer: {said}.") from problem
        raise CommandError(
            f"The database stopped the {work}: {said}.\n"
            f"{kept} Is the database migrated (manage.py migrate)?"
        ) from problem
    finally:
        pool.setLevel(level)
