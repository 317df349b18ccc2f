"""Reported clauses that no word opens: « X said he would open the hall »."""

from collections.abc import Iterator
from typing import Final

from archive.quotes.article import Article, has_quote
from archive.quotes.candidates import Tier
from archive.quotes.nouns import PRONOUN
from archive.quotes.rules.adjuncts import past_adjuncts
from archive.quotes.rules.content import content_end, trimmed
from archive.quotes.rules.found import INDIRECT, MIXED, Found, cue_of
from archive.quotes.rules.quoted import begins_large
from archive.quotes.subjects import follows, subject_of
from archive.quotes.tokens import QUOTE, WORD, Sentence, Token
from archive.quotes.verbs import FINITE, PARTICIPLE, Group, is_adverb

_SUBJECT: Final = 12  # tokens of the clause before its verb


def plain_clause(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X told reporters on Monday the hall would open »"""
    if not article.language.subject_leads:
        return
    for group in article.groups(sentence):
        if not _may_report(sentence, group):
            continue
        at = _clause_start(article, sentence, group)
        if at is None:
            continue
        source = subject_of(article, sentence, group)
        if source is None:
            continue
        first, last = trimmed(sentence, at, content_end(article, sentence, at + 1, group))
        if last - first < 3:
            continue
        kind = MIXED if has_quote(sentence.tokens[first:last]) else INDIRECT
        leans = follows(article, sentence, group, source)
        yield Found(
            "plain clause", first, last, kind, source, cue_of(group), Tier.MEDIUM, follows=leans
        )


def _may_report(sentence: Sentence, group: Group) -> bool:
    if group.form not in (FINITE, PARTICIPLE) or group.is_negated:
        return False
    if not group.takes("que") or group.takes("weak"):
        return False
    # The verb of “…,” he said has its words already.
    return not any(first < group.last and group.first < last for first, last in sentence.spent)


def _clause_start(article: Article, sentence: Sentence, group: Group) -> int | None:
    """Right after the verb, or past whom it was told to, when and where."""
    places = [group.last, past_adjuncts(article, sentence, group)]
    if group.takes("person"):
        # « told the council the hall would open »: the council is no subject.
        places.reverse()
    for at in places:
        if at is not None and at < len(sentence.tokens) and _begins(article, sentence, at):
            return at
    return None


def _begins(article: Article, sentence: Sentence, at: int) -> bool:
    """Whether a clause begins here: somebody or something, then a finite verb."""
    tokens, language = sentence.tokens, article.language
    token = tokens[at]
    if token.kind != WORD or tokens[at - 1].low == "," or _opens_otherwise(article, token.low):
        return False
    phrase = article.phrases(sentence).at(at)
    if phrase is not None and phrase.kind == PRONOUN:
        subject_only = token.low not in language.objects or token.low in language.neuters
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        return subject_only and after is not None and _is_verb(article, after.low)
    begun = phrase.last if phrase is not None else at + 1
    if phrase is not None and _is_predicate(article, tokens[begun : begun + 1]):
        return True
    for later in tokens[begun : begun + _SUBJECT]:
        if later.kind != WORD:
            return False
        if later.low in language.breaks | language.that | language.infinitive_signs:
            return False
        if _is_verb(article, later.low):
            return True
    return False


def _is_predicate(article: Article, rest: list[Token]) -> bool:
    """« said the minister “never understood” »: the verb stands between the marks."""
    return bool(rest) and rest[0].kind == QUOTE and not begins_large(rest[0], article.reading.text)


def _opens_otherwise(article: Article, low: str) -> bool:
    language = article.language
    return (
        low in language.prepositions
        or low in language.conjunctions
        or low in language.breaks
        or low in language.verbs
        or low in language.auxiliaries
        or low in language.that
        or (low.endswith(language.gerund_endings) and low not in language.pronouns)
        or is_adverb(low, language)
    )


def _is_verb(article: Article, low: str) -> bool:
    language = article.language
    cue = language.cues.get(low)
    return (
        low in language.verbs
        or low in language.auxiliaries
        or low in language.enclitics
        or (cue is not None and cue.tense == "finite")
    )
