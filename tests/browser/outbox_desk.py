"""A page whose outbox sends to a server of ours, real or in the page."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import acts_server
from tests.browser.acts_server import SERVER

BENCH = Path(__file__).with_name("outbox_bench.js").read_text(encoding="utf-8")
PLACE = "/about/"


@pytest.fixture
def desk(visit, settings) -> Page:
    """A page of the archive, with a real server of acts and a fake one at hand."""
    settings.ROOT_URLCONF = acts_server.__name__
    SERVER.start()
    page = visit()
    page.context.add_init_script(BENCH)
    page.goto(PLACE)
    return page
