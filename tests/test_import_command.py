"""import_articles told beforehand, as JSON, asked wrongly, interrupted, and run twice at once."""

import json
import os
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction

from archive.importers.plain_text import parse
from archive.importers.store import store
from archive.models import Article, ArticleText, Event, ImportRun
from tests import makers, processes
from tests.importing import CC0, PNG, TEXT, TITLE, only_report, row_counts, run, write

KEYS = ["file", "outcome", "id", "title", "published", "reason"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "press"
    made.mkdir()
    return made


# --- Rehearsal ------------------------------------------------------------------------------


def test_a_dry_run_writes_nothing_at_all(db, folder):
    run(write(folder, "known.txt"))
    write(folder, "new.txt", f"{TEXT}\nDu nouveau.\n")
    write(folder, "bad.txt", PNG)
    before = row_counts()
    done = run(folder, "--outlet", "Un titre nouveau", "--dry-run")
    assert done.status == 1
    assert done.out.endswith("Nothing is written. Would be: 1 created, 1 unchanged, 1 failed.\n")
    assert row_counts() == before


def test_a_dry_run_foretells_each_outcome(db, folder):
    run(write(folder, "a.txt"), "--outlet", "La Gazette")
    write(folder, "b.txt", f"{TEXT}\nDu nouveau.\n")
    write(folder, "c.txt", f"{TEXT}\nDu nouveau.\n")
    options = (folder, "--outlet", "Un titre nouveau", "--json")
    foretold, done = run(*options, "--dry-run"), run(*options)
    told = ["file", "outcome", "title", "published", "reason"]  # a new article has no id before
    assert [[r[key] for key in told] for r in foretold.reports] == [
        [r[key] for key in told] for r in done.reports
    ]
    assert done.totals == foretold.totals | {"dry_run": False}
    assert (done.totals["created"], done.totals["unchanged"]) == (2, 1)


def test_a_dry_run_gives_no_number_to_what_does_not_exist(db, folder):
    assert only_report(write(folder, "a.txt"), "--dry-run")["id"] is None


# --- JSON -----------------------------------------------------------------------------------


def test_json_tells_of_each_file_on_a_line_then_of_the_totals(db, folder):
    write(folder, "a.txt", f"date 2019-03 {TEXT}")
    write(folder, "b.txt", b"")
    done = run(folder, "--json")
    created, refused = done.reports
    assert list(created) == list(refused) == KEYS
    assert created == {
        "file": f"{folder}/a.txt", "outcome": "created", "id": Article.objects.get().pk,
        "title": TITLE, "published": "2019-03", "reason": "",
    }  # fmt: skip
    assert refused == {
        "file": f"{folder}/b.txt", "outcome": "failed", "id": None, "title": "", "published": "",
        "reason": "The file holds no text.",
    }  # fmt: skip
    assert done.totals == {
        "files": 2, "created": 1, "unchanged": 0, "failed": 1, "dry_run": False,
    }  # fmt: skip
    assert (done.status, done.err) == (1, "")


def test_a_json_line_is_one_line_to_any_reader_of_lines(db, folder):
    assert len(run(write(folder, "un\u2028deux.txt"), "--json").out.splitlines()) == 2


# --- Wrong usage ----------------------------------------------------------------------------

PRIVATE = "--licence-url and --licence-name go with --licence open."
WRONG = {
    "open without an address": (
        ["--licence", "open"],
        "--licence open needs --licence-url: the address of the licence.",
    ),
    "unknown licence": (
        ["--licence", "open", "--licence-url", "https://example.org/licence"],
        "The name of this licence is not known: give it with --licence-name.",
    ),
    "address of no page": (
        ["--licence", "open", "--licence-url", "javascript:alert(1)"],
        "--licence-url must be a web address, not 'javascript:alert(1)'.",
    ),
    "name too long": (
        ["--licence", "open", "--licence-url", CC0, "--licence-name", "x" * 121],
        "--licence-name is too long.",
    ),
    "private with an address": (["--licence-url", CC0], PRIVATE),
    "private with a name": (["--licence-name", "CC0 1.0"], PRIVATE),
    "language": (["--language", "français"], "--language must be a code like fr, not 'français'."),
    "no language": (["--language", ""], "--language must be a code like fr, not ''."),
    "outlet too long": (["--outlet", "x" * 201], "--outlet is too long."),
    "outlet in Latin-1": (
        ["--outlet", os.fsdecode(b"\xc9cho")],
        "--outlet holds bytes that are not UTF-8.",
    ),
}


@pytest.mark.parametrize(("options", "sentence"), WRONG.values(), ids=WRONG)
def test_wrong_options_are_named_and_nothing_is_imported(db, folder, options, sentence):
    before = row_counts()
    done = run(write(folder, "a.txt"), *options)
    assert (done.status, done.err) == (2, sentence)
    assert row_counts() == before


@pytest.mark.parametrize("missing", ["gone.txt", "", " ", "a\nb"])
def test_a_missing_path_is_named_before_anything_is_imported(db, folder, missing):
    before = row_counts()
    done = run(write(folder, "a.txt"), missing)
    assert (done.status, done.err) == (2, f"There is no {missing!r}.")
    assert row_counts() == before


# --- Whole or not at all --------------------------------------------------------------------

REFUSE_SQLITE = (
    "CREATE TRIGGER refuse BEFORE INSERT ON archive_event WHEN NEW.record_label = 'Deux' "
    "BEGIN SELECT RAISE(ABORT, 'The disk is on fire.'); END"
)
REFUSE_POSTGRESQL = (
    "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF NEW.record_label = 'Deux' THEN RAISE EXCEPTION 'The disk is on fire.'; END IF; "
    "RETURN NEW; END $$; "
    "CREATE TRIGGER refuse BEFORE INSERT ON archive_event FOR EACH ROW EXECUTE FUNCTION refuse()"
)


def test_a_failure_in_the_middle_of_writing_leaves_no_half_article(db, folder):
    with connection.cursor() as cursor:
        cursor.execute(REFUSE_SQLITE if connection.vendor == "sqlite" else REFUSE_POSTGRESQL)
    for name, title in (("1.txt", "Un"), ("2.txt", "Deux"), ("3.txt", "Trois")):
        write(folder, name, f"{title}\n\nDes mots imprimés ce jour-là.\n")
    done = run(folder)
    assert done.status == 1
    assert done.err == f"{folder}/2.txt: The database refused it: The disk is on fire.\n"
    assert sorted(Article.objects.values_list("title", flat=True)) == ["Trois", "Un"]
    assert ArticleText.objects.count() == Event.objects.count() == 2
    row = ImportRun.objects.get()
    assert (row.created, row.failed) == (2, 1)


# --- Two at once ----------------------------------------------------------------------------


@pytest.fixture
def shared_database(transactional_db) -> str:
    """The address under which another process opens an empty, migrated archive."""
    return processes.address_of_the_tests()


def answer(address: str, query: str) -> int:
    if address.startswith("sqlite:///"):
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as opened:
            return opened.execute(query).fetchone()[0]
    with psycopg.connect(address) as opened:
        return opened.execute(query).fetchone()[0]


def test_two_imports_at_once_make_one_article_of_each_text(shared_database, folder):
    for number in range(30):
        write(folder, f"{number:02}.txt", f"{TEXT}\nNuméro {number}.\n")
    command = ("import_articles", folder, "--outlet", "La Gazette", "--json")
    both = [processes.begin(*command, DATABASE_URL=shared_database) for _ in range(2)]
    spoken = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], spoken
    totals = [json.loads(out.splitlines()[-1]) for out, _err in spoken]
    assert sum(each["created"] for each in totals) == 30
    assert sum(each["unchanged"] for each in totals) == 30
    for table in ("archive_article", "archive_articletext", "archive_event"):
        assert answer(shared_database, f"SELECT COUNT(*) FROM {table}") == 30
    assert answer(shared_database, "SELECT COUNT(*) FROM archive_outlet") == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_an_import_that_waited_for_another_finds_its_article(transactional_db):
    draft, outlet, second = parse(TEXT.encode()), makers.outlet(), []

    def import_too() -> None:
        with transaction.atomic():
            second.append(store(draft, outlet=outlet))
        connection.close()

    thread = threading.Thread(target=import_too)
    with transaction.atomic():
        first = store(draft, outlet=outlet)
        thread.start()
        wait_for_a_lock()
    thread.join(timeout=20)
    assert first.created
    assert [(stored.created, stored.article) for stored in second] == [(False, first.article)]


