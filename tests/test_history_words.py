"""A change as an editor reads it: labels, words, rows, and nothing that is not for them."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from archive.templatetags.folding import LONG
from archive.templatetags.history import in_words
from tests.history_desk import as_rows

MAYOR = {"person": 1, "name": "Ysoline Quévrain", "relation": "about", "mention": "elle",
         "mention_start": 4, "mention_end": 8, "role": "maire"}  # fmt: skip
OTHER = {"person": 2, "name": "Théodule Marquenterre", "relation": "to", "mention": "", "role": ""}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def told(changes: dict) -> dict[str, list[str]]:
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return {
        field.label: [
            "".join(marks[piece.kind].format(piece.text) for piece in line.pieces)
            for line in field.lines
        ]
        for field in in_words(changes)
    }


def test_words_are_compared_word_by_word():
    assert told({"exact": ["la halle ouvre", "la grande halle ouvre"]}) == {
        "words": ["la {+grande +}halle ouvre"]
    }


@pytest.mark.parametrize(
    ("name", "pair", "line"),
    [
        ("status", ["draft", "in_review"], "[-draft-] → {+in review+}"),
        ("priority", [0, 2], "[-normal-] → {+urgent+}"),
        ("said_on", ["2017-01", "2017-01-22"], "[-January 2017-] → {+22 January 2017+}"),
        ("said_on", ["", "2017"], "{+2017+}"),
        ("due_on", [None, "2026-11-22"], "{+22 November 2026+}"),
        ("is_fictional", [False, True], "[-no-] → {+yes+}"),
        ("speaker", [3, 7], "[-no. 3-] → {+no. 7+}"),
    ],
)
def test_a_choice_a_date_or_a_number_is_replaced_whole(name, pair, line):
    assert list(told({name: pair}).values()) == [[line]]


def test_a_date_that_is_no_date_is_shown_as_it_was_written():
    assert told({"said_on": ["", "32/13/2017"]}) == {"said on": ["{+32/13/2017+}"]}


def test_a_speaker_is_told_by_name_where_there_is_one():
    changes = {"speaker": [1, 2], "speaker_name": ["Ada", "Zoé"]}
    assert told(changes) == {"name of the speaker": ["[-Ada-]{+Zoé+}"]}


def test_numbers_that_nobody_reads_are_not_told():
    assert told({"version": [1, 2], "comment": [None, 4]}) == {}


def test_of_several_targets_only_those_that_differ_are_told():
    role = {**MAYOR, "role": "ancienne maire"}
    assert told({"targets": [[MAYOR, OTHER], [role, OTHER]]}) == {
        "targets": ["about Ysoline Quévrain, {+ancienne +}maire (“elle”)"]
    }


def test_a_target_that_came_or_went_has_its_own_line():
    assert told({"targets": [[MAYOR], [OTHER]]}) == {
        "targets": [
            "[-about Ysoline Quévrain, maire (“elle”)-]",
            "{+to Théodule Marquenterre+}",
        ]
    }


def test_two_targets_of_the_same_name_are_two_people():
    namesake = {**MAYOR, "person": 9}
    assert told({"targets": [[MAYOR], [namesake]]})["targets"] == [
        "[-about Ysoline Quévrain, maire (“elle”) (no. 1)-]",
        "{+about Ysoline Quévrain, maire (“elle”) (no. 9)+}",
    ]


def test_rows_in_another_order_are_said_to_be_so():
    assert told({"targets": [[MAYOR, OTHER], [OTHER, MAYOR]]}) == {
        "targets": ["The same, in another order."]
    }


def test_a_note_is_compared_with_the_one_of_its_kind():
    before = [{"kind": "context", "body": "Fermée depuis 2015."}]
    after = [{"kind": "context", "body": "Fermée depuis 2016."}]
    assert told({"notes": [before, after]}) == {
        "annotations": ["context: Fermée depuis [-2015-]{+2016+}."]
    }


def test_a_role_is_told_with_its_dates_and_source():
    before = [{"title": "maire", "body": "Lille", "began": "2014-04"}]
    after = [{"title": "maire", "body": "Lille", "began": "2014-04", "source": "site"}]
    assert told({"roles": [before, after]}) == {
        "roles": ["maire, Lille (April 2014 – …{+; site+})"]
    }


def test_a_word_changed_in_a_role_is_one_word_changed():
    before = [{"title": "maire", "body": "Lille"}, {"title": "députée", "body": ""}]
    after = [{"title": "maire adjointe", "body": "Lille"}, {"title": "députée", "body": ""}]
    assert told({"roles": [before, after]}) == {"roles": ["maire{+ adjointe+}, Lille"]}


def test_a_name_is_paired_with_the_one_it_has_become():
    before = [{"name": "Ysoline Quévrain"}, {"name": "Mme Q."}]
    after = [{"name": "Ysoline Quévrain-Dubois"}, {"name": "Théodule"}]
    [lines] = told({"names": [before, after]}).values()
    assert lines == [
        "Ysoline Quévrain{+-Dubois+}", "[-Mme Q.-]", "{+Théodule+}",
    ]  # fmt: skip


def test_a_merge_that_moved_nothing_tells_no_figure():
    changes = {"merged_into": [None, "Ysoline (#2)"], "statements": [None, 3],
               "editions": [None, 0], "addresses": [None, 0]}  # fmt: skip
    assert told(changes) == {"merged into": ["{+Ysoline (#2)+}"], "statements": ["{+3+}"]}


def test_a_distinction_taken_back_is_told_in_words():
    assert told({"distinctions": ["Y. Quévrain (#3)", None]}) == {
        "told apart from": ["Y. Quévrain (#3): this was taken back, the two may be merged again"]
    }


def test_the_digest_of_an_edition_is_called_so():
    assert told({"edition_sha256": ["", "ab"]}) == {"digest of the edition": ["{+ab+}"]}


def test_of_a_source_each_field_is_told_under_its_name():
    before = {"article": 1, "outlet": "La Gazette", "title": "La halle"}
    after = {"article": 1, "outlet": "La Gazette", "title": "La grande halle"}
    assert told({"source": [before, after]}) == {"source, title": ["La {+grande +}halle"]}


def test_the_text_beside_the_words_is_never_shown():
    anchor = {"text": 1, "sha256": "ab", "start": 3, "end": 9, "prefix": "caché", "suffix": "tu"}
    changes = {"anchor": [None, anchor]}
    assert told(changes) == {
        "place of the words in the article": ["{+characters 4 to 9 of version 1 of the text+}"]
    }
    assert "caché" not in str(as_rows(changes))


@pytest.mark.parametrize("name", ["password", "password1"])
def test_a_password_is_never_shown(name):
    assert told({name: ["secret", "plus secret"]}) == {name: ["{+•••+}"]}


def test_rows_that_history_once_kept_as_words_are_told_too():
    assert told({"roles": [None, ["maire, Lille"]]}) == {"roles": ["{+maire, Lille+}"]}


@pytest.mark.parametrize("odd", [None, 7, "x", [1], [1, 2, 3], {"a": 1}, [], [None, None]])
def test_a_value_of_any_shape_is_told_or_passed_over(odd):
    assert isinstance(in_words({"odd": odd, "targets": odd, "notes": odd, "roles": odd}), list)


def test_the_middle_of_a_long_text_is_folded_and_kept_whole_beside():
    long = "mot " * LONG
    [field] = in_words({"exact": [f"{long}oui", f"{long}non"]})
    [line] = field.lines
    assert "[…]" in line.short[0].text
    assert len(line.short[0].text) < LONG
    assert line.pieces[0].text == long


def test_a_short_text_is_not_folded():
    [field] = in_words({"exact": ["oui", "non"]})
    assert field.lines[0].short is None


def page_of(changes: dict) -> str:
    return render_to_string("admin/archive/_word_changes.html", {"changes": changes})


def test_those_who_do_not_see_colours_are_told_what_went_and_came():
    page = page_of({"exact": ["oui", "non"]})
    assert "<del>" in page
    assert "[removed: " in page
    assert "<ins>" in page
    assert "[added: " in page


def test_no_blank_is_added_round_a_piece():
    page = page_of({"exact": ["la halle", "la grande halle"]})
    assert "<p>la <ins>" in page
    assert "</ins>halle" in page


def test_hostile_words_are_shown_as_words():
    page = page_of({"exact": ["", "<script>alert(1)</script>"], "<b>odd": ["", "<i>"]})
    assert "<script>" not in page
    assert "<b>odd" not in page


def test_no_change_is_said_in_words():
    assert "Nothing that is read has changed." in page_of({})
