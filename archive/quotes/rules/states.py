"""What somebody says by telling how they are or judge: « convaincu que », « se dit prêt à »."""

from collections.abc import Iterator

from archive.quotes.article import Article, has_quote
from archive.quotes.candidates import Tier
from archive.quotes.nouns import DOCUMENT, SPEAKING
from archive.quotes.rules.adjuncts import is_infinitive
from archive.quotes.rules.clauses import reported
from archive.quotes.rules.content import content_end, trimmed
from archive.quotes.rules.found import INDIRECT, MIXED, Found, kind_of
from archive.quotes.subjects import before
from archive.quotes.tokens import QUOTE, Sentence
from archive.quotes.verbs import is_adverb


def certain_that(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X est convaincu que … », « se disant certain que … »"""
    tokens, language = sentence.tokens, article.language
    for at, token in enumerate(tokens[:-3]):
        if token.low not in language.convictions or tokens[at + 1].low not in language.that:
            continue
        verb = at - 1
        while verb >= 0 and is_adverb(tokens[verb].low, language):
            verb -= 1
        if verb < 0 or tokens[verb].low not in language.being:
            continue
        source = before(article, sentence, verb)
        if source is None or source.kind not in SPEAKING:
            continue
        first, last = trimmed(sentence, at + 1, content_end(article, sentence, at + 2, None))
        if last - first >= 3:
            kind = MIXED if has_quote(tokens[first:last]) else INDIRECT
            yield Found("certain that", first, last, kind, source, (verb, at + 1), Tier.MEDIUM)


def declared_state(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X se dit prête à voter », « se déclare favorable à … »"""
    tokens, language = sentence.tokens, article.language
    for group in article.groups(sentence):
        is_reflexive = tokens[group.first].low in language.reflexives
        if not is_reflexive or group.cue.lemma not in language.declaring or group.is_negated:
            continue
        at = group.last
        while at < len(tokens) and is_adverb(tokens[at].low, language):
            at += 1
        if at >= len(tokens) or not _is_state(article, sentence, at):
            continue
        first, last = trimmed(sentence, at, content_end(article, sentence, at + 1, group))
        if last - first >= 2:
            yield reported("declared state", article, sentence, group, first, last, Tier.MEDIUM)


def _is_state(article: Article, sentence: Sentence, at: int) -> bool:
    token, language = sentence.tokens[at], article.language
    return (
        token.is_word
        and not token.is_capital
        and token.low not in language.that
        and token.low not in language.prepositions
        and token.low not in language.determiners
        and token.low not in language.pronouns
    )


def judged(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X juge inacceptable que … », « estime nécessaire de … »"""
    tokens, language = sentence.tokens, article.language
    for group in article.groups(sentence):
        if group.cue.lemma not in language.judging or group.is_negated:
            continue
        at = _past_adverbs(article, sentence, group.last)
        at += at < len(tokens) and tokens[at].low in language.as_words
        if group.form in ("bare", "passive") or at + 2 >= len(tokens):
            continue
        if not _is_state(article, sentence, at) or not _opens_judgement(article, sentence, at + 1):
            continue
        first, last = trimmed(sentence, at, content_end(article, sentence, at + 2, group))
        if last - first >= 4:
            yield reported("judged", article, sentence, group, first, last, Tier.MEDIUM)


def _opens_judgement(article: Article, sentence: Sentence, at: int) -> bool:
    """« que … », « de renoncer »."""
    low, language = sentence.tokens[at].low, article.language
    return low in language.that or (
        low in language.narrative_marks and is_infinitive(article, sentence, at + 1)
    )


def _past_adverbs(article: Article, sentence: Sentence, at: int) -> int:
    while at < len(sentence.tokens) and is_adverb(sentence.tokens[at].low, article.language):
        at += 1
    return at


def state_and_colon(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X s'est montré optimiste : la croissance reprendra »"""
    tokens, language = sentence.tokens, article.language
    for at in range(2, len(tokens) - 4):
        if tokens[at].low != ":" or tokens[at - 1].low not in language.pseudo_cues:
            continue
        verb = at - 2
        while verb >= 0 and is_adverb(tokens[verb].low, language):
            verb -= 1
        if verb < 1 or not _is_being(article, sentence, verb) or tokens[at + 1].kind == QUOTE:
            continue
        begun = verb - (tokens[verb].low not in language.being)
        source = before(article, sentence, begun)
        if source is None or source.kind not in SPEAKING or source.kind == DOCUMENT:
            continue
        first, last = trimmed(sentence, at + 1, content_end(article, sentence, at + 2, None))
        outline = article.phrases(sentence).outline
        if last - first >= 4 and any(outline.is_verb(one, first) for one in range(first, last)):
            kind = kind_of(sentence, first, last)
            yield Found("state and colon", first, last, kind, source, (verb, at), Tier.MEDIUM)


def _is_being(article: Article, sentence: Sentence, at: int) -> bool:
    """« est », « s'est montré », « se veut »."""
    language = article.language
    low = sentence.tokens[at].low
    return low in language.being or low in language.showing
