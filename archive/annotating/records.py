"""Statements and suggestions as the annotation desk's page is told them: plain values."""

from typing import Any

from archive.annotating.values import values_of
from archive.models import Article, ArticleText, Person, Statement, Suggestion

CLOSED = (Statement.Status.REJECTED, Statement.Status.RETRACTED)


def statements_shown(article: Article) -> list[Statement]:
    """Those of the article that are on their way or in print."""
    rows = article.statements.exclude(status__in=CLOSED).with_names()
    return list(rows.select_related("suggestion"))


def suggestions_shown(article: Article, text: ArticleText) -> list[Suggestion]:
    """Those of the newest text that await an editor."""
    rows = Suggestion.objects.of(article).pending().filter(text=text)
    return list(
        rows.select_related("speaker__merged_into").prefetch_related("targets__person__merged_into")
    )


def named(person: Person | None) -> dict[str, Any] | None:
    return {"id": person.pk, "name": person.name} if person else None


def record_of(statement: Statement, text: ArticleText) -> dict[str, Any]:
    """A statement: its values, where it stands, and who is who in it. ``is_orphan`` when its words
    are in a former text."""
    values = values_of(statement)
    return {
        **values,
        "id": statement.pk,
        "item": f"s{statement.pk}",
        "version": statement.version,
        "key": str(statement.client_key),
        "status": statement.status,
        "is_orphan": statement.text_id != text.pk,
        "speaker_name": statement.speaker_words,
        "names": {str(target.person_id): target.person.name for target in statement.targets.all()},
        "created_by": statement.created_by_id,
        "submitted_by": statement.submitted_by_id,
        "submitter": statement.submitted_by.get_username() if statement.submitted_by else "",
        "modified_by": statement.modified_by.get_username(),
        "words_key": statement.words_key,
    }


def record_of_suggestion(suggestion: Suggestion, *, is_folded: bool) -> dict[str, Any]:
    """A suggestion with its evidence, as values like those of a statement."""
    speaker = suggestion.speaker_now
    targets = [target for target in suggestion.targets.all()]
    return {
        "id": suggestion.pk,
        "item": f"g{suggestion.pk}",
        "status": "unsure" if is_folded else "suggestion",
        "tier": suggestion.tier,
        "rule": suggestion.rule,
        "kind": suggestion.kind,
        "speaker": speaker.pk if speaker else None,
        "speaker_type": suggestion.speaker_type,
        "speaker_name": suggestion.speaker_words,
        "is_new_person": suggestion.is_new_person,
        "attribution": suggestion.attribution,
        "attribution_span": ends(suggestion.attribution_start, suggestion.attribution_end),
        "cue_span": ends(suggestion.cue_start, suggestion.cue_end),
        "span": place_of(suggestion),
        "targets": [
            {
                "person": target.person.survivor.pk,
                "relation": "about",
                "mention": target.mention,
                "mention_start": target.mention_start,
                "mention_end": target.mention_end,
                "role": "",
            }
            for target in targets
            if target.person
        ],
        "names": {
            str(target.person.survivor.pk): target.person.survivor.name
            for target in targets
            if target.person
        },
        "unknown_targets": [target.name for target in targets if target.person is None],
    }


def ends(start: int | None, end: int | None) -> list[int] | None:
    return None if start is None or end is None else [start, end]


def place_of(suggestion: Suggestion) -> dict[str, Any]:
    """The words as a statement would quote them: without the marks and blanks around."""
    words = suggestion.words
    start = suggestion.start + suggestion.exact.index(words)
    return {
        "text": suggestion.text_id, "start": start, "end": start + len(words), "exact": words,
    }  # fmt: skip
