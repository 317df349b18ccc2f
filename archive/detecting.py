"""The detector at work on many texts, in this process or in several; it knows no database.

What goes wrong with one text is told of that text, and the others are read.
"""

import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Final

from archive.quotes.candidates import Candidate, KnownPerson
from archive.quotes.detection import find_candidates
from archive.quotes.languages import language_of
from archive.quotes.names import Registry

AHEAD: Final = 2  # batches a process may have waiting, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class Text:
    """Words to be read, under a number of the caller's own."""

    number: int
    body: str
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in one text; ``failure`` says why it could not be read, "" when it was."""

    number: int
    candidates: tuple[Candidate, ...] = ()
    failure: str = ""


def base_of(language: str) -> str:
    """The language of a code that also names a country or a script: "fr" of "fr-CA"."""
    return language.replace("_", "-").partition("-")[0].lower()


def is_read(language: str) -> bool:
    """Whether the detector has a table for this language. What is wrong with the table is told
    when a text is read with it."""
    try:
        language_of(base_of(language))
    except ValueError:
        return False
    except Exception:
        return True
    return True


def candidates_in(text: Text, people: Registry) -> tuple[Candidate, ...]:
    return tuple(find_candidates(text.body, people, language=base_of(text.language)))


def read(text: Text, people: Registry) -> Reading:
    """What is found in a text; whatever the detector stumbles over is told, never raised."""
    try:
        return Reading(text.number, candidates_in(text, people))
    except Exception as problem:
        return Reading(text.number, failure=f"{type(problem).__name__}: {problem}".rstrip(": "))


def readings(
    batches: Iterable[Sequence[Text]], people: Sequence[KnownPerson], *, jobs: int = 1
) -> Iterator[list[Reading]]:
    """Each batch read, in the order they come. With ``jobs`` above 1 as many processes read, and
    no more than two batches a process are held. Closing the iterator ends them."""
    if jobs <= 1:
        registry = Registry(people)
        yield from ([read(text, registry) for text in batch] for batch in batches)
        return
    # Spawned: a copy of this process would share its connections to the database.
    with ProcessPoolExecutor(
        max_workers=jobs, mp_context=get_context("spawn"), initializer=begin, initargs=(people,)
    ) as pool:
        waiting: deque[Future[list[Reading]]] = deque()
        try:
            for batch in batches:
                waiting.append(pool.submit(read_here, batch))
                if len(waiting) >= AHEAD * jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


# --- In a process of its own ------------------------------------------------------------------

_registry = Registry(())


def begin(people: Sequence[KnownPerson]) -> None:
    """Takes in whom this process may recognise. An interruption is the first process's to see."""
    global _registry
    _registry = Registry(people)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def read_here(batch: Sequence[Text]) -> list[Reading]:
    return [read(text, _registry) for text in batch]
