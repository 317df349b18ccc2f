"""What an editor may ask of a queue of the review desk, in the address of the page."""

from typing import Any

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from archive import dates, queues
from archive.admin.person_field import PersonField, numbered, unknown, written
from archive.filters import PartialDateFilter
from archive.models import Outlet, Person, Statement, StatementTarget, Topic

IGNORED = _("There is no such choice: the filter is ignored.")


PEOPLE_OFFERED = 300
MOST_NAMESAKES = 100


class PeopleField(PersonField):
    """A name as it is typed; gives everybody who bears it, and refuses one that nobody bears."""

    def clean(self, value: Any) -> list[Person]:
        typed = forms.CharField.clean(self, value)
        if not typed:
            return []
        number = numbered(typed)
        found = Person.objects.filter(pk=number) if number else Person.objects.named(typed)
        people = {
            person.survivor.pk: person.survivor
            for person in found.select_related("merged_into")[:MOST_NAMESAKES]
        }
        if not people:
            raise ValidationError(unknown(typed))
        return list(people.values())


class PeopleFilter(django_filters.Filter):
    field_class = PeopleField


def choice(label: Any, choices: Any, **options: Any) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(
        label=label, choices=choices, error_messages={"invalid_choice": IGNORED}, **options
    )


def record(label: Any, queryset: QuerySet, **options: Any) -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        label=label, queryset=queryset, error_messages={"invalid_choice": IGNORED}, **options
    )


class ReviewFilter(django_filters.FilterSet):
    """Narrows a queue. What cannot be understood is left out, and ``errors`` says so; of a person
    whom the archive does not know there is nothing.

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
    person = PeopleFilter(label=_("Speaker or target"), method="naming")
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

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        found = super().filter_queryset(queryset)
        return found.none() if "person" in self.form.errors else found

    @property
    def namesakes(self) -> list[tuple[str, str]]:
        """The people who bear the name asked for, where they are several: each as the field takes
        them, with the query of the address that asks for them alone."""
        people = self.form.cleaned_data.get("person") or [] if self.form.is_valid() else []
        return [self.asking_for(person) for person in people] if len(people) > 1 else []

    def asking_for(self, person: Person) -> tuple[str, str]:
        asked = self.data.copy()
        for position in ("before", "after"):
            asked.pop(position, None)
        asked["person"] = name = written(person, homonym=True)
        return f"{name} {person.description}".strip(), asked.urlencode()

    @property
    def people(self) -> list[str]:
        """Names for the browser to offer: who speaks, or is a target, in the whole queue."""
        waiting = self.queryset.order_by()
        aimed = StatementTarget.objects.filter(statement__in=waiting.values("pk"))
        here = Q(pk__in=waiting.values("speaker")) | Q(pk__in=aimed.values("person"))
        names = Person.objects.filter(here).order_by("sort_name", "pk")
        return list(dict.fromkeys(names.values_list("name", flat=True)[:PEOPLE_OFFERED]))

    def naming(self, statements: QuerySet, name: str, people: list[Person]) -> QuerySet:
        ids = [person.pk for person in people]
        same = Person.objects.filter(Q(pk__in=ids) | Q(merged_into__in=ids)).values("pk")
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
