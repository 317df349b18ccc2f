"""From when to when something was so, as far as it is known, and who says so."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive import dates
from archive.models.fields import EarliestDayField, LatestDayField, PartialDateField

BACKWARDS = _("This ends before it begins.")


def in_order(name: str) -> models.CheckConstraint:
    """The end is not before the beginning, so far as both are known."""
    return models.CheckConstraint(
        name=name,
        condition=Q(began_from__isnull=True)
        | Q(ended_to__isnull=True)
        | Q(began_from__lte=F("ended_to")),
        violation_error_message=BACKWARDS,
    )


class Period(models.Model):
    """A name or a role that somebody had for a time; both ends may be open or vague."""

    began = PartialDateField(pgettext_lazy("date", "from"))
    began_from = EarliestDayField("began")
    ended = PartialDateField(pgettext_lazy("date", "to"))
    ended_to = LatestDayField("ended")
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        abstract = True

    def clean(self) -> None:
        try:
            first = dates.parse(self.began).earliest if self.began else None
            last = dates.parse(self.ended).latest if self.ended else None
        except dates.InvalidDate:
            return  # the field itself says so
        if first and last and last < first:
            raise ValidationError({"ended": BACKWARDS})
