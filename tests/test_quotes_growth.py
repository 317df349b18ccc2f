"""Twice the text takes twice the time, whatever the text; a large one is read while one waits.

`python -m benchmarks.quotes` measures all of `growing_texts` at 100 kB and 1 MB; here are those
that a careless rule would make slow, at sizes that keep the checks short.
"""

import time

import pytest

from archive.quotes.detection import find_candidates
from archive.quotes.names import Registry
from tests import golden_quotes
from tests.growing_texts import MAKERS
from tests.soundness import faults

pytestmark = pytest.mark.once

PEOPLE = golden_quotes.people()
REGISTRY = Registry(PEOPLE)
MOST = 2.3
SIZE, LARGEST = 12_500, 50_000
MEASURABLE = 0.01  # seconds
ROUNDS = 5
CHOSEN = [
    "ordinary", "many names", "que", "cue and marks", "cue and opening marks", "mixed marks",
    "nested marks", "nested cues", "inversions", "pronouns of one name", "interview",
    "letters and marks",
]  # fmt: skip


def seconds(text: str) -> float:
    """Processor time: other programs on the machine do not count."""
    begun = time.process_time()
    find_candidates(text, REGISTRY)
    return time.process_time() - begun


def measurable(kind: str) -> int:
    """A number of characters that take long enough to be timed."""
    size = SIZE
    while seconds(MAKERS[kind](size)) < MEASURABLE and size < LARGEST:
        size *= 2
    return size


@pytest.mark.parametrize("kind", CHOSEN)
def test_twice_the_text_takes_twice_the_time(kind):
    """Over three doublings, so that what one of them owes to the machine's memory weighs less."""
    size = measurable(kind)
    short, long = MAKERS[kind](size), MAKERS[kind](8 * size)
    little, much = seconds(short), seconds(long)
    for _ in range(ROUNDS):
        # Whatever else runs only adds to a measure: the least of several is the nearest.
        if much <= MOST**3 * little:
            break
        little, much = min(little, seconds(short)), min(much, seconds(long))
    assert much <= MOST**3 * little


@pytest.mark.parametrize("kind", MAKERS)
def test_no_text_is_slow_or_badly_read(kind):
    text = MAKERS[kind](20_000)
    begun = time.process_time()
    found = find_candidates(text, REGISTRY)
    assert time.process_time() - begun < 1
    assert not faults(text, found, PEOPLE)


@pytest.mark.parametrize("kind", ["ordinary", "cue and marks", "mixed marks"])
def test_100_kb_take_less_than_a_second(kind):
    text = MAKERS[kind](100_000)
    assert any(seconds(text) < 1 for _ in range(3))
