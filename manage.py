#!/usr/bin/env python3
"""Django's manage.py, which makes the project's environment first when there is none.

``python3 manage.py COMMAND`` works from a fresh clone. When the modules a command needs can be
imported, it runs at once. Otherwise the locked dependencies are installed in ``.venv`` and the
command starts again there. ``test`` runs pytest with the arguments that follow it.

Everything up to ``main`` must also parse and run on Python 3.6, to say in one sentence that
Python is too old; hence the quoted annotations.
"""

# ruff: noqa: S603, S606 - every command below is a list this file writes itself, without a shell
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from contextlib import contextmanager, suppress

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

OLDEST_PYTHON = (3, 11)
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
VENV_BIN = os.path.join(VENV, "Scripts" if os.name == "nt" else "bin")
VENV_PYTHON = os.path.join(VENV_BIN, "python.exe" if os.name == "nt" else "python")

# Written last, so that an interrupted set-up has none: the SHA-256 of each lock installed.
STAMP = os.path.join(VENV, "set-up.json")
RUNTIME_LOCK = "requirements.txt"
DEVELOPMENT_LOCK = "requirements-dev.txt"  # holds everything the runtime lock holds
# A Python that has Django for something else may lack the rest: each direct dependency is named.
RUNTIME_MODULES = [
    "django", "django_filters", "csp", "dj_database_url", "gunicorn", "polib", "psycopg",
    "psycopg_pool", "Stemmer", "rapidfuzz", "tqdm", "whitenoise",
]  # fmt: skip
MODULES = {
    RUNTIME_LOCK: RUNTIME_MODULES,
    DEVELOPMENT_LOCK: [
        *RUNTIME_MODULES, "axe_playwright_python", "edtf", "hypothesis", "playwright", "pytest",
        "pytest_django",
    ],
}  # fmt: skip
# Set for the restart when .venv lacked a module although its stamp was right: once is enough.
REPAIRED = "PROPOS_ENVIRONMENT_REPAIRED"

# What pip prints when no index answers; the last one is all it says when it may not retry.
UNREACHABLE = (
    "connection broken by",
    "ConnectionError",
    "Max retries exceeded",
    "Read timed out",
    "(from versions: none)",
)


def main() -> None:
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:3])
        stop(f"Propos needs Python 3.11 or later, and {sys.executable} is Python {found}.")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    lock = DEVELOPMENT_LOCK if command == "test" else RUNTIME_LOCK
    if missing_modules(lock):
        continue_in_environment(lock)
    os.environ.pop(REPAIRED, None)
    if ROOT not in sys.path:  # as under python -P or -I
        sys.path.insert(0, ROOT)
    compile_catalogues()
    if command == "test":
        os.chdir(ROOT)
        become(sys.executable, ["-m", "pytest", *sys.argv[2:]])
    run_django()


