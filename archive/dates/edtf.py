"""The EDTF notation, strictly: which text is a date of the archive and which days it may cover.

Source: Library of Congress, Extended Date/Time Format Specification, 4 February 2019.

**Level 0 is supported, and in addition the following features of level 1**, for the years 0001 to
9999:

- a qualifier over the whole date: ``?`` uncertain, ``~`` approximate, ``%`` both. It may follow any
  date without a time, and either end of an interval;
- unspecified digits from the right: ``201X``, ``20XX``, ``2004-XX``, ``1985-04-XX``,
  ``1985-XX-XX``, never at an end of an interval;
- seasons ``2001-21`` to ``2001-24``, also at the ends of an interval;
- intervals with an open (``1985/..``, ``../1985``) or unknown (``1985/``, ``/1985``) end, one end
  at least being a date.

Not supported: negative years, the year 0000, years of more than four digits, and level 2 (sets,
exponents, significant digits, other sub-year groupings, qualified or unspecified parts).

A date and time is accepted and kept as printed; the archive counts in days, so its bounds are the
day written, whatever the time shift.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]
Qualifier = Literal["", "?", "~", "%"]

# English sentences by code, so that the layer which knows Django can translate them.
MESSAGES: Final[dict[str, str]] = {
    "empty": "Give a date.",
    "unknown": (
        "“%(value)s” is not understood as a date. Write for instance 2017, 2017-01, 22/01/2017, "
        "22 January 2017, January 2017, about 2017, the 2010s, winter 2017, since 2014, "
        "from January to March 2017."
    ),
    "syntax": (
        "“%(value)s” is not an EDTF date. Write for instance 2017, 2017-01, 2017-01-22, 2017~, "
        "201X, 2017-24 or 2014/2017."
    ),
    "unsupported": (
        "“%(value)s” uses a form of EDTF that the archive does not keep: level 0 and the simple "
        "forms of level 1 are accepted, for the years 0001 to 9999."
    ),
    "year": "“%(value)s”: years go from 0001 to 9999.",
    "month": "“%(value)s”: there is no such month.",
    "day": "“%(value)s”: there is no such day in that month.",
    "time": "“%(value)s”: there is no such time of day.",
    "no_end": "“%(value)s”: an interval needs a date at one end at least.",
    "reversed": "“%(value)s” ends before it begins.",
    "year_digits": "“%(value)s”: write the year with four digits.",
    "weekday": "“%(value)s”: that day of the week does not match the date.",
    "decade": "“%(value)s”: a decade begins with a year that ends in 0.",
}

# An interval of two qualified days is 23 code points, a date with time and shift 25.
_LONGEST = 40
_SHOWN = 60

_DATE = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?:T(?P<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(?:Z|[+-](?P<shift>[0-9]{2}(?::[0-9]{2})?))?)?"
    r"(?P<qualifier>[?~%])?"
)
# What a date of a higher level is made of, once the forms above have not matched.
_EDTF_LETTERS = frozenset("0123456789XYTZSE-+:./,?~%[]{}")
_HIGHER_LEVEL = re.compile(r"[XYSE?~%\[\]{}]|^-[0-9]")

_OPEN_ENDS = ("", "..")
_SPRING, _WINTER = 21, 24
_LAST_SUB_YEAR = 41
_SEASON_FIRST_MONTH = {21: 3, 22: 6, 23: 9, 24: 12}


class InvalidDate(ValueError):
    """A text that is no date of the archive, with the reason.

    ``code`` is a key of ``MESSAGES``; ``value`` is what was given, cut when very long; the
    exception reads as an English sentence.
    """

    def __init__(self, code: str, value: str) -> None:
        self.code = code
        self.value = value if len(value) <= _SHOWN else value[:_SHOWN] + "…"
        super().__init__(MESSAGES[code] % {"value": self.value})


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as it is known: its EDTF text and the first and last days it may cover.

    ``earliest`` or ``latest`` is None when that end of an interval is open or unknown, never both.
    ``precision`` names what is known: ``1985-04-XX`` is known to the month. The ``qualifier`` of an
    interval is empty, its ends carry their own. Made by ``parse`` and ``understand`` only.
    """

    edtf: str
    earliest: date | None
    latest: date | None
    precision: Precision
    qualifier: Qualifier = ""

    def __str__(self) -> str:
        return self.edtf

    @property
    def sort_key(self) -> date:
        """The day to sort by: the earliest, else the latest."""
        return self.earliest or self.latest or date.min


def parse(edtf: str) -> PartialDate:
    """The date written in EDTF, as the module says; ``parse(str(x)) == x``.

    Raises InvalidDate for anything else: nothing is stripped, completed or guessed.
    """
    if not edtf:
        raise InvalidDate("empty", edtf)
    if len(edtf) > _LONGEST:
        raise InvalidDate("syntax", edtf)
    if "/" in edtf:
        return _interval(edtf)
    return _single(edtf, edtf)


