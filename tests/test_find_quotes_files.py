"""``find_quotes``: what files are called, which are refused, and where its output goes."""

import errno
import os
import subprocess
from pathlib import Path

import pytest

from archive.management import quotes_of_files
from tests import processes
from tests.test_find_quotes import NOWHERE, TEXT, run, write

pytestmark = pytest.mark.once

FULL = Path("/dev/full")  # takes what is written as a full disk does


# --- Names ----------------------------------------------------------------------------------


def test_a_file_given_twice_is_read_once(tmp_path):
    file = write(tmp_path, "un.txt")
    done = run(file, file, tmp_path, f"{tmp_path}/../{tmp_path.name}/un.txt", "--json")
    assert done.out.count('"un.txt"') == 1
    assert list(done.told) == ["un.txt"]


def test_files_of_one_name_are_told_by_their_paths_inside_the_folder(tmp_path):
    for name in ("un.txt", "a/un.txt", "a/deux.txt"):
        write(tmp_path / "press", name)
    assert list(run(tmp_path / "press", "--json").told) == ["un.txt", "deux.txt", "a/un.txt"]


def test_a_name_does_not_depend_on_where_the_folder_lies(tmp_path):
    for name in ("here/a/un.txt", "here/b/un.txt", "there/press/a/un.txt", "there/press/b/un.txt"):
        write(tmp_path, name)
    here, there = run(tmp_path / "here", "--json"), run(tmp_path / "there/press", "--json")
    assert here.told == there.told
    assert list(here.told) == ["a/un.txt", "b/un.txt"]


def test_files_alike_inside_two_folders_are_told_by_their_whole_paths(tmp_path):
    one, two = write(tmp_path, "a/un.txt"), write(tmp_path, "b/un.txt")
    assert list(run(tmp_path / "a", tmp_path / "b", "--json").told) == [str(one), str(two)]


# --- Refusals -------------------------------------------------------------------------------


def test_a_file_above_the_limit_is_refused_and_the_others_go_on(tmp_path):
    write(tmp_path, "a.txt", "é" * (quotes_of_files.MOST_BYTES // 2) + "!")
    write(tmp_path, "b.txt")
    done = run(tmp_path, "--json")
    assert done.status == 1
    assert "more than 2000000 bytes: --any-size reads it" in done.err
    assert list(done.told) == ["b.txt"]


def test_a_file_of_just_the_limit_is_read(tmp_path):
    done = run(write(tmp_path, "a.txt", "\n" * quotes_of_files.MOST_BYTES), "--json")
    assert (done.status, done.told) == (0, {"a.txt": []})


def test_the_limit_can_be_lifted(tmp_path):
    file = write(tmp_path, "a.txt", "\n" * (quotes_of_files.MOST_BYTES + 1))
    done = run(file, "--any-size", "--json")
    assert (done.status, done.told) == (0, {"a.txt": []})


def test_what_every_import_refuses_is_refused_at_any_size(tmp_path, settings):
    settings.IMPORT_MAX_BYTES = 1024
    done = run(write(tmp_path, "a.txt", "\n" * 1025), "--any-size")
    assert (done.status, "IMPORT_MAX_BYTES" in done.err) == (1, True)


@pytest.mark.parametrize(
    ("content", "why"), [(b"\xff", "This is not UTF-8 (at byte 0)."), (None, "not a regular file")]
)
def test_people_that_cannot_be_read_are_told_in_words(tmp_path, content, why):
    people = tmp_path if content is None else write(tmp_path, "people.txt", content)
    done = run(write(tmp_path, "a.txt"), "--people", people)
    assert done.status == 2
    assert done.err.startswith(f"--people: {people}: ")
    assert why in done.err
    assert "Errno" not in done.err


@pytest.mark.parametrize("code", ["fr-CA", "FR", "fr-Latn-CH"])
def test_a_language_of_a_country_is_read_as_the_language(tmp_path, code):
    file = write(tmp_path, "a.txt")
    assert run(file, "--language", code, "--json").out == run(file, "--json").out


@pytest.mark.parametrize("code", ["", "tlh", "français", "fr_CA"])
def test_an_unknown_language_is_refused(tmp_path, code):
    assert run(write(tmp_path, "a.txt"), "--language", code).status == 2


@pytest.mark.parametrize("option", [["--language", ""], ["--any-size"]])
def test_what_is_said_of_files_is_refused_of_articles(option):
    done = run("--all", *option)
    assert done.status == 2
    assert "go with files" in done.err


# --- Output ---------------------------------------------------------------------------------


def ended(command: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """manage.py in a shell that tells the status of the first program of a pipe."""
    called = [*processes.MANAGE, *map(str, arguments)]
    line = f'set -o pipefail; "$@" {command}'
    return processes.run(["bash", "-c", line, "bash", *called], DATABASE_URL=NOWHERE)


@pytest.mark.parametrize("options", [[], ["--json"], ["--jobs", "2"]])
def test_a_reader_that_goes_away_ends_it_quietly(tmp_path, options):
    for number in range(40):
        write(tmp_path, f"{number:02}.txt", TEXT * 20)
    done = ended("| head -n 1", "find_quotes", tmp_path, *options)
    assert (done.returncode, done.stderr) == (141, "")
    assert done.stdout


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full disk to write to")
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_full_disk_is_told_in_one_sentence(tmp_path, options):
    done = ended(f"> {FULL}", "find_quotes", write(tmp_path, "a.txt"), *options)
    assert done.returncode == 1
    reason = os.strerror(errno.ENOSPC)
    assert done.stderr == f"CommandError: The output cannot be written: {reason}.\n"


@pytest.mark.parametrize("command", [["find_quotes", "--all"], ["import_articles", "{file}"]])
def test_a_database_that_does_not_answer_is_told_in_one_sentence(tmp_path, command):
    file = str(write(tmp_path, "a.txt"))
    asked = [file if word == "{file}" else word for word in command]
    done = processes.manage(*asked, DATABASE_URL=NOWHERE)
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "The database does not answer: " in line
