"""What the database refuses about history's chain and the records of the desk, whoever asks."""

import uuid
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from archive import discussion, guards, integrity, reservations, rights
from archive.guards import desk
from archive.models import (
    Comment,
    Edition,
    EditionTarget,
    EditionTopic,
    EditorProfile,
    Event,
    ExcerptOverride,
    FormReceipt,
    Notice,
    Reservation,
    Statement,
    StatementEditor,
    Topic,
)
from archive.models.event import sha256_of_event
from tests import makers
from tests.attacks import (
    OFF_DESK,
    ON_DESK,
    SQLITE_ONLY,
    at,
    columns,
    edition_of,
    insert,
    other_value,
    refused,
    replace,
    sql,
)

pytestmark = pytest.mark.django_db

FROZEN = "cannot be changed or deleted"
LINKED = "only ever continued at its end"
REPLACED = "takes the place of another"


# --- The chain ------------------------------------------------------------------------------


def next_event(**fields: Any) -> Event:
    """The row that could follow, not saved; with other fields it keeps the digest it then has."""
    last = Event.objects.order_by("pk").last()
    event = Event(
        verb="changed", record_type="archive.statement", record_id=1, actor_name="personne",
        **{"previous_sha256": last.sha256 if last else "", **fields},
    )  # fmt: skip
    event.sha256 = fields.get("sha256") or sha256_of_event(event)
    return event


@pytest.fixture
def history(db) -> list[Event]:
    makers.in_review()
    events = list(Event.objects.order_by("pk"))
    assert len(events) >= 2
    return events


def test_a_row_that_follows_the_last_is_taken(history):
    insert(next_event())
    assert Event.objects.count() == len(history) + 1


def test_the_first_row_follows_nothing(db):
    with refused(LINKED):
        insert(next_event(previous_sha256="0" * 64))
    insert(next_event())


@pytest.mark.parametrize("place", [0, -2])
def test_no_row_follows_another_than_the_last(history, place):
    with refused(LINKED):
        insert(next_event(previous_sha256=history[place].sha256))


def test_no_row_begins_a_second_history(history):
    with refused(LINKED):
        insert(next_event(previous_sha256=""))


def test_no_row_is_slipped_in_under_a_number_that_is_free(history):
    insert(next_event(), id=history[-1].pk + 10)
    with refused(LINKED):
        insert(next_event(), id=history[-1].pk + 5)


@pytest.mark.parametrize("number", [0, -1, -7])
def test_no_row_has_a_number_before_the_first(history, number):
    with refused("."):
        insert(next_event(), id=number)


def test_no_two_rows_have_one_digest(history):
    with refused("sha256|UNIQUE|takes the place"):
        insert(next_event(sha256=history[0].sha256))


@pytest.mark.parametrize("column", sorted(columns(Event)))
def test_no_column_of_history_is_changed(history, column):
    value = "{}" if column == "changes" else other_value(history[0], column)
    with refused("History cannot be changed or deleted"):
        sql(f'UPDATE archive_event SET "{column}" = %s', value)


def test_the_last_row_of_history_is_not_cut_off(history):
    with refused("History cannot be changed or deleted"):
        sql("DELETE FROM archive_event WHERE id = (SELECT MAX(id) FROM archive_event)")


@SQLITE_ONLY
@pytest.mark.parametrize("key", ["id", "sha256", "previous_sha256"])
def test_no_row_of_history_is_replaced(history, key):
    with refused(f"{REPLACED}|{LINKED}"):
        insert(next_event(), verb="INSERT OR REPLACE", **{key: getattr(history[0], key)})


def test_history_outlives_the_person_it_tells_of():
    person = makers.person("Une Personne")
    Event.objects.record(Event.Verb.CREATED, person, by=makers.ada())
    label, number = str(person), person.pk
    person.delete()
    assert Event.objects.get(record_type="archive.person", record_id=number).record_label == label


# --- The rows beside an edition ---------------------------------------------------------------


