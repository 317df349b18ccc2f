"""The draft statement that a suggestion becomes, with what the editor wants otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from archive import drafting
from archive.models import Annotation, Person, Statement, StatementTarget, Suggestion, Topic
from archive.quotes import anchoring
from archive.quotes.anchoring import Span
from archive.suggestions.places import bare
from archive.suggestions.refusals import NotCorrect, PersonToChoose

SpeakerType = Statement.SpeakerType
# What an editor may say of a statement that the detector does not propose.
BESIDE: Final = frozenset(
    {"speaker_role", "via", "said_on", "place", "setting", "certainty", "certainty_reason"}
)
PROPOSED: Final = frozenset({"span", "kind", "speaker", "speaker_type", "attribution", "targets"})
ROWS: Final = frozenset({"notes", "topics"})
# Written when the draft is saved, or taken from the suggestion, which is locked.
NOT_ASKED: Final = {
    "created_by", "modified_by", "submitted_by", "client_key", "article", "text",
}  # fmt: skip


@dataclass(slots=True)
class Draft:
    """A statement and its rows, none of them saved."""

    statement: Statement
    targets: Sequence[StatementTarget] = ()
    notes: Sequence[Annotation] = field(default=())
    topics: Sequence[Topic] = field(default=())


def draft_of(suggestion: Suggestion, changes: Mapping[str, Any]) -> Draft:
    """The statement as proposed, but for ``changes``:

    - "span": (start, end) in the text of the suggestion; marks and blanks around it are dropped
    - "kind", "speaker_type", "attribution"
    - "speaker": a Person, or None
    - "targets": Persons, or StatementTargets that are not saved
    - "notes", "topics", and the fields of a statement that the detector does not propose

    People who were merged are taken as the record that stays. Raises ``PersonToChoose`` when a
    named speaker is nobody of the archive, ``NotCorrect`` with a sentence for what a statement
    cannot be, ``TypeError`` for a change that is none of these.
    """
    unknown = set(changes) - PROPOSED - BESIDE - ROWS
    if unknown:
        raise TypeError(f"There is no such change of a suggestion: {sorted(unknown)}.")
    speaker, speaker_type = speaker_of(suggestion, changes)
    statement = Statement(
        kind=changes.get("kind", suggestion.kind),
        language=suggestion.article.language,
        speaker=speaker,
        speaker_type=speaker_type,
        attribution=changes.get("attribution", suggestion.attribution),
        **{name: changes[name] for name in BESIDE & set(changes)},
    )
    place(statement, suggestion, changes.get("span"))
    targets = targets_of(suggestion, changes, speaker)
    check(statement, changes)
    return Draft(statement, targets, changes.get("notes", ()), changes.get("topics", ()))


def speaker_of(suggestion: Suggestion, changes: Mapping[str, Any]) -> tuple[Person | None, str]:
    """Who speaks, and as what. A person who was chosen is a named speaker where the suggestion
    names none."""
    chosen = changes.get("speaker", suggestion.speaker)
    speaker_type = changes.get("speaker_type", suggestion.speaker_type)
    if speaker_type in (SpeakerType.ANONYMOUS, SpeakerType.UNKNOWN):
        if not changes.get("speaker"):
            return None, speaker_type
        if "speaker_type" in changes:
            raise NotCorrect(
                _("An anonymous or unknown speaker cannot be a person of the archive.")
            )
        speaker_type = SpeakerType.NAMED
    if chosen is None and speaker_type == SpeakerType.NAMED:
        raise PersonToChoose(
            _("“%(name)s” is not in the archive: choose the person who speaks, or create their "
              "record.")
            % {"name": suggestion.speaker_words}
            if suggestion.speaker_words
            else _("Choose the person who speaks, or say why that is not known.")
        )  # fmt: skip
    return chosen.survivor if chosen else None, speaker_type


def place(statement: Statement, suggestion: Suggestion, span: tuple[int, int] | None) -> None:
    start, end = span or (suggestion.start, suggestion.end)
    words = bare(suggestion.text.body, start, end)
    if words is None:
        raise NotCorrect(_("The words must be a stretch of the article."))
    anchor = anchoring.anchor(suggestion.text.body, words.start, words.end)
    statement.place_at(suggestion.text, anchor)


def targets_of(
    suggestion: Suggestion, changes: Mapping[str, Any], speaker: Person | None
) -> list[StatementTarget]:
    """Those of the editor, else those proposed that the archive knows, each once, nobody the
    speaker of words about themselves."""
    if "targets" in changes:
        return [as_target(one) for one in changes["targets"]]
    rows = {
        row.person.survivor.pk: row
        for row in suggestion.targets.select_related("person__merged_into").order_by("-pk")
        if row.person is not None
    }
    rows.pop(speaker.pk if speaker else None, None)
    in_order = sorted(rows.values(), key=lambda row: row.pk)
    return [
        StatementTarget(person=row.person.survivor, mention=found_mention(suggestion, row.mention))
        for row in in_order
    ]


def as_target(given: Person | StatementTarget) -> StatementTarget:
    if isinstance(given, Person):
        return StatementTarget(person=given.survivor)
    given.person = given.person.survivor
    return given


def found_mention(suggestion: Suggestion, words: str) -> str:
    """The words that designate a target, where the desk finds them in the text as a whole."""
    target = StatementTarget(mention=words)
    span = Span(suggestion.start, suggestion.end)
    return words if drafting.locate_mention(target, suggestion.text, span) else ""


def check(statement: Statement, changes: Mapping[str, Any]) -> None:
    """What the desk's form would refuse is refused here, in its words. What was proposed obeys the
    constraints of suggestions already, and the database is not asked for each of them."""
    try:
        statement.full_clean(exclude=NOT_ASKED, validate_constraints=bool(changes))
    except ValidationError as problem:
        raise NotCorrect(" ".join(problem.messages)) from None
