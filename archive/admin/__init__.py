"""The editors' desk: Django's admin, one module a record."""

from archive.admin import (  # noqa: F401  importing registers the admin classes
    accounts,
    articles,
    editions,
    events,
    imports,
    people,
    profile,
    statements,
    vocabulary,
)
