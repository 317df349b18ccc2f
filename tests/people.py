"""People for the tests of merging: two records, their merge, its undoing."""

from typing import Any

from archive import merging
from archive.models import Person, PersonMerge
from tests import makers


def two() -> tuple[Person, Person]:
    """Two records that may be one person."""
    return makers.person("Y. Quévrain"), makers.person("Ysoline Quévrain")


def merged(one: Person, other: Person, **given: Any) -> PersonMerge:
    """Merges the one into the other, as Rui would who has read the page."""
    one, other = (Person.objects.get(pk=person.pk) for person in (one, other))
    read = {"digest": merging.consequences(one, other).digest, "rationale": "La même personne."}
    return merging.merge(one, other, **{"by": makers.rui(), **read, **given})


def undone(made: PersonMerge, **given: Any) -> PersonMerge:
    return merging.undo(made, **{"by": makers.rui(), "reason": "Deux personnes.", **given})
