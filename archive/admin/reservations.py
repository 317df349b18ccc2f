"""Taking a statement to read it, giving it back, taking it over, going on to the next: all by
POST, for a page that is only looked at changes nothing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from archive import reservations
from archive.admin.discussion import statement_or_404
from archive.admin.review_round import Round, round_of
from archive.models import Reservation, Statement
from archive.objections import REVIEW


def until(reservation: Reservation) -> str:
    return time_format(timezone.localtime(reservation.ends_at))


def refuse_unless_reviewer(request: HttpRequest) -> None:
    if not request.user.has_perm(REVIEW):
        raise PermissionDenied


@require_POST
def take_view(request: HttpRequest, object_id: int) -> HttpResponse:
    """Reserves the statement, or tells who holds it, and shows it."""
    return taken_by(request, object_id, reservations.take)


@require_POST
def take_over_view(request: HttpRequest, object_id: int) -> HttpResponse:
    """Takes the statement from whoever holds it, which history tells, and shows it."""
    return taken_by(request, object_id, reservations.take_over)


def taken_by(
    request: HttpRequest, object_id: int, take: Callable[..., Reservation]
) -> HttpResponse:
    refuse_unless_reviewer(request)
    statement = statement_or_404(request, object_id)
    round_ = round_of(request)
    try:
        held = take(statement, by=request.user)
    except reservations.Taken as refusal:
        messages.error(request, str(refusal))
        return redirect(refused_at(round_, statement))
    messages.success(request, _("It is yours to decide until %(time)s.") % {"time": until(held)})
    return redirect(round_.address_of(statement))


def refused_at(round_: Round, statement: Statement) -> str:
    """What still waits for review is shown, with who holds it; else the queue."""
    is_open = statement.status == Statement.Status.IN_REVIEW
    return round_.address_of(statement) if is_open else round_.address


@require_POST
def release_view(request: HttpRequest, object_id: int) -> HttpResponse:
    """Gives back what this reviewer had taken, and shows the queue."""
    refuse_unless_reviewer(request)
    statement = statement_or_404(request, object_id)
    if reservations.release(statement, by=request.user):
        messages.success(request, _("It waits again for any reviewer."))
    else:
        messages.info(request, _("You had not taken this statement."))
    return redirect(round_of(request).address)


@require_POST
def next_view(request: HttpRequest) -> HttpResponse:
    """Takes the next free statement of the round; what was passed over waits for others."""
    refuse_unless_reviewer(request)
    round_ = round_of(request)
    passed = statement_passed(request)
    if passed is not None:
        reservations.release(passed, by=request.user)
    following = round_.take_next(behind=passed, held_first=passed is None)
    if following is None:
        messages.info(request, _("Nothing else waits for you in this queue."))
        return redirect(round_.address)
    return redirect(round_.address_of(following))


def statement_passed(request: HttpRequest) -> Any:
    """The statement that is passed over without a decision, if there is one."""
    written = request.POST.get("passed", "")
    is_number = written.isascii() and written.isdigit() and len(written) < 19
    return Statement.objects.filter(pk=written).first() if is_number else None
