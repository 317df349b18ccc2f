"""What came in, from which files, and what became of each."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.article import Article


class ImportRun(models.Model):
    """One run of an importer: who, when, with which options, and how it ended."""

    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="import_runs",
        verbose_name=_("by"),
    )
    importer = models.CharField(_("importer"), max_length=40)
    options = models.JSONField(_("options"), default=dict)
    created = models.PositiveIntegerField(pgettext_lazy("articles", "created"), default=0)
    unchanged = models.PositiveIntegerField(pgettext_lazy("articles", "unchanged"), default=0)
    failed = models.PositiveIntegerField(_("failed"), default=0)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.importer} · {self.started_at:%Y-%m-%d %H:%M}"


class ImportedFile(models.Model):
    """One file of a run, and what became of it."""

    class Outcome(models.TextChoices):
        CREATED = "created", pgettext_lazy("file", "created")
        UNCHANGED = "unchanged", pgettext_lazy("file", "unchanged")
        FAILED = "failed", _("failed")

    run = models.ForeignKey(
        ImportRun, models.CASCADE, related_name="files", verbose_name=_("import")
    )
    name = models.CharField(_("file"), max_length=1000)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    encoding = models.CharField(_("encoding"), max_length=20, blank=True)
    article = models.ForeignKey(
        Article,
        models.SET_NULL,
        null=True,
        related_name="imported_files",
        verbose_name=_("article"),
    )

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name} · {self.get_outcome_display()}"
