"""The tokens by which an indexed statement answers the filters of a reader. Pure Python.

A filter asks for one token, whatever it narrows: who spoke, about whom, where it was printed. No
word of a text ever becomes one of these (``archive.search.analysis.safe``).
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from archive.search.analysis import FACET

EPOCH: Final = date(1800, 1, 1)

SPEAKER: Final = "s"
ABOUT: Final = "a"
OUTLET: Final = "o"
TOPIC: Final = "t"
KIND: Final = "k"
ROLE: Final = "r"
PLACE: Final = "l"
YEAR: Final = "y"
MONTH_SPANNED: Final = "m"
YEAR_SPANNED: Final = "n"
EVERY: Final = f"{FACET}e"  # of every statement
BEGUN: Final = f"{FACET}b"  # of a date with an end and an open or unknown beginning

MONTHS: Final = 24  # a date is spanned month by month as far as this, then year by year
YEARS: Final = 250


def token(facet: str, value: int | str) -> str:
    return f"{FACET}{facet}{value}"


def values(facet: str, tokens: str) -> list[str]:
    """The values this facet has among the tokens of an entry."""
    begin = f"{FACET}{facet}"
    return [one[len(begin) :] for one in tokens.split() if one.startswith(begin)]


def day_of(days: int) -> date:
    """The day that is so many days after 1800-01-01."""
    return EPOCH + timedelta(days=days)


def spanned(first: int, last: int) -> Iterator[str]:
    """The months, and of long spans the years, that begin after the first day of an inexact date
    and before its end, all in days since 1800: a period that begins there meets it."""
    if not first or last <= first:
        return
    begun, ended = day_of(first), day_of(last)
    months = (ended.year - begun.year) * 12 + ended.month - begun.month + 1
    if months <= MONTHS:
        for month in range(months):
            years, zero_based = divmod(begun.month - 1 + month, 12)
            yield token(MONTH_SPANNED, f"{begun.year + years:04}{zero_based + 1:02}")
        return
    for year in range(begun.year, min(ended.year, begun.year + YEARS) + 1):
        yield token(YEAR_SPANNED, f"{year:04}")


def spanning(day: date) -> tuple[str, str]:
    """The tokens that an inexact date reaching this day may have."""
    return (
        token(MONTH_SPANNED, f"{day.year:04}{day.month:02}"),
        token(YEAR_SPANNED, f"{day.year:04}"),
    )
