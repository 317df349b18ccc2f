"""Whether the desk's copy of what is in print is still what readers are given.

Names of people and topics, and the description of the article, may be corrected after an edition
was approved: records are compared by their number, and the article's description not at all. Nor
are places, where the desk's copy followed its words to a corrected text: that they are there is
checked with all anchors.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing

from django.db.models import BooleanField, Case, F, Q, When

from archive.audit.finding import Finding, about
from archive.audit.streams import ROWS, Alongside
from archive.guards.statements import STATEMENT_CONTENT, STATEMENT_PLACE, STATEMENT_WORDS
from archive.models import (
    Annotation,
    Edition,
    EditionTarget,
    EditionTopic,
    Statement,
    StatementTarget,
)
from archive.models.spoken import TARGET_FIELDS

PUBLISHED = Statement.Status.PUBLISHED
IN_PRINT = Edition.objects.current().filter(statement__status=PUBLISHED)
OF_A_PRINTED = {"edition__state": Edition.State.CURRENT, "edition__statement__status": PUBLISHED}
AT_THE_DESK = [f"statement__{column}" for column in STATEMENT_CONTENT]
FOLLOWED = Q(text__number__lt=F("statement__text__number"))


def same(column: str, at_the_desk: str) -> Q:
    alike = Q(**{column: F(at_the_desk)})
    if Edition._meta.get_field(column).null:
        alike |= Q(**{f"{column}__isnull": True, f"{at_the_desk}__isnull": True})
    return alike


def other_columns() -> Iterator[Finding]:
    columns = list(zip(STATEMENT_CONTENT, AT_THE_DESK, strict=True))
    same_words = Q(*(same(name, f"statement__{name}") for name in STATEMENT_WORDS))
    same_place = Q(*(same(name, f"statement__{name}") for name in STATEMENT_PLACE))
    rows = IN_PRINT.exclude(same_words & (same_place | FOLLOWED)).order_by("statement_id")
    found = rows.values_list("statement_id", *STATEMENT_CONTENT, *AT_THE_DESK)
    with closing(found.iterator(chunk_size=ROWS)) as differing:
        for statement, *values in differing:
            printed, kept = values[: len(columns)], values[len(columns) :]
            pairs = zip(STATEMENT_CONTENT, printed, kept, strict=True)
            yield wrong_copy(statement, ", ".join(name for name, a, b in pairs if a != b))


def wrong_copy(statement: int, parts: str) -> Finding:
    message = f"It is published and differs from its current edition: {parts}."
    return about(Statement, statement, "edition", message)


def targets() -> Iterator[Alongside]:
    """Those of the desk, then those in print; a row is the statement and what must be alike."""
    kept = StatementTarget.objects.filter(statement__status=PUBLISHED)
    named = kept.order_by("statement_id", "pk")
    yield Alongside(named.values_list("statement_id", "person_id", *TARGET_FIELDS))
    printed = EditionTarget.objects.filter(**OF_A_PRINTED).order_by("edition__statement_id", "pk")
    yield Alongside(printed.values_list("edition__statement_id", "person_id", *TARGET_FIELDS))


def topics() -> Iterator[Alongside]:
    kept = Statement.topics.through.objects.filter(statement__status=PUBLISHED)
    in_order = ("statement_id", "topic_id")
    yield Alongside(kept.order_by(*in_order).values_list(*in_order))
    printed = EditionTopic.objects.filter(**OF_A_PRINTED)
    in_order = ("edition__statement_id", "topic_id")
    yield Alongside(printed.order_by(*in_order).values_list(*in_order))


def notes() -> Iterator[Alongside]:
    kept = Annotation.objects.filter(
        statement__status=PUBLISHED, visibility=Annotation.Visibility.PUBLIC
    )
    in_order = kept.order_by("statement_id", "pk")
    yield Alongside(in_order.values_list("statement_id", "kind", "body"))
    printed = IN_PRINT.exclude(notes=[]).order_by("statement_id")
    yield Alongside(printed.values_list("statement_id", "notes"))


def as_printed(kept: list[tuple]) -> list[tuple]:
    """Public notes in the form in which an edition has them."""
    notes = [{"kind": kind, "body": body} for _statement, kind, body in kept]
    return [(kept[0][0], notes)] if kept else []


def without_places(rows: list[tuple]) -> list[tuple]:
    places = [2 + TARGET_FIELDS.index(name) for name in ("mention_start", "mention_end")]
    return [tuple(value for at, value in enumerate(row) if at not in places) for row in rows]


def other_rows() -> Iterator[Finding]:
    follows = Case(When(FOLLOWED, then=True), default=False, output_field=BooleanField())
    in_print = IN_PRINT.annotate(follows=follows).order_by("statement_id")
    numbers = in_print.values_list("statement_id", "follows").distinct()
    with ExitStack() as opened:
        pairs = {
            name: [opened.enter_context(rows) for rows in made()]
            for name, made in (("targets", targets), ("topics", topics), ("notes", notes))
        }
        for pk, has_followed in opened.enter_context(closing(numbers.iterator(chunk_size=ROWS))):
            found = {name: [rows.of(pk) for rows in pair] for name, pair in pairs.items()}
            if has_followed:
                found["targets"] = [without_places(rows) for rows in found["targets"]]
            found["notes"][0] = as_printed(found["notes"][0])
            other = [name for name, (kept, printed) in found.items() if kept != printed]
            if other:
                yield wrong_copy(pk, ", ".join(other))


def differing_copies() -> Iterator[Finding]:
    yield from other_columns()
    yield from other_rows()
