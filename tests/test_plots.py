"""The geometry of the plots: what a reader would see of the numbers."""

from itertools import pairwise

import pytest

from archive.plots.map import Pair, map_of
from archive.plots.timeline import WIDTH, timeline

pytestmark = pytest.mark.once


def test_nothing_counted_is_nothing_drawn():
    assert timeline([]) is None
    assert timeline([(2017, 0, 0)]) is None


def test_said_rises_from_the_axis_and_about_hangs_from_it():
    drawn = timeline([(2017, 3, 1)])
    (year,) = drawn.years
    assert year.said.y + year.said.height == pytest.approx(drawn.axis)
    assert year.about.y == pytest.approx(drawn.axis)
    assert year.said.height == pytest.approx(3 * year.about.height)
    assert [mark.words for mark in drawn.peaks] == ["3", "1"]


def test_a_gap_of_years_is_a_gap_of_the_same_length():
    drawn = timeline([(2010, 1, 0), (2011, 1, 0), (2017, 1, 0)])
    first, second, last = (year.x for year in drawn.years)
    assert last - second == pytest.approx(6 * (second - first), abs=0.1)


@pytest.mark.parametrize("number", [1, 10_000])
def test_one_year_is_a_narrow_bar_with_its_year(number):
    drawn = timeline([(2017, number, 0)])
    assert drawn.years[0].width < WIDTH / 10
    assert drawn.height < 250
    assert [(tick.words, tick.is_minor) for tick in drawn.ticks] == [("2017", False)]


def test_a_single_statement_is_seen_beside_ten_thousand():
    drawn = timeline([(2016, 1, 0), (2017, 10_000, 0)])
    assert drawn.years[0].said.height >= 2


@pytest.mark.parametrize("count", [2, 13, 61, 230])
def test_years_stay_inside_the_drawing_and_their_figures_apart(count):
    drawn = timeline([(1800 + n, n % 7 + 1, n % 3) for n in range(count)])
    assert drawn.years[-1].x + drawn.years[-1].width <= WIDTH
    for room, marks in (
        (36, drawn.ticks),
        (60, [mark for mark in drawn.ticks if not mark.is_minor]),
    ):
        places = [mark.x for mark in marks]
        assert places
        assert all(b - a >= room for a, b in pairwise(places))
    bars = [bar for year in drawn.years for bar in (year.said, year.about) if bar.number]
    assert all(bar.width > 1 and bar.y >= 0 for bar in bars)
    assert all(bar.y + bar.height <= drawn.height for bar in bars)


def test_years_come_in_any_order():
    rows = [(2017, 1, 2), (2012, 3, 0)]
    assert timeline(rows) == timeline(rows[::-1])


NAMES = {1: "Ysoline Quévrain", 2: "Théodule Marquenterre", 3: "Firmin " + "Long" * 30}


def test_no_pair_is_no_map():
    assert map_of([], {}) is None


def test_each_name_stands_once_a_side_and_each_pair_is_a_band():
    pairs = [Pair(1, 2, 9), Pair(2, 1, 3), Pair(1, 3, 1), Pair(1, 1, 1)]
    drawn = map_of(pairs, NAMES)
    assert [place.person for place in drawn.speakers] == [1, 2]
    assert sorted(place.person for place in drawn.targets) == [1, 2, 3]
    assert {band.pair for band in drawn.bands} == set(pairs)
    widths = {band.pair.statements: band.width for band in drawn.bands}
    assert widths[9] == pytest.approx(3 * widths[3], abs=0.1)
    assert widths[1] >= 1.5


def test_a_long_name_takes_two_lines_and_an_ellipsis():
    drawn = map_of([Pair(3, 1, 1)], NAMES)
    (place,) = drawn.speakers
    lines = [line.words for line in place.lines]
    assert len(lines) <= 2
    assert lines[-1].endswith("…")
    assert all(0 < line.y < drawn.height for line in place.lines)


def test_bands_arrive_within_the_room_of_their_name():
    pairs = [Pair(speaker, 99, 1) for speaker in range(24)]
    drawn = map_of(pairs, {99: "Tous", **{n: f"Voix {n}" for n in range(24)}})
    ends = sorted(float(band.path.split()[-1]) for band in drawn.bands)
    assert 0 < ends[0] < ends[-1] < drawn.height
