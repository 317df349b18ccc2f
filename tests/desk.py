"""The forms of the desk as a browser sends them."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from archive.models import Article, Statement
from tests import makers

BODY = (
    "La mairie se tait. « Elle n’ouvrira rien », répète Théodule Marquenterre. Puis, plus bas : "
    "« Elle n’ouvrira rien », et il s’en va. 🎉 « Nous verrons bien au printemps », a dit "
    "Ysoline Quévrain devant les commerçants, sans donner de date ni de budget pour la halle.\n"
)


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def form_of(**given: Any) -> dict[str, Any]:
    """What a browser sends for the plain form, with only what the test changes."""
    return {
        "words": "Nous verrons bien au printemps",
        "kind": "direct",
        "speaker": "Ysoline Quévrain",
        "speaker_type": "named",
        "setting": "other",
        "certainty": "certain",
        "language": "fr",
        "targets-TOTAL_FORMS": "1",
        "targets-INITIAL_FORMS": "0",
        "targets-0-relation": "about",
        "annotations-TOTAL_FORMS": "1",
        "annotations-INITIAL_FORMS": "0",
        "annotations-0-kind": "context",
        "annotations-0-visibility": "public",
        "_continue": "1",
        **given,
    }


def add(desk: Client, article: Article, **given: Any) -> Any:
    return desk.post(
        f"{reverse('admin:archive_statement_add')}?article={article.pk}", form_of(**given)
    )


def change(desk: Client, statement: Statement, **given: Any) -> Any:
    fields = {"words": statement.exact, "version_read": statement.version, **given}
    return desk.post(
        reverse("admin:archive_statement_change", args=[statement.pk]), form_of(**fields)
    )


def errors(response: Any) -> str:
    assert response.status_code == 200
    found = re.findall(r'<ul class="errorlist.*?</ul>', response.content.decode(), re.DOTALL)
    assert found
    return " ".join(found)


def an_article() -> Article:
    """An article with the people it quotes in the archive."""
    makers.person("Théodule Marquenterre")
    makers.person("Ysoline Quévrain")
    return makers.article(BODY, licence="open")


def told(response: Any) -> str:
    """What the page that follows tells the editor."""
    return " ".join(str(message) for message in response.wsgi_request._messages)
