"""What the database itself refuses, whoever asks: frozen rows, and the triggers themselves."""

import pytest
from django.contrib.auth.models import Group
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import connection
from django.db.models import F

from archive import groups, guards, integrity, taking_back, workflow
from archive.models import (
    Article,
    ArticleText,
    Edition,
    EditionTarget,
    EditionTopic,
    Event,
    Statement,
    StatementEditor,
    StatementTarget,
)
from tests import makers
from tests.attacks import (
    POSTGRESQL_ONLY,
    SQLITE_ONLY,
    complete_edition,
    edition_of,
    insert,
    other_value,
    refused,
    replace,
    revised,
    sql,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def complete(db) -> Edition:
    return complete_edition()


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
    with refused("cannot be changed or deleted|takes the place|only ever continued"):
        model.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["id"], update_fields=fields
        )


@SQLITE_ONLY
@pytest.mark.parametrize("model", [ArticleText, Event, StatementEditor])
def test_a_frozen_row_is_not_replaced(complete, model):
    with refused("takes the place of another|only ever continued"):
        replace(model.objects.first())


@SQLITE_ONLY
@pytest.mark.parametrize("model", [Edition, EditionTarget, EditionTopic])
def test_no_part_of_an_edition_is_replaced(complete, model):
    with refused("takes the place|made of the version in review|cannot be changed"):
        replace(model.objects.first())


@SQLITE_ONLY
def test_an_article_is_not_replaced():
    article = makers.article(url="https://gazette.example/halle")
    other = makers.article("Une autre halle, ailleurs.")
    with refused("takes the place of another"):
        replace(article, title="Une autre")
    for column in ("url", "source_sha256"):
        with refused("takes the place of another"):
            sql(
                f"UPDATE OR REPLACE archive_article SET {column} = %s, outlet_id = %s "
                "WHERE id = %s",
                getattr(article, column), article.outlet_id, other.pk,
            )  # fmt: skip
    assert Article.objects.count() == 2


@SQLITE_ONLY
def test_a_text_is_not_replaced_by_another_of_its_number(complete):
    text = ArticleText(article=complete.article, number=1, body="Autre chose.")
    with refused("takes the place of another"):
        insert(text, verb="INSERT OR REPLACE")


@SQLITE_ONLY
def test_a_statement_is_not_replaced_by_a_draft_of_somebody_else(rui):
    made = makers.statement()
    with refused("takes the place of another"):
        replace(made, modified_by_id=rui.pk)


@SQLITE_ONLY
def test_an_edition_is_not_replaced_while_it_is_made(rui):
    edition = edition_of(makers.in_review(), rui)
    insert(edition)
    with refused("takes the place of another|repeats the public notes"):
        insert(edition, verb="INSERT OR REPLACE", notes=[{"kind": "context", "body": "Autre."}])


@SQLITE_ONLY
def test_a_target_of_an_edition_is_not_replaced_while_it_is_made(rui):
    insert(edition_of(makers.in_review(targets=[makers.target()]), rui))
    person = makers.target().person
    target = EditionTarget.objects.create(
        edition=(made := Edition.objects.get()), speaker=made.speaker, person=person,
        name=person.name, sort_key=1,
    )  # fmt: skip
    with refused("takes the place of another"):
        replace(target, sort_key=2)


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
    makers.statement()
    with refused("A statement cannot be changed or deleted"):
        sql("DELETE FROM archive_statement")


def test_an_article_cannot_be_deleted(db):
    Article.objects.create(title="Sans texte", source_sha256="0" * 64)
    with refused("An article cannot be changed or deleted"):
        sql("DELETE FROM archive_article")


def test_a_statement_is_not_deleted_with_all_that_hangs_on_it(db):
    made = makers.statement()
    with refused("cannot be changed or deleted"):
        made.delete()


@pytest.mark.parametrize("column", guards.EDITION_FROZEN)
def test_no_column_of_an_editions_content_can_be_changed(complete, column):
    with refused("content of an edition cannot be changed"):
        sql(f'UPDATE archive_edition SET "{column}" = %s', other_value(complete, column))


def test_content_cannot_be_changed_along_with_the_state(complete):
    revised(complete.statement)  # the state alone could change
    with refused("content of an edition cannot be changed"):
        Edition.objects.update(state="superseded", place="à la gare")


# --- The triggers themselves ----------------------------------------------------------------


def test_the_database_allows_the_moves_of_the_workflow_and_no_others():
    moves: dict[str, set[str]] = {}
    for move in workflow.MOVES.values():
        for source in move.sources if move.target != workflow.UNCHANGED else ():
            moves.setdefault(str(source), set()).add(str(move.target))
    for verb, before in taking_back.UNDOABLE.items():
        undone = {"submitted": "in_review"}.get(verb, str(verb))
        moves[undone] |= set(before)
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
