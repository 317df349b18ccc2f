"""``manage.py check_archive``: recomputes what the archive claims and prints what is wrong."""

import json
import re
import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from tqdm import tqdm

from archive import audit
from archive.audit.chain import head
from archive.audit.finding import Finding
from archive.audit.snapshot import one_moment

SOMETHING_WRONG = 1
WRONG_USAGE = 2
SHA256 = re.compile(r"[0-9a-f]{64}")


class Command(BaseCommand):
    help = (
        "Recomputes every text, anchor, digest, constraint, trigger and row of history, and prints "
        "what is wrong. It changes nothing and keeps nobody waiting. Exit status: 0 when all is "
        "well, 1 when something is wrong, 2 when it could not be found out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object with everything")
        parser.add_argument(
            "--since-head",
            metavar="SHA256",
            help="the head of history that an earlier run told: history must still hold it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        since = head_from(options["since_head"])
        try:
            with one_moment():
                checked, found = self.run_all(since, options)
                end = head()
        except DatabaseError as problem:
            raise CommandError(
                f"The database stopped the audit: {problem}. Is it migrated (manage.py migrate)?",
                returncode=WRONG_USAGE,
            ) from problem
        is_well = all(finding.is_warning for finding in found)
        seconds = round(time.monotonic() - begun, 1)
        if options["json"]:
            report = {
                "ok": is_well,
                "checked": checked,
                "head": end,
                "findings": [finding.as_json() for finding in found],
                "seconds": seconds,
            }
            self.stdout.write(json.dumps(report, ensure_ascii=False))
        else:
            self.stdout.write(summary(checked, found, end, seconds))
        if not is_well:
            sys.exit(SOMETHING_WRONG)

    def run_all(self, since: str, options: dict[str, Any]) -> tuple[dict[str, int], list[Finding]]:
        """How many things were looked at, by their name, and what is wrong."""
        checks = audit.checks(since=since)
        checked = {check.counted: 0 for check in checks}
        found: list[Finding] = []
        silent = not sys.stderr.isatty()
        total = None if silent else sum(check.size() for check in checks)
        with tqdm(total=total, disable=silent, leave=False) as bar:
            for check in checks:
                bar.set_description(check.counted, refresh=False)

                def count(more: int, name: str = check.counted) -> None:
                    checked[name] += more
                    bar.update(more)

                for finding in audit.findings_of(check, count):
                    found.append(finding)
                    self.tell(finding, options)
        return checked, found

    def tell(self, finding: Finding, options: dict[str, Any]) -> None:
        if not options["json"]:
            with tqdm.external_write_mode(file=sys.stdout):
                self.stdout.write(f"{'warning: ' if finding.is_warning else ''}{finding}")


def head_from(written: str | None) -> str:
    if written is None:
        return ""
    if not SHA256.fullmatch(written.strip().lower()):
        # An empty one, a variable the shell did not know, would check nothing.
        raise CommandError(
            "--since-head takes the 64 hexadecimal digits that an earlier run told.",
            returncode=WRONG_USAGE,
        )
    return written.strip().lower()


def summary(checked: dict[str, int], found: list[Finding], end: str, seconds: float) -> str:
    wrong = sum(not finding.is_warning for finding in found)
    looked_at = ", ".join(f"{number} {name}" for name, number in checked.items())
    verdict = f"{wrong} found wrong" if wrong else "All is well"
    warnings = f", {len(found) - wrong} to look at" if len(found) > wrong else ""
    told = f" The head of history is {end}." if end else ""
    return f"{verdict}{warnings}: {looked_at}; {seconds} s.{told}"
