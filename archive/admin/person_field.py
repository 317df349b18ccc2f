"""A field that takes a person by name, typed, with the archive's people offered by the browser.

Plain HTML (``input list``): it works without JavaScript, and a name that several people bear is
refused with the ways to tell them apart.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from archive.models import Person, PersonName
from archive.quotes.text import fold_bare

MOST_OFFERED = 300
MOST_NEAR = 5


def written(person: Person, *, homonym: bool | None = None) -> str:
    """The name as the field shows it: with its number when somebody else bears it too."""
    if homonym is None:
        homonym = Person.objects.named(person.name).exclude(pk=person.pk).exists()
    return f"{person.name} (#{person.pk})" if homonym else person.name


def numbered(typed: str) -> int | None:
    """The number in "Jean Martin (#12)", or None."""
    _head, opening, rest = typed.rpartition("(#")
    digits = rest.removesuffix(")")
    is_number = opening and rest.endswith(")") and digits.isascii() and digits.isdigit()
    return int(digits) if is_number and len(digits) < 19 else None


class PersonField(forms.CharField):
    """Gives a Person, or None when left blank. Refuses unknown and ambiguous names."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"list": "people", "class": "vTextField", "autocomplete": "off"}),
        )
        super().__init__(*args, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            person = Person.objects.filter(pk=value).first()
            return written(person) if person else ""
        return written(value) if isinstance(value, Person) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (self.prepare_value(initial) or "") != (data or "").strip()

    def clean(self, value: Any) -> Person | None:
        typed = super().clean(value)
        if not typed:
            return None
        number = numbered(typed)
        found = Person.objects.filter(pk=number) if number else Person.objects.named(typed)
        people = list(found.filter(merged_into=None)[: MOST_NEAR + 1])
        if len(people) == 1:
            return people[0]
        raise ValidationError(several(people) if people else unknown(typed))


def several(people: list[Person]) -> str:
    choices = " · ".join(
        f"{written(person, homonym=True)} {person.description}".strip() for person in people
    )
    return _("Several people bear this name. Write one of: %(choices)s.") % {"choices": choices}


def unknown(typed: str) -> str:
    last_word = (fold_bare(typed).split() or [""])[-1]
    near = Person.objects.filter(folded_name__contains=last_word, merged_into=None)[:MOST_NEAR]
    names = ", ".join(written(person) for person in near)
    if names:
        return _("The archive has no “%(name)s”. Do you mean: %(near)s?") % {
            "name": typed,
            "near": names,
        }
    return _("The archive has no “%(name)s”. Add this person first.") % {"name": typed}


def offered(body: str) -> list[str]:
    """Names for the browser to offer: the people the article names first, then the others.

    A person is taken to be named when every word of the name, or of a recorded variant, stands
    somewhere in the text; it decides an order, nothing more.
    """
    present = set(fold_bare(body).replace("'", " ").replace("’", " ").split())
    present |= {word.strip('.,;:!?"()[]-…') for word in present}
    variants = PersonName.objects.filter(person__merged_into=None).values_list(
        "person_id", "folded"
    )
    named_by_variant = {pk for pk, name in variants if set(name.split()) <= present}
    people = Person.objects.filter(merged_into=None).only("pk", "name", "folded_name")
    here, elsewhere = [], []
    bearers: dict[str, int] = {}
    for person in people:
        bearers[person.folded_name] = bearers.get(person.folded_name, 0) + 1
        is_here = person.pk in named_by_variant or set(person.folded_name.split()) <= present
        (here if is_here else elsewhere).append(person)
    return [
        written(person, homonym=bearers[person.folded_name] > 1)
        for person in (here + elsewhere)[:MOST_OFFERED]
    ]
