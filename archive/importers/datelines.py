"""The dateline: where and when a piece says it was written, as its first lines print it.

Recognised: "LILLE (AFP) — ", "Lille, France" on its own line, "Lille, 12 janvier. ", "PARIS,
Jan 12 (Reuters) - ", "22 janvier 2017. – ", "1er janvier 2016, 14h30 . –", "22 janvier 2017,
Lyon. –" and "Publié le 22/01/2017 à 18:04". A capitalised word before a dash is not enough to be
a place ("COULISSES - "): an agency, a date or a country must stand beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.dates import InvalidDate
from archive.dates import parse as parse_date
from archive.importers.credits import PROPER_NAME, bare_credit

HEAD = 200  # code points of a line in which a dateline must end

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan",
            "février fevrier févr fév february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "août aout august aug",
            "septembre sept september sep",
            "octobre oct october",
            "novembre nov november",
            "décembre decembre déc december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_RUBRICS = frozenset(
    """actualité|analyse|chronique|culture|direct|document|économie|éditorial|enquête|entretien
    |exclusif|exclusivité|info|international|interview|monde|politique|portrait|récit|reportage
    |société|sport|sports|tribune|urgent|vidéo""".replace("\n    ", "").split("|")
)
_COUNTRIES = """Afghanistan|Afrique du Sud|Albanie|Algérie|Allemagne|Andorre|Angola|Argentine
    |Arabie saoudite|Arménie|Australie|Autriche|Azerbaïdjan|Bahreïn|Bangladesh|Belgique|Bénin
    |Biélorussie|Birmanie|Bolivie|Bosnie-Herzégovine|Botswana|Brésil|Bulgarie|Burkina Faso
    |Burundi|Cambodge|Cameroun|Canada|Cap-Vert|Centrafrique|Chili|Chine|Chypre|Colombie|Comores
    |Congo|Corée du Nord|Corée du Sud|Costa Rica|Côte d'Ivoire|Croatie|Cuba|Danemark|Djibouti
    |Égypte|Equateur|Équateur|Érythrée|Espagne|Estonie|États-Unis|Etats-Unis|Éthiopie|Finlande
    |France|Gabon|Gambie|Géorgie|Ghana|Grèce|Guatemala|Guinée|Guinée-Bissau|Guinée équatoriale
    |Haïti|Honduras|Hongrie|Inde|Indonésie|Irak|Iran|Irlande|Islande|Israël|Italie|Jamaïque
    |Japon|Jordanie|Kazakhstan|Kenya|Kirghizistan|Kosovo|Koweït|Laos|Lettonie|Liban|Liberia
    |Libye|Liechtenstein|Lituanie|Luxembourg|Macédoine|Madagascar|Malaisie|Malawi|Maldives|Mali
    |Malte|Maroc|Maurice|Mauritanie|Mexique|Moldavie|Monaco|Mongolie|Monténégro|Mozambique
    |Namibie|Népal|Nicaragua|Niger|Nigeria|Norvège|Nouvelle-Zélande|Oman|Ouganda|Ouzbékistan
    |Pakistan|Palestine|Panama|Paraguay|Pays-Bas|Pérou|Philippines|Pologne|Portugal|Qatar
    |RD Congo|République centrafricaine|République démocratique du Congo|République dominicaine
    |République tchèque|Tchéquie|Roumanie|Royaume-Uni|Russie|Rwanda|Salvador|Sénégal|Serbie
    |Seychelles|Sierra Leone|Singapour|Slovaquie|Slovénie|Somalie|Soudan|Soudan du Sud|Sri Lanka
    |Suède|Suisse|Suriname|Syrie|Tadjikistan|Taïwan|Tanzanie|Tchad|Thaïlande|Togo|Tunisie
    |Turkménistan|Turquie|Ukraine|Uruguay|Vatican|Venezuela|Vietnam|Viêt Nam|Yémen|Zambie
    |Zimbabwe""".replace("\n    ", "").split("|")

_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?!\w)\.?"
_DATE = re.compile(
    rf"(?i:(?:le\s)?(?:(?:{'|'.join(_WEEKDAYS)}),?\s)?(?P<day>[0-9]{{1,2}})(?:\s?er)?\s"
    rf"(?P<month>{_MONTH})(?:\s(?P<year>[0-9]{{4}})(?![0-9]))?"
    rf"|(?P<month_first>{_MONTH})\s(?P<day_second>[0-9]{{1,2}})(?:,?\s(?P<year_last>[0-9]{{4}}))?)"
)
_TIME = re.compile(
    r"(?:,\s?|\s)(?:à\s)?[0-9]{1,2}\s?[h:]\s?(?:[0-9]{2})?"
    r"(?:\s?\(?(?:UTC|GMT)(?:[+-][0-9]{1,2})?\)?)?"
)
_PLACE = re.compile(PROPER_NAME)
_PARENTHESIS = re.compile(r"\s?\((?P<words>[^()\n]{1,60})\)")
_COUNTRY_NAMES = "|".join(sorted(_COUNTRIES, key=len, reverse=True)).replace("'", "['’]")
_COUNTRY = re.compile(rf"(?:,\s|\s\()(?i:{_COUNTRY_NAMES})(?!\w)\)?")
_PLACE_AFTER_DATE = re.compile(rf",\s(?P<place>{PROPER_NAME}(?:, [^.–—\n]{{1,60}})?)")
_DASH = re.compile(r"\s?[.:]?\s?(?:[–—]|--?)(?:\s+|$)")
_LINE_END = re.compile(r"\s*\.?\s*$")
_FULL_STOP = re.compile(r"(?:\s?\.|(?<=\.))\s+")  # a month may have taken the stop: "12 janv."
_BEFORE_DATE = re.compile(r",?\s")
_PUBLISHED = re.compile(r"(?i:(?:publié|mis en ligne|posté)(?:e)?\s(?:le\s|:\s?)(?:le\s)?)")
_FIGURES = re.compile(r"(?P<day>[0-9]{1,2})[/.](?P<month>[0-9]{1,2})[/.](?P<year>[0-9]{4})(?!\w)")
# "Publié le 3 mai 2016, le décret…" starts a sentence: what follows must be a website's furniture.
_AFTER_PUBLISHED = re.compile(r"\s*(?:$|[–—|•·(-]|(?:[,.;]\s|et\s)?(?i:mis|modifié|màj|par)\s)")


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the start of one line says of place, date and agency; "" where it says nothing."""

    place: str
    published: str  # EDTF, a full day
    agency: str
    end: int  # code points of the line: where the sentence after the dateline starts


