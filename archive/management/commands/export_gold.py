"""``manage.py export_gold FILE``: the decisions of editors, to measure the detector with.

Only articles marked as read count. In one that is half read, a quotation that nobody has come to
yet would count as an error of whatever finds it. Of an article that was read:

- every statement is a quotation, as it stands at the desk today, whether a suggestion was accepted
  or corrected or somebody selected the words;
- one that was rejected or retracted, or whose speaker is still to be chosen, is optional: it says
  too little of what should have been found;
- what was dismissed is no quotation: nothing is written, so finding it again is an error;
- a suggestion that nobody decided on is optional.
"""

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Prefetch, Q, QuerySet

from archive.models import Article, ArticleText, Statement, StatementTarget, Suggestion
from archive.quotes.anchoring import Span
from archive.quotes.gold import Gold, GoldQuote, Status
from archive.suggestions.places import Edit, Places, bare

WRONG_USAGE = 2
BATCH = 100  # articles in memory at once
OPENING, CLOSING, BLANKS = '«“„"', '»”“"', " \u00a0\u202f"
SETTLED_NOTHING = (Statement.Status.REJECTED, Statement.Status.RETRACTED)


class Command(BaseCommand):
    help = (
        "Writes the quotations of the articles marked as read to FILE, as editors decided: the "
        "gold file that score_quotes takes. With --texts the texts are written too: those of "
        "private articles are not to be passed on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the gold file to write")
        parser.add_argument(
            "--texts", type=Path, metavar="FOLDER", help="write the texts there, one file each"
        )
        parser.add_argument("--language", metavar="CODE", default="fr", help="default: fr")

    def handle(self, *args: Any, **options: Any) -> None:
        file, folder = options["file"], options["texts"]
        names: list[str] = []
        quotes: list[GoldQuote] = []
        lost: list[Article] = []
        try:
            if folder:
                folder.mkdir(parents=True, exist_ok=True)
            for article in articles_read(options["language"]).iterator(chunk_size=BATCH):
                text = max(article.texts.all(), key=lambda version: version.number)
                name = f"{article.pk}-{text.number}.txt"
                try:
                    quotes += quotes_of(article, text, name)
                except WordsLost:
                    lost.append(article)
                    continue
                names.append(name)
                if folder:
                    (folder / name).write_bytes(text.body.encode())
            write(file, Gold(tuple(names), tuple(quotes)))
        except OSError as problem:
            raise CommandError(f"Nothing is exported: {problem}", returncode=WRONG_USAGE) from None
        self.tell(file, names, quotes, lost, options["language"])

    def tell(
        self,
        file: Path,
        names: list[str],
        quotes: list[GoldQuote],
        lost: list[Article],
        language: str,
    ) -> None:
        core = sum(quote.is_core for quote in quotes)
        self.stdout.write(
            f"{file}: {len(names)} articles read, {core} quotations, "
            f"{len(quotes) - core} optional ones."
        )
        if half := articles_half_read(language).count():
            self.stdout.write(f"Left out, with decisions but not marked as read: {half}.")
        for article in lost:
            self.stdout.write(
                f"Left out: article {article.pk}, whose text no longer has words of a statement."
            )


class WordsLost(Exception):
    """A statement's words do not stand in the latest text of its article."""


def of_language(language: str) -> QuerySet[Article]:
    """Articles in this language, of any country."""
    return Article.objects.filter(Q(language=language) | Q(language__startswith=f"{language}-"))


def articles_read(language: str) -> QuerySet[Article]:
    """In order, with all that is exported, in a fixed number of queries a batch."""
    targets = StatementTarget.objects.select_related("person__merged_into")
    statements = Statement.objects.select_related(
        "text", "speaker__merged_into", "suggestion"
    ).prefetch_related(Prefetch("targets", targets))
    suggestions = Suggestion.objects.select_related("text", "speaker__merged_into")
    return (
        of_language(language)
        .filter(reading=Article.Reading.READ)
        .order_by("pk")
        .prefetch_related(
            "texts", Prefetch("statements", statements), Prefetch("suggestions", suggestions)
        )
    )


def articles_half_read(language: str) -> QuerySet[Article]:
    decided = Suggestion.objects.decided().values("article")
    return (
        of_language(language)
        .exclude(reading=Article.Reading.READ)
        .filter(Q(pk__in=decided) | Q(pk__in=Statement.objects.values("article")))
    )


