"""The plain-text parser against real articles, where there are any.

Real articles belong to their publishers and stay out of the repository. Whoever has some puts
them in `shared/corpus`, beside the project's own folder; elsewhere these tests skip.
"""

import re
from pathlib import Path

import pytest

from archive.importers.plain_text import parse

PROJECT = Path(__file__).resolve().parent.parent
CORPUS = PROJECT.parent / "shared" / "corpus"
HEADER = re.compile(r"\s*date:? (?P<date>[0-9-]+)\s+")


def corpus_files():
    return sorted(CORPUS.rglob("*.txt")) if CORPUS.is_dir() else []


pytestmark = pytest.mark.skipif(not corpus_files(), reason="no corpus beside the project")


def test_every_article_keeps_every_printed_character():
    changed = []
    for path in corpus_files():
        text = path.read_bytes().decode("utf-8-sig")
        header = HEADER.match(text)
        printed = text[header.end() :] if header else text
        if parse(path.read_bytes()).body != printed:
            changed.append(path.name)
    assert not changed


def test_the_date_of_a_header_is_kept():
    headers = {path: HEADER.match(path.read_text(encoding="utf-8-sig")) for path in corpus_files()}
    dated = {path: header["date"] for path, header in headers.items() if header}
    found = {path: parse(path.read_bytes()).published for path in dated}
    assert found == dated


def test_no_title_is_empty_or_longer_than_a_headline():
    titles = [parse(path.read_bytes()).title for path in corpus_files()]
    assert all(0 < len(title) <= 200 for title in titles)
