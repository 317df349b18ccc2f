"""The list of statements in print, which is also the search: words, filters, a period, an order."""

from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import get_language

from archive import dates
from archive.filters import StatementFilter
from archive.finding.answers import Answer, answer
from archive.finding.facets import CHOICES_SHOWN, Facet
from archive.finding.frequency import ROWS_COUNTED
from archive.models import Edition
from archive.views.notices import notices_of
from archive.views.public import PublicPage

PERIOD: Final = ("since", "until")
NO_FILTERS: Final = ("q", "sort")
BEGINNING: Final = {"before": None, "after": None, "rank": None}


class StatementListPage(PublicPage):
    """The current editions, newest first, as narrowed by the address."""

    template_name = "archive/statement_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET
        form = StatementFilter(query, queryset=Edition.objects.none())
        asked = form.asked()
        found = answer(asked, query)
        given = {name: value for name, value in form.form.cleaned_data.items() if value}
        active = [name for name in given if name not in NO_FILTERS]
        return super().get_context_data(
            form=form.form,
            typed=given.get("q", ""),
            problems=[(form.form[name].label, some) for name, some in form.errors.items()],
            active=[active_filter(form, name, given[name]) for name in active],
            answer=found,
            page=found.page,
            facets=ways_to_narrow(found.facets(active), query),
            rows_counted=ROWS_COUNTED,
            beginning=BEGINNING,
            by_relevance=asked.is_by_relevance,
            kept=[(name, query[name]) for name in given if name != "q"],
            kept_beside_period=[(name, query[name]) for name in given if name not in PERIOD],
            notices=notices_of(row.edition for row in found.page.rows),
            **self.beside(found),
            **kwargs,
        )

    def beside(self, found: Answer) -> dict[str, Any]:
        """What else a search finds, on its first page: people and articles of these words."""
        if not (found.query and found.is_begun):
            return {}
        return {"people": found.people(), "articles": found.articles}


def ways_to_narrow(facets: list[Facet], query: QueryDict) -> list[dict[str, Any]]:
    """The facets with, for each choice, the query of the list it leads to, which begins again."""
    ways = []
    for facet in facets:
        kept = query.copy()
        for name in (facet.parameter, *BEGINNING):
            kept.pop(name, None)
        written = kept.urlencode()
        choices = [(choice, choice.query(written)) for choice in facet.choices]
        first, others = choices[:CHOICES_SHOWN], choices[CHOICES_SHOWN:]
        ways.append(
            {"parameter": facet.parameter, "label": facet.label,
             "choices": first, "others": others}
        )  # fmt: skip
    return ways


def active_filter(form: StatementFilter, name: str, value: Any) -> dict[str, Any]:
    """A filter in force: its label, and its value as a reader would say it."""
    if name == "kind":
        value = Edition.Kind(value).label
    elif name in PERIOD:
        value = dates.display(value, get_language() or "fr")
    return {
        "label": form.form[name].label,
        "value": value,
        "removal": {name: None, **BEGINNING},
    }
