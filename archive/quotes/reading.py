"""An article as the detector reads it: one form a character, with a map back to the text as given.

Blanks of every width are one blank, apostrophes are one apostrophe, letters are composed (NFC) and
what prints nothing is left out. Line ends stay: a line is a paragraph. The text itself is never
changed; ``Reading.source`` gives the place of what was read in the text as given.
"""

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

from archive.quotes.anchoring import Span
from archive.quotes.text import APOSTROPHES, INVISIBLE, is_extending

_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"
_BLANKS = (
    "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u202f\u205f\u3000"
)
_ONE_FORM = str.maketrans(
    {
        **dict.fromkeys(_BLANKS, " "),
        **dict.fromkeys(_LINE_ENDS, "\n"),
        **dict.fromkeys(APOSTROPHES, "'"),
        **dict.fromkeys("‹", "«"),
        **dict.fromkeys("›", "»"),
        **dict.fromkeys("‟〝", "“"),
        **dict.fromkeys("″〞＂", '"'),
        **dict.fromkeys("\u2010\u2011\uff0d", "-"),
    }
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read, and for each of its code points where it stands in the text as given.

    ``starts`` and ``ends`` are None when each code point stands at its own place.
    """

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def source(self, start: int, end: int) -> Span:
        """The place in the text as given of ``text[start:end]``, which must not be empty."""
        if self.starts is None or self.ends is None:
            return Span(start, end)
        return Span(self.starts[start], self.ends[end - 1])

    def place(self, span: Span) -> Span:
        """What is read of a stretch of the text as given; empty where nothing is."""
        if self.starts is None:
            return span
        return Span(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))


def read(text: str) -> Reading:
    """Reads a text; linear in its length."""
    if unicodedata.is_normalized("NFC", text) and not any(char in text for char in INVISIBLE):
        return Reading(text.translate(_ONE_FORM))
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        composed = unicodedata.normalize("NFC", text[start:end]).translate(_ONE_FORM)
        chars.append(composed)
        starts.extend([start] * len(composed))
        ends.extend([end] * len(composed))
    return Reading("".join(chars), starts, ends)


def _clusters(text: str) -> list[tuple[int, int]]:
    """What is composed as one: a character and the marks on it, at most 30 of them."""
    found: list[tuple[int, int]] = []
    start = 0
    for position, char in enumerate(text):
        if position > start and not (is_extending(char) and position - start < 30):
            found.append((start, position))
            start = position
        if char in INVISIBLE and position == start:
            start = position + 1
    if start < len(text):
        found.append((start, len(text)))
    return found
