"""Each construction and each hard case gives the quotations that were found right by hand."""

import json
import shutil

import pytest

from tests import golden_quotes

pytestmark = pytest.mark.once

REGISTRY = golden_quotes.people()


def is_wrong(case):
    return golden_quotes.name_of(case) in golden_quotes.KNOWN_FAULTS


CASES = golden_quotes.cases()
RIGHT = [case for case in CASES if not is_wrong(case)]
WRONG = [case for case in CASES if is_wrong(case)]
# What is right is written by hand; how it is found and how certainly, the detector says.
OF_THE_DETECTOR = {"rule", "confidence", "evidence"}


def both(case):
    """What is proposed for a text, and what is right."""
    return (
        json.loads(golden_quotes.proposed(case, REGISTRY)),
        json.loads(golden_quotes.expected(case)),
    )


def by_hand(quotes):
    return [
        {name: value for name, value in quote.items() if name not in OF_THE_DETECTOR}
        for quote in quotes
    ]


@pytest.mark.parametrize("case", RIGHT, ids=golden_quotes.name_of)
def test_golden_file(case):
    proposed, expected = both(case)
    assert proposed == expected


@pytest.mark.parametrize("case", WRONG, ids=golden_quotes.name_of)
def test_a_known_fault_is_still_one(case):
    """One that came right is written anew and leaves the list."""
    proposed, expected = both(case)
    assert by_hand(proposed) != by_hand(expected)


def test_every_text_has_what_is_expected_of_it_and_nothing_else():
    texts = set(CASES)
    folders = {case.parent for case in texts}
    beside = {path for folder in folders for path in folder.iterdir()} - texts
    assert beside == {case.with_suffix(".json") for case in texts}


def test_every_known_fault_has_its_text():
    texts = {golden_quotes.name_of(case) for case in CASES}
    assert set(golden_quotes.KNOWN_FAULTS) <= texts


def test_there_are_enough_of_each_language():
    counts = {"fr": 0, "en": 0}
    for case in CASES:
        counts[case.parent.name] += 1
    assert counts["fr"] >= 45
    assert counts["en"] >= 12


def test_words_that_the_files_cite_stand_where_they_say():
    for case in CASES:
        text = case.read_bytes().decode()
        for quote in json.loads(golden_quotes.expected(case)):
            start, end = map(int, quote["at"].split(":"))
            assert text[start:end] == quote["text"], case
            cited = [quote["cue"], quote["attribution"]]
            cited += [target.split(" = ")[1] for target in quote["targets"]]
            cited += [evidence.split(": ", 1)[1] for evidence in quote["evidence"]]
            for words, _, place in (one.rpartition(" ") for one in cited if one):
                start, end = map(int, place.split(":"))
                assert text[start:end] == words, (case, words)


# The command that rewrites them


@pytest.fixture
def folder(tmp_path):
    """A copy with two texts, one of them expecting nothing."""
    for language, name in (("fr", "inversion"), ("en", "said_inverted")):
        (tmp_path / language).mkdir()
        for suffix in (".txt", ".json"):
            source = golden_quotes.FOLDER / language / f"{name}{suffix}"
            shutil.copy(source, tmp_path / language)
    shutil.copy(golden_quotes.FOLDER / "people.json", tmp_path)
    (tmp_path / "fr" / "inversion.json").write_text("[]\n")
    return tmp_path


def test_a_difference_is_shown_and_nothing_written(folder, capsys):
    assert golden_quotes.main([], folder=folder) == 1
    assert "+++ proposed/fr/inversion.json" in capsys.readouterr().out
    assert (folder / "fr" / "inversion.json").read_text() == "[]\n"


def test_a_difference_is_written_when_asked(folder, capsys):
    assert golden_quotes.main(["--write"], folder=folder) == 0
    assert "+++ proposed/fr/inversion.json" in capsys.readouterr().out
    assert golden_quotes.main([], folder=folder) == 0
    assert capsys.readouterr().out == ""


def test_a_known_fault_is_left_alone(folder, capsys, monkeypatch):
    monkeypatch.setitem(golden_quotes.KNOWN_FAULTS, "fr/inversion", "for this test")
    assert golden_quotes.main(["--write"], folder=folder) == 0
    assert "Known fault, left alone: fr/inversion" in capsys.readouterr().out
    assert (folder / "fr" / "inversion.json").read_text() == "[]\n"
