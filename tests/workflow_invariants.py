"""What must be true of the archive after every act, read from the tables by plain SQL."""

import json
from typing import Any

from django.db import connection

from archive.models import Edition, Event
from archive.models.digests import sha256_of_content
from archive.models.event import sha256_of_event

Row = tuple[Any, ...]

# Each query finds the rows that break the rule it is named for.
BROKEN = {
    "a statement has two current editions": """
        SELECT statement_id, COUNT(*) FROM archive_edition WHERE state = 'current'
        GROUP BY statement_id HAVING COUNT(*) > 1""",
    "a published statement has no edition of the version that was read": """
        SELECT s.id FROM archive_statement s WHERE s.status = 'published' AND NOT EXISTS (
            SELECT 1 FROM archive_edition e WHERE e.statement_id = s.id
            AND e.state = 'current' AND e.statement_version = s.version - 1)""",
    "a rejected or retracted statement is in print": """
        SELECT s.id FROM archive_statement s
        JOIN archive_edition e ON e.statement_id = s.id AND e.state = 'current'
        WHERE s.status IN ('rejected', 'retracted')""",
    "who submitted an edition approved it": """
        SELECT id FROM archive_edition WHERE approved_by_id = submitted_by_id""",
    # Editions before this one that stood when it was made: one retracted later than this one was
    # made would have been superseded by it.
    "who edited an edition approved it": """
        SELECT e.id FROM archive_edition e
        JOIN archive_statementeditor w ON w.statement_id = e.statement_id
            AND w.user_id = e.approved_by_id AND w.version <= e.statement_version
        WHERE w.version > COALESCE((SELECT MAX(b.statement_version) FROM archive_edition b
            WHERE b.statement_id = e.statement_id AND b.number < e.number
            AND b.state IN ('current', 'superseded')), 0)""",
    "a retraction is the work of one person": """
        SELECT id FROM archive_edition WHERE state = 'retracted' AND (withdrawn_by_id IS NULL
            OR withdrawal_asked_by_id IS NULL OR withdrawn_by_id = withdrawal_asked_by_id)""",
    "the words of a statement are not at their place": """
        SELECT s.id FROM archive_statement s JOIN archive_articletext t ON t.id = s.text_id
        WHERE t.article_id <> s.article_id
        OR substr(t.body, s."start" + 1, s."end" - s."start") <> s.exact""",
    "the words of an edition are not at their place": """
        SELECT e.id FROM archive_edition e JOIN archive_articletext t ON t.id = e.text_id
        WHERE t.article_id <> e.article_id
        OR substr(t.body, e."start" + 1, e."end" - e."start") <> e.exact""",
    "editions are not numbered one after the other": """
        SELECT statement_id FROM archive_edition GROUP BY statement_id
        HAVING MIN(number) <> 1 OR MAX(number) <> COUNT(*)""",
    "a version was edited by nobody or by two people": """
        SELECT statement_id, version FROM archive_statementeditor
        GROUP BY statement_id, version HAVING COUNT(*) > 1""",
    "a statement in review was submitted by nobody": """
        SELECT id FROM archive_statement WHERE status IN ('in_review', 'published')
        AND (submitted_by_id IS NULL OR content_sha256 = '')""",
    "an edition is not what was submitted": """
        SELECT s.id FROM archive_statement s JOIN archive_edition e ON e.statement_id = s.id
        WHERE s.status = 'published' AND e.state = 'current' AND e.sha256 <> s.content_sha256""",
}

HISTORY = """
    SELECT id, at, verb, record_type, record_id, record_label, actor_id, actor_name, changes,
           category, reason, previous_sha256, sha256
    FROM archive_event ORDER BY id"""


def rows(query: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def history() -> list[Row]:
    return rows(HISTORY)


def check_rules() -> None:
    """Every rule at once, the foreign keys included."""
    broken = {rule: found for rule, query in BROKEN.items() if (found := rows(query))}
    assert not broken
    connection.check_constraints()


def check_digests(known: set[int]) -> None:
    """Editions not in ``known`` have the digest of their content; adds them to it."""
    unseen = {number for (number,) in rows("SELECT id FROM archive_edition")} - known
    for edition in Edition.objects.filter(pk__in=unseen) if unseen else ():
        assert edition.sha256 == sha256_of_content(edition.content())
        known.add(edition.pk)


def check_history(before: list[Row]) -> list[Row]:
    """Nothing of what was told before is different now; each row holds the digest of the last.

    Returns the history as it is now.
    """
    now = history()
    assert now[: len(before)] == before
    digests = [row[-1] for row in now]
    assert [row[-2] for row in now] == ["", *digests[:-1]][: len(now)]
    fresh = [row[0] for row in now[len(before) :]]
    for event in Event.objects.filter(pk__in=fresh) if fresh else ():
        assert event.sha256 == sha256_of_event(event)
    return now


def versions_told(told: list[Row]) -> dict[int, list[list[int]]]:
    """{statement: [[version before, version after], …]} in the order of history."""
    found: dict[int, list[list[int]]] = {}
    for row in told:
        changes = row[8] if isinstance(row[8], dict) else json.loads(row[8])
        if row[3] == "archive.statement" and "version" in changes:
            found.setdefault(row[4], []).append(changes["version"])
    return found


def check_versions(told: list[Row]) -> None:
    """Versions count by one, and history tells of each."""
    changes = versions_told(told)
    for statement, version in rows("SELECT id, version FROM archive_statement"):
        expected = [[number, number + 1] for number in range(1, version)]
        assert changes.get(statement, []) == expected
