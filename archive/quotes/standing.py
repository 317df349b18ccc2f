"""Where a noun phrase stands: what is before it, how it begins, where its noun is."""

from typing import Final

from archive.quotes.nouns import has_complement
from archive.quotes.outline import Outline
from archive.quotes.tokens import NUMBER, QUOTE

# « tous les deux cents et quelques … »: no noun has more words before it.
_MOST_DETERMINERS: Final = 8


def is_governed(outline: Outline, index: int) -> bool:
    """Whether a preposition or a bracket stands before, or a noun that « des » carries on."""
    if not index:
        return False
    language = outline.language
    before = outline.tokens[index - 1]
    if before.kind == QUOTE:
        # What follows a quotation is the subject of no verb, save where subjects lead.
        return not language.subject_leads
    if before.low in language.prepositions or before.low in ("(", "["):
        return True
    if outline.low(index) not in language.complements or not before.is_word:
        return False
    if before.is_acronym and outline.low(index) in language.indefinites:
        # « ont indiqué à l'AFP des sources policières »
        return False
    # « la demande des élus » depends on its noun, « ont dit des élus » does not.
    return not (
        before.low in language.conjunctions
        or before.low in language.breaks
        or before.low in language.cues
        or before.low in language.adverbs
        or before.low in language.time_words
        or outline.is_verb(index - 1, 0)
    )


def stands_alone(outline: Outline, index: int) -> bool:
    """« ce sont », « ce que »: a pronoun; « ce Gilet jaune »: a determiner."""
    if is_governed(outline, index):
        return False
    language = outline.language
    low = outline.low(index + 1)
    if outline.low(index) not in language.determiners or not low:
        return True
    return not outline.tokens[index + 1].is_word or (
        outline.is_verb(index + 1, index + 1)
        or low in language.relatives
        or low in language.breaks
        or low in language.clitics
        or low in language.prepositions
    )


def begins_common(outline: Outline, index: int) -> bool:
    language = outline.language
    low, after = outline.low(index), outline.low(index + 1)
    if low in language.determiners or low in language.indefinites:
        return True
    if outline.tokens[index].kind == NUMBER:
        plural = after.partition("-")[0].endswith(language.plural_endings)
        return plural and after not in language.time_words
    if (low, after) in language.indefinite_openings:
        return True
    if low in language.bare_plurals:
        return True
    is_noun = low in language.functions or low in language.people
    cue = language.cues.get(low)
    if cue is not None and cue.tense == "past":
        # « Accusé d'avoir menti, X … »
        return False
    return is_noun and (index == 0 or not outline.tokens[index - 1].is_word)


def is_contracted(outline: Outline, index: int) -> bool:
    """« du ministre », « au candidat »: an article within the preposition."""
    language = outline.language
    return (
        outline.low(index) in language.contractions and outline.low(index + 1) in language.functions
    )


def noun_after(outline: Outline, index: int) -> int:
    """Where the noun begins after its determiners: « de », « tous les », « trois »."""
    language = outline.language
    start = index
    if (
        outline.low(index),
        outline.low(index + 1),
    ) in language.indefinite_openings or outline.low(index) in language.contractions:
        start += 1
    end = min(len(outline.tokens), start + _MOST_DETERMINERS)
    while start < end and (
        outline.tokens[start].kind == NUMBER
        or outline.low(start) in language.determiners
        or outline.low(start) in language.indefinites
    ):
        start += 1
    return start


def is_indefinite(outline: Outline, index: int, start: int, last: int) -> bool:
    """« un élu », « trois élus », « une dizaine d'élus », « proche de X, »."""
    language = outline.language
    if any(
        outline.low(at) in language.indefinites or outline.tokens[at].kind == NUMBER
        for at in range(index, start)
    ):
        return True
    if outline.low(start) in language.quantities and has_complement(outline, start, last):
        return True
    return index == start and outline.low(start) in language.people
