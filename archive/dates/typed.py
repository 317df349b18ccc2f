"""What an editor may type for a date, in French or in English, read without guessing.

Figures are read the French way, day before month: 03/04/2017 is 3 April. A year has four digits.
Accents, capitals and the kind of blank do not matter. Everything is first turned into EDTF, so
that what is understood is exactly what ``parse`` accepts.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from archive.dates.edtf import InvalidDate, PartialDate, parse
from archive.dates.words import MONTHS, SEASONS, WEEKDAYS

# Longer than any date in words; also what keeps the expressions below fast on hostile text.
_LONGEST = 120

_UNIFIED = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-"}
)


def _folded(text: str) -> str:
    """Compatibility forms and accents undone, one case, plain apostrophes, hyphens and blanks."""
    unified = unicodedata.normalize("NFKD", text.translate(_UNIFIED)).casefold()
    bare = "".join(char for char in unified if not unicodedata.combining(char))
    return " ".join(bare.split())


_SHORT_MONTHS: Final[tuple[tuple[str, ...], ...]] = (
    *(("janv", "jan"), ("fevr", "fev", "feb"), ("mar",), ("avr", "apr"), (), ("jun",)),
    *(("juil", "jul"), ("aou", "aug"), ("sept", "sep"), ("oct",), ("nov",), ("dec",)),
)
_MONTHS = {
    word: number
    for number, names in enumerate(zip(MONTHS["fr"], MONTHS["en"], strict=True), start=1)
    for word in (*map(_folded, names), *_SHORT_MONTHS[number - 1])
}
_SEASONS = {_folded(name): number for names in SEASONS.values() for number, name in names.items()}
_SEASONS["fall"] = 23
_WEEKDAYS = {name: index for names in WEEKDAYS.values() for index, name in enumerate(names)}

_ARTICLE = re.compile(r"(?:le|la|les|the|en|in|on) |l'")
_WEEKDAY = re.compile(rf"({'|'.join(_WEEKDAYS)}),? (?:the )?")
_UNCERTAIN = re.compile(r"(.+?) ?(?:\?|\(\?\)|\(?(?:incertaine?|uncertain)\)?)")
_ABOUT_BEFORE = re.compile(
    r"(?:vers|environ|autour de|aux environs de|circa|about|around|approximately) "
    r"|(?:ca|c|env|approx)\.? |~ ?"
)
_ABOUT_AFTER = re.compile(r"(.+) (?:environ|approximately|approx\.?|env\.)")

_DAY = r"([0-9]{1,2})(?:er|eme|e|st|nd|rd|th)?"
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_MONTH_AND_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_NO_YEAR = re.compile(r"[0-9]{1,2}[/.][0-9]{1,2}")
_DAY_IN_WORDS = re.compile(_DAY + r"(?: of)? ([a-z]+)\.?,?(?: de)?(?: ([0-9]+))?")
_ENGLISH_DAY = re.compile(r"([a-z]+)\.? " + _DAY + r",? ([0-9]{4})")
_NAMED = re.compile(r"([a-z]+)\.?(?: de| of)? ([0-9]+)(?:[-/]([0-9]{4}))?")
_DECADE = re.compile(r"(?:annees|decennie)(?: de)? ([0-9]+)|([0-9]+)'?s")

_CENTURY = re.compile(r"(?:entre|between) (?P<century>[0-9]{2})00 (?:et|and) (?P=century)99")

_SINCE = re.compile(r"(?:depuis|since|from|starting|a partir de|a partir du) |a partir d'")
_UNTIL = re.compile(r"(?:jusqu'en|jusqu'au|jusqu'a|jusque|until|till|up to) ")
_OPENERS = re.compile(r"(?:de|du|des|from|entre|between) |d'")
_SEPARATORS = (
    *(" jusqu'en ", " jusqu'au ", " jusqu'a ", " until ", " till ", " au ", " aux ", " a "),
    *(" to ", " et ", " and ", " - ", " / ", "-"),
)
_UNKNOWN_ENDS = frozenset({"une date inconnue", "date inconnue", "an unknown date", "unknown"})


def understand(typed: str) -> PartialDate:
    """The date an editor means: words, figures or any EDTF the archive keeps.

    Raises InvalidDate, and nothing else, for what is not a date, exists in no calendar, names a
    day of the week that does not match, or lacks the four digits of its year.
    """
    if len(typed) > _LONGEST:
        raise InvalidDate("unknown", typed)
    text = _folded(typed).rstrip(".,; ")
    if not text:
        raise InvalidDate("empty", typed)
    try:
        return parse(_folded(typed).upper())
    except InvalidDate as error:
        # A reason more telling than “not EDTF” is kept for when no other form fits.
        reason = error.code if error.code not in ("syntax", "unsupported") else "unknown"
    try:
        edtf = _to_edtf(text)
        if edtf is not None:
            return parse(edtf)
    except InvalidDate as error:
        reason = error.code
    raise InvalidDate(reason, typed.strip())


def _to_edtf(text: str) -> str | None:
    for read in (_single, _since, _until, _range):
        edtf = read(text)
        if edtf is not None:
            return edtf
    return None


def _since(text: str) -> str | None:
    match = _SINCE.match(text)
    start = _single(text[match.end() :]) if match else None
    return f"{start}/.." if start else None


def _until(text: str) -> str | None:
    match = _UNTIL.match(text)
    end = _single(text[match.end() :]) if match else None
    return f"../{end}" if end else None


def _range(text: str) -> str | None:
    opener = _OPENERS.match(text)
    text = text[opener.end() :] if opener else text
    for separator in _SEPARATORS:
        if text.count(separator) == 1:
            left, _, right = (part.strip() for part in text.partition(separator))
            return _between(left, right)
    return None


def _between(left: str, right: str) -> str | None:
    start_unknown, end_unknown = left in _UNKNOWN_ENDS, right in _UNKNOWN_ENDS
    end = "" if end_unknown else _single(right)
    if end is None or (start_unknown and end_unknown):
        return None
    start = "" if start_unknown else _start_before(left, end)
    return None if start is None else f"{start}/{end}"


def _start_before(left: str, end: str) -> str | None:
    """The first end; without a year or a month it borrows that of the end: « du 3 au 5 mars »."""
    if re.search(r"[0-9]{4}", left) or not end:
        return _single(left)
    year, _, rest = end.partition("-")
    if re.fullmatch(_DAY, left) and len(rest) >= 5:
        day = re.match(r"[0-9]+", left)
        return f"{year}-{rest[:2]}-{int(day[0]):02d}" if day else None
    return _single(f"{left} {year[:4]}")


def _single(text: str) -> str | None:
    """The EDTF of one date with its qualifier, or None when the text is not one."""
    uncertain = _UNCERTAIN.fullmatch(text)
    if uncertain:
        text = uncertain[1]
    before, after = _ABOUT_BEFORE.match(text), _ABOUT_AFTER.fullmatch(text)
    if before:
        text = text[before.end() :]
    elif after:
        text = after[1]
    edtf = _unqualified(text)
    if edtf is None and (uncertain or before or after):
        edtf = _hundred_years(text)
    if edtf is None:
        return None
    if before or after:
        return edtf + ("%" if uncertain else "~")
    return edtf + ("?" if uncertain else "")


def _hundred_years(text: str) -> str | None:
    """A whole century as ``display`` words it; only its qualifier tells it from an interval."""
    match = _CENTURY.fullmatch(text)
    return f"{match['century']}XX" if match else None


def _unqualified(text: str) -> str | None:
    article = _ARTICLE.match(text)
    text = text[article.end() :] if article else text
    weekday = _WEEKDAY.match(text)
    if weekday:
        return _on_weekday(text[weekday.end() :], _WEEKDAYS[weekday[1]])
    for pattern, read in _FORMS:
        match = pattern.fullmatch(text)
        if match:
            return read(match)
    return None


def _on_weekday(text: str, weekday: int) -> str | None:
    edtf = _unqualified(text)
    known = parse(edtf) if edtf else None
    if known is None or known.precision != "day":
        return None
    if known.sort_key.weekday() != weekday:
        raise InvalidDate("weekday", text)
    return edtf


def _written(year: str, month: int | str, day: str | None = None) -> str:
    if len(year) != 4:
        raise InvalidDate("year_digits", year)
    if not 1 <= int(month) <= 12:
        raise InvalidDate("month", str(month))  # never an EDTF season by accident
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")


def _day_in_words(match: re.Match[str]) -> str | None:
    day, month, year = match.groups()
    return _written(year or "", _MONTHS[month], day) if month in _MONTHS else None


def _english_day(match: re.Match[str]) -> str | None:
    month, day, year = match.groups()
    return _written(year, _MONTHS[month], day) if month in _MONTHS else None


def _named(match: re.Match[str]) -> str | None:
    """A month or a season and its year; « hiver 2016-2017 » is the winter that began in 2016."""
    name, year, next_year = match.groups()
    if name not in _MONTHS and name not in _SEASONS:
        return None
    if next_year and (_SEASONS.get(name) != 24 or int(next_year) != int(year) + 1):
        raise InvalidDate("unknown", match[0])  # « été 2016-2017 » may mean two things
    if name in _MONTHS:
        return _written(year, _MONTHS[name])
    if len(year) != 4:
        raise InvalidDate("year_digits", year)
    return f"{year}-{_SEASONS[name]}"


def _decade(match: re.Match[str]) -> str:
    year = match[1] or match[2]
    if len(year) != 4:
        raise InvalidDate("year_digits", year)
    if not year.endswith("0"):
        raise InvalidDate("decade", year)
    return f"{year[:3]}X"


def _missing_year(match: re.Match[str]) -> str:
    raise InvalidDate("year_digits", match[0])


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...]] = (
    (re.compile(r"[0-9]{4}"), lambda match: match[0]),
    (_YEAR_FIRST, lambda match: _written(match[1], match[3], match[4])),
    (_DAY_FIRST, lambda match: _written(match[4], match[3], match[1])),
    (_MONTH_AND_YEAR, lambda match: _written(match[2], match[1])),
    (_NO_YEAR, _missing_year),
    (_DECADE, _decade),
    (_NAMED, _named),
    (_DAY_IN_WORDS, _day_in_words),
    (_ENGLISH_DAY, _english_day),
)
