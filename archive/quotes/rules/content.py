"""How far reported words reach: where their clause begins and where it ends."""

from typing import Final

from archive.quotes.article import Article
from archive.quotes.rules.voices import (
    ends_after_comma,
    is_other_voice,
    is_subordinate,
    resumes,
)
from archive.quotes.tokens import POINT, Sentence
from archive.quotes.verbs import Group

# Points that belong to the words at their beginning, or at their end.
_KEPT_FIRST: Final = "([%€$£#@"
_KEPT_LAST: Final = ")]%€$£°"


def trimmed(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Without the points around; closing brackets stay with what they close."""
    tokens = sentence.tokens
    while first < last and tokens[first].kind == POINT and tokens[first].low not in _KEPT_FIRST:
        first += 1
    while (
        first < last and tokens[last - 1].kind == POINT and tokens[last - 1].low not in _KEPT_LAST
    ):
        last -= 1
    return first, last


def content_end(article: Article, sentence: Sentence, first: int, group: Group | None) -> int:
    """Where words end that begin at ``first``: the sentence's end, or where another voice begins.

    ``group`` is the verb that reports them, None when it is a preposition.
    """
    tokens = sentence.tokens
    cues = {one.first: one for one in article.groups(sentence) if one.first >= first}
    depth = commas = 0
    for at in range(first, len(tokens)):
        low = tokens[at].low
        if tokens[at].kind != POINT:
            if not depth and at > first and is_other_voice(article, sentence, at, cues):
                return at
        elif low in "([":
            depth += 1
        elif low in ")]":
            if not depth:
                return at
            depth -= 1
        elif not depth and (
            low in ";:" or (low == "," and _ends(article, sentence, at, cues, group, commas))
        ):
            return at
        else:
            commas += low == "," and not depth
    return len(tokens)


def _ends(
    article: Article, sentence: Sentence, comma: int, cues: dict[int, Group], group: Group | None,
    commas: int,
) -> bool:  # fmt: skip
    """Whether the words end at this comma, ``commas`` after their first."""
    if ends_after_comma(article, sentence, comma, cues):
        return True
    return group is not None and _main_clause_after(article, sentence, comma, group, commas)


def _main_clause_after(
    article: Article, sentence: Sentence, comma: int, group: Group, commas: int
) -> bool:
    """Whether the sentence that carries the reported clause goes on after this comma."""
    after = sentence.tokens[comma + 1].low if comma + 1 < len(sentence.tokens) else ""
    if is_subordinate(article, sentence, group) and (
        after in article.language.subject_pronouns
        or (after in article.language.determiners and not commas)
    ):
        return True
    # An even comma closes an insertion of the reported clause itself.
    return not commas and resumes(article, sentence, comma + 1, group)


def content_start(article: Article, sentence: Sentence, last: int) -> int:
    """Where words begin that end before ``last``: after what is taken, a colon or a semicolon."""
    tokens = sentence.tokens
    first = next((at + 1 for at in range(last - 2, -1, -1) if tokens[at].low in (";", ":")), 0)
    first = max([first, *(end for _first, end in sentence.taken + sentence.spent if end <= last)])
    while first < last and (
        (tokens[first].kind == POINT and tokens[first].low not in "([")
        or tokens[first].low in article.language.conjunctions
    ):
        first += 1
    return first
