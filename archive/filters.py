"""What a reader may ask of the list of statements, in the address of the page."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from archive import dates
from archive.in_print import outlet_in_print, person_in_print, topic_in_print
from archive.models import ArticleInPrint, Edition, EditionTopic, Outlet, Person
from archive.models.days import EPOCH, ID_BITS
from archive.models.edition import EditionQuerySet
from archive.models.fields import PartialDateFormField

FIRST_YEAR: Final = EPOCH.year
LAST_YEAR: Final = 9999
# A month as the pages write it in an address, from FIRST_YEAR on.
MONTH: Final = r"\A(1[89]|[2-9][0-9])[0-9]{2}-(0[1-9]|1[0-2])\Z"


def first_key_of(day: date) -> int:
    """The smallest sort key an edition of this day can have; never that of an undated one."""
    return max((day - EPOCH).days, 1) << ID_BITS


def first_key_after(day: date) -> int:
    """The smallest sort key beyond this day."""
    return max((day - EPOCH).days + 1, 1) << ID_BITS


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


def record_filter(
    find: Callable[[str], Any], label: Any, unknown: Any, narrow: str | Callable[..., Any]
) -> RecordFilter:
    return RecordFilter(label=label, method=narrow, find=find, error_messages={"unknown": unknown})


def printed_by(rows: QuerySet, name: str, outlet: Outlet) -> QuerySet:
    """Editions, or articles in print, of this outlet as it was when they were approved."""
    return rows.filter(outlet=outlet)


def outlet_filter() -> RecordFilter:
    return record_filter(
        outlet_in_print,
        _("Printed by"),
        _("No outlet has this number: the filter is ignored."),
        printed_by,
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
    """Narrows the current editions. What cannot be understood is left out, and ``errors`` says so.

    A period is that of the sort key: the first day on which the words may have been said or,
    failing that, printed. What is not dated belongs to no period.
    """

    speaker = record_filter(
        person_in_print,
        _("Said by"),
        _("No person has this address: the filter is ignored."),
        "said_by",
    )
    about = record_filter(
        person_in_print,
        _("About or to"),
        _("No person has this address: the filter is ignored."),
        "said_about_or_to",
    )
    topic = record_filter(
        topic_in_print,
        _("Topic"),
        _("No topic has this address: the filter is ignored."),
        "on_topic",
    )
    outlet = outlet_filter()
    kind = django_filters.ChoiceFilter(
        label=_("Kind"),
        choices=Edition.Kind.choices,
        error_messages={"invalid_choice": _("There is no such kind: the filter is ignored.")},
    )
    year = YearFilter(label=_("Year"), method="in_year", min_value=FIRST_YEAR, max_value=LAST_YEAR)
    since = PartialDateFilter(label=_("Since"), method="since_date")
    until = PartialDateFilter(label=_("Until"), method="until_date")

    class Meta:
        model = Edition
        fields: list[str] = []

    def said_by(self, editions: EditionQuerySet, name: str, speaker: Person) -> EditionQuerySet:
        return editions.by(speaker)

    def said_about_or_to(
        self, editions: EditionQuerySet, name: str, person: Person
    ) -> EditionQuerySet:
        return editions.about(person)

    def on_topic(
        self, editions: EditionQuerySet, name: str, filed: EditionTopic
    ) -> EditionQuerySet:
        alike = EditionTopic.objects.filter(topic=filed.topic_id)
        return editions.filter(pk__in=alike.values("edition"))

    def in_year(self, editions: EditionQuerySet, name: str, year: int) -> EditionQuerySet:
        return editions.filter(
            sort_key__gte=first_key_of(date(year, 1, 1)),
            sort_key__lt=first_key_after(date(year, 12, 31)),
        )

    def since_date(self, editions: EditionQuerySet, name: str, edtf: str) -> EditionQuerySet:
        known = dates.parse(edtf)
        day = known.earliest or known.latest
        return editions.filter(sort_key__gte=first_key_of(day)) if day else editions

    def until_date(self, editions: EditionQuerySet, name: str, edtf: str) -> EditionQuerySet:
        known = dates.parse(edtf)
        day = known.latest or known.earliest
        below = {"sort_key__gte": 1 << ID_BITS, "sort_key__lt": first_key_after(day)} if day else {}
        return editions.filter(**below)
