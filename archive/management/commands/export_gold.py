"""``manage.py export_gold FILE``: the decisions of editors, to measure the detector with.

Only articles marked as read count, whose latest text the detector has read and of which no
suggestion awaits an editor. In one that is half read, a quotation that nobody has come to yet would
count as an error of whatever finds it. Of an article that was read:

- every statement is a quotation, as it stands at the desk today, whether a suggestion was accepted
  or corrected or somebody selected the words;
- one that was rejected or retracted, whose speaker is still to be chosen, or whose unnamed source
  no word tells from another ("il"), is optional: it says too little of what should have been found;
- what was dismissed is no quotation: nothing is written, so finding it again is an error.
"""

import json
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Prefetch, Q, QuerySet

from archive.management.asked import language_read
from archive.models import Article, ArticleText, Statement, StatementTarget, Suggestion
from archive.quotes.anchoring import Span
from archive.quotes.gold import Gold, GoldQuote, Status, telling_words
from archive.quotes.reanchoring import Reanchoring
from archive.suggestions.places import Places, bare

WRONG_USAGE = 2
NUMBERS_SHOWN = 10
BATCH = 100  # articles in memory at once
OPENING, CLOSING, BLANKS = '«“„"', '»”“"', " \u00a0\u202f"
HALF_READ = "with decisions but not marked as read"
NOT_SEARCHED = (
    "marked as read but never searched for quotations as they are (find_quotes --article)"
)
PENDING = "marked as read but with suggestions that nobody decided on"
WORDS_LOST = "with statements whose words the corrected text no longer has"
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
        options["language"] = language_read(options["language"])
        names: list[str] = []
        quotes: list[GoldQuote] = []
        left_out: dict[str, list[int]] = defaultdict(list)
        try:
            if folder:
                folder.mkdir(parents=True, exist_ok=True)
            for article in articles_read(options["language"]).iterator(chunk_size=BATCH):
                text = max(article.texts.all(), key=lambda version: version.number)
                name = f"{article.pk}-{text.number}.txt"
                try:
                    quotes += quotes_of(article, text, name)
                except LeftOut as reason:
                    left_out[str(reason)].append(article.pk)
                    continue
                names.append(name)
                if folder:
                    (folder / name).write_bytes(text.body.encode())
            write(file, Gold(tuple(names), tuple(quotes)))
        except OSError as problem:
            raise CommandError(f"Nothing is exported: {problem}", returncode=WRONG_USAGE) from None
        if half := list(articles_half_read(options["language"]).values_list("pk", flat=True)):
            left_out[HALF_READ] = half
        self.tell(file, names, quotes, left_out)

    def tell(
        self, file: Path, names: list[str], quotes: list[GoldQuote], left_out: dict[str, list[int]]
    ) -> None:
        core = sum(quote.is_core for quote in quotes)
        self.stdout.write(
            f"{file}: {len(names)} articles read, {core} quotations, "
            f"{len(quotes) - core} optional ones."
        )
        for reason, articles in left_out.items():
            first = ", ".join(map(str, sorted(articles)[:NUMBERS_SHOWN]))
            more = ", …" if len(articles) > NUMBERS_SHOWN else ""
            self.stdout.write(f"Left out, {reason}: {len(articles)} (article {first}{more}).")


class LeftOut(Exception):
    """Why an article that is marked as read does not tell all that is to be found in it."""


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
        .select_related("detector_reading")
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
    """The quotations of an article in reading order, in its latest text. Raises ``LeftOut``."""
    reading = getattr(article, "detector_reading", None)
    if reading is None or reading.text_id != text.pk:
        raise LeftOut(NOT_SEARCHED)
    changes: dict[int, Reanchoring] = {}

    def placed(record: Statement | Suggestion) -> Span | None:
        if record.text_id == text.pk:
            return bare(text.body, record.start, record.end)
        if record.text_id not in changes:
            changes[record.text_id] = Reanchoring(record.text.body, text.body)
        words = bare(record.text.body, record.start, record.end)
        return changes[record.text_id].outcome(words).new if words else None

    found: dict[Span, GoldQuote] = {}
    for statement in sorted(article.statements.all(), key=lambda one: (is_optional(one), one.pk)):
        span = placed(statement)
        if span is None:
            raise LeftOut(WORDS_LOST)
        # Of two statements of the same words, the one that settles more.
        found.setdefault(span, quote_of(statement, span, text.body, name))
    settled = Places(found)
    pending = [placed(one) for one in article.suggestions.all() if one.is_pending]
    if any(span and not settled.hold(span) for span in pending):
        raise LeftOut(PENDING)
    return [found[span] for span in sorted(found, key=lambda span: (span.start, span.end))]


def is_optional(statement: Statement) -> bool:
    return statement.status in SETTLED_NOTHING or not tells_who_spoke(statement)


def tells_who_spoke(statement: Statement) -> bool:
    """Whether a person, or words that tell one source from another; or that it is not known."""
    if statement.speaker:
        return True
    if statement.speaker_type == Statement.SpeakerType.NAMED:
        return False
    nobody_can = statement.speaker_type == Statement.SpeakerType.UNKNOWN
    attribution = statement.attribution
    return bool(telling_words(attribution)) if attribution else nobody_can


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


def write(file: Path, gold: Gold) -> None:
    """In one step: whoever reads the file finds the old one or the new one, whole."""
    unfinished = file.with_name(f".{file.name}.part")
    try:
        told = json.dumps(gold.as_json(), ensure_ascii=False, indent=1)
        unfinished.write_text(f"{told}\n", encoding="utf-8", newline="\n")
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
