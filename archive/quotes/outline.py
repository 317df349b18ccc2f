"""A sentence with its names marked: what may be a verb in it, and where a noun phrase ends."""

from collections.abc import Sequence
from typing import Final

from archive.quotes.languages.language import Language
from archive.quotes.names import Mention
from archive.quotes.tokens import NUMBER, POINT, QUOTE, WORD, Token

_LONGEST_PHRASE: Final = 24  # tokens


class Outline:
    """The tokens of a sentence and the mentions that begin at them."""

    __slots__ = ("inside", "language", "starting", "tokens")

    def __init__(
        self, tokens: Sequence[Token], mentions: Sequence[Mention], language: Language
    ) -> None:
        self.tokens = tokens
        self.language = language
        self.starting = {mention.first: mention for mention in mentions}
        self.inside = {at for one in mentions for at in range(one.first, one.last)}

    def low(self, at: int) -> str:
        """The word at a place, small; "" outside the sentence."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""

    def is_verb(self, at: int, start: int) -> bool:
        """Whether a finite verb may stand there; ``start`` is where the phrase before begins."""
        token, language = self.tokens[at], self.language
        low = token.low
        if token.is_capital or not token.is_word:
            return False
        if self.low(at + 1) in language.inverted:
            return True
        if low in language.nouns and self.low(at - 1) in language.determiners:
            # « le juge a demandé », « la marque assure »: nouns that verbs are written like.
            return False
        if low in language.verbs or low in language.auxiliaries:
            return True
        cue = language.cues.get(low)
        if cue is not None and cue.tense in ("finite", "participle"):
            before = self.low(at - 1) if at > start else ""
            return before not in language.determiners and before not in language.complements
        return low.endswith(language.verb_endings) and low not in language.functions

    def joins(self, at: int) -> bool:
        """Whether a conjunction and another name stand there."""
        return self.low(at) in self.language.conjunctions and at + 1 in self.starting

    # --- Where a phrase ends -----------------------------------------------------------------

    def end(self, index: int) -> int:
        """Where the phrase of the noun at ``index`` ends: where something foreign begins."""
        at = index
        while at < len(self.tokens) and at - index < _LONGEST_PHRASE:
            if at in self.starting:
                at = self.starting[at].last
                if not self._goes_past_name(at):
                    break
            elif self._is_foreign(at, index):
                break
            at += 1
        return self._without_loose_words(index, at)

    def _goes_past_name(self, at: int) -> bool:
        """« Untel de Valmont », « Untel et Untel », « one of Untel's aides »."""
        low, language = self.low(at), self.language
        return low in language.complements or low in language.possessive_marks or self.joins(at)

    def _is_foreign(self, at: int, index: int) -> bool:
        token, language = self.tokens[at], self.language
        low = token.low
        if token.kind == POINT:
            return not (low == "." and at > index and self._is_shortened(at - 1))
        if token.kind == QUOTE:
            return True
        if low in language.small_words:
            return self._is_foreign_small(at, index)
        return self.is_verb(at, index)

    def _is_foreign_small(self, at: int, index: int) -> bool:
        token, language = self.tokens[at], self.language
        low = token.low
        if low in language.breaks or low in language.relatives:
            return True
        if low in language.time_words and not token.is_capital and at > index:
            return True
        if low in language.conjunctions:
            return not self._carries_on(at)
        if low in language.title_prepositions:
            return not self._is_part_of_title(at)
        if low in language.complements:
            return self._is_other_complement(at)
        if low in language.prepositions or self._begins_anew(at, index):
            return True
        return self.is_verb(at, index) or (low in language.clitics and not self._is_article(at))

    def _is_shortened(self, at: int) -> bool:
        """« J. », « Ms. »: the point ends no sentence."""
        low = self.low(at)
        return len(low) == 1 or (low in self.language.titles and at + 2 in self.starting)

    def _begins_anew(self, at: int, index: int) -> bool:
        """« on Monday *the* hall would open »: a noun takes no article after it."""
        language, before = self.language, self.low(at - 1)
        low = self.low(at)
        begins = low in language.determiners or (
            low in language.indefinites and low not in language.adverbs
        )
        if at <= index or not begins or self.tokens[at].kind != WORD:
            return False
        if low in language.complements or (low in language.clitics and self._is_article(at)):
            return False
        return not (
            before in language.determiners
            or before in language.complements
            or before in language.conjunctions
            or before in language.title_prepositions
            or before in language.possessive_marks
        )

    def _without_loose_words(self, index: int, at: int) -> int:
        loose = self.language.loose_words
        while at > index and self.tokens[at - 1].is_word and self.tokens[at - 1].low in loose:
            at -= 1
        return at

    def _carries_on(self, at: int) -> bool:
        """« le Comité et un responsable », « la ministre de l'Écologie et de la Mer »."""
        language = self.language
        low = self.low(at + 1)
        if not low or low in language.pronouns or low in language.relatives:
            return False
        if low in language.breaks or not self.tokens[at + 1].is_word:
            return False
        if low in language.complements or at + 1 in self.starting:
            return True
        if low in language.determiners:
            following = range(at + 2, min(at + 10, len(self.tokens) - 1))
            return not any(self.is_verb(later, at) for later in following)
        return low not in language.verbs and low not in language.cues

    def _is_part_of_title(self, at: int) -> bool:
        """« ambassadeur à l'ONU », « ministre en charge », « candidate à la présidentielle »."""
        if self.low(at - 1) in self.language.leaning:
            return True
        language, after = self.language, at + 1
        if self.low(after) in language.definite or self.low(after) in language.title_ranks:
            after += 1
        if after >= len(self.tokens):
            return False
        is_name = self.tokens[after].is_capital and after not in self.inside
        return is_name or self.low(after) in language.title_nouns

    def _is_other_complement(self, at: int) -> bool:
        """« de 2017 », « de mardi », « de dire »: no part of what somebody is."""
        if at + 1 >= len(self.tokens):
            return False
        if self.tokens[at - 1].is_acronym and self.low(at) in self.language.indefinites:
            # « ont indiqué à l'AFP *des* sources policières »: another phrase begins.
            return True
        after = self.tokens[at + 1]
        if after.kind == NUMBER or (after.low in self.language.time_words and not after.is_capital):
            return True
        cue = self.language.cues.get(after.low)
        return cue is not None and cue.tense == "infinitive" and not after.is_capital

    def _is_article(self, at: int) -> bool:
        """« le », « la », « l' », « les » before a noun, not before a verb."""
        low = self.low(at)
        if low not in self.language.determiners or at + 1 >= len(self.tokens):
            return False
        before = self.low(at - 1)
        return (
            self.tokens[at + 1].is_capital
            or before in self.language.complements
            or before in self.language.title_prepositions
            or before in self.language.conjunctions
        )


