"""How a detector is measured: what counts as found, as exact, as the right speaker or target."""

import importlib.util
import json
import random
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.quotes.anchoring import Span
from archive.quotes.candidates import Candidate, KnownPerson, Speaker, Target, Tier
from archive.quotes.gold import Gold, GoldQuote
from archive.quotes.scoring import (
    Found,
    Group,
    Measures,
    bare,
    compare,
    intervals,
    matched,
    total,
    total_by_group,
)

pytestmark = pytest.mark.once

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
OTHER_SCORER = SHARED / "tools" / "score_quotes.py"
TEXT = "« Nous ouvrirons la halle », a promis la maire. Elle a dit que le budget suffirait.\n"


def quote(words="« Nous ouvrirons la halle »", *, text=TEXT, **fields):
    start = text.index(words)
    given = {"kind": "direct", "speaker": "Ysoline Quévrain", "speaker_type": "named"} | fields
    return GoldQuote("q", "a.txt", start, start + len(words), words, **given)


def found(words="« Nous ouvrirons la halle »", *, text=TEXT, **fields):
    start = text.index(words)
    given = {"kind": "direct", "speaker": "Ysoline Quévrain"} | fields
    return Found(start, start + len(words), **given)


def counted(quotes, proposals, *, text=TEXT):
    return compare(text, quotes, proposals).counts


# What is a match


def test_half_of_the_characters_in_common_is_a_match():
    assert matched([quote("Nous ouvrirons")], [found("Nous ouvrirons la halle", text=TEXT)])


def test_less_than_half_in_common_is_no_match():
    counts = counted([quote("Nous")], [found("Nous ouvrirons")])
    assert (counts["hit"], counts["gold"], counts["found"]) == (0, 1, 1)


def test_the_closest_of_two_proposals_is_the_one_that_is_matched():
    proposals = [found("Nous ouvrirons la"), found("« Nous ouvrirons la halle »")]
    assert matched([quote()], proposals) == [(0, 1)]


def test_one_proposal_answers_one_quotation():
    counts = counted([quote("Nous ouvrirons"), quote("la halle")], [found("Nous ouvrirons la")])
    assert (counts["hit"], counts["gold"]) == (1, 2)


def test_another_span_that_is_right_counts_as_well():
    start = TEXT.index("la halle")
    either = quote("Nous", alt=((start, start + len("la halle")),))
    counts = counted([either], [found("la halle")])
    assert (counts["hit"], counts["exact"]) == (1, 1)


def test_an_optional_quotation_is_neither_rewarded_nor_punished():
    optional = quote(status="optional")
    assert not counted([optional], [])["gold"]
    assert not counted([optional], [found()]).total()


def test_what_was_missed_and_what_is_false_are_told():
    missed, wrong = quote("Nous ouvrirons"), found("le budget suffirait")
    comparison = compare(TEXT, [missed], [wrong])
    assert (comparison.missed, comparison.false) == ([missed], [wrong])


def test_what_was_found_and_said_by_another_is_told():
    said = quote()
    proposal = found(speaker="Théodule Marquenterre")
    assert compare(TEXT, [said], [proposal]).misattributed == [(said, proposal)]
    assert not compare(TEXT, [said], [found()]).misattributed


# What is exact


@pytest.mark.parametrize(
    "words", ["que le budget suffirait", "le budget suffirait.", " que le budget suffirait.\n"]
)
def test_que_and_blanks_and_the_final_stop_do_not_count(words):
    start = TEXT.index(words)
    left = bare(TEXT, start, start + len(words))
    assert TEXT[slice(*left)] == "le budget suffirait"


def test_marks_do_not_count():
    counts = counted([quote("« Nous ouvrirons la halle »")], [found("Nous ouvrirons la halle")])
    assert counts["exact"] == 1


def test_a_word_too_many_is_not_exact():
    counts = counted([quote("le budget suffirait")], [found("dit que le budget suffirait")])
    assert (counts["hit"], counts["exact"]) == (1, 0)


