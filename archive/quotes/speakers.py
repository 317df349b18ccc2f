"""Who a phrase stands for: the person it names, describes or takes up, or the words themselves."""

from dataclasses import dataclass
from typing import Final

from archive.quotes.anchoring import Span
from archive.quotes.article import Article, Spoken, may_be_neuter
from archive.quotes.candidates import TOGETHER, Evidence, Speaker
from archive.quotes.names import Named
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
from archive.quotes.subjects import unnamed_source
from archive.quotes.tokens import Sentence


@dataclass(frozen=True, slots=True)
class Resolved:
    """A speaker, the phrase to remember them by, and what bears it out.

    Spans are of the words as read. ``is_certain`` is False when it was guessed.
    """

    speaker: Speaker
    phrase: Phrase | None = None
    evidence: tuple[Evidence, ...] = ()
    is_certain: bool = True
    antecedent: Spoken | None = None
    source: Sentence | None = None  # the sentence of the phrase
    words: Span | None = None  # whose words are the speaker's name, when it is no record's


# How many sentences before an office, or another calling, somebody may have been spoken of last.
_NEAR: Final = 8
_NEARER: Final = 4

UNKNOWN = Resolved(Speaker("unknown"), is_certain=False)


def resolve(article: Article, sentence: Sentence, phrase: Phrase) -> Resolved:
    """The speaker whom a phrase of this sentence designates."""
    first, last = sentence.tokens[phrase.first], sentence.tokens[phrase.last - 1]
    span = Span(first.start, last.end)
    words = article.words(sentence, phrase.first, phrase.last)
    if phrase.kind == PERSON or (phrase.people and phrase.kind == COLLECTIVE):
        is_one = not any(who.is_homonym for who in phrase.people)
        evidence = _first_naming(article, phrase.people, span)
        return Resolved(
            _named(phrase.people, span, phrase.kind), phrase, evidence, is_certain=is_one
        )
    if phrase.kind == PRONOUN:
        return _pronoun(article, sentence, phrase, span)
    if phrase.kind == FUNCTION:
        return _function(article, sentence, phrase, span, words)
    pair = _pair(article, sentence, phrase, span)
    if pair is not None:
        return pair
    if phrase.kind == ANONYMOUS:
        return Resolved(Speaker("anonymous", words, span=span), phrase, words=span)
    if phrase.kind in (COLLECTIVE, DOCUMENT):
        return Resolved(Speaker("collective", words, span=span), phrase, words=span)
    if phrase.kind == OTHER:
        first = sentence.tokens[phrase.first].low
        kind = "anonymous" if first in article.language.indefinites else "collective"
        return Resolved(Speaker(kind, words, span=span), phrase, is_certain=False, words=span)
    return UNKNOWN


def _first_naming(article: Article, people: tuple[Named, ...], span: Span) -> tuple[Evidence, ...]:
    """Where whoever is called by a surname here was named in full."""
    found = []
    for who in people:
        where = article.naming_of(who)
        if where is not None and not (span.start <= where.start < span.end):
            found.append(Evidence("first naming", where, who.name))
    return tuple(found)


def _pair(article: Article, sentence: Sentence, phrase: Phrase, span: Span) -> Resolved | None:
    """« les deux hommes »: the two people last spoken of together."""
    language = article.language
    lows = {token.low for token in sentence.tokens[phrase.first : phrase.last]}
    if lows.isdisjoint(language.pair_words) or lows.isdisjoint(language.definite):
        return None
    for spoken in reversed(article.spoken):
        people = spoken.phrase.people
        if len(people) == 2 and sentence.number - spoken.last <= 4:
            speaker = _named(people, span, PERSON)
            evidence = Evidence("antecedent", spoken.span, spoken.words)
            return Resolved(speaker, spoken.phrase, (evidence,), False, spoken)
    return None


def _named(people: tuple[Named, ...], span: Span, kind: str) -> Speaker:
    name = TOGETHER.join(one.name for one in people)
    person = people[0].person if len(people) == 1 else None
    is_new = len(people) == 1 and people[0].person is None and not people[0].is_homonym
    return Speaker("collective" if kind == COLLECTIVE else "named", name, person, is_new, span)


