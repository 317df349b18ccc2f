"""Whether history and the records tell the same: who wrote, submitted, approved and withdrew."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from django.db import models
from django.db.models import Exists, OuterRef

from archive.audit.finding import Check, Count, Finding, about
from archive.audit.streams import ROWS, Alongside, counted
from archive.models import (
    Article,
    ArticleText,
    Edition,
    Event,
    Person,
    Statement,
    StatementEditor,
)

Verb, Status = Event.Verb, Statement.Status
BEGINNINGS = (Verb.CREATED, Verb.IMPORTED)
NOTHING_TOLD = "History does not tell how it came into the archive."
RECORD = ("pk", "status", "version", "submitted_by_id")
EDITION = ("statement_id", "pk", "statement_version", "submitted_by_id", "approved_by_id",
           "sha256", "state", "withdrawal_asked_by_id", "withdrawn_by_id")  # fmt: skip


@dataclass(slots=True)
class Told:
    """A statement as its events tell it, one after the other."""

    standing: str = Status.DRAFT
    version: int = 1
    submitter: int | None = None
    asked_by: int | None = None
    is_continuous: bool = True
    editors: set[tuple[int, int]] = field(default_factory=set)  # version, user
    # By the version that was approved: who submitted and who approved; who asked and withdrew.
    approved: dict[int, tuple[int | None, int]] = field(default_factory=dict)
    withdrawn: dict[int, tuple[int | None, int]] = field(default_factory=dict)
    # By the same version: the digest of what was vouched for.
    vouched: dict[int, str] = field(default_factory=dict)

    def follow(
        self,
        verb: str,
        actor: int,
        version: list | None,
        status: list | None,
        digest: list | None,
    ) -> None:
        if verb in BEGINNINGS:
            self.editors.add((self.version, actor))
        elif verb == Verb.CHANGED and version:
            self.editors.add((version[1], actor))
        elif verb == Verb.SUBMITTED:
            self.submitter = actor
        elif verb == Verb.APPROVED:
            self.approved[self.version] = (self.submitter, actor)
            if digest:
                self.vouched[self.version] = digest[1]
        elif verb in (Verb.RETRACTION_ASKED, Verb.RETRACTED):
            self.withdraw(verb, actor)
        self.step(version, status)

    def withdraw(self, verb: str, actor: int) -> None:
        if verb == Verb.RETRACTION_ASKED:
            self.asked_by = actor
        else:
            self.withdrawn[max(self.approved, default=0)] = (self.asked_by, actor)

    def step(self, version: list | None, status: list | None) -> None:
        if version:
            self.is_continuous &= version[0] == self.version
            self.version = version[1]
        if status:
            self.is_continuous &= status[0] == self.standing
            self.standing = status[1]


def events_of(model: type[models.Model], *values: str) -> Alongside:
    of_its_kind = Event.objects.filter(record_type=model._meta.label_lower)
    return Alongside(of_its_kind.order_by("record_id", "pk").values_list("record_id", *values))


def is_begun(events: list[tuple]) -> bool:
    return bool(events) and events[0][1] in BEGINNINGS


def told_by(events: list[tuple]) -> Told:
    told = Told()
    for _record, *act in events:
        told.follow(*act)
    return told


def wrong_statement(record: tuple, told: Told) -> Iterator[str]:
    _pk, status, version, submitted_by = record
    if not told.is_continuous:
        yield "History skips a version or a status of it."
    if (told.standing, told.version) != (status, version):
        yield (
            f"History leaves it at “{told.standing}”, version {told.version}; "
            f"it is “{status}”, version {version}."
        )
    if told.submitter != submitted_by:
        yield "History names somebody else who submitted it."


def wrong_editors(told: Told, editors: list[tuple]) -> Iterator[str]:
    listed = {(version, user) for _statement, version, user in editors}
    for version, _user in sorted(told.editors - listed):
        yield f"The list of its editors lacks who edited version {version}."


def lost_editions(told: Told, editions: list[tuple]) -> Iterator[str]:
    there = {edition[2] for edition in editions}
    for version in sorted(set(told.approved) - there):
        yield f"The edition made of its version {version} is gone."


def wrong_editions(told: Told, editions: list[tuple]) -> Iterator[tuple[int, str]]:
    """The number of the edition, and what history tells otherwise."""
    for _statement, pk, version, submitted_by, approved_by, digest, state, *others in editions:
        if version not in told.approved:
            yield pk, "History tells of no approval of it."
        elif told.approved[version] != (submitted_by, approved_by):
            yield pk, "History names others who submitted and approved it."
        is_withdrawn = state == Edition.State.RETRACTED
        if told.vouched.get(version, digest) != digest:
            yield pk, "History tells of another content that was approved."
        if is_withdrawn and told.withdrawn.get(version) != tuple(others):
            yield pk, "History names others who withdrew it."


def statements_told_otherwise(count: Count) -> Iterator[Finding]:
    statements = Statement.objects.order_by("pk").values_list(*RECORD)
    history = events_of(Statement, "verb", "actor_id", "changes__version", "changes__status",
                        "changes__edition_sha256")  # fmt: skip
    editions = Alongside(Edition.objects.order_by("statement_id", "number").values_list(*EDITION))
    editors = Alongside(
        StatementEditor.objects.order_by("statement_id", "version").values_list(
            "statement_id", "version", "user_id"
        )
    )
    for record in counted(statements.iterator(chunk_size=ROWS), count):
        pk, events, made = record[0], history.of(record[0]), editions.of(record[0])
        told, listed = told_by(events), editors.of(pk)
        if not is_begun(events):
            yield about(Statement, pk, "history", NOTHING_TOLD)
        else:
            for message in chain(
                wrong_statement(record, told),
                wrong_editors(told, listed),
                lost_editions(told, made),
            ):
                yield about(Statement, pk, "history", message)
        for edition, message in wrong_editions(told, made):
            yield about(Edition, edition, "history", message)


def articles_told_otherwise(count: Count) -> Iterator[Finding]:
    """An article's history notes the digest of the text it came with."""
    articles = Article.objects.order_by("pk").values_list("pk", flat=True)
    texts = Alongside(
        ArticleText.objects.filter(number=1).order_by("article").values_list("article", "sha256")
    )
    history = events_of(Article, "verb", "changes__sha256")
    for pk in counted(articles.iterator(chunk_size=ROWS), count):
        events = history.of(pk)
        if not is_begun(events):
            yield about(Article, pk, "history", NOTHING_TOLD)
        noted = {digest[1] for _article, verb, digest in events if verb in BEGINNINGS and digest}
        if noted and noted != {sha256 for _article, sha256 in texts.of(pk)}:
            yield about(Article, pk, "history", "History tells of another text that it came with.")


def people_not_told(count: Count) -> Iterator[Finding]:
    told = Event.objects.filter(
        record_type=Person._meta.label_lower, record_id=OuterRef("pk"), verb__in=BEGINNINGS
    )
    untold = Person.objects.filter(~Exists(told)).order_by("pk").values_list("pk", flat=True)
    for pk in untold.iterator(chunk_size=ROWS):
        yield about(Person, pk, "history", NOTHING_TOLD)
    count(Person.objects.count())


def told_otherwise(count: Count) -> Iterator[Finding]:
    yield from statements_told_otherwise(count)
    yield from articles_told_otherwise(count)
    yield from people_not_told(count)


def size() -> int:
    return sum(model.objects.count() for model in (Statement, Article, Person))


CHECK = Check("history", "records", size, told_otherwise)