def test_nothing_is_left_of_marks_alone():
    assert bare("« »", 0, 3) == (3, 3)


# Who spoke


def speaker_is_right(said, **fields):
    return quote(**fields).is_said_by(said)


@pytest.mark.parametrize("said", ["Ysoline Quévrain", "YSOLINE QUEVRAIN", "Mme Quévrain"])
def test_a_surname_is_enough_whatever_its_case_and_accents(said):
    assert speaker_is_right(said)


def test_another_name_is_not_the_speaker():
    assert not speaker_is_right("Théodule Marquenterre")


def test_all_who_speak_together_must_be_named():
    both = {"speaker": "A et B", "speakers": ("Ysoline Quévrain", "Théodule Marquenterre")}
    assert speaker_is_right("Ysoline Quévrain et Théodule Marquenterre", **both)
    assert not speaker_is_right("Ysoline Quévrain", **both)


def test_half_of_the_words_tell_a_source_without_a_name():
    source = {"speaker": "un ami de Ysoline Quévrain", "speaker_type": "anonymous"}
    assert speaker_is_right("un ami de la maire, Ysoline", **source)
    assert not speaker_is_right("un adversaire de la maire", **source)


def test_the_printed_words_tell_a_source_as_well():
    source = {"speaker": "des proches de Ysoline Quévrain", "speaker_type": "anonymous"}
    assert speaker_is_right("l'entourage", **source, speaker_surface="son entourage")


def test_articles_and_pronouns_tell_no_source():
    source = {"speaker": "un ami de la maire", "speaker_type": "anonymous"}
    assert not speaker_is_right("un de la", **source)


def test_nobody_is_right_where_nobody_can_be_named():
    assert speaker_is_right("", speaker=None)
    assert not speaker_is_right("Ysoline Quévrain", speaker=None)


# Measures


def test_end_to_end_wants_the_span_and_the_speaker():
    counts = counted(
        [quote(), quote("que le budget suffirait")],
        [found(), found("que le budget suffirait", speaker="Théodule Marquenterre")],
    )
    measures = Measures.of(counts)
    assert (measures.f1, measures.end_to_end_f1, measures.speaker_of_matched) == (1, 0.5, 0.5)


def test_targets_are_counted_within_what_was_found():
    about_two = quote(targets=("Théodule Marquenterre", "Aubin Lestrange"))
    proposal = found(targets=("M. Marquenterre", "Ysoline Quévrain"))
    measures = Measures.of(counted([about_two], [proposal]))
    assert (measures.target_precision, measures.target_recall) == (0.5, 0.5)
    assert Measures.of(counted([about_two], [])).target_recall == 0


def test_no_text_gives_measures_of_nothing():
    assert set(asdict(Measures.of({})).values()) == {0}
    assert intervals([]) == {}


def test_each_tier_rule_and_kind_has_its_counts():
    comparison = compare(
        TEXT,
        [quote()],
        [
            found(rule="inversion", tier="high"),
            found("que le budget suffirait", kind="indirect", rule="que", tier="low"),
        ],
    )
    groups = total_by_group([comparison, comparison])
    assert groups[Group("tier", "high")]["hit"] == groups[Group("tier", "high")]["found"] == 2
    assert groups[Group("rule", "que")] == {"found": 2}
    assert groups[Group("kind", "direct")]["gold"] == 2
    assert groups[Group("kind", "indirect")] == {"found": 2}


def test_a_proposal_that_answers_an_optional_quotation_is_in_no_group():
    comparison = compare(TEXT, [quote(status="optional")], [found(rule="que", tier="high")])
    assert not total_by_group([comparison])


def test_the_interval_holds_the_measure_and_is_the_same_each_time():
    texts = [{"gold": 4, "found": 4, "hit": hits} for hits in (1, 2, 2, 3, 4, 4)]
    low, high = intervals(texts)["f1"]
    assert 0 < low < Measures.of(total(texts)).f1 < high < 1
    assert intervals(texts)["f1"] == (low, high)


