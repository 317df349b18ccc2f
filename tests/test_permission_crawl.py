"""Following every link as each role: reading changes nothing, and no link is broken."""

import re
from collections import Counter, deque
from html import unescape
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve

from tests.permission_requests import Ledger
from tests.permission_world import World

pytest_plugins = ["tests.permission_fixtures"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]

STARTS = ("/", "/admin/", "/en/", "/en/admin/")
# The pages read of one address in one language, whatever its parameters.
MOST = 6
READERS = ("visitor", "newcomer", "contributor", "chief")
LINK = re.compile(r'href="([^"]*)"')


def kind_of(path: str) -> tuple[str, ...] | None:
    """The language, the address and the parameters of a page; None for a file."""
    parts = urlsplit(path)
    try:
        found = resolve(parts.path)
    except Resolver404:
        return None
    language = "en" if parts.path.startswith("/en/") else "fr"
    return (language, found.view_name or found.route, *sorted(parse_qs(parts.query)))


def pages(world: World, ledger: Ledger, role: str) -> dict[str, tuple[int, frozenset[str]]]:
    """Path -> status and what reading it changed, for every page this role reaches by links: of
    each address the first few, no two with the same parameters."""
    waiting, read, kinds, counted = deque(STARTS), {}, set(), Counter()
    while waiting:
        path = waiting.popleft()
        kind = kind_of(path)
        if kind is None or kind in kinds or counted[kind[:2]] >= MOST:
            continue
        kinds.add(kind)
        counted[kind[:2]] += 1
        answer = ledger.ask(world.client(role), "GET", path, {})
        read[path] = (answer.response.status_code, answer.changed)
        waiting.extend(links(answer.response, path))
    return read


def links(response: object, path: str) -> list[str]:
    """The paths a page leads to, on this site."""
    if response.status_code in (301, 302):
        written = [response.headers["Location"]]
    elif response.headers["Content-Type"].startswith("text/html"):
        written = [unescape(found) for found in LINK.findall(response.content.decode())]
    else:
        return []
    joined = [urlsplit(urljoin(path, address)) for address in written]
    return [
        there._replace(fragment="").geturl() for there in joined if not there.scheme + there.netloc
    ]


@pytest.mark.parametrize("role", READERS)
def test_reading_changes_nothing_and_no_link_is_broken(world, ledger, role):
    read = pages(world, ledger, role)
    changed = {path: tables for path, (_status, tables) in read.items() if tables}
    assert not changed
    broken = {path: status for path, (status, _t) in read.items()
              if status not in (200, 301, 302, 410)}  # fmt: skip
    assert not broken
    assert len(read) > (60 if role in ("contributor", "chief") else 12)
