"""A corpus of queries: on either database each gives the statements a French reader expects."""

import pytest
from django.db import connection

from archive.finding import matches
from archive.finding.asked import Asked, Reading, segments_of
from archive.finding.frequency import Frequency
from archive.finding.matches import Match, Wanted
from tests import search_corpus, tallying

QUERIES = [line for line in search_corpus.lines() if line.query]
FEWEST = 200


standing = pytest.fixture(scope="module")(search_corpus.standing_corpus)


@pytest.fixture
def numbers(standing, db) -> dict[int, int]:
    return standing


@pytest.mark.parametrize("line", QUERIES, ids=lambda line: line.query)
def test_a_query_finds_what_a_reader_expects(numbers, line):
    assert search_corpus.found_by(line.query, numbers) == line.expected


def test_the_corpus_is_large_enough_and_asks_nothing_twice():
    asked = [line.query for line in QUERIES]
    assert len(asked) >= FEWEST
    assert len(set(asked)) == len(asked)
    assert all(line.expected for line in QUERIES)


def test_what_is_counted_of_the_corpus_is_true(numbers):
    tallying.assert_true()


def newest(asked: Asked, limit: int) -> list[Match]:
    reading = Reading.of(asked.query)
    wanted = Wanted(segments_of(asked, reading), limit)
    (found,), _count = matches.find([wanted], Frequency.of(asked, reading))
    return found


@pytest.mark.parametrize("limit", [2, 5, 50])
def test_frequent_words_are_read_otherwise_and_give_the_same(numbers, monkeypatch, limit):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite reads what is rare and what is frequent in one way.")
    asked = [search_corpus.understood(line.query) for line in QUERIES]
    gathered = [newest(one, limit) for one in asked]
    # As in a large archive: the probe is soon at its end, and years are sought in turn.
    monkeypatch.setattr(matches, "GATHERED", 0)
    monkeypatch.setattr(matches, "entries_probed", lambda _wanted: 2)
    assert [newest(one, limit) for one in asked] == gathered
