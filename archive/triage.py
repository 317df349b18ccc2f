"""What is reviewed first: the priority of a statement and the day it is due."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.models import Event, Statement
from archive.models.event import differences
from archive.objections import REVIEW

Values = tuple[int, date | None]  # a priority and a due day


class TriageRefused(Exception):
    """A priority that cannot be set; ``str()`` is a sentence for the editor."""


@transaction.atomic
def prioritise(
    statement: Statement, *, by: Any, priority: int, due_on: date | None, read: Values | None = None
) -> Statement:
    """Sets what the desk alone sees: no new version, nothing reopens, one row of history.

    ``read`` are the two values that stood on the page. Raises ``TriageRefused`` when the user may
    not review, for a priority that does not exist, or when others stand there by now. The same
    values again write nothing.
    """
    if not by.is_active or not by.has_perm(REVIEW):
        raise TriageRefused(_("You do not have the right to do this."))
    if priority not in Statement.Priority.values:
        raise TriageRefused(_("This priority does not exist."))
    statement = Statement.objects.held(statement.pk)
    before = {"priority": statement.priority, "due_on": statement.due_on}
    after = {"priority": priority, "due_on": due_on}
    changes = differences(before, after)
    if changes and read is not None and read != (statement.priority, statement.due_on):
        raise TriageRefused(
            _("Somebody else set the priority or the due date meanwhile: “%(priority)s”, "
              "“%(due_on)s”. Nothing was changed.")
            % {
                "priority": statement.get_priority_display(),
                "due_on": date_format(statement.due_on) if statement.due_on else "—",
            }
        )  # fmt: skip
    if changes:
        Statement.objects.filter(pk=statement.pk).update(**after)
        Event.objects.record(Event.Verb.PRIORITISED, statement, by=by, changes=changes)
    statement.priority, statement.due_on = priority, due_on
    return statement