def _pronoun(article: Article, sentence: Sentence, phrase: Phrase, span: Span) -> Resolved:
    if phrase.number == "one":
        return _one_of(article, sentence, phrase, span)
    is_last_named = phrase.head in article.language.last_named
    spoken = (
        (_last_named(article, sentence, phrase) if is_last_named else None)
        or _named_before(article, sentence, phrase)
        or article.antecedent(sentence.number, phrase.gender, phrase.number)
        or article.last_named(sentence.number, phrase.gender, phrase.number)
        or _named_before(article, sentence, phrase, in_words=True)
    )
    if spoken is None:
        return Resolved(Speaker("unknown", span=span), is_certain=False)
    resolved = resolve(article, spoken.holder, spoken.phrase)
    speaker = Speaker(
        resolved.speaker.type, resolved.speaker.name, resolved.speaker.person,
        resolved.speaker.is_new, span,
    )  # fmt: skip
    evidence = Evidence("antecedent", spoken.span, spoken.words)
    near = sentence.number - spoken.last <= 1 and spoken.phrase.gender == phrase.gender
    certain = near and resolved.is_certain
    return Resolved(
        speaker, spoken.phrase, (evidence, *resolved.evidence), certain, spoken,
        words=resolved.words,
    )  # fmt: skip


def _last_named(article: Article, sentence: Sentence, phrase: Phrase) -> Spoken | None:
    """Whom « ce dernier », « ces derniers » take up."""
    mentioned = article.last_mentioned(sentence, phrase) if phrase.number == "s" else None
    before = article.before(sentence)
    if mentioned is not None or before is None:
        return mentioned
    for earlier in reversed(article.phrases(before).all()):
        may_speak = earlier.kind in (PERSON, FUNCTION, COLLECTIVE, ANONYMOUS)
        agrees = earlier.number == phrase.number and earlier.gender in ("", phrase.gender)
        if may_speak and agrees:
            return article.spoken_at(before, earlier)
    return None


def _called(article: Article, sentence: Sentence, phrase: Phrase) -> str:
    """« le pape François », « le juge Untel »: the one name that follows the function."""
    tokens = sentence.tokens
    last = phrase.last - 1
    if last <= phrase.first or not tokens[last].is_capital or tokens[last].is_acronym:
        return ""
    follows = tokens[last - 1].low == phrase.head and not tokens[last - 1].is_capital
    is_place = tokens[last].low in article.language.places
    return article.words(sentence, last, phrase.last) if follows and not is_place else ""


def _names_in(sentence: Sentence, phrase: Phrase) -> list[str]:
    """The capitalised words of a function: « la candidate de *Lutte* ouvrière »."""
    tokens = sentence.tokens[phrase.first + 1 : phrase.last]
    return [token.low for token in tokens if token.is_capital]


def added_words(article: Article, sentence: Sentence, phrase: Phrase) -> frozenset[str]:
    """What a function's phrase says beside its noun: « le maire *de Lille* »."""
    language = article.language
    tokens = sentence.tokens[phrase.first : phrase.last]
    return frozenset(
        token.low
        for at, token in enumerate(tokens)
        if token.is_word
        # « le maire UDE » says his party, « la secrétaire de la CFDT » of what she is secretary.
        and not (token.is_acronym and at and phrase.head in tokens[at - 1].low.split("-"))
        and token.low not in language.determiners
        and token.low not in language.complements
        and token.low not in language.plain_adjectives
        and not token.low.startswith("ex-")
        and phrase.head not in token.low.split("-")
    )


def _one_of(article: Article, sentence: Sentence, phrase: Phrase, span: Span) -> Resolved:
    """« dans l'entourage de X, on … »: those who hide there, never X."""
    language = article.language
    for circle in article.phrases(sentence).all():
        if circle.head not in language.entourage or not circle.first:
            continue
        if sentence.tokens[circle.first - 1].low in language.within:
            first, last = sentence.tokens[circle.first], sentence.tokens[circle.last - 1]
            words = article.words(sentence, circle.first, circle.last)
            whole = Span(first.start, last.end)
            return Resolved(Speaker("anonymous", words, span=whole), circle, words=whole)
    told = _told_by(article, sentence, phrase)
    if told is not None:
        return told
    return Resolved(Speaker("anonymous", phrase.head, span=span), phrase, words=span)


def _told_by(article: Article, sentence: Sentence, phrase: Phrase) -> Resolved | None:
    """« a-t-on appris auprès du parquet », « de source policière »: who told."""
    language = article.language
    for at in range(phrase.last, min(phrase.last + 4, len(sentence.tokens) - 1)):
        if sentence.tokens[at].low in language.unnamed_sources:
            return resolve(article, sentence, unnamed_source(article, sentence, at))
        if sentence.tokens[at].low not in language.telling:
            continue
        begun = at + 1
        phrases = article.phrases(sentence)
        source = phrases.at(begun) or phrases.at(begun + 1)
        if source is not None and source.kind not in (PRONOUN, OTHER):
            return resolve(article, sentence, source)
    return None


