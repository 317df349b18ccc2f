"""What is reviewed first: the priority of a statement and the day it is due."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from archive.models import Event, Statement
from archive.models.event import differences
from archive.objections import REVIEW


class TriageRefused(Exception):
    """A priority that cannot be set; ``str()`` is a sentence for the editor."""


@transaction.atomic
def prioritise(statement: Statement, *, by: Any, priority: int, due_on: date | None) -> Statement:
    """Sets what the desk alone sees: no new version, nothing reopens, one row of history.

    Raises ``TriageRefused`` when the user may not review, or for a priority that does not exist.
    The same values again write nothing.
    """
    if not by.is_active or not by.has_perm(REVIEW):
        raise TriageRefused(_("You do not have the right to do this."))
    if priority not in Statement.Priority.values:
        raise TriageRefused(_("This priority does not exist."))
    statement = Statement.objects.held(statement.pk)
    before = {"priority": statement.priority, "due_on": statement.due_on}
    after = {"priority": priority, "due_on": due_on}
    changes = differences(before, after)
    if changes:
        Statement.objects.filter(pk=statement.pk).update(**after)
        Event.objects.record(Event.Verb.PRIORITISED, statement, by=by, changes=changes)
    statement.priority, statement.due_on = priority, due_on
    return statement
