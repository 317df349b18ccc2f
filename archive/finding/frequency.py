"""How frequent in print is what a reader asks, told by what is kept: before anything is sought.

It decides in which way the index is best read, never what is found in it; and it is the count of
an answer, where that is kept or is sure to be beyond the cap.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from archive.finding.asked import Asked, Reading
from archive.finding.sql import SQL, rows, union
from archive.models import FacetTally, Lexeme, PersonInPrint
from archive.pagination import COUNT_CAP, Count
from archive.search import facets
from archive.search.query import Clause

Dimension = FacetTally.Dimension
DIMENSIONS: Final = {
    facets.TOPIC: Dimension.TOPIC, facets.OUTLET: Dimension.OUTLET, facets.KIND: Dimension.KIND,
    facets.YEAR: Dimension.YEAR, facets.ROLE: Dimension.ROLE, facets.PLACE: Dimension.PLACE,
}  # fmt: skip
PEOPLE: Final = {facets.SPEAKER: "said", facets.ABOUT: "about + addressed"}
WORD: Final = "word"
TOTAL: Final = "total"
ROWS_COUNTED: Final = 1_000  # the newest statements of an answer, over which facets are counted


@dataclass(frozen=True)
class Frequency:
    """What is kept of the words and filters asked for, each alone.

    ``tokens`` maps a token of words to the sum over the words under it, and to the most frequent of
    them; ``filters`` a facet to its statements; ``years`` each year to its statements.
    """

    asked: Asked
    reading: Reading
    tokens: Mapping[str, tuple[int, int]]
    filters: Mapping[str, int]
    years: Mapping[int, int]
    total: int  # statements in print

    @classmethod
    def of(cls, asked: Asked, reading: Reading) -> "Frequency":
        """In one query."""
        tokens, filters, years, total = {}, {}, {}, 0
        for source, value, statements, most in rows(union(kept(asked, reading))):
            if source == WORD:
                tokens[value] = (int(statements), most)
            elif source == TOTAL:
                total = statements
            else:
                filters[source, value] = int(statements or 0)
                if source == Dimension.YEAR:
                    years[int(value)] = statements
        of_facets = {
            facet: sum(filters.get(key, 0) for key in keys_of(facet, values))
            for facet, values in asked.filters.items()
        }
        return cls(asked, reading, tokens, of_facets, years, total)

    @cached_property
    def most(self) -> int:
        """No more statements than this answer."""
        of_words = [self.most_with(clause) for clause in self.reading.query.wanted]
        return min([self.total, *self.filters.values(), *of_words])

    def most_with(self, clause: Clause) -> int:
        return min(
            sum(self.tokens.get(token, (0, 0))[0] for token in choices)
            for choices in self.reading.tokens(clause)
        )

    @property
    def has_phrases(self) -> bool:
        """Whether words must stand together, which no index tells."""
        return any(len(clause.forms) > 1 for clause in self.reading.query.clauses)

    @property
    def is_to_be_counted(self) -> bool:
        """Whether how many answer is neither kept nor told by the newest statements, one more than
        are sampled. Of phrases, and without some words, no more are counted: each statement would
        have to be read."""
        is_read = self.has_phrases or bool(self.asked.query.excluded)
        return not self.known and self.most > ROWS_COUNTED and not is_read

    def count(self, in_sample: int, counted: Count) -> Count:
        """How many answer, by what is kept, the size of the sample, or what was counted."""
        if self.asked.is_everything or (self.known and in_sample > ROWS_COUNTED):
            return self.known
        if in_sample <= ROWS_COUNTED:
            return Count(in_sample, is_capped=False)
        return counted if self.is_to_be_counted else Count(ROWS_COUNTED, is_capped=True)

    @cached_property
    def known(self) -> Count | None:
        """How many statements answer, where it needs no counting."""
        asked = self.asked
        if asked.is_everything:
            return Count(self.total, is_capped=False)
        if asked.since or asked.until or asked.query.excluded:
            return None
        wanted = asked.query.wanted
        if len(asked.filters) == 1 and not wanted:
            return Count(self.most, is_capped=False)
        if len(wanted) == 1 and not (asked.filters or self.has_phrases or wanted[0].is_exact):
            return self.known_of_word(wanted[0])
        return None

    def known_of_word(self, clause: Clause) -> Count | None:
        """Of one token that only one word has, how many have the word; of others, that one of their
        words is in more than are counted."""
        (choices,) = self.reading.tokens(clause)
        held = [self.tokens[token] for token in choices if token in self.tokens]
        if len(held) == 1 and held[0][0] == held[0][1]:
            return Count(held[0][0], is_capped=False)
        if any(most > COUNT_CAP for _sum, most in held):
            return Count(COUNT_CAP, is_capped=True)
        return None


def keys_of(facet: str, values: Sequence[int | str]) -> Iterator[tuple[str, str]]:
    """Under which source and value ``kept`` tells how many statements these values have."""
    if facet in PEOPLE:
        yield facet, ""
    else:
        yield from ((DIMENSIONS[facet], str(value)) for value in values)


def kept(asked: Asked, reading: Reading) -> Iterator[SQL]:
    """Selects a source, a value, its statements; and of a token the most frequent word under it."""
    tally, people, lexemes = (model._meta.db_table for model in (FacetTally, PersonInPrint, Lexeme))
    columns = f"SELECT dimension, value, statements, 0 FROM {tally} WHERE dimension "  # noqa: S608
    yield SQL(
        f"SELECT '{TOTAL}', value, statements, 0 FROM {tally} "  # noqa: S608
        "WHERE dimension = %s AND value = 'statements'",
        [Dimension.ALL],
    )
    yield SQL(f"{columns} = %s", [Dimension.YEAR])
    for facet, values in asked.filters.items():
        if facet in PEOPLE:
            yield SQL(
                f"SELECT %s, '', SUM({PEOPLE[facet]}), 0 FROM {people} "  # noqa: S608
                f"WHERE person_id IN ({marks(values)})",
                [facet, *values],
            )
        elif facet != facets.YEAR:
            yield SQL(
                f"{columns} = %s AND value IN ({marks(values)})",
                [DIMENSIONS[facet], *map(str, values)],
            )
    clauses = reading.query.wanted
    tokens = sorted({one for clause in clauses for some in reading.tokens(clause) for one in some})
    if tokens:
        yield SQL(
            f"SELECT '{WORD}', token, SUM(editions), MAX(editions) FROM {lexemes} "  # noqa: S608
            f"WHERE token IN ({marks(tokens)}) GROUP BY token",
            tokens,
        )


def marks(values: Iterable[object]) -> str:
    """The marks that stand for these parameters."""
    return ", ".join("%s" for _value in values)
