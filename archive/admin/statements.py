"""Statements at the desk: the form, the queue, and one view for every move."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import drafting, workflow
from archive.admin.history import DeskAdmin, LabelledFormSet
from archive.admin.moves import move_view
from archive.admin.person_field import offered
from archive.admin.statement_forms import (
    AnnotationForm,
    StatementForm,
    TargetForm,
    TargetFormSet,
)
from archive.admin.text_panel import text_panel
from archive.models import Annotation, Article, Event, Statement, StatementTarget


class TargetInline(admin.TabularInline):
    model = StatementTarget
    form = TargetForm
    formset = TargetFormSet
    extra = 2
    verbose_name_plural = gettext_lazy("About whom, or said to whom")


class AnnotationInline(admin.TabularInline):
    model = Annotation
    form = AnnotationForm
    formset = LabelledFormSet
    extra = 1
    verbose_name_plural = gettext_lazy("Annotations")


@admin.register(Statement)
class StatementAdmin(DeskAdmin):
    """A statement is added from its article, edited while on the desk, and moved step by step."""

    form = StatementForm
    inlines = [TargetInline, AnnotationInline]
    list_display = ["words", "speaker_as_named", "printed_in", "status", "submitted_by",
                    "modified_at"]  # fmt: skip
    list_filter = ["status", "kind", "speaker_type", "article__outlet", "created_by",
                   "submitted_by"]  # fmt: skip
    search_fields = ["exact", "attribution", "speaker__name", "article__title"]
    list_select_related = ["article__outlet", "speaker", "submitted_by"]
    ordering = ["-pk"]
    actions = None
    change_form_template = "admin/archive/statement/change_form.html"

    fieldsets = [
        (None, {"fields": ["words", "occurrence", "kind"]}),
        (gettext_lazy("Who spoke"),
         {"fields": ["speaker", "speaker_type", "attribution", "speaker_role", "via"]}),
        (gettext_lazy("When and where"), {"fields": ["said_on", "place", "setting"]}),
        (gettext_lazy("How sure"), {"fields": ["certainty", "certainty_reason"]}),
        (gettext_lazy("Filed under"), {"fields": ["topics", "language"]}),
        (None, {"fields": ["version_read", "form_key"], "classes": ["hidden-fields"]}),
    ]  # fmt: skip

    @admin.display(description=gettext_lazy("words"), ordering="exact")
    def words(self, statement: Statement) -> str:
        return str(statement)

    @admin.display(description=gettext_lazy("speaker"), ordering="speaker__sort_name")
    def speaker_as_named(self, statement: Statement) -> str:
        return statement.speaker_words

    @admin.display(description=gettext_lazy("printed in"), ordering="article__title")
    def printed_in(self, statement: Statement) -> str:
        outlet = statement.article.outlet
        return f"{statement.article}{f' ({outlet})' if outlet else ''}"

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
        if name not in workflow.MOVES or not object_id.isdecimal():
            raise Http404
        statement = get_object_or_404(Statement.objects.with_names(), pk=object_id)
        if not self.has_view_permission(request, statement):
            raise PermissionDenied
        return move_view(request, statement, workflow.MOVES[name], self.admin_site)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Adds to the article named in the address; a form sent twice makes one statement."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST":
            twin = self.already_saved(request)
            if twin is not None:
                self.message_user(request, _("This statement is already saved."), messages.INFO)
                return redirect("admin:archive_statement_change", twin.pk)
        if article_named_in(request) is None:
            self.message_user(
                request,
                _("Open the article first, then add a statement from its page."),
                messages.INFO,
            )
            return redirect("admin:archive_article_changelist")
        return super().add_view(request, form_url, extra_context)

    def already_saved(self, request: HttpRequest) -> Statement | None:
        key = StatementForm.base_fields["form_key"]
        try:
            sent = key.clean(request.POST.get("form_key", ""))
        except Exception:
            return None
        return Statement.objects.filter(client_key=sent, created_by=request.user).first()

    def get_form(
        self,
        request: HttpRequest,
        obj: Statement | None = None,
        change: bool = False,
        **kwargs: Any,
    ) -> type[StatementForm]:
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
            moves=workflow.available(statement, request.user) if statement else [],
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
        drafting.fill_roles(statement)
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
            before = drafting.fresh_content(statement)
            drafting.write_edit(
                statement, by=request.user, version=form.cleaned_data["version_read"]
            )
            self.save_rows(request, form, formsets)
            drafting.record_edit(statement, before, by=request.user)

    def save_rows(self, request: HttpRequest, form: Any, formsets: Any) -> None:
        form.save_m2m()
        for formset in formsets:
            rows = formset.save(commit=False)
            for row in rows:
                if isinstance(row, Annotation) and row.author_id is None:
                    row.author = request.user
                if isinstance(row, StatementTarget):
                    row.role = row.role or drafting.role_at(row.person, form.instance)
                row.save()
            for row in formset.deleted_objects:
                row.delete()

    def response_add(self, request: HttpRequest, obj: Statement, *args: Any) -> HttpResponse:
        return self.after_saving(request, obj)

    def response_change(self, request: HttpRequest, obj: Statement) -> HttpResponse:
        return self.after_saving(request, obj)

    def after_saving(self, request: HttpRequest, statement: Statement) -> HttpResponse:
        """Back to the statement, or, when asked, submitted and on to the article."""
        own_page = reverse("admin:archive_statement_change", args=[statement.pk])
        self.message_user(request, _("The statement is saved."), messages.SUCCESS)
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


def article_named_in(request: HttpRequest) -> Article | None:
    number = request.GET.get("article", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    return Article.objects.filter(pk=int(number)).first()


def last_return(statement: Statement) -> Event | None:
    """The reviewer's words, while the statement is back with its author."""
    if statement.status != Statement.Status.RETURNED:
        return None
    return Event.objects.of(statement).filter(verb=Event.Verb.RETURNED).first()
