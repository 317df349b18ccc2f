"""Statements at the desk: the form, and an address for every act beside it."""

import uuid
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import workflow
from archive.admin.conflict_words import Conflict
from archive.admin.conflicts import Guarded, events_since
from archive.admin.form_state import State
from archive.admin.moves import move_view
from archive.admin.notes import known_note_view, note_view
from archive.admin.review_queue import QueueAdmin
from archive.admin.rights import allow_view, meter_view
from archive.admin.statement_forms import StatementForm
from archive.admin.statement_keys import article_named_in, is_sent_again, number_in, saved_with_key
from archive.admin.statement_page import around_the_form, typed_in
from archive.admin.statement_rows import AnnotationInline, TargetInline
from archive.admin.statement_saving import StatementSaving
from archive.models import Statement
from archive.templatetags.partial_dates import partial_date

# What a page that cannot be edited shows in the place of a field.
READ_ONLY = {"words": "exact", "said_on": "said_on_in_words"}
NOT_READ = {"occurrence", "version_read", "form_key", "date_shown"}
TOO_LATE = 403


class StatementActs(QueueAdmin):
    """What is done to a statement beside editing it: each act has an address of its own."""

    def get_urls(self) -> list[Any]:
        acts = {
            "<path:object_id>/move/<slug:name>/": ("archive_statement_move", self.move_view),
            "<path:object_id>/allow/": ("archive_statement_allow", allow_view),
            "<path:object_id>/notes/": ("archive_statement_note", note_view),
            "<path:object_id>/notes/<int:note_id>/": (
                "archive_statement_known_note", known_note_view,
            ),
            "meter/": ("archive_statement_meter", meter_view),
        }  # fmt: skip
        own = [
            path(address, self.admin_site.admin_view(view), name=name)
            for address, (name, view) in acts.items()
        ]
        return [*own, *super().get_urls()]

    def move_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        number = number_in(object_id)
        if name not in workflow.MOVES or number is None:
            raise Http404
        statement = get_object_or_404(Statement.objects.with_names(), pk=number)
        if not self.has_view_permission(request, statement):
            raise PermissionDenied
        return move_view(request, statement, workflow.MOVES[name], self.admin_site)

    def history_view(self, request: HttpRequest, object_id: str, *args: Any) -> HttpResponse:
        if number_in(object_id) is None:
            raise Http404
        return super().history_view(request, object_id, *args)


