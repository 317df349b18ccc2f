"""Walks files and folders and imports each article, telling what became of every file."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from archive.importers.draft import UnreadableFile
from archive.importers.plain_text import parse
from archive.importers.store import Rights, store
from archive.models import Article, ImportedFile, ImportRun, Outlet

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
    """How the files of one run are to be understood."""

    outlet: Outlet | None = None
    rights: Rights = Rights()
    language: str = "fr"
    by: Any = None


def files_under(paths: list[Path]) -> Iterator[tuple[Path, str]]:
    """Each file with "", in a stable order, or a folder that cannot be read with the reason.

    Folders are walked; hidden files and links are passed over there. A file given by name is
    taken as it is.
    """
    for path in paths:
        if not path.is_dir():
            yield path, ""
            continue
        problems: list[OSError] = []
        for folder, folders, names in os.walk(path, onerror=problems.append):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                file = Path(folder, name)
                if not name.startswith(".") and not file.is_symlink():
                    yield file, ""
        for problem in problems:
            yield Path(problem.filename), why(problem)


def why(problem: OSError) -> str:
    return f"cannot be read: {problem.strerror or problem}"


def read(path: Path) -> bytes:
    """The bytes of a regular file within the size limit; UnreadableFile or OSError otherwise."""
    if not path.is_file():
        raise UnreadableFile("not-text", "is not a regular file.")
    most = settings.IMPORT_MAX_BYTES
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise UnreadableFile("too-large", f"is larger than {most} bytes (IMPORT_MAX_BYTES).")
    return data


def import_file(path: Path, options: Options) -> Report:
    """Imports one file, whole or not at all. Never raises for what is wrong with the file."""
    try:
        draft = parse(read(path))
    except UnreadableFile as problem:
        return Report(str(path), Outcome.FAILED, reason=problem.sentence)
    except OSError as problem:
        return Report(str(path), Outcome.FAILED, reason=why(problem))
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


def foresee_file(path: Path, options: Options) -> Report:
    """What ``import_file`` would report, with nothing written."""
    with transaction.atomic():
        report = import_file(path, options)
        transaction.set_rollback(True)
    if report.outcome != Outcome.CREATED:
        return report
    return Report(
        report.file, report.outcome, None, report.title, report.published, "", report.encoding
    )


class Run:
    """The record of one run: every report is kept, the totals are written at the end."""

    def __init__(self, importer: str, options: dict[str, Any], by: Any = None) -> None:
        self.row = ImportRun.objects.create(importer=importer, options=options, by=by)
        self.totals = dict.fromkeys(Outcome.values, 0)

    def keep(self, report: Report) -> None:
        self.totals[report.outcome] += 1
        ImportedFile.objects.create(
            run=self.row,
            name=printable(report.file)[-1000:],
            outcome=report.outcome,
            reason=report.reason[:500],
            encoding=report.encoding,
            article=Article.objects.filter(pk=report.article_id).first(),
        )

    def finish(self) -> None:
        for name, number in self.totals.items():
            setattr(self.row, name, number)
        self.row.finished_at = timezone.now()
        self.row.save()


def printable(name: str) -> str:
    """A file name that any database keeps: bytes that are no UTF-8 become a mark."""
    return name.encode("utf-8", "replace").decode().replace("\x00", "�")
