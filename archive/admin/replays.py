"""Forms sent twice: a decision that its author already made is said to be done, and changes
nothing."""

from typing import Any

from archive.models import Event, Statement
from archive.workflow import UNCHANGED, Move


def is_already_made(
    statement: Statement,
    move: Move,
    *,
    by: Any,
    version: int,
    reason: str = "",
    category: str = "",
    public_note: str = "",
    ask: int | None = None,
) -> bool:
    """Whether this user made this very move from this version, in the same words."""
    made = Event.objects.of(statement).filter(actor=by, reason=reason.strip())
    steps = [version, version + 1]
    if made.filter(verb=move.verb, category=category, changes__version=steps).exists():
        return True
    if move.name == "retract":
        return is_asked_by(statement, by, reason.strip(), public_note.strip())
    if move.target == UNCHANGED:
        return was_refused_by(statement, by, reason.strip())
    return False


def is_asked_by(statement: Statement, user: Any, reason: str, public_note: str) -> bool:
    """Whether the first half of a retraction was asked for by this user, so, and stands."""
    asked = statement.editions.current().filter(withdrawal_asked_by=user)
    return asked.filter(reason=reason, public_note=public_note).exists()


def was_refused_by(statement: Statement, user: Any, reason: str) -> bool:
    """Whether the last thing said of a retraction is this refusal."""
    said = (Event.Verb.RETRACTION_ASKED, Event.Verb.RETRACTION_REFUSED, Event.Verb.RETRACTED)
    last = Event.objects.of(statement).filter(verb__in=said).order_by("-pk").first()
    return (
        last is not None
        and last.verb == Event.Verb.RETRACTION_REFUSED
        and last.actor_id == user.pk
        and last.reason == reason
    )
