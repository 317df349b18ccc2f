"""``check_archive`` leaves no cursor open, wherever it ends: the database is closed after it."""

import gc
from types import GeneratorType

import pytest
from django.db import DatabaseError

from archive import audit
from archive.audit.streams import Alongside
from archive.models import Person
from tests import auditing, makers
from tests.auditing import World

standing = pytest.fixture(scope="module")(auditing.standing_archive)


@pytest.fixture
def world(standing, db) -> World:
    return standing


def open_cursors() -> list[GeneratorType]:
    """Django's readers of a cursor that were begun and have not come to their end."""
    return [
        found
        for found in gc.get_objects()
        if isinstance(found, GeneratorType)
        and found.__name__ == "cursor_iter"
        and found.gi_frame is not None
    ]


def test_an_error_of_the_database_leaves_no_cursor_open(world):
    """Midway: the progress is told when a hundred rows, or the last, have been read."""

    def stop(_more: int) -> None:
        raise DatabaseError

    gc.collect()
    for check in audit.checks():
        with pytest.raises(DatabaseError) as stopped:
            list(audit.findings_of(check, stop))
        assert stopped.tb is not None
        assert open_cursors() == [], check.name


def test_what_was_read_in_part_is_closed_at_the_end_of_its_context(db):
    for number in range(3):
        makers.person(f"Personne {number}")
    with Alongside(Person.objects.order_by("pk").values_list("pk")):
        assert open_cursors()
    assert open_cursors() == []
