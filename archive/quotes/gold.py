"""Gold files: the quotations that people found in a set of texts, to hold a detector against.

One JSON object: ``files`` lists the texts that were read to the end, with or without quotations;
``quotes`` holds one object a quotation. Positions are Unicode code points of the text as read from
UTF-8 with its line ends untouched, the end excluded.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, Self

from archive.quotes.candidates import KnownPerson
from archive.quotes.text import fold_bare

OFFSETS: Final = "Unicode code points of the text as UTF-8, line ends untouched, end exclusive"

_WORD: Final = re.compile(r"[\w-]+")
# Of a description ("un ami de la maire"), the words that do not tell one source from another.
_EMPTY_WORDS: Final = frozenset(
    {"le", "la", "les", "un", "une", "des", "de", "du", "au", "aux", "et", "en", "on", "ce"}
    | {"cette", "sa", "son", "ses", "qui", "que", "il", "elle"}
    | {"the", "an", "of", "to", "in", "and", "his", "her", "their", "who", "he", "she"}
)


class BadGold(ValueError):
    """A document that is no gold file, or does not fit its texts; the message says where."""


class Status(StrEnum):
    """Whether a quotation must be found, or may be found or not without being counted."""

    CORE = "core"
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """One quotation as people settled it.

    ``speaker`` is the canonical name, the words of the article for a source without a name, None
    when nobody can be named; ``speakers`` are the canonical names of several who speak together.
    ``alt`` are other spans that are right as well. ``text`` is "" where the gold file may not
    repeat the words of its texts.
    """

    id: str
    file: str
    start: int
    end: int
    text: str
    kind: str
    cue: str | None = None
    speaker: str | None = None
    speakers: tuple[str, ...] = ()
    speaker_type: str | None = None
    speaker_surface: str | None = None
    targets: tuple[str, ...] = ()
    note: str = ""
    status: str = Status.CORE
    alt: tuple[tuple[int, int], ...] = ()

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        return ((self.start, self.end), *self.alt)

    @property
    def is_core(self) -> bool:
        return self.status == Status.CORE

    def is_said_by(self, speaker: str) -> bool:
        """Whether a proposed speaker, "" for nobody, is the right one.

        For a named speaker the surname must be there, of all who speak together; for a source
        without a name, half of the words that describe it, or the same words where they describe
        nobody ("Il"); nobody where nobody can be named.
        """
        if not self.speaker:
            return not speaker.strip()
        if self.speaker_type == "named":
            have = words_of(speaker)
            return all(surname(name) in have for name in self.speakers or (self.speaker,))
        return any(
            is_described(words, speaker) for words in (self.speaker, self.speaker_surface or "")
        )

    @classmethod
    def from_json(cls, written: Any) -> Self:
        """Raises ``BadGold`` for an object that lacks a field or holds another kind of value."""
        try:
            return cls(
                id=str(written["id"]),
                file=_words(written["file"]),
                start=position_in(written["start"]),
                end=position_in(written["end"]),
                text=_words(written.get("text") or ""),
                kind=_words(written["kind"]),
                cue=written.get("cue"),
                speaker=written.get("speaker"),
                speakers=tuple(map(_words, written.get("speakers") or ())),
                speaker_type=written.get("speaker_type"),
                speaker_surface=written.get("speaker_surface"),
                targets=tuple(map(_words, written.get("targets") or ())),
                note=written.get("note") or "",
                status=Status(written["status"]),
                alt=tuple((position_in(a), position_in(b)) for a, b in written.get("alt") or ()),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as problem:
            raise BadGold(
                f"This is no quotation of a gold file ({problem!r}): {written!r:.200}"
            ) from problem


@dataclass(frozen=True, slots=True)
class Gold:
    """The texts that were read, by file name, and the quotations found in them."""

    files: tuple[str, ...]
    quotes: tuple[GoldQuote, ...]

    def by_file(self) -> dict[str, list[GoldQuote]]:
        """The quotations of every text, in order of file name; of one that holds none, too."""
        texts = sorted({*self.files, *(quote.file for quote in self.quotes)})
        found: dict[str, list[GoldQuote]] = {name: [] for name in texts}
        for quote in self.quotes:
            found[quote.file].append(quote)
        return found

    def as_json(self) -> dict[str, Any]:
        return {
            "offsets": OFFSETS,
            "files": list(self.files),
            "quotes": [asdict(quote) for quote in self.quotes],
        }

    @classmethod
    def from_json(cls, written: Any) -> Self:
        """Raises ``BadGold`` for what is no gold file, or names one quotation twice."""
        if not isinstance(written, dict) or not isinstance(written.get("quotes"), list):
            raise BadGold("A gold file is one JSON object with a list of “quotes”.")
        quotes = tuple(map(GoldQuote.from_json, written["quotes"]))
        doubled = [
            name for name, times in Counter(quote.id for quote in quotes).items() if times > 1
        ]
        if doubled:
            raise BadGold(f"The gold file holds these twice: {', '.join(doubled)}.")
        return cls(tuple(map(_words, written.get("files") or ())), quotes)


def check(text: str, quotes: Iterable[GoldQuote]) -> None:
    """Raises ``BadGold`` for the first quotation whose words do not stand at its place."""
    for quote in quotes:
        words = text[quote.start : quote.end]
        is_there = words == quote.text if quote.text else quote.end <= len(text)
        if not quote.start < quote.end or not is_there:
            raise BadGold(f"The words of {quote.id} do not stand at {quote.start} in {quote.file}.")


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name or description, without case and accents."""
    return tuple(_WORD.findall(fold_bare(name)))


def surname(name: str) -> str:
    """The last word of a name, as names are compared here; "" of no name."""
    return (words_of(name) or ("",))[-1]


def telling_words(description: str) -> set[str]:
    """The words that tell a source without a name from another."""
    return {word for word in words_of(description) if len(word) > 1} - _EMPTY_WORDS


def is_described(description: str, speaker: str) -> bool:
    """Whether these are the words of the same source without a name."""
    wanted = telling_words(description)
    if wanted:
        return 2 * len(wanted & telling_words(speaker)) >= len(wanted)
    return bool(description) and words_of(description) == words_of(speaker)


def people_listed(written: str) -> list[KnownPerson]:
    """The registry of a file with one name a line; blank lines and repeated names are left out."""
    lines = written.removeprefix("\ufeff").splitlines()
    names = dict.fromkeys(line.strip() for line in lines)
    return [KnownPerson(name) for name in names if name]


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a string")
    return value


def position_in(value: Any) -> int:
    """The value as a position in a text; ``TypeError`` when it is none."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(f"{value!r} is not a position")
    return value
