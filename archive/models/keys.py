"""What records and words are found by: keys of folded words, so that accents and case do not count.

The same functions make the keys that are kept and those of what a reader asks.
"""

import hashlib
from functools import lru_cache
from typing import Final

from archive.quotes.text import fold_bare, folded_words

LENGTH_OF_FACET_KEY: Final = 10  # hexadecimal digits
LONGEST_KEY: Final = 200  # characters of a key that is kept
MOST_ROTATIONS: Final = 20  # of one name: a longer one is typed from its first words
OTHER_INITIAL: Final = "#"


@lru_cache(maxsize=4096)  # the same few roles and places come by the thousand
def facet_key(words: str) -> str:
    """What the address of a list takes for a role or a place, whose words would not do there."""
    # No secret: it only has to tell words apart.
    digest = hashlib.sha1(fold_bare(words).encode(), usedforsecurity=False)
    return digest.hexdigest()[:LENGTH_OF_FACET_KEY]


def typed_key(words: str) -> str:
    """A name, or its beginning, as ``NameKey`` has it: folded words, a space between two."""
    return " ".join(folded_words(words))[:LONGEST_KEY]


def rotations(name: str) -> list[str]:
    """The ways to begin typing a name: from each of its words to the last, and round."""
    words = folded_words(name)
    turned = (words[first:] + words[:first] for first in range(min(len(words), MOST_ROTATIONS)))
    return list(dict.fromkeys(" ".join(way)[:LONGEST_KEY].rstrip() for way in turned))


def sort_form(sort_name: str) -> str:
    """What people are sorted by, the same on every database."""
    return fold_bare(sort_name)[:LONGEST_KEY]


def initial_of(sort_name: str) -> str:
    """The letter a person is filed under, folded: "É" is filed under "e", what is no letter under
    "#"."""
    first = fold_bare(sort_name)[:1]
    return first if first.isalpha() else OTHER_INITIAL
