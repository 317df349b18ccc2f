"""The records that a public address may name: those that a current edition names, and no other.

To the public a record that no edition names does not exist, whatever the desk holds of it.
"""

from collections.abc import Iterable
from typing import Final

from archive.models import Edition, EditionTopic, FormerSlug, Outlet, Person

MERGES_FOLLOWED: Final = 10
LONGEST_SLUG: Final = 200  # characters; no address of a record is longer
LONGEST_NUMBER: Final = 10  # digits; no outlet has a larger one


def names_kept_for(ids: Iterable[int]) -> dict[int, int]:
    """For these people and all who were merged into them, the one of these ids that stands.

    One query a step of the longest chain of merges, and one more; a circle is gone round once.
    """
    owners = {pk: pk for pk in ids}
    step = list(owners)
    for _step in range(MERGES_FOLLOWED):
        merged = Person.objects.filter(merged_into__in=step).values_list("pk", "merged_into")
        fresh = {pk: owners[into] for pk, into in merged if pk not in owners}
        if not fresh:
            break
        owners |= fresh
        step = list(fresh)
    return owners


def same_person(person: Person) -> list[int]:
    """The ids under which editions may name this person: theirs, and those merged into them."""
    return list(names_kept_for([person.pk]))


def ends_of_merges(ids: Iterable[int]) -> dict[int, Person]:
    """Whom each of these people is now: themselves, or the end of their chain of merges.

    Who goes round a circle is left out, as their address leads to nobody.
    """
    found = Person.objects.in_bulk(list(ids))
    asked = list(found)
    for _step in range(MERGES_FOLLOWED):
        ahead = {one.merged_into_id for one in found.values()} - found.keys() - {None}
        if not ahead:
            break
        found |= Person.objects.in_bulk(list(ahead))
    ends = {}
    for pk in asked:
        person: Person | None = found[pk]
        for _step in range(MERGES_FOLLOWED):
            if person is None or person.merged_into_id is None:
                break
            person = found.get(person.merged_into_id)
        if person is not None and person.merged_into_id is None:
            ends[pk] = person
    return ends


def person_at(slug: str) -> Person | None:
    """Whom this address, or former address, leads to in the end, in print or not.

    None when nobody has it or had it, or when it leads round a circle of merges.
    """
    person = Person.objects.filter(slug=slug).first()
    if person is None:
        former = FormerSlug.objects.filter(slug=slug).select_related("person").first()
        person = former.person if former else None
    if person is None or person.merged_into_id is None:
        return person
    return ends_of_merges([person.pk]).get(person.pk)


def person_in_print(slug: str) -> Person | None:
    person = person_at(slug) if len(slug) <= LONGEST_SLUG else None
    if person is None:
        return None
    is_named = Person.objects.filter(pk__in=same_person(person)).in_print().exists()
    return person if is_named else None


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
    printed = Edition.objects.current().filter(article__outlet=outlet)
    return outlet if outlet and printed.exists() else None
