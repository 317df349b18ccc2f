"""The import command as the tests run it: real files in, its words and its status out."""

import json
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.db import connection

# Loaded here: a test that gives up root's rights could not read its modules any more.
from archive.management.commands import import_articles

TITLE = "Une halle au printemps"
TEXT = (
    f"{TITLE}\n\n« Nous ouvrirons la halle au printemps », a promis Ysoline Quévrain.\n"
    "Le public a applaudi, puis la séance a été levée.\n"
)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00"
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"


@dataclass(frozen=True)
class Done:
    """How the command ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def reports(self) -> list[dict]:
        """The JSON lines of the files, without the totals."""
        return [json.loads(line) for line in self.out.splitlines()[:-1]]

    @property
    def totals(self) -> dict:
        return json.loads(self.out.splitlines()[-1])


def run(*arguments: str | Path) -> Done:
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command(import_articles.Command(), *map(str, arguments), stdout=out, stderr=err)
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


def only_report(*arguments: str | Path) -> dict:
    [report] = run(*arguments, "--json").reports
    return report


def row_counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        counts = {}
        for name in names:
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(name)}")
            [counts[name]] = cursor.fetchone()
    return counts
