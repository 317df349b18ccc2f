"""Reads the process environment for the settings: a wrong value stops the start and is named.

Development needs no variable at all. Production (``DEBUG=0``, the default under ``config.wsgi``)
must name its secret key and its hosts. Pure apart from ``os.environ``; raises
``ImproperlyConfigured`` with one sentence that names the variable.
"""

import os
import re
from collections.abc import Callable
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off"}
SHORTEST_SECRET_KEY = 50  # characters; what Django's own deployment check asks (security.W009)
FEWEST_DISTINCT_CHARACTERS = 5

# What a mailto: link takes as it is: no name, quotes, blanks or signs of a web address.
EMAIL = re.compile(r"[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)

Number = TypeVar("Number", int, float)


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def switch(name: str, *, default: bool) -> bool:
    """A yes or a no; any other word is refused, so that ``DEBUG=flase`` cannot mean yes."""
    word = text(name).lower()
    if not word:
        return default
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {word!r}.")


def number(name: str, default: Number, *, least: Number, most: Number) -> Number:
    """A number of the default's type within [least, most]."""
    written = text(name)
    if not written:
        return default
    try:
        value = type(default)(written)
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a number, not {written!r}.") from None
    if not least <= value <= most:
        raise ImproperlyConfigured(f"{name} must lie between {least} and {most}, not {written}.")
    return value


def words(name: str, default: list[str]) -> list[str]:
    """A list separated by commas; blanks and empty items are dropped."""
    return [word.strip() for word in text(name).split(",") if word.strip()] or default


def choice(name: str, default: str, allowed: list[str]) -> str:
    value = text(name, default).upper()
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def time_zone(name: str, default: str) -> str:
    """A name of the IANA time zone database, as this machine has it."""
    value = text(name, default)
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ImproperlyConfigured(
            f"{name} must be a time zone like Europe/Paris, not {value!r}."
        ) from None
    return value


def email_address(name: str) -> str:
    """An address readers can write to, as it stands in a link; "" when none is given."""
    address = text(name)
    if address and not EMAIL.fullmatch(address):
        raise ImproperlyConfigured(
            f"{name} must be an e-mail address like redaction@archive.example, not {address!r}."
        )
    return address


def required(name: str, why: str, valid: Callable[[str], bool] = bool) -> str:
    value = text(name)
    if not value or not valid(value):
        raise ImproperlyConfigured(f"{name} {'is missing' if not value else 'is wrong'}: {why}")
    return value


def is_strong_key(key: str) -> bool:
    return (
        len(key) >= SHORTEST_SECRET_KEY
        and len(set(key)) >= FEWEST_DISTINCT_CHARACTERS
        and not key.startswith("django-insecure-")
    )
