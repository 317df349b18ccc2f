"""Races go on until enough of their rounds were races, and not for ever."""

import pytest

from tests.racing import PATIENCE, Racers

pytestmark = pytest.mark.once


def test_rounds_are_added_until_half_of_those_wanted_overlapped():
    racers, raced = Racers(), []
    for turn in racers.turns(4):
        raced.append(turn)
        racers.overlapping += turn >= 6  # the machine was busy until then
    assert raced == list(range(8))


def test_no_round_is_added_where_enough_overlapped():
    racers, raced = Racers(), []
    for turn in racers.turns(4):
        raced.append(turn)
        racers.overlapping += turn % 2
    assert raced == list(range(4))


def test_a_race_that_never_comes_about_fails():
    with pytest.raises(AssertionError, match=f"0 of {4 * PATIENCE} rounds overlapped"):
        list(Racers().turns(4))
