"""What the detector proposes to editors, and what became of each proposal."""

from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive.models.article import Article, ArticleText
from archive.models.person import Person
from archive.models.spoken import Spoken
from archive.models.statement import Statement
from archive.quotes.anchoring import trim


def span_in_order(name: str, start: str, end: str) -> models.CheckConstraint:
    """Both ends of a place, the first before the last; or neither."""
    nowhere = Q(**{f"{start}__isnull": True, f"{end}__isnull": True})
    # Each end by itself: a comparison with nothing is neither true nor false, and would pass.
    somewhere = Q(**{f"{start}__isnull": False, f"{end}__isnull": False, f"{start}__lt": F(end)})
    return models.CheckConstraint(name=name, condition=nowhere | somewhere)


def folded_by(rules: Collection[str]) -> Q:
    """What the desk folds: suggestions of the low tier, and those of these rules
    (``archive.detector_record`` tells which)."""
    return Q(tier=Suggestion.Tier.LOW) | Q(rule__in=list(rules))


class SuggestionQuerySet(models.QuerySet):
    """Suggestions, asked for as the desk asks."""

    def of(self, article: Article) -> "SuggestionQuerySet":
        """Those of this article, in reading order."""
        return self.filter(article=article).order_by("start", "pk")

    def pending(self) -> "SuggestionQuerySet":
        """Those that await an editor."""
        return self.filter(state=Suggestion.State.PENDING)

    def decided(self) -> "SuggestionQuerySet":
        return self.exclude(state=Suggestion.State.PENDING)

    def offered(self, *, folded_rules: Collection[str] = ()) -> "SuggestionQuerySet":
        """Those that await an editor and are shown unfolded."""
        return self.pending().exclude(folded_by(folded_rules))

    def held(self, pk: int) -> "Suggestion":
        """The suggestion as it is now, its row locked until the transaction ends."""
        found = self.select_related("article", "text", "speaker__merged_into", "decided_by")
        return found.select_for_update(of=("self",), no_key=True).get(pk=pk)

    def with_names(self) -> "SuggestionQuerySet":
        """Everything a page of the desk shows but the text, in a fixed number of queries."""
        return self.select_related(
            "speaker__merged_into", "statement", "decided_by"
        ).prefetch_related("targets__person__merged_into")


