"""Whether the days that are indexed are those the written dates mean, and the order of editions."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.models import F

from archive import dates
from archive.audit.finding import Check, Count, Finding, about
from archive.audit.streams import ROWS, archive_models
from archive.models import Edition, EditionTarget, EditionTopic
from archive.models.days import ID_BITS, sort_day_of
from archive.models.fields import BoundaryDayField, PartialDateField


def fields_of(kind: type[models.Field]) -> list[Any]:
    return [
        field
        for model in archive_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, kind)
    ]


def unreadable_dates(field: PartialDateField, count: Count) -> Iterator[Finding]:
    written = field.model._base_manager.order_by().values_list(field.name, flat=True).distinct()
    for date in written.iterator(chunk_size=ROWS):
        if is_readable(date):
            continue
        for pk in pks(field.model._base_manager.filter(**{field.name: date})):
            message = f"“{field.name}” is not a date the archive can keep."
            yield about(field.model, pk, "date", message)
    count(1)


def is_readable(written: str) -> bool:
    try:
        return not written or bool(dates.parse(written))
    except dates.InvalidDate:
        return False


def wrong_days(field: BoundaryDayField, count: Count) -> Iterator[Finding]:
    """Each pair of a date and its day is looked at once, however many records have it."""
    pairs = field.model._base_manager.order_by().values_list(field.source, field.attname)
    for written, day in pairs.distinct().iterator(chunk_size=ROWS):
        message = wrong_day(field, written, day)
        if message is None:
            continue
        same = {field.source: written, field.attname: day}
        for pk in pks(field.model._base_manager.filter(**same)):
            yield about(field.model, pk, "date", message)
    count(1)


def wrong_day(field: BoundaryDayField, written: str, day: Any) -> str | None:
    try:
        meant = getattr(dates.parse(written), field.boundary) if written else None
    except dates.InvalidDate:
        return None  # told by unreadable_dates
    return None if day == meant else f"“{field.name}” is not the day that “{field.source}” means."


def pks(rows: models.QuerySet) -> Iterator[Any]:
    yield from rows.order_by("pk").values_list("pk", flat=True).iterator()


def wrong_order() -> Iterator[Finding]:
    rows = Edition.objects.order_by("pk").values_list("pk", "said_on", "published", "sort_day")
    for pk, said_on, published, sort_day in rows.iterator(chunk_size=ROWS):
        try:
            if sort_day_of(said_on, published) == sort_day:
                continue
        except dates.InvalidDate:
            continue  # told by unreadable_dates
        yield about(Edition, pk, "order", "The day it is sorted by is not that of its dates.")


def wrong_keys() -> Iterator[Finding]:
    """Editions, and what hangs on them for the lists of a person and of a topic."""
    computed = F("sort_day") * (1 << ID_BITS) + F("pk")
    for pk in pks(Edition.objects.exclude(sort_key=computed)):
        yield about(Edition, pk, "order", "Its place in the lists is not that of its day.")
    for model in (EditionTarget, EditionTopic):
        for pk in pks(model.objects.exclude(sort_key=F("edition__sort_key"))):
            yield about(model, pk, "order", "Its place in the lists is not that of its edition.")


def wrong_dates(count: Count) -> Iterator[Finding]:
    for field in fields_of(PartialDateField):
        yield from unreadable_dates(field, count)
    for field in fields_of(BoundaryDayField):
        yield from wrong_days(field, count)
    yield from wrong_order()
    yield from wrong_keys()


def size() -> int:
    return len(fields_of(PartialDateField)) + len(fields_of(BoundaryDayField))


CHECK = Check("date", "dates", size, wrong_dates)
