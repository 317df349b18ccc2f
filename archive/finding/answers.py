"""The answer to what a reader asked: a page of statements, how many there are, how they divide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from django.conf import settings

from archive.finding import facets, matches
from archive.finding.asked import DATE, RELEVANCE, Asked, Reading, Segment, segments_of
from archive.finding.matches import Bounds, Match
from archive.finding.people import people_named
from archive.finding.places import found_in
from archive.models import Edition, FacetTally, Lexeme, Person
from archive.pagination import Count, Page, position_in
from archive.search import spelling
from archive.search.analysis import folded
from archive.search.marks import Found
from archive.search.query import Query

MOST_BESIDE: Final = 5  # people, and articles, that a search shows beside statements
MOST_SPELLINGS: Final = 20_000  # words of print that a misspelt one is compared with


@dataclass(frozen=True, slots=True)
class Row:
    """A statement of the page, and where in it the words were found; None without words."""

    edition: Edition
    found: Found | None


@dataclass(frozen=True, slots=True)
class AnswerPage(Page):
    """A page of an answer. By relevance, ``rank`` goes into ``?rank=`` with ``following``: the
    segment in which the page ended."""

    rank: int | None = None


@dataclass(frozen=True)
class Answer:
    """What was found; ``sample`` are its newest statements, one more than are counted."""

    asked: Asked
    reading: Reading
    segments: Sequence[Segment]
    page: AnswerPage
    sample: Sequence[Match]
    articles: Sequence[Edition]  # an edition of each whose title has all the words

    @property
    def query(self) -> Query:
        return self.asked.query

    @property
    def is_sampled(self) -> bool:
        """Whether facets count the newest statements only: not those of the whole archive."""
        return len(self.sample) > facets.ROWS_COUNTED and not self.asked.is_everything

    @cached_property
    def total(self) -> Count:
        """How many there are: all of them where that is kept, else counted to a cap."""
        if self.asked.is_everything:
            return Count(statements_in_print(), is_capped=False)
        if len(self.sample) <= facets.ROWS_COUNTED:
            return Count(len(self.sample), is_capped=False)
        return matches.count(self.segments)

    def facets(self, asked: Iterable[str]) -> list[facets.Facet]:
        if self.asked.is_everything:
            return facets.facets_of(facets.kept_counts(), self.total.number, asked)
        counted = self.sample[: facets.ROWS_COUNTED]
        return facets.facets_of(facets.counted(counted), len(counted), asked)

    def people(self) -> list[Person]:
        """People in print with words in their names that begin like all those of the query."""
        if self.asked.is_narrowed:
            return []
        wanted = [form for clause in self.query.wanted for form in clause.forms]
        return people_named(" ".join(wanted), MOST_BESIDE) if wanted else []

    @cached_property
    def spelled(self) -> str:
        """The query with each word that nothing in print has as the nearest one that is there; ""
        when nothing is nearer, or something was found."""
        if self.sample or not self.query.wanted:
            return ""
        words, changed = [], False
        for clause in self.query.clauses:
            forms = [self.nearest(form) for form in clause.forms]
            changed = changed or forms != list(clause.forms)
            written = " ".join(forms)
            written = f'"{written}"' if len(forms) > 1 else written
            words.append(f"-{written}" if clause.is_excluded else written)
        return " ".join(words) if changed else ""

    def nearest(self, form: str) -> str:
        word = folded(form)
        allowed = spelling.most_edits(word)
        if word in self.reading.known or not allowed:
            return form
        near = Lexeme.objects.filter(word__startswith=word[:1]).exclude(word__startswith="n1")
        known = near.order_by("-editions").values_list("word", "editions")[:MOST_SPELLINGS]
        return spelling.nearest(word, known) or form


def statements_in_print() -> int:
    tally = FacetTally.objects.filter(dimension=FacetTally.Dimension.ALL, value="statements")
    return tally.values_list("statements", flat=True).first() or 0


def answer(asked: Asked, query: Mapping[str, str]) -> Answer:
    """Finds what was asked, and the page of it that a query string names."""
    reading = Reading.of(asked.query)
    by_date = segments_of(replace(asked, sort=DATE), reading)
    sample = matches.find(by_date, facets.ROWS_COUNTED + 1) if not asked.is_everything else []
    bounds = Bounds(position_in(query, "before"), position_in(query, "after"))
    if asked.sort == RELEVANCE and asked.query.wanted:
        page = ranked_page(segments_of(asked, reading), query, bounds.before)
    elif bounds == matches.ANYWHERE and sample:
        page = first_page(sample)
    else:
        page = dated_page(by_date, bounds)
    titled = in_titles(asked, reading) if bounds == matches.ANYWHERE else []
    editions = (
        Edition.objects.current()
        .for_lists()
        .in_bulk({match.edition for match in (*page.rows, *titled)})
    )
    rows = rows_of(page.rows, editions, reading)
    articles = {
        editions[match.edition].article_id: editions[match.edition]
        for match in titled
        if match.edition in editions
    }
    return Answer(
        asked, reading, by_date, replace(page, rows=rows), sample,
        list(articles.values())[:MOST_BESIDE],
    )  # fmt: skip


def in_titles(asked: Asked, reading: Reading) -> list[Match]:
    """Statements of the articles whose title, or outlet, has all the words, if nothing else is
    asked."""
    if asked.is_narrowed or not asked.query.wanted:
        return []
    titled = segments_of(Asked(asked.query), reading, part="source")
    return matches.find(titled, 4 * MOST_BESIDE)


def first_page(sample: Sequence[Match]) -> AnswerPage:
    size = settings.PAGE_SIZE
    rows = sample[:size]
    return AnswerPage(rows, None, rows[-1].sort_key if len(sample) > size else None)


def dated_page(segments: Sequence[Segment], bounds: Bounds) -> AnswerPage:
    """By date, a position is a sort key, whatever the segment."""
    size = settings.PAGE_SIZE
    found = matches.find(segments, size + 1, bounds)
    more = len(found) > size
    if bounds.is_backwards:
        found = found[-size:]
        precedes, follows = more, bool(found)
    else:
        found = found[:size]
        precedes, follows = bounds.before is not None and bool(found), more
    return AnswerPage(
        found,
        found[0].sort_key if precedes else None,
        found[-1].sort_key if follows else None,
    )


def ranked_page(
    segments: Sequence[Segment], query: Mapping[str, str], before: int | None
) -> AnswerPage:
    """By relevance, a position is a segment and a sort key in it; pages only lead on."""
    size = settings.PAGE_SIZE
    begun = min(position_in(query, "rank") or 0, len(segments) - 1)
    found: list[tuple[int, Match]] = []
    for rank in range(begun, len(segments)):
        bounds = Bounds(before if rank == begun else None)
        some = matches.find(segments[rank : rank + 1], size + 1 - len(found), bounds)
        found += [(rank, match) for match in some]
        if len(found) > size:
            break
    rows = found[:size]
    follows = len(found) > size
    return AnswerPage(
        [match for _rank, match in rows],
        None,
        rows[-1][1].sort_key if follows else None,
        rows[-1][0] if follows else None,
    )


def rows_of(found: Sequence[Match], editions: Mapping[int, Edition], reading: Reading) -> list[Row]:
    sought = reading.sought()
    return [
        Row(edition, found_in(edition, sought) if sought else None)
        for match in found
        if (edition := editions.get(match.edition))
    ]
