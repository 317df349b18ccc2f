"""How much of a private article the public may see: the excerpt budget.

Courte citation (CPI L122-5 3° a) has no number; ours are settings. Counted in code points, the
words of a statement and the short context shown round them.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Sum
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from archive.models.article import Article
from archive.models.statement import Statement


@dataclass(frozen=True, slots=True)
class Budget:
    """Code points of one article: what may be shown, and what its current editions show."""

    allowed: int
    used: int

    @property
    def left(self) -> int:
        return max(self.allowed - self.used, 0)


def budget_of(article: Article, *, without: Statement | None = None) -> Budget:
    """The budget of a private article, one statement's own current edition left out on request."""
    length = article.texts.order_by("-number").values_list(Length("body"), flat=True)[0]
    editions = article.editions.current()
    if without is not None:
        editions = editions.exclude(statement=without)
    used = editions.aggregate(total=Sum(Length("exact") + Length("prefix") + Length("suffix")))[
        "total"
    ]
    allowed = min(settings.EXCERPT_TOTAL_MAX, int(length * settings.EXCERPT_SHARE_MAX))
    return Budget(allowed=allowed, used=used or 0)


def excerpt_problem(statement: Statement) -> str | None:
    """The sentence that says why this statement shows too much of its article, or None."""
    article = statement.article
    if article.is_open:
        return None
    if len(statement.exact) > settings.EXCERPT_STATEMENT_MAX:
        return _(
            "These words have %(length)d characters; a quotation from a private article may have "
            "%(most)d."
        ) % {"length": len(statement.exact), "most": settings.EXCERPT_STATEMENT_MAX}
    budget = budget_of(article, without=statement)
    if statement.excerpt_length > budget.left:
        return _(
            "This article is private: the public may see %(allowed)d characters of it and sees "
            "%(used)d already; this statement would add %(added)d."
        ) % {
            "allowed": budget.allowed,
            "used": budget.used,
            "added": statement.excerpt_length,
        }
    return None
