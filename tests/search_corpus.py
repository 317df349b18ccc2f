"""A small archive of fictional statements, and what a reader who searches it is to find.

``tests/golden/search/queries.txt`` holds the queries: one a line, as an address has it but not
encoded, then the numbers of the statements found, in order. The same file holds for both databases.

    python -m tests.search_corpus        writes the answers anew, printing what changed

Read the difference before committing it: a golden file is worth what its last reader saw. In a
query, people and outlets stand by their names, roles and places in words, where an address has
other things.
"""

import difflib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import django
from django.conf import settings
from django.db import transaction
from django.http import QueryDict
from django.test import override_settings
from django.test.runner import DiscoverRunner

if not settings.configured:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

from archive.filters import StatementFilter
from archive.finding.answers import Answer, answer
from archive.finding.asked import Asked
from archive.models import Edition, Outlet, Person, Topic
from archive.models.keys import facet_key
from tests import makers, passwords
from tests.search_statements import STATEMENTS, Said

GOLDEN: Final = Path(__file__).parent / "golden/search/queries.txt"
ARROW: Final = " → "
NOTHING: Final = "∅"
PAGE: Final = 100  # more than the corpus has


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the golden file: a query with its answer, or a remark."""

    written: str
    query: str = ""
    expected: str = ""

    @classmethod
    def of(cls, written: str) -> "Line":
        if not written.strip() or written.startswith("#"):
            return cls(written)
        query, _, expected = written.partition(ARROW)
        return cls(written, query.strip(), expected.strip())

    def answered(self, found: str) -> str:
        return f"{self.query}{ARROW}{found}" if self.query else self.written


def lines() -> list[Line]:
    return [Line.of(one) for one in GOLDEN.read_text(encoding="utf-8").splitlines()]


# --- The archive ----------------------------------------------------------------------------


def standing_corpus(django_db_setup: Any, django_db_blocker: Any) -> Iterator[dict[int, int]]:
    """A module's fixture: the corpus is published once, and taken back after the module's tests."""
    quick = override_settings(PASSWORD_HASHERS=passwords.HASHERS)
    with django_db_blocker.unblock(), quick, transaction.atomic():
        yield publish()
        transaction.set_rollback(True)


def publish() -> dict[int, int]:
    """Publishes every statement of the corpus; gives their numbers by the statements' ids."""
    return {publish_one(said): number for number, said in STATEMENTS.items()}


def publish_one(said: Said) -> int:
    body = f"{said.before}« {said.exact} »{said.after}\n\n{said.attribution}\n"
    made = makers.published(
        said.exact,
        in_article=makers.article(
            body,
            title=said.title,
            outlet=makers.outlet(said.outlet),
            published=said.published,
            language=said.language,
        ),
        speaker=makers.person(said.speaker) if said.speaker else None,
        speaker_type="named" if said.speaker else "anonymous",
        attribution=said.attribution,
        speaker_role=said.role,
        targets=[
            makers.target(makers.person(name), role=role, relation=relation)
            for relation, name, role in said.targets
        ],
        notes=[makers.note(said.note)] if said.note else [],
        topics=[Topic.objects.get_or_create(name=name)[0] for name in said.topics],
        kind=said.kind,
        language=said.language,
        said_on=said.said_on,
        place=said.place,
    )
    return made.pk


# --- The answers ----------------------------------------------------------------------------


def asked_of(query: str) -> QueryDict:
    """The query of an address, made of a readable one."""
    made = QueryDict(mutable=True)
    for part in query.split("&"):
        name, _, value = part.strip().partition("=")
        if name in ("speaker", "about"):
            value = Person.objects.get(name=value).slug
        elif name == "outlet":
            value = str(Outlet.objects.get(name=value).pk)
        elif name in ("role", "place"):
            value = facet_key(value)
        made.appendlist(name, value)
    return made


def understood(query: str) -> Asked:
    form = StatementFilter(asked_of(query), queryset=Edition.objects.none())
    asked = form.asked()
    assert not form.errors, (query, form.errors)
    return asked


def answer_of(query: str) -> Answer:
    with override_settings(PAGE_SIZE=PAGE):
        return answer(understood(query), asked_of(query))


def found_by(query: str, numbers: dict[int, int]) -> str:
    """The numbers of the statements that answer, as the golden file has them."""
    found = answer_of(query)
    shown = [str(numbers[row.edition.statement_id]) for row in found.page.rows]
    assert found.total.number == len(shown), query
    return " ".join(shown) or NOTHING


def rewritten(numbers: dict[int, int]) -> Iterator[str]:
    for line in lines():
        yield line.answered(found_by(line.query, numbers) if line.query else "")


def main() -> None:
    """Writes the golden file anew from an archive of its own, and prints what changed."""
    runner = DiscoverRunner(verbosity=0, interactive=False)
    made = runner.setup_databases()
    try:
        before = GOLDEN.read_text(encoding="utf-8")
        after = "".join(f"{line}\n" for line in rewritten(publish()))
    finally:
        runner.teardown_databases(made)
    GOLDEN.write_text(after, encoding="utf-8", newline="\n")
    changes = before.splitlines(keepends=True), after.splitlines(keepends=True)
    sys.stdout.writelines(difflib.unified_diff(*changes, fromfile="old", tofile="new"))


if __name__ == "__main__":
    main()
