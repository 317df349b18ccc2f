"""Statements whose words were not found in a corrected text, anchored anew by a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from archive import drafting
from archive.correcting.following import CLOSED, Course, Followed, attribution_of, mentions_of
from archive.correcting.refusals import (
    NEEDED,
    BadPlace,
    NotAllowed,
    NothingToRepair,
    check_allowed,
    stale_text,
)
from archive.correcting.writing import edit, review_again
from archive.models import ArticleText, Statement, StatementTarget
from archive.objections import REVIEW, taken_by_another
from archive.quotes import anchoring
from archive.quotes.anchoring import BadSpan, Span
from archive.quotes.reanchoring import Fate, Outcome, Reanchoring
from archive.quotes.text import cuts_cluster, cuts_word

MOST_OFFERED: Final = 5
AROUND: Final = 120  # code points shown on either side of a place

__all__ = ["Place", "newest_text", "places_for", "repair", "repair_refusal"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the newest text where a statement could be anchored, between what stands around
    it; ``is_same`` when the very words stand there."""

    span: Span
    before: str
    words: str
    after: str
    is_same: bool


def newest_text(statement: Statement) -> ArticleText | None:
    """The text that replaced the statement's; None when it stands in the newest one."""
    texts = ArticleText.objects.filter(article=statement.article_id)
    return texts.filter(number__gt=statement.text.number).order_by("-number").first()


def repair_refusal(statement: Statement, user: Any) -> str | None:
    """Why this user cannot anchor this statement anew, or None."""
    if not user.is_active or not user.has_perms(NEEDED):
        return _("You do not have the right to do this.")
    if statement.status in CLOSED:
        return _("A rejected or retracted statement stays as it was: reopen it first.")
    if statement.status == Statement.Status.IN_REVIEW:
        if not user.has_perm(REVIEW):
            return _("It waits for a reviewer, so you cannot edit it now.")
        return taken_by_another(statement, user)
    return None


def places_for(statement: Statement, text: ArticleText) -> list[Place]:
    """Where the words may stand now, the likeliest first: offered, never taken.

    Where the comparison of the texts leads, else wherever the words stand, else what is most like
    them.
    """
    spans = dict.fromkeys(likely_spans(statement, text))
    return [shown(text.body, span, statement.exact) for span in list(spans)[:MOST_OFFERED]]


def likely_spans(statement: Statement, text: ArticleText) -> Iterator[Span]:
    outcome = Reanchoring(statement.text.body, text.body).outcome(
        Span(statement.start, statement.end)
    )
    if outcome.new:
        yield outcome.new
    found = anchoring.find(text.body, statement.exact)
    yield from found
    if not found and not outcome.new:
        near = anchoring.nearest(text.body, statement.exact)
        if near:
            yield near


def shown(body: str, span: Span, words: str) -> Place:
    before, after = anchoring.context(body, span.start, span.end, paragraphs=0)
    there = body[span.start : span.end]
    return Place(span, before[-AROUND:], there, after[:AROUND], there == words)


@transaction.atomic
def repair(statement: Statement, span: Span, *, by: Any, text_read: int | None = None) -> Statement:
    """Anchors a statement to these words of the newest text and returns it as it then is.

    The words that name its speaker and its targets follow, or are looked for there, or are left
    out. A published statement is revised and submitted again; where that is refused it is left as
    a draft, and the public keeps its edition. One row of history for the edit. ``text_read`` is
    the number of the record of the text in which the place was chosen. Raises ``NotAllowed``,
    ``NothingToRepair``, ``StaleText`` or ``BadPlace``, and writes nothing then.
    """
    check_allowed(by)
    statement = Statement.objects.held(statement.pk)
    text = newest_text(statement)
    if text is None:
        raise NothingToRepair(
            _("These words stand in the newest text: there is nothing to repair.")
        )
    if text_read is not None and text_read != text.pk:
        raise stale_text()
    if refusal := repair_refusal(statement, by):
        raise NotAllowed(refusal)
    chosen = at_place(statement, text, span)
    if statement.status == Statement.Status.PUBLISHED:
        refusal = review_again(chosen, text, by=by, reason="")
        unmoved = Statement.objects.get(pk=statement.pk)
        if refusal and unmoved.text_id != text.pk:
            raise NotAllowed(refusal)
    else:
        edit(statement, chosen, text, by=by, reason="")
    return Statement.objects.get(pk=statement.pk)


def at_place(statement: Statement, text: ArticleText, span: Span) -> Followed:
    """The statement as it would stand there, with the words that name its people."""
    try:
        exact = anchoring.anchor(text.body, span.start, span.end).exact
    except BadSpan:
        raise BadPlace(_("There are no words at that place of the text.")) from None
    ends = (span.start, span.end)
    if any(cuts_cluster(text.body, end) or cuts_word(text.body, end) for end in ends):
        raise BadPlace(_("That place cuts a word: choose whole words."))
    change = Reanchoring(statement.text.body, text.body)
    old = Span(statement.start, statement.end)
    fate = Fate.KEPT if exact == statement.exact else Fate.MOVED
    words = Outcome(fate, old, statement.exact, span, exact)
    targets = list(statement.targets.all())
    mentions = [
        (target, found if found.new else looked_for(target, found, text, span))
        for target, found in mentions_of(targets, change)
    ]
    attribution = attribution_of(statement, change)
    if attribution and attribution.is_orphan:
        attribution = attribution_there(statement, attribution, text, span)
    return Followed(statement, words, attribution, mentions, Course.EDITED)


def looked_for(target: StatementTarget, lost: Outcome, text: ArticleText, span: Span) -> Outcome:
    """The mention as the form would find it in this text; still lost where it finds none."""
    copy = StatementTarget(mention=target.mention)
    if not drafting.locate_mention(copy, text, span):
        return lost
    place = Span(copy.mention_start, copy.mention_end)
    return Outcome(Fate.MOVED, lost.old, lost.was, place, copy.mention)


def attribution_there(
    statement: Statement, lost: Outcome, text: ArticleText, span: Span
) -> Outcome:
    copy = Statement(attribution=statement.attribution)
    if not drafting.locate_attribution(copy, text, span):
        return lost
    return Outcome(Fate.MOVED, lost.old, lost.was, span, copy.attribution)
