"""Gold files: what they hold, and what is refused as one."""

import json

import pytest

from archive.quotes.gold import BadGold, Gold, GoldQuote, check, people_listed

pytestmark = pytest.mark.once

QUOTE = {
    "id": "q1",
    "file": "a.txt",
    "start": 0,
    "end": 7,
    "text": "« Oui »",
    "kind": "direct",
    "cue": "a dit",
    "speaker": "Ysoline Quévrain",
    "speakers": ["Ysoline Quévrain"],
    "speaker_type": "named",
    "speaker_surface": "la maire",
    "targets": ["Théodule Marquenterre"],
    "note": "",
    "status": "core",
    "alt": [[2, 5]],
}


def gold_of(*quotes, **fields):
    return Gold.from_json({"quotes": [QUOTE | fields, *quotes]})


def test_a_gold_file_written_and_read_again_is_the_same():
    gold = Gold(("a.txt", "b.txt"), (GoldQuote.from_json(QUOTE),))
    assert Gold.from_json(json.loads(json.dumps(gold.as_json()))) == gold


def test_a_text_without_quotations_is_there():
    gold = Gold.from_json({"files": ["b.txt"], "quotes": [QUOTE]})
    assert [(name, len(quotes)) for name, quotes in gold.by_file().items()] == [
        ("a.txt", 1),
        ("b.txt", 0),
    ]


def test_all_right_spans_are_told():
    assert gold_of().quotes[0].spans == ((0, 7), (2, 5))


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": -1},
        {"start": "0"},
        {"end": True},
        {"file": None},
        {"kind": 3},
        {"status": "perhaps"},
        {"targets": [3]},
        {"alt": [[1]]},
    ],
    ids=str,
)
def test_a_quotation_with_a_wrong_value_is_refused(wrong):
    with pytest.raises(BadGold, match="no quotation of a gold file"):
        gold_of(**wrong)


@pytest.mark.parametrize("field", ["id", "file", "start", "end", "kind", "status"])
def test_a_quotation_that_lacks_a_field_is_refused(field):
    with pytest.raises(BadGold, match="no quotation of a gold file"):
        Gold.from_json({"quotes": [{name: QUOTE[name] for name in QUOTE if name != field}]})


@pytest.mark.parametrize("written", [[], "gold", None, {}, {"quotes": {}}], ids=str)
def test_what_is_no_gold_file_is_refused(written):
    with pytest.raises(BadGold, match="one JSON object"):
        Gold.from_json(written)


def test_two_quotations_of_one_name_are_refused():
    with pytest.raises(BadGold, match="q1"):
        gold_of(QUOTE)


def test_words_that_do_not_stand_at_their_place_are_refused():
    quotes = gold_of().quotes
    check("« Oui » a dit la maire.", quotes)
    with pytest.raises(BadGold, match="q1 do not stand at 0"):
        check("« Non » a dit la maire.", quotes)


def test_a_gold_file_may_leave_the_words_to_its_texts():
    without = {name: QUOTE[name] for name in QUOTE if name != "text"}
    gold = Gold.from_json({"quotes": [without]})
    check("« Oui » a dit la maire.", gold.quotes)
    with pytest.raises(BadGold, match="q1 do not stand at 0"):
        check("« Oui", gold.quotes)


def test_an_empty_span_is_refused():
    with pytest.raises(BadGold):
        check("« Oui »", gold_of(end=0, text="").quotes)


@pytest.mark.parametrize(
    ("speaker", "is_right"),
    [("Il", True), ("il", True), ("anybody", False), ("Un proche", False), ("", False)],
)
def test_a_source_that_no_word_describes_is_told_by_the_same_words_alone(speaker, is_right):
    quote = gold_of(speaker="Il", speaker_type="anonymous", speaker_surface="Il").quotes[0]
    assert quote.is_said_by(speaker) is is_right


@pytest.mark.parametrize(
    ("speaker", "is_right"),
    [("un proche", True), ("la maire de Roubaix", False), ("Il", True), ("anybody", False)],
)
def test_a_source_without_a_name_is_told_by_its_words_or_as_it_is_printed(speaker, is_right):
    quote = gold_of(speaker="Un proche", speaker_type="anonymous", speaker_surface="Il").quotes[0]
    assert quote.is_said_by(speaker) is is_right


def test_a_registry_has_a_name_a_line():
    listed = people_listed("\ufeffYsoline Quévrain\n\n  Aubin Lestrange \r\nYsoline Quévrain\n")
    assert [person.name for person in listed] == ["Ysoline Quévrain", "Aubin Lestrange"]
