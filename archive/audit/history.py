"""Whether history and the records tell the same: who wrote, submitted, approved and withdrew."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from itertools import chain

from django.db import models
from django.db.models import Exists, OuterRef

from archive.audit.finding import Check, Count, Finding, about
from archive.audit.licences import LICENCE, as_imported, wrong_licence
from archive.audit.streams import ROWS, Alongside, streamed
from archive.audit.told import (
    ACT,
    BEGINNINGS,
    IN_WORDS,
    WORDS,
    Told,
    ToldEdition,
    events_of,
    is_begun,
    noted,
    told_by,
)
from archive.audit.words import comments, leaves, wrong_words
from archive.models import (
    Article,
    ArticleText,
    Edition,
    Event,
    Person,
    Statement,
    StatementEditor,
)

NOTHING_TOLD = "History does not tell how it came into the archive."
AT_ONCE = timedelta(seconds=60)  # between a record and the row of history that tells of it
RECORD = ("pk", "status", "version", "created_by_id", "created_at", "submitted_by_id",
          "submitted_at")  # fmt: skip
EDITION = ("statement_id", "pk", "statement_version", "submitted_by_id", "approved_by_id",
           "approved_at", "sha256", "state", "withdrawal_asked_by_id", "withdrawn_by_id",
           "reason", "public_note", "closed_at")  # fmt: skip
WITHDRAWN = (Edition.State.RETRACTED, Edition.State.REMOVED)


def is_at_once(written: datetime | None, told: datetime | None) -> bool:
    if written is None or told is None:
        return written is told
    return abs(written - told) <= AT_ONCE


def wrong_statement(record: tuple, told: Told) -> Iterator[str]:
    _pk, status, version, created_by, created_at, submitted_by, submitted_at = record
    if not told.is_continuous:
        yield "History skips a version or a status of it."
    if (told.standing, told.version) != (status, version):
        yield (
            f"History leaves it at “{told.standing}”, version {told.version}; "
            f"it is “{status}”, version {version}."
        )
    if told.creator not in (None, created_by):
        yield "History names somebody else who created it."
    if not is_at_once(created_at, told.created_at):
        yield "History tells of another moment when it was created."
    if told.submitter != submitted_by:
        yield "History names somebody else who submitted it."
    if not is_at_once(submitted_at, told.submitted_at):
        yield "History tells of another moment when it was submitted."


def wrong_editors(told: Told, editors: list[tuple]) -> Iterator[str]:
    listed = {(version, user) for _statement, version, user in editors}
    for version, _user in sorted(told.editors - listed):
        yield f"The list of its editors lacks who edited version {version}."


def lost_editions(told: Told, editions: list[tuple]) -> Iterator[str]:
    there = {edition[2] for edition in editions}
    for version in sorted(set(told.editions) - there):
        yield f"The edition made of its version {version} is gone."


def wrong_editions(told: Told, editions: list[tuple]) -> Iterator[tuple[int, str]]:
    """The number of the edition, and what history tells otherwise."""
    for _statement, pk, version, *row in editions:
        if version in told.editions:
            yield from ((pk, message) for message in wrong_edition(row, told.editions[version]))
        else:
            yield pk, "History tells of no approval of it."


def wrong_edition(row: list, told: ToldEdition) -> Iterator[str]:
    submitted_by, approved_by, approved_at, sha256, *ending = row
    if told.vouched_by != (submitted_by, approved_by):
        yield "History names others who submitted and approved it."
    if not is_at_once(approved_at, told.approved_at):
        yield "History tells of another moment when it was approved."
    if told.sha256 not in (None, sha256):
        yield "History tells of another content that was approved."
    yield from wrong_ending(ending, told)


def wrong_ending(ending: list, told: ToldEdition) -> Iterator[str]:
    state, asked_by, withdrawn_by, reason, public_note, closed_at = ending
    if (told.asked_by, told.withdrawn_by) != (asked_by, withdrawn_by):
        yield "History names others who asked to withdraw it and who did."
    elif (told.withdrawn_by is not None) != (state in WITHDRAWN):
        yield "History tells otherwise whether it was withdrawn."
    if told.words != (reason, public_note):
        yield "History tells otherwise why it is withdrawn, or what readers are told."
    if not is_at_once(closed_at, told.closed_at):
        yield "History tells of another moment when it was closed."


def beside_statements() -> Iterator[Alongside]:
    """What is read alongside the statements, as ``wrong_with`` takes it."""
    yield events_of(Statement, *ACT)
    yield events_of(Statement, *WORDS, verb__in=IN_WORDS)
    made = Edition.objects.order_by("statement_id", "number")
    yield Alongside(made.values_list(*EDITION))
    edited = StatementEditor.objects.order_by("statement_id", "version")
    yield Alongside(edited.values_list("statement_id", "version", "user_id"))
    yield comments()
    yield leaves()


def statements_told_otherwise(count: Count) -> Iterator[Finding]:
    statements = Statement.objects.order_by("pk").values_list(*RECORD)
    with ExitStack() as opened:
        beside = [opened.enter_context(rows) for rows in beside_statements()]
        for record in streamed(statements, count):
            yield from wrong_with(record, *(rows.of(record[0]) for rows in beside))


def wrong_with(
    record: tuple,
    events: list[tuple],
    words: list[tuple],
    editions: list[tuple],
    editors: list[tuple],
    said: list[tuple],
    allowed: list[tuple],
) -> Iterator[Finding]:
    told = told_by(events, words)
    if not is_begun(events):
        yield about(Statement, record[0], "history", NOTHING_TOLD)
    else:
        for message in chain(
            wrong_statement(record, told),
            wrong_editors(told, editors),
            lost_editions(told, editions),
        ):
            yield about(Statement, record[0], "history", message)
    for edition, message in wrong_editions(told, editions):
        yield about(Edition, edition, "history", message)
    yield from wrong_words(record[0], words, said, allowed)


def beside_articles() -> Iterator[Alongside]:
    yield events_of(Article, "verb", "changes")
    first = ArticleText.objects.filter(number=1).order_by("article")
    yield Alongside(first.values_list("article", "sha256"))
    yield as_imported()


def articles_told_otherwise(count: Count) -> Iterator[Finding]:
    """An article's history notes the digest of the text it came with, and its licence."""
    articles = Article.objects.order_by("pk").values_list("pk", *LICENCE)
    with ExitStack() as opened:
        beside = [opened.enter_context(rows) for rows in beside_articles()]
        for article in streamed(articles, count):
            events, texts, imports = (rows.of(article[0]) for rows in beside)
            for message in wrong_article(article, events, texts, imports):
                yield about(Article, article[0], "history", message)


