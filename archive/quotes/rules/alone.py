"""Quotations that no verb of their sentence attributes: the sentences around say who speaks."""

from collections.abc import Iterator
from typing import Final

from archive.quotes.anchoring import Span
from archive.quotes.article import Article
from archive.quotes.candidates import Evidence, Tier
from archive.quotes.phrases import PERSON, PRONOUN, Phrase, Phrases
from archive.quotes.rules.found import DIRECT, MIXED, Found
from archive.quotes.rules.islands import announced
from archive.quotes.rules.quoted import is_offence, is_sentence_like, word_count
from archive.quotes.subjects import after, first_of
from archive.quotes.subjects import before as subject_before
from archive.quotes.tokens import QUOTE, Sentence, tokens_between
from archive.quotes.verbs import groups

# Longer quotations are not searched for an attribution inside: characters.
_LONGEST_SEARCHED: Final = 3_000


def _alone(sentence: Sentence) -> int | None:
    """The quotation of a sentence that holds nothing else."""
    quotes = [at for at, token in enumerate(sentence.tokens) if token.kind == QUOTE]
    if len(quotes) != 1:
        return None
    others = [token for token in sentence.tokens if token.is_word]
    return quotes[0] if not others else None


def announced_before(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X a commenté ainsi ce vote : », then the quotation in a paragraph of its own."""
    before = article.before(sentence)
    if before is None or before.tokens[-1].low != ":":
        return
    if sentence.tokens[0].kind != QUOTE and not (
        len(sentence.tokens) > 1
        and sentence.tokens[0].low in ("-", "–", "—")
        and sentence.tokens[1].kind == QUOTE
    ):
        return
    at = 0 if sentence.tokens[0].kind == QUOTE else 1
    source, _cue, tier = announced(article, before, len(before.tokens) - 1)
    if source is not None:
        yield Found(
            "announced before", at, at + 1, DIRECT, source, None, tier, source_sentence=before
        )


def signed_after(article: Article, sentence: Sentence) -> Iterator[Found]:
    """A pull quotation and its signature: « … » — Untel, président"""
    if len(sentence.tokens) > 2 and sentence.tokens[0].kind == QUOTE:
        named = article.phrases(sentence).at(2)
        if sentence.tokens[1].low in ("-", "–", "—") and named is not None and named.kind == PERSON:
            yield Found("signed after", 0, 1, DIRECT, named, None, Tier.HIGH)
            return
    at = _alone(sentence)
    following = article.after(sentence)
    if at is None or following is None or following.tokens[0].low not in ("-", "–", "—"):
        return
    named = article.phrases(following).at(1)
    if named is not None and named.kind == PERSON:
        yield Found(
            "signed after", at, at + 1, DIRECT, named, None, Tier.HIGH, source_sentence=following
        )


def said_after(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« … » C'est ce qu'a déclaré X."""
    at = _alone(sentence)
    following = article.after(sentence)
    if at is None or following is None:
        return
    if following.tokens[0].low in article.language.taking_up:
        for group in article.groups(following)[:1]:
            source = after(article, following, group.last)
            if source is not None and group.form == "finite":
                yield Found(
                    "said after", at, at + 1, DIRECT, source, None, Tier.MEDIUM,
                    source_sentence=following,
                )  # fmt: skip


def inserted(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« Je suis, a-t-il dit, candidat »: the attribution stands inside the marks."""
    for at, token in enumerate(sentence.tokens):
        if (
            token.kind != QUOTE
            or token.quote is None
            or token.end - token.start > _LONGEST_SEARCHED
        ):
            continue
        words = tokens_between(
            article.reading.text, token.quote.inner_start, token.quote.inner_end, article.language
        )
        within = Sentence(words, sentence.paragraph, sentence.number, is_inside=True)
        source = _inserted_source(article, within)
        if source is None:
            continue
        yield Found(
            "inserted", at, at + 1, DIRECT, source, None, Tier.MEDIUM, source_sentence=within
        )


def _inserted_source(article: Article, within: Sentence) -> Phrase | None:
    """Who is named by a verb of saying after a comma, before another point."""
    tokens = within.tokens
    mentions = article.naming.mentions(within)
    phrases = Phrases(tokens, mentions, article.language)
    for group in groups(tokens, article.language):
        if group.form != "finite" or not group.first or tokens[group.first - 1].low != ",":
            continue
        if group.pronoun:
            gender, number = article.language.inverted[group.pronoun]
            if number not in ("no", "one"):
                low = group.pronoun.lstrip("-")
                at = next(
                    n for n in range(group.first, group.last) if tokens[n].low == group.pronoun
                )
                return Phrase(at, at + 1, PRONOUN, (), low, gender, number)
            continue
        phrase = phrases.at(group.last)
        is_named = phrase is not None and phrase.kind == PERSON and phrase.last < len(tokens)
        if is_named and tokens[phrase.last].low in (",", ".", ":", "!", "?"):
            return phrase
    return None


def continuation(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« … », a dit X. « … »: the quotation that follows is of the same speaker."""
    text = article.reading.text
    before = article.before(sentence)
    if before is None or not before.taken:
        return
    at = next((at for at, token in enumerate(sentence.tokens[:2]) if token.kind == QUOTE), None)
    if at is None or not is_sentence_like(sentence.tokens[at], text):
        return
    yield Found("continuation", at, at + 1, DIRECT, None, None, Tier.MEDIUM, carries_on=True)


def interview(article: Article, sentence: Sentence) -> Iterator[Found]:
    """A question in a line of its own, then an answer between marks."""
    at = _alone(sentence)
    before = article.before(sentence)
    if at is None or before is None or before.paragraph == sentence.paragraph:
        return
    if before.tokens[-1].low == "?":
        question = Span(before.start, before.end)
        words = article.reading.text[before.start : before.end]
        yield Found(
            "interview", at, at + 1, DIRECT, None, None, Tier.MEDIUM,
            carries_on=True, evidence=(Evidence("question", question, words),),
        )  # fmt: skip


def left_over(article: Article, sentence: Sentence) -> Iterator[Found]:
    """Last, any quotation of five words or more that nothing has explained."""
    text = article.reading.text
    before = article.before(sentence)
    for at, token in enumerate(sentence.tokens):
        if token.kind != QUOTE or word_count(token, text) < 5 or is_offence(article, sentence, at):
            continue
        if _is_headline(article, sentence, at):
            continue
        is_sentence = text[token.quote.inner_start].isupper() if token.quote else False
        if is_sentence and _is_title(article, sentence, at):
            continue
        kind = DIRECT if is_sentence else MIXED
        # « X “se réjouit de …” », « X, qui “…” »: the quotation holds its own verb.
        source, holder, carries = subject_before(article, sentence, at), sentence, True
        if source is None and before is not None and before.paragraph == sentence.paragraph:
            source, holder = first_of(article, before, len(before.tokens)), before
        if _is_attributed(article, sentence, at + 1):
            # « … », confie celui qui … »: somebody is named whom no rule understands.
            source, carries = None, False
        yield Found(
            "left over", at, at + 1, kind, source, None, Tier.LOW,
            source_sentence=holder, carries_on=carries,
        )  # fmt: skip


def _is_attributed(article: Article, sentence: Sentence, at: int) -> bool:
    """Whether a verb of saying or a bracket follows the marks."""
    tokens = sentence.tokens
    if at < len(tokens) and tokens[at].low == ",":
        at += 1
    if at >= len(tokens):
        return False
    near = range(at, min(len(tokens), at + 3))
    return tokens[at].low == "(" or any(group.first in near for group in article.groups(sentence))


def _is_headline(article: Article, sentence: Sentence, at: int) -> bool:
    """A few words between marks in a headline that gives them to nobody."""
    token, text = sentence.tokens[at], article.reading.text
    if sentence.paragraph or token.quote is None:
        return False
    return word_count(token, text) < 7 and not text[token.quote.inner_start].isupper()


def _is_title(article: Article, sentence: Sentence, at: int) -> bool:
    """A title or a charge: no end of sentence inside, and a noun of works before it."""
    before = sentence.tokens[at - 1].low if at else ""
    if before in ("—", "–") and not any(
        token.low in article.language.verbs for token in sentence.tokens
    ):
        return True
    return before in article.language.works
