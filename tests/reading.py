"""Reading the public pages as a visitor does: what several test modules share."""

import re
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from archive import drafting
from archive.models import Edition, Statement, Topic
from archive.views.policies import POLICIES
from tests import makers


def read(client: Client, path: str, status: int = 200) -> str:
    """The page as it is sent, character references resolved only by who asks for it."""
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


class Words(HTMLParser):
    """The words of a page as a reader sees them, blanks folded."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def words_of(page: str) -> str:
    parser = Words()
    parser.feed(page.partition("<body>")[2])
    return re.sub(r"\s+", " ", "".join(parser.parts).replace("\u202f", " ").replace("\xa0", " "))


def revised(made: Statement, **fields: Any) -> Edition:
    """The next edition of a published statement, with these fields changed."""
    draft = makers.move(made, "revise", makers.ada())
    for name, value in fields.items():
        setattr(draft, name, value)
    drafting.write_edit(draft, by=makers.ada(), version=draft.version)
    makers.move(draft, "submit", makers.ada())
    return makers.move(draft, "approve", makers.rui()).editions.current().get()


def pages_of(edition: Edition) -> list[str]:
    """The address of every public page that can show this edition."""
    return [
        reverse("archive:home"),
        reverse("archive:statement-list"),
        f"{reverse('archive:statement-list')}?kind=direct&year=2019&since=2018&topic=halle",
        edition.get_absolute_url(),
        edition.get_pinned_url(),
        reverse("archive:article-list"),
        edition.article.get_absolute_url(),
        reverse("archive:outlet-list"),
        reverse("archive:outlet-detail", args=[edition.outlet_id]),
        reverse("archive:topic-list"),
        *(
            reverse("archive:topic-detail", args=[link.topic.slug])
            for link in edition.topic_links.all()
        ),
        reverse("archive:coverage"),
        reverse("archive:person-list"),
        reverse("archive:person-detail", args=[edition.speaker.slug]),
        *(
            reverse("archive:pair", args=[edition.speaker.slug, target.person.slug])
            for target in edition.targets.all()
        ),
        reverse("archive:map"),
        reverse("archive:about"),
        *(reverse("archive:policy", args=[slug]) for slug in POLICIES),
    ]


def full_edition(**fields: Any) -> Edition:
    """An edition with everything a page can show."""
    topic = Topic.objects.get_or_create(name="Halle")[0]
    return makers.edition(
        targets=[makers.target()],
        notes=[makers.note()],
        topics=[topic],
        said_on="2019-03-12",
        **fields,
    )


def edition_of(number: int, **fields: Any) -> Edition:
    return makers.edition(f"Propos numéro {number} de la série", **fields)


def statements_at(client: Client, query: str) -> set[int]:
    page = read(client, f"/statements/?{query}")
    return {int(pk) for pk in re.findall(r'<p><a href="/statements/(\d+)/">', page)}
