"""``check_archive``: what it prints, its exit status, and that it only ever reads."""

import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from archive import audit
from archive.audit.chain import head
from archive.models import Event, Person, tallying
from tests import auditing, makers
from tests.attacks import SQLITE_ONLY
from tests.auditing import World, check_archive, report, report_after, write
from tests.processes import manage

standing = pytest.fixture(scope="module")(auditing.standing_archive)

COUNTED = {
    "triggers", "constraints", "references", "texts", "anchors", "dates", "editions",
    "submissions", "merges", "tallies", "search entries", "suggestions", "events", "records",
}  # fmt: skip


@pytest.fixture
def world(standing, db) -> World:
    return standing


# --- What is well ---------------------------------------------------------------------------


def test_an_archive_that_is_well_is_told_in_one_line(world):
    status, printed = check_archive()
    assert status == 0
    assert printed.count("\n") == 1
    assert printed.startswith("All is well")
    assert head() in printed


def test_an_archive_that_is_well_has_no_finding(world):
    told = report()
    assert told["ok"] is True
    assert told["findings"] == []
    assert told["head"] == Event.objects.latest("pk").sha256
    assert set(told) == {"ok", "checked", "head", "findings", "seconds"}


def test_everything_is_looked_at(world):
    checked = report()["checked"]
    assert set(checked) == COUNTED
    sizes = {check.counted: check.size() for check in audit.checks()}
    assert checked == sizes
    assert all(checked.values())


# --- What is wrong --------------------------------------------------------------------------


def unreadable(world: World) -> None:
    write(world.unread.current_text, body="Autre chose.")


def test_a_finding_is_a_line_with_the_record_and_what_is_wrong(world):
    with transaction.atomic():
        with auditing.without_triggers():
            unreadable(world)
        status, printed = check_archive()
        transaction.set_rollback(True)
    first, last = printed.splitlines()
    assert status == 1
    assert re.match(rf"archive\.articletext {world.unread.current_text.pk}: The text", first)
    assert last.startswith("1 found wrong")


def test_a_finding_in_json_names_its_check_and_its_record(world):
    [finding] = report_after(lambda: unreadable(world))["findings"]
    assert finding.pop("message").endswith(".")
    assert finding == {
        "check": "text",
        "severity": "error",
        "record_type": "archive.articletext",
        "record_id": world.unread.current_text.pk,
    }


def test_no_finding_quotes_an_article(world):
    def everywhere() -> None:
        for table in ("statement", "edition"):
            auditing.sql(f"UPDATE archive_{table} SET exact = 'Autre chose.', prefix = 'Autre'")
        auditing.sql("UPDATE archive_editiontarget SET mention = 'autre', name = 'Autre'")

    messages = " ".join(f["message"] for f in report_after(everywhere)["findings"])
    assert "anchor" in {f["check"] for f in report_after(everywhere)["findings"]}
    words = re.findall(r"\w{5,}", makers.BODY + "Autre autre")
    assert not [word for word in words if word in messages]


@SQLITE_ONLY  # PostgreSQL keeps only numbers in such a column
def test_a_value_that_cannot_be_read_is_a_finding_and_the_other_checks_go_on(world):
    def no_number_and_another_text() -> None:
        with auditing.without_checks():
            write(world.draft, start="ici")
        unreadable(world)

    told = report_after(no_number_and_another_text)
    assert auditing.found_in(told) == [
        ("anchor", "", None),
        ("constraint", "archive.statement", world.draft.pk),
        ("text", "archive.articletext", world.unread.current_text.pk),
    ]
    assert any("broke off" in finding["message"] for finding in told["findings"])


# --- Warnings -------------------------------------------------------------------------------


def test_a_name_corrected_after_submission_is_a_warning_and_no_failure(world):
    with transaction.atomic():
        speakers = Person.objects.filter(pk=world.waiting.speaker_id)
        speakers.update(name="Ysoline Quévrain-Dubois")
        tallying.refile(speakers.get())
        told = report()
        _status, printed = check_archive()
        transaction.set_rollback(True)
    [finding] = told["findings"]
    assert told["ok"] is True
    assert (finding["severity"], finding["check"]) == ("warning", "submission")
    assert finding["record_id"] == world.waiting.pk
    assert printed.startswith(f"warning: archive.statement {world.waiting.pk}: ")
    assert "All is well, 1 to look at" in printed


# --- How it is called -----------------------------------------------------------------------


@pytest.mark.parametrize("written", ["", "   ", "abc", "g" * 64, "a" * 63, "a" * 65])
def test_a_head_that_is_no_digest_is_refused(db, written):
    with pytest.raises(CommandError) as refusal:
        call_command("check_archive", "--since-head", written)
    assert refusal.value.returncode == 2


def test_a_database_without_tables_is_not_called_well_or_wrong(tmp_path):
    ended = manage("check_archive", DATABASE_URL=f"sqlite:///{tmp_path}/empty.sqlite3")
    assert ended.returncode == 2
    assert "manage.py migrate" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.once
def test_an_archive_without_records_is_well_and_nothing_is_drawn_where_nobody_looks(tmp_path):
    url = f"sqlite:///{tmp_path}/archive.sqlite3"
    assert manage("migrate", "--verbosity=0", DATABASE_URL=url).returncode == 0
    ended = manage("check_archive", "--json", DATABASE_URL=url)
    assert (ended.returncode, ended.stderr) == (0, "")
    told = json.loads(ended.stdout)
    assert (told["ok"], told["head"]) == (True, "")
