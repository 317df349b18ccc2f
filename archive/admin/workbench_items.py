"""The items of the annotation desk with what only words can tell: why a suggestion was made, what
an editor changed of it."""

from collections.abc import Iterable
from typing import Any

from archive.admin.suggestion_rows import Printed
from archive.admin.suggestion_words import changes_in_words, evidence_in_words, rule_in_words
from archive.annotating.records import record_of, record_of_suggestion
from archive.models import ArticleText, Statement, Suggestion


def items_shown(
    statements: Iterable[Statement],
    suggestions: Iterable[Suggestion],
    text: ArticleText,
    folded: frozenset[str],
) -> list[dict[str, Any]]:
    """All of them in reading order, those around others first."""
    printed = Printed(text.body)
    found = [with_corrections(one, record_of(one, text)) for one in statements]
    found += [
        record_of_suggestion(one, is_folded=one.is_folded_by(folded)) | {"why": why(one, printed)}
        for one in suggestions
    ]
    return sorted(found, key=lambda one: (one["span"]["start"], -one["span"]["end"], one["item"]))


def with_corrections(statement: Statement, record: dict[str, Any]) -> dict[str, Any]:
    """A statement made of a suggestion tells what was changed of it."""
    made_of = getattr(statement, "suggestion", None)
    if made_of is None:
        return record
    changes = changes_in_words(made_of.corrections)
    return record | {
        "why": {"rule": rule_in_words(made_of.rule), "evidence": []},
        "corrected": [[one.part, one.proposed, one.kept] for one in changes],
    }


def why(suggestion: Suggestion, printed: Printed) -> dict[str, Any]:
    evidence = [
        evidence_in_words(one, printed.paragraph_of(one["start"])) for one in suggestion.evidence
    ]
    return {"rule": rule_in_words(suggestion.rule), "evidence": evidence}
