"""How each database indexes the tokens of ``SearchEntry``: what Django's models cannot say.

SQLite has an FTS5 table whose content is the entries' and whose rowid is their sort key, kept by
triggers; PostgreSQL a generated tsvector column, the tokens of each part under a prefix of its own,
and a GIN index. Both take the tokens as they are. Called by a migration, and by
``indexing.rebuild``, which fills the index at once rather than row by row.
"""

from typing import Any, Final

ENTRIES: Final = "archive_searchentry"
SQLITE_INDEX: Final = "archive_searchwords"

# The parts of an entry in SQLite's columns, and the prefixes of their tokens on PostgreSQL, whose
# weights are not in its index: every row that has a word in any part would have to be looked at.
PARTS: Final = {"said": "a", "names": "b", "context": "c", "source": "d"}
COLUMNS: Final = ", ".join([*PARTS, "facets"])
NEW: Final = ", ".join(f"NEW.{name}" for name in ("sort_key", *PARTS, "facets"))
OLD: Final = NEW.replace("NEW.", "OLD.")

FTS5: Final = (
    f"CREATE VIRTUAL TABLE {SQLITE_INDEX} USING fts5({COLUMNS}, content='{ENTRIES}', "
    "content_rowid='sort_key', tokenize='ascii')"
)
ADD: Final = f"INSERT INTO {SQLITE_INDEX} (rowid, {COLUMNS}) VALUES ({NEW})"  # noqa: S608  our own
TAKE: Final = (
    f"INSERT INTO {SQLITE_INDEX} ({SQLITE_INDEX}, rowid, {COLUMNS}) "  # noqa: S608
    f"VALUES ('delete', {OLD})"
)
TRIGGERS: Final = {
    "searchentry_insert": f"AFTER INSERT ON {ENTRIES} BEGIN {ADD}; END",
    "searchentry_delete": f"AFTER DELETE ON {ENTRIES} BEGIN {TAKE}; END",
    "searchentry_update": f"AFTER UPDATE ON {ENTRIES} BEGIN {TAKE}; {ADD}; END",
}

TSVECTOR: Final = " || ".join(
    rf"to_tsvector('simple', regexp_replace({part}, '(\S+)', '{prefix}\1', 'g'))"
    for part, prefix in PARTS.items()
)
GIN: Final = (
    f"ALTER TABLE {ENTRIES} ADD COLUMN tokens tsvector GENERATED ALWAYS AS "
    f"({TSVECTOR} || strip(to_tsvector('simple', facets))) STORED",
    f"CREATE INDEX searchentry_tokens ON {ENTRIES} USING gin (tokens)",
)


def create(apps: Any, schema_editor: Any) -> None:
    """For a migration: makes the index, empty."""
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(FTS5)
            follow(cursor)
        else:
            for statement in GIN:
                cursor.execute(statement)


def drop(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            unfollow(cursor)
            cursor.execute(f"DROP TABLE {SQLITE_INDEX}")
        else:
            cursor.execute(f"ALTER TABLE {ENTRIES} DROP COLUMN tokens")


def triggers() -> dict[str, str]:
    """The SQL of the triggers by which SQLite's index follows the entries, by name."""
    return {name: f"CREATE TRIGGER {name} {trigger}" for name, trigger in TRIGGERS.items()}


def follow(cursor: Any) -> None:
    for trigger in triggers().values():
        cursor.execute(trigger)


def unfollow(cursor: Any) -> None:
    for name in TRIGGERS:
        cursor.execute(f"DROP TRIGGER {name}")


def empty(connection: Any, cursor: Any) -> None:
    """Empties the entries. On SQLite their index stays as it is until ``fill`` makes it again in
    one go; PostgreSQL's follows, and readers go on searching what was there."""
    if connection.vendor == "sqlite":
        unfollow(cursor)
    cursor.execute(f"DELETE FROM {ENTRIES}")  # noqa: S608
    cursor.execute("DELETE FROM archive_lexeme")


def fill(connection: Any, cursor: Any) -> None:
    if connection.vendor == "sqlite":
        cursor.execute(f"INSERT INTO {SQLITE_INDEX} ({SQLITE_INDEX}) VALUES ('rebuild')")  # noqa: S608
        follow(cursor)
