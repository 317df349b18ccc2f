"""Which records of people are one and the same, and which are not, for ever or until undone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from archive.models.person import Person


class PersonMergeQuerySet(models.QuerySet):
    """Merges, asked for by what they still do."""

    def standing(self) -> "PersonMergeQuerySet":
        return self.filter(undone_at__isnull=True)


class PersonMerge(models.Model):
    """The finding that one record of a person is another: who found it, why, who took it back.

    A merge moves nothing. What the merged record signs stays as it was vouched for; readers and
    editors are led to the one that stays (``Person.merged_into``), and undoing it leads them back.
    """

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="merges", verbose_name=_("merged record")
    )
    into = models.ForeignKey(
        Person, models.PROTECT, related_name="merges_received", verbose_name=_("record that stays")
    )
    rationale = models.TextField(_("why they are the same"), max_length=2000)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("merged by")
    )
    merged_at = models.DateTimeField(_("merged on"), auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("undone by"),
    )
    undone_at = models.DateTimeField(_("undone on"), null=True)
    undone_reason = models.TextField(_("why it was undone"), blank=True, max_length=2000)

    objects = PersonMergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge of people")
        verbose_name_plural = _("merges of people")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(undone_at__isnull=True),
                name="personmerge_one_standing",
                violation_error_message=_("This record is already merged."),
            ),
            models.CheckConstraint(
                name="personmerge_two_records",
                condition=~Q(person=F("into")),
                violation_error_message=_("A person cannot be merged into themselves."),
            ),
            models.CheckConstraint(
                name="personmerge_explained",
                condition=~Q(rationale=""),
                violation_error_message=_("Say why these records are the same person."),
            ),
            models.CheckConstraint(
                name="personmerge_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
            models.CheckConstraint(
                name="personmerge_undoing_explained",
                condition=Q(undone_at__isnull=True) | ~Q(undone_reason=""),
                violation_error_message=_("Say why they are not the same person after all."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.into}"


class PersonDistinctionQuerySet(models.QuerySet):
    """Pairs told apart, asked for by who is in them."""

    def of(self, person: Person) -> "PersonDistinctionQuerySet":
        """Those of any record of this person."""
        ids = person.identities()
        return self.filter(Q(first__in=ids) | Q(second__in=ids))

    def between(self, one: Person, other: Person) -> "PersonDistinctionQuerySet":
        """Those that tell any record of the one from any record of the other."""
        ours, theirs = one.identities(), other.identities()
        return self.filter(
            Q(first__in=ours, second__in=theirs) | Q(first__in=theirs, second__in=ours)
        )


class PersonDistinction(models.Model):
    """Two people who are easily taken for one another and are not the same."""

    first = models.ForeignKey(
        Person, models.CASCADE, related_name="distinctions", verbose_name=_("person")
    )
    second = models.ForeignKey(
        Person, models.CASCADE, related_name="distinctions_received", verbose_name=_("not this one")
    )
    reason = models.TextField(_("how to tell them apart"), max_length=500)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("told apart by")
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = PersonDistinctionQuerySet.as_manager()

    class Meta:
        verbose_name = _("people told apart")
        verbose_name_plural = _("people told apart")
        ordering = ["pk"]
        constraints = [
            # The record made first comes first, so that a pair is there once.
            models.CheckConstraint(
                name="persondistinction_in_order", condition=Q(first__lt=F("second"))
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                name="persondistinction_once",
                violation_error_message=_("These two are already told apart."),
            ),
            models.CheckConstraint(
                name="persondistinction_explained",
                condition=~Q(reason=""),
                violation_error_message=_("Say how to tell these two apart."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
