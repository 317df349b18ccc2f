"""A wrong setting stops the start and is named; nothing secret is printed; databases are safe."""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import ConnectionHandler

from config import environment
from config.databases import database_from_url, without_secrets
from tests import processes

pytestmark = pytest.mark.once

STRONG_KEY = "kq3VtJ0h-8sXbW2mZrN7yLc5pQaEoDf9uGiT1HvRxSjK4wMzBnC6"
PRODUCTION = {"DEBUG": "0", "SECRET_KEY": STRONG_KEY, "ALLOWED_HOSTS": "archive.example"}

# --- One variable ---------------------------------------------------------------------------


@pytest.fixture
def given(monkeypatch):
    """Sets the variable X; None takes it away."""

    def set_variable(value: str | None) -> None:
        if value is None:
            monkeypatch.delenv("X", raising=False)
        else:
            monkeypatch.setenv("X", value)

    return set_variable


READ = [
    (lambda: environment.text("X", "default"), None, "default"),
    (lambda: environment.text("X", "default"), "  ", "default"),
    (lambda: environment.text("X", "default"), " a b ", "a b"),
    (lambda: environment.switch("X", default=True), None, True),
    (lambda: environment.switch("X", default=False), "", False),
    (lambda: environment.switch("X", default=False), "1", True),
    (lambda: environment.switch("X", default=False), "Yes", True),
    (lambda: environment.switch("X", default=True), "0", False),
    (lambda: environment.switch("X", default=True), "OFF", False),
    (lambda: environment.number("X", 5, least=1, most=9), None, 5),
    (lambda: environment.number("X", 5, least=1, most=9), "1", 1),
    (lambda: environment.number("X", 5, least=1, most=9), " 9 ", 9),
    (lambda: environment.number("X", 0.5, least=0.0, most=1.0), "0.25", 0.25),
    (lambda: environment.words("X", ["a"]), None, ["a"]),
    (lambda: environment.words("X", ["a"]), " b, ,c ,", ["b", "c"]),
    (lambda: environment.words("X", ["a"]), ",", ["a"]),
    (lambda: environment.choice("X", "LOW", ["LOW", "HIGH"]), None, "LOW"),
    (lambda: environment.choice("X", "LOW", ["LOW", "HIGH"]), "high", "HIGH"),
    (lambda: environment.time_zone("X", "Europe/Paris"), None, "Europe/Paris"),
    (lambda: environment.time_zone("X", "Europe/Paris"), "America/Cayenne", "America/Cayenne"),
    (lambda: environment.required("X", "why."), "value", "value"),
    (lambda: environment.email_address("X"), None, ""),
    (lambda: environment.email_address("X"), " a.b+c@d-e.example ", "a.b+c@d-e.example"),
]


@pytest.mark.parametrize(("read", "value", "expected"), READ)
def test_a_variable_is_read(given, read, value, expected):
    given(value)
    assert read() == expected


REFUSED = [
    (lambda: environment.switch("X", default=True), "flase", "X must be 1 or 0, not 'flase'."),
    (lambda: environment.switch("X", default=True), "2", "X must be 1 or 0, not '2'."),
    (lambda: environment.number("X", 5, least=1, most=9), "ten", "X must be a number, not 'ten'."),
    (lambda: environment.number("X", 5, least=1, most=9), "2.5", "X must be a number, not '2.5'."),
    (lambda: environment.number("X", 5, least=1, most=9), "0",
     "X must lie between 1 and 9, not 0."),
    (lambda: environment.number("X", 5, least=1, most=9), "10",
     "X must lie between 1 and 9, not 10."),
    (lambda: environment.number("X", 0.5, least=0.0, most=1.0), "nan",
     "X must lie between 0.0 and 1.0, not nan."),
    (lambda: environment.number("X", 0.5, least=0.0, most=1.0), "inf",
     "X must lie between 0.0 and 1.0, not inf."),
    (lambda: environment.choice("X", "LOW", ["LOW", "HIGH"]), "medium",
     "X must be one of LOW, HIGH, not 'MEDIUM'."),
    (lambda: environment.time_zone("X", "Europe/Paris"), "Mars/Phobos",
     "X must be a time zone like Europe/Paris, not 'Mars/Phobos'."),
    (lambda: environment.time_zone("X", "Europe/Paris"), "../../etc/passwd",
     "X must be a time zone like Europe/Paris, not '../../etc/passwd'."),
    (lambda: environment.time_zone("X", "Europe/Paris"), "Europe",
     "X must be a time zone like Europe/Paris, not 'Europe'."),
    *((lambda: environment.email_address("X"), wrong,
       f"X must be an e-mail address like redaction@archive.example, not {wrong!r}.")
      for wrong in ("redaction", "a@b", "Ada <ada@b.example>", "a@b.example?cc=x", "é@b.example")),
    (lambda: environment.required("X", "it is needed."), None, "X is missing: it is needed."),
    (lambda: environment.required("X", "be strong.", environment.is_strong_key), "weak",
     "X is wrong: be strong."),
]  # fmt: skip


