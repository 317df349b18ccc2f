"""The records that a public address may name: those that a current edition names, and no other.

To the public a record that no edition names does not exist, whatever the desk holds of it.
"""

from collections.abc import Iterable
from typing import Final

from archive.models import Edition, EditionTopic, FormerSlug, Outlet, Person

LONGEST_SLUG: Final = 200  # characters; no address of a record is longer
LONGEST_NUMBER: Final = 10  # digits; no outlet has a larger one


def names_kept_for(ids: Iterable[int]) -> dict[int, int]:
    """For these people and all who were merged into them, the one of these ids that stands."""
    owners = {pk: pk for pk in ids}
    merged = Person.objects.filter(merged_into__in=list(owners)).values_list("pk", "merged_into")
    return {**dict(merged), **owners}


def survivors(ids: Iterable[int]) -> dict[int, Person]:
    """Whom each of these people is now: themselves, or the record they were merged into."""
    found = Person.objects.select_related("merged_into").in_bulk(list(ids))
    return {pk: person.survivor for pk, person in found.items()}


def person_at(slug: str) -> Person | None:
    """Whom this address, or former address, leads to, in print or not; None when nobody ever
    had it."""
    person = Person.objects.select_related("merged_into").filter(slug=slug).first()
    if person is None:
        former = FormerSlug.objects.filter(slug=slug).select_related("person__merged_into").first()
        person = former.person if former else None
    return person.survivor if person else None


def person_in_print(slug: str) -> Person | None:
    person = person_at(slug) if len(slug) <= LONGEST_SLUG else None
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
    outlet = Outlet.objects.filter(pk=written).first()
    printed = Edition.objects.current().filter(outlet=outlet)
    return outlet if outlet and printed.exists() else None
