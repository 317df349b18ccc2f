"""Approving several statements at once: each by the one door of the workflow, each on its own.

What cannot be approved is listed with the reason and the others are published all the same.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from archive import workflow
from archive.admin.replays import is_already_made
from archive.admin.reservations import refuse_unless_reviewer
from archive.admin.review_round import round_of
from archive.models import Statement

MOST_AT_ONCE = 100
RESULTS = "bulk_approval"  # in the session, for the page that shows them
APPROVE = workflow.MOVES["approve"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one statement of a bulk approval."""

    statement: int
    words: str
    version: int
    refusal: str = ""  # "" when it is approved
    is_stale: bool = False
    # What tells it from another one of the same words.
    speaker: str = ""
    article: str = ""
    submitted_by: str = ""


@require_POST
def approve_view(request: HttpRequest) -> HttpResponse:
    """Approves what is chosen, in the versions that were read, and shows what became of each."""
    refuse_unless_reviewer(request)
    round_ = round_of(request)
    chosen = chosen_in(request.POST.getlist("chosen"))
    if not 0 < len(chosen) <= MOST_AT_ONCE:
        messages.error(
            request,
            _("Choose the statements you have read.")
            if not chosen
            else _("Choose %(most)d statements at most at a time.") % {"most": MOST_AT_ONCE},
        )
        return redirect(round_.address)
    outcomes = [approve(statement, version, request.user) for statement, version in chosen]
    request.session[RESULTS] = [asdict(outcome) for outcome in outcomes]
    return redirect(f"{reverse('admin:review-approved')}{round_.query}")


def chosen_in(written: list[str]) -> list[tuple[Statement, int]]:
    """The statements named as "number:version", in that order, each once."""
    versions: dict[int, int] = {}
    for one in written:
        number, _colon, version = one.partition(":")
        if is_number(number) and is_number(version):
            versions.setdefault(int(number), int(version))
    found = Statement.objects.with_names().in_bulk(list(versions)[: MOST_AT_ONCE + 1])
    return [(found[number], version) for number, version in versions.items() if number in found]


def is_number(written: str) -> bool:
    return written.isascii() and written.isdigit() and len(written) < 16


def approve(statement: Statement, version: int, user: Any) -> Outcome:
    """One approval in a transaction of its own; sent again, it is told as done."""
    refusal, is_stale = "", False
    try:
        workflow.move(statement, "approve", by=user, version=version)
    except workflow.MoveRefused as problem:
        if not is_already_made(statement, APPROVE, by=user, version=version):
            refusal, is_stale = str(problem), isinstance(problem, workflow.StaleVersion)
    except DatabaseError:
        refusal = _("The database was busy or refused it: open the statement and try again.")
    return Outcome(
        statement.pk,
        str(statement),
        version,
        refusal,
        is_stale,
        speaker=statement.speaker_words,
        article=str(statement.article),
        submitted_by=str(statement.submitted_by or ""),
    )


@require_GET
def approved_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """What became of each statement of this editor's last bulk approval."""
    if not request.user.has_perm(workflow.REVIEW):
        raise PermissionDenied
    outcomes = [Outcome(**kept) for kept in request.session.get(RESULTS, [])]
    approved = [one for one in outcomes if not one.refusal]
    refused = [one for one in outcomes if one.refusal]
    title = ngettext("%(number)d approved", "%(number)d approved", len(approved))
    context = {
        **site.each_context(request),
        "title": title % {"number": len(approved)},
        "approved": approved,
        "refused": refused,
        "round": round_of(request),
    }
    return TemplateResponse(request, "admin/archive/review_approved.html", context)
