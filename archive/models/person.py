"""People and bodies, as authority records: one person, many names, roles with dates."""

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from archive import identifiers
from archive.addresses import address
from archive.models.authority import understood
from archive.models.period import Period, in_order
from archive.models.slugs import free_slug
from archive.quotes.text import fold_bare

# Particles that belong to a French surname when it is sorted; "de" and "d'" do not.
SURNAME_PARTICLES = {"Le", "La", "Les", "L'", "L’", "Du", "Des", "Ben", "El", "Al", "Van", "Von"}
SLUG_LENGTH = 120
LONGEST_ROLE = 300  # characters that a statement keeps of a role


def sorted_form(name: str) -> str:
    """ "Jean-Yves Le Drian" -> "Le Drian, Jean-Yves"; a proposal that an editor may correct."""
    words = name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1] in SURNAME_PARTICLES:
        first -= 1
    if first < 1:
        return name
    return f"{' '.join(words[first:])}, {' '.join(words[:first])}"


class PersonQuerySet(models.QuerySet):
    """People, asked for as the desk and the public pages ask."""

    def standing(self) -> "PersonQuerySet":
        """Those who are not merged into somebody: the ones a form may choose."""
        return self.filter(merged_into=None)

    def named(self, name: str) -> "PersonQuerySet":
        """Those who bear this name, case and accents aside: their own, one recorded for them, or
        one of a record merged into theirs."""
        key = fold_bare(name)
        variants = PersonName.objects.filter(folded=key)
        bearers = Person.objects.filter(Q(folded_name=key) | Q(pk__in=variants.values("person")))
        return self.filter(pk__in=bearers.values(survivor=Coalesce("merged_into", "pk")))

    def in_print(self) -> "PersonQuerySet":
        """The records that a current edition names: all the public may see.

        A merged record is in print under its own number; ``Person.is_in_print`` asks for all of
        somebody's records.
        """
        edition = self.model._meta.get_field("editions").related_model
        target = self.model._meta.get_field("edition_targets").related_model
        spoke = edition.objects.current().filter(speaker=OuterRef("pk"))
        spoken_about = target.objects.filter(
            person=OuterRef("pk"), edition__in=edition.objects.current()
        )
        return self.filter(Exists(spoke) | Exists(spoken_about))


