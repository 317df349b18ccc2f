"""What the database itself refuses, whoever asks: each rule is attacked past forms and workflow."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F

from archive import drafting, groups, guards, integrity, workflow
from archive.models import (
    Annotation,
    Article,
    ArticleText,
    Edition,
    EditionTarget,
    EditionTopic,
    Event,
    Identifier,
    Person,
    PersonName,
    Statement,
    StatementEditor,
    StatementTarget,
    Topic,
)
from archive.models.edition import columns_of, sha256_of_content
from archive.quotes import anchoring
from tests import makers

pytestmark = pytest.mark.django_db

SQLITE_ONLY = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="INSERT OR REPLACE is SQLite's"
)
POSTGRESQL_ONLY = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="TRUNCATE is PostgreSQL's"
)

NOT_ON_DESK = "not on the desk"
NOT_THERE = "not at that place"
NEW_VERSION = "counts as a new version"
AS_REVIEWED = "made of the version in review"
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


ON_DESK = ["draft", "in_review", "returned"]
OFF_DESK = ["published", "rejected", "retracted"]
STATUSES = [*ON_DESK, *OFF_DESK]


@pytest.fixture
def complete(db) -> Edition:
    """An edition with a target, a topic and a note."""
    return makers.edition(
        targets=[makers.target()],
        notes=[makers.note()],
        topics=[Topic.objects.create(name="halle")],
        said_on="2019-02",
    )


# --- What is never changed ------------------------------------------------------------------

FROZEN = [ArticleText, Event, EditionTarget, EditionTopic, StatementEditor]


@pytest.mark.parametrize("model", FROZEN)
def test_a_frozen_row_cannot_be_updated(complete, model):
    with refused("cannot be changed or deleted"):
        model.objects.update(id=F("id"))


@pytest.mark.parametrize("model", FROZEN)
def test_a_frozen_row_cannot_be_deleted(complete, model):
    with refused("cannot be changed or deleted"):
        sql(f"DELETE FROM {model._meta.db_table}")


@pytest.mark.parametrize("model", FROZEN)
def test_a_frozen_row_cannot_be_overwritten_in_bulk(complete, model):
    row = model.objects.first()
    fields = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    with refused("cannot be changed or deleted|takes the place"):
        model.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["id"], update_fields=fields
        )


def replace(record: models.Model, **other: Any) -> None:
    """Lets SQLite put this record in the place of the one with its number or keys."""
    insert(record, verb="INSERT OR REPLACE", **{"id": record.pk, **other})


@SQLITE_ONLY
@pytest.mark.parametrize("model", [ArticleText, Event, StatementEditor])
def test_a_frozen_row_is_not_replaced(complete, model):
    with refused("takes the place of another"):
        replace(model.objects.first())


@SQLITE_ONLY
@pytest.mark.parametrize("model", [Edition, EditionTarget, EditionTopic])
def test_no_part_of_an_edition_is_replaced(complete, model):
    with refused("takes the place|made of the version in review|cannot be changed"):
        replace(model.objects.first())


@SQLITE_ONLY
def test_a_text_is_not_replaced_by_another_of_its_number(complete):
    text = ArticleText(article=complete.article, number=1, body="Autre chose.")
    with refused("takes the place of another"):
        insert(text, verb="INSERT OR REPLACE")


@SQLITE_ONLY
def test_a_statement_is_not_replaced_by_a_new_draft(db):
    with refused("takes the place of another"):
        replace(makers.statement())


@SQLITE_ONLY
def test_a_target_of_a_published_statement_is_not_replaced_by_that_of_a_draft(complete):
    target = StatementTarget.objects.get()
    with refused("takes the place of another"):
        replace(target, statement_id=makers.statement().pk)


@POSTGRESQL_ONLY
@pytest.mark.parametrize("table", guards.NEVER_TRUNCATED)
def test_a_frozen_table_cannot_be_emptied(complete, table):
    connection.check_constraints()
    with refused("cannot be emptied"):
        sql(f"TRUNCATE {table} CASCADE")


def test_an_edition_cannot_be_deleted(complete):
    with refused("cannot be changed or deleted"):
        sql("DELETE FROM archive_edition")


def test_a_statement_cannot_be_deleted(db):
    made = makers.statement()
    with refused("cannot be changed or deleted"):
        made.delete()


def test_a_statement_cannot_be_deleted_from_under_its_editors(db):
    makers.statement()
    with refused("(?i)foreign key"):
        sql("DELETE FROM archive_statement")


def other_value(record: models.Model, column: str) -> Any:
    """A value this column of the record does not have; the rule stops it before any other check."""
    field = columns(type(record))[column]
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


@pytest.mark.parametrize("column", guards.EDITION_FROZEN)
def test_no_column_of_an_editions_content_can_be_changed(complete, column):
    with refused("content of an edition cannot be changed"):
        sql(f'UPDATE archive_edition SET "{column}" = %s', other_value(complete, column))


def test_content_cannot_be_changed_along_with_the_state(complete):
    with refused("content of an edition cannot be changed"):
        Edition.objects.update(state="superseded", place="à la gare")


# --- The state of an edition ----------------------------------------------------------------

STATE_MAY_BECOME = {
    "current": {"superseded", "retracted", "removed"},
    "superseded": {"removed"},
    "retracted": {"removed"},
    "removed": set(),
}


@pytest.mark.parametrize("to", STATE_MAY_BECOME)
@pytest.mark.parametrize("state", STATE_MAY_BECOME)
def test_an_edition_only_goes_out_of_print(complete, rui, chloe, state, to):
    Edition.objects.update(withdrawal_asked_by=rui, withdrawn_by=chloe)
    Edition.objects.update(state=state)
    if to in STATE_MAY_BECOME[state] or to == state:
        assert Edition.objects.update(state=to) == 1
    else:
        with refused("cannot become current again"):
            Edition.objects.update(state=to)


@pytest.mark.parametrize("state", ["retracted", "removed"])
@pytest.mark.parametrize(
    ("asked", "withdrew"), [("rui", "rui"), (None, "rui"), ("rui", None), (None, None)]
)
def test_an_edition_is_withdrawn_by_two_people(complete, state, asked, withdrew):
    makers.rui()
    people = {name: User.objects.get(username=name) if name else None for name in (asked, withdrew)}
    with refused("edition_withdrawn_by_two"):
        Edition.objects.update(
            state=state, withdrawal_asked_by=people[asked], withdrawn_by=people[withdrew]
        )


# --- How an edition comes to be -------------------------------------------------------------


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


def test_an_edition_of_a_statement_in_review_is_accepted(rui):
    insert(edition_of(makers.in_review(), rui))
    assert Edition.objects.count() == 1


def test_who_submitted_cannot_make_the_edition(root):
    made = makers.move(makers.statement(), "submit", root)
    with refused(TWO_PEOPLE):
        insert(edition_of(made, root))


def test_who_wrote_cannot_make_the_edition(root, ada):
    made = makers.move(makers.statement(by=root), "submit", ada)
    with refused(TWO_PEOPLE):
        insert(edition_of(made, root))


def test_who_edited_by_raw_sql_cannot_make_the_edition(rui, ada):
    made = makers.statement()
    sql(
        "UPDATE archive_statement SET place = 'à la gare', version = version + 1, "
        "modified_by_id = %s",
        rui.pk,
    )
    made = makers.move(made, "submit", ada)
    with refused(TWO_PEOPLE):
        insert(edition_of(made, rui))


def test_nobody_is_taken_off_the_list_of_submitters(rui, ada):
    makers.move(makers.statement(), "submit", rui)
    with refused("written when it is submitted"):
        Statement.objects.update(submitted_by=ada)


def test_an_edition_cannot_name_another_submitter(rui, ada):
    made = makers.move(makers.statement(), "submit", rui)
    with refused(AS_REVIEWED):
        insert(edition_of(made, rui), submitted_by_id=ada.pk)


@pytest.mark.parametrize("status", [status for status in STATUSES if status != "in_review"])
def test_only_a_statement_in_review_gets_an_edition(chloe, status):
    made = at(status)
    with refused(AS_REVIEWED):
        insert(edition_of(made, chloe, number=2))


@pytest.mark.parametrize("step", [-1, 1])
def test_an_edition_is_of_the_version_in_review(rui, step):
    made = makers.in_review()
    with refused(AS_REVIEWED):
        insert(edition_of(made, rui), statement_version=made.version + step)


@pytest.mark.parametrize("column", guards.STATEMENT_CONTENT)
def test_an_edition_says_nothing_else_than_what_was_reviewed(rui, column):
    edition = edition_of(makers.in_review(said_on="2019-02"), rui)
    with refused(AS_REVIEWED):
        insert(edition, **{column: other_value(edition, column)})


@pytest.mark.parametrize("state", ["superseded", "retracted", "removed"])
def test_an_edition_begins_in_print(rui, chloe, state):
    made = makers.in_review()
    withdrawn = {"withdrawal_asked_by": rui, "withdrawn_by": chloe}
    with refused(AS_REVIEWED):
        insert(edition_of(made, rui, state=state, **withdrawn))


@pytest.mark.parametrize("number", [1, 2])
def test_a_statement_has_one_edition_in_print(rui, number):
    made = makers.in_review()
    insert(edition_of(made, rui))
    with refused("(?i)unique|takes the place"):
        insert(edition_of(made, rui), number=number)


def test_bulk_creation_goes_round_no_rule(root):
    made = makers.move(makers.statement(), "submit", root)
    with refused(TWO_PEOPLE):
        Edition.objects.bulk_create([edition_of(made, root)])


@pytest.mark.parametrize("model", [EditionTarget, EditionTopic])
def test_nothing_is_added_to_a_published_edition(complete, model):
    row = model.objects.get()
    with refused("cannot be changed or deleted"):
        insert(row)


# --- Statements: beginning and status -------------------------------------------------------


def twin_of(statement: Statement) -> Statement:
    """The same words as a new draft, not saved."""
    names = [field.name for field in Statement._meta.concrete_fields]
    kept = set(names) - {"id", "client_key", "status", "version", "submitted_by", "submitted_at"}
    return Statement(**{name: getattr(statement, name) for name in kept})


@pytest.mark.parametrize("status", [status for status in STATUSES if status != "draft"])
def test_a_statement_begins_as_a_draft(ada, status):
    twin = twin_of(makers.statement())
    twin.submitted_by = ada
    with refused("begins as a draft"):
        insert(twin, status=status)


@pytest.mark.parametrize("version", [0, 2])
def test_a_statement_begins_with_version_one(db, version):
    with refused("begins as a draft"):
        insert(twin_of(makers.statement()), version=version)


STATUS_MAY_BECOME = {
    "draft": {"in_review", "rejected"},
    "in_review": {"returned", "rejected"},  # published: only with its edition
    "returned": {"in_review", "rejected"},
    "published": {"draft"},  # retracted: only with its edition
    "rejected": {"draft"},
    "retracted": {"draft"},
}


@pytest.mark.parametrize("to", STATUSES)
@pytest.mark.parametrize("status", STATUSES)
def test_a_status_set_by_raw_sql_follows_the_workflow(status, to):
    if status == to:
        pytest.skip("no move")
    made = at(status)
    change = "UPDATE archive_statement SET version = version + 1, status = %s"
    if to == "in_review":
        change += ", submitted_by_id = created_by_id"
    if to in STATUS_MAY_BECOME[status]:
        sql(change, to)
        made.refresh_from_db()
        assert made.status == to
    else:
        with refused("not in the workflow|published by an edition|retracted with its edition"):
            sql(change, to)


def test_a_status_that_does_not_exist_is_refused(db):
    makers.statement()
    with refused("not in the workflow|statement_status_known"):
        sql("UPDATE archive_statement SET version = version + 1, status = 'printed'")


def test_a_statement_is_not_published_without_an_edition(db):
    makers.in_review()
    with refused("published by an edition of the version that was read"):
        Statement.objects.update(status="published", version=F("version") + 1)


def test_a_statement_is_not_published_by_an_edition_of_an_earlier_version(ada):
    made = makers.move(makers.published(), "revise", ada)
    makers.move(made, "submit", ada)
    with refused("published by an edition of the version that was read"):
        Statement.objects.update(status="published", version=F("version") + 1)


def test_a_statement_is_not_retracted_while_its_edition_is_in_print(db):
    makers.published()
    with refused("retracted with its edition"):
        Statement.objects.update(status="retracted", version=F("version") + 1)


def test_the_status_does_not_change_without_a_version(db):
    makers.statement()
    with refused(NEW_VERSION):
        Statement.objects.update(status="rejected")


# --- Statements: content --------------------------------------------------------------------

# What a reader never sees of a statement, so that changing it makes no new version.
NOT_CONTENT = {
    "id", "status", "version", "client_key", "created_by_id", "created_at", "modified_by_id",
    "modified_at", "submitted_by_id", "submitted_at",
}  # fmt: skip
CONTENT = sorted(set(columns(Statement)) - NOT_CONTENT)


def test_every_column_of_a_statement_is_content_or_is_not():
    assert sorted(guards.STATEMENT_CONTENT) == CONTENT
    assert not NOT_CONTENT - set(columns(Statement))


def test_every_column_of_an_edition_is_frozen_or_is_its_state():
    stored = {name for name, field in columns(Edition).items() if not field.generated}
    assert sorted([*guards.EDITION_FROZEN, *guards.EDITION_STATE]) == sorted(stored)


def test_an_edition_has_every_column_of_a_statements_content():
    assert set(guards.STATEMENT_CONTENT) <= set(guards.EDITION_FROZEN)


@pytest.mark.parametrize("column", CONTENT)
def test_no_content_changes_without_a_version(db, column):
    made = makers.statement(said_on="2019-02")
    with refused(f"{NEW_VERSION}|{NOT_THERE}"):
        sql(f'UPDATE archive_statement SET "{column}" = %s', other_value(made, column))


@pytest.mark.parametrize("column", CONTENT)
def test_no_content_changes_while_published(db, column):
    made = makers.published(said_on="2019-02")
    with refused(f"{NOT_ON_DESK}|{NOT_THERE}"):
        sql(
            f'UPDATE archive_statement SET version = version + 1, "{column}" = %s',
            other_value(made, column),
        )


@pytest.mark.parametrize("status", OFF_DESK)
def test_no_content_changes_off_the_desk(status):
    at(status)
    with refused(NOT_ON_DESK):
        Statement.objects.update(place="à la gare", version=F("version") + 1)


@pytest.mark.parametrize("status", ON_DESK)
def test_content_changes_on_the_desk(status):
    at(status)
    assert Statement.objects.update(place="à la gare", version=F("version") + 1) == 1


@pytest.mark.parametrize("column", CONTENT)
def test_no_content_changes_along_with_the_status(db, column):
    made = makers.in_review(said_on="2019-02")
    with refused(f"{NOT_ON_DESK}|{NOT_THERE}"):
        sql(
            f"UPDATE archive_statement SET version = version + 1, status = 'returned', "
            f'"{column}" = %s',
            other_value(made, column),
        )


@pytest.mark.parametrize("step", [-1, 2, 1000])
def test_versions_are_counted_one_by_one(db, step):
    makers.in_review()
    with refused(NEW_VERSION):
        Statement.objects.update(version=F("version") + step)


@pytest.mark.parametrize("column", guards.STATEMENT_KEPT)
def test_a_statement_keeps_what_identifies_it(db, column):
    made = makers.statement()
    with refused("tells a record from the others"):
        sql(f'UPDATE archive_statement SET "{column}" = %s', other_value(made, column))


def test_the_database_notes_who_wrote_and_edited_each_version(ada, rui):
    made = makers.statement()
    made.place = "à la gare"
    drafting.write_edit(made, by=rui, version=1)
    makers.move(made, "submit", ada)  # a step is no edit
    noted = StatementEditor.objects.order_by("version").values_list("version", "user__username")
    assert list(noted) == [(1, "ada"), (2, "rui")]


# --- Anchors --------------------------------------------------------------------------------


def shifted(first: int, last: int) -> dict[str, Any]:
    return {"start": F("start") + first, "end": F("end") + last}


@pytest.mark.parametrize("ends", [(1, 1), (-1, -1), (0, 1), (1, 0), (0, -1)])
def test_an_anchor_off_by_one_is_refused(db, ends):
    makers.statement()
    with refused(NOT_THERE):
        Statement.objects.update(version=F("version") + 1, **shifted(*ends))


@pytest.mark.parametrize("words", ["nous ouvrirons la halle au printemps", "", "Autre chose"])
def test_words_the_article_did_not_print_are_refused(db, words):
    makers.statement()
    with refused(NOT_THERE):
        Statement.objects.update(version=F("version") + 1, exact=words)


def test_words_are_anchored_in_their_own_article(db):
    makers.statement()
    elsewhere = makers.article().texts.get()
    with refused(NOT_THERE):
        Statement.objects.update(version=F("version") + 1, text=elsewhere)


def test_words_move_to_a_new_version_of_the_text_only_where_it_has_them(db):
    made = makers.statement()
    corrected = ArticleText.objects.create(
        article=made.article, number=2, body=f"Rectificatif. {made.text.body}"
    )
    with refused(NOT_THERE):
        Statement.objects.update(version=F("version") + 1, text=corrected)
    moved = shifted(14, 14)
    assert Statement.objects.update(version=F("version") + 1, text=corrected, **moved) == 1


@pytest.mark.parametrize("ends", [(1, 1), (0, 1)])
def test_a_new_statement_with_a_wrong_anchor_is_refused(db, ends):
    twin = twin_of(makers.statement())
    twin.start, twin.end = twin.start + ends[0], twin.end + ends[1]
    with refused(NOT_THERE):
        Statement.objects.bulk_create([twin])


EMOJI = "😀👩‍🚒 La mairie. « Nous ouvrirons 😀 la halle », a dit 🇫🇷 la maire.\n"


def test_positions_after_an_emoji_are_code_points(db):
    made = makers.statement("Nous ouvrirons 😀 la halle", in_article=makers.article(EMOJI))
    assert EMOJI[made.start : made.end] == "Nous ouvrirons 😀 la halle"


def test_positions_in_utf_16_units_are_refused(db):
    twin = twin_of(makers.statement("Nous ouvrirons 😀 la halle", in_article=makers.article(EMOJI)))
    units = len(EMOJI[: twin.start].encode("utf-16-le")) // 2
    assert units > twin.start
    twin.start, twin.end = units, units + len(twin.exact)
    with refused(NOT_THERE):
        insert(twin)


# --- Targets, notes and topics of a statement -----------------------------------------------


def target_of(statement: Statement) -> StatementTarget:
    target = makers.target(makers.person("Autre Personne"))
    target.statement = statement
    return target


def note_of(statement: Statement) -> Annotation:
    return makers.note("Autre note.", statement=statement, author=statement.created_by)


def topic_of(statement: Statement) -> models.Model:
    topic = Topic.objects.get_or_create(name="écoles")[0]
    return Statement.topics.through(statement=statement, topic=topic)


PARTS = {"target": target_of, "public note": note_of, "topic": topic_of}


@pytest.fixture(params=PARTS)
def part_of(request):
    return PARTS[request.param]


def with_parts(status: str) -> Statement:
    return at(
        status,
        targets=[makers.target()],
        notes=[makers.note()],
        topics=[Topic.objects.get_or_create(name="halle")[0]],
    )


def rows_like(part: models.Model, statement: Statement) -> models.QuerySet:
    return type(part)._base_manager.filter(statement=statement)


@pytest.mark.parametrize("status", OFF_DESK)
def test_nothing_is_added_to_a_statement_off_the_desk(status, part_of):
    part = part_of(with_parts(status))
    with refused(NOT_ON_DESK):
        insert(part)


@pytest.mark.parametrize("status", OFF_DESK)
def test_nothing_is_changed_of_a_statement_off_the_desk(status, part_of):
    made = with_parts(status)
    with refused(NOT_ON_DESK):
        rows_like(part_of(made), made).update(statement_id=F("statement_id"))


@pytest.mark.parametrize("status", OFF_DESK)
def test_nothing_is_deleted_from_a_statement_off_the_desk(status, part_of):
    made = with_parts(status)
    with refused(NOT_ON_DESK):
        rows_like(part_of(made), made).delete()


def test_nothing_is_moved_away_from_a_published_statement(part_of):
    made, draft = with_parts("published"), makers.statement()
    with refused(NOT_ON_DESK):
        rows_like(part_of(made), made).update(statement=draft)


def test_nothing_is_moved_to_a_published_statement(part_of):
    made, draft = with_parts("published"), makers.statement()
    part = part_of(draft)
    insert(part)
    with refused(NOT_ON_DESK):
        rows_like(part, draft).update(statement=made)


def test_no_part_of_a_statement_takes_the_number_of_another(part_of):
    made = with_parts("published")
    draft = makers.statement()
    part = part_of(draft)
    insert(part)
    taken = rows_like(part, made).get().pk
    with refused("tells a record from the others"):
        rows_like(part, draft).update(id=taken)


@pytest.mark.parametrize("status", ON_DESK)
def test_parts_are_added_changed_and_removed_on_the_desk(status, part_of):
    made = with_parts(status)
    part = part_of(made)
    insert(part)
    assert rows_like(part, made).update(statement_id=F("statement_id")) == 2
    assert rows_like(part, made).delete()[0] == 2


@pytest.mark.parametrize("status", OFF_DESK)
def test_internal_notes_are_free_off_the_desk(status, ada):
    made = at(status)
    note = Annotation.objects.create(
        statement=made, author=ada, body="Vérifier.", visibility="internal"
    )
    assert Annotation.objects.filter(pk=note.pk).update(body="Vérifié.") == 1
    assert note.delete()[0] == 1


def test_an_internal_note_of_a_published_statement_cannot_become_public(ada):
    made = makers.published(notes=[makers.note("Vérifier.", visibility="internal")])
    with refused(NOT_ON_DESK):
        made.annotations.update(visibility="public")


def test_a_public_note_of_a_published_statement_cannot_become_internal(complete):
    with refused(NOT_ON_DESK):
        Annotation.objects.update(visibility="internal")


# --- Constraints ----------------------------------------------------------------------------


def two_articles(**fields: Any) -> None:
    first = Article.objects.create(title="Un", source_sha256="0" * 64, **fields)
    first.pk = None
    first.save(force_insert=True)


def two_names() -> None:
    names = [PersonName(person=makers.person(), name="Mme Quévrain") for _ in range(2)]
    PersonName.objects.bulk_create(names)


def two_identifiers() -> None:
    for name in ("Une Personne", "Une Autre"):
        Identifier.objects.create(person=makers.person(name), scheme="wikidata", value="Q1")


def edit(**fields: Any) -> None:
    """One more version of Ada's draft, by raw update."""
    Statement.objects.update(version=F("version") + 1, **fields)


