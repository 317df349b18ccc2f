"""``manage.py find_quotes``: the detector at work, on files or on the articles of the archive."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from archive import detecting, suggestions
from archive.management.asked import language_read, people_in
from archive.management.commands.import_articles import one_line, paths_from
from archive.management.database import told_in_a_sentence
from archive.management.output import say
from archive.management.quotes_of_files import MOST_BYTES, Texts
from archive.models import Article
from archive.suggestions.batches import (
    awaiting_a_reading,
    batches,
    in_languages_read,
    suggest_in,
)

SOME_FAILED = 1
WRONG_USAGE = 2
INTERRUPTED = 130  # what a shell tells of a program that Ctrl-C ended
MOST_JOBS = 64


class Command(BaseCommand):
    help = (
        "Finds quotations. PATH: prints those of text files, and touches no database. --article: "
        "reads one article of the archive again and keeps what it finds as suggestions. --all: the "
        "same for every unread article that this version of the detector has not read. Exit "
        "status: 0, 1 when something could not be read, 2 for wrong usage, 130 when interrupted."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", metavar="PATH", help="a text in UTF-8, or a folder")
        parser.add_argument("--article", type=int, metavar="ID", help="the number of an article")
        parser.add_argument("--all", action="store_true", help="every unread article")
        parser.add_argument(
            "--people", type=Path, metavar="FILE", help="whom to recognise in files, a name a line"
        )
        parser.add_argument("--language", metavar="CODE", help="of the files; default: fr")
        parser.add_argument(
            "--json", action="store_true", help="{file: [quotation, …]}, or the totals of a run"
        )
        parser.add_argument(
            "--any-size", action="store_true", help=f"files above {MOST_BYTES} bytes, too"
        )
        parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes; default 1")

    def handle(self, *args: Any, **options: Any) -> None:
        check_usage(options)
        try:
            with told_in_a_sentence("reading", "What was found until then is kept."):
                if options["all"]:
                    failed = self.read_all(options)
                elif options["article"] is not None:
                    failed = self.read_article(options)
                else:
                    failed = self.read_files(options)
        except KeyboardInterrupt:
            self.stderr.write("Interrupted: run it again for the rest.")
            sys.exit(INTERRUPTED)
        if failed:
            sys.exit(SOME_FAILED)

    def read_files(self, options: dict[str, Any]) -> int:
        """Prints what is found in files; returns how many of them could not be read."""
        people, as_json = people_in(options["people"]), options["json"]
        most = None if options["any_size"] else MOST_BYTES
        texts = Texts(paths_from(options["paths"]), language_of(options), most=most)
        ahead = batches(iter(texts))
        separator = "{\n"
        with closing(detecting.readings(ahead, people, jobs=options["jobs"])) as found:
            for reading in watched(found, len(texts.paths), "file"):
                printed = texts.printed(reading, as_json=as_json)
                if printed is None:
                    continue
                with tqdm.external_write_mode(file=sys.stdout):
                    if as_json:
                        say(self.stdout, f"{separator}{printed}", ending="")
                        separator = ",\n"
                    else:
                        say(self.stdout, "\n".join(map(one_line, printed.split("\n"))))
        if as_json:
            say(self.stdout, "\n}" if separator != "{\n" else "{}")
        for path, problem in texts.failures:
            say(self.stderr, one_line(f"{path}: {problem}"))
        return len(texts.failures)

    def read_article(self, options: dict[str, Any]) -> int:
        article = Article.objects.filter(pk=options["article"]).first()
        if article is None:
            raise CommandError(f"There is no article {options['article']}.", returncode=WRONG_USAGE)
        try:
            waiting = suggestions.suggest(article)
        except suggestions.SuggestionRefused as refusal:
            raise CommandError(str(refusal), returncode=SOME_FAILED) from refusal
        self.tell({"read": 1, "suggestions": waiting, "failed": 0}, options)
        return 0

    def read_all(self, options: dict[str, Any]) -> int:
        """Reads the articles that wait; returns how many of them could not be."""
        articles = in_languages_read(awaiting_a_reading(Article.objects.all()))
        total = suggestions.to_be_read(articles).count() if sys.stderr.isatty() else 0
        totals = {"read": 0, "suggestions": 0, "failed": 0}
        try:
            with closing(suggest_in(articles, jobs=options["jobs"])) as outcomes:
                for outcome in watched(([one] for one in outcomes), total, "article"):
                    totals["failed" if outcome.failure else "read"] += 1
                    totals["suggestions"] += outcome.waiting
                    if outcome.failure:
                        with tqdm.external_write_mode(file=sys.stderr):
                            said = f"article {outcome.article_id}: {outcome.failure}"
                            self.stderr.write(one_line(said))
        finally:
            self.tell(totals, options)
        return totals["failed"]

    def tell(self, totals: dict[str, int], options: dict[str, Any]) -> None:
        if options["json"]:
            say(self.stdout, json.dumps(totals))
        else:
            say(
                self.stdout,
                f"{totals['read']} read, {totals['suggestions']} suggestions await an editor, "
                f"{totals['failed']} failed.",
            )


def watched(batches: Iterator[list[Any]], total: int, unit: str) -> Iterator[Any]:
    """What is in the batches, one by one, under a progress bar where there is a terminal."""
    with tqdm(total=total, unit=unit, disable=not sys.stderr.isatty(), leave=False) as bar:
        for batch in batches:
            for one in batch:
                yield one
                bar.update()


def check_usage(options: dict[str, Any]) -> None:
    ways = [bool(options["paths"]), options["article"] is not None, options["all"]]
    if sum(ways) != 1:
        raise CommandError("Give files or folders, or --article, or --all.", returncode=WRONG_USAGE)
    of_files = options["people"] or options["language"] is not None or options["any_size"]
    if of_files and not options["paths"]:
        raise CommandError(
            "--people, --language and --any-size go with files: an article has its own language, "
            "and the archive its people.",
            returncode=WRONG_USAGE,
        )
    if not 1 <= options["jobs"] <= MOST_JOBS:
        raise CommandError(f"--jobs lies between 1 and {MOST_JOBS}.", returncode=WRONG_USAGE)


def language_of(options: dict[str, Any]) -> str:
    return language_read("fr" if options["language"] is None else options["language"])
