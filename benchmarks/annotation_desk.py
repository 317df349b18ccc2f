"""How fast the annotation desk is in a browser: an article of 200 KB with 2,000 statements.

    DATABASE_URL=sqlite:///desk.sqlite3 python -m benchmarks.annotation_desk

The database must be migrated; an article, its statements and an editor are added to it. It tells
how long the server takes for the page, how long the scripts take until the marks are painted, and
from each key to the next painting. Exit status 1 when a target is missed. Chromium is needed.
"""

import statistics
import sys
import threading
import time
from contextlib import closing

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.test import Client
from playwright.sync_api import Page, sync_playwright

from archive import drafting, groups
from archive.models import Article, ArticleText, Outlet, Person, Statement
from archive.quotes import anchoring
from tests.browser.conftest import ARGUMENTS, CHROMIUM

STATEMENTS, LENGTH = 2_000, 200_000
PEOPLE = 40
SENTENCE = "« La halle numéro {number} ouvrira au printemps », a dit {name}.{end}"
# Milliseconds.
PAINTED_AT_MOST, ACT_AT_MOST = 100, 50
KEYS = {
    "next": ["j"] * 40,
    "kind": ["m", "d"] * 10,
    "speaker": ["1", "2", "3", "4"] * 5,
    "target": ["Shift+Digit5", "Shift+Digit6"] * 8,
    "edge": ["[", "]"] * 10,
    "later": ["x"] * 10,
    "new quotation": ["n", "Escape"] * 10,
    "submit and go on": ["a"] * 30,
    "undo": ["u"] * 10,
}
WATCH = """
window.times = [];
addEventListener("keydown", () => {
  const began = performance.now();
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => window.times.push(performance.now() - began);
    channel.port2.postMessage(0);
  });
}, true);
"""


@transaction.atomic
def fill() -> tuple[Article, User]:
    editor, _made = User.objects.get_or_create(username="bench", defaults={"is_staff": True})
    editor.groups.set(Group.objects.filter(name=groups.CONTRIBUTORS))
    people = [
        Person.objects.create(name=f"{first} Marquenterre-{number}")
        for number, first in enumerate(["Odile", "Théodule", "Ysoline", "Anselme"] * (PEOPLE // 4))
    ]
    body = text_of(people)
    article = Article.objects.create(
        title="Les halles de Valmont", outlet=Outlet.objects.get_or_create(name="Banc d’essai")[0],
        published="2019", source_sha256=anchoring.sha256_of(body + str(time.time())),
    )  # fmt: skip
    text = ArticleText.objects.create(article=article, body=body)
    place = 0
    for number in range(STATEMENTS):
        words = f"La halle numéro {number} ouvrira au printemps"
        place = body.index(words, place)
        made = Statement(speaker=people[number % PEOPLE])
        made.place_at(text, anchoring.anchor(body, place, place + len(words)))
        drafting.create(made, by=editor)
    return article, editor


def text_of(people: list[Person]) -> str:
    """So many sentences with a quotation each, and a few quotations more that wait; a paragraph
    every five. Filled up to the length with plain words."""
    lines = [
        SENTENCE.format(
            number=number, name=people[number % PEOPLE].name, end="\n\n" if number % 5 == 4 else " "
        )
        for number in range(STATEMENTS + 40)
    ]
    body = "".join(lines)
    return (body + "Le marché a rouvert. " * (1 + (LENGTH - len(body)) // 21))[:LENGTH].rstrip()


def serve() -> ThreadedWSGIServer:
    class Quiet(WSGIRequestHandler):
        def log_message(self, *_words: object) -> None:
            pass

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(StaticFilesHandler(get_wsgi_application()))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def measure(page: Page) -> bool:
    """Prints the table; whether every target is reached."""
    page.wait_for_selector("#annotator[data-ready=yes]")
    ready = page.evaluate("performance.getEntriesByName('propos-desk')[0].duration")
    answered = page.evaluate(
        "(t => t.responseEnd - t.requestStart)(performance.getEntriesByType('navigation')[0])"
    )
    print(f"page answered in {answered:.0f} ms, scripts ready in {ready:.0f} ms")
    reached = ready < PAINTED_AT_MOST
    page.evaluate(WATCH)
    print(f"{'key to painting, ms':22} {'median':>7} {'p95':>7} {'most':>7}")
    for name, keys in KEYS.items():
        page.evaluate("window.times.length = 0")
        for key in keys:
            page.keyboard.press(key)
            page.wait_for_timeout(60)
        times = sorted(page.evaluate("window.times"))
        p95 = times[int(len(times) * 0.95) - 1]
        print(f"{name:22} {statistics.median(times):7.1f} {p95:7.1f} {times[-1]:7.1f}")
        reached &= p95 < ACT_AT_MOST
    page.wait_for_selector("#saving[data-state=saved]", timeout=120_000)
    return reached


def main() -> int:
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    began = time.monotonic()
    article, editor = fill()
    print(f"{connection.vendor}: filled in {time.monotonic() - began:.0f} s")
    client = Client()
    client.force_login(editor)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    with closing(connection), sync_playwright() as playwright:
        server = serve()
        address = f"http://127.0.0.1:{server.server_port}"
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = chromium.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies([{"name": session.key, "value": session.value, "url": address}])
        page = context.new_page()
        page.goto(f"{address}/admin/archive/article/{article.pk}/annotate/")
        reached = measure(page)
        chromium.close()
        server.shutdown()
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
