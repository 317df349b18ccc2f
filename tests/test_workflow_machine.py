"""The workflow against a model of it: 2,000 acts of five people, and the rules read by SQL.

``PROPOS_STEPS=20000 pytest tests/test_workflow_machine.py -s`` takes a longer walk, another one
each time; without it the walk is always the same.
"""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.workflow_machine import EXCERPT, Desk, make_world
from tests.workflow_model import BUDGET, STEPS

STEPS_A_RUN = 50
STEPS_WANTED = int(os.environ.get("PROPOS_STEPS", "2000"))


@pytest.fixture
def desk(db, settings) -> type[Desk]:
    settings.EXCERPT_TOTAL_MAX = BUDGET * EXCERPT
    Desk.world = make_world()
    Desk.answers.clear()
    return Desk


def test_no_walk_of_five_people_breaks_a_rule(desk):
    run_state_machine_as_test(
        desk,
        settings=settings(
            max_examples=STEPS_WANTED // STEPS_A_RUN,
            stateful_step_count=STEPS_A_RUN,
            derandomize="PROPOS_STEPS" not in os.environ,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    for answer, times in sorted(desk.answers.items()):
        print(f"{times:6} {answer}")
    taken = {answer.removesuffix(": done") for answer in desk.answers if answer.endswith(": done")}
    assert set(STEPS) <= taken, "the walk was too short to be of use"
    assert desk.answers.total() >= 0.9 * STEPS_WANTED
