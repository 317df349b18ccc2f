"""History in templates: a change as rows of field, before, after."""

import json
from typing import Any

from django import template
from django.utils.translation import gettext

from archive.models import Article, Person, Statement

register = template.Library()


@register.filter
def as_rows(changes: dict[str, Any]) -> list[tuple[str, str, str]]:
    """One row a field: its name in the editor's language, its value before and after."""
    rows = []
    for name, pair in changes.items():
        before, after = pair if isinstance(pair, list) and len(pair) == 2 else (None, pair)
        rows.append((field_label(name), shown(before), shown(after)))
    return rows


def field_label(name: str) -> str:
    for model in (Statement, Article, Person):
        for field in model._meta.get_fields():
            if field.name == name and hasattr(field, "verbose_name"):
                return str(field.verbose_name)
    return gettext(name.replace("_", " "))


def shown(value: Any) -> str:
    """A value of history as text: nothing as nothing, lists one item a line."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, list):
        return "\n".join(shown(item) for item in value)
    if isinstance(value, dict):
        told = (f"{key}: {shown(item)}" for key, item in value.items() if item not in (None, ""))
        return ", ".join(told)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
