"""Makes the tables of what is in print anew, from the current editions and the articles."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from django.db import connection, transaction

from archive.models import indexing
from archive.models.keys import facet_key, rotations
from archive.models.public_version import begin_anew
from archive.models.tallies import ArticleInPrint, FacetTally, NameKey, PersonInPrint
from archive.models.tally_rows import empty, execute, fill, hold_tallies, streamed
from archive.models.tally_sources import (
    COVERAGE,
    FACETS,
    PAIRS,
    YEARS,
    coverage_sql,
    facets_sql,
    names_sql,
    pairs_sql,
    people_sql,
    words_sql,
    years_sql,
)
from archive.models.tallying import ROWS_AT_ONCE, fill_articles, fill_people, flush

WORDED = (FacetTally.Dimension.ROLE, FacetTally.Dimension.PLACE)


@transaction.atomic
def rebuild() -> None:
    """Counts everything again; whoever publishes meanwhile waits until it is done.

    What is held in memory grows with the number of different roles and places, not of editions.
    """
    hold_tallies()
    if connection.vendor == "postgresql":
        # Whoever has changed an article and not committed yet is counted; others wait.
        execute("LOCK TABLE archive_coveragetally IN SHARE ROW EXCLUSIVE MODE")
    for tally, source in ((YEARS, years_sql), (PAIRS, pairs_sql), (FACETS, facets_sql)):
        empty(tally.table)
        fill(tally, source())
    fill_worded()
    empty(PersonInPrint._meta.db_table)
    fill_people(people_sql())
    empty(NameKey._meta.db_table)
    fill_names()
    empty(ArticleInPrint._meta.db_table)
    fill_articles()
    empty(COVERAGE.table)
    fill(COVERAGE, coverage_sql())
    indexing.rebuild()
    begin_anew()


def fill_worded() -> None:
    made = []
    for dimension in WORDED:
        counted, labels = count_worded(dimension)
        for key, number in counted.items():
            made.append(
                FacetTally(dimension=dimension, value=key, label=labels[key], statements=number)
            )
            flush(made, ROWS_AT_ONCE)
    flush(made, 1)


def count_worded(dimension: str) -> tuple[Counter[str], dict[str, str]]:
    """How many current editions give each role, or place, by its key; and words that give it."""
    counted: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for _edition, rows in groupby(streamed(words_sql(dimension)), key=itemgetter(0)):
        keys = {facet_key(words): words for _pk, words in rows}
        counted.update(keys.keys())
        for key, words in keys.items():
            labels.setdefault(key, words)
    return counted, labels


def name_keys() -> Iterator[tuple[int, set[str], int]]:
    """Everybody in print, with their keys and the number of statements that name them."""
    rows = streamed(f"{names_sql()} ORDER BY 1")
    for person, names in groupby(rows, key=itemgetter(0)):
        found = list(names)
        yield person, {key for row in found for key in rotations(row[1])}, found[0][2]


def fill_names() -> None:
    made: list[NameKey] = []
    for person, keys, weight in name_keys():
        made += [NameKey(person_id=person, key=key, weight=weight) for key in sorted(keys)]
        flush(made, ROWS_AT_ONCE)
    flush(made, 1)
