"""Whether people who were merged lead to the one who stays, as the merges say."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, closing

from django.db.models import Exists, OuterRef, Q

from archive.audit.finding import Check, Count, Finding, about
from archive.audit.streams import ROWS, Alongside
from archive.audit.told import Verb, events_of
from archive.models import Event, Person, PersonMerge

STANDING = PersonMerge.objects.filter(undone_at__isnull=True)
MERGING = (Verb.MERGED, Verb.UNMERGED)
FOUND = ("into_id", "rationale", "merged_by_id", "undone_by_id", "undone_reason")
NUMBER = re.compile(r"\(#(\d+)\)$")  # how history names the record that stays


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
    yield from merges_told_otherwise()
    count(PersonMerge.objects.count())


def merges_told(events: list[tuple]) -> list[tuple]:
    """The merges of one record as history tells them, as ``FOUND`` has them."""
    told: list[tuple] = []
    for _person, verb, actor, reason, led in events:
        stays = number_in(led, 1 if verb == Verb.MERGED else 0)
        if stays is None:
            continue  # told of the record that stays
        if verb == Verb.MERGED:
            told.append((stays, reason, actor, None, ""))
        elif told and told[-1][0] == stays:
            told[-1] = (*told[-1][:3], actor, reason)
    return told


def number_in(led: list | None, which: int) -> int | None:
    found = NUMBER.search(str(led[which])) if led else None
    return int(found[1]) if found else None


def merges_told_otherwise() -> Iterator[Finding]:
    of_person = Event.objects.filter(
        record_type=Person._meta.label_lower, record_id=OuterRef("pk"), verb__in=MERGING
    )
    of_a_merge = Exists(PersonMerge.objects.filter(person=OuterRef("pk"))) | Exists(of_person)
    people = Person.objects.filter(of_a_merge).order_by("pk").values_list("pk", flat=True)
    found = PersonMerge.objects.order_by("person_id", "pk").values_list("person_id", *FOUND)
    acts = ("verb", "actor_id", "reason", "changes__merged_into")
    with ExitStack() as opened:
        history = opened.enter_context(events_of(Person, *acts, verb__in=MERGING))
        merges = opened.enter_context(Alongside(found))
        for pk in opened.enter_context(closing(people.iterator(chunk_size=ROWS))):
            if [row[1:] for row in merges.of(pk)] != merges_told(history.of(pk)):
                message = "History tells otherwise of its merges: who found them, and why."
                yield about(Person, pk, "merge", message)


CHECK = Check("merge", "merges", PersonMerge.objects.count, wrong_merges)