def run_django() -> None:
    """Runs the command; a wrong setting or a database that does not answer is one sentence and
    status 1, not a traceback (which ``--traceback`` asks for)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    # Imported here: Django is not importable before the environment stands.
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError, OperationalError

    try:
        # Django itself hides a wrong setting until something else fails because of it.
        _ = settings.INSTALLED_APPS
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        stop(str(error))
    except DatabaseError as error:
        # Its subclasses but one tell of wrong data or wrong code; "not a database" has none.
        if "--traceback" in sys.argv or type(error) not in (DatabaseError, OperationalError):
            raise
        stop(database_failure(error))


def database_failure(error: Exception) -> str:
    from config.databases import without_secrets

    where = without_secrets(os.environ.get("DATABASE_URL", "").strip() or "sqlite://")
    said = (str(error).strip().splitlines() or ["it does not answer"])[0].rstrip(".")
    return f"the database that DATABASE_URL names ({where}) does not serve: {said}."


def compile_catalogues() -> None:
    # Imported here: the module is written for the Python that main() has checked.
    from config.catalogues import compile_stale

    compile_stale(ROOT)


def missing_modules(lock: str) -> "list[str]":
    return [name for name in MODULES[lock] if importlib.util.find_spec(name) is None]


def continue_in_environment(lock: str) -> None:
    """Starts the command again in ``.venv``, made or brought up to date first. Never returns."""
    inside = os.path.realpath(sys.prefix) == os.path.realpath(VENV)
    if inside and os.environ.get(REPAIRED):
        names = ", ".join(missing_modules(lock))
        stop(f"{VENV} still lacks {names} after its repair: delete it and run the command again.")
    if inside:
        os.environ[REPAIRED] = "1"
    try:
        with one_process_at_a_time():
            # Running inside without the modules, the environment is not what its stamp says.
            if inside or not is_ready(lock):
                make_environment(lock)
    except KeyboardInterrupt:
        stop("the set-up was interrupted; the next run continues it.", 130)
    except OSError as error:
        stop(f"the environment cannot be made in {VENV}: {error}.")
    become(VENV_PYTHON, [os.path.join(ROOT, "manage.py"), *sys.argv[1:]])


def is_ready(lock: str) -> bool:
    """Whether ``.venv`` holds this lock as it reads now, whole, with a Python that starts."""
    try:
        with open(STAMP, encoding="utf-8") as stamp:
            installed = json.load(stamp)
    except (OSError, ValueError):
        return False
    return isinstance(installed, dict) and installed.get(lock) == digest(lock) and python_starts()


def python_starts() -> bool:
    """False for a ``.venv`` that is absent, too old, or whose base Python was removed."""
    test = f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    return os.access(VENV_PYTHON, os.X_OK) and succeeds([VENV_PYTHON, "-I", "-S", "-c", test])


def make_environment(lock: str) -> None:
    """Installs the lock in ``.venv`` and writes the stamp; stops with one sentence otherwise."""
    parent = VENV if os.path.isdir(VENV) else ROOT
    if not os.access(parent, os.W_OK | os.X_OK):
        stop(f"{parent} cannot be written, and Propos installs its dependencies there.")
    if os.path.lexists(STAMP):
        os.remove(STAMP)
    usable = python_starts() and succeeds([VENV_PYTHON, "-I", "-c", "import pip"])
    if not usable and not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        stop(
            "this Python has no ensurepip, which makes virtual environments. Debian and Ubuntu "
            "split it out: run apt install python3-venv (or python3.11-venv), then this again."
        )
    what = "tests' dependencies" if lock == DEVELOPMENT_LOCK else "dependencies"
    tell(f"installing the {what} in .venv: once, for a minute or less on an ordinary line...")
    if not usable:
        create = [sys.executable, "-I", "-m", "venv", "--clear", VENV]
        run_quietly(create, "the virtual environment could not be made (see above).")
    install = [VENV_PYTHON, "-I", "-m", "pip", "install", "--require-hashes", "--quiet"]
    options = ["--no-input", "--disable-pip-version-check", "-r", os.path.join(ROOT, lock)]
    # Read before pip reads them: a lock that changes meanwhile is then installed next time.
    locks = [RUNTIME_LOCK, DEVELOPMENT_LOCK] if lock == DEVELOPMENT_LOCK else [RUNTIME_LOCK]
    installed = {name: digest(name) for name in locks}
    run_quietly(install + options, "pip could not install the dependencies (see above).")
    with open(STAMP + ".new", "w", encoding="utf-8") as stamp:
        json.dump(installed, stamp)
    os.replace(STAMP + ".new", STAMP)


def run_quietly(command: "list[str]", failure: str) -> None:
    """Runs a command unseen; when it fails, shows what it said and stops with the sentence."""
    # PIP_USER: a user's own "pip install --user by default" would make pip refuse to work here.
    done = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=ROOT,
        env=dict(os.environ, PIP_USER="0"),
        check=False,
    )
    if done.returncode == 0:
        return
    said = done.stdout.decode("utf-8", "replace")
    if any(sign in said for sign in UNREACHABLE):
        last_line = said.strip().splitlines()[-1]
        stop(
            "pip cannot reach the package index: check the network (or the proxy) and run the "
            f"same command again, it continues where it stopped. (pip: {last_line})"
        )
    sys.stderr.write(said)
    stop(failure)


def succeeds(command: "list[str]") -> bool:
    try:
        return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def digest(lock: str) -> str:
    with open(os.path.join(ROOT, lock), "rb") as text:
        return hashlib.sha256(text.read()).hexdigest()


@contextmanager
def one_process_at_a_time():
    """Holds the project's folder, so that two first runs cannot install over each other."""
    if fcntl is None:
        yield
        return
    # The folder itself is locked: no file is left behind, and read-only trees can be locked too.
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems lock no folder: go on without
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def become(python: str, arguments: "list[str]") -> None:
    """Replaces this process, so that signals and the exit status are the command's own."""
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "nt":  # execv returns to the shell at once there
        sys.exit(subprocess.call([python, *arguments]))
    os.execv(python, [python, *arguments])


def tell(sentence: str) -> None:
    sys.stderr.write(f"Propos: {sentence}\n")
    sys.stderr.flush()


def stop(sentence: str, status: int = 1) -> None:
    tell(sentence)
    sys.exit(status)


if __name__ == "__main__":
    main()
