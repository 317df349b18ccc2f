"""Whether suggestions are in their texts, and history tells of every decision on them."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from typing import Any

from django.db.models import Exists, F, OuterRef

from archive.audit.finding import Check, Count, Finding, about
from archive.audit.streams import ROWS, Alongside, streamed
from archive.audit.texts import TEXTS
from archive.audit.told import Verb, events_of, noted
from archive.models import (
    ArticleText,
    DetectorReading,
    Event,
    Statement,
    Suggestion,
    SuggestionTarget,
)

State = Suggestion.State
DECIDED_OTHERWISE = "History tells otherwise what was decided of it, or who did."
TAKEN_UP_OTHERWISE = "History tells otherwise what statement was made of it, or who made it."
PLACES = ("pk", "article_id", "start", "end", "exact", "attribution", "attribution_start",
          "attribution_end", "cue", "cue_start", "cue_end", "evidence")  # fmt: skip


# --- Places in the text -----------------------------------------------------------------------


def is_at(words: str, start: int | None, end: int | None, body: str) -> bool:
    """Whether words stand at their place; nothing at no place does."""
    if start is None or end is None:
        return not words and start == end
    return 0 <= start < end and body[start:end] == words != ""


def wrong_places(row: tuple, article: int, body: str) -> Iterator[str]:
    _text, _pk, of, start, end, exact, *beside, evidence = row
    attribution, cue = beside[:3], beside[3:]
    if of != article:
        yield "Its words are in a text that is not of its article."
    if not is_at(exact, start, end, body):
        yield f"Its words are not at {start} to {end} of the text."
    if not is_at(*attribution, body):
        yield "The words that name its speaker are not at their place."
    if not is_at(*cue, body):
        yield "The words that announce it are not at their place."
    if not all(is_borne_out(one, body) for one in evidence):
        yield "Its evidence is not at its place."


def is_borne_out(evidence: Any, body: str) -> bool:
    try:
        return is_at(evidence["words"], evidence["start"], evidence["end"], body)
    except (KeyError, TypeError):
        return False


def lost_places() -> Iterator[Finding]:
    quoted = Exists(Suggestion.objects.filter(text=OuterRef("pk")))
    texts = ArticleText.objects.filter(quoted).order_by("pk")
    proposed = Suggestion.objects.order_by("text_id", "pk").values_list("text_id", *PLACES)
    of_text = "suggestion__text_id"
    aimed = SuggestionTarget.objects.order_by(of_text, "pk").values_list(
        of_text, "pk", "mention", "mention_start", "mention_end"
    )
    with Alongside(proposed) as suggestions, Alongside(aimed) as targets:
        bodies = texts.values_list("pk", "article_id", "body")
        with closing(bodies.iterator(chunk_size=TEXTS)) as found:
            for text, article, body in found:
                for row in suggestions.of(text):
                    for message in wrong_places(row, article, body):
                        yield about(Suggestion, row[1], "suggestion", message)
                for _text, pk, *mention in targets.of(text):
                    if not is_at(*mention, body):
                        message = "The words of its mention are not at their place."
                        yield about(SuggestionTarget, pk, "suggestion", message)


def readings_of_other_texts() -> Iterator[Finding]:
    wrong = DetectorReading.objects.exclude(text__article=F("article")).order_by("pk")
    for pk in wrong.values_list("pk", flat=True).iterator(chunk_size=ROWS):
        message = "The text that was read is not of its article."
        yield about(DetectorReading, pk, "suggestion", message)


# --- Decisions --------------------------------------------------------------------------------


def decided_otherwise(count: Count) -> Iterator[Finding]:
    """Of dismissals, and of their being taken back."""
    verbs = (Verb.DISMISSED, Verb.RECONSIDERED)
    rows = Suggestion.objects.order_by("pk").values_list("pk", "state", "decided_by_id")
    with events_of(Suggestion, "verb", "actor_id", verb__in=verbs) as history:
        for pk, state, decided_by in streamed(rows, count):
            # Who dismissed it last, if nobody took that back.
            told = [
                actor if verb == Verb.DISMISSED else None for _pk, verb, actor in history.of(pk)
            ]
            kept = decided_by if state == State.DISMISSED else None
            if kept != (told[-1] if told else None):
                yield about(Suggestion, pk, "suggestion", DECIDED_OTHERWISE)


def taken_up_otherwise() -> Iterator[Finding]:
    of_it = Event.objects.filter(
        record_type=Statement._meta.label_lower, record_id=OuterRef("pk"), verb=Verb.TAKEN_UP
    )
    verbs = (Verb.TAKEN_UP, Verb.TAKEN_BACK)
    made = Exists(Suggestion.objects.filter(statement=OuterRef("pk")))
    numbers = Statement.objects.filter(made | Exists(of_it)).order_by("pk")
    taken_up = Suggestion.objects.filter(statement__isnull=False).order_by("statement_id")
    kept = ("statement_id", "pk", "decided_by_id", "statement__article_id", "article_id")
    acts = ("actor_id", "changes__suggestion")
    with ExitStack() as opened:
        history = opened.enter_context(events_of(Statement, *acts, verb__in=verbs))
        suggestions = opened.enter_context(Alongside(taken_up.values_list(*kept)))
        pks = numbers.values_list("pk", flat=True).iterator(chunk_size=ROWS)
        for pk in opened.enter_context(closing(pks)):
            rows = suggestions.of(pk)
            if [(row[1], row[2]) for row in rows] != still_told(history.of(pk)):
                yield about(Statement, pk, "suggestion", TAKEN_UP_OTHERWISE)
            for row in rows:
                if row[3] != row[4]:
                    message = "The statement made of it is of another article."
                    yield about(Suggestion, row[1], "suggestion", message)


def still_told(acts: Iterable[tuple]) -> list[tuple]:
    """The suggestion, and who took it up, once what was taken back is left out."""
    told: list[tuple] = []
    for _pk, actor, pair in acts:
        suggestion = noted({"": pair}, "")
        if suggestion is not None:
            told.append((suggestion, actor))
        elif pair and (pair[0], actor) in told:
            told.remove((pair[0], actor))
    return told


def wrong_suggestions(count: Count) -> Iterator[Finding]:
    yield from lost_places()
    yield from readings_of_other_texts()
    yield from decided_otherwise(count)
    yield from taken_up_otherwise()


CHECK = Check("suggestion", "suggestions", Suggestion.objects.count, wrong_suggestions)
