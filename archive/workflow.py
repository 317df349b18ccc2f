"""The editorial workflow: which moves exist, who may make them, and the one door to a status.

``move()`` is the only writer of ``Statement.status``. Each move runs in one transaction: the
compare-and-set of the version, the edition it makes or closes, and its row of history. Triggers
stand behind it (``archive.guards``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import retractions
from archive.merging import objection_of_merged
from archive.models import Article, Edition, Event, Outlet, Person, Reservation, Statement, Topic
from archive.models.digests import sha256_of_content
from archive.objections import (
    REVIEW,
    a_retraction_asked,
    approvable,
    incomplete,
    no_retraction_asked,
    rejectable,
    retractable,
    retraction_is_asked,
    standing_ask,
    taken_by_another,
)

CONTRIBUTE = "archive.change_statement"
Status = Statement.Status
# The statuses in which the public may be reading an edition.
WITH_EDITION = (Status.PUBLISHED, Status.DRAFT, Status.RETURNED, Status.IN_REVIEW)
UNCHANGED = ""  # the target of a move that leaves the status as it is

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
    ask: int | None = None  # the number of the event that asked for the retraction that was read


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


MOVES: dict[str, Move] = {
    move.name: move
    for move in (
        Move("submit", gettext_lazy("Submit for review"),
             (Status.DRAFT, Status.RETURNED), Status.IN_REVIEW, CONTRIBUTE, Event.Verb.SUBMITTED),
        Move("approve", gettext_lazy("Approve and publish"),
             (Status.IN_REVIEW,), Status.PUBLISHED, REVIEW, Event.Verb.APPROVED,
             objection=approvable),
        Move("return", gettext_lazy("Return to its author"),
             (Status.IN_REVIEW,), Status.RETURNED, REVIEW, Event.Verb.RETURNED,
             needs_reason=True, needs_category=True, objection=taken_by_another),
        Move("reject", gettext_lazy("Reject"),
             (Status.DRAFT, Status.IN_REVIEW, Status.RETURNED), Status.REJECTED, CONTRIBUTE,
             Event.Verb.REJECTED, needs_reason=True, objection=rejectable),
        Move("revise", gettext_lazy("Revise"),
             (Status.PUBLISHED,), Status.DRAFT, CONTRIBUTE, Event.Verb.REVISED,
             objection=no_retraction_asked),
        Move("retract", gettext_lazy("Retract"),
             WITH_EDITION, Status.RETRACTED, REVIEW, Event.Verb.RETRACTED,
             needs_reason=True, needs_public_note=True, objection=retractable),
        Move("keep", gettext_lazy("Refuse the retraction"),
             WITH_EDITION, UNCHANGED, REVIEW, Event.Verb.RETRACTION_REFUSED,
             needs_reason=True, objection=a_retraction_asked),
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
    ask: int | None = None,
) -> Statement:
    """Makes the move and returns the statement as it then is.

    ``version`` is the version that was read; when the statement has another one by now nothing
    happens. Raises ``NotAllowed``, ``NotReady`` or ``StaleVersion``. Writes the status, a row of
    history and, for ``approve`` and ``retract``, the edition. A retraction takes two people: the
    first call records who asked and why, a second person's call carries it out or refuses it,
    naming with ``ask`` the event that they read.
    """
    chosen = MOVES[name]
    given = Given(
        by=by, version=version, reason=reason.strip(), category=category.strip(),
        public_note=public_note.strip(), ask=ask,
    )  # fmt: skip
    with transaction.atomic():
        statement = Statement.objects.select_for_update(of=("self",), no_key=True).get(
            pk=statement.pk
        )
        check(chosen, statement, given)
        if name == "retract" and not retraction_is_asked(statement):
            retractions.ask(statement, by=by, reason=given.reason, public_note=given.public_note)
            return statement
        if name == "keep":
            retractions.refuse(statement, by=by, reason=given.reason)
            return statement
        before_status(chosen, statement, given)
        set_status(chosen, statement, given)
        tell(chosen, statement, given)
    return Statement.objects.get(pk=statement.pk)


def tell(chosen: Move, statement: Statement, given: Given) -> None:
    changes: dict[str, Any] = {
        "status": [statement.status, chosen.target],
        "version": [given.version, given.version + 1],
    }
    if chosen.name == "approve":
        # What was vouched for, in the chain: an edition altered later with its digest shows.
        changes["edition_sha256"] = [None, statement.content_sha256]
    Event.objects.record(
        chosen.verb,
        statement,
        by=given.by,
        changes=changes,
        category=given.category,
        reason=given.reason,
    )


def check(chosen: Move, statement: Statement, given: Given) -> None:
    if statement.version != given.version:
        raise StaleVersion(
            _("This statement was changed by %(name)s after you read it (%(when)s; version "
              "%(read)d, now %(now)d: “%(status)s”). Read it again before you decide.")
            % {
                "name": statement.modified_by,
                "when": date_format(
                    timezone.localtime(statement.modified_at), "SHORT_DATETIME_FORMAT"
                ),
                "read": given.version,
                "now": statement.version,
                "status": statement.get_status_display(),
            }
        )  # fmt: skip
    refusal = chosen.refusal(statement, given.by)
    if refusal:
        raise NotAllowed(refusal)
    if chosen.needs_category and given.category not in RETURN_CATEGORIES:
        raise NotReady(_("Say what is wrong: choose a category."))
    if chosen.needs_reason and not given.reason:
        raise NotReady(_("Write a reason: whoever reads this later needs it."))
    if chosen.name in ("retract", "keep"):
        check_ask(statement, given)
    asked = retraction_is_asked(statement)
    if chosen.needs_public_note and not asked and not given.public_note:
        raise NotReady(_("Write the note that readers will see."))
    if chosen.name == "submit":
        check_complete(statement)
        check_nobody_merged(statement)


def check_ask(statement: Statement, given: Given) -> None:
    """A retraction is confirmed or refused as it was asked for and read, by nobody in passing."""
    ask = standing_ask(statement)
    if ask is None and retraction_is_asked(statement):
        raise NotReady(_("History does not tell who asked for this retraction."))
    is_another = given.ask is not None and given.ask != (ask.pk if ask else None)
    is_unread = ask is not None and given.ask is None and bool(given.public_note)
    if is_another or is_unread:
        raise StaleVersion(
            _("Somebody asked for this retraction, or took that back, after you opened the page. "
              "Read what is asked now before you decide.")
        )  # fmt: skip


def check_nobody_merged(statement: Statement) -> None:
    """What is submitted names people as the archive knows them now."""
    problem = objection_of_merged(statement)
    if problem:
        raise NotReady(problem)


def check_complete(statement: Statement) -> None:
    problem = incomplete(statement)
    if problem:
        raise NotReady(problem)


def check_as_submitted(statement: Statement) -> None:
    """An approval is of what was submitted, the article's description and all names included."""
    if sha256_of_content(statement.content()) != statement.content_sha256:
        raise StaleVersion(
            _("The article, a name or a note has changed since this statement was submitted. "
              "Return it, so that its author submits it as it now stands.")
        )  # fmt: skip