def wrong_article(
    article: tuple, events: list[tuple], texts: list[tuple], imports: list[tuple]
) -> Iterator[str]:
    if not is_begun(events):
        yield NOTHING_TOLD
    came = [noted(changes, "sha256") for _article, verb, changes in events if verb in BEGINNINGS]
    if any(came) and set(filter(None, came)) != {sha256 for _article, sha256 in texts}:
        yield "History tells of another text that it came with."
    if wrong_licence(article, events, imports):
        yield "Its licence is not the one that history tells."


def gone(model: type[models.Model]) -> Iterator[Finding]:
    """Records that no door of the archive deletes."""
    there = model.objects.filter(pk=OuterRef("record_id"))
    told = Event.objects.filter(record_type=model._meta.label_lower, verb__in=BEGINNINGS)
    numbers = told.filter(~Exists(there)).order_by("record_id").values_list("record_id", flat=True)
    with closing(numbers.distinct().iterator(chunk_size=ROWS)) as lost:
        for pk in lost:
            yield about(model, pk, "history", "History tells how it came, and it is gone.")


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
    yield from gone(Statement)
    yield from gone(Article)
    yield from people_not_told(count)


def size() -> int:
    return sum(model.objects.count() for model in (Statement, Article, Person))


CHECK = Check("history", "records", size, told_otherwise)
