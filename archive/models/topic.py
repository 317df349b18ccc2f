"""What statements deal with."""

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _


class Topic(models.Model):
    """A subject that statements and articles are filed under; it describes them, not people."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), max_length=120, unique=True, blank=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.slug = self.slug or slugify(self.name)[:120]
        super().save(*args, **kwargs)
