"""History in templates: what changed, field by field and word by word."""

import json
from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Any, Final

from django import template
from django.contrib.auth import get_user_model
from django.db.models import Field
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import dates
from archive.models import (
    Annotation,
    Article,
    EditorProfile,
    Identifier,
    Outlet,
    Person,
    PersonName,
    Role,
    Statement,
    StatementTarget,
    Suggestion,
)
from archive.templatetags.folding import folded
from archive.templatetags.partial_dates import partial_date
from archive.wording import Piece, differences

register = template.Library()

MODELS: Final = (
    Statement, StatementTarget, Annotation, Article, Person, PersonName, Role, Identifier, Outlet,
    Suggestion, EditorProfile, get_user_model(),
)  # fmt: skip

# The parts of a record that are no field of it: what history calls them, and what an editor does.
PARTS: Final = {
    "addresses": _("addresses that lead there"),
    "anchor": _("place of the words in the article"),
    "article": _("article"),
    "characters": _("characters"),
    "dateline": _("dateline"),
    "distinctions": _("told apart from"),
    "edition_sha256": _("digest of the edition"),
    "end": _("end"),
    "internal_notes": _("internal notes"),
    "merged_from": _("merged record"),
    "merged_into": _("merged into"),
    "named": _("called"),
    "notes": _("annotations"),
    "outlet": _("outlet"),
    "pasted": _("text"),
    "public_note": _("note to readers"),
    "sha256": "SHA-256",
    "source": _("source"),
    "speaker_name": _("name of the speaker"),
    "span": _("place of the words in the article"),
    "start": _("start"),
    "suggestion": _("suggestion"),
    "taken_by": _("taken by"),
    "words": _("words"),
}
DATES: Final = {"published", "said_on", "began", "ended", "due_on"}
RECORDS: Final = {"speaker", "article"}  # told by number, where no name beside it tells more
FIGURES: Final = {"statements", "editions", "addresses"}  # of a merge: how many; none is not told
DATED: Final = {"names", "roles"}  # rows that have no number: a changed one is known by its words
ALIKE: Final = 0.5  # share of the characters that two such rows have in common
MOST_PAIRED: Final = 400  # comparisons of rows with rows
# Nothing an editor reads; the words of the article beside the statement's are not for everybody.
UNTOLD: Final = {
    "version", "comment", "comment_sha256", "mention_start", "mention_end", "prefix", "suffix",
}  # fmt: skip
IDENTITY: Final = ("person", "title", "scheme", "name", "kind")  # what makes two rows the same one

DOTS: Final = "•••"


# --- Field, before, after ---------------------------------------------------------------------


