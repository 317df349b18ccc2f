"""import_articles brings in whole folders, repeats nothing and skips what it cannot read."""

import os
import tempfile
import threading
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archive.importers.draft import UnreadableFile
from archive.importers.files import draft_of
from archive.models import Article, ArticleText, Event, ImportedFile, ImportRun, Outlet
from tests import makers
from tests.importing import CC0, PNG, TEXT, TITLE, only_report, run, write

NOBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "press"
    made.mkdir()
    return made


# --- What is written ------------------------------------------------------------------------


def test_a_file_becomes_an_article(db, folder):
    done = run(write(folder, "halle.txt", f"date 2019-03 {TEXT}"), "--outlet", "La Gazette")
    assert (done.status, done.err) == (0, "")
    article = Article.objects.get()
    assert (article.title, article.published) == (TITLE, "2019-03")
    assert (article.outlet.name, article.language, article.licence) == (
        "La Gazette",
        "fr",
        "private",
    )


def test_the_stored_text_is_what_was_printed(db, folder):
    printed = "Titre\n\n« Oui » dit-il,  deux blancs.  \n\n\tUne ligne rentrée — œuvre.\n"
    run(write(folder, "a.txt", printed))
    assert ArticleText.objects.get().body == printed


@pytest.mark.parametrize(
    "data",
    [TEXT.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + TEXT.encode(),
     unicodedata.normalize("NFD", TEXT).encode(), TEXT.encode("utf-16")],
    ids=["CRLF", "BOM", "NFD", "UTF-16"],
)  # fmt: skip
def test_one_text_in_another_form_is_the_same_text(db, folder, data):
    run(write(folder, "a.txt", TEXT))
    assert only_report(write(folder, "b.txt", data))["outcome"] == "unchanged"


def test_windows_1252_is_read_and_noted(db, folder):
    words = "Le prix\n\n« L’œuvre coûte 12 € », a dit Ysoline Quévrain – sans rire.\n"
    assert run(write(folder, "a.txt", words.encode("cp1252"))).status == 0
    assert ArticleText.objects.get().body == words
    assert ImportedFile.objects.get().encoding == "windows-1252"


def test_the_run_and_each_of_its_files_are_kept(db, folder):
    write(folder, "a.txt")
    write(folder, "b.txt")
    write(folder, "c.txt", b"")
    run(folder, "--outlet", "La Gazette")
    row = ImportRun.objects.get()
    assert (row.importer, row.created, row.unchanged, row.failed) == ("plain_text", 1, 1, 1)
    assert row.finished_at >= row.started_at
    assert row.options == {
        "outlet": "La Gazette", "licence": "private", "language": "fr", "paths": [str(folder)],
    }  # fmt: skip
    kept = [(Path(file.name).name, file.outcome, file.article_id) for file in row.files.all()]
    number = Article.objects.get().pk
    assert kept == [("a.txt", "created", number), ("b.txt", "unchanged", number),
                    ("c.txt", "failed", None)]  # fmt: skip


def test_history_tells_of_each_new_article_once(db, folder):
    write(folder, "a.txt")
    write(folder, "b.txt")
    run(folder)
    event = Event.objects.get()
    article = Article.objects.get()
    assert (event.verb, event.record_type, event.record_id) == (
        "imported", "archive.article", article.pk,
    )  # fmt: skip
    told = {"sha256": ["", article.source_sha256], "licence": ["", "private"]}
    assert event.changes == told


def test_an_open_licence_is_written_with_its_name(db, folder):
    run(write(folder, "a.txt"), "--licence", "open", "--licence-url", CC0)
    article = Article.objects.get()
    assert (article.licence, article.licence_name, article.licence_url) == (
        "open", "CC0 1.0", CC0,
    )  # fmt: skip


# --- The same text twice --------------------------------------------------------------------


def test_a_second_run_changes_no_article(db, folder):
    write(folder, "a.txt")
    write(folder, "b.txt", f"{TEXT}\nÉdition du soir.\n")
    run(folder)
    before = list(Article.objects.values())
    assert [report["outcome"] for report in run(folder, "--json").reports] == ["unchanged"] * 2
    assert list(Article.objects.values()) == before
    assert ArticleText.objects.count() == Event.objects.count() == 2


