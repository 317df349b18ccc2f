"""The page of a move: the statement in its article, what would be vouched for, what was said."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import workflow
from archive.admin.discussion import thread_of
from archive.admin.move_forms import MoveForm
from archive.admin.review_round import round_of
from archive.admin.text_panel import Passage, passage
from archive.admin.timeline import Rounds, rounds_of
from archive.admin.triage import triage_form
from archive.marking import Mark, Segment, segments
from archive.models import Article, Edition, EditorProfile, Event, ExcerptOverride, Statement
from archive.models.budget import (
    Stretch,
    covered,
    meter_of,
    named_by,
    readable_editions,
    shown_by,
)
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
    paragraphs = paragraphs_of(passage(statement, request.user))
    context = {
        **site.each_context(request),
        "title": title_of(shown),
        "label": shown.label,
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
        "paragraphs": paragraphs,
        "first_words": next((one for line in paragraphs for one in line if one.key), None),
        "override": override_in_force(statement),
        "thread": thread_of(statement, request.user),
        "back": f"{request.path}{round_.query}",
        **reviewing(request, shown),
    }
    beside = {move.name, "return" if context.get("return_form") else ""}
    context["others"] = [step for step in shown.steps if step.name not in beside]
    return TemplateResponse(request, TEMPLATE, context, status=status)


def title_of(shown: Shown) -> str:
    """The heading of the page, which says of which statement it is."""
    return _("%(act)s: no. %(number)d") % {"act": shown.label, "number": shown.statement.pk}


def paragraphs_of(shown: Passage) -> list[list[Segment]]:
    """The passage by paragraphs, each line that is not blank being one; the statement's words have
    a key."""
    start = len(shown.before)
    words = Mark(start, start + len(shown.words), 1)
    lines = segments(shown.before + shown.words + shown.after, [words])
    return [line for line in lines if any(piece.text.strip() for piece in line)]


def reviewing(request: HttpRequest, shown: Shown) -> dict[str, Any]:
    """What only a reviewer meets, while the statement is in review."""
    statement = shown.statement
    in_review = statement.status == Statement.Status.IN_REVIEW
    if not in_review or not request.user.has_perm(workflow.REVIEW):
        return {}
    held = holder_of(statement)
    rounds = rounds_of([statement])[statement.pk]
    names = {step.name for step in shown.steps}
    return {
        "reviews": True,
        "rounds": rounds,
        "hands": hands_in_words(rounds),
        "meter": meter_of(statement.article, adding=statement),
        "pending": pending_beside(statement.article, statement),
        "held": held,
        "is_mine": held is not None and held.user_id == request.user.pk,
        "is_takeable": "approve" in names,
        "return_form": return_form(statement)
        if shown.move.name == "approve" and "return" in names
        else None,
        "triage": triage_form(statement),
        "single_keys": uses_single_keys(request.user),
    }


def hands_in_words(rounds: Rounds) -> str:
    """Who submitted what is in review and who edited it since; "" when nobody edited it."""
    hands = [
        _("%(name)s (version %(version)d)") % {"name": name, "version": version}
        for name, version in rounds.hands
    ]
    if len(hands) < 2:
        return ""
    given = {"submitter": hands[0], "editors": ", ".join(hands[1:])}
    return _("Submitted by %(submitter)s, then changed by %(editors)s") % given


def return_form(statement: Statement) -> MoveForm:
    """The form of the return beside the approval, so that either is one step away."""
    return MoveForm(
        move=workflow.MOVES["return"],
        initial={"version": statement.version},
        auto_id="return_%s",
    )


def pending_beside(article: Article, statement: Statement | None) -> int:
    """How many code points of a private article its other statements in review would show, beyond
    what its editions and this statement do."""
    others = article.statements.filter(status=Statement.Status.IN_REVIEW)
    if statement is not None:
        others = others.exclude(pk=statement.pk)
    waiting = [] if article.is_open else list(others.prefetch_related("targets"))
    if not waiting:
        return 0
    bodies = dict(article.texts.values_list("pk", "body"))
    shown = [*readable_editions(article), *([statement] if statement else [])]
    before = [each for one in shown for each in stretches_of(one, bodies)]
    then = [each for one in waiting for each in stretches_of(one, bodies)]
    return covered(before + then) - covered(before)


def stretches_of(spoken: Any, bodies: dict[int, str]) -> list[Stretch]:
    named = named_by(spoken, spoken.targets.all(), bodies[spoken.text_id])
    return [shown_by(spoken), *named]


def uses_single_keys(user: Any) -> bool:
    chosen = EditorProfile.objects.filter(user=user).values_list("single_keys", flat=True).first()
    return True if chosen is None else chosen


def override_in_force(statement: Statement) -> ExcerptOverride | None:
    """A chief editor's leave to show these words beyond the budget of their article."""
    given = statement.overrides.filter(
        text=statement.text_id, start__lte=statement.start, end__gte=statement.end
    )
    return given.select_related("by").first()
