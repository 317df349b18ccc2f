"""Typography applied when text is shown, never when it is stored.

``french`` and ``english`` change nothing that is read: the folded form of ``archive.quotes.text``
stays the same, so what is copied from a page is found again in the archive. Applying either twice
changes nothing more. Addresses of the web are left as they are.

French follows the Imprimerie nationale (Lexique des règles typographiques): a narrow no-break space
before ``; ! ?`` and inside guillemets, a no-break space before the colon, typographic
apostrophes and suspension points, “ ” for a quotation inside « ».
"""

import re
from functools import lru_cache
from typing import Final

from archive.quotes.anchoring import BadSpan, trim
from archive.quotes.text import is_extending

NARROW: Final = "\u202f"
NO_BREAK: Final = "\u00a0"
_BLANKS = " \u00a0\u2009\u202f"

_JOINER = "\u200d"

# Marks nested deeper are no text: the paragraph is left as printed, and the time stays linear.
_DEEPEST: Final = 16

_FRENCH: Final = "fr"
_ADDRESS = r"(?:[A-Za-z][A-Za-z0-9+.-]{0,20}://|www\.)[^\s«»“”\"]+"
# A smiley keeps its blank: « Merci ;-) » ends no clause.
# Texts whose setting is kept in memory: names, roles and titles stand on many pages.
KEPT: Final = 4_096

_SMILEY = re.compile(r"[:;]['’]?-?[()DPpO/|](?!\w)|://")

_FRENCH_TOKEN = re.compile(rf"(?P<address>{_ADDRESS})|(?P<blanks>[{_BLANKS}]+)|[«»']|\.+")
_ENGLISH_TOKEN = re.compile(rf"(?P<address>{_ADDRESS})|'|\.+")
_MARK = re.compile(rf"(?P<address>{_ADDRESS})|[\"«»“”]")

# Quotation marks by depth, outermost first: the page's own, then those inside them.
_DEPTHS: Final = {
    _FRENCH: ((f"«{NARROW}", f"{NARROW}»"), ("“", "”"), ("‘", "’")),
    "en": (("“", "”"), ("‘", "’"), ("“", "”")),
}
_QUOTED = re.compile(rf"(?P<opening>«[{_BLANKS}]?|“)|[{_BLANKS}]»|[»”]")


@lru_cache(maxsize=KEPT)
def french(text: str) -> str:
    """The text as French typography sets it.

    Ordinary blanks become no-break ones before ``; : ! ? »`` and after ``«``; a missing one is
    added only inside guillemets. Straight quotation marks that pair up within their paragraph
    become guillemets, “ ” inside others; where they do not pair up they stay. Times (12:30),
    addresses and smileys are left alone. Linear in the length of the text.
    """
    paired = "".join(_with_paired_marks(line, _FRENCH) for line in text.splitlines(keepends=True))
    return _FRENCH_TOKEN.sub(_set_in_french, paired)


@lru_cache(maxsize=KEPT)
def english(text: str) -> str:
    """The text as English typography sets it: curly quotation marks and apostrophes, ``…``.

    Straight double marks are set when they pair up within their paragraph, and stay otherwise;
    single marks are set as apostrophes, between letters or before a short year (’90s), only.
    """
    paired = "".join(_with_paired_marks(line, "en") for line in text.splitlines(keepends=True))
    return _ENGLISH_TOKEN.sub(_set_in_english, paired)


@lru_cache(maxsize=KEPT)
def set_quotation(exact: str, language: str) -> str:
    """The words of a quotation, set to stand between the outer quotation marks of the page.

    Marks and blanks around them go; a quotation inside takes the marks of its depth: “ ”, then ‘ ’
    in French; ‘ ’, then “ ” in any other language. Words that close the page's own marks, as in
    « oui », dit-il, « non », open them again.
    """
    try:
        words = trim(exact, 0, len(exact))
    except BadSpan:
        return ""
    is_french = language.lower().split("-")[0] == _FRENCH
    text = exact[words.start : words.end]
    text = french(text) if is_french else english(text)
    return _nested(text, _DEPTHS[_FRENCH if is_french else "en"])


