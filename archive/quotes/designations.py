"""The words by which an article designates, beside words an editor has chosen, who speaks or is
spoken of."""

from archive.quotes.anchoring import Span
from archive.quotes.candidates import KnownPerson


def attribution_near(
    text: str, span: Span, person: KnownPerson, *, language: str = "fr"
) -> Span | None:
    """The words by which the article names this speaker beside the quotation, None without any."""
    return None


def mention_of(text: str, span: Span, person: KnownPerson, *, language: str = "fr") -> Span | None:
    """The words in or beside the quotation that designate this person, None without any."""
    return None
