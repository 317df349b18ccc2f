"""Several editors decide on one suggestion at the same moment: one of them does."""

import json
import sys

import pytest

from tests import processes
from tests.decisions_together import ROUNDS


@pytest.fixture
def told(transactional_db) -> dict:
    """What came of the rounds, in another process on the empty archive."""
    command = [sys.executable, "-m", "tests.decisions_together"]
    done = processes.run(command, DATABASE_URL=processes.address_of_the_tests())
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_of_those_who_decide_at_once_one_does(told):
    assert told["accepted by three"] == [
        {"done": ROUNDS, "AlreadyDecided": 2 * ROUNDS}, ROUNDS,
    ]  # fmt: skip
    assert told["accepted and dismissed"] == [{"done": ROUNDS, "AlreadyDecided": ROUNDS}, ROUNDS]
    ends, kept = told["accepted and read again"]
    assert ends["done"] - ROUNDS == kept
    assert ends.get("SuggestionGone", 0) == ROUNDS - kept
    assert set(ends) <= {"done", "SuggestionGone"}
    assert told["accepted and merged"] == [{"done": 2 * ROUNDS}, ROUNDS]
    assert told["read by three"] == [{"done": 3 * ROUNDS}, ROUNDS]
    assert told["taken up"] == told["statements"]
