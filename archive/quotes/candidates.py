"""What the detector proposes: a quotation of an article, who spoke, of whom, and why it thinks so.

Positions are Unicode code points of the text as given, 0-based, the end excluded. Kinds and types
of speaker are the words of the archive: ``direct``, ``indirect``, ``mixed``; ``named``,
``anonymous``, ``collective``, ``unknown``.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from archive.quotes.anchoring import Span

TOGETHER: Final = " et "  # between the names of several people who speak as one


class Tier(StrEnum):
    """How far a proposal may be trusted; measured, see ``benchmarks``."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody (or a body) of the archive, as the detector may recognise them.

    ``key`` is the caller's own and comes back untouched. ``names`` are variants as printed,
    ``roles`` the words of functions ("maire de Lille"); ``gender`` is "f", "m" or "" (unknown).
    """

    name: str
    key: Any = field(default=None, compare=False)
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    gender: str = ""
    is_body: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the article that bear out a guess, and what they were taken for.

    ``what`` is "antecedent" (of a pronoun), "apposition" (the name of whom a function designates),
    "first naming" (in full, of somebody called otherwise), "question" (of an interview).
    """

    what: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is proposed as the speaker.

    ``name`` is the canonical name of a known person, a name as printed for somebody the archive
    does not know (``is_new``), the article's words for an anonymous source or a body, and "" when
    the speaker is unknown; those of several people have ``TOGETHER`` between. ``span`` bounds the
    attribution, None when the article has none there.
    """

    type: str
    name: str = ""
    person: KnownPerson | None = None
    is_new: bool = False
    span: Span | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The name and, of several people, that of each; none of an unknown speaker."""
        if not self.name:
            return ()
        return tuple(dict.fromkeys((self.name, *self.name.split(TOGETHER))))


@dataclass(frozen=True, slots=True)
class Target:
    """Somebody whom the words are about, and the words that designate them."""

    name: str
    person: KnownPerson | None
    mention: str
    span: Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """One proposed quotation: ``text[start:end]``, never empty."""

    start: int
    end: int
    kind: str
    rule: str
    confidence: Tier
    speaker: Speaker
    cue: str = ""
    cue_span: Span | None = None
    targets: tuple[Target, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=())
