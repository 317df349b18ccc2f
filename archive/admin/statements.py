"""Statements at the desk: the form, its saving, and one view for every move."""

import uuid
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import dates, drafting, workflow
from archive.admin.moves import move_view, steps_of
from archive.admin.person_field import offered
from archive.admin.review_queue import QueueAdmin
from archive.admin.statement_forms import StatementForm
from archive.admin.statement_rows import AnnotationInline, TargetFormSet, TargetInline
from archive.admin.text_panel import text_panel
from archive.models import Article, Event, Statement
from archive.quotes import anchoring
from archive.templatetags.partial_dates import partial_date

# What a page that cannot be edited shows in the place of a field.
READ_ONLY = {"words": "exact", "said_on": "said_on_in_words"}
NOT_READ = {"occurrence", "version_read", "form_key"}


class NothingChanged(Exception):
    """An edit that left everything as it was: undone, so that it is no version."""


@admin.register(Statement)
class StatementAdmin(QueueAdmin):
    """A statement is added from its article, edited while on the desk, and moved step by step."""

    form = StatementForm
    inlines = [TargetInline, AnnotationInline]
    actions = None
    change_form_template = "admin/archive/statement/change_form.html"

    fieldsets = [
        (None, {"fields": ["words", "occurrence", "kind"]}),
        (gettext_lazy("Who spoke"),
         {"fields": ["speaker", "speaker_type", "attribution", "speaker_role", "via"]}),
        (gettext_lazy("When and where"), {"fields": ["said_on", "place"]}),
        (gettext_lazy("How sure"), {"fields": ["certainty", "certainty_reason"]}),
        (gettext_lazy("Filed under"), {"fields": ["topics", "setting", "language"]}),
        (None, {"fields": ["version_read", "form_key"], "classes": ["hidden-fields"]}),
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

    def get_urls(self) -> list[Any]:
        move = path(
            "<path:object_id>/move/<slug:name>/",
            self.admin_site.admin_view(self.move_view),
            name="archive_statement_move",
        )
        return [move, *super().get_urls()]

    def move_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponse:
        number = number_in(object_id)
        if name not in workflow.MOVES or number is None:
            raise Http404
        statement = get_object_or_404(Statement.objects.with_names(), pk=number)
        if not self.has_view_permission(request, statement):
            raise PermissionDenied
        return move_view(request, statement, workflow.MOVES[name], self.admin_site)

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
                return self.already_saved(request, saved)
            # Other words under a key in use: a form reached by the back button, now a new one.
            request.POST = request.POST.copy()
            request.POST["form_key"] = str(uuid.uuid4())
        return super().add_view(request, form_url, extra_context)

    def already_saved(self, request: HttpRequest, saved: Statement) -> HttpResponse:
        self.message_user(request, _("This statement is already saved."), messages.INFO)
        return redirect("admin:archive_statement_change", saved.pk)

    def after_collision(self, request: HttpRequest) -> HttpResponse:
        """The same form, sent twice, may have come in while this one was being checked."""
        saved = saved_with_key(request)
        if saved is not None and is_sent_again(request, saved):
            return self.already_saved(request, saved)
        return super().after_collision(request)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if object_id is not None and number_in(object_id) is None:
            raise Http404
        return super().changeform_view(request, object_id, *args, **kwargs)

    def history_view(self, request: HttpRequest, object_id: str, *args: Any) -> HttpResponse:
        if number_in(object_id) is None:
            raise Http404
        return super().history_view(request, object_id, *args)

    def is_read_only(self, request: HttpRequest, obj: Statement | None) -> bool:
        return obj is not None and not self.has_change_permission(request, obj)

    def get_fieldsets(self, request: HttpRequest, obj: Statement | None = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
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
        context.update(
            article=text.article,
            panel=text_panel(text, request.user, focus=statement),
            people_offered=offered(text.body),
            steps=steps_of(statement, request.user) if statement else [],
            last_return=last_return(statement) if statement else None,
            edition=statement.editions.current().first() if statement else None,
            show_save_and_add_another=False,
        )
        return super().render_change_form(request, context, *args, **kwargs)

    # --- saving ----------------------------------------------------------------------------

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
        before = drafting.fresh_content(statement), notes_of(statement)
        drafting.write_edit(statement, by=request.user, version=form.cleaned_data["version_read"])
        self.save_rows(request, form, formsets)
        if before == (drafting.fresh_content(statement), notes_of(statement)):
            raise NothingChanged
        drafting.record_edit(statement, before[0], by=request.user)

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
        if is_said_after_printing(statement):
            self.message_user(
                request,
                _("Said after it was printed? Check both dates: “%(said)s”, printed “%(printed)s”.")
                % {
                    "said": partial_date(statement.said_on),
                    "printed": partial_date(statement.article.published),
                },
                messages.WARNING,
            )
        if "_submit" in request.POST:
            try:
                workflow.move(statement, "submit", by=request.user, version=statement.version)
            except workflow.MoveRefused as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
                return HttpResponseRedirect(own_page)
            self.message_user(request, _("It is submitted for review."), messages.SUCCESS)
        if "_continue" in request.POST:
            return HttpResponseRedirect(own_page)
        return redirect("admin:archive_article_change", statement.article_id)


def number_in(written: str) -> int | None:
    """The number of a record in an address, or None where no record can have it."""
    is_number = written.isascii() and written.isdigit() and len(written) < 19
    return int(written) if is_number else None


def article_named_in(request: HttpRequest) -> Article | None:
    """The article the address names, when it has a text to quote from."""
    number = number_in(request.GET.get("article", ""))
    if number is None:
        return None
    return Article.objects.filter(pk=number, texts__isnull=False).first()


def saved_with_key(request: HttpRequest) -> Statement | None:
    """The statement that was made, by anybody, of a form with this key."""
    try:
        sent = StatementForm.base_fields["form_key"].clean(request.POST.get("form_key", ""))
    except ValidationError:
        return None
    return Statement.objects.filter(client_key=sent).select_related("text").first()


def is_sent_again(request: HttpRequest, saved: Statement) -> bool:
    """Whether the same editor sends the same words of the same article: nothing new."""
    article = article_named_in(request)
    if saved.created_by_id != request.user.pk or article is None or article != saved.article:
        return False
    spans = anchoring.find(saved.text.body, request.POST.get("words", ""))
    chosen = request.POST.get("occurrence") or (str(spans[0].start) if len(spans) == 1 else "")
    return anchoring.Span(saved.start, saved.end) in spans and chosen == str(saved.start)


def notes_of(statement: Statement) -> list[Any]:
    return list(statement.annotations.values_list("kind", "visibility", "body"))


def is_said_after_printing(statement: Statement) -> bool:
    if not statement.said_on or not statement.article.published:
        return False
    said, printed = dates.parse(statement.said_on), dates.parse(statement.article.published)
    return bool(said.earliest and printed.latest and said.earliest > printed.latest)


def last_return(statement: Statement) -> Event | None:
    """The reviewer's words, while the statement is back with its author."""
    if statement.status != Statement.Status.RETURNED:
        return None
    return Event.objects.of(statement).filter(verb=Event.Verb.RETURNED).first()
