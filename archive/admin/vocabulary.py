"""Outlets and topics: the small lists everything else points to."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from archive.admin.conflicts import GuardedAdmin, GuardedForm
from archive.models import Outlet, Topic


class OutletForm(GuardedForm):
    class Meta:
        model = Outlet
        fields = ["name", "kind", "url", "notice"]
        error_messages = {"name": {"unique": _("This outlet is already in the archive.")}}


class TopicForm(GuardedForm):
    class Meta:
        model = Topic
        fields = ["name", "slug"]
        error_messages = {
            "name": {"unique": _("This topic is already in the list.")},
            "slug": {"unique": _("Another topic already has this address.")},
        }


@admin.register(Outlet)
class OutletAdmin(GuardedAdmin):
    form = OutletForm
    list_display = ["name", "kind", "url"]
    list_filter = ["kind"]
    search_fields = ["name"]


@admin.register(Topic)
class TopicAdmin(GuardedAdmin):
    form = TopicForm
    list_display = ["name", "slug"]
    search_fields = ["name"]
