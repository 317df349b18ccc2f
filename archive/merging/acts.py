"""Merging and undoing: each in one transaction, one at a time, told in the history of both."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.merging.consequences import Consequences, consequences
from archive.merging.refusals import MergeRefused, merge_refusals, not_a_merger
from archive.models import Event, Person, PersonMerge, tallying

MERGES_LOCK = 0x4D657267  # "Merg": PostgreSQL's advisory lock of whoever merges or undoes


class OutOfDate(MergeRefused):
    """Something that the page of the merge showed has changed since."""


def hold_merges() -> None:
    """No other merge until the end of the transaction. Taken before any row of a person, or a
    merge and the renaming of one of the two could wait for each other."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [MERGES_LOCK])


def hold(ids: Iterable[int]) -> dict[int, Person]:
    """These people as they are now, and no other merge until the end of the transaction.

    Their rows are locked in the order of their numbers; statements that name them may still be
    written. On SQLite there is one writer anyhow: its transactions are IMMEDIATE.
    """
    hold_merges()
    found = Person.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk")
    return {person.pk: person for person in found}


@transaction.atomic
def merge(person: Person, into: Person, *, by: Any, rationale: str, digest: str) -> PersonMerge:
    """Merges the record of ``person`` into that of ``into`` and returns the merge.

    ``digest`` is that of the consequences that were read. Sent again, the standing merge of the
    two is returned and nothing is written. Raises ``MergeRefused``, or ``OutOfDate`` when
    anything shown has changed. Writes the merge, where the records lead, and a row of history of
    each; no statement and no edition.
    """
    present = hold([person.pk, into.pk])
    if not {person.pk, into.pk} <= present.keys():
        raise MergeRefused(_("One of these records is gone."))
    person, into = present[person.pk], present[into.pk]
    refusal = not_a_merger(by)
    if refusal:
        raise MergeRefused(refusal)
    done = PersonMerge.objects.standing().filter(person=person, into=into).first()
    if done:
        return done
    refusals = merge_refusals(person, into)
    if refusals:
        raise MergeRefused(" ".join(refusals))
    rationale = rationale.strip()
    if not rationale:
        raise MergeRefused(_("Say why these records are the same person."))
    read = consequences(person, into)
    if read.digest != digest:
        raise OutOfDate(_("Something has changed since you read this page. Read it again."))
    made = PersonMerge.objects.create(person=person, into=into, rationale=rationale, merged_by=by)
    point(read.going.ids)
    tallying.recount_people([*read.going.ids, into.pk])
    tell_merge(made, read, by=by)
    return made


def tell_merge(made: PersonMerge, read: Consequences, *, by: Any) -> None:
    figures = {
        "statements": [None, read.going.statements],
        "editions": [None, sum(read.going.counts.editions_said.values())],
        "addresses": [None, read.going.addresses],
    }
    lead = {"merged_into": [None, numbered(made.into)]}
    bring = {"merged_from": [None, numbered(made.person)]}
    for record, change in ((made.person, lead), (made.into, bring)):
        Event.objects.record(
            Event.Verb.MERGED, record, by=by, changes={**change, **figures}, reason=made.rationale
        )


@transaction.atomic
def undo(made: PersonMerge, *, by: Any, reason: str) -> PersonMerge:
    """Takes a merge back: the record stands again, with those that had been merged into it.

    Raises ``MergeRefused`` when the user may not, without a reason, or when it is undone already.
    """
    hold([made.person_id, made.into_id])
    made = PersonMerge.objects.select_related("person", "into").get(pk=made.pk)
    refusal = not_a_merger(by)
    if refusal:
        raise MergeRefused(refusal)
    if made.undone_at:
        raise MergeRefused(_("This merge is undone already."))
    reason = reason.strip()
    if not reason:
        raise MergeRefused(_("Say why they are not the same person after all."))
    PersonMerge.objects.filter(pk=made.pk).update(
        undone_at=timezone.now(), undone_by=by, undone_reason=reason
    )
    concerned = made.person.identities()
    point(concerned)
    tallying.recount_people(concerned)
    for record, change in (
        (made.person, {"merged_into": [numbered(made.into), None]}),
        (made.into, {"merged_from": [numbered(made.person), None]}),
    ):
        Event.objects.record(Event.Verb.UNMERGED, record, by=by, changes=change, reason=reason)
    return PersonMerge.objects.get(pk=made.pk)


def numbered(person: Person) -> str:
    return f"{person} (#{person.pk})"


def point(ids: Iterable[int]) -> None:
    """Makes these records lead where the standing merges say, straight to the end.

    Whoever stands again comes first, then those who change whom they lead to, last those who
    stood: at no moment does one lead to a record that leads elsewhere.
    """
    steps = dict(PersonMerge.objects.standing().values_list("person", "into"))
    people = hold(ids)
    ends = {pk: end_of(pk, steps) for pk in people}
    for pk in sorted(people, key=lambda pk: (ends[pk] is not None, not people[pk].merged_into_id)):
        if people[pk].merged_into_id != ends[pk]:
            Person.objects.filter(pk=pk).update(merged_into=ends[pk])


def end_of(pk: int, steps: dict[int, int]) -> int | None:
    """The record at the end of these merges; None for one that stands."""
    last = None
    while pk in steps:
        last = pk = steps[pk]
    return last
