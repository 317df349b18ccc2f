"""The rules the database itself keeps: what it refuses, on SQLite and PostgreSQL alike.

A rule here holds for every path: form, bulk action, import, shell, raw SQL, superuser. Each is
written once, as a SQL condition that must not come true; ``archive.integrity`` makes a trigger of
it on either database. What the database cannot know is who is typing: the names in
``modified_by``, ``submitted_by`` and ``approved_by`` are what the application wrote there.
"""

from dataclasses import dataclass

SQLITE = "sqlite"
POSTGRESQL = "postgresql"

LEGAL_MOVES = {
    "draft": ("in_review", "rejected", "retracted"),
    "in_review": ("returned", "rejected", "published", "retracted"),
    "returned": ("in_review", "rejected", "retracted"),
    "published": ("draft", "retracted"),
    "rejected": ("draft",),
    "retracted": ("draft",),
}

STATEMENT_CONTENT = (
    "article_id", "text_id", "start", "end", "exact", "prefix", "suffix", "kind", "speaker_id",
    "speaker_type", "attribution", "speaker_role", "via", "said_on", "said_from", "said_to",
    "place", "setting", "certainty", "certainty_reason", "language",
)  # fmt: skip
# What a statement keeps from its creation on.
STATEMENT_KEPT = ("id", "client_key", "created_by_id", "created_at")
EDITION_STATE = ("state", "closed_at", "reason", "public_note", "withdrawal_asked_by_id",
                 "withdrawn_by_id")  # fmt: skip
