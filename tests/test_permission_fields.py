"""Forged forms: nothing is written that is not a field of the form, whoever sends it.

Each page of the desk is sent twice, once as its form stands and once with a value for every column
of the record besides. The two leave the same database.
"""

import uuid
from typing import Any

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.db import connection, models

from archive.models import Edition, Statement
from tests.attacks import other_value
from tests.desk import form_of
from tests.permission_forms import form_for, place_of
from tests.permission_requests import ASIDE, Ledger
from tests.permission_world import World

pytest_plugins = ["tests.permission_fixtures"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]

EDITORS = ("contributor", "reviewer", "chief", "superuser")
CHIEFS = ("chief", "superuser")
# The pages that write, with a record that the form may change and who may send it.
PAGES = [
    ("admin:archive_article_add", "-", EDITORS),
    ("admin:archive_article_change", "private article", EDITORS),
    ("admin:archive_article_change", "open article", EDITORS),
    ("admin:archive_person_add", "-", EDITORS),
    ("admin:archive_person_change", "printed person", EDITORS),
    ("admin:archive_person_change", "hidden person", EDITORS),
    ("admin:archive_topic_add", "-", EDITORS),
    ("admin:archive_topic_change", "used topic", EDITORS),
    ("admin:archive_outlet_add", "-", CHIEFS),
    ("admin:archive_outlet_change", "used outlet", CHIEFS),
    ("admin:archive_statement_add", "open article", EDITORS),
    ("admin:archive_statement_change", "own draft", EDITORS),
    ("admin:archive_statement_change", "other returned", EDITORS),
    ("admin:archive_statement_change", "other in_review", EDITORS[1:]),
    ("admin:archive_statement_change", "revised draft", EDITORS),
    ("admin:archive_statement_move/submit", "own draft", EDITORS),
    ("admin:archive_statement_move/return", "other in_review", EDITORS[1:]),
    ("admin:archive_statement_move/approve", "other in_review", EDITORS[1:]),
    ("admin:archive_statement_move/revise", "other published", EDITORS),
    ("admin:archive_statement_move/retract", "other published", EDITORS[1:]),
    ("admin:auth_user_add", "-", CHIEFS),
    ("admin:auth_user_change", "contributor's account", CHIEFS),
    ("admin:auth_user_password_change", "contributor's account", CHIEFS),
    ("admin:password_change", "-", EDITORS),
]
# What no two requests have in common: moments, salts, and the digests over them.
UNLIKE = {"record_id", "at", "added_at", "created_at", "modified_at", "submitted_at",
          "approved_at", "taken_at", "closed_at", "password", "client_key", "sha256",
          "previous_sha256", "date_joined", "last_login", "sort_key", "content_sha256"}  # fmt: skip
NEW = "a new record"
Rows = dict[str, list[dict[str, Any]]]


def contents() -> Rows:
    """Table -> its rows, without what differs from one request to the next."""
    with connection.cursor() as cursor:
        tables = [t.name for t in connection.introspection.get_table_list(cursor) if t.type == "t"]
        found = {}
        for table in sorted(set(tables) - ASIDE):
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            names = [column[0] for column in cursor.description]
            found[table] = [
                {name: value for name, value in zip(names, row, strict=True) if name not in UNLIKE}
                for row in cursor.fetchall()
            ]
        return found


def differing(before: Rows, one: Rows, other: Rows) -> list[str]:
    """The tables that two requests left differently, the numbers of new records apart."""
    return [
        table for table in before
        if renumbered(before[table], one[table]) != renumbered(before[table], other[table])
    ]  # fmt: skip


