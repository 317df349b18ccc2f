"""The workflow against a model of it: 2,000 acts of five people, and the rules read by SQL.

``PROPOS_STEPS=20000 pytest tests/test_workflow_machine.py -s`` takes a longer walk, another one
each time; without it the walk is always the same.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.workflow_machine import EXCERPT, Desk, make_world
from tests.workflow_model import BUDGET, STEPS

STEPS_A_RUN = 50
STEPS_WANTED = int(os.environ.get("PROPOS_STEPS", "2000"))
RUNS = STEPS_WANTED * 11 // 10 // STEPS_A_RUN  # some steps find nothing to do


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
            max_examples=RUNS,
            stateful_step_count=STEPS_A_RUN,
            derandomize="PROPOS_STEPS" not in os.environ,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],  # to shrink a failing walk takes minutes: do it by hand
        ),
    )
    for answer, times in sorted(desk.answers.items()):
        print(f"{times:6} {answer}")
    done = (*STEPS, "write", "edit", "take", "take_over", "release", "comment")
    needed = {*(f"{act}: done" for act in done), "submit: NotReady", "approve: NotReady"}
    missed = needed - set(desk.answers)
    # Where the walk goes changes with the code; one rare act may be left out of a short one.
    assert len(missed) <= 1, f"the walk was too short to be of use: {sorted(missed)}"
    assert desk.answers.total() >= STEPS_WANTED
