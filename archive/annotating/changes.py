"""What an editor wants otherwise of a suggestion, as ``archive.suggestions.accept`` takes it."""

from collections.abc import Mapping
from typing import Any

from archive.annotating.people import somebody
from archive.annotating.refusals import QuoteMismatch
from archive.models import Person, Statement, StatementTarget, Suggestion

SpeakerType = Statement.SpeakerType


def changes_of_suggestion(
    suggestion: Suggestion, asked: Mapping[str, Any], *, by: Any
) -> dict[str, Any]:
    """``asked`` has the fields of ``archive.annotating.values``, a place as ``Place``, targets as
    ``TargetAsked``. People who are to be recorded are."""
    changes = {n: v for n, v in asked.items() if n not in ("speaker", "span", "targets")}
    if "speaker" in asked:
        changes["speaker"] = somebody(asked["speaker"], by=by)
        changes |= type_of_chosen(suggestion, changes)
    if "span" in asked:
        place = asked["span"]
        found = suggestion.text.body[place.start : place.end]
        if place.text != suggestion.text_id or found != place.exact:
            raise QuoteMismatch(found)
        changes["span"] = (place.start, place.end)
    if "targets" in asked:
        changes["targets"] = [
            StatementTarget(
                person=somebody(one.person, by=by), relation=one.relation,
                mention=one.mention or "", role=one.role,
            )
            for one in asked["targets"]
        ]  # fmt: skip
    return changes


def type_of_chosen(suggestion: Suggestion, changes: Mapping[str, Any]) -> dict[str, str]:
    """A person who is chosen where a body was proposed is a named speaker."""
    chosen: Person | None = changes["speaker"]
    is_person = chosen is not None and chosen.kind == Person.Kind.PERSON
    if is_person and suggestion.speaker_type == SpeakerType.COLLECTIVE:
        return {"speaker_type": SpeakerType.NAMED}
    return {}
