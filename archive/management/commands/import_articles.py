"""``manage.py import_articles PATH…``: plain-text articles into the archive."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from archive.importers.files import (
    Options,
    Outcome,
    Report,
    Run,
    files_under,
    foresee_file,
    import_file,
    printable,
)
from archive.importers.licences import licence_name
from archive.importers.store import Rights
from archive.models import Article, Outlet
from archive.models.article import validate_web_address

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
        parser.add_argument("--outlet", metavar="NAME", default="", help="who printed them")
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
        parser.add_argument("--dry-run", action="store_true", help="write nothing, only report")
        parser.add_argument("--json", action="store_true", help="one JSON line a file, and totals")

    def handle(self, *args: Any, **options: Any) -> None:
        paths = [Path(path) for path in options["paths"]]
        for path in paths:
            if not exists(path):
                raise CommandError(f"There is no {printable(str(path))}.", returncode=WRONG_USAGE)
        rights = rights_from(options)
        chosen = Options(
            outlet=self.outlet(options["outlet"], dry_run=options["dry_run"]),
            rights=rights,
            language=language_from(options["language"]),
        )
        totals = self.import_all(paths, chosen, options)
        self.tell_totals(totals, options)
        if totals[Outcome.FAILED]:
            sys.exit(SOME_FAILED)

    def outlet(self, name: str, *, dry_run: bool) -> Outlet | None:
        name = " ".join(name.split())
        if not name:
            return None
        if len(name) > Outlet._meta.get_field("name").max_length:
            raise CommandError("--outlet is too long.", returncode=WRONG_USAGE)
        known = Outlet.objects.filter(name__iexact=name).first()
        if known or dry_run:
            return known
        return Outlet.objects.create(name=name)

    def import_all(
        self, paths: list[Path], chosen: Options, options: dict[str, Any]
    ) -> dict[str, int]:
        one = foresee_file if options["dry_run"] else import_file
        totals = dict.fromkeys(Outcome.values, 0)
        run = None if options["dry_run"] else Run("plain_text", recorded(options))
        files = list(files_under(paths))
        bar = tqdm(files, unit="file", disable=not sys.stderr.isatty(), leave=False)
        for path, problem in bar:
            report = (
                Report(str(path), Outcome.FAILED, reason=problem) if problem else one(path, chosen)
            )
            totals[report.outcome] += 1
            self.tell(report, options)
            if run is not None:
                run.keep(report)
        if run is not None:
            run.finish()
        return totals

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
                    },
                    ensure_ascii=False,
                )
            )
        elif report.outcome == Outcome.FAILED:
            with tqdm.external_write_mode(file=sys.stderr):
                self.stderr.write(f"{printable(report.file)}: {report.reason}")
        elif options["verbosity"] > 0:
            with tqdm.external_write_mode(file=sys.stdout):
                self.stdout.write(f"{report.outcome:9} {printable(report.file)}: {report.title}")

    def tell_totals(self, totals: dict[str, int], options: dict[str, Any]) -> None:
        counted = {"files": sum(totals.values()), **totals, "dry_run": options["dry_run"]}
        if options["json"]:
            self.stdout.write(json.dumps(counted))
        else:
            would = "Nothing is written. Would be: " if options["dry_run"] else ""
            self.stdout.write(
                f"{would}{totals['created']} created, {totals['unchanged']} unchanged, "
                f"{totals['failed']} failed."
            )


def exists(path: Path) -> bool:
    try:
        path.lstat()
    except PermissionError:
        return True  # it is there or not: reading it will tell, and is reported
    except (OSError, ValueError):
        return False
    return True


def rights_from(options: dict[str, Any]) -> Rights:
    url, name = options["licence_url"].strip(), options["licence_name"].strip()
    if options["licence"] == Article.Licence.PRIVATE:
        if url or name:
            raise CommandError("--licence-url goes with --licence open.", returncode=WRONG_USAGE)
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
    name = name or licence_name(url) or ""
    if not name:
        raise CommandError(
            "The name of this licence is not known: give it with --licence-name.",
            returncode=WRONG_USAGE,
        )
    return Rights(Article.Licence.OPEN, name=name, url=url)


def language_from(code: str) -> str:
    """A language tag in the short form of BCP 47: "fr", "pt-BR"."""
    parts = code.split("-")
    is_tag = 2 <= len(parts[0]) <= 3 and all(
        part.isascii() and part.isalnum() and len(part) <= 8 for part in parts
    )
    if not is_tag or not parts[0].isalpha() or len(code) > 12:
        raise CommandError(
            f"--language must be a code like fr, not {code!r}.", returncode=WRONG_USAGE
        )
    return code


def recorded(options: dict[str, Any]) -> dict[str, Any]:
    names = ("outlet", "licence", "licence_url", "licence_name", "language")
    return {name: options[name] for name in names if options[name]} | {
        "paths": [printable(path) for path in options["paths"]]
    }
