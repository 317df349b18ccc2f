"""The people an article names: known ones by their names, others by how they are printed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from archive.quotes.candidates import KnownPerson
from archive.quotes.languages.language import Language
from archive.quotes.text import fold_bare
from archive.quotes.tokens import NUMBER, POINT, WORD, Sentence, Token

_LONGEST_NAME: Final = 8


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody of an article: of the archive, or as printed."""

    name: str
    person: KnownPerson | None = None
    gender: str = ""
    # Whether the words themselves tell a person: a frequent first name, a function, a title.
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name somebody: tokens ``[first, last)`` of a sentence.

    ``is_whole`` says that the name stands there in full, not only a surname or a first name.
    """

    who: Named
    first: int
    last: int
    is_whole: bool


@lru_cache(maxsize=65536)
def bare(word: str) -> str:
    """A word as names are compared: small letters, no accents."""
    return fold_bare(word)


_ELIDED = re.compile(r"\b([dl]')")


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared, as the tokens of a text are cut."""
    return tuple(_ELIDED.sub(r"\1 ", bare(name)).replace(".", " ").split())


class Registry:
    """Known people by the words of their names; built once for many articles."""

    def __init__(self, people: Iterable[KnownPerson]) -> None:
        self.whole: dict[str, list[tuple[tuple[str, ...], KnownPerson]]] = {}
        self.surnames: dict[tuple[str, ...], set[int]] = {}
        self.people: list[KnownPerson] = []
        for person in people:
            self._add(person)
        for choices in self.whole.values():
            choices.sort(key=lambda choice: -len(choice[0]))

    def _add(self, person: KnownPerson) -> None:
        number = len(self.people)
        self.people.append(person)
        for name in dict.fromkeys((person.name, *person.names)):
            words = name_words(name)
            if not words:
                continue
            if len(words) > 1 or person.is_body or len(words[0]) > 3:
                self.whole.setdefault(words[0], []).append((words, person))
            if not person.is_body:
                for start in range(1, len(words)):
                    self.surnames.setdefault(words[start:], set()).add(number)

    def only(self, surname: tuple[str, ...]) -> KnownPerson | None:
        """The one known person of this surname, None when there is none or several."""
        numbers = self.surnames.get(surname, ())
        return self.people[next(iter(numbers))] if len(numbers) == 1 else None


