"""One view for every move of the workflow: GET confirms, POST performs, a refusal is a message."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from archive import workflow
from archive.admin.move_forms import MoveForm
from archive.admin.replays import is_already_made
from archive.admin.review_page import Shown, review_page
from archive.admin.review_round import CHANGELIST_FILTERS, round_of
from archive.models import Event, Statement
from archive.objections import standing_ask, taken_by_another

CONFLICT = 409
DECISIONS = ("approve", "return", "reject")
SENT_TWICE = ("approve", "return")  # those that are made of nothing but what is in review


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
    if request.method != "POST":
        return confirmation(request, statement, move, site)
    asked = was_asked(statement, move)
    form = MoveForm(request.POST, move=move, asked=asked)
    if not form.is_valid():
        return page(request, statement, move, site, form=form)
    given = form.cleaned_data
    try:
        moved = workflow.move(statement, move.name, by=request.user, **given)
    except workflow.NotReady as problem:
        form.add_error(None, str(problem))
        return page(request, statement, move, site, form=form)
    except workflow.MoveRefused as refusal:
        if is_already_made(statement, move, by=request.user, **given):
            messages.info(request, _("That is already done: nothing was changed twice."))
            return redirect(next_page(request, statement, move, is_replay=True))
        if isinstance(refusal, workflow.StaleVersion):
            return stale(request, statement, move, site, given=given, told=str(refusal))
        messages.error(request, str(refusal))
        return redirect(after_refusal(request, statement, move))
    messages.success(request, told(move, moved))
    return redirect(next_page(request, statement, move))


def confirmation(
    request: HttpRequest, statement: Statement, move: workflow.Move, site: Any
) -> HttpResponse:
    """The page that asks; while somebody else is reading the statement, it says who."""
    refusal = move.refusal(statement, request.user)
    if refusal and not is_only_taken(request, statement, move):
        messages.error(request, refusal)
        return redirect("admin:archive_statement_change", statement.pk)
    read = {"version": statement.version, "ask": number_of_ask(statement)}
    form = MoveForm(move=move, asked=was_asked(statement, move), initial=read)
    return page(request, statement, move, site, form=form)


def number_of_ask(statement: Statement) -> int | None:
    ask = standing_ask(statement)
    return ask.pk if ask else None


def is_only_taken(request: HttpRequest, statement: Statement, move: workflow.Move) -> bool:
    """Whether all that stops this decision is that somebody else is reading the statement."""
    held = taken_by_another(statement, request.user)
    return held is not None and held == move.refusal(statement, request.user)


def after_refusal(request: HttpRequest, statement: Statement, move: workflow.Move) -> str:
    if is_only_taken(request, Statement.objects.get(pk=statement.pk), move):
        return round_of(request).address_of(statement, move.name)
    return reverse("admin:archive_statement_change", args=[statement.pk])


def stale(
    request: HttpRequest,
    statement: Statement,
    move: workflow.Move,
    site: Any,
    *,
    given: dict[str, Any],
    told: str,
) -> HttpResponse:
    """Nothing was decided: what changed is shown, and what was typed is kept."""
    messages.error(request, told)
    now = Statement.objects.with_names().get(pk=statement.pk)
    read = {**given, "version": now.version, "ask": number_of_ask(now)}
    again = MoveForm(move=move, asked=was_asked(now, move), initial=read)
    missed = changes_since(now, given["version"])
    return page(request, now, move, site, form=again, missed=missed, status=CONFLICT)


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
    shown = Shown(
        statement=statement,
        move=move,
        label=label_of(move, asked=was_asked(statement, move)),
        form=form,
        steps=steps_of(statement, request.user),
        missed=missed or [],
    )
    return review_page(request, site, shown, status=status)


def next_page(
    request: HttpRequest, before: Statement, move: workflow.Move, *, is_replay: bool = False
) -> str:
    """After a decision on to the next in the same queue and filters, taken for this reviewer;
    when nothing is left, to the list one came from.

    A decision sent twice leads where it led the first time: to what was then taken.
    """
    in_review = before.status == Statement.Status.IN_REVIEW
    decided = move.name in (SENT_TWICE if is_replay else DECISIONS)
    if not (decided and (in_review or is_replay) and request.user.has_perm(workflow.REVIEW)):
        return reverse("admin:archive_statement_change", args=[before.pk])
    round_ = round_of(request)
    following = round_.take_next(behind=before, held_first=is_replay)
    if following is not None:
        return round_.address_of(following)
    messages.info(request, _("Nothing else waits for you in this queue."))
    filters = parse_qs(request.GET.get(CHANGELIST_FILTERS, ""))
    if filters:
        listed = reverse("admin:archive_statement_changelist")
        return f"{listed}?{urlencode(filters, doseq=True)}"
    return round_.address


def told(move: workflow.Move, statement: Statement) -> str:
    if move.name == "retract" and statement.status == Statement.Status.PUBLISHED:
        return _("The retraction is asked for: a second person must confirm it.")
    return _("%(words)s is now “%(status)s”.") % {
        "words": statement,
        "status": statement.get_status_display(),
    }


def was_asked(statement: Statement, move: workflow.Move) -> bool:
    """Whether this is the second person's half of a retraction."""
    if move.name != "retract":
        return False
    edition = statement.editions.current().first()
    return edition is not None and edition.withdrawal_asked_by_id is not None


def changes_since(statement: Statement, version: int) -> list[Event]:
    """What was edited or decided after the version that was read, oldest first."""
    events = Event.objects.of(statement).order_by("pk")
    return [event for event in events if event.changes.get("version", [0])[0] >= version]
