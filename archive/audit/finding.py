"""What an audit reports, and the shape every check has."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

Count = Callable[[int], None]  # told how many more things a check has looked at


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, and with which record; never a word of an article.

    ``record_id`` is the record's number, the name of a trigger or of a constraint, or None. What
    ``is_warning`` the workflow deals with by itself: it is told and does not fail the audit.
    """

    check: str
    record_type: str
    record_id: int | str | None
    message: str
    is_warning: bool = False

    def __str__(self) -> str:
        record = " ".join(str(part) for part in (self.record_type, self.record_id) if part)
        return f"{record or self.check}: {self.message}"

    def as_json(self) -> dict[str, Any]:
        return {
            "check": self.check,
            "severity": "warning" if self.is_warning else "error",
            "record_type": self.record_type,
            "record_id": self.record_id,
            "message": self.message,
        }


@dataclass(frozen=True, slots=True)
class Check:
    """One subject of the audit: what it looks at, how many of them there are, what is wrong."""

    name: str
    counted: str  # the things it counts, as the report names them
    size: Callable[[], int]
    findings: Callable[[Count], Iterator[Finding]]


def about(model: type[models.Model], pk: Any, check: str, message: str, **more: Any) -> Finding:
    return Finding(check, model._meta.label_lower, pk, message, **more)
