"""The workflow: what each step needs, what it leaves, and who may not approve."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection
from django.utils import translation

from archive import drafting, integrity, workflow
from archive.guards import Rule
from archive.models import Article, Edition, Event, Statement, Topic
from archive.workflow import NotAllowed, NotReady, StaleVersion
from tests import makers, people
from tests.attacks import revised

pytestmark = pytest.mark.django_db

# More than any move needs.
EVERYTHING = {"reason": "Voir le texte.", "category": "words", "public_note": "Propos retirés."}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


# --- Moves ----------------------------------------------------------------------------------

# Who may take which step is told by the tables of test_workflow_product.py.


def statement_in(state: str, author: User) -> Statement:
    """A statement written and submitted by this author; other people did the rest."""
    made = makers.statement(by=author)
    if state == "draft":
        return made
    if state == "rejected":
        return makers.move(made, "reject", makers.rui(), reason="Hors sujet.")
    made = makers.move(made, "submit", author)
    if state == "in_review":
        return made
    if state == "returned":
        return makers.move(made, "return", makers.rui(), reason="À revoir.", category="words")
    made = makers.move(made, "approve", makers.rui())
    return makers.retracted(made) if state == "retracted" else made


def test_a_refused_step_changes_nothing(ada):
    made = makers.in_review()
    events = Event.objects.count()
    with pytest.raises(NotAllowed):
        makers.move(made, "approve", ada)
    made.refresh_from_db()
    assert (made.status, made.version, made.editions.count()) == ("in_review", 2, 0)
    assert Event.objects.count() == events


def test_a_refusal_names_the_status_that_stands_in_the_way(rui):
    with pytest.raises(NotAllowed, match="“draft” cannot take this step"):
        makers.move(makers.statement(), "approve", rui)


def test_a_visitor_is_told_that_the_right_is_missing(db):
    with pytest.raises(NotAllowed, match="You do not have the right"):
        makers.move(makers.statement(), "submit", makers.user("sam"))


def test_a_step_that_does_not_exist_is_refused(ada):
    with pytest.raises(KeyError):
        makers.move(makers.statement(), "publish", ada)


# --- What a submission needs ----------------------------------------------------------------


def test_a_named_speaker_must_be_said(ada):
    made = makers.statement(speaker=None)
    with pytest.raises(NotReady, match="Say who spoke, or why that is not known"):
        makers.move(made, "submit", ada)


@pytest.mark.parametrize("speaker_type", ["anonymous", "collective", "unknown"])
def test_a_reason_why_the_speaker_is_not_known_is_enough(ada, speaker_type):
    made = makers.statement(speaker=None, speaker_type=speaker_type)
    assert makers.move(made, "submit", ada).status == "in_review"


def test_the_article_needs_its_outlet(ada):
    made = makers.statement(in_article=makers.article(outlet=None))
    with pytest.raises(NotReady, match="which outlet printed the article"):
        makers.move(made, "submit", ada)


def test_a_statement_that_is_not_complete_is_not_approved_either(rui):
    made = makers.in_review()
    Article.objects.filter(pk=made.article_id).update(outlet=None)
    with pytest.raises(NotReady, match="which outlet printed the article"):
        makers.move(made, "approve", rui)


def test_the_submitter_and_the_hour_are_noted(ada):
    made = makers.in_review()
    assert made.submitted_by == ada
    assert made.submitted_at is not None


# --- The excerpt budget ---------------------------------------------------------------------

LONG_BODY = "".join(f"Phrase numéro {number:03} de la séance. " for number in range(100))


def excerpt(number: int, **fields: Any) -> Statement:
    """The words "Phrase numéro …" and their context: 17 characters + 32 + 32."""
    return makers.statement(f"Phrase numéro {number:03}", **fields)


@pytest.fixture
def private(db):
    return makers.article(LONG_BODY, licence="private")


def test_words_as_long_as_the_limit_are_accepted(ada, private, settings):
    settings.EXCERPT_STATEMENT_MAX = 17
    assert makers.move(excerpt(50, in_article=private), "submit", ada).status == "in_review"


def test_words_longer_than_the_limit_are_refused(ada, private, settings):
    settings.EXCERPT_STATEMENT_MAX = 16
    with pytest.raises(NotReady, match=r"have 17 characters.*may have 16"):
        makers.move(excerpt(50, in_article=private), "submit", ada)


@pytest.mark.parametrize(
    ("limit", "value"),
    [("EXCERPT_TOTAL_MAX", 81), ("EXCERPT_SHARE_MAX", 81.5 / len(LONG_BODY))],
)
def test_an_article_may_show_its_budget_to_the_last_character(ada, private, settings, limit, value):
    setattr(settings, limit, value)
    assert makers.move(excerpt(50, in_article=private), "submit", ada).status == "in_review"


@pytest.mark.parametrize(
    ("limit", "value"),
    [("EXCERPT_TOTAL_MAX", 80), ("EXCERPT_SHARE_MAX", 80.5 / len(LONG_BODY))],
)
def test_an_article_may_not_show_one_character_more(ada, private, settings, limit, value):
    setattr(settings, limit, value)
    with pytest.raises(NotReady, match=r"see 80 characters.*sees 0 already.*would add 81"):
        makers.move(excerpt(50, in_article=private), "submit", ada)


def test_what_is_published_already_counts(ada, private, settings):
    settings.EXCERPT_TOTAL_MAX = 161
    first = excerpt(10, in_article=private)
    makers.move(makers.move(first, "submit", ada), "approve", makers.rui())
    with pytest.raises(NotReady, match="sees 81 already"):
        makers.move(excerpt(50, in_article=private), "submit", ada)


def test_two_submissions_within_the_budget_are_not_both_approved_beyond_it(
    ada, rui, private, settings
):
    settings.EXCERPT_TOTAL_MAX = 161
    first, second = (
        makers.move(excerpt(number, in_article=private), "submit", ada) for number in (10, 50)
    )
    makers.move(first, "approve", rui)
    with pytest.raises(NotReady, match="sees 81 already"):
        makers.move(second, "approve", rui)


def test_a_revision_does_not_count_against_itself(ada, rui, private, settings):
    settings.EXCERPT_TOTAL_MAX = 81
    made = makers.move(excerpt(50, in_article=private), "submit", ada)
    made = makers.move(makers.move(made, "approve", rui), "revise", ada)
    assert makers.move(made, "submit", ada).status == "in_review"


def test_a_retracted_edition_gives_its_share_back(ada, rui, private, settings):
    settings.EXCERPT_TOTAL_MAX = 81
    first = makers.move(excerpt(10, in_article=private), "submit", ada)
    makers.retracted(makers.move(first, "approve", rui))
    assert makers.move(excerpt(50, in_article=private), "submit", ada).status == "in_review"


def test_an_open_article_has_no_budget(ada, settings):
    settings.EXCERPT_STATEMENT_MAX = settings.EXCERPT_TOTAL_MAX = 1
    settings.EXCERPT_SHARE_MAX = 0.0
    made = excerpt(50, in_article=makers.article(LONG_BODY, licence="open"))
    assert makers.move(made, "submit", ada).status == "in_review"


# --- What the other steps need --------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("draft", "reject"),
        ("in_review", "return"),
        ("in_review", "reject"),
        ("published", "retract"),
        ("rejected", "reopen"),
        ("retracted", "reopen"),
    ],
)
@pytest.mark.parametrize("blank", ["", " \n\t"])
def test_a_reason_must_be_written(state, step, blank):
    made = statement_in(state, makers.ada())
    with pytest.raises(NotReady, match="Write a reason"):
        makers.move(made, step, makers.chloe(), **{**EVERYTHING, "reason": blank})


@pytest.mark.parametrize("category", ["", "style"])
def test_a_return_says_what_is_wrong(rui, category):
    with pytest.raises(NotReady, match="choose a category"):
        makers.move(makers.in_review(), "return", rui, reason="À revoir.", category=category)


def test_a_retraction_tells_readers_why(rui):
    with pytest.raises(NotReady, match="the note that readers will see"):
        makers.move(makers.published(), "retract", rui, reason="Erreur.", public_note=" ")


# --- Versions -------------------------------------------------------------------------------


def edited(statement: Statement, by: User, **fields: Any) -> Statement:
    """The statement after an edit at the desk."""
    fresh = Statement.objects.get(pk=statement.pk)
    before = drafting.fresh_content(fresh)
    for name, value in (fields or {"place": "à la mairie"}).items():
        setattr(fresh, name, value)
    drafting.write_edit(fresh, by=by, version=fresh.version)
    drafting.record_edit(fresh, before, by=by)
    return Statement.objects.get(pk=statement.pk)


def test_an_approval_of_another_version_than_the_one_read_is_refused(rui, chloe):
    read = makers.in_review()
    edited(read, chloe)
    with pytest.raises(StaleVersion, match=r"version 2, now 3"):
        workflow.move(read, "approve", by=rui, version=read.version)
    assert not Edition.objects.exists()


def test_a_stale_approval_names_who_changed_the_statement(rui, chloe):
    read = makers.in_review()
    edited(read, chloe)
    with pytest.raises(StaleVersion, match="changed by chloe"):
        workflow.move(read, "approve", by=rui, version=read.version)


@pytest.mark.parametrize("step", list(workflow.MOVES))
@pytest.mark.parametrize("version", [0, 1, 3])
def test_no_step_is_taken_with_another_version(rui, step, version):
    made = makers.in_review()
    with pytest.raises(StaleVersion):
        workflow.move(made, step, by=rui, version=version, **EVERYTHING)


def test_every_step_counts_as_a_version(ada, rui):
    made = makers.published()
    assert made.version == 3
    assert makers.move(made, "revise", ada).version == 4


def test_an_edit_is_refused_when_somebody_else_was_faster(ada, chloe):
    read = makers.statement()
    edited(read, chloe)
    read.place = "à la gare"
    with pytest.raises(StaleVersion, match="chloe changed this statement"):
        drafting.write_edit(read, by=ada, version=read.version)
    assert Statement.objects.get(pk=read.pk).place == "à la mairie"


@pytest.mark.parametrize("state", ["published", "rejected", "retracted"])
def test_nothing_is_edited_off_the_desk(state, ada):
    made = statement_in(state, ada)
    with pytest.raises(StaleVersion):
        drafting.write_edit(made, by=ada, version=made.version)


# --- Two people -----------------------------------------------------------------------------


def refused_to_approve(statement: Statement, user: User) -> bool:
    assert "approve" not in [move.name for move in workflow.available(statement, user)]
    with pytest.raises(NotAllowed, match="somebody else must approve it"):
        makers.move(statement, "approve", user)
    return not statement.editions.exists()


def test_a_superuser_cannot_approve_what_they_wrote(root, ada):
    made = makers.move(makers.statement(by=root), "submit", ada)
    assert refused_to_approve(made, root)


def test_a_superuser_cannot_approve_what_they_submitted(root):
    made = makers.move(makers.statement(), "submit", root)
    assert refused_to_approve(made, root)


def test_a_superuser_cannot_approve_what_they_edited(root, ada):
    made = makers.move(edited(makers.statement(), root), "submit", ada)
    assert refused_to_approve(made, root)


def test_who_edits_during_the_review_cannot_approve(rui):
    assert refused_to_approve(edited(makers.in_review(), rui), rui)


def test_who_edited_an_earlier_version_of_the_same_edition_cannot_approve(rui, ada):
    made = edited(edited(makers.statement(), rui), ada, place="à la gare")
    assert refused_to_approve(makers.move(made, "submit", ada), rui)


def test_the_editor_of_an_approved_edition_may_approve_the_next_one(rui, chloe, ada):
    made = makers.move(edited(makers.statement(), rui), "submit", ada)
    made = makers.move(makers.move(made, "approve", chloe), "revise", ada)
    made = makers.move(edited(made, ada, place="à la gare"), "submit", ada)
    assert makers.move(made, "approve", rui).editions.current().get().approved_by == rui


def test_who_took_a_statement_back_without_editing_it_may_approve(rui, ada):
    made = makers.move(makers.published(), "revise", rui)
    assert makers.move(makers.move(made, "submit", ada), "approve", rui).status == "published"


# --- Approval -------------------------------------------------------------------------------


def test_an_approval_writes_an_edition_the_status_and_a_line_of_history(rui, ada):
    made = makers.published()
    edition = made.editions.get()
    assert (edition.number, edition.state, edition.exact) == (1, "current", made.exact)
    assert (edition.submitted_by, edition.approved_by) == (ada, rui)
    assert edition.statement_version == made.version - 1
    assert Event.objects.of(made).first().verb == "approved"


def test_an_edition_repeats_everything_the_public_may_read(rui):
    made = makers.published(
        targets=[makers.target(role="maire", mention="Théodule Marquenterre")],
        notes=[makers.note(), makers.note("Vérifier.", visibility="internal")],
        topics=[Topic.objects.create(name="halle")],
    )
    content = made.editions.get().content()
    assert content == made.content()
    assert [note["body"] for note in content["notes"]] == ["La halle est fermée depuis 2015."]


def fill_disk(table: str, condition: str) -> None:
    """Lets the database refuse such rows for the length of the test."""
    rule = Rule("full_disk", table, "INSERT", "The disk is full.", condition)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(integrity.sqlite_trigger(rule))
            return
        for statement in integrity.postgresql_trigger(rule):
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("table", "condition"),
    [
        ("archive_edition", "1 = 1"),
        ("archive_editiontarget", "1 = 1"),
        ("archive_event", "NEW.verb = 'approved'"),
    ],
)
def test_an_approval_that_fails_half_way_leaves_nothing(rui, table, condition):
    made = makers.in_review(targets=[makers.target()])
    events = Event.objects.count()
    fill_disk(table, condition)
    with pytest.raises(DatabaseError, match="disk is full"):
        makers.move(made, "approve", rui)
    made.refresh_from_db()
    assert (made.status, made.version) == ("in_review", 2)
    assert (Edition.objects.count(), Event.objects.count()) == (0, events)


def test_a_second_approval_supersedes_the_first_edition(ada, rui):
    made = makers.move(makers.published(), "revise", ada)
    made = makers.move(edited(made, ada, place="à la gare"), "submit", ada)
    made = makers.move(made, "approve", rui)
    first, second = made.editions.order_by("number")
    assert (first.state, first.place, first.closed_at is None) == ("superseded", "", False)
    assert (second.number, second.state, second.place) == (2, "current", "à la gare")


def test_the_public_keeps_the_edition_while_the_statement_is_revised(ada):
    made = makers.move(makers.published(), "revise", ada)
    edited(made, ada, place="à la gare")
    edition = made.editions.current().get()
    assert (made.status, edition.number, edition.place) == ("draft", 1, "")


def test_a_returned_statement_can_be_corrected_and_submitted_again(ada, rui):
    made = makers.move(
        makers.in_review(), "return", rui, reason="Ce n’est pas elle.", category="speaker"
    )
    made = edited(made, ada, place="à la gare")
    assert makers.move(made, "submit", ada).status == "in_review"


# --- Retraction -----------------------------------------------------------------------------


def asked(by: User) -> Statement:
    return makers.move(
        makers.published(approved_by=makers.chloe()), "retract", by,
        reason="Mal attribué.", public_note="Ces propos ne sont pas d’elle.",
    )  # fmt: skip


def test_a_retraction_that_is_asked_leaves_the_statement_in_print(rui):
    made = asked(rui)
    assert made.status == "published"
    assert made.editions.current().get().withdrawal_asked_by == rui


def test_who_asked_for_a_retraction_cannot_confirm_it(rui):
    made = asked(rui)
    with pytest.raises(NotAllowed, match="a second person must confirm it"):
        makers.move(made, "retract", rui, reason="Oui.")


def test_a_superuser_who_asked_for_a_retraction_cannot_confirm_it(root):
    made = asked(root)
    assert "retract" not in [move.name for move in workflow.available(made, root)]
    with pytest.raises(NotAllowed):
        makers.move(made, "retract", root, reason="Oui.")


def test_a_contributor_cannot_confirm_a_retraction(rui, ada):
    with pytest.raises(NotAllowed):
        makers.move(asked(rui), "retract", ada, reason="Oui.")


def test_a_second_person_carries_the_retraction_out(rui, chloe):
    made = makers.move(asked(rui), "retract", chloe, reason="Vu le texte.")
    edition = made.editions.get()
    assert (made.status, edition.state) == ("retracted", "retracted")
    assert (edition.withdrawal_asked_by, edition.withdrawn_by) == (rui, chloe)
    assert edition.closed_at is not None


def test_readers_see_the_note_of_who_asked(rui, chloe):
    made = makers.move(asked(rui), "retract", chloe, reason="Vu.", public_note="Autre chose.")
    assert made.editions.get().public_note == "Ces propos ne sont pas d’elle."


def test_nobody_confirms_in_passing_a_retraction_they_did_not_read(rui, chloe):
    """Chloé opened the page while nothing was asked, and sends a note of her own."""
    made = asked(rui)
    with pytest.raises(workflow.StaleVersion, match="Read what is asked now"):
        makers.move(made, "retract", chloe, reason="Vu.", public_note="Autre chose.", ask=None)
    assert made.editions.get().state == "current"


@pytest.mark.parametrize("step", ["retract", "keep"])
def test_a_retraction_is_decided_as_it_was_read(rui, chloe, step):
    """Refused and asked for again in other words, it is another one."""
    made = asked(rui)
    read = makers.ask_read(made, step)
    makers.move(made, "keep", chloe, reason="Non.")
    makers.move(made, "retract", rui, reason="Si.", public_note="Tout autre chose.")
    with pytest.raises(workflow.StaleVersion, match="Read what is asked now"):
        makers.move(made, step, chloe, reason="Vu.", ask=read)


def test_a_retraction_that_history_does_not_tell_of_is_not_carried_out(rui, chloe, ada):
    made = makers.published()
    made.editions.update(withdrawal_asked_by=ada, reason="?", public_note="Posée là.")
    with pytest.raises(workflow.NotReady, match="History does not tell"):
        makers.move(made, "retract", chloe, reason="Vu.")


def test_a_revision_waits_until_the_retraction_is_decided(rui, chloe, ada):
    made = asked(rui)
    with pytest.raises(NotAllowed, match="confirm it or refuse it first"):
        makers.move(made, "revise", ada)
    made = makers.move(made, "keep", chloe, reason="L’attribution est juste.")
    assert makers.move(made, "revise", ada).status == "draft"


def test_a_retraction_that_was_refused_is_asked_anew(rui, chloe):
    made = makers.move(asked(rui), "keep", chloe, reason="L’attribution est juste.")
    made = makers.move(made, "retract", chloe, **EVERYTHING)
    edition = made.editions.current().get()
    assert (made.status, edition.withdrawal_asked_by) == ("published", chloe)


@pytest.mark.parametrize("state", ["draft", "in_review", "returned"])
def test_nothing_is_retracted_of_a_statement_that_was_never_published(state, chloe):
    with pytest.raises(NotAllowed, match="Nothing of this statement is published"):
        makers.move(statement_in(state, makers.ada()), "retract", chloe, **EVERYTHING)


@pytest.mark.parametrize("status", ["draft", "in_review", "returned", "published"])
def test_a_retraction_that_is_refused_leaves_the_status_and_the_version(status, rui, chloe):
    made = revised(makers.published(), status)
    makers.move(made, "retract", rui, **EVERYTHING)
    kept = makers.move(made, "keep", chloe, reason="L’attribution est juste.")
    assert (kept.status, kept.version) == (status, made.version)


@pytest.mark.parametrize("status", ["draft", "in_review", "returned", "published"])
def test_an_edition_under_revision_is_retracted_by_two_people(status, rui, chloe):
    made = revised(makers.published(), status)
    assert makers.move(made, "retract", rui, **EVERYTHING).status == status
    made = makers.move(made, "retract", chloe, reason="Vu.")
    assert (made.status, made.editions.get().state) == ("retracted", "retracted")


def test_a_retracted_statement_that_is_reopened_gets_a_new_edition(rui, ada):
    made = makers.retracted(makers.published())
    made = makers.move(made, "reopen", rui, reason="Une preuve est venue.")
    made = makers.move(makers.move(made, "submit", ada), "approve", rui)
    states = made.editions.order_by("number").values_list("number", "state")
    assert list(states) == [(1, "retracted"), (2, "current")]


# --- History --------------------------------------------------------------------------------

VERBS = {
    "submit": "submitted",
    "approve": "approved",
    "return": "returned",
    "reject": "rejected",
    "revise": "revised",
    "retract": "retraction_asked",
    "reopen": "reopened",
}


@pytest.mark.parametrize(
    ("state", "step"),
    [
        ("draft", "submit"), ("in_review", "approve"), ("in_review", "return"),
        ("in_review", "reject"), ("published", "revise"), ("published", "retract"),
        ("rejected", "reopen"),
    ],
)  # fmt: skip
def test_every_step_is_one_line_of_history(state, step, chloe):
    made = statement_in(state, makers.ada())
    before = Event.objects.count()
    moved = makers.move(made, step, chloe, **EVERYTHING)
    event = Event.objects.of(moved).first()
    assert Event.objects.count() == before + 1
    assert (event.verb, event.actor, event.actor_name) == (VERBS[step], chloe, "chloe")
    assert event.reason == EVERYTHING["reason"]


def test_a_refused_retraction_is_one_line_of_history(rui, chloe):
    made = makers.move(asked(rui), "keep", chloe, reason="Vu.")
    told = Event.objects.of(made).values_list("verb", "actor__username", "reason")[:2]
    assert list(told) == [
        ("retraction_refused", "chloe", "Vu."), ("retraction_asked", "rui", "Mal attribué.")
    ]  # fmt: skip


def test_a_confirmed_retraction_is_a_line_of_its_own(rui, chloe):
    made = makers.move(asked(rui), "retract", chloe, reason="Vu.")
    told = Event.objects.of(made).values_list("verb", "actor__username")[:2]
    assert list(told) == [("retracted", "chloe"), ("retraction_asked", "rui")]


def test_a_step_tells_the_status_and_the_version_before_and_after(ada):
    event = Event.objects.of(makers.in_review()).first()
    assert event.changes == {"status": ["draft", "in_review"], "version": [1, 2]}


def test_an_edit_tells_the_version_before_and_after(ada):
    event = Event.objects.of(edited(makers.statement(), ada)).first()
    assert event.changes == {"place": ["", "à la mairie"], "version": [1, 2]}


def test_the_category_of_a_return_is_kept(rui):
    made = makers.move(
        makers.in_review(), "return", rui, reason="Ce n’est pas elle.", category="speaker"
    )
    assert Event.objects.of(made).first().category == "speaker"


def test_a_submission_names_nobody_who_is_merged(ada):
    one, other = people.two()
    made = makers.statement(speaker=one)
    people.merged(one, other)
    with pytest.raises(workflow.NotReady, match=r"Y\. Quévrain.*Ysoline Quévrain"):
        makers.move(made, "submit", ada)


def test_what_was_submitted_before_a_merge_is_approved_as_it_was_read(rui):
    one, other = people.two()
    made = makers.in_review(speaker=one)
    people.merged(one, other)
    assert makers.move(made, "approve", rui).editions.get().speaker_name == "Y. Quévrain"
