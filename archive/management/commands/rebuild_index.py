"""``manage.py rebuild_index``: makes anew what is counted and found of the editions in print."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from archive.models import rebuilding


class Command(BaseCommand):
    help = (
        "Makes the tallies of what is in print anew from the current editions: after a migration "
        "that adds one, or when check_archive says that they are wrong. Readers go on reading; "
        "who publishes meanwhile waits."
    )
    requires_system_checks: list[str] = []  # one of them says to run this

    def handle(self, *args: Any, **options: Any) -> None:
        begun = time.monotonic()
        rebuilding.rebuild()
        # Here comes the index of words.
        self.stdout.write(f"Made anew in {time.monotonic() - begun:.1f} s.")
