"""Sets the database's own rules (``archive.guards``) as triggers, and tells which are missing.

On SQLite Django rebuilds a table to alter it and loses its triggers: a migration that alters a
table named in the rules lifts them first and sets them again (``lift``, ``set_all``; see
CONTRIBUTING.md). The system check ``archive.W001`` reports a database in which one is missing.
"""

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from archive.guards import NEVER_TRUNCATED, POSTGRESQL, RULES, SQLITE, Rule


def trigger_name(rule: Rule) -> str:
    return f"propos_{rule.name}"


def rules_of(vendor: str) -> list[Rule]:
    return [rule for rule in RULES if rule.vendor in ("", vendor)]


def expected_triggers(vendor: str) -> set[str]:
    names = {trigger_name(rule) for rule in rules_of(vendor)}
    if vendor == POSTGRESQL:
        names |= {f"propos_{table}_no_truncate" for table in NEVER_TRUNCATED}
    return names


def present_triggers(connection: BaseDatabaseWrapper) -> set[str]:
    """Names of the archive's triggers that the database has."""
    query = {
        SQLITE: "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        POSTGRESQL: "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall() if name.startswith("propos_")}


def sqlite_trigger(rule: Rule) -> str:
    broken = rule.broken.replace("IS DIFFERENT FROM", "IS NOT")
    timing = "AFTER" if rule.then else "BEFORE"
    action = rule.then or f"SELECT RAISE(ABORT, '{rule.message}')"
    return (
        f"CREATE TRIGGER {trigger_name(rule)} {timing} {rule.event} ON {rule.table} "
        f"FOR EACH ROW WHEN {broken} BEGIN {action}; END"
    )


def postgresql_trigger(rule: Rule) -> list[str]:
    name = trigger_name(rule)
    broken = rule.broken.replace("IS DIFFERENT FROM", "IS DISTINCT FROM")
    timing = "AFTER" if rule.then else "BEFORE"
    action = rule.then or f"RAISE EXCEPTION '{rule.message}' USING ERRCODE = 'check_violation'"
    row = "OLD" if rule.event == "DELETE" else "NEW"
    if rule.once:
        moved = ""
        if rule.reads_moved:
            moved = f"REFERENCING {'OLD' if rule.event == 'DELETE' else 'NEW'} TABLE AS moved "
            action = f"IF EXISTS (SELECT 1 FROM moved) THEN {action}; END IF"  # noqa: S608
        return [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $rule$ "
            f"BEGIN {action}; RETURN NULL; END $rule$",
            f"CREATE TRIGGER {name} AFTER {rule.event} ON {rule.table} {moved}"
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $rule$ "
        f"BEGIN IF {broken} THEN {action}; END IF; RETURN {row}; END $rule$",
        f"CREATE TRIGGER {name} {timing} {rule.event} ON {rule.table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def no_truncate(table: str) -> list[str]:
    name = f"propos_{table}_no_truncate"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $rule$ "
        "BEGIN RAISE EXCEPTION 'This table cannot be emptied.' "
        "USING ERRCODE = 'check_violation'; END $rule$",
        f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]


def set_all(apps: object, schema_editor: object) -> None:
    """Sets every trigger anew. Takes a migration's two arguments; uses only the connection."""
    connection = schema_editor.connection
    lift(apps, schema_editor)
    with connection.cursor() as cursor:
        # An early migration meets rules about tables that a later one makes, and sets them then.
        tables = set(connection.introspection.table_names(cursor))
        for rule in rules_of(connection.vendor):
            if not {rule.table, rule.writes or rule.table} <= tables:
                continue
            if connection.vendor == SQLITE:
                cursor.execute(sqlite_trigger(rule))
                continue
            for statement in postgresql_trigger(rule):
                cursor.execute(statement)
        if connection.vendor == POSTGRESQL:
            for table in [name for name in NEVER_TRUNCATED if name in tables]:
                for statement in no_truncate(table):
                    cursor.execute(statement)


def lift(apps: object, schema_editor: object) -> None:
    """Drops every trigger of the archive, for the length of a migration or of a flush."""
    connection = schema_editor.connection
    names = present_triggers(connection)
    with connection.cursor() as cursor:
        for name in sorted(names):
            if connection.vendor == SQLITE:
                cursor.execute(f"DROP TRIGGER {name}")
            else:
                cursor.execute(f"DROP FUNCTION {name}() CASCADE")


def missing_triggers(alias: str) -> set[str]:
    connection = connections[alias]
    return expected_triggers(connection.vendor) - present_triggers(connection)
