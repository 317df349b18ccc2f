"""The detector's record at the desk: what became of its suggestions, rule by rule.

Only the decisions of editors count: what still waits says nothing of a rule. Two shares are told of
the decided ones: those accepted as they were, and those kept at all, corrected ones included.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt
from statistics import NormalDist
from typing import Final

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet

from archive.models import Suggestion
from archive.models.article import has_newer_text
from archive.models.suggestion import folded_by
from archive.quotes.detection import DETECTOR_VERSION

CONFIDENCE: Final = 0.95
# What an editor may correct in a suggestion, and the fields of its record that say so.
CORRECTED_PARTS: Final[dict[str, list[str]]] = {
    "words": ["words", "span"],
    "speaker": ["speaker", "speaker_type", "attribution"],
    "targets": ["targets"],
    "kind": ["kind"],
}


# --- Shares ---------------------------------------------------------------------------------


def wilson(number: int, of: int) -> tuple[float, float]:
    """The interval in which the true share lies with 95 % confidence, ``number`` of ``of`` being
    what was seen; (0, 1) where nothing was.

    The score interval of E. B. Wilson, "Probable inference, the law of succession, and statistical
    inference", Journal of the American Statistical Association 22 (1927), p. 209-212. It stays
    within 0 and 1 and holds for few cases and for shares near either end, where the usual one does
    not (Brown, Cai and DasGupta, Statistical Science 16, 2001). Raises ``ValueError`` for a share
    that is none.
    """
    if not 0 <= number <= of:
        raise ValueError(f"{number} of {of} is no share.")
    if of == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share = number / of
    middle = share + z * z / (2 * of)
    reach = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    low, high = (middle - reach) / (1 + z * z / of), (middle + reach) / (1 + z * z / of)
    # Exact at the ends, where the subtraction above is not.
    return (low if number else 0.0), (high if number < of else 1.0)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, in percent, and the interval of the true share."""

    number: int
    of: int

    @property
    def percent(self) -> int:
        return round(100 * self.number / self.of)

    @property
    def low(self) -> int:
        return round(100 * wilson(self.number, self.of)[0])

    @property
    def high(self) -> int:
        return round(100 * wilson(self.number, self.of)[1])

    @property
    def reach(self) -> int:
        """From the low end of the interval to the high one."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of some suggestions: how many are in each state, and what was corrected."""

    states: Counter[str] = field(default_factory=Counter)
    corrections: Counter[str] = field(default_factory=Counter)  # by part, CORRECTED_PARTS

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.states + other.states, self.corrections + other.corrections)

    @property
    def proposed(self) -> int:
        return self.states.total()

    @property
    def kept(self) -> int:
        """Accepted as they were, or corrected."""
        return self.states["accepted"] + self.states["corrected"]

    @property
    def decided(self) -> int:
        return self.kept + self.states["dismissed"]

    @property
    def strict(self) -> Share | None:
        """Those accepted as they were, of those decided."""
        return Share(self.states["accepted"], self.decided) if self.decided else None

    @property
    def lenient(self) -> Share | None:
        """Those kept, corrected or not, of those decided."""
        return Share(self.kept, self.decided) if self.decided else None


def total(tallies: Iterable[Tally]) -> Tally:
    return sum(tallies, Tally())


# --- Counting -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """The suggestions that one rule made in one tier, by one version of the detector."""

    rule: str
    tier: str
    version: str
    tally: Tally
    newest: int  # the number of the last of them


def lines() -> list[Line]:
    """All that the desk was ever offered and still has, counted in one query."""
    states = {state: Count("pk", filter=Q(state=state)) for state in Suggestion.State.values}
    corrected = {
        f"corrected_{part}": Count(
            "pk",
            filter=Q(state=Suggestion.State.CORRECTED, corrections__has_any_keys=names),
        )
        for part, names in CORRECTED_PARTS.items()
    }
    counted = (
        Suggestion.objects.order_by()
        .values("rule", "tier", "detector_version")
        .annotate(newest=Max("pk"), **{f"in_{name}": of for name, of in states.items()})
        .annotate(**corrected)
    )
    return [
        Line(
            row["rule"],
            row["tier"],
            row["detector_version"],
            Tally(
                Counter({state: row[f"in_{state}"] for state in states}),
                Counter({part: row[f"corrected_{part}"] for part in CORRECTED_PARTS}),
            ),
            row["newest"],
        )
        for row in counted
    ]


