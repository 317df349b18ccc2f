"""Noun phrases that may be the source of words: who they are, as far as the phrase alone tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from archive.quotes.languages.language import Language
from archive.quotes.names import Mention, Named
from archive.quotes.tokens import NUMBER, POINT, WORD, Token

_LONGEST_PHRASE: Final = 24  # tokens

PERSON, FUNCTION, ANONYMOUS, COLLECTIVE, DOCUMENT, PRONOUN, OTHER = (
    "person", "function", "anonymous", "collective", "document", "pronoun", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``[first, last)`` that designate somebody or something.

    ``people`` are those it names itself (several when they speak together), not those on whom it
    only depends: « un proche de Benoît Hamon » names nobody.
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
    """Reads the noun phrases of one sentence."""

    def __init__(
        self, tokens: Sequence[Token], mentions: Sequence[Mention], language: Language
    ) -> None:
        self.tokens = tokens
        self.language = language
        self.starting = {mention.first: mention for mention in mentions}
        self.inside = {at for one in mentions for at in range(one.first, one.last)}
        self._all: list[Phrase] | None = None

    def all(self) -> list[Phrase]:
        """Every noun phrase of the sentence, in order, none inside another; read once."""
        if self._all is None:
            self._all = []
            index = 0
            while index < len(self.tokens):
                phrase = self.at(index)
                if phrase is not None:
                    self._all.append(phrase)
                index = phrase.last if phrase is not None else index + 1
        return self._all

    def at(self, index: int) -> Phrase | None:
        """The phrase that begins at this token."""
        if index >= len(self.tokens) or self.tokens[index].kind not in (WORD, NUMBER):
            return None
        governed = self._is_governed(index)
        token = self.tokens[index]
        if token.low in self.language.titles and index + 1 < len(self.tokens):
            after = index + 1 + (self.tokens[index + 1].low == ".")
            if after in self.starting:
                return self._person(index, self.starting[after], governed)
        if index in self.starting:
            return self._person(index, self.starting[index], governed)
        if index in self.inside:
            return None
        if (
            token.low in self.language.pronouns
            and not governed
            and not (token.low in self.language.determiners and self._is_before_noun(index + 1))
        ):
            gender, number = self.language.pronouns[token.low]
            return Phrase(index, index + 1, PRONOUN, (), token.low, gender, number, governed)
        if token.low in self.language.indefinite_pronouns:
            return self._indefinite(index, governed)
        if self._begins_common(index):
            return self._common(index, governed)
        if self._is_contracted(index):
            return self._common(index, governed=True)
        if token.is_capital and token.low not in self.language.name_stops | self.language.adverbs:
            return self._proper(index, governed)
        return None

    # --- People ------------------------------------------------------------------------------

    def _person(self, index: int, mention: Mention, governed: bool) -> Phrase:
        """A name, and the names joined to it: « Jadot et Mélenchon »."""
        people, last = [mention.who], mention.last
        while (
            last + 1 < len(self.tokens)
            and (
                self.tokens[last].low in self.language.conjunctions or self.tokens[last].low == ","
            )
            and last + 1 in self.starting
        ):
            joined = self.starting[last + 1]
            if self.tokens[last].low == "," and not self._joins_later(joined.last):
                break
            people.append(joined.who)
            last = joined.last
        is_body = all(one.person is not None and one.person.is_body for one in people)
        number = "p" if len(people) > 1 else "s"
        kind = COLLECTIVE if is_body else PERSON
        gender = people[0].gender
        return Phrase(index, last, kind, tuple(people), "", gender, number, governed)

    def _joins_later(self, index: int) -> bool:
        return (
            index + 1 < len(self.tokens)
            and self.tokens[index].low in self.language.conjunctions
            and index + 1 in self.starting
        )

    # --- Nouns -------------------------------------------------------------------------------

    def _begins_common(self, index: int) -> bool:
        low = self.tokens[index].low
        if low in self.language.determiners or low in self.language.indefinites:
            return True
        if self.tokens[index].kind == NUMBER:
            after = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
            return (
                after is not None
                and after.is_word
                and after.low.partition("-")[0].endswith(("s", "x"))
                and (after.low not in self.language.time_words)
            )
        if low in ("d'", "de") and index + 1 < len(self.tokens):
            return low + self.tokens[index + 1].low in ("d'autres", "denombreux", "denombreuses")
        is_noun = low in self.language.functions or low in self.language.people
        return is_noun and (index == 0 or not self.tokens[index - 1].is_word)

    def _is_before_noun(self, at: int) -> bool:
        """« ce Gilet jaune », not « ce sont » nor « ce que »."""
        if at >= len(self.tokens) or not self.tokens[at].is_word:
            return False
        low = self.tokens[at].low
        language = self.language
        return not (
            self._is_verb(at, at)
            or low in language.relatives
            or low in language.breaks
            or low in language.clitics
            or low in language.prepositions
        )

    def _is_contracted(self, index: int) -> bool:
        """« du ministre », « au candidat »: an article within the preposition."""
        if self.tokens[index].low not in ("du", "au") or index + 1 >= len(self.tokens):
            return False
        return self.tokens[index + 1].low in self.language.functions

    def _indefinite(self, index: int, governed: bool) -> Phrase | None:
        """« certains », « l'un des conseillers du ministre », « certains élus »."""
        last = self.end(index + 1)
        number = "s" if self.tokens[index].low in ("l'un", "l'une", "quelqu'un") else "p"
        return Phrase(
            index, last, ANONYMOUS, self._named_within(index, last), self.tokens[index].low,
            "", number, governed,
        )  # fmt: skip

    def _common(self, index: int, governed: bool) -> Phrase | None:
        """A determiner and its noun, with what carries it on."""
        tokens, language = self.tokens, self.language
        low = tokens[index].low
        start = index
        while start < len(tokens) and (
            start == index
            and low in ("du", "au", "aux")
            or tokens[start].kind == NUMBER
            or tokens[start].low in language.determiners
            or tokens[start].low in language.indefinites
            or (start == index and low in ("d'", "de"))
            or tokens[start].low in ("autres", "nombreux", "nombreuses")
        ):
            start += 1
        if start >= len(tokens) or tokens[start].kind != WORD:
            return None
        if tokens[start].low in language.time_words:
            return None
        last = self.end(start)
        if last <= start:
            return None
        head = self._head(start, last)
        last = self._before_unrelated_name(start, last, head)
        is_indefinite = (
            any(
                tokens[at].low in language.indefinites or tokens[at].kind == NUMBER
                for at in range(index, start)
            )
            or (head in language.quantities and self._has_complement(start, last))
            or (index == start and tokens[start].low in language.people)
        )
        people = self._named_within(start, last)
        gender, number = self._agreement(index, start, head)
        kind = self._kind(head, is_indefinite, number, tokens[index].low, start, last)
        if (
            people
            and kind in (FUNCTION, ANONYMOUS, OTHER)
            and not (kind == OTHER and is_indefinite)
        ):
            is_body = all(one.person is not None and one.person.is_body for one in people)
            kind = COLLECTIVE if is_body else PERSON
            gender = gender or people[0].gender
        elif kind != PERSON:
            people = ()
        return Phrase(index, last, kind, people, head, gender, number, governed)

    def _before_unrelated_name(self, start: int, last: int, head: str) -> int:
        """« son discours de victoire Benoît Hamon … »: the name begins something else."""
        language = self.language
        if head in language.functions or head in language.people or head in language.bodies:
            return last
        has_complement = False
        for at in range(start + 1, last):
            if at in self.starting:
                before = self.tokens[at - 1].low
                if (
                    has_complement
                    and before not in language.prepositions
                    and (before not in language.titles)
                ):
                    return at
                return last
            has_complement = has_complement or self.tokens[at].low in language.complements
        return last

    def _kind(
        self, head: str, is_indefinite: bool, number: str, low: str, start: int, last: int
    ) -> str:
        language = self.language
        if head in language.documents:
            return DOCUMENT
        if is_indefinite and (
            head in language.people
            or head.removesuffix("s") in language.functions
            or head.removesuffix("s").endswith(language.person_endings)
        ):
            return ANONYMOUS
        if head in language.entourage and self._has_complement(start, last):
            return ANONYMOUS
        if low in language.possessives and head in language.people and number == "p":
            return ANONYMOUS
        if number == "s" and (head in language.functions or head.endswith(language.person_endings)):
            return ANONYMOUS if is_indefinite else FUNCTION
        if head in language.bodies or (number == "p" and head in language.people):
            return COLLECTIVE
        if self.tokens[start].is_capital or head in language.places:
            return COLLECTIVE
        return OTHER

    def _has_complement(self, start: int, last: int) -> bool:
        return any(self.tokens[at].low in self.language.complements for at in range(start, last))

    def _head(self, start: int, last: int) -> str:
        """The noun that says what the phrase is: the first that the table knows."""
        language = self.language
        after = self.tokens[start + 1].low if start + 1 < last else ""
        skips = self.tokens[start].low in language.quantities and after in language.complements
        for at in range(start, min(last, start + (6 if skips else 4))):
            low = self.tokens[at].low.removeprefix("ex-")
            if low in language.complements:
                if skips:
                    continue
                break
            if skips and low in language.quantities:
                continue
            for part in (low, low.partition("-")[0], low.rpartition("-")[2]):
                if (
                    part in language.documents
                    or part in language.functions
                    or part in language.bodies
                    or part in language.people
                ):
                    return part
        return self.tokens[start].low

    def _agreement(self, index: int, start: int, head: str) -> tuple[str, str]:
        language = self.language
        gender = language.functions.get(head, "") or language.determiners.get(
            self.tokens[index].low, ""
        )
        is_plural = head.endswith(("s", "x")) and head not in ("fils", "porte-avions")
        plural = {"les", "des", "ces", "ses", "leurs", "nos", "plusieurs", "quelques", "certains",
                  "certaines", "the", "these", "several", "some", "many"}  # fmt: skip
        low = self.tokens[index].low
        return gender, "p" if is_plural and (
            low in plural or index == start or low in "d'"
        ) else "s"

    def _named_within(self, start: int, last: int) -> tuple[Named, ...]:
        """The people named beside the noun, not after a preposition."""
        language = self.language
        for at in range(start, last):
            mention = self.starting.get(at)
            if mention is None:
                continue
            before = at - 1
            while before > start and self.tokens[before].low in (*language.titles, "."):
                before -= 1
            if self.tokens[before].low in language.prepositions and before >= start - 1:
                return ()
            return self._person(at, mention, governed=False).people
        return ()

    def end(self, index: int) -> int:
        """The end of the phrase: where something that cannot belong to it begins."""
        language, tokens = self.language, self.tokens
        at = index
        while at < len(tokens) and at - index < _LONGEST_PHRASE:
            token = tokens[at]
            low = token.low
            if at in self.starting:
                at = self.starting[at].last
                if at < len(tokens) and tokens[at].low in language.complements:
                    continue
                if not self._joins_later(at - 0):
                    break
                at += 1
                continue
            if token.kind == POINT:
                if low == "." and at > index and len(tokens[at - 1].low) == 1:
                    at += 1
                    continue
                break
            if (
                token.kind not in (WORD, NUMBER)
                or low in language.breaks
                or low in language.relatives
            ):
                break
            if low in language.conjunctions:
                if not self._carries_on(at):
                    break
            elif low in ("à", "en", "aux", "au") and not self._is_part_of_title(at):
                break
            elif low in language.prepositions and low not in language.complements and low not in (
                "à", "en", "aux", "au",
            ):  # fmt: skip
                break
            elif self._is_verb(at, index) or low in language.clitics and not self._is_article(at):
                break
            elif (
                low in language.complements
                and at + 1 < len(tokens)
                and (
                    tokens[at + 1].kind == NUMBER
                    or (tokens[at + 1].low in language.time_words and not tokens[at + 1].is_capital)
                    or self._is_infinitive(at + 1)
                )
            ):
                break
            at += 1
        while at > index and tokens[at - 1].low in (
            *language.complements, *language.conjunctions, *language.determiners, "à", "au", "en",
        ) and tokens[at - 1].kind == WORD:  # fmt: skip
            at -= 1
        return at

    def _carries_on(self, at: int) -> bool:
        """« le Comité et un responsable », « la ministre de l'Écologie et de la Mer »."""
        tokens, language = self.tokens, self.language
        if at + 1 >= len(tokens) or not tokens[at + 1].is_word:
            return False
        low = tokens[at + 1].low
        if low in language.pronouns or low in language.relatives or low in language.breaks:
            return False
        if low in language.complements or at + 1 in self.starting:
            return True
        after = at + 2
        if low in language.determiners and after < len(tokens):
            return not any(
                self._is_verb(later, at) for later in range(after, min(after + 8, len(tokens) - 1))
                if tokens[later].is_word
            )  # fmt: skip
        return low not in language.verbs and low not in language.cues

    def _is_part_of_title(self, at: int) -> bool:
        """« ambassadeur à l'ONU », « ministre en charge », « candidate à la présidentielle »."""
        after = at + 1
        if after < len(self.tokens) and self.tokens[after].low in ("l'", "la", "le", "chef"):
            after += 1
        if after >= len(self.tokens):
            return False
        low = self.tokens[after].low
        return (self.tokens[after].is_capital and after not in self.inside) or low in (
            "charge",
            "chef",
            "présidentielle",
            "primaire",
            "élection",
            "mairie",
        )

    def _is_verb(self, at: int, start: int) -> bool:
        token, language = self.tokens[at], self.language
        low = token.low
        if token.is_capital or not token.is_word:
            return False
        if at + 1 < len(self.tokens) and self.tokens[at + 1].low in language.inverted:
            return True
        if low in language.verbs or low in language.auxiliaries:
            return True
        cue = language.cues.get(low)
        if cue is not None and cue.tense in ("finite", "participle"):
            before = self.tokens[at - 1].low if at > start else ""
            return before not in language.determiners and before not in language.complements
        return low.endswith(language.verb_endings) and low not in language.functions

    def _is_infinitive(self, at: int) -> bool:
        low = self.tokens[at].low
        return (
            low.endswith(self.language.infinitive_endings)
            and not self.tokens[at].is_capital
            and low not in self.language.functions
            and low not in self.language.bodies
            and len(low) > 3
            and low in self.language.cues
        )

    def _is_article(self, at: int) -> bool:
        """« le », « la », « l' », « les » before a noun, not before a verb."""
        low = self.tokens[at].low
        if low not in self.language.determiners or at + 1 >= len(self.tokens):
            return False
        if self.tokens[at + 1].is_capital:
            return True
        before = self.tokens[at - 1].low if at else ""
        return before in self.language.complements or before in ("à", "et", "ou", "en")

    # --- Names of bodies and places ----------------------------------------------------------

    def _proper(self, index: int, governed: bool) -> Phrase | None:
        """A capitalised name that is nobody's: « Israël », « Amnesty International »."""
        last = index
        while (
            last < len(self.tokens)
            and self.tokens[last].is_word
            and (
                self.tokens[last].is_capital
                or (
                    self.tokens[last].low in self.language.complements
                    and last + 1 < len(self.tokens)
                    and self.tokens[last + 1].is_capital
                    and last + 1 not in self.inside
                )
            )
            and last not in self.starting
        ):
            last += 1
        if (
            last == index
            or last == index + 1
            and (len(self.tokens[index].low) < 2 or self._is_participle(index))
        ):
            return None
        return Phrase(index, last, COLLECTIVE, (), self.tokens[index].low, "", "s", governed)

    def _is_participle(self, index: int) -> bool:
        """« Arrivé en tête, … », « Interrogée, … » begin a sentence."""
        low = self.tokens[index].low
        begins = index == 0 or not self.tokens[index - 1].is_word
        return begins and (
            low.endswith(("é", "ée", "és", "ées", "ant", "ment")) or low in self.language.cues
        )

    def _is_governed(self, index: int) -> bool:
        if not index:
            return False
        before, language = self.tokens[index - 1], self.language
        if before.low in language.prepositions or before.low in ("(", "["):
            return True
        # « la demande des élus » depends on its noun, « ont dit des élus » does not.
        return (
            self.tokens[index].low in language.complements
            and before.is_word
            and before.low not in language.conjunctions
            and before.low not in language.breaks
            and before.low not in language.that
            and not self._is_verb(index - 1, 0)
            and before.low not in language.cues
            and before.low not in language.adverbs
            and before.low not in language.time_words
        )
