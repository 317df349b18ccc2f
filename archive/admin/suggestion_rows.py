"""The suggestions of an article as an editor reads them: their words in place, and why."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from archive.admin.suggestion_words import (
    TIERS,
    Change,
    changes_in_words,
    evidence_in_words,
    rule_in_words,
)
from archive.admin.text_panel import READ_TEXT
from archive.marking import Mark, segments
from archive.models import ArticleText, Person, PersonName, Suggestion
from archive.quotes.anchoring import Span
from archive.quotes.text import fold_bare

AROUND: Final = 160  # code points shown on each side of the words: about a line
EDGE: Final = 40  # code points: with less of their own paragraph on a side, its neighbour is shown


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text at a suggestion, and which part of the suggestion it is."""

    text: str
    part: str  # "words", "cue", "attribution", "mention" or ""
    is_said: bool  # within the words


@dataclass(frozen=True, slots=True)
class Shown:
    """A suggestion on the page of its article."""

    suggestion: Suggestion
    lines: list[list[Piece]]
    paragraph: int  # in which the words begin, from 1
    tier: str
    rule: str
    evidence: list[str]
    corrected: list[Change]  # when an editor corrected it
    asks_for_speaker: bool  # a named person whom the archive does not know
    takes_speaker: bool  # nobody of the archive is proposed
    is_known_now: bool  # somebody of that name has been recorded since


class Printed:
    """A version of an article's text, and where its paragraphs begin: lines that are not blank."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.starts: list[int] = []
        position = 0
        for line in body.split("\n"):
            if line.strip():
                self.starts.append(position)
            position += len(line) + 1

    def paragraph_of(self, position: int) -> int:
        """The number of the paragraph at this code point, from 1."""
        return max(1, bisect_right(self.starts, position))

    def around(self, said: Span) -> Span:
        """The words with about a line on each side, cut at blanks: of their own paragraph, and of
        the next one where they stand at its edge."""
        begins_in, ends_in = self.paragraph_of(said.start), self.paragraph_of(said.end - 1)
        if begins_in > 1 and said.start - self.starts[begins_in - 1] < EDGE:
            begins_in -= 1
        if ends_in < len(self.starts) and self.end_of(ends_in) - said.end < EDGE:
            ends_in += 1
        first, last = self.starts[begins_in - 1], self.end_of(ends_in)
        start, end = max(first, said.start - AROUND), min(last, said.end + AROUND)
        while first < start < said.start and not self.body[start - 1].isspace():
            start += 1
        while said.end < end < last and not self.body[end].isspace():
            end -= 1
        return Span(start, end)

    def end_of(self, paragraph: int) -> int:
        end = self.body.find("\n", self.starts[paragraph - 1])
        return len(self.body) if end < 0 else end

    def lines_at(self, parts: list[tuple[str, Span]]) -> list[list[Piece]]:
        """The lines around the first of these parts, the words, that are not blank, each cut where
        a part begins or ends."""
        said = parts[0][1]
        window = self.around(said)
        kept = [part for part in parts if window.start <= part[1].start < part[1].end <= window.end]
        marks = [
            Mark(span.start - window.start, span.end - window.start, key)
            for key, (_name, span) in enumerate(kept)
        ]
        lines, position = [], window.start
        for line in segments(self.body[window.start : window.end], marks):
            pieces = []
            for segment in line:
                part = "" if segment.key is None else kept[segment.key][0]
                is_said = said.start <= position < said.end
                pieces.append(Piece(segment.text, part, is_said))
                position += len(segment.text)
            position += 1  # the LINE FEED
            if any(piece.text.strip() for piece in pieces):
                lines.append(pieces)
        return self.with_cuts(lines, window)

    def with_cuts(self, lines: list[list[Piece]], window: Span) -> list[list[Piece]]:
        """With "…" where a paragraph goes on beyond what is shown."""
        cut = Piece("…", "", is_said=False)
        if window.start > 0 and self.body[window.start - 1] != "\n":
            lines[0].insert(0, cut)
        if window.end < len(self.body) and self.body[window.end] != "\n":
            lines[-1].append(cut)
        return lines


def parts_of(suggestion: Suggestion) -> list[tuple[str, Span]]:
    """Every part of a suggestion that stands somewhere in the text, the words first."""
    beside = [
        ("cue", suggestion.cue_start, suggestion.cue_end),
        ("attribution", suggestion.attribution_start, suggestion.attribution_end),
        *(("mention", one.mention_start, one.mention_end) for one in suggestion.targets.all()),
    ]
    said = ("words", Span(suggestion.start, suggestion.end))
    return [said, *((name, Span(start, end)) for name, start, end in beside if end)]


def shown(suggestions: list[Suggestion], user: Any) -> list[Shown]:
    """The suggestions as this user reads them, in a fixed number of queries; their words alone for
    who may not read full texts."""
    texts = ArticleText.objects.in_bulk({one.text_id for one in suggestions})
    printed = {pk: Printed(text.body) for pk, text in texts.items()}
    recorded = names_recorded(one.speaker_name for one in suggestions if one.is_new_person)
    reads = user.has_perm(READ_TEXT)
    return [
        shown_in(printed[one.text_id], one, reads=reads, recorded=recorded) for one in suggestions
    ]


def asks_for_speaker(suggestion: Suggestion) -> bool:
    """Whether it cannot be accepted before an editor says which person of the archive speaks."""
    is_named = suggestion.speaker_type == Suggestion.SpeakerType.NAMED
    return is_named and suggestion.speaker is None


def shown_in(printed: Printed, suggestion: Suggestion, *, reads: bool, recorded: set[str]) -> Shown:
    words_alone = [[Piece(suggestion.exact, "words", is_said=True)]]
    return Shown(
        suggestion=suggestion,
        lines=printed.lines_at(parts_of(suggestion)) if reads else words_alone,
        paragraph=printed.paragraph_of(suggestion.start),
        tier=str(TIERS[suggestion.tier]),
        rule=rule_in_words(suggestion.rule),
        evidence=[
            evidence_in_words(one, printed.paragraph_of(one["start"]))
            for one in suggestion.evidence
        ],
        corrected=changes_in_words(suggestion.corrections),
        asks_for_speaker=asks_for_speaker(suggestion),
        takes_speaker=suggestion.speaker is None,
        is_known_now=suggestion.is_new_person and fold_bare(suggestion.speaker_name) in recorded,
    )


def names_recorded(names: Iterable[str]) -> set[str]:
    """Those of these names, folded, that somebody in the archive bears."""
    folded = {fold_bare(name) for name in names}
    if not folded:
        return set()
    own = Person.objects.filter(folded_name__in=folded).values_list("folded_name", flat=True)
    variants = PersonName.objects.filter(folded__in=folded).values_list("folded", flat=True)
    return {*own, *variants}
