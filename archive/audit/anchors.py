"""Whether every quotation and every mention still stands at its place in the text."""

from collections.abc import Iterator
from contextlib import ExitStack, closing

from django.db import models

from archive.audit.finding import Check, Count, Finding, about
from archive.audit.streams import Alongside, counted
from archive.audit.texts import TEXTS
from archive.models import ArticleText, Edition, EditionTarget, Statement, StatementTarget
from archive.quotes.anchoring import CONTEXT

ANCHORED = (Statement, Edition)
MENTIONING = ((StatementTarget, "statement"), (EditionTarget, "edition"))


def anchors_of(model: type[models.Model]) -> Alongside:
    return Alongside(
        model.objects.order_by("text_id", "pk").values_list(
            "text_id", "pk", "article_id", "start", "end", "exact", "prefix", "suffix"
        )
    )


def mentions_of(model: type[models.Model], owner: str) -> Alongside:
    text = f"{owner}__text_id"
    return Alongside(
        model.objects.order_by(text, "pk").values_list(
            text, "pk", "mention", "mention_start", "mention_end"
        )
    )


def wrong_anchor(row: tuple, article: int, body: str) -> Iterator[str]:
    text, _pk, article_of_row, start, end, exact, prefix, suffix = row
    if article_of_row != article:
        yield f"Its words are in text {text}, which is not of its article."
    if body[start:end] != exact:
        yield f"The words are not at {start} to {end} of text {text}."
    if body[max(0, start - CONTEXT) : start] != prefix or body[end : end + CONTEXT] != suffix:
        yield f"What is kept around the words is not what stands around them in text {text}."


def wrong_mention(row: tuple, body: str) -> str | None:
    text, _pk, mention, start, end = row
    if start is None or end is None:
        return "No place is kept for the words of its mention." if mention else None
    if body[start:end] != mention:
        return f"The words of its mention are not at {start} to {end} of text {text}."
    return None


def lost_anchors(count: Count) -> Iterator[Finding]:
    texts = ArticleText.objects.order_by("pk").values_list("pk", "article_id", "body")
    with ExitStack() as opened:
        read = opened.enter_context
        anchors = [(model, read(anchors_of(model))) for model in ANCHORED]
        mentions = [(model, read(mentions_of(model, owner))) for model, owner in MENTIONING]
        for text, article, body in read(closing(texts.iterator(chunk_size=TEXTS))):
            for model, rows in anchors:
                for row in counted(rows.of(text), count):
                    for message in wrong_anchor(row, article, body):
                        yield about(model, row[1], "anchor", message)
            for model, rows in mentions:
                for row in counted(rows.of(text), count):
                    if message := wrong_mention(row, body):
                        yield about(model, row[1], "mention", message)


def size() -> int:
    models_ = [*ANCHORED, *(model for model, _owner in MENTIONING)]
    return sum(model.objects.count() for model in models_)


CHECK = Check("anchor", "anchors", size, lost_anchors)