def same_target_twice() -> None:
    made = makers.statement()
    StatementTarget.objects.bulk_create(
        StatementTarget(statement=made, person=makers.person()) for _ in range(2)
    )


def same_editor_twice() -> None:
    noted = StatementEditor.objects.filter(statement=makers.statement()).get()
    noted.pk = None
    noted.save(force_insert=True)


def same_text_number_twice() -> None:
    text = makers.article().texts.get()
    ArticleText.objects.create(article=text.article, number=text.number, body="Autre.")


def submit_without_submitter() -> None:
    makers.statement()
    edit(status="in_review")


def submit_without_speaker() -> None:
    made = makers.statement(speaker=None)
    edit(status="in_review", submitted_by=made.created_by)


def doubt_without_reason() -> None:
    makers.statement()
    edit(certainty="disputed")


def anonymous_person() -> None:
    makers.statement()
    edit(speaker_type="anonymous")


def empty_span(model: type[models.Model]) -> None:
    made = makers.in_review()
    record = twin_of(made) if model is Statement else edition_of(made, makers.rui())
    insert(record, end=record.start)


def mention_backwards() -> None:
    target = target_of(makers.statement())
    target.mention_start, target.mention_end = 9, 4
    target.save()


def second_edition(**other: Any) -> None:
    made = makers.in_review()
    insert(edition_of(made, makers.rui()))
    insert(edition_of(made, makers.rui(), **other))


