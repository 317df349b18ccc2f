"""Addresses of records, made once: a page links to sixty of them."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language


def address(name: str, *args: object) -> str:
    """The path of a public page in the language in force."""
    return _address(get_script_prefix(), get_language(), name, *args)


@lru_cache(maxsize=20_000)
def _address(prefix: str, language: str | None, name: str, *args: object) -> str:
    return reverse(f"archive:{name}", args=args)
