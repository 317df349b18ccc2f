"""The article beside the form: its text as printed, with the statements already taken from it."""

from dataclasses import dataclass
from typing import Any

from archive.marking import Mark, segments
from archive.models import ArticleText, Statement, Suggestion
from archive.quotes import anchoring
from archive.quotes.anchoring import Span

READ_TEXT = "archive.read_articletext"
PROPOSED = 0  # the mark of words that are proposed; no statement has this number


@dataclass(frozen=True, slots=True)
class Passage:
    """A statement's words between the text before and after them."""

    before: str
    words: str
    after: str


def passage(statement: Statement, user: Any) -> Passage:
    """The words in their paragraph, with one paragraph before and after.

    The words alone for a user who may not read full texts.
    """
    before = after = ""
    if user.has_perm(READ_TEXT):
        before, after = anchoring.context(
            statement.text.body, statement.start, statement.end, paragraphs=1
        )
    return Passage(before=before, words=statement.exact, after=after)


def text_panel(
    text: ArticleText,
    user: Any,
    *,
    focus: Statement | None = None,
    proposed: Span | None = None,
) -> list[list[dict[str, Any]]] | None:
    """Paragraphs of pieces of text, each with the statement it belongs to (the innermost one), or
    marked as the words that the detector proposes.

    None for a user who may not read full texts.
    """
    if not user.has_perm(READ_TEXT):
        return None
    statements = {
        statement.pk: statement
        for statement in Statement.objects.filter(text=text).exclude(status="rejected")
    }
    marks = [Mark(s.start, s.end, s.pk) for s in statements.values()]
    if proposed:
        marks.append(Mark(proposed.start, proposed.end, PROPOSED))
    return [
        [
            {
                "text": segment.text,
                "statement": statements.get(segment.key),
                "is_focus": focus is not None and segment.key == focus.pk,
                "is_proposed": segment.key == PROPOSED,
            }
            for segment in paragraph
        ]
        for paragraph in segments(text.body, marks)
    ]


def proposed_panel(suggestion: Suggestion, user: Any) -> list[list[dict[str, Any]]] | None:
    """The text of a suggestion, its words marked."""
    words = Span(suggestion.start, suggestion.end)
    return text_panel(suggestion.text, user, proposed=words)
