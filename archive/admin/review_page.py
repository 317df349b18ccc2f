"""The page of a move: the statement in its article, what would be vouched for, what was said."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy

from archive import workflow
from archive.admin.discussion import thread_of
from archive.admin.move_forms import MoveForm
from archive.admin.review_round import round_of
from archive.admin.text_panel import passage
from archive.admin.triage import triage_form
from archive.models import Edition, EditorProfile, Event, ExcerptOverride, Statement
from archive.models.event import differences
from archive.reservations import holder_of

TEMPLATE = "admin/archive/statement/move.html"
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
class Shown:
    """A move on its page: of which statement, under which label, with which form."""

    statement: Statement
    move: workflow.Move
    label: str
    form: MoveForm
    steps: list[Any]  # every move this user can make now
    missed: list[Event]  # what happened after the version that was read


def review_page(
    request: HttpRequest, site: Any, shown: Shown, *, status: int = 200
) -> HttpResponse:
    statement, move = shown.statement, shown.move
    current: Edition | None = statement.editions.current().first()
    round_ = round_of(request)
    context = {
        **site.each_context(request),
        "title": shown.label,
        "opts": Statement._meta,
        "statement": statement,
        "article": statement.article,
        "move": move,
        "heading": HEADINGS.get(move.name, shown.label),
        "kept": round_.query,
        "round": round_,
        "form": shown.form,
        "refusal": move.refusal(statement, request.user),
        "missed": shown.missed,
        "edition": current,
        "since_edition": differences(current.content(), statement.content()) if current else {},
        "passage": passage(statement, request.user),
        "override": override_in_force(statement),
        "thread": thread_of(statement, request.user),
        "back": f"{request.path}{round_.query}",
        **reviewing(request, shown),
    }
    beside = {move.name, "return" if context.get("return_form") else ""}
    context["others"] = [step for step in shown.steps if step.name not in beside]
    return TemplateResponse(request, TEMPLATE, context, status=status)


def reviewing(request: HttpRequest, shown: Shown) -> dict[str, Any]:
    """What only a reviewer meets, while the statement is in review."""
    statement = shown.statement
    in_review = statement.status == Statement.Status.IN_REVIEW
    if not in_review or not request.user.has_perm(workflow.REVIEW):
        return {}
    held = holder_of(statement)
    names = {step.name for step in shown.steps}
    return {
        "reviews": True,
        "held": held,
        "is_mine": held is not None and held.user_id == request.user.pk,
        "is_takeable": "approve" in names,
        "return_form": return_form(statement)
        if shown.move.name == "approve" and "return" in names
        else None,
        "triage": triage_form(statement),
        "single_keys": uses_single_keys(request.user),
    }


def return_form(statement: Statement) -> MoveForm:
    """The form of the return beside the approval, so that either is one step away."""
    return MoveForm(
        move=workflow.MOVES["return"],
        initial={"version": statement.version},
        auto_id="return_%s",
    )


def uses_single_keys(user: Any) -> bool:
    chosen = EditorProfile.objects.filter(user=user).values_list("single_keys", flat=True).first()
    return True if chosen is None else chosen


def override_in_force(statement: Statement) -> ExcerptOverride | None:
    """A chief editor's leave to show these words beyond the budget of their article."""
    given = statement.overrides.filter(
        text=statement.text_id, start__lte=statement.start, end__gte=statement.end
    )
    return given.select_related("by").first()
