"""What the text says of words an editor has chosen: their kind, who is named, who is meant."""

from typing import Final

from archive.annotating.people import as_known
from archive.detecting import base_of, is_read
from archive.models import Person, Statement, StatementTarget
from archive.quotes import inferring
from archive.quotes.anchoring import Span
from archive.quotes.designations import attribution_near
from archive.quotes.designations import mention_of as mention_near

LONGEST_ATTRIBUTION: Final = Statement._meta.get_field("attribution").max_length
LONGEST_MENTION: Final = StatementTarget._meta.get_field("mention").max_length


def span_of(statement: Statement) -> Span:
    return Span(statement.start, statement.end)


def language_applied(code: str) -> str:
    """The language whose rules are applied: French for what the detector has no table of."""
    language = base_of(code)
    return language if is_read(language) else "fr"


def kind_of(statement: Statement) -> str:
    return inferring.kind_of(
        statement.text.body,
        statement.start,
        statement.end,
        language=language_applied(statement.language),
    )


def attribution_of(statement: Statement) -> str:
    """The words by which the article names the speaker beside the statement; "" for none."""
    if statement.speaker is None:
        return ""
    found = attribution_near(
        statement.text.body,
        span_of(statement),
        as_known(statement.speaker),
        language=language_applied(statement.language),
    )
    return words_at(statement, found, LONGEST_ATTRIBUTION)


def mention_of(statement: Statement, person: Person) -> str:
    """The words that designate somebody whom the statement is about; "" for none."""
    found = mention_near(
        statement.text.body,
        span_of(statement),
        as_known(person),
        language=language_applied(statement.language),
    )
    return words_at(statement, found, LONGEST_MENTION)


def words_at(statement: Statement, found: Span | None, longest: int) -> str:
    if found is None or found.end - found.start > longest:
        return ""
    return statement.text.body[found.start : found.end]
