"""Who speaks about whom: speakers on the left, those they speak about on the right, a band a pair.

Two columns rather than arcs over one: each name stands once a side, so that a band is followed from
who speaks to whom it is about, and both columns are wide enough for a name on a telephone.
Pure geometry, in units of the drawing, y growing downward.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 360
NAMES: Final = 124  # the width of each column of names
BLANK: Final = 6  # between a name and the bands that leave it
LINE: Final = 16  # from one line of a name to the next
ROW: Final = 40  # from one name to the next: two lines, and a finger's room
LETTERS: Final = 16  # of a line of a name
LINES: Final = 2
THINNEST: Final = 1.5
THICKEST: Final = 14


@dataclass(frozen=True, slots=True)
class Pair:
    """Who speaks about whom, how many times; people by any key that tells them apart."""

    speaker: int
    target: int
    statements: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a name, at its baseline."""

    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the name of somebody stands in a column, beside the ends of its bands."""

    person: int
    x: float
    y: float
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Band:
    """The curve from a speaker to a target."""

    pair: Pair
    path: str
    width: float


@dataclass(frozen=True, slots=True)
class Map:
    """The drawing: its size, the two columns of names, the bands between them."""

    width: float
    height: float
    speakers: list[Place]
    targets: list[Place]
    bands: list[Band]


def map_of(pairs: Sequence[Pair], names: dict[int, str]) -> Map | None:
    """The drawing of these pairs, of people so named; None where there is none.

    Speakers stand in the order in which they come; targets so that bands cross little.
    """
    if not pairs:
        return None
    speakers = list(dict.fromkeys(pair.speaker for pair in pairs))
    targets = sorted(
        dict.fromkeys(pair.target for pair in pairs),
        key=lambda target: middle_of(target, pairs, speakers),
    )
    rows = max(len(speakers), len(targets))
    height = rows * ROW
    left = column(speakers, names, NAMES, height)
    right = column(targets, names, WIDTH - NAMES, height)
    return Map(WIDTH, height, left, right, bands_of(pairs, left, right))


def middle_of(target: int, pairs: Sequence[Pair], speakers: list[int]) -> float:
    """The mean row of those who speak about somebody, each as often as they do."""
    rows = [(speakers.index(p.speaker), p.statements) for p in pairs if p.target == target]
    return sum(row * weight for row, weight in rows) / sum(weight for _row, weight in rows)


def column(people: list[int], names: dict[int, str], x: float, height: float) -> list[Place]:
    """The names, evenly over the height of the drawing."""
    step = height / len(people)
    places = []
    for row, person in enumerate(people):
        middle = (row + 0.5) * step
        lines = lines_of(names[person])
        top = middle - (len(lines) - 1) * LINE / 2 + 4.5
        places.append(
            Place(
                person, x, round(middle, 2),
                [Line(round(top + at * LINE, 2), words) for at, words in enumerate(lines)],
            )
        )  # fmt: skip
    return places


def lines_of(name: str) -> list[str]:
    """The name in as many lines as a place has; what is too long ends with an ellipsis."""
    return textwrap.wrap(
        name, LETTERS, max_lines=LINES, placeholder="…", break_on_hyphens=True
    ) or [name[:LETTERS]]


def bands_of(pairs: Sequence[Pair], left: list[Place], right: list[Place]) -> list[Band]:
    """Bands side by side where they leave and arrive, the widest drawn first."""
    most = max(pair.statements for pair in pairs)
    widths = {pair: max(THINNEST, THICKEST * pair.statements / most) for pair in pairs}
    rows = {place.person: row for row, place in enumerate(right)}
    leaving = ends(left, sorted(pairs, key=lambda p: rows[p.target]), widths, "speaker")
    rows = {place.person: row for row, place in enumerate(left)}
    arriving = ends(right, sorted(pairs, key=lambda p: rows[p.speaker]), widths, "target")
    start, end, half = NAMES + BLANK, WIDTH - NAMES - BLANK, WIDTH / 2
    return [
        Band(
            pair,
            f"M{start} {leaving[pair]}C{half:g} {leaving[pair]} {half:g} {arriving[pair]} "
            f"{end} {arriving[pair]}",
            round(widths[pair], 2),
        )
        for pair in sorted(pairs, key=lambda p: p.statements, reverse=True)
    ]


def ends(
    places: list[Place], pairs: list[Pair], widths: dict[Pair, float], side: str
) -> dict[Pair, float]:
    """Where the middle of each band stands at one of its ends, in this order of the pairs."""
    middles = {}
    for place in places:
        here = [pair for pair in pairs if getattr(pair, side) == place.person]
        y = place.y - sum(widths[pair] for pair in here) / 2
        for pair in here:
            middles[pair] = round(y + widths[pair] / 2, 2)
            y += widths[pair]
    return middles