@pytest.fixture
def begun(db) -> Edition:
    """An edition as it is being made: its targets and topics are not there yet."""
    topic = Topic.objects.create(name="halle")
    made = makers.in_review(
        targets=[makers.target(mention="Théodule Marquenterre", role="adjoint")], topics=[topic]
    )
    insert(edition_of(made, makers.rui()))
    return Edition.objects.get()


def target_row(edition: Edition) -> EditionTarget:
    target = edition.statement.targets.get()
    return EditionTarget(
        edition=edition, speaker=edition.speaker, person=target.person, name=target.person.name,
        sort_key=edition.sort_key, relation=target.relation, role=target.role,
        mention=target.mention, mention_start=target.mention_start, mention_end=target.mention_end,
    )  # fmt: skip


def topic_row(edition: Edition) -> EditionTopic:
    topic = edition.statement.topics.get()
    return EditionTopic(edition=edition, topic=topic, name=topic.name, sort_key=edition.sort_key)


def test_the_targets_and_topics_that_were_reviewed_are_taken(begun):
    insert(target_row(begun))
    insert(topic_row(begun))


@pytest.mark.parametrize(
    ("column", "value"),
    [("name", "Un autre"), ("speaker_id", None), ("relation", "to"), ("role", "maire"),
     ("mention", "Elle"), ("mention_start", 1), ("mention_end", 9999), ("mention_start", None)],
)  # fmt: skip
def test_no_other_target_than_the_reviewed_one_comes_into_an_edition(begun, column, value):
    with refused("repeats the targets that were reviewed"):
        insert(target_row(begun), **{column: value})


def test_nobody_comes_into_an_edition_as_a_target_who_was_none(begun):
    with refused("repeats the targets that were reviewed"):
        insert(target_row(begun), person_id=makers.person("Un Passant").pk, name="Un Passant")


def test_no_topic_comes_into_an_edition_under_another_name(begun):
    with refused("repeats the topics that were reviewed"):
        insert(topic_row(begun), name="écoles")


def test_no_topic_comes_into_an_edition_that_was_not_reviewed(begun):
    other = Topic.objects.create(name="écoles")
    with refused("repeats the topics that were reviewed"):
        insert(topic_row(begun), topic_id=other.pk, name="écoles")


# --- Comments, and leave to show more ---------------------------------------------------------


@pytest.fixture
def comment(db) -> Comment:
    return discussion.comment(makers.statement(), by=makers.ada(), body="À voir, @rui.")


@pytest.fixture
def leave(db) -> ExcerptOverride:
    made = makers.statement(in_article=makers.article(licence="private"))
    return rights.lift_budget(made, by=makers.chloe(), version=1, reason="Discours public.")


@pytest.fixture(params=["comment", "leave"])
def kept(request) -> models.Model:
    return request.getfixturevalue(request.param)


def test_no_column_of_what_was_said_or_allowed_is_changed(kept):
    for column in columns(type(kept)):
        with refused(FROZEN):
            sql(f'UPDATE {kept._meta.db_table} SET "{column}" = %s', other_value(kept, column))


def test_what_was_said_or_allowed_is_not_deleted(kept):
    with refused(FROZEN):
        sql(f"DELETE FROM {kept._meta.db_table}")


def test_a_comment_does_not_vanish_with_its_notices(comment):
    makers.rui()
    with refused(FROZEN):
        comment.delete()


@SQLITE_ONLY
def test_what_was_said_or_allowed_is_not_replaced(kept):
    with refused(REPLACED):
        replace(kept)


@SQLITE_ONLY
def test_a_comment_is_not_replaced_by_another_of_its_key(comment):
    with refused(REPLACED):
        insert(comment, verb="INSERT OR REPLACE", body="Autre chose.")


# --- What the desk may change at any time -------------------------------------------------------


@pytest.mark.parametrize("status", [*ON_DESK, *OFF_DESK])
def test_a_priority_and_a_day_make_no_version_and_no_editor(status):
    made = at(status)
    editors = StatementEditor.objects.count()
    Statement.objects.update(priority=2, due_on="2026-12-01")
    made.refresh_from_db()
    assert (made.status, made.priority) == (status, 2)
    assert StatementEditor.objects.count() == editors


