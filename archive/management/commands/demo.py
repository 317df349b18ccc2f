"""``manage.py demo``: a complete small archive to look at, on this machine, in one command."""

import json
import secrets
import socket
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from archive import groups
from archive.demo import loader
from archive.models import Article

ADDRESS = "127.0.0.1"
EDITORS = {
    "ada": ("Ada", groups.CONTRIBUTORS, "contributes: annotates and submits"),
    "rui": ("Rui", groups.REVIEWERS, "reviews: approves what others submitted"),
    "chloe": ("Chloé", groups.CHIEF_EDITORS, "chief editor: retractions, outlets, accounts"),
}


def port_number(written: str) -> int:
    try:
        port = int(written)
    except ValueError:
        port = 0
    if not 1 <= port <= 65535:
        raise ArgumentTypeError(f"a port is a number from 1 to 65535, not {written!r}")
    return port


class Command(BaseCommand):
    help = (
        "Migrates the database, loads the demonstration archive, prints the addresses and the "
        f"log-ins of three editors, and serves on {ADDRESS}. Running it again changes nothing."
    )
    requires_system_checks: list[str] = []  # migrate and runserver make them

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=port_number, default=8000, help="default: 8000")
        parser.add_argument("--no-serve", action="store_true", help="prepare only")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The demonstration is for development: DEBUG is off here.")
        if not options["no_serve"]:
            refuse_taken_port(options["port"])
        call_command("migrate", verbosity=0)
        if not loader.is_loaded() and Article.objects.exists():
            raise CommandError(
                "This database already holds an archive, and the demonstration would mix fiction "
                "into it. Set DATABASE_URL to another one, for example sqlite:///var/demo.sqlite3."
            )
        passwords = known_passwords()
        cast = loader.Cast(*(make_editor(name, passwords) for name in EDITORS))
        keep_passwords(passwords)
        loader.load(cast)
        self.tell(passwords, options["port"])
        if not options["no_serve"]:
            serve(options["port"])

    def tell(self, passwords: dict[str, str], port: int) -> None:
        site = f"http://{ADDRESS}:{port}"
        self.stdout.write(f"\nThe archive   {site}/      in English: {site}/en/")
        self.stdout.write(f"The desk      {site}/admin/\n\n")
        for name, (_first, _group, does) in EDITORS.items():
            self.stdout.write(f"  {name:6} {passwords[name]:18} {does}")
        self.stdout.write("")


def logins_file() -> Path:
    return settings.VAR_DIR / "demo-logins.json"


def known_passwords() -> dict[str, str]:
    try:
        kept = json.loads(logins_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: str(password) for name, password in kept.items() if name in EDITORS}


def keep_passwords(passwords: dict[str, str]) -> None:
    """Readable by this user alone, whatever the umask."""
    file = logins_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600, exist_ok=True)
    file.chmod(0o600)  # also when it was there
    file.write_text(json.dumps(passwords, indent=2) + "\n", encoding="utf-8")


def make_editor(name: str, passwords: dict[str, str]) -> User:
    """The account, with the password kept from the last run or a new random one.

    An account whose password is no longer known gets a new one: nobody could use it otherwise.
    """
    first_name, group, _does = EDITORS[name]
    editor, created = User.objects.get_or_create(
        username=name, defaults={"first_name": first_name, "is_staff": True}
    )
    if created or name not in passwords:
        passwords.setdefault(name, secrets.token_urlsafe(12))
        editor.set_password(passwords[name])
        editor.save()
        editor.groups.add(Group.objects.get(name=group))
    return editor


def refuse_taken_port(port: int) -> None:
    """Before anything is made or told: log-ins of a site that does not answer help nobody."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself
        try:
            probe.bind((ADDRESS, port))
        except OSError as problem:
            raise CommandError(
                f"Port {port} of this machine cannot be served on: {problem.strerror}. "
                "Choose another with --port."
            ) from None


def serve(port: int) -> None:
    # As readers will see it: the archive's own error pages, not Django's for developers.
    settings.DEBUG = False
    call_command("runserver", f"{ADDRESS}:{port}", use_reloader=False, skip_checks=True)
