"""The page of the detector's record, rule by rule."""

import ast
import re
from html import unescape
from pathlib import Path

import pytest

from archive import suggestions
from archive.admin.suggestion_words import RULES, rule_in_words
from archive.models import Suggestion
from archive.quotes import rules
from archive.quotes.candidates import Tier
from archive.quotes.detection import DETECTOR_VERSION
from archive.quotes.rules import order
from tests import makers, suggesting
from tests.suggestion_desk import address, decided, desk

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def record(**query: str):
    return desk().get(address("suggestion-record"), query)


def cells(response) -> dict[str, list[str]]:
    """What each row of the page says, by its first cell, markup aside."""
    rows = re.findall(r"<tr role=\"row\" class.*?</tr>", response.content.decode(), re.DOTALL)
    said = [
        [" ".join(unescape(re.sub(r"<[^>]+>", "", cell)).split())
         for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL)]
        for row in rows
    ]  # fmt: skip
    return {row[0]: row[1:] for row in said}


def older(version: str, **fields) -> Suggestion:
    made = suggesting.row(detector_version=version, **fields)
    made.save()
    return made


def test_an_archive_without_suggestions_says_so():
    page = record()
    assert "has proposed nothing yet" in page.content.decode()
    assert cells(page) == {}


def test_a_rule_is_told_with_its_decisions_and_both_shares():
    decided("island", kept=3, dismissed=1)
    one = suggesting.suggestion(rule="island")
    suggestions.accept(one, by=makers.rui(), changes={"kind": "mixed"})
    suggesting.suggestion(rule="island")
    [row] = [said for name, said in cells(record()).items() if "island" in name]
    assert row == ["6", "1", "3", "1 kind 1", "1", "60% (23–88%)", "80% (38–96%)"]


def test_nothing_is_said_of_a_rule_before_the_first_decision():
    suggesting.suggestion(rule="island")
    [row] = [said for name, said in cells(record()).items() if "island" in name]
    assert row == ["1", "1", "0", "0", "0", *["— nothing decided yet"] * 2]


def test_the_whole_and_each_tier_have_rows():
    decided("island", kept=1)
    decided("colon", kept=1, confidence=Tier.MEDIUM)
    rows = cells(record())
    assert (rows["All suggestions"][0], rows["sure"][0], rows["fairly sure"][0]) == ("2", "1", "1")


def test_a_rule_of_several_tiers_is_told_tier_by_tier():
    decided("island", kept=1)
    decided("island", dismissed=1, confidence=Tier.MEDIUM)
    rules = record().context["rules"]
    assert [(row.name, row.is_part, row.tally.decided) for row in rules] == [
        ("island", False, 2),
        ("", True, 1),
        ("", True, 1),
    ]


def test_a_folded_rule_says_why(settings):
    settings.SUGGESTION_FOLD_LEAST = 3
    decided("island", kept=1, dismissed=2)
    decided("colon", kept=3)
    page = record().content.decode()
    assert f"Folded: 1 of 3 kept in version {DETECTOR_VERSION}." in page
    assert page.count("Folded:") == 1


def test_a_rule_folded_for_its_past_says_so(settings):
    settings.SUGGESTION_FOLD_LEAST = 2
    for _ in range(2):
        suggestions.dismiss(older("0", rule="island", tier="high"), by=makers.ada())
    page = record().content.decode()
    assert "Folded: 0 of 2 kept in all versions." in page


def test_the_threshold_is_told_as_it_is_set(settings):
    settings.SUGGESTION_FOLD_LEAST, settings.SUGGESTION_FOLD_BELOW = 7, 0.3
    suggesting.suggestion()
    page = " ".join(record().content.decode().split())
    assert "decided on 7 of its suggestions and kept less than 30%" in page


def test_one_version_is_shown_alone():
    decided("island", kept=1)
    older("0", rule="colon")
    page = record(version="0")
    assert {row.name for row in page.context["rules"]} == {"colon"}
    assert re.search(r'\?version=0" aria-current="page"', page.content.decode())


def test_a_version_that_never_was_shows_all():
    decided("island", kept=1)
    assert {row.name for row in record(version="<b>").context["rules"]} == {"island"}


def test_a_rule_that_has_no_words_is_shown_by_its_name():
    suggesting.suggestion(rule="some_new_rule")
    assert "some new rule some_new_rule" in cells(record())


def names_given() -> set[str]:
    """The names that the rules of the detector give to what they find, read in their source: the
    first argument of ``Found``, or of a function that hands its first one on to it."""
    folder = Path(rules.__file__).parent
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in folder.glob("*.py")]
    makers_of_found = {"Found"} | {
        function.name
        for tree in trees
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        and any(isinstance(first, ast.Name) for first in firsts_in(function, {"Found"}))
    }
    given = [first for tree in trees for first in firsts_in(tree, makers_of_found)]
    return {node.value for first in given for node in ast.walk(first)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)}  # fmt: skip


def firsts_in(tree: ast.AST, called: set[str]) -> list[ast.expr]:
    return [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in called
        and node.args
    ]


def test_the_source_names_the_rules_that_the_detector_runs():
    assert {rule.__name__.replace("_", " ") for rule in order.RULES} <= names_given()


def test_every_rule_of_the_detector_has_words():
    assert names_given() == set(RULES)


def test_guillemets_of_a_rule_are_never_alone_at_the_end_of_a_line():
    told = [rule_in_words(rule) for rule in RULES]
    assert any("«\u202f…\u202f»" in words for words in told)
    assert not any("« " in words or " »" in words for words in told)


def test_per_cents_are_written_one_way():
    decided("island", kept=3)
    page = record().content.decode()
    assert "95%" in page
    assert not re.search(r"\d\s%", page)


def test_it_takes_as_many_queries_whatever_there_is(django_assert_num_queries):
    decided("island", kept=1)
    browser = desk()
    browser.get(address("suggestion-record"))
    with django_assert_num_queries(5):  # the session, the editor, their rights (2), the record
        browser.get(address("suggestion-record"))
    decided("colon", kept=2, dismissed=1)
    decided("selon", kept=1, confidence=Tier.MEDIUM)
    with django_assert_num_queries(5):
        browser.get(address("suggestion-record"))


def test_it_is_for_who_may_see_suggestions(ada):
    ada.groups.clear()
    assert desk(ada).get(address("suggestion-record")).status_code == 403
