"""The detector's record: shares and their intervals, which rules are folded, what is counted."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import suggestions
from archive.detector_record import (
    Fold,
    Line,
    Share,
    Tally,
    fold_of,
    folded_rules,
    folds_in,
    lines,
    record_of,
    to_decide_on,
    wilson,
)
from archive.models import Suggestion
from archive.quotes.candidates import Tier
from archive.quotes.detection import DETECTOR_VERSION
from tests import makers, suggesting
from tests.suggestion_desk import decided, three


def tally(accepted: int = 0, corrected: int = 0, dismissed: int = 0, pending: int = 0) -> Tally:
    return Tally(
        Counter(accepted=accepted, corrected=corrected, dismissed=dismissed, pending=pending)
    )


def line(rule: str, of: Tally, version: str = DETECTOR_VERSION, newest: int = 1) -> Line:
    return Line(rule, "high", version, of, newest)


class TestTheInterval:
    @pytest.mark.parametrize(
        ("number", "of", "low", "high"),
        [
            # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ],
    )
    def test_it_is_the_published_one(self, number, of, low, high):
        assert wilson(number, of) == pytest.approx((low, high), abs=0.00005)

    def test_nothing_seen_says_nothing(self):
        assert wilson(0, 0) == (0.0, 1.0)

    @pytest.mark.parametrize(("number", "of"), [(-1, 3), (4, 3)])
    def test_more_than_all_is_no_share(self, number, of):
        with pytest.raises(ValueError, match="no share"):
            wilson(number, of)

    @given(st.integers(0, 5000), st.integers(0, 5000))
    def test_it_holds_the_share_within_nought_and_one(self, number, others):
        low, high = wilson(number, number + others)
        assert 0 <= low <= high <= 1
        if number + others:
            assert low <= number / (number + others) <= high

    @given(st.integers(0, 400), st.integers(1, 400))
    def test_it_is_the_mirror_of_that_of_the_others(self, number, others):
        low, high = wilson(number, number + others)
        mirrored = wilson(others, number + others)
        assert (1 - high, 1 - low) == pytest.approx(mirrored)

    def test_more_decisions_make_it_narrower(self):
        few, many = wilson(8, 10), wilson(80, 100)
        assert many[1] - many[0] < few[1] - few[0]


class TestShares:
    def test_right_counts_those_accepted_as_they_were(self):
        assert tally(accepted=6, corrected=2, dismissed=2).strict == Share(6, 10)

    def test_kept_counts_the_corrected_too(self):
        assert tally(accepted=6, corrected=2, dismissed=2).lenient == Share(8, 10)

    def test_what_waits_is_proposed_and_not_decided(self):
        assert tally(accepted=1, pending=9).proposed == 10
        assert tally(accepted=1, pending=9).lenient == Share(1, 1)

    def test_there_is_no_share_before_the_first_decision(self):
        assert tally(pending=9).strict is None
        assert tally(pending=9).lenient is None

    def test_it_is_told_in_percent(self):
        share = Share(8, 10)
        assert (share.percent, share.low, share.high, share.reach) == (80, 49, 94, 45)


class TestFolding:
    def test_a_rule_of_which_too_few_are_kept_is_folded(self):
        assert fold_of(tally(accepted=4, dismissed=6), tally(), below=0.5, least=10) == Share(4, 10)

    def test_corrected_suggestions_are_kept_ones(self):
        judged = tally(corrected=5, dismissed=5)
        assert fold_of(judged, judged, below=0.5, least=10) is None

    def test_the_share_asked_for_is_enough(self):
        judged = tally(accepted=5, dismissed=5)
        assert fold_of(judged, judged, below=0.5, least=10) is None

    def test_few_decisions_fold_nothing(self):
        judged = tally(dismissed=9)
        assert fold_of(judged, judged, below=0.5, least=10) is None

    def test_a_mended_rule_is_judged_by_the_version_in_use(self):
        mended, all_told = tally(accepted=10), tally(accepted=10, dismissed=40)
        assert fold_of(mended, all_told, below=0.5, least=10) is None

    def test_until_then_it_is_judged_by_all_versions(self):
        begun, all_told = tally(accepted=9), tally(accepted=9, dismissed=40)
        assert fold_of(begun, all_told, below=0.5, least=10) == Share(9, 49)

    def test_the_reason_names_the_version_that_tells(self, settings):
        settings.SUGGESTION_FOLD_LEAST = 10
        counted = [
            line("worse", tally(dismissed=10)),
            line("worse", tally(accepted=30), version="0"),
            line("bad of old", tally(accepted=1)),
            line("bad of old", tally(dismissed=12), version="0"),
            line("good", tally(accepted=12)),
        ]
        assert folds_in(counted) == {
            "worse": Fold(Share(0, 10), DETECTOR_VERSION),
            "bad of old": Fold(Share(1, 13), ""),
        }

    def test_a_threshold_of_nought_folds_nothing(self, settings):
        settings.SUGGESTION_FOLD_BELOW = 0.0
        assert folds_in([line("bad", tally(dismissed=100))]) == {}


@pytest.mark.django_db
class TestCounting:
    def test_every_state_is_counted_by_rule_and_tier(self):
        decided("island", kept=2, dismissed=1)
        suggesting.suggestion(rule="island")
        suggesting.suggestion(rule="island", confidence=Tier.MEDIUM)
        counted = {(one.rule, one.tier): one.tally.states for one in lines()}
        assert counted == {
            ("island", "high"): Counter(accepted=2, dismissed=1, pending=1),
            ("island", "medium"): Counter(pending=1),
        }

    @pytest.mark.parametrize(
        ("part", "changes"),
        [
            ("kind", {"kind": "mixed"}),
            ("speaker", {"speaker": None, "speaker_type": "unknown"}),
            ("targets", {"targets": []}),
            ("words", {"span": (0, 10)}),
        ],
    )
    def test_a_correction_is_counted_by_what_was_changed(self, part, changes):
        suggestions.accept(suggesting.answered(), by=makers.ada(), changes=changes)
        [counted] = lines()
        assert counted.tally.states == Counter(corrected=1)
        assert counted.tally.corrections == Counter({part: 1})

    def test_it_takes_one_query_whatever_there_is(self, django_assert_num_queries):
        decided("island", kept=1, dismissed=1)
        decided("cue and que", kept=1, confidence=Tier.MEDIUM)
        with django_assert_num_queries(1):
            assert len(lines()) == 2

    def test_rules_are_folded_by_what_editors_decided(self, settings, django_assert_num_queries):
        settings.SUGGESTION_FOLD_LEAST = 2
        decided("island", dismissed=2)
        decided("cue and que", kept=2)
        suggesting.suggestion(rule="colon")
        with django_assert_num_queries(1):
            assert folded_rules() == {"island"}

    def test_what_is_to_be_decided_on_is_neither_folded_nor_of_the_low_tier(self, settings):
        settings.SUGGESTION_FOLD_LEAST = 2
        decided("island", dismissed=2)
        suggesting.suggestion(rule="island")
        suggesting.suggestion(rule="safety net", confidence=Tier.LOW)
        shown = suggesting.suggestion(rule="colon")
        assert list(to_decide_on()) == [shown]


@pytest.mark.django_db
class TestTheRecord:
    def test_it_is_empty_before_the_first_suggestion(self):
        record = record_of()
        assert (record.rules, record.versions, record.whole.proposed) == ([], [], 0)

    def test_the_whole_is_the_sum_of_its_rules_and_of_its_tiers(self):
        decided("island", kept=2, dismissed=1, confidence=Tier.MEDIUM)
        three()
        record = record_of()
        assert record.whole.states == Counter(pending=3, accepted=2, dismissed=1)
        for tallies in ([one.tally for one in record.rules], record.tiers.values()):
            assert sum(tallies, Tally()).states == record.whole.states

    def test_rules_that_proposed_most_come_first(self):
        decided("colon", kept=1)
        decided("island", kept=2)
        assert [one.rule for one in record_of().rules] == ["island", "colon"]

    def test_tiers_are_told_the_surest_first(self):
        for tier in (Tier.LOW, Tier.HIGH, Tier.MEDIUM):
            suggesting.suggestion(rule="island", confidence=tier)
        assert list(record_of().rules[0].tiers) == ["high", "medium", "low"]

    def test_one_version_is_counted_alone(self):
        decided("island", kept=1)
        older("island", "0")
        assert record_of().whole.proposed == 2
        assert record_of("0").whole.states == Counter(pending=1)
        assert record_of("0").version == "0"

    def test_a_version_that_never_was_is_all_versions(self):
        decided("island", kept=1)
        assert record_of("17").version == ""
        assert record_of("17").whole.proposed == 1

    def test_the_newest_version_is_named_first(self):
        older("island", "0")
        decided("island", kept=1)
        assert record_of().versions == [DETECTOR_VERSION, "0"]


def older(rule: str, version: str) -> Suggestion:
    """A suggestion that an earlier version of the detector made."""
    made = suggesting.row(rule=rule, tier="high", detector_version=version)
    made.save()
    return made