def renumbered(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, with one word for every number that none had before."""
    numbers = {name for row in after for name in row if name == "id" or name.endswith("_id")}
    highest = {name: max((row[name] or 0 for row in before), default=0) for name in numbers}
    return [
        {n: NEW if n in numbers and (v or 0) > highest[n] else v for n, v in row.items()}
        for row in after
    ]


def written(world: World, ledger: Ledger, page: tuple, role: str, **forged: Any) -> tuple:
    """The answer and all the database holds after a form with these values besides."""
    address, name, _roles = page
    record = world.record(name, role)
    form = {**forged, **form_for(address, record, role)}
    with ledger.undone():
        answer = world.client(role).post(place_of(address, record), form)
        return answer, contents()


def model_of(address: str) -> type[models.Model]:
    names = {model._meta.label_lower.replace(".", "_"): model for model in site._registry}
    return next((names[name] for name in names if f":{name}_" in address), User)


def forgery(model: type[models.Model], record: Any, fields: set[str]) -> dict[str, Any]:
    """A value that each column does not have, for all that the form does not hold."""
    sample = record if isinstance(record, model) else model._base_manager.first()
    forged = {}
    for field in model._meta.concrete_fields:
        if field.name in fields or field.primary_key or field.generated:
            continue
        value = other_value(sample, field.column)
        if field.is_relation:
            value = field.related_model._base_manager.exclude(
                pk=getattr(sample, field.attname)
            ).values_list("pk", flat=True).first()  # fmt: skip
        forged |= {field.name: value, field.attname: value, f"_{field.name}": value}
    return {name: value for name, value in forged.items() if value is not None}


def fields_of(world: World, page: tuple, role: str) -> set[str]:
    """The names that the form shows to this role."""
    address, name, _roles = page
    context = world.client(role).get(place_of(address, world.record(name, role))).context
    form = context["adminform"].form if "adminform" in context else context["form"]
    return set(form.fields)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page[0]} of {page[1]}")
def test_no_column_is_written_that_the_form_does_not_hold(world, ledger, page):
    before = contents()
    for role in page[2]:
        record = world.record(page[1], role)
        forged = forgery(model_of(page[0]), record, fields_of(world, page, role))
        answer, plain = written(world, ledger, page, role)
        assert answer.status_code == 302, f"the form of {page[0]} is not complete for {role}"
        answer, after = written(world, ledger, page, role, **forged)
        assert answer.status_code == 302
        tables = differing(before, plain, after)
        assert not tables, f"{role} wrote {sorted(forged)} into {tables}"


def test_a_column_that_is_written_is_seen(world, ledger):
    before, topic = contents(), world.record("used topic", "chief")
    with ledger.undone():
        type(topic).objects.filter(pk=topic.pk).update(slug="autre")
        assert differing(before, before, contents()) == ["archive_topic"]


class TestStatements:
    """By name, the columns that vouch for something."""

    FORGED = {
        "status": "published", "version": 99, "priority": 2, "start": 0, "end": 3, "exact": "La ",
        "prefix": "", "suffix": "", "content_sha256": "0" * 64, "text": 1, "article": 1,
        "client_key": str(uuid.UUID(int=7)), "form_key": str(uuid.UUID(int=7)),
    }  # fmt: skip

    def test_an_edit_sets_neither_status_nor_anchor_nor_provenance(self, world, ledger):
        made = world.record("other draft", "contributor")
        before = Statement.objects.filter(pk=made.pk).values().get()
        other = world.users["superuser"].pk
        people = {"created_by": other, "submitted_by": other, "approved_by": other}
        form = form_for("admin:archive_statement_change", made, "contributor")
        with ledger.undone():
            world.client("contributor").post(
                place_of("admin:archive_statement_change", made), {**form, **self.FORGED, **people}
            )
            after = Statement.objects.filter(pk=made.pk).values().get()
        changed = {name for name in after if after[name] != before[name]}
        assert changed == {"place", "version", "modified_by_id", "modified_at"}
        assert after["version"] == before["version"] + 1

    @pytest.mark.parametrize("status", ["published", "rejected", "retracted"])
    def test_a_form_does_not_bring_back_what_left_the_desk(self, world, ledger, status):
        made = world.record(f"other {status}", "superuser")
        form = {**form_for("admin:archive_statement_change", made, "superuser"), "status": "draft"}
        place = place_of("admin:archive_statement_change", made)
        answer = ledger.ask(world.client("superuser"), "POST", place, form)
        assert (answer.word, answer.changed) == ("403", frozenset())

    def test_an_approval_is_signed_by_whoever_sends_it(self, world, ledger):
        made = world.record("other in_review", "reviewer")
        other = world.users["chief"].pk
        form = form_for("admin:archive_statement_move/approve", made, "reviewer")
        forged = {"by": other, "approved_by": other, "submitted_by": other, "status": "retracted"}
        with ledger.undone():
            place = place_of("admin:archive_statement_move/approve", made)
            world.client("reviewer").post(place, {**form, **forged})
            edition = Edition.objects.get(statement=made)
            assert edition.approved_by == world.users["reviewer"]
            assert edition.submitted_by == made.submitted_by
            assert (edition.state, edition.statement.status) == ("current", "published")

    @pytest.mark.parametrize("place", ["0", "1", "99999", "-1", "x"])
    def test_the_words_stand_where_the_article_has_them(self, world, ledger, place):
        made = world.record("other draft", "contributor")
        form = form_for("admin:archive_statement_change", made, "contributor")
        answer = ledger.ask(
            world.client("contributor"), "POST", place_of("admin:archive_statement_change", made),
            {**form, "occurrence": place},
        )  # fmt: skip
        assert answer.word in ("page", "other", "aside")
        assert "archive_statement" not in answer.changed or answer.word != "page"


class TestRowsOfOthers:
    """A row names its number in a hidden field: only rows of the same record are taken."""

    def test_the_target_of_another_statement_stays_there(self, world, ledger):
        mine, theirs = (world.record(name, "contributor") for name in ("own draft", "other draft"))
        row = theirs.targets.get()
        form = form_of(
            words=mine.exact, version_read=mine.version,
            **{"targets-INITIAL_FORMS": "1", "targets-0-id": row.pk, "targets-0-relation": "to",
               "targets-0-statement": theirs.pk, "targets-0-person": "Ysoline Quévrain",
               "targets-0-role": "pirate"},
        )  # fmt: skip
        before = list(theirs.targets.values())
        for sent in (form, {**form, "targets-0-DELETE": "on"}):
            with ledger.undone():
                place = place_of("admin:archive_statement_change", mine)
                world.client("contributor").post(place, sent)
                assert list(theirs.targets.values()) == before

    def test_a_new_row_is_not_given_to_another_record(self, world, ledger):
        mine, theirs = (world.record(name, "contributor") for name in ("own draft", "other draft"))
        before = list(theirs.targets.values())
        form = form_for("admin:archive_statement_change", mine, "contributor")
        form |= {"targets-0-person": "Ysoline Quévrain", "targets-0-statement": theirs.pk}
        with ledger.undone():
            place = place_of("admin:archive_statement_change", mine)
            assert world.client("contributor").post(place, form).status_code == 200
            assert list(theirs.targets.values()) == before

    def test_a_note_is_signed_by_whoever_writes_it(self, world, ledger):
        mine = world.record("own draft", "contributor")
        form = form_for("admin:archive_statement_change", mine, "contributor")
        form |= {"annotations-0-body": "Une note.", "annotations-0-author": "1",
                 "annotations-0-author_id": world.users["chief"].pk}  # fmt: skip
        with ledger.undone():
            place = place_of("admin:archive_statement_change", mine)
            world.client("contributor").post(place, form)
            assert mine.annotations.get().author == world.users["contributor"]

    @pytest.mark.parametrize(
        ("part", "field", "value"),
        [("names", "name", "Le Canari"), ("roles", "title", "pirate"),
         ("identifiers", "value", "Q1")],
    )  # fmt: skip
    def test_the_rows_of_another_person_stay_there(self, world, ledger, part, field, value):
        mine, theirs = (world.record(f"{name} person", "chief") for name in ("free", "printed"))
        with ledger.undone():
            more = {"scheme": "wikidata"} if part == "identifiers" else {}
            row = getattr(theirs, part).create(**{field: "Avant", **more})
            form = form_for("admin:archive_person_change", mine, "chief")
            form |= {f"{part}-TOTAL_FORMS": "1", f"{part}-INITIAL_FORMS": "1",
                     f"{part}-0-id": row.pk, f"{part}-0-person": mine.pk,
                     f"{part}-0-scheme": "viaf", f"{part}-0-{field}": value}  # fmt: skip
            for sent in (form, {**form, f"{part}-0-DELETE": "on"}):
                world.client("chief").post(place_of("admin:archive_person_change", mine), sent)
                kept = type(row).objects.get(pk=row.pk)
                assert (getattr(kept, field), kept.person) == ("Avant", theirs)
