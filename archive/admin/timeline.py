"""The history of a record as an editor reads it: by day, newest first, word by word."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.models import Edition, Event, Statement
from archive.workflow import RETURN_CATEGORIES

ACTS_A_PAGE = 100
LONGEST_ID = 18  # digits; no record has a larger number
# What every version of a statement changes without being read.
BOOKKEEPING = {"status", "version"}
# Acts that tell a whole record, rather than what became of it.
WHOLE = {Event.Verb.CREATED, Event.Verb.IMPORTED, Event.Verb.DELETED}


# --- What changed -----------------------------------------------------------------------------


def net_changes(events: Iterable[Event]) -> dict[str, list[Any]]:
    """{field: [before the first, after the last]} of events in their order; what came back to
    where it was is left out."""
    changes: dict[str, list[Any]] = {}
    for event in events:
        for name, pair in event.changes.items():
            before, after = pair if isinstance(pair, list) and len(pair) == 2 else (None, pair)
            changes[name] = [changes[name][0] if name in changes else before, after]
    return {name: pair for name, pair in changes.items() if pair[0] != pair[1]}


def readable(changes: dict[str, Any]) -> dict[str, Any]:
    return {name: pair for name, pair in changes.items() if name not in BOOKKEEPING}


# --- The rounds of review ---------------------------------------------------------------------


@dataclass(slots=True)
class Rounds:
    """What the history of a statement tells of its review, since it was last approved: the last
    submission and what was edited before the decision; the last return and what was mended."""

    submitted: Event | None = None
    edits: list[Event] = field(default_factory=list)  # while it was last in review
    returned: Event | None = None
    mended: list[Event] = field(default_factory=list)  # between that return and the submission
    is_in_review: bool = False

    def read(self, event: Event) -> None:
        """Reads on in the history, oldest event first."""
        if event.verb == Event.Verb.SUBMITTED:
            self.submitted, self.edits, self.is_in_review = event, [], True
        elif event.verb == Event.Verb.RETURNED:
            self.returned, self.mended, self.is_in_review = event, [], False
        elif event.verb == Event.Verb.APPROVED:
            self.returned, self.mended, self.is_in_review = None, [], False
        elif "status" in event.changes:
            self.is_in_review = False
        elif event.verb == Event.Verb.CHANGED:
            (self.edits if self.is_in_review else self.mended).append(event)

    @property
    def event(self) -> Event | None:
        """The last return, as the rows of the desk name it."""
        return self.returned

    @property
    def category(self) -> Any:
        """What the last return said is wrong."""
        return category_of(self.returned) if self.returned else ""

    @property
    def changes(self) -> dict[str, list[Any]]:
        """{field: [as submitted, as decided on]} of what was edited in review."""
        return readable(net_changes(self.edits))

    @property
    def mending(self) -> dict[str, list[Any]]:
        """{field: [as returned, as submitted again]}."""
        return readable(net_changes(self.mended))

    @property
    def hands(self) -> list[tuple[str, int]]:
        """(name, version) of everybody who made a version that is now in review, in order: who
        submitted, then who edited, each with the last version they made."""
        if self.submitted is None:
            return []
        last = {event.actor_name: version_of(event) or 0 for event in self.edits}
        return [(self.submitted.actor_name, version_of(self.submitted) or 0), *last.items()]


# What ``Rounds`` reads: the moves, and the edits between them.
TOLD_BY_ROUNDS = (
    Event.Verb.SUBMITTED, Event.Verb.RETURNED, Event.Verb.APPROVED, Event.Verb.REJECTED,
    Event.Verb.REVISED, Event.Verb.RETRACTED, Event.Verb.REOPENED, Event.Verb.CHANGED,
)  # fmt: skip


def rounds_of(statements: Iterable[Statement]) -> dict[int, Rounds]:
    """The rounds of each of these statements, in one query; none for no statement."""
    rounds = {statement.pk: Rounds() for statement in statements}
    if rounds:
        events = Event.objects.filter(
            record_type=Statement._meta.label_lower,
            record_id__in=list(rounds),
            verb__in=TOLD_BY_ROUNDS,
        )
        for event in events.order_by("pk"):
            rounds[event.record_id].read(event)
    return rounds


def category_of(event: Event) -> Any:
    return RETURN_CATEGORIES.get(event.category, event.category)


def version_of(event: Event) -> int | None:
    """The version of the statement that this act made."""
    pair = event.changes.get("version")
    return pair[1] if isinstance(pair, list) and len(pair) == 2 else None


# --- Of which record --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Subject:
    """The record whose history is read; ``record`` is None when it is no longer there."""

    model: Any
    pk: int
    record: Any
    label: str

    @property
    def events(self) -> Any:
        return Event.objects.filter(record_type=self.model._meta.label_lower, record_id=self.pk)

    @property
    def has_editions(self) -> bool:
        return self.model is Statement and self.record is not None


def subject_of(model_admin: Any, request: HttpRequest, object_id: str) -> Subject | None:
    """Whose history this address names; None when there is neither record nor history.

    History outlives its record: that of a deleted one is still read, by who may read that kind.
    """
    model = model_admin.model
    record = model_admin.get_object(request, unquote(object_id))
    if not model_admin.has_view_or_change_permission(request, record):
        raise PermissionDenied
    if record is not None:
        return Subject(model, record.pk, record, str(record))
    number = unquote(object_id)
    if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_ID):
        return None
    gone = Subject(model, int(number), None, "")
    last = gone.events.first()
    return Subject(model, gone.pk, None, last.record_label) if last else None


def page_context(model_admin: Any, request: HttpRequest, subject: Subject) -> dict[str, Any]:
    return {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "object": subject.record,
        "object_id": subject.pk,
        "label": subject.label,
    }


# --- The timeline -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Act:
    """One row of history as an editor reads it."""

    event: Event
    category: str
    changes: dict[str, Any]
    is_whole: bool

    @property
    def point(self) -> str:
        """Its name in the address of a comparison."""
        return f"event-{self.event.pk}"

    @property
    def version(self) -> int | None:
        """The version of the statement that it made."""
        return version_of(self.event)


def act_of(event: Event) -> Act:
    category = str(category_of(event))
    is_move = event.verb not in (Event.Verb.CHANGED, *WHOLE)
    changes = readable(event.changes) if is_move else event.changes
    return Act(event, category, changes, event.verb in WHOLE)


def days_of(events: Iterable[Event]) -> list[tuple[date, list[Act]]]:
    """The acts by day, as they come, each day in the time of the desk."""
    acts = groupby(map(act_of, events), key=lambda act: timezone.localdate(act.event.at))
    return [(day, list(group)) for day, group in acts]


def timeline_page(
    model_admin: Any, request: HttpRequest, object_id: str, *, comparable: bool
) -> HttpResponse:
    """The history of one record; four queries whatever its length, and the editions' one."""
    subject = subject_of(model_admin, request, object_id)
    if subject is None:
        return model_admin._get_obj_does_not_exist_redirect(
            request, model_admin.opts, object_id[:64]
        )
    page = Paginator(subject.events, ACTS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **page_context(model_admin, request, subject),
        "title": _("History of %(record)s") % {"record": subject.label},
        "days": days_of(page.object_list),
        "page": page,
        "is_comparable": comparable and page.paginator.count > 1,
        "editions": editions_of(subject),
        "chosen": {name: request.GET.get(name, "") for name in ("from", "to")},
    }
    return TemplateResponse(request, "admin/archive/history.html", context)


def editions_of(subject: Subject) -> list[Edition]:
    """The editions of a statement, the last first; of anything else, none."""
    if not subject.has_editions:
        return []
    return list(
        subject.record.editions.select_related("submitted_by", "approved_by").order_by("-number")
    )
