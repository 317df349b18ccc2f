"""What the database refuses about statements: their status, content and anchor."""

from itertools import permutations
from typing import Any

import pytest
from django.db.models import F

from archive import drafting, guards
from archive.models import ArticleText, Edition, Statement, StatementEditor
from tests import makers
from tests.attacks import (
    NEW_VERSION,
    NOT_ON_DESK,
    NOT_THERE,
    OFF_DESK,
    ON_DESK,
    STATUSES,
    at,
    columns,
    insert,
    other_value,
    refused,
    revised,
    sql,
    twin_of,
)

pytestmark = pytest.mark.django_db


# --- Statements: beginning and status -------------------------------------------------------


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
    # Published, retracted: only with its edition, which a bare update has not made or closed. What
    # is not a move of the workflow takes one back: a submission, a return, a rejection.
    "draft": {"in_review", "rejected"},
    "in_review": {"returned", "rejected", "draft"},
    "returned": {"in_review", "rejected"},
    "published": {"draft"},
    "rejected": {"draft", "in_review", "returned"},
    "retracted": {"draft"},
}


@pytest.mark.parametrize(("status", "to"), list(permutations(STATUSES, 2)))
def test_a_status_set_by_raw_sql_follows_the_workflow(status, to):
    made = at(status)
    change = "UPDATE archive_statement SET version = version + 1, status = %s"
    if to == "in_review":
        change += ", submitted_by_id = created_by_id"
    if to in STATUS_MAY_BECOME[status]:
        sql(change, to)
        made.refresh_from_db()
        assert made.status == to
    else:
        with refused(
            "not in the workflow|published by an edition|retracted with its edition|not rejected"
        ):
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


@pytest.mark.parametrize("status", [*ON_DESK, "published"])
def test_a_statement_is_not_retracted_while_its_edition_is_in_print(db, status):
    revised(makers.published(), status)
    with refused("retracted with its edition"):
        Statement.objects.update(status="retracted", version=F("version") + 1)


@pytest.mark.parametrize("status", ON_DESK)
def test_a_statement_that_was_never_in_print_is_not_retracted(db, status):
    at(status)
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
    "modified_at", "submitted_by_id", "submitted_at", "content_sha256", "priority", "due_on",
    "words_key",
}  # fmt: skip
CONTENT = sorted(set(columns(Statement)) - NOT_CONTENT)


def test_every_column_of_a_statement_is_content_or_is_not():
    assert sorted(guards.STATEMENT_CONTENT) == CONTENT
    assert not NOT_CONTENT - set(columns(Statement))


def test_the_key_to_the_words_changes_with_them_alone(db):
    made = makers.statement()
    with refused("changes with them"):
        Statement.objects.filter(pk=made.pk).update(words_key="0" * 32)


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
