"""Mistakes at the annotation desk in a real browser: keys in quick succession, two people at once."""

import pytest
from playwright.sync_api import expect

from archive.models import Person, Statement
from tests import makers
from tests.browser.test_workbench import article, desk, number_of, suggested  # noqa: F401
from tests.browser.workbench import ELLE

pytestmark = pytest.mark.django_db(transaction=True)


class TestUndo:
    def test_undo_pressed_quickly_goes_back_once_a_press(self, desk):  # noqa: F811
        bench = desk()
        for _ in range(3):
            bench.press("n", "1", "a")
            bench.saved()
        bench.press("u", "u", "u")
        bench.saved()
        assert set(Statement.objects.values_list("status", flat=True)) == {"rejected"}

    def test_what_was_taken_back_offline_is_done_again(self, desk):  # noqa: F811
        bench = desk()
        bench.page.context.set_offline(True)
        bench.press("n", "1", "a", "u")
        expect(bench.words).to_have_text(ELLE)
        bench.press("Shift+U")
        bench.page.context.set_offline(False)
        bench.saved()
        assert Statement.objects.get().status == "in_review"

    def test_suggestions_taken_back_offline_are_at_hand_again(self, desk, article):  # noqa: F811
        suggested(article)
        bench = desk()
        bench.page.context.set_offline(True)
        bench.press("Shift+A")
        expect(bench.page.locator(".item[aria-busy=true]")).not_to_have_count(0)
        bench.press("u")
        expect(bench.page.locator(".item[aria-busy=true]")).to_have_count(0)


class TestTogether:
    def both_change_the_kind(self, desk, article):  # noqa: F811
        made = makers.statement(ELLE, in_article=article)
        ada, rui = desk("ada"), desk("rui")
        for bench in (ada, rui):
            bench.press("j")
        rui.press("i")
        ada.press("m", "w")
        ada.saved()
        return made, rui

    def test_what_another_saved_meanwhile_is_not_written_over(self, desk, article):  # noqa: F811
        _, rui = self.both_change_the_kind(desk, article)
        rui.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(rui.page.locator(".card-conflict [data-side=theirs]")).to_contain_text("mixed")

    def test_escape_and_undo_leave_nothing_to_choose(self, desk, article, complaints):  # noqa: F811
        made, rui = self.both_change_the_kind(desk, article)
        rui.press("w")
        expect(rui.page.locator(".card-conflict")).to_be_visible()
        rui.press("Escape")
        expect(rui.page.locator(".card-conflict")).to_have_count(0)
        rui.saved()
        assert Statement.objects.get(pk=made.pk).kind == "mixed"
        complaints.clear()


class TestFinder:
    def test_a_name_typed_quickly_is_looked_for_before_somebody_is_added(self, desk):  # noqa: F811
        makers.person("Noémie Étréville")
        bench = desk()
        bench.press("n", "e")
        bench.page.keyboard.type("etrev")
        bench.press("Enter")
        bench.page.wait_for_timeout(800)
        if bench.page.locator("#finder").count():
            bench.press("Enter")
        bench.press("a")
        bench.saved()
        assert Statement.objects.get().speaker.name == "Noémie Étréville"
        assert not Person.objects.filter(name="etrev").exists()
