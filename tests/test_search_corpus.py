"""A corpus of queries: on either database each gives the statements a French reader expects."""

import pytest

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
