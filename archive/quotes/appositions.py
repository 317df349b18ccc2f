"""Names and what they are told to be: « Untel, maire de X, », « son directeur, Untel »."""

from archive.quotes.article import Article
from archive.quotes.nouns import OTHER, PERSON, PRONOUN, SPEAKING
from archive.quotes.phrases import Phrase
from archive.quotes.tokens import Sentence


def ending_at(article: Article, sentence: Sentence, last: int) -> Phrase | None:
    """The phrase that ends before this token."""
    return next((one for one in article.phrases(sentence).all() if one.last == last), None)


def apposed_to(article: Article, sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """« Untel, numéro 2 du groupe a affirmé »: the name before, not what it is told to be."""
    comma = phrase.first - 1
    if phrase.kind == PERSON or comma < 1 or sentence.tokens[comma].low != ",":
        return None
    outer = ending_at(article, sentence, comma)
    if outer is None or outer.kind != PERSON or outer.is_governed:
        return None
    return outer if _opens(article, sentence, outer) else None


def _opens(article: Article, sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase stands where a subject does, not in « Pour défendre Untel, un proche … »."""
    if not phrase.first:
        return True
    before, language = sentence.tokens[phrase.first - 1], article.language
    return not before.is_word or (
        before.low in language.breaks
        or before.low in language.conjunctions
        or before.low in language.adverbs
        or before.low in language.time_words
        or before.low in language.functions
    )


def named_after(article: Article, sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """« son directeur de campagne, Mathieu Hanotin »: the name that says who it is."""
    at = phrase.last
    if phrase.kind == PERSON or at >= len(sentence.tokens) or sentence.tokens[at].low != ",":
        return None
    named = article.phrases(sentence).at(at + 1)
    is_one = named is not None and named.kind == PERSON and len(named.people) == 1
    return named if is_one else None


def across_insertion(
    article: Article, sentence: Sentence, comma: int, *, before_relative: bool = False
) -> Phrase | None:
    """« X, ce qu'il est, a déclaré »: the phrase before the insertion, or the name inserted.

    ``comma`` closes the insertion. ``before_relative``: a phrase that ends at the comma itself is
    the one, unless the insertion is nothing but that phrase.
    """
    tokens = sentence.tokens
    ending = ending_at(article, sentence, comma)
    opening = next(
        (at for at in range(comma - 1, -1, -1) if tokens[at].low in (",", ";", ":")), None
    )
    if opening is not None:
        voice = _voice(article, sentence, opening, comma)
        if voice is not None:
            return voice
        if before_relative and ending is not None and ending.first != opening + 1:
            return ending
        outer = _before_insertion(article, sentence, opening, comma)
        if outer is not None:
            return outer
    can_speak = ending is not None and not ending.is_governed and ending.kind in SPEAKING
    # « Son entourage, lui, affirme … »: the pronoun only insists.
    return ending if can_speak and ending.kind != PRONOUN else None


def _voice(article: Article, sentence: Sentence, opening: int, comma: int) -> Phrase | None:
    """« L'opposition, par la voix de X, a salué »: who speaks for the others."""
    relays = article.language.relays
    if all(token.low not in relays for token in sentence.tokens[opening + 1 : opening + 5]):
        return None
    phrases = article.phrases(sentence)
    name = next((at for at in range(opening, comma) if at in phrases.outline.starting), None)
    return phrases.at(name) if name is not None else None


def _before_insertion(
    article: Article, sentence: Sentence, opening: int, comma: int
) -> Phrase | None:
    if sentence.tokens[opening].low != ",":
        return None
    outer = ending_at(article, sentence, opening)
    if outer is None or (outer.kind == OTHER and outer.is_governed):
        return None
    if not outer.is_governed or outer.kind == PERSON:
        inserted = article.phrases(sentence).at(opening + 1)
        is_all = inserted is not None and inserted.last == comma
        if is_all and inserted.kind == PERSON and outer.kind != PERSON:
            return inserted
    return None if outer.is_governed else outer