class Naming:
    """Finds the mentions of an article, remembering who was named before."""

    def __init__(self, text: str, registry: Registry, language: Language) -> None:
        self.text = text
        self.registry = registry
        self.language = language
        self.by_surname: dict[tuple[str, ...], Named] = {}
        self.by_first_name: dict[str, Named] = {}
        self.by_name: dict[str, Named] = {}

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """The people named in a sentence, in order; each is remembered."""
        tokens = sentence.tokens
        found: list[Mention] = []
        index = 0
        while index < len(tokens):
            mention = self._at(tokens, index) if tokens[index].kind == WORD else None
            if mention is None:
                index += 1
                continue
            found.append(mention)
            index = mention.last
        return found

    def _at(self, tokens: Sequence[Token], index: int) -> Mention | None:
        token = tokens[index]
        if not token.is_capital:
            return self._particle_surname(tokens, index)
        return (
            self._known(tokens, index)
            or self._initial(tokens, index)
            or self._surname(tokens, index)
            or self._printed(tokens, index)
            or self._first_name(tokens, index)
        )

    # --- Names of the archive ----------------------------------------------------------------

    def _known(self, tokens: Sequence[Token], index: int) -> Mention | None:
        choices = self.registry.whole.get(bare(tokens[index].low))
        if not choices:
            return None
        for words, person in choices:
            last = _matches(tokens, index, words)
            if last is not None and not (len(words) == 1 and self._goes_on(tokens, last)):
                return Mention(self._remember(person), index, last, True)
        return None

    def _goes_on(self, tokens: Sequence[Token], last: int) -> bool:
        return last < len(tokens) and tokens[last].kind == WORD and tokens[last].is_capital

    def _remember(self, person: KnownPerson) -> Named:
        words = name_words(person.name)
        named = self.by_name.get(person.name)
        if named is None:
            gender = person.gender or ("" if person.is_body else self.gender_of(words[0]))
            named = Named(person.name, person, gender)
        self._keep(named, words)
        return named

    def _keep(self, named: Named, words: tuple[str, ...]) -> None:
        self.by_name[named.name] = named
        if named.person is not None and named.person.is_body:
            return
        for start in range(1, len(words)):
            self.by_surname[words[start:]] = named
        if len(words) > 1:
            self.by_first_name[words[0]] = named

    def gender_of(self, first_name: str) -> str:
        known = self.language.first_names.get(first_name)
        if known is not None:
            return known
        return "f" if first_name.endswith(self.language.feminine_endings) else ""

    # --- Parts of names ----------------------------------------------------------------------

    def _surname(self, tokens: Sequence[Token], index: int) -> Mention | None:
        for length in (3, 2, 1):
            words = _words_from(tokens, index, length)
            if not words:
                continue
            if self._is_thing(tokens, index, length):
                continue
            named = self.by_surname.get(words)
            if named is None and not self._is_common(tokens[index], words):
                person = self.registry.only(words)
                if person is not None and self._may_stand_alone(tokens, index, length):
                    named = self._remember(person)
            if named is not None and not self._goes_on_as_name(tokens, index + length, named):
                return Mention(named, index, index + length, False)
        return None

    def _particle_surname(self, tokens: Sequence[Token], index: int) -> Mention | None:
        """« de Rugy », « al-Assad » begin with a small letter."""
        if tokens[index].low not in self.language.particles or index + 1 >= len(tokens):
            return None
        if not tokens[index + 1].is_capital:
            return None
        for length in (3, 2):
            words = _words_from(tokens, index, length)
            named = self.by_surname.get(words) if words else None
            if named is not None and name_words(named.name)[-length:] == words:
                return Mention(named, index, index + length, False)
        return None

    def _is_thing(self, tokens: Sequence[Token], index: int, length: int) -> bool:
        """« la Pride », « la loi Sapin 2 », « le CHU »: a surname's letters, not a person."""
        before = tokens[index - 1].low if index else ""
        after = tokens[index + length] if index + length < len(tokens) else None
        return (
            before in self.language.determiners
            or (after is not None and after.kind == NUMBER)
            or (length == 1 and tokens[index].is_acronym and len(tokens[index].low) < 5)
        )

    def _is_common(self, token: Token, words: tuple[str, ...]) -> bool:
        return len(words) == 1 and (
            token.low in self.language.places
            or token.low in self.language.name_stops
            or token.low in self.language.bodies
            or token.low in self.language.first_names
            or len(words[0]) < 3
        )

    def _may_stand_alone(self, tokens: Sequence[Token], index: int, length: int) -> bool:
        """A surname of the archive not yet named in full here: only where a name can stand."""
        before = tokens[index - 1] if index else None
        after = tokens[index + length] if index + length < len(tokens) else None
        if after is not None and after.kind == WORD and after.is_capital:
            return False
        if before is None:
            return True
        if before.low in ("à", "en", "du", "des", "vers", "in", "at", "into"):
            return False
        if before.low in self.language.titles or before.low.rstrip(".") in self.language.titles:
            return True
        return not (before.kind == WORD and before.is_capital) and before.low not in (
            "le", "la", "les", "l'", "the", "au", "aux",
        )  # fmt: skip

    def _goes_on_as_name(self, tokens: Sequence[Token], last: int, named: Named) -> bool:
        """« Hamon » in « Hamon-Valls » or « Fillon Dupont » is another name."""
        if last >= len(tokens) or tokens[last].kind != WORD or not tokens[last].is_capital:
            return False
        return bare(tokens[last].low) not in name_words(named.name)

    def _first_name(self, tokens: Sequence[Token], index: int) -> Mention | None:
        named = self.by_first_name.get(bare(tokens[index].low))
        if named is None or self._goes_on(tokens, index + 1):
            return None
        return Mention(named, index, index + 1, False)

    def _initial(self, tokens: Sequence[Token], index: int) -> Mention | None:
        """« B. Hamon », « E. Macron »."""
        token = tokens[index]
        if len(token.low) != 1 or index + 2 >= len(tokens) or tokens[index + 1].low != ".":
            return None
        for length in (2, 1):
            words = _words_from(tokens, index + 2, length)
            named = self.by_surname.get(words) if words else None
            if named is None and words:
                person = self.registry.only(words)
                named = self._remember(person) if person is not None else None
            if named is not None and bare(named.name)[:1] == bare(token.low):
                return Mention(named, index, index + 2 + length, False)
        return None

    # --- Names that the archive does not know ------------------------------------------------

    def _printed(self, tokens: Sequence[Token], index: int) -> Mention | None:
        """Two capitalised words or more that may be a person: « Lee Jung-mi », « Bae Soo-rok »."""
        language = self.language
        last = index
        capitals = 0
        while last < len(tokens) and last - index < _LONGEST_NAME:
            token = tokens[last]
            if token.kind == WORD and token.is_capital:
                if token.low in language.places or token.low in language.titles:
                    return None
                capitals += 1
            elif token.kind == POINT and token.low == "." and len(tokens[last - 1].low) == 1:
                pass
            elif not (token.low in language.particles and self._goes_on(tokens, last + 1)):
                break
            last += 1
        while capitals and not tokens[last - 1].is_capital:
            last -= 1
        first = tokens[index]
        before = tokens[index - 1] if index else None
        if before is not None and before.is_capital and before.low not in language.name_stops:
            if not (
                before.low in language.functions
                or before.low in language.titles
                or before.low in language.places
            ):
                return None
        if first.is_acronym and len(first.low) < 6:
            return None
        if capitals < 2 or (first.low in language.name_stops or first.low in language.functions):
            return None
        if not self._is_personal(tokens, index) or self._is_place(tokens, index, last):
            return None
        words = tuple(bare(token.low) for token in tokens[index:last] if token.kind == WORD)
        return self._new(tokens, index, last, words)

    def _is_place(self, tokens: Sequence[Token], index: int, last: int) -> bool:
        """« Intermarché de Monistrol »: « de » parts a name only after a first name."""
        joins = {token.low for token in tokens[index:last]} & {"de", "du", "des", "d'", "la", "les"}
        return bool(joins) and bare(tokens[index].low) not in self.language.first_names

    def _is_sure(self, tokens: Sequence[Token], index: int, first_name: str) -> bool:
        before = tokens[index - 1].low if index else ""
        language = self.language
        return (
            first_name in language.first_names
            or first_name.partition("-")[0] in language.first_names
            or before in language.functions
            or before in language.titles
        )

    def _is_personal(self, tokens: Sequence[Token], index: int) -> bool:
        first = tokens[index]
        if first.low in self.language.first_names:
            return True
        before = tokens[index - 1] if index else None
        return before is None or before.low not in (
            "le", "la", "les", "l'", "du", "des", "au", "aux", "the", "en",
        )  # fmt: skip

    def _new(
        self, tokens: Sequence[Token], index: int, last: int, words: tuple[str, ...]
    ) -> Mention:
        printed = " ".join(self.text[tokens[index].start : tokens[last - 1].end].split())
        named = self.by_name.get(printed)
        if named is None:
            gender = self.gender_of(words[0])
            if index and tokens[index - 1].low in self.language.titles:
                gender = self.language.titles[tokens[index - 1].low]
            named = Named(printed, None, gender, self._is_sure(tokens, index, words[0]))
            self._keep(named, words)
        return Mention(named, index, last, True)


def _matches(tokens: Sequence[Token], index: int, words: tuple[str, ...]) -> int | None:
    """Where the words end that stand from ``index`` on; None when others stand there."""
    at = index
    for word in words:
        while index < at < len(tokens) and tokens[at].low == ".":
            at += 1
        if at >= len(tokens) or tokens[at].kind != WORD or bare(tokens[at].low) != word:
            return None
        at += 1
    return at if tokens[at - 1].is_capital else None


def _words_from(tokens: Sequence[Token], index: int, length: int) -> tuple[str, ...]:
    part = tokens[index : index + length]
    if len(part) < length or any(token.kind != WORD for token in part) or not part[-1].is_capital:
        return ()
    return tuple(bare(token.low) for token in part)
