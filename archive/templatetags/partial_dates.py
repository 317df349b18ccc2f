"""Partial dates in templates, in the page's language."""

from django import template
from django.utils.translation import get_language

from archive import dates

register = template.Library()


@register.filter
def partial_date(value: str | dates.PartialDate | None) -> str:
    """``2017-01`` -> "janvier 2017" on a French page; nothing for a date that is not known."""
    return dates.display(value, language_code()) if value else ""


def language_code() -> str:
    return (get_language() or "fr").split("-")[0]
