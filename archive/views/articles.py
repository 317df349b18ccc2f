"""The list of articles, and the page of each: its whole text only under an open licence."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from archive.filters import ArticleFilter
from archive.marking import Mark, Segment, segments
from archive.models import Article, ArticleInPrint, ArticleText, Edition
from archive.pagination import page_of
from archive.quotes import anchoring
from archive.quotes.reanchoring import Reanchoring
from archive.views.notices import notices_of
from archive.views.public import PublicPage
from archive.views.years import years_in_print


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the printed text, and the edition it is quoted in, if any.

    ``is_first`` for the first stretch of each quotation: the one its address leads to.
    """

    text: str
    edition: Edition | None
    is_first: bool


class ArticleListPage(PublicPage):
    """The articles that have a statement in print, the last printed first."""

    template_name = "archive/article_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        query = self.request.GET
        printed = ArticleInPrint.objects.select_related("edition__article__outlet", "outlet")
        asked = ArticleFilter(query, queryset=printed)
        page = page_of(asked.qs, query, order=["-sort_key"], key="sort_key")
        narrowed = asked.form.cleaned_data
        outlet = narrowed.get("outlet")
        return super().get_context_data(
            page=page,
            outlet=outlet,
            year=narrowed.get("year"),
            month=narrowed.get("month"),
            years=years_in_print(outlet),
            is_narrowed=any(narrowed.values()),
            problems=[(asked.form[name].label, found) for name, found in asked.errors.items()],
            notices=notices_of(row.edition for row in page.rows),
            **kwargs,
        )


class ArticlePage(PublicPage):
    """An article: its metadata and its statements; its text when its licence lets anybody read it.

    The metadata is that of its newest edition; of the article itself the page takes its licence.
    The page of a private article never asks for the text, so that no mistake here can show it.
    """

    template_name = "archive/article.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        editions = list(
            Edition.objects.current()
            .filter(article=self.kwargs["pk"])
            .order_by("start", "pk")
            .for_lists()
        )
        if not editions:
            raise Http404(_("The archive has no such article."))
        source = max(editions, key=lambda edition: edition.pk)
        context = {
            "article": source.article,
            "source": source,
            "editions": editions,
            "notices": notices_of([source]),
        }
        if source.article.is_open:
            context |= text_of(source.article, source, editions)
        return super().get_context_data(**context, **kwargs)


def text_of(article: Article, source: Edition, editions: list[Edition]) -> dict[str, Any]:
    """The newest text, marked where it has the words of a current edition.

    When its first line is the printed title, that line is the heading of the page and is not
    repeated.
    """
    text = ArticleText.objects.filter(article=article).order_by("-number")[0]
    marks = marks_in(text, editions)
    marked = {mark.key for mark in marks}
    lines = [
        line for line in passages_of(segments(text.body, marks), editions) if not is_blank(line)
    ]
    heading = None
    if (
        lines
        and not source.title_is_derived
        and "".join(passage.text for passage in lines[0]).strip() == source.title.strip()
    ):
        heading, *lines = lines
    return {
        "heading": heading,
        "paragraphs": lines,
        "elsewhere": [edition for edition in editions if edition.pk not in marked],
    }


def marks_in(text: ArticleText, editions: list[Edition]) -> list[Mark]:
    """Where this text has the words of each edition: at its anchor or, where the text was
    corrected since, wherever the very words are followed to. Others have no mark."""
    marks = [Mark(e.start, e.end, e.pk) for e in editions if e.text_id == text.pk]
    former = {e.text_id for e in editions} - {text.pk}
    for old in ArticleText.objects.filter(pk__in=former) if former else ():
        quoted = [e for e in editions if e.text_id == old.pk]
        places = places_kept(old.body, text.body, tuple((e.start, e.end) for e in quoted))
        marks += [
            Mark(place.start, place.end, edition.pk)
            for edition, place in zip(quoted, places, strict=True)
            if place
        ]
    return marks


@lru_cache(maxsize=64)
def places_kept(
    old: str, new: str, spans: tuple[tuple[int, int], ...]
) -> tuple[anchoring.Span | None, ...]:
    """Where the very words of an old text stand in the new one; None for what was changed. Kept in
    memory, for texts never change: a reader does not wait for a comparison made before."""
    change = Reanchoring(old, new)
    outcomes = [change.outcome(anchoring.Span(*span)) for span in spans]
    return tuple(outcome.new if outcome.is_kept else None for outcome in outcomes)


def passages_of(lines: list[list[Segment]], editions: list[Edition]) -> list[list[Passage]]:
    by_pk = {edition.pk: edition for edition in editions}
    seen: set[int | None] = set()
    passages = []
    for line in lines:
        passages.append([])
        for segment in line:
            is_first = segment.key not in seen
            seen.add(segment.key)
            passages[-1].append(Passage(segment.text, by_pk.get(segment.key), is_first))
    return passages


def is_blank(line: list[Passage]) -> bool:
    return not any(passage.text.strip() for passage in line)
