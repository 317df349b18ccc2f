"""Who printed it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.fields import validate_web_address


class Outlet(models.Model):
    """A newspaper, radio, television, agency or site whose articles the archive reads."""

    class Kind(models.TextChoices):
        NEWSPAPER = "newspaper", _("newspaper")
        RADIO = "radio", _("radio")
        TELEVISION = "television", _("television")
        AGENCY = "agency", _("news agency")
        SITE = "site", _("site")

    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NEWSPAPER)
    url = models.CharField(
        _("address"), max_length=500, blank=True, validators=[validate_web_address]
    )
    notice = models.CharField(
        _("notice to readers"),
        max_length=300,
        blank=True,
        help_text=_(
            "A sentence shown with everything this outlet printed: that it is satirical, say."
        ),
    )

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
