"""People as you type, in a real browser: the keyboard, what is announced, and what is not asked."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import makers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(transactional_db) -> None:
    for name in ("Ysoline Quévrain", "Yseult Quarré", "Anne Éluard"):
        makers.edition(f"Il est dit par {name} ceci", speaker=makers.person(name))


def opened(visit) -> tuple[Page, list[str]]:
    page: Page = visit()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/en/people/")
    asked.clear()
    return page, asked


def test_a_name_is_chosen_with_the_keyboard_alone(people, visit):
    page, _asked = opened(visit)
    box = page.get_by_role("combobox", name="Search for a name")
    box.press_sequentially("que")
    expect(page.get_by_role("option")).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_have_text("1 name")
    box.press("ArrowDown")
    option = page.get_by_role("option", name=re.compile("Ysoline Quévrain"))
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", option.get_attribute("id"))
    box.press("Enter")
    page.wait_for_url("**/en/people/ysoline-quevrain/")


def test_escape_closes_the_names_and_enter_searches(people, visit):
    page, _asked = opened(visit)
    box = page.get_by_role("combobox", name="Search for a name")
    box.press_sequentially("ys")
    expect(page.get_by_role("option")).to_have_count(2)
    box.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_have_value("ys")
    box.press("Enter")
    page.wait_for_url("**/en/people/?q=ys")


def test_nothing_is_asked_under_two_letters_and_once_for_a_word_typed_at_once(people, visit):
    page, asked = opened(visit)
    box = page.get_by_role("combobox", name="Search for a name")
    box.press_sequentially("y")
    page.wait_for_timeout(400)
    assert asked == []
    box.press_sequentially("soline")
    expect(page.get_by_role("option")).to_have_count(1)
    assert [address.partition("?")[2] for address in asked] == ["q=ysoline"]


def test_without_scripts_the_form_searches(people, visit):
    page: Page = visit(javascript=False)
    page.goto("/en/people/")
    page.get_by_label("Search for a name").fill("eluard")
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/en/people/?q=eluard")
    expect(page.get_by_role("link", name="Éluard, Anne")).to_be_visible()
