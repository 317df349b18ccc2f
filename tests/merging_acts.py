"""What a racing process can be told to do to people (``tests.racer``)."""

from typing import Any

from archive import merging
from archive.models import Person, PersonMerge, Statement
from tests import makers
from tests.racer_acts import act, editor


@act
def two_records(number: int) -> list[list[Any]]:
    """So many pairs of records, each with a statement, and what a reviewer reads of merging the
    first into the second and the second into the first."""
    made = []
    for name in range(number):
        one = Person.objects.create(name=f"Notice {name} A")
        other = Person.objects.create(name=f"Notice {name} B")
        for person in (one, other):
            makers.statement(speaker=person, targets=[makers.target(one)])
        there, back = merging.consequences(one, other), merging.consequences(other, one)
        made.append([one.pk, other.pk, there.digest, back.digest])
    return made


@act
def merge_people(person: int, into: int, digest: str, by: str = "rui") -> int:
    made = merging.merge(
        Person(pk=person), Person(pk=into), by=editor(by), rationale="La même.", digest=digest
    )
    return made.pk


@act
def undo_merge(merge: int, by: str = "rui") -> None:
    merging.undo(PersonMerge.objects.get(pk=merge), by=editor(by), reason="Non.")


@act
def write_of(person: int) -> int:
    return makers.statement(speaker=Person.objects.get(pk=person), by=editor("ada")).pk


@act
def tell_people_apart(one: int, other: int) -> None:
    merging.tell_apart(Person(pk=one), Person(pk=other), by=editor("ada"), reason="Deux.")


@act
def unled() -> list[int]:
    """Statements whose speaker or target leads nowhere, or to a record that leads elsewhere."""
    wrong = Person.objects.filter(merged_into__merged_into__isnull=False)
    found = Statement.objects.filter(speaker__in=wrong) | Statement.objects.exclude(
        speaker=None
    ).exclude(speaker__in=Person.objects.all())
    return list(found.values_list("pk", flat=True))
