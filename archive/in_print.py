"""The records that a public address may name: those that a current edition names, and no other.

To the public a record that no edition names does not exist, whatever the desk holds of it.
"""

from collections.abc import Sequence
from typing import Final

from django.db.models import Exists, OuterRef

from archive.models import (
    Edition,
    EditionTopic,
    FormerSlug,
    Outlet,
    Person,
    Topic,
)

LONGEST_SLUG: Final = 200  # characters; no address of a record is longer
LONGEST_NUMBER: Final = 10  # digits; no outlet has a larger one


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


def topic_in_print(slug: str) -> EditionTopic | None:
    """The topic at this address, under the name the newest statement filed there gives it."""
    if len(slug) > LONGEST_SLUG:
        return None
    # By its number, not by a join: the index of a topic's statements is in the order asked for.
    topic = Topic.objects.filter(slug=slug).values("pk")[:1]
    filed = EditionTopic.objects.filter(topic=topic, edition__state=Edition.State.CURRENT)
    return filed.order_by("-sort_key").first()


def is_number(written: str) -> bool:
    """Whether this may be the number of an outlet, as an address has it."""
    return written.isascii() and written.isdigit() and len(written) <= LONGEST_NUMBER


def outlet_in_print(written: str) -> Outlet | None:
    """The outlet of this number, if a current edition is of an article it printed."""
    if not is_number(written):
        return None
    in_print = Edition.objects.current().filter(outlet=OuterRef("pk"))
    return Outlet.objects.filter(Exists(in_print), pk=written).first()
