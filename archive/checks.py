"""System checks: what must be in place before the archive can be trusted."""

from typing import Any

from django.core import checks
from django.db import OperationalError, connections

from archive import integrity
from archive.models import Edition, FacetTally


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


@checks.register(checks.Tags.database)
def prints_are_counted(databases: list[str] | None = None, **kwargs: Any) -> list[checks.Warning]:
    """Reports an archive that was migrated, and not counted since."""
    return [
        checks.Warning(
            f"What is in print is not counted in the database “{alias}”: lists and numbers that "
            "readers see would be wrong.",
            hint="Run manage.py rebuild_index.",
            id="archive.W002",
        )
        for alias in databases or []
        if is_migrated(alias) and not is_counted(alias)
    ]


def is_counted(alias: str) -> bool:
    """Whether the number of statements kept is that of the current editions; a migration that has
    yet to make the table has nothing to count."""
    if FacetTally._meta.db_table not in connections[alias].introspection.table_names():
        return True
    total = FacetTally.objects.using(alias).filter(dimension="all", value="statements")
    kept = total.values_list("statements", flat=True).first() or 0
    return kept == Edition.objects.using(alias).current().count()


def is_migrated(alias: str) -> bool:
    try:
        return "archive_edition" in connections[alias].introspection.table_names()
    except OperationalError:
        return False  # no database yet: nothing to report before the first migration
