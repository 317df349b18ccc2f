"""What changed between two editions of a statement, in words."""

from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from archive.models import Edition
from archive.models.spoken import TARGET_FIELDS
from archive.models.statement import SOURCE_FIELDS


def columns(*names: str) -> Callable[[Edition], Any]:
    return lambda edition: [getattr(edition, name) for name in names]


def targets_in(edition: Edition) -> list[Any]:
    return [
        (target.person_id, target.name, *(getattr(target, field) for field in TARGET_FIELDS))
        for target in edition.targets.all()
    ]


def topics_in(edition: Edition) -> list[str]:
    return sorted(link.name for link in edition.topic_links.all())


# The parts of an edition, named as a reader would, in the order of the page.
PARTS: Final = (
    (_("the words"), columns("exact", "kind", "language")),
    (_("the place of the words in the article"), columns("text_id", "start", "end")),
    (_("the speaker"), columns("speaker_id", "speaker_name", "speaker_type", "attribution")),
    (_("the role of the speaker"), columns("speaker_role")),
    (_("who relays the words"), columns("via")),
    (_("whom the words are about"), targets_in),
    (_("the date"), columns("said_on")),
    (_("the circumstances"), columns("place", "setting")),
    (_("the certainty"), columns("certainty", "certainty_reason")),
    (_("the topics"), topics_in),
    (_("the notes"), columns("notes")),
    (_("the source"), columns("article_id", "outlet_name", *SOURCE_FIELDS)),
)  # fmt: skip


def changes_between(older: Edition, newer: Edition) -> list[str]:
    """The names of the parts that differ; empty when the newer edition repeats the older one."""
    return [str(name) for name, part in PARTS if part(older) != part(newer)]
