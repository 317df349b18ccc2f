"""Whom an edition is about and what it deals with: frozen with it, and indexed for public lists."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from archive.models.person import Person
from archive.models.spoken import SpokenTarget
from archive.models.topic import Topic


class EditionTarget(SpokenTarget):
    """A frozen target: whom the edition is about, with the name and role they had then."""

    edition = models.ForeignKey("archive.Edition", models.PROTECT, related_name="targets")
    person = models.ForeignKey(Person, models.PROTECT, related_name="edition_targets")
    # Repeats the edition's, so that what one person says about another is one walk of one index.
    speaker = models.ForeignKey(
        Person, models.PROTECT, null=True, db_index=False, related_name="edition_targets_aimed_at"
    )
    name = models.CharField(max_length=200)
    sort_key = models.BigIntegerField()

    class Meta:
        verbose_name = _("target of an edition")
        verbose_name_plural = _("targets of editions")
        ordering = ["pk"]
        indexes = [
            # What was said about a person, newest first.
            models.Index(fields=["person", "-sort_key"], name="editiontarget_person"),
            # What one person said about, or to, another, newest first.
            models.Index(fields=["speaker", "person", "-sort_key"], name="editiontarget_pair"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "person", "relation"], name="editiontarget_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def content(self) -> dict[str, Any]:
        return self.target_content(self.name)


class EditionTopic(models.Model):
    """A frozen topic of an edition."""

    edition = models.ForeignKey("archive.Edition", models.PROTECT, related_name="topic_links")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="edition_links")
    name = models.CharField(max_length=120)
    sort_key = models.BigIntegerField()

    class Meta:
        verbose_name = _("topic of an edition")
        verbose_name_plural = _("topics of editions")
        ordering = ["pk"]
        indexes = [
            # The statements of a topic, newest first.
            models.Index(fields=["topic", "-sort_key"], name="editiontopic_topic"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["edition", "topic"], name="editiontopic_once")
        ]

    def __str__(self) -> str:
        return self.name