def _named_before(
    article: Article, sentence: Sentence, phrase: Phrase, *, in_words: bool = False
) -> Spoken | None:
    """« Si X l'emporte, il … »: the subject of the same sentence, when it is a person.

    Of « Le parti est mort, a-t-il dit », not the party: those named ``in_words`` of somebody
    come last.
    """
    for earlier in article.phrases(sentence).all():
        if earlier.last > phrase.first:
            return None
        if (sentence.is_inside or sentence.has_taken(earlier.first)) != in_words:
            continue
        if earlier.is_governed or earlier.number != phrase.number:
            continue
        if not may_be_neuter(earlier, phrase.gender):
            continue
        may_act = earlier.kind in (PERSON, COLLECTIVE, FUNCTION)
        if may_act and earlier.gender in (phrase.gender, ""):
            return article.spoken_at(sentence, earlier)
        if earlier.kind == PRONOUN:
            return None
    return None


def _described_otherwise(
    article: Article, sentence: Sentence, phrase: Phrase, adds: frozenset[str]
) -> Named | None:
    """« l'élu »: whom the article calls the mayor."""
    called = " ".join([phrase.head, *sorted(adds)])
    for other in article.language.kinds_of.get(called, ()):
        head, _underscore, word = other.partition("_")
        words = frozenset([word] if word else [])
        who = article.described_as(head, phrase.gender, sentence.number, words)
        if who is not None:
            return who
    return None


def _taken_up(
    article: Article, sentence: Sentence, phrase: Phrase, adds: frozenset[str]
) -> Named | None:
    """The person spoken of whom a function not yet heard of takes up: « le défenseur »."""
    language = article.language
    is_office = phrase.head in language.offices
    # « l'astronaute américain » tells who that was, « le président américain » names another.
    is_plain = not adds or (not is_office and adds <= language.nationalities)
    near = (_NEAR if is_office else _NEARER) if is_plain else 1
    in_mind = article.in_mind(sentence.number, phrase.gender, near=near)
    if in_mind is None:
        return None
    who = in_mind.phrase.people[0]
    if is_plain:
        takes_up = is_office and article.may_be(who, phrase.head, language.lone_offices)
        is_calling = phrase.head in language.callings or phrase.head in language.nationalities
        return who if takes_up or is_calling else None
    # « Untel est rassurant. Le directeur de la régie explique … »: it tells who Untel is, unless
    # the article has told it otherwise, or it is somebody's: « la mère de la victime ».
    is_head_of_state = " ".join([phrase.head, *sorted(adds)]) in language.kinds_of
    is_theirs = phrase.head in language.of_others and not is_head_of_state
    is_told = article.is_described(who) or is_theirs
    return None if is_told or sentence.tokens[phrase.first].low not in language.definite else who


def _function(
    article: Article, sentence: Sentence, phrase: Phrase, span: Span, words: str
) -> Resolved:
    """« le sénateur »: whom the article calls so, else somebody unnamed who holds the office."""
    called = _called(article, sentence, phrase)
    if called:
        return Resolved(Speaker("named", called, None, True, span), phrase)
    language, adds = article.language, added_words(article, sentence, phrase)
    who = article.described_as(phrase.head, phrase.gender, sentence.number, adds)
    if who is None:
        who = article.holder(phrase.head, adds)
    if who is None and phrase.head in language.party_heads:
        who = article.known_for(phrase.gender, frozenset(_names_in(sentence, phrase)))
    before = sentence.tokens[phrase.first - 1].low if phrase.first else ""
    is_theirs = (
        sentence.tokens[phrase.first].low in language.possessives
        or before in language.possessive_relatives
    )
    if who is None and not is_theirs:
        who = _described_otherwise(article, sentence, phrase, adds)
    # « son avocat », « X, dont l'avocat »: somebody else than whoever is spoken of.
    if who is None and not is_theirs:
        who = _taken_up(article, sentence, phrase, adds)
    if who is None:
        return Resolved(Speaker("anonymous", words, span=span), phrase, words=span)
    speaker = Speaker("named", who.name, who.person, who.person is None, span)
    where = article.naming_of(who)
    told = (Evidence("apposition", where, who.name),) if where else ()
    return Resolved(speaker, phrase, told, is_certain=False)
