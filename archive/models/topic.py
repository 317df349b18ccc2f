"""What statements deal with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.slugs import free_slug

SLUG_LENGTH = 120


class Topic(models.Model):
    """A subject that statements and articles are filed under; it describes them, not people."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(_("address"), max_length=SLUG_LENGTH, unique=True, blank=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.slug = self.slug or free_slug(self.name, "theme", SLUG_LENGTH, self.is_taken)
        super().save(*args, **kwargs)

    def is_taken(self, slug: str) -> bool:
        return Topic.objects.filter(slug=slug).exclude(pk=self.pk).exists()
