"""Walks files and folders and imports each article, telling what became of every file."""

import os
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from archive.importers.draft import ArticleDraft, UnreadableFile
from archive.importers.plain_text import parse
from archive.importers.store import LONGEST_TITLE, Rights, already_held, store
from archive.models import ImportedFile, ImportRun, Outlet

Outcome = ImportedFile.Outcome


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one file; ``article_id`` is None when it failed or nothing is written."""

    file: str
    outcome: str
    article_id: int | None = None
    title: str = ""
    published: str = ""
    reason: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """How the files of one run are to be understood. Only a rehearsal takes an unsaved outlet."""

    outlet: Outlet | None = None
    rights: Rights = field(default_factory=Rights)
    language: str = "fr"
    by: Any = None


def files_under(paths: list[Path]) -> Iterator[tuple[Path, str]]:
    """Each file with "", in a stable order, or a folder that cannot be read with the reason.

    Folders are walked; hidden files and links are passed over there. A file given by name is
    taken as it is.
    """
    for path in paths:
        # os.path answers where Path raises: in a folder that may be listed and not entered.
        if not os.path.isdir(path):
            yield path, ""
            continue
        problems: list[OSError] = []
        for folder, folders, names in os.walk(path, onerror=problems.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                file = Path(folder, name)
                if not name.startswith(".") and not os.path.islink(file):
                    yield file, ""
        for problem in problems:
            yield Path(problem.filename), why(problem)


def why(problem: OSError) -> str:
    return f"Cannot be read: {problem.strerror or problem}."


def read(path: Path) -> bytes:
    """The bytes of a regular file within the size limit; UnreadableFile or OSError otherwise."""
    # Asked before opening: opening a named pipe would wait for somebody to write in it.
    if not stat.S_ISREG(path.stat().st_mode):
        raise UnreadableFile("not-text", "This is not a regular file.")
    most = settings.IMPORT_MAX_BYTES
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        sentence = f"The file holds more than {most} bytes (IMPORT_MAX_BYTES)."
        raise UnreadableFile("too-large", sentence)
    return data


def draft_of(path: Path) -> ArticleDraft:
    """The article a file holds; UnreadableFile for whatever is wrong with the file."""
    try:
        return parse(read(path), most_bytes=settings.IMPORT_MAX_BYTES)
    except OSError as problem:
        raise UnreadableFile("unreadable", why(problem)) from None


def failed(path: Path, reason: str) -> Report:
    return Report(str(path), Outcome.FAILED, reason=reason)


def write(path: Path, draft: ArticleDraft, options: Options) -> Report:
    stored = store(
        draft,
        outlet=options.outlet,
        rights=options.rights,
        language=options.language,
        by=options.by,
    )
    return Report(
        str(path),
        Outcome.CREATED if stored.created else Outcome.UNCHANGED,
        article_id=stored.article.pk,
        title=stored.article.title,
        published=stored.article.published,
        encoding=draft.encoding,
    )


class Run:
    """One run of an importer: what became of every file is kept, the totals at the end."""

    def __init__(self, importer: str, options: dict[str, Any], by: Any = None) -> None:
        self.row = ImportRun.objects.create(importer=importer, options=options, by=by)

    def take(self, path: Path, options: Options) -> Report:
        """Imports one file, whole or not at all, and keeps what became of it.

        Article and report are one transaction. A file that cannot be read, and one that the
        database refuses, are reported as failed; ``DatabaseError`` only when even that cannot
        be written.
        """
        try:
            draft = draft_of(path)
        except UnreadableFile as refusal:
            return self.keep(failed(path, refusal.sentence))
        try:
            with transaction.atomic():
                return self.keep(write(path, draft, options))
        except DatabaseError as problem:
            return self.keep(failed(path, refused(problem)))

    def keep(self, report: Report) -> Report:
        ImportedFile.objects.create(
            run=self.row,
            name=printable(report.file)[-1000:],
            outcome=report.outcome,
            reason=report.reason[:500],
            encoding=report.encoding,
            article_id=report.article_id,
        )
        return report

    def finish(self) -> None:
        """Writes the totals. A run without an end was interrupted."""
        outcomes = Counter(self.row.files.values_list("outcome", flat=True))
        for outcome in Outcome.values:
            setattr(self.row, outcome, outcomes[outcome])
        self.row.finished_at = timezone.now()
        self.row.save()


class Rehearsal:
    """What a run would report, told from reading the files and the archive: writes nothing."""

    def __init__(self) -> None:
        self.coming: set[str] = set()  # the SHA-256 of what the run would have written by now

    def take(self, path: Path, options: Options) -> Report:
        try:
            draft = draft_of(path)
        except UnreadableFile as refusal:
            return failed(path, refusal.sentence)
        held = already_held(draft.sha256, options.outlet)
        if held is not None:
            known = (held.pk, held.title, held.published)
            return Report(str(path), Outcome.UNCHANGED, *known, encoding=draft.encoding)
        outcome = Outcome.UNCHANGED if draft.sha256 in self.coming else Outcome.CREATED
        self.coming.add(draft.sha256)
        told = (None, draft.title[:LONGEST_TITLE], draft.published)
        return Report(str(path), outcome, *told, encoding=draft.encoding)

    def keep(self, report: Report) -> Report:
        return report

    def finish(self) -> None:
        """Nothing was begun."""


def refused(problem: DatabaseError) -> str:
    return f"The database refused it: {str(problem).strip().partition(chr(10))[0]}"


def printable(name: str) -> str:
    """A file name that any database keeps: bytes that are no UTF-8, and NUL, become a mark."""
    return "".join("\ufffd" if is_unkeepable(character) else character for character in name)


def is_unkeepable(character: str) -> bool:
    return character == "\x00" or "\ud800" <= character <= "\udfff"
