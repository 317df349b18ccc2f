"""The report of a correction: what would be written, and what would become of every statement."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from archive.correcting.following import CLOSED, Course, Followed, followed
from archive.correcting.refusals import NOT_A_TEXT, NotAText, Unchanged
from archive.importers.draft import UnreadableFile
from archive.importers.plain_text import body_of
from archive.merging import objection_of_merged
from archive.models import Article, ArticleText, Statement, Suggestion
from archive.models.digests import sha256_of_content
from archive.objections import incomplete
from archive.quotes import anchoring
from archive.quotes.anchoring import sha256_of
from archive.quotes.reanchoring import Reanchoring

# Code points of the longest text that is corrected by hand: a hundred long articles.
LONGEST: Final = 500_000


@dataclass(slots=True)
class Correction:
    """A text, the body that would replace it, and what would become of what is quoted from it.

    ``earlier`` counts the statements that already wait for a new anchor, ``closed`` the rejected
    and retracted ones: both stay where they are. ``pending`` counts suggestions to decide on.
    """

    article: Article
    text: ArticleText
    body: str
    change: Reanchoring
    statements: list[Followed]
    pending: int = 0
    earlier: int = 0
    closed: int = 0

    @property
    def digest(self) -> str:
        """Of all that would be written: the same when it is written as when it was read."""
        told = [one.told for one in self.statements]
        return sha256_of_content({"text": self.text.pk, "body": sha256_of(self.body), "to": told})

    def on(self, *courses: Course) -> list[Followed]:
        return [one for one in self.statements if one.course in courses]


def normalised(typed: str) -> str:
    """The body that was typed: NFC, LINE FEED alone at the ends of lines, no byte order mark.

    Raises ``NotAText``.
    """
    if len(typed) > LONGEST:
        raise NotAText(
            _("This text has %(length)d characters; a text of %(most)d at most is corrected here.")
            % {"length": len(typed), "most": LONGEST}
        )
    try:
        return body_of(typed)
    except UnreadableFile as problem:
        raise NotAText(str(NOT_A_TEXT.get(problem.code, NOT_A_TEXT["not-text"]))) from None


def as_typed(typed: str) -> str:
    """What a browser was given, from what it sent: it parts lines by CRLF."""
    return typed.replace("\r\n", "\n").replace("\r", "\n")


def preview(article: Article, body: str) -> Correction:
    """What would become of the article and its statements with this body; nothing is written.

    Raises ``NotAText``, or ``Unchanged`` when it is the newest text.
    """
    text = article.current_text
    return report(text, new_body(text, body), Statement.objects.filter(article=article))


def new_body(text: ArticleText, typed: str) -> str:
    body = normalised(typed)
    if text.body in (body, as_typed(typed)):
        raise Unchanged(_("This is the text as it is: there is nothing to write."))
    return body


def report(text: ArticleText, body: str, statements: Iterable[Statement]) -> Correction:
    """``statements`` are the article's, or those rows of it that a transaction holds."""
    change = Reanchoring(text.body, body)
    everything = list(
        Statement.objects.filter(pk__in=[one.pk for one in statements])
        .select_related("article__outlet", "speaker", "text", "modified_by")
        .prefetch_related("targets__person", "topics", "annotations")
        .order_by("start", "pk")
    )
    standing = [one for one in everything if one.status not in CLOSED]
    here = [one for one in standing if one.text_id == text.pk]
    correction = Correction(
        article=text.article,
        text=text,
        body=body,
        change=change,
        statements=[followed(one, change) for one in here],
        pending=Suggestion.objects.of(text.article).pending().count(),
        earlier=len(standing) - len(here),
        closed=len(everything) - len(standing),
    )
    object_to_submissions(correction)
    return correction


@transaction.atomic
def object_to_submissions(correction: Correction) -> None:
    """Says which statements could not be submitted with their new words, as the workflow would;
    the text this takes is taken back."""
    submitted = correction.on(Course.REVISED, Course.REVIEWED)
    if not submitted:
        return
    point = transaction.savepoint()
    text = next_text(correction)
    for one in submitted:
        statement = Statement.objects.select_related("article__outlet", "speaker").get(
            pk=one.statement.pk
        )
        place(statement, text, one)
        one.objection = objection_of_merged(statement) or incomplete(statement) or ""
    transaction.savepoint_rollback(point)


def next_text(correction: Correction) -> ArticleText:
    return ArticleText.objects.create(
        article=correction.article, number=correction.text.number + 1, body=correction.body
    )


def place(statement: Statement, text: ArticleText, found: Followed) -> None:
    """Gives a statement its words as corrected and the words that name its speaker; the caller
    saves."""
    new = found.words.new
    statement.place_at(text, anchoring.anchor(text.body, new.start, new.end))
    if found.attribution:
        statement.attribution = found.attribution.now
