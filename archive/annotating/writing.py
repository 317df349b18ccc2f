"""Statements written from what a page of the annotation desk asks."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from archive import drafting, reservations
from archive.annotating.asked import Create, Place, TargetAsked
from archive.annotating.inferred import attribution_of, kind_of, mention_of
from archive.annotating.people import somebody
from archive.annotating.refusals import NotAllowed, NotCorrect, QuoteMismatch, Stale, TextChanged
from archive.annotating.values import PLAIN, is_same, values_of
from archive.models import Article, ArticleText, Person, Statement, StatementTarget
from archive.objections import REVIEW, taken_by_another
from archive.quotes import anchoring
from archive.quotes.anchoring import BadSpan

SpeakerType = Statement.SpeakerType
NOT_CHECKED = {"created_by", "modified_by", "submitted_by", "client_key", "article", "text"}


def text_of(place: Place, article: Article) -> ArticleText:
    """The text that the words are in, the newest of the article; ``TextChanged`` otherwise."""
    newest = article.newest_text
    if newest is None:
        raise NotCorrect(_("This article has no text: nothing can be quoted from it."))
    if newest.pk != place.text:
        raise TextChanged(newest)
    return newest


def put(statement: Statement, place: Place, text: ArticleText) -> None:
    """Anchors the statement there if the text holds those very words; the caller saves."""
    found = text.body[place.start : place.end]
    if found != place.exact:
        raise QuoteMismatch(found)
    try:
        span = anchoring.trim(text.body, place.start, place.end)
        statement.place_at(text, anchoring.anchor(text.body, span.start, span.end))
    except BadSpan:
        raise NotCorrect(_("The words must be a stretch of the article.")) from None


def new_statement(asked: Create, article: Article, *, key: Any, by: Any) -> Statement:
    """A draft as asked, saved with its history. ``key`` makes it once."""
    text = text_of(asked.place, article)
    speaker = somebody(asked.speaker, by=by)
    statement = Statement(
        language=article.language,
        client_key=key,
        speaker=speaker,
        speaker_type=asked.speaker_type or type_of(speaker),
        speaker_role=asked.speaker_role,
        attribution=asked.attribution or "",
    )
    put(statement, asked.place, text)
    statement.kind = asked.kind or kind_of(statement)
    if asked.attribution is None:
        statement.attribution = attribution_of(statement)
    targets = rows_of(asked.targets, statement, by=by)
    check(statement, targets)
    try:
        return drafting.create(statement, by=by, targets=targets)
    except ValueError:
        raise NotCorrect(not_in_article()) from None


def not_in_article() -> str:
    return _("The words that name somebody are not in the article: copy them from it.")


def type_of(speaker: Person | None) -> str:
    is_body = speaker is not None and speaker.kind == Person.Kind.BODY
    return SpeakerType.COLLECTIVE if is_body else SpeakerType.NAMED


def rows_of(
    asked: Sequence[TargetAsked], statement: Statement, *, by: Any
) -> list[StatementTarget]:
    rows = []
    for one in asked:
        person = somebody(one.person, by=by)
        if person is None:
            raise NotCorrect(_("Say who is meant, or take this target away."))
        row = StatementTarget(person=person, relation=one.relation, role=one.role)
        row.mention = mention_of(statement, person) if one.mention is None else one.mention
        rows.append(row)
    return rows


def check(statement: Statement, targets: Sequence[StatementTarget]) -> None:
    """What the desk's form would refuse is refused here, in its words."""
    seen = [(row.person.pk, row.relation) for row in targets]
    if len(set(seen)) != len(seen):
        raise NotCorrect(_("This person is already a target of the statement."))
    try:
        statement.full_clean(exclude=NOT_CHECKED)
        for row in targets:
            row.full_clean(exclude=["statement"], validate_constraints=False)
    except ValidationError as problem:
        raise NotCorrect(" ".join(problem.messages)) from None


# --- Editing -----------------------------------------------------------------------------------


