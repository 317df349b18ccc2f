"""What the detector found in an article, kept as suggestions for its editors."""

import json
from collections.abc import Iterable
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from archive import detecting
from archive.models import (
    Article,
    ArticleText,
    DetectorReading,
    Person,
    Suggestion,
    SuggestionTarget,
)
from archive.models.article import has_newer_text
from archive.quotes.anchoring import Span
from archive.quotes.candidates import Candidate, Evidence, Speaker
from archive.quotes.detection import DETECTOR_VERSION
from archive.quotes.names import Registry
from archive.suggestions.places import Places, bare, decided_places
from archive.suggestions.refusals import NothingToRead, TextCorrected, check_contributor
from archive.suggestions.registry import known_people

PROPOSED: Final = (
    "text_id", "start", "end", "kind", "language", "cue", "cue_start", "cue_end", "speaker_id",
    "speaker_name", "speaker_type", "is_new_person", "attribution", "attribution_start",
    "attribution_end", "rule", "tier", "detector_version",
)  # fmt: skip
MAY_BE_SOMEBODY: Final = ("named", "collective")
WITHOUT_RECORD: Final = ("anonymous", "collective")  # or with one, in the case of a body
LONGEST: Final = {
    name: Suggestion._meta.get_field(name).max_length
    for name in ("cue", "speaker_name", "attribution", "rule")
}
ANTECEDENT: Final = "antecedent"  # what the detector calls the words that a pronoun stands for
LONGEST_NAME: Final = SuggestionTarget._meta.get_field("name").max_length
LONGEST_MENTION: Final = SuggestionTarget._meta.get_field("mention").max_length

Proposal = tuple[Suggestion, list[SuggestionTarget]]
Keys = dict[int, int]  # the number of a record -> that of the record that stays


def suggest(article: Article, *, by: Any = None, people: Registry | None = None) -> int:
    """Reads the article and keeps what it finds; returns how many suggestions await an editor.

    Asked again it changes nothing, unless the text, the people of the archive or the detector
    have changed: then pending suggestions are replaced, and decided ones kept. What an editor
    decided on is never proposed again, in a corrected text neither, nor what overlaps a statement
    by half. ``by`` is the editor who asks, None for the machine; ``people`` saves a run from
    asking for everybody again. Raises ``NotAllowed``, ``NothingToRead`` or ``TextCorrected``, and
    whatever the detector raises: nothing is written then.
    """
    if by is not None:
        check_contributor(by)
    text = article.newest_text
    if text is None:
        raise NothingToRead(_("This article has no text to read."))
    if not detecting.is_read(article.language):
        raise NothingToRead(_("Quotations are not looked for in this language."))
    asked = detecting.Text(text.pk, text.body, article.language)
    if too_long(asked):
        raise NothingToRead(too_long(asked))
    registry = people or Registry(known_people())
    return keep(text, detecting.candidates_in(asked, registry))


def too_long(text: detecting.Text) -> str:
    """Why a text is not read: it would keep everybody waiting. "" for one that is."""
    most, length = settings.SUGGESTION_TEXT_MAX, len(text.body)
    if length <= most:
        return ""
    return _(
        "The text has %(length)d characters: quotations are looked for in texts of %(most)d at "
        "most (SUGGESTION_TEXT_MAX)."
    ) % {"length": length, "most": most}


