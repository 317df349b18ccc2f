"""The page of the detector's record: rule by rule, how often editors found it right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from archive.admin.suggestion_words import CORRECTED, TIERS, rule_in_words
from archive.admin.suggestions import VIEW
from archive.detector_record import CONFIDENCE, Fold, Record, RuleRecord, Tally, record_of
from archive.models import Suggestion
from archive.quotes.detection import DETECTOR_VERSION

TEMPLATE: Final = "admin/archive/suggestion/record.html"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the record: what it is about, and what became of those suggestions."""

    label: str
    tally: Tally
    name: str = ""  # of the rule, as the detector calls it
    fold: str = ""  # why it is folded
    is_part: bool = False  # a tier of the rule above

    @property
    def pending(self) -> int:
        return self.tally.states[Suggestion.State.PENDING]

    @property
    def accepted(self) -> int:
        return self.tally.states[Suggestion.State.ACCEPTED]

    @property
    def corrected(self) -> int:
        return self.tally.states[Suggestion.State.CORRECTED]

    @property
    def dismissed(self) -> int:
        return self.tally.states[Suggestion.State.DISMISSED]

    @property
    def corrections(self) -> list[tuple[str, int]]:
        """(what was corrected, how often), the most frequent first."""
        counted = self.tally.corrections.most_common()
        return [(str(CORRECTED[part]), number) for part, number in counted if number]


@require_GET
def record_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    record = record_of(request.GET.get("version", ""))
    context = {
        **site.each_context(request),
        "title": _("The detector’s record"),
        "record": record,
        "tiers": tier_rows(record),
        "rules": [row for rule in record.rules for row in rule_rows(rule)],
        "version_in_use": DETECTOR_VERSION,
        "below": in_percent(round(100 * settings.SUGGESTION_FOLD_BELOW)),
        "confidence": in_percent(round(100 * CONFIDENCE)),
        "least": settings.SUGGESTION_FOLD_LEAST,
    }
    return TemplateResponse(request, TEMPLATE, context)


def tier_rows(record: Record) -> list[Row]:
    tiers = [Row(str(TIERS[tier]), tally) for tier, tally in record.tiers.items()]
    return [Row(_("All suggestions"), record.whole), *tiers]


def rule_rows(record: RuleRecord) -> Iterable[Row]:
    """The rule, then its tiers where it has several."""
    fold = told_of_fold(record.fold) if record.fold else ""
    yield Row(rule_in_words(record.rule), record.tally, name=record.rule, fold=fold)
    if len(record.tiers) > 1:
        for tier, tally in record.tiers.items():
            yield Row(str(TIERS[tier]), tally, is_part=True)


def told_of_fold(fold: Fold) -> str:
    """Why a rule is folded, and on whose decisions."""
    told = {"number": fold.share.number, "of": fold.share.of, "version": fold.version}
    if fold.version:
        return (
            ngettext(
                "Folded: %(number)d of %(of)d kept in version %(version)s.",
                "Folded: %(number)d of %(of)d kept in version %(version)s.",
                fold.share.number,
            )
            % told
        )
    return (
        ngettext(
            "Folded: %(number)d of %(of)d kept in all versions.",
            "Folded: %(number)d of %(of)d kept in all versions.",
            fold.share.number,
        )
        % told
    )


def in_percent(percent: int) -> str:
    return _("%(percent)d%%") % {"percent": percent}
