"""``check_archive`` finds every suggestion that was altered behind the rules."""

from types import SimpleNamespace

import pytest
from django.db import connection

from archive import integrity, suggestions
from archive.audit import findings_of
from archive.audit.suggestions import CHECK
from archive.models import Event, Suggestion
from tests import makers
from tests.attacks import sql
from tests.suggesting import answered, suggestion


def found() -> list[tuple]:
    return [
        (finding.record_type.partition(".")[2], finding.record_id, finding.message)
        for finding in findings_of(CHECK, lambda more: None)
    ]


@pytest.fixture
def pending(db) -> Suggestion:
    return answered()


@pytest.fixture
def accepted(db) -> Suggestion:
    one = suggestion()
    suggestions.accept(one, by=makers.ada())
    return one


@pytest.fixture
def dismissed(db) -> Suggestion:
    one = suggestion()
    suggestions.dismiss(one, by=makers.ada())
    return one


@pytest.fixture
def reconsidered(dismissed) -> Suggestion:
    suggestions.reconsider(dismissed, by=makers.rui())
    return dismissed


def behind(change: str, one: Suggestion, table: str = "archive_suggestion") -> None:
    """Changes a row with the rules lifted."""
    integrity.lift(None, SimpleNamespace(connection=connection))
    column = "id" if table == "archive_suggestion" else "suggestion_id"
    sql(f"UPDATE {table} SET {change} WHERE {column} = %s", one.pk)


def test_suggestions_that_are_well_have_no_finding(pending, accepted, dismissed, reconsidered):
    counted = []
    assert list(findings_of(CHECK, counted.append)) == []
    assert sum(counted) == CHECK.size() == 3


MOVED = {
    "\"end\" = \"end\" - 1": "Its words are not at {start} to {end} of the text.",
    "exact = 'autre'": "Its words are not at {start} to {end} of the text.",
    "attribution = 'autre'": "The words that name its speaker are not at their place.",
    "attribution = ''": "The words that name its speaker are not at their place.",
    "cue = 'autre'": "The words that announce it are not at their place.",
    "cue_end = 1000000": "The words that announce it are not at their place.",
    "evidence = '[{\"words\": \"autre\", \"start\": 0, \"end\": 5}]'":
        "Its evidence is not at its place.",
    "evidence = '[1]'": "Its evidence is not at its place.",
}  # fmt: skip


@pytest.mark.parametrize("change", MOVED)
def test_words_that_are_not_at_their_place_are_found(pending, change):
    behind(change, pending)
    pending.refresh_from_db()
    message = MOVED[change].format(start=pending.start, end=pending.end)
    assert found() == [("suggestion", pending.pk, message)]


@pytest.mark.parametrize(
    "change",
    [
        "mention = 'lui'",
        "mention = ''",
        "mention = '', mention_start = 1000000, mention_end = 1000005",
    ],
)
def test_a_mention_that_is_not_at_its_place_is_found(pending, change):
    behind(change, pending, "archive_suggestiontarget")
    message = "The words of its mention are not at their place."
    assert found() == [("suggestiontarget", pending.targets.get().pk, message)]


def test_words_of_another_article_are_found(pending):
    behind(f"article_id = {makers.article().pk}", pending)
    message = "Its words are in a text that is not of its article."
    assert found() == [("suggestion", pending.pk, message)]


def test_a_reading_of_the_text_of_another_article_is_found(pending):
    reading = pending.article.detector_reading
    reading.text = makers.article().current_text
    reading.save()
    assert found() == [
        ("detectorreading", reading.pk, "The text that was read is not of its article.")
    ]


OTHERWISE = "History tells otherwise what was decided of it, or who did."
MADE_OTHERWISE = "History tells otherwise what statement was made of it, or who made it."


def test_a_dismissal_that_nobody_decided_is_found(pending, ada):
    behind(f"state = 'dismissed', decided_by_id = {ada.pk}, decided_at = '2019-03-01'", pending)
    assert found() == [("suggestion", pending.pk, OTHERWISE)]


def test_a_dismissal_in_the_name_of_somebody_else_is_found(dismissed, rui):
    behind(f"decided_by_id = {rui.pk}", dismissed)
    assert found() == [("suggestion", dismissed.pk, OTHERWISE)]


def test_a_dismissal_that_was_wiped_out_is_found(dismissed):
    behind("state = 'pending', decided_by_id = NULL, decided_at = NULL", dismissed)
    assert found() == [("suggestion", dismissed.pk, OTHERWISE)]


def test_an_acceptance_in_the_name_of_somebody_else_is_found(accepted, rui):
    behind(f"decided_by_id = {rui.pk}", accepted)
    statement = Suggestion.objects.get().statement
    assert found() == [("statement", statement.pk, MADE_OTHERWISE)]


def test_an_acceptance_that_was_wiped_out_is_found(accepted):
    statement = Suggestion.objects.get().statement
    change = "state = 'pending', decided_by_id = NULL, decided_at = NULL, statement_id = NULL"
    behind(change, accepted)
    assert found() == [("statement", statement.pk, MADE_OTHERWISE)]


def test_a_statement_that_no_history_takes_from_the_suggestion_is_found(pending, ada):
    made = makers.statement(in_article=pending.article)
    behind(
        f"state = 'accepted', decided_by_id = {ada.pk}, decided_at = '2019-03-01', "
        f"statement_id = {made.pk}",
        pending,
    )
    assert found() == [("statement", made.pk, MADE_OTHERWISE)]


def test_a_statement_of_another_article_is_found(accepted):
    other = makers.statement()
    Event.objects.record(
        Event.Verb.TAKEN_UP, other, by=makers.ada(), changes={"suggestion": [None, accepted.pk]}
    )
    made = Suggestion.objects.get().statement
    behind(f"statement_id = {other.pk}", accepted)
    message = "The statement made of it is of another article."
    assert sorted(found()) == sorted(
        [("statement", made.pk, MADE_OTHERWISE), ("suggestion", accepted.pk, message)]
    )
