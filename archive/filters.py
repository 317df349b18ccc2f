"""What a reader may ask of the lists in print, in the address of the page."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from archive import dates
from archive.finding.asked import DATE, RELEVANCE, Asked
from archive.finding.facets import PARAMETERS
from archive.finding.records import Record, records_named
from archive.in_print import outlet_in_print
from archive.models import ArticleInPrint, Edition, Outlet
from archive.models.days import EPOCH, first_key_after, first_key_of
from archive.models.fields import PartialDateFormField
from archive.search.query import parse

NO_SUCH_OUTLET: Final = _("No outlet has this number: the filter is ignored.")
FIRST_YEAR: Final = EPOCH.year
LAST_YEAR: Final = 9999
# A month as the pages write it in an address, from FIRST_YEAR on.
MONTH: Final = r"\A(1[89]|[2-9][0-9])[0-9]{2}-(0[1-9]|1[0-2])\Z"


class RecordFilter(django_filters.CharFilter):
    """A record in print named in the address of a page: by its slug, by its number, by its key.

    ``unknown`` is said of what names none.
    """

    def __init__(self, *, label: Any, unknown: Any) -> None:
        super().__init__(label=label)
        self.unknown = unknown


class OutletField(forms.CharField):
    """The outlet in print of this number, or None: what it does not know is unknown to the page."""

    def clean(self, value: Any) -> Outlet | None:
        written = super().clean(value)
        if not written:
            return None
        found = outlet_in_print(written)
        if found is None:
            raise forms.ValidationError(NO_SUCH_OUTLET, "unknown")
        return found


class OutletFilter(django_filters.Filter):
    field_class = OutletField


class PartialDateFilter(django_filters.Filter):
    field_class = PartialDateFormField


class YearFilter(django_filters.Filter):
    field_class = forms.IntegerField


class MonthFilter(django_filters.Filter):
    field_class = forms.RegexField


def printed_in(articles: QuerySet, first: date, last: date) -> QuerySet:
    """Those whose first possible day of printing lies between these two."""
    return articles.filter(sort_key__gte=first_key_of(first), sort_key__lt=first_key_after(last))


class ArticleFilter(django_filters.FilterSet):
    """Narrows the articles in print: by outlet, by the year or the month they were printed in."""

    outlet = OutletFilter(label=_("Printed by"))
    year = YearFilter(label=_("Year"), method="in_year", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    month = MonthFilter(
        label=_("Month"),
        method="in_month",
        regex=MONTH,
        error_messages={"invalid": _("A month is written 2017-01: the filter is ignored.")},
    )

    class Meta:
        model = ArticleInPrint
        fields: list[str] = []

    def in_year(self, articles: QuerySet, name: str, year: int) -> QuerySet:
        return printed_in(articles, date(year, 1, 1), date(year, 12, 31))

    def in_month(self, articles: QuerySet, name: str, written: str) -> QuerySet:
        known = dates.parse(written)
        return printed_in(articles, known.earliest, known.latest)


class StatementFilter(django_filters.FilterSet):
    """What a reader asks of the statements: words, filters, a period, an order.

    What cannot be understood is left out, and ``errors`` says so. A period holds what may have been
    said in it or, where that is not known, printed; what is not dated belongs to no period.
    """

    q = django_filters.CharFilter(label=_("Words"), strip=True)
    speaker = RecordFilter(
        label=_("Said by"),
        unknown=_("No person has this address: the filter is ignored."),
    )
    about = RecordFilter(
        label=_("About or to"),
        unknown=_("No person has this address: the filter is ignored."),
    )
    topic = RecordFilter(
        label=_("Topic"),
        unknown=_("No topic has this address: the filter is ignored."),
    )
    outlet = RecordFilter(label=_("Printed by"), unknown=NO_SUCH_OUTLET)
    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=Edition.Kind.choices,
        error_messages={"invalid_choice": _("There is no such kind: the filter is ignored.")},
    )
    role = RecordFilter(
        label=_("Role then"),
        unknown=_("No statement gives this role: the filter is ignored."),
    )
    place = RecordFilter(
        label=_("Place"),
        unknown=_("No statement was made in this place: the filter is ignored."),
    )
    year = YearFilter(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    since = PartialDateFilter(label=_("Since"))
    until = PartialDateFilter(label=_("Until"))
    sort = django_filters.ChoiceFilter(
        label=_("Order"),
        choices=[(DATE, _("newest first")), (RELEVANCE, _("most relevant first"))],
        error_messages={"invalid_choice": _("There is no such order: the newest come first.")},
    )

    class Meta:
        model = Edition
        fields: list[str] = []

    def asked(self) -> Asked:
        """What is understood of it, for ``archive.finding``."""
        self.form.is_valid()
        given = self.form.cleaned_data
        self.name_records(given)
        since, until = (dates.parse(given[name]) if given.get(name) else None
                        for name in ("since", "until"))  # fmt: skip
        return Asked(
            query=parse(given.get("q", "")),
            filters=dict(self.in_force(given)),
            since=since and (since.earliest or since.latest),
            until=until and (until.latest or until.earliest),
            sort=given.get("sort") or DATE,
        )

    def name_records(self, given: dict[str, Any]) -> None:
        """Puts the records in place of what names them; of what names none says that it does."""
        written = {
            name: given[name]
            for name, one in self.filters.items()
            if isinstance(one, RecordFilter) and given.get(name)
        }
        found = records_named(written)
        given.update(found)
        for name in [name for name in written if name not in found]:
            self.form.add_error(name, forms.ValidationError(self.filters[name].unknown, "unknown"))

    def in_force(self, given: dict[str, Any]) -> Iterator[tuple[str, list[int | str]]]:
        """The filters in force as facets of the index, with the values each allows."""
        for name, facet in PARAMETERS.items():
            if value := given.get(name):
                yield facet, value.values if isinstance(value, Record) else [value]