def approved_by_submitter() -> None:
    made = makers.in_review()
    insert(edition_of(made, made.submitted_by))


def withdrawn_alone() -> None:
    makers.edition()
    Edition.objects.update(state="retracted")


def unknown_state() -> None:
    makers.edition()
    Edition.objects.update(state="hidden")


CONSTRAINTS = {
    "article_url_unique": lambda: [
        makers.article(url="https://gazette.example/halle") for _ in range(2)
    ],
    "article_text_once_an_outlet": lambda: two_articles(outlet=makers.outlet()),
    "article_text_once_without_outlet": lambda: two_articles(),
    "article_open_licence_is_named": lambda: makers.article(licence="open", licence_url=""),
    "article_licence_known": lambda: makers.article(
        licence="shared", licence_name="?", licence_url="https://licence.example/"
    ),
    "articletext_numbered_once": same_text_number_twice,
    "articletext_line_feeds_only": lambda: makers.article("Un.\r\nDeux."),
    "articletext_not_empty": lambda: ArticleText.objects.create(
        article=makers.article(), number=2, body=""
    ),
    "person_not_merged_into_itself": lambda: (
        makers.person(), Person.objects.update(merged_into=F("id"))
    ),
    "personname_once_a_person": two_names,
    "identifier_names_one_person": two_identifiers,
    "statement_span_in_order": lambda: empty_span(Statement),
    "statement_status_known": lambda: (makers.statement(), edit(status="printed")),
    "statement_speaker_matches_type": anonymous_person,
    "statement_speaker_or_reason": submit_without_speaker,
    "statement_doubt_explained": doubt_without_reason,
    "statement_submitter_known": submit_without_submitter,
    "statementtarget_once": same_target_twice,
    "statementtarget_mention_in_order": mention_backwards,
    "statementeditor_once": same_editor_twice,
    "edition_numbered_once": lambda: second_edition(),
    "edition_one_current": lambda: second_edition(number=2),
    "edition_two_people": approved_by_submitter,
    "edition_withdrawn_by_two": withdrawn_alone,
    "edition_state_known": unknown_state,
    "edition_span_in_order": lambda: empty_span(Edition),
}  # fmt: skip


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_the_database_holds_the_constraint(db, name):
    with pytest.raises(IntegrityError), transaction.atomic():
        CONSTRAINTS[name]()