class Person(models.Model):
    """Somebody, or a body, who speaks or is spoken about."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        BODY = "body", _("body (party, federation, ministry …)")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PERSON)
    name = models.CharField(
        _("name"), max_length=200, help_text=_("As readers know it: “Martine Aubry”.")
    )
    sort_name = models.CharField(
        _("sorted as"),
        max_length=200,
        blank=True,
        help_text=_("“Aubry, Martine”. Left empty, it is made from the name."),
    )
    folded_name = models.CharField(max_length=200, editable=False, db_index=True)
    slug = models.SlugField(_("address"), max_length=SLUG_LENGTH, unique=True, blank=True)
    description = models.CharField(
        _("who this is"),
        max_length=300,
        blank=True,
        help_text=_("One line for editors, to tell homonyms apart; readers do not see it."),
    )
    is_fictional = models.BooleanField(_("fictional"), default=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="merged_from"
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_name", "pk"]
        permissions = [("merge_person", "Can merge people, and undo it")]
        constraints = [
            models.CheckConstraint(
                name="person_not_merged_into_itself",
                condition=~Q(merged_into=models.F("id")),
                violation_error_message=_("A person cannot be merged into themselves."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.name = re.sub(r"\s+", " ", self.name).strip()
        self.sort_name = self.sort_name or self.default_sort_name()
        self.folded_name = fold_bare(self.name)[:200]
        self.slug = self.slug or free_slug(self.name, "personne", SLUG_LENGTH, self.is_taken)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return address("person-detail", self.slug)

    def default_sort_name(self) -> str:
        return self.name if self.kind == self.Kind.BODY else sorted_form(self.name)

    def is_taken(self, slug: str) -> bool:
        """Whether another person has this address, or anybody ever had it."""
        return (
            Person.objects.filter(slug=slug).exclude(pk=self.pk).exists()
            or FormerSlug.objects.filter(slug=slug).exists()
        )

    @property
    def survivor(self) -> "Person":
        """Whom this record leads to: the one it was merged into, else itself."""
        return self.merged_into or self

    def identities(self) -> list[int]:
        """The numbers of every record of this person, whichever of them is asked."""
        stays = self.merged_into_id or self.pk
        return [stays, *Person.objects.filter(merged_into=stays).values_list("pk", flat=True)]

    def is_in_print(self) -> bool:
        """Whether the public reads something by, about or said to this person."""
        in_print = self._meta.get_field("in_print").related_model
        return in_print.objects.filter(person=self.merged_into_id or self.pk).exists()

    def roles_on(self, first: date | None, last: date | None) -> list["Role"]:
        """Roles that may have been held on a day of [first, last]; open ends included.

        Those of all records of this person; the same words stand once.
        """
        roles = Role.objects.filter(person__in=self.identities())
        if last is not None:
            roles = roles.filter(Q(began_from__isnull=True) | Q(began_from__lte=last))
        if first is not None:
            roles = roles.filter(Q(ended_to__isnull=True) | Q(ended_to__gte=first))
        return list({str(role): role for role in reversed(roles)}.values())[::-1]

    def roles_offered(self, first: date | None, last: date | None) -> list[str]:
        """The words of those roles, in the order they were taken up, to choose from."""
        return [role.words for role in self.roles_on(first, last)]


class PersonName(Period):
    """Another name under which the press prints a person."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="names", verbose_name=_("person")
    )
    name = models.CharField(_("name as printed"), max_length=200)
    folded = models.CharField(max_length=200, editable=False, db_index=True)

    class Meta:
        verbose_name = _("name as printed")
        verbose_name_plural = _("names as printed")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name"],
                name="personname_once_a_person",
                violation_error_message=_("This name is already listed."),
            ),
            in_order("personname_dates_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.folded = fold_bare(self.name)[:200]
        super().save(*args, **kwargs)


class Role(Period):
    """What a person was, and when: offered by date when a statement is made, then frozen in it."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="roles", verbose_name=_("person")
    )
    title = models.CharField(
        _("role"), max_length=200, help_text=_("“directeur de campagne de Benoît Hamon”")
    )
    body = models.CharField(_("body"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["began_from", "pk"]
        constraints = [in_order("role_dates_in_order")]

    def __str__(self) -> str:
        return f"{self.title}, {self.body}" if self.body else self.title

    @property
    def words(self) -> str:
        """What a statement keeps of it: with its body where that is not too long."""
        return str(self) if len(str(self)) <= LONGEST_ROLE else self.title


class Identifier(models.Model):
    """A person's number in another authority file."""

    class Scheme(models.TextChoices):
        WIKIDATA = "wikidata", "Wikidata"
        VIAF = "viaf", "VIAF"
        ISNI = "isni", "ISNI"
        BNF = "bnf", "BnF"
        IDREF = "idref", "IdRef"

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="identifiers", verbose_name=_("person")
    )
    scheme = models.CharField(_("scheme"), max_length=20, choices=Scheme)
    value = models.CharField(
        _("identifier"),
        max_length=60,
        help_text=_("The number, or the address of the page that shows it."),
    )

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value"],
                name="identifier_names_one_person",
                violation_error_message=_("Another person already has this identifier."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"

    def clean(self) -> None:
        if self.scheme in self.Scheme and self.value:
            try:
                self.value = understood(self.scheme, self.value)
            except ValidationError as error:
                raise ValidationError({"value": error}) from None

    @property
    def address(self) -> str:
        """Where the authority file shows this person."""
        return identifiers.address(self.scheme, self.value)


class FormerSlug(models.Model):
    """An address a person once had; it redirects for ever."""

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="former_slugs", verbose_name=_("person")
    )
    slug = models.SlugField(_("address"), max_length=SLUG_LENGTH, unique=True)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self) -> str:
        return self.slug
