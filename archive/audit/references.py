"""Whether every record that another one names is there."""

from collections.abc import Iterator

from django.db import models
from django.db.models import Exists, OuterRef

from archive.audit.finding import Check, Count, Finding, about
from archive.audit.streams import ROWS, archive_models


def foreign_keys() -> list[models.ForeignKey]:
    return [
        field
        for model in archive_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.ForeignKey)
    ]


def dangling(count: Count) -> Iterator[Finding]:
    for field in foreign_keys():
        there = field.related_model._base_manager.filter(pk=OuterRef(field.attname))
        rows = field.model._base_manager.filter(
            ~Exists(there), **{f"{field.attname}__isnull": False}
        )
        for pk in rows.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=ROWS):
            yield about(
                field.model, pk, "reference", f"What its “{field.name}” names is not there."
            )
        count(1)


CHECK = Check("reference", "references", lambda: len(foreign_keys()), dangling)