def test_every_constraint_of_the_records_is_attacked_here():
    named = {
        constraint.name
        for model in apps.get_app_config("archive").get_models()
        for constraint in model._meta.constraints
    }
    assert named == set(CONSTRAINTS)


# --- The content's SHA-256 ------------------------------------------------------------------

IN_SHA256 = {
    "exact", "kind", "language", "speaker_id", "speaker_name", "speaker_type", "attribution",
    "speaker_role", "via", "said_on", "place", "setting", "certainty", "certainty_reason", "notes",
    "article_id", "title", "outlet_name", "byline", "published", "url", "agency", "start", "end",
    "prefix", "suffix",
}  # fmt: skip
# Counted from another column, or no content: which edition this is, and who vouches for it.
NOT_IN_SHA256 = {
    "id", "statement_id", "number", "statement_version", "said_from", "said_to", "published_from",
    "published_to", "sort_day", "sha256", "submitted_by_id", "approved_by_id", "approved_at",
    "text_id",  # the text's number and its own SHA-256 are in
}  # fmt: skip


def test_the_sha256_of_an_edition_is_that_of_its_content_as_stored(complete):
    stored = Edition.objects.get(pk=complete.pk)
    assert stored.sha256 == sha256_of_content(stored.content())


def test_every_frozen_column_is_in_the_sha256_or_is_not():
    assert sorted([*IN_SHA256, *NOT_IN_SHA256]) == sorted(guards.EDITION_FROZEN)


