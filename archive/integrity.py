"""The rules the database itself keeps, as triggers, on SQLite and PostgreSQL alike.

A rule here holds for every path: form, bulk action, import, shell, raw SQL, superuser. Each is
written once, as a SQL condition that must not come true, and set on both databases. On SQLite
Django rebuilds a table to alter it and loses its triggers: a migration that alters a table named
here lifts them first and sets them again (``lift``, ``set_all``; see CONTRIBUTING.md). The system
check ``archive.W001`` reports a database in which one is missing.
"""

from dataclasses import dataclass

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

SQLITE = "sqlite"
POSTGRESQL = "postgresql"

LEGAL_MOVES = {
    "draft": ("in_review", "rejected"),
    "in_review": ("returned", "rejected", "published"),
    "returned": ("in_review", "rejected"),
    "published": ("draft", "retracted"),
    "rejected": ("draft",),
    "retracted": ("draft",),
}

STATEMENT_CONTENT = (
    "article_id", "text_id", "start", "end", "exact", "prefix", "suffix", "kind", "speaker_id",
    "speaker_type", "attribution", "speaker_role", "via", "said_on", "said_from", "said_to",
    "place", "setting", "certainty", "certainty_reason", "language",
)  # fmt: skip
EDITION_STATE = ("state", "closed_at", "reason", "public_note", "withdrawal_asked_by_id",
                 "withdrawn_by_id")  # fmt: skip
