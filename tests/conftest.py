"""Fixtures shared by all tests: the cast, and a browser where there is one."""

import gc
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from config.catalogues import compile_stale
from tests import makers, passwords

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure() -> None:
    compile_stale(ROOT)  # the interface is tested in French, whoever starts pytest


def pytest_collection_finish() -> None:
    # What is there now stays until the end: the collector is not to look through it again and
    # again, which takes a tenth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture(autouse=True)
def fast_passwords(settings) -> None:
    settings.PASSWORD_HASHERS = passwords.HASHERS


@pytest.fixture
def ada(db) -> User:
    return makers.ada()


@pytest.fixture
def rui(db) -> User:
    return makers.rui()


@pytest.fixture
def chloe(db) -> User:
    return makers.chloe()


@pytest.fixture
def root(db) -> User:
    return makers.user("root", is_superuser=True)
