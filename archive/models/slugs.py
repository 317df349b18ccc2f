"""Addresses made of names: one rule for every record that has one."""

from collections.abc import Callable
from hashlib import sha256

from django.utils.text import slugify

from archive.quotes.text import fold_bare

# Latin letters that are no base letter with an accent; ``fold_bare`` opens œ, æ and ß.
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i"})
NUMBER_LENGTH = 8  # characters kept free for "-2", "-3" …


def free_slug(name: str, prefix: str, longest: int, is_taken: Callable[[str], bool]) -> str:
    """The first address made of the name that is not taken; never empty.

    ``slugify`` alone would leave out œ and ł. A name without a Latin letter has no address of its
    own words (nothing here transliterates): it gets the prefix and eight figures of its digest, the
    same ones for the same name.
    """
    base = slugify(fold_bare(name).translate(LETTERS))[: longest - NUMBER_LENGTH].strip("-_")
    if not base:
        base = f"{prefix}-{sha256(fold_bare(name).encode()).hexdigest()[:8]}"
    slug, number = base, 1
    while is_taken(slug):
        number += 1
        slug = f"{base}-{number}"
    return slug
