"""What the database refuses about editions: how one is made, how it ends, what it says."""

import pytest
from django.contrib.auth.models import User

from archive import guards
from archive.models import Edition, EditionTarget, EditionTopic, Statement
from archive.models.edition import sha256_of_content
from archive.quotes import anchoring
from tests import makers
from tests.attacks import (
    AS_REVIEWED,
    STATUSES,
    TWO_PEOPLE,
    at,
    complete_edition,
    edition_of,
    insert,
    other_value,
    refused,
    sql,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def complete(db) -> Edition:
    return complete_edition()


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
