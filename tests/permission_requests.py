"""Asks for a page as one of the roles, and says in a word what was answered and what changed."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

# What a request may write without changing anything an editor or a reader could see.
ASIDE = {"archive_publicversion", "django_session", "django_migrations", "archive_presence"}
UNWATCHED = {"last_login"}
HARMLESS = re.compile(r"\W*(SELECT|SAVEPOINT|RELEASE|ROLLBACK|PRAGMA|SET CONSTRAINTS)\b", re.I)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and the tables whose rows are not what they were."""

    response: Any
    word: str
    changed: frozenset[str]


def digests() -> dict[str, str]:
    """Table -> digest of all its rows, for every table but the sessions."""
    with connection.cursor() as cursor:
        tables = [t.name for t in connection.introspection.get_table_list(cursor) if t.type == "t"]
        return {table: digest_of(cursor, table) for table in sorted(tables) if table not in ASIDE}


def digest_of(cursor: Any, table: str) -> str:
    cursor.execute(f'SELECT * FROM "{table}"')
    kept = [n for n, column in enumerate(cursor.description) if column[0] not in UNWATCHED]
    rows = sorted(repr([row[n] for n in kept]) for row in cursor.fetchall())
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


class Ledger:
    """The state of the database before any request; each is undone after it is judged."""

    def __init__(self) -> None:
        self.before = digests()
        self.wrote = False

    def note(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.wrote = self.wrote or not HARMLESS.match(sql)
        return execute(sql, params, many, context)

    def changed(self) -> frozenset[str]:
        """The tables that changed. Rows are compared only where a statement was sent that could
        write: nothing else changes them."""
        if not self.wrote:
            return frozenset()
        now = digests()
        return frozenset(t for t in {*now, *self.before} if now.get(t) != self.before.get(t))

    @contextmanager
    def undone(self) -> Iterator[None]:
        with transaction.atomic(), connection.execute_wrapper(self.note):
            self.wrote = False
            yield
            transaction.set_rollback(True)

    def ask(self, client: Client, method: str, path: str, form: dict[str, Any] | str) -> Answer:
        """Sends the request, tells what came back and what it changed, and undoes it."""
        with self.undone():
            query = urlsplit(path).query
            if isinstance(form, str):
                response = client.generic(method, path, form, content_type="application/json")
            elif method == "POST":
                response = client.post(path, form, QUERY_STRING=query)
            else:
                response = client.generic(method, path)
            return Answer(response, word_for(response), self.changed())


def word_for(response: Any) -> str:
    """The answer in the words of the table; of a redirect, where it leads."""
    if response.status_code in (200, 201):
        return "page"
    if response.status_code not in (301, 302):
        return str(response.status_code)
    to = urlsplit(response.headers["Location"]).path
    fixed = {reverse("admin:login"): "login", reverse("admin:index"): "front"}
    if to in fixed:
        return fixed[to]
    return "aside" if messages_of(response) else "other"


def messages_of(response: Any) -> list[str]:
    stored = getattr(response.wsgi_request, "_messages", None)
    return [str(message) for message in stored._queued_messages] if stored else []
