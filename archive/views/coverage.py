"""What the archive has read, by outlet and by month: without it, an absence would mean nothing."""

import re
from datetime import date
from typing import Any, Final

from archive.views.holdings import LEVELS, holdings_by_outlet, months_of, sum_of, years_held
from archive.views.public import PublicPage

YEAR: Final = re.compile(r"[0-9]{4}", re.ASCII)
ANY_YEAR: Final = 2000  # month names are the same in each


class CoveragePage(PublicPage):
    """The articles held, read and in print, outlet by outlet, and month by month of one year.

    ``?year=`` chooses the year, by default the last of which an article is held.
    """

    template_name = "archive/coverage.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        holdings = holdings_by_outlet()
        years = years_held()
        asked = self.request.GET.get("year", "")
        year = asked if YEAR.fullmatch(asked) else next(iter(years), "")
        return super().get_context_data(
            holdings=holdings,
            total=sum_of(one.whole for one in holdings),
            undated=sum(one.undated for one in holdings),
            years=years,
            year=year,
            outlets=months_of(year, holdings) if year else [],
            months=[date(ANY_YEAR, month, 1) for month in range(1, 13)],
            levels=LEVELS,
            **kwargs,
        )
