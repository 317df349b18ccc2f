"""manage.py as a process of its own: what only a process can show, its status and its words."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from django.db import connection

REPOSITORY = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(REPOSITORY / "manage.py")]


def variables(**given: str) -> dict[str, str]:
    """A bare process environment: none of the archive's variables but those given."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", **given}


def address_of_the_tests() -> str:
    """The address under which another process opens the archive of the tests."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    user = ":".join(filter(None, (given["USER"], given["PASSWORD"])))
    return f"postgres://{user}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


def run(command: list[str], **given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        env=variables(**given),
        cwd=REPOSITORY,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=120,
        check=False,
    )


def manage(*arguments: str | Path, **given: str) -> subprocess.CompletedProcess[str]:
    return run([*MANAGE, *map(str, arguments)], **given)


def begin(*arguments: str | Path, **given: str) -> subprocess.Popen[str]:
    """The command, started and not waited for."""
    return subprocess.Popen(
        [*MANAGE, *map(str, arguments)],
        env=variables(**given),
        cwd=REPOSITORY,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=heed_interrupts,
    )


def heed_interrupts() -> None:
    """A shell has what it starts in the background ignore them, and so its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
