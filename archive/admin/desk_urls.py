"""The addresses of the review desk, which belong to no one model."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.urls import URLPattern, path

from archive.admin import (
    bulk,
    discussion,
    move_json,
    repairs,
    reservations,
    review_desk,
    text_correction,
    triage,
)
from archive.admin.suggestion_urls import suggestion_urls
from archive.admin.workbench_keys import keys_view
from archive.admin.workbench_urls import workbench_urls


def desk_urls(site: Any) -> list[URLPattern]:
    """The desk's own addresses under this admin site; each view says who may."""

    def at(route: str, view: Callable, name: str, *, shows: bool = False) -> URLPattern:
        view = partial(view, site=site) if shows else view
        return path(route, site.admin_view(view), name=name)

    return [
        at("review/", review_desk.review_desk, "review-desk", shows=True),
        at("review/people/", review_desk.people_view, "review-people", shows=True),
        at("review/next/", reservations.next_view, "review-next"),
        at("review/approve/", bulk.approve_view, "review-approve"),
        at("review/approved/", bulk.approved_view, "review-approved", shows=True),
        at("review/<int:object_id>/take/", reservations.take_view, "review-take"),
        at("review/<int:object_id>/take-over/", reservations.take_over_view, "review-take-over"),
        at("review/<int:object_id>/release/", reservations.release_view, "review-release"),
        at("review/<int:object_id>/priority/", triage.triage_view, "review-priority"),
        at(
            "review/<int:object_id>/comments/",
            discussion.comment_view,
            "review-comment",
            shows=True,
        ),
        # Not admin_view: a program is told that it is logged out, and follows no page.
        path(
            "review/<int:object_id>/moves/",
            partial(move_json.moves_view, site=site),
            name="review-moves",
        ),
        path("review/keys/", partial(keys_view, site=site), name="workbench-keys"),
        at("notices/", discussion.notices_view, "notices", shows=True),
        at("notices/<int:object_id>/seen/", discussion.seen_view, "notices-seen"),
        *suggestion_urls(at),
        *workbench_urls(site, at),
        at(
            "archive/article/<int:object_id>/text/",
            text_correction.correct_view,
            "article-correct-text",
            shows=True,
        ),
        at("archive/statement/<int:object_id>/repair/", repairs.repair_view, "statement-repair"),
    ]
