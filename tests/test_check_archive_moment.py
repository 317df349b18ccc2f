"""The audit reads one moment of the database, writes nothing and keeps no editor waiting."""

import sys
import threading

import pytest
from django.db import InternalError, OperationalError, connection

from archive.audit.snapshot import one_moment
from archive.models import Outlet
from tests.attacks import POSTGRESQL_ONLY
from tests.processes import REPOSITORY, manage, run

# While the audit reads, another connection writes; then the audit itself tries to.
ON_SQLITE = """
import sqlite3, django
django.setup()
from django.conf import settings
from django.db import OperationalError
from archive.audit.snapshot import one_moment
from archive.models import Topic
with one_moment():
    assert Topic.objects.count() == 0
    other = sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=1)
    with other:
        other.execute("INSERT INTO archive_topic (name, slug) VALUES ('halle', 'halle')")
    other.close()
    assert Topic.objects.count() == 0
    try:
        Topic.objects.update(name="Autre")
    except OperationalError as refusal:
        assert "readonly" in str(refusal)
    else:
        raise AssertionError("written")
assert Topic.objects.count() == 1
Topic.objects.update(name="Autre")
"""


@pytest.mark.once
def test_editors_go_on_working_while_one_moment_is_read_on_sqlite(tmp_path):
    url = f"sqlite:///{tmp_path}/archive.sqlite3"
    assert manage("migrate", "--verbosity=0", DATABASE_URL=url).returncode == 0
    ended = run(
        [sys.executable, "-c", ON_SQLITE],
        DATABASE_URL=url,
        DJANGO_SETTINGS_MODULE="config.settings",
        PYTHONPATH=str(REPOSITORY),
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def write_elsewhere() -> None:
    try:
        Outlet.objects.create(name="La Gazette du Beffroi")
    finally:
        connection.close()


@POSTGRESQL_ONLY
@pytest.mark.django_db(transaction=True)
def test_editors_go_on_working_while_one_moment_is_read_on_postgresql():
    with one_moment():
        assert Outlet.objects.count() == 0
        editor = threading.Thread(target=write_elsewhere)
        editor.start()
        editor.join()
        assert Outlet.objects.count() == 0
    assert Outlet.objects.count() == 1


@POSTGRESQL_ONLY
@pytest.mark.django_db(transaction=True)
def test_nothing_can_be_written_while_it_is_read_on_postgresql():
    with pytest.raises((InternalError, OperationalError), match="read-only"), one_moment():
        Outlet.objects.create(name="La Gazette du Beffroi")
