"""Writing a corrected text: the new version, the anchors that follow it, and history, at once."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from archive import drafting, workflow
from archive.correcting.following import Course, Followed
from archive.correcting.refusals import NoReason, StaleReport, check_allowed, stale_text
from archive.correcting.report import Correction, new_body, next_text, place, report
from archive.models import Article, ArticleText, Event, Statement

Status = Statement.Status


@dataclass(slots=True)
class Written:
    """The new text, and the statements that were not submitted again, each with the reason."""

    text: ArticleText
    left: list[tuple[Statement, str]] = field(default_factory=list)
    to_repair: int = 0  # statements that stay in the former text


def correct(article: Article, body: str, *, by: Any, reason: str, text_read: int) -> ArticleText:
    """Writes the next version of the text and returns it; see ``write``."""
    return write(article, body, by=by, reason=reason, text_read=text_read).text


@transaction.atomic
def write(
    article: Article,
    body: str,
    *,
    by: Any,
    reason: str,
    text_read: int,
    report_read: str | None = None,
) -> Written:
    """Writes the next version of the article's text, and carries its statements there.

    Kept words follow silently, those of a published statement without a review: its edition stays
    as it is. Changed words are edited at the desk; in review they stay in review; published, they
    are revised and submitted again by who corrects, while the public keeps the edition. What is
    not found stays in the former text, for ``queues.to_anchor_anew``. Rejected and retracted
    statements are left alone. One row of history for the article, one for every statement touched.

    ``text_read`` is the number of the record of the text that was read, ``report_read`` the digest
    of the report. Raises ``NotAllowed``, ``NotAText``, ``Unchanged``, ``NoReason``, ``StaleText``
    or ``StaleReport``, and writes nothing then.
    """
    check_allowed(by)
    correction = held_report(article, body, text_read)
    if report_read is not None and correction.digest != report_read:
        raise StaleReport(
            _("What you read is not what would be written any more: the text that you typed or a "
              "statement changed. Read it again below before you write.")
        )  # fmt: skip
    reason = reason.replace("\r\n", "\n").strip()
    if not reason:
        raise NoReason(_("Write a reason: whoever reads this later needs it."))
    written = Written(next_text(correction))
    for one in correction.statements:
        carry(one, written, by=by, reason=reason)
    tell(correction, written.text, by=by, reason=reason)
    return written


def held_report(article: Article, body: str, text_read: int) -> Correction:
    """The report on the statements as they are now, all of them and the article locked until the
    transaction ends.

    Statements first, in the order of their numbers, then the article, as an approval locks them.
    A statement that is made meanwhile stays in the former text, for a person.
    """
    held = list(
        Statement.objects.select_for_update(of=("self",), no_key=True)
        .filter(article=article)
        .order_by("pk")
    )
    locked = Article.objects.select_for_update(of=("self",), no_key=True).get(pk=article.pk)
    text = locked.current_text
    if text.pk != text_read:
        raise stale_text()
    return report(text, new_body(text, body), held)


def tell(correction: Correction, text: ArticleText, *, by: Any, reason: str) -> None:
    changes = {
        "text": [correction.text.number, text.number],
        "sha256": [correction.text.sha256, text.sha256],
    }
    Event.objects.record(
        Event.Verb.CORRECTED, correction.article, by=by, changes=changes, reason=reason
    )


# --- Each statement ---------------------------------------------------------------------------


def carry(one: Followed, written: Written, *, by: Any, reason: str) -> None:
    if not one.is_anchored:
        written.to_repair += 1
        return
    statement, text = one.statement, written.text
    if one.course == Course.REVISED:
        refusal = review_again(one, text, by=by, reason=reason)
        if refusal:
            written.left.append((statement, refusal))
    elif statement.status == Status.PUBLISHED:
        follow(one, text, by=by, reason=reason)
    else:
        edit(statement, one, text, by=by, reason=reason)


def follow(one: Followed, text: ArticleText, *, by: Any, reason: str) -> None:
    """Anchors a published statement to the same words of the new text; a trigger refuses others."""
    statement = one.statement
    before = drafting.fresh_content(statement)
    version = statement.version
    place(statement, text, one)
    row = Statement.objects.filter(pk=statement.pk, version=version, status=Status.PUBLISHED)
    won = row.update(
        text=text, start=statement.start, end=statement.end, prefix=statement.prefix,
        suffix=statement.suffix, version=F("version") + 1, modified_by=by,
        modified_at=timezone.now(),
    )  # fmt: skip
    if not won:  # its row is locked
        raise workflow.StaleVersion(_("Somebody else was faster. Read the statement again."))
    statement.version = version + 1
    place_mentions(one)
    drafting.record_edit(statement, before, by=by, reason=reason)


def edit(statement: Statement, one: Followed, text: ArticleText, *, by: Any, reason: str) -> None:
    """An edit as the form makes one, of the words and of those that name people."""
    before = drafting.fresh_content(statement)
    place(statement, text, one)
    drafting.write_edit(statement, by=by, version=statement.version)
    place_mentions(one)
    drafting.record_edit(statement, before, by=by, reason=reason)


def place_mentions(one: Followed) -> None:
    """Words that name a target follow; what is not found designates nobody any more."""
    for target, outcome in one.mentions:
        target.mention = outcome.now
        target.mention_start = outcome.new.start if outcome.new else None
        target.mention_end = outcome.new.end if outcome.new else None
        target.save(update_fields=["mention", "mention_start", "mention_end"])


def review_again(one: Followed, text: ArticleText, *, by: Any, reason: str) -> str:
    """Revises a published statement, writes its words as corrected and submits it; returns why it
    could not be, "" when it was. What cannot be submitted is left as a draft: the public keeps its
    edition either way."""
    version = one.statement.version
    try:
        with transaction.atomic():
            made = workflow.move(one.statement, "revise", by=by, version=version)
    except workflow.MoveRefused as refusal:
        return str(refusal)
    edit(made, one, text, by=by, reason=reason)
    try:
        with transaction.atomic():
            workflow.move(made, "submit", by=by, version=made.version)
    except workflow.MoveRefused as refusal:
        return str(refusal)
    return ""
