"""What the database refuses about editions: how one is made, how it ends, what it says."""

import pytest
from django.contrib.auth.models import User
from django.db.models import F

from archive import drafting, guards
from archive.models import (
    Article,
    Edition,
    EditionTarget,
    EditionTopic,
    Outlet,
    Person,
    Statement,
    Topic,
)
from tests import makers
from tests.attacks import (
    AS_PRINTED,
    AS_REVIEWED,
    STATUSES,
    TWO_PEOPLE,
    at,
    complete_edition,
    edition_of,
    insert,
    other_value,
    refused,
    revised,
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
    revised(complete.statement)
    Edition.objects.update(withdrawal_asked_by=rui, withdrawn_by=chloe)
    Edition.objects.update(state=state)
    if to in STATE_MAY_BECOME[state] or to == state:
        assert Edition.objects.update(state=to) == 1
    else:
        with refused("cannot become current again"):
            Edition.objects.update(state=to)


@pytest.mark.parametrize("status", ["published", "draft", "returned"])
def test_an_edition_is_superseded_only_while_the_next_one_is_read(complete, status):
    revised(complete.statement, status)
    with refused("superseded only by the next one"):
        Edition.objects.update(state="superseded")


WITHDRAWN = ["retracted", "removed"]


@pytest.mark.parametrize("state", WITHDRAWN)
@pytest.mark.parametrize("column", guards.WITHDRAWAL_WORDS)
def test_what_was_said_of_a_withdrawal_is_frozen(complete, rui, chloe, column, state):
    Edition.objects.update(state=state, withdrawal_asked_by=rui, withdrawn_by=chloe)
    complete.refresh_from_db()
    with refused("said of a withdrawal cannot be changed"):
        sql(f"UPDATE archive_edition SET {column} = %s", other_value(complete, column))


def test_a_retracted_edition_is_removed_with_its_own_words(complete, rui, chloe):
    Edition.objects.update(state="retracted", withdrawal_asked_by=rui, withdrawn_by=chloe)
    assert Edition.objects.update(state="removed", public_note="Décision de justice.") == 1


@pytest.mark.parametrize("state", WITHDRAWN)
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


def rewritten_after_a_first_edition(ada: User, chloe: User) -> Statement:
    """Rui wrote the first edition's words; Ada wrote and submitted those in review now."""
    made = makers.move(makers.in_review(by=makers.rui()), "approve", chloe)
    made = makers.move(made, "revise", ada)
    made.place = "à la gare"
    drafting.write_edit(made, by=ada, version=made.version)
    return makers.move(made, "submit", ada)


def test_who_wrote_an_edition_that_still_stands_may_make_the_next_one(rui, ada, chloe):
    made = rewritten_after_a_first_edition(ada, chloe)
    Edition.objects.update(state="superseded")
    insert(edition_of(made, rui, number=2))
    assert Edition.objects.current().get().approved_by == rui


def test_who_wrote_an_edition_that_was_withdrawn_cannot_make_the_next_one(rui, ada, chloe):
    made = rewritten_after_a_first_edition(ada, chloe)
    Edition.objects.update(state="retracted", withdrawal_asked_by=rui, withdrawn_by=chloe)
    with refused(TWO_PEOPLE):
        insert(edition_of(made, rui, number=2))


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
    # Another article or speaker has another description and another name too.
    with refused(f"{AS_REVIEWED}|{AS_PRINTED}"):
        insert(edition, **{column: other_value(edition, column)})


def test_an_edition_has_the_sha256_of_what_was_submitted(rui):
    with refused(AS_REVIEWED):
        insert(edition_of(makers.in_review(), rui), sha256="0" * 64)


def test_an_edit_in_review_that_nobody_answers_for_makes_no_edition(rui):
    made = makers.in_review()
    Statement.objects.update(place="à la gare", version=F("version") + 1)
    made.refresh_from_db()
    with refused(AS_REVIEWED):
        insert(edition_of(made, rui))


PRINTED = [
    "title", "title_is_derived", "outlet_name", "byline", "published", "url", "archived_url",
    "dateline", "agency", "speaker_name",
]  # fmt: skip


@pytest.mark.parametrize("column", PRINTED)
def test_an_edition_repeats_its_source_and_its_speaker(rui, column):
    edition = edition_of(makers.in_review(), rui)
    with refused(AS_PRINTED):
        insert(edition, **{column: other_value(edition, column)})


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Article, {"title": "Autre titre"}),
        (Article, {"place": "Ailleurs"}),
        (Article, {"outlet": None}),
        (Outlet, {"name": "Une Autre Gazette"}),
        (Person, {"name": "Quelqu’un d’autre"}),
    ],
)
def test_an_edition_of_what_the_archive_no_longer_says_is_refused(rui, model, change):
    edition = edition_of(makers.in_review(), rui)
    model.objects.update(**change)
    with refused(AS_PRINTED):
        insert(edition)


def test_an_edition_without_a_person_names_nobody(rui):
    made = makers.in_review(speaker=None, speaker_type="anonymous")
    with refused(AS_PRINTED):
        insert(edition_of(made, rui), speaker_name="Quelqu’un")
    insert(edition_of(made, rui))


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


def test_an_edition_that_leaves_out_a_target_publishes_nothing(rui):
    insert(edition_of(makers.in_review(targets=[makers.target()]), rui))
    with refused("published by an edition of the version that was read"):
        Statement.objects.update(status="published", version=F("version") + 1)


def test_an_edition_that_leaves_out_a_topic_publishes_nothing(rui):
    topic = Topic.objects.create(name="Halles")
    insert(edition_of(makers.in_review(topics=[topic]), rui))
    with refused("published by an edition of the version that was read"):
        Statement.objects.update(status="published", version=F("version") + 1)


@pytest.mark.parametrize(
    "notes",
    [
        [],
        [{"kind": "context", "body": "Autre."}],
        [{"kind": "context", "body": "Lu."}, {"kind": "context", "body": "Glissé là."}],
    ],
)
def test_an_edition_repeats_the_public_notes_that_were_reviewed(rui, notes):
    made = makers.in_review(notes=[makers.note("Lu.")])
    with refused("repeats the public notes|made of the version in review"):
        insert(edition_of(made, rui), notes=notes)


def test_the_digest_of_a_submission_is_not_replaced_by_itself(ada):
    """Whoever changes a note by raw SQL does not get it approved as if it had been submitted."""
    makers.in_review(notes=[makers.note("Lu.")])
    with refused("What was submitted is noted when it is submitted"):
        Statement.objects.update(content_sha256="0" * 64)
    with refused("What was submitted is noted when it is submitted"):
        Statement.objects.update(content_sha256="0" * 64, version=F("version") + 1)
