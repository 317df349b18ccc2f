"""Printed pieces and their texts. The text is a table of its own, one frozen row a version."""

from datetime import date
from urllib.parse import urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models.fields import (
    EarliestDayField,
    LatestDayField,
    PartialDateField,
    validate_language,
    validate_web_address,
)
from archive.models.outlet import Outlet
from archive.models.topic import Topic
from archive.quotes.anchoring import sha256_of


def normalised_url(url: str) -> str:
    """The address without fragment, with its host in lower case and no default port."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").lower()
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    return urlunsplit((parts.scheme.lower(), host + port, parts.path or "/", parts.query, ""))


class ArticleQuerySet(models.QuerySet):
    """Articles, asked for as the desk, the importers and the public pages ask."""

    def in_print(self) -> "ArticleQuerySet":
        """Articles with a current edition: all the public may see."""
        return self.filter(in_print__isnull=False)

    def holding(self, sha256: str, outlet: Outlet | None) -> "ArticleQuerySet":
        """Articles imported from this very text, by this outlet or where either is not known."""
        same = self.filter(source_sha256=sha256)
        return same if outlet is None else same.filter(Q(outlet=outlet) | Q(outlet=None))


class Article(models.Model):
    """A piece the press printed: its metadata here, its words in ArticleText."""

    class Licence(models.TextChoices):
        PRIVATE = "private", _("private: the public sees metadata, quotations and short context")
        OPEN = "open", _("open: the public sees the full text")

    class Reading(models.TextChoices):
        UNREAD = "unread", _("unread")
        IN_PROGRESS = "in_progress", _("in progress")
        READ = "read", _("read")

    title = models.CharField(_("title"), max_length=500)
    title_is_derived = models.BooleanField(
        _("title derived from the text"),
        default=False,
        help_text=_("The article came without a title; this one was made from its first sentence."),
    )
    outlet = models.ForeignKey(
        Outlet,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("outlet"),
        help_text=_("Who printed it. Nothing is submitted for review before this is known."),
    )
    byline = models.CharField(
        _("signed by"),
        max_length=300,
        blank=True,
        help_text=_("Empty when the piece is not signed."),
    )
    url = models.CharField(
        _("address"), max_length=1000, blank=True, validators=[validate_web_address]
    )
    archived_url = models.CharField(
        _("archived copy"), max_length=1000, blank=True, validators=[validate_web_address]
    )
    published = PartialDateField(_("printed on"))
    published_from = EarliestDayField("published")
    published_to = LatestDayField("published")
    place = models.CharField(_("dateline"), max_length=200, blank=True)
    agency = models.CharField(_("agency credit"), max_length=200, blank=True)
    language = models.CharField(
        _("language"), max_length=12, default="fr", validators=[validate_language]
    )
    licence = models.CharField(
        _("licence"), max_length=10, choices=Licence, default=Licence.PRIVATE
    )
    licence_name = models.CharField(_("name of the licence"), max_length=120, blank=True)
    licence_url = models.CharField(
        _("address of the licence"), max_length=500, blank=True, validators=[validate_web_address]
    )
    reading = models.CharField(_("reading"), max_length=12, choices=Reading, default=Reading.UNREAD)
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="articles", verbose_name=_("topics")
    )
    source_sha256 = models.CharField(max_length=64, editable=False)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-published_from", "-pk"]
        indexes = [
            # The desk's list of articles, newest first, and period filters.
            models.Index(fields=["-published_from", "-id"], name="article_newest"),
            models.Index(fields=["source_sha256"], name="article_source"),
        ]
        permissions = [
            ("open_licence", "Can put an article under an open licence"),
            ("read_articletext", "Can read the full text of a private article"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["url"],
                condition=~Q(url=""),
                name="article_url_unique",
                violation_error_message=_("Another article already has this address."),
            ),
            models.UniqueConstraint(
                fields=["outlet", "source_sha256"],
                condition=Q(outlet__isnull=False),
                name="article_text_once_an_outlet",
                violation_error_message=_(
                    "This outlet already has an article with this very text."
                ),
            ),
            models.UniqueConstraint(
                fields=["source_sha256"],
                condition=Q(outlet__isnull=True),
                name="article_text_once_without_outlet",
                violation_error_message=_(
                    "An article with this very text is already in the archive."
                ),
            ),
            models.CheckConstraint(
                name="article_open_licence_is_named",
                condition=Q(licence="private") | (~Q(licence_name="") & ~Q(licence_url="")),
                violation_error_message=_("An open licence needs its name and its address."),
            ),
            models.CheckConstraint(
                name="article_licence_known",
                condition=Q(licence__in=["private", "open"]),
                violation_error_message=_("A licence is either private or open."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("archive:article-detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.licence == self.Licence.OPEN

    @property
    def neighbouring_right_until(self) -> date | None:
        """The day the publisher's neighbouring right ends (CPI L211-4 V: two years from the 1st of
        January that follows publication); None when the year of printing is not known."""
        last = self.published_to or self.published_from
        return date(last.year + 3, 1, 1) if last else None

    @property
    def newest_text(self) -> "ArticleText | None":
        """The latest version of the text; None for an article that a program made without one."""
        return self.texts.order_by("-number").first()

    @property
    def current_text(self) -> "ArticleText":
        """The latest version of the text; raises ``ArticleText.DoesNotExist`` without one."""
        return self.texts.latest("number")

    def clean(self) -> None:
        if self.url:
            try:
                self.url = normalised_url(self.url)
            except ValueError:
                raise ValidationError({"url": _("This is not a web address.")}) from None


class ArticleText(models.Model):
    """One version of an article's words, exactly as printed: NFC, LF only, no BOM, never changed.

    A table of its own, so that no public query, list or export can read it by accident. A trigger
    refuses every update and delete; a correction is a new row with the next number.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField(_("version"), default=1)
    body = models.TextField(_("text"))
    sha256 = models.CharField(max_length=64, editable=False)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("text of an article")
        verbose_name_plural = _("texts of articles")
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="articletext_numbered_once"),
            models.CheckConstraint(
                name="articletext_line_feeds_only", condition=~Q(body__contains="\r")
            ),
            models.CheckConstraint(name="articletext_not_empty", condition=~Q(body="")),
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.number}"

    def save(self, *args, **kwargs) -> None:
        self.sha256 = sha256_of(self.body)
        super().save(*args, **kwargs)


def has_newer_text() -> models.Exists:
    """That the article of an outer row has a newer text than the one this row is of: a condition
    for whatever has an ``article`` and a ``text`` (statements, suggestions, readings)."""
    newer = ArticleText.objects.filter(
        article=models.OuterRef("article"), number__gt=models.OuterRef("text__number")
    )
    return models.Exists(newer)
