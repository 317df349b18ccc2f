"""Fixtures of the tests of permissions: one world a module, and what it was before any request."""

import logging
from collections.abc import Iterator

import pytest

from tests.permission_requests import Ledger
from tests.permission_world import World, build


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker) -> Iterator[World]:
    logging.disable(logging.ERROR)  # thousands of refusals are meant
    with django_db_blocker.unblock(), build() as made:
        yield made
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def ledger(world, django_db_blocker) -> Ledger:
    with django_db_blocker.unblock():
        return Ledger()
