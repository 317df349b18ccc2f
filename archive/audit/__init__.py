"""The audit of an archive: everything it claims, computed again from what the database holds.

One module a subject. A check reads and reports; it mends nothing, and its findings name records
by number and never quote them. ``manage.py check_archive`` runs them all.
"""

from collections.abc import Iterator

from django.db import DatabaseError

from archive.audit import (
    anchors,
    chain,
    constraints,
    days,
    editions,
    history,
    merges,
    references,
    search,
    suggestions,
    tallies,
    texts,
    triggers,
)
from archive.audit.finding import Check, Count, Finding


def checks(*, since: str = "") -> list[Check]:
    """Every check, the rules of the database first. ``since`` is a head of history noted once:
    the chain must still hold it."""
    return [
        triggers.CHECK,
        constraints.CHECK,
        references.CHECK,
        texts.CHECK,
        anchors.CHECK,
        days.CHECK,
        editions.EDITIONS,
        editions.SUBMISSIONS,
        merges.CHECK,
        tallies.CHECK,
        search.CHECK,
        suggestions.CHECK,
        chain.check_since(since),
        history.CHECK,
    ]


def findings_of(check: Check, count: Count) -> Iterator[Finding]:
    """What a check finds. One that a damaged value stops is itself a finding; an error of the
    database is not, and is raised."""
    try:
        yield from check.findings(count)
    except DatabaseError:
        raise
    except Exception as problem:
        message = f"This check broke off at a value that cannot be read ({type(problem).__name__})."
        yield Finding(check.name, "", None, message)
