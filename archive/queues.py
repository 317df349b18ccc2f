"""What waits at the desk: for whom, since when, and in which order it is taken up."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models import (
    ArticleText,
    Edition,
    Event,
    Person,
    PersonDistinction,
    Reservation,
    Statement,
    StatementEditor,
)
from archive.models.article import has_newer_text
from archive.objections import REVIEW
from archive.workflow import RETURN_CATEGORIES

# The most pressing first, then what is due first, then what came in first.
ORDER = ("-priority", "due_on", "submitted_at", "pk")
NEVER_DUE = date.max
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Queue:
    """Statements that wait for something; ``waiting`` gives those that wait for this user."""

    label: Any
    waiting: Callable[[Any], QuerySet]
    # Whether these are read to be decided on.
    is_reviewed: bool = False
    # Whether it is a queue of reviewers alone; to others it is nothing or the same as another.
    needs_reviewer: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many statements of a queue there are, and how many of them are past the day they were
    due."""

    number: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Returned:
    """How often one's submissions came back for one reason."""

    category: str
    label: Any
    last_year: int
    in_all: int


# --- The queues -----------------------------------------------------------------------------


def reviewable_among(statements: QuerySet, user: Any) -> QuerySet:
    """Those in review that this user may approve: nothing they submitted or edited since the last
    edition that stands, and no retraction is asked for."""
    theirs = StatementEditor.objects.filter(
        statement=OuterRef("pk"), user=user, version__gt=Coalesce(OuterRef("last_approved"), 0)
    )
    asked = Edition.objects.current().filter(
        statement=OuterRef("pk"), withdrawal_asked_by__isnull=False
    )
    return (
        statements.filter(status=Statement.Status.IN_REVIEW)
        .annotate(last_approved=last_approved("pk"))
        .exclude(submitted_by=user)
        .filter(~Exists(theirs), ~Exists(asked))
    )


def last_approved(statement: str) -> Subquery:
    """The version of the last edition that stands, of the statement in this field outside."""
    editions = Edition.objects.readable().filter(statement=OuterRef(statement))
    return Subquery(editions.order_by("-number").values("statement_version")[:1])


def approvers() -> QuerySet:
    """The active editors who may approve what others made."""
    return get_user_model().objects.with_perm(REVIEW).filter(is_staff=True)


def blocked_among(statements: Iterable[Statement], *, besides: Any = None) -> set[int]:
    """The numbers of those in review that no active reviewer may approve: each of them submitted
    or edited it. With ``besides``, as it would be if that user edited them too. Two queries."""
    barred = {
        one.pk: {one.submitted_by_id}
        for one in statements
        if one.status == Statement.Status.IN_REVIEW
    }
    if not barred:
        return set()
    reviewers = set(approvers().values_list("pk", flat=True))
    if besides is not None:
        reviewers.discard(besides.pk)
    edited = StatementEditor.objects.filter(
        statement__in=list(barred), version__gt=Coalesce(last_approved("statement"), 0)
    )
    for statement, editor in edited.values_list("statement", "user"):
        barred[statement].add(editor)
    return {pk for pk, makers in barred.items() if reviewers <= makers}


def reviewable_by(user: Any) -> QuerySet:
    """What this user may approve, the most pressing first."""
    return in_order(reviewable_among(Statement.objects.all(), user))


def waiting_for_review(user: Any) -> QuerySet:
    """What a reviewer may approve; to others, all that waits for a reviewer."""
    reviews = user.has_perm(REVIEW)
    return reviewable_by(user) if reviews else all_in_review(user)


def all_in_review(user: Any) -> QuerySet:
    return in_order(Statement.objects.awaiting_review())


def late_before() -> timezone.datetime:
    """What was submitted before this has waited too long."""
    return timezone.now() - timedelta(days=settings.REVIEW_LATE_DAYS)


def waiting_longest(user: Any) -> QuerySet:
    """In review for longer than ``settings.REVIEW_LATE_DAYS``, whoever may approve."""
    return all_in_review(user).filter(submitted_at__lt=late_before())


def returned_to(user: Any) -> QuerySet:
    return in_order(Statement.objects.returned_to(user))


def in_progress_of(user: Any) -> QuerySet:
    """This user's drafts, and what they submitted that is not decided yet."""
    drafts = Q(status=Statement.Status.DRAFT, created_by=user)
    submitted = Q(status=Statement.Status.IN_REVIEW, submitted_by=user)
    return in_order(Statement.objects.filter(drafts | submitted))


def to_anchor_anew(user: Any) -> QuerySet:
    """Statements that stand in a text which a later version of their article has replaced."""
    corrected = ArticleText.objects.filter(number__gt=1).values("article")
    closed = (Statement.Status.REJECTED, Statement.Status.RETRACTED)
    behind = Statement.objects.filter(has_newer_text(), article__in=corrected)
    return in_order(behind.exclude(status__in=closed))


