"""Editions, to read only: what the public reads, with who vouched for it."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin

from archive.admin.history import DeskAdmin
from archive.admin.imports import ReadOnly
from archive.models import Edition

BY = ("submitted_by", "approved_by", "withdrawal_asked_by", "withdrawn_by")


def name_of(field: str) -> Callable[[Any, Edition], str]:
    """A column with the name of an editor: Django would link it to an account that few may see."""

    @admin.display(description=Edition._meta.get_field(field).verbose_name)
    def name(_admin: Any, edition: Edition) -> str:
        return str(getattr(edition, field) or _admin.empty_value_display)

    return name


@admin.register(Edition)
class EditionAdmin(ReadOnly, DeskAdmin):
    list_display = ["exact", "number", "state", "speaker_name", "submitted_by", "approved_by",
                    "approved_at"]  # fmt: skip
    list_filter = ["state", "kind"]
    list_select_related = ["submitted_by", "approved_by"]
    search_fields = ["exact", "speaker_name"]
    exclude = ["text", "sort_day", *BY]
    readonly_fields = ["submitted", "approved", "withdrawal_asked", "withdrawn"]
    submitted, approved, withdrawal_asked, withdrawn = (name_of(field) for field in BY)
