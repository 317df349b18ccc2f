"""The title of a piece: the line printed as one, or else the start of its first sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from archive.importers.decoding import is_ink

TITLE_MAX = 200  # code points: a longer first line is a paragraph
DERIVED_MAX = 120  # code points of a title cut from a sentence, before its "…"

_WRAP_WIDTH = 100  # code points: wider lines were not wrapped by hand or by a mail reader
_WRAP_LINES = 3
_PARAGRAPH_LINES = 50  # lines looked at to recognise wrapped text
_SENTENCE_WINDOW = 4 * DERIVED_MAX

_CLOSING = "»”\"’')] \t\u00a0\u202f"
_SENTENCE_END = re.compile(r"[.!?…]+(?:\s?[»”\"’)\]])*(?=\s+[^\Wa-zß-öø-ÿœ]|\s+[«“\"‘—–(-]|\s*$)")
_ABBREVIATION = re.compile(
    "(?i:mm?|mmes?|mlles?|me|mgr|dr|pr|ste?|mrs?|ms|cf|p|art|no|n°|av|bd|vol|etc)"
)
# A paragraph that is a quotation and says who spoke: "« Non », a-t-elle répondu".
_QUOTATION = re.compile(r"[«“\"][^\n]{1,200}?[»”\"]")
_SPEECH = re.compile(
    r"\s?,?\s(?:(?:a|ont|avait|avaient)(?:-t)?(?:-(?:ils?|elles?|on))?\s"
    r"(?:\w{1,20}\s)?(?:dit|déclaré|affirmé|ajouté|assuré|lancé|expliqué|répondu|répliqué|estimé"
    r"|indiqué|précisé|confié|annoncé|souligné|martelé|insisté|jugé|conclu|poursuivi|rappelé)"
    r"|\w{2,20}(?:-t)?-(?:ils?|elles?|on))\b"
)
_DIALOGUE = re.compile(r"[—–-]\s|Q\s?[.:]")


def printed_title(body: str, start: int, end: int) -> str:
    """Return the line body[start:end] folded, when it is printed as a title, or "".

    It is one when it is at most 200 code points long, stands before longer text and does not end
    as a sentence does; a question or an exclamation may be a title. Wrapped text, the first
    question of an interview and a quotation with its speaker are none.
    """
    line = body[start:end].strip()
    following = body[end : end + _SENTENCE_WINDOW].lstrip()
    if not line or len(line) > TITLE_MAX or not following:
        return ""
    if len(body) - end <= len(line) or ends_as_sentence(line) or _DIALOGUE.match(line):
        return ""
    if _speaks(line) or _is_wrapped(body, start, end) or _opens_interview(line, body[end:]):
        return ""
    return fold(line)


def derived_title(text: str) -> str:
    """Return the first sentence of a text, cut at a word near 120 code points with "…".

    The text must hold something to read. No abbreviation ("M.", "Mme") or initial ("B. Roy") ends
    the sentence, and no cut falls inside what a reader sees as one character.
    """
    text = text.lstrip()
    start = next(at for at, character in enumerate(text) if is_ink(character))
    window = text[start : start + _SENTENCE_WINDOW]
    paragraph = re.split(r"\n[^\S\n]*\n", window, maxsplit=1)[0]
    sentence = _first_sentence(fold(paragraph))
    return sentence if len(sentence) <= DERIVED_MAX else _cut(sentence)


def fold(line: str) -> str:
    """Return the words on one line: runs of blanks and controls become one space.

    A single no-break space is kept, for French typography means it.
    """
    words = re.sub(r"[\s\x00-\x1f\x7f]+", _one_blank, line)
    return words.strip()


def ends_as_sentence(line: str) -> bool:
    """Tell whether a line ends in a way no title does: a full stop, an ellipsis, a comma."""
    return line.rstrip(_CLOSING).endswith((".", "…", ",", ";", ":"))


def _one_blank(run: re.Match[str]) -> str:
    return run[0] if run[0] in {"\u00a0", "\u202f"} else " "


def _speaks(line: str) -> bool:
    return any(_SPEECH.match(line, quoted.end()) for quoted in islice(_quotations(line), 3))


def _quotations(line: str) -> Iterator[re.Match[str]]:
    found = _QUOTATION.match(line)
    while found:
        yield found
        found = _QUOTATION.match(line, found.end())


def _is_wrapped(body: str, start: int, end: int) -> bool:
    """Tell whether the line is the first of a paragraph wrapped at a fixed width."""
    following = body[end + 1 : end + 1 + _PARAGRAPH_LINES * _WRAP_WIDTH].split("\n")
    if not following[0].strip():
        return False
    if following[0].lstrip()[:1].islower():
        return True
    paragraph = [body[start:end].strip()]
    for line in following[:_PARAGRAPH_LINES]:
        if not line.strip():
            break
        paragraph.append(line.strip())
    width = max(map(len, paragraph))
    if len(paragraph) < _WRAP_LINES or width > _WRAP_WIDTH:
        return False
    return len(paragraph[0]) + 1 + len(paragraph[1].split()[0]) > width


def _opens_interview(line: str, rest: str) -> bool:
    """Tell whether the line is the first question of an interview: question, answer, question."""
    if not line.rstrip(_CLOSING).endswith("?"):
        return False
    paragraphs = islice((part for part in rest[:20_000].split("\n") if part.strip()), 2)
    questions = [part.rstrip(_CLOSING).endswith("?") for part in paragraphs]
    return questions == [False, True]


def _first_sentence(words: str) -> str:
    for end in _SENTENCE_END.finditer(words):
        before = words[: end.start()].split(" ")[-1].lstrip("«“\"'’(")
        abbreviated = end[0] == "." and _is_abbreviation(before)
        if not abbreviated and any(map(str.isalnum, words[: end.start()])):
            return words[: end.end()]
    return words


def _is_abbreviation(word: str) -> bool:
    last = re.split(r"[-.\u00a0]", word)[-1]
    return bool(_ABBREVIATION.fullmatch(last)) or (len(last) == 1 and last.isupper())


def _cut(sentence: str) -> str:
    end = sentence.rfind(" ", DERIVED_MAX // 2, DERIVED_MAX + 1)
    if end < 0:
        end = _character_end(sentence, DERIVED_MAX)
    return sentence[:end].rstrip(" \u00a0\u202f,;:–—-(«“") + "…"


def _character_end(text: str, end: int) -> int:
    """Return the nearest place up to `end` where no grapheme cluster (UAX #29) is split."""
    while end > 1 and _is_joined(text, end):
        end -= 1
    return end


def _is_joined(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if before == "\u200d" or after in "\u200c\u200d" or unicodedata.category(after)[0] == "M":
        return True
    if "\U0001f1e6" <= before <= "\U0001f1ff" and "\U0001f1e6" <= after <= "\U0001f1ff":
        return True  # flags are pairs: giving up a whole row of them is never wrong
    return "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f"
