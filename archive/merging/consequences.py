"""Everything a merge would change, counted before it is done."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from archive.models import (
    Edition,
    EditionTarget,
    FormerSlug,
    Identifier,
    Person,
    PersonName,
    Role,
    Statement,
)
from archive.models.digests import sha256_of_content

AT_THE_DESK = (Statement.Status.DRAFT, Statement.Status.RETURNED)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much names some records, each statement and each edition counted once a part."""

    said: dict[str, int]  # statements by status
    aimed: dict[str, int]  # statements that are about them or said to them, by status
    editions_said: dict[str, int]  # editions by state
    editions_aimed: dict[str, int]


@dataclass(frozen=True, slots=True)
class Holdings:
    """What one person has, all their records together."""

    person: Person
    ids: list[int]
    counts: Counts
    names: list[PersonName]
    roles: list[Role]
    identifiers: list[Identifier]
    addresses: list[str]

    def plain(self) -> dict[str, Any]:
        return {
            "ids": self.ids,
            "name": self.person.name,
            "counts": asdict(self.counts),
            "names": [str(name) for name in self.names],
            "roles": [str(role) for role in self.roles],
            "identifiers": [str(identifier) for identifier in self.identifiers],
            "addresses": self.addresses,
        }

    @property
    def statements(self) -> int:
        return linked_to(self.ids).count()


@dataclass(frozen=True, slots=True)
class Consequences:
    """What the record that goes brings, and what the one that stays has already."""

    going: Holdings
    staying: Holdings
    afterwards: Counts  # what names both counts once

    @property
    def digest(self) -> str:
        """Changes with anything that the page of the merge shows."""
        both = self.with_both().count()
        content = {"going": self.going.plain(), "staying": self.staying.plain(), "both": both}
        return sha256_of_content(content)

    def with_both(self) -> QuerySet[Statement]:
        """Statements that name both, and will be of a person about themselves."""
        going, staying = self.going.ids, self.staying.ids
        return linked_to(going).filter(pk__in=linked_to(staying).values("pk")).order_by("pk")

    def to_save_again(self) -> QuerySet[Statement]:
        """Statements at the desk whose authors will be asked to take the record that stays."""
        return linked_to(self.going.ids).filter(status__in=AT_THE_DESK).order_by("pk")


def linked_to(ids: Iterable[int]) -> QuerySet[Statement]:
    """Statements of which one of these is the speaker or a target."""
    ids = list(ids)
    aimed = Statement.objects.filter(targets__person__in=ids)
    return Statement.objects.filter(Q(speaker__in=ids) | Q(pk__in=aimed.values("pk")))


def consequences(person: Person, into: Person) -> Consequences:
    going, staying = holdings(person), holdings(into)
    afterwards = counts_of([*going.ids, *staying.ids])
    return Consequences(going=going, staying=staying, afterwards=afterwards)


def holdings(person: Person) -> Holdings:
    ids = sorted(person.identities())
    former = FormerSlug.objects.filter(person__in=ids).values_list("slug", flat=True)
    own = Person.objects.filter(pk__in=ids).values_list("slug", flat=True)
    return Holdings(
        person=person,
        ids=ids,
        counts=counts_of(ids),
        names=list(PersonName.objects.filter(person__in=ids)),
        roles=list(Role.objects.filter(person__in=ids)),
        identifiers=list(Identifier.objects.filter(person__in=ids)),
        addresses=sorted([*own, *former]),
    )


def counts_of(ids: list[int]) -> Counts:
    aimed = EditionTarget.objects.filter(person__in=ids)
    return Counts(
        said=counted(Statement.objects.filter(speaker__in=ids), "status"),
        aimed=counted(Statement.objects.filter(targets__person__in=ids), "status"),
        editions_said=counted(Edition.objects.filter(speaker__in=ids), "state"),
        editions_aimed=counted(Edition.objects.filter(pk__in=aimed.values("edition")), "state"),
    )


def counted(rows: QuerySet, column: str) -> dict[str, int]:
    return dict(sorted(rows.order_by().values_list(column).annotate(n=Count("pk", distinct=True))))
