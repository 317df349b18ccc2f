"""Places in an article that editors have decided on: nothing is proposed there again."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final

from django.db.models import F

from archive.models import Article, ArticleText, Statement, Suggestion
from archive.quotes import anchoring
from archive.quotes.anchoring import BadSpan, Span
from archive.quotes.reanchoring import Reanchoring

ALIKE: Final = 0.5  # of the characters that two places cover together; from there they are one


class Places:
    """Stretches of one text, and whether another is one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans, key=lambda span: (span.start, span.end))
        self.starts = [span.start for span in self.spans]
        self.longest = max((span.end - span.start for span in self.spans), default=0)

    def hold(self, span: Span) -> bool:
        """Whether this stretch and one of them share half or more of what both cover."""
        first = bisect_left(self.starts, span.start - self.longest)
        last = bisect_right(self.starts, span.end)
        return any(shared(span, other) >= ALIKE for other in self.spans[first:last])


def shared(one: Span, other: Span) -> float:
    """The share of the characters of either that both have (intersection over union)."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return both / (max(one.end, other.end) - min(one.start, other.start)) if both > 0 else 0.0


def bare(body: str, start: int, end: int) -> Span | None:
    """The stretch without the blanks and marks around it, as the desk anchors statements; None
    when no words are left or it is out of bounds."""
    try:
        return anchoring.trim(body, start, end)
    except BadSpan:
        return None


def likely(change: Reanchoring, span: Span) -> Span | None:
    """Where words of a former text are now, or stand elsewhere once: what was decided on them
    holds there too."""
    words = bare(change.old, span.start, span.end)
    outcome = change.outcome(words) if words else None
    return (outcome.new or outcome.proposed) if outcome else None


def decided_places(article: Article, text: ArticleText) -> Places:
    """Where this text has words that became a statement or were decided on as a suggestion.

    What was decided on an earlier version of the text is looked for where it has moved to.
    """
    columns = ("text_id", "start", "end")
    stated = (
        Statement.objects.filter(article=article)
        # What its own author dropped was not judged by anybody.
        .exclude(status=Statement.Status.REJECTED, modified_by=F("created_by"))
        .order_by()
        .values_list(*columns)
    )
    decided = Suggestion.objects.filter(article=article).decided().order_by()
    rows = list(stated.union(decided.values_list(*columns)))
    places = [bare(text.body, start, end) for number, start, end in rows if number == text.pk]
    earlier = {number for number, _start, _end in rows} - {text.pk}
    for old in ArticleText.objects.filter(pk__in=earlier) if earlier else ():
        change = Reanchoring(old.body, text.body)
        places += [likely(change, Span(*ends)) for number, *ends in rows if number == old.pk]
    return Places(place for place in places if place)
