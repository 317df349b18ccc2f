"""What changed between two editions of a statement, in words."""

from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.models import Edition
from archive.models.spoken import TARGET_FIELDS
from archive.models.statement import SOURCE_FIELDS
from archive.templatetags.history import Line, Told, in_words
from archive.wording import Piece


def columns(*names: str) -> Callable[[Edition], Any]:
    return lambda edition: [getattr(edition, name) for name in names]


def targets_in(edition: Edition) -> list[Any]:
    return [
        (target.person_id, target.name, *(getattr(target, field) for field in TARGET_FIELDS))
        for target in edition.targets.all()
    ]


def topics_in(edition: Edition) -> list[str]:
    return sorted(link.name for link in edition.topic_links.all())


# The parts of an edition, named as a reader would, in the order of the page; how two of them are
# told apart; and the fields of what_is_read that show the difference.
PARTS: Final = (
    (_("the words"), columns("exact", "kind", "language"), ("exact", "kind", "language")),
    (_("the place of the words in the article"), columns("text_id", "start", "end"), ()),
    (_("the speaker"), columns("speaker_id", "speaker_name", "speaker_type", "attribution"),
     ("speaker_name", "speaker_type", "attribution")),
    (_("the role of the speaker"), columns("speaker_role"), ("speaker_role",)),
    (_("who relays the words"), columns("via"), ("via",)),
    (_("whom the words are about"), targets_in, ("targets",)),
    (_("the date"), columns("said_on"), ("said_on",)),
    (_("the circumstances"), columns("place", "setting"), ("place", "setting")),
    (_("the certainty"), columns("certainty", "certainty_reason"),
     ("certainty", "certainty_reason")),
    (_("the topics"), topics_in, ("topics",)),
    (_("the notes"), columns("notes"), ("notes",)),
    (_("the source"), columns("article_id", "outlet_name", *SOURCE_FIELDS), ("source",)),
)  # fmt: skip


def changes_between(older: Edition, newer: Edition) -> list[str]:
    """The names of the parts that differ; empty when the newer edition repeats the older one."""
    return [str(name) for name, part, _fields in PARTS if part(older) != part(newer)]


def what_is_read(edition: Edition) -> dict[str, Any]:
    """The content of an edition without what only programs read: numbers and places."""
    return {
        **edition.plain_content(),
        "speaker_name": edition.speaker_name,
        "targets": [target.content() for target in edition.targets.all()],
        "topics": topics_in(edition),
        "notes": edition.notes,
        "source": {
            "outlet": edition.outlet_name,
            **{name: getattr(edition, name) for name in SOURCE_FIELDS},
        },
    }


def words_between(older: Edition, newer: Edition) -> list[Told]:
    """What differs, part by part and word by word, under the names readers know."""
    before, after = what_is_read(older), what_is_read(newer)
    told = []
    for name, part, fields in PARTS:
        if part(older) != part(newer):
            found = in_words({field: [before[field], after[field]] for field in fields})
            told += [Told(label_of(name, one, found), one.lines) for one in found]
            if not found:
                told.append(Told(str(name), [Line([Piece("same", gettext("No word of it."))])]))
    return told


def label_of(part: Any, field: Told, found: list[Told]) -> str:
    """The name of the part, and of its field where several of them changed."""
    if len(found) == 1:
        return str(part)
    return gettext("%(whole)s, %(part)s") % {"whole": part, "part": field.label}
