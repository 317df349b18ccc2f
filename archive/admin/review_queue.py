"""The list of statements at the desk: what waits, oldest first, and where each row leads."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import workflow
from archive.admin.history import DeskAdmin
from archive.models import Statement
from archive.queues import QUEUES, reviewable_by


class WaitsFilter(admin.SimpleListFilter):
    """The queues of the front page that no column tells."""

    title = gettext_lazy("what waits")
    parameter_name = "waits"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(name, queue.label) for name, queue in QUEUES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        queue = QUEUES.get(self.value() or "")
        return (
            queryset.filter(pk__in=queue.waiting(request.user).values("pk")) if queue else queryset
        )


class QueueList(ChangeList):
    """A row leads to the decision for those who may take it, else to the form."""

    def url_for_result(self, result: Statement) -> str:
        if result.may_be_approved:
            return reverse("admin:archive_statement_move", args=[result.pk, "approve"])
        return super().url_for_result(result)


class QueueAdmin(DeskAdmin):
    """The list, without Django's way to add: a statement is added from its article."""

    list_display = ["words", "speaker_as_named", "printed_in", "standing", "submitted_by",
                    "submitted_at"]  # fmt: skip
    list_filter = ["status", "kind", "speaker_type", "article__outlet", "created_by",
                   "submitted_by"]  # fmt: skip
    search_fields = ["exact", "attribution", "speaker__name", "article__title"]
    list_select_related = ["article__outlet", "speaker", "submitted_by"]
    actions = None

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return [*self.list_filter, WaitsFilter]

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        return lookup == WaitsFilter.parameter_name or super().lookup_allowed(
            lookup, value, request
        )

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        return {**super().get_model_perms(request), "add": False}

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {"has_add_permission": False, **(extra_context or {})}
        return super().changelist_view(request, context)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return QueueList

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """What waits for review is read in the order it came in."""
        is_queue = request.GET.get("status__exact") == Statement.Status.IN_REVIEW
        return ["submitted_at", "pk"] if is_queue else ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        may_review = request.user.has_perm(workflow.REVIEW)
        mine = reviewable_by(request.user).filter(pk=OuterRef("pk"))
        return (
            super()
            .get_queryset(request)
            .annotate(
                may_be_approved=Exists(mine) if may_review else Value(False),
                is_own=Case(When(submitted_by=request.user.pk, then=True), default=False),
            )
        )

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

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def standing(self, statement: Statement) -> str:
        """The status; what one submitted oneself waits for somebody else."""
        if statement.status == Statement.Status.IN_REVIEW and statement.is_own:
            return _("%(status)s (submitted by you)") % {"status": statement.get_status_display()}
        return statement.get_status_display()
