"""How much of a private article the public may see: the excerpt budget.

Courte citation (CPI L122-5 3° a) has no number; ours are settings. Counted in code points: every
stretch of the text that a readable edition shows, its short context included, superseded editions
too, because their addresses stay. A stretch shown twice counts once.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models.article import Article
from archive.models.spoken import Spoken
from archive.models.statement import Statement

Stretch = tuple[int, int, int]  # version of the text, start, end


@dataclass(frozen=True, slots=True)
class Budget:
    """Code points of one article: what may be shown, and what its editions show."""

    allowed: int
    used: int

    @property
    def is_exceeded(self) -> bool:
        return self.used > self.allowed


def shown_by(spoken: Spoken) -> Stretch:
    """The stretch of text that readers see of it: the words and their short context."""
    return (
        spoken.text_id,
        spoken.start - len(spoken.prefix),
        spoken.end + len(spoken.suffix),
    )


def covered(stretches: Iterable[Stretch]) -> int:
    """How many code points these stretches cover together."""
    total, text, reached = 0, None, 0
    for text_id, start, end in sorted(stretches):
        if text_id != text:
            text, reached = text_id, start
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def total_max(article: Article) -> int:
    """Fewer characters of an article whose publisher still has the neighbouring right."""
    until = article.neighbouring_right_until
    is_recent = until is not None and timezone.localdate() < until
    most = settings.EXCERPT_TOTAL_MAX
    return min(most, settings.EXCERPT_RECENT_TOTAL_MAX) if is_recent else most


def budget_of(article: Article, *, adding: Statement | None = None) -> Budget:
    """The budget of a private article, as it would be with one more statement on request."""
    lengths = article.texts.order_by("-number").values_list(Length("body"), flat=True)
    length = lengths.first() or 0
    editions = article.editions.readable().only("text_id", "start", "end", "prefix", "suffix")
    stretches = [shown_by(edition) for edition in editions]
    if adding is not None:
        stretches.append(shown_by(adding))
    allowed = min(total_max(article), int(length * settings.EXCERPT_SHARE_MAX))
    return Budget(allowed=allowed, used=covered(stretches))


def closing_problem(article: Article) -> str | None:
    """Why an open article cannot be made private: its editions already show too much of it."""
    budget = budget_of(article)
    if not budget.is_exceeded:
        return None
    return _(
        "The public already reads %(used)d characters of this article, and %(allowed)d would be "
        "allowed: retract some of its statements first."
    ) % {"used": budget.used, "allowed": budget.allowed}


def is_allowed_longer(statement: Statement) -> bool:
    """Whether a chief editor allowed these very words, or longer ones around them."""
    return statement.overrides.filter(
        text=statement.text_id, start__lte=statement.start, end__gte=statement.end
    ).exists()


def excerpt_problem(statement: Statement) -> str | None:
    """The sentence that says why this statement shows too much of its article, or None."""
    article = statement.article
    if article.is_open or is_allowed_longer(statement):
        return None
    if len(statement.exact) > settings.EXCERPT_STATEMENT_MAX:
        return _(
            "These words have %(length)d characters; a quotation from a private article may have "
            "%(most)d."
        ) % {"length": len(statement.exact), "most": settings.EXCERPT_STATEMENT_MAX}
    now, then = budget_of(article), budget_of(article, adding=statement)
    if then.is_exceeded and then.used > now.used:
        return _(
            "This article is private: the public may see %(allowed)d characters of it and sees "
            "%(used)d already; this statement would add %(added)d."
        ) % {"allowed": then.allowed, "used": now.used, "added": then.used - now.used}
    return None
