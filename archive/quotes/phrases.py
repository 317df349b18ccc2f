"""Noun phrases that may be the source of words: who they are, as far as the phrase alone tells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.quotes.languages.language import Language
from archive.quotes.names import Mention, Named
from archive.quotes.nouns import (
    ANONYMOUS,
    COLLECTIVE,
    DOCUMENT,
    FUNCTION,
    OTHER,
    PERSON,
    PRONOUN,
    agreement_of,
    before_unrelated_name,
    has_complement,
    head_of,
    kind_of_noun,
    names_another,
)
from archive.quotes.outline import Outline, proper_name_end
from archive.quotes.standing import (
    begins_common,
    is_contracted,
    is_governed,
    is_indefinite,
    noun_after,
    stands_alone,
)
from archive.quotes.tokens import NUMBER, WORD, Token

__all__ = [
    "ANONYMOUS", "COLLECTIVE", "DOCUMENT", "FUNCTION", "OTHER", "PERSON", "PRONOUN", "Phrase",
    "Phrases",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``[first, last)`` that designate somebody or something.

    ``people`` are those it names itself (several when they speak together), not those on whom it
    only depends: « un proche de Benoît Hamon » names nobody. ``is_governed`` says that a
    preposition stands before it. ``number`` is "s", "p", "one" (« on ») or "no" (« ce »).
    """

    first: int
    last: int
    kind: str
    people: tuple[Named, ...] = ()
    head: str = ""
    gender: str = ""
    number: str = "s"
    is_governed: bool = False


