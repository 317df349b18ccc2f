"""The annotation desk: what editors ask of an article's statements, done once and undone at will.

``perform`` does what a page asks (``archive.annotating.asked``), under a key of the page's own: the
same key again changes nothing and gets the same answer. Undoing and redoing are acts too.
"""

from archive.annotating.acts import Done, perform
from archive.annotating.refusals import (
    ActRefused,
    NotAllowed,
    NotCorrect,
    NothingLeft,
    QuoteMismatch,
    Stale,
    TextChanged,
)

__all__ = [
    "ActRefused", "Done", "NotAllowed", "NotCorrect", "NothingLeft", "QuoteMismatch", "Stale",
    "TextChanged", "perform",
]  # fmt: skip