def wait_for_a_lock() -> None:
    waiting = "SELECT COUNT(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()"
    deadline = time.monotonic() + 20
    with connection.cursor() as cursor:
        while time.monotonic() < deadline:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    pytest.fail("Nobody waited for the first import.")


# --- As a process ---------------------------------------------------------------------------


@pytest.mark.once
def test_the_exit_status_tells_success_failed_files_and_wrong_usage(shared_database, folder):
    good, bad = write(folder, "good.txt"), write(folder, "bad.txt", b"")
    for arguments, status in (
        ([good], 0),
        ([good, bad], 1),
        ([folder / "gone.txt"], 2),
        ([good, "--licence", "cc0"], 2),
        ([], 2),
    ):
        done = processes.manage("import_articles", *arguments, DATABASE_URL=shared_database)
        assert done.returncode == status, (arguments, done.stderr)
        assert "Traceback" not in done.stderr


@pytest.mark.once
def test_what_a_terminal_cannot_show_stops_no_import(shared_database, folder):
    file = write(folder, "a.txt", "L’œuvre 🎭 à Valmont\n\nDes mots imprimés ce jour-là.\n")
    done = processes.manage(
        "import_articles", file, DATABASE_URL=shared_database, PYTHONIOENCODING="ascii"
    )
    assert done.returncode == 0
    assert "L??uvre ? ? Valmont" in done.stdout


@pytest.mark.once
def test_a_database_without_tables_is_told_in_a_sentence(tmp_path, folder):
    done = processes.manage(
        "import_articles", write(folder, "a.txt"), DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite3"
    )
    assert done.returncode == 1
    assert "Is the database migrated (manage.py migrate)?" in done.stderr
    assert "Traceback" not in done.stderr


# --- Speed ----------------------------------------------------------------------------------


def test_two_hundred_files_take_seconds(db, folder):
    words = " ".join(["mot"] * 300)
    for number in range(200):
        write(folder, f"{number}.txt", f"Titre {number}\n\n{words}.\n")
    begun = time.perf_counter()
    assert run(folder, "-v0").out == "200 created, 0 unchanged, 0 failed.\n"
    assert time.perf_counter() - begun < 10
