"""The editorial workflow: which moves exist, who may make them, and the one door to a status.

``move()`` is the only writer of ``Statement.status``. Each move runs in one transaction: the
compare-and-set of the version, the edition it makes or closes, and its row of history. Triggers
stand behind it (``archive.guards``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import Article, Edition, Event, Statement
from archive.models.budget import excerpt_problem

CONTRIBUTE = "archive.change_statement"
REVIEW = "archive.review_statement"
Status = Statement.Status

RETURN_CATEGORIES = {
    "words": gettext_lazy("wrong words"),
    "speaker": gettext_lazy("wrong speaker"),
    "target": gettext_lazy("wrong target"),
    "role_or_date": gettext_lazy("wrong role or date"),
    "context": gettext_lazy("context missing"),
    "rights": gettext_lazy("rights"),
    "other": gettext_lazy("other"),
}


class MoveRefused(Exception):
    """A move that cannot be made; ``str()`` is a sentence for the editor."""


class NotAllowed(MoveRefused):
    """This user may not make this move."""


class NotReady(MoveRefused):
    """The statement, or what was given with the move, is not complete."""


class StaleVersion(MoveRefused):
    """The statement has changed since it was read."""


@dataclass(frozen=True, slots=True)
class Given:
    """What comes with a move."""

    by: Any
    version: int
    reason: str = ""
    category: str = ""
    public_note: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the transition table."""

    name: str
    label: str  # what the button says
    sources: tuple[str, ...]
    target: str
    permission: str
    verb: Event.Verb
    needs_reason: bool = False
    needs_category: bool = False
    needs_public_note: bool = False
    # None, or the sentence that says why this user may not do this to this statement.
    objection: Callable[[Statement, Any], str | None] = lambda statement, user: None

    def refusal(self, statement: Statement, user: Any) -> str | None:
        """Why this user cannot make this move now, or None."""
        if not user.is_active or not user.has_perm(self.permission):
            return _("You do not have the right to do this.")
        if statement.status not in self.sources:
            return _("A statement that is “%(status)s” cannot take this step.") % {
                "status": statement.get_status_display()
            }
        return self.objection(statement, user)


def edited_since_last_edition(statement: Statement, user: Any) -> bool:
    last = statement.editions.order_by("-number").first()
    return statement.editors.filter(
        user=user, version__gt=last.statement_version if last else 0
    ).exists()


def not_its_author(statement: Statement, user: Any) -> str | None:
    if statement.submitted_by_id == user.pk or edited_since_last_edition(statement, user):
        return _("You edited or submitted this statement: somebody else must approve it.")
    return None


def own_or_reviewer(statement: Statement, user: Any) -> str | None:
    if user.has_perm(REVIEW):
        return None
    if statement.created_by_id == user.pk and statement.status != Status.IN_REVIEW:
        return None
    return _("Only its author or a reviewer can reject a statement.")


def not_who_asked(statement: Statement, user: Any) -> str | None:
    edition = statement.editions.current().first()
    if edition and edition.withdrawal_asked_by_id == user.pk:
        return _("You asked for this retraction: a second person must confirm it.")
    return None


MOVES: dict[str, Move] = {
    move.name: move
    for move in (
        Move("submit", gettext_lazy("Submit for review"),
             (Status.DRAFT, Status.RETURNED), Status.IN_REVIEW, CONTRIBUTE, Event.Verb.SUBMITTED),
        Move("approve", gettext_lazy("Approve and publish"),
             (Status.IN_REVIEW,), Status.PUBLISHED, REVIEW, Event.Verb.APPROVED,
             objection=not_its_author),
        Move("return", gettext_lazy("Return to its author"),
             (Status.IN_REVIEW,), Status.RETURNED, REVIEW, Event.Verb.RETURNED,
             needs_reason=True, needs_category=True),
        Move("reject", gettext_lazy("Reject"),
             (Status.DRAFT, Status.IN_REVIEW, Status.RETURNED), Status.REJECTED, CONTRIBUTE,
             Event.Verb.REJECTED, needs_reason=True, objection=own_or_reviewer),
        Move("revise", gettext_lazy("Revise"),
             (Status.PUBLISHED,), Status.DRAFT, CONTRIBUTE, Event.Verb.REVISED),
        Move("retract", gettext_lazy("Retract"),
             (Status.PUBLISHED,), Status.RETRACTED, REVIEW, Event.Verb.RETRACTED,
             needs_reason=True, needs_public_note=True, objection=not_who_asked),
        Move("reopen", gettext_lazy("Reopen"),
             (Status.REJECTED, Status.RETRACTED), Status.DRAFT, REVIEW, Event.Verb.REOPENED,
             needs_reason=True),
    )
}  # fmt: skip


