"""One view for every move of the workflow: GET confirms, POST performs, a refusal is a message."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from archive import workflow
from archive.admin.statement_forms import MoveForm
from archive.admin.text_panel import passage
from archive.models import Edition, Event, Statement
from archive.models.event import differences

TEMPLATE = "admin/archive/statement/move.html"
CONFLICT = 409


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
    return redirect(next_page(move), *([] if move.permission == workflow.REVIEW else [moved.pk]))


def next_page(move: workflow.Move) -> str:
    reviewing = move.permission == workflow.REVIEW
    return "admin:archive_statement_changelist" if reviewing else "admin:archive_statement_change"


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
    context = {
        **site.each_context(request),
        "title": move.label,
        "opts": Statement._meta,
        "statement": statement,
        "move": move,
        "form": form,
        "missed": missed or [],
        "edition": current,
        "since_edition": differences(current.content(), statement.content()) if current else {},
        "passage": passage(statement),
    }
    return TemplateResponse(request, TEMPLATE, context, status=status)
