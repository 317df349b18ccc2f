"""The main job in a real browser: annotate, not approve one's own, approve, read."""

import re

import pytest
from playwright.sync_api import Page, expect

from archive.importers.plain_text import parse
from archive.importers.store import store
from archive.models import Edition, Person, Role, Statement
from tests import makers
from tests.browser.scripts import WITH_AND_WITHOUT_SCRIPTS

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = """date 2019-03 COULISSES - La halle pourrait rouvrir au printemps.

Ysoline Quévrain tient la ville depuis dix ans. Son adjoint ne la ménage pas.

En fin de semaine dernière, Théodule Marquenterre était formel : "Il faudra bien qu’elle ouvre \
cette halle un jour." Le reste du conseil n’a rien dit.

La halle, fermée depuis 2015, sert de dépôt aux services techniques. Les commerçants du quartier \
ont écrit trois fois à la mairie, qui dit étudier leur demande. Aucune date n’est arrêtée, et le \
budget voté en décembre ne contient pas de ligne pour ces travaux.

Une semaine plus tard, il répétait : "Il faudra bien qu’elle ouvre cette halle un jour."
"""
WORDS = "Il faudra bien qu'elle ouvre cette halle un jour."  # typed with a straight apostrophe


@pytest.fixture
def article(transactional_db):
    for make in (makers.ada, makers.rui, makers.chloe):
        make()
    speaker = Person.objects.create(name="Théodule Marquenterre")
    Person.objects.create(name="Ysoline Quévrain")
    Role.objects.create(person=speaker, title="adjoint à la culture", began="2014", ended="2020")
    return store(parse(TEXT.encode()), outlet=makers.outlet("Radio Deûle")).article


def fill_in(page: Page) -> None:
    page.fill("#id_words", WORDS)
    page.fill("#id_speaker", "theodule marquenterre")
    page.fill("#id_attribution", "Théodule Marquenterre")
    page.fill("#id_said_on", "mars 2019")
    page.select_option("#id_setting", "interview")
    page.fill("#id_targets-0-person", "Ysoline Quévrain")
    page.fill("#id_targets-0-mention", "elle")
    page.fill("#id_annotations-0-body", "« elle » désigne Ysoline Quévrain, maire de la ville.")
    page.select_option("#id_annotations-0-kind", "identification")


def annotate(page: Page, article) -> Statement:
    """Ada opens the article, gives the words, says which of the two places, and submits."""
    page.goto(f"/admin/archive/article/{article.pk}/change/")
    page.locator(f"a[href*='statement/add/?article={article.pk}']").first.click()
    fill_in(page)
    page.click("input[name=_submit]")
    expect(page.locator(".errornote")).to_be_visible()
    choices = page.locator("input[name=occurrence]")
    assert choices.count() == 2
    choices.first.check()
    page.click("input[name=_submit]")
    expect(page.locator(".messagelist .success")).to_have_count(2)
    return Statement.objects.get()


@pytest.mark.both
@WITH_AND_WITHOUT_SCRIPTS
def test_two_editors_bring_a_remark_from_the_article_to_the_reader(
    article, log_in_by_form, visit, javascript
):
    ada = log_in_by_form("ada", javascript=javascript)
    statement = annotate(ada, article)
    assert statement.status == "in_review"
    assert statement.exact == "Il faudra bien qu’elle ouvre cette halle un jour."
    assert statement.start == statement.text.body.index("Il faudra bien")
    assert statement.speaker_role == "adjoint à la culture"
    target = statement.targets.get()
    assert statement.text.body[target.mention_start : target.mention_end] == "elle"

    # Its author is offered no approval, and the address of the approval refuses her.
    ada.goto(f"/admin/archive/statement/{statement.pk}/change/")
    expect(ada.locator(".move-approve")).to_have_count(0)
    ada.goto(f"/admin/archive/statement/{statement.pk}/move/approve/")
    expect(ada.locator(".messagelist .error")).to_be_visible()
    assert not Edition.objects.exists()

    rui = log_in_by_form("rui", javascript=javascript)
    rui.goto("/admin/")
    rui.click(".desk-queues a[href*='in_review']")
    rui.click("th.field-words a")
    expect(rui.locator(".printed mark")).to_have_text(statement.exact)
    rui.click(".submit-row input[type=submit]")
    expect(rui.locator(".messagelist .success")).to_be_visible()

    sam = visit(javascript=javascript)
    sam.goto(f"/statements/{statement.pk}/")
    expect(sam.locator("blockquote").first).to_contain_text("qu’elle ouvre cette halle un jour")
    page = sam.locator("main")
    for printed in ("Théodule Marquenterre", "adjoint à la culture", "Ysoline Quévrain",
                    "mars 2019", "Radio Deûle", "désigne"):  # fmt: skip
        expect(page).to_contain_text(printed)
    assert sam.context.cookies() == []
    assert not re.search(r"\b(ada|rui)\b", sam.content(), re.IGNORECASE)
    sam.goto("/people/ysoline-quevrain/")
    expect(sam.locator("main")).to_contain_text("qu’elle ouvre cette halle un jour")
    sam.goto(f"/articles/{article.pk}/")
    expect(sam.locator("main")).not_to_contain_text("Les commerçants du quartier")


def test_a_returned_statement_shows_its_author_the_reason(article, log_in):
    statement = annotate(log_in("ada"), article)
    rui = log_in("rui")
    rui.goto(f"/admin/archive/statement/{statement.pk}/move/return/")
    rui.click(".submit-row input[type=submit]")
    expect(rui.locator(".errorlist")).to_be_visible()
    rui.select_option("#id_category", "context")
    rui.fill("#id_reason", "Dites de quelle halle il parle.")
    rui.click(".submit-row input[type=submit]")
    ada = log_in("ada")
    ada.click(".desk-queues a[href*='returned']")
    ada.click("th.field-words a")
    expect(ada.locator(".desk-return")).to_contain_text("Dites de quelle halle il parle.")


def test_a_stale_approval_is_refused_with_the_difference_shown(article, log_in, complaints):
    statement = annotate(log_in("ada"), article)
    rui = log_in("rui")
    rui.goto(f"/admin/archive/statement/{statement.pk}/move/approve/")
    chloe = log_in("chloe")
    chloe.goto(f"/admin/archive/statement/{statement.pk}/change/")
    chloe.fill("#id_place", "Lille")
    chloe.click("input[name=_continue]")
    expect(chloe.locator(".messagelist .success")).to_be_visible()
    rui.click(".submit-row input[type=submit]")
    expect(rui.locator(".desk-missed").first).to_contain_text("Lille")
    complaints.forgive("status of 409")
    assert not Edition.objects.exists()
    rui.click(".submit-row input[type=submit]")
    expect(rui.locator(".messagelist .success")).to_be_visible()
    assert Edition.objects.get().place == "Lille"
