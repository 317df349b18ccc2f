"""Whether history is the one that was written: each row chained to the one before it."""

from collections.abc import Iterator
from typing import Any

from archive.audit.finding import Check, Count, Finding, about
from archive.audit.streams import streamed
from archive.models import Event
from archive.models.event import sha256_of_event

COLUMNS = [field.attname for field in Event._meta.concrete_fields]


def head() -> str:
    """The digest of the last row of history, "" when there is none: it vouches for all of it."""
    return Event.objects.order_by("-pk").values_list("sha256", flat=True).first() or ""


def digest_of(event: Any) -> str:
    """The digest its content has; "" when a value in it cannot even be read."""
    try:
        return sha256_of_event(event)
    except (AttributeError, TypeError, ValueError):
        return ""


def wrong_link(event: Any, before: Any) -> str | None:
    if event.previous_sha256 == (before.sha256 if before else ""):
        return None
    if before is None:
        return "History does not begin here: what came before is gone."
    return f"It was not written after number {before.id}: a row between is gone, new or rewritten."


def broken_chain(count: Count, since: str = "") -> Iterator[Finding]:
    """``since`` is a head that was noted once: history must still go through it."""
    before: Any = None
    is_passed = not since
    # Plain rows have what the digest asks of an event, and cost half of one.
    events = Event.objects.order_by("pk").values_list(*COLUMNS, named=True)
    for event in streamed(events, count):
        digest = digest_of(event)
        if digest != event.sha256:
            yield about(
                Event, event.id, "chain", "It is not the row its SHA-256 was computed over."
            )
        message = wrong_link(event, before)
        if message:
            yield about(Event, event.id, "chain", message)
        is_passed = is_passed or digest == since == event.sha256
        before = event
    if not is_passed:
        message = "The head given is not in history: its end was cut off or rewritten."
        yield about(Event, None, "chain", message)


def check_since(head_noted: str) -> Check:
    return Check(
        "chain", "events", Event.objects.count, lambda count: broken_chain(count, head_noted)
    )
