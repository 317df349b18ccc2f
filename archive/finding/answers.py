"""The answer to what a reader asked: a page of statements, how many there are, how they divide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from django.conf import settings
from django.db.models import Q

from archive.finding import facets, matches
from archive.finding.asked import DATE, Asked, Reading, Segment, segments_of
from archive.finding.matches import Bounds, Match
from archive.finding.people import people_named
from archive.finding.places import Found, found_in
from archive.models import Edition, FacetTally, Lexeme, Person
from archive.pagination import Count, Page, position_in
from archive.search import spelling
from archive.search.analysis import fold, folded
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
    """What was found; ``sample`` are its newest statements, one more than are counted."""

    asked: Asked
    reading: Reading
    segments: Sequence[Segment]
    page: AnswerPage
    sample: Sequence[Match]
    articles: Sequence[Edition]  # an edition of each whose title has all the words
    is_begun: bool  # whether the page is the first one

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
        return bool(matches.find(segments_of(asked, Reading.of(asked.query)), 1))


def statements_in_print() -> int:
    tally = FacetTally.objects.filter(dimension=FacetTally.Dimension.ALL, value="statements")
    return tally.values_list("statements", flat=True).first() or 0


def answer(asked: Asked, query: Mapping[str, str]) -> Answer:
    """Finds what was asked, and the page of it that a query string names."""
    reading = Reading.of(asked.query)
    by_date = segments_of(replace(asked, sort=DATE), reading)
    sample = matches.find(by_date, facets.ROWS_COUNTED + 1) if not asked.is_everything else []
    bounds = Bounds(position_in(query, "before"), position_in(query, "after"))
    if asked.is_by_relevance:
        page = ranked_page(segments_of(asked, reading), query, bounds.before)
    elif bounds == matches.ANYWHERE and sample:
        page = first_page(sample)
    else:
        page = dated_page(by_date, bounds)
    begun = bounds == matches.ANYWHERE
    titled = in_titles(asked, reading) if begun else []
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
        list(articles.values())[:MOST_BESIDE], begun,
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
