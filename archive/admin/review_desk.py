"""The review desk: a queue, narrowed as one likes, each row with all it takes to choose it."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from archive import queues
from archive.admin.review_round import Round, is_open, round_of
from archive.admin.timeline import Rounds, rounds_of
from archive.admin.triage import TriageForm
from archive.models import Reservation, Statement
from archive.objections import REVIEW
from archive.pagination import page_of

ROWS = 40
TEMPLATE = "admin/archive/review_desk.html"


@dataclass(frozen=True, slots=True)
class Row:
    """A statement of the desk as one editor meets it."""

    statement: Statement
    address: str  # where it is read and decided, or mended
    days: int | None  # waiting for review, in whole days
    is_late: bool
    is_overdue: bool
    is_own: bool
    may_approve: bool
    held: Reservation | None  # while somebody is reading it
    is_mine: bool
    returned: Rounds | None  # why it came back, while it is with its author
    blocked: str  # why no active reviewer may approve it, or ""
    is_triaged: bool  # whether this editor may set its priority


@require_GET
def review_desk(request: HttpRequest, *, site: Any) -> HttpResponse:
    if not request.user.has_perm("archive.view_statement"):
        raise PermissionDenied
    round_ = round_of(request)
    statements = shown_to(round_.statements, request.user)
    page = page_of(statements, request.GET, order=queues.ORDER, size=ROWS)
    context = {
        **site.each_context(request),
        "title": _("Review desk"),
        "round": round_,
        "tabs": tabs(round_, request.user),
        "waiting": queues.count(round_.statements),
        "rows": rows_of(page.rows, round_),
        "page": page,
        "is_narrowed": any(round_.filters.data.get(name) for name in round_.filters.filters),
        "reviews": request.user.has_perm(REVIEW),
        "triage": TriageForm(),
    }
    return TemplateResponse(request, TEMPLATE, context)


def tabs(round_: Round, user: Any) -> list[dict[str, Any]]:
    """The queues that are this user's, each with its page."""
    desk = reverse("admin:review-desk")
    return [
        {"label": queue.label, "url": f"{desk}?queue={name}", "is_here": name == round_.name}
        for name, queue in queues.QUEUES.items()
        if is_open(name, user)
    ]


def shown_to(statements: QuerySet, user: Any) -> QuerySet:
    """With everything a row shows, in a fixed number of queries."""
    mine = queues.reviewable_among(Statement.objects.all(), user).filter(pk=OuterRef("pk"))
    return (
        statements.with_names()
        .select_related("reservation__user")
        .defer("prefix", "suffix")
        .annotate(may_approve=Exists(mine) if user.has_perm(REVIEW) else Value(False))
    )


def rows_of(statements: list[Statement], round_: Round) -> list[Row]:
    returned = rounds_of(one for one in statements if one.status == Statement.Status.RETURNED)
    blocked = dict.fromkeys(queues.blocked_among(statements), blocked_in_words())
    return [
        row_of(one, round_, returned.get(one.pk), blocked=blocked.get(one.pk, ""))
        for one in statements
    ]


def blocked_in_words() -> str:
    return _(
        "Blocked: every active reviewer submitted or edited this. Somebody else must be given the "
        "right to review."
    )


def row_of(statement: Statement, round_: Round, rounds: Rounds | None, *, blocked: str) -> Row:
    user = round_.user
    in_review = statement.status == Statement.Status.IN_REVIEW
    held = getattr(statement, "reservation", None)
    held = held if held and held.is_live else None
    since = statement.submitted_at if in_review else None
    return Row(
        statement=statement,
        address=address_of(statement, round_),
        days=(timezone.localdate() - timezone.localdate(since)).days if since else None,
        is_late=bool(since and since < queues.late_before()),
        is_overdue=bool(statement.due_on and statement.due_on < timezone.localdate()),
        is_own=user.pk in (statement.submitted_by_id, statement.created_by_id),
        may_approve=statement.may_approve,
        held=held,
        is_mine=held is not None and held.user_id == user.pk,
        returned=rounds if rounds and rounds.returned else None,
        blocked=blocked,
        is_triaged=user.has_perm(REVIEW) and in_review,
    )


def address_of(statement: Statement, round_: Round) -> str:
    """The page of the decision for who may take it, else the statement's own."""
    if statement.may_approve:
        return round_.address_of(statement)
    if round_.name == "retraction":
        return round_.address_of(statement, "retract")
    return reverse("admin:archive_statement_change", args=[statement.pk])


@require_GET
def people_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """People of the same name whom nobody has told apart or merged yet."""
    if not request.user.has_perm("archive.view_person"):
        raise PermissionDenied
    page = page_of(
        queues.people_to_tell_apart(), request.GET, order=("folded_name", "pk"), size=ROWS
    )
    context = {
        **site.each_context(request),
        "title": _("People of the same name"),
        "people": page.rows,
        "page": page,
    }
    return TemplateResponse(request, "admin/archive/review_people.html", context)
