"""Pairs of people who are easily taken for one another and are not the same."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from archive.merging.acts import hold, numbered
from archive.merging.refusals import MergeRefused, not_a_merger
from archive.models import Event, Person, PersonDistinction


@transaction.atomic
def tell_apart(one: Person, other: Person, *, by: Any, reason: str) -> PersonDistinction:
    """Records that these two are not the same; told apart already, nothing is written.

    Raises ``MergeRefused`` for one person, for two records that are merged, without a line that
    tells them apart, or when the user may not.
    """
    if not by.is_active or not by.has_perm("archive.add_persondistinction"):
        raise MergeRefused(_("You do not have the right to do this."))
    people = hold([one.pk, other.pk])
    if not {one.pk, other.pk} <= people.keys():
        raise MergeRefused(_("One of these records is gone."))
    first, second = people[min(people)], people[max(people)]
    if first.survivor.pk == second.survivor.pk:
        raise MergeRefused(_("These two are one person: undo their merge first."))
    reason = " ".join(reason.split())
    if not reason:
        raise MergeRefused(_("Say how to tell these two apart."))
    pair, is_new = PersonDistinction.objects.get_or_create(
        first=first, second=second, defaults={"reason": reason, "made_by": by}
    )
    if is_new:
        for record, from_whom in ((first, second), (second, first)):
            changes = {"distinctions": [None, numbered(from_whom)]}
            Event.objects.record(
                Event.Verb.DISTINGUISHED, record, by=by, changes=changes, reason=reason
            )
    return pair


@transaction.atomic
def take_back(pair: PersonDistinction, *, by: Any, reason: str) -> None:
    """Lets these two be merged again; history keeps that they were told apart, and why not now.

    Raises ``MergeRefused`` when the user may not, without a reason, or when it is taken back.
    """
    refusal = not_a_merger(by)
    if refusal:
        raise MergeRefused(refusal)
    reason = reason.strip()
    if not reason:
        raise MergeRefused(_("Write a reason: whoever reads this later needs it."))
    hold([pair.first_id, pair.second_id])
    gone, _rows = PersonDistinction.objects.filter(pk=pair.pk).delete()
    if not gone:
        raise MergeRefused(_("These two are no longer told apart."))
    for record, from_whom in ((pair.first, pair.second), (pair.second, pair.first)):
        changes = {"distinctions": [numbered(from_whom), None]}
        Event.objects.record(Event.Verb.CHANGED, record, by=by, changes=changes, reason=reason)