def overlaps(partial: PartialDate, first: date, last: date) -> bool:
    """Whether some day the date may cover lies between ``first`` and ``last``, both included.

    Open and unknown ends reach for ever. Raises ValueError when ``last`` comes before ``first``.
    """
    if last < first:
        raise ValueError("The period ends before it begins.")
    begins_in_time = partial.earliest is None or partial.earliest <= last
    ends_late_enough = partial.latest is None or partial.latest >= first
    return begins_in_time and ends_late_enough


def _interval(edtf: str) -> PartialDate:
    start, _, end = edtf.partition("/")
    if start in _OPEN_ENDS and end in _OPEN_ENDS:
        raise InvalidDate("no_end", edtf)
    earliest = None if start in _OPEN_ENDS else _interval_end(start, edtf).earliest
    latest = None if end in _OPEN_ENDS else _interval_end(end, edtf).latest
    if earliest and latest and latest < earliest:
        raise InvalidDate("reversed", edtf)
    return PartialDate(edtf, earliest, latest, "interval")


def _interval_end(text: str, whole: str) -> PartialDate:
    # Level 0 excludes times from intervals; unspecified digits in them belong to level 2.
    if "T" in text or "X" in text:
        raise InvalidDate("unsupported", whole)
    return _single(text, whole)


def _single(text: str, whole: str) -> PartialDate:
    match = _DATE.fullmatch(text)
    if match is None:
        raise _not_a_date(whole)
    year, month, day = match["year"], match["month"], match["day"]
    qualifier: Qualifier = match["qualifier"] or ""  # type: ignore[assignment]
    if match["time"]:
        _check_time(match, whole)
    if "X" in year:
        if month:
            raise InvalidDate("unsupported", whole)
        return _unspecified_year(text, whole, year, qualifier)
    if year == "0000":
        raise InvalidDate("year", whole)
    earliest, latest, precision = _bounds(int(year), month, day, whole)
    return PartialDate(text, earliest, latest, precision, qualifier)


def _not_a_date(whole: str) -> InvalidDate:
    looks_like_edtf = set(whole) <= _EDTF_LETTERS and _HIGHER_LEVEL.search(whole)
    return InvalidDate("unsupported" if looks_like_edtf else "syntax", whole)


def _check_time(match: re.Match[str], whole: str) -> None:
    if match["qualifier"]:
        raise InvalidDate("unsupported", whole)
    if not match["day"] or match["day"] == "XX":
        raise InvalidDate("syntax", whole)
    hours, minutes, seconds = (int(part) for part in match["time"].split(":"))
    shift_hours, _, shift_minutes = (match["shift"] or "00:00").partition(":")
    hours_exist = max(hours, int(shift_hours)) < 24
    minutes_exist = max(minutes, seconds, int(shift_minutes or "0")) < 60
    if not (hours_exist and minutes_exist):
        raise InvalidDate("time", whole)


def _unspecified_year(text: str, whole: str, year: str, qualifier: Qualifier) -> PartialDate:
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first == 0:
        raise InvalidDate("year", whole)  # 000X and 00XX reach back to the year 0000
    precision: Precision = "century" if year.endswith("XX") else "decade"
    return PartialDate(text, date(first, 1, 1), date(last, 12, 31), precision, qualifier)


def _bounds(
    year: int, month: str | None, day: str | None, whole: str
) -> tuple[date, date, Precision]:
    if month is None or month == "XX":
        if day not in (None, "XX"):
            raise InvalidDate("unsupported", whole)  # 2004-XX-01 is level 2
        return date(year, 1, 1), date(year, 12, 31), "year"
    number = int(month)
    if day is None and _SPRING <= number <= _LAST_SUB_YEAR:
        if number > _WINTER:
            raise InvalidDate("unsupported", whole)
        return (*_season(year, number), "season")
    if not 1 <= number <= 12:
        raise InvalidDate("month", whole)
    last_day = monthrange(year, number)[1]
    if day is None or day == "XX":
        return date(year, number, 1), date(year, number, last_day), "month"
    if not 1 <= int(day) <= last_day:
        raise InvalidDate("day", whole)
    known = date(year, number, int(day))
    return known, known, "day"


def _season(year: int, season: int) -> tuple[date, date]:
    """The whole months of a northern season: spring is March to May, and so on.

    Winter takes the number of the year it begins in, as LoC's order of seasons 21 to 24 within a
    year implies: winter 2017 is December 2017 to February 2018. The winter of 9999 is cut at
    the last day a date can hold.
    """
    month = _SEASON_FIRST_MONTH[season]
    if season != _WINTER:
        return date(year, month, 1), date(year, month + 2, monthrange(year, month + 2)[1])
    if year == date.max.year:
        return date(year, 12, 1), date.max
    return date(year, 12, 1), date(year + 1, 2, monthrange(year + 1, 2)[1])
