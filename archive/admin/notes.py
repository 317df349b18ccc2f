"""Internal notes on the page of a statement that is not edited there: nothing of it reopens."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from archive import notes
from archive.admin.plain_lines import LinesField
from archive.admin.receipts import receipt_key, taken_in, write_receipt
from archive.admin.rights import VIEW, statement_named
from archive.models import Annotation, Statement

ADD, CHANGE, REMOVE = (f"archive.{act}_annotation" for act in ("add", "change", "delete"))


class NoteForm(forms.Form):
    """An internal note as it is written; ``read`` is what it said when the page was opened."""

    body = LinesField(
        label=gettext_lazy("Internal note"),
        max_length=notes.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
    )


class NewNoteForm(NoteForm):
    """One more note; its key makes a form sent twice one note."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Annotation.Kind.choices)
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ["kind", "body"]


class KnownNoteForm(NoteForm):
    """A note that is there."""

    read = LinesField(widget=forms.HiddenInput, strip=False)


@dataclass(frozen=True, slots=True)
class Noted:
    """A note of a statement with the form that changes it."""

    note: Annotation
    form: KnownNoteForm


@dataclass(frozen=True, slots=True)
class Notes:
    """The internal notes of a statement as one editor meets them."""

    rows: list[Noted]
    form: NewNoteForm | None
    may_change: bool
    may_remove: bool


def notes_of(statement: Statement, user: Any) -> Notes:
    found = statement.annotations.filter(visibility=Annotation.Visibility.INTERNAL)
    if not user.has_perm("archive.view_annotation"):
        found = found.none()
    rows = [
        Noted(note, KnownNoteForm(
            initial={"body": note.body, "read": note.body}, auto_id=f"note_{note.pk}_%s"
        ))
        for note in found.select_related("author").order_by("pk")
    ]  # fmt: skip
    new = NewNoteForm(initial={"form_key": uuid4()}, auto_id="note_new_%s")
    return Notes(
        rows,
        new if user.has_perm(ADD) else None,
        may_change=user.has_perm(CHANGE),
        may_remove=user.has_perm(REMOVE),
    )


@require_POST
def note_view(request: HttpRequest, object_id: str) -> HttpResponse:
    """Adds an internal note."""
    require(request, VIEW, ADD)
    statement = statement_named(object_id)
    form = NewNoteForm(request.POST)
    if not form.is_valid():
        return refused(request, statement, form)
    try:
        with transaction.atomic():
            key = receipt_key(request)
            if not taken_in(key, Annotation._meta.label_lower):
                written = notes.add(
                    statement,
                    by=request.user,
                    body=form.cleaned_data["body"],
                    kind=form.cleaned_data["kind"],
                )
                write_receipt(key, written, request.user)
    except IntegrityError:  # its twin came in meanwhile: it is noted
        pass
    except notes.NoteRefused as refusal:
        messages.error(request, str(refusal))
        return back(statement)
    messages.success(request, _("The note is kept. Readers do not see it."))
    return back(statement)


@require_POST
def known_note_view(request: HttpRequest, object_id: str, note_id: int) -> HttpResponse:
    """Changes an internal note, or removes it when that button was pressed."""
    is_removal = "remove" in request.POST
    require(request, VIEW, REMOVE if is_removal else CHANGE)
    statement = statement_named(object_id)
    form = KnownNoteForm(request.POST)
    if not form.is_valid():
        return refused(request, statement, form)
    read = form.cleaned_data["read"]
    try:
        if is_removal:
            notes.remove(statement, note_id, by=request.user, read=read)
        else:
            body = form.cleaned_data["body"]
            notes.change(statement, note_id, by=request.user, body=body, read=read)
    except notes.NoteRefused as refusal:
        messages.error(request, str(refusal))
        if not is_removal:
            messages.info(
                request, _("You had written: “%(note)s”") % {"note": form.cleaned_data["body"]}
            )
        return back(statement)
    told = _("The note is removed.") if is_removal else _("The note is changed.")
    messages.success(request, told)
    return back(statement)


def require(request: HttpRequest, *permissions: str) -> None:
    if not request.user.has_perms(permissions):
        raise PermissionDenied


def refused(request: HttpRequest, statement: Statement, form: forms.Form) -> HttpResponse:
    for errors in form.errors.values():
        messages.error(request, " ".join(errors))
    return back(statement)


def back(statement: Statement) -> HttpResponse:
    page = redirect("admin:archive_statement_change", statement.pk)
    page["Location"] += "#notes"
    return page
