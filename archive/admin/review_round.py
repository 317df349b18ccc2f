"""A reviewer's way through a queue: which one, narrowed how, and what comes next in it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from archive import queues, reservations
from archive.admin.review_filter import ReviewFilter
from archive.models import Reservation, Statement
from archive.objections import REVIEW

DEFAULT = "review"
CHANGELIST_FILTERS = "_changelist_filters"  # Django's parameter for the list one came from
TRIED = 20  # statements that are tried when several reviewers take the next one at once


@dataclass(frozen=True, slots=True)
class Round:
    """A queue and its filters as the address names them. An unknown queue is the usual one."""

    name: str
    queue: queues.Queue
    filters: ReviewFilter
    user: Any
    query: str  # what of the address keeps to this round

    @property
    def statements(self) -> QuerySet:
        """All that waits in it, in the order of review."""
        return self.filters.qs

    @property
    def address(self) -> str:
        """The page of the review desk that shows this round."""
        return f"{reverse('admin:review-desk')}{self.query}"

    def address_of(self, statement: Statement, move: str = "approve") -> str:
        """The page on which this statement is decided, going on with this round."""
        return f"{reverse('admin:archive_statement_move', args=[statement.pk, move])}{self.query}"

    def take_next(self, *, behind: Statement | None = None, held_first: bool = False) -> Any:
        """Takes the next statement this user may decide on: behind the one given, else the first.

        Gives the statement, or None when nothing is left. With ``held_first``, one that this user
        already holds comes before all others.
        """
        rest = queues.reviewable_among(self.statements, self.user)
        free = queues.free_for(rest, self.user)
        if behind is not None:
            free = free.exclude(pk=behind.pk)
        ways = [queues.held_by(free, self.user)] if held_first else []
        if behind is not None and behind.submitted_at:
            ways.append(queues.after(free, behind))
        for way in (*ways, free):
            taken: Reservation | None = reservations.take_first(way[:TRIED], by=self.user)
            if taken:
                return taken.statement
        return None


def round_of(request: HttpRequest) -> Round:
    """The round that the address of this request keeps to."""
    asked = request.GET.get("queue", "")
    name = asked if is_open(asked, request.user) else DEFAULT
    queue = queues.QUEUES[name]
    filters = ReviewFilter(request.GET, queryset=queue.waiting(request.user), request=request)
    kept = {"queue": name} if asked else {}
    kept |= {
        key: request.GET[key]
        for key in (*ReviewFilter.base_filters, CHANGELIST_FILTERS)
        if request.GET.get(key)
    }
    return Round(name, queue, filters, request.user, f"?{urlencode(kept)}" if kept else "")


def is_open(name: str, user: Any) -> bool:
    """Whether this queue is one of this user's."""
    queue = queues.QUEUES.get(name)
    return queue is not None and (not queue.needs_reviewer or user.has_perm(REVIEW))
