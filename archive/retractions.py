"""Taking back what readers read: one person asks, another carries it out or refuses.

Called by ``workflow.move`` inside its transaction, which has checked who may.
"""

from typing import Any

from django.utils import timezone

from archive.models import Edition, Event, Statement
from archive.models.printing import in_print_changed


def ask(statement: Statement, *, by: Any, reason: str, public_note: str) -> None:
    """Notes on the current edition who asks and why, and what readers would be told."""
    statement.editions.current().update(
        withdrawal_asked_by=by, reason=reason, public_note=public_note
    )
    Event.objects.record(
        Event.Verb.RETRACTION_ASKED,
        statement,
        by=by,
        changes={"public_note": ["", public_note]},
        reason=reason,
    )


def refuse(statement: Statement, *, by: Any, reason: str) -> None:
    """The edition stays, as if nothing had been asked; history knows."""
    statement.editions.current().update(withdrawal_asked_by=None, reason="", public_note="")
    Event.objects.record(Event.Verb.RETRACTION_REFUSED, statement, by=by, reason=reason)


def carry_out(statement: Statement, *, by: Any) -> None:
    """Closes the current edition, in the words that were asked for."""
    edition = statement.editions.current().get()
    Edition.objects.filter(pk=edition.pk).update(
        state=Edition.State.RETRACTED, closed_at=timezone.now(), withdrawn_by=by
    )
    in_print_changed(left=edition, came=None)
