"""``manage.py score_quotes``: what it prints, what it refuses, and that it needs no database."""

import json

import pytest
from django.core.management import CommandError, call_command

from archive.quotes.scoring import SHARES, Found, Measures, measured
from tests import processes
from tests.test_find_quotes_files import FULL, NOWHERE, ended

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
    with pytest.raises(CommandError, match="does not read 'tlh'") as refusal:
        call_command("score_quotes", str(gold), str(corpus), language="tlh")
    assert refusal.value.returncode == 2


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


def refused(*arguments, **options):
    with pytest.raises(CommandError) as refusal:
        call_command("score_quotes", *map(str, arguments), **options)
    assert refusal.value.returncode == 2
    return str(refusal.value)


# --- Predictions ----------------------------------------------------------------------------


def test_predictions_of_other_texts_are_refused(gold, corpus, tmp_path):
    other = written(tmp_path / "other.json", {"press/a.txt": [], "c.txt": []})
    assert refused(gold, corpus, other) == (
        "The predictions hold none of the texts of the gold file."
    )


def test_no_predictions_at_all_are_refused(gold, corpus, tmp_path):
    assert "none of the texts" in refused(gold, corpus, written(tmp_path / "none.json", {}))


def test_what_only_one_side_names_is_told(capsys, gold, corpus, tmp_path):
    partly = written(tmp_path / "partly.json", {"a.txt": [], "c\n.txt": []})
    call_command("score_quotes", str(gold), str(corpus), str(partly), "--json")
    told = capsys.readouterr()
    assert json.loads(told.out)["files"] == 2
    assert told.err.splitlines() == [
        "Without predictions, counted as nothing found: b.txt.",
        "Predictions for what is no text of the gold file, left out: c\ufffd.txt.",
    ]


def test_many_names_are_told_by_the_first_and_their_number(
    capsys,
    gold,
    corpus,
    tmp_path,
):
    names = ["a.txt", "b.txt", *(f"c{n}.txt" for n in range(9))]
    many = written(tmp_path / "many.json", {name: [] for name in names})
    call_command("score_quotes", str(gold), str(corpus), str(many))
    assert "c0.txt, c1.txt, c2.txt, c3.txt, c4.txt and 4 more." in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [
        {"targets": "abc"}, {"targets": {"a": 1}}, {"targets": [5]}, {"speaker": 5},
        {"speaker": ["Ysoline Quévrain"]}, {"rule": 5}, {"kind": {}, "confidence": ["high"]},
    ],
)  # fmt: skip
def test_a_proposal_of_other_values_is_refused(gold, corpus, tmp_path, wrong):
    file = written(tmp_path / "wrong.json", {"a.txt": [proposal(DIRECT, **wrong)]})
    assert "does not hold predictions" in refused(gold, corpus, file)


def test_a_proposal_may_leave_out_everything_but_its_place():
    assert Found.from_json({"start": 1, "end": 2, "targets": None}) == Found(1, 2)


# --- Gold files -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["../a.txt", "x/../../a.txt", "/etc/hostname", "", "a\x00.txt"])
@pytest.mark.parametrize("as_quotation", [False, True])
def test_a_gold_file_stays_in_the_folder_of_its_texts(
    corpus,
    tmp_path,
    name,
    as_quotation,
):
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    held = (
        {"quotes": [item(1, DIRECT, file=name)]}
        if as_quotation
        else {"files": [name], "quotes": []}
    )
    told = refused(written(tmp_path / "gold.json", held), corpus)
    assert "no file inside the folder" in told


@pytest.mark.parametrize("files", ["a.txt", 5, [5], {"a.txt": 1}])
def test_a_gold_file_lists_its_texts(corpus, tmp_path, files):
    held = written(tmp_path / "gold.json", {"files": files, "quotes": []})
    assert "is no gold file" in refused(held, corpus)


