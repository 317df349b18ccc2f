"""What may stand between a verb of saying and what is said: to whom, when, where, how."""

from typing import Final

from archive.quotes.article import Article
from archive.quotes.nouns import PRONOUN
from archive.quotes.tokens import NUMBER, QUOTE, Sentence
from archive.quotes.verbs import Group, is_adverb

_LONGEST: Final = 32  # tokens
_SHORT_NAME: Final = 30  # characters of « 20 Heures »


def past_adjuncts(article: Article, sentence: Sentence, group: Group) -> int | None:
    """The first token after the verb and « à X lundi matin sur Y », « , dans un entretien, ».

    None when the verb has another object or the sentence ends.
    """
    at: int | None = group.last
    stop = min(len(sentence.tokens), group.last + _LONGEST)
    while at is not None and at < stop:
        after = _past_one(article, sentence, at, group)
        if after == at:
            return at
        at = after
    return at if at is not None and at < len(sentence.tokens) else None


def _past_one(article: Article, sentence: Sentence, at: int, group: Group) -> int | None:
    """Past one adjunct; the same place when there is none, None when the clause is another's."""
    token, language = sentence.tokens[at], article.language
    if not token.is_word:
        return _past_point(sentence, at)
    if token.low in language.that:
        return at + 1 if _compares(article, sentence, at, group) else at
    if token.low in language.negations:
        return at
    if token.low in language.prepositions:
        return _past_preposition(article, sentence, at)
    if is_adverb(token.low, language) or _is_participle(article, sentence, at, group):
        return at + 1
    if _is_time(article, sentence, at):
        return at + 1
    return _past_object(article, sentence, at, group)


def _compares(article: Article, sentence: Sentence, at: int, group: Group) -> bool:
    """« aussi bien aux élus qu'aux commerçants »: this « que » joins two addressees."""
    tokens, language = sentence.tokens, article.language
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    between = {token.low for token in tokens[group.last : at]}
    return after in language.prepositions and not between.isdisjoint(language.comparing)


def _past_object(article: Article, sentence: Sentence, at: int, group: Group) -> int:
    """« prévient *ses partisans* que … »"""
    if article.language.subject_leads and at > group.last:
        # « told the council on Monday the hall … »: the object stands right after the verb.
        return at
    if group.takes("person") or group.takes("accuse"):
        phrase = article.phrases(sentence).at(at)
        if phrase is not None and (
            phrase.kind != PRONOUN or phrase.head in article.language.objects
        ):
            return phrase.last
        if phrase is None and article.language.bare_plurals:
            # « told shoppers that … »
            return at + _is_plural(sentence.tokens[at].low, article.language.plural_endings)
    return at


def _past_point(sentence: Sentence, at: int) -> int:
    token = sentence.tokens[at]
    if token.low == "(":
        return _past_bracket(sentence, at)
    return at + (token.kind == NUMBER or token.low == ",")


def _past_bracket(sentence: Sentence, at: int) -> int:
    while at < len(sentence.tokens) and sentence.tokens[at].low != ")":
        at += 1
    return at + 1


def _is_participle(article: Article, sentence: Sentence, at: int, group: Group) -> bool:
    """« dans une lettre adressée à … »"""
    low = sentence.tokens[at].low
    return (
        at > group.last
        and low.endswith(article.language.adjunct_participles)
        and low not in article.language.cues
    )


def _is_time(article: Article, sentence: Sentence, at: int) -> bool:
    """« le 30 janvier », « ce matin », « la semaine dernière »."""
    if sentence.tokens[at].low in article.language.time_words:
        return True
    after = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    return (
        after is not None
        and sentence.tokens[at].low in article.language.determiners
        and (after.kind == NUMBER or after.low in article.language.time_words)
    )


def _past_preposition(article: Article, sentence: Sentence, at: int) -> int | None:
    tokens, language = sentence.tokens, article.language
    end = _prepositional_end(article, sentence, at)
    if end is None or end >= len(tokens):
        return at if end is None else end
    if tokens[at].low not in language.noun_prepositions or tokens[end].low not in language.that:
        return end
    # « ironise en allusion aux costumes que … »: the clause is the noun's, not the verb's.
    is_circumstance = any(
        one.kind == NUMBER or one.low in language.time_words or one.low in language.relays
        for one in tokens[at:end]
    )
    return end if is_circumstance else None


def _prepositional_end(article: Article, sentence: Sentence, at: int) -> int | None:
    """Past « à Jean-Jacques Bourdin », « sur BFMTV - RMC »; None before an infinitive."""
    tokens, language = sentence.tokens, article.language
    while at < len(tokens) and tokens[at].low in language.prepositions:
        at += 1
    if at >= len(tokens) or is_infinitive(article, sentence, at):
        return None
    low = tokens[at].low
    is_article = low in language.determiners
    if (
        tokens[at].kind == QUOTE
        or low in language.pronouns
        or (low in language.clitics and not is_article)
    ):
        return at + 1
    if is_article and at + 1 < len(tokens) and tokens[at + 1].kind == QUOTE:
        return at + 2
    return _past_names(sentence, _noun_end(article, sentence, at))


def _noun_end(article: Article, sentence: Sentence, at: int) -> int:
    phrase = article.phrases(sentence).at(at)
    if phrase is not None:
        return phrase.last
    while at < len(sentence.tokens) - 1 and sentence.tokens[at].low in article.language.determiners:
        at += 1
    return max(article.phrases(sentence).end(at), at + 1)


def _past_names(sentence: Sentence, end: int) -> int:
    """« BFMTV - RMC », « l'émission “20 Heures” »."""
    tokens = sentence.tokens
    while (
        end + 1 < len(tokens) and tokens[end].low in ("-", "–", "—") and tokens[end + 1].is_capital
    ):
        end += 2
    if end < len(tokens) and tokens[end].kind == QUOTE and tokens[end - 1].is_word:
        return end + (tokens[end].end - tokens[end].start < _SHORT_NAME)
    return end


def is_infinitive(article: Article, sentence: Sentence, at: int) -> bool:
    """Whether an infinitive, or the negation and pronouns before one, begins at this token."""
    tokens, language = sentence.tokens, article.language
    if language.infinitive_signs and at < len(tokens):
        at += tokens[at].low in language.infinitive_signs
        if tokens[at - 1].low not in language.infinitive_signs:
            return False
    while at < len(tokens) and (
        tokens[at].low in language.negations
        or tokens[at].low in language.clitics
        or tokens[at].low in language.negative_words
        # « de mieux suivre », « d'immédiatement suspendre »
        or is_adverb(tokens[at].low, language)
    ):
        at += 1
    if at >= len(tokens) or not tokens[at].is_word or tokens[at].is_capital:
        return False
    low = tokens[at].low
    return (
        " " not in low
        and len(low) > language.shortest_infinitive
        and (low.endswith(language.infinitive_endings) or low in language.short_infinitives)
        and low not in language.false_infinitives
        and low not in language.nouns
        and low not in language.time_words
        and not is_adverb(low, language)
        and not (language.infinitive_signs and _is_plural(low, language.plural_endings))
    )


def _is_plural(low: str, endings: tuple[str, ...]) -> bool:
    """« to voters »; « to pass », « to focus » are none."""
    return low.endswith(endings) and not low.endswith(("ss", "us"))
