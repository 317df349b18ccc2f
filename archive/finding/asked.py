"""What a reader asks of the statements in print, and how it is sought in the index."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from archive.finding import expressions
from archive.finding.expressions import Expression
from archive.models import Lexeme
from archive.models.days import EPOCH, ID_BITS, first_key_after, first_key_of
from archive.search import facets, french
from archive.search.analysis import FACET, folded, token
from archive.search.marks import Sought
from archive.search.query import Clause, Query

DATE: Final = "date"
RELEVANCE: Final = "relevance"
NOWHERE: Final = f"{FACET}0"  # a token that no entry has
NOTHING: Final = Query()
FIRST_KEY: Final = 1 << ID_BITS  # smaller ones are of what is not dated


@dataclass(frozen=True, slots=True)
class Asked:
    """Words, filters and a period, all of which must hold.

    ``filters`` maps a facet to the values one of which an edition must have: the records of a
    person are several. ``since`` and ``until`` are days: what may have been said between them,
    printed where that is not known.
    """

    query: Query = NOTHING
    filters: Mapping[str, Sequence[int | str]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    sort: str = DATE

    @property
    def is_everything(self) -> bool:
        return not (self.query or self.is_narrowed)

    @property
    def is_by_relevance(self) -> bool:
        """Whether there is an order beside that of dates: some words must be wanted."""
        return self.sort == RELEVANCE and bool(self.query.wanted)

    @property
    def is_narrowed(self) -> bool:
        """Whether more is asked than words."""
        return bool(self.filters or self.since or self.until)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the answer, newest first: entries from ``first_key`` to below ``end_key``.

    ``expression`` is None for all of them. ``has`` and ``lacks`` are folded words, each between
    blanks, that must and must not be there as they are; ``reaches`` is a day, since 1800, which the
    last day of their date must not be before.
    """

    expression: Expression | None
    first_key: int = 0
    end_key: int | None = None
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    reaches: int | None = None

    def narrowed(self, *tokens: str) -> "Segment":
        """What of it has one of these tokens."""
        having = expressions.token(*tokens)
        both = expressions.every([self.expression, having]) if self.expression else having
        return replace(self, expression=both)

    def below(self, key: int | None) -> "Segment":
        """What of it stands below this key; all of it when there is none."""
        if key is None or (self.end_key is not None and self.end_key <= key):
            return self
        return replace(self, end_key=key)

    def within(self, first_key: int, end_key: int | None) -> "Segment":
        """What of it stands from the one key to below the other."""
        return replace(self, first_key=max(self.first_key, first_key)).below(end_key)


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a query with the tokens each may be indexed under.

    ``unknown`` are the words that nothing in print has.
    """

    query: Query
    choices: Mapping[str, frozenset[str]]
    known: frozenset[str]

    @classmethod
    def of(cls, query: Query) -> "Reading":
        forms = {form for clause in query.clauses for form in clause.forms}
        seen: dict[str, set[str]] = {}
        for word, made in Lexeme.objects.filter(
            word__in={folded(form) for form in forms}
        ).values_list("word", "token"):
            seen.setdefault(word, set()).add(made)
        choices = {}
        for form in forms:
            word = folded(form)
            # What no statement has as it is may lack its accents: only its inflections can be had.
            indexed = seen[word] if word in seen else map(token, french.accented(word))
            choices[form] = frozenset({token(form), *indexed} - {""}) or frozenset({NOWHERE})
        return cls(query, choices, frozenset(seen))

    def tokens(self, clause: Clause) -> list[frozenset[str]]:
        return [self.choices[form] for form in clause.forms]

    def expression(self, clause: Clause, part: str = "") -> Expression:
        tokens = self.tokens(clause)
        if clause.is_exact and expressions.are_many(tokens):
            # Where they must stand together, ``has`` and ``lacks`` say.
            return expressions.every([expressions.words([some], part) for some in tokens])
        return expressions.words(tokens, part)

    def sought(self) -> list[Sought]:
        """The wanted clauses, to be marked in a text."""
        return [
            Sought(tuple(frozenset({folded(form)}) for form in clause.forms), is_exact=True)
            if clause.is_exact
            else Sought(tuple(self.tokens(clause)))
            for clause in self.query.wanted
        ]


def segments_of(asked: Asked, reading: Reading, part: str = "") -> list[Segment]:
    """The stretches of the answer in the order in which a reader is given them; with a ``part``,
    what has the wanted words in that part of its entry."""
    wanted = reading.query.wanted
    parts = [
        expressions.token(*(facets.token(facet, value) for value in values))
        for facet, values in sorted(asked.filters.items())
        if facet != facets.YEAR
    ]
    parts += [reading.expression(clause, part) for clause in wanted]
    excluded = [
        reading.expression(clause) for clause in reading.query.excluded if not clause.is_exact
    ]
    if not parts and excluded:
        parts = [expressions.token(facets.EVERY)]
    base = expressions.without(expressions.every(parts), excluded) if parts else None
    whole = Segment(
        base,
        has=tuple(as_printed(clause) for clause in wanted if clause.is_exact),
        lacks=tuple(as_printed(clause) for clause in reading.query.excluded if clause.is_exact),
    )
    for year in asked.filters.get(facets.YEAR, ()):
        ends = first_key_after(date(year, 12, 31))
        whole = whole.within(first_key_of(date(year, 1, 1)), ends)
    ranked = by_relevance(whole, reading) if asked.is_by_relevance else [whole]
    return [part for one in ranked for part in in_period(one, asked.since, asked.until)]


def as_printed(clause: Clause) -> str:
    return f" {' '.join(folded(form) for form in clause.forms)} "


def by_relevance(whole: Segment, reading: Reading) -> list[Segment]:
    """The words of the statement before all else: together and in order, then all of them there;
    then all of them in names and roles; then the rest. Each newest first."""
    wanted = reading.query.wanted
    ranks = []
    in_order = [form for clause in wanted for form in clause.forms]
    if len(in_order) > 1:
        ranks.append(reading.expression(Clause(tuple(in_order)), "said"))
    ranks += [
        expressions.every([reading.expression(clause, part) for clause in wanted])
        for part in ("said", "names")
    ]
    ranked = [
        replace(
            whole,
            expression=expressions.without(
                expressions.every([whole.expression, rank]), ranks[:above]
            ),
        )
        for above, rank in enumerate(ranks)
    ]
    rest = replace(whole, expression=expressions.without(whole.expression, ranks))
    return [*ranked, rest]


def in_period(whole: Segment, since: date | None, until: date | None) -> Iterable[Segment]:
    """What may be of the period, newest first. It begins there; or its date is inexact, and it
    began before it, or may have: then it is filed under the end of its date. What is not dated
    belongs to no period."""
    if since is None and until is None:
        yield whole
        return
    if since and until and until < since:
        return
    begins = first_key_of(since) if since else FIRST_KEY
    ends = first_key_after(until) if until else None
    if ends:
        yield whole.narrowed(facets.BEGUN).within(ends, None)
    yield whole.within(begins, ends)
    if since and begins > FIRST_KEY:
        reaching = replace(whole.narrowed(*facets.spanning(since)), reaches=(since - EPOCH).days)
        yield reaching.within(FIRST_KEY, begins)
