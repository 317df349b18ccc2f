"""History: one row an act, never changed, never deleted, each chained to the one before.

A row holds the SHA-256 of its own content and of the row before it: whoever alters, removes or
slips in a row breaks every digest after it (``manage.py check_archive`` recomputes them all).
"""

import json
from datetime import UTC
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connections, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.digests import sha256_of_content

CHAIN_LOCK = 0x50726F70  # "Prop": PostgreSQL's advisory lock of whoever writes the next row


def hold_end_of_chain(using: str) -> None:
    """One writer of history at a time, until the end of its transaction.

    SQLite has one writer anyhow: its transactions are IMMEDIATE. Write history last in a
    transaction, or two that lock records in another order could wait for each other.
    """
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def sha256_of_event(event: "Event") -> str:
    """The digest a row must have: over all it tells, and the digest of the row before it."""
    return sha256_of_content(
        {
            "previous": event.previous_sha256,
            "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "verb": str(event.verb),
            "record": [event.record_type, event.record_id, event.record_label],
            "actor": [event.actor_id, event.actor_name],
            "changes": event.changes,
            "category": event.category,
            "reason": event.reason,
        }
    )


class EventQuerySet(models.QuerySet):
    """History, asked for by record."""

    def of(self, record: models.Model) -> "EventQuerySet":
        return self.filter(record_type=record._meta.label_lower, record_id=record.pk)

    def record(
        self,
        verb: "Event.Verb",
        record: models.Model,
        *,
        by: Any,
        changes: dict[str, Any] | None = None,
        category: str = "",
        reason: str = "",
    ) -> "Event":
        """Adds one row. ``changes`` maps a field to its value before and after; ``by`` is the
        user who acted, or None for the machine (an import run by an operator)."""
        event = Event(
            at=timezone.now(),
            verb=verb,
            record_type=record._meta.label_lower,
            record_id=record.pk,
            record_label=str(record)[:200],
            actor=by,
            actor_name=by.get_username() if by else "",
            # As the database will give it back: dates as text, keys as text.
            changes=json.loads(json.dumps(changes or {}, cls=DjangoJSONEncoder)),
            category=category,
            reason=reason,
        )
        with transaction.atomic(using=self.db):
            hold_end_of_chain(self.db)
            last = self.order_by("-pk").values_list("sha256", flat=True).first()
            event.previous_sha256 = last or ""
            event.sha256 = sha256_of_event(event)
            event.save(using=self.db, force_insert=True)
        return event


class Event(models.Model):
    """Who did what to which record, when, from what to what, why. Triggers freeze the row."""

    class Verb(models.TextChoices):
        CREATED = "created", pgettext_lazy("event", "created")
        CHANGED = "changed", pgettext_lazy("event", "changed")
        IMPORTED = "imported", pgettext_lazy("event", "imported")
        SUBMITTED = "submitted", pgettext_lazy("event", "submitted")
        RETURNED = "returned", pgettext_lazy("event", "returned")
        REJECTED = "rejected", pgettext_lazy("event", "rejected")
        APPROVED = "approved", pgettext_lazy("event", "approved")
        REVISED = "revised", pgettext_lazy("event", "taken back for revision")
        RETRACTION_ASKED = "retraction_asked", pgettext_lazy("event", "retraction asked")
        RETRACTED = "retracted", pgettext_lazy("event", "retracted")
        RETRACTION_REFUSED = "retraction_refused", pgettext_lazy("event", "retraction refused")
        REOPENED = "reopened", pgettext_lazy("event", "reopened")
        DELETED = "deleted", pgettext_lazy("event", "deleted")
        MERGED = "merged", pgettext_lazy("event", "merged")
        UNMERGED = "unmerged", pgettext_lazy("event", "merge undone")
        DISTINGUISHED = "distinguished", pgettext_lazy("event", "told apart")
        TAKEN_OVER = "taken_over", pgettext_lazy("event", "review taken over")
        PRIORITISED = "prioritised", pgettext_lazy("event", "priority set")
        NOTED = "noted", pgettext_lazy("event", "internal notes changed")
        COMMENTED = "commented", pgettext_lazy("event", "commented")
        BUDGET_LIFTED = "budget_lifted", pgettext_lazy("event", "longer excerpt allowed")
        TAKEN_UP = "taken_up", pgettext_lazy("event", "taken from a suggestion")
        DISMISSED = "dismissed", pgettext_lazy("event", "dismissed")
        RECONSIDERED = "reconsidered", pgettext_lazy("event", "reconsidered")
        TAKEN_BACK = "taken_back", pgettext_lazy("event", "taken back")
        CORRECTED = "corrected", pgettext_lazy("event", "text corrected")

    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)
    verb = models.CharField(_("what"), max_length=20, choices=Verb)
    # No foreign key to the record: history outlives what it tells of.
    record_type = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    record_label = models.CharField(_("record"), max_length=200, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="events",
        verbose_name=_("who"),
    )
    actor_name = models.CharField(_("who"), max_length=150, blank=True)
    changes = models.JSONField(_("changes"), default=dict, encoder=DjangoJSONEncoder)
    category = models.CharField(_("category"), max_length=20, blank=True)
    reason = models.TextField(_("why"), blank=True)
    previous_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("history")
        ordering = ["-pk"]
        indexes = [
            # The history of one record, newest first.
            models.Index(fields=["record_type", "record_id", "-id"], name="event_of_record"),
            # Returns, counted by category for the author of each statement.
            models.Index(
                fields=["record_type", "record_id"],
                condition=models.Q(verb="returned"),
                name="event_returned",
            ),
        ]
        constraints = [
            # No place is left before the first row of the chain.
            models.CheckConstraint(name="event_numbered_from_one", condition=models.Q(id__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} · {self.record_label}"


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """{field: [before, after]} for every field whose value is not the same."""
    return {
        name: [before.get(name), after.get(name)]
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    }
