"""What the archive holds of the press: articles by outlet and month, read or not, in print or not.

Read from ``CoverageTally``, which counts every article that came in. Only numbers leave it: no
title, no word of an article that is not in print. To have been read to the end and to hold no
statement in print is information too; it is why these numbers are public.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Sum
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from archive.models import Article, CoverageTally, Outlet

Reading = Article.Reading
UNKNOWN_OUTLET: Final = 0  # the number of the outlet of articles that have none
YEAR_DIGITS: Final = 4
# How far the archive knows an outlet or a month, in words: see ``Holding.level``.
LEVELS: Final = (
    _("no article held"),
    _("held, not read yet"),
    _("read in part"),
    _("all read, no statement in print"),
    _("all read, with statements in print"),
)


@dataclass(slots=True)
class Holding:
    """Articles of one outlet, or of one of its months: how many are held, and what became of
    them."""

    held: int = 0
    read: int = 0
    in_progress: int = 0
    read_without_statement: int = 0
    with_statement: int = 0

    def add(self, reading: str, is_in_print: bool, articles: int) -> None:
        self.held += articles
        self.read += articles if reading == Reading.READ else 0
        self.in_progress += articles if reading == Reading.IN_PROGRESS else 0
        self.with_statement += articles if is_in_print else 0
        self.read_without_statement += (
            articles if reading == Reading.READ and not is_in_print else 0
        )

    @property
    def level(self) -> int:
        """How far the archive knows it, as a place in ``LEVELS``."""
        if not self.held:
            return 0
        if self.read == self.held:
            return 4 if self.with_statement else 3
        return 2 if self.read or self.in_progress or self.with_statement else 1

    @property
    def level_words(self) -> str:
        return str(LEVELS[self.level])


@dataclass(frozen=True, slots=True)
class OutletHolding:
    """What is held of one outlet; None for the articles whose outlet is not known yet."""

    outlet: Outlet | None
    whole: Holding
    undated: int = 0

    @property
    def has_page(self) -> bool:
        """Whether readers may be told more of this outlet than these numbers."""
        return self.outlet is not None and bool(self.whole.read or self.whole.with_statement)


@dataclass(frozen=True, slots=True)
class Month:
    """What is held of one outlet and one month."""

    month: str  # YYYY-MM
    holding: Holding


@dataclass(frozen=True, slots=True)
class OutletYear:
    """What is held of one outlet, month by month."""

    outlet: Outlet | None
    has_page: bool
    months: list[Month]


def holdings_by_outlet(outlet: Outlet | None = None) -> list[OutletHolding]:
    """What is held of each outlet, or of this one: the outlets with most articles first."""
    rows = CoverageTally.objects.filter(articles__gt=0)
    if outlet is not None:
        rows = rows.filter(outlet_number=outlet.pk)
    summed = rows.values_list(
        "outlet_number", "reading", "is_in_print", Left("month", YEAR_DIGITS)
    ).annotate(Sum("articles"))
    wholes: dict[int, Holding] = {}
    undated: dict[int, int] = {}
    for number, reading, is_in_print, year, articles in summed:
        wholes.setdefault(number, Holding()).add(reading, is_in_print, articles)
        undated[number] = undated.get(number, 0) + (0 if year else articles)
    outlets = {outlet.pk: outlet} if outlet else Outlet.objects.in_bulk(list(wholes))
    found = [
        OutletHolding(outlets.get(number), whole, undated[number])
        for number, whole in wholes.items()
    ]
    return sorted(found, key=lambda one: (-one.whole.held, one.outlet.name if one.outlet else ""))


def sum_of(holdings: Iterable[Holding]) -> Holding:
    """All of them together."""
    total = Holding()
    for one in holdings:
        for name in Holding.__slots__:
            setattr(total, name, getattr(total, name) + getattr(one, name))
    return total


def years_held() -> list[str]:
    """The years in which something held was printed: the last first."""
    rows = CoverageTally.objects.filter(articles__gt=0).exclude(month="")
    years = rows.annotate(year=Left("month", YEAR_DIGITS)).values_list("year", flat=True)
    return list(years.order_by("-year").distinct())


def months_of(year: str, holdings: Iterable[OutletHolding]) -> list[OutletYear]:
    """Each outlet of these with an article of that year, and its twelve months."""
    names = [f"{year}-{month:02}" for month in range(1, 13)]
    rows = CoverageTally.objects.filter(month__in=names, articles__gt=0)
    months: dict[int, dict[str, Holding]] = {}
    for row in rows:
        of_outlet = months.setdefault(row.outlet_number, {name: Holding() for name in names})
        of_outlet[row.month].add(row.reading, row.is_in_print, row.articles)
    return [
        OutletYear(
            one.outlet,
            one.has_page,
            [Month(name, holding) for name, holding in months[number].items()],
        )
        for one in holdings
        if (number := one.outlet.pk if one.outlet else UNKNOWN_OUTLET) in months
    ]
