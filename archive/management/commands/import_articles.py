"""``manage.py import_articles PATH…``: plain-text articles into the archive."""

import json
import sys
import unicodedata
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Model
from tqdm import tqdm

from archive import detecting
from archive.importers.files import (
    Options,
    Outcome,
    Rehearsal,
    Report,
    Run,
    failed,
    files_under,
    printable,
)
from archive.importers.licences import licence_name
from archive.importers.store import Rights
from archive.management.asked import language_code
from archive.management.database import told_in_a_sentence
from archive.models import Article, Outlet
from archive.models.fields import validate_web_address
from archive.quotes.names import Registry
from archive.suggestions import known_people
from archive.suggestions.batches import suggest_for

WRONG_USAGE = 2
SOME_FAILED = 1


class Command(BaseCommand):
    help = (
        "Imports plain-text articles: files, or folders with everything in them. A text that the "
        "archive already has is reported as unchanged. Exit status: 0, 1 when some files failed, "
        "2 for wrong usage."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")
        parser.add_argument("--outlet", metavar="NAME", help="who printed them")
        parser.add_argument(
            "--licence",
            choices=Article.Licence.values,
            default=Article.Licence.PRIVATE,
            help="open: the public may read the full text",
        )
        parser.add_argument("--licence-url", metavar="URL", default="", help="with --licence open")
        parser.add_argument(
            "--licence-name", metavar="NAME", default="", help="when the URL does not tell it"
        )
        parser.add_argument("--language", metavar="CODE", default="fr", help="default: fr")
        parser.add_argument(
            "--no-suggestions", action="store_true", help="do not look for quotations"
        )
        parser.add_argument("--dry-run", action="store_true", help="write nothing, only report")
        parser.add_argument("--json", action="store_true", help="one JSON line a file, and totals")

    def handle(self, *args: Any, **options: Any) -> None:
        paths = paths_from(options["paths"])
        rights, language = rights_from(options), language_code(options["language"])
        with told_in_a_sentence("import", "What was imported until then is kept."):
            outlet = outlet_from(options["outlet"], dry_run=options["dry_run"])
            totals = self.import_all(paths, Options(outlet, rights, language), options)
        self.tell_totals(totals, options)
        if totals[Outcome.FAILED]:
            sys.exit(SOME_FAILED)

    def import_all(
        self, paths: list[Path], chosen: Options, options: dict[str, Any]
    ) -> dict[str, int]:
        totals = dict.fromkeys((*Outcome.values, "suggestions", "not_searched"), 0)
        run = Rehearsal() if options["dry_run"] else Run("plain_text", recorded(options))
        looks = not (options["no_suggestions"] or options["dry_run"])
        looks = looks and detecting.is_read(chosen.language)
        people = Registry(known_people() if looks else ())
        files = list(files_under(paths))
        bar = tqdm(files, unit="file", disable=not sys.stderr.isatty(), leave=False)
        for path, problem in bar:
            report = run.keep(failed(path, problem)) if problem else run.take(path, chosen)
            totals[report.outcome] += 1
            self.tell(report, options)
            if report.outcome == Outcome.CREATED and not options["dry_run"]:
                waiting = self.look_for_quotations(report, people) if looks else None
                totals["suggestions"] += waiting or 0
                totals["not_searched"] += waiting is None
        run.finish()
        return totals

    def look_for_quotations(self, report: Report, people: Registry) -> int | None:
        """Keeps suggestions of an article that is imported, whatever becomes of them; returns how
        many, or None when it could not be searched."""
        found = suggest_for(report.article_id, people)
        if found.failure:
            with tqdm.external_write_mode(file=sys.stderr):
                said = f"{report.file}: imported; not searched for quotations: {found.failure}"
                self.stderr.write(one_line(said))
            return None
        return found.waiting

    def tell(self, report: Report, options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "file": printable(report.file),
                        "outcome": report.outcome,
                        "id": report.article_id,
                        "title": report.title,
                        "published": report.published,
                        "reason": report.reason,
                    }
                )
            )
        elif report.outcome == Outcome.FAILED:
            with tqdm.external_write_mode(file=sys.stderr):
                self.stderr.write(one_line(f"{report.file}: {report.reason}"))
        elif options["verbosity"] > 0:
            with tqdm.external_write_mode(file=sys.stdout):
                self.stdout.write(one_line(f"{report.outcome:9} {report.file}: {report.title}"))

    def tell_totals(self, totals: dict[str, int], options: dict[str, Any]) -> None:
        outcomes = {outcome: totals[outcome] for outcome in Outcome.values}
        if options["json"]:
            counted = {"files": sum(outcomes.values()), **outcomes, "dry_run": options["dry_run"]}
            self.stdout.write(json.dumps(counted))
        else:
            would = "Nothing is written. Would be: " if options["dry_run"] else ""
            self.stdout.write(
                f"{would}{totals['created']} created, {totals['unchanged']} unchanged, "
                f"{totals['failed']} failed.{searched(totals)}"
            )


