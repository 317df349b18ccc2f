"""The news agency an article credits: "(avec Reuters)", "(AFP)", "Le Courrier avec AFP".

An agency that a sentence merely mentions is no credit: only a line of its own, the end of the
text or the parenthesis of a dateline is believed.
"""

from __future__ import annotations

import re

_AGENCIES = {
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "Reuters": ("Reuters", "Thomson Reuters", "REUTERS"),
    "AP": ("AP", "Associated Press", "The Associated Press"),
    "dpa": ("dpa", "DPA"),
    "EFE": ("EFE",),
    "Europa Press": ("Europa Press",),
    "ANSA": ("ANSA", "Ansa"),
    "Belga": ("Belga", "BELGA"),
    "Keystone-ATS": ("Keystone-ATS", "ATS-Keystone", "Keystone/ATS"),
    "ATS": ("ATS", "Agence télégraphique suisse"),
    "APA": ("APA",),
    "ANP": ("ANP",),
    "Lusa": ("Lusa", "LUSA"),
    "PAP": ("PAP",),
    "Presse canadienne": ("La Presse canadienne", "Presse canadienne", "La Presse Canadienne"),
    "UPI": ("UPI",),
    "Bloomberg": ("Bloomberg",),
    "TASS": ("TASS", "ITAR-TASS", "Itar-Tass", "Tass"),
    "Interfax": ("Interfax",),
    "RIA Novosti": ("RIA Novosti", "Ria Novosti"),
    "Ukrinform": ("Ukrinform",),
    "Xinhua": ("Xinhua", "Chine nouvelle", "Chine Nouvelle"),
    "Kyodo": ("Kyodo",),
    "Yonhap": ("Yonhap",),
    "PTI": ("PTI",),
    "Anadolu": ("Anadolu", "Agence Anadolu"),
    "APS": ("APS", "Algérie presse service"),
    "MAP": ("MAP", "Maghreb arabe presse"),
    "TAP": ("TAP", "Tunis Afrique Presse"),
    "AIP": ("AIP", "Agence ivoirienne de presse"),
}
_CANONICAL = {variant: name for name, variants in _AGENCIES.items() for variant in variants}

# A proper name: a few capitalised words, joined by the small words French names hold. Every
# repetition is bounded, so that no line costs more than a fixed time.
CAPITAL = r"[^\W\d_a-zß-öø-ÿœ]"
_LINK = r"(?:de|du|des|d['’]|la|le|les|l['’]|sur|sous|en|et|aux?|lès|lez|près|d')"
_WORD = rf"{CAPITAL}[\w’'-]{{0,40}}"
PROPER_NAME = rf"{_WORD}(?:[ \u00a0](?:{_LINK}[ \u00a0]?){{0,2}}{_WORD}){{0,4}}"

_AGENCY = (
    "(?:l['’])?(?:"
    + "|".join(re.escape(variant) for variant in sorted(_CANONICAL, key=len, reverse=True))
    + r")(?!\w)"
)
_LIST = rf"(?P<agencies>{_AGENCY}(?:\s?(?:,|/|-|&|\bet\b|\band\b)\s?{_AGENCY}){{0,3}})"
_ONE = re.compile(_AGENCY)
_BARE = re.compile(_LIST)
_INTRODUCED = re.compile(
    rf"(?:(?i:avec|with|par|source\s?:|sources\s?:|d['’]après|©|\(c\))\s?)(?:l['’]agence\s)?{_LIST}"
)
_OUTLET = rf"(?:{PROPER_NAME}|[Ll]a [Rr]édaction|[\w-]{{1,30}}\.[a-z]{{2,4}}|[0-9]{{1,3}} {_WORD})"
_OUTLET_WITH = re.compile(rf"(?:Par\s)?(?P<outlet>{_OUTLET}),?\s\(?avec\s{_LIST}")

# "Entretien avec Reuters" announces who asked, not who supplied the text.
_TALKS = {"entretien", "interview", "rencontre", "accord", "contrat", "dialogue", "partenariat"}

_LINE_MAX = 100  # code points: a longer line is no signature
_FINAL_PARENTHESIS = re.compile(r"\(([^()\n]{1,80})\)\s?\.?$")
_FINAL_WORDS = re.compile(rf"[.!?…»”\"]\s(?:[—–-]\s)?[Aa]vec\s{_LIST}\s?\.?$")
_SENTENCE_END = re.compile(r"[.!?…»”\"]\s*$")
_TAIL = 400  # code points: what is looked at for a credit at the end
_TAIL_LINES = 3


def bare_credit(words: str) -> str:
    """Return the agencies when the words are nothing but their names: "AFP", "AFP et Reuters".

    The names come back in the order printed, joined by ", ", under the name each agency goes by.
    An empty string means that it is no credit.
    """
    found = _BARE.fullmatch(words.strip())
    return _canonical(found["agencies"]) if found else ""


def signature(line: str) -> str:
    """Return the agencies when a whole line is a credit, and an empty string otherwise."""
    if len(line) > _LINE_MAX:
        return ""
    words = line.strip(" \t\u00a0\u202f()[]—–-.*")
    if found := _BARE.fullmatch(words) or _INTRODUCED.fullmatch(words):
        return _canonical(found["agencies"])
    found = _OUTLET_WITH.fullmatch(words)
    if not found or found["outlet"].split()[0].casefold() in _TALKS:
        return ""
    return _canonical(found["agencies"])


def closing_credit(body: str) -> str:
    """Return the agencies credited at the end of the text, or an empty string.

    At the very end a bare "(AFP)" counts when it stands after a sentence; inside one it spells
    an acronym out.
    """
    text = body.rstrip()
    tail = text[-_TAIL:]
    if found := _FINAL_PARENTHESIS.search(tail):
        words, before = found[1].strip(), tail[: found.start()]
        if not bare_credit(words) or not before.strip() or _SENTENCE_END.search(before):
            return signature(words)
    if found := _FINAL_WORDS.search(tail):
        return _canonical(found["agencies"])
    whole_lines = tail.split("\n")[1 if len(text) > _TAIL else 0 :]
    last_lines = [line for line in whole_lines if line.strip()][-_TAIL_LINES:]
    return next(filter(None, map(signature, reversed(last_lines))), "")


def _canonical(names: str) -> str:
    found = (_CANONICAL[one.removeprefix("l'").removeprefix("l’")] for one in _ONE.findall(names))
    return ", ".join(dict.fromkeys(found))
