"""An editor's browser on the pages of suggestions, in English."""

from typing import Any

from django.test import Client
from django.urls import reverse

from archive import suggestions
from archive.models import Article, Suggestion
from tests import makers, suggesting
from tests.desk import logged_in
from tests.suggesting import place, speaker

ENGLISH = "/en"


def desk(user: Any = None) -> Client:
    return logged_in(user or makers.ada())


def address(name: str, *args: Any) -> str:
    return ENGLISH + reverse(f"admin:{name}", args=args)


def page_of(article: Article, by: Client | None = None, **query: Any) -> Any:
    return (by or desk()).get(address("article-suggestions", article.pk), query)


def act(name: str, suggestion: Suggestion, by: Client | None = None, **form: Any) -> Any:
    """What a browser sends from the button of this name."""
    path = address(f"suggestion-{name}", suggestion.article_id, suggestion.pk)
    return (by or desk()).post(path, form)


def now(suggestion: Suggestion) -> Suggestion:
    return Suggestion.objects.get(pk=suggestion.pk)


def groups(response: Any) -> dict[str, list[int]]:
    """The numbers of the suggestions in each group of the page."""
    return {
        name: [row.suggestion.pk for row in rows]
        for name, rows in response.context["groups"].items()
    }


def of_somebody_new(article: Article | None = None, **fields: Any) -> Suggestion:
    """A suggestion whose speaker the archive does not know."""
    article = article or makers.article()
    body = article.current_text.body
    return suggesting.suggestion(article, speaker=speaker(body, "Ysoline Quévrain"), **fields)


def three(article: Article | None = None) -> list[Suggestion]:
    """Three suggestions of one article, in reading order."""
    article = article or makers.article()
    body = article.current_text.body
    indirect = suggesting.candidate(
        body, suggesting.INDIRECT, kind="indirect", cue="a ajouté", cue_span=place(body, "a ajouté")
    )
    suggesting.keep(article, suggesting.candidate(body), indirect, suggesting.answer(body))
    return list(Suggestion.objects.of(article))


def decided(rule: str, *, kept: int = 0, dismissed: int = 0, **fields: Any) -> None:
    """So many decisions on suggestions of this rule."""
    for number in range(kept + dismissed):
        one = suggesting.suggestion(rule=rule, **fields)
        if number < kept:
            suggestions.accept(one, by=makers.ada())
        else:
            suggestions.dismiss(one, by=makers.ada())
