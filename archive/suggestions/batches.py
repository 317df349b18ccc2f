"""Reading many articles: batch after batch, each article kept by itself, whoever fails told.

The detector may work in several processes, which know no database; one process writes. It can be
stopped at any moment: what was read is kept, and the next run goes on with the rest.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Final

from django.db import DataError, IntegrityError
from django.db.models import Exists, OuterRef, Q, QuerySet

from archive import detecting
from archive.models import Article, ArticleText, Suggestion
from archive.models.article import has_newer_text
from archive.quotes.detection import DETECTOR_VERSION
from archive.quotes.names import Registry
from archive.suggestions.proposing import keep, to_be_read, too_long
from archive.suggestions.refusals import SuggestionRefused
from archive.suggestions.registry import known_people

BATCH: Final = 20  # articles that a process reads at a time
LARGEST: Final = 500_000  # code points of them together; a longer article is a batch of its own
NUMBERS: Final = 1_000  # of articles, asked for at a time


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an article: how many suggestions await an editor, or why it was not read."""

    article_id: int
    waiting: int = 0
    failure: str = ""


def in_languages_read(articles: QuerySet[Article]) -> QuerySet[Article]:
    languages = articles.order_by().values_list("language", flat=True).distinct()
    return articles.filter(language__in=[code for code in languages if detecting.is_read(code)])


def awaiting_a_reading(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Those that nobody has begun to read, and those whose pending suggestions are of another
    version of the detector or of a former text, whoever reads them."""
    out_of_date = Suggestion.objects.pending().filter(
        ~Q(detector_version=DETECTOR_VERSION) | has_newer_text(), article=OuterRef("pk")
    )
    return articles.filter(Q(reading=Article.Reading.UNREAD) | Exists(out_of_date))


def suggest_in(articles: QuerySet[Article], *, jobs: int = 1) -> Iterator[Outcome]:
    """Reads those of the articles that this version of the detector has not read yet, and keeps
    what it finds, article by article. An article that cannot be read, or kept, is told and left."""
    refused: deque[Outcome] = deque()
    texts = short_enough(texts_of(to_be_read(articles)), refused)
    with closing(detecting.readings(batches(texts), known_people(), jobs=jobs)) as found:
        for batch in found:
            texts_read = ArticleText.objects.in_bulk([reading.number for reading in batch])
            yield from (kept(texts_read[reading.number], reading) for reading in batch)
            while refused:
                yield refused.popleft()
    yield from refused


def suggest_for(article_id: int, people: Registry) -> Outcome:
    """Reads one article, just imported. One in a language without a table has no suggestions, and
    that is no failure."""
    texts = ArticleText.objects.filter(article=article_id).select_related("article")
    text = texts.latest("number")
    asked = detecting.Text(text.pk, text.body, text.article.language)
    if not detecting.is_read(asked.language):
        return Outcome(article_id)
    if too_long(asked):
        return Outcome(article_id, failure=too_long(asked))
    return kept(text, detecting.read(asked, people))


def short_enough(
    texts: Iterator[detecting.Text], refused: deque[Outcome]
) -> Iterator[detecting.Text]:
    """The texts that are not too long to be read; the others are put among the refused."""
    for text in texts:
        if too_long(text):
            of = ArticleText.objects.values_list("article", flat=True).get(pk=text.number)
            refused.append(Outcome(of, failure=too_long(text)))
        else:
            yield text


def texts_of(articles: QuerySet[Article]) -> Iterator[detecting.Text]:
    """The newest text of each article, one at a time, in the order of their numbers."""
    last = 0
    while numbers := list(
        articles.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:NUMBERS]
    ):
        for last in numbers:
            newest = ArticleText.objects.filter(article=last).order_by("-number")
            for row in newest.values_list("pk", "body", "article__language")[:1]:
                yield detecting.Text(*row)


def batches(texts: Iterator[detecting.Text]) -> Iterator[list[detecting.Text]]:
    batch: list[detecting.Text] = []
    size = 0
    for text in texts:
        if batch and (len(batch) == BATCH or size + len(text.body) > LARGEST):
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text.body)
    if batch:
        yield batch


def kept(text: ArticleText, reading: detecting.Reading) -> Outcome:
    """Writes what was found in a text. What the database refuses of one article is told; that it
    cannot be reached is raised (``OperationalError``)."""
    if reading.failure:
        return Outcome(text.article_id, failure=reading.failure)
    try:
        return Outcome(text.article_id, waiting=keep(text, reading.candidates))
    except (SuggestionRefused, IntegrityError, DataError) as problem:
        return Outcome(text.article_id, failure=str(problem).strip().partition("\n")[0])