def test_a_file_under_another_name_is_the_same_article(db, folder):
    first = only_report(write(folder, "a.txt"))
    second = only_report(write(folder, "renamed.txt"))
    assert (second["outcome"], second["id"]) == ("unchanged", first["id"])


def test_agency_copy_printed_by_two_outlets_is_two_articles(db, folder):
    file = write(folder, "a.txt")
    run(file, "--outlet", "La Gazette")
    assert only_report(file, "--outlet", "Le Courrier")["outcome"] == "created"
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    "outlets", [([], ["--outlet", "La Gazette"]), (["--outlet", "La Gazette"], [])]
)
def test_a_text_whose_outlet_is_not_known_is_the_same_article(db, folder, outlets):
    file = write(folder, "a.txt")
    first, second = (only_report(file, *options) for options in outlets)
    assert (second["outcome"], second["id"]) == ("unchanged", first["id"])


def test_an_outlet_is_found_again_whatever_its_capitals_and_blanks(db, folder):
    known = makers.outlet("La Gazette")
    run(write(folder, "a.txt"), "--outlet", " la  gazette ")
    assert list(Outlet.objects.all()) == [known]


# --- Files that are no article --------------------------------------------------------------

UNREADABLE = {
    "empty": (b"", "The file holds no text."),
    "blank": ("\n \u00a0\u200b\n".encode(), "The file holds no text."),
    "only a date": (b"date 2017-01\n", "The file holds a date and no text."),
    "binary": (b"Propos\x00\x01\x02", "The file is not text: it holds a NUL at byte 6."),
    "PNG": (PNG, "The file is not text: it holds a NUL at byte 8."),
    "PDF": (b"%PDF-1.7\n", "This is a PDF file: save it as plain text first."),
    "broken UTF-8": (
        "Été ".encode() + b"\xff" + "à Étretat".encode(),
        "Byte 6 (0xFF) is not UTF-8, while the rest of the file is: a character was cut or came "
        "from another encoding.",
    ),
}


