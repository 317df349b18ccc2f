"""The figures of the archive: how much of it the public may see, read where it is kept counted."""

from dataclasses import dataclass
from typing import Final

from archive.models import FacetTally
from archive.pagination import Count

Dimension = FacetTally.Dimension
COUNTED: Final = (Dimension.ALL, Dimension.YEAR, Dimension.OUTLET)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is in print: statements, the people they name, the articles and outlets they are of,
    and the first and last year in which something was said or, failing that, printed."""

    statements: Count
    people: Count
    articles: Count
    outlets: Count
    first_year: str = ""
    last_year: str = ""


def figures_in_print() -> Figures:
    """The figures as they are now, in one query of a table that keeps them."""
    rows = FacetTally.objects.filter(dimension__in=COUNTED)
    kept: dict[str, dict[str, int]] = {dimension: {} for dimension in COUNTED}
    for dimension, value, number in rows.values_list("dimension", "value", "statements"):
        kept[dimension][value] = number
    whole = kept[Dimension.ALL]
    years = sorted(kept[Dimension.YEAR])
    return Figures(
        *(Count(whole.get(name, 0), False) for name in ("statements", "people", "articles")),
        outlets=Count(len(kept[Dimension.OUTLET]), False),
        first_year=years[0] if years else "",
        last_year=years[-1] if years else "",
    )
