"""The version of everything readers may be shown: a number that is another after each change."""

import secrets
from typing import Final

from django.db import models
from django.db.models import Sum

BEGINNING: Final = 32_767  # the row that no connection counts in: see ``begin_anew``


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


def begin_anew() -> None:
    """Gives numbers that no page had before: where the database was put back to what it once was,
    it would count the same ones again for other changes."""
    row = {"changes": secrets.randbits(48)}
    PublicVersion.objects.update_or_create(pk=BEGINNING, defaults=row)
