"""The items of the annotation desk in words."""

from collections.abc import Mapping
from typing import Any, Final

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from archive.models import Statement

register = template.Library()
LONGEST: Final = 140  # characters of the words shown in the list


@register.filter
def shortened(words: str) -> str:
    """The first words of a passage on one line."""
    line = " ".join(words[: 2 * LONGEST].split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + "…"


@register.filter
def kind_in_words(kind: str) -> str:
    return str(Statement.Kind(kind).label)


@register.filter
def status_in_words(item: Mapping[str, Any]) -> str:
    """Where a statement stands; of a suggestion, how sure the detector is."""
    if item["status"] in Statement.Status.values:
        return str(Statement.Status(item["status"]).label)
    if item["status"] == "unsure":
        return _("less reliable suggestion")
    sure = item["tier"] == "high"
    return pgettext("a suggestion", "sure suggestion") if sure else _("suggestion")
