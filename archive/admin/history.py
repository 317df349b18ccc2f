"""What every admin class of the desk shares: history rows, and no door around the rules."""

import logging
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, models
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from archive.admin.comparison import comparison_page
from archive.admin.timeline import timeline_page
from archive.models import Event
from archive.quotes.anchoring import sha256_of

logger = logging.getLogger(__name__)


def plain(value: Any) -> Any:
    """A form's value as history keeps it."""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, models.QuerySet | list | tuple):
        return sorted(str(item) for item in value)
    return value if isinstance(value, str | int | float | bool | type(None)) else str(value)


# What a form may hold that history must not: words kept elsewhere, and secrets.
UNRECORDED = frozenset({"pasted", "password", "password1", "password2", "usable_password"})
# The records whose acts tell what they were, so that two moments can be compared.
COMPARABLE = frozenset(
    {"archive.statement", "archive.article", "archive.person", "archive.outlet", "archive.topic",
     "auth.user"}
)  # fmt: skip


def changes_of(form: Any) -> dict[str, list[Any]]:
    """{field: [before, after]} of what a model form changed; of a pasted text, its digest."""
    changes = {
        name: [plain(form.initial.get(name)), plain(form.cleaned_data.get(name))]
        for name in form.changed_data
        if name in form.cleaned_data and name not in UNRECORDED
    }
    if form.cleaned_data.get("pasted"):
        changes["sha256"] = [None, sha256_of(form.cleaned_data["pasted"])]
    return changes


def last_values(record: models.Model) -> dict[str, list[Any]]:
    """{field: [value, None]}: what a record held when it was deleted, its own parts included."""
    return {
        **{
            field.name: [plain(getattr(record, field.name)), None]
            for field in record._meta.concrete_fields
            if field.editable and not field.primary_key and field.name not in UNRECORDED
        },
        **lost_rows(record),
    }


def row_values(row: models.Model, parent: str) -> dict[str, Any]:
    """A row of a record as history keeps it: what an editor filled in of it."""
    values = {
        field.name: plain(getattr(row, field.name))
        for field in row._meta.concrete_fields
        if field.editable and not field.primary_key and field.name != parent
    }
    return {name: value for name, value in values.items() if value not in ("", None)}


def rows_in(formset: BaseInlineFormSet) -> list[dict[str, Any]]:
    """The rows of a record as the database has them now."""
    return [row_values(row, formset.fk.name) for row in formset.queryset.all()]


def lost_rows(record: models.Model) -> dict[str, list[Any]]:
    """{part: [rows, []]}: the parts of a record that go with it when it is deleted."""
    lost = {}
    for relation in record._meta.related_objects:
        is_part = relation.on_delete is models.CASCADE and relation.one_to_many
        if is_part and relation.related_model._meta.app_label == record._meta.app_label:
            parent = relation.field.name
            rows = relation.related_model._base_manager.filter(**{parent: record}).order_by("pk")
            kept = [row_values(row, parent) for row in rows]
            if kept:
                lost[relation.get_accessor_name()] = [kept, []]
    return lost


def is_referred_to(record: models.Model) -> bool:
    """Whether another record points to this one; its own parts, which go with it, do not count."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: record}).exists()
        for relation in record._meta.related_objects
        if relation.many_to_many or relation.on_delete is not models.CASCADE
    )


class KeepsHistory:
    """For an admin class: every act is a row of Event, with its values, and none is in bulk.

    Django's own log, which holds neither values nor reasons, is not kept beside it.
    """

    actions = None

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """Written by save_related, which knows the values."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:
        """Written by save_related, which knows the values."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:
        for record in queryset:
            Event.objects.record(
                Event.Verb.DELETED, record, by=request.user, changes=last_values(record)
            )

    def construct_change_message(self, *args: Any, **kwargs: Any) -> Any:
        return ""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        before = {formset.prefix: rows_in(formset) for formset in formsets}
        super().save_related(request, form, formsets, change)
        changes = changes_of(form)
        for formset in formsets:
            after = rows_in(formset)
            if after != before[formset.prefix]:
                changes[formset.prefix] = [before[formset.prefix], after]
        if changes or not change:
            verb = Event.Verb.CHANGED if change else Event.Verb.CREATED
            Event.objects.record(verb, form.instance, by=request.user, changes=changes)

    def is_comparable(self) -> bool:
        """Whether history tells what its records were: of imports and editions it does not."""
        return self.model._meta.label_lower in COMPARABLE

    def get_urls(self) -> list[Any]:
        urls = super().get_urls()
        if not self.is_comparable():
            return urls
        compare = path(
            "<path:object_id>/history/compare/",
            self.admin_site.admin_view(self.compare_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_compare",
        )
        return [compare, *urls]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return timeline_page(self, request, object_id, comparable=self.is_comparable())

    @method_decorator(require_safe)
    def compare_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return comparison_page(self, request, object_id)


class DeskAdmin(KeepsHistory, admin.ModelAdmin):
    """A model admin that writes the archive's own history and closes what lists do not show."""

    empty_value_display = "—"
    show_full_result_count = False

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only the filters the list shows: no probing of other columns through the address."""
        shown = [getattr(item, "parameter_name", item) for item in self.list_filter]
        shown = [item if isinstance(item, str) else item[0] for item in shown]
        return any(
            lookup == name or (lookup.startswith(f"{name}__") and is_exact(lookup, name))
            for name in shown
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A record that others point to stays."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not is_referred_to(obj))

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """The record; when it is about to be written, under its lock and as it then is."""
        record = super().get_object(request, object_id, from_field)
        if record is None or request.method != "POST" or not connection.in_atomic_block:
            return record
        # Locked apart: PostgreSQL locks no row of a list that counts.
        self.model._base_manager.select_for_update(no_key=True).filter(pk=record.pk).first()
        return super().get_object(request, object_id, from_field)

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
        """The record's own name as the title: Django's sentences do not fit every noun.

        "Save as new", which no page offers and Django takes all the same, is refused.
        """
        if "_saveasnew" in request.POST:
            raise PermissionDenied
        name = capfirst(str(self.opts.verbose_name))
        title = name if object_id else _("New: %(record)s") % {"record": self.opts.verbose_name}
        try:
            return super().changeform_view(
                request, object_id, form_url, {"title": title, **(extra_context or {})}
            )
        except IntegrityError:
            return self.after_collision(request)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except IntegrityError:  # somebody began to use the record meanwhile
            return self.after_collision(request)

    def after_collision(self, request: HttpRequest) -> HttpResponse:
        """The form was right when it was checked and the database refused it: nothing is saved."""
        logger.warning("The database refused what a form of the desk let through.", exc_info=True)
        sentence = _(
            "Somebody saved the same thing at the same moment. Look at it before you try again."
        )
        self.message_user(request, sentence, messages.ERROR)
        return redirect(
            f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_changelist"
        )


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
