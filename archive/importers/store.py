"""Writes drafts into the archive, idempotently: the same text twice makes one article."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from archive.importers.draft import ArticleDraft
from archive.models import Article, ArticleText, Event, Outlet

LONGEST_TITLE = Article._meta.get_field("title").max_length


@dataclass(frozen=True, slots=True)
class Rights:
    """The licence under which imported articles come."""

    licence: str = Article.Licence.PRIVATE
    name: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of a draft: the article, and whether it is new."""

    article: Article
    created: bool


def already_held(sha256: str, outlet: Outlet | None) -> Article | None:
    """The article made of this very text by this outlet, or where either outlet is not known.

    An outlet that is not saved yet has no article of its own.
    """
    if outlet is not None and outlet.pk is None:
        return Article.objects.filter(source_sha256=sha256, outlet=None).first()
    return Article.objects.holding(sha256, outlet).first()


def store(
    draft: ArticleDraft,
    *,
    outlet: Outlet | None = None,
    rights: Rights | None = None,
    language: str = "fr",
    by: Any = None,
    **described: Any,
) -> Stored:
    """Keeps the draft as an article, or finds the article that already holds its very text.

    The same text from another outlet (agency copy) is another article; where either outlet is
    not known it is the same one. ``described`` are further fields of the article. Everything is
    written in one transaction, with a row of history; two imports at once make one article.
    """
    existing = already_held(draft.sha256, outlet)
    if existing is not None:
        return Stored(existing, created=False)
    rights = rights or Rights()
    fields = {
        **described_by(draft),
        **described,
        "outlet": outlet,
        "language": language,
        "licence": rights.licence,
        "licence_name": rights.name,
        "licence_url": rights.url,
    }
    try:
        return Stored(write(draft, fields, by=by), created=True)
    except IntegrityError:
        # Another import wrote the same text between our look and our write.
        twin = already_held(draft.sha256, outlet)
        if twin is None:
            raise
        return Stored(twin, created=False)


def described_by(draft: ArticleDraft) -> dict[str, Any]:
    """What the draft says of itself, within what the columns hold."""
    return {
        "title": draft.title[:LONGEST_TITLE],
        "title_is_derived": draft.title_is_derived,
        "published": draft.published,
        "place": draft.place[:200],
        "agency": draft.agency[:200],
    }


@transaction.atomic
def write(draft: ArticleDraft, fields: dict[str, Any], *, by: Any) -> Article:
    """The article, its text and its row of history, all or nothing."""
    article = Article.objects.create(**fields, source_sha256=draft.sha256)
    ArticleText.objects.create(article=article, body=draft.body)
    told = {"sha256": ["", draft.sha256]}
    licence = {n: getattr(article, n) for n in ("licence", "licence_name", "licence_url")}
    told |= {name: ["", value] for name, value in licence.items() if value}
    Event.objects.record(Event.Verb.IMPORTED, article, by=by, changes=told)
    return article
