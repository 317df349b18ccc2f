"""What editors do at the annotation desk: each act once, and so that it can be undone."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.article import Article


class ActQuerySet(models.QuerySet):
    """Acts, asked for as undoing and redoing ask."""

    def of(self, user: Any, article: Article) -> "ActQuerySet":
        """What this user did to this article and may want otherwise; an undoing is no such act."""
        return self.filter(user=user, article=article, reverts=None).exclude(steps=[])

    def to_undo(self) -> "Act | None":
        return self.filter(is_undone=False).order_by("-pk").first()

    def to_redo(self) -> "Act | None":
        """The first of those undone, unless something was done since."""
        last = self.to_undo()
        undone = self.filter(is_undone=True)
        return (undone.filter(pk__gt=last.pk) if last else undone).order_by("pk").first()


class Act(models.Model):
    """One thing that an editor asked of an article's annotation desk.

    ``key`` comes from the editor's page: what is asked twice is done once. ``steps`` say what was
    done in order, each with what taking it back needs (``archive.annotating.steps``). History is
    kept in Event: an act that is undone leaves its rows there, and adds those of the undoing.
    """

    class Name(models.TextChoices):
        CREATE = "create", pgettext_lazy("act", "new statement")
        EDIT = "edit", pgettext_lazy("act", "change of a statement")
        MOVE = "move", pgettext_lazy("act", "decision on a statement")
        ACCEPT = "accept", pgettext_lazy("act", "suggestion accepted")
        ACCEPT_MANY = "accept_many", pgettext_lazy("act", "suggestions accepted together")
        DISMISS = "dismiss", pgettext_lazy("act", "suggestion dismissed")
        UNDO = "undo", pgettext_lazy("act", "undoing")
        REDO = "redo", pgettext_lazy("act", "redoing")

    key = models.UUIDField(unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="acts")
    article = models.ForeignKey(Article, models.PROTECT, related_name="acts")
    name = models.CharField(max_length=12, choices=Name)
    steps = models.JSONField(default=list)
    is_undone = models.BooleanField(default=False)
    # Of an undoing or a redoing: what it undid or did again.
    reverts = models.ForeignKey("self", models.PROTECT, null=True, related_name="reverted_by")
    at = models.DateTimeField(auto_now_add=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = _("act at the desk")
        verbose_name_plural = _("acts at the desk")
        indexes = [
            # The last act of an editor in an article, to be undone or done again.
            models.Index(fields=["user", "article", "-id"], name="act_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.get_name_display()} · {self.user}"


class Presence(models.Model):
    """An editor who has an article open on the annotation desk; it locks nothing."""

    LASTS = timedelta(seconds=60)

    article = models.ForeignKey(Article, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="presences")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="presence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.article}"
