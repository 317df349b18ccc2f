"""System checks: what must be in place before the archive can be trusted."""

from typing import Any

from django.core import checks
from django.db import OperationalError, connections

from archive import integrity


@checks.register(checks.Tags.database)
def triggers_are_set(databases: list[str] | None = None, **kwargs: Any) -> list[checks.Warning]:
    """Reports a migrated database that has lost a trigger (``check --database default``)."""
    warnings = []
    for alias in databases or []:
        if not is_migrated(alias):
            continue
        missing = integrity.missing_triggers(alias)
        if missing:
            warnings.append(
                checks.Warning(
                    f"The database “{alias}” lacks {len(missing)} of the archive’s triggers: "
                    f"{', '.join(sorted(missing)[:5])}…",
                    hint="A migration rebuilt a table without setting them again: "
                    "call archive.integrity.set_all in it.",
                    id="archive.W001",
                )
            )
    return warnings


def is_migrated(alias: str) -> bool:
    try:
        return "archive_edition" in connections[alias].introspection.table_names()
    except OperationalError:
        return False  # no database yet: nothing to report before the first migration
