"""What an editor changed of a suggestion: the statement made of it, held against the proposal."""

from collections.abc import Iterable
from typing import Any

from archive.models import Person, Statement, Suggestion
from archive.quotes.anchoring import Span
from archive.suggestions.places import bare

Corrections = dict[str, list[Any]]  # field -> what was proposed, what was kept


def corrections_of(suggestion: Suggestion, statement: Statement) -> Corrections:
    """{"words", "span", "kind", "speaker", "speaker_type", "attribution", "targets" -> [proposed,
    kept]}, without those that were kept as proposed; people by name.

    Marks and blanks around the words are no part of them. A new person is kept as proposed when
    the one chosen bears that name, and a target that is nobody of the archive may be left out.
    """
    proposed = {**words_proposed(suggestion), **spoken(suggestion)}
    kept = {
        "words": statement.exact,
        "span": [statement.start, statement.end],
        **spoken(statement),
    }
    found = {name: [proposed[name], kept[name]] for name in kept if proposed[name] != kept[name]}
    return {
        **found,
        **speaker_corrected(suggestion, statement.speaker),
        **targets_corrected(suggestion, statement),
    }


def words_proposed(suggestion: Suggestion) -> dict[str, Any]:
    span = bare(suggestion.text.body, suggestion.start, suggestion.end)
    span = span or Span(suggestion.start, suggestion.end)
    return {"words": suggestion.text.body[span.start : span.end], "span": [span.start, span.end]}


def spoken(record: Suggestion | Statement) -> dict[str, str]:
    return {name: getattr(record, name) for name in ("kind", "speaker_type", "attribution")}


def speaker_corrected(suggestion: Suggestion, kept: Person | None) -> Corrections:
    is_as_proposed = (
        is_called(kept, suggestion.speaker_name)
        if suggestion.is_new_person and kept
        else people_in([kept]) == people_in([suggestion.speaker])
    )
    if is_as_proposed:
        return {}
    return {"speaker": [suggestion.speaker_words, kept.name if kept else ""]}


def targets_corrected(suggestion: Suggestion, statement: Statement) -> Corrections:
    """People are compared, not the words that designate them. Nobody speaks of themselves: a
    target who was chosen as the speaker is no longer one."""
    proposed = list(suggestion.targets.select_related("person__merged_into"))
    kept = [row.person for row in statement.targets.select_related("person__merged_into")]
    unknown = [row.name for row in proposed if row.person is None]
    everybody = people_in(row.person for row in proposed)
    people = everybody - people_in([statement.speaker])
    others = [person for person in kept if not any(is_called(person, name) for name in unknown)]
    if people in (people_in(kept), people_in(others)) or everybody == people_in(kept):
        return {}
    return {"targets": [[row.name for row in proposed], [person.name for person in kept]]}


def people_in(people: Iterable[Person | None]) -> set[int]:
    return {person.survivor.pk for person in people if person is not None}


def is_called(person: Person, name: str) -> bool:
    """Whether this person bears the name, case and accents aside."""
    return Person.objects.filter(pk=person.survivor.pk).named(name).exists()
