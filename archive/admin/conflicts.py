"""Two editors at one record, or one who sends a form twice: no save undoes or repeats another.

A form sends back the state it was opened on, its inline rows included. When the record, read again
under its lock, differs, nothing is saved: the form comes back with what was typed, joined with
what somebody else did meanwhile, and says field by field and row by row what that was. Saving it
again is then done in knowledge of it. A form that comes in twice is taken in once (``receipts``).
"""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from archive.admin.conflict_words import Conflict, mark_rows
from archive.admin.form_state import Rows, State, merge_fields, state_of
from archive.admin.history import DeskAdmin
from archive.admin.receipts import FORM_KEY, OPENED_ON, receipt_key, taken_in, write_receipt
from archive.models import Event, FormReceipt


class SilentField(forms.CharField):
    """What a form carries for the desk; it is never a change of the record."""

    widget = forms.HiddenInput
    is_silent = True

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class GuardedForm(forms.ModelForm):
    """A form of a record that says "somebody changed this" instead of undoing their work."""

    # Set by the admin on a subclass made for the request.
    conflict: Conflict | None = None

    opened_on = SilentField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.conflict:
            for sentence in self.conflict.sentences():
                self.add_error(None, sentence)
            for one in self.conflict.fields:
                if one.name in self.fields:
                    self.add_error(one.name, self.conflict.of_field(one))
        return self.cleaned_data if cleaned is None else cleaned


class KeyedForm(forms.ModelForm):
    """A form of a new record: sent twice, it makes one."""

    form_key = SilentField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault(FORM_KEY, str(uuid4()))


def keyed(form: type[forms.ModelForm]) -> type[forms.ModelForm]:
    """The form with a key, when it has none of its own."""
    return form if FORM_KEY in form.base_fields else type(form.__name__, (KeyedForm, form), {})


