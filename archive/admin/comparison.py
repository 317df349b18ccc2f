"""Two points in the history of a record side by side: acts, editions, or the record as it is."""

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from archive import drafting
from archive.admin.timeline import Subject, net_changes, page_context, subject_of
from archive.models import Edition, Event
from archive.models.event import differences
from archive.templatetags.partial_dates import partial_date

POINT = re.compile(r"(event|edition)-([1-9][0-9]{0,17})|now")
BAD_REQUEST = 400


class NoComparison(Exception):
    """Two points that cannot be compared; ``str()`` is a sentence for the editor."""


@dataclass(frozen=True, slots=True)
class Point:
    """A moment in the history of a record: after an act, as an edition froze it, or now."""

    key: str
    event: Event | None = None
    edition: Edition | None = None

    @property
    def order(self) -> tuple[int, int]:
        """Acts and editions in the order of time; the present comes last."""
        if self.event is not None:
            return (0, self.event.pk)
        return (0, self.edition.number) if self.edition else (1, 0)

    @property
    def label(self) -> str:
        if self.event is not None:
            at = timezone.localtime(self.event.at)
            return _("%(day)s, %(time)s, %(what)s") % {
                "day": partial_date(at.date().isoformat()),
                "time": at.strftime("%H:%M"),
                "what": self.event.get_verb_display(),
            }
        if self.edition is not None:
            return _("edition %(number)d, approved on %(when)s") % {
                "number": self.edition.number,
                "when": partial_date(timezone.localdate(self.edition.approved_at).isoformat()),
            }
        return _("as it is now")


def point_at(subject: Subject, written: str) -> Point:
    """The point an address names. Raises ``NoComparison`` where there is none."""
    found = POINT.fullmatch(written)
    if found is None:
        raise NoComparison(_("Choose two points of the history to compare."))
    if written == "now":
        return Point(written)
    kind, number = found[1], int(found[2])
    if kind == "event":
        event = subject.events.filter(pk=number).first()
        point = Point(written, event=event) if event else None
    else:
        point = edition_point(subject, written, number)
    if point is None:
        raise NoComparison(_("The history of this record has no such point."))
    return point


def edition_point(subject: Subject, written: str, number: int) -> Point | None:
    if not subject.has_editions:
        return None
    editions = subject.record.editions.select_related("text")
    edition = editions.prefetch_related("targets", "topic_links").filter(number=number).first()
    return Point(written, edition=edition) if edition else None


def approval_of(subject: Subject, point: Point) -> Point:
    """For an edition, the act that made it, so that it can be set beside other acts."""
    if point.edition is None:
        return point
    for event in subject.events.filter(verb=Event.Verb.APPROVED):
        if event.changes.get("version", [None])[0] == point.edition.statement_version:
            return Point(point.key, event=event)
    raise NoComparison(_("History does not tell when this edition was approved."))


def in_order(subject: Subject, asked: tuple[Point, Point]) -> tuple[Point, Point]:
    """The two points, the earlier first, whichever was asked for first."""
    moments = [approval_of(subject, p) if is_mixed(asked) else p for p in asked]
    first, second = asked
    return (second, first) if moments[0].order > moments[1].order else (first, second)


def is_mixed(points: tuple[Point, Point]) -> bool:
    """Whether one is an act and the other an edition."""
    return any(p.event for p in points) and any(p.edition for p in points)


def acts_between(subject: Subject, points: tuple[Point, Point]) -> list[Event]:
    """The acts after the first point, up to the second, oldest first."""
    first, second = (approval_of(subject, point) for point in points)
    acts = subject.events.filter(pk__gt=first.event.pk if first.event else 0)
    if second.event is not None:
        acts = acts.filter(pk__lte=second.event.pk)
    return list(acts.order_by("pk"))


def content_at(subject: Subject, point: Point) -> dict[str, Any]:
    """What an edition holds, or the desk's copy as it is now."""
    return point.edition.content() if point.edition else drafting.fresh_content(subject.record)


def changes_between(subject: Subject, points: tuple[Point, Point]) -> dict[str, list[Any]]:
    """{field: [at the first point, at the second]}.

    Editions, and the desk's copy beside one, are compared by their content, to the last field;
    acts, by what history tells of those between them.
    """
    if points[0].edition is not None and points[1].event is None:
        return differences(*(content_at(subject, point) for point in points))
    return net_changes(acts_between(subject, points))


def compared(subject: Subject, query: Any) -> dict[str, Any]:
    """What a comparison shows. Raises ``NoComparison``."""
    asked = point_at(subject, query.get("from", "")), point_at(subject, query.get("to", ""))
    if asked[0].key == asked[1].key:
        raise NoComparison(_("These are one and the same point: choose two."))
    points = in_order(subject, asked)
    acts = acts_between(subject, points)
    return {
        "earlier": points[0],
        "later": points[1],
        "changes": changes_between(subject, points),
        "acts": len(acts),
        "actors": sorted({act.actor_name or _("the machine") for act in acts}),
        "reasons": [act for act in acts if act.reason],
    }


def comparison_page(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """What differs between two points of one record, word by word; a bad choice is explained."""
    subject = subject_of(model_admin, request, object_id)
    if subject is None:
        return model_admin._get_obj_does_not_exist_redirect(
            request, model_admin.opts, object_id[:64]
        )
    context = {
        **page_context(model_admin, request, subject),
        "title": _("Comparison within the history of %(record)s") % {"record": subject.label},
    }
    status = 200
    try:
        context |= compared(subject, request.GET)
    except NoComparison as problem:
        context["problem"] = str(problem)
        status = BAD_REQUEST
    return TemplateResponse(request, "admin/archive/history_compare.html", context, status=status)
