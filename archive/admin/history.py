"""What every admin class of the desk shares: history rows, and no door around the rules."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from archive.models import Event


def plain(value: Any) -> Any:
    """A form's value as history keeps it."""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, models.QuerySet | list | tuple):
        return sorted(str(item) for item in value)
    return value if isinstance(value, str | int | float | bool | type(None)) else str(value)


def changes_of(form: Any) -> dict[str, list[Any]]:
    """{field: [before, after]} of what a model form changed."""
    return {
        name: [plain(form.initial.get(name)), plain(form.cleaned_data.get(name))]
        for name in form.changed_data
        if name in form.cleaned_data
    }


class DeskAdmin(admin.ModelAdmin):
    """A model admin that writes the archive's own history and closes what lists do not show."""

    empty_value_display = "—"
    show_full_result_count = False

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only the filters the list shows: no probing of other columns through the address."""
        shown = [item if isinstance(item, str) else item[0] for item in self.list_filter]
        return any(
            lookup == name or (lookup.startswith(f"{name}__") and is_exact(lookup, name))
            for name in shown
        )

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """History is written to Event with the values; Django's own log is not kept twice."""

    log_change = log_deletions = log_addition

    def construct_change_message(self, *args: Any, **kwargs: Any) -> str:
        return ""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        changes = changes_of(form)
        for formset in formsets:
            if formset.has_changed():
                changes[formset.prefix] = [None, [str(row) for row in formset.queryset.all()]]
        if not change:
            Event.objects.record(
                Event.Verb.CREATED, form.instance, by=request.user, changes=changes
            )
        elif changes:
            Event.objects.record(
                Event.Verb.CHANGED, form.instance, by=request.user, changes=changes
            )

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        title = capfirst(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """The record's own name as the title: Django's sentences do not fit every noun."""
        name = capfirst(str(self.opts.verbose_name))
        title = name if object_id else _("New: %(record)s") % {"record": self.opts.verbose_name}
        return super().changeform_view(
            request, object_id, form_url, {"title": title, **(extra_context or {})}
        )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        record = get_object_or_404(self.get_queryset(request), pk=object_id)
        if not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(record)s") % {"record": record},
            "opts": self.opts,
            "object": record,
            "events": Event.objects.of(record).select_related("actor"),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/archive/history.html", context)


class LabelledFormSet(BaseInlineFormSet):
    """The rows of a tabular inline: their fields stand in cells without a label, so the column's
    name is said to those who do not see the column."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            if field.label:
                field.widget.attrs["aria-label"] = capfirst(str(field.label))


def check_all_constraints(form: Any) -> None:
    """Django passes silently over a constraint when one of its fields is not in the form."""
    if not form.errors:
        try:
            form.instance.validate_constraints()
        except ValidationError as error:
            form.add_error(None, error.messages)


def is_exact(lookup: str, name: str) -> bool:
    """A list filter asks for a value or for null, never for a part of a value."""
    rest = lookup.removeprefix(f"{name}__")
    return rest in {"exact", "isnull", "id__exact", "pk__exact", "gte", "lt"}
