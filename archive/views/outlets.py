"""Who printed what the archive quotes: the outlets it read, and the page of each."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from archive.finding.facets import people_choices
from archive.finding.frequency import ROWS_COUNTED
from archive.models import ArticleInPrint, Edition, FacetTally, Outlet
from archive.models.keys import sort_form
from archive.pagination import page_of
from archive.views.holdings import Holding, holdings_by_outlet
from archive.views.public import PublicPage
from archive.views.years import years_in_print


@dataclass(frozen=True, slots=True)
class OutletEntry:
    """An outlet of the list: how many statements of it are in print, and articles of it read."""

    outlet: Outlet
    statements: int
    read: int


def statements_by_outlet(outlet: Outlet | None = None) -> dict[int, int]:
    """How many current statements each outlet, or this one, printed."""
    tallies = FacetTally.objects.filter(dimension=FacetTally.Dimension.OUTLET)
    if outlet is not None:
        tallies = tallies.filter(value=str(outlet.pk))
    return {int(value): number for value, number in tallies.values_list("value", "statements")}


class OutletListPage(PublicPage):
    """The outlets in print, by name, and those that were read without anything being found."""

    template_name = "archive/outlet_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        statements = statements_by_outlet()
        read = {
            one.outlet.pk: one.whole.read
            for one in holdings_by_outlet()
            if one.outlet and one.whole.read
        }
        outlets = Outlet.objects.in_bulk([*statements, *read])
        entries = [
            OutletEntry(outlet, statements.get(pk, 0), read.get(pk, 0))
            for pk, outlet in outlets.items()
        ]
        entries.sort(key=lambda entry: (sort_form(entry.outlet.name), entry.outlet.pk))
        return super().get_context_data(
            in_print=[entry for entry in entries if entry.statements],
            read_in_vain=[entry for entry in entries if not entry.statements],
            **kwargs,
        )


class OutletPage(PublicPage):
    """An outlet: what it is, its articles with statements, and whom it quotes most.

    There is none for an outlet that is not in print and of which nothing was read to the end.
    """

    template_name = "archive/outlet.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        outlet = Outlet.objects.filter(pk=self.kwargs["pk"]).first()
        holdings = holdings_by_outlet(outlet) if outlet else []
        statements = statements_by_outlet(outlet).get(outlet.pk, 0) if outlet else 0
        whole = holdings[0].whole if holdings else Holding()
        if not (statements or whole.read or whole.with_statement):
            raise Http404(_("The archive has no such outlet."))
        articles = ArticleInPrint.objects.filter(outlet=outlet).select_related("edition__article")
        page = page_of(articles, self.request.GET, order=["-sort_key"], key="sort_key")
        quoted = Edition.objects.current().filter(outlet=outlet).newest_first()
        speakers = quoted.values_list("speaker", flat=True)[:ROWS_COUNTED]
        return super().get_context_data(
            outlet=outlet,
            whole=whole,
            statements=statements,
            page=page,
            years=years_in_print(outlet),
            speakers=people_choices(speakers),
            rows_counted=ROWS_COUNTED,
            **kwargs,
        )