def test_a_notice_is_seen_and_a_reservation_given_back(comment, rui):
    Notice.objects.get_or_create(comment=comment, user=rui)
    assert discussion.mark_seen(rui, comment.statement) == 1
    made = makers.in_review()
    reservations.take(made, by=rui)
    assert Reservation.objects.all().delete()[0] == 1


# --- Constraints ------------------------------------------------------------------------------


def notice_twice() -> None:
    said = discussion.comment(makers.statement(), by=makers.ada(), body="À voir.")
    for _ in range(2):
        insert(Notice(comment=said, user=makers.rui()))


def leave_with(**other: Any) -> None:
    made = makers.statement(in_article=makers.article(licence="private"))
    insert(
        ExcerptOverride(
            statement=made, text=made.text, start=made.start, end=made.end, reason="Non.",
            by=makers.chloe(),
        ),
        **other,
    )  # fmt: skip


def same_key_twice(*, of: type[models.Model]) -> None:
    key = uuid.uuid4()
    for _ in range(2):
        if of is Comment:
            insert(Comment(statement=makers.statement(), author=makers.ada(), body="Oui."),
                   client_key=key)  # fmt: skip
        else:
            receipt = FormReceipt(record_type="archive.person", record_id=1, user=makers.ada())
            insert(receipt, key=key)


def reserved_twice() -> None:
    made = makers.in_review()
    for who in (makers.rui(), makers.chloe()):
        insert(Reservation(statement=made, user=who))


def two_profiles() -> None:
    for _ in range(2):
        insert(EditorProfile(user=makers.ada()))


CONSTRAINTS = {
    "comment_not_empty": lambda: insert(
        Comment(statement=makers.statement(), author=makers.ada(), body="")
    ),
    "notice_once": notice_twice,
    "excerptoverride_explained": lambda: leave_with(reason=""),
    "excerptoverride_in_order": lambda: leave_with(start=9, end=9),
}
# Unique columns, whose constraints Django names.
UNIQUE = {
    "comment.client_key": lambda: same_key_twice(of=Comment),
    "formreceipt.key": lambda: same_key_twice(of=FormReceipt),
    "reservation.statement": reserved_twice,
    "editorprofile.user": two_profiles,
}


@pytest.fixture
def no_triggers(db) -> None:
    """The triggers stand before some constraints: without them each constraint is alone."""
    integrity.lift(None, SimpleNamespace(connection=connection))


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_the_database_holds_the_constraint(no_triggers, name):
    # SQLite names the columns of a broken unique constraint, not the constraint.
    with refused(f"{name}|UNIQUE constraint failed"):
        CONSTRAINTS[name]()


@pytest.mark.parametrize("column", UNIQUE)
def test_the_database_holds_what_is_there_once(no_triggers, column):
    with refused("UNIQUE constraint failed|duplicate key value"):
        UNIQUE[column]()


def desk_models() -> list[type[models.Model]]:
    found = apps.get_app_config("archive").get_models()
    return [model for model in found if model.__module__ == "archive.models.desk"]


def test_every_constraint_of_the_desk_is_attacked_here():
    named = {constraint.name for model in desk_models() for constraint in model._meta.constraints}
    assert named == set(CONSTRAINTS)


def test_every_unique_column_of_the_desk_is_attacked_here():
    unique = {
        f"{model._meta.model_name}.{field.name}"
        for model in desk_models()
        for field in model._meta.concrete_fields
        if field.unique and field.name != "id"
    }
    assert unique == set(UNIQUE)


def test_every_rule_of_the_desk_is_attacked_here():
    """The tables whose rows are never changed, deleted, replaced or emptied."""
    tables = {"archive_comment", "archive_excerptoverride"}
    endings = ("no_update", "no_delete", "never_replaced")
    assert {rule.name for rule in desk.RULES} == {f"{t}_{e}" for t in tables for e in endings}
    assert tables <= set(guards.NEVER_TRUNCATED)
