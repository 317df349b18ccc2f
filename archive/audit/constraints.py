"""Whether every row obeys every constraint, whatever the database was told to overlook."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, models
from django.db.models import Count as CountOf
from django.db.models import Q

from archive.audit.finding import Check, Count, Finding, about
from archive.audit.streams import ROWS, archive_models
from archive.guards import POSTGRESQL

Model = type[models.Model]
SQLITE_NAME = re.compile(r'\b(?:CONSTRAINT|UNIQUE INDEX) "(\w+)"')
POSTGRESQL_NAMES = """
    SELECT conname FROM pg_constraint WHERE conrelid <> 0 UNION
    SELECT c.relname FROM pg_class c JOIN pg_index i ON i.indexrelid = c.oid
    WHERE i.indisunique AND i.indisvalid
"""


@dataclass(frozen=True, slots=True)
class Key:
    """Columns that no two rows have alike, as far as ``condition`` holds."""

    name: str
    fields: tuple[str, ...]
    condition: Q


def checks_of(model: Model) -> list[models.CheckConstraint]:
    return [c for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]


def keys_of(model: Model) -> list[Key]:
    named = [
        Key(c.name, tuple(c.fields), c.condition or Q())
        for c in model._meta.constraints
        if isinstance(c, models.UniqueConstraint)
    ]
    together = [Key("unique", tuple(fields), Q()) for fields in model._meta.unique_together]
    single = [
        Key("unique", (field.name,), Q())
        for field in model._meta.local_concrete_fields
        if field.unique and not field.primary_key
    ]
    return [*named, *together, *single]


def broken_checks(model: Model, count: Count) -> Iterator[Finding]:
    """A condition that is neither true nor false lets the row pass, as in SQL."""
    for constraint in checks_of(model):
        rows = model._base_manager.annotate(obeys=constraint.condition).filter(obeys=False)
        for pk in rows.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=ROWS):
            message = f"It breaks the constraint {constraint.name}."
            yield about(model, pk, "constraint", message)
        count(1)


def broken_keys(model: Model, count: Count) -> Iterator[Finding]:
    """The first of several rows alike may stay; the others are told."""
    for key in keys_of(model):
        known = {f"{name}__isnull": False for name in key.fields}
        rows = model._base_manager.filter(key.condition, **known).order_by()
        repeated = rows.values(*key.fields).annotate(alike=CountOf("pk")).filter(alike__gt=1)
        for values in repeated.values(*key.fields).iterator(chunk_size=ROWS):
            first, *others = rows.filter(**values).order_by("pk").values_list("pk", flat=True)
            columns = ", ".join(key.fields)
            for pk in others:
                message = f"It repeats {columns} of number {first} ({key.name})."
                yield about(model, pk, "constraint", message)
        count(1)


def names_kept() -> set[str]:
    """Names of the constraints and unique indexes that the database has."""
    with connection.cursor() as cursor:
        if connection.vendor == POSTGRESQL:
            cursor.execute(POSTGRESQL_NAMES)
            return {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name for (sql,) in cursor.fetchall() for name in SQLITE_NAME.findall(sql)}


def lost_constraints() -> Iterator[Finding]:
    """Constraints that the database itself no longer has."""
    kept = names_kept()
    for model in archive_models():
        for constraint in model._meta.constraints:
            if constraint.name not in kept:
                message = f"The database lacks this constraint of {model._meta.db_table}."
                yield Finding("constraint", "constraint", constraint.name, message)


def broken_constraints(count: Count) -> Iterator[Finding]:
    yield from lost_constraints()
    for model in archive_models():
        yield from broken_checks(model, count)
        yield from broken_keys(model, count)


def size() -> int:
    return sum(len(checks_of(model)) + len(keys_of(model)) for model in archive_models())


CHECK = Check("constraint", "constraints", size, broken_constraints)
