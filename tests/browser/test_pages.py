"""Every kind of page in a real browser, over the demonstration: accessible, fitting, under CSP."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from archive.demo import loader
from archive.models import Article, Statement
from tests import makers

pytestmark = pytest.mark.django_db(transaction=True)

# All of WCAG 2.2 A and AA that axe can see (target-size must be asked for), and its good advice.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what is in order is not written out
}
# What a dark theme can change of a page that was looked at in the light, in the same window.
COLOURS = RULES | {"runOnly": ["color-contrast", "link-in-text-block"]}
# Faults of Django's own admin templates, which ours extend.
DJANGO_ADMIN = {
    "heading-order", "region", "landmark-unique", "empty-table-header", "target-size",
    "landmark-no-duplicate-banner", "page-has-heading-one", "skip-link",
    "link-in-text-block",
}  # fmt: skip
NARROWEST = 320  # CSS pixels: WCAG 1.4.10


@pytest.fixture
def demonstration(transactional_db) -> None:
    loader.load(loader.Cast(makers.ada(), makers.rui(), makers.chloe()))


def public_addresses() -> list[str]:
    published = Statement.objects.filter(status="published").order_by("pk")
    revised = Statement.objects.filter(editions__number=2).first()
    retracted = Statement.objects.filter(status="retracted").first()
    open_article = Article.objects.in_print().filter(licence="open").first()
    private_article = Article.objects.in_print().filter(licence="private").first()
    return [
        "/", "/en/", "/statements/", "/statements/?kind=direct&year=2017",
        "/statements/?year=1850", "/people/", "/articles/", "/about/", "/nowhere/",
        "/outlets/", f"/outlets/{open_article.outlet_id}/", "/topics/", "/topics/halle-aux-toiles/",
        "/coverage/?year=2017", "/en/coverage/", "/about/method/", "/about/data/",
        "/people/martine-aubry/", "/people/mathieu-hanotin/", "/people/?q=hammon", "/map/",
        "/people/?letter=h", "/people/benoit-hamon/about/jean-luc-melenchon/",
        "/people/martine-aubry/about/mathieu-hanotin/",
        f"/statements/{published.first().pk}/", f"/en/statements/{published.last().pk}/",
        f"/statements/{revised.pk}/v1/", f"/statements/{retracted.pk}/",
        f"/articles/{open_article.pk}/", f"/articles/{private_article.pk}/",
    ]  # fmt: skip


def desk_addresses() -> list[str]:
    statement = Statement.objects.filter(status="in_review", speaker__isnull=False).first()
    own = f"/admin/archive/statement/{statement.pk}"
    return [
        "/admin/", "/admin/archive/statement/", "/admin/archive/article/",
        f"/admin/archive/article/{statement.article_id}/change/",
        f"/admin/archive/statement/add/?article={statement.article_id}",
        f"/admin/archive/person/{statement.speaker_id}/change/",
        f"{own}/change/", f"{own}/move/approve/", f"{own}/move/return/", f"{own}/history/",
    ]  # fmt: skip


def violations(
    page: Page, *, rules: dict[str, list[str]] = RULES, passed_over: set[str] = frozenset()
) -> list[str]:
    found = Axe().run(page, options=rules).response["violations"]
    return [
        f"{page.url} {rule['id']}: {rule['nodes'][0]['html'][:160]}"
        for rule in found
        if rule["id"] not in passed_over
    ]


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def test_public_pages_are_accessible_and_fit_a_narrow_screen(demonstration, visit, complaints):
    wide = visit(color_scheme="light", viewport={"width": 1280, "height": 900})
    narrow = visit(color_scheme="dark", viewport={"width": NARROWEST, "height": 800})
    faults = []
    for address in public_addresses():
        for page in (wide, narrow):
            page.goto(address)
            faults += violations(page)
        if overflow(narrow) > 0:
            faults.append(f"{narrow.url}: {overflow(narrow)} pixels too wide at {NARROWEST}")
    assert not faults, "\n".join(faults)
    assert wide.context.cookies() == narrow.context.cookies() == []
    complaints.forgive("status of 404")
    complaints.forgive("status of 410")


def test_desk_pages_are_accessible(demonstration, log_in, complaints):
    page = log_in("rui", viewport={"width": 1280, "height": 900})
    faults = []
    for address in desk_addresses():
        page.goto(address, wait_until="networkidle")
        heard = len(complaints)
        faults += violations(page, passed_over=DJANGO_ADMIN)
        del complaints[heard:]  # axe itself tries inline styles, which the policy refuses
    assert not faults, "\n".join(faults)