def quotes_of(article: Article, text: ArticleText, name: str) -> list[GoldQuote]:
    """The quotations of an article in reading order, in its latest text. Raises ``WordsLost``."""
    edits: dict[int, Edit] = {}

    def placed(record: Statement | Suggestion) -> Span | None:
        if record.text_id == text.pk:
            return bare(text.body, record.start, record.end)
        if record.text_id not in edits:
            edits[record.text_id] = Edit(record.text.body, text.body)
        return edits[record.text_id].moved(Span(record.start, record.end))

    found: dict[Span, GoldQuote] = {}
    for statement in sorted(article.statements.all(), key=lambda one: (is_optional(one), one.pk)):
        span = placed(statement)
        if span is None:
            raise WordsLost
        # Of two statements of the same words, the one that settles more.
        found.setdefault(span, quote_of(statement, span, text.body, name))
    decided = {placed(one) for one in article.suggestions.all() if not one.is_pending}
    settled = Places({*found, *decided} - {None})
    for suggestion in article.suggestions.all():
        span = placed(suggestion) if suggestion.is_pending else None
        if span and not settled.hold(span):
            found[span] = undecided(suggestion, span, text.body, name)
    return [found[span] for span in sorted(found, key=lambda span: (span.start, span.end))]


def is_optional(statement: Statement) -> bool:
    nobody_chosen = statement.speaker_type == Statement.SpeakerType.NAMED and not statement.speaker
    return nobody_chosen or statement.status in SETTLED_NOTHING


def quote_of(statement: Statement, span: Span, body: str, name: str) -> GoldQuote:
    speaker = statement.speaker.survivor.name if statement.speaker else statement.attribution
    suggestion = getattr(statement, "suggestion", None)
    return GoldQuote(
        id=f"statement-{statement.pk}",
        file=name,
        start=span.start,
        end=span.end,
        text=body[span.start : span.end],
        kind=statement.kind,
        cue=(suggestion.cue or None) if suggestion else None,
        speaker=speaker or None,
        speakers=(speaker,) if speaker else (),
        speaker_type=statement.speaker_type,
        speaker_surface=statement.attribution or None,
        targets=tuple(targets_of(statement)),
        note=f"{suggestion.state}: {suggestion.rule}" if suggestion else "by hand",
        status=Status.OPTIONAL if is_optional(statement) else Status.CORE,
        alt=tuple(with_marks(body, span)),
    )


def targets_of(statement: Statement) -> Iterator[str]:
    """Those whom the words are about; and those they are said to, where the words name them."""
    rows: Iterable[StatementTarget] = statement.targets.all()
    for row in rows:
        start = row.mention_start
        inside = start is not None and statement.start <= start < statement.end
        if row.relation == StatementTarget.Relation.ABOUT or inside:
            yield row.person.survivor.name


def with_marks(body: str, span: Span) -> Iterator[tuple[int, int]]:
    """The same words with the marks around them, which the desk leaves out and gold files keep."""
    start, end = span.start, span.end
    while start and body[start - 1] in BLANKS:
        start -= 1
    while end < len(body) and body[end] in BLANKS:
        end += 1
    if start and end < len(body) and body[start - 1] in OPENING and body[end] in CLOSING:
        yield start - 1, end + 1


def undecided(suggestion: Suggestion, span: Span, body: str, name: str) -> GoldQuote:
    words = suggestion.speaker_words
    return GoldQuote(
        id=f"suggestion-{suggestion.pk}",
        file=name,
        start=span.start,
        end=span.end,
        text=body[span.start : span.end],
        kind=suggestion.kind,
        cue=suggestion.cue or None,
        speaker=words or None,
        speakers=(words,) if words else (),
        speaker_type=suggestion.speaker_type,
        speaker_surface=suggestion.attribution or None,
        note=f"undecided: {suggestion.rule}",
        status=Status.OPTIONAL,
        alt=tuple(with_marks(body, span)),
    )


def write(file: Path, gold: Gold) -> None:
    """In one step: whoever reads the file finds the old one or the new one, whole."""
    unfinished = file.with_name(f".{file.name}.part")
    try:
        told = json.dumps(gold.as_json(), ensure_ascii=False, indent=1)
        unfinished.write_text(f"{told}\n", encoding="utf-8", newline="\n")
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
