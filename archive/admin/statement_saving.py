"""Saving a statement's form: a version and a row of history when something changed, none otherwise,
and what the editor is told of it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from archive import drafting, reservations, workflow
from archive.admin.statement_page import date_to_confirm, doubts
from archive.admin.statement_rows import TargetFormSet
from archive.models import Statement
from archive.objections import taken_by_another


class NothingChanged(Exception):
    """An edit that left everything as it was: undone, so that it is no version."""


class FormInReview(forms.ModelForm):
    """The form of a statement in review: nobody edits what another reviewer is deciding on."""

    editor: Any = None  # set on a subclass made for the request

    def clean(self) -> dict[str, Any]:
        """After the fields, among which the version locks the statement."""
        cleaned = super().clean()
        held = taken_by_another(self.instance, self.editor)
        if held:
            self.add_error(None, held)
        return self.cleaned_data if cleaned is None else cleaned


class StatementSaving:
    """For the admin class of statements: writes through ``archive.drafting``, rows included."""

    def get_form(
        self,
        request: HttpRequest,
        obj: Statement | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[forms.ModelForm]:
        made = super().get_form(request, obj, change=change, **kwargs)
        if obj is None or obj.status != Statement.Status.IN_REVIEW:
            return made
        return type(made.__name__, (FormInReview, made), {"editor": request.user})

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Statement:
        statement = super().save_form(request, form, change)
        if not change:
            statement.created_by = statement.modified_by = request.user
            if form.cleaned_data.get("form_key"):
                statement.client_key = form.cleaned_data["form_key"]
        return statement

    def save_model(self, request: HttpRequest, obj: Statement, form: Any, change: bool) -> None:
        if not change:
            obj.save()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        statement = form.instance
        if not change:
            self.save_rows(request, form, formsets)
            drafting.record_creation(statement, by=request.user)
        elif form.has_changed() or any(formset.has_changed() for formset in formsets):
            try:
                with transaction.atomic():
                    self.save_edit(request, form, formsets)
            except NothingChanged:
                statement.refresh_from_db()

    def save_edit(self, request: HttpRequest, form: Any, formsets: Any) -> None:
        statement = form.instance
        before = drafting.fresh_content(statement)
        notes_before = drafting.internal_notes(statement)
        drafting.write_edit(statement, by=request.user, version=form.cleaned_data["version_read"])
        self.save_rows(request, form, formsets)
        after = drafting.fresh_content(statement), drafting.internal_notes(statement)
        if (before, notes_before) == after:
            raise NothingChanged
        drafting.record_edit(statement, before, by=request.user, notes_before=notes_before)
        if statement.status == Statement.Status.IN_REVIEW:
            # Whoever edits may not approve: somebody else is to read it now.
            reservations.release(statement, by=request.user)

    def save_rows(self, request: HttpRequest, form: Any, formsets: Any) -> None:
        form.save_m2m()
        for formset in formsets:
            if isinstance(formset, TargetFormSet):
                formset.save_rows()
            else:
                formset.save_rows(by=request.user)

    def response_add(self, request: HttpRequest, obj: Statement, *args: Any) -> HttpResponse:
        return self.after_saving(request, obj)

    def response_change(self, request: HttpRequest, obj: Statement) -> HttpResponse:
        return self.after_saving(request, obj)

    def after_saving(self, request: HttpRequest, statement: Statement) -> HttpResponse:
        """Back to the statement, or, when asked, submitted and on to the article."""
        own_page = reverse("admin:archive_statement_change", args=[statement.pk])
        self.message_user(request, _("The statement is saved."), messages.SUCCESS)
        for doubt in doubts(statement):
            self.message_user(request, doubt, messages.WARNING)
        if "_submit" in request.POST and not self.submit(request, statement):
            return HttpResponseRedirect(own_page)
        if "_continue" in request.POST:
            return HttpResponseRedirect(own_page)
        return redirect("admin:archive_article_change", statement.article_id)

    def submit(self, request: HttpRequest, statement: Statement) -> bool:
        """Submits what was saved, unless its date was typed in words: how those were understood is
        shown first."""
        understood = date_to_confirm(request, statement)
        if understood:
            sentence = _("The date is understood as “%(date)s”. If that is right, submit.")
            self.message_user(request, sentence % {"date": understood}, messages.WARNING)
            return False
        try:
            workflow.move(statement, "submit", by=request.user, version=statement.version)
        except workflow.MoveRefused as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return False
        self.message_user(request, _("It is submitted for review."), messages.SUCCESS)
        return True
