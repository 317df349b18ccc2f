"""Mistakes at the annotation desk in a real browser: quick hands, two people at once."""

import pytest
from playwright.sync_api import expect

from archive.models import Person, Statement
from tests import makers
from tests.browser.test_workbench import article, desk, number_of, suggested  # noqa: F401
from tests.browser.workbench import ELLE, Bench

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


class TestEveryKeyIsAButton:
    def test_the_way_from_one_to_the_next_needs_no_keyboard(self, desk, article):  # noqa: F811
        made = makers.statement("tout va bien", in_article=article)
        bench = desk()
        bench.click("[data-command=new]")
        expect(bench.words).to_have_text(ELLE)
        bench.click("[data-command=find_speaker]")
        bench.click(".finder button")
        expect(bench.page.locator(".finder")).to_have_count(0)
        bench.click("#card [data-command=dismiss]")
        bench.click("[data-command=next]")
        expect(bench.current).to_have_attribute("data-item", f"s{made.pk}")

    def test_what_was_done_is_told_to_those_who_see_too(self, desk):  # noqa: F811
        bench = desk()
        bench.press("a")
        expect(bench.page.locator("#live")).to_contain_text("Select words")
        assert bench.page.locator("#live").bounding_box()["width"] > 100

    def test_what_has_the_focus_after_a_cancelled_one_opens(self, desk, article):  # noqa: F811
        makers.statement("tout va bien", in_article=article)
        bench = desk()
        bench.press("n", "Escape", "Enter")
        expect(bench.words).to_have_text("tout va bien")
        assert Statement.objects.get().status == "draft"


class TestFinder:
    def test_a_word_begun_comes_before_one_cut(self, desk):  # noqa: F811
        bench = desk()
        bench.press("n", "e")
        bench.page.keyboard.type("qué")
        expect(bench.page.locator("#finder-0")).to_contain_text("Ysoline Quévrain")

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


class TestTwoTabs:
    def test_what_one_begins_is_not_written_over_by_the_other(self, desk, article):  # noqa: F811
        bench = desk()
        other = Bench(bench.page.context.new_page(), article).open()
        bench.press("n", "1")
        other.press("Shift+N", "2")
        third = bench.page.context.new_page()
        for page in (bench.page, other.page):
            page.close(run_before_unload=False)
        again = Bench(third, article).open()
        expect(again.page.locator(".item-begun")).to_have_count(2)


class TestNextQuotation:
    def test_n_goes_on_after_the_one_that_was_saved(self, desk):  # noqa: F811
        bench = desk()
        bench.press("n", "n", "1", "a", "n")
        expect(bench.words).to_have_text("tout va bien")
