"""Reviewers who merge at the same moment, each through a process and a connection of their own."""

from collections.abc import Iterator

import pytest

from tests.racing import Racers, started

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 15


@pytest.fixture(scope="module")
def racers(django_db_setup, django_db_blocker) -> Iterator[Racers]:
    with started(django_db_blocker, 3, "tests.merging_racer") as running:
        yield running


@pytest.fixture(autouse=True)
def begin_anew(transactional_db, racers) -> Iterator[None]:
    racers.do("gather")
    racers.begin_anew()
    yield
    print(f"{racers.overlapping} of {racers.rounds} rounds overlapped, {racers.wanted} wanted")
    assert racers.did_race
    assert racers.do("unled") == []


def standing(racers: Racers, one: int, other: int) -> list[list[int]]:
    return racers.rows(
        "SELECT person_id, into_id FROM archive_personmerge WHERE undone_at IS NULL "
        f"AND person_id IN ({one}, {other})"
    )


def leads(racers: Racers, person: int) -> int | None:
    return racers.rows(f"SELECT merged_into_id FROM archive_person WHERE id = {person}")[0][0]


def merging_of(person: int, into: int, digest: str, by: str = "rui") -> tuple:
    given = {"person": person, "into": into, "digest": digest, "by": by}
    return "merge_people", given


def test_merges_that_cross_leave_one_merge(racers):
    for one, other, there, back in racers.over("two_records", ROUNDS):
        answers = racers.race(merging_of(one, other, there), merging_of(other, one, back, "luc"))
        assert sorted(answer.failure for answer in answers) == ["", "MergeRefused"]
        [(person, into)] = standing(racers, one, other)
        assert (leads(racers, person), leads(racers, into)) == (into, None)


def test_a_merge_posted_three_times_is_one_merge(racers):
    for one, other, there, _back in racers.over("two_records", ROUNDS):
        answers = racers.race(*[merging_of(one, other, there) for _ in range(3)])
        assert len({answer.value for answer in answers}) == 1
        assert standing(racers, one, other) == [[one, other]]
        told = f"verb = 'merged' AND record_type = 'archive.person' AND record_id = {one}"
        assert racers.rows(f"SELECT COUNT(*) FROM archive_event WHERE {told}") == [[1]]


def test_a_statement_written_during_a_merge_leads_to_who_stays(racers):
    for one, other, there, _back in racers.over("two_records", ROUNDS):
        merge, writing = racers.race(
            merging_of(one, other, there), ("write_of", {"person": one}), after=(0.004, 0)
        )
        # Either it was there before the merge, which then is of something else than was read; or
        # it came after, and the record that goes can no longer be named.
        assert merge.failure in ("", "OutOfDate")
        assert writing.failure in ("", "IntegrityError")
        ends = leads(racers, one)
        assert ends == (other if merge.is_done else None)
        if writing.is_done:
            query = f"SELECT speaker_id FROM archive_statement WHERE id = {writing.value}"
            assert racers.rows(query) == [[one]]


def test_who_is_merged_and_told_apart_at_once_is_one_of_the_two(racers):
    for one, other, there, _back in racers.over("two_records", ROUNDS):
        pair = {"one": one, "other": other}
        answers = racers.race(merging_of(one, other, there), ("tell_people_apart", pair))
        assert sorted(answer.failure for answer in answers) == ["", "MergeRefused"]
        pairs = racers.rows(
            f"SELECT COUNT(*) FROM archive_persondistinction WHERE first_id = {one}"
        )
        assert pairs[0][0] + len(standing(racers, one, other)) == 1


def test_a_merge_undone_twice_at_once_is_undone_once(racers):
    for one, other, there, _back in racers.over("two_records", ROUNDS):
        merge = racers.do("merge_people", person=one, into=other, digest=there)
        answers = racers.race(
            ("undo_merge", {"merge": merge}), ("undo_merge", {"merge": merge, "by": "luc"})
        )
        assert sorted(answer.failure for answer in answers) == ["", "MergeRefused"]
        assert leads(racers, one) is None
