"""``manage.py flush``: empties the database, history included, after asking.

The triggers that protect history would refuse it: they are lifted for its length and set again,
and the groups of editors are made anew.
"""

from typing import Any

from django.core.management.commands.flush import Command as DjangoFlush
from django.db import connections

from archive import groups, integrity


class Command(DjangoFlush):
    help = (
        "Removes ALL DATA from the database, the history and the editions included. "
        "The triggers and the groups of editors are set again afterwards."
    )

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        with connection.schema_editor() as schema_editor:
            integrity.lift(None, schema_editor)
        try:
            super().handle(**options)
        finally:
            with connection.schema_editor() as schema_editor:
                integrity.set_all(None, schema_editor)
        groups.set_groups(options["database"])
