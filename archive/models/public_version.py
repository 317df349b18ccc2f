"""The version of everything readers may be shown: a number that grows with each change of it."""

from django.db import models
from django.db.models import Sum


class PublicVersion(models.Model):
    """How many changes were noted here; triggers note them (``archive.guards.readers``)."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    changes = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.pk}: {self.changes}"


def public_version() -> int:
    """The changes so far. A page made after this was read holds them all, and perhaps later ones,
    which will give another number."""
    return PublicVersion.objects.aggregate(all=Sum("changes"))["all"] or 0
