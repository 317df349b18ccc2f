"""How much of a private article the public may see: the excerpt budget.

Courte citation (CPI L122-5 3° a) has no number; ours are settings. Counted in code points: every
stretch of the text that a readable edition shows, superseded editions too, because their addresses
stay. That is the words with their short context, and the words by which the article names the
speaker and the targets, where they are more than a name: isolated words are nobody's (CPI L211-3-1
2°). The title does not count, even one made of the first sentence: a quotation must name its source
(CPI L122-5 3°), there is one an article, and it has 121 characters at most. A stretch shown twice
counts once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.models.article import Article
from archive.models.spoken import Spoken
from archive.models.statement import Statement
from archive.quotes import anchoring

Stretch = tuple[int, int, int]  # version of the text, start, end
LONGEST_NAME = anchoring.CONTEXT  # code points: beyond, words that name somebody are an excerpt


@dataclass(frozen=True, slots=True)
class Limit:
    """How many code points of an article readers may see, and the rule that says so."""

    allowed: int
    reason: str

    @classmethod
    def of(cls, article: Article, length: int) -> "Limit":
        """The narrowest of the limits in force; ``length`` is that of the article's text."""
        share = settings.EXCERPT_SHARE_MAX
        limits = [
            cls(
                int(length * share),
                _("%(percent)d %% of its %(length)d characters")
                % {"percent": round(share * 100), "length": length},
            ),
            cls(settings.EXCERPT_TOTAL_MAX, _("the most for any private article")),
        ]
        until = recent_until(article)
        if until is not None:
            recent = _("the most until %(date)s, while its publisher has the neighbouring right")
            day = date_format(until, "SHORT_DATE_FORMAT")
            limits.append(cls(settings.EXCERPT_RECENT_TOTAL_MAX, recent % {"date": day}))
        return min(limits, key=lambda limit: limit.allowed)


@dataclass(frozen=True, slots=True)
class Budget:
    """Code points of one article: what may be shown and why no more, and what its editions show."""

    allowed: int
    used: int
    reason: str = ""

    @property
    def is_exceeded(self) -> bool:
        return self.used > self.allowed

    @property
    def left(self) -> int:
        return max(0, self.allowed - self.used)


def shown_by(spoken: Spoken) -> Stretch:
    """The stretch of text that readers see of it: the words and their short context."""
    return (
        spoken.text_id,
        spoken.start - len(spoken.prefix),
        spoken.end + len(spoken.suffix),
    )


def named_by(spoken: Spoken, targets: Iterable[Any], body: str) -> Iterator[Stretch]:
    """The long designations of the speaker and the targets, where the article has them."""
    named = spoken.attribution
    places = places_of(named, body) if len(named) > LONGEST_NAME else []
    if places:
        near = min(places, key=lambda at: max(spoken.start - at - len(named), at - spoken.end, 0))
        yield spoken.text_id, near, near + len(named)
    for target in targets:
        if len(target.mention) > LONGEST_NAME and target.mention_start is not None:
            yield spoken.text_id, target.mention_start, target.mention_end


def places_of(words: str, body: str) -> list[int]:
    """Where these very characters stand in the text."""
    found, at = [], body.find(words)
    while at >= 0:
        found.append(at)
        at = body.find(words, at + len(words))
    return found


def covered(stretches: Iterable[Stretch]) -> int:
    """How many code points these stretches cover together."""
    total, text, reached = 0, None, 0
    for text_id, start, end in sorted(stretches):
        if text_id != text:
            text, reached = text_id, start
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def recent_until(article: Article) -> date | None:
    """The day until which its publisher has the neighbouring right; None when it has it no more."""
    until = article.neighbouring_right_until
    return until if until is not None and timezone.localdate() < until else None


def budget_of(
    article: Article, *, adding: Statement | None = None, naming: Iterable[Any] | None = None
) -> Budget:
    """The budget of a private article, as it would be with one more statement on request.

    ``naming`` are that statement's targets where they are not those the database has.
    """
    texts = {text.pk: text for text in article.texts.order_by("number")}
    if not texts:
        return Budget(allowed=0, used=0)
    latest = list(texts.values())[-1]
    shown = [(edition, edition.targets.all()) for edition in readable_editions(article)]
    if adding is not None:
        saved = adding.targets.all() if adding.pk else []
        shown.append((adding, saved if naming is None else naming))
    stretches = [shown_by(spoken) for spoken, _targets in shown]
    for spoken, targets in shown:
        stretches += named_by(spoken, targets, texts[spoken.text_id].body)
    limit = Limit.of(article, len(latest.body))
    return Budget(allowed=limit.allowed, used=covered(stretches), reason=limit.reason)


