"""Why a move cannot be made: each function gives the sentence that says so, or None.

The transition table (``archive.workflow``) names them; triggers stand behind the ones that matter
most (``archive.guards``).
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from archive.models import Event, Reservation, Statement
from archive.models.budget import excerpt_problem

REVIEW = "archive.review_statement"


def edited_since_last_edition(statement: Statement, user: Any) -> bool:
    """Since the last edition that still stands: a withdrawn one vouches for nothing."""
    last = statement.editions.readable().order_by("-number").first()
    return statement.editors.filter(
        user=user, version__gt=last.statement_version if last else 0
    ).exists()


def not_its_author(statement: Statement, user: Any) -> str | None:
    if statement.submitted_by_id == user.pk or edited_since_last_edition(statement, user):
        return _("You edited or submitted this statement: somebody else must approve it.")
    return None


def taken_by_another(statement: Statement, user: Any) -> str | None:
    """While a reviewer holds a statement in review, nobody else decides on it."""
    held = Reservation.objects.select_related("user").filter(statement=statement).first()
    if held is None or not held.is_live or held.user_id == user.pk:
        return None
    return _(
        "%(name)s took this statement at %(since)s, until %(until)s: wait, or take it over first."
    ) % {
        "name": held.user,
        "since": time_format(timezone.localtime(held.taken_at)),
        "until": time_format(timezone.localtime(held.ends_at)),
    }


def rejectable(statement: Statement, user: Any) -> str | None:
    if statement.editions.current().exists():
        return _("The public reads an edition of this statement: retract it, or approve a new one.")
    in_review = statement.status == Statement.Status.IN_REVIEW
    return own_or_reviewer(statement, user) or (
        taken_by_another(statement, user) if in_review else None
    )


def own_or_reviewer(statement: Statement, user: Any) -> str | None:
    if user.has_perm(REVIEW):
        return None
    if statement.created_by_id == user.pk and statement.status != Statement.Status.IN_REVIEW:
        return None
    return _("Only its author or a reviewer can reject a statement.")


def retractable(statement: Statement, user: Any) -> str | None:
    edition = statement.editions.current().first()
    if edition is None:
        return _("Nothing of this statement is published.")
    if edition.withdrawal_asked_by_id == user.pk:
        return _("You asked for this retraction: a second person must confirm it.")
    return None


def retraction_is_asked(statement: Statement) -> bool:
    return statement.editions.current().filter(withdrawal_asked_by__isnull=False).exists()


def standing_ask(statement: Statement) -> Event | None:
    """The event that asked for the retraction of the current edition, in its very words."""
    edition = statement.editions.current().first()
    said = (Event.Verb.RETRACTION_ASKED, Event.Verb.RETRACTION_REFUSED, Event.Verb.RETRACTED)
    last = Event.objects.of(statement).filter(verb__in=said).order_by("-pk").first()
    if edition is None or last is None or last.verb != Event.Verb.RETRACTION_ASKED:
        return None
    told = (last.actor_id, last.reason, last.changes["public_note"][1])
    is_so = told == (edition.withdrawal_asked_by_id, edition.reason, edition.public_note)
    return last if is_so else None


def no_retraction_asked(statement: Statement, user: Any) -> str | None:
    if retraction_is_asked(statement):
        return _("Its retraction is asked for: confirm it or refuse it first.")
    return None


def a_retraction_asked(statement: Statement, user: Any) -> str | None:
    return None if retraction_is_asked(statement) else _("No retraction is asked for.")


def approvable(statement: Statement, user: Any) -> str | None:
    return (
        not_its_author(statement, user)
        or no_retraction_asked(statement, user)
        or taken_by_another(statement, user)
    )


def incomplete(statement: Statement) -> str | None:
    """What must be mended before anybody is asked to vouch for a statement."""
    if statement.speaker_id is None and statement.speaker_type == Statement.SpeakerType.NAMED:
        return _("Say who spoke, or why that is not known.")
    body = statement.text.body
    if body[statement.start : statement.end] != statement.exact:
        return _("The words are no longer at their place in the text.")
    if statement.article.outlet_id is None:
        return _("Say first which outlet printed the article: a quotation needs its source.")
    try:
        statement.validate_constraints()
    except ValidationError as error:
        return " ".join(error.messages)
    return excerpt_problem(statement)
