"""The last move of a statement taken back by whoever made it, as if it had not been made.

It is no move of the workflow: it only undoes a submission, a return or a rejection after which
nothing has happened, and restores the status that stood before. What readers were given is never
taken back so (a retraction takes two people).
"""

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from archive.models import Event, Statement
from archive.objections import REVIEW, taken_by_another
from archive.workflow import CONTRIBUTE, NotAllowed, StaleVersion, write_status

Verb = Event.Verb
# The acts that can be taken back, and what they may have changed the status from.
UNDOABLE: Final = {
    Verb.SUBMITTED: ("draft", "returned"),
    Verb.RETURNED: ("in_review",),
    Verb.REJECTED: ("draft", "in_review", "returned"),
}


def last_move(statement: Statement) -> Event | None:
    """The last row of its history that made a version of it, whatever was said or noted since."""
    of_versions = Event.objects.of(statement).filter(changes__has_key="version")
    return of_versions.order_by("-pk").first()


def take_back(statement: Statement, *, by: Any) -> Statement:
    """Restores the status before this user's last move; returns the statement as it then is.

    Writes the status, the version and a row of history. Raises ``NotAllowed`` when the user may not
    do so or the last move is not theirs, ``StaleVersion`` when something has happened since.
    """
    with transaction.atomic():
        statement = Statement.objects.held(statement.pk)
        before = status_before(statement, by)
        write_status(statement, before, by=by)
        changes = {
            "status": [statement.status, before],
            "version": [statement.version, statement.version + 1],
        }
        Event.objects.record(Verb.TAKEN_BACK, statement, by=by, changes=changes)
    return Statement.objects.get(pk=statement.pk)


def status_before(statement: Statement, user: Any) -> str:
    last = last_move(statement)
    needed = REVIEW if last and last.verb == Verb.RETURNED else CONTRIBUTE
    if not user.is_active or not user.has_perm(needed):
        raise NotAllowed(_("You do not have the right to do this."))
    if last is None or last.verb not in UNDOABLE or last.changes.get("status") is None:
        raise StaleVersion(_("This can no longer be taken back: something has happened since."))
    before, after = last.changes["status"]
    if last.actor_id != user.pk:
        raise NotAllowed(_("%(name)s decided on it since.") % {"name": last.actor_name})
    if after != statement.status or before not in UNDOABLE[last.verb]:
        raise StaleVersion(_("This can no longer be taken back: something has happened since."))
    held = taken_by_another(statement, user)
    if held:
        raise NotAllowed(held)
    return before
