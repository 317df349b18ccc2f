"""A person's pages at the desk in a real browser: accessible, fitting a telephone, under CSP."""

import pytest
from playwright.sync_api import Page

from archive import merging
from archive.models import Person, PersonMerge
from tests import makers
from tests.browser.test_pages import DJANGO_ADMIN, overflow, violations
from tests.people import merged

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def records(transactional_db) -> list[Person]:
    """Four records of the same name: one merged, one told apart, one to merge."""
    stays, gone, other, same = (
        Person.objects.create(name="Ysoline Quévrain", description=f"notice {number}")
        for number in range(4)
    )
    for person in (stays, gone, same):
        makers.statement(speaker=person, targets=[makers.target(stays)])
        person.names.create(name="Mme Quévrain", began="2014", source="Gazette")
        person.roles.create(title="maire", body="Ville", began="2014-03", ended="2020")
    gone.identifiers.create(scheme="viaf", value="9847974")
    same.identifiers.create(scheme="viaf", value="9847975")
    merged(gone, stays)
    merging.tell_apart(stays, other, by=makers.ada(), reason="L’une est botaniste.")
    return [stays, gone, other, same]


def addresses(records: list[Person]) -> list[str]:
    stays, gone, other, same = (f"/admin/archive/person/{person.pk}" for person in records)
    return [
        f"{stays}/change/", f"{gone}/change/", f"{stays}/statements/", f"{same}/merge/",
        f"{same}/merge/?into=%23{records[0].pk}", f"{other}/merge/?into=%23{records[0].pk}",
        f"{gone}/unmerge/", f"{same}/tell-apart/", f"{stays}/told-apart/{records[2].pk}/",
        "/admin/archive/person/?merged=all",
    ]  # fmt: skip


@pytest.mark.parametrize("width", [1280, 360])
def test_the_pages_of_a_person_are_accessible(records, log_in, complaints, width):
    page = log_in("rui", viewport={"width": width, "height": 900})
    faults = []
    for address in addresses(records):
        page.goto(address, wait_until="networkidle")
        heard = len(complaints)
        faults += violations(page, passed_over=DJANGO_ADMIN)
        if overflow(page) > 0:
            faults.append(f"{address}: {overflow(page)} pixels too wide at {width}")
        del complaints[heard:]  # axe itself tries inline styles, which the policy refuses
    assert not faults, "\n".join(faults)


def test_a_reviewer_merges_and_undoes_without_a_script(records, log_in):
    stays, _gone, _other, same = records
    page: Page = log_in("rui", javascript=False)
    page.goto(f"/admin/archive/person/{same.pk}/merge/")
    page.fill("[name=into]", f"#{stays.pk}")
    page.click(".submit-row [type=submit]")
    page.fill("[name=rationale]", "La même notice.")
    page.click(".submit-row [type=submit]")
    assert page.url.endswith(f"/admin/archive/person/{stays.pk}/change/")
    assert PersonMerge.objects.standing().count() == 2
    page.goto(f"/admin/archive/person/{same.pk}/unmerge/")
    page.fill("[name=reason]", "Deux mairies.")
    page.click(".submit-row [type=submit]")
    assert PersonMerge.objects.standing().count() == 1