@pytest.mark.parametrize(("data", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_is_no_text_fails_with_its_reason(db, folder, data, reason):
    file = write(folder, "a.txt", data)
    done = run(file)
    assert (done.status, done.err) == (1, f"{file}: {reason}\n")
    assert not Article.objects.exists()
    assert ImportedFile.objects.get().reason == reason


def test_a_bad_file_does_not_keep_the_others_out(db, folder):
    write(folder, "a.txt", PNG)
    write(folder, "b.txt")
    assert run(folder).status == 1
    assert Article.objects.count() == 1


def test_a_text_of_five_megabytes_is_imported_in_seconds(db, folder):
    file = write(folder, "long.txt", TEXT * (5_000_000 // len(TEXT.encode()) + 1))
    begun = time.process_time()
    assert run(file).status == 0
    assert time.process_time() - begun < 5
    assert len(ArticleText.objects.get().body.encode()) >= 5_000_000


def test_a_file_over_the_limit_is_reported(db, folder, settings):
    settings.IMPORT_MAX_BYTES = 2000
    write(folder, "at the limit.txt", "a" * 2000)
    write(folder, "over.txt", "b" * 2001)
    created, refused = run(folder, "--json").reports
    assert (created["outcome"], refused["outcome"]) == ("created", "failed")
    assert refused["reason"] == "The file holds more than 2000 bytes (IMPORT_MAX_BYTES)."


def test_the_limit_of_the_settings_is_the_only_one(db, folder, settings):
    settings.IMPORT_MAX_BYTES = 12 * 1024 * 1024
    file = write(folder, "a.txt", "a book of a line\n" * 650_000)  # 10.5 MiB
    assert run(file).status == 0


def test_a_dangling_link_given_by_name_is_reported(db, folder):
    link = folder / "a.txt"
    link.symlink_to(folder / "gone.txt")
    done = run(link)
    assert (done.status, done.err) == (1, f"{link}: Cannot be read: No such file or directory.\n")


def test_a_named_pipe_is_not_waited_for(folder):
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    answers: list[str] = []

    def open_it() -> None:
        try:
            draft_of(pipe)
        except UnreadableFile as refusal:
            answers.append(refusal.sentence)

    # Opening a pipe that nobody writes waits for ever: a thread does, that pytest need not await.
    threading.Thread(target=open_it, daemon=True).start()
    deadline = time.monotonic() + 20
    while not answers and time.monotonic() < deadline:
        time.sleep(0.01)
    assert answers == ["This is not a regular file."]


# --- Folders --------------------------------------------------------------------------------


def test_an_empty_folder_is_no_error(db, folder):
    done = run(folder)
    assert (done.status, done.out) == (0, "0 created, 0 unchanged, 0 failed.\n")


def test_folders_are_walked_in_a_stable_order(db, folder):
    for name in ("b/2.txt", "b/1.txt", "a/c/3.txt", "0.txt"):
        write(folder, name, f"{TEXT}{name}\n")
    names = [Path(report["file"]) for report in run(folder, "--json").reports]
    assert [str(name.relative_to(folder)) for name in names] == [
        "0.txt", "a/c/3.txt", "b/1.txt", "b/2.txt",
    ]  # fmt: skip


def test_hidden_files_and_links_of_a_folder_are_passed_over(db, folder):
    outside = write(folder.parent, "outside.txt")
    write(folder, ".DS_Store", PNG)
    write(folder, ".git/description")
    (folder / "link.txt").symlink_to(outside)
    (folder / "dangling.txt").symlink_to(folder / "gone.txt")
    (folder / "folder").symlink_to(folder.parent)
    assert run(folder, "--json").totals["files"] == 0


def test_a_hidden_file_or_a_link_given_by_name_is_taken(db, folder):
    hidden = write(folder, ".hidden.txt")
    link = folder / "link.txt"
    link.symlink_to(hidden)
    assert [r["outcome"] for r in run(hidden, link, "--json").reports] == ["created", "unchanged"]


@pytest.mark.parametrize(
    "name", ["ligne\nbrisée.txt", "\x1b[2Jécran.txt", os.fsdecode(b"\xe9.txt")]
)
def test_any_file_name_is_told_on_one_harmless_line(db, folder, name):
    told = run(write(folder, name)).out.splitlines()
    assert len(told) == 2
    assert all(character.isprintable() for character in told[0])


def test_a_file_name_with_a_line_end_is_whole_in_json(db, folder):
    file = write(folder, "ligne\nbrisée.txt")
    assert only_report(file)["file"] == ImportedFile.objects.get().name == str(file)


def test_a_file_name_that_is_not_utf_8_is_kept_with_a_mark(db, folder):
    file = write(folder, os.fsdecode(b"caf\xe9.txt"))
    assert only_report(file)["outcome"] == "created"
    assert ImportedFile.objects.get().name.endswith("/caf\ufffd.txt")


# --- Permissions ----------------------------------------------------------------------------


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that any user can reach, as those of pytest are not."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def nobody() -> Iterator[None]:
    """This very process as a user who owns nothing; root may read everything."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.mark.parametrize("mode", [0o000, 0o111])
def test_a_folder_that_cannot_be_listed_is_reported_and_skipped(db, public_folder, mode):
    write(public_folder, "open/a.txt")
    closed = write(public_folder, "closed/b.txt").parent
    closed.chmod(mode)
    with nobody():
        done = run(public_folder)
    closed.chmod(0o755)
    assert (done.status, done.err) == (1, f"{closed}: Cannot be read: Permission denied.\n")
    assert "\n1 created, 0 unchanged, 1 failed." in done.out


def test_files_of_a_folder_that_cannot_be_entered_are_reported(db, public_folder):
    file = write(public_folder, "listed/a.txt")
    file.parent.chmod(0o444)
    with nobody():
        done = run(public_folder)
    file.parent.chmod(0o755)
    assert (done.status, done.err) == (1, f"{file}: Cannot be read: Permission denied.\n")


def test_a_path_inside_a_closed_folder_is_reported(db, public_folder):
    file = write(public_folder, "closed/a.txt")
    file.parent.chmod(0o000)
    with nobody():
        done = run(file)
    file.parent.chmod(0o755)
    assert (done.status, done.err) == (1, f"{file}: Cannot be read: Permission denied.\n")


def test_a_file_without_permission_is_reported(db, public_folder):
    file = write(public_folder, "a.txt")
    file.chmod(0o000)
    with nobody():
        done = run(public_folder)
    assert (done.status, done.err) == (1, f"{file}: Cannot be read: Permission denied.\n")
