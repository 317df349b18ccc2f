"""Fixtures shared by all tests: the cast, and a browser where there is one."""

import gc
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import connections
from django.utils.translation.reloader import translation_file_changed

from config.catalogues import compile_stale
from tests import makers, passwords

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure() -> None:
    # The interface is tested in French, whoever starts pytest; Django may have read what was there.
    for compiled in compile_stale(ROOT):
        translation_file_changed(sender=None, file_path=compiled)


def pytest_collection_finish() -> None:
    # What is there now stays until the end: the collector is not to look through it again and
    # again, which takes a tenth of the time.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory) -> None:
    """On SQLite the tests' archive is a file, as everywhere else: in memory, the threads of a
    server would share one connection and end each other's transactions."""
    for database in connections.all():
        if database.vendor == "sqlite":
            settings = database.settings_dict
            settings["TEST"]["NAME"] = str(tmp_path_factory.mktemp("archive") / "tests.sqlite3")
            # Nothing here outlives the run, so nothing waits for the disk.
            settings["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"


@pytest.fixture(autouse=True)
def no_pages_kept() -> None:
    """A test takes its version of the pages with it: the next one has the same number anew."""
    caches["pages"].clear()


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
