"""A corpus of queries: on either database each gives the statements a French reader expects."""

import pytest
from django.db import connection

from archive.finding import frequency, matches
from archive.finding.asked import Asked, Reading, segments_of
from archive.finding.frequency import Frequency
from archive.finding.matches import Match, Wanted
from archive.models import FacetTally
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


def frequency_of(query: str) -> Frequency:
    asked = search_corpus.understood(query)
    return Frequency.of(asked, Reading.of(asked.query))


def test_all_that_is_in_print_is_counted(numbers):
    everything = frequency_of("")
    assert everything.total == everything.known.number == len(numbers)


@pytest.mark.parametrize("most_counted", [0, 2, 10])
def test_what_is_kept_of_a_query_bounds_what_it_finds(numbers, monkeypatch, most_counted):
    monkeypatch.setattr(frequency, "COUNT_CAP", most_counted)
    for line in QUERIES:
        found = 0 if line.expected == search_corpus.NOTHING else len(line.expected.split())
        kept = frequency_of(line.query)
        assert found <= kept.most, line.query
        if kept.known and kept.known.is_capped:
            assert found > kept.known.number, line.query
        elif kept.known:
            assert found == kept.known.number, line.query


def newest(asked: Asked, limit: int) -> list[Match]:
    reading = Reading.of(asked.query)
    wanted = Wanted(segments_of(asked, reading), limit)
    (found,), _count = matches.find([wanted], Frequency.of(asked, reading))
    return found


@pytest.fixture(params=[2, 10], ids=["few probed", "some probed"])
def as_in_a_large_archive(request, monkeypatch):
    """The probe is soon at its end, and years are sought in turn."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite reads what is rare and what is frequent in one way.")
    monkeypatch.setattr(matches, "GATHERED", 0)
    monkeypatch.setattr(matches, "entries_probed", lambda _wanted: request.param)


@pytest.fixture
def gathered(numbers):
    """Of every third query the newest, 2 and 20 of them, as they are found in a small archive."""
    asked = [search_corpus.understood(line.query) for line in QUERIES[::3]]
    return [(one, limit, newest(one, limit)) for one in asked for limit in (2, 20)]


def test_frequent_words_are_read_otherwise_and_give_the_same(gathered, as_in_a_large_archive):
    for asked, limit, found in gathered:
        assert newest(asked, limit) == found, asked


def test_a_year_that_was_not_counted_is_found_all_the_same(gathered, as_in_a_large_archive):
    FacetTally.objects.filter(dimension="year", value="2018").delete()
    for asked, limit, found in gathered:
        assert newest(asked, limit) == found, asked


@pytest.mark.parametrize("query", ["until=9999", "q=halle&until=9999&sort=relevance", "since=9998"])
def test_a_period_may_end_with_the_calendar(numbers, as_in_a_large_archive, query):
    search_corpus.answer_of(query)
