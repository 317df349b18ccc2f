"""Editors who act at the same moment, each through a process and a connection of their own."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.db import connection

from tests.racer_acts import EXCERPT
from tests.racing import Answer, Racers

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 100


def address_of_a_copy(file: str) -> str:
    """The tests' own database on SQLite is in memory: it is copied into a file."""
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as copy:
        connection.connection.backup(copy)
    return f"sqlite:///{file}"


def address_of_the_tests() -> str:
    given = connection.settings_dict
    user = ":".join(filter(None, (given["USER"], given["PASSWORD"])))
    return f"postgres://{user}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


@pytest.fixture(scope="module")
def racers(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Racers]:
    is_sqlite = connection.vendor == "sqlite"
    with django_db_blocker.unblock():
        file = tmp_path_factory.mktemp("races") / "archive.sqlite3"
        url = address_of_a_copy(str(file)) if is_sqlite else address_of_the_tests()
    started = Racers()
    # One excerpt of a private article may be read, and not a second one.
    started.start(4, DATABASE_URL=url, EXCERPT_TOTAL_MAX=str(EXCERPT))
    yield started
    started.close()


@pytest.fixture(autouse=True)
def really_at_once(transactional_db, racers) -> Iterator[None]:
    """The acts of most rounds were under way together: else there was no race."""
    racers.do("gather")
    racers.rounds = racers.overlapping = 0
    yield
    print(f"{racers.overlapping} of {racers.rounds} rounds overlapped")


def outcome(answers: list[Answer]) -> str:
    return ", ".join(answer.failure or "done" for answer in answers)


def editions(racers: Racers, pks: list[int]) -> list[list]:
    numbers = ", ".join(map(str, pks))
    return racers.rows(
        "SELECT statement_id, number, place FROM archive_edition "
        f"WHERE statement_id IN ({numbers}) ORDER BY 1"
    )


def test_of_two_approvals_at_once_exactly_one_wins(racers):
    made = [pk for (pk,) in racers.do("submitted", number=ROUNDS)]
    outcomes: Counter[str] = Counter()
    for pk in made:
        names = ("rui", "chloe")
        answers = racers.race(*(("approve", {"pk": pk, "by": name}) for name in names))
        outcomes[outcome(answers)] += 1
        [winner] = [name for name, answer in zip(names, answers, strict=True) if answer.is_done]
        [loser] = [answer for answer in answers if not answer.is_done]
        assert loser.failure == "StaleVersion"
        assert winner in loser.words
    print(outcomes)
    assert editions(racers, made) == [[pk, 1, ""] for pk in made]
    assert racers.overlapping > ROUNDS / 2
