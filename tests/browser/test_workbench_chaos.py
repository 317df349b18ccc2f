"""Nothing is lost and nothing doubled, whatever happens between the page and the server."""

import itertools
import os
import random

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from archive.models import Act, Statement
from tests import makers
from tests.browser.workbench import Bench

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]

# PROPOS_OPERATIONS=1000 before the test command takes more; each is a statement.
OPERATIONS = int(os.environ.get("PROPOS_OPERATIONS", "40"))
SEED = 20_170_122
WAYS = ("lost", "answer lost", "broken", "broken after", "logged out", "busy")
# The page waits five seconds before it sends again: here the network is said to be back at once.
HURRY = "setInterval(() => dispatchEvent(new Event('online')), 250)"


class Trouble:
    """What stands between the page and the server: of three acts one goes wrong in some way."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.ways = itertools.cycle(WAYS)
        self.is_on = True
        self.met: dict[str, int] = {}

    def __call__(self, route: Route) -> None:
        way = next(self.ways) if self.is_on and self.chance.random() < 1 / 3 else ""
        self.met[way] = self.met.get(way, 0) + 1
        if way == "":
            route.continue_()
        elif way == "lost":
            route.abort()
        elif way == "answer lost":
            route.fetch()
            route.abort()
        elif way == "broken":
            route.fulfill(status=500, body="")
        elif way == "broken after":
            route.fetch()
            route.fulfill(status=502, body="")
        elif way == "logged out":
            route.fulfill(status=401, body="{}", content_type="application/problem+json")
        else:
            route.fulfill(status=503, body="{}", headers={"Retry-After": "0"})


def text_of(number: int) -> str:
    return "".join(
        f"« La halle numéro {each} ouvrira au printemps », a dit Ysoline Quévrain.\n"
        for each in range(number)
    )


def tab(context: BrowserContext, article, trouble: Trouble) -> Bench:
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.route("**/annotate/acts/", trouble)
    page.add_init_script(HURRY)
    return Bench(page, article).open()


def test_a_thousand_operations_with_failures_lose_and_double_nothing(log_in, complaints):
    makers.ada()
    makers.person()
    article = makers.article(text_of(OPERATIONS))
    chance = random.Random(SEED)
    trouble = Trouble(chance)
    context = log_in("ada").context
    bench = tab(context, article, trouble)
    for _number in range(OPERATIONS):
        bench.press("n", "1", "a")
        if chance.random() < 0.03:  # the tab is killed with what it has not sent
            bench.page.close(run_before_unload=False)
            bench = tab(context, article, trouble)
    expect(bench.page.locator("#saving[data-state=saved]")).to_be_visible(timeout=600_000)
    trouble.is_on = False
    # What a killed tab had begun and not sent is offered again: it is sent now.
    begun = bench.page.locator(".item-begun")
    for _left in range(begun.count()):
        begun.first.click()
        bench.press("1", "a")
    for _left in range(OPERATIONS - Statement.objects.count()):
        bench.press("n", "1", "a")
    expect(bench.page.locator("#saving[data-state=saved]")).to_be_visible(timeout=120_000)
    complaints.clear()
    assert set(trouble.met) == {"", *WAYS}
    starts = list(Statement.objects.values_list("start", flat=True))
    assert len(starts) == len(set(starts)) == OPERATIONS
    assert set(Statement.objects.values_list("status", flat=True)) == {"in_review"}
    assert Act.objects.filter(name="create").count() == OPERATIONS
