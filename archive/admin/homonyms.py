"""People who may be taken for one another: found when one is recorded, told apart or merged."""

import re
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.conflicts import SilentField
from archive.models import Person, PersonDistinction
from archive.quotes.text import fold_bare

MOST_SHOWN = 10
SHORTEST_NEAR = 5  # letters of a name that may be off by one: shorter ones are too often others


class TickField(forms.BooleanField):
    """A box that says something about this one save: never a change of the record."""

    is_silent = True

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


def told_apart_from(person: Person) -> set[int]:
    """The numbers of those whom this person is recorded not to be."""
    if not person.pk:
        return set()
    pairs = PersonDistinction.objects.of(person).values_list("first", "second")
    return {pk for pair in pairs for pk in pair} - {person.pk}


def homonyms_of(person: Person, name: str) -> list[Person]:
    """Who bears this name and is not known to be somebody else, with what tells who they are."""
    known = told_apart_from(person) | ({person.pk} if person.pk else set())
    return list(
        Person.objects.named(name)
        .exclude(pk__in=known)
        .prefetch_related("roles", "names")
        .order_by("pk")[:MOST_SHOWN]
    )


def near_homonyms_of(person: Person) -> list[Person]:
    """Who has nearly this name: one letter off, or the same surname and the same initials."""
    name = person.folded_name
    words = name.split()
    if len(words) < 2 and len(name) < SHORTEST_NEAR:
        return []
    half = len(name) // 2
    alike = Q(folded_name__startswith=name[:half]) | Q(folded_name__endswith=name[half:])
    if len(words) > 1:
        alike |= Q(folded_name__endswith=f" {words[-1]}")
    known = told_apart_from(person) | {person.pk}
    others = (
        Person.objects.standing()
        .filter(alike, kind=person.kind)
        .exclude(pk__in=known)
        .exclude(folded_name=name)
        .order_by("sort_name", "pk")
    )
    return [other for other in others if is_near(name, other.folded_name)][:MOST_SHOWN]


def is_near(one: str, other: str) -> bool:
    """Whether two folded names are a letter apart, or one shortens the forenames of the other."""
    longest = max(len(one), len(other))
    return (longest >= SHORTEST_NEAR and is_a_letter_off(one, other)) or has_initials_of(one, other)


def is_a_letter_off(one: str, other: str) -> bool:
    """Whether one letter more, less, changed or moved by one place makes one of the other."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    moved = len(rest) > 1 and others[:2] == rest[1::-1] and rest[2:] == others[2:]
    return moved or rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]


def has_initials_of(one: str, other: str) -> bool:
    """ "j. martin" and "jean martin": the same surname, and forenames that begin alike."""
    *ours, surname = one.split() or [""]
    *theirs, their_surname = other.split() or [""]
    if surname != their_surname or not ours or not theirs:
        return False
    ours, theirs = forenames(ours), forenames(theirs)
    is_short = any(len(name) == 1 for name in [*ours, *theirs])
    return is_short and [name[:1] for name in ours] == [name[:1] for name in theirs]


def forenames(words: list[str]) -> list[str]:
    """ "jean-pierre", "j.-p." and "j.p." each as two names."""
    return re.findall(r"[^\s.\-]+", " ".join(words))


class HomonymForm(forms.ModelForm):
    """Asks, of a name that somebody bears already, whether this is the same person.

    The answer counts for those who were shown: one who was recorded meanwhile is shown first.
    """

    is_somebody_else = TickField(label=gettext_lazy("This is somebody else"), required=False)
    homonyms_shown = SilentField(required=False)

    homonyms: list[Person] = []  # whom the page shows, once the name is known

    @property
    def told_apart_by(self) -> str:
        return self.cleaned_data["description"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name = cleaned.get("name")
        if not name or fold_bare(name) == self.instance.folded_name:
            return cleaned
        self.homonyms = homonyms_of(self.instance, name)
        if self.homonyms:
            self.ask(cleaned)
        return cleaned

    def ask(self, cleaned: dict[str, Any]) -> None:
        shown = set((cleaned.get("homonyms_shown") or "").split())
        numbers = [str(person.pk) for person in self.homonyms]
        is_answered = cleaned.get("is_somebody_else") and shown.issuperset(numbers)
        if not is_answered:
            self.add_error(
                None,
                _("The archive already has this name: open the record if it is the same person, "
                  "or say that this is somebody else."),
            )  # fmt: skip
        elif not cleaned.get("description"):
            self.add_error(
                "description", _("Say here who this is, so that editors can tell them apart.")
            )
        self.data = self.data.copy()
        self.data[self.add_prefix("homonyms_shown")] = " ".join(numbers)
