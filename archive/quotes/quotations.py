"""The quotations between marks of an article, whoever spoke: where an editor goes next."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from archive.quotes.anchoring import BadSpan, trim
from archive.quotes.article import Article
from archive.quotes.detection import Examined, examine
from archive.quotes.names import Registry
from archive.quotes.rules.found import DIRECT, INDIRECT, MIXED
from archive.quotes.rules.quoted import inner, is_offence, opens_with_pronoun
from archive.quotes.tokens import POINT, QUOTE, Sentence

NOBODY: Final = Registry(())
# Tokens between a verb of saying and the word or two between marks that it gives to somebody.
_NEAR: Final = 7
_OMISSIONS: Final = "[("  # « “[laisser] abattre” »


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words worth an annotation, ``text[start:end]`` as the desk anchors them, and their kind."""

    start: int
    end: int
    kind: str


def quotations_in(text: str, *, language: str = "fr") -> tuple[Quoted, ...]:
    """The quotations between marks that may be somebody's words, in reading order, none
    overlapping another.

    Of a reported clause that holds marks, the whole clause, as the detector bounds it. Titles,
    names, charges and a word or two between marks are left out where no verb of saying leads to
    them. Linear in the text. Raises ``ValueError`` for a language without a table.
    """
    return quoted_in(examine(text, NOBODY, language=language))


def quoted_in(examined: Examined) -> tuple[Quoted, ...]:
    """The same, of an article already examined."""
    text = examined.text
    direct = _own_sentences(examined.article)
    places = [
        (one.start, one.end, DIRECT if (one.start, one.end) in direct else one.kind)
        for one in examined.candidates
        if one.kind != INDIRECT
    ]
    for sentence in examined.article.sentences:
        places.extend(_led_to(examined.article, sentence))
    return tuple(sorted(_trimmed(text, places), key=lambda one: one.start))


def _own_sentences(article: Article) -> set[tuple[int, int]]:
    """« a déclaré “nous avons …” »: quotations that begin with a subject of their own."""
    found = set()
    for sentence in article.sentences:
        for token in sentence.tokens:
            if token.kind == QUOTE and opens_with_pronoun(article, token):
                place = article.reading.source(token.start, token.end)
                found.add((place.start, place.end))
    return found


def _led_to(article: Article, sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """« qualifié de “lâche” », « déplore l'“immobilisme” »: what no rule has taken."""
    for at, token in enumerate(sentence.tokens):
        if token.kind != QUOTE or sentence.has_taken(at) or is_offence(article, sentence, at):
            continue
        if _is_led_to(article, sentence, at):
            place = article.reading.source(token.start, token.end)
            yield place.start, place.end, MIXED


def _is_led_to(article: Article, sentence: Sentence, at: int) -> bool:
    # What begins large is a name: « au “20 Heures” », « appelée “Doris” ».
    first = inner(sentence.tokens[at], article.reading.text)[:1]
    if not first.islower() and first not in _OMISSIONS:
        return False
    for group in article.groups(sentence):
        between = sentence.tokens[group.last : at]
        if group.last <= at and len(between) < _NEAR and group.takes("mark"):
            return not any(token.kind in (POINT, QUOTE) for token in between)
    return False


def _trimmed(text: str, places: list[tuple[int, int, str]]) -> Iterator[Quoted]:
    for start, end, kind in places:
        try:
            words = trim(text, start, end)
        except BadSpan:
            continue
        yield Quoted(words.start, words.end, kind)
