"""What a rule of the database is, and the shapes many rules share."""

from collections.abc import Iterable
from dataclasses import dataclass

SQLITE = "sqlite"
POSTGRESQL = "postgresql"


@dataclass(frozen=True, slots=True)
class Rule:
    """One trigger: before ``event`` on ``table``, refuse with ``message`` when ``broken`` is true.

    ``broken`` is SQL both databases read; ``IS DIFFERENT FROM`` stands for each one's null-safe
    inequality. A rule with ``then`` writes after the event instead of refusing. A rule with
    ``vendor`` is of that database alone; one that ``writes`` into another table waits for that; one
    that acts ``once`` does so for all the rows of a statement, where the database can. One that
    ``reads_moved`` is once, and does nothing unless rows came or went: the table ``moved``.
    """

    name: str
    table: str
    event: str
    message: str = ""
    broken: str = "1 = 1"
    then: str = ""
    vendor: str = ""
    writes: str = ""
    once: bool = False
    reads_moved: bool = False


def changed(columns: tuple[str, ...], *, since: str = "OLD") -> str:
    return " OR ".join(f'NEW."{name}" IS DIFFERENT FROM {since}."{name}"' for name in columns)


def frozen(table: str, what: str, *, events: tuple[str, ...] = ("UPDATE", "DELETE")) -> list[Rule]:
    return [
        Rule(f"{table}_no_{event.lower()}", table, event, f"{what} cannot be changed or deleted.")
        for event in events
    ]


def words_broken(words: str, text: str) -> str:
    """Words that are not at their place (``<words>_start``, ``<words>_end``) of the body ``t.body``
    that ``text`` selects from; or a place without words."""
    return (
        f"NEW.{words} = '' AND NEW.{words}_start IS NOT NULL "
        f"OR NEW.{words} <> '' AND NOT EXISTS (SELECT 1 {text} "
        f"AND NEW.{words}_end - NEW.{words}_start = length(NEW.{words}) "
        f"AND substr(t.body, NEW.{words}_start + 1, length(NEW.{words})) = NEW.{words})"
    )


# The columns that no two rows share; or, of a key that holds for some rows only, when a row ``o``
# has that of ``NEW``, in SQL.
Key = tuple[str, ...] | str


def same_key(keys: Iterable[Key]) -> str:
    """When a row ``o`` stands in the way of ``NEW``."""
    conditions = (
        key if isinstance(key, str) else " AND ".join(f"o.{name} = NEW.{name}" for name in key)
        for key in keys
    )
    return " OR ".join(f"({condition})" for condition in conditions)


def never_replaced(table: str, *keys: Key) -> Rule:
    """SQLite's INSERT OR REPLACE deletes the row in its way without firing a DELETE trigger."""
    return Rule(
        f"{table}_never_replaced", table, "INSERT", "A record never takes the place of another.",
        f"EXISTS (SELECT 1 FROM {table} o WHERE {same_key((('id',), *keys))})",  # noqa: S608
        vendor=SQLITE,
    )  # fmt: skip


def never_replaced_by_update(table: str, *keys: Key) -> Rule:
    """SQLite's UPDATE OR REPLACE does the same to the row that has a unique key's new value."""
    return Rule(
        f"{table}_never_replaced_by_update", table, "UPDATE",
        "A record never takes the place of another.",
        f"EXISTS (SELECT 1 FROM {table} o WHERE o.id <> OLD.id "  # noqa: S608
        f"AND ({same_key(keys)}))",
        vendor=SQLITE,
    )  # fmt: skip


def kept(table: str, columns: tuple[str, ...] = ("id",)) -> Rule:
    message = "What tells a record from the others cannot be changed."
    return Rule(f"{table}_kept", table, "UPDATE", message, changed(columns))
