"""The annotation desk for its page: JSON in, JSON out.

``POST …/annotate/acts/`` does one act (``archive.annotating``) with the editor's session and its
CSRF token: ``{"key": "<UUID>", "act": "create", …}``. It answers 201, or 200 for a key it has seen,
with the items that the act touched, each with its markup. Errors are ``application/problem+json``
(RFC 9457): 400 for what is not an act, 401 for who is logged out, 403, 404, 409 when somebody was
faster (``stale``, ``text-changed``, ``decided``, ``nothing``), 422 for what makes no statement, 503
with ``Retry-After`` when the database was busy.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from archive import annotating, suggestions, workflow
from archive.admin.json_acts import (
    Problem,
    body_of,
    check_request,
    object_in,
    tells_problems,
)
from archive.admin.workbench_items import items_shown
from archive.admin.workbench_parsing import asked_in
from archive.annotating.records import CLOSED
from archive.detector_record import folded_rules
from archive.models import Act, Article, Statement, Suggestion

ITEM: Final = "admin/archive/workbench/_item.html"


@tells_problems
def acts_view(request: HttpRequest, object_id: int, *, site: Any) -> JsonResponse:
    check_request(request, site, permission="archive.view_statement")
    article = article_at(request, object_id)
    key, asked = asked_in(object_in(body_of(request)))
    done = perform(asked, key=key, article=article, by=request.user)
    told = answer_of(done, article, request)
    return JsonResponse(told, status=200 if done.is_replay else 201)


def article_at(request: HttpRequest, object_id: int) -> Article:
    if not request.user.has_perm("archive.read_articletext"):
        raise Problem(403, "not-allowed", _("You do not have the right to do this."))
    article = Article.objects.filter(pk=object_id).first()
    if article is None:
        raise Problem(404, "not-found", _("There is no such article."))
    return article


def perform(asked: Any, *, key: Any, article: Article, by: Any) -> annotating.Done:
    try:
        return annotating.perform(asked, key=key, article=article, by=by)
    except tuple(CODES) as refusal:
        raise problem_of(refusal, article, by) from refusal
    except ValidationError as refusal:
        raise Problem(422, "not-correct", " ".join(refusal.messages)) from refusal
    except IntegrityError as collision:
        sentence = _("The database refused it: somebody changed something at the same moment.")
        raise Problem(409, "collision", sentence) from collision


# What is answered to a refusal: the status, and a word for programs. The first that fits.
CODES: Final[dict[type[Exception], tuple[int, str]]] = {
    annotating.Stale: (409, "stale"),
    annotating.TextChanged: (409, "text-changed"),
    annotating.QuoteMismatch: (422, "quote-mismatch"),
    annotating.NotAllowed: (403, "not-allowed"),
    annotating.NothingLeft: (409, "nothing"),
    annotating.ActRefused: (422, "not-correct"),
    suggestions.NotAllowed: (403, "not-allowed"),
    suggestions.AlreadyDecided: (409, "decided"),
    suggestions.SuggestionGone: (409, "gone"),
    suggestions.TextCorrected: (409, "text-changed"),
    suggestions.PersonToChoose: (422, "person-to-choose"),
    suggestions.SuggestionRefused: (422, "not-correct"),
    workflow.StaleVersion: (409, "stale"),
    workflow.NotAllowed: (403, "not-allowed"),
    workflow.MoveRefused: (422, "not-ready"),
}


def problem_of(refusal: Exception, article: Article, by: Any) -> Problem:
    code, word = next(told for kind, told in CODES.items() if isinstance(refusal, kind))
    more: dict[str, Any] = {}
    if isinstance(refusal, annotating.Stale):
        more = {"fields": refusal.fields, "items": items_of([refusal.statement], (), article)}
    elif isinstance(refusal, annotating.QuoteMismatch):
        more = {"found": refusal.found}
    elif isinstance(refusal, annotating.TextChanged):
        more = {"text": refusal.text.pk}
    elif isinstance(refusal, suggestions.AlreadyDecided):
        more = {"gone": [f"g{refusal.suggestion.pk}"]}
    return Problem(code, word, str(refusal), **more)


# --- What is answered ----------------------------------------------------------------------------


def answer_of(done: annotating.Done, article: Article, request: HttpRequest) -> dict[str, Any]:
    statements = Statement.objects.with_names().select_related("suggestion")
    return {
        "key": str(done.act.key),
        "act": done.act.name,
        "replay": done.is_replay,
        **touched(
            statements.filter(pk__in=done.statements),
            Suggestion.objects.filter(pk__in=done.suggestions),
            article,
        ),
        "refused": {f"g{number}": why for number, why in done.refused.items()},
        **reversible(article, request.user),
    }


def touched(
    statements: Iterable[Statement], proposed: Iterable[Suggestion], article: Article
) -> dict[str, Any]:
    """What is to be shown from now on, and what no longer."""
    made, offered = list(statements), list(proposed)
    return {
        "items": items_of(
            [one for one in made if one.status not in CLOSED],
            [one for one in offered if one.is_pending],
            article,
        ),
        "gone": [f"s{one.pk}" for one in made if one.status in CLOSED]
        + [f"g{one.pk}" for one in offered if not one.is_pending],
    }


def items_of(
    statements: Iterable[Statement], proposed: Iterable[Suggestion], article: Article
) -> list[dict[str, Any]]:
    text = article.current_text
    offered = list(proposed)
    folded = folded_rules() if offered else frozenset()
    records = items_shown(statements, offered, text, folded)
    return [record | {"html": render_to_string(ITEM, {"item": record})} for record in records]


def reversible(article: Article, user: Any) -> dict[str, Any]:
    """What this user would undo, and do again: {"undo": {"key", "name"} or None, "redo": …}."""
    past = Act.objects.of(user, article)
    return {"undo": told_of(past.to_undo()), "redo": told_of(past.to_redo())}


def told_of(act: Act | None) -> dict[str, str] | None:
    return {"key": str(act.key), "name": act.get_name_display()} if act else None
