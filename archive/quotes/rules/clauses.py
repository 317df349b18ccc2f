"""Reported clauses: « affirme que … », « assure être … », « menace de … », « accuse X de … »."""

from collections.abc import Iterator

from archive.quotes.article import Article, has_quote
from archive.quotes.candidates import Tier
from archive.quotes.phrases import PRONOUN, Phrase
from archive.quotes.rules.adjuncts import is_infinitive, past_adjuncts
from archive.quotes.rules.content import content_end, trimmed
from archive.quotes.rules.found import INDIRECT, MIXED, Found, cue_of
from archive.quotes.rules.quoted import quotes_infinitive
from archive.quotes.subjects import after, follows, subject_of
from archive.quotes.tokens import QUOTE, Sentence
from archive.quotes.verbs import Group


def that_clause(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X a indiqué qu'il veut rassembler »"""
    for group in article.groups(sentence):
        if not group.takes("que") or group.form in ("bare", "passive"):
            continue
        at = _that(article, sentence, group)
        if at is None or group.is_negated:
            continue
        last = content_end(article, sentence, at + 1, group)
        first, last = trimmed(sentence, at, last)
        if last - first < 3 and not has_quote(sentence.tokens[first:last]):
            continue
        yield _clause("that clause", article, sentence, group, first, last, Tier.HIGH)


def _that(article: Article, sentence: Sentence, group: Group) -> int | None:
    tokens, language = sentence.tokens, article.language
    at = group.last
    if not group.pronoun and at < len(tokens):
        # « a déclaré le ministre que », « comme l'a dit X » are not read here.
        pass
    found = past_adjuncts(article, sentence, group)
    if found is None or found >= len(tokens):
        return None
    low = tokens[found].low
    if low in language.that:
        return None if tokens[found - 1].low in language.not_that else found
    if low in language.whether and group.cue.lemma in (
        "demander",
        "dire",
        "savoir",
        "ignorer",
        "ask",
    ):
        follows = tokens[found + 1].low if found + 1 < len(tokens) else ""
        return (
            found if low == "si" or follows in ("il", "ils") or low in ("if", "whether") else None
        )
    if tokens[found].kind == QUOTE and tokens[found].quote is not None:
        inner = article.reading.text[tokens[found].quote.inner_start :][:4].lower()
        if inner.startswith(("que ", "qu'")) and found + 1 <= len(tokens):
            return found
    return None


def infinitive(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X assure être prêt à renoncer »"""
    for group in article.groups(sentence):
        if not group.takes("inf") or group.form in ("bare", "passive") or group.is_negated:
            continue
        at = past_adjuncts(article, sentence, group)
        if at is None or not is_infinitive(article, sentence, at):
            continue
        if group.takes("weak") and any(one.first == at for one in article.groups(sentence)):
            continue
        last = content_end(article, sentence, at + 1, group)
        first, last = trimmed(sentence, at, last)
        if last - first < 2:
            continue
        if group.takes("weak") and not has_quote(sentence.tokens[first:last]):
            continue
        yield _clause("infinitive", article, sentence, group, first, last, Tier.HIGH)


def infinitive_after_preposition(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X menace de porter plainte », « appelle Y à se retirer », « accuse Y de mentir »"""
    tokens = sentence.tokens
    for group in article.groups(sentence):
        if group.is_negated or not (group.takes("de") or group.takes("à")):
            continue
        if group.form == "bare" or group.form == "passive":
            continue
        at = _preposition(article, sentence, group)
        if at is None:
            continue
        last = content_end(article, sentence, at + 1, group)
        first, last = trimmed(sentence, at, last)
        quoted = any(
            token.kind == QUOTE and token.end - token.start > 14 for token in tokens[first:last]
        )
        if last - first < 2 or (group.takes("weak") and not quoted):
            continue
        if not is_infinitive(article, sentence, at + 1) and not quoted:
            continue
        about = _objects(article, sentence, group.last, at) if group.takes("accuse") else ()
        yield _clause(
            "infinitive after preposition", article, sentence, group, first, last,
            Tier.MEDIUM, about=about,
        )  # fmt: skip


def _preposition(article: Article, sentence: Sentence, group: Group) -> int | None:
    """Where « de » or « à » stands that begins the words."""
    tokens = sentence.tokens
    wanted = {"de", "d'"} if group.takes("de") else {"à"}
    if group.cue.lemma in ("appeler", "inviter", "exhorter", "encourager"):
        wanted = {"à"}
    at = group.last
    for _more in range(28):
        if at >= len(tokens) or tokens[at].kind == QUOTE or tokens[at].low in (":", ";", "."):
            return None
        if tokens[at].low in article.language.that or tokens[at].low in article.language.relatives:
            return None
        if tokens[at].low in wanted and (
            is_infinitive(article, sentence, at + 1)
            or (
                at + 1 < len(tokens)
                and (
                    (
                        tokens[at + 1].kind == QUOTE
                        and (
                            group.takes("accuse")
                            or "à" in wanted
                            or quotes_infinitive(article, sentence, at + 1)
                        )
                    )
                    or (
                        "à" in wanted
                        and tokens[at + 1].low in article.language.determiners
                        and at + 2 < len(tokens)
                        and tokens[at + 2].kind == QUOTE
                    )
                )
            )
        ):
            return at
        if any(one.first == at for one in article.groups(sentence)):
            return None
        at += 1
    return None


def _objects(article: Article, sentence: Sentence, first: int, last: int) -> tuple[Phrase, ...]:
    """Whom « accuse » has for its object: the phrase after the verb, or the pronoun before it."""
    phrases = article.phrases(sentence).all()
    found = tuple(one for one in phrases if first <= one.first and one.last <= last)[:1]
    if found:
        return found
    for at in range(max(0, first - 4), first):
        if sentence.tokens[at].low in ("l'", "le", "la"):
            gender = "f" if sentence.tokens[at].low == "la" else "m"
            return (Phrase(at, at + 1, PRONOUN, (), "", gender, "s"),)
    return ()


def _clause(
    rule: str, article: Article, sentence: Sentence, group: Group, first: int, last: int,
    tier: Tier, *, about: tuple[Phrase, ...] = (),
) -> Found:  # fmt: skip
    kind = MIXED if has_quote(sentence.tokens[first:last]) else INDIRECT
    source = subject_of(article, sentence, group)
    if source is None and group.form == "finite" and not group.pronoun:
        source = after(article, sentence, group.last, longest=8)
    if group.takes("weak") or group.form == "infinitive":
        tier = Tier.MEDIUM
    return Found(
        rule,
        first,
        last,
        kind,
        source,
        cue_of(group),
        tier,
        about=about,
        follows=follows(article, sentence, group, source),
    )
