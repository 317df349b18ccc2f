"""History: one row an act, never changed, never deleted."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


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
        return self.create(
            verb=verb,
            record_type=record._meta.label_lower,
            record_id=record.pk,
            record_label=str(record)[:200],
            actor=by,
            actor_name=by.get_username() if by else "",
            changes=changes or {},
            category=category,
            reason=reason,
        )


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

    at = models.DateTimeField(_("when"), auto_now_add=True)
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

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("history")
        ordering = ["-pk"]
        indexes = [
            # The history of one record, newest first.
            models.Index(fields=["record_type", "record_id", "-id"], name="event_of_record"),
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
