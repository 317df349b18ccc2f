"""What there is in print, counted once and kept: by person and year, by pair, by facet.

None of these tables says anything new: each row is computed from the current editions, in the
transaction that publishes or withdraws one (``archive.models.printing``), so that no page counts
the archive. ``manage.py rebuild_index`` makes them anew and ``check_archive`` compares them.

Everywhere in them a person is who they are now: of merged records, the one that stays.
"""

from django.db import models
from django.db.models import Q

from archive.models.article import Article
from archive.models.outlet import Outlet
from archive.models.person import Person

UNDATED = 0  # the year of what is not dated


class PersonTally(models.Model):
    """How many current statements of a year somebody says, is spoken about in, is spoken to in."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tallies")
    year = models.PositiveSmallIntegerField(default=UNDATED)
    said = models.PositiveIntegerField(default=0)
    about = models.PositiveIntegerField(default=0)
    addressed = models.PositiveIntegerField(default=0)  # said to them, and not about them

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "year"], name="persontally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}, {self.year}: {self.said}, {self.about}, {self.addressed}"


class PersonInPrint(models.Model):
    """Somebody who has a public page, filed as the list of people sorts them."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="in_print")
    sort_form = models.CharField(max_length=200)  # folded: accents and case aside
    initial = models.CharField(max_length=1)  # a folded letter, or # for what is none
    said = models.PositiveIntegerField(default=0)
    about = models.PositiveIntegerField(default=0)
    addressed = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            # People from A to Z, and under one letter; which letters there are.
            models.Index(fields=["initial", "sort_form", "person"], name="personinprint_sorted"),
            # Who speaks most, who is most spoken about: facets of the whole archive.
            models.Index(fields=["-said", "person"], name="personinprint_said"),
            models.Index(fields=["-about", "person"], name="personinprint_about"),
        ]

    def __str__(self) -> str:
        return self.sort_form


class NameKey(models.Model):
    """A way to begin typing the name of somebody in print: "martine aubry", "aubry martine"."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="name_keys")
    # Folded words, from one of them to the last and round. ``db_index`` also gives PostgreSQL the
    # index that serves LIKE whatever its collation.
    key = models.CharField(max_length=200, db_index=True)
    weight = models.PositiveIntegerField(default=0)  # statements that name this person

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="namekey_once")]
        indexes = [
            # The people most named, for one or two letters that thousands of names begin with.
            models.Index(fields=["-weight", "key"], name="namekey_most"),
        ]

    def __str__(self) -> str:
        return self.key


class PairTally(models.Model):
    """How many current statements somebody says about, or to, somebody."""

    speaker = models.ForeignKey(Person, models.CASCADE, related_name="pairs_as_speaker")
    target = models.ForeignKey(Person, models.CASCADE, related_name="pairs_as_target")
    statements = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["speaker", "target"], name="pairtally_once"),
        ]
        indexes = [
            # Whom they speak about most; who speaks about them most; the map.
            models.Index(fields=["speaker", "-statements"], name="pairtally_speaker"),
            models.Index(fields=["target", "-statements"], name="pairtally_target"),
            models.Index(fields=["-statements", "speaker", "target"], name="pairtally_most"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker_id} → {self.target_id}: {self.statements}"


class FacetTally(models.Model):
    """How many current statements there are of an outlet, a topic, a kind, a year, a role, a place.

    ``value`` is what the address of the list takes; ``label`` the words in print, where the value
    is not a record's or a choice's.
    """

    class Dimension(models.TextChoices):
        ALL = "all"  # one row: statements in print
        OUTLET = "outlet"
        TOPIC = "topic"
        KIND = "kind"
        YEAR = "year"
        ROLE = "role"
        PLACE = "place"

    dimension = models.CharField(max_length=10, choices=Dimension)
    value = models.CharField(max_length=30)
    label = models.CharField(max_length=300, blank=True)
    statements = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dimension", "value"], name="facettally_once"),
        ]
        indexes = [
            # The most frequent values of a facet.
            models.Index(fields=["dimension", "-statements"], name="facettally_most"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.value}: {self.statements}"


class ArticleInPrint(models.Model):
    """An article of which the public reads a statement, as its newest current edition tells it."""

    article = models.OneToOneField(
        Article, models.CASCADE, primary_key=True, related_name="in_print"
    )
    edition = models.OneToOneField("archive.Edition", models.PROTECT, related_name="+")
    outlet = models.ForeignKey(Outlet, models.PROTECT, null=True, related_name="articles_in_print")
    # Days from 1800-01-01 to the first day it may have been printed (0: not dated) << 36 | article.
    sort_key = models.BigIntegerField(unique=True)
    statements = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            # The list of articles, the last printed first, what is not dated last.
            models.Index(fields=["-sort_key"], name="articleinprint_newest"),
            # The articles of an outlet.
            models.Index(fields=["outlet", "-sort_key"], name="articleinprint_outlet"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.statements}"


class CoverageTally(models.Model):
    """How many articles of an outlet and a month the archive holds, read or not, in print or not.

    Kept by triggers, for articles come and change in many ways (``archive.guards.coverage``).
    """

    outlet_number = models.PositiveBigIntegerField(default=0)  # 0: printed by an unknown outlet
    month = models.CharField(max_length=7, blank=True)  # YYYY-MM of the earliest day, or nothing
    reading = models.CharField(max_length=15)
    is_in_print = models.BooleanField()
    articles = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outlet_number", "month", "reading", "is_in_print"],
                name="coveragetally_once",
            ),
            models.CheckConstraint(name="coveragetally_positive", condition=Q(articles__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.outlet_number} {self.month} {self.reading}: {self.articles}"
