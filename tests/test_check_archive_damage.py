"""Every kind of damage done behind the rules is found by ``check_archive``, and nothing else is."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from archive import drafting
from archive.audit import constraints
from archive.audit.streams import archive_models
from archive.guards import RULES
from archive.integrity import expected_triggers, trigger_name
from archive.models import (
    Annotation,
    EditionTarget,
    EditionTopic,
    Person,
    PersonMerge,
    Role,
    Statement,
    StatementEditor,
    StatementTarget,
    Topic,
    tallying,
)
from archive.models.digests import sha256_of_content
from archive.quotes.anchoring import sha256_of
from tests import auditing, makers
from tests.attacks import POSTGRESQL_ONLY, SQLITE_ONLY, revised, sql
from tests.auditing import (
    World,
    found_in,
    found_in_records,
    new_text,
    remove,
    report,
    report_after,
    write,
)

standing = pytest.fixture(scope="module")(auditing.standing_archive)

DECOMPOSED = "La halle e\u0301tait ferme\u0301e."


@pytest.fixture
def world(standing, db) -> World:
    return standing


def target_of(world: World) -> StatementTarget:
    return world.draft.targets.get()


def printed_target(world: World) -> EditionTarget:
    return EditionTarget.objects.get(edition__statement=world.printed)


def printed_topic(world: World) -> EditionTopic:
    return EditionTopic.objects.get(edition__statement=world.printed)


# --- Texts and anchors ----------------------------------------------------------------------


def rewrite_text_and_digest(world: World) -> None:
    body = "Autre chose."
    write(world.unread.current_text, body=body, sha256=sha256_of(body))


def shift(world: World) -> None:
    write(world.draft, start=world.draft.start + 1, end=world.draft.end + 1)


# Damage -> the findings it makes: check, kind of record, which record.
Expected = list[tuple[str, str, Callable[[World], Any]]]
TEXTS: dict[str, tuple[Callable[[World], Any], Expected]] = {
    "a text": (
        lambda w: write(w.unread.current_text, body="Autre chose."),
        [("text", "articletext", lambda w: w.unread.current_text)],
    ),
    "the digest of a text": (
        lambda w: write(w.unread.current_text, sha256="0" * 64),
        [
            ("text", "articletext", lambda w: w.unread.current_text),
            ("text", "article", lambda w: w.unread),
            ("history", "article", lambda w: w.unread),
        ],
    ),
    "a text and its digest": (
        rewrite_text_and_digest,
        [("text", "article", lambda w: w.unread), ("history", "article", lambda w: w.unread)],
    ),
    "the digest of what came in": (
        lambda w: write(w.unread, source_sha256="0" * 64),
        [("text", "article", lambda w: w.unread)],
    ),
    "words": (
        lambda w: write(w.draft, exact="Elle a tout ouvert"),
        [("anchor", "statement", lambda w: w.draft)],
    ),
    "a place": (
        shift, [("anchor", "statement", lambda w: w.draft)] * 2,
    ),
    "what stands before": (
        lambda w: write(w.draft, prefix="Autre"),
        [("anchor", "statement", lambda w: w.draft)],
    ),
    "what stands after": (
        lambda w: write(w.draft, suffix="Autre"),
        [("anchor", "statement", lambda w: w.draft)],
    ),
    "the article of words": (
        lambda w: write(w.draft, article_id=w.unread.pk),
        [("anchor", "statement", lambda w: w.draft)],
    ),
    "the words of an edition": (
        lambda w: write(w.edition("printed"), exact="Nous fermerons la halle au printemps"),
        [
            ("anchor", "edition", lambda w: w.edition("printed")),
            ("digest", "edition", lambda w: w.edition("printed")),
            ("edition", "statement", lambda w: w.printed),
        ],
    ),
    "the place of an edition": (
        lambda w: write(w.edition("printed"), suffix="Autre"),
        [
            ("anchor", "edition", lambda w: w.edition("printed")),
            ("digest", "edition", lambda w: w.edition("printed")),
            ("edition", "statement", lambda w: w.printed),
        ],
    ),
    "a mention": (
        lambda w: write(target_of(w), mention="elle"),
        [("mention", "statementtarget", target_of)],
    ),
    "the place of a mention": (
        lambda w: write(target_of(w), mention_start=0, mention_end=4),
        [("mention", "statementtarget", target_of)],
    ),
    "no place of a mention": (
        lambda w: write(target_of(w), mention_start=None, mention_end=None),
        [("mention", "statementtarget", target_of)],
    ),
    "the mention of an edition": (
        lambda w: write(printed_target(w), mention="elle"),
        [
            ("mention", "editiontarget", printed_target),
            ("digest", "edition", lambda w: w.edition("printed")),
            ("edition", "statement", lambda w: w.printed),
        ],
    ),
}  # fmt: skip

# --- Dates and order ------------------------------------------------------------------------

ROLE: Callable[[World], Role] = lambda w: Role.objects.get()  # noqa: E731
DATES: dict[str, tuple[Callable[[World], Any], Expected]] = {
    "the first day of a statement": (
        lambda w: write(w.draft, said_from="2019-02-02"),
        [("date", "statement", lambda w: w.draft)],
    ),
    "the last day of a statement": (
        lambda w: write(w.draft, said_to=None), [("date", "statement", lambda w: w.draft)],
    ),
    "a day where no date is known": (
        lambda w: write(w.waiting, said_from="2019-02-02"),
        [("date", "statement", lambda w: w.waiting)],
    ),
    "a date that is none": (
        lambda w: write(w.draft, said_on="hier"), [("date", "statement", lambda w: w.draft)],
    ),
    "the day of printing": (
        lambda w: write(w.unread, published_to="2020-01-01"),
        [("date", "article", lambda w: w.unread)],
    ),
    "the day of printing of an edition": (
        lambda w: write(w.edition("printed"), published_from=None),
        [("date", "edition", lambda w: w.edition("printed"))],
    ),
    "the beginning of a role": (
        lambda w: write(ROLE(w), began_from="2001-01-01"), [("date", "role", ROLE)],
    ),
    "the end of a role that is none": (
        lambda w: write(ROLE(w), ended="un jour"), [("date", "role", ROLE)],
    ),
    "the day an edition is sorted by": (
        lambda w: write(w.edition("printed"), sort_day=1),
        [
            ("order", "edition", lambda w: w.edition("printed")),
            ("order", "editiontarget", printed_target),
            ("order", "editiontopic", printed_topic),
        ],
    ),
    "the place of a target": (
        lambda w: write(printed_target(w), sort_key=1),
        [("order", "editiontarget", printed_target)],
    ),
    "the place of a topic": (
        lambda w: write(printed_topic(w), sort_key=1),
        [("order", "editiontopic", printed_topic)],
    ),
}  # fmt: skip

# --- Editions -------------------------------------------------------------------------------


def rewrite_edition_and_digest(world: World) -> None:
    edition = world.edition("printed")
    edition.place = "Roubaix"
    write(edition, place="Roubaix", sha256=sha256_of_content(edition.content()))


def note_an_edit_of_the_approver(world: World) -> None:
    edition = world.edition("printed")
    StatementEditor.objects.create(
        statement=world.printed, version=edition.statement_version, user=edition.approved_by
    )


def remove_the_edition(world: World) -> None:
    edition = world.edition("printed")
    for part in (printed_target(world), printed_topic(world), edition):
        remove(part)


PRINTED = lambda w: w.printed  # noqa: E731
FIRST = lambda w: w.edition("printed")  # noqa: E731
WITHDRAWN = lambda w: w.edition("retracted")  # noqa: E731
EDITIONS: dict[str, tuple[Callable[[World], Any], Expected]] = {
    "where": (
        lambda w: write(FIRST(w), place="Roubaix"),
        [("digest", "edition", FIRST), ("edition", "statement", PRINTED)],
    ),
    "the notes": (
        lambda w: write(FIRST(w), notes=[]),
        [("digest", "edition", FIRST), ("edition", "statement", PRINTED)],
    ),
    "the title": (lambda w: write(FIRST(w), title="Autre"), [("digest", "edition", FIRST)]),
    "the speaker": (
        lambda w: write(FIRST(w), speaker_id=w.merged.pk),
        [
            ("digest", "edition", FIRST),
            ("edition", "statement", PRINTED),
            ("order", "editiontarget", printed_target),
        ],
    ),
    "the name of a target": (
        lambda w: write(printed_target(w), name="Autre"), [("digest", "edition", FIRST)],
    ),
    "a topic": (
        lambda w: write(printed_topic(w), name="écoles"), [("digest", "edition", FIRST)],
    ),
    "a lost topic": (
        lambda w: remove(printed_topic(w)),
        [("digest", "edition", FIRST), ("edition", "statement", PRINTED)],
    ),
    "an edition and its digest": (
        rewrite_edition_and_digest,
        [("edition", "statement", PRINTED)] * 2 + [("history", "edition", FIRST)],
    ),
    "an approver who edited": (
        note_an_edit_of_the_approver, [("two people", "edition", FIRST)],
    ),
    "another approver": (
        lambda w: write(FIRST(w), approved_by_id=makers.chloe().pk),
        [("history", "edition", FIRST)],
    ),
    "another submitter": (
        lambda w: write(FIRST(w), submitted_by_id=makers.chloe().pk),
        [("history", "edition", FIRST)],
    ),
    "another version": (
        lambda w: write(FIRST(w), statement_version=1),
        [("history", "edition", FIRST), ("history", "statement", PRINTED)],
    ),
    "a version still to come": (
        lambda w: write(FIRST(w), statement_version=3),
        [
            ("edition", "edition", FIRST), ("history", "edition", FIRST),
            ("history", "statement", PRINTED),
        ],
    ),
    "another who withdrew": (
        lambda w: write(WITHDRAWN(w), withdrawn_by_id=makers.ada().pk),
        [("history", "edition", WITHDRAWN)],
    ),
    "another who asked to withdraw": (
        lambda w: write(WITHDRAWN(w), withdrawal_asked_by_id=makers.ada().pk),
        [("history", "edition", WITHDRAWN)],
    ),
    "a number": (
        lambda w: write(FIRST(w), number=2), [("edition", "statement", PRINTED)],
    ),
    "a state": (
        lambda w: write(FIRST(w), state="superseded"),
        [("edition", "edition", FIRST), ("edition", "statement", PRINTED)],
    ),
    "a lost edition": (
        remove_the_edition,
        [("edition", "statement", PRINTED), ("history", "statement", PRINTED)],
    ),
    "a status": (
        lambda w: write(w.printed, status="rejected"),
        [("edition", "statement", PRINTED), ("history", "statement", PRINTED)],
    ),
    "a withdrawal taken back": (
        lambda w: write(WITHDRAWN(w), state="current"),
        [("edition", "statement", lambda w: w.retracted), ("history", "edition", WITHDRAWN)],
    ),
    "a retraction that was none": (
        lambda w: write(WITHDRAWN(w), state="superseded"),
        [
            ("edition", "edition", WITHDRAWN),
            ("edition", "statement", lambda w: w.retracted), ("history", "edition", WITHDRAWN),
        ],
    ),
    "a merge without its reason": (
        lambda w: sql("DELETE FROM archive_personmerge"),
        [("merge", "person", lambda w: w.merged)] * 2,
    ),
    "a merge that leads nowhere": (
        lambda w: write(w.merged, merged_into_id=None),
        [("merge", "person", lambda w: w.merged)],
    ),
    "somebody merged by no merge": (
        lambda w: write(makers.person(), merged_into_id=w.draft.speaker_id),
        [("merge", "person", lambda w: makers.person())],
    ),
    "a merge that leads to another": (
        lambda w: write(w.merged, merged_into_id=w.draft.speaker_id),
        [("merge", "person", lambda w: w.merged)],
    ),
    "a merge that runs in a circle": (
        lambda w: PersonMerge.objects.create(
            person=makers.person(), into=w.merged, rationale="?", merged_by=makers.rui()
        ),
        [
            ("merge", "person", lambda w: w.merged),
            ("merge", "person", lambda w: makers.person()),
        ],
    ),
}  # fmt: skip
# --- The desk's copy of what is in print ----------------------------------------------------


def rewrite_the_note(world: World) -> None:
    write(world.printed.annotations.get(), body="La halle est ouverte.")


def show_the_note(world: World) -> None:
    note = Annotation.objects.create(
        statement=world.printed, body="Entre nous.", visibility="internal", author=makers.ada()
    )
    write(note, visibility="public")


def file_elsewhere(model: type, **row: Any) -> None:
    write(model.objects.get(**row), topic_id=Topic.objects.create(name="écoles").pk)


COPY = [("edition", "statement", PRINTED)]
COPIES: dict[str, tuple[Callable[[World], Any], Expected]] = {
    "the copy's speaker": (lambda w: write(w.printed, speaker_id=w.merged.pk), COPY),
    "the copy's unknown speaker": (
        lambda w: write(w.printed, speaker_id=None, speaker_type="unknown"), COPY,
    ),
    "the copy's role": (lambda w: write(w.printed, speaker_role="ministre"), COPY),
    "the copy's doubt": (
        lambda w: write(w.printed, certainty="disputed", certainty_reason="?"), COPY,
    ),
    "the copy's words": (
        lambda w: write(w.printed, exact="Nous fermerons la halle au printemps"),
        [*COPY, ("anchor", "statement", PRINTED)],
    ),
    "the copy's target": (
        lambda w: write(w.printed.targets.get(), person_id=w.merged.pk), COPY,
    ),
    "the copy's target's role": (lambda w: write(w.printed.targets.get(), role="ministre"), COPY),
    "the copy's lost target": (lambda w: remove(w.printed.targets.get()), COPY),
    "the copy's topic": (
        lambda w: file_elsewhere(Statement.topics.through, statement=w.printed), COPY,
    ),
    "the topic of an edition": (
        lambda w: file_elsewhere(EditionTopic, edition=w.edition("printed")), COPY,
    ),
    "the copy's note": (rewrite_the_note, COPY),
    "the copy's lost note": (lambda w: remove(w.printed.annotations.get()), COPY),
    "an internal note that is shown": (show_the_note, COPY),
}  # fmt: skip
PRESENT = {**TEXTS, **DATES, **EDITIONS, **COPIES}


@pytest.mark.parametrize("damage", PRESENT)
def test_the_damage_is_found_and_nothing_else(world, damage):
    do, expected = PRESENT[damage]
    records = sorted(
        ((check, f"archive.{kind}", which(world).pk) for check, kind, which in expected), key=str
    )
    told = report_after(lambda: do(world))
    assert found_in_records(told) == records


def test_a_name_corrected_after_the_approval_is_no_other_copy(world):
    """Nor is a topic's, nor the description of the article."""
    write(world.printed.speaker, name="Ysoline Quévrain-Dubois")
    tallying.refile(Person.objects.get(pk=world.printed.speaker_id))
    write(world.printed.topics.get(), name="halles")
    write(world.printed.article, title="La halle rouvre")
    told = report()["findings"]
    assert [finding for finding in told if finding["severity"] == "error"] == []


