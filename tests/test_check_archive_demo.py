"""The demonstration archive, made through the doors of the desk, passes the audit."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.auditing import report

pytestmark = pytest.mark.django_db


def test_the_demonstration_is_well(settings, tmp_path: Path):
    settings.DEBUG, settings.VAR_DIR = True, tmp_path
    call_command("demo", "--no-serve", stdout=StringIO())
    told = report()
    assert told["findings"] == []
    assert told["ok"] is True
    assert told["checked"]["editions"] >= 30