EDITION_FROZEN = (
    "id", "statement_id", "number", "statement_version", "exact", "kind", "language", "speaker_id",
    "speaker_name", "speaker_type", "attribution", "speaker_role", "via", "said_on", "said_from",
    "said_to", "place", "setting", "certainty", "certainty_reason", "notes", "article_id", "title",
    "outlet_name", "byline", "published", "published_from", "published_to", "url", "agency",
    "text_id", "start", "end", "prefix", "suffix", "sha256", "submitted_by_id", "approved_by_id",
    "approved_at", "sort_day",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One trigger: before ``event`` on ``table``, refuse with ``message`` when ``broken`` is true.

    ``broken`` is SQL both databases read; ``IS DIFFERENT FROM`` stands for each one's null-safe
    inequality. A rule with ``then`` writes after the event instead of refusing.
    """

    name: str
    table: str
    event: str
    message: str = ""
    broken: str = "1 = 1"
    then: str = ""


def changed(columns: tuple[str, ...]) -> str:
    return " OR ".join(f'NEW."{name}" IS DIFFERENT FROM OLD."{name}"' for name in columns)


def illegal_move() -> str:
    legal = " OR ".join(
        f"(OLD.status = '{source}' AND NEW.status IN ({', '.join(repr(t) for t in targets)}))"
        for source, targets in LEGAL_MOVES.items()
    )
    return f"NEW.status <> OLD.status AND NOT ({legal})"


def frozen(table: str, what: str, *, events: tuple[str, ...] = ("UPDATE", "DELETE")) -> list[Rule]:
    return [
        Rule(f"{table}_no_{event.lower()}", table, event, f"{what} cannot be changed or deleted.")
        for event in events
    ]


def locked_with_statement(table: str, extra: str = "1 = 1") -> list[Rule]:
    """Rows that belong to a statement change only while it is on the desk."""
    rules = []
    for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
        condition = extra.replace("ROW.", f"{row}.")
        if event == "UPDATE":
            condition = f"({condition} OR {extra.replace('ROW.', 'OLD.')})"
        rules.append(
            Rule(
                f"{table}_{event.lower()}_on_desk",
                table,
                event,
                "A statement that is not on the desk cannot be changed: revise it first.",
                f"{condition} AND EXISTS (SELECT 1 FROM archive_statement s "
                f"WHERE s.id = {row}.statement_id "
                "AND s.status NOT IN ('draft', 'in_review', 'returned'))",
            )
        )
    return rules


STATEMENT = "archive_statement"
EDITION = "archive_edition"

ANCHOR_BROKEN = (
    "NOT EXISTS (SELECT 1 FROM archive_articletext t WHERE t.id = NEW.text_id "
    "AND t.article_id = NEW.article_id "
    'AND substr(t.body, NEW."start" + 1, NEW."end" - NEW."start") = NEW.exact)'
)
# Editors since the last edition: nobody of them approves the next one.
APPROVER_EDITED = (
    "EXISTS (SELECT 1 FROM archive_statementeditor w WHERE w.statement_id = NEW.statement_id "
    "AND w.user_id = NEW.approved_by_id AND w.version <= NEW.statement_version "
    "AND w.version > COALESCE((SELECT MAX(e.statement_version) FROM archive_edition e "
    "WHERE e.statement_id = NEW.statement_id AND e.number < NEW.number), 0))"
)
NOT_AS_REVIEWED = (
    "NOT EXISTS (SELECT 1 FROM archive_statement s WHERE s.id = NEW.statement_id "
    "AND s.status = 'in_review' AND s.version = NEW.statement_version "
    "AND s.submitted_by_id = NEW.submitted_by_id AND s.exact = NEW.exact "
    'AND s.text_id = NEW.text_id AND s."start" = NEW."start" AND s."end" = NEW."end")'
)
EDITION_CLOSED_TO_ROWS = (
    "NOT EXISTS (SELECT 1 FROM archive_edition e "
    "JOIN archive_statement s ON s.id = e.statement_id "
    "WHERE e.id = NEW.edition_id AND e.state = 'current' AND s.status = 'in_review' "
    "AND s.version = e.statement_version)"
)
RECORD_EDITOR = (
    "INSERT INTO archive_statementeditor (statement_id, version, user_id) "
    "VALUES (NEW.id, NEW.version, NEW.modified_by_id)"
)

RULES: list[Rule] = [
    *frozen("archive_articletext", "The text of an article"),
    *frozen("archive_event", "History"),
    *frozen("archive_statementeditor", "The list of editors"),
    *frozen("archive_editiontarget", "An edition"),
    *frozen("archive_editiontopic", "An edition"),
    *frozen(EDITION, "An edition", events=("DELETE",)),
    Rule(
        "edition_content_frozen", EDITION, "UPDATE",
        "The content of an edition cannot be changed.", changed(EDITION_FROZEN),
    ),
    Rule(
        "edition_state_forward", EDITION, "UPDATE",
        "An edition that is no longer current cannot become current again.",
        "NEW.state IS DIFFERENT FROM OLD.state AND NOT (OLD.state = 'current' "
        "OR (NEW.state = 'removed' AND OLD.state IN ('superseded', 'retracted')))",
    ),
    Rule(
        "edition_as_reviewed", EDITION, "INSERT",
        "An edition is made of the version in review, as it was submitted.", NOT_AS_REVIEWED,
    ),
    Rule(
        "edition_two_people_rule", EDITION, "INSERT",
        "Nobody approves what they edited or submitted.",
        f"NEW.approved_by_id = NEW.submitted_by_id OR {APPROVER_EDITED}",
    ),
    Rule(
        "editiontarget_with_edition", "archive_editiontarget", "INSERT",
        "An edition cannot be changed or deleted.", EDITION_CLOSED_TO_ROWS,
    ),
    Rule(
        "editiontopic_with_edition", "archive_editiontopic", "INSERT",
        "An edition cannot be changed or deleted.", EDITION_CLOSED_TO_ROWS,
    ),
    Rule(
        "statement_begins_as_draft", STATEMENT, "INSERT",
        "A statement begins as a draft.", "NEW.status <> 'draft' OR NEW.version <> 1",
    ),
    Rule(
        "statement_anchor_on_insert", STATEMENT, "INSERT",
        "The words are not at that place of the text.", ANCHOR_BROKEN,
    ),
    Rule(
        "statement_anchor_on_update", STATEMENT, "UPDATE",
        "The words are not at that place of the text.",
        f"({changed(('article_id', 'text_id', 'start', 'end', 'exact'))}) AND {ANCHOR_BROKEN}",
    ),
    Rule(
        "statement_moves_legally", STATEMENT, "UPDATE",
        "This move is not in the workflow.", illegal_move(),
    ),
    Rule(
        "statement_version_counts", STATEMENT, "UPDATE",
        "Every change of a statement counts as a new version.",
        f"(NEW.status <> OLD.status OR {changed(STATEMENT_CONTENT)}) "
        "AND NEW.version <> OLD.version + 1",
    ),
    Rule(
        "statement_locked_off_desk", STATEMENT, "UPDATE",
        "A statement that is not on the desk cannot be changed: revise it first.",
        f"({changed(STATEMENT_CONTENT)}) AND (NEW.status <> OLD.status "
        "OR OLD.status NOT IN ('draft', 'in_review', 'returned'))",
    ),
    Rule(
        "statement_published_with_edition", STATEMENT, "UPDATE",
        "A statement is published by an edition of the version that was read.",
        "NEW.status = 'published' AND OLD.status <> 'published' AND NOT EXISTS "
        "(SELECT 1 FROM archive_edition e WHERE e.statement_id = NEW.id "
        "AND e.state = 'current' AND e.statement_version = OLD.version)",
    ),
    Rule(
        "statement_retracted_with_edition", STATEMENT, "UPDATE",
        "A statement is retracted with its edition.",
        "NEW.status = 'retracted' AND OLD.status <> 'retracted' AND EXISTS "
        "(SELECT 1 FROM archive_edition e WHERE e.statement_id = NEW.id AND e.state = 'current')",
    ),
    Rule("statement_editor_on_insert", STATEMENT, "INSERT", then=RECORD_EDITOR),
    Rule(
        "statement_editor_on_update", STATEMENT, "UPDATE",
        broken="NEW.version <> OLD.version AND NEW.status = OLD.status", then=RECORD_EDITOR,
    ),
    *locked_with_statement("archive_statementtarget"),
    *locked_with_statement("archive_statement_topics"),
    *locked_with_statement("archive_annotation", extra="ROW.visibility = 'public'"),
]  # fmt: skip

# TRUNCATE passes row triggers by; PostgreSQL has triggers for it, SQLite has no TRUNCATE.
NEVER_TRUNCATED = (
    "archive_articletext", "archive_event", "archive_edition", "archive_editiontarget",
    "archive_editiontopic", "archive_statementeditor",
)  # fmt: skip


def trigger_name(rule: Rule) -> str:
    return f"propos_{rule.name}"


def expected_triggers(vendor: str) -> set[str]:
    names = {trigger_name(rule) for rule in RULES}
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
        for rule in RULES:
            if connection.vendor == SQLITE:
                cursor.execute(sqlite_trigger(rule))
                continue
            for statement in postgresql_trigger(rule):
                cursor.execute(statement)
        if connection.vendor == POSTGRESQL:
            for table in NEVER_TRUNCATED:
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
