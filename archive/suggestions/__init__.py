"""Suggestions: quotations that the detector proposes, and what editors decide on them.

``suggest`` reads an article and keeps what is found. ``accept`` makes a draft statement of a
suggestion, ``settle`` says that a statement saved from a form was made of one, ``dismiss`` drops
one and ``reconsider`` takes that back; ``release`` takes an acceptance back. A statement that is
rejected or retracted later leaves its suggestion as it was decided: what was judged then is the
words of the article, and the record of the detector counts that judgement.
"""

from archive.suggestions.decisions import accept, dismiss, hold, reconsider, release, settle
from archive.suggestions.proposing import keep, suggest, to_be_read
from archive.suggestions.refusals import (
    CONTRIBUTE,
    AlreadyDecided,
    NotAllowed,
    NotCorrect,
    NothingToRead,
    PersonToChoose,
    SuggestionGone,
    SuggestionRefused,
    TextCorrected,
    decision_words,
)
from archive.suggestions.registry import known_people

__all__ = [
    "CONTRIBUTE", "AlreadyDecided", "NotAllowed", "NotCorrect", "NothingToRead", "PersonToChoose",
    "SuggestionGone", "SuggestionRefused", "TextCorrected", "accept", "decision_words", "dismiss",
    "hold", "keep", "known_people", "reconsider", "release", "settle", "suggest", "to_be_read",
]  # fmt: skip