class Guarded:
    """For an admin class: its forms are guarded against lost and repeated work."""

    # {field of the form: its name in history}, where the two are not the same.
    names_in_history: dict[str, str] = {}
    told_again = gettext_lazy("This form was already saved.")

    # --- the hidden fields -----------------------------------------------------------------

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        silent = (OPENED_ON, FORM_KEY)
        return [name for name in super().get_fields(request, obj) if name not in silent]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        shown = self.shown_fieldsets(request, obj)
        if obj is not None and not self.has_change_permission(request, obj):
            return shown
        carries = FORM_KEY if obj is None else OPENED_ON
        if carries in flatten_fieldsets(shown):
            return shown
        return [*shown, (None, {"fields": [carries], "classes": ["hidden-fields"]})]

    def shown_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return list(super().get_fieldsets(request, obj))

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """The form, knowing of the conflict found; a new record's form has a key."""
        if obj is None:
            kwargs["form"] = keyed(kwargs.get("form") or getattr(self, "add_form", self.form))
        made = super().get_form(request, obj, change=change, **kwargs)
        if obj is not None:
            made.conflict = getattr(request, "conflict", None)
        return made

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """A form that is opened carries the state that it shows."""
        record, form = context.get("original"), context["adminform"].form
        if record is not None and OPENED_ON in form.fields and not form.is_bound:
            shown = [
                inline.formset
                for inline in context["inline_admin_formsets"]
                if inline.has_change_permission
            ]
            form.initial[OPENED_ON] = state_of(form, shown, event=last_event(record)).sealed()
        if conflict := getattr(form, "conflict", None):
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            mark_rows(conflict, formsets)
            # The page's own heading, in the place of Django's "correct the errors below".
            context |= {"errors": (), "conflict": form, "conflict_links": conflict.links(form)}
        return super().render_change_form(request, context, *args, **kwargs)

    # --- a form that comes in ----------------------------------------------------------------

    def _changeform_view(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any
    ) -> HttpResponse:
        """Inside the transaction of the save."""
        if request.method != "POST":
            return super()._changeform_view(request, object_id, form_url, extra_context)
        request.receipt_key = receipt_key(request)
        if repeated := self.repeated(request):
            return self.already_saved(request, repeated)
        if object_id is not None:
            request.conflict = self.rebase(request, object_id)
        answer = super()._changeform_view(request, object_id, form_url, extra_context)
        if answer.status_code == 200 and (repeated := self.repeated(request)):
            # Its twin was saved while this one was being checked, and stood in its way.
            return self.already_saved(request, repeated)
        return answer

    def rebase(self, request: HttpRequest, object_id: str) -> Conflict | None:
        """Joins what was sent with what others did meanwhile, and tells it; None when the record
        is as it was opened."""
        carried = request.POST.get(OPENED_ON, "")
        record = self.get_object(request, unquote(object_id)) if carried else None
        if record is None or not self.has_change_permission(request, record):
            return None
        opened = State.opened(carried)
        form, formsets = self.as_it_is_now(request, record)
        now = state_of(form, formsets, event=last_event(record))
        if opened is None:
            request.POST = request.POST.copy()
            request.POST[OPENED_ON] = now.sealed()
            return Conflict([], is_unknown=True)
        if (opened.fields, opened.rows) == (now.fields, now.rows):
            return self.without_difference(request, record, opened)
        request.POST = post = request.POST.copy()
        conflict = Conflict(
            events=events_since(record, opened.event), names_in_history=self.names_in_history
        )
        conflict.fields = merge_fields(post, form, opened.fields, now.fields)
        conflict.rows = [
            Rows(post, formset).merge(opened.rows[formset.prefix], now.rows[formset.prefix])
            for formset in formsets
            if opened.rows.get(formset.prefix, []) != now.rows[formset.prefix]
            and formset.prefix in opened.rows
        ]
        # The editor is told: the next save is made in knowledge of it.
        post[OPENED_ON] = now.sealed()
        self.read_now(post, record)
        return conflict

    def without_difference(
        self, request: HttpRequest, record: Any, opened: State
    ) -> Conflict | None:
        """What there is to tell although the form would show the same."""
        return None

    def read_now(self, post: Any, record: Any) -> None:
        """Notes in the form that it is of the record as it now is."""

    def as_it_is_now(self, request: HttpRequest, record: Any) -> tuple[Any, list[Any]]:
        """The form and the formsets of the record, as they would be opened at this moment."""
        fields = flatten_fieldsets(self.get_fieldsets(request, record))
        form = self.get_form(request, record, change=True, fields=fields)(instance=record)
        return form, list(self.formsets_now(request, record))

    def formsets_now(self, request: HttpRequest, record: Any) -> Iterator[Any]:
        for made, inline in self.get_formsets_with_inlines(request, record):
            if inline.has_change_permission(request, record):
                yield made(
                    instance=record,
                    prefix=made.get_default_prefix(),
                    queryset=inline.get_queryset(request),
                )

    # --- a form that comes in twice ----------------------------------------------------------

    def repeated(self, request: HttpRequest) -> FormReceipt | None:
        key = getattr(request, "receipt_key", None)
        return taken_in(key, self.model._meta.label_lower)

    def already_saved(self, request: HttpRequest, receipt: FormReceipt) -> HttpResponse:
        self.message_user(request, str(self.told_again), messages.INFO)
        opts = self.opts
        return redirect(f"admin:{opts.app_label}_{opts.model_name}_change", receipt.record_id)

    def after_collision(self, request: HttpRequest) -> HttpResponse:
        """The same form, sent twice, may have come in while this one was being saved."""
        repeated = self.repeated(request)
        return (
            self.already_saved(request, repeated) if repeated else super().after_collision(request)
        )

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        write_receipt(getattr(request, "receipt_key", None), obj, request.user)
        super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        write_receipt(getattr(request, "receipt_key", None), obj, request.user)
        super().log_change(request, obj, message)


class GuardedAdmin(Guarded, DeskAdmin):
    """The admin of a record that is guarded."""

    form = GuardedForm


def last_event(record: Any) -> int:
    return Event.objects.of(record).values_list("pk", flat=True).first() or 0


def events_since(record: Any, event: int) -> list[Event]:
    """What was done to a record after this row of its history, oldest first."""
    return list(Event.objects.of(record).filter(pk__gt=event).order_by("pk"))