# --- Names of bodies and places -------------------------------------------------------------


def proper_name_end(outline: Outline, index: int) -> int:
    """Where a capitalised name that is nobody's ends: « Israël », « Amnesty International ».

    ``index`` itself when none begins there.
    """
    language, low = outline.language, outline.low(index)
    is_small = low in language.never_names and low not in language.bodies
    if is_small or len(low) < 2:
        return index
    last = index
    while last < len(outline.tokens) and _belongs_to_name(outline, last):
        last += 1
    return index if last == index + 1 and _is_detached(outline, index) else last


def _belongs_to_name(outline: Outline, at: int) -> bool:
    token = outline.tokens[at]
    if not token.is_word or at in outline.starting:
        return False
    after = at + 1
    return token.is_capital or (
        token.low in outline.language.complements
        and after < len(outline.tokens)
        and outline.tokens[after].is_capital
        and after not in outline.inside
    )


def _is_detached(outline: Outline, index: int) -> bool:
    """« Arrivé en tête, … », « Ému, … » begin a sentence and name nobody."""
    language, low = outline.language, outline.low(index)
    if index and outline.tokens[index - 1].is_word:
        return False
    if low not in language.places and index == 0 and outline.low(1) == ",":
        return True
    return low.endswith(language.participle_endings) or low in language.cues