@admin.register(Statement)
class StatementAdmin(Guarded, StatementSaving, StatementActs):
    """A statement is added from its article, edited while on the desk, and moved step by step."""

    form = StatementForm
    inlines = [TargetInline, AnnotationInline]
    actions = None
    change_form_template = "admin/archive/statement/change_form.html"
    told_again = gettext_lazy("This statement is already saved.")
    names_in_history = {"words": "exact", "occurrence": "anchor", "annotations": "notes"}

    fieldsets = [
        (None, {"fields": ["words", "occurrence", "kind"]}),
        (gettext_lazy("Who spoke"),
         {"fields": ["speaker", "speaker_type", "attribution", "speaker_role", "via"]}),
        (gettext_lazy("When and where"), {"fields": ["said_on", "place"]}),
        (gettext_lazy("How sure"), {"fields": ["certainty", "certainty_reason"]}),
        (gettext_lazy("Filed under"), {"fields": ["topics", "setting", "language"]}),
        (None, {"fields": ["version_read", "form_key", "date_shown"],
                "classes": ["hidden-fields"]}),
    ]  # fmt: skip

    @admin.display(description=gettext_lazy("said on"))
    def said_on_in_words(self, statement: Statement) -> str:
        return partial_date(statement.said_on) or self.empty_value_display

    # --- who may ---------------------------------------------------------------------------

    def has_change_permission(self, request: HttpRequest, obj: Statement | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None:
            return allowed
        if obj.status == Statement.Status.IN_REVIEW:
            return request.user.has_perm(workflow.REVIEW)
        return obj.is_editable

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # a statement is rejected, never deleted: its history stays

    # --- the form --------------------------------------------------------------------------

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Adds to the article named in the address; a form sent twice makes one statement."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if article_named_in(request) is None:
            self.message_user(
                request,
                _("Open the article first, then add a statement from its page."),
                messages.INFO,
            )
            return redirect("admin:archive_article_changelist")
        saved = saved_with_key(request) if request.method == "POST" else None
        if saved is not None:
            if is_sent_again(request, saved):
                return self.known_already(request, saved)
            # Other words under a key in use: a form reached by the back button, now a new one.
            request.POST = request.POST.copy()
            request.POST["form_key"] = str(uuid.uuid4())
        return super().add_view(request, form_url, extra_context)

    def known_already(self, request: HttpRequest, saved: Statement) -> HttpResponse:
        self.message_user(request, str(self.told_again), messages.INFO)
        return redirect("admin:archive_statement_change", saved.pk)

    def after_collision(self, request: HttpRequest) -> HttpResponse:
        """The same form, sent twice, may have come in while this one was being checked."""
        saved = saved_with_key(request)
        if saved is not None and is_sent_again(request, saved):
            return self.known_already(request, saved)
        return super().after_collision(request)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if object_id is None:
            return super().changeform_view(request, object_id, *args, **kwargs)
        if number_in(object_id) is None:
            raise Http404
        try:
            return super().changeform_view(request, object_id, *args, **kwargs)
        except PermissionDenied:
            if request.method != "POST" or not super().has_change_permission(request):
                raise
        return self.too_late(request, object_id)

    def too_late(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The form came back after the statement had left its author's hands: nothing is saved,
        and what was typed is shown."""
        typed = typed_in(request)
        request.method = "GET"
        page = super().changeform_view(request, object_id, extra_context={"typed": typed})
        page.status_code = TOO_LATE
        return page

    def is_read_only(self, request: HttpRequest, obj: Statement | None) -> bool:
        return obj is not None and not self.has_change_permission(request, obj)

    def shown_fieldsets(self, request: HttpRequest, obj: Statement | None = None) -> Any:
        fieldsets = super().shown_fieldsets(request, obj)
        if not self.is_read_only(request, obj):
            return fieldsets
        return [
            (title, {"fields": shown})
            for title, options in fieldsets
            if (shown := [READ_ONLY.get(f, f) for f in options["fields"] if f not in NOT_READ])
        ]

    def get_form(
        self,
        request: HttpRequest,
        obj: Statement | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[StatementForm]:
        if self.is_read_only(request, obj):  # help for typing helps nobody there
            kwargs["help_texts"] = {f.name: "" for f in Statement._meta.get_fields()}
        form = super().get_form(request, obj, change, **kwargs)
        if obj is not None:
            form.text = obj.text
        else:
            article = article_named_in(request)
            form.text = article.current_text if article else None
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        statement = context.get("original")
        text = statement.text if statement else article_named_in(request).current_text
        context.update(around_the_form(text, statement, request.user))
        context["show_save_and_add_another"] = False
        form = context["adminform"].form
        if form.is_bound:  # the page that comes back says how its date is understood
            form.data = form.data.copy()
            form.data["date_shown"] = form.data.get("said_on", "")
        return super().render_change_form(request, context, *args, **kwargs)

    # --- somebody else was there -------------------------------------------------------------

    def rebase(self, request: HttpRequest, object_id: str) -> Conflict | None:
        conflict = super().rebase(request, object_id)
        if conflict and "words" in {one.name for one in conflict.fields}:
            conflict.fields = [one for one in conflict.fields if one.name != "occurrence"]
        return conflict

    def without_difference(
        self, request: HttpRequest, record: Statement, opened: State
    ) -> Conflict | None:
        """The form would show the same, and yet the statement was moved, or changed and back."""
        if request.POST.get("version_read") == str(record.version):
            return None
        request.POST = request.POST.copy()
        self.read_now(request.POST, record)
        return Conflict(events_since(record, opened.event), is_only_moved=True)

    def read_now(self, post: Any, record: Statement) -> None:
        post["version_read"] = str(record.version)
