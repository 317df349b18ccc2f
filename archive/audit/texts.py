"""Whether the frozen texts are still what was taken in."""

import unicodedata
from collections.abc import Iterator

from django.db.models import F

from archive.audit.finding import Check, Count, Finding, about
from archive.audit.streams import streamed
from archive.models import Article, ArticleText
from archive.quotes.anchoring import sha256_of

TEXTS = 20  # bodies held at a time


def wrong_with(body: str, sha256: str) -> Iterator[str]:
    if sha256_of(body) != sha256:
        yield "The text is not the one its SHA-256 was computed over."
    if "\r" in body:
        yield "The text has line ends other than LF."
    if not unicodedata.is_normalized("NFC", body):
        yield "The text is not in Unicode's normal form C."


def altered_texts(count: Count) -> Iterator[Finding]:
    rows = ArticleText.objects.order_by("pk").values_list("pk", "body", "sha256")
    for pk, body, sha256 in streamed(rows, count, held=TEXTS):
        for message in wrong_with(body, sha256):
            yield about(ArticleText, pk, "text", message)
    others = ArticleText.objects.filter(number=1).exclude(sha256=F("article__source_sha256"))
    for article in others.order_by("article").values_list("article", flat=True).iterator():
        yield about(Article, article, "text", "Its first text is not the one that was taken in.")


CHECK = Check("text", "texts", ArticleText.objects.count, altered_texts)
