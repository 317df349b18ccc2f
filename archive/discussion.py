"""What editors say to each other about a statement: comments and notices."""

import re
import uuid
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models import Comment, Event, Notice, Statement
from archive.quotes.anchoring import sha256_of

MENTION = re.compile(r"(?<![\w@])@([\w.+-]{1,150})")
MOST_MENTIONS = 20  # names one comment may call
LONGEST_COMMENT = 2000  # characters


class CommentRefused(Exception):
    """What cannot be said; ``str()`` is a sentence for the editor."""


def names_in(body: str) -> list[str]:
    """The first names that are called by "@name", in their order. A full stop or a dash that ends
    a sentence may be written after one; it is no part of it."""
    return list(dict.fromkeys(MENTION.findall(body)))[:MOST_MENTIONS]


def spellings(name: str) -> set[str]:
    return {name, name.rstrip(".-+")}


def people_named(body: str) -> list[Any]:
    """The active editors whom "@name" calls, in the order of their names."""
    written = {spelt for name in names_in(body) for spelt in spellings(name)}
    users = get_user_model().objects.filter(username__in=written, is_active=True, is_staff=True)
    return list(users.order_by("username"))


def unknown_names(body: str) -> list[str]:
    """The names called that no active editor bears, each once."""
    known = {user.get_username() for user in people_named(body)}
    nobody = [name for name in names_in(body) if not spellings(name) & known]
    return list(dict.fromkeys(name.rstrip(".-+") for name in nobody))


def pieces_of(said: Comment) -> list[tuple[str, bool]]:
    """The words of a comment in order, each piece with whether it is a name that the comment
    calls: one whose bearer has a notice of it. Any other "@" is plain text."""
    called = {notice.user.get_username() for notice in said.notices.all()}
    pieces, reached = [], 0
    for found in MENTION.finditer(said.body):
        name = next((n for n in (found[1], found[1].rstrip(".-+")) if n in called), None)
        if name is not None:
            pieces += [(said.body[reached : found.start()], False), (f"@{name}", True)]
            reached = found.start() + 1 + len(name)
    pieces.append((said.body[reached:], False))
    return [piece for piece in pieces if piece[0]]


@transaction.atomic
def comment(statement: Statement, *, by: Any, body: str, key: uuid.UUID | None = None) -> Comment:
    """Adds to the thread of a statement, and tells those whom it names.

    The same ``key`` twice is one comment. Raises ``CommentRefused`` for an empty or overlong one.
    Writes the comment, a notice for each person named (its author apart) and a row of history,
    which holds no word of it.
    """
    body = body.replace("\r\n", "\n").strip()
    if not body:
        raise CommentRefused(_("Write something."))
    if len(body) > LONGEST_COMMENT:
        raise CommentRefused(_("This comment is too long: say it in several."))
    key = key or uuid.uuid4()
    # Under the statement's lock, the same form sent twice finds the first one's comment.
    Statement.objects.held(statement.pk)
    said = Comment.objects.filter(client_key=key).first()
    if said is not None:
        if (said.author_id, said.statement_id) != (by.pk, statement.pk):
            raise CommentRefused(_("This form was already used: open the page again."))
        return said
    said = Comment.objects.create(statement=statement, author=by, body=body, client_key=key)
    named = [user for user in people_named(body) if user.pk != by.pk]
    Notice.objects.bulk_create(Notice(comment=said, user=user) for user in named)
    Event.objects.record(
        Event.Verb.COMMENTED,
        statement,
        by=by,
        changes={
            "comment": [None, said.pk],
            "comment_sha256": [None, sha256_of(said.body)],
            "named": [None, [user.get_username() for user in named]],
        },
    )
    return said


def mark_seen(user: Any, statement: Statement) -> int:
    """Notes that this user has seen the comments of this statement that name them; how many."""
    unseen = Notice.objects.filter(user=user, comment__statement=statement, seen_at=None)
    return unseen.update(seen_at=timezone.now())


def unseen_by(user: Any) -> Any:
    """The notices this user has not seen yet, newest first, with what they are about."""
    return (
        Notice.objects.filter(user=user, seen_at=None)
        .select_related("comment__author", "comment__statement__article")
        .order_by("-pk")
    )
