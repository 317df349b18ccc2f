"""The demonstration starts on a machine with nothing, and refuses where it would do harm."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from archive import workflow
from archive.demo import loader
from archive.models import Article
from tests import importing, makers, processes

pytestmark = pytest.mark.once


def run(*options: str) -> None:
    call_command("demo", "--no-serve", *options)


def test_another_archive_is_not_mixed_with_fiction(db, settings, tmp_path):
    settings.DEBUG, settings.VAR_DIR = True, tmp_path
    makers.article()
    before = importing.row_counts()
    with pytest.raises(CommandError, match="already holds an archive"):
        run()
    assert importing.row_counts() == before
    assert list(tmp_path.iterdir()) == []


def test_production_has_no_demonstration(db, settings, tmp_path):
    settings.DEBUG, settings.VAR_DIR = False, tmp_path
    before = importing.row_counts()
    with pytest.raises(CommandError, match="DEBUG is off"):
        run()
    assert importing.row_counts() == before
    assert list(tmp_path.iterdir()) == []


def test_a_load_that_fails_leaves_nothing(db):
    ada, rui = makers.ada(), makers.rui()
    with pytest.raises(workflow.NotAllowed), transaction.atomic():
        loader.load(loader.Cast(ada, ada, rui))  # Ada may not approve: the first approval fails
    assert not Article.objects.exists()
    assert not loader.is_loaded()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "eight"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(CommandError, match="a port is a number from 1 to 65535"):
        run(f"--port={port}")


def test_a_machine_with_nothing_is_ready_in_one_command(tmp_path):
    # The project's settings, with the files they keep in this test's folder.
    lines = ["from pathlib import Path", "from config.settings import *"]
    lines.append(f"VAR_DIR = Path({str(tmp_path)!r})\n")
    (tmp_path / "own_settings.py").write_text("\n".join(lines))
    done = processes.manage(
        "demo",
        "--no-serve",
        DATABASE_URL=f"sqlite:///{tmp_path}/fresh/demo.sqlite3",
        DJANGO_SETTINGS_MODULE="own_settings",
        PYTHONPATH=str(tmp_path),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads((tmp_path / "demo-logins.json").read_text())["ada"] in done.stdout
