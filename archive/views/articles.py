"""The list of articles, and the page of each: its whole text only under an open licence."""

from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404

from archive.marking import Mark, Segment, segments
from archive.models import Article, ArticleText, Edition, Outlet
from archive.pagination import page_of
from archive.views.notices import notices_of_outlets
from archive.views.public import PublicPage


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
        articles = Article.objects.in_print().select_related("outlet")
        asked = self.request.GET.get("outlet", "")
        outlet = None
        if asked.isascii() and asked.isdigit() and len(asked) <= 10:
            outlet = Outlet.objects.filter(pk=asked).first()
        if outlet is not None:
            articles = articles.filter(outlet=outlet)
        page = page_of(articles, self.request.GET, order=["-published_from", "-pk"])
        return super().get_context_data(
            page=page,
            outlet=outlet,
            notices=notices_of_outlets(article.outlet for article in page.rows),
            **kwargs,
        )


class ArticlePage(PublicPage):
    """An article: its metadata and its statements; its text when its licence lets anybody read it.

    The page of a private article never asks for the text, so that no mistake here can show it.
    """

    template_name = "archive/article.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        article = get_object_or_404(
            Article.objects.in_print().select_related("outlet"), pk=self.kwargs["pk"]
        )
        editions = list(
            Edition.objects.current().filter(article=article).order_by("start", "pk").for_lists()
        )
        context = {
            "article": article,
            "editions": editions,
            "notices": notices_of_outlets([article.outlet]),
        }
        if article.is_open:
            context |= text_of(article, editions)
        return super().get_context_data(**context, **kwargs)


def text_of(article: Article, editions: list[Edition]) -> dict[str, Any]:
    """The newest text, marked where a current edition quotes this very version of it.

    When its first line is the printed title, that line is the heading of the page and is not
    repeated.
    """
    text = ArticleText.objects.filter(article=article).order_by("-number")[0]
    here = [edition for edition in editions if edition.text_id == text.pk]
    lines = [
        line
        for line in passages_of(
            segments(text.body, [Mark(e.start, e.end, e.pk) for e in here]), here
        )
        if not is_blank(line)
    ]
    heading = None
    if (
        lines
        and not article.title_is_derived
        and "".join(passage.text for passage in lines[0]).strip() == article.title.strip()
    ):
        heading, *lines = lines
    return {
        "heading": heading,
        "paragraphs": lines,
        "elsewhere": [edition for edition in editions if edition.text_id != text.pk],
    }


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
