"""Whether the editions are what two people vouched for, and statements agree with them."""

from collections.abc import Iterator

from django.db.models import Count as CountOf
from django.db.models import Exists, F, Max, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from archive.audit.copies import differing_copies
from archive.audit.finding import Check, Count, Finding, about
from archive.audit.frozen import altered
from archive.audit.streams import ROWS, streamed
from archive.models import Edition, Statement, StatementEditor
from archive.models.digests import sha256_of_content

State, Status = Edition.State, Statement.Status
CURRENT = Edition.objects.filter(statement=OuterRef("pk"), state=State.CURRENT)
LATER = Edition.objects.filter(statement=OuterRef("statement"), number__gt=OuterRef("number"))
# Earlier editions that stood when this one was approved. One removed since may have stood.
STANDING = Edition.objects.filter(
    statement=OuterRef("statement"),
    number__lt=OuterRef("number"),
    state__in=[State.CURRENT, State.SUPERSEDED, State.REMOVED],
)
HELD = 500  # statements held at a time, with all that belongs to them


def changed_submissions(count: Count) -> Iterator[Finding]:
    """A warning: the name of a person or the title of an article may be corrected meanwhile, and
    approval then refuses what was submitted."""
    waiting = (
        Statement.objects.awaiting_review()
        .order_by("pk")
        .select_related("article__outlet", "speaker", "text")
        .defer("text__body")
        .prefetch_related("targets__person", "topics", "annotations")
    )
    for statement in streamed(waiting, count, held=HELD):
        if sha256_of_content(statement.content()) != statement.content_sha256:
            message = "It is no longer what was submitted: its approval will be refused."
            yield about(Statement, statement.pk, "submission", message, is_warning=True)


def approved_by_an_editor() -> Iterator[Finding]:
    """The two-person rule in retrospect; that the approver is not the submitter is a constraint."""
    last = STANDING.order_by().values("statement").values(last=Max("statement_version"))
    approvers_edits = StatementEditor.objects.filter(
        statement=OuterRef("statement"),
        user=OuterRef("approved_by"),
        version__lte=OuterRef("statement_version"),
        version__gt=OuterRef("vouched_until"),
    )
    own = (
        Edition.objects.filter(
            statement__editors__user=F("approved_by"),
            statement__editors__version__lte=F("statement_version"),
        )
        .annotate(vouched_until=Coalesce(Subquery(last), 0))
        .filter(Exists(approvers_edits))
    )
    for pk in own.order_by("pk").values_list("pk", flat=True).distinct():
        yield about(Edition, pk, "two people", "It was approved by somebody who edited it.")


def misnumbered() -> Iterator[Finding]:
    numbers = (
        Edition.objects.order_by("statement")
        .values("statement")
        .annotate(first=Min("number"), last=Max("number"), all=CountOf("number", distinct=True))
        .filter(~Q(first=1) | ~Q(last=F("all")))
    )
    for row in numbers.values_list("statement", flat=True).iterator():
        yield about(Statement, row, "edition", "Its editions are not numbered 1, 2, 3 …")


def wrong_states() -> Iterator[Finding]:
    """What agrees with no history of moves; two current editions of one statement are told by the
    constraint."""
    statements, editions = Statement.objects.all(), Edition.objects.all()
    ended = Edition.objects.filter(statement=OuterRef("pk")).order_by("-number").values("state")
    wrong = [
        (statements.filter(~Exists(CURRENT), status=Status.PUBLISHED),
         "It is published and has no current edition."),
        (statements.filter(Exists(CURRENT), status__in=[Status.REJECTED, Status.RETRACTED]),
         "It is withdrawn and the public still reads an edition of it."),
        (statements.filter(status=Status.RETRACTED)
         .annotate(last=Coalesce(Subquery(ended[:1]), Value("")))
         .exclude(last__in=[State.RETRACTED, State.REMOVED, State.CURRENT]),
         "It is retracted and its last edition is not."),
        (statements.filter(
            Exists(CURRENT.exclude(sha256=OuterRef("content_sha256"))), status=Status.PUBLISHED),
         "Its current edition is not of what was submitted."),
        (editions.filter(~Exists(LATER), state=State.SUPERSEDED),
         "It is superseded and there is no later edition."),
        (editions.filter(Exists(LATER), state=State.CURRENT),
         "It is current and there is a later edition."),
        (editions.filter(statement_version__gte=F("statement__version")),
         "It was made of a version that its statement has not passed."),
    ]  # fmt: skip
    for rows, message in wrong:
        for pk in rows.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=ROWS):
            yield about(rows.model, pk, "edition", message)


def wrong_editions(count: Count) -> Iterator[Finding]:
    yield from altered(count)
    yield from approved_by_an_editor()
    yield from misnumbered()
    yield from wrong_states()
    yield from differing_copies()


EDITIONS = Check("edition", "editions", Edition.objects.count, wrong_editions)
SUBMISSIONS = Check(
    "submission",
    "submissions",
    lambda: Statement.objects.awaiting_review().count(),
    changed_submissions,
)
