"""Whether the search index has the words of what is in print, all of them and no others."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing

from django.db import connection

from archive.audit.finding import Check, Count, Finding, about
from archive.audit.streams import ROWS
from archive.models import Edition, Lexeme, SearchEntry
from archive.models.indexing import (
    analysed,
    batched,
    current_editions,
    entry_of,
    lexemes_of,
)
from archive.models.search_tables import SQLITE_INDEX
from archive.search.facets import EVERY

COMPARED = [field.attname for field in SearchEntry._meta.concrete_fields]


def wrong_entries(count: Count, lexemes: Counter[tuple[str, str]]) -> Iterator[Finding]:
    """Compares every entry with its edition; adds the words of each to ``lexemes``."""
    for editions in batched(current_editions()):
        kept = {
            entry.edition_id: entry
            for entry in SearchEntry.objects.filter(edition__in=[one.pk for one in editions])
        }
        for edition in editions:
            parts = analysed(edition)
            lexemes.update(lexemes_of(parts))
            if edition.pk not in kept:
                yield about(Edition, edition.pk, "search", "No search finds it.")
            elif differs(kept[edition.pk], entry_of(edition, parts)):
                yield about(Edition, edition.pk, "search", "A search finds it by other words.")
        count(len(editions))
    closed = SearchEntry.objects.exclude(edition__state=Edition.State.CURRENT)
    with closing(closed.values_list("edition", flat=True).iterator(chunk_size=ROWS)) as found:
        for pk in found:
            yield about(Edition, pk, "search", "It is not in print any more and a search finds it.")


def differs(kept: SearchEntry, made: SearchEntry) -> bool:
    return any(getattr(kept, name) != getattr(made, name) for name in COMPARED)


def wrong_lexemes(lexemes: Counter[tuple[str, str]]) -> Iterator[Finding]:
    rows = Lexeme.objects.order_by("pk").values_list("pk", "word", "token", "editions")
    with closing(rows.iterator(chunk_size=ROWS)) as found:
        for pk, word, token, editions in found:
            if lexemes.pop((word, token), 0) != editions:
                message = "It does not say in how many editions in print this word is."
                yield about(Lexeme, pk, "search", message)
    if lexemes:
        message = f"{len(lexemes)} words in print are not known to the search."
        yield Finding("search", "", None, message)


def unindexed() -> Iterator[Finding]:
    """On SQLite the index of words is a table of its own, which has to follow the entries."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {SQLITE_INDEX} WHERE {SQLITE_INDEX} MATCH %s",  # noqa: S608
            [EVERY],
        )
        if cursor.fetchone()[0] != SearchEntry.objects.count():
            message = "The index of words does not have every entry: run manage.py rebuild_index."
            yield Finding("search", "", None, message)


def wrong_search(count: Count) -> Iterator[Finding]:
    lexemes: Counter[tuple[str, str]] = Counter()
    yield from wrong_entries(count, lexemes)
    yield from wrong_lexemes(lexemes)
    yield from unindexed()


CHECK = Check("search", "search entries", SearchEntry.objects.count, wrong_search)
