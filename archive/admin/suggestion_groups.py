"""The suggestions of an article in groups, each group in pages of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from archive.detector_record import folded_rules
from archive.models import Article, ArticleText, Suggestion
from archive.models.suggestion import folded_by

ON_A_PAGE: Final = 60
# The groups, as the page shows them: to decide on; folded; of a former text; decided.
GROUPS: Final = ("waiting", "folded", "former", "decided")
AT: Final = "at"  # in the query: the number of a suggestion, whose page is asked for


def rules_folded(request: HttpRequest) -> frozenset[str]:
    """The rules that are folded, asked for once in a request that decides nothing."""
    if not hasattr(request, "rules_folded"):
        request.rules_folded = folded_rules()
    return request.rules_folded


def address_at(suggestion: Suggestion) -> str:
    """The page of the article that shows this suggestion, whichever it is by then, at its place."""
    page = reverse("admin:article-suggestions", args=[suggestion.article_id])
    return f"{page}?{AT}={suggestion.pk}#suggestion-{suggestion.pk}"


@dataclass(frozen=True, slots=True)
class Way:
    """The neighbours of a page of a group, as queries; "" where there is none."""

    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class Grouped:
    """The suggestions of an article, by what an editor can do with them."""

    article: Article
    text: ArticleText | None  # the newest
    folded: frozenset[str]

    def conditions(self) -> dict[str, Q]:
        pending = Q(state=Suggestion.State.PENDING)
        is_current = Q(text=self.text)
        is_folded = folded_by(self.folded)
        return {
            "waiting": pending & is_current & ~is_folded,
            "folded": pending & is_current & is_folded,
            "former": pending & ~is_current,
            "decided": ~pending,
        }

    def rows(self, group: str) -> QuerySet[Suggestion]:
        """Those of a group in reading order."""
        return Suggestion.objects.of(self.article).filter(self.conditions()[group])

    def group_of(self, suggestion: Suggestion) -> str:
        if not suggestion.is_pending:
            return "decided"
        if self.text is None or suggestion.text_id != self.text.pk:
            return "former"
        return "folded" if suggestion.is_folded_by(self.folded) else "waiting"

    def counts(self) -> dict[str, int]:
        """How many suggestions are in each group and state, in one query."""
        asked = {
            **self.conditions(),
            **{state: Q(state=state) for state in Suggestion.State.values},
        }
        return Suggestion.objects.filter(article=self.article).aggregate(
            **{name: Count("pk", filter=of) for name, of in asked.items()}
        )

    def pages(
        self, query: Mapping[str, str], counts: Mapping[str, int], at: Suggestion | None
    ) -> dict[str, Page]:
        """The page of each group that a query asks for, and that which holds ``at``; the first or
        the last one for a number that is none."""
        asked = {group: query.get(number_of(group), "") for group in GROUPS}
        if at:
            group = self.group_of(at)
            asked[group] = str(self.page_holding(at, group))
        return {group: self.page(group, asked[group], counts[group]) for group in GROUPS}

    def page(self, group: str, number: str, count: int) -> Page:
        rows = self.rows(group).select_related(
            "speaker__merged_into", "decided_by", "statement__speaker__merged_into"
        )
        pages = Paginator(rows, ON_A_PAGE)
        pages.count = count  # known already
        return pages.get_page(number or 1)

    def asked_for(self, query: Mapping[str, str]) -> Suggestion | None:
        """The suggestion at whose page a query asks to be, if it is one of the article."""
        asked = query.get(AT, "")
        is_number = asked.isascii() and asked.isdigit() and len(asked) < 19
        return self.article.suggestions.filter(pk=int(asked)).first() if is_number else None

    def page_holding(self, suggestion: Suggestion, group: str) -> int:
        before = Q(start__lt=suggestion.start) | Q(start=suggestion.start, pk__lt=suggestion.pk)
        return self.rows(group).filter(before).count() // ON_A_PAGE + 1

    def opened(self, query: Mapping[str, str], at: Suggestion | None) -> set[str]:
        """The groups that are shown unfolded: those whose pages are turned, and that of ``at``."""
        turned = {group for group in GROUPS if number_of(group) in query}
        return turned | ({self.group_of(at)} if at else set())


def number_of(group: str) -> str:
    """The name, in the query, of the number of a page of this group."""
    return "page" if group == "waiting" else f"{group}-page"


def ways(pages: Mapping[str, Page]) -> dict[str, Way]:
    """Group -> the way to its neighbours, the other groups staying where they are."""
    here = {number_of(group): page.number for group, page in pages.items() if page.number > 1}
    return {group: way(group, page, here) for group, page in pages.items()}


def way(group: str, page: Page, here: Mapping[str, Any]) -> Way:
    def at(number: int) -> str:
        return "?" + urlencode({**here, number_of(group): number}) + f"#{group}"

    return Way(
        earlier=at(page.previous_page_number()) if page.has_previous() else "",
        later=at(page.next_page_number()) if page.has_next() else "",
    )
