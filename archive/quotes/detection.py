"""Every quotation of an article, found by rules over its marks, its verbs and its names."""

from collections.abc import Iterable
from typing import Final

from archive.quotes.candidates import Candidate, KnownPerson

# Changes with every change of what is proposed: suggestions are kept by the version that made them.
DETECTOR_VERSION: Final = "1"


def find_candidates(
    text: str, people: Iterable[KnownPerson], *, language: str = "fr"
) -> list[Candidate]:
    """The quotations of ``text`` in reading order, none overlapping another.

    ``people`` are those who may be recognised by name. The text is not changed. Linear in its
    length. Raises ``ValueError`` for a language without a table.
    """
    raise NotImplementedError
