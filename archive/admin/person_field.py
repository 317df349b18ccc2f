"""A field that takes a person by name, typed, with the archive's people offered by the browser.

Plain HTML (``input list``): it works without JavaScript, and a name that several people bear is
refused with the ways to tell them apart. A record that was merged is never chosen: its name, or its
number, gives the one that stays.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from archive.models import Person, PersonName
from archive.quotes.text import fold_bare

# A name with its number. Longer ones are nobody's, and SQLite compares no longer patterns.
LONGEST = Person._meta.get_field("name").max_length + len(" (#9223372036854775807)")
MOST_OFFERED = 300
MOST_NEAR = 5
MOST_WORDS = 6  # words of a name
NAMES_A_QUERY = 400
AROUND = "«»“”\"'()[]—–-,.;:!?… "  # what stands around a name in a sentence


def written(person: Person, *, homonym: bool | None = None) -> str:
    """The name as the field shows it: with its number when somebody else bears it too."""
    if homonym is None:
        homonym = Person.objects.named(person.name).exclude(pk=person.pk).exists()
    return f"{person.name} (#{person.pk})" if homonym else person.name


def numbered(typed: str) -> int | None:
    """The number in "Jean Martin (#12)", or in "#12", or None."""
    _head, opening, rest = typed.rpartition("(#")
    digits = rest.removesuffix(")") if opening and rest.endswith(")") else typed.removeprefix("#")
    is_number = digits != typed and digits.isascii() and digits.isdigit()
    return int(digits) if is_number and len(digits) < 19 else None


class PersonField(forms.CharField):
    """Gives a Person, or None when left blank. Refuses unknown and ambiguous names."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"list": "people", "class": "vTextField", "autocomplete": "off"}),
        )
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(*args, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """What the box shows: of a merged record, the name of the one that stays."""
        person = numbered_in(value)
        if person:
            return written(person.survivor)
        return "" if isinstance(value, int) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Sent back as shown, a merged record gives way to the one that stays: a change."""
        person = numbered_in(initial)
        if person and person.merged_into_id:
            return True
        return (self.prepare_value(initial) or "") != (data or "").strip()

    def clean(self, value: Any) -> Person | None:
        typed = super().clean(value)
        if not typed:
            return None
        number = numbered(typed)
        if number:
            found = Person.objects.filter(pk=number).select_related("merged_into")
        else:
            found = Person.objects.named(typed)
        people = list(found[: MOST_NEAR + 1])
        if len(people) == 1:
            return people[0].survivor
        raise ValidationError(several(people) if people else unknown(typed))


def numbered_in(value: Any) -> Person | None:
    """The person a field was given as its first value: a number, or the record itself."""
    if isinstance(value, int):
        return Person.objects.filter(pk=value).select_related("merged_into").first()
    return value if isinstance(value, Person) else None


def several(people: list[Person]) -> str:
    choices = " · ".join(
        f"{written(person, homonym=True)} {person.description}".strip() for person in people
    )
    return _("Several people bear this name. Write one of: %(choices)s.") % {"choices": choices}


def unknown(typed: str) -> str:
    last_word = (fold_bare(typed).split() or [""])[-1]
    near = Person.objects.standing().filter(folded_name__contains=last_word)[:MOST_NEAR]
    names = ", ".join(written(person) for person in near)
    if names:
        return _("The archive has no “%(name)s”. Do you mean: %(near)s?") % {
            "name": typed,
            "near": names,
        }
    return _("The archive has no “%(name)s”. Add this person first.") % {"name": typed}


def offered(body: str) -> list[str]:
    """Names for the browser to offer: the people the article names first, then the others.

    Whether an article names somebody is found by looking its own words up among the names of the
    archive, in their order; it decides an order, nothing more.
    """
    names = sorted(names_in(body))
    here: set[int] = set()
    for first in range(0, len(names), NAMES_A_QUERY):
        some = names[first : first + NAMES_A_QUERY]
        variants = PersonName.objects.filter(folded__in=some).values("person")
        bearers = Person.objects.filter(Q(folded_name__in=some) | Q(pk__in=variants))
        here |= set(bearers.values_list(Coalesce("merged_into", "pk"), flat=True))
    people = list(Person.objects.filter(pk__in=sorted(here)[:MOST_OFFERED]))
    if len(people) < MOST_OFFERED:
        people += Person.objects.standing().exclude(pk__in=here)[: MOST_OFFERED - len(people)]
    shared = names_shared(people)
    return [written(person, homonym=person.folded_name in shared) for person in people]


def names_in(body: str) -> set[str]:
    """Every run of words of the text that may be somebody's name: it begins with a capital, or
    follows an elision ("d’Ysoline") with one."""
    words = body.replace("’", "'").split()
    found = set()
    for first, word in enumerate(words):
        whole = word.lstrip(AROUND)
        starts = {whole, whole.partition("'")[2]}
        for start in filter(lambda start: start[:1].isupper(), starts):
            run = [start, *words[first + 1 : first + MOST_WORDS]]
            lengths = range(1, len(run) + 1)
            found |= {fold_bare(" ".join(run[:length]).rstrip(AROUND)) for length in lengths}
    return found


def names_shared(people: list[Person]) -> set[str]:
    """Those names of these people that somebody else bears too."""
    bearers: dict[str, set[int]] = {}
    names = [person.folded_name for person in people]
    survivor = Coalesce("merged_into", "pk")
    own = Person.objects.filter(folded_name__in=names).values_list("folded_name", survivor)
    variants = PersonName.objects.filter(folded__in=names).values_list(
        "folded", Coalesce("person__merged_into", "person")
    )
    for name, pk in [*own, *variants]:
        bearers.setdefault(name, set()).add(pk)
    return {name for name, borne_by in bearers.items() if len(borne_by) > 1}
