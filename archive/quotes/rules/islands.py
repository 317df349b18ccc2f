"""Quotations led to by a verb or a noun: « X est formel : “…” », « dénonce “…” »."""

from collections.abc import Iterator

from archive.quotes.appositions import apposed_to
from archive.quotes.article import Article
from archive.quotes.candidates import Tier
from archive.quotes.phrases import OTHER, Phrase
from archive.quotes.rules.adjuncts import past_adjuncts
from archive.quotes.rules.content import content_end, trimmed
from archive.quotes.rules.found import DIRECT, MIXED, Found, cue_of, kind_of
from archive.quotes.rules.quoted import is_offence, is_sentence_like, quotes_infinitive, word_count
from archive.quotes.subjects import after, first_of, follows, subject_of
from archive.quotes.tokens import QUOTE, Sentence
from archive.quotes.verbs import Group


def colon(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X a déclaré : “…” » ; « X était formel : “…” »"""
    tokens = sentence.tokens
    for at in range(1, len(tokens) - 1):
        if tokens[at].low != ":" or tokens[at + 1].kind != QUOTE:
            continue
        if any(one.low in article.language.works for one in tokens[max(0, at - 6) : at]):
            # « La veillée avait pour thème : “…” »
            continue
        source, cue, tier = announced(article, sentence, at)
        if source is None and cue is None and at < 3 and not _is_short_title(sentence, at):
            tier = Tier.LOW
        yield Found("colon", at + 1, at + 2, DIRECT, source, cue, tier, carries_on=source is None)


def _is_short_title(sentence: Sentence, at: int) -> bool:
    return at <= 2 and sentence.tokens[0].is_capital


def unmarked_after_colon(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X a prévenu : il ne cédera pas »"""
    tokens = sentence.tokens
    for group in article.groups(sentence):
        is_active = group.form in ("finite", "infinitive")
        if not is_active or not group.takes("colon") or group.takes("weak"):
            continue
        at = past_adjuncts(article, sentence, group)
        if at is None or at + 4 > len(tokens) or tokens[at].low != ":":
            continue
        if tokens[at + 1].kind == QUOTE:
            continue
        source = subject_of(article, sentence, group)
        outline = article.phrases(sentence).outline
        first, last = trimmed(sentence, at + 1, content_end(article, sentence, at + 2, None))
        has_verb = any(outline.is_verb(later, at) for later in range(first, last))
        if source is not None and has_verb and last - first >= 4:
            kind = kind_of(sentence, first, last)
            yield Found(
                "unmarked after colon", first, last, kind, source, cue_of(group), Tier.MEDIUM
            )


def announced(
    article: Article, sentence: Sentence, at: int
) -> tuple[Phrase | None, tuple[int, int] | None, Tier]:
    """Who is said to speak before the colon at this token, by which cue."""
    tokens = sentence.tokens
    groups = [one for one in article.groups(sentence) if one.last <= at and one.form != "passive"]
    for group in reversed(groups):
        if group.takes("mark") or group.takes("que") or group.takes("colon"):
            source = subject_of(article, sentence, group)
            if source is None and not group.pronoun:
                source = after(article, sentence, group.last)
            return source, cue_of(group), Tier.HIGH if source else Tier.MEDIUM
    for index in range(at - 1, max(-1, at - 8), -1):
        low = tokens[index].low
        if low in article.language.pseudo_cues or low in article.language.speech_nouns:
            # « Commentaire d'un proche : “…” »: whose words the noun says they are.
            source = _owner(article, sentence, index, at)
            return source, (index, index + 1), Tier.HIGH if source else Tier.MEDIUM
    source = first_of(article, sentence, at)
    source = apposed_to(article, sentence, source) or source if source else None
    return source, None, Tier.MEDIUM if source else Tier.LOW


def passive(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« qualifié de “coup d'État” par ses détracteurs »"""
    tokens = sentence.tokens
    for group in article.groups(sentence):
        if group.form not in ("bare", "passive") or not group.takes("mark"):
            continue
        quote = _next_quote(article, sentence, group.last, longest=14)
        if quote is None or _verb_between(article, sentence, group.last, quote):
            continue
        agent = _agent(article, sentence, group.last, quote)
        if agent is None:
            continue
        first = quote
        if tokens[quote - 1].low in article.language.as_words:
            first = quote - 1
        yield Found("passive", first, quote + 1, MIXED, agent, cue_of(group), Tier.HIGH)


def _verb_between(article: Article, sentence: Sentence, first: int, last: int) -> bool:
    outline = article.phrases(sentence).outline
    return any(outline.is_verb(at, first) for at in range(first, last))


def _agent(article: Article, sentence: Sentence, first: int, quote: int) -> Phrase | None:
    """« par X », between the verb and the quotation or right after it."""
    tokens = sentence.tokens
    for at in (*range(first, quote), *range(quote + 1, min(quote + 3, len(tokens)))):
        if tokens[at].low in article.language.agents:
            agent = article.phrases(sentence).at(at + 1)
            if agent is not None and agent.kind != OTHER:
                return agent
    return None


def island(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X dénonce “une mascarade judiciaire” » ; « veut proposer de “former une majorité” »"""
    tokens, text = sentence.tokens, article.reading.text
    for at, token in enumerate(tokens):
        if token.kind != QUOTE or word_count(token, text) < 3 or is_offence(article, sentence, at):
            continue
        group = _group_before(article, sentence, at)
        if group is None or _names_thing(article, sentence, at, group):
            continue
        first = at
        if (
            at
            and tokens[at - 1].low in article.language.infinitive_marks
            and quotes_infinitive(article, sentence, at)
        ):
            first = at - 1
        source = subject_of(article, sentence, group)
        if source is None and group.form == "finite":
            source = after(article, sentence, group.last, longest=8)
        if group.form in ("bare", "passive") and not (source and group.takes("accuse")):
            # « aussi appelées “théorie de l'esprit” »
            continue
        sentence_like = is_sentence_like(token, text) and text[token.quote.inner_start].isupper()
        kind = DIRECT if sentence_like and first == at else MIXED
        tier = Tier.MEDIUM if group.form == "finite" else Tier.LOW
        yield Found(
            "island", first, at + 1, kind, source, cue_of(group), tier,
            follows=follows(article, sentence, group, source),
        )  # fmt: skip


def _names_thing(article: Article, sentence: Sentence, at: int, group: Group) -> bool:
    """« lance une “déclaration de Marseille” »: an article and three words give a name."""
    if group.cue.lemma not in article.language.launching or not at:
        return False
    before = sentence.tokens[at - 1].low
    short = word_count(sentence.tokens[at], article.reading.text) <= 3
    return short and before in article.language.naming_articles


def _group_before(article: Article, sentence: Sentence, at: int) -> Group | None:
    """The verb of saying that leads to a quotation: the nearest before it in its clause."""
    tokens = sentence.tokens
    for group in reversed(article.groups(sentence)):
        if group.last > at:
            continue
        between = tokens[group.last : at]
        if len(between) > 26 or not (group.takes("mark") or group.takes("que")):
            return None
        if any(token.low in (";", ":", ".", "(") for token in between):
            return None
        # Another sentence has begun in between.
        if any(
            token.low in article.language.relatives
            or (
                token.low in article.language.pronouns and token.low not in article.language.objects
            )
            for token in between
            if token.is_word
        ):
            return None
        return group
    return None


def _next_quote(article: Article, sentence: Sentence, at: int, *, longest: int) -> int | None:
    tokens = sentence.tokens
    for index in range(at, min(len(tokens), at + longest)):
        if tokens[index].kind == QUOTE:
            return index
        if tokens[index].low in (";", ":", "."):
            return None
    return None


def speech_noun(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« la phrase “…” lancée par le député » ; « selon les mots de X, “…” »"""
    tokens, text = sentence.tokens, article.reading.text
    for at, token in enumerate(tokens):
        if token.kind != QUOTE or word_count(token, text) < 3:
            continue
        noun = _noun_before(article, sentence, at)
        if noun is None:
            continue
        source = _owner(article, sentence, noun, at)
        if source is None:
            continue
        kind = DIRECT if text[token.quote.inner_start].isupper() else MIXED
        yield Found("speech noun", at, at + 1, kind, source, (noun, noun + 1), Tier.MEDIUM)


def _noun_before(article: Article, sentence: Sentence, at: int) -> int | None:
    for index in range(at - 1, max(-1, at - 9), -1):
        if sentence.tokens[index].low in article.language.speech_nouns:
            return index
        if sentence.tokens[index].low in (".", ";") or any(
            group.first <= index < group.last for group in article.groups(sentence)
        ):
            return None
    return None


def _owner(article: Article, sentence: Sentence, noun: int, at: int) -> Phrase | None:
    tokens, phrases = sentence.tokens, article.phrases(sentence)
    if noun + 1 < at and tokens[noun + 1].low in article.language.complements:
        owner = phrases.at(noun + 2)
        if owner is not None and owner.kind != OTHER:
            return owner
    for index in range(at + 1, min(at + 4, len(tokens) - 1)):
        if tokens[index].low in article.language.agents:
            agent = phrases.at(index + 1)
            if agent is not None and agent.kind != OTHER:
                return agent
    return first_of(article, sentence, noun)
