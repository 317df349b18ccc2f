"""A statement as its history tells it, to hold against what the records say."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models

from archive.audit.streams import Alongside
from archive.models import Event, Statement

Verb, Status = Event.Verb, Statement.Status
BEGINNINGS = (Verb.CREATED, Verb.IMPORTED)
# What ``told_by`` asks of each act, after the number of its record.
ACT = ("verb", "pk", "actor_id", "at", "changes__version", "changes__status",
       "changes__edition_sha256")  # fmt: skip
# The few acts whose words are held against a record, and what is asked of them.
IN_WORDS = (Verb.RETRACTION_ASKED, Verb.COMMENTED, Verb.BUDGET_LIFTED)
WORDS = ("verb", "pk", "actor_id", "reason", "changes")


def events_of(model: type[models.Model], *values: str, **only: Any) -> Alongside:
    of_its_kind = Event.objects.filter(record_type=model._meta.label_lower, **only)
    return Alongside(of_its_kind.order_by("record_id", "pk").values_list("record_id", *values))


def is_begun(events: list[tuple]) -> bool:
    return bool(events) and events[0][1] in BEGINNINGS


def noted(changes: Any, name: str) -> Any:
    """The value of a field after an act; None when the act tells nothing of it."""
    values = changes.get(name) if isinstance(changes, dict) else None
    return values[1] if isinstance(values, list) and len(values) == 2 else None


@dataclass(slots=True)
class ToldEdition:
    """An edition as history tells it: who vouched for it, and how it ended."""

    vouched_by: tuple[int | None, int | None]  # who submitted and who approved
    approved_at: datetime
    sha256: str | None
    closed_at: datetime | None = None
    asked_by: int | None = None
    withdrawn_by: int | None = None
    words: tuple[str, str] = ("", "")  # why it is withdrawn, and the note to readers


@dataclass(slots=True)
class Told:
    """A statement as its events tell it, one after the other."""

    standing: str = Status.DRAFT
    version: int = 1
    creator: int | None = None
    created_at: datetime | None = None
    submitter: int | None = None
    submitted_at: datetime | None = None
    is_continuous: bool = True
    editors: set[tuple[int, int]] = field(default_factory=set)  # version, user
    editions: dict[int, ToldEdition] = field(default_factory=dict)  # by the version approved
    asked_in: dict[int, tuple[str, str]] = field(default_factory=dict)  # by the number of the act

    def follow(self, act: tuple) -> None:
        _record, verb, number, actor, at, version, status, digest = act
        if verb in BEGINNINGS:
            self.creator, self.created_at = actor, at
            self.editors.add((self.version, actor))
        elif verb == Verb.CHANGED and version:
            self.editors.add((version[1], actor))
        elif verb == Verb.SUBMITTED:
            self.submitter, self.submitted_at = actor, at
        elif verb == Verb.APPROVED:
            self.approve(actor, at, digest[1] if digest else None)
        elif self.editions:
            self.withdraw(verb, number, actor, at)
        self.step(version, status)

    def approve(self, actor: int | None, at: datetime, sha256: str | None) -> None:
        if self.editions and self.last.closed_at is None:
            self.last.closed_at = at
        self.editions[self.version] = ToldEdition((self.submitter, actor), at, sha256)

    @property
    def last(self) -> ToldEdition:
        return self.editions[max(self.editions)]

    def withdraw(self, verb: str, number: int, actor: int | None, at: datetime) -> None:
        if verb == Verb.RETRACTION_ASKED:
            self.last.asked_by, self.last.words = actor, self.asked_in.get(number, ("", ""))
        elif verb == Verb.RETRACTION_REFUSED:
            self.last.asked_by, self.last.words = None, ("", "")
        elif verb == Verb.RETRACTED:
            self.last.withdrawn_by, self.last.closed_at = actor, at

    def step(self, version: list | None, status: list | None) -> None:
        if version:
            self.is_continuous &= version[0] == self.version
            self.version = version[1]
        if status:
            self.is_continuous &= status[0] == self.standing
            self.standing = status[1]


def told_by(acts: Iterable[tuple], words: Iterable[tuple]) -> Told:
    """``acts`` and ``words`` are rows of ``ACT`` and ``WORDS`` behind the number of the record."""
    asked_in = {
        number: (reason, noted(changes, "public_note") or "")
        for _record, verb, number, _actor, reason, changes in words
        if verb == Verb.RETRACTION_ASKED
    }
    told = Told(asked_in=asked_in)
    for act in acts:
        told.follow(act)
    return told
