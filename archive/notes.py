"""Internal notes of a statement: added, changed and removed whatever its status.

Readers see nothing of them: it is no new version and nothing reopens.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from archive.models import Annotation, Event, Statement

LONGEST_NOTE = 2000  # characters


class NoteRefused(Exception):
    """A note that cannot be written so; ``str()`` is a sentence for the editor."""


def as_kept(body: str) -> str:
    return body.replace("\r\n", "\n").replace("\r", "\n").strip()


def check_body(body: str) -> None:
    if not body:
        raise NoteRefused(_("Write something."))
    if len(body) > LONGEST_NOTE:
        raise NoteRefused(_("This note is too long: say it in several."))


def told(note: Annotation) -> dict[str, str]:
    return {"kind": note.kind, "body": note.body}


def record(statement: Statement, before: Any, after: Any, *, by: Any) -> None:
    changes = {"internal_notes": [before, after]}
    Event.objects.record(Event.Verb.NOTED, statement, by=by, changes=changes)


def as_it_is(statement: Statement, number: int, *, read: str) -> Annotation:
    """The note, if it still says what was read; its statement is held, so it stays so.

    Raises ``NoteRefused`` for a public note, and for one removed or changed meanwhile.
    """
    note = Annotation.objects.filter(pk=number, statement=statement).first()
    if note is None:
        raise NoteRefused(_("Somebody removed this note meanwhile."))
    if note.visibility != Annotation.Visibility.INTERNAL:
        raise NoteRefused(_("Readers see this note: revise the statement to change it."))
    if note.body != as_kept(read):
        raise NoteRefused(
            _("Somebody changed this note while you were editing it. It now says: “%(note)s”")
            % {"note": note.body}
        )
    return note


@transaction.atomic
def add(
    statement: Statement, *, by: Any, body: str, kind: str = Annotation.Kind.CONTEXT
) -> Annotation:
    """Adds an internal note. Raises ``NoteRefused`` for an empty or overlong one."""
    body = as_kept(body)
    check_body(body)
    note = Annotation.objects.create(
        statement=statement,
        kind=kind,
        visibility=Annotation.Visibility.INTERNAL,
        body=body,
        author=by,
    )
    record(statement, None, told(note), by=by)
    return note


@transaction.atomic
def change(statement: Statement, number: int, *, by: Any, body: str, read: str) -> Annotation:
    """Rewrites an internal note that still says ``read``; the same words again write nothing."""
    body = as_kept(body)
    check_body(body)
    statement = Statement.objects.held(statement.pk)
    already = Annotation.objects.filter(pk=number, statement=statement, body=body).first()
    if already and already.visibility == Annotation.Visibility.INTERNAL:
        return already
    note = as_it_is(statement, number, read=read)
    before = told(note)
    note.body = body
    note.save(update_fields=["body"])
    record(statement, before, told(note), by=by)
    return note


@transaction.atomic
def remove(statement: Statement, number: int, *, by: Any, read: str) -> None:
    """Removes an internal note that still says ``read``; its history keeps its words."""
    statement = Statement.objects.held(statement.pk)
    note = as_it_is(statement, number, read=read)
    before = told(note)
    note.delete()
    record(statement, before, None, by=by)
