"""All of history in one list, to read only: it reaches records that are no longer there."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.history import DeskAdmin
from archive.admin.imports import ReadOnly
from archive.admin.timeline import act_of
from archive.models import Event
from archive.models.event import sha256_of_event

LONGEST_REASON = 90  # characters of it in a row of the list


def record_types_for(user: Any) -> dict[str, str]:
    """The kinds of records of which this user may read the history, with their names."""
    return {
        model._meta.label_lower: capfirst(str(model._meta.verbose_name_plural))
        for model in apps.get_models()
        if user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
    }


def record_types_told() -> list[str]:
    """The kinds of records that history tells of, each looked up in the index: a list of all
    values would be read from all of history."""
    kinds = ContentType.objects.annotate(kind=Concat("app_label", Value("."), "model"))
    events = Event.objects.filter(record_type=OuterRef("kind"))
    return list(kinds.filter(Exists(events)).values_list("kind", flat=True))


def history_of(event: Event) -> str | None:
    """The address of the whole history of an event's record, where there is such a page."""
    name = event.record_type.replace(".", "_")
    try:
        return reverse(f"admin:{name}_history", args=[event.record_id])
    except NoReverseMatch:
        return None


class RecordTypeFilter(admin.SimpleListFilter):
    """History by kind of record, of those whose history the user may read."""

    title = gettext_lazy("kind of record")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        names = record_types_for(request.user)
        told = [(kind, names[kind]) for kind in record_types_told() if kind in names]
        return sorted(told, key=lambda one: one[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(record_type=self.value()) if self.value() else queryset


class ActorFilter(admin.SimpleListFilter):
    """History by who acted."""

    title = gettext_lazy("actor")
    parameter_name = "by"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        acts = model_admin.get_queryset(request).filter(actor=OuterRef("pk")).order_by()
        users = get_user_model().objects.filter(Exists(acts)).order_by("username")
        named = [(str(user.pk), user.get_username()) for user in users]
        return [*named, ("machine", _("the machine"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "machine":
            return queryset.filter(actor=None)
        number = self.value() or ""
        is_number = number.isascii() and number.isdigit() and len(number) < 10
        return queryset.filter(actor=number) if is_number else queryset


class DayFilter(admin.SimpleListFilter):
    """History of one day; the day is typed, and one that does not exist is passed over."""

    title = gettext_lazy("day")
    parameter_name = "day"
    template = "admin/archive/history_day_filter.html"

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        self.kept = [
            (name, value)
            for name, value in request.GET.items()
            if name not in (self.parameter_name, "p", "e")
        ]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("", "")]  # shown as a form, whatever is in it

    @property
    def day(self) -> date | None:
        try:
            return date.fromisoformat(self.value() or "")
        except ValueError:
            return None

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.day is None or not date(1900, 1, 1) <= self.day <= date(9000, 1, 1):
            return queryset
        begins = timezone.make_aware(datetime.combine(self.day, time.min))
        return queryset.filter(at__gte=begins, at__lt=begins + timedelta(days=1))


@admin.register(Event)
class EventAdmin(ReadOnly, DeskAdmin):
    """Who did what to which record, newest first. Whoever may not see a kind of record, accounts
    above all, does not see its history either: not in the list, a filter, a search or a page."""

    list_display = ["at", "actor_shown", "verb", "kind_of_record", "record", "why"]
    list_display_links = ["at"]
    list_filter = ["verb", RecordTypeFilter, ActorFilter, DayFilter]
    search_fields = ["record_label"]
    exclude = ["record_type", "record_id"]  # told in words by the columns of the record
    sortable_by = ()
    list_per_page = 100

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        events = super().get_queryset(request)
        if request.user.is_superuser:
            return events
        return events.filter(record_type__in=record_types_for(request.user))

    def get_urls(self) -> list[Any]:
        """The list and the page of each event; what cannot be has no address."""
        view = self.admin_site.admin_view
        return [
            path("", view(self.changelist_view), name="archive_event_changelist"),
            path("<path:object_id>/change/", view(self.change_view), name="archive_event_change"),
        ]

    @admin.display(description=gettext_lazy("who"))
    def actor_shown(self, event: Event) -> str:
        return event.actor_name or _("the machine")

    @admin.display(description=gettext_lazy("kind of record"))
    def kind_of_record(self, event: Event) -> str:
        return name_of_kind(event)

    @admin.display(description=gettext_lazy("record"))
    def record(self, event: Event) -> str:
        address = history_of(event)
        label = Truncator(event.record_label).chars(80) or _("no name")
        return format_html('<a href="{}">{}</a>', address, label) if address else label

    @admin.display(description=gettext_lazy("why"))
    def why(self, event: Event) -> str:
        return Truncator(event.reason).chars(LONGEST_REASON)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """One event with its place in the chain, and whether its digest still holds."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        event = self.get_object(request, object_id)
        if event is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id[:64])
        context = {
            **self.admin_site.each_context(request),
            "title": _("One act of history"),
            "opts": self.opts,
            "event": event,
            "act": act_of(event),
            "kind": name_of_kind(event),
            "history": history_of(event),
            "holds": sha256_of_event(event) == event.sha256,
        }
        return TemplateResponse(request, "admin/archive/history_event.html", context)


def name_of_kind(event: Event) -> str:
    """What the desk calls the kind of an event's record; its bare name when it knows it no more."""
    try:
        return str(apps.get_model(event.record_type)._meta.verbose_name)
    except LookupError:
        return event.record_type
