"""What the public reads: frozen, numbered copies of approved statements."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.addresses import address
from archive.models.article import Article, ArticleText
from archive.models.days import ID_BITS, sort_day_of
from archive.models.digests import sha256_of_content
from archive.models.edition_links import EditionTarget, EditionTopic
from archive.models.fields import EarliestDayField, LatestDayField, PartialDateField
from archive.models.outlet import Outlet
from archive.models.person import Person
from archive.models.printing import in_print_changed
from archive.models.spoken import CONTENT_FIELDS, TARGET_FIELDS, Spoken
from archive.models.statement import SOURCE_FIELDS, Statement

# What stands in a list: the words, who said them and when, where they were printed, and what a
# search tells of them.
LISTED = (
    "statement", "article", "exact", "prefix", "suffix", "kind", "language", "speaker_type",
    "speaker_name", "attribution", "speaker_role", "said_on", "certainty", "notes", "title",
    "title_is_derived", "outlet_name", "published", "url", "sort_key", "speaker__slug",
    "outlet__name", "outlet__notice",
)  # fmt: skip


class EditionQuerySet(models.QuerySet):
    """The only door of the public pages, feeds, exports and search."""

    def current(self) -> "EditionQuerySet":
        return self.filter(state=Edition.State.CURRENT)

    def readable(self) -> "EditionQuerySet":
        """Current and superseded editions: what a pinned citation may still show."""
        return self.filter(state__in=[Edition.State.CURRENT, Edition.State.SUPERSEDED])

    def withdrawn(self) -> "EditionQuerySet":
        """Retracted and removed editions, for the page that says so."""
        return self.filter(state__in=[Edition.State.RETRACTED, Edition.State.REMOVED])

    def by(self, person: Person) -> "EditionQuerySet":
        """What somebody says, under any of their records."""
        return self.filter(speaker__in=person.identities())

    def about(self, person: Person) -> "EditionQuerySet":
        """What is about somebody, or said to them, under any of their records."""
        aimed = EditionTarget.objects.filter(person__in=person.identities())
        return self.filter(pk__in=aimed.values("edition"))

    def newest_first(self) -> "EditionQuerySet":
        return self.order_by("-sort_key")

    def for_lists(self) -> "EditionQuerySet":
        """What a list shows, in two queries, and no more of an edition than that."""
        targets = EditionTarget.objects.select_related("person").only(
            "edition", "relation", "name", "role", "person__slug"
        )
        return (
            self.select_related("speaker", "outlet")
            .only(*LISTED)
            .prefetch_related(models.Prefetch("targets", targets))
        )

    def for_pages(self) -> "EditionQuerySet":
        """All of an edition, with what its own page and its article's show, in two queries."""
        targets = EditionTarget.objects.select_related("person")
        return self.select_related("speaker", "outlet", "article").prefetch_related(
            models.Prefetch("targets", targets)
        )

    def publish(self, statement: Statement, *, approved_by: Any) -> "Edition":
        """Freezes the statement as its next edition and supersedes the current one.

        Called by ``workflow.move`` inside its transaction; triggers refuse an edition of a
        statement that is not in review, or approved by one of its editors.
        """
        content = statement.content()
        earlier = self.filter(statement=statement)
        left = earlier.current().first()
        earlier.current().update(state=Edition.State.SUPERSEDED, closed_at=models.functions.Now())
        edition = self.create(
            statement=statement,
            number=(earlier.aggregate(last=models.Max("number"))["last"] or 0) + 1,
            statement_version=statement.version,
            submitted_by=statement.submitted_by,
            approved_by=approved_by,
            sha256=sha256_of_content(content),
            **columns_of(statement, content),
        )
        EditionTarget.objects.bulk_create(
            EditionTarget(
                edition=edition,
                sort_key=edition.sort_key,
                person=target.person,
                speaker=edition.speaker,
                name=target.person.name,
                **{field: getattr(target, field) for field in TARGET_FIELDS},
            )
            for target in statement.targets.all()
        )
        EditionTopic.objects.bulk_create(
            EditionTopic(edition=edition, topic=topic, name=topic.name, sort_key=edition.sort_key)
            for topic in statement.topics.all()
        )
        in_print_changed(left=left, came=edition)
        return edition


def columns_of(statement: Statement, content: dict[str, Any]) -> dict[str, Any]:
    """The columns of an Edition that repeat the statement's content."""
    source = content["source"]
    return {
        **{name: content[name] for name in CONTENT_FIELDS},
        "speaker": statement.speaker,
        "speaker_name": content["speaker_name"],
        "notes": content["notes"],
        "article": statement.article,
        "text": statement.text,
        "outlet": statement.article.outlet,
        "start": statement.start,
        "end": statement.end,
        "prefix": statement.prefix,
        "suffix": statement.suffix,
        "outlet_name": source["outlet"],
        **{name: source[name] for name in SOURCE_FIELDS},
        "sort_day": sort_day_of(content["said_on"], source["published"]),
    }


