"""Quotation marks paired within a paragraph, whatever the newspaper's habits.

« » “ ” „ “ and straight marks are paired with nesting. A mark without partner degrades locally: an
opening one holds to the end of its paragraph when nothing was paired after it, any other is passed
over.
"""

import re
from dataclasses import dataclass
from typing import Final

_OPENING: Final = {"«": "»", "“": "”", "„": "“”"}
_CLOSING: Final = "»”"
MARKS: Final = frozenset('«»“”„"')
_MARK: Final = re.compile("[" + "".join(sorted(MARKS)) + "]")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between marks: ``[start, end)`` with the marks, ``[inner_start, inner_end)`` without.

    The inner bounds leave out the blanks beside the marks. ``is_closed`` is False when the
    closing mark is missing.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    is_closed: bool = True


def marked(text: str, start: int, end: int) -> list[Marked]:
    """The outermost quotations of the paragraph ``text[start:end]``, in order. Linear."""
    stack: list[tuple[int, str]] = []
    pairs: list[tuple[int, int]] = []
    for mark in _MARK.finditer(text, start, end):
        _take(text, mark.start(), stack, pairs)
    closed = _outermost(pairs)
    return _with_unclosed(text, end, stack, closed)


def _take(
    text: str, position: int, stack: list[tuple[int, str]], pairs: list[tuple[int, int]]
) -> None:
    char = text[position]
    if char == '"':
        opens = _opens(text, position, bool(stack) and stack[-1][1] == '"')
    elif char == "“" and stack and stack[-1][1] == "„":
        opens = False
    else:
        opens = char in _OPENING
    if opens:
        stack.append((position, char))
        return
    # The partner is the nearest opening mark of its kind, and those left open inside are dropped.
    for depth in range(len(stack) - 1, max(-1, len(stack) - 6), -1):
        opening = stack[depth][1]
        if opening == char == '"' or char in _OPENING.get(opening, ""):
            pairs.append((stack[depth][0], position))
            del stack[depth:]
            return


def _opens(text: str, position: int, is_inside: bool) -> bool:
    """Whether a straight mark opens: what stands beside it says so, else whether one is open."""
    before = text[position - 1 : position]
    after = text[position + 1 : position + 2]
    glued_left = bool(before) and not before.isspace() and before not in "('[-–—"
    glued_right = bool(after) and (after.isalnum() or after in "(['")
    return glued_right if glued_left != glued_right else not is_inside


def _outermost(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of pairs in the order of their ends, those in no other."""
    kept: list[tuple[int, int]] = []
    for start, end in pairs:
        while kept and kept[-1][0] > start:
            kept.pop()
        kept.append((start, end))
    return kept


def _with_unclosed(
    text: str, end: int, stack: list[tuple[int, str]], closed: list[tuple[int, int]]
) -> list[Marked]:
    found = [_between(text, start, last + 1, last, is_closed=True) for start, last in closed]
    last_closed = closed[-1][1] if closed else -1
    left = next((position for position, _char in stack if position > last_closed), None)
    if left is not None:
        found.append(_between(text, left, _without_blanks(text, left, end), end, is_closed=False))
    return [one for one in found if one.inner_start < one.inner_end]


def _without_blanks(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _between(text: str, start: int, end: int, last: int, *, is_closed: bool) -> Marked:
    inner_start = start + 1
    while inner_start < last and text[inner_start].isspace():
        inner_start += 1
    return Marked(start, end, inner_start, _without_blanks(text, inner_start, last), is_closed)
