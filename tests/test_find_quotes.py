"""``find_quotes``: files without a database, articles batch after batch, what fails told."""

import json
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from archive import detecting, suggestions
from archive.models import Article, DetectorReading, Suggestion
from archive.quotes.candidates import KnownPerson
from archive.suggestions import batches
from tests import makers, processes
from tests.attacks import sql
from tests.suggesting import corrected

NOWHERE = "postgres://nobody@127.0.0.1:1/none"
TEXT = (
    "La réunion s’est tenue à la mairie.\r\n« Nous ouvrirons la halle au printemps 🎭 », a promis "
    "Ysoline Quévrain.\r\nElle a ajouté que le marché resterait ouvert.\r\n"
)
PARTS = {
    "start", "end", "kind", "cue", "speaker", "speaker_type", "targets", "rule", "confidence",
    "text",
}  # fmt: skip


@dataclass(frozen=True)
class Done:
    status: int
    out: str
    err: str

    @property
    def told(self) -> Any:
        return json.loads(self.out)


def run(*arguments: object) -> Done:
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command("find_quotes", *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        status = error.returncode
        err.write(str(error))
    except SystemExit as end:
        status = end.code
    return Done(status, out.getvalue(), err.getvalue())


def write(folder: Path, name: str, content: str | bytes = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# --- Files ----------------------------------------------------------------------------------


@pytest.mark.once
def test_files_are_read_without_any_database(tmp_path):
    done = processes.manage("find_quotes", write(tmp_path, "a.txt"), "--json", DATABASE_URL=NOWHERE)
    assert (done.returncode, done.stderr) == (0, "")
    [quotation, *_] = json.loads(done.stdout)["a.txt"]
    assert set(quotation) == PARTS
    assert quotation["speaker"] == "Ysoline Quévrain"


@pytest.mark.once
def test_positions_count_the_file_as_it_is(tmp_path):
    file = write(tmp_path, "a.txt", f"\ufeff{TEXT}")
    found = run(file, "--json").told["a.txt"]
    text = file.read_bytes().decode()
    assert found
    assert all(text[one["start"] : one["end"]] == one["text"] for one in found)


@pytest.mark.once
def test_people_of_the_file_are_known_by_their_canonical_names(tmp_path):
    file = write(tmp_path, "a.txt", TEXT.replace("Ysoline Quévrain", "Mme Quévrain"))
    people = write(tmp_path, "people.txt", "\ufeffYsoline Quévrain\r\n\r\nOnésime Valdecourt\r\n")
    [quotation, *_] = run(file, "--people", people, "--json").told["a.txt"]
    assert quotation["speaker"] == "Ysoline Quévrain"


@pytest.mark.once
def test_folders_are_walked_and_files_told_by_their_names(tmp_path):
    write(tmp_path, "press/b/un.txt")
    write(tmp_path, "press/a/deux.txt", "Rien n’a été dit.\n")
    assert list(run(tmp_path / "press", "--json").told) == ["deux.txt", "un.txt"]


@pytest.mark.once
def test_files_of_one_name_are_told_by_their_paths(tmp_path):
    one, two = write(tmp_path, "a/un.txt"), write(tmp_path, "b/un.txt")
    assert list(run(one, two, "--json").told) == [str(one), str(two)]


@pytest.mark.once
def test_a_file_without_quotations_is_told_with_none(tmp_path):
    assert run(write(tmp_path, "a.txt", "Rien."), "--json").told == {"a.txt": []}


@pytest.mark.once
def test_a_file_that_cannot_be_read_is_told_and_the_others_go_on(tmp_path):
    write(tmp_path, "a.txt", b"caf\xe9")
    write(tmp_path, "b.txt")
    done = run(tmp_path, "--json")
    assert done.status == 1
    assert done.err == f"{tmp_path}/a.txt: This is not UTF-8 (at byte 3).\n"
    assert list(done.told) == ["b.txt"]


@pytest.mark.once
def test_no_file_that_can_be_read_is_an_empty_answer(tmp_path):
    done = run(write(tmp_path, "a.txt", b"\xff"), "--json")
    assert (done.status, done.told) == (1, {})


@pytest.mark.once
def test_the_listing_tells_who_said_what_and_how_it_was_found(tmp_path):
    done = run(write(tmp_path, "a.txt"))
    name, quotation, *_ = done.out.splitlines()
    assert name == "a.txt"
    for words in ("direct", "high", "Ysoline Quévrain (new)", "« Nous ouvrirons la halle"):
        assert words in quotation


@pytest.mark.once
def test_what_a_terminal_obeys_is_not_sent_to_it(tmp_path):
    done = run(write(tmp_path, "a\x1b[2J.txt", "« Il a \x1b[31mtout dit ce soir », a-t-il dit."))
    assert "\x1b" not in done.out + done.err


@pytest.mark.once
def test_several_processes_find_what_one_finds(tmp_path):
    for number in range(50):
        write(tmp_path, f"{number:02}.txt", f"Numéro {number}. {TEXT}")
    alone = processes.manage("find_quotes", tmp_path, "--json", DATABASE_URL=NOWHERE)
    together = processes.manage(
        "find_quotes", tmp_path, "--json", "--jobs", "2", DATABASE_URL=NOWHERE
    )
    assert (together.returncode, together.stderr) == (0, "")
    assert json.loads(together.stdout) == json.loads(alone.stdout)
    assert len(json.loads(together.stdout)) == 50


WRONG = {
    "nothing to read": ([], "Give files or folders, or --article, or --all."),
    "two ways at once": (["--all", "--article", "1"], "Give files or folders"),
    "no such file": (["gone.txt"], "There is no 'gone.txt'."),
    "people of articles": (["--all", "--people", "names.txt"], "go with files"),
    "language of articles": (["--article", "1", "--language", "fr"], "go with files"),
    "no process": (["--all", "--jobs", "0"], "--jobs lies between 1 and 64."),
    "a language without a table": (["{file}", "--language", "tlh"], "does not read 'tlh'"),
    "no people": (
        ["{file}", "--people", "gone.txt"],
        "--people: gone.txt: Cannot be read: No such file or directory.",
    ),
}


@pytest.mark.once
@pytest.mark.parametrize("name", WRONG)
def test_wrong_usage_is_told_in_a_sentence(tmp_path, name):
    arguments, sentence = WRONG[name]
    file = str(write(tmp_path, "a.txt"))
    done = run(*(file if argument == "{file}" else argument for argument in arguments))
    assert done.status == 2
    assert sentence in done.err


# --- Reading, in one process and in several ---------------------------------------------------


@pytest.mark.once
def test_what_goes_wrong_with_one_text_is_told_of_that_text():
    texts = [detecting.Text(1, TEXT), detecting.Text(2, TEXT, "tlh"), detecting.Text(3, TEXT)]
    [readings] = detecting.readings([texts], ())
    assert [bool(one.candidates) for one in readings] == [True, False, True]
    assert readings[1].failure.startswith("ValueError: ")


@pytest.mark.once
def test_no_more_than_a_few_batches_are_held():
    taken = 0

    def endless() -> Iterator[list[detecting.Text]]:
        nonlocal taken
        while True:
            taken += 1
            yield [detecting.Text(taken, TEXT)]

    found = detecting.readings(endless(), (KnownPerson("Ysoline Quévrain", key=7),), jobs=2)
    numbers = [next(found)[0].number for _ in range(6)]
    found.close()
    assert numbers == [1, 2, 3, 4, 5, 6]
    assert taken <= 6 + 2 * detecting.AHEAD


@pytest.mark.once
def test_batches_are_bounded_by_number_and_by_size():
    small = [detecting.Text(n, "a") for n in range(batches.BATCH + 1)]
    assert [len(one) for one in batches.batches(iter(small))] == [batches.BATCH, 1]
    large = [detecting.Text(n, "a" * (batches.LARGEST // 2 + 1)) for n in range(3)]
    assert [len(one) for one in batches.batches(iter(large))] == [1, 1, 1]


# --- One article ------------------------------------------------------------------------------


def article(**fields: Any) -> Article:
    return makers.article(f"{TEXT.replace(chr(13), '')}\n{len(Article.objects.all())}\n", **fields)


def test_an_article_is_read_and_its_suggestions_kept(db):
    made = article()
    done = run("--article", made.pk, "--json")
    waiting = made.suggestions.pending().count()
    assert waiting > 0
    assert done.told == {"read": 1, "suggestions": waiting, "failed": 0}


def test_an_article_that_is_being_read_by_an_editor_may_be_asked_for(db):
    made = article(reading="in_progress")
    assert run("--article", made.pk).status == 0
    assert made.suggestions.exists()


def test_an_article_that_is_not_there_is_wrong_usage(db):
    done = run("--article", 404)
    assert (done.status, done.err) == (2, "There is no article 404.")


def test_an_article_without_a_text_is_told(db):
    empty = Article.objects.create(title="Vide", source_sha256="0" * 64)
    assert run("--article", empty.pk).status == 1


# --- Every unread article ---------------------------------------------------------------------


def test_every_unread_article_is_read_once(db):
    unread, again = article(), article()
    seen = [article(reading="read"), article(reading="in_progress")]
    done = run("--all", "--json")
    assert done.status == 0
    assert (done.told["read"], done.told["failed"]) == (2, 0)
    assert done.told["suggestions"] == Suggestion.objects.pending().count() > 0
    read = set(DetectorReading.objects.values_list("article", flat=True))
    assert read == {unread.pk, again.pk}
    assert not Suggestion.objects.filter(article__in=seen).exists()
    assert run("--all", "--json").told == {"read": 0, "suggestions": 0, "failed": 0}


def test_a_corrected_article_is_read_again(db):
    made = article()
    run("--all")
    corrected(made, "La réunion", "Mercredi, la réunion")
    assert run("--all", "--json").told["read"] == 1


def test_an_article_in_a_language_without_a_table_is_passed_over(db):
    article(language="tlh")
    done = run("--all", "--json")
    assert (done.status, done.told["read"], done.told["failed"]) == (0, 0, 0)


def test_a_text_too_long_to_be_read_is_told_and_the_others_go_on(db, settings):
    settings.SUGGESTION_TEXT_MAX = 500
    long, short = makers.article("Mot " * 200), article()
    done = run("--all")
    assert done.status == 1
    assert f"article {long.pk}: " in done.err
    assert "1 read" in done.out
    assert short.suggestions.exists()


REFUSE_SQLITE = (
    "CREATE TRIGGER refuse BEFORE INSERT ON archive_suggestion WHEN NEW.article_id = {} "
    "BEGIN SELECT RAISE(ABORT, 'The disk is on fire.'); END"
)
REFUSE_POSTGRESQL = (
    "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF NEW.article_id = {} THEN RAISE EXCEPTION 'The disk is on fire.' "
    "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$; "
    "CREATE TRIGGER refuse BEFORE INSERT ON archive_suggestion "
    "FOR EACH ROW EXECUTE FUNCTION refuse()"
)


def test_an_article_that_the_database_refuses_is_told_and_the_others_go_on(db):
    first, second, third = article(), article(), article()
    refusal = REFUSE_SQLITE if connection.vendor == "sqlite" else REFUSE_POSTGRESQL
    sql(refusal.format(second.pk))
    done = run("--all")
    assert done.status == 1
    assert done.err == f"article {second.pk}: The disk is on fire.\n"
    assert "2 read" in done.out
    assert first.suggestions.exists()
    assert third.suggestions.exists()
    assert [one.pk for one in suggestions.to_be_read(Article.objects.all())] == [second.pk]


def test_many_articles_are_read_in_batches_that_cost_the_same(db, django_assert_max_num_queries):
    for _ in range(batches.BATCH + 5):
        article()
    with django_assert_max_num_queries(10 + 22 * (batches.BATCH + 5)):
        assert run("--all", "--json").told["read"] == batches.BATCH + 5


# --- As a process -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def imported_elsewhere(tmp_path_factory) -> Path:
    """A migrated archive of its own, with the articles of an import that looked for nothing."""
    tmp_path = tmp_path_factory.mktemp("elsewhere")
    address = f"sqlite:///{tmp_path}/archive.sqlite3"
    for number in range(120):
        write(tmp_path, f"press/{number:03}.txt", f"Séance numéro {number}\n\n{TEXT * 5}")
    done = processes.manage("migrate", "-v0", DATABASE_URL=address)
    assert done.returncode == 0, done.stderr
    done = processes.manage(
        "import_articles", tmp_path / "press", "--no-suggestions", "-v0", DATABASE_URL=address
    )
    assert done.returncode == 0, done.stderr
    return tmp_path / "archive.sqlite3"


@pytest.fixture
def elsewhere(tmp_path, imported_elsewhere) -> str:
    with closing(sqlite3.connect(imported_elsewhere)) as imported:
        imported.execute("VACUUM INTO ?", [f"{tmp_path}/archive.sqlite3"])
    return f"sqlite:///{tmp_path}/archive.sqlite3"


@pytest.mark.once
def test_several_processes_read_for_one_that_writes(elsewhere):
    done = processes.manage("find_quotes", "--all", "--jobs", "2", "--json", DATABASE_URL=elsewhere)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert (told["read"], told["failed"]) == (120, 0)
    assert told["suggestions"] >= 120


@pytest.mark.once
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupted_run_keeps_what_it_read_and_the_next_goes_on(elsewhere, jobs):
    command = ("find_quotes", "--all", "--jobs", jobs, "--json")
    running = processes.begin(*command, DATABASE_URL=elsewhere)
    wait_until_something_is_read(elsewhere)
    os.kill(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 130, err
    assert "Traceback" not in err
    kept = articles_read(elsewhere)
    # The one that was being written when the signal came may be kept and not counted.
    assert kept - 1 <= json.loads(out)["read"] <= kept < 120
    done = processes.manage(*command, DATABASE_URL=elsewhere)
    assert json.loads(done.stdout)["read"] == 120 - kept


def articles_read(address: str) -> int:
    with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as opened:
        return opened.execute("SELECT COUNT(*) FROM archive_detectorreading").fetchone()[0]


def wait_until_something_is_read(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if articles_read(address) > 1:
            return
        time.sleep(0.01)
    pytest.fail("Nothing was read.")


@pytest.mark.once
def test_a_database_without_tables_is_told_in_a_sentence(tmp_path):
    done = processes.manage(
        "find_quotes", "--all", DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite3"
    )
    assert done.returncode == 1
    assert "Is the database migrated (manage.py migrate)?" in done.stderr
    assert "Traceback" not in done.stderr


# --- On import --------------------------------------------------------------------------------


def imported(folder: Path, *arguments: object) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("import_articles", str(folder), *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_an_import_looks_for_quotations(db, tmp_path):
    makers.person()
    write(tmp_path, "a.txt", f"Une halle au printemps\n\n{TEXT}")
    _out, err = imported(tmp_path)
    assert err == ""
    first = Suggestion.objects.of(Article.objects.get()).first()
    assert (first.speaker, first.state) == (makers.person(), "pending")


def test_an_import_can_leave_that_out(db, tmp_path):
    write(tmp_path, "a.txt")
    imported(tmp_path, "--no-suggestions")
    assert Article.objects.exists()
    assert not Suggestion.objects.exists()
    assert run("--all", "--json").told["read"] == 1


def test_a_dry_run_looks_for_nothing(db, tmp_path):
    write(tmp_path, "a.txt")
    imported(tmp_path, "--dry-run")
    assert not Suggestion.objects.exists()


def test_an_article_imported_again_keeps_its_suggestions(db, tmp_path):
    write(tmp_path, "a.txt")
    imported(tmp_path)
    before = list(Suggestion.objects.values())
    imported(tmp_path)
    assert list(Suggestion.objects.values()) == before


def test_an_article_that_cannot_be_searched_is_imported_all_the_same(db, tmp_path, settings):
    settings.SUGGESTION_TEXT_MAX = 10
    write(tmp_path, "a.txt")
    out, err = imported(tmp_path)
    assert "1 created" in out
    assert err.startswith(f"{tmp_path}/a.txt: imported; not searched for quotations: ")
    assert Article.objects.exists()


def test_suggestions_that_the_database_refuses_lose_no_article(db, tmp_path):
    write(tmp_path, "a.txt")
    sql((REFUSE_SQLITE if connection.vendor == "sqlite" else REFUSE_POSTGRESQL).format(
        "NEW.article_id"
    ))  # fmt: skip
    _out, err = imported(tmp_path)
    assert "The disk is on fire." in err
    assert Article.objects.get().texts.exists()


def test_an_import_in_another_language_has_no_suggestions_and_no_complaint(db, tmp_path):
    write(tmp_path, "a.txt")
    assert imported(tmp_path, "--language", "tlh")[1] == ""
    assert Article.objects.exists()