def hold_what_it_names(statement: Statement) -> None:
    """Locks what an edition repeats until it is written, in an order every approval keeps.

    Two approvals cannot pass the budget of one article together, and no name changes between the
    reading of the content and its freezing. Of a merged record, who it leads to is held as well:
    the tallies of what is in print count them (``hold_tallies`` tells the order of all locks).
    """
    article = Article.objects.select_for_update(no_key=True).get(pk=statement.article_id)
    named = [statement.speaker_id, *statement.targets.values_list("person", flat=True)]
    named += Person.objects.filter(pk__in=named).values_list("merged_into", flat=True)
    for model, numbers in (
        (Outlet, [article.outlet_id]),
        (Person, named),
        (Topic, statement.topics.values_list("pk", flat=True)),
    ):
        rows = model.objects.select_for_update(no_key=True).filter(pk__in=list(numbers))
        list(rows.order_by("pk"))


def before_status(chosen: Move, statement: Statement, given: Given) -> None:
    """What a move does beside the status, while the old status still stands."""
    if chosen.name == "approve":
        hold_what_it_names(statement)
        check_complete(statement)
        check_as_submitted(statement)
        Edition.objects.publish(statement, approved_by=given.by)
    elif chosen.name == "retract":
        retractions.carry_out(statement, by=given.by)


def set_status(chosen: Move, statement: Statement, given: Given) -> None:
    fields: dict[str, Any] = {}
    if chosen.name == "submit":
        fields = {
            "submitted_by": given.by,
            "submitted_at": timezone.now(),
            "content_sha256": sha256_of_content(statement.content()),
        }
    write_status(statement, chosen.target, by=given.by, **fields)


def write_status(statement: Statement, status: str, *, by: Any, **fields: Any) -> None:
    """The one place where a status is written: for a move, and for its taking back."""
    won = Statement.objects.filter(pk=statement.pk, version=statement.version).update(
        status=status,
        version=statement.version + 1,
        modified_by=by,
        modified_at=timezone.now(),
        **fields,
    )
    if not won:
        raise StaleVersion(_("Somebody else was faster. Read the statement again."))
    # Whoever held it to decide has decided, or nothing is left to decide.
    Reservation.objects.filter(statement=statement).delete()