def edit(
    statement: Statement,
    changes: Mapping[str, Any],
    *,
    base: Mapping[str, Any],
    article: Article,
    by: Any,
    reason: str = "",
) -> dict[str, list[Any]]:
    """Writes these values of fields (``archive.annotating.values``, a place as ``Place``, targets
    as ``TargetAsked``); returns {field: [before, after]} of what changed, {} for nothing.

    ``base`` is what the editor saw: a field that somebody else has changed since, otherwise, is a
    conflict (``Stale``); changes of other fields are merged. The statement's row is locked.
    """
    before = values_of(statement)
    check_editable(statement, by)
    apply(statement, changes, article=article, by=by)
    targets = targets_after(statement, changes, by=by)
    wanted = values_of(statement) | {"targets": [target_values(row) for row in targets]}
    refuse_conflicts(statement, base, before, wanted, set(changes))
    changed = {n: v for n, v in wanted.items() if not is_same(n, v, before[n])}
    if not changed:
        return {}
    check(statement, targets)
    write(statement, targets, by=by, reason=reason)
    after = values_of(Statement.objects.get(pk=statement.pk))
    return {name: [before[name], after[name]] for name in after if before[name] != after[name]}


def check_editable(statement: Statement, by: Any) -> None:
    if not statement.is_editable:
        raise NotCorrect(
            _("A statement that is “%(status)s” cannot be changed: revise or reopen it first.")
            % {"status": statement.get_status_display()}
        )
    if statement.status != Statement.Status.IN_REVIEW:
        return
    if not by.has_perm(REVIEW):
        raise NotAllowed(_("While a statement is in review, only a reviewer changes it."))
    held = taken_by_another(statement, by)
    if held:
        raise NotAllowed(held)


def apply(statement: Statement, changes: Mapping[str, Any], *, article: Article, by: Any) -> None:
    """Sets the fields; what follows from another field follows it, unless it was changed too."""
    if "span" in changes:
        place = changes["span"]
        text = statement.text if place.text == statement.text_id else text_of(place, article)
        put(statement, place, text)
    was = statement.speaker
    if "speaker" in changes:
        statement.speaker = somebody(changes["speaker"], by=by)
        if statement.speaker:
            statement.speaker_type = type_of(statement.speaker)
    for name in set(PLAIN) & set(changes):
        setattr(statement, name, changes[name])
    if statement.speaker != was:
        follow_speaker(statement, changes)


def follow_speaker(statement: Statement, changes: Mapping[str, Any]) -> None:
    """Another speaker has another role and is named by other words."""
    if "speaker_role" not in changes:
        statement.speaker_role = drafting.role_at(statement.speaker, statement)
    if "attribution" not in changes:
        statement.attribution = attribution_of(statement)


def targets_after(
    statement: Statement, changes: Mapping[str, Any], *, by: Any
) -> list[StatementTarget]:
    if "targets" in changes:
        return rows_of(changes["targets"], statement, by=by)
    return list(statement.targets.select_related("person"))


def target_values(row: StatementTarget) -> dict[str, Any]:
    return {"person": row.person.pk, "relation": row.relation, "mention": row.mention,
            "role": row.role}  # fmt: skip


def refuse_conflicts(
    statement: Statement,
    base: Mapping[str, Any],
    before: Mapping[str, Any],
    wanted: Mapping[str, Any],
    asked: set[str],
) -> None:
    """What the editor saw must be what stands, or what they want, in each field they change."""
    stale = [
        name
        for name in sorted(asked & set(base))
        if not is_same(name, base[name], before[name])
        and not is_same(name, before[name], wanted[name])
    ]
    if stale:
        raise Stale(Statement.objects.with_names().get(pk=statement.pk), stale)


def write(
    statement: Statement, targets: list[StatementTarget], *, by: Any, reason: str = ""
) -> None:
    """The edit with its rows and its history. Whoever edits in review may not approve: somebody
    else is to read it now."""
    body, span = statement.text, anchoring.Span(statement.start, statement.end)
    drafting.fill_roles(statement, targets)
    if not drafting.locate_attribution(statement, body, span):
        raise NotCorrect(not_in_article())
    for row in targets:
        if not drafting.locate_mention(row, body, span):
            raise NotCorrect(not_in_article())
    content = drafting.fresh_content(statement)
    drafting.write_edit(statement, by=by, version=statement.version)
    drafting.write_targets(statement, targets)
    drafting.record_edit(statement, content, by=by, reason=reason)
    if statement.status == Statement.Status.IN_REVIEW:
        reservations.release(statement, by=by)
