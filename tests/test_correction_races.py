"""A text is corrected at the very moment when somebody approves, edits or corrects it too."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tests.racing import Racers, started

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 16
STRIDE = 0.004  # seconds given away by who has won, so that either may win
KEPT = {"was": "Phrase", "now": "Rectificatif. Phrase"}
CHANGED = {"was": "Phrase numéro 001", "now": "Phrase numéro 101"}


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


def correction(racers: Racers, pk: int, by: str, words: dict[str, str]) -> tuple[str, dict]:
    text = racers.do("text_of", pk=pk)
    return "correct", {"pk": pk, "by": by, "text": text, **words}


def row_of(racers: Racers, pk: int) -> list[Any]:
    """The status of a statement, its words, and the number of its text."""
    return racers.rows(
        "SELECT s.status, s.exact, t.number FROM archive_statement s "
        f"JOIN archive_articletext t ON t.id = s.text_id WHERE s.id = {pk}"
    )[0]


def printed(racers: Racers, pk: int) -> list[list[Any]]:
    return racers.rows(
        "SELECT e.exact, t.number FROM archive_edition e "
        f"JOIN archive_articletext t ON t.id = e.text_id WHERE e.statement_id = {pk}"
    )


@pytest.mark.parametrize("words", [KEPT, CHANGED], ids=["kept", "changed"])
def test_a_correction_against_an_approval_never_publishes_words_nobody_read(racers, words):
    outcomes: Counter[str] = Counter()
    lead = 0.0
    for (pk,) in racers.over("submitted", ROUNDS):
        approval, corrected = racers.race(
            ("approve", {"pk": pk, "by": "rui"}), correction(racers, pk, "chloe", words),
            after=(max(lead, 0.0), max(-lead, 0.0)),
        )  # fmt: skip
        assert corrected.is_done, f"{corrected.failure}: {corrected.words}"
        status, exact, number = row_of(racers, pk)
        assert number == 2
        if approval.is_done:
            # Read and approved as it was; then it followed, or went back to review.
            assert printed(racers, pk) == [["Phrase numéro 001", 1]]
            assert status == ("published" if words is KEPT else "in_review")
        else:
            assert approval.failure == "StaleVersion"
            assert (status, printed(racers, pk)) == ("in_review", [])
        assert exact == ("Phrase numéro 001" if words is KEPT else "Phrase numéro 101")
        lead += STRIDE * (1 if approval.is_done else -1)
        outcomes["approved" if approval.is_done else "corrected"] += 1
    print(dict(outcomes))
    racers.do("chain_is_whole")


def test_a_correction_against_an_edit_loses_neither(racers):
    for (pk,) in racers.over("submitted", ROUNDS):
        edited, corrected = racers.race(
            ("edit", {"pk": pk, "by": "luc", "place": "Ailleurs"}),
            correction(racers, pk, "chloe", CHANGED),
        )
        assert corrected.is_done, f"{corrected.failure}: {corrected.words}"
        assert edited.is_done or edited.failure == "StaleVersion"
        [[place]] = racers.rows(f"SELECT place FROM archive_statement WHERE id = {pk}")
        assert place == ("Ailleurs" if edited.is_done else "")
        assert row_of(racers, pk)[1:] == ["Phrase numéro 101", 2]
    racers.do("chain_is_whole")


def test_of_two_corrections_at_once_exactly_one_is_written(racers):
    for (pk,) in racers.over("submitted", ROUNDS):
        answers = racers.race(
            correction(racers, pk, "rui", KEPT), correction(racers, pk, "chloe", CHANGED)
        )
        assert sorted(answer.failure for answer in answers) == ["", "StaleText"]
        assert row_of(racers, pk)[2] == 2
    racers.do("chain_is_whole")