class Suggestion(models.Model):
    """A quotation that the detector found in an article, awaiting an editor or decided by one.

    What was proposed never changes (triggers say so); ``state``, ``statement``, ``decided_by``,
    ``decided_at`` and ``corrections`` are written by ``archive.suggestions`` alone. Pending ones
    are replaced when the article is read again; decided ones are kept for ever.
    """

    Kind = Spoken.Kind
    SpeakerType = Spoken.SpeakerType

    class Tier(models.TextChoices):
        HIGH = "high", pgettext_lazy("tier", "high")
        MEDIUM = "medium", pgettext_lazy("tier", "medium")
        LOW = "low", pgettext_lazy("tier", "low")

    class State(models.TextChoices):
        PENDING = "pending", pgettext_lazy("suggestion", "pending")
        ACCEPTED = "accepted", pgettext_lazy("suggestion", "accepted")
        CORRECTED = "corrected", pgettext_lazy("suggestion", "corrected")
        DISMISSED = "dismissed", pgettext_lazy("suggestion", "dismissed")

    article = models.ForeignKey(
        Article, models.PROTECT, related_name="suggestions", verbose_name=_("article")
    )
    text = models.ForeignKey(
        ArticleText,
        models.PROTECT,
        related_name="suggestions",
        verbose_name=_("version of the text"),
    )
    start = models.PositiveIntegerField(_("start"))
    end = models.PositiveIntegerField(_("end"))
    exact = models.TextField(_("words"))
    kind = models.CharField(_("kind"), max_length=10, choices=Spoken.Kind)
    language = models.CharField(_("language"), max_length=12)

    cue = models.CharField(_("words that announce it"), max_length=200, blank=True)
    cue_start = models.PositiveIntegerField(null=True, editable=False)
    cue_end = models.PositiveIntegerField(null=True, editable=False)
    # Who is proposed. ``speaker_name`` is the canonical name, or the article's words for a source
    # that is not named; ``attribution`` is what the article prints beside the words or, of a source
    # without a record, what it prints where the pronoun beside the words points.
    speaker = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions",
        verbose_name=_("speaker"),
    )
    speaker_name = models.CharField(_("name of the speaker"), max_length=300, blank=True)
    speaker_type = models.CharField(
        _("speaker is"), max_length=12, choices=Spoken.SpeakerType, default="unknown"
    )
    is_new_person = models.BooleanField(_("not in the archive"), default=False)
    attribution = models.CharField(_("attribution as printed"), max_length=300, blank=True)
    attribution_start = models.PositiveIntegerField(null=True, editable=False)
    attribution_end = models.PositiveIntegerField(null=True, editable=False)

    rule = models.CharField(_("rule"), max_length=60)
    tier = models.CharField(_("confidence"), max_length=10, choices=Tier)
    # What bears the guess out: a list of {"what", "words", "start", "end"}.
    evidence = models.JSONField(_("evidence"), default=list)
    detector_version = models.CharField(_("version of the detector"), max_length=20)
    proposed_at = models.DateTimeField(_("proposed on"), auto_now_add=True)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    statement = models.OneToOneField(
        Statement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestion",
        verbose_name=_("statement"),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestions_decided",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    # What the editor changed: {"words", "span", "kind", "speaker", "speaker_type", "attribution",
    # "targets" -> [proposed, kept]}.
    corrections = models.JSONField(_("corrections"), default=dict, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["article", "start", "pk"]
        indexes = [
            # The suggestions of an article in reading order, and how many of them are pending.
            models.Index(fields=["article", "start"], name="suggestion_in_article"),
            # The detector's record: what was decided, rule by rule.
            models.Index(
                fields=["rule", "tier", "detector_version", "state"], name="suggestion_record"
            ),
        ]
        constraints = [
            # Whatever became of it: words that an editor has decided on are not proposed again.
            models.UniqueConstraint(
                fields=["text", "start", "end"],
                name="suggestion_once_a_place",
                violation_error_message=_("These words are suggested already."),
            ),
            models.CheckConstraint(
                name="suggestion_span_in_order", condition=Q(start__lt=F("end"))
            ),
            span_in_order("suggestion_cue_in_order", "cue_start", "cue_end"),
            span_in_order(
                "suggestion_attribution_in_order", "attribution_start", "attribution_end"
            ),
            models.CheckConstraint(
                name="suggestion_kind_known", condition=Q(kind__in=["direct", "indirect", "mixed"])
            ),
            models.CheckConstraint(
                name="suggestion_tier_known", condition=Q(tier__in=["high", "medium", "low"])
            ),
            models.CheckConstraint(
                name="suggestion_state_known",
                condition=Q(state__in=["pending", "accepted", "corrected", "dismissed"]),
            ),
            models.CheckConstraint(
                name="suggestion_speaker_matches_type",
                condition=Q(speaker__isnull=True) | Q(speaker_type__in=["named", "collective"]),
                violation_error_message=_(
                    "An anonymous or unknown speaker cannot be a person of the archive."
                ),
            ),
            models.CheckConstraint(
                name="suggestion_new_person_is_named",
                condition=Q(is_new_person=False) | (Q(speaker__isnull=True) & ~Q(speaker_name="")),
            ),
            models.CheckConstraint(
                name="suggestion_decided_by_somebody",
                condition=Q(state="pending", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="pending") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="suggestion_taken_up_with_statement",
                condition=Q(state__in=["accepted", "corrected"], statement__isnull=False)
                | Q(state__in=["pending", "dismissed"], statement__isnull=True),
            ),
            models.CheckConstraint(
                name="suggestion_corrected_says_in_what",
                condition=(Q(state="corrected") & ~Q(corrections={}))
                | (~Q(state="corrected") & Q(corrections={})),
            ),
        ]

    def __str__(self) -> str:
        return f"« {self.words[:80]}{'…' if len(self.words) > 80 else ''} »"

    @property
    def words(self) -> str:
        """What a statement made of it would quote: without the marks and blanks around."""
        span = trim(self.exact, 0, len(self.exact))
        return self.exact[span.start : span.end]

    @property
    def is_pending(self) -> bool:
        return self.state == self.State.PENDING

    @property
    def speaker_now(self) -> Person | None:
        """The person proposed, as the archive knows them now: whoever stays after a merge."""
        return self.speaker.survivor if self.speaker else None

    @property
    def speaker_words(self) -> str:
        """Whom the desk reads as the speaker: a name, else the article's own words."""
        if self.speaker_now:
            return self.speaker_now.name
        return self.speaker_name or self.attribution

    def is_folded_by(self, rules: Collection[str]) -> bool:
        """What ``folded_by`` asks of many, of this one."""
        return self.tier == self.Tier.LOW or self.rule in rules


class SuggestionTarget(models.Model):
    """Somebody whom suggested words are about, and the words that designate them."""

    suggestion = models.ForeignKey(
        Suggestion, models.CASCADE, related_name="targets", verbose_name=_("suggestion")
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="suggestion_targets",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name"), max_length=300)
    mention = models.CharField(_("designated by"), max_length=200, blank=True)
    mention_start = models.PositiveIntegerField(null=True, editable=False)
    mention_end = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("suggested target")
        verbose_name_plural = _("suggested targets")
        ordering = ["pk"]
        constraints = [
            span_in_order("suggestiontarget_mention_in_order", "mention_start", "mention_end"),
        ]

    def __str__(self) -> str:
        return self.name


class DetectorReading(models.Model):
    """The last time the detector read an article: which text, by which version, what it found."""

    article = models.OneToOneField(
        Article, models.CASCADE, related_name="detector_reading", verbose_name=_("article")
    )
    text = models.ForeignKey(ArticleText, models.CASCADE, related_name="+")
    detector_version = models.CharField(_("version of the detector"), max_length=20)
    found = models.PositiveIntegerField(_("quotations found"))
    read_at = models.DateTimeField(_("read on"), auto_now=True)

    class Meta:
        verbose_name = _("reading by the detector")
        verbose_name_plural = _("readings by the detector")

    def __str__(self) -> str:
        return f"{self.article} · {self.detector_version}"
