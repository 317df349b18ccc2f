"""What a reader may ask of the lists in print, in the address of the page."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from archive import dates
from archive.finding import asked, spelling
from archive.finding.facets import PARAMETERS
from archive.in_print import outlet_in_print, person_in_print, topic_in_print
from archive.models import Edition, EditionTopic, Outlet, Person
from archive.models.edition import EPOCH, ID_BITS, EditionQuerySet
from archive.models.fields import PartialDateFormField

FIRST_YEAR: Final = EPOCH.year
LAST_YEAR: Final = 9999


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


def record_filter(
    find: Callable[[str], Any], label: Any, unknown: Any, narrow: str | Callable[..., Any]
) -> RecordFilter:
    return RecordFilter(label=label, method=narrow, find=find, error_messages={"unknown": unknown})


def printed_by(editions: EditionQuerySet, name: str, outlet: Outlet) -> EditionQuerySet:
    return editions.filter(article__outlet=outlet)


def outlet_filter() -> RecordFilter:
    return record_filter(
        outlet_in_print,
        _("Printed by"),
        _("No outlet has this number: the filter is ignored."),
        printed_by,
    )


class ArticleFilter(django_filters.FilterSet):
    """Narrows the articles, each stood for by an edition."""

    outlet = outlet_filter()

    class Meta:
        model = Edition
        fields: list[str] = []


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
        choices=[(asked.DATE, _("newest first")), (asked.RELEVANCE, _("most relevant first"))],
        error_messages={"invalid_choice": _("There is no such order: the newest come first.")},
    )

    class Meta:
        model = Edition
        fields: list[str] = []
