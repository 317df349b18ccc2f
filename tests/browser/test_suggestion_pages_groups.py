"""What was decided on and what a corrected text leaves behind, in a real browser."""

import pytest

from archive import suggestions
from tests import makers, suggesting
from tests.browser.test_suggestions import PASSED_OVER, overflow, violations
from tests.suggestion_desk import three

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_decided_and_former_suggestions_are_accessible(transactional_db, log_in, scheme):
    first, second, third = three()
    article = first.article
    suggestions.accept(first, by=makers.ada(), changes={"kind": "mixed"})
    suggestions.dismiss(second, by=makers.ada())
    suggesting.corrected(article, "La réunion", "La rencontre")
    addresses = [
        f"/admin/archive/article/{article.pk}/suggestions/?at={second.pk}",
        f"/admin/archive/article/{article.pk}/suggestions/?at={third.pk}",
        f"/admin/archive/article/{article.pk}/suggestions/",
    ]
    page = log_in("ada", color_scheme=scheme)
    faults = []
    for address in addresses:
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"/en{address}", wait_until="networkidle")
            faults += violations(page, passed_over=PASSED_OVER)
        if overflow(page) > 0:
            faults.append(f"{page.url}: {overflow(page)} pixels too wide at 360")
    assert not faults, "\n".join(faults)
