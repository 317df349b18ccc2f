"""Turns ``DATABASE_URL`` into Django's database settings, with what each engine needs to be safe.

SQLite: write-ahead log, immediate transactions and a busy timeout, so that two writers wait for
each other instead of failing; full synchronisation, because an acknowledged edit must survive a
power cut. PostgreSQL: psycopg 3 with its connection pool.
"""

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

SQLITE_BUSY_SECONDS = 20
SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
POOL_WAIT_SECONDS = 10
ENGINES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}


def database_from_url(url: str) -> dict[str, Any]:
    """Settings for one database; ``ImproperlyConfigured`` for another engine or a broken URL."""
    try:
        # Without its slashes the rest of an address would be taken for the database's name.
        database = dict(dj_database_url.parse(url)) if "://" in url else {}
    except (ValueError, KeyError):
        database = {}
    if database.get("ENGINE") not in ENGINES or not database.get("NAME"):
        raise ImproperlyConfigured(
            "DATABASE_URL must be sqlite:///path/to/file or postgres://user:password@host/name, "
            f"not {without_secrets(url)!r}."
        )
    options = database.setdefault("OPTIONS", {})
    if database["ENGINE"].endswith("sqlite3"):
        options.update(
            transaction_mode="IMMEDIATE",
            timeout=SQLITE_BUSY_SECONDS,
            init_command=SQLITE_PRAGMAS,
        )
        database["NAME"] = sqlite_file(database["NAME"])
        # Opening the file and setting it up costs more than most pages do.
        database["CONN_MAX_AGE"] = None
    else:
        # Compiling a query takes longer than any query of ours.
        options.setdefault("options", "-c jit=off")
        options.setdefault("pool", {"min_size": 1, "max_size": 8, "timeout": POOL_WAIT_SECONDS})
    return database


def without_secrets(url: str) -> str:
    """The URL as it may be printed in a log: its scheme. A password may stand anywhere after it,
    and in a broken URL nobody can tell where."""
    scheme, separator, _rest = url.partition("://")
    return f"{scheme}://…" if separator and scheme.isalnum() else "…"


def sqlite_file(name: str) -> str:
    """The file, in a folder that exists. What lives in memory is refused: each connection would
    have an empty archive of its own, gone with it. (The tests' database is named by Django.)"""
    if ":memory:" in name or name.startswith("file:"):
        raise ImproperlyConfigured(
            "DATABASE_URL must name the file of the SQLite database: sqlite:///path/to/file."
        )
    if name.endswith("/") or Path(name).is_dir():
        raise ImproperlyConfigured("DATABASE_URL names a folder, not a file.")
    try:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"DATABASE_URL names a file in a folder that cannot be made: {error}."
        ) from None
    return name