def readable_editions(article: Article) -> Iterable[Any]:
    return (
        article.editions.readable()
        .only("text_id", "start", "end", "prefix", "suffix", "attribution")
        .prefetch_related("targets")
    )


def closing_problem(article: Article) -> str | None:
    """Why an open article cannot be made private: its editions already show too much of it."""
    budget = budget_of(article)
    if not budget.is_exceeded:
        return None
    return _(
        "The public already reads %(used)d characters of this article, and %(allowed)d would be "
        "allowed: retract some of its statements first."
    ) % {"used": budget.used, "allowed": budget.allowed}


def leave_for(statement: Statement) -> Any | None:
    """The leave by which a chief editor allowed these very words, or longer ones around them."""
    if statement.pk is None:
        return None
    return (
        statement.overrides.filter(
            text=statement.text_id, start__lte=statement.start, end__gte=statement.end
        )
        .select_related("by")
        .first()
    )


def excerpt_problem(statement: Statement) -> str | None:
    """The sentence that says why this statement shows too much of its article, or None."""
    if statement.article.is_open:
        return None
    if leave_for(statement):
        return excess_beside(statement)
    return excess(statement)


def excess_beside(statement: Statement) -> str | None:
    """What goes beyond the budget although the words have leave: long designations have none."""
    words = Statement(article=statement.article, text=statement.text)
    for name in ("start", "end", "prefix", "suffix", "exact"):
        setattr(words, name, getattr(statement, name))
    allowed = budget_of(statement.article, adding=words, naming=())
    then = budget_of(statement.article, adding=statement)
    if then.used <= max(then.allowed, allowed.used):
        return None
    return _(
        "The words are allowed, the designations are not: they would show %(added)d characters "
        "more of a private article."
    ) % {"added": then.used - allowed.used}


def excess(statement: Statement, naming: Iterable[Any] | None = None) -> str | None:
    """By what this statement would go beyond the budget of its private article, leave aside."""
    if len(statement.exact) > settings.EXCERPT_STATEMENT_MAX:
        return _(
            "These words have %(length)d characters; a quotation from a private article may have "
            "%(most)d."
        ) % {"length": len(statement.exact), "most": settings.EXCERPT_STATEMENT_MAX}
    now = budget_of(statement.article)
    then = budget_of(statement.article, adding=statement, naming=naming)
    if then.is_exceeded and then.used > now.used:
        return _(
            "This article is private: the public may see %(allowed)d characters of it and sees "
            "%(used)d already; this statement would add %(added)d."
        ) % {"allowed": then.allowed, "used": now.used, "added": then.used - now.used}
    return None


# --- The meter of the desk -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Meter:
    """What an editor sees of the budget beside a statement or an article."""

    budget: Budget  # of what is public already
    added: int = 0  # code points this statement would add
    length: int = 0  # code points of its words
    longest: int = 0  # code points its words may have
    problem: str = ""
    leave: Any = None  # a chief editor's, for these words

    @property
    def then(self) -> int:
        return self.budget.used + self.added

    @property
    def left_after(self) -> int:
        return max(0, self.budget.allowed - self.then)

    @property
    def scale(self) -> int:
        """The end of the meter, which shows what goes beyond the limit too."""
        return max(self.budget.allowed, self.then, 1)

    @property
    def is_refused(self) -> bool:
        return bool(self.problem) and self.leave is None


def meter_of(
    article: Article, *, adding: Statement | None = None, naming: Iterable[Any] | None = None
) -> Meter | None:
    """The meter of a private article, with one statement on request; None for an open article and
    for one without a text."""
    if article.is_open or not article.texts.exists():
        return None
    now = budget_of(article)
    if adding is None:
        return Meter(now)
    then = budget_of(article, adding=adding, naming=naming)
    return Meter(
        budget=now,
        added=then.used - now.used,
        length=len(adding.exact),
        longest=settings.EXCERPT_STATEMENT_MAX,
        problem=excess(adding, naming) or "",
        leave=leave_for(adding),
    )