class Edition(Spoken):
    """A frozen, numbered copy of everything the public may read of an approved statement.

    Triggers refuse any change but that of its state (superseded, retracted, removed) and the
    words that explain it, and refuse its deletion.
    """

    class State(models.TextChoices):
        CURRENT = "current", pgettext_lazy("edition", "current")
        SUPERSEDED = "superseded", pgettext_lazy("edition", "superseded")
        RETRACTED = "retracted", pgettext_lazy("edition", "retracted")
        REMOVED = "removed", pgettext_lazy("edition", "removed")

    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="editions", verbose_name=_("statement")
    )
    number = models.PositiveIntegerField(_("edition"))
    statement_version = models.PositiveIntegerField(_("version of the statement"))

    speaker = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="editions", verbose_name=_("speaker")
    )
    speaker_name = models.CharField(_("name of the speaker"), max_length=200, blank=True)
    notes = models.JSONField(_("annotations"), default=list)

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="editions", verbose_name=_("article")
    )
    title = models.CharField(_("title"), max_length=500)
    title_is_derived = models.BooleanField(_("title derived from the text"), default=False)
    outlet = models.ForeignKey(
        Outlet, models.PROTECT, null=True, related_name="editions", verbose_name=_("outlet")
    )
    outlet_name = models.CharField(_("outlet"), max_length=200, blank=True)
    byline = models.CharField(_("signed by"), max_length=300, blank=True)
    published = PartialDateField(_("printed on"))
    published_from = EarliestDayField("published")
    published_to = LatestDayField("published")
    url = models.CharField(_("address"), max_length=1000, blank=True)
    archived_url = models.CharField(_("archived copy"), max_length=1000, blank=True)
    dateline = models.CharField(_("dateline"), max_length=200, blank=True)
    agency = models.CharField(_("agency credit"), max_length=200, blank=True)

    text = models.ForeignKey(
        ArticleText,
        models.PROTECT,
        related_name="editions",
        verbose_name=_("version of the text"),
    )

    sha256 = models.CharField("SHA-256", max_length=64)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved on"), auto_now_add=True)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CURRENT)
    closed_at = models.DateTimeField(_("closed on"), null=True)
    reason = models.TextField(_("why"), blank=True)
    public_note = models.TextField(_("note to readers"), blank=True)
    withdrawal_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("retraction asked by"),
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("retracted by"),
    )

    sort_day = models.PositiveIntegerField(default=0)
    sort_key = models.GeneratedField(
        expression=F("sort_day") * (1 << ID_BITS) + F("id"),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-sort_key"]
        indexes = [
            # Public lists, newest first, any page (keyset on sort_key).
            models.Index(fields=["-sort_key"], condition=Q(state="current"), name="edition_newest"),
            # What a person said, newest first.
            models.Index(
                fields=["speaker", "-sort_key"],
                condition=Q(state="current"),
                name="edition_by_speaker",
            ),
            # What an outlet printed, newest first.
            models.Index(
                fields=["outlet", "-sort_key"],
                condition=Q(state="current"),
                name="edition_by_outlet",
            ),
            # The quotations of an article in reading order.
            models.Index(
                fields=["article", "start"],
                condition=Q(state="current"),
                name="edition_in_article",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["statement", "number"], name="edition_numbered_once"),
            models.UniqueConstraint(
                fields=["statement"],
                condition=Q(state="current"),
                name="edition_one_current",
                violation_error_message=_("This statement already has a current edition."),
            ),
            models.CheckConstraint(
                name="edition_two_people",
                condition=~Q(approved_by=F("submitted_by")),
                violation_error_message=_("Nobody approves what they submitted."),
            ),
            models.CheckConstraint(
                name="edition_withdrawn_by_two",
                condition=~Q(state__in=["retracted", "removed"])
                | (
                    Q(withdrawn_by__isnull=False, withdrawal_asked_by__isnull=False)
                    & ~Q(withdrawn_by=F("withdrawal_asked_by"))
                ),
                violation_error_message=_("A retraction takes two people."),
            ),
            models.CheckConstraint(
                name="edition_state_known",
                condition=Q(state__in=["current", "superseded", "retracted", "removed"]),
            ),
            models.CheckConstraint(name="edition_span_in_order", condition=Q(start__lt=F("end"))),
        ]

    def __str__(self) -> str:
        return f"« {self.exact[:80]}{'…' if len(self.exact) > 80 else ''} » ({self.number})"

    def get_absolute_url(self) -> str:
        return address("statement-detail", self.statement_id)

    def get_pinned_url(self) -> str:
        """The address that shows this very edition for ever."""
        return address("edition-detail", self.statement_id, self.number)

    @property
    def is_current(self) -> bool:
        return self.state == self.State.CURRENT

    @property
    def speaker_words(self) -> str:
        """Whom the page names as the speaker: a name, else the article's own words."""
        return self.speaker_name or self.attribution or str(self.get_speaker_type_display())

    def content(self) -> dict[str, Any]:
        """The frozen content in the form its SHA-256 was computed over."""
        return {
            **self.plain_content(),
            "speaker": self.speaker_id,
            "speaker_name": self.speaker_name,
            "topics": sorted(link.name for link in self.topic_links.all()),
            "targets": [target.content() for target in self.targets.all()],
            "notes": self.notes,
            "source": {
                "article": self.article_id,
                "outlet": self.outlet_name,
                **{name: getattr(self, name) for name in SOURCE_FIELDS},
            },
            "anchor": self.anchor_content(),
        }
