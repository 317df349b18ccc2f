"""What a statement and its editions have in common: the words, their anchor, who, how, when."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.fields import (
    EarliestDayField,
    LatestDayField,
    PartialDateField,
    validate_language,
)
from archive.quotes.anchoring import CONTEXT

# The plain fields readers are given, in the order they meet them.
CONTENT_FIELDS = (
    "exact", "kind", "language", "speaker_type", "attribution", "speaker_role", "via",
    "said_on", "place", "setting", "certainty", "certainty_reason",
)  # fmt: skip
TARGET_FIELDS = ("relation", "mention", "mention_start", "mention_end", "role")


class Spoken(models.Model):
    """Words anchored in a text, and what is known of their saying.

    ``start`` and ``end`` are code points of the article's text, from 0, end exclusive.
    """

    class Kind(models.TextChoices):
        DIRECT = "direct", _("direct")
        INDIRECT = "indirect", _("indirect")
        MIXED = "mixed", _("mixed")

    class SpeakerType(models.TextChoices):
        NAMED = "named", _("named")
        ANONYMOUS = "anonymous", _("anonymous")
        COLLECTIVE = "collective", _("collective")
        UNKNOWN = "unknown", _("unknown")

    class Setting(models.TextChoices):
        INTERVIEW = "interview", _("interview")
        MEETING = "meeting", _("public meeting")
        ASSEMBLY = "assembly", _("assembly")
        PRESS_RELEASE = "press_release", _("press release")
        NETWORK = "network", _("social network")
        REPORTED = "reported", _("reported words")
        OTHER = "other", _("other")

    class Certainty(models.TextChoices):
        CERTAIN = "certain", _("certain")
        PROBABLE = "probable", _("probable")
        DISPUTED = "disputed", _("disputed")

    exact = models.TextField(_("words"))
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    prefix = models.CharField(_("words before"), max_length=CONTEXT, blank=True)
    suffix = models.CharField(_("words after"), max_length=CONTEXT, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.DIRECT)
    language = models.CharField(
        _("language"), max_length=12, default="fr", validators=[validate_language]
    )
    speaker_type = models.CharField(
        _("speaker is"), max_length=12, choices=SpeakerType, default=SpeakerType.NAMED
    )
    attribution = models.CharField(
        _("attribution as printed"),
        max_length=300,
        blank=True,
        help_text=_("The words by which the article names the speaker: “un ami de Benoît Hamon”."),
    )
    speaker_role = models.CharField(
        _("role of the speaker then"),
        max_length=300,
        blank=True,
        help_text=_("Left empty, the role recorded for that date is taken."),
    )
    via = models.CharField(
        _("relayed by"),
        max_length=300,
        blank=True,
        help_text=_("An agency, an outlet or a person who reports the words: “selon l’AFP”."),
    )
    said_on = PartialDateField(_("said on"), help_text=_("2017-01, 22/01/2017, “vers 2017”…"))
    said_from = EarliestDayField("said_on")
    said_to = LatestDayField("said_on")
    place = models.CharField(_("place"), max_length=200, blank=True)
    setting = models.CharField(_("setting"), max_length=15, choices=Setting, default=Setting.OTHER)
    certainty = models.CharField(
        _("certainty"), max_length=10, choices=Certainty, default=Certainty.CERTAIN
    )
    certainty_reason = models.CharField(_("why it is not certain"), max_length=500, blank=True)

    class Meta:
        abstract = True

    def plain_content(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in CONTENT_FIELDS}

    def anchor_content(self) -> dict[str, Any]:
        return {
            "text": self.text.number,
            "sha256": self.text.sha256,
            "start": self.start,
            "end": self.end,
            "prefix": self.prefix,
            "suffix": self.suffix,
        }


class SpokenTarget(models.Model):
    """Somebody whom words are about, or to whom they are said, and the words that say so."""

    class Relation(models.TextChoices):
        ABOUT = "about", _("about")
        TO = "to", _("to")

    relation = models.CharField(
        _("relation"), max_length=5, choices=Relation, default=Relation.ABOUT
    )
    mention = models.CharField(
        _("designated by"),
        max_length=200,
        blank=True,
        help_text=_("The words of the article that designate this person: “elle”."),
    )
    mention_start = models.PositiveIntegerField(null=True, editable=False)
    mention_end = models.PositiveIntegerField(null=True, editable=False)
    role = models.CharField(
        _("role then"),
        max_length=300,
        blank=True,
        help_text=_("Left empty, the role recorded for that date is taken."),
    )

    class Meta:
        abstract = True

    def target_content(self, name: str) -> dict[str, Any]:
        return {
            "person": self.person_id,
            "name": name,
            **{field: getattr(self, field) for field in TARGET_FIELDS},
        }