# --- Rules that are folded ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fold:
    """Why the suggestions of a rule are folded: too few of those decided were kept."""

    share: Share
    version: str  # the version whose decisions tell so; "" where all versions had to be counted


def fold_of(in_use: Tally, in_all: Tally, *, below: float, least: int) -> Share | None:
    """The share of kept suggestions by which a rule is folded, or None while it is not.

    The decisions on the version in use count alone once there are ``least`` of them: a rule that
    was mended is judged anew. Until then those on all versions do, and fewer than ``least`` of
    those fold nothing.
    """
    judged = in_use if in_use.decided >= least else in_all
    if judged.decided < max(least, 1) or judged.kept >= below * judged.decided:
        return None
    return judged.lenient


def folds_in(counted: Iterable[Line], version: str = DETECTOR_VERSION) -> dict[str, Fold]:
    """The rules that are folded, each with the reason."""
    by_rule: dict[str, list[Line]] = {}
    for line in counted:
        by_rule.setdefault(line.rule, []).append(line)
    below, least = settings.SUGGESTION_FOLD_BELOW, settings.SUGGESTION_FOLD_LEAST
    found = {}
    for rule, own in by_rule.items():
        in_use = total(line.tally for line in own if line.version == version)
        in_all = total(line.tally for line in own)
        share = fold_of(in_use, in_all, below=below, least=least)
        if share:
            found[rule] = Fold(share, version if in_use.decided >= least else "")
    return found


def folded_rules() -> frozenset[str]:
    """The rules whose suggestions the desk folds, for the decisions on them so far; one query."""
    counted = (
        Suggestion.objects.decided().order_by().values_list("rule", "detector_version", "state")
    )
    lines_decided = [
        Line(rule, "", version, Tally(Counter({state: number})), newest=0)
        for rule, version, state, number in counted.annotate(number=Count("pk"))
    ]
    return frozenset(folds_in(lines_decided))


def to_decide_on(folded: frozenset[str] | None = None) -> QuerySet[Suggestion]:
    """The suggestions that await an editor and are not folded, of the newest text of each article.

    ``folded`` is what ``folded_rules`` says, where it was asked for already.
    """
    rules = folded_rules() if folded is None else folded
    return of_newest_texts(Suggestion.objects.offered(folded_rules=rules))


def folded_away(folded: frozenset[str]) -> QuerySet[Suggestion]:
    """The suggestions that await an editor and are folded, of the newest text of each article."""
    return of_newest_texts(Suggestion.objects.pending().filter(folded_by(folded)))


def of_newest_texts(suggestions: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    return suggestions.filter(~has_newer_text())


# --- The record -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """One rule: in all, in each of its tiers, and why it is folded when it is."""

    rule: str
    tally: Tally
    tiers: Mapping[str, Tally]
    fold: Fold | None


@dataclass(frozen=True, slots=True)
class Record:
    """What became of the suggestions of one version of the detector, or of all."""

    whole: Tally
    tiers: Mapping[str, Tally]
    rules: list[RuleRecord]  # those that proposed most first
    versions: list[str]  # all there are, the newest first
    version: str  # the one that is counted, "" for all


def record_of(version: str = "") -> Record:
    """The record of this version; of all when there are no suggestions of it."""
    everything = lines()
    newest = Counter[str]()
    for line in everything:
        newest[line.version] = max(newest[line.version], line.newest)
    version = version if version in newest else ""
    asked = [line for line in everything if version in ("", line.version)]
    folds = folds_in(everything)
    rules = [rule_record(rule, asked, folds.get(rule)) for rule in {line.rule for line in asked}]
    return Record(
        whole=total(line.tally for line in asked),
        tiers=by_tier(asked),
        rules=sorted(rules, key=lambda one: (-one.tally.proposed, one.rule)),
        versions=[name for name, _newest in newest.most_common()],
        version=version,
    )


def rule_record(rule: str, counted: Iterable[Line], fold: Fold | None) -> RuleRecord:
    own = [line for line in counted if line.rule == rule]
    return RuleRecord(rule, total(line.tally for line in own), by_tier(own), fold)


def by_tier(counted: Iterable[Line]) -> dict[str, Tally]:
    """Tier -> what became of its suggestions, the surest tier first; none that is empty."""
    tallies: dict[str, Tally] = {}
    for line in counted:
        tallies[line.tier] = tallies.get(line.tier, Tally()) + line.tally
    return {tier: tallies[tier] for tier in Suggestion.Tier.values if tier in tallies}
