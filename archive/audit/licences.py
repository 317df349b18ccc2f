"""Whether an article is under the licence that history tells, or that it was imported under."""

from typing import Any

from archive.audit.streams import Alongside
from archive.audit.told import Verb, noted
from archive.models import Article, ImportedFile

LICENCE = ("licence", "licence_name", "licence_url")
PRIVATE = (Article.Licence.PRIVATE, "", "")


def as_imported() -> Alongside:
    """The licence that the run was given which brought an article in."""
    files = ImportedFile.objects.filter(outcome=ImportedFile.Outcome.CREATED, article__isnull=False)
    in_order = files.order_by("article_id", "pk")
    return Alongside(in_order.values_list("article_id", "run__options__licence"))


def licence_told(events: list[tuple], imports: list[tuple]) -> dict[str, Any]:
    """The fields of the licence of which something is told, each as last told.

    An article typed in at the desk begins private; one that a program stored, without a run that
    was given a licence, has none that is known before it changes.
    """
    told: dict[str, Any] = {}
    if events and events[0][1] == Verb.CREATED:
        told = dict(zip(LICENCE, PRIVATE, strict=True))
    for _article, licence in imports:
        if licence:
            told["licence"] = licence
    for _article, _verb, changes in events:
        for name in LICENCE:
            value = noted(changes, name)
            if value is not None:
                told[name] = value
    return told


def wrong_licence(article: tuple, events: list[tuple], imports: list[tuple]) -> bool:
    """``article`` is its number and its ``LICENCE``."""
    is_so = dict(zip(LICENCE, article[1:], strict=True))
    return any(is_so[name] != value for name, value in licence_told(events, imports).items())
