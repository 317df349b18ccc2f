"""Ways past the forms and the workflow, for the tests of what the database itself refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, models, transaction

from archive.models import Edition, Statement, Topic
from archive.models.digests import sha256_of_content
from archive.models.edition import columns_of
from tests import makers

SQLITE_ONLY = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="INSERT OR REPLACE is SQLite's"
)
POSTGRESQL_ONLY = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="TRUNCATE is PostgreSQL's"
)

ON_DESK = ["draft", "in_review", "returned"]
OFF_DESK = ["published", "rejected", "retracted"]
STATUSES = [*ON_DESK, *OFF_DESK]

NOT_ON_DESK = "not on the desk"
NOT_THERE = "not at that place"
NEW_VERSION = "counts as a new version"
AS_REVIEWED = "made of the version in review"
AS_PRINTED = "repeats its source and its speaker"
TWO_PEOPLE = "Nobody approves what they edited or submitted|edition_two_people"


@contextmanager
def refused(words: str) -> Iterator[None]:
    """The database refuses, at once or when the transaction would end, in these words."""
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        yield
        connection.check_constraints()


def sql(text: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(text, values)


def columns(model: type[models.Model]) -> dict[str, models.Field]:
    return {field.column: field for field in model._meta.concrete_fields}


def insert(record: models.Model, *, verb: str = "INSERT", **other: Any) -> None:
    """Inserts an unsaved record by raw SQL, some columns with other values than its own."""
    row = {
        column: field.get_db_prep_save(
            other.get(column, field.pre_save(record, add=True)), connection
        )
        for column, field in columns(type(record)).items()
        if not field.generated and (column in other or not field.primary_key)
    }
    names = ", ".join(f'"{name}"' for name in row)
    places = ", ".join(["%s"] * len(row))
    sql(f"{verb} INTO {record._meta.db_table} ({names}) VALUES ({places})", *row.values())


def replace(record: models.Model, **other: Any) -> None:
    """Lets SQLite put this record in the place of the one with its number or keys."""
    insert(record, verb="INSERT OR REPLACE", **{"id": record.pk, **other})


def other_value(record: models.Model, column: str) -> Any:
    """A value this column of the record does not have; the rule stops it before any other check."""
    field = columns(type(record))[column]
    if isinstance(field, models.BooleanField):
        return not getattr(record, column)
    if isinstance(field, models.JSONField):
        return field.get_db_prep_save([{"kind": "context", "body": "Autre."}], connection)
    if isinstance(field, models.DateTimeField):
        return datetime(2001, 1, 1, tzinfo=UTC)
    if isinstance(field, models.DateField):
        return date(2001, 1, 1)
    if isinstance(field, models.UUIDField):
        return field.get_db_prep_save(uuid4(), connection)
    if isinstance(field, models.CharField | models.TextField):
        return "autre"
    return (getattr(record, field.attname) or 0) + 1000


def at(status: str, **fields: Any) -> Statement:
    """A statement of Ada's that the workflow brought to this status."""
    if status == "draft":
        return makers.statement(**fields)
    if status in ("published", "retracted"):
        made = makers.published(**fields)
        return makers.retracted(made) if status == "retracted" else made
    made = makers.in_review(**fields)
    if status == "in_review":
        return made
    step = {"returned": "return", "rejected": "reject"}[status]
    return makers.move(made, step, makers.rui(), reason="À revoir.", category="words")


def twin_of(statement: Statement) -> Statement:
    """The same words as a new draft, not saved."""
    names = [field.name for field in Statement._meta.concrete_fields]
    submission = {"submitted_by", "submitted_at", "content_sha256"}
    kept = set(names) - {"id", "client_key", "status", "version"} - submission
    return Statement(**{name: getattr(statement, name) for name in kept})


def edition_of(statement: Statement, approved_by: User, **other: Any) -> Edition:
    """An edition as the workflow would write it, not saved."""
    content = statement.content()
    written = {
        "statement": statement,
        "number": 1,
        "statement_version": statement.version,
        "submitted_by": statement.submitted_by or makers.ada(),
        "approved_by": approved_by,
        "sha256": sha256_of_content(content),
        **columns_of(statement, content),
    }
    return Edition(**{**written, **other})


def revised(statement: Statement, status: str = "in_review") -> Statement:
    """A published statement that is brought to this status while its edition stays in print."""
    if status == "published":
        return statement
    made = makers.move(statement, "revise", makers.ada())
    if status == "draft":
        return made
    made = makers.move(made, "submit", makers.ada())
    if status == "in_review":
        return made
    return makers.move(made, "return", makers.rui(), reason="À revoir.", category="words")


def complete_edition() -> Edition:
    """An edition with a target, a topic and a note."""
    return makers.edition(
        targets=[makers.target()],
        notes=[makers.note()],
        topics=[Topic.objects.create(name="halle")],
        said_on="2019-02",
    )
