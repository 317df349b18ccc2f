"""Numbers of people in other authority files: how each is written, checked and addressed.

Whoever copies one out of a browser pastes an address; whoever copies it from a notice keeps its
spaces. Both are understood, and one form is kept. Plain values in, plain values out.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

BETANUMERIC: Final = "0123456789bcdfghjkmnpqrstvwxz"
LONGEST: Final = 300  # characters typed: a pasted address, with room to spare


class InvalidIdentifier(ValueError):
    """What was typed is no number of this authority file."""


class WrongCheckCharacter(InvalidIdentifier):
    """The right shape, and a last character that does not follow from the others.

    ``expected`` is the one that would, if all the others are right.
    """

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


def isni_check(digits: str) -> str:
    """ISO 7064 MOD 11-2, as ISO 27729 prescribes for an ISNI."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2 % 11
    return "0123456789X"[(12 - total) % 11]


def ark_check(name: str) -> str:
    """The check character of an ARK's name, by the NOID algorithm (J. Kunze, CDL).

    Each character's place in the betanumeric alphabet times its position in the name, modulo 29.
    The BnF counts over the name alone ("cb" and the digits), without its naming authority.
    """
    total = sum(place * BETANUMERIC.index(char) for place, char in enumerate(name, start=1))
    return BETANUMERIC[total % len(BETANUMERIC)]


def ppn_check(digits: str) -> str:
    """The check character of a PICA production number: weights 9 to 2, modulo 11, X for ten."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(9, 1, -1), strict=True))
    return "0123456789X"[-total % 11]


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority file: ``shape`` is matched whole, ``check`` counts over all but the last."""

    hosts: tuple[str, ...]
    shape: re.Pattern[str]
    address: str
    check: Callable[[str], str] | None = None
    in_capitals: bool = True

    def name_of(self, written: str) -> str:
        """The number itself, without what stands around it and in the case it is kept in."""
        closed = re.sub(r"[\s\u200b.\-\u2010-\u2015]+", "", written)
        return closed.upper() if self.in_capitals else closed.lower()


AUTHORITIES: Final[dict[str, Authority]] = {
    "wikidata": Authority(
        ("wikidata.org",),
        re.compile(r"Q[1-9][0-9]{0,11}"),
        "https://www.wikidata.org/wiki/{}",
    ),
    # 2 to 9 figures, or 19 to 22 since clusters have long numbers.
    "viaf": Authority(
        ("viaf.org",),
        re.compile(r"[1-9][0-9]([0-9]{0,7}|[0-9]{17,20})"),
        "https://viaf.org/viaf/{}",
    ),
    "isni": Authority(
        ("isni.org", "isni-url.oclc.nl"),
        re.compile(r"[0-9]{15}[0-9X]"),
        "https://isni.org/isni/{}",
        isni_check,
    ),
    "bnf": Authority(
        ("data.bnf.fr", "catalogue.bnf.fr", "ark.bnf.fr", "n2t.net"),
        re.compile(rf"cb[0-9]{{8,9}}[{BETANUMERIC}]"),
        "https://data.bnf.fr/ark:/12148/{}",
        ark_check,
        in_capitals=False,
    ),
    "idref": Authority(
        ("idref.fr",),
        re.compile(r"[0-9]{8}[0-9X]"),
        "https://www.idref.fr/{}",
        ppn_check,
    ),
}

# What a notice prints before the number itself.
LABEL = re.compile(r"(isni|ppn|viaf|idref|bnf|wikidata|wd)[\s:]+", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?://)?((?:[a-z0-9-]+\.)+[a-z]{2,})/(.*)", re.IGNORECASE)
# What an address holds beside the number, as these sites and their older forms write it.
STEPS: Final = {
    "wiki", "entity", "viaf", "isni", "item", "special:entitydata", "ark:", "ark:12148", "12148",
    "id", "fr", "en", "public", "cluster", "processed",
}  # fmt: skip
NUMBERED_PAGE = re.compile(r"[0-9]{8}")  # data.bnf.fr/fr/11907966/victor_hugo/


def canonical(scheme: str, typed: str) -> str:
    """The one form the archive keeps of a number, an address or a spaced copy of it.

    Raises ``InvalidIdentifier`` for what cannot be one, an address of another site included, and
    ``WrongCheckCharacter`` for what was miscopied.
    """
    authority = AUTHORITIES[scheme]
    written = typed.strip()
    if len(written) > LONGEST:
        raise InvalidIdentifier
    name = authority.name_of(number_in(written, scheme))
    if not authority.shape.fullmatch(name):
        raise InvalidIdentifier
    if authority.check:
        expected = authority.check(name[:-1])
        if expected != name[-1]:
            raise WrongCheckCharacter(expected)
    return name


def number_in(written: str, scheme: str) -> str:
    """What may be the number in what was typed: the telling step of an address, or all of it."""
    written = LABEL.sub("", written, count=1) if LABEL.match(written) else written
    found = ADDRESS.fullmatch(written)
    if found is None:
        return written.rpartition("/")[2] if written.lower().startswith("ark:/12148/") else written
    host, path = found[1].lower(), re.split(r"[?#]", found[2])[0]
    if not any(host == known or host.endswith(f".{known}") for known in AUTHORITIES[scheme].hosts):
        raise InvalidIdentifier
    steps = [
        step.removesuffix(".xml").removesuffix(".rdf").removesuffix(".json")
        for step in path.split("/")
        if step and step.lower() not in STEPS
    ]
    if not steps:
        raise InvalidIdentifier
    if scheme == "bnf" and NUMBERED_PAGE.fullmatch(steps[0]):
        return f"cb{steps[0]}{ark_check(f'cb{steps[0]}')}"
    return steps[0]


def address(scheme: str, value: str) -> str:
    """Where the authority file shows this record."""
    return AUTHORITIES[scheme].address.format(quote(value, safe=""))