def _nested(text: str, depths: tuple[tuple[str, str], ...]) -> str:
    depth = 1

    def mark(match: re.Match[str]) -> str:
        nonlocal depth
        if match["opening"]:
            depth += 1
            return depths[min(depth, len(depths)) - 1][0]
        depth = max(0, depth - 1)
        return depths[min(depth, len(depths) - 1)][1]

    return _QUOTED.sub(mark, text)


def _with_paired_marks(paragraph: str, language: str) -> str:
    """The paragraph with straight marks made typographic, or untouched when they do not pair up."""
    if '"' not in paragraph:
        return paragraph
    openings: list[str] = []
    pieces: list[str] = []
    done = 0
    for match in _MARK.finditer(paragraph):
        if match["address"]:
            continue
        piece = _paired(match, openings, language)
        if piece is None:
            return paragraph
        pieces += [paragraph[done : match.start()], piece]
        done = match.end()
    return paragraph if openings else "".join([*pieces, paragraph[done:]])


def _paired(match: re.Match[str], openings: list[str], language: str) -> str | None:
    """What a mark becomes, given those still open; None when it pairs with none of them."""
    mark = match[0]
    if mark in "«“":
        openings.append(mark)
        return mark if len(openings) <= _DEEPEST else None
    if mark in "»”":
        expected = "«" if mark == "»" else "“"
        return mark if openings and openings.pop() == expected else None
    if '"' in openings:
        if openings.pop() != '"' or not _may_close(match):
            return None
        return _straight_pair(openings, language)[1]
    if not _may_open(match):
        return None
    pair = _straight_pair(openings, language)
    openings.append('"')
    return pair[0]


def _straight_pair(openings: list[str], language: str) -> str:
    return "«»" if language == _FRENCH and "«" not in openings else "“”"


def _may_open(match: re.Match[str]) -> bool:
    before, after = _neighbours(match)
    if after in _BLANKS:  # « " Oui " » is printed too; 5 " is a length
        earlier = match.string[max(0, match.start() - 2) : match.start()][:1]
        return bool(after) and (not before or before.isspace()) and not earlier.isdigit()
    begins = not before or before.isspace() or before in "([{'’«“-–—/"
    return begins and not after.isspace() and after != '"'


def _may_close(match: re.Match[str]) -> bool:
    _, after = _neighbours(match)
    return not after.isalnum()


def _neighbours(match: re.Match[str]) -> tuple[str, str]:
    """The characters just before and after the match, empty at the ends of the text."""
    start, end = match.span()
    return match.string[max(0, start - 1) : start], match.string[end : end + 1]


def _set_in_french(match: re.Match[str]) -> str:
    printed = match[0]
    if match["address"]:
        return printed
    before, after = _neighbours(match)
    if match["blanks"]:
        return _blank_in_french(match, before, after)
    if printed == "«":
        bare = not after or after.isspace() or is_extending(after)
        return printed if bare else f"«{NARROW}"
    if printed == "»":
        bare = not before or before.isspace() or before in ("«", _JOINER)
        return printed if bare else f"{NARROW}»"
    return _set_in_english(match)


def _blank_in_french(match: re.Match[str], before: str, after: str) -> str:
    at_an_end = not before or not after or before in "\r\n" or after in "\r\n"
    if at_an_end or before == _JOINER or is_extending(after):
        return match[0]
    if before == "«" or after == "»":
        return NARROW
    if after not in ";:!?" or _SMILEY.match(match.string, match.end()):
        return match[0]
    return NO_BREAK if after == ":" else NARROW


def _set_in_english(match: re.Match[str]) -> str:
    printed = match[0]
    if match["address"]:
        return printed
    if printed != "'":
        return "…" if printed == "..." else printed
    before, after = _neighbours(match)
    follows_a_letter = before.isalpha() or (before != "" and is_extending(before))
    if follows_a_letter and (after.isalnum() or after in tuple('«“"')):
        return "’"
    begins_a_short_year = not before or before.isspace() or before in "«“"
    return "’" if begins_a_short_year and after.isdigit() else printed
