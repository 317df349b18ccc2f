"""A real Chromium, driven by Playwright against the live server; skipped where there is none."""

import os
import shutil
import threading
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.signals import request_finished, request_started
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

# Playwright keeps an event loop in the main thread, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
# The one without windows first: the same engine, which takes a quarter less of the machine.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            if item.get_closest_marker("both") is None:
                item.add_marker(pytest.mark.once)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("PROPOS_BROWSER") == "required":
            pytest.fail("Chromium is required here and is not installed.")
        pytest.skip("Chromium is not installed.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


OFFLINE = "net::ERR_INTERNET_DISCONNECTED"  # a test cut the page off: no fault of the page


class Complaints(list[str]):
    """What a page's console complained of: script errors, refused content, missing files."""

    def forgive(self, words: str) -> None:
        """Drops the complaints a test provoked on purpose; there must be one."""
        others = [complaint for complaint in self if words not in complaint]
        assert len(others) < len(self)
        self[:] = others

    def listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self.hear(page, message))

    def hear(self, page: Page, message: ConsoleMessage) -> None:
        if message.type == "error" and OFFLINE not in message.text:
            self.append(f"{page.url}: {message.text}")


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Collects what browsers complain of; a test that uses it fails when there is anything."""
    heard = Complaints()
    yield heard
    assert not heard, "\n".join(heard)


class OnTheirWay:
    """The requests that the live server is answering: a test ends once they have ended, for the
    tables are emptied then."""

    def __init__(self) -> None:
        self.number = 0
        self.changed = threading.Condition()
        request_started.connect(self.begun, weak=False)
        request_finished.connect(self.ended, weak=False)

    def begun(self, **_signal) -> None:
        with self.changed:
            self.number += 1

    def ended(self, **_signal) -> None:
        with self.changed:
            self.number -= 1
            self.changed.notify_all()

    def end(self) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.number <= 0, timeout=5)
            self.number = 0


ON_THEIR_WAY = OnTheirWay()


@pytest.fixture
def visit(browser: Browser, live_server, complaints: Complaints):
    """Opens a page for one visitor, each with a browser profile of their own."""
    contexts: list[BrowserContext] = []

    def open_page(*, javascript: bool = True, **options) -> Page:
        context = browser.new_context(
            base_url=live_server.url, java_script_enabled=javascript, locale="fr-FR", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        complaints.listen(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    ON_THEIR_WAY.end()


@pytest.fixture
def log_in(visit, live_server):
    """Opens the front page of the desk for an editor who has logged in already."""

    def enter(username: str, **options) -> Page:
        browser = Client()
        browser.force_login(User.objects.get(username=username))
        session = browser.cookies[settings.SESSION_COOKIE_NAME]
        page = visit(**options)
        page.context.add_cookies(
            [{"name": session.key, "value": session.value, "url": live_server.url}]
        )
        page.goto("/admin/")
        return page

    return enter


@pytest.fixture
def log_in_by_form(visit):
    """Opens a page for an editor, logged in through the form."""

    def enter(username: str, **options) -> Page:
        page = visit(**options)
        page.goto("/admin/login/?next=/admin/")
        page.fill("#id_username", username)
        page.fill("#id_password", "essai")
        page.click("input[type=submit]")
        page.wait_for_selector("#user-tools")
        return page

    return enter
