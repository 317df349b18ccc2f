"""Partial dates: what the archive knows about when something was said or printed, and no more.

A date is kept as EDTF text and never gains a precision that its source did not give: January 2017
stays a month. Pure Python, in three parts: ``edtf`` (the strict notation), ``typed`` (what an
editor may write) and ``printed`` (what a reader sees).
"""

from archive.dates.edtf import MESSAGES, InvalidDate, PartialDate, overlaps, parse
from archive.dates.printed import display
from archive.dates.typed import understand

__all__ = [
    "MESSAGES",
    "InvalidDate",
    "PartialDate",
    "display",
    "overlaps",
    "parse",
    "understand",
]