def available(statement: Statement, user: Any) -> list[Move]:
    """The moves this user can make with this statement now, in the order of the table."""
    return [move for move in MOVES.values() if move.refusal(statement, user) is None]


def move(
    statement: Statement,
    name: str,
    *,
    by: Any,
    version: int,
    reason: str = "",
    category: str = "",
    public_note: str = "",
) -> Statement:
    """Makes the move and returns the statement as it then is.

    ``version`` is the version that was read; when the statement has another one by now nothing
    happens. Raises ``NotAllowed``, ``NotReady`` or ``StaleVersion``. Writes the status, a row of
    history and, for ``approve`` and ``retract``, the edition. A retraction takes two people: the
    first call records who asked and why, a second person's call carries it out.
    """
    chosen = MOVES[name]
    given = Given(
        by=by, version=version, reason=reason.strip(), category=category.strip(),
        public_note=public_note.strip(),
    )  # fmt: skip
    with transaction.atomic():
        statement = Statement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
        check(chosen, statement, given)
        if name == "retract" and not statement.editions.current().get().withdrawal_asked_by_id:
            ask_retraction(statement, given)
            return statement
        before_status(chosen, statement, given)
        set_status(chosen, statement, given)
        Event.objects.record(
            chosen.verb,
            statement,
            by=by,
            changes={
                "status": [statement.status, chosen.target],
                "version": [version, version + 1],
            },
            category=given.category,
            reason=given.reason,
        )
    return Statement.objects.get(pk=statement.pk)


def check(chosen: Move, statement: Statement, given: Given) -> None:
    if statement.version != given.version:
        raise StaleVersion(
            _("This statement was changed by %(name)s after you read it (version %(read)d, now "
              "%(now)d). Read it again before you decide.")
            % {
                "name": statement.modified_by,
                "read": given.version,
                "now": statement.version,
            }
        )  # fmt: skip
    refusal = chosen.refusal(statement, given.by)
    if refusal:
        raise NotAllowed(refusal)
    if chosen.needs_category and given.category not in RETURN_CATEGORIES:
        raise NotReady(_("Say what is wrong: choose a category."))
    if chosen.needs_reason and not given.reason:
        raise NotReady(_("Write a reason: whoever reads this later needs it."))
    asked = statement.editions.current().filter(withdrawal_asked_by__isnull=False).exists()
    if chosen.needs_public_note and not asked and not given.public_note:
        raise NotReady(_("Write the note that readers will see."))
    if chosen.name == "submit":
        check_complete(statement)


def check_complete(statement: Statement) -> None:
    """What must be true before anybody is asked to vouch for a statement."""
    if statement.speaker_id is None and statement.speaker_type == Statement.SpeakerType.NAMED:
        raise NotReady(_("Say who spoke, or why that is not known."))
    body = statement.text.body
    if body[statement.start : statement.end] != statement.exact:
        raise NotReady(_("The words are no longer at their place in the text."))
    if statement.article.outlet_id is None:
        raise NotReady(
            _("Say first which outlet printed the article: a quotation needs its source.")
        )
    try:
        statement.validate_constraints()
    except ValidationError as error:
        raise NotReady(" ".join(error.messages)) from error
    problem = excerpt_problem(statement)
    if problem:
        raise NotReady(problem)


def before_status(chosen: Move, statement: Statement, given: Given) -> None:
    """What a move does beside the status, while the old status still stands."""
    if chosen.name == "approve":
        # One approval at a time an article, or two could pass the excerpt budget together.
        Article.objects.select_for_update().get(pk=statement.article_id)
        check_complete(statement)
        Edition.objects.publish(statement, approved_by=given.by)
    elif chosen.name == "retract":
        edition = statement.editions.current().get()
        Edition.objects.filter(pk=edition.pk).update(
            state=Edition.State.RETRACTED,
            closed_at=timezone.now(),
            withdrawn_by=given.by,
        )


def set_status(chosen: Move, statement: Statement, given: Given) -> None:
    fields: dict[str, Any] = {}
    if chosen.name == "submit":
        fields = {"submitted_by": given.by, "submitted_at": timezone.now()}
    won = Statement.objects.filter(pk=statement.pk, version=given.version).update(
        status=chosen.target,
        version=given.version + 1,
        modified_by=given.by,
        modified_at=timezone.now(),
        **fields,
    )
    if not won:
        raise StaleVersion(_("Somebody else was faster. Read the statement again."))


def ask_retraction(statement: Statement, given: Given) -> None:
    Edition.objects.filter(statement=statement, state=Edition.State.CURRENT).update(
        withdrawal_asked_by=given.by, reason=given.reason, public_note=given.public_note
    )
    Event.objects.record(Event.Verb.RETRACTION_ASKED, statement, by=given.by, reason=given.reason)
