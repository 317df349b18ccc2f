"""Editions, to read only: what the public reads, with who vouched for it."""

from django.contrib import admin

from archive.admin.history import DeskAdmin
from archive.admin.imports import ReadOnly
from archive.models import Edition


@admin.register(Edition)
class EditionAdmin(ReadOnly, DeskAdmin):
    list_display = ["exact", "number", "state", "speaker_name", "submitted_by", "approved_by",
                    "approved_at"]  # fmt: skip
    list_filter = ["state", "kind"]
    list_select_related = ["submitted_by", "approved_by"]
    search_fields = ["exact", "speaker_name"]
    exclude = ["text", "sort_day"]
