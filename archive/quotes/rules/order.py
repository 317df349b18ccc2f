"""The order in which constructions are looked for: the most certain first."""

from collections.abc import Callable, Iterator
from typing import Final

from archive.quotes.article import Article
from archive.quotes.rules.alone import (
    announced_before,
    continuation,
    inserted,
    interview,
    left_over,
    said_after,
    signed_after,
)
from archive.quotes.rules.asides import as_said_first, for_whom
from archive.quotes.rules.attributions import inversion, subject_after_quote, unmarked
from archive.quotes.rules.clauses import (
    accused_by,
    infinitive,
    infinitive_after_preposition,
    that_clause,
)
from archive.quotes.rules.found import Found
from archive.quotes.rules.islands import colon, island, passive, speech_noun, unmarked_after_colon
from archive.quotes.rules.plain_clauses import plain_clause
from archive.quotes.rules.sources import source_first, source_last
from archive.quotes.rules.states import certain_that, declared_state, judged, state_and_colon
from archive.quotes.rules.tags import tag, tag_inside
from archive.quotes.tokens import Sentence

Rule = Callable[[Article, Sentence], Iterator[Found]]

RULES: Final[tuple[Rule, ...]] = (
    inversion,
    tag_inside,
    tag,
    source_first,
    as_said_first,
    for_whom,
    colon,
    that_clause,
    plain_clause,
    infinitive,
    infinitive_after_preposition,
    declared_state,
    judged,
    accused_by,
    certain_that,
    unmarked_after_colon,
    state_and_colon,
    source_last,
    passive,
    unmarked,
    subject_after_quote,
    announced_before,
    signed_after,
    said_after,
    speech_noun,
    island,
    inserted,
    interview,
    continuation,
    left_over,
)
