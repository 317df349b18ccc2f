"""Who is reading a statement to decide on it: nobody else decides for the next twenty minutes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models import Event, Reservation, Statement
from archive.objections import REVIEW, not_its_author, taken_by_another


class Taken(Exception):
    """A reservation that cannot be made; ``str()`` is a sentence for the editor."""


def holder_of(statement: Statement) -> Reservation | None:
    """The live reservation of the statement, if there is one."""
    reservation = Reservation.objects.select_related("user").filter(statement=statement).first()
    return reservation if reservation and reservation.is_live else None


def refuse_unless_reviewable(statement: Statement, user: Any) -> None:
    if not user.is_active or not user.has_perm(REVIEW):
        raise Taken(_("You do not have the right to do this."))
    if statement.status != Statement.Status.IN_REVIEW:
        raise Taken(_("This statement is not in review any more."))
    own = not_its_author(statement, user)
    if own:
        raise Taken(own)


@transaction.atomic
def take(statement: Statement, *, by: Any) -> Reservation:
    """Reserves the statement for twenty minutes; taken again, the time begins anew.

    Raises ``Taken`` when somebody else holds it, when it is not in review, or when this user may
    not approve it.
    """
    statement = Statement.objects.held(statement.pk)
    refuse_unless_reviewable(statement, by)
    held = taken_by_another(statement, by)
    if held:
        raise Taken(held)
    return written(statement, by)


def take_first(statements: Iterable[Statement], *, by: Any) -> Reservation | None:
    """Takes the first of these that can still be taken: of several reviewers who begin at once,
    each gets another one. None when there is none left."""
    for statement in statements:
        try:
            return take(statement, by=by)
        except Taken:  # somebody was faster, or decided on it meanwhile
            continue
    return None


@transaction.atomic
def take_over(statement: Statement, *, by: Any) -> Reservation:
    """Takes the statement from whoever holds it, and records that it was taken from them.

    Raises ``Taken`` as ``take`` does, a live reservation apart.
    """
    statement = Statement.objects.held(statement.pk)
    refuse_unless_reviewable(statement, by)
    held = holder_of(statement)
    reservation = written(statement, by)
    if held and held.user_id != by.pk:
        Event.objects.record(
            Event.Verb.TAKEN_OVER,
            statement,
            by=by,
            changes={"taken_by": [held.user.get_username(), by.get_username()]},
        )
    return reservation


@transaction.atomic
def release(statement: Statement, *, by: Any) -> bool:
    """Gives back what this user had taken, and tells whether they had: somebody else's reservation
    stays."""
    given_back, _rows = Reservation.objects.filter(statement=statement, user=by).delete()
    return given_back > 0


def written(statement: Statement, user: Any) -> Reservation:
    now: datetime = timezone.now()
    reservation, _made = Reservation.objects.update_or_create(
        statement=statement, defaults={"user": user, "taken_at": now}
    )
    return reservation
