"""Who speaks about whom: the page of two people, and the map of those who do so most."""

from collections import Counter
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from archive.in_print import people_at
from archive.models import Edition, EditionTarget, PairTally, Person
from archive.models.days import ID_BITS, year_of
from archive.pagination import Page, page_of
from archive.plots.map import Pair, map_of
from archive.plots.timeline import timeline
from archive.views.notices import notices_of
from archive.views.person import YearRow
from archive.views.public import PublicPage

STATEMENTS_COUNTED: Final = 500  # the newest of each direction, for the years
PAIRS_DRAWN: Final = 24


class PairPage(PublicPage):
    """What one person said about another, or to them, newest first; and how often the other did.

    Both are who they are now. The page is there as soon as one of them spoke about the other.
    """

    template_name = "archive/pair.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        slugs = self.kwargs["slug"], self.kwargs["other"]
        speaker, target = people_at(slugs)
        there, back = statements_between(speaker, target) if speaker and target else (0, 0)
        if not there and not back:
            raise Http404(_("Neither of these two people speaks about the other."))
        # Only now: an address never tells of people who are not in print.
        if (speaker.slug, target.slug) != slugs:
            return redirect("archive:pair", speaker.slug, target.slug, permanent=True)
        records = records_of(speaker, target)
        ways = [
            aimed(records[speaker.pk], records[target.pk]),
            aimed(records[target.pk], records[speaker.pk]),
        ]
        page = self.page_of_statements(ways[0])
        years = self.years(ways, (there, back), is_alone=speaker == target)
        return self.render_to_response(
            self.get_context_data(
                speaker=speaker,
                target=target,
                there=there,
                back=back,
                page=page,
                years=years,
                timeline=timeline((row.year, row.said, row.about) for row in years if row.year),
                years_counted=STATEMENTS_COUNTED,
                is_sampled=max(there, back) > STATEMENTS_COUNTED,
                beginning={"before": None, "after": None},
                notices=notices_of(page.rows),
            )
        )

    def page_of_statements(self, keys: QuerySet) -> Page:
        """A page of editions, found by the keys of their targets."""
        page = page_of(keys, self.request.GET, order=["-sort_key"], key="sort_key")
        wanted = [row.sort_key for row in page.rows]
        editions = Edition.objects.current().filter(sort_key__in=wanted).for_lists()
        return Page(list(editions.newest_first()), page.preceding, page.following)

    def years(
        self, ways: list[QuerySet], counts: tuple[int, int], *, is_alone: bool
    ) -> list[YearRow]:
        """The years of the newest statements of both directions, in order, what is undated last."""
        said, about = (
            years_of(keys) if count and not (is_alone and place) else Counter()
            for place, (keys, count) in enumerate(zip(ways, counts, strict=True))
        )
        known = sorted({*said, *about}, key=lambda year: (year is None, year))
        return [YearRow(year, said[year], about[year]) for year in known]


def statements_between(speaker: Person, target: Person) -> tuple[int, int]:
    """How many statements the one makes about or to the other, and the other way round."""
    pairs = PairTally.objects.filter(
        Q(speaker=speaker, target=target) | Q(speaker=target, target=speaker)
    )
    found = {(pair.speaker_id, pair.target_id): pair.statements for pair in pairs}
    return found.get((speaker.pk, target.pk), 0), found.get((target.pk, speaker.pk), 0)


def records_of(*people: Person) -> dict[int, list[int]]:
    """The numbers of all records of each of these people, who stand."""
    records = {person.pk: [person.pk] for person in people}
    merged = Person.objects.filter(merged_into__in=list(records))
    for pk, into in merged.values_list("pk", "merged_into"):
        records[into].append(pk)
    return records


def aimed(speakers: list[int], targets: list[int]) -> QuerySet:
    """The sort keys of the current editions in which one of these records speaks about, or to,
    one of those: each once, whatever the number of its targets."""
    links = EditionTarget.objects.filter(
        speaker__in=speakers, person__in=targets, edition__state=Edition.State.CURRENT
    )
    return links.order_by("-sort_key").values_list("sort_key", named=True).distinct()


def years_of(keys: QuerySet) -> Counter[int | None]:
    newest = keys[:STATEMENTS_COUNTED]
    return Counter(year_of(row.sort_key >> ID_BITS) for row in newest)


class MapPage(PublicPage):
    """The pairs with most statements, drawn, and as a table."""

    template_name = "archive/map.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = PairTally.objects.select_related("speaker", "target").order_by(
            "-statements", "speaker_id", "target_id"
        )
        pairs = list(found[:PAIRS_DRAWN])
        return super().get_context_data(pairs=pairs, **drawn(pairs), **kwargs)


def drawn(pairs: list[PairTally]) -> dict[str, Any]:
    """The map of these pairs, each part of it with the records it shows; empty without pairs."""
    records = {Pair(one.speaker_id, one.target_id, one.statements): one for one in pairs}
    people = {one.pk: one for pair in pairs for one in (pair.speaker, pair.target)}
    drawing = map_of(list(records), {pk: person.name for pk, person in people.items()})
    if drawing is None:
        return {}
    return {
        "map": drawing,
        "bands": [(band, records[band.pair]) for band in drawing.bands],
        "speakers": [(place, people[place.person]) for place in drawing.speakers],
        "targets": [(place, people[place.person]) for place in drawing.targets],
    }
