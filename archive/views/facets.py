"""How the newest statements of a list divide: by speaker, target, topic, outlet, year and kind.

Counted over a bounded number of rows whatever the size of the archive; the page says so when
there are more.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from archive.in_print import survivors
from archive.models import Edition, EditionTarget, EditionTopic, Outlet, Person
from archive.models.days import year_of
from archive.models.edition import EditionQuerySet

ROWS_COUNTED: Final = 500
CHOICES_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow a list: the value its address takes, and what it leads to."""

    value: str
    label: str
    count: int
    parameter: str = ""

    @property
    def change(self) -> dict[str, str | None]:
        """What this choice changes in the address of the list, which begins again."""
        return {self.parameter: self.value, "before": None, "after": None}


@dataclass(frozen=True, slots=True)
class Facet:
    """The ways to narrow a list by one parameter, the most frequent first."""

    parameter: str
    label: str
    choices: list[Choice]


def facets_of(editions: EditionQuerySet, asked: Iterable[str]) -> list[Facet]:
    """The facets of these editions, without the parameters already asked for.

    A facet that would not narrow the list is left out.
    """
    rows = list(
        editions.order_by("-sort_key").values_list("pk", "speaker", "kind", "sort_day", "outlet")[
            :ROWS_COUNTED
        ]
    )
    ids = [row[0] for row in rows]
    kinds = dict(Edition.Kind.choices)
    aimed = EditionTarget.objects.filter(edition__in=ids)
    filed = EditionTopic.objects.filter(edition__in=ids)
    facets = [
        facet("speaker", _("Said by"), people_choices(row[1] for row in rows)),
        facet("about", _("About or to"), people_choices(aimed.values_list("person", flat=True))),
        facet("topic", _("Topic"), topic_choices(filed)),
        facet("outlet", _("Printed by"), outlet_choices(row[4] for row in rows)),
        facet("year", _("Year"), year_choices(row[3] for row in rows)),
        facet("kind", _("Kind"), most_frequent(Counter(r[2] for r in rows), kinds, str)),
    ]
    asked = set(asked)
    return [one for one in facets if one.parameter not in asked and narrows(one, len(ids))]


def facet(parameter: str, label: str, choices: Iterable[Choice]) -> Facet:
    return Facet(parameter, label, [replace(c, parameter=parameter) for c in choices])


def narrows(facet: Facet, total: int) -> bool:
    return any(choice.count < total for choice in facet.choices)


def most_frequent(counted: Counter, labels: dict[Any, Any], value_of: Any) -> list[Choice]:
    return [
        Choice(value_of(key), str(labels[key]), count)
        for key, count in counted.most_common()
        if key in labels
    ][:CHOICES_SHOWN]


def people_choices(ids: Iterable[int | None]) -> list[Choice]:
    """The people of these ids; who was merged into another counts as that other."""
    counted = Counter(pk for pk in ids if pk is not None)
    people: Counter[Person] = Counter()
    for pk, person in survivors(counted).items():
        people[person] += counted[pk]
    labels = {person: person.name for person in people}
    return most_frequent(people, labels, lambda person: person.slug)


def topic_choices(filed: QuerySet[EditionTopic]) -> list[Choice]:
    """The topics of these links of editions, each under the name the newest of them froze."""
    rows = list(filed.order_by("sort_key", "pk").values_list("topic", "topic__slug", "name"))
    slugs = {pk: slug for pk, slug, _name in rows}
    names = {pk: name for pk, _slug, name in rows}
    return most_frequent(Counter(row[0] for row in rows), names, slugs.get)


def outlet_choices(ids: Iterable[int | None]) -> list[Choice]:
    counted = Counter(pk for pk in ids if pk is not None)
    return most_frequent(counted, Outlet.objects.in_bulk(list(counted)), str)


def year_choices(days: Iterable[int]) -> list[Choice]:
    counted = Counter(year for day in days if (year := year_of(day)) is not None)
    found = sorted(counted.items(), reverse=True)[:CHOICES_SHOWN]
    return [Choice(str(year), str(year), count) for year, count in found]
