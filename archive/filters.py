"""What a reader may ask of the list of statements, in the address of the page."""

from datetime import date
from typing import Any, Final

import django_filters
from django import forms
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from archive import dates
from archive.models import Edition, EditionTarget, EditionTopic, Outlet, Person, Topic
from archive.models.edition import EPOCH, ID_BITS, EditionQuerySet
from archive.models.fields import PartialDateFormField

FIRST_YEAR: Final = EPOCH.year
LAST_YEAR: Final = 9999
LONGEST_PARAMETER: Final = 200  # characters; no address of a record is longer
LONGEST_NUMBER: Final = 10  # digits; no outlet has a larger one


def same_person(person: Person) -> list[int]:
    """The ids under which editions may name this person: theirs, and those merged into them."""
    return list(
        Person.objects.filter(
            Q(pk=person.pk) | Q(merged_into=person.pk) | Q(merged_into__merged_into=person.pk)
        ).values_list("pk", flat=True)
    )


def first_key_of(day: date) -> int:
    """The smallest sort key an edition of this day can have; never that of an undated one."""
    return max((day - EPOCH).days, 1) << ID_BITS


def first_key_after(day: date) -> int:
    """The smallest sort key beyond this day."""
    return max((day - EPOCH).days + 1, 1) << ID_BITS


class RecordField(forms.CharField):
    """A record named in the address of a page: its slug, or its number."""

    def __init__(self, *, model: type[Model], named_by: str, **kwargs: Any) -> None:
        self.model, self.named_by = model, named_by
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        if not written:
            return None
        found = self.find(written) if self.may_name(written) else None
        if found is None:
            raise forms.ValidationError(self.error_messages["unknown"], "unknown")
        return found

    def may_name(self, written: str) -> bool:
        if self.named_by == "pk":
            return written.isascii() and written.isdigit() and len(written) <= LONGEST_NUMBER
        return len(written) <= LONGEST_PARAMETER

    def find(self, written: str) -> Any:
        return self.model.objects.filter(**{self.named_by: written}).first()


class RecordFilter(django_filters.Filter):
    field_class = RecordField


class PartialDateFilter(django_filters.Filter):
    field_class = PartialDateFormField


class YearFilter(django_filters.Filter):
    field_class = forms.IntegerField


def record_filter(
    model: type[Model],
    label: Any,
    unknown: Any,
    narrow: str,
    named_by: str = "slug",
) -> RecordFilter:
    return RecordFilter(
        label=label,
        method=narrow,
        model=model,
        named_by=named_by,
        error_messages={"unknown": unknown},
    )


class StatementFilter(django_filters.FilterSet):
    """Narrows the current editions. What cannot be understood is left out, and ``errors`` says so.

    A period is that of the sort key: the first day on which the words may have been said or,
    failing that, printed. What is not dated belongs to no period.
    """

    speaker = record_filter(
        Person, _("Said by"), _("No person has this address: the filter is ignored."), "said_by"
    )
    about = record_filter(
        Person, _("About"), _("No person has this address: the filter is ignored."), "said_about"
    )
    topic = record_filter(
        Topic, _("Topic"), _("No topic has this address: the filter is ignored."), "on_topic"
    )
    outlet = record_filter(
        Outlet,
        _("Printed by"),
        _("No outlet has this number: the filter is ignored."),
        "printed_by",
        named_by="pk",
    )
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
        return editions.filter(speaker__in=same_person(speaker))

    def said_about(self, editions: EditionQuerySet, name: str, person: Person) -> EditionQuerySet:
        aimed = EditionTarget.objects.filter(person__in=same_person(person))
        return editions.filter(pk__in=aimed.values("edition"))

    def on_topic(self, editions: EditionQuerySet, name: str, topic: Topic) -> EditionQuerySet:
        return editions.filter(pk__in=EditionTopic.objects.filter(topic=topic).values("edition"))

    def printed_by(self, editions: EditionQuerySet, name: str, outlet: Outlet) -> EditionQuerySet:
        return editions.filter(article__outlet=outlet)

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
