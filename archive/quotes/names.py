"""Names: the people whom the archive knows by them, and how they are compared."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from archive.quotes.candidates import KnownPerson

_SHORTEST_NAME: Final = 3  # letters: a name of one word must be longer
_MOST_NAMESAKES: Final = 50  # more are not told apart by « M. » or « Mme »
_LONGEST_WORD: Final = 40


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody of an article: of the archive, or as printed."""

    name: str
    person: KnownPerson | None = field(default=None, compare=False)
    gender: str = ""
    # Whether the words themselves tell a person: a frequent first name, a function, a title.
    is_sure: bool = True
    # Whether several people of the archive are called so: which of them is for an editor to say.
    is_homonym: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name somebody: tokens ``[first, last)`` of a sentence.

    ``is_whole`` says that the name stands there in full, not only a surname or a first name.
    """

    who: Named
    first: int
    last: int
    is_whole: bool


def bare(word: str) -> str:
    """A word as names are compared: small letters, no accents."""
    if word.isascii():
        return word.lower()
    # What is longer is no word: it is not kept.
    return _bare(word) if len(word) < _LONGEST_WORD else _plain(word)


@lru_cache(maxsize=65536)
def _bare(word: str) -> str:
    return _plain(word)


def _plain(word: str) -> str:
    parts = unicodedata.normalize("NFD", word.lower())
    plain = "".join(char for char in parts if not unicodedata.combining(char))
    return plain.replace("œ", "oe").replace("æ", "ae").replace("’", "'")


_ELIDED = re.compile(r"\b([dl]')")


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared, as the tokens of a text are cut."""
    return tuple(_ELIDED.sub(r"\1 ", bare(name)).replace(".", " ").split())


class Registry:
    """Known people by the words of their names; built once for many articles."""

    def __init__(self, people: Iterable[KnownPerson]) -> None:
        self.whole: dict[tuple[str, str], list[tuple[tuple[str, ...], KnownPerson]]] = {}
        self.surnames: dict[tuple[str, ...], set[int]] = {}
        # What names and surnames begin with: other words are not looked up further.
        self.first_words: set[str] = set()
        self.surname_words: set[str] = set()
        self.people: list[KnownPerson] = []
        self.homonyms: set[tuple[str, ...]] = set()
        self.holders: dict[str, list[tuple[frozenset[str], KnownPerson]]] = {}
        for person in people:
            if person.name:  # nobody is proposed without a name
                self._add(person)
        for choices in self.whole.values():
            choices.sort(key=lambda choice: -len(choice[0]))

    def _add(self, person: KnownPerson) -> None:
        number = len(self.people)
        self.people.append(person)
        for role in person.roles:
            words = frozenset(_ELIDED.sub(r"\1 ", bare(role)).split())
            for word in words:
                self.holders.setdefault(word, []).append((words, person))
        for name in dict.fromkeys((person.name, *person.names)):
            self._add_name(person, number, name_words(name))

    def _add_name(self, person: KnownPerson, number: int, words: tuple[str, ...]) -> None:
        if not words:
            return
        if len(words) > 1 or person.is_body or len(words[0]) > _SHORTEST_NAME:
            known = self.whole.setdefault((words[0], "".join(words[1:2])), [])
            if any(found == words for found, _person in known):
                self.homonyms.add(words)
            known.append((words, person))
            self.first_words.add(words[0])
        if not person.is_body:
            for start in range(1, len(words)):
                self.surnames.setdefault(words[start:], set()).add(number)
                self.surname_words.add(words[start])

    def beginning(self, first: str, second: str) -> list[tuple[tuple[str, ...], KnownPerson]]:
        """The names that begin with these words, or are the first alone; the longest first."""
        return self.whole.get((first, second), []) + self.whole.get((first, ""), [])

    def holder(self, head: str, words: frozenset[str]) -> KnownPerson | None:
        """The one known person of whom a role has this noun and all these words."""
        if not words:
            return None
        wanted = {bare(head), *map(bare, words)}
        # The rarest word first: thousands may be mayors, one is of this town.
        rarest = min((self.holders.get(word, []) for word in wanted), key=len)
        found = {id(person): person for role, person in rarest if wanted <= role}
        return next(iter(found.values())) if len(found) == 1 else None

    def titled(self, surname: tuple[str, ...], gender: str) -> KnownPerson | None:
        """The one known person of this surname and gender: « Mme Brumaire »."""
        numbers = self.surnames.get(surname, ()) if gender else ()
        if len(numbers) > _MOST_NAMESAKES:
            return None
        found = [self.people[number] for number in numbers if self.people[number].gender == gender]
        return found[0] if len(found) == 1 else None

    def only(self, surname: tuple[str, ...]) -> KnownPerson | None:
        """The one known person of this surname, None when there is none or several."""
        numbers = self.surnames.get(surname, ())
        return self.people[next(iter(numbers))] if len(numbers) == 1 else None
