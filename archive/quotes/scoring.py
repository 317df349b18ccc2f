"""How well a detector does against a gold file: of spans, speakers, targets, kinds, tiers, rules.

A proposal and a quotation are matched one to one, those that share most first, when the characters
both hold are at least half of those either holds (intersection over union). Optional quotations
are neither rewarded nor punished. *Exact* compares what is left without marks, blanks, the
punctuation of the ends and a leading « que » or « de ». *End to end* wants the span and the
canonical speaker. *Targets* are compared within matched pairs, by surname.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any, Final, NamedTuple, Self

from archive.quotes.candidates import Candidate
from archive.quotes.gold import GoldQuote, position_in, surname

LEAST_SHARED: Final = 0.5
ROUNDS: Final = 1_000

_MARKS: Final = '"«»“”„‟'
_LEADING: Final = re.compile(
    rf"(?:[\s{_MARKS},;:\-–—]|qu(?:e\s|['’])|d(?:e\s|['’]))*", re.IGNORECASE
)
_TRAILING: Final = frozenset(f"{_MARKS}.,;:!?…")


@dataclass(frozen=True, slots=True)
class Found:
    """One proposal as it is measured: canonical names, whatever made it.

    ``speaker`` is None or "" when nobody is named. ``tier`` and ``rule`` may be "".
    """

    start: int
    end: int
    kind: str = ""
    speaker: str | None = None
    targets: tuple[str, ...] = ()
    rule: str = ""
    tier: str = ""

    @classmethod
    def of(cls, candidate: Candidate) -> Self:
        return cls(
            candidate.start,
            candidate.end,
            candidate.kind,
            candidate.speaker.name,
            tuple(dict.fromkeys(target.name for target in candidate.targets)),
            candidate.rule,
            candidate.confidence.value,
        )

    @classmethod
    def from_json(cls, written: Mapping[str, Any]) -> Self:
        """As ``manage.py find_quotes --json`` prints it; ``KeyError`` or ``TypeError`` without a
        span, or with another kind of value."""
        targets = written.get("targets") or []
        if not isinstance(targets, list):
            raise TypeError(f"{targets!r} is not a list of names")
        return cls(
            position_in(written["start"]),
            position_in(written["end"]),
            _words(written.get("kind")),
            _words(written.get("speaker")) or None,
            tuple(map(_words, targets)),
            _words(written.get("rule")),
            _words(written.get("confidence")),
        )


def _words(value: Any) -> str:
    if not isinstance(value, str | None):
        raise TypeError(f"{value!r} is not a string")
    return value or ""


class Group(NamedTuple):
    """What a part of the counts is about: ("kind", "direct"), ("tier", "high"), ("rule", …)."""

    by: str
    name: str


@dataclass(slots=True)
class Comparison:
    """The counts of one text, whole and by group, with what was missed, what is false, and what
    was found and said by somebody else."""

    counts: Counter[str] = field(default_factory=Counter)
    groups: dict[Group, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    missed: list[GoldQuote] = field(default_factory=list)
    false: list[Found] = field(default_factory=list)
    misattributed: list[tuple[GoldQuote, Found]] = field(default_factory=list)


def compare(text: str, quotes: Sequence[GoldQuote], found: Sequence[Found]) -> Comparison:
    """Counts one text: its quotations as people settled them against what was proposed."""
    matches = matched(quotes, found)
    proposal_of = {quote: proposal for quote, proposal in matches}
    quote_of = {proposal: quote for quote, proposal in matches}
    result = Comparison()
    for number, quote in enumerate(quotes):
        if quote.is_core:
            proposal = proposal_of.get(number)
            _count_quote(result, text, quote, None if proposal is None else found[proposal])
    for number, proposal in enumerate(found):
        quote = quotes[quote_of[number]] if number in quote_of else None
        if quote is None or quote.is_core:
            _count_proposal(result, text, proposal, quote)
    return result


def matched(quotes: Sequence[GoldQuote], found: Sequence[Found]) -> list[tuple[int, int]]:
    """Pairs of positions in both lists, none used twice; the pairs that share most come first."""
    likely = sorted(_likely(quotes, found))
    taken_quotes: set[int] = set()
    taken_proposals: set[int] = set()
    pairs = []
    for _, quote, proposal in likely:
        if quote not in taken_quotes and proposal not in taken_proposals:
            taken_quotes.add(quote)
            taken_proposals.add(proposal)
            pairs.append((quote, proposal))
    return pairs


def _likely(
    quotes: Sequence[GoldQuote], found: Sequence[Found]
) -> Iterator[tuple[float, int, int]]:
    for number, quote in enumerate(quotes):
        for other, proposal in enumerate(found):
            share = max(shared(span, (proposal.start, proposal.end)) for span in quote.spans)
            if share >= LEAST_SHARED:
                yield -share, number, other


def shared(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Characters that both spans hold, over those that either holds."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    if both <= 0:
        return 0.0
    return both / (one[1] - one[0] + other[1] - other[0] - both)


def _count_quote(result: Comparison, text: str, quote: GoldQuote, proposal: Found | None) -> None:
    by_kind = result.groups[Group("kind", quote.kind)]
    result.counts["gold"] += 1
    by_kind["gold"] += 1
    if proposal is None:
        result.missed.append(quote)
        return
    right = _rightness(text, quote, proposal)
    result.counts.update(right)
    by_kind.update(right)
    if not right["speaker"]:
        result.misattributed.append((quote, proposal))


def _count_proposal(
    result: Comparison, text: str, proposal: Found, quote: GoldQuote | None
) -> None:
    """``quote`` is the one it was matched with."""
    right = _rightness(text, quote, proposal) if quote else {}
    groups = [Group("tier", proposal.tier), Group("rule", proposal.rule)]
    for counts in (result.counts, *(result.groups[group] for group in groups)):
        counts["found"] += 1
    for group in groups:
        result.groups[group].update(right)
    result.groups[Group("kind", proposal.kind)]["found"] += 1
    if quote is None:
        result.false.append(proposal)


def _rightness(text: str, quote: GoldQuote, proposal: Found) -> dict[str, int]:
    """What is right about a proposal that was matched."""
    wanted = {surname(name) for name in quote.targets}
    named = {surname(name) for name in proposal.targets}
    core = bare(text, proposal.start, proposal.end)
    return {
        "hit": 1,
        "exact": int(any(bare(text, *span) == core for span in quote.spans)),
        "speaker": int(quote.is_said_by(proposal.speaker or "")),
        "kind": int(quote.kind == proposal.kind),
        "target_hit": len(wanted & named),
        "target_gold": len(wanted),
        "target_found": len(named),
    }


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without marks, blanks, the punctuation of its ends and a leading que or de."""
    leading = _LEADING.match(text, start, end)
    start = leading.end() if leading else start
    while end > start and (text[end - 1] in _TRAILING or text[end - 1].isspace()):
        end -= 1
    return start, end


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of one or more texts: counts, then shares from 0 to 1."""

    gold: int
    predicted: int
    precision: float
    recall: float
    f1: float
    exact_f1: float
    speaker_of_matched: float
    kind_of_matched: float
    end_to_end_f1: float
    target_precision: float
    target_recall: float

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> Self:
        gold, found = counts.get("gold", 0), counts.get("found", 0)
        hit, speaker = counts.get("hit", 0), counts.get("speaker", 0)
        targets = counts.get("target_hit", 0)
        return cls(
            gold,
            found,
            precision=share(hit, found),
            recall=share(hit, gold),
            f1=share(2 * hit, gold + found),
            exact_f1=share(2 * counts.get("exact", 0), gold + found),
            speaker_of_matched=share(speaker, hit),
            kind_of_matched=share(counts.get("kind", 0), hit),
            end_to_end_f1=share(2 * speaker, gold + found),
            target_precision=share(targets, counts.get("target_found", 0)),
            target_recall=share(targets, counts.get("target_gold", 0)),
        )


# The measures that are shares, each of which has an interval, and what they are shares of.
WHOLES: Final = {
    "precision": {"found"},
    "recall": {"gold"},
    "f1": {"gold", "found"},
    "exact_f1": {"gold", "found"},
    "speaker_of_matched": {"hit"},
    "kind_of_matched": {"hit"},
    "end_to_end_f1": {"gold", "found"},
    "target_precision": {"target_found"},
    "target_recall": {"target_gold"},
}
SHARES: Final = WHOLES.keys()


def measured(counts: Mapping[str, int]) -> set[str]:
    """The shares that are of something."""
    return {name for name, whole in WHOLES.items() if any(counts.get(part) for part in whole)}


def share(part: int, whole: int) -> float:
    """0 when there is nothing to have a share of."""
    return part / whole if whole else 0.0


def total(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    summed: Counter[str] = Counter()
    for one in counts:
        summed.update(one)
    return summed


def total_by_group(comparisons: Iterable[Comparison]) -> dict[Group, Counter[str]]:
    """The counts of each group over all texts, in order of name."""
    summed: dict[Group, Counter[str]] = defaultdict(Counter)
    for comparison in comparisons:
        for group, counts in comparison.groups.items():
            summed[group].update(counts)
    return dict(sorted(summed.items()))


def intervals(
    per_text: Sequence[Mapping[str, int]], *, rounds: int = ROUNDS, seed: int = 0
) -> dict[str, tuple[float, float]]:
    """For each share, what 95 of 100 sets of as many texts, drawn from these, would give.

    Whole texts are drawn (bootstrap), because the quotations of one text are alike; the same seed
    gives the same intervals. Empty without texts.
    """
    if not per_text:
        return {}
    chance = random.Random(seed)  # noqa: S311 - drawing samples, no secret
    drawn = [Measures.of(total(chance.choices(per_text, k=len(per_text)))) for _ in range(rounds)]
    return {name: _middle([getattr(measures, name) for measures in drawn]) for name in SHARES}


def _middle(values: list[float]) -> tuple[float, float]:
    cuts = quantiles(values, n=40, method="inclusive")
    return cuts[0], cuts[-1]
