"""Words followed by who said them, the subject before its verb: “…,” X said; …, she said.

Languages whose attributions keep this order say so (``subject_leads``).
"""

from collections.abc import Iterator
from typing import Final

from archive.quotes.appositions import ending_at
from archive.quotes.article import Article
from archive.quotes.candidates import Tier
from archive.quotes.nouns import OTHER
from archive.quotes.phrases import Phrase
from archive.quotes.rules.adjuncts import past_adjuncts
from archive.quotes.rules.attributions import extent_of, joined_quotes, second_part
from archive.quotes.rules.content import content_end, content_start, trimmed
from archive.quotes.rules.found import DIRECT, Found, cue_of, kind_of
from archive.quotes.subjects import before
from archive.quotes.tokens import QUOTE, Sentence
from archive.quotes.verbs import FINITE, Group

_TITLE: Final = 6  # tokens of « the former harbour minister » before a name
_SHORTEST: Final = 3  # tokens of words without marks


def tag(article: Article, sentence: Sentence) -> Iterator[Found]:
    """“…,” X said on Tuesday, “…” ; …, she said."""
    for group, source in _tags(article, sentence):
        at = _content_before(article, sentence, source)
        if at is None or _reports_after(article, sentence, group, at):
            continue
        if sentence.tokens[at].kind == QUOTE:
            yield from _quoted(article, sentence, group, source, at)
            continue
        begun = content_start(article, sentence, at)
        first, last = trimmed(sentence, begun, at)
        if last - first >= _SHORTEST and _is_clause(article, sentence, first, last):
            kind = kind_of(sentence, first, last)
            yield Found("tag", first, last, kind, source, cue_of(group), Tier.MEDIUM)


def tag_inside(article: Article, sentence: Sentence) -> Iterator[Found]:
    """The hall, X said, would open in May."""
    tokens, language = sentence.tokens, article.language
    for group, source in _tags(article, sentence):
        comma = _content_before(article, sentence, source)
        is_between = group.last < len(tokens) and tokens[group.last].low == ","
        if comma is None or tokens[comma].kind == QUOTE or not is_between:
            continue
        after = group.last + 1
        goes_on = after < len(tokens) and (
            tokens[after].low in language.verbs or tokens[after].low in language.auxiliaries
        )
        if not goes_on:
            continue
        last = content_end(article, sentence, after, None)
        first, last = trimmed(sentence, content_start(article, sentence, comma), last)
        if first < comma:
            kind = kind_of(sentence, first, last)
            yield Found("tag inside", first, last, kind, source, cue_of(group), Tier.MEDIUM)


def _tags(article: Article, sentence: Sentence) -> Iterator[tuple[Group, Phrase]]:
    """The verbs of saying that may close their words, with what stands right before them."""
    if not article.language.subject_leads:
        return
    for group in article.groups(sentence):
        if group.form != FINITE or group.is_negated or not group.takes("mark"):
            continue
        source = before(article, sentence, group.first)
        if source is not None and source.last <= group.first and source.kind != OTHER:
            yield group, source


def _quoted(
    article: Article, sentence: Sentence, group: Group, source: Phrase, quote: int
) -> Iterator[Found]:
    for earlier in joined_quotes(article, sentence, quote):
        yield Found("tag", earlier, earlier + 1, DIRECT, source, cue_of(group), Tier.HIGH)
    first, last = extent_of(article, sentence, quote)
    kind = kind_of(sentence, first, last)
    yield Found("tag", first, last, kind, source, cue_of(group), Tier.HIGH)
    second = second_part(article, sentence, group.last, shortest=1)
    if second is not None:
        yield Found("second part", second, second + 1, DIRECT, source, cue_of(group), Tier.HIGH)


def _content_before(article: Article, sentence: Sentence, source: Phrase) -> int | None:
    """The quotation, or the comma, that stands before the subject and its title."""
    tokens, language = sentence.tokens, article.language
    for at in range(source.first - 1, max(-1, source.first - 1 - _TITLE), -1):
        token = tokens[at]
        if token.kind == QUOTE:
            return at
        if token.low == ",":
            return _past_apposition(article, sentence, at)
        is_title = token.is_word and not (
            token.low in language.prepositions
            or token.low in language.conjunctions
            or token.low in language.breaks
            or token.low in language.pronouns
            or token.low in language.verbs
            or token.low in language.cues
            or token.low in language.that
        )
        if not is_title:
            return None
    return None


def _past_apposition(article: Article, sentence: Sentence, comma: int) -> int:
    """“…,” the mayor, X, said: the quotation before; else the comma itself."""
    tokens = sentence.tokens
    outer = ending_at(article, sentence, comma)
    at = outer.first - 1 if outer is not None else comma - 1
    return at if at >= 0 and tokens[at].kind == QUOTE else comma


def _reports_after(article: Article, sentence: Sentence, group: Group, content: int) -> bool:
    """« In May, X said the hall … », « Asked why, X said: “…” »: the words follow the verb."""
    tokens, language = sentence.tokens, article.language
    if group.last >= len(tokens):
        return False
    first = tokens[group.last]
    if first.low in (".", ";", "!", "?", "..."):
        return False
    if first.low == "," and tokens[content].kind != QUOTE:
        return group.last + 1 < len(tokens) and tokens[group.last + 1].kind == QUOTE
    if first.low in language.that or first.low == ":" or first.kind == QUOTE:
        return True
    if tokens[content].kind == QUOTE:
        return False
    at = past_adjuncts(article, sentence, group)
    if at is None:
        return False
    return tokens[at].is_word or tokens[at].kind == QUOTE or tokens[at].low == ":"


def _is_clause(article: Article, sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words hold a finite verb: « In the spring » are nobody's words."""
    language = article.language
    subordinates = language.subordinators | language.prepositions | language.relatives
    if sentence.tokens[first].low in subordinates:
        return False
    return any(
        token.low in language.verbs or token.low in language.auxiliaries
        for token in sentence.tokens[first:last]
    )
