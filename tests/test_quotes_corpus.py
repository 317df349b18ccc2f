"""The detector on real articles, where there are any; they belong to others and stay outside."""

from pathlib import Path

import pytest

from archive.quotes.detection import find_candidates
from archive.quotes.gold import people_listed
from archive.quotes.names import Registry
from tests.soundness import faults

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
FOLDERS = [SHARED / "corpus" / "wikinews", SHARED / "corpus" / "press"]
PEOPLE = SHARED / "gold" / "people.txt"
ARTICLES = [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not ARTICLES, reason="no corpus beside the project"),
]


@pytest.fixture(scope="module")
def registry():
    return Registry(people_listed(PEOPLE.read_text(encoding="utf-8")))


def test_every_article_is_read_without_an_exception_or_a_wrong_place(registry):
    wrong = {}
    for path in ARTICLES:
        text = path.read_bytes().decode()
        told = faults(text, find_candidates(text, registry), registry.people)
        if told:
            wrong[path.name] = told
    assert len(ARTICLES) > 1_000
    assert not wrong


def test_most_articles_hold_a_quotation(registry):
    """A detector that finds nothing would pass the test above."""
    some = ARTICLES[::20]
    found = sum(bool(find_candidates(path.read_bytes().decode(), registry)) for path in some)
    assert found > len(some) / 2
