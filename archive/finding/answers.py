"""The answer to what a reader asked: a page of statements, how many there are, how they divide."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from django.conf import settings
from django.db.models import Q

from archive.finding import facets, matches
from archive.finding.asked import DATE, Asked, Reading, Segment, segments_of
from archive.finding.frequency import ROWS_COUNTED, Frequency
from archive.finding.matches import Bounds, Match, Wanted
from archive.finding.people import people_named
from archive.finding.places import found_in
from archive.models import Edition, Lexeme, Person
from archive.pagination import Count, Page, position_in
from archive.search import spelling
from archive.search.analysis import fold, folded
from archive.search.marks import Found
from archive.search.query import Query, parse

MOST_BESIDE: Final = 5  # people, and articles, that a search shows beside statements
MOST_SPELLINGS: Final = 20_000  # words of print that misspelt ones are compared with
MOST_MISSPELT: Final = 4  # words of a query


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
    """What was found; ``sample`` are its newest statements, one more than are counted in facets."""

    asked: Asked
    reading: Reading
    page: AnswerPage
    sample: Sequence[Match]
    total: Count  # how many there are, as far as it is known
    articles: Sequence[Edition]  # an edition of each whose title has all the words
    is_begun: bool  # whether the page is the first one

    @property
    def query(self) -> Query:
        return self.asked.query

    @property
    def is_sampled(self) -> bool:
        """Whether facets count the newest statements only: not those of the whole archive."""
        return len(self.sample) > ROWS_COUNTED

    def facets(self, asked: Collection[str]) -> list[facets.Facet]:
        if self.asked.is_everything:
            return facets.facets_of(facets.kept_counts(), self.total.number, asked)
        counted = self.sample[:ROWS_COUNTED]
        return facets.facets_of(facets.counted(counted, asked), len(counted), asked)

    def people(self) -> list[Person]:
        """People in print with words in their names that begin like all those of the query."""
        if self.asked.is_narrowed:
            return []
        wanted = [form for clause in self.query.wanted for form in clause.forms]
        return people_named(" ".join(wanted), MOST_BESIDE) if wanted else []

    @cached_property
    def spelled(self) -> str:
        """The query with each word that nothing in print has as the nearest one that is there; ""
        when nothing is nearer, that finds nothing either, or something was found."""
        if self.sample or not self.query.wanted:
            return ""
        nearest = self.nearest()
        if not nearest:
            return ""
        words = []
        for clause in self.query.clauses:
            forms = [nearest.get(form, form) for form in clause.forms]
            written = f'"{" ".join(forms)}"' if clause.is_exact else "-".join(forms)
            words.append(f"-{written}" if clause.is_excluded else written)
        proposed = " ".join(words)
        return proposed if self.leads_to_something(proposed) else ""

    def nearest(self) -> dict[str, str]:
        """Of the words that nothing in print has, the nearest that something has. Numbers, and
        words of other alphabets, have none: they are not kept as they are written."""
        unknown = {
            form: word
            for form in dict.fromkeys(f for clause in self.query.clauses for f in clause.forms)
            if (word := folded(form)) not in self.reading.known
            and fold(form).isascii()
            and fold(form).isalpha()
            and spelling.most_edits(word)
        }
        unknown = dict(list(unknown.items())[:MOST_MISSPELT])
        if not unknown:
            return {}
        alike = Q()
        for initial in {word[0] for word in unknown.values()}:
            alike |= Q(word__startswith=initial)
        rows = Lexeme.objects.filter(alike).order_by("-editions", "word")
        known = [
            (word, editions)
            for word, editions in rows.values_list("word", "editions")[:MOST_SPELLINGS]
            if word.isalpha()
        ]
        found = {form: spelling.nearest(word, known) for form, word in unknown.items()}
        return {form: word for form, word in found.items() if word}

    def leads_to_something(self, proposed: str) -> bool:
        asked = replace(self.asked, query=parse(proposed), sort=DATE)
        reading = Reading.of(asked.query)
        wanted = Wanted(segments_of(asked, reading), 1)
        (found,), _count = matches.find([wanted], Frequency.of(asked, reading))
        return bool(found)


def answer(asked: Asked, query: Mapping[str, str]) -> Answer:
    """Finds what was asked, and the page of it that a query string names."""
    reading = Reading.of(asked.query)
    frequency = Frequency.of(asked, reading)
    by_date = segments_of(replace(asked, sort=DATE), reading)
    ranked, begun_at = ranks_asked(asked, reading, query)
    bounds = Bounds(position_in(query, "before"), position_in(query, "after"))
    is_begun = bounds == matches.ANYWHERE
    more = settings.PAGE_SIZE + 1
    pages = Wanted(ranked, more) if asked.is_by_relevance else Wanted(by_date, more, bounds)
    # Facets are counted over the newest statements, of which the first page are the first ones. How
    # the whole archive divides is kept.
    is_sampled = not asked.is_everything
    begins_sample = is_sampled and is_begun and not asked.is_by_relevance and more <= ROWS_COUNTED
    (sample, found, titled), counted = matches.find(
        [
            Wanted(by_date if is_sampled else [], ROWS_COUNTED + 1),
            Wanted([], 0) if begins_sample else pages,
            Wanted(in_titles(asked, reading) if is_begun else [], 4 * MOST_BESIDE),
        ],
        frequency,
        by_date if frequency.is_to_be_counted else [],
    )
    found = sample[:more] if begins_sample else found
    page = ranked_page(found, begun_at) if asked.is_by_relevance else dated_page(found, bounds)
    editions = (
        Edition.objects.current()
        .for_lists()
        .in_bulk({match.edition for match in (*page.rows, *titled)})
    )
    articles = {
        editions[match.edition].article_id: editions[match.edition]
        for match in titled
        if match.edition in editions
    }
    return Answer(
        asked, reading, replace(page, rows=rows_of(page.rows, editions, reading)), sample,
        frequency.count(len(sample), counted),
        list(articles.values())[:MOST_BESIDE], is_begun,
    )  # fmt: skip


def ranks_asked(
    asked: Asked, reading: Reading, query: Mapping[str, str]
) -> tuple[list[Segment], int]:
    """By relevance, the segments from the one that a page begins in, and its number. A position is
    a segment and a sort key in it, and pages only lead on."""
    segments = segments_of(asked, reading) if asked.is_by_relevance else []
    if not segments:
        return [], 0
    number = min(position_in(query, "rank") or 0, len(segments) - 1)
    first, *others = segments[number:]
    return [first.below(position_in(query, "before")), *others], number


def in_titles(asked: Asked, reading: Reading) -> list[Segment]:
    """Statements of the articles whose title, or outlet, has all the words, if nothing else is
    asked."""
    if asked.is_narrowed or not asked.query.wanted:
        return []
    return segments_of(Asked(asked.query), reading, part="source")


def dated_page(found: Sequence[Match], bounds: Bounds) -> AnswerPage:
    size = settings.PAGE_SIZE
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


def ranked_page(found: Sequence[Match], begun_at: int) -> AnswerPage:
    size = settings.PAGE_SIZE
    rows = found[:size]
    if len(found) <= size:
        return AnswerPage(rows, None, None)
    return AnswerPage(rows, None, rows[-1].sort_key, begun_at + rows[-1].segment)


def rows_of(found: Sequence[Match], editions: Mapping[int, Edition], reading: Reading) -> list[Row]:
    sought = reading.sought()
    return [
        Row(edition, found_in(edition, sought) if sought else None)
        for match in found
        if (edition := editions.get(match.edition))
    ]
