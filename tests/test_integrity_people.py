"""What the database refuses about people: every rule and constraint of merges and pairs, attacked
by raw SQL, whoever asks."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, models
from django.db.models import F, ProtectedError

from archive import guards, integrity
from archive.guards import people as rules
from archive.models import (
    Person,
    PersonDistinction,
    PersonMerge,
    PersonName,
    Role,
    Statement,
    StatementTarget,
    merge,
)
from tests import makers
from tests.attacks import (
    POSTGRESQL_ONLY,
    SQLITE_ONLY,
    columns,
    insert,
    other_value,
    refused,
    replace,
    sql,
    twin_of,
)
from tests.people import merged, two, undone

pytestmark = pytest.mark.django_db

NOT_MERGED = "merged into one who is not merged"
NAMED = "A person whom a record names"
TOLD_APART = "told apart: they are not merged"
ONE_PERSON = "are one person"
WHO_STAYS = "merged into another record"


def merge_row(person: Person, into: Person, **other: Any) -> PersonMerge:
    """A merge that is not saved; nothing has checked it."""
    given = {"rationale": "La même.", "merged_by": makers.rui(), **other}
    return PersonMerge(person=person, into=into, **given)


def pair_row(first: Person, second: Person, **other: Any) -> PersonDistinction:
    given = {"reason": "Deux.", "made_by": makers.ada(), **other}
    return PersonDistinction(first=first, second=second, **given)


def point(person: Person, into: Person | None) -> None:
    sql(
        "UPDATE archive_person SET merged_into_id = %s WHERE id = %s",
        into.pk if into else None,
        person.pk,
    )


# --- Nobody who is named vanishes -----------------------------------------------------------


def as_speaker(person: Person) -> None:
    makers.statement(speaker=person)


def as_target(person: Person) -> None:
    makers.statement(speaker=None, speaker_type="unknown", targets=[makers.target(person)])


def as_published_speaker(person: Person) -> None:
    makers.published(speaker=person)


def as_published_target(person: Person) -> None:
    makers.published(targets=[makers.target(person)])


def as_merged(person: Person) -> None:
    merged(person, makers.person("Une Autre"))


def as_survivor(person: Person) -> None:
    merged(makers.person("Une Autre"), person)


@pytest.mark.parametrize(
    "named",
    [as_speaker, as_target, as_published_speaker, as_published_target, as_merged, as_survivor],
)
def test_a_person_whom_a_record_names_is_not_deleted(named):
    person = makers.person("Nommée Quelque Part")
    named(person)
    with refused(NAMED):
        sql("DELETE FROM archive_person WHERE id = %s", person.pk)
    with pytest.raises(ProtectedError):
        person.delete()


def test_a_person_whom_nothing_names_is_deleted():
    person = makers.person("Nommée Nulle Part")
    sql("DELETE FROM archive_person WHERE id = %s", person.pk)
    assert not Person.objects.exists()


@SQLITE_ONLY
def test_a_person_is_not_replaced_by_another_of_their_number_or_address():
    person = makers.person()
    with refused("takes the place of another"):
        replace(person, name="Une autre", slug="une-autre")
    with refused("takes the place of another"):
        insert(Person(name="Une autre", slug=person.slug), verb="INSERT OR REPLACE")
    other = makers.person("Onésime Valdecourt")
    with refused("takes the place of another"):
        sql("UPDATE OR REPLACE archive_person SET slug = %s WHERE id = %s", person.slug, other.pk)
    assert Person.objects.count() == 2


# --- A merge has one survivor ---------------------------------------------------------------


def test_nobody_leads_to_a_record_that_leads_elsewhere():
    one, other = two()
    merged(one, other)
    third = makers.person("Troisième Notice")
    with refused(NOT_MERGED):
        point(third, one)
    with refused(NOT_MERGED):
        insert(Person(name="Nouvelle", slug="nouvelle", merged_into=one))


def test_who_others_lead_to_is_not_led_elsewhere():
    one, other = two()
    merged(one, other)
    with refused(NOT_MERGED):
        point(other, makers.person("Troisième Notice"))
    with refused(NOT_MERGED):
        point(other, one)


@pytest.mark.parametrize("way", ["merged again", "merged into", "crossed"])
def test_a_merge_is_of_records_that_stand(way):
    one, other = two()
    third = makers.person("Troisième Notice")
    merged(one, other)
    row = {"merged again": (one, third), "merged into": (third, one), "crossed": (other, one)}[way]
    with refused(f"{NOT_MERGED}|UNIQUE|personmerge_one_standing"):
        insert(merge_row(*row))


def test_a_merge_cannot_be_deleted():
    merged(*two())
    with refused("A merge cannot be changed or deleted"):
        sql("DELETE FROM archive_personmerge")


@SQLITE_ONLY
def test_a_merge_is_not_replaced():
    made = merged(*two())
    with refused("takes the place|merged into one"):
        replace(made, rationale="Autre.")


@pytest.mark.parametrize("column", rules.MERGE_KEPT)
def test_what_a_merge_says_cannot_be_changed(column):
    made = merged(*two())
    with refused("tells a record from the others"):
        sql(f'UPDATE archive_personmerge SET "{column}" = %s', other_value(made, column))


def test_every_column_of_a_merge_is_kept_but_those_of_its_undoing():
    undoing = {"undone_by_id", "undone_at", "undone_reason"}
    assert set(columns(PersonMerge)) == {*rules.MERGE_KEPT, *undoing}


@pytest.mark.parametrize("column", ["undone_at", "undone_by_id", "undone_reason"])
def test_what_was_undone_stays_undone(column):
    made = undone(merged(*two()))
    value = None if column != "undone_reason" else "Autre."
    with refused("stays undone"):
        sql(f'UPDATE archive_personmerge SET "{column}" = %s WHERE id = %s', value, made.pk)


# --- Who was told apart ---------------------------------------------------------------------


def test_who_was_told_apart_is_not_merged_either_way():
    one, other = two()
    insert(pair_row(one, other))
    for row in ((one, other), (other, one)):
        with refused(TOLD_APART):
            insert(merge_row(*row))


def test_who_was_told_apart_from_a_merged_record_is_not_merged_with_the_one_who_stays():
    one, other = two()
    third = makers.person("Troisième Notice")
    insert(pair_row(one, third))
    merged(one, other)
    for row in ((third, other), (other, third)):
        with refused(TOLD_APART):
            insert(merge_row(*row))


def test_records_of_one_person_are_not_told_apart():
    first, second = two()
    third = makers.person("Troisième Notice")
    merged(first, third)
    with refused(ONE_PERSON):
        insert(pair_row(first, third))
    merged(second, third)
    with refused(ONE_PERSON):
        insert(pair_row(first, second))


@pytest.mark.parametrize("column", columns(PersonDistinction))
def test_a_pair_is_taken_back_never_changed(column):
    pair = pair_row(*two())
    pair.save()
    with refused("cannot be changed or deleted"):
        sql(f'UPDATE archive_persondistinction SET "{column}" = %s', other_value(pair, column))


@SQLITE_ONLY
def test_a_pair_is_not_replaced():
    pair = pair_row(*two())
    pair.save()
    with refused("takes the place of another"):
        insert(pair_row(pair.first, pair.second, reason="Autre."), verb="INSERT OR REPLACE")


# --- What is written names who stays --------------------------------------------------------


def test_no_new_statement_names_a_merged_record():
    one, other = two()
    made = makers.statement(speaker=one)
    merged(one, other)
    with refused(WHO_STAYS):
        insert(twin_of(made))
    insert(twin_of(made), speaker_id=other.pk)


def test_no_statement_is_given_to_a_merged_record():
    one, other = two()
    made = makers.statement(speaker=other)
    merged(one, other)
    with refused(WHO_STAYS):
        Statement.objects.filter(pk=made.pk).update(speaker=one, version=F("version") + 1)


def test_a_statement_that_named_the_record_before_is_still_edited():
    one, other = two()
    made = makers.statement(speaker=one)
    merged(one, other)
    edited = Statement.objects.filter(pk=made.pk)
    assert edited.update(place="Lille", version=F("version") + 1) == 1


def test_no_new_target_is_a_merged_record():
    one, other = two()
    made = makers.statement(targets=[makers.target(other)])
    merged(one, other)
    with refused(WHO_STAYS):
        insert(StatementTarget(statement=made, person=one))
    with refused(WHO_STAYS):
        StatementTarget.objects.filter(statement=made).update(person=one)


def test_a_target_who_was_merged_since_may_still_be_corrected():
    one, other = two()
    made = makers.statement(targets=[makers.target(one)])
    merged(one, other)
    assert StatementTarget.objects.filter(statement=made).update(role="maire") == 1


# --- Completeness ---------------------------------------------------------------------------

ATTACKED = {
    "person_named_somewhere", "archive_person_never_replaced",
    "archive_person_never_replaced_by_update", "person_one_survivor_on_insert",
    "person_one_survivor_on_update", "archive_personmerge_no_delete",
    "archive_personmerge_never_replaced", "archive_personmerge_kept", "merge_undone_once",
    "merge_of_who_stands", "merge_of_people_told_apart", "archive_persondistinction_no_update",
    "archive_persondistinction_never_replaced", "distinction_of_two_people",
    "archive_statement_of_who_stays_on_insert", "archive_statement_of_who_stays_on_update",
    "archive_statementtarget_of_who_stays_on_insert",
    "archive_statementtarget_of_who_stays_on_update",
}  # fmt: skip


def test_every_rule_of_people_is_attacked_here():
    assert {rule.name for rule in rules.RULES} == ATTACKED


def test_every_table_that_names_a_person_keeps_them_from_deletion():
    naming = {
        (relation.related_model._meta.db_table, relation.field.column)
        for relation in Person._meta.related_objects
        if relation.on_delete is models.PROTECT and relation.related_model is not Person
    }
    assert naming
    assert all(f"{table} r WHERE r.{column} " in rules.NAMED_SOMEWHERE for table, column in naming)


@POSTGRESQL_ONLY
@pytest.mark.parametrize("table", ["archive_person", "archive_personmerge"])
def test_people_and_merges_cannot_be_emptied(table):
    merged(*two())
    assert table in guards.NEVER_TRUNCATED
    connection.check_constraints()
    with refused("cannot be emptied"):
        sql(f"TRUNCATE {table} CASCADE")


# --- Constraints, with the triggers out of the way ------------------------------------------


@pytest.fixture
def no_triggers(db) -> None:
    integrity.lift(None, SimpleNamespace(connection=connection))


def merged_twice() -> None:
    one, other = two()
    third = makers.person("Troisième Notice")
    insert(merge_row(one, other))
    insert(merge_row(one, third))


def paired_twice() -> None:
    one, other = two()
    insert(pair_row(one, other))
    insert(pair_row(one, other, reason="Autre."))


def undo_row(**fields: Any) -> None:
    insert(merge_row(*two()))
    given = {"undone_at": models.functions.Now(), "undone_by": makers.rui(),
             "undone_reason": "Deux.", **fields}  # fmt: skip
    PersonMerge.objects.update(**given)


CONSTRAINTS = {
    "personmerge_one_standing": merged_twice,
    "personmerge_two_records": lambda: insert(merge_row(makers.person(), makers.person())),
    "personmerge_explained": lambda: insert(merge_row(*two(), rationale="")),
    "personmerge_undone_by_somebody": lambda: undo_row(undone_by=None),
    "personmerge_undoing_explained": lambda: undo_row(undone_reason=""),
    "persondistinction_in_order": lambda: insert(pair_row(*reversed(two()))),
    "persondistinction_once": paired_twice,
    "persondistinction_explained": lambda: insert(pair_row(*two(), reason="")),
}
DATES = {
    "personname_dates_in_order": lambda: PersonName.objects.create(
        person=makers.person(), name="Mme Quévrain", began="2017", ended="2016"
    ),
    "role_dates_in_order": lambda: Role.objects.create(
        person=makers.person(), title="maire", began="2017-02", ended="2017-01"
    ),
}


@pytest.mark.parametrize("name", {**CONSTRAINTS, **DATES})
def test_the_database_holds_the_constraint(no_triggers, name):
    # SQLite names the columns of a broken unique constraint, not the constraint.
    with refused(f"{name}|UNIQUE constraint failed"):
        {**CONSTRAINTS, **DATES}[name]()


def test_a_merge_undone_by_somebody_names_the_moment(no_triggers):
    with refused("personmerge_undone_by_somebody"):
        undo_row(undone_at=None)


IN_ORDER = [
    ("2017", "2017"),
    ("", "2016"),
    ("2017", ""),
    ("2017-05", "2017"),
    ("2016/2018", "2017"),
]


@pytest.mark.parametrize(("began", "ended"), IN_ORDER)
def test_a_period_that_may_be_in_order_is_kept(began, ended):
    makers.person().roles.create(title="maire", began=began, ended=ended)


def test_every_constraint_of_merges_and_pairs_is_attacked_here():
    named = {
        constraint.name
        for model in (PersonMerge, PersonDistinction)
        for constraint in model._meta.constraints
    }
    assert named == set(CONSTRAINTS)
    assert {PersonMerge.__module__, PersonDistinction.__module__} == {merge.__name__}