class Phrases:
    """Reads the noun phrases of one sentence, each when it is asked for."""

    def __init__(
        self, tokens: Sequence[Token], mentions: Sequence[Mention], language: Language
    ) -> None:
        self.outline = Outline(tokens, mentions, language)
        self._all: list[Phrase] = []
        self._reader = self._read()

    def all(self) -> list[Phrase]:
        """Every noun phrase of the sentence, in order, none inside another."""
        self._all.extend(self._reader)
        return self._all

    def each(self) -> Iterator[Phrase]:
        """The same, read only as far as asked."""
        yield from self._all
        for phrase in self._reader:
            self._all.append(phrase)
            yield phrase

    def _read(self) -> Iterator[Phrase]:
        index = 0
        while index < len(self.outline.tokens):
            phrase = self.at(index)
            if phrase is not None:
                yield phrase
            index = phrase.last if phrase is not None else index + 1

    def end(self, index: int) -> int:
        return self.outline.end(index)

    def at(self, index: int) -> Phrase | None:
        """The phrase that begins at this token."""
        outline, language = self.outline, self.outline.language
        if index >= len(outline.tokens) or outline.tokens[index].kind not in (WORD, NUMBER):
            return None
        token = outline.tokens[index]
        low = token.low
        may_begin = token.is_capital or token.kind == NUMBER or low in language.phrase_starts
        # Most words begin no phrase; a name may begin with a small one (« de Rugy »).
        if not may_begin and index not in outline.starting:
            return None
        if index in outline.starting:
            mention = outline.starting[index]
            return self._owned(index, mention.last) or self._person(index, mention)
        if index in outline.inside:
            return None
        titled = self._titled(index) if low in language.titles else None
        if titled is not None:
            return titled
        if low in language.pronouns and stands_alone(self.outline, index):
            gender, number = language.pronouns[low]
            return Phrase(index, index + 1, PRONOUN, (), low, gender, number)
        return self._noun_phrase(index)

    def _noun_phrase(self, index: int) -> Phrase | None:
        outline = self.outline
        if outline.low(index) in outline.language.indefinite_pronouns:
            return self._indefinite(index)
        if begins_common(self.outline, index) or is_contracted(self.outline, index):
            return self._common(index)
        last = proper_name_end(outline, index) if outline.tokens[index].is_capital else index
        if last == index:
            return None
        owned = self._owned(index, last)
        if owned is not None:
            return owned
        governed = is_governed(self.outline, index)
        return Phrase(index, last, COLLECTIVE, (), outline.low(index), "", "s", governed)

    # --- People ------------------------------------------------------------------------------

    def _titled(self, index: int) -> Phrase | None:
        """« M. Hamon », « Mme Aubry »."""
        after = index + 1 + (self.outline.low(index + 1) == ".")
        mention = self.outline.starting.get(after)
        if mention is None:
            return None
        return self._owned(index, mention.last) or self._person(index, mention)

    def _person(self, index: int, mention: Mention) -> Phrase:
        """A name, and the names joined to it: « Jadot et Mélenchon »."""
        outline = self.outline
        people, last = [mention.who], mention.last
        while last + 1 in outline.starting and (
            outline.joins(last) or (outline.low(last) == "," and self._joins_later(last + 1))
        ):
            people.append(outline.starting[last + 1].who)
            last = outline.starting[last + 1].last
        number = "p" if len(people) > 1 else "s"
        return Phrase(
            index, last, _kind_of(people), tuple(people), "", people[0].gender, number,
            is_governed(self.outline, index),
        )  # fmt: skip

    def _owned(self, index: int, mark: int) -> Phrase | None:
        """« Untel's spokesman », « Britain's minister »: whose they are does not speak."""
        outline, start = self.outline, mark + 1
        if outline.low(mark) not in outline.language.possessive_marks:
            return None
        last = outline.end(start)
        if last <= start:
            return None
        head = head_of(outline, start, last)
        low = outline.low(mark)
        gender, number = agreement_of(outline, mark, start, head)
        kind = kind_of_noun(outline, head, start, last, low=low, number=number, indefinite=False)
        people = self._named_within(start, last) if kind in (FUNCTION, ANONYMOUS) else ()
        if people:
            kind, gender = _kind_of(people), gender or people[0].gender
        governed = is_governed(self.outline, index)
        return Phrase(index, last, kind, people, head, gender, number, governed)

    def _joins_later(self, at: int) -> bool:
        return self.outline.joins(self.outline.starting[at].last)

    def _named_within(self, start: int, last: int) -> tuple[Named, ...]:
        """The people named beside the noun, not after a preposition."""
        outline, language = self.outline, self.outline.language
        name = next((at for at in range(start, last) if at in outline.starting), None)
        if name is None:
            return ()
        before = name - 1
        while before > start and (
            outline.low(before) in language.titles or outline.low(before) == "."
        ):
            before -= 1
        if before >= start - 1 and outline.low(before) in language.prepositions:
            return ()
        if names_another(outline, start, name):
            return ()
        return self._person(name, outline.starting[name]).people

    def _depends(self, start: int, last: int) -> bool:
        """« un membre de la famille Untel »: whoever is unnamed is never the name that follows."""
        name = next(at for at in range(start, last) if at in self.outline.starting)
        return has_complement(self.outline, start, name)

    # --- Nouns -------------------------------------------------------------------------------

    def _indefinite(self, index: int) -> Phrase:
        """« certains », « l'un des conseillers du ministre », « certains élus »."""
        low = self.outline.low(index)
        last = max(self.outline.end(index + 1), index + 1)
        number = "s" if low in self.outline.language.single_pronouns else "p"
        return Phrase(
            index, last, ANONYMOUS, (), low, "", number, is_governed(self.outline, index)
        )  # fmt: skip

    def _common(self, index: int) -> Phrase | None:
        """A determiner and its noun, with what carries it on."""
        outline, language = self.outline, self.outline.language
        start = noun_after(self.outline, index)
        if start >= len(outline.tokens) or not outline.tokens[start].is_word:
            return None
        last = outline.end(start)
        if outline.low(start) in language.time_words or last <= start:
            return None
        head = head_of(outline, start, last)
        last = before_unrelated_name(outline, start, last, head)
        indefinite = is_indefinite(self.outline, index, start, last)
        gender, number = agreement_of(outline, index, start, head)
        kind = kind_of_noun(
            outline, head, start, last, low=outline.low(index), number=number, indefinite=indefinite
        )
        people = self._named_within(start, last)
        if kind == ANONYMOUS and people and self._depends(start, last):
            people = ()
        takes_name = kind in (FUNCTION, ANONYMOUS) or (kind == OTHER and not indefinite)
        if people and (takes_name or (kind == COLLECTIVE and _kind_of(people) == COLLECTIVE)):
            kind, gender = _kind_of(people), gender or people[0].gender
        else:
            people = ()
        governed = is_governed(self.outline, index) or outline.low(index) in language.contractions
        return Phrase(index, last, kind, people, head, gender, number, governed)


def _kind_of(people: Sequence[Named]) -> str:
    is_body = all(one.person is not None and one.person.is_body for one in people)
    return COLLECTIVE if is_body else PERSON
