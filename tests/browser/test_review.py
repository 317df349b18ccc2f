"""The review desk in a real browser: one key a decision, everything else by buttons too."""

import re

import pytest
from playwright.sync_api import Page, expect

from archive import discussion, triage
from archive.models import Edition, EditorProfile, Person, Reservation, Statement
from tests import makers
from tests.browser.scripts import WITH_AND_WITHOUT_SCRIPTS
from tests.browser.test_pages import DJANGO_ADMIN, overflow, violations

pytestmark = pytest.mark.django_db(transaction=True)

# Faults of Django's own admin pages, which ours extend; none of ours may hide among these.
PASSED_OVER = DJANGO_ADMIN - {"target-size", "empty-table-header", "heading-order"}
RESTED = 800  # milliseconds after which the keys of a page that has just come are awake


@pytest.fixture
def three(transactional_db) -> list[Statement]:
    """Three statements of Ada's that wait for Rui."""
    for make in (makers.ada, makers.rui, makers.chloe):
        make()
    return [makers.in_review(targets=[makers.target()]) for _ in range(3)]


def start(page: Page) -> None:
    page.goto("/admin/review/")
    page.click(".desk-tools button")
    expect(page.locator(".desk-hold")).to_be_visible()


def press(page: Page, key: str) -> None:
    page.wait_for_timeout(RESTED)
    page.keyboard.press(key)


def shown(page: Page) -> int:
    return int(page.url.split("/statement/")[1].split("/")[0])


