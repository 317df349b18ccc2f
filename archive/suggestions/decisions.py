"""What editors decide on suggestions: taken up as a statement, dismissed, or reconsidered.

Every decision is one row of history: of the statement when there is one, else of the suggestion.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive import drafting, merging
from archive.models import Article, Event, Statement, Suggestion
from archive.suggestions.corrections import corrections_of
from archive.suggestions.drafts import draft_of
from archive.suggestions.refusals import (
    AlreadyDecided,
    NotCorrect,
    SuggestionGone,
    TextCorrected,
    check_contributor,
)

State = Suggestion.State


@transaction.atomic
def accept(
    suggestion: Suggestion, *, by: Any, changes: Mapping[str, Any] | None = None
) -> Statement:
    """Makes a draft statement of the suggestion and returns it; ``changes`` says what the editor
    wants otherwise (see ``drafts.draft_of``).

    The suggestion is then accepted, or corrected with what was changed field by field. Writes the
    statement, its targets, what became of the suggestion, and two rows of history: the creation,
    and where it comes from. Of two who accept at once one makes the statement; the other is told
    who was faster. Raises ``NotAllowed``, ``AlreadyDecided``, ``SuggestionGone``,
    ``TextCorrected``, ``PersonToChoose`` or ``NotCorrect``, and writes nothing then.
    """
    check_contributor(by)
    merging.hold_merges()
    suggestion = hold(suggestion)
    check_pending(suggestion)
    check_text(suggestion)
    draft = draft_of(suggestion, changes or {})
    try:
        made = drafting.create(
            draft.statement, by=by, targets=draft.targets, notes=draft.notes, topics=draft.topics
        )
    except ValueError as problem:
        raise NotCorrect(
            _("The words that name somebody are not in the article: copy them from it.")
        ) from problem
    write_taken_up(suggestion, made, by=by)
    return made


@transaction.atomic
def settle(suggestion: Suggestion, statement: Statement, *, by: Any) -> Suggestion:
    """Says that this statement, just saved from a form, was made of the suggestion, as ``accept``
    would; returns the suggestion.

    Call ``hold`` before the form is saved: whoever writes history before taking the suggestion
    could wait for somebody who waits for them. Raises as ``accept`` does.
    """
    check_contributor(by)
    suggestion = hold(suggestion)
    check_pending(suggestion)
    if statement.article_id != suggestion.article_id:
        raise NotCorrect(_("This statement is of another article."))
    if statement.text_id != suggestion.text_id:
        raise TextCorrected(corrected_meanwhile())
    write_taken_up(suggestion, statement, by=by)
    return suggestion


@transaction.atomic
def dismiss(suggestion: Suggestion, *, by: Any) -> Suggestion:
    """Says that this is no quotation to keep: it is not proposed again. Returns it as it is now.

    Raises ``NotAllowed``, ``AlreadyDecided`` or ``SuggestionGone``.
    """
    check_contributor(by)
    suggestion = hold(suggestion)
    check_pending(suggestion)
    return write_state(suggestion, State.DISMISSED, Event.Verb.DISMISSED, by=by)


@transaction.atomic
def reconsider(suggestion: Suggestion, *, by: Any) -> Suggestion:
    """Takes a dismissal back: the suggestion awaits an editor again. Returns it as it is now.

    Raises ``NotAllowed``, ``AlreadyDecided`` when it is not a dismissed one, or ``TextCorrected``.
    """
    check_contributor(by)
    suggestion = hold(suggestion)
    if suggestion.state != State.DISMISSED:
        raise AlreadyDecided(suggestion)
    check_text(suggestion)
    return write_state(suggestion, State.PENDING, Event.Verb.RECONSIDERED, by=by)


@transaction.atomic
def release(suggestion: Suggestion, *, by: Any) -> Suggestion:
    """Takes back that the suggestion was taken up: it awaits an editor again. Returns it as it is
    now.

    The statement made of it must be rejected already, by the same user: a trigger says so of the
    rejection. Raises ``NotAllowed``, ``AlreadyDecided`` when it was not taken up or was so by
    somebody else, ``SuggestionGone`` or ``TextCorrected``.
    """
    check_contributor(by)
    suggestion = hold(suggestion)
    statement = suggestion.statement
    if statement is None or suggestion.decided_by_id != by.pk:
        raise AlreadyDecided(suggestion)
    check_text(suggestion)
    suggestion.state, suggestion.statement, suggestion.corrections = State.PENDING, None, {}
    suggestion.decided_by = suggestion.decided_at = None
    save_decision(suggestion)
    told = {"suggestion": [suggestion.pk, None]}
    Event.objects.record(Event.Verb.TAKEN_BACK, statement, by=by, changes=told)
    return suggestion


def hold(suggestion: Suggestion) -> Suggestion:
    """The suggestion as it is now; until the transaction ends nobody else decides on it, and its
    article is not read again. ``SuggestionGone`` when it was replaced.

    The article comes first, as for whoever reads it again (``proposing.keep``).
    """
    list(Article.objects.select_for_update(no_key=True).filter(pk=suggestion.article_id))
    try:
        return Suggestion.objects.held(suggestion.pk)
    except Suggestion.DoesNotExist:
        raise SuggestionGone(
            _("The article was read again meanwhile and this suggestion is gone: look at the new "
              "ones.")
        ) from None  # fmt: skip


def check_pending(suggestion: Suggestion) -> None:
    if not suggestion.is_pending:
        raise AlreadyDecided(suggestion)


def check_text(suggestion: Suggestion) -> None:
    """Words are quoted from the newest version of a text."""
    texts = suggestion.article.texts
    if texts.filter(number__gt=suggestion.text.number).exists():
        raise TextCorrected(corrected_meanwhile())


def corrected_meanwhile() -> str:
    return _("The text of the article has been corrected meanwhile: look for quotations again.")


def write_taken_up(suggestion: Suggestion, statement: Statement, *, by: Any) -> None:
    corrections = corrections_of(suggestion, statement)
    suggestion.state = State.CORRECTED if corrections else State.ACCEPTED
    suggestion.statement, suggestion.corrections = statement, corrections
    suggestion.decided_by, suggestion.decided_at = by, timezone.now()
    save_decision(suggestion)
    origin: dict[str, Sequence[Any]] = {
        "suggestion": [None, suggestion.pk],
        "rule": [None, suggestion.rule],
        "tier": [None, suggestion.tier],
        "detector_version": [None, suggestion.detector_version],
    }
    if corrections:
        proposed = {name: pair[0] for name, pair in corrections.items()}
        kept = {name: pair[1] for name, pair in corrections.items()}
        origin["corrections"] = [proposed, kept]
    Event.objects.record(Event.Verb.TAKEN_UP, statement, by=by, changes=origin)


def write_state(
    suggestion: Suggestion, state: Suggestion.State, verb: Event.Verb, *, by: Any
) -> Suggestion:
    was, suggestion.state = suggestion.state, state
    is_decided = state != State.PENDING
    suggestion.decided_by = by if is_decided else None
    suggestion.decided_at = timezone.now() if is_decided else None
    save_decision(suggestion)
    told = {
        "state": [was, state],
        "rule": [None, suggestion.rule],
        "detector_version": [None, suggestion.detector_version],
    }
    Event.objects.record(verb, suggestion, by=by, changes=told)
    return suggestion


def save_decision(suggestion: Suggestion) -> None:
    suggestion.save(update_fields=["state", "statement", "decided_by", "decided_at", "corrections"])
