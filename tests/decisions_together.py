"""Suggestions decided by several threads at one moment, in a process of its own: on SQLite only a
file shows what two connections do to each other. Prints what came of it, as JSON.

    DATABASE_URL=sqlite:////path/to/file python -m tests.decisions_together
"""

import json
import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import django

ROUNDS = 6


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    # Their models are there only now.
    from archive import suggestions
    from archive.models import Event, Person, Statement, Suggestion
    from tests import makers, suggesting
    from tests.people import merged

    ada, rui, chloe = makers.ada(), makers.rui(), makers.chloe()
    told: dict[str, Any] = {}

    def pending() -> Suggestion:
        return suggesting.suggestion(makers.article())

    def outcome(one: Suggestion) -> str:
        return Suggestion.objects.get(pk=one.pk).state

    # Three editors take up the same words.
    ends, one = Counter(), None
    for _ in range(ROUNDS):
        one = pending()
        ends += together(*(accepting(suggestions, one, by) for by in (ada, rui, chloe)))
    told["accepted by three"] = [ends, Statement.objects.count()]

    # One accepts what another dismisses.
    ends, states = Counter(), Counter()
    for _ in range(ROUNDS):
        one = pending()
        ends += together(
            accepting(suggestions, one, ada), lambda s=one: suggestions.dismiss(s, by=rui)
        )
        states[outcome(one)] += 1
    told["accepted and dismissed"] = [ends, states.total()]

    # The article is read again meanwhile, by a version that finds nothing.
    ends, kept = Counter(), 0
    for _ in range(ROUNDS):
        one = pending()
        text = one.text
        ends += together(accepting(suggestions, one, ada), lambda t=text: suggestions.keep(t, []))
        kept += Suggestion.objects.filter(pk=one.pk).count()
    told["accepted and read again"] = [ends, kept]

    # The speaker is merged meanwhile.
    ends, right = Counter(), 0
    for number in range(ROUNDS):
        person = Person.objects.create(name=f"Ysoline {number}")
        stays = Person.objects.create(name=f"Ysoline Quévrain {number}")
        article = makers.article()
        body = article.current_text.body
        speaker = suggesting.speaker(body, person=person)
        one = suggesting.suggestion(article, speaker=speaker)
        ends += together(
            accepting(suggestions, one, ada),
            lambda p=person, s=stays: merging(merged, p, s),
        )
        made = Suggestion.objects.get(pk=one.pk).statement
        right += made is not None and made.speaker.survivor == stays
    told["accepted and merged"] = [ends, right]

    # Two readings of one article at once.
    ends, rows = Counter(), 0
    for _ in range(ROUNDS):
        article = makers.article()
        text = article.current_text
        found = [suggesting.candidate(text.body)]
        ends += together(*[lambda t=text, f=found: suggestions.keep(t, f)] * 3)
        rows += article.suggestions.count()
    told["read by three"] = [ends, rows]
    told["taken up"] = Event.objects.filter(verb=Event.Verb.TAKEN_UP).count()
    told["statements"] = Statement.objects.count()
    print(json.dumps(told))


def accepting(suggestions: Any, one: Any, by: Any) -> Callable[[], Any]:
    return lambda: suggestions.accept(one, by=by)


def merging(merged: Callable[..., Any], one: Any, other: Any) -> None:
    """Merges, having read the page again where a statement was made meanwhile."""
    from archive.merging import OutOfDate
    from tests import makers

    try:
        merged(one, other, by=makers.rui())
    except OutOfDate:
        merged(one, other, by=makers.rui())


def together(*acts: Callable[[], Any]) -> Counter[str]:
    """How the acts ended: "done", or the name of the exception."""
    from django.db import connections

    barrier = Barrier(len(acts))

    def act(do: Callable[[], Any]) -> str:
        barrier.wait(timeout=60)
        try:
            do()
        except Exception as problem:
            return type(problem).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(act, acts))


if __name__ == "__main__":
    main()
