"""Correcting the text of an article: a new version of it, which what is quoted from it follows.

``preview`` reports what a new body would do to every statement; ``write`` (``correct``) does it,
in one transaction. Words that nobody can find are for a person: ``places_for`` offers places,
``repair`` takes the one that was chosen.
"""

from archive.correcting.following import CLOSED, Course, Followed
from archive.correcting.refusals import (
    NEEDED,
    NOT_A_TEXT,
    BadPlace,
    CorrectionRefused,
    NoReason,
    NotAllowed,
    NotAText,
    NothingToRepair,
    StaleReport,
    StaleText,
    Unchanged,
    stale_text,
)
from archive.correcting.repairing import (
    Place,
    newest_text,
    places_for,
    repair,
    repair_refusal,
)
from archive.correcting.report import LONGEST, Correction, as_typed, normalised, preview
from archive.correcting.writing import Written, correct, write

__all__ = [
    "CLOSED", "LONGEST", "NEEDED", "NOT_A_TEXT", "BadPlace", "Correction", "CorrectionRefused",
    "Course", "Followed", "NoReason", "NotAText", "NotAllowed", "NothingToRepair", "Place",
    "StaleReport", "StaleText", "Unchanged", "Written", "as_typed", "correct", "newest_text",
    "normalised", "places_for", "preview", "repair", "repair_refusal", "stale_text",
    "write",
]  # fmt: skip
