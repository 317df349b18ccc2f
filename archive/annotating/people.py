"""The people an act names: chosen by number, or recorded on the fly."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from archive.annotating.asked import NewPerson, SomebodyAsked
from archive.annotating.refusals import NotAllowed, NotCorrect
from archive.models import Event, Person
from archive.quotes.candidates import KnownPerson

ADD = "archive.add_person"


def somebody(asked: SomebodyAsked, *, by: Any) -> Person | None:
    """The record that stays of whom was asked for; one is made for a name that nobody bears.

    Raises ``NotCorrect`` for a number that is nobody's and for a name that several bear,
    ``NotAllowed`` for who may not add people.
    """
    if asked is None:
        return None
    if isinstance(asked, NewPerson):
        return recorded(asked, by=by)
    person = Person.objects.select_related("merged_into").filter(pk=asked).first()
    if person is None:
        raise NotCorrect(_("This person is no longer in the archive: choose somebody else."))
    return person.survivor


def recorded(asked: NewPerson, *, by: Any) -> Person:
    """Whoever bears this name; asked again by a page that was offline, nobody is made twice."""
    name = " ".join(asked.name.split())
    bearers = list(Person.objects.standing().named(name)[:2])
    if len(bearers) > 1:
        raise NotCorrect(
            _("Several people bear the name “%(name)s”: choose one of them.") % {"name": name}
        )
    if bearers:
        return bearers[0]
    if not by.has_perm(ADD):
        raise NotAllowed(_("You do not have the right to add a person."))
    person = Person(name=name, kind=asked.kind)
    try:
        person.full_clean(exclude=["slug", "sort_name"])
    except ValidationError as problem:
        raise NotCorrect(" ".join(problem.messages)) from None
    person.save()
    changes = {"name": [None, person.name], "kind": [None, person.kind]}
    Event.objects.record(Event.Verb.CREATED, person, by=by, changes=changes)
    return person


def as_known(person: Person) -> KnownPerson:
    """Somebody as the detector recognises them: by every name and function recorded."""
    merged = list(Person.objects.filter(merged_into=person).values_list("name", flat=True))
    variants = [name for one in (person, *person.merged_from.all()) for name in one.names.all()]
    return KnownPerson(
        name=person.name,
        key=person.pk,
        names=tuple(dict.fromkeys([*merged, *(variant.name for variant in variants)])),
        roles=tuple(role.title for role in person.roles.all()),
        is_body=person.kind == Person.Kind.BODY,
    )
