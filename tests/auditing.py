"""An archive that is well, ways to damage it behind its rules, and the audit's report of it."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from types import SimpleNamespace
from typing import Any

from django.core.management import call_command
from django.db import connection, models, transaction
from django.test import override_settings

from archive import discussion, drafting, integrity, merging, rights
from archive.models import (
    Article,
    ArticleText,
    Edition,
    Event,
    Identifier,
    Person,
    Role,
    SearchEntry,
    Statement,
    Topic,
)
from tests import makers, suggesting, tallying
from tests.attacks import revised, sql

COMPUTED = tallying.TALLIES
MESSAGE, RECORD = "message", ("check", "record_type", "record_id")
ELLE = "Elle n’a rien ouvert du tout"


@dataclass(frozen=True, slots=True)
class World:
    """The records that the tests damage, one of each kind that a check tells apart."""

    draft: Statement  # with a target that is designated by "elle", and a topic
    waiting: Statement  # in review
    printed: Statement  # published, its one edition with a target, a note and a topic
    republished: Statement  # its second edition is current
    retracted: Statement
    unread: Article  # an article that no statement is taken from
    closed: Article  # a private one, typed in at the desk
    allowed: Statement  # its excerpt is longer than the budget, by leave
    merged: Person

    def edition(self, name: str, number: int = 1) -> Edition:
        return Edition.objects.get(statement=getattr(self, name), number=number)


def standing_archive(django_db_setup: Any, django_db_blocker: Any) -> Iterator[World]:
    """A module's fixture: the archive is made once, and taken back after the module's tests."""
    quick = override_settings(
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"], LANGUAGE_CODE="en"
    )
    with django_db_blocker.unblock(), quick, transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def make_world() -> World:
    topic = Topic.objects.create(name="halle")
    target = makers.target(mention="Elle", role="maire")
    world = World(
        draft=makers.statement(
            ELLE, speaker=makers.person("Théodule Marquenterre"), topics=[topic],
            targets=[makers.target(makers.person(), mention="Elle")], said_on="2019-02",
        ),
        waiting=makers.in_review(topics=[topic]),
        printed=makers.published(
            topics=[topic], targets=[target], notes=[makers.note()], said_on="2019-02"
        ),
        republished=republished(),
        retracted=makers.retracted(makers.published()),
        unread=makers.article(url="https://gazette.example/halle"),
        closed=closed_article(),
        allowed=allowed_statement(),
        merged=merged_person(),
    )  # fmt: skip
    makers.article(url="https://gazette.example/ecoles")
    Role.objects.create(person=makers.person(), title="maire", began="2014-03", ended="2020-06")
    Identifier.objects.create(person=makers.person(), scheme="wikidata", value="Q1")
    discussion.comment(world.draft, by=makers.rui(), body="@ada Est-ce bien sa phrase ?")
    suggesting.suggestion(makers.article())
    tell_the_rest()
    return world


def republished() -> Statement:
    made = revised(makers.published(), "draft")
    before = drafting.fresh_content(made)
    made.place = "Lille"
    drafting.write_edit(made, by=makers.ada(), version=made.version)
    drafting.record_edit(made, before, by=makers.ada())
    return makers.move(makers.move(made, "submit", makers.ada()), "approve", makers.rui())


def merged_person() -> Person:
    person, stays = makers.person("Y. Quévrain"), makers.person()
    read = merging.consequences(person, stays)
    merging.merge(person, stays, by=makers.rui(), rationale="La même.", digest=read.digest)
    return Person.objects.get(pk=person.pk)


def closed_article() -> Article:
    article = makers.article(licence="private")
    digest = {"sha256": [None, article.source_sha256]}
    Event.objects.record(Event.Verb.CREATED, article, by=makers.ada(), changes=digest)
    return article


def allowed_statement() -> Statement:
    made = makers.statement(in_article=makers.article(licence="private"))
    rights.lift_budget(made, by=makers.chloe(), version=made.version, reason="Discours public.")
    return made


def tell_the_rest() -> None:
    """Writes the beginnings that makers leave out, as the importers and the desk tell them."""
    for person in Person.objects.all():
        Event.objects.record(Event.Verb.CREATED, person, by=makers.ada())
    told = Event.objects.filter(record_type=Article._meta.label_lower).values("record_id")
    for article in Article.objects.exclude(pk__in=told):
        Event.objects.record(
            Event.Verb.IMPORTED, article, by=None, changes={"sha256": ["", article.source_sha256]}
        )


# --- Behind the rules -----------------------------------------------------------------------


@contextmanager
def without_triggers() -> Iterator[None]:
    """Neither the archive's triggers fire nor, on PostgreSQL, those of foreign keys."""
    door = SimpleNamespace(connection=connection)
    if connection.vendor == "postgresql":
        sql("SET LOCAL session_replication_role = replica")
        yield
        sql("SET LOCAL session_replication_role = origin")
    else:
        integrity.lift(None, door)
        yield
        integrity.set_all(None, door)


@contextmanager
def without_checks() -> Iterator[None]:
    """What is written meanwhile may break any CHECK; the constraints are there again after."""
    if connection.vendor != "postgresql":
        sql("PRAGMA ignore_check_constraints = ON")
        yield
        sql("PRAGMA ignore_check_constraints = OFF")
        return
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) "
            "FROM pg_constraint WHERE contype = 'c' AND conrelid::regclass::text LIKE 'archive_%'"
        )
        rows = cursor.fetchall()
    for table, name, _definition in rows:
        sql(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    yield
    for table, name, definition in rows:
        definition = definition.removesuffix(" NOT VALID").replace("%", "%%")
        sql(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition} NOT VALID")


def write(record: models.Model, **columns: Any) -> None:
    """Overwrites columns of a row by raw SQL."""
    names = ", ".join(f'"{name}" = %s' for name in columns)
    values = [json.dumps(v) if isinstance(v, dict | list) else v for v in columns.values()]
    sql(f"UPDATE {record._meta.db_table} SET {names} WHERE id = %s", *values, record.pk)


def remove(record: models.Model) -> None:
    sql(f"DELETE FROM {record._meta.db_table} WHERE id = %s", record.pk)


def new_text(article: Article, body: str) -> ArticleText:
    return ArticleText.objects.create(article=article, number=2, body=body)


# --- The report -----------------------------------------------------------------------------


def check_archive(*options: str) -> tuple[int, str]:
    """The exit status and what was printed."""
    out = StringIO()
    try:
        call_command("check_archive", *options, stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def report(*options: str) -> dict[str, Any]:
    """The JSON report; its verdict and the exit status must agree."""
    status, printed = check_archive("--json", *options)
    told = json.loads(printed)
    assert status == (0 if told["ok"] else 1)
    return told


def report_after(damage: Callable[[], Any], *options: str) -> dict[str, Any]:
    """The report of the archive with this damage, which is taken back."""
    with transaction.atomic():
        with without_triggers():
            damage()
        told = report(*options)
        transaction.set_rollback(True)
    return told


def found_in(told: dict[str, Any]) -> list[tuple[str, str, Any]]:
    return sorted((tuple(f[key] for key in RECORD) for f in told["findings"]), key=str)


def found_in_records(told: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """What is found but for the tables computed of the records: whoever damages a record that is in
    print makes them differ as well (``test_check_archive_tallies``)."""
    computed = {f"archive.{model.__name__.lower()}" for model in (*COMPUTED, SearchEntry)}
    return [found for found in found_in(told) if found[1] not in computed and found[0] != "search"]
