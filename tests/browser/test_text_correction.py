"""Correcting a text in a real browser, with and without scripts, on a wide and a narrow screen."""

import pytest
from playwright.sync_api import Page, expect

from archive.models import Article, Statement
from tests import makers
from tests.browser.scripts import WITH_AND_WITHOUT_SCRIPTS
from tests.browser.test_pages import DJANGO_ADMIN, overflow, violations

pytestmark = pytest.mark.django_db(transaction=True)

PASSED_OVER = DJANGO_ADMIN - {"target-size", "heading-order"}
BODY = (
    "\nUne halle au printemps\n\n"
    "La réunion s’est tenue à la mairie. « Nous ouvrirons la halle au printemps », a promis "
    "Ysoline Quévrain. Elle a ajouté que Théodule Marquenterre viendrait.\n\n"
    "« Elle n’a rien ouvert du tout », a répondu Théodule Marquenterre. « On verra bien », "
    "a-t-il lancé, avant de quitter la salle sous les applaudissements.\n\n"
    "Le public a applaudi, puis la séance a été levée sans autre débat. « Une date, et qu’on s’y "
    "tienne », réclame une commerçante.  \n"
)


@pytest.fixture
def article(transactional_db) -> Article:
    """An article with four statements, of which two are published."""
    made = makers.article(BODY)
    theodule = makers.person("Théodule Marquenterre")
    makers.published(in_article=made)
    makers.published("Elle n’a rien ouvert du tout", in_article=made, speaker=theodule)
    makers.in_review("On verra bien", in_article=made, speaker=theodule)
    makers.statement("Une date, et qu’on s’y tienne", in_article=made, speaker=None,
                     speaker_type="anonymous", attribution="une commerçante")  # fmt: skip
    makers.chloe()
    return made


def address(article: Article) -> str:
    return f"/en/admin/archive/article/{article.pk}/text/"


def typed(page: Page, *pairs: tuple[str, str]) -> None:
    body = page.input_value("#id_body")
    for old, new in pairs:
        assert old in body
        body = body.replace(old, new)
    page.fill("#id_body", body)


CHANGES = (
    ("au printemps »", "au mois de mai »"),
    ("a répondu Théodule", "a répliqué Théodule"),
    ("« On verra bien », a-t-il lancé, avant de quitter", "Il a quitté"),
)


@WITH_AND_WITHOUT_SCRIPTS
def test_an_editor_corrects_a_text_and_repairs_what_it_lost(article, log_in, javascript):
    page = log_in("chloe", javascript=javascript)
    page.goto(f"/en/admin/archive/article/{article.pk}/change/")
    page.click("text=Correct the text")
    typed(page, *CHANGES)
    page.fill("#id_reason", "L’édition imprimée dit autre chose.")
    page.click("text=See what would change")
    expect(page.locator(".correction-counts .is-moved strong")).to_have_text("1")
    expect(page.locator(".correction-counts .is-lost strong")).to_have_text("1")
    assert article.texts.count() == 1
    page.click("text=Write version 2")
    expect(page.locator(".messagelist .success")).to_contain_text("version 2")
    assert article.texts.count() == 2
    lost = Statement.objects.get(exact="On verra bien")
    page.goto(f"/en/admin/archive/statement/{lost.pk}/change/")
    page.fill("#repair-words", "Il a quitté la salle")
    page.click("text=Anchor these words")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Statement.objects.get(pk=lost.pk).exact == "Il a quitté la salle"


@WITH_AND_WITHOUT_SCRIPTS
def test_a_text_that_nobody_touched_is_no_correction(article, log_in, javascript):
    page = log_in("chloe", javascript=javascript)
    page.goto(address(article))
    assert page.input_value("#id_body") == BODY
    page.click("text=See what would change")
    expect(page.locator("#refusal")).to_contain_text("nothing to write")
    assert page.input_value("#id_body") == BODY
    assert article.texts.count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_accessible_and_fit_a_narrow_screen(article, log_in, complaints, scheme):
    faults: list[str] = []
    page = log_in("chloe", color_scheme=scheme)
    page.goto(address(article))
    faults += faults_of(page, complaints)
    typed(page, *CHANGES)
    page.fill("#id_reason", "L’édition imprimée dit autre chose.")
    page.click("text=See what would change")
    faults += faults_of(page, complaints)
    page.click("text=Write version 2")
    lost = Statement.objects.get(exact="On verra bien")
    page.goto(f"/en/admin/archive/statement/{lost.pk}/change/")
    faults += faults_of(page, complaints)
    assert not faults, "\n".join(faults)


def faults_of(page: Page, complaints: list[str]) -> list[str]:
    faults = []
    for details in page.locator(".correction details, .correction-repair details").all():
        details.evaluate("part => { part.open = true }")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        heard = len(complaints)
        faults += violations(page, passed_over=PASSED_OVER)
        del complaints[heard:]  # axe itself tries inline styles, which the policy refuses
    if overflow(page) > 0:
        faults.append(f"{page.url}: {overflow(page)} pixels too wide at 360")
    page.set_viewport_size({"width": 1280, "height": 900})
    return faults
