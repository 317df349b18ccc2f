"""The front page: what is new, what is in the archive, and where to begin."""

from typing import Any, Final

from django.db.models import F

from archive.models import Edition, PairTally, PersonInPrint
from archive.views.figures import figures_in_print
from archive.views.notices import notices_of
from archive.views.public import PublicPage
from archive.views.topics import TopicEntry, entries_of, topics_by_use

LATEST: Final = 9
OFFERED: Final = 8  # people, pairs and topics to begin with


class HomePage(PublicPage):
    """The newest statements, the figures of the archive, and the doors into it."""

    template_name = "archive/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        latest = list(Edition.objects.current().newest_first().for_lists()[:LATEST])
        return super().get_context_data(
            first=latest[0] if latest else None,
            latest=latest[1:],
            figures=figures_in_print(),
            most_quoted=most_quoted() if latest else [],
            pairs=strongest_pairs() if latest else [],
            topics=most_frequent_topics() if latest else [],
            notices=notices_of(latest),
            **kwargs,
        )


def most_quoted() -> list[PersonInPrint]:
    """Who says most of what is in print."""
    quoted = PersonInPrint.objects.filter(said__gt=0).select_related("person")
    return list(quoted.order_by("-said", "person_id")[:OFFERED])


def strongest_pairs() -> list[PairTally]:
    """Who speaks most about whom, or to whom; themselves apart."""
    pairs = PairTally.objects.exclude(speaker=F("target")).select_related("speaker", "target")
    return list(pairs.order_by("-statements", "speaker_id", "target_id")[:OFFERED])


def most_frequent_topics() -> list[TopicEntry]:
    return entries_of(list(topics_by_use()[:OFFERED]))
