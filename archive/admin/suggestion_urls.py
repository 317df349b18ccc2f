"""The addresses of suggestions: those of an article, what is done to each, and the record."""

from collections.abc import Callable
from typing import Final

from django.urls import URLPattern

from archive.admin import suggestion_correction, suggestion_record, suggestions

OF_ARTICLE: Final = "archive/article/<int:object_id>/suggestions"
OF_ONE: Final = f"{OF_ARTICLE}/<int:suggestion_id>"


def suggestion_urls(at: Callable[..., URLPattern]) -> list[URLPattern]:
    """``at`` makes an address of the desk of a route, a view and a name (``desk_urls``)."""
    correct = suggestion_correction.correct_view
    return [
        at(f"{OF_ARTICLE}/", suggestions.article_view, "article-suggestions", shows=True),
        at(f"{OF_ARTICLE}/find/", suggestions.suggest_view, "article-suggest"),
        at(f"{OF_ONE}/accept/", suggestions.accept_view, "suggestion-accept"),
        at(f"{OF_ONE}/correct/", correct, "suggestion-correct", shows=True),
        at(f"{OF_ONE}/dismiss/", suggestions.dismiss_view, "suggestion-dismiss"),
        at(f"{OF_ONE}/reconsider/", suggestions.reconsider_view, "suggestion-reconsider"),
        at(
            "archive/suggestion/record/",
            suggestion_record.record_view,
            "suggestion-record",
            shows=True,
        ),
    ]
