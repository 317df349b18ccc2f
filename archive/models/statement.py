"""The desk's working copy of what somebody said."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.article import Article, ArticleText
from archive.models.fields import WordsKeyField
from archive.models.person import Person
from archive.models.spoken import Spoken, SpokenTarget
from archive.models.topic import Topic
from archive.quotes.anchoring import Anchor

# What an edition repeats of its article, beside the outlet's name: {column there: field here}.
SOURCE_FIELDS = {
    "title": "title",
    "title_is_derived": "title_is_derived",
    "byline": "byline",
    "published": "published",
    "url": "url",
    "archived_url": "archived_url",
    "dateline": "place",
    "agency": "agency",
}


class StatementQuerySet(models.QuerySet):
    """Statements as the desk asks for them; the public never reads this table."""

    def awaiting_review(self) -> "StatementQuerySet":
        return self.filter(status=Statement.Status.IN_REVIEW)

    def returned_to(self, user: Any) -> "StatementQuerySet":
        return self.filter(status=Statement.Status.RETURNED, submitted_by=user)

    def in_progress_of(self, user: Any) -> "StatementQuerySet":
        return self.filter(status=Statement.Status.DRAFT, created_by=user)

    def held(self, pk: int) -> "Statement":
        """The statement as it is now, its row locked until the transaction ends: what refers to
        it may still be written by others, it may not."""
        return self.select_for_update(of=("self",), no_key=True).get(pk=pk)

    def with_names(self) -> "StatementQuerySet":
        """Everything a list or a page of the desk shows, in a fixed number of queries."""
        return self.select_related(
            "article", "article__outlet", "speaker", "created_by", "submitted_by", "modified_by"
        ).prefetch_related("targets__person")


class Statement(Spoken):
    """One quotation or reported speech, anchored in an article, on its way through the desk.

    The words are not copied but anchored: ``text.body[start:end] == exact`` in Unicode code
    points, which a trigger verifies. ``status`` is written by ``archive.workflow`` alone.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        RETURNED = "returned", _("returned")
        PUBLISHED = "published", _("published")
        REJECTED = "rejected", _("rejected")
        RETRACTED = "retracted", _("retracted")

    class Priority(models.IntegerChoices):
        NORMAL = 0, _("normal")
        HIGH = 1, _("high")
        URGENT = 2, _("urgent")

    EDITABLE = (Status.DRAFT, Status.RETURNED, Status.IN_REVIEW)

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="statements", verbose_name=_("article")
    )
    text = models.ForeignKey(
        ArticleText,
        models.PROTECT,
        related_name="statements",
        verbose_name=_("version of the text"),
    )
    speaker = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("speaker"),
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="statements", verbose_name=_("topics")
    )

    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    # SHA-256 of content() as it was submitted: an edition is made of exactly that.
    content_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    # The same words elsewhere in the archive: an agency's copy, a quotation printed again.
    words_key = WordsKeyField("exact")
    version = models.PositiveIntegerField(_("version"), default=1)
    client_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="statements_created",
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    modified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("modified by"),
    )
    modified_at = models.DateTimeField(_("modified"), auto_now=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements_submitted",
        verbose_name=_("submitted by"),
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    # The desk's own, no part of a version: changing them reopens nothing.
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority, default=Priority.NORMAL
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["-pk"]
        indexes = [
            # The reviewers' queue, oldest first.
            models.Index(
                fields=["submitted_at"],
                condition=Q(status="in_review"),
                name="statement_queue",
            ),
            # The queues of one status: mine in progress, under revision.
            models.Index(fields=["status"], name="statement_status"),
            # The statements of an article in reading order.
            models.Index(fields=["article", "start"], name="statement_in_article"),
        ]
        permissions = [
            ("review_statement", "Can review, approve, return and retract statements"),
            ("override_budget", "Can allow a longer excerpt than the budget does"),
        ]
        constraints = [
            models.CheckConstraint(
                name="statement_span_in_order",
                condition=Q(start__lt=F("end")),
                violation_error_message=_("The words must have a beginning and an end."),
            ),
            models.CheckConstraint(
                name="statement_status_known",
                condition=Q(
                    status__in=[
                        "draft",
                        "in_review",
                        "returned",
                        "published",
                        "rejected",
                        "retracted",
                    ]
                ),
                violation_error_message=_("This status does not exist."),
            ),
            models.CheckConstraint(
                name="statement_priority_known",
                condition=Q(priority__in=[0, 1, 2]),
                violation_error_message=_("This priority does not exist."),
            ),
            models.CheckConstraint(
                name="statement_speaker_matches_type",
                condition=Q(speaker__isnull=True) | Q(speaker_type__in=["named", "collective"]),
                violation_error_message=_(
                    "An anonymous or unknown speaker cannot be a person of the archive."
                ),
            ),
            models.CheckConstraint(
                name="statement_speaker_or_reason",
                condition=Q(status__in=["draft", "returned", "rejected"])
                | Q(speaker__isnull=False)
                | Q(speaker_type__in=["anonymous", "collective", "unknown"]),
                violation_error_message=_("Say who spoke, or why that is not known."),
            ),
            models.CheckConstraint(
                name="statement_doubt_explained",
                condition=Q(certainty="certain") | ~Q(certainty_reason=""),
                violation_error_message=_("Say why the attribution is not certain."),
            ),
            models.CheckConstraint(
                name="statement_submitter_known",
                condition=Q(status__in=["draft", "returned", "rejected", "retracted"])
                | Q(submitted_by__isnull=False),
                violation_error_message=_("A statement in review has somebody who submitted it."),
            ),
        ]

    def __str__(self) -> str:
        return f"« {self.exact[:80]}{'…' if len(self.exact) > 80 else ''} »"

    @property
    def anchor(self) -> Anchor:
        return Anchor(
            start=self.start,
            end=self.end,
            exact=self.exact,
            prefix=self.prefix,
            suffix=self.suffix,
            text_sha256=self.text.sha256,
        )

    def place_at(self, text: ArticleText, anchor: Anchor) -> None:
        """Anchors the statement to a span of this version of the text; the caller saves."""
        self.text, self.article = text, text.article
        self.start, self.end, self.exact = anchor.start, anchor.end, anchor.exact
        self.prefix, self.suffix = anchor.prefix, anchor.suffix

    @property
    def is_editable(self) -> bool:
        return self.status in self.EDITABLE

    @property
    def speaker_words(self) -> str:
        """Whom the public will read as the speaker: a name, else the article's own words."""
        if self.speaker:
            return self.speaker.name
        return self.attribution or str(self.SpeakerType(self.speaker_type).label)

    def content(self) -> dict[str, Any]:
        """Everything the public would read if this version were approved, as plain values.

        An Edition is made from it, its SHA-256 is computed over it, and history tells what
        changed by comparing two of them.
        """
        return {
            **self.plain_content(),
            "speaker": self.speaker_id,
            "speaker_name": self.speaker.name if self.speaker else "",
            "topics": sorted(topic.name for topic in self.topics.all()),
            "targets": [target.content() for target in self.targets.all()],
            "notes": [
                {"kind": note.kind, "body": note.body}
                for note in self.annotations.all()
                if note.visibility == "public"
            ],
            "source": self.source_content(),
            "anchor": self.anchor_content(),
        }

    def source_content(self) -> dict[str, Any]:
        article = self.article
        return {
            "article": article.pk,
            "outlet": article.outlet.name if article.outlet else "",
            **{column: getattr(article, name) for column, name in SOURCE_FIELDS.items()},
        }


class StatementTarget(SpokenTarget):
    """A person whom a statement is about, or to whom it is said."""

    statement = models.ForeignKey(
        Statement, models.CASCADE, related_name="targets", verbose_name=_("statement")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="statement_targets", verbose_name=_("person")
    )

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "person", "relation"],
                name="statementtarget_once",
                violation_error_message=_("This person is already a target of the statement."),
            ),
            models.CheckConstraint(
                name="statementtarget_mention_in_order",
                condition=Q(mention_start__isnull=True, mention_end__isnull=True)
                | Q(mention_start__lt=F("mention_end")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()} {self.person}"

    def content(self) -> dict[str, Any]:
        return self.target_content(self.person.name)


class StatementEditor(models.Model):
    """Who edited which version of a statement: written by triggers, read by the two-person rule.

    Nobody writes here; the database does, whenever a version is created or edited, and a trigger
    on Edition refuses an approver who is listed for a version since the last approved one.
    """

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="editors")
    version = models.PositiveIntegerField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("editor of a version")
        verbose_name_plural = _("editors of versions")
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "version", "user"], name="statementeditor_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} · {self.version} · {self.user}"