@WITH_AND_WITHOUT_SCRIPTS
def test_a_reviewer_goes_through_the_queue_with_buttons(three, log_in, javascript):
    page = log_in("rui", javascript=javascript)
    start(page)
    assert shown(page) == three[0].pk
    page.click(".desk-decision input[type=submit]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert shown(page) == three[1].pk
    page.click(".desk-return-form summary")
    page.select_option(".desk-return-form select", "context")
    page.fill(".desk-return-form textarea", "Dites de quelle halle il parle.")
    page.click(".desk-return-form button")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert shown(page) == three[2].pk
    page.click("button[data-key=n]")
    expect(page.locator(".messagelist .info")).to_be_visible()
    statuses = [Statement.objects.get(pk=one.pk).status for one in three]
    assert statuses == ["published", "returned", "in_review"]
    assert not Reservation.objects.exists()


def test_one_key_approves_and_shows_the_next(three, log_in, complaints):
    page = log_in("rui")
    start(page)
    for number in range(3):
        assert shown(page) == three[number].pk
        press(page, "a")
        expect(page.locator(".messagelist .success")).to_be_visible()
        expect(page).not_to_have_url(f"**/statement/{three[number].pk}/**")
    assert Edition.objects.count() == 3


def test_a_key_pressed_twice_decides_once(three, log_in):
    page = log_in("rui")
    start(page)
    page.wait_for_timeout(RESTED)
    page.keyboard.press("a")
    page.wait_for_url(f"**/statement/{three[1].pk}/**")
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert shown(page) == three[1].pk
    assert Edition.objects.count() == 1


def test_r_opens_the_return_where_letters_are_letters(three, log_in):
    page = log_in("rui")
    start(page)
    press(page, "r")
    expect(page.locator(".desk-return-form select")).to_be_focused()
    page.select_option(".desk-return-form select", "words")
    page.locator(".desk-return-form textarea").press_sequentially("a n t r ?")
    assert page.locator(".desk-return-form textarea").input_value() == "a n t r ?"
    assert shown(page) == three[0].pk
    assert not Edition.objects.exists()
    page.click(".desk-return-form button")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Statement.objects.get(pk=three[0].pk).status == "returned"


def test_t_takes_n_goes_on_and_the_question_mark_lists_the_keys(three, log_in):
    page = log_in("rui")
    page.goto(f"/admin/archive/statement/{three[0].pk}/move/approve/?queue=review")
    press(page, "t")
    expect(page.locator(".desk-hold")).to_be_visible()
    assert Reservation.objects.get().statement == three[0]
    press(page, "?")
    expect(page.locator(".desk-keys dl")).to_be_visible()
    press(page, "?")
    expect(page.locator(".desk-keys dl")).to_be_hidden()
    press(page, "n")
    page.wait_for_url(f"**/statement/{three[1].pk}/**")
    assert Reservation.objects.get().statement == three[1]
    assert not Edition.objects.exists()


@pytest.mark.parametrize("keys", ["Control+a", "Alt+a", "A"])
def test_only_the_bare_letter_acts(three, log_in, keys):
    page = log_in("rui")
    start(page)
    press(page, keys)
    page.wait_for_timeout(300)
    assert not Edition.objects.exists()


def test_letters_that_are_switched_off_do_nothing(three, log_in):
    EditorProfile.objects.create(user=makers.rui(), single_keys=False)
    page = log_in("rui")
    start(page)
    for key in "arnt?":
        press(page, key)
    assert shown(page) == three[0].pk
    assert not Edition.objects.exists()
    assert "(a)" not in page.locator(".desk-decision input[type=submit]").get_attribute("value")
    page.click(".desk-decision input[type=submit]")
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_a_double_click_approves_once_and_shows_the_next(three, log_in):
    page = log_in("rui")
    start(page)
    page.dblclick(".desk-decision input[type=submit]", no_wait_after=True)
    page.wait_for_url(f"**/statement/{three[1].pk}/**")
    assert Edition.objects.count() == 1
    assert Reservation.objects.get().statement == three[1]


def test_a_reviewer_sees_who_holds_a_statement_and_takes_it_over(three, log_in):
    rui, chloe = log_in("rui"), log_in("chloe")
    start(rui)
    chloe.goto(f"/admin/archive/statement/{three[0].pk}/move/approve/")
    expect(chloe.locator(".desk-hold")).to_contain_text("rui")
    expect(chloe.locator(".desk-decision")).to_have_count(0)
    chloe.click(".desk-hold button")
    expect(chloe.locator(".desk-decision")).to_be_visible()
    rui.click(".desk-decision input[type=submit]")
    expect(rui.locator(".messagelist .error")).to_contain_text(re.compile("chloe", re.IGNORECASE))
    assert not Edition.objects.exists()


@WITH_AND_WITHOUT_SCRIPTS
def test_several_are_approved_at_once_and_what_is_refused_is_listed(three, log_in, javascript):
    own, fourth = makers.in_review(by=makers.rui()), makers.in_review()
    page = log_in("rui", javascript=javascript)
    page.goto("/admin/review/?queue=in_review")
    expect(page.locator(f"#statement-{own.pk}")).to_have_class("is-own")
    expect(page.locator(f"#statement-{own.pk} input[name=chosen]")).to_have_count(0)
    if javascript:
        page.click("[data-choose-all]")
    else:
        expect(page.locator("[data-choose-all]")).to_be_hidden()
        for box in page.locator("input[name=chosen]").all():
            box.check()
    makers.move(fourth, "return", makers.chloe(), category="context", reason="Quelle halle ?")
    page.click(".desk-bulk button[type=submit]")
    expect(page.locator(".desk-refused li")).to_have_count(1)
    expect(page.locator(".desk-refused a").first).to_have_attribute(
        "href", f"/admin/archive/statement/{fourth.pk}/change/"
    )
    assert set(Edition.objects.values_list("statement", flat=True)) == {one.pk for one in three}


def test_the_desk_is_narrowed_and_sorted_without_scripts(three, log_in):
    page = log_in("rui", javascript=False)
    page.goto("/admin/review/")
    page.click(".desk-filters summary")
    page.select_option("#id_kind", "indirect")
    page.click(".desk-filters button")
    expect(page.locator(".desk-empty")).to_be_visible()
    assert "kind=indirect" in page.url
    page.goto("/admin/review/")
    row = page.locator(f"#statement-{three[2].pk}")
    row.locator(".desk-triage summary").click()
    row.locator("select").select_option("2")
    row.locator("input[type=date]").fill("2019-03-01")
    row.locator(".desk-triage button").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    expect(page.locator(".desk-rows tbody tr").first).to_have_id(f"statement-{three[2].pk}")


def test_a_comment_calls_somebody_who_answers(three, log_in):
    ada = log_in("ada", javascript=False)
    ada.goto(f"/admin/archive/statement/{three[0].pk}/change/")
    ada.fill(".desk-say textarea", "@rui est-ce la bonne halle ?")
    ada.click(".desk-say > button")
    expect(ada.locator(".desk-comments li")).to_have_count(1)
    rui = log_in("rui")
    expect(rui.locator(".desk-notices")).to_contain_text("est-ce la bonne halle ?")
    rui.click(".desk-notices a")
    rui.fill(".desk-say textarea", "Oui, @ada.")
    rui.click(".desk-say > button")
    rui.goto("/admin/")
    expect(rui.locator(".desk-notices")).to_have_count(0)
    ada.goto("/admin/")
    expect(ada.locator(".desk-notices")).to_contain_text("Oui, @ada.")


AUTHORS = ("/admin/", "/admin/review/?queue=returned", "/admin/review/?queue=mine")


def addresses(three: list[Statement]) -> list[str]:
    own = f"/admin/archive/statement/{three[0].pk}"
    return [
        "/admin/", "/admin/review/?queue=in_review", "/admin/review/?queue=late&kind=direct",
        "/admin/review/?queue=in_review&kind=nothing&said_since=hier", "/admin/review/people/",
        "/admin/notices/", f"{own}/move/approve/?queue=review", f"{own}/move/return/",
        "/admin/review/approved/",
    ]  # fmt: skip


def a_busy_desk(three: list[Statement]) -> None:
    """Everything a page of the desk may show."""
    ada, rui, chloe = makers.ada(), makers.rui(), makers.chloe()
    discussion.comment(three[0], by=ada, body="@rui @chloe est-ce la bonne halle ?")
    discussion.mark_seen(chloe, three[0])
    triage.prioritise(three[0], by=rui, priority=2, due_on=three[0].created_at.date())
    Reservation.objects.create(statement=three[1], user=chloe)
    makers.in_review(by=rui)
    revised = makers.move(makers.published(), "revise", ada)
    makers.move(makers.move(revised, "submit", ada), "return", rui, category="words", reason="Où ?")
    for _ in range(2):
        Person.objects.create(name="Jean Prud")


@pytest.mark.parametrize(
    ("name", "scheme"), [("ada", "light"), ("rui", "light"), ("chloe", "dark")]
)
def test_the_desk_is_accessible_and_fits_a_narrow_screen(three, log_in, complaints, name, scheme):
    a_busy_desk(three)
    page = log_in(name, viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    faults = []
    for address in AUTHORS if name == "ada" else addresses(three):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(address, wait_until="networkidle")
        for details in page.locator("details").all():
            details.evaluate("part => { part.open = true }")
        heard = len(complaints)
        faults += violations(page, passed_over=PASSED_OVER)
        del complaints[heard:]  # axe itself tries inline styles, which the policy refuses
        page.set_viewport_size({"width": 360, "height": 800})
        if overflow(page) > 0:
            faults.append(f"{page.url}: {overflow(page)} pixels too wide at 360")
    assert not faults, "\n".join(faults)
