"""The table of permissions (``tests/permissions.py``), asked of the archive request by request."""

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, get_resolver

from tests.permission_forms import form_for, place_of
from tests.permission_requests import Answer, Ledger
from tests.permission_rows import Case, cases_of, rows_of
from tests.permission_world import World
from tests.permissions import ANSWERS, TABLE

pytest_plugins = ["tests.permission_fixtures"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]
FEWEST = 3000


def addresses(resolver, namespaces: tuple[str, ...] = (), route: str = "") -> Iterator[str]:
    """Every address of the site by its name, or by its route where it has none."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            whole = route + str(pattern.pattern)
            yield ":".join([*namespaces, pattern.name]) if pattern.name else whole
        else:
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from addresses(pattern, inner, route + str(pattern.pattern))


def ask(world: World, ledger: Ledger, case: Case) -> Answer:
    record = world.record(case.record, case.role)
    assert record is not None or case.record == "-", f"the world has no “{case.record}”"
    form = form_for(case.address, record, case.role) if case.method == "POST" else {}
    return ledger.ask(world.client(case.role), case.method, place_of(case.address, record), form)


def fault(case: Case, answer: Answer) -> str:
    """What is wrong with an answer, or nothing."""
    if case.expected == "done":
        is_right = answer.word in ("other", "aside", "front") and answer.changed
    elif case.expected == "made":
        is_right = answer.word == "page" and answer.changed
    else:
        is_right = answer.word == case.expected and not answer.changed
    changed = f", changing {', '.join(sorted(answer.changed))}" if answer.changed else ""
    return "" if is_right else f"{case}: “{answer.word}”{changed} instead of “{case.expected}”"


@pytest.mark.parametrize("part", TABLE)
def test_every_role_is_answered_what_the_table_says(world, ledger, part):
    cases = cases_of(part)
    faults = [wrong for case in cases if (wrong := fault(case, ask(world, ledger, case)))]
    assert not faults, f"{len(faults)} of {len(cases)}:\n" + "\n".join(faults)


def test_every_address_of_the_site_is_in_the_table():
    listed = {row.name for part in TABLE.values() for row in rows_of(part)}
    present = set(addresses(get_resolver()))
    assert not present - listed, (
        "nobody has said who may do what at these addresses; give each its rows in "
        f"tests/permissions.py: {sorted(present - listed)}"
    )
    assert not listed - present, f"the site has no such addresses: {sorted(listed - present)}"


def test_the_table_says_enough():
    counted = sum(len(cases_of(part)) for part in TABLE)
    print(f"{counted} answers checked, each with what it changed")
    assert counted >= FEWEST


def test_every_word_of_the_table_is_explained():
    used = {word for part in TABLE.values() for row in rows_of(part) for word in row.words.values()}
    assert used == set(ANSWERS)