@pytest.mark.parametrize(("read", "value", "sentence"), REFUSED)
def test_a_wrong_variable_is_refused_by_name(given, read, value, sentence):
    given(value)
    with pytest.raises(ImproperlyConfigured) as refusal:
        read()
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("key", "strong"),
    [(STRONG_KEY, True), (STRONG_KEY[:49], False), ("ab" * 40, False), ("x" * 60, False),
     (f"django-insecure-{STRONG_KEY}", False), ("", False)],
)  # fmt: skip
def test_a_strong_key_is_long_varied_and_nobodys_default(key, strong):
    assert environment.is_strong_key(key) is strong


# --- DATABASE_URL ---------------------------------------------------------------------------

WRONG_DATABASES = [
    "",
    "archive.sqlite3",
    "mysql://ada:hunter2@host/name",
    "postgres://ada:hunter2@host/",
    "postgres://ada:hunter2@host:port/name",
    "postgres:/ada:hunter2@host/name",
    "ada:hunter2@host/name",
    "mysql://ada:hunter2",
    "mysql://host/name?password=hunter2",
]


@pytest.mark.parametrize("url", WRONG_DATABASES)
def test_a_wrong_database_is_refused_without_its_password(url):
    with pytest.raises(ImproperlyConfigured) as refusal:
        database_from_url(url)
    assert str(refusal.value).startswith(
        "DATABASE_URL must be sqlite:///path/to/file or postgres://"
    )
    assert "hunter2" not in str(refusal.value)


def test_only_the_scheme_of_a_database_is_printable():
    assert without_secrets("postgres://ada:p@ss:w/rd@host/name") == "postgres://…"
    assert without_secrets("ada:hunter2@host") == "…"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_is_reached_through_a_pool_that_gives_up(scheme):
    database = database_from_url(f"{scheme}://ada:hunter2@host:5433/name?sslmode=require")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("host", 5433, "name")
    assert (database["USER"], database["PASSWORD"]) == ("ada", "hunter2")
    assert database["OPTIONS"]["sslmode"] == "require"
    assert database["OPTIONS"]["pool"] == {"min_size": 1, "max_size": 8, "timeout": 10}
    assert not database.get("CONN_MAX_AGE")  # Django refuses a pool of lasting connections


def test_the_folder_of_a_sqlite_file_is_made(tmp_path):
    database = database_from_url(f"sqlite:///{tmp_path}/new/deep/archive.sqlite3")
    assert database["NAME"] == f"{tmp_path}/new/deep/archive.sqlite3"
    assert (tmp_path / "new" / "deep").is_dir()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL names a file in a folder that"):
        database_from_url(f"sqlite:///{tmp_path}/file/archive.sqlite3")


@pytest.fixture
def sqlite(tmp_path: Path, django_db_blocker):
    """A connection to a SQLite file, made as the archive makes its own."""
    database = database_from_url(f"sqlite:///{tmp_path}/archive.sqlite3")
    with django_db_blocker.unblock():
        opened = ConnectionHandler({"default": database})["default"]
        yield opened
        opened.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 20_000)],
)
def test_a_sqlite_connection_is_durable_and_patient(sqlite, pragma, value):
    with sqlite.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (value,)


def test_a_sqlite_transaction_takes_its_turn_to_write_at_once(sqlite):
    with closing(sqlite3.connect(sqlite.settings_dict["NAME"], timeout=0)) as other:
        sqlite.ensure_connection()
        sqlite.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        sqlite.rollback()


# --- The start ------------------------------------------------------------------------------

