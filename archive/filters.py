"""What a reader may ask of the lists in print, in the address of the page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from archive import dates
from archive.finding.asked import DATE, RELEVANCE, Asked
from archive.in_print import (
    outlet_in_print,
    person_in_print,
    place_in_print,
    role_in_print,
    topic_in_print,
)
from archive.models import ArticleInPrint, Edition, Person
from archive.models.days import EPOCH, first_key_after, first_key_of
from archive.models.fields import PartialDateFormField
from archive.search import facets
from archive.search.query import parse

FIRST_YEAR: Final = EPOCH.year
LAST_YEAR: Final = 9999
# A month as the pages write it in an address, from FIRST_YEAR on.
MONTH: Final = r"\A(1[89]|[2-9][0-9])[0-9]{2}-(0[1-9]|1[0-2])\Z"


class RecordField(forms.CharField):
    """A record in print named in the address of a page: by its slug, or by its number.

    ``find`` gives the record, or None: what it does not know is unknown to the page.
    """

    def __init__(self, *, find: Callable[[str], Any], **kwargs: Any) -> None:
        self.find = find
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        if not written:
            return None
        found = self.find(written)
        if found is None:
            raise forms.ValidationError(self.error_messages["unknown"], "unknown")
        return found


class RecordFilter(django_filters.Filter):
    field_class = RecordField


class PartialDateFilter(django_filters.Filter):
    field_class = PartialDateFormField


class YearFilter(django_filters.Filter):
    field_class = forms.IntegerField


class MonthFilter(django_filters.Filter):
    field_class = forms.RegexField


def record_filter(find: Callable[[str], Any], label: Any, unknown: Any) -> RecordFilter:
    return RecordFilter(label=label, find=find, error_messages={"unknown": unknown})


def outlet_filter() -> RecordFilter:
    return record_filter(
        outlet_in_print,
        _("Printed by"),
        _("No outlet has this number: the filter is ignored."),
    )


def printed_in(articles: QuerySet, first: date, last: date) -> QuerySet:
    """Those whose first possible day of printing lies between these two."""
    return articles.filter(sort_key__gte=first_key_of(first), sort_key__lt=first_key_after(last))


class ArticleFilter(django_filters.FilterSet):
    """Narrows the articles in print: by outlet, by the year or the month they were printed in."""

    outlet = outlet_filter()
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
    speaker = record_filter(
        person_in_print,
        _("Said by"),
        _("No person has this address: the filter is ignored."),
    )
    about = record_filter(
        person_in_print,
        _("About or to"),
        _("No person has this address: the filter is ignored."),
    )
    topic = record_filter(
        topic_in_print,
        _("Topic"),
        _("No topic has this address: the filter is ignored."),
    )
    outlet = outlet_filter()
    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=Edition.Kind.choices,
        error_messages={"invalid_choice": _("There is no such kind: the filter is ignored.")},
    )
    role = record_filter(
        role_in_print,
        _("Role then"),
        _("No statement gives this role: the filter is ignored."),
    )
    place = record_filter(
        place_in_print,
        _("Place"),
        _("No statement was made in this place: the filter is ignored."),
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
        since, until = (dates.parse(given[name]) if given.get(name) else None
                        for name in ("since", "until"))  # fmt: skip
        people = identities(given.get(name) for name in ("speaker", "about"))
        return Asked(
            query=parse(given.get("q", "")),
            filters=dict(values_of(given, people)),
            since=since and (since.earliest or since.latest),
            until=until and (until.latest or until.earliest),
            sort=given.get("sort") or DATE,
        )


def identities(people: Iterable[Person | None]) -> dict[int, list[int]]:
    """The numbers of every record of each of these people, by the number of the one that stays."""
    records = {person.pk: [person.pk] for person in people if person}
    if records:
        merged = Person.objects.filter(merged_into__in=list(records))
        for record, person in merged.values_list("pk", "merged_into"):
            records[person].append(record)
    return records


def values_of(
    given: dict[str, Any], people: Mapping[int, list[int]]
) -> Iterator[tuple[str, list[int | str]]]:
    """The filters in force as facets of the index, with the values each allows."""
    for facet, name, values in (
        (facets.SPEAKER, "speaker", lambda person: people[person.pk]),
        (facets.ABOUT, "about", lambda person: people[person.pk]),
        (facets.TOPIC, "topic", lambda filed: [filed.topic_id]),
        (facets.OUTLET, "outlet", lambda outlet: [outlet.pk]),
        (facets.KIND, "kind", lambda kind: [kind]),
        (facets.ROLE, "role", lambda tally: [tally.value]),
        (facets.PLACE, "place", lambda tally: [tally.value]),
        (facets.YEAR, "year", lambda year: [year]),
    ):
        if given.get(name):
            yield facet, values(given[name])
