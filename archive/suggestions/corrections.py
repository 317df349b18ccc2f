"""What an editor changed of a suggestion: the statement made of it, held against the proposal."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from archive.models import Person, PersonName, Statement, Suggestion
from archive.quotes.anchoring import Span
from archive.quotes.text import fold_bare
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
        fold_bare(suggestion.speaker_name) in names_of([kept])[kept.survivor.pk]
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
    everybody = people_in(row.person for row in proposed)
    people = everybody - people_in([statement.speaker])
    chosen = people_in(kept)
    if chosen in (people, everybody):
        return {}
    unknown = {fold_bare(row.name) for row in proposed if row.person is None}
    called = names_of(kept) if unknown else {}
    if people == {pk for pk in chosen if unknown.isdisjoint(called.get(pk, ()))}:
        return {}
    return {"targets": [[row.name for row in proposed], [person.name for person in kept]]}


def people_in(people: Iterable[Person | None]) -> set[int]:
    return {person.survivor.pk for person in people if person is not None}


def names_of(people: Iterable[Person]) -> dict[int, set[str]]:
    """Every name, folded, that these people bear under any of their records, by the number of the
    record that stays; in two queries."""
    numbers = people_in(people)
    names: dict[int, set[str]] = {number: set() for number in numbers}
    records = Person.objects.filter(Q(pk__in=numbers) | Q(merged_into__in=numbers))
    own = records.values_list("pk", "merged_into", "folded_name")
    stays = {pk: into or pk for pk, into, _name in own}
    variants = PersonName.objects.filter(person__in=stays).values_list("person", "folded")
    for pk, name in [*((pk, name) for pk, _into, name in own), *variants]:
        names[stays[pk]].add(name)
    return names
