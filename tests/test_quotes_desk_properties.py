"""Whatever the text and the words chosen, what the desk guesses stands where it says.

A few hundred texts are tried, the same each time; ``PROPOS_EXAMPLES=10000`` tries that many others.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.quotes.anchoring import Span
from archive.quotes.cast import Ranked, cast_of
from archive.quotes.designations import attribution_near, mention_of
from archive.quotes.inferring import kind_of
from archive.quotes.quotations import quotations_in
from archive.quotes.text import cuts_cluster, cuts_word
from tests.test_quotes_properties import PEOPLE, REGISTRY, spoilt, tried, written

pytestmark = pytest.mark.once

ASKED = [attribution_near, mention_of]

texts = written | spoilt()
places = st.integers(min_value=-2, max_value=400)


def check_place(text, span):
    assert 0 <= span.start < span.end <= len(text)
    assert text[span.start : span.end].strip()


def check_words(text, span):
    check_place(text, span)
    for position in (span.start, span.end):
        assert not cuts_cluster(text, position)
        assert not cuts_word(text, position)


@tried
@given(texts)
def test_the_cast_stands_in_the_text(text):
    cast = cast_of(text, REGISTRY)
    for one in cast:
        check_place(text, one.first)
        assert one.count > 0
    people = [one.person.name for one in cast if isinstance(one, Ranked)]
    assert len(people) == len(set(people))


@tried
@given(texts)
def test_quotations_stand_in_the_text_in_order(text):
    end = 0
    for one in quotations_in(text):
        check_words(text, one)
        assert end <= one.start
        end = one.end


@tried
@given(texts, places, places)
def test_every_choice_of_words_has_a_kind(text, start, end):
    assert kind_of(text, start, end) in ("direct", "indirect", "mixed")


@tried
@given(texts, places, places, st.sampled_from(PEOPLE), st.sampled_from(ASKED))
def test_designations_are_whole_words_of_the_text(text, start, end, person, ask):
    found = ask(text, Span(start, end), person)
    if found is not None:
        check_words(text, found)


@tried
@given(texts, st.sampled_from(PEOPLE))
def test_who_speaks_stands_outside_the_words(text, person):
    for one in quotations_in(text):
        found = attribution_near(text, Span(one.start, one.end), person)
        assert found is None or found.end <= one.start or one.end <= found.start
