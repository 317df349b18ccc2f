"""The page of somebody: what they said, what was said about them, by whom, when, in which roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from archive.finding.frequency import ROWS_COUNTED
from archive.in_print import person_at
from archive.models import Edition, EditionTarget, Identifier, PairTally, Person, PersonName
from archive.models.days import ID_BITS, year_of
from archive.models.tallies import UNDATED
from archive.plots.timeline import timeline
from archive.quotes.text import fold_bare
from archive.views.notices import notices_of
from archive.views.public import PublicPage

ROLES_SHOWN: Final = 12
PAIRS_SHOWN: Final = 12
NEWEST_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year in figures; none for what is not dated."""

    year: int | None
    said: int
    about: int  # and what was only said to them


@dataclass(frozen=True, slots=True)
class RoleThen:
    """A role in the words of the editions, and the years of the statements that give it."""

    role: str
    first_year: int | None
    last_year: int | None


class InPrint(NamedTuple):
    """How one edition names and describes the person, and its place in the lists."""

    name: str
    words: str
    role: str
    key: int


class PersonPage(PublicPage):
    """What somebody said, and what was said about them, each newest first."""

    template_name = "archive/person.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        person = person_at(self.kwargs["slug"])
        tallies = list(person.tallies.order_by("year")) if person else []
        if person is None or not tallies:
            raise Http404(_("The archive has no such person."))
        # Only now: an address never tells of somebody who is not in print.
        if person.slug != self.kwargs["slug"]:
            return redirect("archive:person-detail", person.slug, permanent=True)
        merged = list(Person.objects.filter(merged_into=person))
        ids = [person.pk, *(one.pk for one in merged)]
        said, aimed = said_rows(ids), aimed_rows(ids)
        said_latest, about_latest = latest_of(said, aimed)
        years = [YearRow(t.year or None, t.said, t.about + t.addressed) for t in tallies]
        context = self.get_context_data(
            person=person,
            years=years,
            timeline=timeline(
                (t.year, t.said, t.about + t.addressed) for t in tallies if t.year != UNDATED
            ),
            said_count=sum(t.said for t in tallies),
            said_years=span(t.year for t in tallies if t.said),
            about_count=sum(t.about + t.addressed for t in tallies),
            about_years=span(t.year for t in tallies if t.about or t.addressed),
            is_spoken_to=any(t.addressed for t in tallies),
            said=said_latest,
            about=about_latest,
            speaks_about=most(PairTally.objects.filter(speaker=person), "target"),
            spoken_about_by=most(
                PairTally.objects.filter(target=person).exclude(speaker=person), "speaker"
            ),
            roles=roles_then([*said, *aimed]),
            other_names=names_in_print(person, merged, [*said, *aimed]),
            identifiers=Identifier.objects.filter(person__in=ids),
            notices=notices_of([*said_latest, *about_latest]),
        )
        return self.render_to_response(context)


def most(pairs: Any, other: str) -> list[tuple[Person, int]]:
    """The people of these pairs with whom there are most statements."""
    rows = pairs.select_related(other).order_by("-statements", f"{other}_id")[:PAIRS_SHOWN]
    return [(getattr(row, other), row.statements) for row in rows]


def said_rows(ids: list[int]) -> list[InPrint]:
    """The newest statements of a person, as many as are looked at for roles and names."""
    rows = Edition.objects.current().filter(speaker__in=ids).newest_first()
    columns = rows.values_list("speaker_name", "attribution", "speaker_role", "sort_key")
    return [InPrint(*row) for row in columns[:ROWS_COUNTED]]


def aimed_rows(ids: list[int]) -> list[InPrint]:
    """The same, of what is about somebody or said to them."""
    rows = EditionTarget.objects.filter(person__in=ids, edition__state=Edition.State.CURRENT)
    columns = rows.order_by("-sort_key").values_list("name", "mention", "role", "sort_key")
    return [InPrint(*row) for row in columns[:ROWS_COUNTED]]


def latest_of(*sides: list[InPrint]) -> list[list[Edition]]:
    """The newest editions of each of these lists of rows."""
    keys = [list(dict.fromkeys(row.key for row in rows))[:NEWEST_SHOWN] for rows in sides]
    wanted = {key for side in keys for key in side}
    found = Edition.objects.current().filter(sort_key__in=wanted).for_lists()
    editions = {edition.sort_key: edition for edition in found}
    return [[editions[key] for key in side if key in editions] for side in keys]


def span(years: Iterable[int]) -> tuple[int, int] | None:
    """The first and the last of these years; None where none is known."""
    known = [year for year in years if year != UNDATED]
    return (min(known), max(known)) if known else None


def roles_then(printed: list[InPrint]) -> list[RoleThen]:
    """The roles the editions give this person, the latest first, with the years they cover."""
    keys: dict[str, list[int]] = {}
    for row in printed:
        if row.role:
            keys.setdefault(row.role, []).append(row.key)
    latest_first = sorted(keys, key=lambda role: max(keys[role]), reverse=True)
    return [
        RoleThen(role, year_of(min(keys[role]) >> ID_BITS), year_of(max(keys[role]) >> ID_BITS))
        for role in latest_first[:ROLES_SHOWN]
    ]


def names_in_print(
    person: Person, merged: list[Person], printed: list[InPrint]
) -> list[PersonName]:
    """The other names recorded for a person, and of records merged into theirs, under which an
    edition names them.

    A name that no edition prints is the desk's alone: nobody has vouched for it.
    """
    shown_under = {words for row in printed for words in (row.name, row.words)}
    folded = {fold_bare(words) for words in shown_under}
    ids = [person.pk, *(one.pk for one in merged)]
    recorded = list(PersonName.objects.filter(person__in=ids).order_by("began_from", "name"))
    recorded += [PersonName(name=one.name, folded=one.folded_name) for one in merged]
    shown = {name.folded: name for name in reversed(recorded) if name.folded in folded}
    shown.pop(person.folded_name, None)
    return list(shown.values())[::-1]
