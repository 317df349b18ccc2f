"""What an editor may ask of a queue of the review desk, in the address of the page."""

from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from archive import dates, queues
from archive.admin.person_field import PersonField
from archive.filters import PartialDateFilter
from archive.models import Outlet, Person, Statement, StatementTarget, Topic

IGNORED = _("There is no such choice: the filter is ignored.")


class PersonFilter(django_filters.Filter):
    field_class = PersonField


def choice(label: Any, choices: Any, **options: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, choices=choices, error_messages={"invalid_choice": IGNORED}, **options
    )


def record(label: Any, queryset: QuerySet, **options: Any) -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        label=label, queryset=queryset, error_messages={"invalid_choice": IGNORED}, **options
    )


class ReviewFilter(django_filters.FilterSet):
    """Narrows a queue. What cannot be understood is left out, and ``errors`` says so.

    A period holds what may have been said, or printed, on one of its days.
    """

    priority = choice(_("Priority"), Statement.Priority.choices)
    taken = choice(
        _("Taken"),
        [("free", _("by nobody")), ("me", _("by me")), ("others", _("by somebody else"))],
        method="taken_by",
    )
    kind = choice(_("Kind"), Statement.Kind.choices)
    outlet = record(_("Printed by"), Outlet.objects.order_by("name"), field_name="article__outlet")
    topic = record(_("Topic"), Topic.objects.order_by("name"), method="on_topic")
    contributor = record(
        _("Contributor"),
        get_user_model().objects.filter(is_staff=True).order_by("username"),
        method="contributed_by",
    )
    person = PersonFilter(label=_("Speaker or target"), method="naming")
    printed_since = PartialDateFilter(label=_("Printed since"), method="since")
    printed_until = PartialDateFilter(label=_("Printed until"), method="until")
    said_since = PartialDateFilter(label=_("Said since"), method="since")
    said_until = PartialDateFilter(label=_("Said until"), method="until")

    class Meta:
        model = Statement
        fields: list[str] = []

    # The last and the first day on which it may have been: what a period is compared with.
    LAST = {"printed_since": "article__published_to", "said_since": "said_to"}
    FIRST = {"printed_until": "article__published_from", "said_until": "said_from"}

    def taken_by(self, statements: QuerySet, name: str, who: str) -> QuerySet:
        held = queues.live_reservations()
        mine, others = held.filter(user=self.request.user), held.exclude(user=self.request.user)
        wanted = {"free": ~Exists(held), "me": Exists(mine), "others": Exists(others)}
        return statements.filter(wanted[who])

    def on_topic(self, statements: QuerySet, name: str, topic: Topic) -> QuerySet:
        filed = Statement.topics.through.objects.filter(statement=OuterRef("pk"), topic=topic)
        return statements.filter(Exists(filed))

    def contributed_by(self, statements: QuerySet, name: str, user: Any) -> QuerySet:
        return statements.filter(Q(created_by=user) | Q(submitted_by=user))

    def naming(self, statements: QuerySet, name: str, person: Person) -> QuerySet:
        same = Person.objects.filter(Q(pk=person.pk) | Q(merged_into=person)).values("pk")
        aimed = StatementTarget.objects.filter(statement=OuterRef("pk"), person__in=same)
        return statements.filter(Q(speaker__in=same) | Exists(aimed))

    def since(self, statements: QuerySet, name: str, edtf: str) -> QuerySet:
        known = dates.parse(edtf)
        day = known.earliest or known.latest
        return statements.filter(**{f"{self.LAST[name]}__gte": day}) if day else statements

    def until(self, statements: QuerySet, name: str, edtf: str) -> QuerySet:
        known = dates.parse(edtf)
        day = known.latest or known.earliest
        return statements.filter(**{f"{self.FIRST[name]}__lte": day}) if day else statements
