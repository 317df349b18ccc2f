"""The moves of the workflow for programs: JSON in, JSON out, by the same one door as the forms.

``POST /admin/review/<statement>/moves/`` with the editor's session and its CSRF token:
``{"move": "approve", "version": 3}``, with ``reason``, ``category`` and ``public_note`` where the
move asks for them, and ``ask``, the number of the event read, for the second half of a retraction.
Answers 200 with the statement as it then is, also when the same editor sends
the same move again; 409 when it has changed since that version, with who, when and what; 422 when
something is missing; 403 when the editor may not; 503, with ``Retry-After``, when the database was
busy and nothing was done. Errors are ``application/problem+json``
(RFC 9457).
"""

from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from archive import workflow
from archive.admin.json_acts import (
    Problem,
    body_of,
    check_request,
    object_in,
    refuse,
    refuse_unknown,
    tells_problems,
)
from archive.admin.moves import changes_since
from archive.admin.replays import is_already_made
from archive.middleware import is_unkeepable
from archive.models import Statement
from archive.objections import standing_ask

LONGEST_WORDS = 2000  # characters of a reason or a note, as in the forms
LARGEST_VERSION = 2**31 - 1
LARGEST_NUMBER = 2**63 - 1
KEYS = {"move", "version", "reason", "category", "public_note", "ask"}


@tells_problems
def moves_view(request: HttpRequest, object_id: int, *, site: Any) -> JsonResponse:
    check_request(request, site, permission="archive.view_statement")
    given = given_in(request)
    statement = Statement.objects.with_names().filter(pk=object_id).first()
    if statement is None:
        raise Problem(404, "not-found", _("There is no such statement."))
    return made(request, statement, given)


def given_in(request: HttpRequest) -> dict[str, Any]:
    """The move, the version and the words of the body, each of its kind; nothing else is taken."""
    body = object_in(body_of(request))
    refuse_unknown(body, KEYS)
    name, version = body.get("move"), body.get("version")
    if not isinstance(name, str) or name not in workflow.MOVES:
        refuse(_("Name a move: %(names)s.") % {"names": ", ".join(workflow.MOVES)})
    if type(version) is not int or not 0 < version <= LARGEST_VERSION:
        refuse(_("Say which version was read, as a whole number."))
    words = {key: words_in(body, key) for key in ("reason", "category", "public_note")}
    check_asked_for(workflow.MOVES[name], words)
    ask = body.get("ask")
    if ask is not None and (type(ask) is not int or not 0 < ask <= LARGEST_NUMBER):
        refuse(_("Name the ask that was read by its number."))
    return {"move": name, "version": version, "ask": ask, **words}


def words_in(body: dict[str, Any], key: str) -> str:
    written = body.get(key, "")
    if not isinstance(written, str) or len(written) > LONGEST_WORDS or is_unkeepable(written):
        refuse(
            _("“%(name)s” is a text of %(most)d characters at most.")
            % {"name": key, "most": LONGEST_WORDS}
        )
    return written.replace("\r\n", "\n").strip()


def check_asked_for(move: workflow.Move, words: dict[str, str]) -> None:
    """Nothing is kept that the move does not ask for."""
    asked = {
        "reason": move.needs_reason,
        "category": move.needs_category,
        "public_note": move.needs_public_note,
    }
    for key, written in words.items():
        if written and not asked[key]:
            refuse(_("This move takes no “%(name)s”.") % {"name": key})
    if words["category"] and words["category"] not in workflow.RETURN_CATEGORIES:
        names = ", ".join(workflow.RETURN_CATEGORIES)
        refuse(_("Name a category: %(names)s.") % {"names": names})


def made(request: HttpRequest, statement: Statement, given: dict[str, Any]) -> JsonResponse:
    """The move made, or the answer that says why not."""
    name = given.pop("move")
    check_ask_is_read(statement, name, given["ask"], request.user)
    try:
        moved = workflow.move(statement, name, by=request.user, **given)
    except workflow.MoveRefused as refusal:
        move = workflow.MOVES[name]
        if not is_already_made(statement, move, by=request.user, **given):
            raise refused(refusal, statement, given["version"]) from refusal
        return JsonResponse(state_of(fresh(statement)) | {"already_done": True})
    except IntegrityError as collision:
        sentence = _("The database refused it: somebody changed something at the same moment.")
        raise Problem(409, "collision", sentence) from collision
    return JsonResponse(state_of(fresh(moved)) | {"already_done": False})


def check_ask_is_read(statement: Statement, name: str, ask: int | None, user: Any) -> None:
    """The second half of a retraction names what was asked; who does not is told what it is."""
    standing = standing_ask(statement)
    if name not in ("retract", "keep") or ask is not None or standing is None:
        return
    if standing.actor_id == user.pk:  # their own, sent again
        return
    raise Problem(
        409,
        "ask-not-read",
        _("Its retraction is asked for: confirm it or refuse it first."),
        ask=standing.pk,
        asked_by=standing.actor_name,
        asked_at=standing.at.isoformat(),
        reason=standing.reason,
        public_note=standing.changes["public_note"][1],
    )


def fresh(statement: Statement) -> Statement:
    return Statement.objects.with_names().get(pk=statement.pk)


def refused(refusal: workflow.MoveRefused, statement: Statement, version: int) -> Problem:
    if isinstance(refusal, workflow.NotReady):
        return Problem(422, "not-ready", str(refusal))
    if isinstance(refusal, workflow.NotAllowed):
        return Problem(403, "not-allowed", str(refusal))
    now = fresh(statement)
    missed = changes_since(now, version)
    return Problem(
        409,
        "stale",
        str(refusal),
        current=state_of(now),
        changed_by=now.modified_by.get_username(),
        changed_at=now.modified_at.isoformat(),
        changes=[
            {"who": event.actor_name, "when": event.at.isoformat(), "verb": event.verb,
             "changes": event.changes}
            for event in missed
        ],
    )  # fmt: skip


def state_of(statement: Statement) -> dict[str, Any]:
    """Where the statement stands, for who sent a move."""
    edition = statement.editions.current().first()
    return {
        "statement": statement.pk,
        "status": statement.status,
        "version": statement.version,
        "edition": edition.number if edition else None,
    }
