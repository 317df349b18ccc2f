"""History behind the rules: whoever alters, removes, adds or reorders a row of it is found."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from archive.audit.chain import head
from archive.models import Event, Person, StatementEditor, Topic
from archive.models.digests import sha256_of_content
from archive.models.event import sha256_of_event
from tests import auditing, makers
from tests.attacks import SQLITE_ONLY, sql
from tests.auditing import World, found_in, remove, report, report_after, write

standing = pytest.fixture(scope="module")(auditing.standing_archive)

EDITS = 20


@pytest.fixture
def world(standing, db) -> World:
    return standing


@pytest.fixture
def last(world) -> Event:
    """The last row of history tells of a record whose history nothing else vouches for."""
    topic = Topic.objects.create(name="écoles")
    return Event.objects.record(Event.Verb.CREATED, topic, by=makers.ada(), reason="Rentrée.")


def events(record: Any) -> list[Event]:
    return list(Event.objects.of(record).order_by("pk"))


def chained(event: Event) -> tuple[str, str, int]:
    return ("chain", "archive.event", event.pk)


# --- The chain ------------------------------------------------------------------------------

# A column of history -> another value than the row has.
OTHER: dict[str, Callable[[Event, random.Random], Any]] = {
    "at": lambda event, chosen: event.at + timedelta(microseconds=chosen.choice([-1, 1])),
    "verb": lambda event, chosen: chosen.choice(sorted(set(Event.Verb.values) - {event.verb})),
    "record_type": lambda event, chosen: event.record_type[:-1],
    "record_id": lambda event, chosen: event.record_id + chosen.choice([-1, 1]),
    "record_label": lambda event, chosen: event.record_label + " ",
    "actor_id": lambda event, chosen: None if event.actor_id else makers.rui().pk,
    "actor_name": lambda event, chosen: event.actor_name.upper() or "ada",
    "changes": lambda event, chosen: {**event.changes, "place": ["", "Lille"]},
    "category": lambda event, chosen: "rights" if event.category != "rights" else "",
    "reason": lambda event, chosen: event.reason + chosen.choice(" .a"),
    "previous_sha256": lambda event, chosen: f"{chosen.getrandbits(256):064x}",
    "sha256": lambda event, chosen: f"{chosen.getrandbits(256):064x}",
}


@pytest.mark.parametrize("seed", range(EDITS))
def test_an_edit_of_one_column_of_one_row_is_found(world, seed):
    chosen = random.Random(seed)
    event = chosen.choice(list(Event.objects.order_by("pk")))
    column = chosen.choice(sorted(OTHER))
    other = OTHER[column](event, chosen)
    told = report_after(lambda: write(event, **{column: other}))
    assert chained(event) in found_in(told), column


@pytest.mark.parametrize("column", OTHER)
def test_every_column_of_history_is_vouched_for(world, last, column):
    told = report_after(lambda: write(last, **{column: OTHER[column](last, random.Random(1))}))
    assert set(found_in(told)) == {chained(last)}


def test_every_column_of_history_is_edited_in_these_tests():
    columns = {field.attname for field in Event._meta.concrete_fields} - {"id"}
    assert set(OTHER) == columns


@SQLITE_ONLY  # PostgreSQL keeps only moments in such a column
def test_a_moment_that_cannot_be_read_is_found_in_its_row(world, last):
    assert found_in(report_after(lambda: write(last, at="hier"))) == [chained(last)]


def test_a_row_removed_from_the_middle_is_found(world, last):
    topic = Topic.objects.get(name="écoles")
    after = Event.objects.record(Event.Verb.CHANGED, topic, by=makers.ada())
    assert found_in(report_after(lambda: remove(last))) == [chained(after)]


def test_the_first_row_removed_is_found(world):
    first, second = Event.objects.order_by("pk")[:2]
    told = report_after(lambda: remove(first))
    assert chained(second) in found_in(told)
    assert any("does not begin here" in finding["message"] for finding in told["findings"])


def slipped_in_before(last: Event, previous_sha256: str) -> Event:
    """A row that is itself well made, in the place of the last one, which moves on by one."""
    write(last, id=last.pk + 1)
    forged = Event(
        pk=last.pk, verb=Event.Verb.CHANGED, record_type="archive.topic", record_id=1,
        previous_sha256=previous_sha256,
    )  # fmt: skip
    forged.sha256 = sha256_of_event(forged)
    return forged


def test_a_row_slipped_in_is_found(world, last):
    def slip_in() -> None:
        slipped_in_before(last, "0" * 64).save(force_insert=True)

    told = found_in(report_after(slip_in))
    assert told == [chained(Event(pk=last.pk)), chained(Event(pk=last.pk + 1))]


def test_a_row_slipped_in_and_linked_on_both_sides_is_found(world, last):
    def slip_in() -> None:
        forged = slipped_in_before(last, last.previous_sha256)
        write(Event(pk=last.pk + 1), previous_sha256=forged.sha256)
        forged.save(force_insert=True)

    assert found_in(report_after(slip_in)) == [chained(Event(pk=last.pk + 1))]


def test_two_rows_that_changed_places_are_found(world, last):
    def swap() -> None:
        before = Event.objects.filter(pk__lt=last.pk).latest("pk")
        for row, pk in ((before, 10**6), (last, before.pk), (Event(pk=10**6), last.pk)):
            write(row, id=pk)

    told = found_in(report_after(swap))
    assert {check for check, _kind, _pk in told} == {"chain"}
    assert len(told) == 2


# --- The head -------------------------------------------------------------------------------


def test_history_that_goes_through_the_noted_head_is_well(world, last):
    for noted in (Event.objects.earliest("pk").sha256, last.sha256, last.sha256.upper()):
        assert report("--since-head", noted)["ok"] is True


def test_a_cut_tail_is_found_by_the_noted_head_alone(world, last):
    noted = head()
    assert noted == last.sha256
    assert report_after(lambda: remove(last))["ok"] is True
    cut = report_after(lambda: remove(last), "--since-head", noted)
    assert found_in(cut) == [("chain", "archive.event", None)]


def test_a_rewritten_tail_is_found_by_the_noted_head_alone(world, last):
    noted = head()

    def rewrite() -> None:
        last.reason = "Autre."
        write(last, reason=last.reason, sha256=sha256_of_event(last))

    assert report_after(rewrite)["ok"] is True
    rewritten = report_after(rewrite, "--since-head", noted)
    assert found_in(rewritten) == [("chain", "archive.event", None)]


def test_a_noted_head_pasted_on_another_row_is_found(world, last):
    noted = head()

    def paste() -> None:
        write(last, reason="Autre.")

    assert set(found_in(report_after(paste, "--since-head", noted))) == {
        ("chain", "archive.event", None),
        chained(last),
    }


# --- What history tells and what the records say --------------------------------------------


def without_history(record: Any) -> Callable[[], None]:
    """Every row about this record is gone, and the chain is made anew over the rest."""

    def forge() -> None:
        sql(
            "DELETE FROM archive_event WHERE record_type = %s AND record_id = %s",
            record._meta.label_lower,
            record.pk,
        )
        rechain()

    return forge


def rechain() -> None:
    """What somebody would do who can write to the database: all digests computed again."""
    before = ""
    sql("UPDATE archive_event SET previous_sha256 = 'x' || id, sha256 = 'x' || id")
    for event in Event.objects.order_by("pk"):
        event.previous_sha256 = before
        before = event.sha256 = sha256_of_event(event)
        write(event, previous_sha256=event.previous_sha256, sha256=event.sha256)


def test_a_chain_made_anew_is_found_by_the_noted_head(world):
    noted = head()

    def forge() -> None:
        first = Event.objects.earliest("pk")
        write(first, reason="Autre.")
        rechain()

    assert report_after(forge)["ok"] is True
    assert found_in(report_after(forge, "--since-head", noted)) == [
        ("chain", "archive.event", None)
    ]


@pytest.mark.parametrize("name", ["draft", "unread", "merged"])
def test_a_record_that_history_does_not_tell_of_is_found(world, name):
    record = getattr(world, name)
    told = found_in(report_after(without_history(record)))
    assert ("history", record._meta.label_lower, record.pk) in told
    others = {kind for check, kind, pk in told if pk != record.pk}
    assert others <= {"archive.comment"}  # of which nothing is told either


def test_an_edition_that_history_does_not_tell_of_is_found(world):
    told = report_after(without_history(world.printed))
    assert ("history", "archive.edition", world.edition("printed").pk) in found_in(told)
    assert ("history", "archive.statement", world.printed.pk) in found_in(told)


@pytest.mark.parametrize(
    "columns", [{"status": "returned"}, {"version": 9}, {"status": "rejected", "version": 2}]
)
def test_a_status_or_a_version_that_history_does_not_tell_is_found(world, columns):
    told = report_after(lambda: write(world.draft, **columns))
    assert ("history", "archive.statement", world.draft.pk) in found_in(told)


def test_a_submitter_whom_history_does_not_name_is_found(world):
    told = report_after(lambda: write(world.waiting, submitted_by_id=makers.chloe().pk))
    assert found_in(told) == [("history", "archive.statement", world.waiting.pk)]


def test_an_editor_struck_from_the_list_is_found(world):
    """Whoever edited and would approve takes themselves off the list first."""
    edit = StatementEditor.objects.filter(statement=world.republished).latest("version")
    told = report_after(lambda: remove(edit))
    assert found_in(told) == [("history", "archive.statement", world.republished.pk)]


def test_a_step_that_history_skips_is_found(world):
    submitted = next(e for e in events(world.printed) if e.verb == Event.Verb.SUBMITTED)

    def forge() -> None:
        remove(submitted)
        rechain()

    told = report_after(forge)
    assert any("skips" in finding["message"] for finding in told["findings"])
    assert {kind for _check, kind, _pk in found_in(told)} == {
        "archive.statement", "archive.edition",
    }  # fmt: skip


def test_a_person_made_by_no_door_is_found(world):
    person = Person.objects.create(name="Une Inconnue")
    assert found_in(report()) == [("history", "archive.person", person.pk)]


def test_an_edition_altered_with_its_digest_is_found(world):
    """Whoever lifts the triggers and computes digests still cannot change what was approved."""
    edition = world.edition("printed")

    def forge() -> None:
        edition.speaker_role = "maire de nulle part"
        write(edition, speaker_role=edition.speaker_role,
              sha256=sha256_of_content(edition.content()))  # fmt: skip

    assert ("history", "archive.edition", edition.pk) in found_in(report_after(forge))


# --- Words of a retraction, and when things were done ----------------------------------------


def asked(world: World) -> Any:
    """A current edition whose retraction Rui asks for."""
    makers.move(world.printed, "retract", makers.rui(), reason="Erreur.", public_note="Mal lu.")
    return world.edition("printed")


WITHDRAWAL = {
    "the note": {"public_note": "Tout est faux."},
    "the reason": {"reason": "Autre."},
    "who asked": {"withdrawal_asked_by_id": "ada"},
    "who carried it out": {"withdrawn_by_id": "ada"},
}


def with_people(columns: dict[str, str]) -> dict[str, Any]:
    return {name: makers.ada().pk if value == "ada" else value for name, value in columns.items()}


@pytest.mark.parametrize("what", WITHDRAWAL)
def test_other_words_of_a_retraction_are_found(world, what):
    edition = world.edition("retracted")
    told = report_after(lambda: write(edition, **with_people(WITHDRAWAL[what])))
    assert found_in(told) == [("history", "archive.edition", edition.pk)]


@pytest.mark.parametrize("what", ["the note", "the reason", "who asked"])
def test_other_words_of_an_ask_that_stands_are_found(world, what):
    edition = asked(world)
    assert report()["findings"] == []
    told = report_after(lambda: write(edition, **with_people(WITHDRAWAL[what])))
    assert found_in(told) == [("history", "archive.edition", edition.pk)]


def test_a_retraction_that_nobody_asked_for_is_found(world):
    edition = world.edition("printed")
    told = report_after(lambda: write(edition, withdrawal_asked_by_id=makers.rui().pk))
    assert found_in(told) == [("history", "archive.edition", edition.pk)]


def test_an_ask_that_was_struck_is_found(world):
    edition = asked(world)
    clean = {"withdrawal_asked_by_id": None, "reason": "", "public_note": ""}
    told = report_after(lambda: write(edition, **clean))
    assert [pk for _check, _kind, pk in found_in(told)] == [edition.pk] * 2


def test_a_retraction_refused_and_asked_for_again_is_well(world):
    asked(world)
    makers.move(world.printed, "keep", makers.chloe(), reason="Non.")
    assert report()["findings"] == []
    asked(world)
    assert report()["findings"] == []
    makers.move(world.printed, "retract", makers.chloe(), reason="Oui.")
    makers.move(world.printed, "reopen", makers.chloe(), reason="À refaire.")
    assert report()["findings"] == []


def test_an_earlier_edition_withdrawn_by_nobody_is_found(world):
    edition = world.edition("republished")
    two = {"withdrawal_asked_by_id": makers.rui().pk, "withdrawn_by_id": makers.chloe().pk}
    told = report_after(lambda: write(edition, state="removed", **two))
    assert found_in(told) == [("history", "archive.edition", edition.pk)]


LATER = timedelta(seconds=90)
EARLIER = -timedelta(days=400)


@pytest.mark.parametrize("other", [LATER, EARLIER])
@pytest.mark.parametrize("name", ["approved_at", "closed_at"])
def test_another_moment_of_an_edition_is_found(world, name, other):
    for edition in (world.edition("republished"), world.edition("retracted")):
        moment = getattr(edition, name) + other
        told = report_after(lambda: write(edition, **{name: moment}))  # noqa: B023
        assert found_in(told) == [("history", "archive.edition", edition.pk)]


def test_an_edition_that_is_closed_and_is_current_is_found(world):
    edition = world.edition("printed")
    told = report_after(lambda: write(edition, closed_at=edition.approved_at))
    assert found_in(told) == [("history", "archive.edition", edition.pk)]


@pytest.mark.parametrize("other", [LATER, EARLIER])
@pytest.mark.parametrize("name", ["submitted_at", "created_at"])
def test_another_moment_of_a_statement_is_found(world, name, other):
    moment = getattr(world.waiting, name) + other
    told = report_after(lambda: write(world.waiting, **{name: moment}))
    assert found_in(told) == [("history", "archive.statement", world.waiting.pk)]


def test_a_submission_struck_out_is_found(world):
    told = report_after(lambda: write(world.waiting, submitted_at=None))
    assert found_in(told) == [("history", "archive.statement", world.waiting.pk)]


def test_somebody_else_who_created_a_statement_is_found(world):
    told = report_after(lambda: write(world.draft, created_by_id=makers.chloe().pk))
    assert found_in(told) == [("history", "archive.statement", world.draft.pk)]


def test_a_moment_within_the_minute_is_well(world):
    edition = world.edition("printed")
    written = edition.approved_at + timedelta(seconds=45)
    assert report_after(lambda: write(edition, approved_at=written))["ok"] is True
