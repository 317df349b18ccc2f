"""What statements deal with: the topics in print from A to Z, and the statements of each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404
from django.utils.translation import gettext as _

from archive.finding.facets import people_choices
from archive.finding.frequency import ROWS_COUNTED
from archive.in_print import topic_in_print
from archive.models import Edition, EditionTopic, FacetTally, Topic
from archive.models.keys import initial_of, sort_form
from archive.pagination import Page, page_of
from archive.views.notices import notices_of
from archive.views.public import PublicPage

# Topics the page lists: the most frequent. Editors choose among them, so they stay few.
TOPICS_SHOWN: Final = 1_000
# Fewer stand in one list, without letters.
FEW_TOPICS: Final = 40


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic of a list: its address, its name in print, how many statements are filed there."""

    slug: str
    name: str
    statements: int


@dataclass(slots=True)
class TopicLetter:
    """The topics filed under one initial."""

    initial: str
    entries: list[TopicEntry] = field(default_factory=list)


def topics_by_use() -> QuerySet[FacetTally]:
    """The tallies of the topics in print, the most frequent first."""
    tallies = FacetTally.objects.filter(dimension=FacetTally.Dimension.TOPIC)
    return tallies.order_by("-statements", "value")


def entries_of(tallies: Iterable[FacetTally]) -> list[TopicEntry]:
    """The topics of these tallies in their order, under the names their newest statements froze."""
    counted = {int(tally.value): tally.statements for tally in tallies}
    filed = EditionTopic.objects.filter(
        topic=OuterRef("pk"), edition__state=Edition.State.CURRENT
    ).order_by("-sort_key")
    named = Topic.objects.filter(pk__in=list(counted)).values_list(
        "pk", "slug", Subquery(filed.values("name")[:1])
    )
    found = {pk: (slug, name) for pk, slug, name in named if name}
    return [TopicEntry(*found[pk], number) for pk, number in counted.items() if pk in found]


def letters_of(entries: Iterable[TopicEntry]) -> list[TopicLetter]:
    """These entries under their letters, as readers expect: "É" is filed under "E"."""
    letters: dict[str, TopicLetter] = {}
    for entry in entries:
        initial = initial_of(entry.name).upper()
        letters.setdefault(initial, TopicLetter(initial)).entries.append(entry)
    return list(letters.values())


class TopicListPage(PublicPage):
    """The topics of what is in print, from A to Z."""

    template_name = "archive/topic_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tallies = list(topics_by_use()[: TOPICS_SHOWN + 1])
        entries = entries_of(tallies[:TOPICS_SHOWN])
        entries.sort(key=lambda entry: (sort_form(entry.name), entry.slug))
        return super().get_context_data(
            entries=entries,
            letters=letters_of(entries) if len(entries) > FEW_TOPICS else [],
            is_cut=len(tallies) > TOPICS_SHOWN,
            topics_shown=TOPICS_SHOWN,
            **kwargs,
        )


class TopicPage(PublicPage):
    """The statements filed under a topic, newest first, and who speaks about it most."""

    template_name = "archive/topic.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        topic = topic_in_print(self.kwargs["slug"])
        if topic is None:
            raise Http404(_("The archive has no such topic."))
        filed = EditionTopic.objects.filter(
            topic=topic.topic_id, edition__state=Edition.State.CURRENT
        )
        page = page_of(filed, self.request.GET, order=["-sort_key"], key="sort_key")
        editions = list(
            Edition.objects.current()
            .filter(pk__in=[link.edition_id for link in page.rows])
            .newest_first()
            .for_lists()
        )
        lately = filed.order_by("-sort_key").values_list("edition__speaker", flat=True)
        return super().get_context_data(
            topic=topic,
            page=Page(editions, page.preceding, page.following),
            count=count_of(topic),
            speakers=people_choices(lately[:ROWS_COUNTED]),
            rows_counted=ROWS_COUNTED,
            notices=notices_of(editions),
            **kwargs,
        )


def count_of(topic: EditionTopic) -> int:
    """How many current statements are filed under this topic."""
    tally = FacetTally.objects.filter(
        dimension=FacetTally.Dimension.TOPIC, value=str(topic.topic_id)
    )
    return tally.values_list("statements", flat=True).first() or 0