@pytest.mark.parametrize("column", sorted(IN_SHA256))
def test_the_sha256_changes_with_every_public_field(complete, column):
    before = complete.sha256
    new = [] if column == "notes" else other_value(complete, column)
    setattr(complete, column, new)
    assert sha256_of_content(complete.content()) != before


@pytest.mark.parametrize(
    "column", ["person_id", "name", "relation", "mention", "mention_start", "mention_end", "role"]
)
def test_the_sha256_changes_with_every_field_of_a_target(complete, column):
    edition = Edition.objects.prefetch_related("targets").get(pk=complete.pk)
    target = edition.targets.all()[0]
    setattr(target, column, other_value(target, column))
    assert sha256_of_content(edition.content()) != complete.sha256


def test_the_sha256_changes_with_a_topic(complete):
    edition = Edition.objects.prefetch_related("topic_links").get(pk=complete.pk)
    edition.topic_links.all()[0].name = "écoles"
    assert sha256_of_content(edition.content()) != complete.sha256


def test_the_sha256_changes_with_the_text(complete):
    complete.text.sha256 = anchoring.sha256_of("Autre chose.")
    assert sha256_of_content(complete.content()) != complete.sha256


# --- The triggers themselves ----------------------------------------------------------------


def test_the_database_allows_the_moves_of_the_workflow_and_no_others():
    moves: dict[str, set[str]] = {}
    for move in workflow.MOVES.values():
        for source in move.sources:
            moves.setdefault(str(source), set()).add(str(move.target))
    assert {source: set(targets) for source, targets in guards.LEGAL_MOVES.items()} == moves


