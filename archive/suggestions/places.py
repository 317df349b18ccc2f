"""Places in an article that editors have decided on: nothing is proposed there again."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final

from django.db.models import F

from archive.models import Article, ArticleText, Statement, Suggestion
from archive.quotes import anchoring
from archive.quotes.anchoring import BadSpan, Span

ALIKE: Final = 0.5  # of the characters that two places cover together; from there they are one
NEAR: Final = 200  # code points on either side of where words are expected after a correction


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
        edit = Edit(old.body, text.body)
        places += [edit.moved(Span(*ends)) for number, *ends in rows if number == old.pk]
    return Places(place for place in places if place)


class Edit:
    """Two versions of a text: what both begin with and end with, and what lies between."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.first = alike(old, new)
        shorter = min(len(old), len(new)) - self.first
        self.last = min(alike(old[::-1], new[::-1]), shorter)

    def moved(self, span: Span) -> Span | None:
        """Where the words at a stretch of the old text stand in the new one; None when they are
        gone.

        The same words, folded, near the place where the edit moves them; else the nearest of the
        places where they stand as printed, or folded where there is none.
        """
        words = bare(self.old, span.start, span.end)
        if words is None:
            return None
        expected = self.shifted(words.start)
        first = max(0, expected - NEAR)
        near = self.new[first : expected + words.end - words.start + NEAR]
        exact = self.old[words.start : words.end]
        here = [Span(first + at.start, first + at.end) for at in anchoring.find(near, exact)]
        everywhere = here or anchoring.find(self.new, exact)
        return min(everywhere, key=lambda at: abs(at.start - expected), default=None)

    def shifted(self, position: int) -> int:
        """Where a position of the old text is to be looked for: what both texts begin and end
        with stays beside its end, and what lies between is stretched."""
        old_end, new_end = len(self.old) - self.last, len(self.new) - self.last
        if position < self.first:
            return position
        if position >= old_end:
            return position + new_end - old_end
        middle = old_end - self.first
        return self.first + (position - self.first) * (new_end - self.first) // middle


def alike(one: str, other: str) -> int:
    """How many code points two texts begin with in common."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
