"""An editor's page of the annotation desk, for tests: what it sends, and what it is told."""

import json
import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from archive.models import Article, Statement, Suggestion
from tests.desk import logged_in
from tests.suggesting import place

ENGLISH = "/en"


class Page:
    """An editor who has the desk of an article open."""

    def __init__(self, user: Any, article: Article) -> None:
        self.user, self.article = user, article
        self.client: Client = logged_in(user)

    def address(self, name: str) -> str:
        return ENGLISH + reverse(f"admin:{name}", args=[self.article.pk])

    def send(self, act: str, *, key: Any = None, **given: Any) -> Any:
        body = {"key": str(key or uuid.uuid4()), "act": act, **given}
        return self.client.post(
            self.address("workbench-acts"), json.dumps(body), content_type="application/json"
        )

    def done(self, act: str, **given: Any) -> dict[str, Any]:
        """The answer to an act that must succeed."""
        response = self.send(act, **given)
        assert response.status_code in (200, 201), response.content.decode()
        return response.json()

    def refused(self, act: str, code: int, title: str, **given: Any) -> dict[str, Any]:
        response = self.send(act, **given)
        assert (response.status_code, response.json()["title"]) == (code, title)
        return response.json()

    def create(self, words: str, **given: Any) -> Statement:
        answer = self.done("create", **place_of(self.article, words), **given)
        return Statement.objects.get(pk=answer["items"][0]["id"])

    def accept(self, suggestion: Suggestion, **given: Any) -> Statement:
        answer = self.done("accept", suggestion=suggestion.pk, **given)
        return Statement.objects.get(pk=answer["items"][0]["id"])

    def get(self, name: str, **query: Any) -> Any:
        return self.client.get(self.address(name), query)


def place_of(article: Article, words: str) -> dict[str, Any]:
    text = article.current_text
    span = place(text.body, words)
    return {"text": text.pk, "start": span.start, "end": span.end, "exact": words}


def now(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)
