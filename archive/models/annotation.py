"""Editors' notes on statements."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.statement import Statement


class Annotation(models.Model):
    """A note that helps to understand a statement; public ones are frozen into its editions."""

    class Kind(models.TextChoices):
        CONTEXT = "context", _("context")
        IDENTIFICATION = "identification", _("identification")
        CORRECTION = "correction", _("correction")
        TRANSLATION = "translation", _("translation")
        CROSS_REFERENCE = "cross_reference", _("cross-reference")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("public")
        INTERNAL = "internal", _("internal")

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="annotations", verbose_name=_("statement")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.CONTEXT)
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=Visibility, default=Visibility.PUBLIC
    )
    body = models.TextField(_("note"), max_length=2000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="annotations",
        editable=False,
        verbose_name=_("author"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("annotation")
        verbose_name_plural = _("annotations")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.body[:60]}"
