"""Outlets and topics: the small lists everything else points to."""

from django.contrib import admin

from archive.admin.history import DeskAdmin
from archive.models import Outlet, Topic


@admin.register(Outlet)
class OutletAdmin(DeskAdmin):
    list_display = ["name", "kind", "url"]
    list_filter = ["kind"]
    search_fields = ["name"]


@admin.register(Topic)
class TopicAdmin(DeskAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    fields = ["name", "slug"]
