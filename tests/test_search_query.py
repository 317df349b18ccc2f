"""What a reader types into the search, and what is understood of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.query import MOST_WORDS, Clause, parse

pytestmark = pytest.mark.once


def read(written: str) -> list[str]:
    """The clauses, each as a reader would write it in full."""
    made = []
    for clause in parse(written).clauses:
        joined = " ".join(clause.forms)
        mark = '"' if clause.is_exact else ""
        made.append(f"{'-' if clause.is_excluded else ''}{mark}{joined}{mark}")
    return made


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", []),
        ("   ", []),
        ("halle", ["halle"]),
        ("la halle au printemps", ["la", "halle", "au", "printemps"]),
        ("l’hôpital d'Aubencheul", ["hôpital", "Aubencheul"]),
        ("halle halle", ["halle"]),
        ("vice-président", ["vice président"]),
        ("-halle", ["-halle"]),
        ("-vice-président", ["-vice président"]),
        ("école -halle", ["école", "-halle"]),
        ("école - halle", ["école", "halle"]),
        ("école-", ["école"]),
        ("--halle", ["-halle"]),
        ('"nous ouvrirons"', ['"nous ouvrirons"']),
        ('-"nous ouvrirons"', ['-"nous ouvrirons"']),
        ("« nous ouvrirons » halle", ['"nous ouvrirons"', "halle"]),
        ("-« nous ouvrirons »", ['-"nous ouvrirons"']),
        ("“nous” „vous” ”eux”", ['"nous"', '"vous"', '"eux"']),
        ('la "halle', ["la", "halle"]),
        ('"" " " "…"', []),
        ('a"b c"d', ["a", '"b c"', "d"]),
        ('a-"b c"', ["a", '"b c"']),
        ('"a "b" c"', ['"a"', "b", '"c"']),
        ("aujourd’hui U.M.P.", ["aujourd’hui", "U.M.P."]),
        ("halle AND (école OR NOT *)", ["halle", "AND", "école", "OR", "NOT"]),
        ("said:halle ^mot mot* NEAR(a b)", ["said halle", "mot", "NEAR a", "b"]),
        ("%ha_le%", ["ha le"]),
        ("\x00 \ud800 ' \\ ; -- /*", []),
        ("<script>alert(1)</script>", ["script alert 1 script"]),
    ],
)
def test_words_phrases_and_hyphens_are_all_that_means_anything(written, expected):
    assert read(written) == expected


def test_what_is_wanted_and_what_is_not_are_told_apart():
    query = parse('halle -école "au printemps" -"en hiver"')
    assert [clause.forms for clause in query.wanted] == [("halle",), ("au", "printemps")]
    assert [clause.forms for clause in query.excluded] == [("école",), ("en", "hiver")]
    assert not parse("-")
    assert parse("-école")


def test_a_query_longer_than_a_search_takes_is_cut_and_says_so():
    assert not parse("mot " * 24).is_cut
    many = " ".join(f"mot{n}" for n in range(MOST_WORDS + 1))
    query = parse(many)
    assert query.is_cut
    assert len(query.clauses) == MOST_WORDS
    assert parse("x" * 401).is_cut
    assert parse('"' + "mot " * 30 + '"').is_cut


@pytest.mark.parametrize("written", ['"', "«", "-", "a-", "’", '-"', "a.", "\x00"])
def test_a_million_characters_are_read_at_once(written):
    assert len(parse(written * 1_000_000).clauses) <= MOST_WORDS


@given(st.text(alphabet=st.sampled_from(list('ab -"«»“”’.1é\x00*(')), max_size=60))
def test_nothing_typed_is_an_error_and_the_number_of_words_is_bounded(written):
    query = parse(written)
    assert sum(len(clause.forms) for clause in query.clauses) <= MOST_WORDS
    assert all(clause.forms and isinstance(clause, Clause) for clause in query.clauses)
    assert len(set(query.clauses)) == len(query.clauses)
