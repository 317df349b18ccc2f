"""Words given to a source by a preposition: « Selon X, … », « …, d'après Y », « Pour Z, … »."""

from collections.abc import Iterator
from typing import Final

from archive.quotes.article import Article, has_quote
from archive.quotes.candidates import Tier
from archive.quotes.nouns import SPEAKING
from archive.quotes.phrases import (
    ANONYMOUS,
    COLLECTIVE,
    DOCUMENT,
    FUNCTION,
    OTHER,
    PERSON,
    PRONOUN,
    Phrase,
)
from archive.quotes.rules.content import content_end, content_start, trimmed
from archive.quotes.rules.found import DIRECT, Found, kind_of
from archive.quotes.rules.quoted import is_sentence_like
from archive.quotes.rules.voices import begins_source
from archive.quotes.subjects import unnamed_source
from archive.quotes.tokens import QUOTE, Sentence
from archive.quotes.verbs import is_adverb

_SHORT: Final = 4  # tokens: less is no sentence


def source_first(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« Selon Ismaël Emelien, l'un des conseillers du ministre, « … » »"""
    tokens = sentence.tokens
    for at in _places(article, sentence):
        length = begins_source(article, sentence, at) or _weak(article, sentence, at)
        if not length or not _begins_clause(article, sentence, at):
            continue
        source, comma = _source(article, sentence, at + length)
        if source is None or comma is None:
            continue
        begun = _past_insertion(article, sentence, comma + (tokens[comma].low in (",", ":")))
        if begun >= len(tokens):
            continue
        last = content_end(article, sentence, begun, None)
        first, last = trimmed(sentence, begun, last)
        if last <= first or (last - first < 4 and not has_quote(tokens[first:last])):
            continue
        yield Found(
            "source first", first, last, kind_of(sentence, first, last), source,
            (at, at + length), Tier.HIGH,
        )  # fmt: skip


def _places(article: Article, sentence: Sentence) -> list[int]:
    """Where a source may begin."""
    weak = article.language.weak_starts
    certain = article.sources(sentence)
    return [at for at, token in enumerate(sentence.tokens) if at in certain or token.low in weak]


def _past_insertion(article: Article, sentence: Sentence, at: int) -> int:
    """Past « cependant, » or « faisant allusion à l'affaire, » before the words."""
    tokens = sentence.tokens
    if (
        at + 1 < len(tokens)
        and is_adverb(tokens[at].low, article.language)
        and tokens[at + 1].low == ","
    ):
        return at + 2
    if at < len(tokens) and tokens[at].low.endswith("ant") and tokens[at].is_word:
        closing = _comma(sentence, at, near=16)
        if (
            closing is not None
            and tokens[closing + 1 : closing + 2]
            and tokens[closing + 1].kind == QUOTE
        ):
            return closing + 1
    return at


def _weak(article: Article, sentence: Sentence, at: int) -> int:
    """« Pour X, » is a source only before somebody."""
    tokens = sentence.tokens
    for source in article.language.weak_starts.get(tokens[at].low, ()):
        end = at + len(source)
        if tuple(token.low for token in tokens[at:end]) != source or end >= len(tokens):
            continue
        phrase = _phrase(article, sentence, end)
        if phrase is None or phrase.kind not in (PERSON, PRONOUN, FUNCTION, ANONYMOUS, COLLECTIVE):
            continue
        if (
            phrase.kind == COLLECTIVE
            and not phrase.people
            and (
                phrase.head in article.language.countries
                or (
                    phrase.head not in article.language.bodies
                    and not any(
                        one.is_capital for one in tokens[phrase.first + 1 : phrase.first + 2]
                    )
                )
            )
        ):
            continue
        if phrase.last < len(tokens) and tokens[phrase.last].low == ",":
            return len(source)
    return 0


def _begins_clause(article: Article, sentence: Sentence, at: int) -> bool:
    tokens = sentence.tokens
    if at == 0:
        return True
    before = tokens[at - 1]
    if before.low in ("—", "–", "-", ":", ";", ")") or before.low in article.language.breaks:
        return True
    if before.low in article.language.conjunctions or (
        before.low in ("toujours", "still") and at == 1
    ):
        return True
    if (
        before.low == ","
        and at > 1
        and (
            tokens[at - 2].low in article.language.conjunctions
            or tokens[at - 2].low in article.language.breaks - article.language.that
        )
    ):
        return True
    # « En effet, selon X, … », « Toutefois, selon X, … »
    return before.low == "," and at <= 5 and not any(
        token.low in article.language.verbs or token.kind == QUOTE for token in tokens[:at]
    )  # fmt: skip


def _phrase(article: Article, sentence: Sentence, at: int) -> Phrase | None:
    tokens = sentence.tokens
    if at < len(tokens) and tokens[at].kind == QUOTE and tokens[at].end - tokens[at].start < 40:
        return Phrase(at, at + 1, COLLECTIVE, (), "«")
    if at < len(tokens) and tokens[at].low in article.language.unnamed_sources:
        return unnamed_source(article, sentence, at)
    if at < len(tokens) and tokens[at].low in article.language.pronouns:
        gender, number = article.language.pronouns[tokens[at].low]
        return Phrase(at, at + 1, PRONOUN, (), tokens[at].low, gender, number)
    return article.phrases(sentence).at(at)


def _source(article: Article, sentence: Sentence, at: int) -> tuple[Phrase | None, int | None]:
    """Who the source is, and where its phrase ends, appositions included."""
    tokens = sentence.tokens
    phrase = _phrase(article, sentence, at)
    if phrase is None:
        return None, None
    if phrase.number == "no":
        # « Selon ce que rapportent des médias »: who reports it comes later.
        reporters = [one for one in article.phrases(sentence).all() if one.first > at]
        phrase = next(
            (one for one in reporters if one.kind in SPEAKING and not one.is_governed), None
        )
        if phrase is None or phrase.first > at + 8:
            return None, None
    end = _comma(sentence, phrase.last)
    after = phrase.last
    follows = tokens[after] if after < len(tokens) else None
    if follows is not None and (
        follows.kind == QUOTE
        or (follows.low in article.language.determiners and phrase.kind != DOCUMENT)
    ):
        return phrase, after
    if end is None:
        return None, None
    if phrase.kind in (DOCUMENT, OTHER):
        phrase = _maker(article, sentence, phrase, end) or phrase
    return _past_apposition(article, sentence, phrase, end)


def _past_apposition(
    article: Article, sentence: Sentence, phrase: Phrase, end: int
) -> tuple[Phrase, int]:
    """« Selon X, maire de Y, … », « Selon le maire de Y, X, … »: who it is, and the comma after."""
    after = end + 1
    tokens = sentence.tokens
    apposed = article.phrases(sentence).at(after)
    is_complement = after < len(tokens) and tokens[after].low in article.language.complements
    if (phrase.kind == PERSON and is_complement) or (
        apposed is None and after < len(tokens) and _is_bare_noun(article, sentence, after)
    ):
        apposed = phrase
    if apposed is not None and (
        apposed.kind in (FUNCTION, ANONYMOUS)
        or (apposed.kind == COLLECTIVE and phrase.kind == PERSON and tokens[after].is_capital)
        or apposed is phrase
        or (
            apposed.kind == PERSON
            and phrase.kind in (FUNCTION, ANONYMOUS)
            and len(apposed.people) == 1
        )
    ):
        closing = _comma(sentence, max(apposed.last, after), near=12)
        if closing is not None and _is_apposition(article, sentence, after, closing):
            if apposed.kind == PERSON and phrase.kind != PERSON:
                phrase = apposed
            return phrase, closing
    return phrase, end


def _is_bare_noun(article: Article, sentence: Sentence, at: int) -> bool:
    """« Selon X, maître de conférences, … »: a noun without its article tells what X is."""
    token, language = sentence.tokens[at], article.language
    if token.low in language.functions or token.low in language.people:
        return True
    return (
        token.is_word
        and not token.is_capital
        and not (
            token.low in language.determiners
            or token.low in language.pronouns
            or token.low in language.prepositions
            or token.low in language.breaks
            or token.low in language.verbs
            or token.low in language.clitics
            or is_adverb(token.low, language)
            or token.low.endswith("ant")
        )
    )


def _maker(article: Article, sentence: Sentence, phrase: Phrase, end: int) -> Phrase | None:
    """« les résultats communiqués par la Haute autorité »: who made them known."""
    tokens = sentence.tokens
    for at in range(phrase.first, end):
        if tokens[at].low in article.language.agents:
            maker = article.phrases(sentence).at(at + 1)
            if maker is not None and maker.kind != OTHER:
                return maker
    return None


def _comma(sentence: Sentence, at: int, *, near: int = 30) -> int | None:
    depth = 0
    for index in range(at, min(len(sentence.tokens), at + near)):
        low = sentence.tokens[index].low
        depth += (low == "(") - (low == ")")
        if low == "," and depth <= 0:
            return index
        if low == ":" and depth <= 0:
            after = sentence.tokens[index + 1 : index + 2]
            return index if after and after[0].kind == QUOTE else None
        if low == ";":
            return None
        if sentence.tokens[index].kind == QUOTE and index == at:
            return None
    return None


def _is_apposition(article: Article, sentence: Sentence, first: int, last: int) -> bool:
    language = article.language
    return not any(
        token.low in language.verbs
        or token.low in language.auxiliaries
        or token.kind == QUOTE
        or (
            token.low in language.cues
            and language.cues[token.low].tense == "finite"
            and token.low not in language.functions
        )
        or token.low in language.pronouns
        for token in sentence.tokens[first:last]
    )


def _goes_on(article: Article, sentence: Sentence, at: int) -> bool:
    tokens = sentence.tokens
    if at + 3 >= len(tokens) or tokens[at].low != "," or not tokens[at + 1].is_word:
        return False
    if tokens[at + 1].low in article.language.relatives | article.language.breaks:
        return False
    return not _is_apposition(article, sentence, at + 1, len(tokens))


def _resumed(
    article: Article, sentence: Sentence, source: Phrase, first: int, last: int
) -> int | None:
    """Where the words of tokens ``[first, last)`` go on after their source, None when they end."""
    if _goes_on(article, sentence, source.last):
        return source.last + 1
    comma = _comma(sentence, source.last, near=2)
    if comma is None or sentence.tokens[last].low != ",":
        return None
    comma = _past_apposition(article, sentence, source, comma)[1]
    # « Le club compte, selon X, deux mille abonnés »: a verb waits for its object.
    outline = article.phrases(sentence).outline
    waits = outline.is_verb(last - 1, first) or last - first < _SHORT
    return comma + 1 if waits and comma + 1 < len(sentence.tokens) else None


def source_last(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« Le futur ministre pourrait être Michel Sapin, selon I-Télé »"""
    tokens = sentence.tokens
    for at, length in sorted(article.sources(sentence).items()):
        if not at or _begins_clause(article, sentence, at):
            continue
        source = _phrase(article, sentence, at + length)
        if source is None:
            continue
        if source.kind in (DOCUMENT, OTHER):
            source = _maker(article, sentence, source, len(tokens)) or source
        before = at - (tokens[at - 1].low == ",")
        quote = tokens[before - 1] if before else None
        if (
            quote is not None
            and quote.kind == QUOTE
            and is_sentence_like(quote, article.reading.text)
        ):
            yield Found(
                "source last", before - 1, before, DIRECT, source, (at, at + length), Tier.HIGH
            )
            continue
        begun = content_start(article, sentence, before)
        first, last = trimmed(sentence, begun, before)
        resumed = _resumed(article, sentence, source, first, before)
        if resumed is not None:
            # « X, selon Y, vise à … »: the words go on after their source.
            last = trimmed(sentence, begun, content_end(article, sentence, resumed, None))[1]
        if last - first < _SHORT:
            continue
        kind = kind_of(sentence, first, last)
        yield Found(
            "source last", first, last, kind, source, (at, at + length), Tier.LOW
            if source.kind in (DOCUMENT, OTHER) else Tier.MEDIUM,
        )  # fmt: skip
