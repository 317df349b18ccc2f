"""Reported clauses: « affirme que … », « assure être … », « menace de … », « accuse X de … »."""

from collections.abc import Iterator
from typing import Final

from archive.quotes.article import Article, has_quote
from archive.quotes.candidates import Tier
from archive.quotes.languages.language import Language
from archive.quotes.nouns import PRONOUN, SPEAKING
from archive.quotes.phrases import Phrase
from archive.quotes.rules.adjuncts import is_infinitive, past_adjuncts
from archive.quotes.rules.content import content_end, trimmed
from archive.quotes.rules.found import INDIRECT, MIXED, Found, cue_of
from archive.quotes.rules.quoted import inner, quotes_infinitive
from archive.quotes.subjects import after, follows, subject_of
from archive.quotes.tokens import QUOTE, Sentence
from archive.quotes.verbs import Group

_REACH: Final = 28  # tokens between a verb and « de » or « à »
_SHORT_QUOTATION: Final = 14  # characters: less is a word in marks, not reported speech


def _asserts(sentence: Sentence, group: Group) -> bool:
    """Whether the verb says its clause: « ne cache pas que », but neither « ne dit pas que » nor
    « dira-t-il que … ? »."""
    is_asked = bool(group.pronoun) and sentence.tokens[-1].low == "?"
    return group.is_negated == group.takes("not") and not is_asked