WRONG_STARTS = [
    ({"DEBUG": "flase"}, "DEBUG must be 1 or 0"),
    ({"DEBUG": "0", "ALLOWED_HOSTS": "archive.example"}, "SECRET_KEY is missing"),
    ({**PRODUCTION, "SECRET_KEY": "hunter2"}, "SECRET_KEY is wrong"),
    ({**PRODUCTION, "ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name"),
    ({**PRODUCTION, "ALLOWED_HOSTS": "archive.example,*"}, "ALLOWED_HOSTS must name"),
    ({**PRODUCTION, "ALLOWED_HOSTS": "https://archive.example"}, "ALLOWED_HOSTS must name"),
    ({**PRODUCTION, "HSTS_SECONDS": "60"}, "HSTS_SECONDS must lie between"),
    ({**PRODUCTION, "SECURE_PROXY": "maybe"}, "SECURE_PROXY must be 1 or 0"),
    ({"CSRF_TRUSTED_ORIGINS": "archive.example"}, "CSRF_TRUSTED_ORIGINS must hold"),
    ({"DATABASE_URL": "mysql://ada:hunter2@host/name"}, "DATABASE_URL must be"),
    ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL must name the file"),
    ({"DATABASE_URL": "sqlite:///:memory:"}, "DATABASE_URL must name the file"),
    ({"DATABASE_URL": "sqlite:///file:x?mode=memory"}, "DATABASE_URL must name the file"),
    ({"DATABASE_URL": "sqlite:////tmp"}, "DATABASE_URL names a folder"),
    ({"DATABASE_URL": "sqlite:///new/"}, "DATABASE_URL names a folder"),
    ({"TIME_ZONE": "Mars/Phobos"}, "TIME_ZONE must be"),
    ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL must be one of"),
    ({"EXCERPT_SHARE_MAX": "1.5"}, "EXCERPT_SHARE_MAX must lie between"),
    ({"EXCERPT_STATEMENT_MAX": "many"}, "EXCERPT_STATEMENT_MAX must be a number"),
    ({"EXCERPT_TOTAL_MAX": "0"}, "EXCERPT_TOTAL_MAX must lie between"),
    ({"CONTACT_EMAIL": "the desk"}, "CONTACT_EMAIL must be an e-mail address"),
    ({"IMPORT_MAX_BYTES": "10 MB"}, "IMPORT_MAX_BYTES must be a number"),
]


@pytest.mark.parametrize(("variables", "sentence"), WRONG_STARTS)
def test_a_wrong_start_is_one_sentence(variables, sentence, tmp_path):
    address = {"DATABASE_URL": f"sqlite:///{tmp_path}/a.sqlite3"}
    done = processes.manage("check", **(address | variables))
    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert line.startswith(f"Propos: {sentence}")
    assert "hunter2" not in line


def test_a_database_that_is_none_is_one_sentence(tmp_path):
    file = tmp_path / "a.sqlite3"
    file.write_text("no database at all, although it has the name of one")
    done = processes.manage("migrate", DATABASE_URL=f"sqlite:///{file}")
    assert done.returncode == 1
    assert done.stderr == (
        "Propos: the database that DATABASE_URL names (sqlite://…) does not serve: "
        "file is not a database.\n"
    )


def test_a_database_that_does_not_answer_is_told_without_its_password():
    url = "postgres://ada:hunter2@127.0.0.1:1/archive"
    done = processes.manage("migrate", DATABASE_URL=url)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(
        "Propos: the database that DATABASE_URL names (postgres://…) does not serve: "
    )
    assert "Traceback" not in done.stderr
    assert "hunter2" not in done.stderr


def test_development_needs_no_variable():
    assert processes.manage("check").returncode == 0


def test_production_passes_the_deployment_check_without_a_warning(tmp_path):
    done = processes.manage(
        "check", "--deploy", "--fail-level", "WARNING",
        **PRODUCTION, SECURE_PROXY="1", DATABASE_URL=f"sqlite:///{tmp_path}/a.sqlite3",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


def started(**given: str):
    """What a WSGI server would have after importing the application."""
    names = ["DEBUG", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
             "SECURE_HSTS_SECONDS", "SECURE_PROXY_SSL_HEADER"]  # fmt: skip
    script = (
        "import json; import config.wsgi; from django.conf import settings; "
        f"print(json.dumps({{name: getattr(settings, name) for name in {names!r}}}))"
    )
    return processes.run([sys.executable, "-c", script], **given)


def test_the_server_refuses_to_start_without_its_variables():
    done = started()
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1].endswith(
        "SECRET_KEY is missing: production needs 50 random characters or more that nobody else "
        "knows."
    )


@pytest.mark.parametrize(
    ("proxy", "header"), [("", None), ("1", ["HTTP_X_FORWARDED_PROTO", "https"])]
)
def test_the_server_is_in_production_unless_told_otherwise(tmp_path, proxy, header):
    given = {name: value for name, value in PRODUCTION.items() if name != "DEBUG"}
    done = started(**given, SECURE_PROXY=proxy, DATABASE_URL=f"sqlite:///{tmp_path}/a.sqlite3")
    assert json.loads(done.stdout) == {
        "DEBUG": False,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_PROXY_SSL_HEADER": header,
    }