def test_a_migrated_database_has_every_trigger_and_no_other():
    expected = integrity.expected_triggers(connection.vendor)
    assert integrity.present_triggers(connection) == expected
    assert len(expected) > 40


def trigger_reports() -> list[str]:
    return [found.msg for found in run_checks(databases=["default"]) if found.id == "archive.W001"]


def test_the_check_is_silent_on_a_migrated_database():
    assert trigger_reports() == []


def test_the_check_reports_a_trigger_that_is_gone():
    name = "propos_edition_two_people_rule"
    on = " ON archive_edition" if connection.vendor == "postgresql" else ""
    sql(f"DROP TRIGGER {name}{on}")
    [message] = trigger_reports()
    assert name in message


@POSTGRESQL_ONLY
def test_the_check_reports_a_trigger_that_is_disabled():
    sql("ALTER TABLE archive_event DISABLE TRIGGER propos_archive_event_no_delete")
    assert len(trigger_reports()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_flush_empties_the_archive_and_sets_every_rule_again():
    makers.published(targets=[makers.target()])
    call_command("flush", interactive=False, verbosity=0)
    assert not Event.objects.exists()
    assert not Statement.objects.exists()
    assert integrity.missing_triggers("default") == set()
    assert set(Group.objects.values_list("name", flat=True)) == set(groups.GROUPS)
    made = makers.published()  # the groups have their rights again
    with refused("cannot be changed or deleted"):
        Event.objects.filter(record_id=made.pk).update(reason="Autre.")