def test_texts_that_are_all_alike_leave_no_doubt():
    assert intervals([{"gold": 4, "found": 4, "hit": 2}] * 5)["f1"] == (0.5, 0.5)


# What the detector says, as it is measured


def test_a_known_person_is_measured_by_the_canonical_name():
    person = KnownPerson("Ysoline Quévrain")
    about = Target("Théodule Marquenterre", None, "il", Span(3, 5))
    candidate = Candidate(
        0, 27, "direct", "inversion", Tier.HIGH, Speaker("named", person.name, person),
        targets=(about, about),
    )  # fmt: skip
    assert Found.of(candidate) == Found(
        0, 27, "direct", "Ysoline Quévrain", ("Théodule Marquenterre",), "inversion", "high"
    )


def test_the_words_of_an_anonymous_source_are_measured():
    speaker = Speaker("anonymous", "un ami de la maire")
    candidate = Candidate(0, 5, "direct", "inversion", Tier.LOW, speaker)
    assert Found.of(candidate).speaker == "un ami de la maire"


# The same measures, counted by another program

NAMES = ["Ysoline Quévrain", "Théodule Marquenterre", "Jean-Yves Le Goff", "Aubin Lestrange"]
# Words that describe nobody ("on") are left out: there the other program takes any source.
SOURCES = ["un ami de la maire", "le parti des Halles", "des élus de la majorité"]
PIECES = [
    "« ", " »", "que ", "qu’", "de ", "d'", "la halle ", "ouvrira. ", '"', ", ", "demain ; ",
    "Marquenterre ", "…", "–", "\n",
]  # fmt: skip


def random_document(chance):
    """A text with quotations and proposals that stand near one another, as they do in life."""
    text = "".join(chance.choices(PIECES, k=chance.randint(20, 80)))
    quotes = [random_quote(chance, text, number) for number in range(chance.randint(0, 6))]
    proposals = [random_proposal(chance, text, quotes) for _ in range(chance.randint(0, 7))]
    return text, quotes, proposals


def random_quote(chance, text, number):
    start, end = span = random_span(chance, text)
    kind = chance.choice(["direct", "indirect", "mixed"])
    who = chance.choice(["named", "named", "together", "anonymous", "collective", None])
    names = chance.sample(NAMES, 2 if who == "together" else 1)
    speaker = {"named": names[0], "together": " et ".join(names), None: None}.get(
        who, chance.choice(SOURCES)
    )
    return GoldQuote(
        f"q{number}", "a.txt", *span, text[start:end], kind, None, speaker,
        tuple(names) if who in ("named", "together") else (),
        "named" if who == "together" else who, chance.choice([None, *SOURCES]),
        tuple(chance.sample(NAMES, chance.randint(0, 2))), "",
        chance.choice(["core", "core", "optional"]),
        tuple(random_span(chance, text) for _ in range(chance.randint(0, 1))),
    )  # fmt: skip


def random_proposal(chance, text, quotes):
    start, end = random_span(chance, text)
    if quotes and chance.random() < 0.7:
        near = chance.choice(quotes)
        start = max(0, near.start + chance.randint(-4, 4))
        end = min(len(text), max(start + 1, near.end + chance.randint(-4, 4)))
    together = " et ".join(chance.sample(NAMES, 2))
    return Found(
        start, end, chance.choice(["direct", "indirect", "mixed"]),
        chance.choice([*NAMES, *SOURCES, together, "", None]),
        tuple(chance.sample(NAMES, chance.randint(0, 2))),
        chance.choice(["que", "inversion"]), chance.choice(["high", "low"]),
    )  # fmt: skip


def random_span(chance, text):
    start = chance.randrange(len(text) - 1)
    return start, chance.randint(start + 1, min(len(text), start + 60))