def retractions_for(user: Any) -> QuerySet:
    """Retractions that somebody else asked for."""
    asked = Edition.objects.current().filter(withdrawal_asked_by__isnull=False)
    others = asked.exclude(withdrawal_asked_by=user)
    return in_order(Statement.objects.filter(pk__in=others.values("statement")))


def under_revision(user: Any) -> QuerySet:
    """Statements the public reads in an edition while the desk is changing them."""
    current = Edition.objects.current().filter(statement=OuterRef("pk"))
    return in_order(Statement.objects.filter(Exists(current), status__in=Statement.EDITABLE))


# By the name they have in the address of the review desk, in the order of the front page.
QUEUES: dict[str, Queue] = {
    "review": Queue(_("Waiting for review"), waiting_for_review, is_reviewed=True),
    "in_review": Queue(_("All in review"), all_in_review, is_reviewed=True, needs_reviewer=True),
    "late": Queue(_("Waiting longest"), waiting_longest, is_reviewed=True),
    "returned": Queue(_("Returned to me"), returned_to),
    "mine": Queue(_("Mine in progress"), in_progress_of),
    "retraction": Queue(_("Retractions to confirm"), retractions_for, needs_reviewer=True),
    "revision": Queue(_("Published, under revision"), under_revision),
    "anchors": Queue(_("Anchors to repair"), to_anchor_anew),
}


def people_to_tell_apart() -> QuerySet:
    """People of the same name whom nobody has told apart or merged yet."""
    standing = Person.objects.filter(merged_into=None)
    shared = (
        standing.order_by()
        .values("folded_name")
        .annotate(bearers=Count("pk"))
        .filter(bearers__gt=1)
    )
    told_apart = PersonDistinction.objects.filter(
        Q(first=OuterRef("pk"), second=OuterRef(OuterRef("pk")))
        | Q(second=OuterRef("pk"), first=OuterRef(OuterRef("pk")))
    )
    homonyms = (
        standing.filter(folded_name=OuterRef("folded_name"))
        .exclude(pk=OuterRef("pk"))
        .filter(~Exists(told_apart))
    )
    return standing.filter(folded_name__in=shared.values("folded_name")).filter(Exists(homonyms))


# --- Their order ----------------------------------------------------------------------------


def in_order(statements: QuerySet) -> QuerySet:
    return statements.order_by(
        "-priority", F("due_on").asc(nulls_last=True), F("submitted_at").asc(nulls_last=True), "pk"
    )


def after(statements: QuerySet, statement: Statement) -> QuerySet:
    """Those that stand behind this one in the order of review; it need not be among them, but it
    must have been submitted."""
    due = statement.due_on or NEVER_DUE
    later = Q(submitted_at__gt=statement.submitted_at) | Q(
        submitted_at=statement.submitted_at, pk__gt=statement.pk
    )
    return statements.annotate(due=Coalesce("due_on", Value(NEVER_DUE))).filter(
        Q(priority__lt=statement.priority)
        | Q(priority=statement.priority, due__gt=due)
        | Q(Q(priority=statement.priority, due=due) & later)
    )


def free_for(statements: QuerySet, user: Any) -> QuerySet:
    """Those that nobody else is reading just now."""
    return statements.filter(~Exists(live_reservations().exclude(user=user)))


def live_reservations() -> QuerySet:
    """The reservations of an outer statement that still hold."""
    since = timezone.now() - Reservation.LENGTH
    return Reservation.objects.filter(statement=OuterRef("pk"), taken_at__gt=since)


def held_by(statements: QuerySet, user: Any) -> QuerySet:
    """Those that this user took and has not decided on yet."""
    return statements.filter(Exists(live_reservations().filter(user=user)))


# --- What is counted ------------------------------------------------------------------------


def count(statements: QuerySet) -> Waiting:
    """How many wait, and how many are overdue, in one query."""
    overdue = Q(due_on__lt=timezone.localdate())
    counted = statements.order_by().aggregate(
        number=Count("pk"), overdue=Count("pk", filter=overdue)
    )
    return Waiting(**counted)


def returns_of(user: Any) -> list[Returned]:
    """Why this user's submissions came back, the most frequent reason first.

    A return counts for whoever had submitted the statement last before it.
    """
    events = Event.objects.filter(record_type=Statement._meta.label_lower)
    submitted = events.filter(
        verb=Event.Verb.SUBMITTED, record_id=OuterRef("record_id"), pk__lt=OuterRef("pk")
    )
    counted = (
        events.filter(verb=Event.Verb.RETURNED)
        .annotate(submitter=Subquery(submitted.order_by("-pk").values("actor")[:1]))
        .filter(submitter=user.pk)
        .order_by()
        .values_list("category")
        .annotate(
            last_year=Count("pk", filter=Q(at__gte=timezone.now() - YEAR)), in_all=Count("pk")
        )
    )
    found = [
        Returned(category, RETURN_CATEGORIES.get(category, category), last_year, in_all)
        for category, last_year, in_all in counted
    ]
    return sorted(found, key=lambda one: (-one.in_all, one.category))
