"""Names and what they are told to be: « Untel, maire de X, », « son directeur, Untel »."""

from archive.quotes.article import Article
from archive.quotes.nouns import OTHER, PERSON, SPEAKING
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
    return outer if outer is not None and outer.kind == PERSON else None


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
    opening = next((at for at in range(comma - 1, -1, -1) if tokens[at].low in ",;:"), None)
    if opening is not None:
        if before_relative and ending is not None and ending.first != opening + 1:
            return ending
        outer = _before_insertion(article, sentence, opening)
        if outer is not None:
            return outer
    can_speak = ending is not None and not ending.is_governed and ending.kind in SPEAKING
    return ending if can_speak else None


def _before_insertion(article: Article, sentence: Sentence, opening: int) -> Phrase | None:
    if sentence.tokens[opening].low != ",":
        return None
    outer = ending_at(article, sentence, opening)
    if outer is None or outer.kind == OTHER:
        return None
    if not outer.is_governed or outer.kind == PERSON:
        inserted = article.phrases(sentence).at(opening + 1)
        if inserted is not None and inserted.kind == PERSON and outer.kind != PERSON:
            return inserted
    return None if outer.is_governed else outer