def other_scorer():
    if not OTHER_SCORER.is_file():
        pytest.skip("no other scorer beside the project")
    spec = importlib.util.spec_from_file_location("other_scorer", OTHER_SCORER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def random_corpus(chance, folder):
    """Documents on disk, as the other program wants them, and our own comparisons of them."""
    quotes, predictions, comparisons = [], {}, []
    for number in range(chance.randint(2, 8)):
        name = f"{number}.txt"
        text, own, proposals = random_document(chance)
        (folder / name).write_bytes(text.encode())
        quotes += [asdict(one) | {"file": name, "id": f"{name} {one.id}"} for one in own]
        predictions[name] = [asdict(one) for one in proposals]
        comparisons.append(compare(text, own, proposals))
    return {"files": sorted(predictions), "quotes": quotes}, predictions, comparisons


@pytest.mark.parametrize("seed", range(60))
def test_another_program_measures_the_same(tmp_path, seed):
    other = other_scorer()
    gold, predictions, comparisons = random_corpus(random.Random(seed), tmp_path)
    per_document, kinds, misses, false = other.score(gold, tmp_path, predictions)
    ours = asdict(Measures.of(total(one.counts for one in comparisons)))
    assert ours == pytest.approx(other.summary(per_document.values()))
    assert sum(len(one.missed) for one in comparisons) == len(misses)
    assert sum(len(one.false) for one in comparisons) == len(false)
    groups = total_by_group(comparisons)
    for kind, counts in kinds.items():
        told = groups[Group("kind", kind)]
        assert (told["gold"], told["hit"]) == (counts["gold"], counts["hit"])


def test_another_program_draws_about_the_same_interval(tmp_path):
    other = other_scorer()
    gold, predictions, comparisons = random_corpus(random.Random(5), tmp_path)
    theirs = other.interval(other.score(gold, tmp_path, predictions)[0], "f1")
    ours = intervals([one.counts for one in comparisons])["f1"]
    assert ours == pytest.approx(theirs, abs=0.05)


@pytest.mark.parametrize("name", ["press.json", "wikinews20.json"])
def test_a_gold_file_scored_against_itself_is_perfect(name):
    path = SHARED / "gold" / name
    if not path.is_file():
        pytest.skip("no gold files beside the project")
    gold = Gold.from_json(json.loads(path.read_text(encoding="utf-8")))
    corpus = SHARED / json.loads(path.read_text(encoding="utf-8"))["corpus"]
    comparisons = [
        compare((corpus / file).read_bytes().decode(), quotes, list(map(as_found, quotes)))
        for file, quotes in gold.by_file().items()
    ]
    measures = Measures.of(total(one.counts for one in comparisons))
    assert (measures.f1, measures.exact_f1, measures.end_to_end_f1) == (1, 1, 1)
    assert (measures.target_precision, measures.target_recall) == (1, 1)


def as_found(one):
    return Found(one.start, one.end, one.kind, " et ".join(one.speakers) or one.speaker,
                 one.targets)  # fmt: skip


# Whatever is compared

spans = st.tuples(st.integers(0, 80), st.integers(1, 30)).map(lambda s: (s[0], s[0] + s[1]))


@settings(max_examples=200)
@given(st.lists(spans, max_size=6), st.lists(spans, max_size=6))
def test_no_share_leaves_nought_to_one_and_no_pair_is_used_twice(golds, proposals):
    text = "que « la halle » ouvrira, " * 5
    quotes = [GoldQuote(str(n), "a", *span, "", "direct") for n, span in enumerate(golds)]
    pairs = matched(quotes, [Found(*span) for span in proposals])
    assert len({quote for quote, _ in pairs}) == len(pairs) == len({p for _, p in pairs})
    comparison = compare(text, quotes, [Found(*span) for span in proposals])
    measures = asdict(Measures.of(comparison.counts))
    assert all(
        0 <= value <= 1 for name, value in measures.items() if name not in ("gold", "predicted")
    )
    assert comparison.counts["gold"] == comparison.counts["hit"] + len(comparison.missed)
    assert comparison.counts["found"] == comparison.counts["hit"] + len(comparison.false)