def test_a_file_that_is_not_there_is_not_called_bad_json(corpus, tmp_path):
    gone = tmp_path / "gone.json"
    assert refused(gone, corpus) == f"{gone}: Cannot be read: No such file or directory."


def test_what_is_nested_too_deeply_is_told(corpus, tmp_path):
    deep = tmp_path / "deep.json"
    deep.write_text("[" * 200_000)
    assert refused(deep, corpus) == f"{deep} is nested too deeply."


def test_people_that_cannot_be_read_are_told_in_words(gold, corpus, tmp_path):
    told = refused(gold, corpus, people=tmp_path / "gone.txt")
    assert told == f"--people: {tmp_path}/gone.txt: Cannot be read: No such file or directory."


def test_a_language_of_a_country_is_read_as_the_language(capsys, gold, corpus):
    told = [scored(capsys, gold, corpus, "--language", code) for code in ("fr", "fr-CA")]
    assert told[0] == told[1]


@pytest.mark.parametrize("code", ["tlh", "", "français"])
def test_an_unknown_language_is_refused_with_predictions_too(
    gold,
    corpus,
    predictions,
    code,
):
    assert repr(code) in refused(gold, corpus, predictions, language=code)


# --- Nothing to measure -----------------------------------------------------------------------


def test_a_share_of_nothing_is_not_nought(capsys, corpus, tmp_path):
    held = written(tmp_path / "gold.json", {"files": ["b.txt"], "quotes": []})
    found = written(tmp_path / "found.json", {"b.txt": [proposal("«", rule="que", kind="direct")]})
    told = scored(capsys, held, corpus, found)
    lines = {line.split("  ")[0].strip(): line.split() for line in told.splitlines()}
    assert told.startswith("1 text, 0 quotations, 1 proposal\n")
    assert lines["span precision"][2] == "0.000"
    assert lines["span recall"][2:] == ["—"]
    assert lines["targets recall"][2:] == ["—"]
    assert lines["que"][-1] == "—"
    assert lines["direct"][1:] == ["0", "1", "0", "—"]


def test_a_program_is_told_null_of_nothing(capsys, corpus, tmp_path):
    held = written(tmp_path / "gold.json", {"files": ["b.txt"], "quotes": []})
    told = json.loads(
        scored(capsys, held, corpus, written(tmp_path / "f.json", {"b.txt": []}), "--json")
    )
    assert {told[name] for name in SHARES} == {None}
    assert told["f1_95"] is None
    assert (told["gold"], told["predicted"]) == (0, 0)


def test_every_share_says_what_it_is_of():
    assert {*SHARES, "gold", "predicted"} == set(Measures.__slots__)
    assert measured({}) == set()
    assert measured({"found": 1}) == {"precision", "f1", "exact_f1", "end_to_end_f1"}


# --- Output ---------------------------------------------------------------------------------


def test_a_reader_that_goes_away_ends_it_quietly(gold, corpus, predictions):
    done = ended("| true", "score_quotes", gold, corpus, predictions)
    assert done.returncode == 141
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


@pytest.mark.skipif(not FULL.exists(), reason="this system has no full disk to write to")
def test_a_full_disk_is_told_in_one_sentence(corpus, gold, predictions):
    done = ended(f"> {FULL}", "score_quotes", gold, corpus, predictions)
    assert done.returncode == 1
    assert "The output cannot be written: " in done.stderr
    assert "Traceback" not in done.stderr


def test_what_a_terminal_obeys_is_not_sent_to_it(capsys, gold, corpus, tmp_path):
    found = {"a.txt": [proposal(DIRECT, rule="\x1b[2J\ud800", speaker="\x1b")]}
    file = written(tmp_path / "found.json", found)
    assert "\x1b" not in scored(capsys, gold, corpus, file, "--verbose")
    done = processes.manage("score_quotes", gold, corpus, file, "--json", DATABASE_URL=NOWHERE)
    assert done.returncode == 0, done.stderr
