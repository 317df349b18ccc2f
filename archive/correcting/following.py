"""What a corrected text makes of each statement, before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from archive.models import Statement, StatementTarget
from archive.models.budget import leave_for
from archive.objections import no_retraction_asked
from archive.quotes import anchoring
from archive.quotes.anchoring import Span
from archive.quotes.reanchoring import Fate, Outcome, Reanchoring

Status = Statement.Status
CLOSED: Final = (Status.REJECTED, Status.RETRACTED)
LONGEST_ATTRIBUTION: Final = Statement._meta.get_field("attribution").max_length
LONGEST_MENTION: Final = StatementTarget._meta.get_field("mention").max_length


class Course(StrEnum):
    """Where a statement goes."""

    FOLLOWS = "follows"  # the very words, in their new place; its status stays
    EDITED = "edited"  # a draft or a returned one, with the words as corrected
    REVIEWED = "reviewed"  # in review and stays there: the reviewer sees what changed
    REVISED = "revised"  # published: back to review, the public keeps its edition meanwhile
    WAITS = "waits"  # its retraction is asked for: nothing changes before that is decided
    REPAIR = "repair"  # its words are not found: it stays in the former text, for a person


CHANGED_COURSES: Final = {
    Status.DRAFT: Course.EDITED,
    Status.RETURNED: Course.EDITED,
    Status.IN_REVIEW: Course.REVIEWED,
    Status.PUBLISHED: Course.REVISED,
}


@dataclass(slots=True)
class Followed:
    """A statement, what became of its words and of those that name its people, and its course.

    ``objection`` says why it would not be submitted again. ``around`` tells that what stands close
    around the very words changed. ``loses_leave``: a longer excerpt was allowed in the old text.
    """

    statement: Statement
    words: Outcome
    attribution: Outcome | None
    mentions: list[tuple[StatementTarget, Outcome]]
    course: Course
    around: bool = False
    loses_leave: bool = False
    objection: str = ""

    @property
    def naming(self) -> list[Outcome]:
        """What became of the words that name its speaker and its targets, where they changed."""
        named = [outcome for _target, outcome in self.mentions]
        named += [self.attribution] if self.attribution else []
        return [outcome for outcome in named if not outcome.is_kept]

    @property
    def is_anchored(self) -> bool:
        """Whether it goes to the new text."""
        return self.course not in (Course.REPAIR, Course.WAITS)

    @property
    def told(self) -> list:
        """All that must be the same when the correction is written as when it was read."""
        new = self.words.new
        return [
            self.statement.pk, self.statement.version, self.statement.status, self.course,
            [new.start, new.end] if new else None, [one.now for one in self.naming],
        ]  # fmt: skip


def followed(statement: Statement, change: Reanchoring) -> Followed:
    """What the change of the text makes of a statement that stands in the old one."""
    words = change.outcome(Span(statement.start, statement.end))
    attribution = attribution_of(statement, change)
    mentions = mentions_of(statement.targets.all(), change)
    found = Followed(statement, words, attribution, mentions, Course.FOLLOWS)
    if words.is_orphan:
        found.course = Course.REPAIR
    elif not words.is_kept or found.naming:
        found.course = CHANGED_COURSES[statement.status]
    if found.course == Course.REVISED and no_retraction_asked(statement, None):
        found.course = Course.WAITS
    if found.is_anchored:
        found.around = change.surroundings_changed(words)
        at_desk = statement.is_editable and not statement.article.is_open
        found.loses_leave = at_desk and leave_for(statement) is not None
    return found


def attribution_of(statement: Statement, change: Reanchoring) -> Outcome | None:
    """What became of the words that name the speaker, where they stand nearest to the statement's;
    None where it has none, or none of this text."""
    words = statement.attribution
    places = anchoring.find(change.old, words) if words else []
    exact = [at for at in places if change.old[at.start : at.end] == words]
    if not exact:
        return None
    near = min(exact, key=lambda at: max(statement.start - at.end, at.start - statement.end, 0))
    return short(change.outcome(near), LONGEST_ATTRIBUTION)


def mentions_of(
    targets: Iterable[StatementTarget], change: Reanchoring
) -> list[tuple[StatementTarget, Outcome]]:
    return [
        (target, short(change.outcome(Span(target.mention_start, target.mention_end)),
                       LONGEST_MENTION))
        for target in targets
        if target.mention_start is not None
    ]  # fmt: skip


def short(outcome: Outcome, longest: int) -> Outcome:
    """What a column cannot hold names nobody."""
    if len(outcome.now) <= longest:
        return outcome
    return Outcome(Fate.ORPHAN, outcome.old, outcome.was)
