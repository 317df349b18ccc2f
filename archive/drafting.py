"""Writing at the desk: statements are created and edited here, whatever form or script asks.

Every edit is a compare-and-set of the version read, and one row of history that tells what the
public content was before and after.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from archive import dates
from archive.models import (
    Annotation,
    Article,
    ArticleText,
    Event,
    Person,
    Statement,
    StatementTarget,
    Topic,
)
from archive.models.digests import sha256_of_content
from archive.models.event import differences
from archive.quotes import anchoring
from archive.workflow import StaleVersion

# Written by the workflow, at creation or by the database: an edit leaves them alone.
NEVER_EDITED = {
    "id", "status", "version", "client_key", "created_by", "created_at", "modified_by",
    "submitted_by", "submitted_at", "content_sha256",
}  # fmt: skip


def roles_offered(
    person: Person | None, statement: Statement, *, said_on: str | None = None
) -> list[str]:
    """The roles recorded for this person when the words may have been said: the day noted (or
    ``said_on`` in its place), else that of printing."""
    noted = statement.said_on if said_on is None else said_on
    written = noted or statement.article.published
    if person is None or not written:
        return []
    known = dates.parse(written)
    if known.earliest is None and known.latest is None:
        return []
    return person.roles_offered(known.earliest, known.latest)


def role_at(person: Person | None, statement: Statement, *, said_on: str | None = None) -> str:
    """The one role recorded for this person then; "" when there is none or several."""
    roles = roles_offered(person, statement, said_on=said_on)
    return roles[0] if len(roles) == 1 else ""


def role_after_edit(
    role: str, statement: Statement, person: Person | None, *, was: Person | None, said_on: str
) -> str:
    """The role after an edit that left it as it was; ``was`` and ``said_on`` stood before.

    Another person has their own recorded role. At another date the role follows the records when
    it came from them; one that an editor wrote, or took away, stays.
    """
    if person != was:
        return role_at(person, statement)
    if said_on != statement.said_on and role == role_at(was, statement, said_on=said_on):
        return role_at(person, statement)
    return role


def fill_roles(statement: Statement, targets: Iterable[StatementTarget] = ()) -> None:
    """Freezes the recorded role where the editor left it blank; the caller saves."""
    statement.speaker_role = statement.speaker_role or role_at(statement.speaker, statement)
    for target in targets:
        target.role = target.role or role_at(target.person, statement)


def places_of(typed: str, text: ArticleText, longest: int | None) -> list[anchoring.Span]:
    """Where the typed words stand, leaving out what the column could not hold."""
    found = anchoring.find(text.body, typed)
    return [place for place in found if place.end - place.start <= (longest or len(text.body))]


def locate_attribution(statement: Statement, text: ArticleText, words: anchoring.Span) -> bool:
    """Sets the attribution to the article's own characters, at its place nearest the words.

    False when the text has no such words; a blank attribution is fine. The caller saves.
    """
    if not statement.attribution:
        return True
    longest = Statement._meta.get_field("attribution").max_length
    places = places_of(statement.attribution, text, longest)
    if not places:
        return False
    near = min(places, key=lambda p: max(words.start - p.end, p.start - words.end, 0))
    statement.attribution = text.body[near.start : near.end]
    return True


def locate_mention(target: StatementTarget, text: ArticleText, words: anchoring.Span) -> bool:
    """Finds the words that designate a target: in the quotation, else the nearest before it.

    Sets ``mention`` to the text's own characters, and its span; the caller saves. False when the
    text has no such words; a blank mention has no place and is fine.
    """
    target.mention_start = target.mention_end = None
    if not target.mention:
        return True
    places = places_of(target.mention, text, target._meta.get_field("mention").max_length)
    if not places:
        return False
    inside = [place for place in places if words.start <= place.start < words.end]
    before = [place for place in places if place.start < words.start]
    place = inside[0] if inside else before[-1] if before else places[0]
    target.mention_start, target.mention_end = place.start, place.end
    target.mention = text.body[place.start : place.end]
    return True


@transaction.atomic
def create(
    statement: Statement,
    *,
    by: Any,
    targets: Sequence[StatementTarget] = (),
    notes: Sequence[Annotation] = (),
    topics: Sequence[Topic] = (),
) -> Statement:
    """Saves a new, already anchored draft with its targets, notes and topics.

    Raises ``ValueError`` when the attribution or a target's mention is not in the article.
    """
    statement.created_by = statement.modified_by = by
    fill_roles(statement, targets)
    span = anchoring.Span(statement.start, statement.end)
    if not locate_attribution(statement, statement.text, span):
        raise ValueError(f"“{statement.attribution}” is not in the article.")
    statement.save()
    for target in targets:
        if not locate_mention(target, statement.text, span):
            raise ValueError(f"“{target.mention}” is not in the article.")
        target.statement = statement
        target.save()
    for note in notes:
        note.statement, note.author = statement, by
        note.save()
    statement.topics.set(topics)
    record_creation(statement, by=by)
    return statement


def write_targets(statement: Statement, rows: Sequence[StatementTarget]) -> None:
    """Makes these the statement's targets, in this order.

    When people or relations changed all rows are written anew, for a row may take the place that
    another one leaves; each is there once (the forms check it, a constraint stands behind).
    """
    present = list(statement.targets.all())
    if [(t.person_id, t.relation) for t in present] == [(t.person_id, t.relation) for t in rows]:
        for row, kept in zip(rows, present, strict=True):
            row.pk, row.statement = kept.pk, statement
            row.save()
        return
    statement.targets.all().delete()
    for row in rows:
        row.pk, row.statement = None, statement
        row._state.adding = True
        row.save()


def record_creation(statement: Statement, *, by: Any) -> None:
    """One row of history; an article that nobody had opened is being read from now on."""
    unread = Article.objects.filter(pk=statement.article_id, reading=Article.Reading.UNREAD)
    unread.update(reading=Article.Reading.IN_PROGRESS)
    Event.objects.record(
        Event.Verb.CREATED, statement, by=by, changes=differences({}, fresh_content(statement))
    )


def fresh_content(statement: Statement) -> dict[str, Any]:
    """The content as the database has it now, related rows included."""
    return (
        Statement.objects.select_related("article__outlet", "speaker", "text")
        .get(pk=statement.pk)
        .content()
    )


def write_edit(statement: Statement, *, by: Any, version: int) -> None:
    """Writes the edited fields if the statement still has the version that was read.

    Raises ``StaleVersion`` and writes nothing otherwise. The version goes up by one; a trigger
    notes the editor. Related rows and the row of history are the caller's, in the same
    transaction (``record_edit``).
    """
    values = {
        field.attname: field.pre_save(statement, False)
        for field in Statement._meta.concrete_fields
        if field.name not in NEVER_EDITED
    }
    if statement.status == Statement.Status.IN_REVIEW:
        values["content_sha256"] = ""  # until ``record_edit`` knows the whole content
    won = (
        Statement.objects.filter(pk=statement.pk, version=version)
        .filter(status__in=Statement.EDITABLE)
        .update(**values, version=version + 1, modified_by=by)
    )
    if not won:
        now = Statement.objects.select_related("modified_by").get(pk=statement.pk)
        raise StaleVersion(
            _("%(name)s changed this statement while you were editing it. Nothing was saved; "
              "what you typed is still here.")
            % {"name": now.modified_by}
        )  # fmt: skip
    statement.version = version + 1
    statement.modified_by = by


def internal_notes(statement: Statement) -> list[dict[str, str]]:
    """What editors noted among themselves, as history keeps it."""
    notes = statement.annotations.filter(visibility=Annotation.Visibility.INTERNAL)
    return [{"kind": note.kind, "body": note.body} for note in notes.order_by("pk")]


def record_edit(
    statement: Statement,
    before: dict[str, Any],
    *,
    by: Any,
    notes_before: list[dict[str, str]] | None = None,
    reason: str = "",
) -> None:
    """One row of history for everything an edit changed, related rows included.

    It notes the version too: a reviewer whose page is out of date is shown what they missed.
    """
    after = fresh_content(statement)
    if statement.status == Statement.Status.IN_REVIEW:
        # Whoever edits in review answers for the content as submitted from now on.
        digest = sha256_of_content(after)
        Statement.objects.filter(pk=statement.pk).update(content_sha256=digest)
    changes = differences(before, after)
    if notes_before is not None:
        notes = {"internal_notes": notes_before}, {"internal_notes": internal_notes(statement)}
        changes |= differences(*notes)
    changes["version"] = [statement.version - 1, statement.version]
    Event.objects.record(Event.Verb.CHANGED, statement, by=by, changes=changes, reason=reason)
