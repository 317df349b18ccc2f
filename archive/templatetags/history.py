"""History in templates: a change as rows of field, before, after."""

import json
from typing import Any, Final

from django import template
from django.db.models import Field
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.models import Annotation, Article, Person, Statement, StatementTarget

register = template.Library()

MODELS: Final = (Statement, StatementTarget, Annotation, Article, Person)

# The parts of a record that are no field of it: what history calls them, and what an editor does.
PARTS: Final = {
    "anchor": _("place of the words in the article"),
    "end": _("end"),
    "notes": _("annotations"),
    "pasted": _("text"),
    "sha256": "SHA-256",
    "source": _("source"),
    "speaker_name": _("name of the speaker"),
    "start": _("start"),
    "words": _("words"),
}


@register.filter
def as_rows(changes: dict[str, Any]) -> list[tuple[str, str, str]]:
    """One row a field: its name in the editor's language, its value before and after."""
    rows = []
    for name, pair in changes.items():
        before, after = pair if isinstance(pair, list) and len(pair) == 2 else (None, pair)
        rows.append((field_label(name), shown(before, name), shown(after, name)))
    return rows


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
    if isinstance(value, list):
        return "\n".join(shown(item, name) for item in value)
    if isinstance(value, dict):
        return ", ".join(
            gettext("%(label)s: %(value)s") % {"label": field_label(key), "value": shown(item, key)}
            for key, item in value.items()
            if item not in (None, "")
        )
    if isinstance(value, str):
        return choice_label(value, name)
    return json.dumps(value, ensure_ascii=False)


def choice_label(value: str, name: str) -> str:
    """The value as the desk's forms show it: the label of a choice, else the value itself."""
    for field in fields_named(name):
        labels = dict(getattr(field, "choices", None) or ())
        if value in labels:
            return str(labels[value])
    return value
