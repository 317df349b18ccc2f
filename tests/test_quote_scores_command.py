"""``manage.py score_quotes``: what it prints, what it refuses, and that it needs no database."""

import json

import pytest
from django.core.management import CommandError, call_command

from tests import processes

pytestmark = pytest.mark.once

TEXT = (
    "« Nous ouvrirons la halle », a promis Ysoline Quévrain.\r\nElle a dit que l’été viendrait.\n"
)
DIRECT, INDIRECT = "« Nous ouvrirons la halle »", "que l’été viendrait"


def item(number, words, **fields):
    start = TEXT.index(words)
    named = {"speaker": "Ysoline Quévrain", "speaker_type": "named", "status": "core"}
    place = {"file": "a.txt", "start": start, "end": start + len(words), "text": words}
    return {"id": f"q{number}", "kind": "direct", **place, **named, "targets": [], **fields}


def proposal(words, **fields):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "kind": "direct", **fields}


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_bytes(TEXT.encode())
    (folder / "b.txt").write_bytes(b"Rien.\n")
    return folder


@pytest.fixture
def gold(tmp_path):
    return written(
        tmp_path / "gold.json",
        {"files": ["b.txt"], "quotes": [item(1, DIRECT), item(2, INDIRECT, kind="indirect")]},
    )


@pytest.fixture
def predictions(tmp_path):
    found = [
        proposal(DIRECT, speaker="Ysoline Quévrain", rule="inversion", confidence="high"),
        proposal("a promis", rule="que", confidence="low"),
    ]
    return written(tmp_path / "found.json", {"a.txt": found})


def written(path, value):
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def scored(capsys, *arguments):
    call_command("score_quotes", *map(str, arguments))
    return capsys.readouterr().out


def test_the_table_tells_the_measures_and_their_groups(capsys, gold, corpus, predictions):
    told = scored(capsys, gold, corpus, predictions)
    assert "2 texts, 2 quotations, 2 proposals" in told
    lines = {line.split("  ")[0].strip(): line.split() for line in told.splitlines()}
    assert lines["span F1"][2] == "0.500"
    assert lines["high"][1:] == ["1", "1", "1.000", "1.000", "0.500"]
    assert lines["inversion"][1:4] == ["1", "1", "1.000"]
    assert lines["indirect"][1:] == ["1", "0", "0", "0.000"]


def test_json_tells_the_same(capsys, gold, corpus, predictions):
    told = json.loads(scored(capsys, gold, corpus, predictions, "--json"))
    assert (told["files"], told["gold"], told["predicted"], told["f1"]) == (2, 2, 2, 0.5)
    assert told["by_tier"]["high"]["share"] == 0.5
    assert list(told["by_tier"]) == ["high", "low"]
    assert 0 <= told["f1_95"][0] <= 0.5 <= told["f1_95"][1] <= 1


def test_what_is_missed_and_false_is_listed_when_asked(capsys, gold, corpus, predictions):
    told = scored(capsys, gold, corpus, predictions, "--verbose")
    start, wrong = TEXT.index(INDIRECT), TEXT.index("a promis")
    assert f"missed a.txt {start}:{start + len(INDIRECT)} indirect '{INDIRECT}'" in told
    assert f"false  a.txt {wrong}:{wrong + 8} que 'a promis'" in told
    assert "said by" not in told
    assert "missed" not in scored(capsys, gold, corpus, predictions)


def test_a_wrong_speaker_is_listed_when_asked(capsys, gold, corpus, tmp_path):
    found = {"a.txt": [proposal(DIRECT, speaker="Rémi Caudal", rule="inversion")]}
    wrong = written(tmp_path / "wrong.json", found)
    told = scored(capsys, gold, corpus, wrong, "--verbose")
    assert "said by Ysoline Quévrain, not Rémi Caudal: a.txt 0:27 inversion" in told


def test_without_predictions_the_detector_is_measured(capsys, gold, corpus, tmp_path):
    people = tmp_path / "people.txt"
    people.write_text("Ysoline Quévrain\n", encoding="utf-8")
    told = json.loads(scored(capsys, gold, corpus, "--people", people, "--json"))
    assert told["by_kind"]["direct"]["hit"] == 1
    assert told["end_to_end_f1"] > 0


def test_a_language_without_a_table_is_refused(gold, corpus):
    with pytest.raises(CommandError, match=r"a\.txt"):
        call_command("score_quotes", str(gold), str(corpus), language="tlh")


@pytest.mark.parametrize(
    "damage", ["gold", "words", "text", "bytes", "predictions", "spans", "bounds"]
)
def test_a_damaged_file_is_named(gold, corpus, predictions, damage):
    named = {
        "gold": lambda: gold.write_text("{"),
        "words": lambda: (corpus / "a.txt").write_bytes(TEXT.replace("\r", "").encode()),
        "text": (corpus / "b.txt").unlink,
        "bytes": lambda: (corpus / "a.txt").write_bytes(TEXT.encode("cp1252", "replace")),
        "predictions": lambda: predictions.write_text("[]"),
        "spans": lambda: predictions.write_text('{"a.txt": [{"start": 1, "end": null}]}'),
        "bounds": lambda: predictions.write_text('{"a.txt": [{"start": 1, "end": 900}]}'),
    }
    file = {"gold": "gold.json", "text": "b.txt", "predictions": "found.json",
            "spans": "found.json"}.get(damage, "a.txt")  # fmt: skip
    named[damage]()
    with pytest.raises(CommandError, match=file) as refusal:
        call_command("score_quotes", str(gold), str(corpus), str(predictions))
    assert refusal.value.returncode == 2


def test_people_and_predictions_do_not_go_together(gold, corpus, predictions):
    with pytest.raises(CommandError, match="--people"):
        call_command("score_quotes", str(gold), str(corpus), str(predictions), people=gold)


def test_a_gold_file_without_texts_is_refused(tmp_path, corpus):
    empty = written(tmp_path / "gold.json", {"files": [], "quotes": []})
    with pytest.raises(CommandError, match="names no text"):
        call_command("score_quotes", str(empty), str(corpus))


def test_no_database_is_needed(gold, corpus, predictions):
    done = processes.manage(
        "score_quotes", gold, corpus, predictions,
        DATABASE_URL="postgres://nobody@127.0.0.1:9/none",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "span F1" in done.stdout
