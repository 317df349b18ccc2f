"""Whether what editors said to each other, and what they allowed, is what history tells."""

from collections import Counter
from collections.abc import Iterator

from archive.audit.finding import Finding, about
from archive.audit.streams import Alongside
from archive.audit.told import Verb, noted
from archive.models import Comment, ExcerptOverride, Statement
from archive.quotes.anchoring import sha256_of


def comments() -> Alongside:
    in_order = Comment.objects.order_by("statement_id", "pk")
    return Alongside(in_order.values_list("statement_id", "pk", "author_id", "body"))


def leaves() -> Alongside:
    in_order = ExcerptOverride.objects.order_by("statement_id", "pk")
    return Alongside(in_order.values_list("statement_id", "start", "end", "reason", "by_id"))


def wrong_words(
    statement: int, words: list[tuple], said: list[tuple], allowed: list[tuple]
) -> Iterator[Finding]:
    """``words`` are the acts of this statement that are held against a record."""
    yield from wrong_comments(statement, words, said)
    leave_told = Counter(
        (noted(changes, "characters"), reason, actor)
        for _record, verb, _number, actor, reason, changes in words
        if verb == Verb.BUDGET_LIFTED
    )
    given = Counter((end - start, reason, by) for _statement, start, end, reason, by in allowed)
    if given != leave_told:
        message = "History tells otherwise who allowed its longer excerpt, and why."
        yield about(Statement, statement, "history", message)


def wrong_comments(statement: int, words: list[tuple], said: list[tuple]) -> Iterator[Finding]:
    told = {
        noted(changes, "comment"): (actor, noted(changes, "comment_sha256"))
        for _record, verb, _number, actor, _reason, changes in words
        if verb == Verb.COMMENTED
    }
    for number in sorted(set(told) - {row[1] for row in said}, key=str):
        message = f"History tells of comment {number}, which is gone."
        yield about(Statement, statement, "history", message)
    for _statement, number, author, body in said:
        if number not in told:
            yield about(Comment, number, "history", "History does not tell of this comment.")
            continue
        actor, digest = told[number]
        if actor != author:
            yield about(Comment, number, "history", "History names somebody else who wrote it.")
        if digest and digest != sha256_of(body):
            yield about(Comment, number, "history", "History tells of other words than these.")
