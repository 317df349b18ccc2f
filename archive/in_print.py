"""The records that a public address may name: those that a current edition names, and no other.

To the public a record that no edition names does not exist, whatever the desk holds of it.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import Exists, OuterRef

from archive.models import (
    Edition,
    EditionTopic,
    FacetTally,
    FormerSlug,
    Outlet,
    Person,
    PersonInPrint,
)
from archive.models.keys import LENGTH_OF_FACET_KEY

LONGEST_SLUG: Final = 200  # characters; no address of a record is longer
LONGEST_NUMBER: Final = 10  # digits; no outlet has a larger one


def survivors(ids: Iterable[int]) -> dict[int, Person]:
    """Whom each of these people is now: themselves, or the record they were merged into."""
    found = Person.objects.select_related("merged_into").in_bulk(list(ids))
    return {pk: person.survivor for pk, person in found.items()}


def person_at(slug: str) -> Person | None:
    """Whom this address, or former address, leads to, in print or not; None when nobody ever
    had it."""
    return people_at([slug])[0]


def people_at(slugs: Sequence[str]) -> list[Person | None]:
    """Whom each of these addresses, or former addresses, leads to, as ``person_at`` says."""
    asked = [slug for slug in slugs if len(slug) <= LONGEST_SLUG]
    people = Person.objects.select_related("merged_into").filter(slug__in=asked)
    found = {person.slug: person.survivor for person in people}
    unknown = [slug for slug in asked if slug not in found]
    if unknown:
        former = FormerSlug.objects.select_related("person__merged_into").filter(slug__in=unknown)
        found |= {one.slug: one.person.survivor for one in former}
    return [found.get(slug) for slug in slugs]


def person_in_print(slug: str) -> Person | None:
    """Whom an address of somebody in print leads to; most often in one query."""
    if len(slug) > LONGEST_SLUG:
        return None
    here = PersonInPrint.objects.filter(person__slug=slug).select_related("person").first()
    if here:
        return here.person
    person = person_at(slug)
    return person if person and person.is_in_print() else None


def topic_in_print(slug: str) -> EditionTopic | None:
    """The topic at this address, under the name the newest statement filed there gives it."""
    if len(slug) > LONGEST_SLUG:
        return None
    filed = EditionTopic.objects.filter(topic__slug=slug, edition__state=Edition.State.CURRENT)
    return filed.order_by("-sort_key").first()


def outlet_in_print(written: str) -> Outlet | None:
    """The outlet of this number, if a current edition is of an article it printed."""
    if not (written.isascii() and written.isdigit() and len(written) <= LONGEST_NUMBER):
        return None
    in_print = Edition.objects.current().filter(outlet=OuterRef("pk"))
    return Outlet.objects.filter(Exists(in_print), pk=written).first()


def role_in_print(key: str) -> FacetTally | None:
    """The role of this key, in the words of a current edition, with how many give it."""
    return words_in_print(FacetTally.Dimension.ROLE, key)


def place_in_print(key: str) -> FacetTally | None:
    return words_in_print(FacetTally.Dimension.PLACE, key)


def words_in_print(dimension: str, key: str) -> FacetTally | None:
    if len(key) != LENGTH_OF_FACET_KEY:
        return None
    return FacetTally.objects.filter(dimension=dimension, value=key).first()