def searched(totals: dict[str, int]) -> str:
    """What the search for quotations gave, in sentences; "" when there is nothing to tell."""
    proposed, passed_over = totals["suggestions"], totals["not_searched"]
    told = f" Quotations proposed to the editors: {proposed}." if proposed else ""
    if passed_over:
        told += f" Articles not searched for quotations: {passed_over}."
    return told


def one_line(told: str) -> str:
    """What a terminal may be sent: control characters, line ends too, and what it cannot show
    become marks. File names and titles may hold anything."""
    shown = "".join("\ufffd" if unicodedata.category(c) in ("Cc", "Cs") else c for c in told)
    encoding = sys.stdout.encoding or "utf-8"
    return shown.encode(encoding, "replace").decode(encoding)


def paths_from(written: list[str]) -> list[Path]:
    for path in written:
        # An empty one, a variable the shell did not know, would mean the current folder.
        if not path.strip() or not exists(Path(path)):
            raise CommandError(f"There is no {one_line(repr(path))}.", returncode=WRONG_USAGE)
    return [Path(path) for path in written]


def outlet_from(name: str | None, *, dry_run: bool) -> Outlet | None:
    """The outlet of that name, made when there is none; not saved in a rehearsal."""
    if name is None:
        return None
    name = keepable(" ".join(name.split()), "--outlet", Outlet, "name")
    if not name:
        # A variable the shell did not know: the articles would be kept without an outlet.
        raise CommandError("--outlet is empty.", returncode=WRONG_USAGE)
    known = Outlet.objects.filter(name__iexact=name).first()
    if known or dry_run:
        return known or Outlet(name=name)
    return Outlet.objects.get_or_create(name=name)[0]


def keepable(written: str, option: str, model: type[Model], field: str) -> str:
    """The value of an option as the archive's field can hold it."""
    if len(written) > model._meta.get_field(field).max_length:
        raise CommandError(f"{option} is too long.", returncode=WRONG_USAGE)
    if printable(written) != written:
        raise CommandError(f"{option} holds bytes that are not UTF-8.", returncode=WRONG_USAGE)
    return written


def exists(path: Path) -> bool:
    try:
        path.lstat()
    except PermissionError:
        return True  # it is there or not: reading it will tell, and is reported
    except (OSError, ValueError):
        return False
    return True


def rights_from(options: dict[str, Any]) -> Rights:
    url = keepable(options["licence_url"].strip(), "--licence-url", Article, "licence_url")
    name = keepable(options["licence_name"].strip(), "--licence-name", Article, "licence_name")
    if options["licence"] == Article.Licence.PRIVATE:
        if url or name:
            raise CommandError(
                "--licence-url and --licence-name go with --licence open.", returncode=WRONG_USAGE
            )
        return Rights()
    if not url:
        raise CommandError(
            "--licence open needs --licence-url: the address of the licence.",
            returncode=WRONG_USAGE,
        )
    try:
        validate_web_address(url)
    except ValidationError:
        raise CommandError(
            f"--licence-url must be a web address, not {url!r}.", returncode=WRONG_USAGE
        ) from None
    name = name or licence_name(url)
    if not name:
        raise CommandError(
            "The name of this licence is not known: give it with --licence-name.",
            returncode=WRONG_USAGE,
        )
    return Rights(Article.Licence.OPEN, name=name, url=url)


def recorded(options: dict[str, Any]) -> dict[str, Any]:
    names = ("outlet", "licence", "licence_url", "licence_name", "language")
    return {name: options[name] for name in names if options[name]} | {
        "paths": [printable(path) for path in options["paths"]]
    }
