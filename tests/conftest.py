"""Fixtures shared by all tests: the cast, and a browser where there is one."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User

from config.catalogues import compile_stale
from tests import makers

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure() -> None:
    compile_stale(ROOT)  # the interface is tested in French, whoever starts pytest


@pytest.fixture(autouse=True)
def fast_passwords(settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


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