def read_dateline(line: str) -> Dateline | None:
    """Return the dateline that a line, without its indent, starts with or consists of, or None.

    A day and a month without a year are no date: the year is not guessed. Time is bounded, for
    only the first 200 code points are read.
    """
    head = line[:HEAD]
    return _publication(head) or _from_date(head) or _from_place(head) or _from_agency(head)


def is_date(edtf: str) -> bool:
    """Tell whether an ISO date, partial or not, is one the calendar holds."""
    try:
        parse_date(edtf)
    except InvalidDate:
        return False
    return True


def _publication(head: str) -> Dateline | None:
    prefix = _PUBLISHED.match(head)
    if not prefix or len(head) == HEAD:
        return None
    if figures := _FIGURES.match(head, prefix.end()):
        day, at = _iso(figures["year"], int(figures["month"]), figures["day"]), figures.end()
    elif date := _DATE.match(head, prefix.end()):
        day, at = _day(date), date.end()
    else:
        return None
    if time := _TIME.match(head, at):
        at = time.end()
    return Dateline("", day, "", len(head)) if day and _AFTER_PUBLISHED.match(head, at) else None


def _from_date(head: str) -> Dateline | None:
    date = _DATE.match(head)
    day = _day(date) if date else ""
    if not date or not day:
        return None
    at, place = date.end(), ""
    if time := _TIME.match(head, at):
        at = time.end()
    if named := _PLACE_AFTER_DATE.match(head, at):
        at, place = named.end(), named["place"].strip()
    end = _DASH.match(head, at) or _LINE_END.match(head, at)
    return Dateline(place, day, "", end.end()) if end else None


def _from_agency(head: str) -> Dateline | None:
    credit = _PARENTHESIS.match(head)
    agency = bare_credit(credit["words"]) if credit else ""
    end = _DASH.match(head, credit.end()) if credit and agency else None
    return Dateline("", "", agency, end.end()) if end else None


def _from_place(head: str) -> Dateline | None:
    """Read a place, then its country or region, a date, an agency, and the mark that ends them."""
    named = _PLACE.match(head)
    if not named:
        return None
    at = named.end()
    country = _COUNTRY.match(head, at)
    if country:
        at = country.end()
    elif (region := _PARENTHESIS.match(head, at)) and not bare_credit(region["words"]):
        at = region.end()
    place = head[:at]
    date = _date_after(head, at)
    at = date.end() if date else at
    agency = ""
    if credit := _PARENTHESIS.match(head, at):
        agency, at = bare_credit(credit["words"]), credit.end()
    if _is_no_place(named[0]):
        place, country, date = "", None, None  # "EXCLUSIF (Reuters) - ": a rubric may credit too
    if not (country or date or agency):
        return None
    end = _DASH.match(head, at) or _LINE_END.match(head, at)
    if not end and (date or agency):
        end = _FULL_STOP.match(head, at)
    return Dateline(place, _day(date) if date else "", agency, end.end()) if end else None


def _is_no_place(words: str) -> bool:
    first = words.split()[0].casefold().strip("'’-")
    return first in _RUBRICS or first in _WEEKDAYS or first in _MONTHS


def _date_after(head: str, at: int) -> re.Match[str] | None:
    blank = _BEFORE_DATE.match(head, at)
    return _DATE.match(head, blank.end()) if blank else None


def _day(date: re.Match[str]) -> str:
    """Return the full day a printed date names, or "" when its year or its day is missing."""
    year = date["year"] or date["year_last"]
    month = (date["month"] or date["month_first"]).casefold().rstrip(".")
    return _iso(year, _MONTHS[month], date["day"] or date["day_second"]) if year else ""


def _iso(year: str, month: int, day: str) -> str:
    edtf = f"{year}-{month:02}-{int(day):02}"
    return edtf if is_date(edtf) else ""
