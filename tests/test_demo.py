"""The demonstration loads through the desk's own doors, once, and leaves other archives alone."""

import json
import shutil
import stat
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from archive import drafting, groups, workflow
from archive.demo import loader
from archive.models import (
    Article,
    Edition,
    Event,
    ImportRun,
    Outlet,
    Person,
    Statement,
    StatementTarget,
)
from archive.models.digests import sha256_of_content
from tests import makers

# How many statements of the demonstration stand at each step of the desk, at least.
LEAST = {
    "draft": 3, "in_review": 3, "returned": 2, "published": 30, "rejected": 1, "retracted": 1,
}  # fmt: skip
TABLES = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[str]:
    """What the command printed when it loaded the demonstration, once for this module."""
    developing = override_settings(
        DEBUG=True,
        VAR_DIR=tmp_path_factory.mktemp("var"),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )
    with django_db_blocker.unblock(), developing, transaction.atomic():
        yield run()
        transaction.set_rollback(True)


@pytest.fixture
def printed(loaded, db) -> str:
    """The loaded demonstration, which the test may change, and what the command printed."""
    return loaded


@pytest.fixture
def logins(printed, settings, tmp_path: Path) -> Path:
    """The file of passwords, in a folder of this test."""
    copy = shutil.copy2(settings.VAR_DIR / "demo-logins.json", tmp_path)
    settings.VAR_DIR = tmp_path
    return Path(copy)


def run(*options: str) -> str:
    out = StringIO()
    call_command("demo", "--no-serve", *options, stdout=out)
    return out.getvalue()


def dump() -> dict[str, list]:
    return {m._meta.label: list(m._base_manager.order_by("pk").values()) for m in TABLES}


# --- What is there --------------------------------------------------------------------------


@pytest.mark.parametrize("status", Statement.Status.values)
def test_every_state_of_a_statement_is_shown(printed, status):
    assert Statement.objects.filter(status=status).count() >= LEAST[status]


@pytest.mark.parametrize("state", ["current", "superseded", "retracted"])
def test_editions_of_every_state_that_the_desk_makes_are_shown(printed, state):
    assert Edition.objects.filter(state=state).exists()


def test_a_published_statement_with_a_change_pending_is_shown(printed):
    assert Edition.objects.current().filter(statement__status=Statement.Status.DRAFT).exists()


def test_there_is_enough_to_read(printed):
    assert Article.objects.in_print().count() >= 15
    assert Person.objects.count() >= 15
    assert {"open", "private"} == set(Article.objects.values_list("licence", flat=True))
    assert set(Article.Reading.values) == set(Article.objects.values_list("reading", flat=True))


def test_every_edition_is_the_content_its_digest_was_made_of(printed):
    for edition in Edition.objects.all():
        assert sha256_of_content(edition.content()) == edition.sha256, edition


def test_every_statement_is_anchored_in_its_article(printed):
    for statement in Statement.objects.select_related("text"):
        assert statement.text.body[statement.start : statement.end] == statement.exact


def test_every_mention_stands_at_its_place(printed):
    for target in StatementTarget.objects.exclude(mention="").select_related("statement__text"):
        body = target.statement.text.body
        assert body[target.mention_start : target.mention_end] == target.mention


def test_no_edition_was_approved_by_who_submitted_it(printed):
    pairs = Edition.objects.values_list("submitted_by__username", "approved_by__username")
    assert set(pairs) == {("ada", "rui")}


def test_history_tells_of_every_statement_and_article(printed):
    told = set(Event.objects.values_list("record_type", "record_id"))
    assert {("archive.statement", pk) for pk in Statement.objects.values_list("pk", flat=True)} <= (
        told
    )
    assert {("archive.article", pk) for pk in Article.objects.values_list("pk", flat=True)} <= told


def test_every_article_has_its_line_in_the_import(printed):
    row = ImportRun.objects.get(importer=loader.IMPORTER)
    assert row.created == row.files.count() == Article.objects.count()
    assert row.finished_at is not None


def test_every_outlet_says_that_it_is_fictional(printed):
    assert not Outlet.objects.filter(notice="").exists()


# --- The command ----------------------------------------------------------------------------


def test_the_addresses_and_three_log_ins_that_work_are_printed(printed, client):
    lines = printed.splitlines()
    assert any("http://127.0.0.1:8000/admin/" in line for line in lines)
    for name, group in (
        ("ada", groups.CONTRIBUTORS), ("rui", groups.REVIEWERS), ("chloe", groups.CHIEF_EDITORS),
    ):  # fmt: skip
        [line] = [line for line in lines if line.split()[:1] == [name]]
        assert client.login(username=name, password=line.split()[1])
        editor = User.objects.get(username=name)
        assert [each.name for each in editor.groups.all()] == [group]
        assert (editor.is_staff, editor.is_superuser) == (True, False)


def test_passwords_are_random_and_readable_by_their_user_alone(logins):
    assert stat.S_IMODE(logins.stat().st_mode) == 0o600
    passwords = json.loads(logins.read_text())
    assert len(set(passwords.values())) == 3
    assert min(map(len, passwords.values())) >= 16


def test_a_file_of_passwords_that_others_could_read_is_closed(logins):
    logins.chmod(0o644)
    run()
    assert stat.S_IMODE(logins.stat().st_mode) == 0o600


def test_a_second_run_changes_no_row_even_after_the_editors_worked(printed):
    editors_work()
    before = dump()
    assert run() == printed
    assert dump() == before


def test_a_second_run_takes_a_moment(printed):
    begun = time.process_time()
    run()
    assert time.process_time() - begun < 1.5


def editors_work() -> None:
    """What a visitor of the demonstration does: moves, an edit, a rename, a new article."""
    rui = User.objects.get(username="rui")
    in_review = Statement.objects.awaiting_review().first()
    workflow.move(in_review, "approve", by=rui, version=in_review.version)
    draft = Statement.objects.filter(status=Statement.Status.DRAFT).first()
    draft.place = "Roubaix"
    drafting.write_edit(draft, by=rui, version=draft.version)
    Person.objects.filter(pk=Person.objects.first().pk).update(name="Un nom corrigé")
    Outlet.objects.filter(pk=Outlet.objects.first().pk).update(notice="")
    makers.article()


def test_lost_passwords_are_made_anew(logins, client):
    logins.write_text("not JSON")
    before = dump()
    run()
    after = dump()
    assert client.login(username="ada", password=json.loads(logins.read_text())["ada"])
    assert {table for table in before if before[table] != after[table]} == {"auth.User"}


def test_the_port_stands_in_the_printed_addresses(printed):
    assert "http://127.0.0.1:8123/en/" in run("--port", "8123")
