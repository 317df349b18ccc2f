"""When somebody spoke and was spoken about: a bar a year, upward and downward from one axis.

Pure geometry, in units of the drawing, y growing downward. Years stand at their place in time: a
year without statements is a gap, and so is a decade.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 720
SIDE: Final = 28  # room left and right of the years, for half of a year's figures
TOP: Final = 26  # room above the highest bar and below the lowest, for its number
BARS: Final = 150  # the height that the highest and the lowest bar share
FEET: Final = 26  # room for the years below
WIDEST_YEAR: Final = 48
LARGEST_GAP: Final = 10  # between the bars of two years
TALLEST_STATEMENT: Final = 12  # so that two statements do not look like a life's work
LOWEST_BAR: Final = 2  # a single statement is seen beside ten thousand
YEAR_ROOM: Final = 38  # a year in figures, and the blank beside it
LARGE_YEAR_ROOM: Final = 64  # the same in the larger figures of a narrow screen
STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle, and how many statements it stands for; none has no height."""

    x: float
    y: float
    width: float
    height: float
    number: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year of which there is something, its two bars, and the column they stand in."""

    year: int
    said: Bar
    about: Bar
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Mark:
    """A word of the drawing, set in the middle of its place; a minor one where there is room."""

    x: float
    y: float
    words: str
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: its size, its axis, its years, the years written under it."""

    width: float
    height: float
    axis: float
    left: float
    right: float
    years: list[Year]
    ticks: list[Mark]
    peaks: list[Mark]  # the number at the end of the longest bar of each side


def timeline(counts: Iterable[tuple[int, int, int]]) -> Timeline | None:
    """The drawing of (year, said, about); None where there is nothing to draw.

    Years in any order, each once; numbers are not negative.
    """
    known = sorted((year, said, about) for year, said, about in counts if said or about)
    if not known:
        return None
    first, last = known[0][0], known[-1][0]
    column = min(WIDEST_YEAR, (WIDTH - 2 * SIDE) / (last - first + 1))
    most_said = max(said for _year, said, _about in known)
    most_about = max(about for _year, _said, about in known)
    unit = min(TALLEST_STATEMENT, BARS / (most_said + most_about))
    axis = TOP + height_of(most_said, unit)
    years = [year_at(row, SIDE + (row[0] - first) * column, column, axis, unit) for row in known]
    bottom = axis + height_of(most_about, unit) + (TOP if most_about else 0)
    return Timeline(
        width=WIDTH,
        height=round(bottom + FEET, 2),
        axis=round(axis, 2),
        left=SIDE,
        right=round(SIDE + (last - first + 1) * column, 2),
        years=years,
        ticks=ticks_of(first, last, column, bottom + FEET - 6),
        peaks=peaks_of(years, most_said, most_about),
    )


def height_of(number: int, unit: float) -> float:
    return max(number * unit, LOWEST_BAR) if number else 0


def year_at(
    row: tuple[int, int, int], left: float, column: float, axis: float, unit: float
) -> Year:
    year, said, about = row
    gap = min(LARGEST_GAP, column / 4)
    x, width = round(left + gap / 2, 2), round(column - gap, 2)
    up, down = height_of(said, unit), height_of(about, unit)
    return Year(
        year,
        said=Bar(x, round(axis - up, 2), width, round(up, 2), said),
        about=Bar(x, round(axis, 2), width, round(down, 2), about),
        x=round(left, 2),
        width=round(column, 2),
    )


def ticks_of(first: int, last: int, column: float, y: float) -> list[Mark]:
    """The years written: every one, or round ones far enough from each other to be read."""
    step = step_of(column, YEAR_ROOM, 1)
    large_step = step_of(column, LARGE_YEAR_ROOM, step)
    written = [year for year in range(first, last + 1) if year % step == 0]
    large = {year for year in written if year % large_step == 0} or set(written[:1])
    return [
        Mark(
            round(SIDE + (year - first + 0.5) * column, 2), round(y, 2), str(year),
            is_minor=year not in large,
        )
        for year in written
    ]  # fmt: skip


def step_of(column: float, room: float, divisor: int) -> int:
    """The smallest round number of years, a multiple of the divisor, that takes this room."""
    steps = (step for step in STEPS if step * column >= room and step % divisor == 0)
    return next(steps, STEPS[-1])


def peaks_of(years: list[Year], most_said: int, most_about: int) -> list[Mark]:
    """The number of the longest bar of each side, the first where several are as long."""
    peaks = []
    if most_said:
        bar = next(year.said for year in years if year.said.number == most_said)
        peaks.append(Mark(round(bar.x + bar.width / 2, 2), round(bar.y - 5, 2), str(most_said)))
    if most_about:
        bar = next(year.about for year in years if year.about.number == most_about)
        under = bar.y + bar.height + 17
        peaks.append(Mark(round(bar.x + bar.width / 2, 2), round(under, 2), str(most_about)))
    return peaks
