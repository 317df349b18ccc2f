"""Those who spoke and those who were spoken about, and the page of each."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from archive.in_print import names_kept_for, person_at
from archive.models import Edition, EditionTarget, Identifier, Person, PersonName
from archive.models.days import year_of
from archive.models.edition import EditionQuerySet
from archive.pagination import capped_count, page_of
from archive.quotes.text import fold_bare
from archive.views.facets import ROWS_COUNTED, Choice, people_choices
from archive.views.notices import notices_of
from archive.views.public import PublicPage

PEOPLE_A_PAGE: Final = 300
ROLES_SHOWN: Final = 12
TO: Final = EditionTarget.Relation.TO


@dataclass(frozen=True, slots=True)
class Entry:
    """A person of the list, and how many current statements name them."""

    person: Person
    said: int
    about: int
    to: int


@dataclass(slots=True)
class Letter:
    """The people filed under one initial."""

    initial: str
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RoleThen:
    """A role in the words of the editions, and the years of the statements that give it."""

    role: str
    first_year: int | None
    last_year: int | None


def people_in_print() -> QuerySet[Person]:
    """The people who have a page: named in a current edition, or somebody merged into them is."""
    named = Person.objects.in_print()
    # Queries' worth of ids rather than one condition on the other: an OR of correlated
    # subqueries would be tried for every person of the archive.
    return Person.objects.standing().filter(
        Q(pk__in=named.values("pk"))
        | Q(pk__in=named.exclude(merged_into=None).values("merged_into"))
    )


def initial_of(person: Person) -> str:
    """The letter a person is filed under: "É" is filed under "E", what is no letter under "#"."""
    first = fold_bare(person.sort_name)[:1].upper()
    return first if first.isalpha() else "#"


class PersonListPage(PublicPage):
    """Everybody who speaks or is spoken about, from A to Z."""

    template_name = "archive/person_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = page_of(
            people_in_print(), self.request.GET, order=["sort_name", "pk"], size=PEOPLE_A_PAGE
        )
        # The database sorts as its collation does; within a page, letters stand as readers expect.
        people = sorted(page.rows, key=lambda person: (fold_bare(person.sort_name), person.pk))
        return super().get_context_data(page=page, letters=letters_of(people), **kwargs)


def letters_of(people: Iterable[Person]) -> list[Letter]:
    people = list(people)
    said, (about, to) = said_counts(people), target_counts(people)
    letters: dict[str, Letter] = {}
    for person in people:
        initial = initial_of(person)
        letter = letters.setdefault(initial, Letter(initial))
        letter.entries.append(Entry(person, said[person.pk], about[person.pk], to[person.pk]))
    return list(letters.values())


def said_counts(people: list[Person]) -> Counter[int]:
    owners = names_kept_for(person.pk for person in people)
    rows = Edition.objects.current().filter(speaker__in=list(owners)).order_by()
    counted: Counter[int] = Counter()
    for pk, count in rows.values_list("speaker").annotate(count=Count("pk")):
        counted[owners[pk]] += count
    return counted


def target_counts(people: list[Person]) -> tuple[Counter[int], Counter[int]]:
    """Statements about each person, and those only said to them.

    One that names two people who are now the same is counted once.
    """
    owners = names_kept_for(person.pk for person in people)
    rows = EditionTarget.objects.filter(
        person__in=list(owners), edition__in=Edition.objects.current().values("pk")
    ).order_by()
    about: set[tuple[int, int]] = set()
    to: set[tuple[int, int]] = set()
    for person, edition, relation in rows.values_list("person", "edition", "relation"):
        (to if relation == TO else about).add((owners[person], edition))
    return Counter(person for person, _e in about), Counter(person for person, _e in to - about)


class PersonPage(PublicPage):
    """What somebody said, and what was said about them, each newest first."""

    template_name = "archive/person.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = person_at(self.kwargs["slug"])
        if person is None:
            raise Http404(_("The archive has no such person."))
        ids = person.identities()
        current = Edition.objects.current()
        said, about = current.by(person), current.about(person)
        aimed = EditionTarget.objects.filter(person__in=ids)
        said_latest, about_latest = latest(said), latest(about)
        if not said_latest and not about_latest:
            raise Http404(_("The archive has no such person."))
        # Only now: an address never tells of somebody who is not in print.
        if person.slug != self.kwargs["slug"]:
            return redirect("archive:person-detail", person.slug, permanent=True)
        spoken_of = EditionTarget.objects.filter(edition__in=newest(said)).exclude(person__in=ids)
        speaks_of = list(spoken_of.values_list("person", "relation"))
        printed = rows_in_print(said, aimed.filter(edition__in=newest(about)))
        return self.render_to_response(
            self.get_context_data(
                person=person,
                said=said_latest,
                said_count=capped_count(said),
                about=about_latest,
                about_count=capped_count(about),
                speaks_about=people_choices(pk for pk, _relation in speaks_of),
                speaks_to_some=any(relation == TO for _pk, relation in speaks_of),
                is_spoken_to=aimed.filter(relation=TO, edition__in=current.values("pk")).exists(),
                spoken_about_by=speakers(ids, about),
                roles=roles_then(printed),
                other_names=names_in_print(person, ids, printed),
                identifiers=Identifier.objects.filter(person__in=ids),
                notices=notices_of([*said_latest, *about_latest]),
            )
        )


def latest(editions: EditionQuerySet) -> list[Edition]:
    return list(editions.newest_first().for_lists()[:10])


def newest(editions: EditionQuerySet) -> list[int]:
    """The ids of the newest of these editions: what is counted of a long list."""
    return list(editions.newest_first().values_list("pk", flat=True)[:ROWS_COUNTED])


def speakers(ids: list[int], editions: EditionQuerySet) -> list[Choice]:
    """Who says these editions, the person of the page left out."""
    found = editions.newest_first().values_list("speaker", flat=True)[:ROWS_COUNTED]
    return people_choices(pk for pk in found if pk not in ids)


class InPrint(NamedTuple):
    """How one edition names and describes the person, and its day."""

    name: str
    words: str
    role: str
    day: int


def rows_in_print(said: EditionQuerySet, targets: QuerySet[EditionTarget]) -> list[InPrint]:
    signed = said.newest_first().values_list(
        "speaker_name", "attribution", "speaker_role", "sort_day"
    )
    named = targets.values_list("name", "mention", "role", "edition__sort_day")
    return [InPrint(*row) for row in (*signed[:ROWS_COUNTED], *named)]


def roles_then(printed: list[InPrint]) -> list[RoleThen]:
    """The roles the editions give this person, the latest first, with the years they cover."""
    days: dict[str, list[int]] = {}
    for row in printed:
        if row.role:
            days.setdefault(row.role, []).append(row.day)
    latest_first = sorted(days, key=lambda role: max(days[role]), reverse=True)
    return [
        RoleThen(role, year_of(min(days[role])), year_of(max(days[role])))
        for role in latest_first[:ROLES_SHOWN]
    ]


def names_in_print(person: Person, ids: list[int], printed: list[InPrint]) -> list[PersonName]:
    """The other names recorded for the person of these records under which an edition names them.

    A name that no edition prints is the desk's alone: nobody has vouched for it.
    """
    folded = {fold_bare(name) for row in printed for name in (row.name, row.words)}
    recorded = list(PersonName.objects.filter(person__in=ids).order_by("began_from", "name"))
    if len(ids) > 1:
        merged = Person.objects.filter(pk__in=ids).exclude(pk=person.pk)
        recorded += [PersonName(name=one.name, folded=one.folded_name) for one in merged]
    shown = {name.folded: name for name in reversed(recorded) if name.folded in folded}
    shown.pop(person.folded_name, None)
    return list(shown.values())[::-1]
