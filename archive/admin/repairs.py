"""Anchoring a statement anew: the places that are offered on its page, and the one gesture."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from archive import correcting
from archive.correcting import CorrectionRefused, Place
from archive.models import ArticleText, Statement
from archive.quotes import anchoring
from archive.quotes.anchoring import Span


@dataclass(frozen=True, slots=True)
class Repair:
    """What the page of a statement offers whose text was corrected without it."""

    text: ArticleText
    refusal: str
    places: list[Place]


def repair_of(statement: Statement, user: Any) -> Repair | None:
    """None for a statement that stands in the newest text, or is closed."""
    if statement.status in correcting.CLOSED:
        return None
    text = correcting.newest_text(statement)
    if text is None:
        return None
    refusal = correcting.repair_refusal(statement, user) or ""
    return Repair(text, refusal, [] if refusal else correcting.places_for(statement, text))


@require_POST
def repair_view(request: HttpRequest, object_id: int) -> HttpResponse:
    """Anchors the statement at ``start`` to ``end`` of the text ``text``, or where the ``words``
    that were copied from it stand."""
    if not request.user.has_perms(correcting.NEEDED):
        raise PermissionDenied
    statement = get_object_or_404(Statement, pk=object_id)
    try:
        number = number_in(request, "text")
        span = span_in(request, statement)
        made = correcting.repair(statement, span, by=request.user, text_read=number)
    except CorrectionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        tell(request, statement, made)
    return redirect("admin:archive_statement_change", statement.pk)


def number_in(request: HttpRequest, name: str) -> int:
    written = request.POST.get(name, "")
    is_number = written.isascii() and written.isdigit() and len(written) < 10
    return int(written) if is_number else 0


def span_in(request: HttpRequest, statement: Statement) -> Span:
    words = request.POST.get("words", "")
    if not words.strip():
        return Span(number_in(request, "start"), number_in(request, "end"))
    text = correcting.newest_text(statement)
    found = anchoring.find(text.body, correcting.as_typed(words)) if text else []
    if not found:
        raise correcting.BadPlace(_("These words are not in the text: copy them from it."))
    if len(found) > 1:
        raise correcting.BadPlace(
            _("These words stand in several places of the text: copy more of them.")
        )
    return found[0]


def tell(request: HttpRequest, statement: Statement, made: Statement) -> None:
    messages.success(request, _("The statement is anchored in the newest text."))
    if statement.status == Statement.Status.PUBLISHED:
        if made.status == Statement.Status.IN_REVIEW:
            messages.info(
                request,
                _("It waits for a reviewer. Readers keep the current edition until then."),
            )
        else:
            messages.warning(
                request,
                _("It could not be submitted for review: submit it from here once that is mended."),
            )
