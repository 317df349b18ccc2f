"""Whether the database still keeps the archive's rules, in the words they were set in."""

from collections.abc import Iterator

from django.db import connection

from archive import integrity
from archive.audit.finding import Check, Count, Finding
from archive.audit.streams import archive_models
from archive.guards import NEVER_TRUNCATED, POSTGRESQL
from archive.models import search_tables

SQLITE_TRIGGERS = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
# 'O' fires, 'A' fires on a replica too; 'D' is disabled, 'R' fires on a replica only.
POSTGRESQL_TRIGGERS = """
    SELECT t.tgname, t.tgrelid::regclass::text, t.tgenabled IN ('O', 'A'),
           pg_get_triggerdef(t.oid, true), p.prosrc, p.proconfig IS NULL
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND pg_table_is_visible(t.tgrelid)
"""
DISABLED = "is disabled"


def as_set() -> dict[str, str]:
    """The SQL of each trigger as ``integrity`` would set it now, by name."""
    rules = integrity.rules_of(connection.vendor)
    if connection.vendor != POSTGRESQL:
        own = {integrity.trigger_name(rule): integrity.sqlite_trigger(rule) for rule in rules}
        return own | search_tables.triggers()
    statements = [integrity.postgresql_trigger(rule) for rule in rules]
    statements += [integrity.no_truncate(table) for table in NEVER_TRUNCATED]
    return {
        trigger.split()[2]: compared(trigger, function.split("$rule$")[1])
        for function, trigger in statements
    }


def compared(trigger: str, body: str) -> str:
    return f"{trigger}\n{body}"


def as_found() -> dict[str, tuple[str, str]]:
    """The table and the SQL of each trigger that the database has, by name."""
    with connection.cursor() as cursor:
        if connection.vendor != POSTGRESQL:
            cursor.execute(SQLITE_TRIGGERS)
            return {name: (table, sql) for name, table, sql in cursor.fetchall()}
        cursor.execute(POSTGRESQL_TRIGGERS)
        return {
            name: (table, compared(sql, body if is_plain else "") if fires else DISABLED)
            for name, table, fires, sql, body, is_plain in cursor.fetchall()
        }


def problem_of(sql: str | None, expected: str) -> str | None:
    if sql is None:
        return "The database lacks this trigger."
    if sql == DISABLED:
        return "This trigger is disabled."
    return None if sql == expected else "This trigger was changed: it is not the one that was set."


def replication_role() -> str:
    if connection.vendor != POSTGRESQL:
        return "origin"
    with connection.cursor() as cursor:
        cursor.execute("SHOW session_replication_role")
        return cursor.fetchone()[0]


def broken_triggers(count: Count) -> Iterator[Finding]:
    expected, found = as_set(), as_found()
    for name, sql in sorted(expected.items()):
        problem = problem_of(found[name][1] if name in found else None, sql)
        if problem:
            yield Finding("trigger", "trigger", name, problem)
        count(1)
    tables = {model._meta.db_table for model in archive_models()}
    for name in sorted(set(found) - set(expected)):
        if found[name][0] in tables:
            message = f"This trigger of {found[name][0]} is not the archive’s."
            yield Finding("trigger", "trigger", name, message)
    if replication_role() != "origin":
        message = "session_replication_role keeps every trigger from firing."
        yield Finding("trigger", "database", None, message)


CHECK = Check(
    "trigger",
    "triggers",
    lambda: len(as_set()),
    broken_triggers,
)
