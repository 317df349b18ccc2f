"""Whom the detector may recognise: everybody of the archive, under every name recorded for them."""

from collections import defaultdict

from django.db.models.functions import Coalesce

from archive.models import Person, PersonName, Role
from archive.quotes.candidates import KnownPerson


def known_people() -> tuple[KnownPerson, ...]:
    """Everybody who stands, in three queries; ``key`` is the number of their record.

    A merged record lends its names and roles to the one that stays. Take them once for a run and
    hand them to every ``suggest``.
    """
    names: dict[int, dict[str, None]] = defaultdict(dict)
    roles: dict[int, dict[str, None]] = defaultdict(dict)
    standing = []
    for person in Person.objects.order_by("pk").only("name", "kind", "merged_into"):
        if person.merged_into_id:
            names[person.merged_into_id][person.name] = None
        else:
            standing.append(person)
    stays = Coalesce("person__merged_into", "person")
    variants = PersonName.objects.order_by("pk").values_list(stays, "name")
    for person_id, name in variants:
        names[person_id][name] = None
    for role in Role.objects.order_by("pk").annotate(stays=stays):
        roles[role.stays] |= {role.title: None, str(role): None}
    return tuple(
        KnownPerson(
            name=person.name,
            key=person.pk,
            names=tuple(name for name in names[person.pk] if name != person.name),
            roles=tuple(roles[person.pk]),
            is_body=person.kind == Person.Kind.BODY,
        )
        for person in standing
    )
