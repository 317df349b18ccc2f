"""Starts a server on a port of this machine, waits until it answers, and stops it."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import Client

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2
START_WITHIN = 120  # seconds


@dataclass(frozen=True, slots=True)
class Gunicorn:
    """How Propos is served; sync workers close the connection after every answer."""

    worker: str = "gthread"
    threads: int = 1
    keeps_pages: bool = True

    def __str__(self) -> str:
        pages = "pages kept" if self.keeps_pages else "each page made anew"
        return f"gunicorn, {WORKERS} {self.worker} workers of {self.threads} thread(s), {pages}"

    def command(self, port: int) -> list[str]:
        return [
            sys.executable, "-m", "gunicorn", "benchmarks.floor_wsgi:application",
            "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS),
            "--worker-class", self.worker, "--threads", str(self.threads),
            "--keep-alive", "30", "--timeout", "120", "--log-level", "warning",
        ]  # fmt: skip


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def running(
    command: Sequence[str], port: int, environment: dict[str, str], page: str
) -> Iterator[int]:
    """The port, once ``page`` answers; SystemExit with what the server said when it does not."""
    with tempfile.TemporaryFile() as said:
        # The command is one of this package, or the one given on the command line.
        server = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            if not answers(server, port, page):
                said.seek(0)
                sys.exit(f"No server: {said.read()[-3000:].decode(errors='replace')}")
            yield port
        finally:
            server.terminate()
            server.wait(30)


def answers(server: subprocess.Popen, port: int, page: str) -> bool:
    end = time.monotonic() + START_WITHIN
    while time.monotonic() < end and server.poll() is None:
        try:
            return Client(port).get(page).status < 500
        except (OSError, ValueError):
            time.sleep(0.2)
    return False


@contextmanager
def propos(how: Gunicorn) -> Iterator[int]:
    """Propos in production, on the database that DATABASE_URL names."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DEBUG": "0", "SECRET_KEY": secrets.token_urlsafe(60), "ALLOWED_HOSTS": "127.0.0.1",
            "SECURE_PROXY": "1", "STATIC_ROOT": folder, "LOG_LEVEL": "ERROR",
            "PAGES_MADE": "" if how.keeps_pages else "1",
        }  # fmt: skip
        # Nothing but names of this repository is in the command.
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"],
            cwd=ROOT, env=environment, check=True,
        )  # fmt: skip
        port = free_port()
        with running(how.command(port), port, environment, "/floor/empty/") as served:
            yield served
