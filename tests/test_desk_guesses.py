"""What the desk guesses, held against annotated articles where there are any beside the project."""

import json
from functools import cache
from pathlib import Path

import pytest

from archive.quotes.gold import Gold, people_listed
from benchmarks.desk_guesses import Table, measured

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
PEOPLE = SHARED / "gold" / "people.txt"
# Name: the gold file and the folder of its texts.
SETS = {
    "press": (SHARED / "gold" / "press.json", SHARED / "corpus" / "press"),
    "first 20": (SHARED / "gold" / "wikinews20.json", SHARED / "corpus" / "wikinews"),
    "further 35": (
        ROOT / "benchmarks" / "gold" / "development.json",
        SHARED / "corpus" / "wikinews",
    ),
}


@cache
def table_of(name: str, *, with_others: bool) -> Table:
    gold, corpus = SETS[name]
    if not (gold.exists() and corpus.exists() and PEOPLE.exists()):
        pytest.skip("no annotated articles beside the project")
    others = people_listed(PEOPLE.read_text(encoding="utf-8")) if with_others else []
    return measured(Gold.from_json(json.loads(gold.read_text(encoding="utf-8"))), corpus, others)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize(
    ("row", "least"),
    [
        ("speaker among nine", 0.88),
        ("targets among nine", 0.88),
        ("speaker among nine, archive empty", 0.8),
        ("n: direct with exact bounds", 0.95),
        ("n: mixed with exact bounds", 0.82),
        ("n: kind, of those", 0.95),
        ("n: stops that touch a statement", 0.95),
        ("kind", 0.95),
        ("kind, of direct", 0.95),
        ("kind, of mixed", 0.95),
        ("kind, of indirect", 0.95),
        ("mention, some", 0.85),
        ("mention, the name where it is printed", 0.9),
    ],
)
def test_a_level_that_was_reached_is_kept(name, row, least):
    assert table_of(name, with_others=False).share(row) >= least


@pytest.mark.parametrize("name", SETS)
def test_two_thousand_people_more_take_nobodys_key(name):
    assert table_of(name, with_others=True).share("speaker among nine") >= 0.85


@pytest.mark.parametrize(
    ("name", "exact", "overlapping"), [("press", 0.6, 0.95), ("first 20", 0.8, 0.92)]
)
def test_attributions_are_found(name, exact, overlapping):
    table = table_of(name, with_others=False)
    assert table.share("attribution, exact") >= exact
    assert table.share("attribution, overlapping") >= overlapping
