"""The front page, and the page that says what the archive is."""

from typing import Any, Final

from archive.models import Article, Edition, PersonInPrint
from archive.pagination import capped_count
from archive.views.facets import ROWS_COUNTED, people_choices
from archive.views.notices import notices_of
from archive.views.public import PublicPage

LATEST: Final = 9


class HomePage(PublicPage):
    """The newest statement, the next ones, and who was quoted lately."""

    template_name = "archive/home.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        current = Edition.objects.current()
        latest = list(current.newest_first().for_lists()[:LATEST])
        lately = current.newest_first().values_list("speaker", flat=True)[:ROWS_COUNTED]
        return super().get_context_data(
            first=latest[0] if latest else None,
            latest=latest[1:],
            most_quoted=people_choices(lately),
            notices=notices_of(latest),
            **counts(),
            **kwargs,
        )


class AboutPage(PublicPage):
    """What the archive is, how a statement is verified, and what is in it."""

    template_name = "archive/about.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**counts(), **kwargs)


def counts() -> dict[str, Any]:
    """How much the public may see, counted up to a cap."""
    return {
        "statement_count": capped_count(Edition.objects.current()),
        "person_count": capped_count(PersonInPrint.objects.all()),
        "article_count": capped_count(Article.objects.in_print()),
    }
