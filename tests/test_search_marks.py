"""Where the words of a query stand in a text: marked, and nothing of the text lost."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.search.analysis import folded, token
from archive.search.marks import Sought, pieces, spans_of

pytestmark = pytest.mark.once


def sought(written: str) -> Sought:
    return Sought(tuple(frozenset({token(form)}) for form in written.split()))


def exact(written: str) -> Sought:
    return Sought(tuple(frozenset({folded(form)}) for form in written.split()), is_exact=True)


def marked(text: str, *clauses: Sought, language: str = "fr") -> str:
    return "".join(
        f"[{piece.text}]" if piece.is_sought else piece.text
        for piece in pieces(text, language, clauses)
    )


@pytest.mark.parametrize(
    ("text", "clauses", "expected"),
    [
        ("La halle", [], "La halle"),
        ("", [sought("halle")], ""),
        ("Les halles, la Halle", [sought("halle")], "Les [halles], la [Halle]"),
        ("de l’hôpital", [sought("hôpital")], "de l’[hôpital]"),
        ("l’État, l'etat", [sought("États")], "l’[État], l'[etat]"),
        ("nous ouvrirons la halle", [sought("ouvrir"), sought("halle")],
         "nous [ouvrirons] la [halle]"),
        ("vice-président, président", [sought("vice président")], "[vice-président], président"),
        ("élu, élue", [exact("élu")], "[élu], élue"),
        ("un deux trois", [exact("un deux"), exact("deux trois")], "[un deux trois]"),
        ("mot mot mot", [exact("mot mot")], "[mot mot mot]"),
        ("l’U.M.P. a", [sought("UMP")], "l’[U.M.P.] a"),
        ("cœur e\u0301lu", [sought("coeur"), sought("élu")], "[cœur] [e\u0301lu]"),
        ("<b>halle</b> & <halle>", [sought("halle")], "<b>[halle]</b> & <[halle]>"),
        ("&lt;halle&gt;", [sought("lt")], "&[lt];halle&gt;"),
    ],
)  # fmt: skip
def test_what_is_sought_is_marked_where_it_stands(text, clauses, expected):
    assert marked(text, *clauses) == expected


def test_words_are_compared_in_the_language_of_the_text():
    runs = Sought((frozenset({"run"}),))
    assert marked("She runs", runs, language="en") == "She [runs]"
    assert marked("She runs", runs, language="ru") == "She runs"


TEXTS = st.text(st.sampled_from(list("aélu ’'.<&>-\n\u0301東")), max_size=80)


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_the_pieces_joined_are_the_text(text, others):
    clauses = [made(other) for other in others if other.split() for made in (sought, exact)]
    cut = pieces(text, "fr", clauses)
    assert "".join(piece.text for piece in cut) == text
    assert all(piece.text for piece in cut)
    spans = spans_of(text, "fr", clauses)
    assert all(a[1] < b[0] for a, b in pairwise(spans))


def test_a_text_of_a_million_characters_is_marked_in_linear_time():
    text = "mot " * 250_000
    begun = time.process_time()
    assert len(pieces(text, "fr", [exact("mot " * 12), sought("mot")])) == 2
    assert time.process_time() - begun < 8
