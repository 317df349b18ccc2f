"""What editors need among themselves; readers see nothing of it but the names that are credited."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.models.article import ArticleText
from archive.models.statement import Statement


class Comment(models.Model):
    """What an editor says to the others about a statement; triggers keep it as it was said."""

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="comments", verbose_name=_("statement")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments", verbose_name=_("author")
    )
    body = models.TextField(
        _("comment"),
        max_length=2000,
        help_text=_("Write @name to show it to somebody on their desk."),
    )
    created_at = models.DateTimeField(_("written on"), auto_now_add=True)
    client_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="comment_not_empty",
                condition=~Q(body=""),
                violation_error_message=_("Write something."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.author} · {self.body[:60]}"


class Notice(models.Model):
    """Tells somebody, on their desk, that a comment names them."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="notices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "user"], name="notice_once"),
        ]
        indexes = [
            # What somebody has not seen yet.
            models.Index(fields=["user"], condition=Q(seen_at__isnull=True), name="notice_unseen"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ← {self.comment}"


class Reservation(models.Model):
    """A reviewer who is reading a statement: nobody else decides on it for twenty minutes."""

    LENGTH = timedelta(minutes=20)

    statement = models.OneToOneField(
        Statement, models.CASCADE, related_name="reservation", verbose_name=_("statement")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="reservations",
        verbose_name=_("taken by"),
    )
    taken_at = models.DateTimeField(_("taken at"), default=timezone.now)

    class Meta:
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")

    def __str__(self) -> str:
        return f"{self.user} · {self.statement}"

    @property
    def ends_at(self) -> timezone.datetime:
        return self.taken_at + self.LENGTH

    @property
    def is_live(self) -> bool:
        return timezone.now() < self.ends_at


class ExcerptOverride(models.Model):
    """A chief editor's written leave to show one passage beyond the budget of its article.

    It holds for these words or a part of them: longer ones need another leave.
    """

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="overrides", verbose_name=_("statement")
    )
    text = models.ForeignKey(ArticleText, models.PROTECT, related_name="+")
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    reason = models.TextField(_("why"), max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("allowed by")
    )
    at = models.DateTimeField(_("allowed on"), auto_now_add=True)

    class Meta:
        verbose_name = _("longer excerpt allowed")
        verbose_name_plural = _("longer excerpts allowed")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="excerptoverride_explained",
                condition=~Q(reason=""),
                violation_error_message=_("Write a reason: whoever reads this later needs it."),
            ),
            models.CheckConstraint(
                name="excerptoverride_in_order", condition=Q(start__lt=F("end"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement} · {self.by}"


class FormReceipt(models.Model):
    """A form that was taken in, and the record it made: sent again, it makes no second one."""

    key = models.UUIDField(primary_key=True)
    record_type = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("form taken in")
        verbose_name_plural = _("forms taken in")

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}"


class EditorProfile(models.Model):
    """What an editor chose for themselves: to be credited or not, and how the desk behaves."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile", editable=False
    )
    credited_as = models.CharField(
        _("name shown to readers"),
        max_length=120,
        blank=True,
        help_text=_(
            "Readers see it on the statements you submit or approve. Left empty, they see no name."
        ),
    )
    single_keys = models.BooleanField(
        _("single-letter shortcuts"),
        default=True,
        help_text=_("One letter acts at once on the review desk: a approves, r returns."),
    )
    # {command: key} where it is not the usual one: archive.admin.workbench_commands has those.
    keys = models.JSONField(
        _("keys of the annotation desk"), default=dict, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("my choices")
        verbose_name_plural = _("choices of editors")

    def __str__(self) -> str:
        return str(self.user)
