"""Whether people who were merged lead to the one who stays, as the merges say."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q

from archive.audit.finding import Check, Count, Finding, about
from archive.audit.streams import ROWS
from archive.models import Person, PersonMerge

STANDING = PersonMerge.objects.filter(undone_at__isnull=True)


def end_of(pk: int, steps: dict[int, int]) -> int | None:
    """Who stays at the end of these merges; None for a person who is merged into nobody, or
    whose merges run in a circle."""
    passed = {pk}
    last = None
    while pk in steps:
        last = pk = steps[pk]
        if pk in passed:
            return None
        passed.add(pk)
    return last


def wrong_merges(count: Count) -> Iterator[Finding]:
    steps = dict(STANDING.values_list("person", "into"))
    is_merged = Q(merged_into__isnull=False) | Exists(STANDING.filter(person=OuterRef("pk")))
    people = Person.objects.filter(is_merged).order_by("pk").values_list("pk", "merged_into")
    for pk, leads_to in people.iterator(chunk_size=ROWS):
        if leads_to != end_of(pk, steps):
            message = "This person does not lead where the merges that stand say."
            yield about(Person, pk, "merge", message)
    count(PersonMerge.objects.count())


CHECK = Check("merge", "merges", PersonMerge.objects.count, wrong_merges)
