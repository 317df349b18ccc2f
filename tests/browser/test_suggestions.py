"""Suggestions in a real browser: decided on by buttons, with and without scripts."""

import pytest
from playwright.sync_api import expect

from archive.models import Article, Statement, Suggestion
from archive.quotes.candidates import Tier
from tests import makers, suggesting
from tests.browser.scripts import WITH_AND_WITHOUT_SCRIPTS
from tests.browser.test_pages import DJANGO_ADMIN, overflow, violations
from tests.suggestion_desk import decided, of_somebody_new, three

pytestmark = pytest.mark.django_db(transaction=True)

# Faults of Django's own admin pages, which ours extend; none of ours may hide among these.
PASSED_OVER = DJANGO_ADMIN - {"target-size", "heading-order"}


@pytest.fixture
def article(transactional_db) -> Article:
    """An article with three suggestions that wait for Ada."""
    makers.ada()
    return three()[0].article


def state(number: int) -> str:
    return Suggestion.objects.order_by("start")[number].state


@WITH_AND_WITHOUT_SCRIPTS
def test_an_editor_goes_through_the_suggestions_with_buttons(article, log_in, javascript):
    page = log_in("ada", javascript=javascript, viewport={"width": 1280, "height": 500})
    page.goto(f"/en/admin/archive/article/{article.pk}/change/")
    page.click("text=3 suggestions")
    first, second, third = (f"#suggestion-{one.pk}" for one in Suggestion.objects.of(article))
    page.click(f"{first} >> role=button[name=/Accept/]")
    expect(page.locator(".messagelist .success")).to_be_in_viewport()
    expect(page.locator(second)).to_be_in_viewport()
    page.click(f"{second} >> role=button[name=/Dismiss/]")
    expect(page.locator(".messagelist .success")).to_be_in_viewport()
    page.click(f"{third} >> role=link[name=/Correct/]")
    page.select_option("#id_kind", "mixed")
    page.click("input[name=_save]")
    expect(page.locator("#waiting-heading")).to_be_visible()
    assert [state(number) for number in range(3)] == ["accepted", "dismissed", "corrected"]
    assert Statement.objects.count() == 2
    page.click(f"{second} >> role=button[name=/Reconsider/]")
    expect(page.locator(second)).to_have_attribute("data-state", "pending")


def test_a_double_click_accepts_once(article, log_in):
    page = log_in("ada")
    page.goto(f"/en/admin/archive/article/{article.pk}/suggestions/")
    page.dblclick(".suggestion >> nth=0 >> role=button[name=/Accept/]", no_wait_after=True)
    expect(page.locator(".messagelist li")).to_be_visible()
    expect(page.locator(".suggestion[data-state=pending]")).to_have_count(2)
    assert Statement.objects.count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible_and_fit_a_narrow_screen(article, log_in, complaints, scheme):
    decided("island", kept=1, dismissed=20)
    decided("island", kept=1, confidence=Tier.MEDIUM)
    unsure = suggesting.suggestion(rule="island", confidence=Tier.LOW)
    addresses = [
        f"/admin/archive/article/{article.pk}/suggestions/",
        f"/admin/archive/article/{of_somebody_new().article_id}/suggestions/",
        f"/admin/archive/article/{unsure.article_id}/suggestions/",
        f"/admin/archive/article/{makers.article().pk}/suggestions/",
        f"/admin/archive/article/{article.pk}/suggestions/{article.suggestions.last().pk}/correct/",
        "/admin/archive/suggestion/record/",
    ]
    faults = []
    page = log_in("ada", color_scheme=scheme)
    for address in addresses:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address, wait_until="networkidle")
        for details in page.locator("details").all():
            details.evaluate("part => { part.open = true }")
        heard = len(complaints)
        faults += violations(page, passed_over=PASSED_OVER)
        page.set_viewport_size({"width": 360, "height": 800})
        faults += violations(page, passed_over=PASSED_OVER)
        del complaints[heard:]  # axe itself tries inline styles, which the policy refuses
        if overflow(page) > 0:
            faults.append(f"{page.url}: {overflow(page)} pixels too wide at 360")
    assert not faults, "\n".join(faults)
