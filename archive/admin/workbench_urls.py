"""The addresses of the annotation desk, under that of its article."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from django.urls import URLPattern, path

from archive.admin import workbench, workbench_json, workbench_reading

DESK: Final = "archive/article/<int:object_id>/annotate"


def workbench_urls(site: Any, at: Callable[..., URLPattern]) -> list[URLPattern]:
    """``at`` makes an address of the desk of a route, a view and a name (``desk_urls``). The page's
    scripts are told that they are logged out, and follow no page: theirs are not admin views."""

    def asked(route: str, view: Callable, name: str) -> URLPattern:
        return path(f"{DESK}/{route}/", partial(view, site=site), name=name)

    return [
        at(f"{DESK}/", workbench.annotate_view, "article-annotate", shows=True),
        asked("acts", workbench_json.acts_view, "workbench-acts"),
        asked("state", workbench_reading.state_view, "workbench-state"),
        asked("people", workbench_reading.people_view, "workbench-people"),
        asked("look", workbench_reading.look_view, "workbench-look"),
    ]
