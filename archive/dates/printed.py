"""A partial date as a reader sees it, in French or in English.

What is displayed claims no more than what is known: a month is never given a day, an approximate
year stays approximate. ``understand`` reads every form displayed here for a four-digit year back
to the same days.
"""

from functools import lru_cache

from archive.dates.edtf import PartialDate, parse
from archive.dates.words import MONTHS, SEASONS

_FRENCH, _ENGLISH = "fr", "en"
_VOWELS = "aeiouéèêâîôûh"

_UNKNOWN_END = {_FRENCH: "une date inconnue", _ENGLISH: "an unknown date"}
_UNCERTAIN = {_FRENCH: "incertain", _ENGLISH: "uncertain"}


@lru_cache(maxsize=4_096)
def display(partial: PartialDate | str, language: str = _FRENCH) -> str:
    """The date in words: « janvier 2017 », « 1er février 2017 », “about 2017”, “2010s”.

    ``language`` is a language code; a region is ignored and any language but French is served
    in English. An EDTF text is parsed first, so InvalidDate may be raised.
    """
    if isinstance(partial, str):
        partial = parse(partial)
    spoken = _FRENCH if language.lower().split("-")[0] == _FRENCH else _ENGLISH
    if partial.precision == "interval":
        return _interval(partial.edtf, spoken)
    return _qualified(partial, spoken)


def _first_day(partial: PartialDate) -> tuple[int, int, int]:
    first = partial.sort_key
    return first.year, first.month, first.day


def _season_number(partial: PartialDate) -> int:
    return int(partial.edtf[5:7])


def _plain(partial: PartialDate, language: str) -> str:
    """The date without its qualifier, without an article."""
    year, month, day = _first_day(partial)
    match partial.precision:
        case "day":
            ordinal = "1er" if language == _FRENCH and day == 1 else str(day)
            return f"{ordinal} {MONTHS[language][month - 1]} {year}"
        case "month":
            return f"{MONTHS[language][month - 1]} {year}"
        case "season":
            return f"{SEASONS[language][_season_number(partial)]} {year}"
        case "decade":
            return f"années {year}" if language == _FRENCH else f"{year}s"
        case "century":
            between, and_ = ("entre", "et") if language == _FRENCH else ("between", "and")
            return f"{between} {year} {and_} {year + 99}"
        case _:
            return str(year)


def _article(partial: PartialDate, language: str) -> str:
    """The article that stands before the plain date in a sentence, with its blank if it has one."""
    if language == _ENGLISH:
        return "the " if partial.precision == "decade" else ""
    if partial.precision == "season":
        return "le " if _season_number(partial) == 21 else "l’"
    return {"day": "le ", "decade": "les "}.get(partial.precision, "")


def _qualified(partial: PartialDate, language: str) -> str:
    text = _plain(partial, language)
    if partial.qualifier in ("~", "%"):
        text = _about(partial, text, language)
    if partial.qualifier in ("?", "%"):
        text += f" ({_UNCERTAIN[language]})"
    return text


def _about(partial: PartialDate, text: str, language: str) -> str:
    if partial.precision == "century":
        return f"{text} environ" if language == _FRENCH else f"approximately {text}"
    word = "vers" if language == _FRENCH else "about"
    return f"{word} {_article(partial, language)}{text}"


def _interval(edtf: str, language: str) -> str:
    start, _, end = edtf.partition("/")
    if end == "..":
        since = "depuis" if language == _FRENCH else "since"
        return f"{since} {_with_article(parse(start), language)}"
    if start == "..":
        if language == _ENGLISH:
            return f"until {_with_article(parse(end), language)}"
        return _jusque(parse(end))
    first = parse(start) if start else None
    last = parse(end) if end else None
    opening = _opening(first, last, language)
    closing = _with_article(last, language) if last else _UNKNOWN_END[language]
    if language == _ENGLISH:
        return f"from {opening} to {closing}"
    return f"{_contracted('de', opening)} {_contracted('à', closing)}"


def _with_article(partial: PartialDate, language: str) -> str:
    """An end of an interval, inside a sentence: « le 3 mars 2017 », « 1984 environ »."""
    text = _article(partial, language) + _plain(partial, language)
    if partial.qualifier in ("~", "%"):
        text = f"{text} environ" if language == _FRENCH else f"about {text}"
    if partial.qualifier in ("?", "%"):
        text += f" ({_UNCERTAIN[language]})"
    return text


def _opening(first: PartialDate | None, last: PartialDate | None, language: str) -> str:
    """The first end, without the month or the year that the last end repeats."""
    if first is None:
        return _UNKNOWN_END[language]
    text = _with_article(first, language)
    if last is None or first.qualifier or last.qualifier or first.precision != last.precision:
        return text
    (year, month, _), (last_year, last_month, _) = _first_day(first), _first_day(last)
    if first == last or year != last_year or first.precision not in ("day", "month"):
        return text
    text = text.removesuffix(f" {year}")
    if first.precision == "day" and month == last_month:
        text = text.removesuffix(f" {MONTHS[language][month - 1]}")
    return text


def _contracted(preposition: str, text: str) -> str:
    """« de » or « à » before a date: « du 3 mars », « d’avril », « au printemps », « à l’été »."""
    if text.startswith("le "):
        return {"de": "du", "à": "au"}[preposition] + text.removeprefix("le")
    if preposition == "de" and text[0] in _VOWELS:
        return f"d’{text}"
    return f"{preposition} {text}"


def _jusque(last: PartialDate) -> str:
    text = _with_article(last, _FRENCH)
    if last.precision in ("day", "season"):
        return f"jusqu’{_contracted('à', text)}"
    return f"jusqu’en {text}"