EDITION_FROZEN = (
    "id", "statement_id", "number", "statement_version", "exact", "kind", "language", "speaker_id",
    "speaker_name", "speaker_type", "attribution", "speaker_role", "via", "said_on", "said_from",
    "said_to", "place", "setting", "certainty", "certainty_reason", "notes", "article_id", "title",
    "title_is_derived", "outlet_name", "byline", "published", "published_from", "published_to",
    "url", "archived_url", "dateline", "agency",
    "text_id", "start", "end", "prefix", "suffix", "sha256", "submitted_by_id", "approved_by_id",
    "approved_at", "sort_day",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One trigger: before ``event`` on ``table``, refuse with ``message`` when ``broken`` is true.

    ``broken`` is SQL both databases read; ``IS DIFFERENT FROM`` stands for each one's null-safe
    inequality. A rule with ``then`` writes after the event instead of refusing. A rule with
    ``vendor`` is of that database alone.
    """

    name: str
    table: str
    event: str
    message: str = ""
    broken: str = "1 = 1"
    then: str = ""
    vendor: str = ""


def changed(columns: tuple[str, ...], *, since: str = "OLD") -> str:
    return " OR ".join(f'NEW."{name}" IS DIFFERENT FROM {since}."{name}"' for name in columns)


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


def never_replaced(table: str, *keys: tuple[str, ...]) -> Rule:
    """SQLite's INSERT OR REPLACE deletes the row in its way without firing a DELETE trigger."""
    same = " OR ".join(
        "(" + " AND ".join(f"o.{column} = NEW.{column}" for column in key) + ")"
        for key in (("id",), *keys)
    )
    return Rule(
        f"{table}_never_replaced", table, "INSERT", "A record never takes the place of another.",
        f"EXISTS (SELECT 1 FROM {table} o WHERE {same})",  # noqa: S608  names of this module
        vendor=SQLITE,
    )  # fmt: skip


def kept(table: str, columns: tuple[str, ...] = ("id",)) -> Rule:
    message = "What tells a record from the others cannot be changed."
    return Rule(f"{table}_kept", table, "UPDATE", message, changed(columns))


def locked_with_statement(table: str, extra: str = "1 = 1") -> list[Rule]:
    """Rows that belong to a statement change only while it is on the desk."""
    rules = []
    for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
        condition, ids = extra.replace("ROW.", f"{row}."), f"{row}.statement_id"
        if event == "UPDATE":  # a row may not move away from such a statement either
            condition = f"({condition} OR {extra.replace('ROW.', 'OLD.')})"
            ids = "NEW.statement_id, OLD.statement_id"
        rules.append(
            Rule(
                f"{table}_{event.lower()}_on_desk",
                table,
                event,
                "A statement that is not on the desk cannot be changed: revise it first.",
                f"{condition} AND EXISTS (SELECT 1 FROM archive_statement s "  # noqa: S608
                f"WHERE s.id IN ({ids}) "
                "AND s.status NOT IN ('draft', 'in_review', 'returned'))",
            )
        )
    return [kept(table), never_replaced(table), *rules]


STATEMENT = "archive_statement"
EDITION = "archive_edition"

ANCHOR_BROKEN = (
    "NOT EXISTS (SELECT 1 FROM archive_articletext t WHERE t.id = NEW.text_id "
    "AND t.article_id = NEW.article_id "
    'AND NEW."end" - NEW."start" = length(NEW.exact) '
    'AND substr(t.body, NEW."start" + 1, length(NEW.exact)) = NEW.exact)'
)
# Editors since the last edition that still stands: nobody of them approves the next one.
APPROVER_EDITED = (
    "EXISTS (SELECT 1 FROM archive_statementeditor w WHERE w.statement_id = NEW.statement_id "
    "AND w.user_id = NEW.approved_by_id AND w.version <= NEW.statement_version "
    "AND w.version > COALESCE((SELECT MAX(e.statement_version) FROM archive_edition e "
    "WHERE e.statement_id = NEW.statement_id AND e.number < NEW.number "
    "AND e.state IN ('current', 'superseded')), 0))"
)
NOT_AS_REVIEWED = (
    "NEW.state <> 'current' OR NOT EXISTS (SELECT 1 FROM archive_statement s "  # noqa: S608
    "WHERE s.id = NEW.statement_id AND s.status = 'in_review' "
    "AND s.version = NEW.statement_version AND s.submitted_by_id = NEW.submitted_by_id "
    "AND s.content_sha256 = NEW.sha256 "
    f"AND NOT ({changed(STATEMENT_CONTENT, since='s')}))"
)
# The source and the speaker's name as they stand: nobody writes others into an edition.
NOT_AS_PRINTED = (
    "NOT EXISTS (SELECT 1 FROM archive_article a "
    "LEFT JOIN archive_outlet o ON o.id = a.outlet_id WHERE a.id = NEW.article_id "
    "AND a.title = NEW.title AND a.title_is_derived = NEW.title_is_derived "
    "AND COALESCE(o.name, '') = NEW.outlet_name AND a.byline = NEW.byline "
    "AND a.published = NEW.published AND a.url = NEW.url "
    "AND a.archived_url = NEW.archived_url AND a.place = NEW.dateline "
    "AND a.agency = NEW.agency) OR NEW.speaker_name <> COALESCE("
    "(SELECT p.name FROM archive_person p WHERE p.id = NEW.speaker_id), '')"
)
WITHDRAWAL_WORDS = ("reason", "public_note", "withdrawal_asked_by_id", "withdrawn_by_id")
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
    never_replaced("archive_articletext", ("article_id", "number")),
    *frozen("archive_event", "History"),
    never_replaced("archive_event"),
    *frozen("archive_statementeditor", "The list of editors"),
    never_replaced("archive_statementeditor", ("statement_id", "version", "user_id")),
    *frozen("archive_editiontarget", "An edition"),
    never_replaced("archive_editiontarget"),
    *frozen("archive_editiontopic", "An edition"),
    never_replaced("archive_editiontopic"),
    *frozen(EDITION, "An edition", events=("DELETE",)),
    never_replaced(EDITION, ("statement_id", "number"), ("statement_id", "state")),
    never_replaced(STATEMENT, ("client_key",)),
    kept(STATEMENT, STATEMENT_KEPT),
    *frozen(STATEMENT, "A statement", events=("DELETE",)),
    *frozen("archive_article", "An article", events=("DELETE",)),
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
        "edition_as_printed", EDITION, "INSERT",
        "An edition repeats its source and its speaker as the archive has them.", NOT_AS_PRINTED,
    ),
    Rule(
        "edition_superseded_by_another", EDITION, "UPDATE",
        "An edition is superseded only by the next one.",
        "NEW.state = 'superseded' AND OLD.state <> 'superseded' AND NOT EXISTS "
        "(SELECT 1 FROM archive_statement s WHERE s.id = NEW.statement_id "
        "AND s.status = 'in_review')",
    ),
    Rule(
        "edition_withdrawal_frozen", EDITION, "UPDATE",
        "What was said of a withdrawal cannot be changed.",
        f"OLD.state IN ('retracted', 'removed') AND NEW.state = OLD.state "
        f"AND ({changed(WITHDRAWAL_WORDS)})",
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
        "AND NEW.version <> OLD.version + 1 OR NEW.version NOT IN (OLD.version, OLD.version + 1)",
    ),
    Rule(
        "statement_submitter_kept", STATEMENT, "UPDATE",
        "Who submitted a statement is written when it is submitted.",
        "NEW.submitted_by_id IS DIFFERENT FROM OLD.submitted_by_id "
        "AND NOT (NEW.status = 'in_review' AND OLD.status <> 'in_review')",
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
    Rule(
        "statement_in_print_not_rejected", STATEMENT, "UPDATE",
        "A statement whose edition the public reads is not rejected.",
        "NEW.status = 'rejected' AND OLD.status <> 'rejected' AND EXISTS "
        "(SELECT 1 FROM archive_edition e WHERE e.statement_id = NEW.id AND e.state = 'current')",
    ),
    Rule(
        "statement_digest_of_submission", STATEMENT, "UPDATE",
        "What was submitted is noted when it is submitted.",
        "NEW.content_sha256 <> OLD.content_sha256 AND NEW.status <> 'in_review'",
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
    "archive_editiontopic", "archive_statementeditor", "archive_statement", "archive_article",
    "archive_statementtarget", "archive_statement_topics", "archive_annotation",
)  # fmt: skip
