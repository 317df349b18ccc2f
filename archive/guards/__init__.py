"""The rules the database itself keeps: what it refuses, on SQLite and PostgreSQL alike.

A rule here holds for every path: form, bulk action, import, shell, raw SQL, superuser. Each is
written once, as a SQL condition that must not come true; ``archive.integrity`` makes a trigger of
it on either database. What the database cannot know is who is typing: the names in
``modified_by``, ``submitted_by`` and ``approved_by`` are what the application wrote there.
"""

from archive.guards import (
    coverage,
    desk,
    editions,
    history,
    people,
    readers,
    statements,
    suggestions,
)
from archive.guards.editions import EDITION_FROZEN, EDITION_STATE, WITHDRAWAL_WORDS
from archive.guards.rule import POSTGRESQL, SQLITE, Rule
from archive.guards.statements import (
    LEGAL_MOVES,
    STATEMENT_CONTENT,
    STATEMENT_KEPT,
    STATEMENT_PLACE,
    STATEMENT_WORDS,
)

__all__ = [
    "EDITION_FROZEN", "EDITION_STATE", "LEGAL_MOVES", "NEVER_TRUNCATED", "POSTGRESQL", "RULES",
    "SQLITE", "STATEMENT_CONTENT", "STATEMENT_KEPT", "STATEMENT_PLACE", "STATEMENT_WORDS",
    "WITHDRAWAL_WORDS", "Rule",
]  # fmt: skip

RULES: list[Rule] = [
    *history.RULES, *statements.RULES, *editions.RULES, *people.RULES, *desk.RULES,
    *suggestions.RULES, *coverage.RULES, *readers.RULES,
]  # fmt: skip

# TRUNCATE passes row triggers by; PostgreSQL has triggers for it, SQLite has no TRUNCATE.
NEVER_TRUNCATED = (
    "archive_articletext", "archive_event", "archive_edition", "archive_editiontarget",
    "archive_editiontopic", "archive_statementeditor", "archive_statement", "archive_article",
    "archive_statementtarget", "archive_statement_topics", "archive_annotation",
    "archive_comment", "archive_excerptoverride", "archive_person", "archive_personmerge",
    "archive_suggestion", "archive_suggestiontarget",
)  # fmt: skip
