"""What the database refuses of suggestions, whoever asks: every constraint and every rule."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from archive import guards, integrity, suggestions
from archive.guards import suggestions as rules
from archive.models import (
    Article,
    DetectorReading,
    Suggestion,
    SuggestionTarget,
)
from tests import makers
from tests.attacks import SQLITE_ONLY, insert, other_value, refused, replace, sql
from tests.suggesting import ELLE, QUOTED, answered, row, suggestion

KEPT = "is kept|cannot be changed"
NOT_THERE = "not at that place"


@pytest.fixture
def no_triggers(db) -> None:
    integrity.lift(None, SimpleNamespace(connection=connection))


def another_article() -> Article:
    return makers.article(f"{QUOTED}, a promis Ysoline Quévrain. {ELLE}.\n")


def twice() -> None:
    article = makers.article()
    row(article).save()
    row(article).save()


def decided(state: str, **fields) -> None:
    given = {"decided_by": makers.ada(), "decided_at": timezone.now(), **fields}
    row(state=state, **given).save()


CONSTRAINTS = {
    "suggestion_once_a_place": twice,
    "suggestion_span_in_order": lambda: row(end=0).save(),
    "suggestion_cue_in_order": lambda: row(cue_start=3).save(),
    "suggestion_attribution_in_order": lambda: row(
        attribution_start=3, attribution_end=3
    ).save(),
    "suggestion_kind_known": lambda: row(kind="sung").save(),
    "suggestion_tier_known": lambda: row(tier="certain").save(),
    "suggestion_state_known": lambda: decided("forgotten"),
    "suggestion_speaker_matches_type": lambda: row(
        speaker=makers.person(), speaker_type="anonymous"
    ).save(),
    "suggestion_new_person_is_named": lambda: row(is_new_person=True).save(),
    "suggestion_decided_by_somebody": lambda: row(state="dismissed").save(),
    "suggestion_taken_up_with_statement": lambda: decided("accepted"),
    "suggestion_corrected_says_in_what": lambda: decided(
        "dismissed", corrections={"kind": ["direct", "mixed"]}
    ),
    "suggestiontarget_mention_in_order": lambda: SuggestionTarget.objects.create(
        suggestion=suggestion(), name="Elle", mention_start=4
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_the_database_holds_the_constraint(no_triggers, name):
    # SQLite names the columns of a broken unique constraint, not the constraint.
    with refused(rf"{name}|UNIQUE constraint failed"):
        CONSTRAINTS[name]()


def test_a_pending_suggestion_has_no_statement(no_triggers):
    with refused("suggestion_taken_up_with_statement|UNIQUE"):
        row(statement=makers.statement()).save()


def test_a_new_person_is_nobody_of_the_archive(no_triggers):
    with refused("suggestion_new_person_is_named"):
        row(
            is_new_person=True, speaker=makers.person(), speaker_name="Y", speaker_type="named"
        ).save()


def test_a_statement_is_made_of_one_suggestion(no_triggers):
    made = makers.statement()
    decided("accepted", statement=made)
    with refused("UNIQUE constraint failed|duplicate key value"):
        decided("accepted", statement=made)


@pytest.mark.parametrize(
    ("state", "corrections"), [("accepted", {"kind": ["direct", "mixed"]}), ("corrected", {})]
)
def test_a_corrected_suggestion_alone_says_in_what(no_triggers, state, corrections):
    with refused("suggestion_corrected_says_in_what"):
        decided(state, statement=makers.statement(), corrections=corrections)


def test_a_pending_suggestion_is_not_corrected_in_anything(no_triggers):
    with refused("suggestion_corrected_says_in_what"):
        row(corrections={"kind": ["direct", "mixed"]}).save()


def test_every_constraint_of_suggestions_is_attacked_here():
    named = {
        constraint.name
        for model in apps.get_app_config("archive").get_models()
        if model.__module__ == Suggestion.__module__
        for constraint in model._meta.constraints
    }
    assert named == set(CONSTRAINTS)


# --- Rules ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong", [{"exact": "« Nous fermerons la halle au printemps »"}, {"start": 0, "end": 39}]
)
def test_the_words_of_a_suggestion_are_at_their_place(db, wrong):
    with refused(NOT_THERE):
        row(**wrong).save()


def test_the_words_are_in_a_text_of_the_article(db):
    with refused(NOT_THERE):
        row(article=another_article(), text=makers.article().current_text).save()


# Words that do not stand there, words at no place, and places without words, in the text or not.
NOWHERE = [("autre", 0, 5), ("autre", None, None), ("", 0, 5), ("", 10**6, 10**6 + 5)]


@pytest.mark.parametrize(("words", "start", "end"), NOWHERE)
@pytest.mark.parametrize("part", ["attribution", "cue"])
def test_the_words_beside_a_suggestion_are_at_their_place(db, part, words, start, end):
    with refused(NOT_THERE):
        row(**{part: words, f"{part}_start": start, f"{part}_end": end}).save()


@pytest.mark.parametrize(("words", "start", "end"), NOWHERE)
def test_the_words_that_designate_a_target_are_at_their_place(db, words, start, end):
    one = answered()
    with refused(NOT_THERE):
        SuggestionTarget.objects.create(
            suggestion=one, name="Elle", mention=words, mention_start=start, mention_end=end
        )


def test_a_suggestion_awaits_an_editor_first(db):
    with refused("awaits an editor first"):
        decided("dismissed")


@pytest.mark.parametrize("column", rules.PROPOSED)
def test_what_was_proposed_stays_as_it_was(db, column):
    one = suggestion()
    change = f'UPDATE archive_suggestion SET "{column}" = %s WHERE id = %s'
    with refused("cannot be changed"):
        sql(change, other_value(one, column), one.pk)


def test_every_column_is_proposed_or_decided():
    columns = {field.column for field in Suggestion._meta.concrete_fields}
    assert {*rules.PROPOSED, *rules.DECISION} == columns


ILLEGAL = [
    ("accepted", "state = 'dismissed', statement_id = NULL"),
    ("accepted", "state = 'pending', statement_id = NULL, decided_by_id = NULL, decided_at = NULL"),
    ("accepted", "state = 'corrected'"),
    ("accepted", "corrections = '{\"kind\": [1, 2]}'"),
    ("accepted", "decided_at = '2001-01-01 00:00:00+00'"),
    ("dismissed", "decided_at = '2001-01-01 00:00:00+00'"),
    ("pending", "corrections = '{\"kind\": [1, 2]}'"),
]


@pytest.mark.parametrize(("state", "change"), ILLEGAL)
def test_what_an_editor_decided_stands(db, state, change):
    one = suggestion()
    if state == "accepted":
        suggestions.accept(one, by=makers.ada())
    elif state == "dismissed":
        suggestions.dismiss(one, by=makers.ada())
    with refused("decided of a suggestion stands"):
        sql(f"UPDATE archive_suggestion SET {change} WHERE id = %s", one.pk)


def test_a_suggestion_becomes_a_statement_of_its_own_article(db):
    one, other, ada = suggestion(), makers.statement(), makers.ada()
    with refused("statement of its own article"):
        Suggestion.objects.filter(pk=one.pk).update(
            state="accepted", statement=other, decided_by=ada, decided_at=timezone.now()
        )


@pytest.mark.parametrize("act", ["accept", "dismiss"])
def test_a_decided_suggestion_is_kept(db, act):
    one = answered()
    getattr(suggestions, act)(one, by=makers.ada())
    with refused(KEPT):
        sql("DELETE FROM archive_suggestiontarget WHERE suggestion_id = %s", one.pk)
    sql_deletes = "DELETE FROM archive_suggestion WHERE id = %s"
    with refused(KEPT):
        sql(sql_deletes, one.pk)


def test_a_decided_suggestion_gets_no_other_target(db):
    one = answered()
    suggestions.dismiss(one, by=makers.ada())
    with refused(KEPT):
        SuggestionTarget.objects.create(suggestion=one, name="Ysoline Quévrain")


def test_a_suggested_target_is_never_changed(db):
    answered()
    with refused("cannot be changed"):
        SuggestionTarget.objects.update(name="Onésime Valdecourt")


def test_a_pending_suggestion_may_be_deleted_with_its_targets(db):
    answered().delete()
    assert not SuggestionTarget.objects.exists()


@SQLITE_ONLY
def test_a_suggestion_never_takes_the_place_of_another(db):
    one = suggestion()
    with refused("takes the place of another"):
        replace(one, tier="low")
    with refused("takes the place of another"):
        replace(one, id=one.pk + 1)


@SQLITE_ONLY
@pytest.mark.parametrize("state", ["accepted", "corrected"])
def test_a_suggestion_never_takes_the_statement_of_another(db, state):
    """SQLite fires no trigger for the row that an UPDATE OR REPLACE deletes."""
    one = suggestion()
    changes = {"kind": "mixed"} if state == "corrected" else {}
    made = suggestions.accept(one, by=makers.ada(), changes=changes)
    other = answered(one.article)
    with refused("takes the place of another"):
        sql(
            "UPDATE OR REPLACE archive_suggestion SET state = 'accepted', statement_id = %s, "
            "decided_by_id = %s, decided_at = '2019-03-01' WHERE id = %s",
            made.pk, makers.ada().pk, other.pk,
        )  # fmt: skip
    assert Suggestion.objects.get(pk=one.pk).statement == made


@SQLITE_ONLY
def test_a_suggested_target_never_takes_the_place_of_another(db):
    with refused("takes the place of another"):
        replace(answered().targets.get(), name="Onésime Valdecourt")


def test_suggestions_are_never_emptied_at_once():
    assert {rules.SUGGESTION, rules.TARGET} <= set(guards.NEVER_TRUNCATED)


def test_an_article_is_read_once_at_a_time(db):
    article = makers.article()
    given = {"text": article.current_text, "detector_version": "1", "found": 0}
    DetectorReading.objects.create(article=article, **given)
    with refused("UNIQUE constraint failed|duplicate key value"):
        DetectorReading.objects.create(article=article, **given)


def test_inserting_by_raw_sql_keeps_the_rules_too(db):
    with refused(NOT_THERE):
        insert(row(), exact="autre chose")
