"""A corpus of queries: on either database each gives the statements a French reader expects."""

import pytest
from django.db import transaction
from django.test import override_settings

from tests import passwords, search_corpus, tallying

QUERIES = [line for line in search_corpus.lines() if line.query]
FEWEST = 200


@pytest.fixture(scope="module")
def corpus(django_db_setup, django_db_blocker):
    """The corpus published once, and taken back after the module's tests."""
    quick = override_settings(PASSWORD_HASHERS=passwords.HASHERS)
    with django_db_blocker.unblock(), quick, transaction.atomic():
        yield search_corpus.publish()
        transaction.set_rollback(True)


@pytest.fixture
def numbers(corpus, db) -> dict[int, int]:
    return corpus


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
