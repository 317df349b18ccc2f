"""What a page of the annotation desk may ask, as plain values; positions are code points."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who is to be recorded because a statement names them."""

    name: str
    kind: str = "person"


# A person by the number of their record, one to be recorded, or nobody.
SomebodyAsked = int | NewPerson | None


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a text: ``body[start:end] == exact`` of the version with this number of record."""

    text: int
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class TargetAsked:
    """Somebody whom words are about or said to. Without ``mention`` the words that designate them
    are looked for; "" says that there are none. ``mention_start`` tells which of several places."""

    person: SomebodyAsked
    relation: str = "about"
    mention: str | None = None
    mention_start: int | None = None
    role: str = ""


@dataclass(frozen=True, slots=True)
class Create:
    """A new statement. What is None is inferred from the text."""

    place: Place
    kind: str | None = None
    speaker: SomebodyAsked = None
    speaker_type: str | None = None
    attribution: str | None = None
    speaker_role: str = ""
    targets: tuple[TargetAsked, ...] = ()
    submit: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """Changes of a statement, and what stood there when the editor began.

    ``statement`` is a number, or the key of the act that made it.
    """

    statement: int | UUID
    changes: dict[str, Any]
    base: dict[str, Any] = field(default_factory=dict)
    submit: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A step of the workflow, of the version that was read."""

    statement: int | UUID
    version: int
    move: str
    reason: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Accept:
    """Suggestions to be taken up; ``changes`` go with a single one."""

    suggestions: tuple[int, ...]
    changes: dict[str, Any] = field(default_factory=dict)
    submit: bool = False
    is_bulk: bool = False


@dataclass(frozen=True, slots=True)
class Dismiss:
    """A suggestion to be dropped."""

    suggestion: int


@dataclass(frozen=True, slots=True)
class Revert:
    """The last act to be undone or, with ``again``, the first undone one to be done again; ``of``
    is the key of the act that the editor sees as such."""

    again: bool = False
    of: UUID | None = None


Asked = Create | Edit | Move | Accept | Dismiss | Revert
