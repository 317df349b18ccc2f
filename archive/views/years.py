"""The years in which articles in print were printed: what a list of them can be narrowed to."""

from datetime import date
from functools import lru_cache
from typing import Final

from django.db import connection
from django.utils import timezone

from archive.filters import FIRST_YEAR
from archive.models import Outlet
from archive.models.days import first_key_after, first_key_of

# One probe of an index a year, instead of a look at every article. Both databases call the
# columns of VALUES so.
PRINTED_IN: Final = """
SELECT column1 FROM (VALUES {years}) AS years WHERE EXISTS (
    SELECT 1 FROM archive_articleinprint a
    WHERE a.sort_key >= column2 AND a.sort_key < column3 {narrowed}
) ORDER BY column1 DESC
"""


def years_in_print(outlet: Outlet | None = None) -> list[int]:
    """The years of the articles in print, or of those of one outlet: the last first."""
    narrowed = "AND a.outlet_id = %s" if outlet else ""
    written = PRINTED_IN.format(years=years_until(timezone.localdate().year), narrowed=narrowed)
    with connection.cursor() as cursor:
        cursor.execute(written, [outlet.pk] if outlet else [])
        return [year for (year,) in cursor.fetchall()]


@lru_cache(maxsize=2)
def years_until(last: int) -> str:
    """Each year, and the sort keys between which its articles stand, as SQL has them."""
    return ", ".join(
        f"({year}, {first_key_of(date(year, 1, 1))}, {first_key_after(date(year, 12, 31))})"
        for year in range(FIRST_YEAR, last + 1)
    )