def to_be_read(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Those whose newest text this version of the detector has not read yet."""
    done = DetectorReading.objects.filter(
        ~has_newer_text(), article=OuterRef("pk"), detector_version=DETECTOR_VERSION
    )
    return articles.filter(
        Exists(ArticleText.objects.filter(article=OuterRef("pk"))), ~Exists(done)
    )


@transaction.atomic
def keep(text: ArticleText, candidates: Iterable[Candidate]) -> int:
    """Keeps what was found in this text, as ``suggest`` promises. ``TextCorrected`` when the
    article has a newer one. Whoever decides on a suggestion of the article waits meanwhile."""
    article = Article.objects.select_for_update(of=("self",), no_key=True).get(pk=text.article_id)
    if article.texts.filter(number__gt=text.number).exists():
        raise TextCorrected(
            _("The text of the article has been corrected meanwhile: look for quotations again.")
        )
    found = list(candidates)
    keys = who_stays(found)
    decided = decided_places(article, text) if found else Places(())
    wanted: dict[tuple, Proposal] = {}
    for candidate in found:
        words = bare(text.body, candidate.start, candidate.end)
        if words and not decided.hold(words):
            proposal = proposal_of(candidate, article, text, keys)
            wanted.setdefault((candidate.start, candidate.end), proposal)
    replace_pending(article, list(wanted.values()))
    note_reading(article, text, len(found))
    return len(wanted)


def note_reading(article: Article, text: ArticleText, found: int) -> None:
    """The article's row is locked: nobody else writes this one."""
    values = {"text": text, "detector_version": DETECTOR_VERSION, "found": found}
    if not DetectorReading.objects.filter(article=article).update(**values, read_at=timezone.now()):
        DetectorReading.objects.create(article=article, **values)


def who_stays(candidates: Iterable[Candidate]) -> Keys:
    """The people that the candidates name, each with the record that stays of them now."""
    named = [
        person.key
        for candidate in candidates
        for person in (candidate.speaker.person, *(target.person for target in candidate.targets))
        if person is not None
    ]
    if not named:
        return {}
    people = Person.objects.filter(pk__in=set(named))
    return dict(people.values_list("pk", Coalesce("merged_into", "pk")))


def replace_pending(article: Article, wanted: list[Proposal]) -> None:
    """Makes these the article's pending suggestions; those that are there already stay as they
    are, so that a page which shows them is not out of date."""
    present = {
        fingerprint(row, row.targets.all()): row.pk
        for row in Suggestion.objects.of(article).pending().prefetch_related("targets")
    }
    prints = [fingerprint(row, targets) for row, targets in wanted]
    gone = [pk for print_, pk in present.items() if print_ not in set(prints)]
    if gone:
        Suggestion.objects.pending().filter(pk__in=gone).delete()
    new = [pair for pair, print_ in zip(wanted, prints, strict=True) if print_ not in present]
    Suggestion.objects.bulk_create(row for row, _targets in new)
    SuggestionTarget.objects.bulk_create(target for _row, targets in new for target in targets)


def fingerprint(row: Suggestion, targets: Iterable[SuggestionTarget]) -> tuple:
    """All that is proposed: two suggestions alike in it are the same."""
    return (
        *(getattr(row, name) for name in PROPOSED),
        json.dumps(row.evidence, sort_keys=True),
        *((t.person_id, t.name, t.mention, t.mention_start) for t in targets),
    )


# --- From what the detector says to a record --------------------------------------------------


def proposal_of(candidate: Candidate, article: Article, text: ArticleText, keys: Keys) -> Proposal:
    cue, cue_start, cue_end = words_at(text.body, candidate.cue_span, LONGEST["cue"])
    row = Suggestion(
        article=article,
        text=text,
        start=candidate.start,
        end=candidate.end,
        exact=text.body[candidate.start : candidate.end],
        kind=str(candidate.kind),
        language=detecting.base_of(article.language),
        cue=cue,
        cue_start=cue_start,
        cue_end=cue_end,
        rule=candidate.rule[: LONGEST["rule"]],
        tier=str(candidate.confidence),
        detector_version=DETECTOR_VERSION,
        evidence=[
            {"what": e.what, "words": e.words, "start": e.span.start, "end": e.span.end}
            for e in candidate.evidence
        ],
        **speaker_fields(candidate, text.body, keys),
    )
    return row, [target_of(row, target, text.body, keys) for target in candidate.targets]


def speaker_fields(candidate: Candidate, body: str, keys: Keys) -> dict[str, Any]:
    """Somebody whose record is gone is a new person again; an unnamed source is never anybody."""
    speaker = candidate.speaker
    kind = str(speaker.type)
    known = keys.get(speaker.person.key) if speaker.person else None
    if kind not in MAY_BE_SOMEBODY:
        known = None
    is_new = bool(speaker.is_new or speaker.person) and kind in MAY_BE_SOMEBODY and not known
    printed = speaker.span if known else printed_at(speaker, candidate.evidence)
    words, start, end = words_at(body, printed, LONGEST["attribution"])
    return {
        "speaker_id": known,
        "speaker_name": speaker.name[: LONGEST["speaker_name"]],
        "speaker_type": kind,
        "is_new_person": is_new and bool(speaker.name),
        "attribution": words,
        "attribution_start": start,
        "attribution_end": end,
    }


def printed_at(speaker: Speaker, evidence: Iterable[Evidence]) -> Span | None:
    """Where the article says who speaks. A source without a record is known by its words alone:
    of "Un proche de la maire a parlé. Il affirme…" they are not the pronoun."""
    if speaker.type not in WITHOUT_RECORD:
        return speaker.span
    said = (one.span for one in evidence if one.what == ANTECEDENT and one.words == speaker.name)
    return next(said, speaker.span)


def target_of(row: Suggestion, target: Any, body: str, keys: Keys) -> SuggestionTarget:
    mention, start, end = words_at(body, target.span, LONGEST_MENTION)
    return SuggestionTarget(
        suggestion=row,
        person_id=keys.get(target.person.key) if target.person else None,
        name=target.name[:LONGEST_NAME],
        mention=mention,
        mention_start=start,
        mention_end=end,
    )


def words_at(body: str, span: Span | None, longest: int) -> tuple[str, int | None, int | None]:
    """The words of a place and its ends; nothing at all where they are too long for a record."""
    start, end = ends_of(span)
    if start is None or end - start > longest:
        return "", None, None
    return body[start:end], start, end


def ends_of(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)
