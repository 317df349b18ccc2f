"""What the database refuses about targets, notes and topics of a statement."""

import pytest
from django.db import models
from django.db.models import F

from archive.models import Annotation, Edition, Statement, StatementTarget, Topic
from tests import makers
from tests.attacks import NOT_ON_DESK, OFF_DESK, ON_DESK, at, complete_edition, insert, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def complete(db) -> Edition:
    return complete_edition()


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
