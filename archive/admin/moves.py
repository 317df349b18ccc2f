"""One view for every move of the workflow: GET confirms, POST performs, a refusal is a message."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import workflow
from archive.admin.move_forms import MoveForm
from archive.admin.text_panel import passage
from archive.admin_site import next_to_review
from archive.models import Edition, Event, Statement
from archive.models.event import differences

TEMPLATE = "admin/archive/statement/move.html"
CONFLICT = 409
FILTERS = "_changelist_filters"  # Django's parameter for the list one came from
DECISIONS = ("approve", "return", "reject")
# Over the facts on the page of a move: what it does to them. Others have their own name there.
HEADINGS = {
    "submit": gettext_lazy("What a reviewer would read"),
    "approve": gettext_lazy("What would be vouched for"),
    "return": gettext_lazy("What goes back to its author"),
    "reject": gettext_lazy("What would be rejected"),
    "revise": gettext_lazy("What would be revised"),
    "retract": gettext_lazy("What would be withdrawn"),
    "keep": gettext_lazy("What readers would go on reading"),
    "reopen": gettext_lazy("What would be reopened"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A move as one editor meets it."""

    name: str
    label: str


def label_of(move: workflow.Move, *, asked: bool) -> str:
    """What the button says: a retraction is asked for by one person, confirmed by another."""
    if move.name == "retract":
        return _("Confirm the retraction") if asked else _("Ask for the retraction")
    return str(move.label)


def steps_of(statement: Statement, user: Any) -> list[Step]:
    """The moves this user can make with this statement now."""
    return [
        Step(move.name, label_of(move, asked=was_asked(statement, move)))
        for move in workflow.available(statement, user)
    ]


def move_view(
    request: HttpRequest, statement: Statement, move: workflow.Move, site: Any
) -> HttpResponse:
    refusal = move.refusal(statement, request.user)
    asked = was_asked(statement, move)
    if request.method != "POST":
        if refusal:
            messages.error(request, refusal)
            return redirect("admin:archive_statement_change", statement.pk)
        form = MoveForm(move=move, asked=asked, initial={"version": statement.version})
        return page(request, statement, move, site, form=form)
    form = MoveForm(request.POST, move=move, asked=asked)
    if not form.is_valid():
        return page(request, statement, move, site, form=form)
    given = form.cleaned_data
    try:
        moved = workflow.move(statement, move.name, by=request.user, **given)
    except workflow.StaleVersion as stale:
        messages.error(request, str(stale))
        fresh = Statement.objects.with_names().get(pk=statement.pk)
        again = MoveForm(move=move, asked=asked, initial={**given, "version": fresh.version})
        return page(
            request, fresh, move, site, form=again,
            missed=changes_since(fresh, given["version"]), status=CONFLICT,
        )  # fmt: skip
    except workflow.NotReady as problem:
        form.add_error(None, str(problem))
        return page(request, statement, move, site, form=form)
    except workflow.MoveRefused as problem:
        messages.error(request, str(problem))
        return redirect("admin:archive_statement_change", statement.pk)
    messages.success(request, told(move, moved))
    return redirect(next_page(request, statement, move))


def next_page(request: HttpRequest, before: Statement, move: workflow.Move) -> str:
    """After a decision on to the next in the queue, else to the list one came from."""
    decided = move.name in DECISIONS and before.status == Statement.Status.IN_REVIEW
    if not decided or not request.user.has_perm(workflow.REVIEW):
        return reverse("admin:archive_statement_change", args=[before.pk])
    kept = request.GET.get(FILTERS, "")
    following = next_to_review(request.user, before)
    if following is None:
        filters = parse_qs(kept) or {"status__exact": Statement.Status.IN_REVIEW.value}
        listed = reverse("admin:archive_statement_changelist")
        return f"{listed}?{urlencode(filters, doseq=True)}"
    address = reverse("admin:archive_statement_move", args=[following.pk, "approve"])
    return f"{address}?{urlencode({FILTERS: kept})}" if kept else address


def told(move: workflow.Move, statement: Statement) -> str:
    if move.name == "retract" and statement.status == Statement.Status.PUBLISHED:
        return _("The retraction is asked for: a second person must confirm it.")
    return _("The statement is now “%(status)s”.") % {"status": statement.get_status_display()}


def was_asked(statement: Statement, move: workflow.Move) -> bool:
    """Whether this is the second person's half of a retraction."""
    if move.name != "retract":
        return False
    edition = statement.editions.current().first()
    return edition is not None and edition.withdrawal_asked_by_id is not None


def changes_since(statement: Statement, version: int) -> list[Event]:
    """The edits made after the version that was read, oldest first."""
    events = Event.objects.of(statement).filter(verb=Event.Verb.CHANGED).order_by("pk")
    return [event for event in events if event.changes.get("version", [0])[0] >= version]


def page(
    request: HttpRequest,
    statement: Statement,
    move: workflow.Move,
    site: Any,
    *,
    form: MoveForm,
    missed: list[Event] | None = None,
    status: int = 200,
) -> HttpResponse:
    current: Edition | None = statement.editions.current().first()
    label = label_of(move, asked=was_asked(statement, move))
    kept = request.GET.get(FILTERS, "")
    context = {
        **site.each_context(request),
        "title": label,
        "opts": Statement._meta,
        "statement": statement,
        "article": statement.article,
        "move": move,
        "heading": HEADINGS.get(move.name, label),
        "others": [step for step in steps_of(statement, request.user) if step.name != move.name],
        "kept": f"?{urlencode({FILTERS: kept})}" if kept else "",
        "form": form,
        "missed": missed or [],
        "edition": current,
        "since_edition": differences(current.content(), statement.content()) if current else {},
        "passage": passage(statement, request.user),
    }
    return TemplateResponse(request, TEMPLATE, context, status=status)
