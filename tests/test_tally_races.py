"""Editors who publish and withdraw at the same moment what counts for the same people."""

from collections.abc import Iterator

import pytest

from tests.racing import Racers, started

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 12


@pytest.fixture(scope="module")
def racers(django_db_setup, django_db_blocker) -> Iterator[Racers]:
    with started(django_db_blocker, 2) as running:
        yield running


@pytest.fixture(autouse=True)
def begin_anew(transactional_db, racers) -> Iterator[None]:
    racers.do("gather")
    racers.begin_anew()
    yield
    assert racers.did_race


def test_two_approvals_of_one_speaker_at_once_are_both_counted(racers):
    for (first,) in racers.over("submitted", ROUNDS):
        [[second]] = racers.do("submitted", number=1)
        answers = racers.race(
            ("approve", {"pk": first, "by": "rui"}), ("approve", {"pk": second, "by": "chloe"})
        )
        assert [answer.failure for answer in answers] == ["", ""]
    racers.do("assert_tallies")


def test_an_approval_beside_a_retraction_is_counted(racers):
    for (published,) in racers.over("submitted", ROUNDS):
        [[submitted]] = racers.do("submitted", number=1)
        racers.do("approve", pk=published, by="rui")
        racers.do("retract", pk=published, by="rui")
        answers = racers.race(
            ("retract", {"pk": published, "by": "chloe"}),
            ("approve", {"pk": submitted, "by": "rui"}),
        )
        assert [answer.failure for answer in answers] == ["", ""]
    racers.do("assert_tallies")