def pairs(changes: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for name, pair in changes.items():
        is_pair = isinstance(pair, list | tuple) and len(pair) == 2
        yield (name, pair[0], pair[1]) if is_pair else (name, None, pair)


@cache
def fields_named(name: str) -> list[Any]:
    return [field for model in MODELS for field in model._meta.get_fields() if field.name == name]


def field_label(name: str) -> str:
    """What the desk's forms call this field; the bare name where no form has it."""
    if name in PARTS:
        return str(PARTS[name])
    for field in fields_named(name):
        if isinstance(field, Field):
            return str(field.verbose_name)
        return str(field.related_model._meta.verbose_name_plural)
    return name.replace("_", " ")


def shown(value: Any, name: str = "") -> str:
    """A value of history as text: nothing as nothing, lists one item a line."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, list):
        return "\n".join(shown(item, name) for item in value)
    if isinstance(value, dict):
        return ", ".join(
            gettext("%(label)s: %(value)s") % {"label": field_label(key), "value": shown(item, key)}
            for key, item in value.items()
            if item not in (None, "") and key not in UNTOLD
        )
    return choice_label(value, name)


def choice_label(value: Any, name: str) -> str:
    """The value as the desk's forms show it: the label of a choice, else the value itself."""
    labels = choices_of(name)
    if isinstance(value, Hashable) and value in labels:
        return str(labels[value])
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


@cache
def choices_of(name: str) -> dict[Any, Any]:
    """What a field of this name lets an editor choose from, labels included."""
    fields = fields_named(name)
    return {
        value: label for field in fields for value, label in getattr(field, "choices", None) or ()
    }


# --- Word by word -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """What changed of one value, in pieces; ``short`` leaves out the middle of what is long."""

    pieces: list[Piece]
    short: list[Piece] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What changed of one field: its name, and a line for its value, or for each of its rows."""

    label: str
    lines: list[Line]


@register.filter
def in_words(changes: dict[str, Any] | None) -> list[Told]:
    """Each field of {field: [before, after]} that differs to an editor's eye, in that order."""
    told = []
    for label, name, before, after in told_fields(changes or {}):
        lines = lines_of(name, before, after)
        if lines:
            told.append(Told(label, [Line(pieces, folded(pieces)) for pieces in lines]))
    return told


def told_fields(changes: dict[str, Any]) -> Iterator[tuple[str, str, Any, Any]]:
    """The fields worth telling with their labels; of the source, each of its own fields."""
    for name, before, after in pairs(changes):
        if is_untold(name, after, changes):
            continue
        if name != "source":
            yield field_label(name), name, before, after
            continue
        old, new = before or {}, after or {}
        for key in {**old, **new}:
            parts = {"whole": field_label(name), "part": field_label(key)}
            yield gettext("%(whole)s, %(part)s") % parts, key, old.get(key), new.get(key)


def is_untold(name: str, after: Any, changes: dict[str, Any]) -> bool:
    if name in UNTOLD or (name == "speaker" and "speaker_name" in changes):
        return True
    return name in FIGURES and after == 0


def lines_of(name: str, before: Any, after: Any) -> list[list[Piece]]:
    if "password" in name:
        return [[Piece("added", DOTS)]]
    if name == "distinctions" and before and not after:
        words = gettext("%(name)s: this was taken back, the two may be merged again")
        return [[Piece("same", words % {"name": shown(before)})]]
    if isinstance(before, list) or isinstance(after, list) or name == "internal_notes":
        return row_lines(name, as_list(before), as_list(after))
    old, new = value_in_words(before, name), value_in_words(after, name)
    if old == new:
        return []
    if old and new and not is_prose(before, after, name):
        return [[Piece("removed", old), Piece("same", " → "), Piece("added", new)]]
    return [differences(old, new)]


def as_list(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def is_prose(before: Any, after: Any, name: str) -> bool:
    """Whether the values are words to be compared, rather than one of several things."""
    choices = choices_of(name)
    texts = all(isinstance(value, str) and value not in choices for value in (before, after))
    return texts and name not in DATES and "sha256" not in name


def value_in_words(value: Any, name: str) -> str:
    if name in DATES and isinstance(value, str):
        return date_in_words(value)
    if name in RECORDS and value is not None:
        return gettext("no. %(number)s") % {"number": value}
    if name == "anchor" and isinstance(value, dict):
        return gettext("characters %(start)s to %(end)s of version %(text)s of the text") % {
            "start": value.get("start", 0) + 1, "end": value.get("end"), "text": value.get("text"),
        }  # fmt: skip
    return shown(value, name)


def date_in_words(written: str) -> str:
    try:
        return partial_date(written)
    except dates.InvalidDate:
        return written


# --- Rows: targets, notes, names, roles ---------------------------------------------------------


def row_lines(name: str, before: list[Any], after: list[Any]) -> list[list[Piece]]:
    """One line a row that went, changed or came; rows that stayed are not told."""
    old, new = ([(identity(row), phrase(row, name)) for row in rows] for rows in (before, after))
    if old == new:
        return []
    stayed = Counter(old) & Counter(new)
    gone, come = list((Counter(old) - stayed).elements()), list((Counter(new) - stayed).elements())
    if not gone and not come:
        return [[Piece("same", gettext("The same, in another order."))]]
    lines, paired = [], len(gone) * len(come)
    for who, words in gone:
        twin = twin_of(who, come)
        if twin is None and name in DATED and paired <= MOST_PAIRED:
            others = {other[0] for other in gone}
            twin = most_alike(words, [row for row in come if row[0] not in others])
        if twin is None:
            lines.append([Piece("removed", distinct(who, words, come))])
        else:
            come.remove(twin)
            lines.append(differences(words, twin[1]))
    return lines + [[Piece("added", distinct(who, words, gone))] for who, words in come]


def twin_of(who: Any, come: list[Any]) -> Any:
    return next((other for other in come if who is not None and other[0] == who), None)


def most_alike(words: str, come: list[Any]) -> Any:
    """Of these rows the one that reads most like these words, when it is much like them."""
    shares = [(SequenceMatcher(None, words, row[1]).ratio(), row) for row in come]
    share, row = max(shares, key=lambda pair: pair[0], default=(0, None))
    return row if share >= ALIKE else None


def distinct(who: Any, words: str, others: list[Any]) -> str:
    """The row; with its number, where another one reads the same: two people of one name."""
    if who is None or words not in (other[1] for other in others):
        return words
    return f"{words} ({gettext('no. %(number)s') % {'number': who[1]}})"


def identity(row: Any) -> tuple[str, Any] | None:
    """What a row is a row of: its person, else its title …; nothing for bare words."""
    if not isinstance(row, dict):
        return None
    return next(((key, row[key]) for key in IDENTITY if key in row), None)


def phrase(row: Any, name: str) -> str:
    """A row as one line of text."""
    if not isinstance(row, dict):
        return shown(row, name)
    if "relation" in row:
        return target_phrase(row)
    if name in ("notes", "internal_notes"):
        kind = choice_label(row.get("kind", ""), "kind")
        return gettext("%(label)s: %(value)s") % {"label": kind, "value": row.get("body", "")}
    if name == "identifiers":
        return f"{choice_label(row.get('scheme', ''), 'scheme')} {row.get('value', '')}"
    if name in ("names", "roles"):
        return dated_phrase(row)
    return shown(row, name)


def target_phrase(row: dict[str, Any]) -> str:
    who = f"{choice_label(row['relation'], 'relation')} {row.get('name') or row.get('person')}"
    told = ", ".join(part for part in (who, row.get("role")) if part)
    if not row.get("mention"):
        return told
    return gettext("%(told)s (“%(words)s”)") % {"told": told, "words": row["mention"]}


def dated_phrase(row: dict[str, Any]) -> str:
    """A name or a role, with its dates and its source."""
    words = ", ".join(row[key] for key in ("name", "title", "body") if row.get(key))
    known = [date_in_words(row.get(key) or "") or "…" for key in ("began", "ended")]
    period = " – ".join(known) if known != ["…", "…"] else ""
    source = row.get("source") or ""
    told = period or source
    if period and source:
        told = gettext("%(period)s; %(source)s") % {"period": period, "source": source}
    return f"{words} ({told})" if told else words