def test_the_copy_of_what_is_under_revision_is_not_compared(world):
    made = revised(world.printed, "draft")
    before = drafting.fresh_content(made)
    made.place = "Lille"
    drafting.write_edit(made, by=makers.ada(), version=made.version)
    drafting.record_edit(made, before, by=makers.ada())
    assert report()["findings"] == []


def test_a_text_that_is_not_in_normal_form_c_is_found(world):
    told = report_after(lambda: new_text(world.unread, DECOMPOSED))
    [finding] = told["findings"]
    assert (finding["check"], finding["record_type"]) == ("text", "archive.articletext")
    assert "normal form C" in finding["message"]


def test_two_current_editions_are_found(world):
    def two() -> None:
        sql("DROP INDEX edition_one_current")
        write(world.edition("republished"), state="current")

    assert found_in_records(report_after(two)) == [
        ("constraint", "archive.edition", world.edition("republished", 2).pk),
        ("constraint", "constraint", "edition_one_current"),
        ("edition", "archive.edition", world.edition("republished").pk),
        *[("edition", "archive.statement", world.republished.pk)] * 2,
    ]


# --- Constraints ----------------------------------------------------------------------------

BROKEN = {
    "article_licence_known": lambda w: write(w.unread, licence="shared"),
    "article_open_licence_is_named": lambda w: write(w.unread, licence_name=""),
    "articletext_line_feeds_only": lambda w: new_text(w.unread, "Un.\r\nDeux."),
    "articletext_not_empty": lambda w: new_text(w.unread, ""),
    "statement_status_known": lambda w: write(w.waiting, status="printed"),
    "statement_speaker_matches_type": lambda w: write(w.draft, speaker_type="anonymous"),
    "statement_speaker_or_reason": lambda w: write(w.waiting, speaker_id=None),
    "statement_doubt_explained": lambda w: write(w.draft, certainty="disputed"),
    "statement_submitter_known": lambda w: write(w.waiting, submitted_by_id=None),
    "statement_priority_known": lambda w: write(w.draft, priority=9),
    "statement_span_in_order": lambda w: write(w.draft, end=w.draft.start),
    "statementtarget_mention_in_order": lambda w: write(target_of(w), mention_end=0),
    "edition_two_people": lambda w: write(FIRST(w), approved_by_id=makers.ada().pk),
    "edition_withdrawn_by_two": lambda w: write(WITHDRAWN(w), withdrawn_by_id=None),
    "edition_state_known": lambda w: write(FIRST(w), state="hidden"),
    "person_not_merged_into_itself": lambda w: write(w.merged, merged_into_id=w.merged.pk),
    "personmerge_explained": lambda w: sql("UPDATE archive_personmerge SET rationale = ''"),
    "personmerge_two_records": lambda w: sql(
        "UPDATE archive_personmerge SET into_id = person_id"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_row_that_breaks_a_constraint_is_found(world, name):
    def behind() -> None:
        with auditing.without_checks():
            BROKEN[name](world)

    broken = [f for f in report_after(behind)["findings"] if f["check"] == "constraint"]
    assert [f["message"] for f in broken] == [f"It breaks the constraint {name}."]


def test_every_constraint_of_every_record_is_looked_at(db):
    written = {c.name for model in archive_models() for c in model._meta.constraints}
    looked_at = {
        rule.name
        for model in archive_models()
        for rule in [*constraints.checks_of(model), *constraints.keys_of(model)]
    }
    assert len(written) > 30
    assert written <= looked_at


def test_two_rows_alike_and_the_lost_index_are_found(world):
    def same_address() -> None:
        sql("DROP INDEX article_url_unique")
        sql("UPDATE archive_article SET url = 'https://gazette.example/a' WHERE url <> ''")

    told = report_after(same_address)
    assert sorted((f["record_type"], f["message"]) for f in told["findings"]) == [
        ("archive.article",
         f"It repeats url of number {world.unread.pk} (article_url_unique)."),
        ("constraint", "The database lacks this constraint of archive_article."),
    ]  # fmt: skip


@POSTGRESQL_ONLY
def test_a_lost_check_is_found(world):
    def lose_it() -> None:
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        sql("ALTER TABLE archive_edition DROP CONSTRAINT edition_two_people")

    told = report_after(lose_it)
    assert found_in(told) == [("constraint", "constraint", "edition_two_people")]


# --- References -----------------------------------------------------------------------------

NOBODY = 987_654
DANGLING = {
    "the person of a target": (
        lambda w: write(target_of(w), person_id=NOBODY), "statementtarget", target_of,
    ),
    "the person of an identifier": (
        lambda w: sql("UPDATE archive_identifier SET person_id = %s", NOBODY),
        "identifier", lambda w: makers.person().identifiers.get(),
    ),
    "the topic of a statement": (
        lambda w: sql(
            "UPDATE archive_statement_topics SET topic_id = %s WHERE statement_id = %s",
            NOBODY, w.draft.pk,
        ),
        "statement_topics", lambda w: Statement.topics.through.objects.get(statement=w.draft),
    ),
    "who created a statement": (
        lambda w: write(w.draft, created_by_id=NOBODY), "statement", lambda w: w.draft,
    ),
}  # fmt: skip


@pytest.mark.parametrize("damage", DANGLING)
def test_a_reference_to_nothing_is_found(world, damage):
    do, kind, which = DANGLING[damage]
    pk = which(world).pk
    found = found_in(report_after(lambda: do(world)))
    assert [row for row in found if row[0] == "reference"] == [("reference", f"archive.{kind}", pk)]


# --- Triggers -------------------------------------------------------------------------------

FROZEN = "propos_archive_event_no_update"


def told_of_triggers(*statements: str) -> list[tuple[str, Any, str]]:
    """What the audit says of triggers after these statements, which are taken back."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            sql("SET CONSTRAINTS ALL IMMEDIATE")  # what is pending would stop some of them
        for text in statements:
            sql(text)
        told = report()
        transaction.set_rollback(True)
    assert {f["check"] for f in told["findings"]} <= {"trigger"}
    return [(f["record_type"], f["record_id"], f["message"]) for f in told["findings"]]


def lose(name: str) -> str:
    if connection.vendor == "postgresql":
        return f"DROP FUNCTION {name}() CASCADE"
    return f"DROP TRIGGER {name}"


def weaken(name: str) -> list[str]:
    """The trigger is still there and refuses nothing."""
    if connection.vendor == "postgresql":
        return [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN RETURN NEW; END'"
        ]
    table = next(rule.table for rule in RULES if trigger_name(rule) == name)
    return [
        f"DROP TRIGGER {name}",
        f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN 1 = 2 BEGIN SELECT 1; END",
    ]


def test_a_lost_trigger_is_found(world):
    found = told_of_triggers(lose(FROZEN))
    assert found == [("trigger", FROZEN, "The database lacks this trigger.")]


def test_every_lost_trigger_is_found(world):
    names = sorted(expected_triggers(connection.vendor))
    found = told_of_triggers(*(lose(name) for name in names))
    assert [name for _kind, name, _message in found] == names
    assert len(names) > 50


def test_a_changed_trigger_is_told_apart_from_a_lost_one(world):
    [(_kind, name, message)] = told_of_triggers(*weaken(FROZEN))
    assert name == FROZEN
    assert "was changed" in message


def test_a_trigger_of_others_is_found(world):
    if connection.vendor == "postgresql":
        create = [
            "CREATE FUNCTION quietly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "CREATE TRIGGER quietly BEFORE INSERT ON archive_edition "
            "FOR EACH ROW EXECUTE FUNCTION quietly()",
        ]
    else:
        create = [
            "CREATE TRIGGER quietly AFTER INSERT ON archive_edition BEGIN "
            "UPDATE archive_outlet SET name = name; END"
        ]
    [(_kind, name, message)] = told_of_triggers(*create)
    assert (name, message) == ("quietly", "This trigger of archive_edition is not the archive’s.")


@POSTGRESQL_ONLY
def test_a_disabled_trigger_is_found(world):
    found = told_of_triggers(f"ALTER TABLE archive_event DISABLE TRIGGER {FROZEN}")
    assert found == [("trigger", FROZEN, "This trigger is disabled.")]


@POSTGRESQL_ONLY
@pytest.mark.parametrize(
    "change",
    [
        f"ALTER FUNCTION {FROZEN}() SET search_path = pg_temp",
        f"DROP TRIGGER {FROZEN} ON archive_event; CREATE TRIGGER {FROZEN} AFTER UPDATE "
        f"ON archive_event FOR EACH ROW EXECUTE FUNCTION {FROZEN}()",
        f"DROP TRIGGER {FROZEN} ON archive_event; CREATE TRIGGER {FROZEN} BEFORE UPDATE "
        f"ON archive_event FOR EACH ROW WHEN (1 = 2) EXECUTE FUNCTION {FROZEN}()",
        f"DROP TRIGGER {FROZEN} ON archive_event; CREATE TRIGGER {FROZEN} BEFORE UPDATE OF at "
        f"ON archive_event FOR EACH ROW EXECUTE FUNCTION {FROZEN}()",
    ],
)
def test_a_trigger_that_fires_otherwise_is_found(world, change):
    [(_kind, name, message)] = told_of_triggers(change)
    assert name == FROZEN
    assert "was changed" in message


@POSTGRESQL_ONLY
def test_triggers_kept_from_firing_are_found(world):
    [(kind, _name, message)] = told_of_triggers("SET LOCAL session_replication_role = replica")
    assert kind == "database"
    assert "session_replication_role" in message


@POSTGRESQL_ONLY
def test_a_place_in_the_lists_that_is_no_longer_computed_is_found(world):
    def other_place() -> None:
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        sql("ALTER TABLE archive_edition ALTER COLUMN sort_key DROP EXPRESSION")
        write(world.edition("retracted"), sort_key=1)

    told = report_after(other_place)
    assert found_in(told) == [("order", "archive.edition", world.edition("retracted").pk)]


@SQLITE_ONLY
def test_a_person_without_a_key_is_not_mistaken(world):
    """A null is no repetition, as in SQL."""
    assert Person.objects.filter(merged_into=None).count() > 1
    assert report()["ok"] is True