def that_clause(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X a indiqué qu'il veut rassembler »"""
    for group in article.groups(sentence):
        if (
            not group.takes("que")
            or not _asserts(sentence, group)
            or group.form in ("bare", "passive")
        ):
            continue
        at = _that(article, sentence, group)
        if at is None or sentence.has_taken(at):
            continue
        first, last = trimmed(sentence, at, content_end(article, sentence, at + 1, group))
        if last - first >= 3 or has_quote(sentence.tokens[first:last]):
            yield reported("that clause", article, sentence, group, first, last, Tier.HIGH)


def _that(article: Article, sentence: Sentence, group: Group) -> int | None:
    """Where « que », or « si » after a verb of asking, begins the clause of this verb."""
    at = past_adjuncts(article, sentence, group)
    if at is None:
        return None
    token, language = sentence.tokens[at], article.language
    if token.low in language.that:
        return None if sentence.tokens[at - 1].low in language.not_that else at
    if token.low in language.question_words and group.cue.lemma in language.explaining:
        return at
    if token.low in language.whether and group.cue.lemma in language.asking:
        after_it = sentence.tokens[at + 1].low if at + 1 < len(sentence.tokens) else ""
        is_if = token.low in language.if_word or after_it in language.subject_pronouns
        return at if is_if else None
    # « dit “que …” »: the complementiser stands within the marks.
    words = inner(token, article.reading.text)[:12].lower()
    begins_so = any(
        (words.startswith(that) and not words[len(that) : len(that) + 1].isalpha())
        or (words.startswith(that) and that.endswith("'"))
        for that in language.that
    )
    return at if begins_so else None


def infinitive(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X assure être prêt à renoncer »"""
    groups = article.groups(sentence)
    for group in groups:
        if (
            not group.takes("inf")
            or not _asserts(sentence, group)
            or group.form in ("bare", "passive")
        ):
            continue
        at = past_adjuncts(article, sentence, group)
        if at is None or sentence.has_taken(at) or not is_infinitive(article, sentence, at):
            continue
        is_weak = group.takes("weak")
        if is_weak and any(one.first == at for one in groups):
            # « veut proposer de … »: what is proposed is what is said.
            continue
        first, last = trimmed(sentence, at, content_end(article, sentence, at + 1, group))
        if last - first >= 2 and not (is_weak and not has_quote(sentence.tokens[first:last])):
            yield reported("infinitive", article, sentence, group, first, last, Tier.HIGH)


def accused_by(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X, accusé par Y d'avoir menti », « a été appelé par Y à se retirer »"""
    tokens = sentence.tokens
    for group in article.groups(sentence):
        if group.form not in ("bare", "passive") or not (group.takes("de") or group.takes("à")):
            continue
        at = group.last
        if at + 1 >= len(tokens) or tokens[at].low not in article.language.agents:
            continue
        agent = article.phrases(sentence).at(at + 1)
        if agent is None or agent.kind not in SPEAKING:
            continue
        begun = agent.last
        reach = article.language.infinitive_marks
        if begun >= len(tokens) or tokens[begun].low not in reach:
            continue
        if not _leads_to_words(article, sentence, begun + 1, group):
            continue
        first, last = trimmed(sentence, begun, content_end(article, sentence, begun + 1, group))
        if last - first >= 2:
            kind = MIXED if has_quote(tokens[first:last]) else INDIRECT
            yield Found("accused by", first, last, kind, agent, cue_of(group), Tier.MEDIUM)


def infinitive_after_preposition(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X menace de porter plainte », « appelle Y à se retirer », « accuse Y de mentir »"""
    language = article.language
    for group in article.groups(sentence):
        if not _asserts(sentence, group) or not (group.takes("de") or group.takes("à")):
            continue
        at = None
        if group.form not in ("bare", "passive"):
            at = _preposition(article, sentence, group)
        if at is None or sentence.has_taken(at):
            continue
        first, last = trimmed(sentence, at, content_end(article, sentence, at + 1, group))
        quoted = _holds_quotation(sentence, first, last)
        reports = _is_verbal(article, sentence, at + 1) and not _is_weak(sentence, group, language)
        if last - first >= 2 and (reports or quoted):
            about = _objects(article, sentence, group, at) if group.takes("accuse") else ()
            yield reported(
                "infinitive after preposition", article, sentence, group, first, last,
                Tier.MEDIUM, about=about,
            )  # fmt: skip


def _is_weak(sentence: Sentence, group: Group, language: Language) -> bool:
    """« défend de parler » says little, « se défend d'avoir parlé » much."""
    is_reflexive = sentence.tokens[group.first].low in language.reflexives
    return group.takes("weak") and not (group.takes("refl") and is_reflexive)


def _holds_quotation(sentence: Sentence, first: int, last: int) -> bool:
    return any(
        token.kind == QUOTE and token.end - token.start > _SHORT_QUOTATION
        for token in sentence.tokens[first:last]
    )


def _preposition(article: Article, sentence: Sentence, group: Group) -> int | None:
    """Where « de » or « à » stands that begins the words."""
    tokens, language = sentence.tokens, article.language
    cues = {one.first for one in article.groups(sentence)}
    second = language.second_prepositions
    wanted = second if group.takes("à") else language.infinitive_marks - second
    for at in range(group.last, min(len(tokens), group.last + _REACH)):
        token = tokens[at]
        if token.low in wanted and _leads_to_words(article, sentence, at + 1, group):
            return _with_negation(article, sentence, at, group)
        if token.kind == QUOTE or token.low in (":", ";", ".") or at in cues:
            return None
        if token.low in language.that or token.low in language.relatives:
            return None
    return None


def _with_negation(article: Article, sentence: Sentence, at: int, group: Group) -> int | None:
    """« urged them *not to* leave »; None when nobody is asked: « asked not to be named »."""
    language = article.language
    if sentence.tokens[at].low not in language.infinitive_signs:
        return at
    at -= sentence.tokens[at - 1].low in language.negations
    return at if at > group.last else None


def _leads_to_words(article: Article, sentence: Sentence, at: int, group: Group) -> bool:
    """An infinitive, or a quotation that may stand for one."""
    tokens = sentence.tokens
    if at >= len(tokens):
        return False
    if _is_verbal(article, sentence, at):
        return True
    if tokens[at].kind == QUOTE:
        takes_any = group.takes("accuse") or group.takes("à")
        return takes_any or quotes_infinitive(article, sentence, at)
    # « appelle à une “révolution démocratique profonde” »
    is_noun = group.takes("à") and tokens[at].low in article.language.determiners
    return is_noun and at + 1 < len(tokens) and tokens[at + 1].kind == QUOTE


def _is_verbal(article: Article, sentence: Sentence, at: int) -> bool:
    """« de mentir », « of lying »."""
    if is_infinitive(article, sentence, at):
        return True
    words = sentence.tokens[at : at + 1]
    return bool(words) and words[0].low.endswith(article.language.gerund_endings)


def _objects(article: Article, sentence: Sentence, group: Group, last: int) -> tuple[Phrase, ...]:
    """Whom « accuse » has for its object: the phrase after the verb, or the pronoun before it."""
    for phrase in article.phrases(sentence).all():
        if group.last <= phrase.first and phrase.last <= last:
            return (phrase,)
    for at in range(max(0, group.first - 3), group.last):
        gender = article.language.object_pronouns.get(sentence.tokens[at].low)
        if gender is not None:
            return (Phrase(at, at + 1, PRONOUN, (), "", gender, "s"),)
    return ()


def reported(
    rule: str, article: Article, sentence: Sentence, group: Group, first: int, last: int,
    tier: Tier, *, about: tuple[Phrase, ...] = (),
) -> Found:  # fmt: skip
    """The words after a verb, given to its subject."""
    source = subject_of(article, sentence, group)
    if source is None and group.form == "finite" and not group.pronoun:
        source = after(article, sentence, group.last, longest=8)
    if group.takes("weak") or group.form == "infinitive":
        tier = Tier.MEDIUM
    kind = MIXED if has_quote(sentence.tokens[first:last]) else INDIRECT
    leans = follows(article, sentence, group, source)
    return Found(rule, first, last, kind, source, cue_of(group), tier, about=about, follows=leans)
