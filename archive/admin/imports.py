"""Imports, to read only: what came in and what became of each file."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from archive.admin.history import DeskAdmin
from archive.models import ImportedFile, ImportRun


class ReadOnly:
    """Rows nobody adds, changes or deletes by hand."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ImportedFileInline(ReadOnly, admin.TabularInline):
    model = ImportedFile
    fields = ["name", "outcome", "reason", "encoding", "article"]
    extra = 0


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnly, DeskAdmin):
    list_display = ["started_at", "importer", "by", "created", "unchanged", "failed"]
    inlines = [ImportedFileInline]
