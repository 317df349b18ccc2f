"""The report of a correction as its page shows it: what changes in the text, then each anchor."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from archive import queues
from archive.correcting import Correction, Course, Followed
from archive.models import Statement
from archive.quotes import anchoring
from archive.quotes.alignment import Passage, plain
from archive.quotes.anchoring import Span
from archive.templatetags.folding import folded
from archive.templatetags.history import Line, Told
from archive.wording import Piece, differences

MOST_PASSAGES: Final = 200  # that a page shows
AROUND: Final = 80  # code points shown on either side of a place
PARAGRAPH: Final = 1_000  # the same, where what changes there is shown
# Blanks nobody sees, where they are all that changed: as word processors show them.
VISIBLE: Final = str.maketrans({" ": "·", "\u00a0": "°", "\u202f": "°", "\n": "¶\n"})

GOES: Final = {
    Course.EDITED: gettext_lazy("Stays as it is at the desk, with the words as corrected."),
    Course.REVIEWED: gettext_lazy("Stays in review: the reviewer is shown what changed."),
    Course.REVISED: gettext_lazy(
        "Goes back to review. Readers keep the current edition until somebody else approves."
    ),
    Course.WAITS: gettext_lazy(
        "Stays in the former text: its retraction is asked for, and that is decided first."
    ),
    Course.REPAIR: gettext_lazy(
        "Stays in the former text, under “Anchors to repair”, until somebody shows where it is."
    ),
}


@dataclass(slots=True)
class Row:
    """A statement, its words as they are and as they would be, and where it goes."""

    statement: Statement
    words: list[Piece]
    goes: Any = ""
    naming: list[list[Piece]] = field(default_factory=list)
    is_typography: bool = False
    loses_leave: bool = False
    objection: str = ""
    proposed: tuple[str, str, str] | None = None  # before, the words, after
    close_by: list[Piece] | None = None  # what changes around words that do not


@dataclass(slots=True)
class Report:
    """What the page shows of a correction."""

    correction: Correction
    passages: list[Told]
    more_passages: int
    repair: list[Row]
    moved: list[Row]
    around: list[Row]
    kept: list[Row]
    blocked: int

    @property
    def digest(self) -> str:
        return self.correction.digest

    @property
    def number_kept(self) -> int:
        return len(self.kept) + len(self.around)


def report_of(correction: Correction, user: Any) -> Report:
    passages = correction.change.passages
    follows = correction.on(Course.FOLLOWS)
    moved = correction.on(Course.REVISED, Course.REVIEWED, Course.EDITED, Course.WAITS)
    return Report(
        correction=correction,
        passages=[told_of(one) for one in passages[:MOST_PASSAGES] if is_seen(one)],
        more_passages=max(0, len(passages) - MOST_PASSAGES),
        repair=[row_of(one, correction) for one in correction.on(Course.REPAIR)],
        moved=[row_of(one, correction) for one in moved],
        around=[row_of(one, correction) for one in follows if one.around],
        kept=[row_of(one, correction) for one in follows if not one.around],
        blocked=number_blocked(correction.statements, user),
    )


def number_blocked(statements: Sequence[Followed], user: Any) -> int:
    """How many statements in review nobody could approve once this user has edited them."""
    touched = [one.statement for one in statements if one.is_anchored]
    now = queues.blocked_among(touched)
    return len(queues.blocked_among(touched, besides=user) - now)


# --- The text ---------------------------------------------------------------------------------


def is_seen(passage: Passage) -> bool:
    return bool(passage.was.strip() or passage.now.strip())


def told_of(passage: Passage) -> Told:
    was, now = passage.was.strip("\n"), passage.now.strip("\n")
    is_typography = plain(was) == plain(now) and was != now
    pieces = differences(was, now)
    if is_typography:
        pieces = [shown(piece) for piece in pieces]
    return Told(label_of(passage, is_typography), [Line(pieces, folded(pieces))])


def shown(piece: Piece) -> Piece:
    return piece if piece.kind == "same" else Piece(piece.kind, piece.text.translate(VISIBLE))


def label_of(passage: Passage, is_typography: bool) -> str:
    if passage.is_moved:
        return pgettext("passage", "Moved")
    if not passage.was.strip():
        return pgettext("passage", "Added")
    if not passage.now.strip():
        return pgettext("passage", "Taken out")
    if is_typography:
        return _("Typography (· is a space, ° a no-break space)")
    return pgettext("passage", "Changed")


# --- The statements ---------------------------------------------------------------------------


def row_of(one: Followed, correction: Correction) -> Row:
    words = one.words
    now = words.now if words.new else words.was
    pieces = differences(words.was, now)
    return Row(
        statement=one.statement,
        words=[shown(piece) for piece in pieces] if words.is_typography else pieces,
        goes=GOES.get(one.course, ""),
        naming=[differences(named.was, named.now) for named in one.naming if one.is_anchored],
        is_typography=words.is_typography,
        loses_leave=one.loses_leave,
        objection=one.objection,
        proposed=around(correction.body, words.proposed) if words.proposed else None,
        close_by=close_by(one, correction) if one.around and words.is_kept else None,
    )


def close_by(one: Followed, correction: Correction) -> list[Piece]:
    """What changes in the paragraphs of words that do not."""
    pieces = differences(
        paragraphs(correction.text.body, one.words.old), paragraphs(correction.body, one.words.new)
    )
    return folded(pieces) or pieces


def paragraphs(body: str, span: Span) -> str:
    before, after = anchoring.context(body, span.start, span.end, paragraphs=0)
    return before[-PARAGRAPH:] + body[span.start : span.end] + after[:PARAGRAPH]


def around(body: str, span: Span) -> tuple[str, str, str]:
    before, after = anchoring.context(body, span.start, span.end, paragraphs=0)
    return before[-AROUND:], body[span.start : span.end], after[:AROUND]
