"""The annotation desk as it looks in each of its states: accessible, and as wide as its window."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from archive.models import Article
from tests import makers
from tests.browser.test_pages import COLOURS, NARROWEST, RULES, overflow, violations
from tests.browser.test_workbench import article, desk, suggested  # noqa: F401
from tests.browser.workbench import ELLE, HALLE, Bench

pytestmark = pytest.mark.django_db(transaction=True)

# Where pictures of the states are kept, to be looked at; nowhere unless it is asked.
PICTURES = os.environ.get("PROPOS_PICTURES")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": NARROWEST, "height": 800}


class Looks:
    """The desk of one editor, looked at in one state after the other."""

    def __init__(self, bench: Bench, name: str, rules: dict[str, list[str]]) -> None:
        self.bench, self.name, self.rules, self.faults = bench, name, rules, []

    def at(self, state: str) -> None:
        page = self.bench.page
        page.wait_for_timeout(300)
        found = violations(page, rules=self.rules)
        if overflow(page) > 0:
            found.append(f"{overflow(page)} pixels too wide")
        self.faults += [f"{state}: {fault}" for fault in found]
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(PICTURES) / f"{state}-{self.name}.png", full_page=True)


def go_through(looks: Looks, article: Article) -> None:  # noqa: F811
    bench = looks.bench
    looks.at("empty")
    bench.press("n", "1", "Shift+Digit2")
    looks.at("new")
    bench.press("e")
    bench.page.keyboard.type("Qué")
    expect(bench.page.locator("#finder-0")).to_be_visible()
    looks.at("finder")
    bench.press("Escape", "Escape", "?")
    looks.at("keys")
    bench.press("Escape")
    bench.page.goto("about:blank")
    made = makers.in_review(HALLE, in_article=article)
    draft = makers.statement("tout va bien", in_article=article)
    suggested(article)
    bench.open()
    bench.press("j")
    looks.at("suggestion")
    bench.click(f"#item-s{made.pk}")
    looks.at("review")
    bench.press("r")
    looks.at("return")
    bench.page.click(".card-return button[type=button]")
    bench.click(f"#item-s{draft.pk}")
    bench.press("i")
    type(draft).objects.filter(pk=draft.pk).update(version=draft.version + 1, kind="mixed")
    bench.press("w")
    expect(bench.page.locator(".card-conflict")).to_be_visible()
    looks.at("conflict")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("window", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_state_is_accessible_and_fits(desk, article, complaints, window, theme):  # noqa: F811
    bench = desk("rui", viewport=window, color_scheme=theme)
    rules = RULES if theme == "light" else COLOURS
    looks = Looks(bench, f"{window['width']}-{theme}", rules)
    go_through(looks, article)
    complaints.clear()  # axe tries inline styles, which the policy refuses; a conflict is a 409
    assert not looks.faults, "\n".join(looks.faults)


def test_colours_of_the_system_leave_the_state_told(desk, article):  # noqa: F811
    makers.statement(ELLE, in_article=article)
    bench = desk("rui", forced_colors="active", reduced_motion="reduce")
    bench.press("j")
    expect(bench.current).to_have_css("outline-style", "solid")
    pressed = bench.page.locator("#card [aria-pressed=true]").first
    expect(pressed).to_have_css("outline-style", "solid")
