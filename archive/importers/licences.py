"""The short name of an open licence, from the address under which it is published."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

_CREATIVE_COMMONS = re.compile(
    r"/licenses/(?P<terms>by(?:-sa|-nd|-nc|-nc-sa|-nc-nd|-nd-nc)?)"
    r"/(?P<version>1\.0|2\.0|2\.1|2\.5|3\.0|4\.0)"
    r"(?:/(?P<country>igo|[a-z]{2}))?(?:/(?:deed|legalcode)[^/]*)?/?"
)
_PUBLIC_DOMAIN = re.compile(
    r"/publicdomain/(?P<kind>zero|mark)/1\.0(?:/(?:deed|legalcode)[^/]*)?/?"
)
_ETALAB_FILE = re.compile(r"etalab-licence-ouverte-v(?P<version>[0-9]\.[0-9])")
_OPEN_DATA_COMMONS = re.compile(r"/licenses/(?P<terms>odbl|by|pddl)(?:/1[-.]0)?/?")
_ODC_NAMES = {"odbl": "ODbL 1.0", "by": "ODC-By 1.0", "pddl": "PDDL 1.0"}
_FREE_DOCUMENTATION = re.compile(
    r"/(?:licenses|copyleft)(?:/old-licenses)?/fdl(?:-(?P<version>1\.[1-3]))?(?:\.[a-z.-]*)?"
)
_OPEN_GOVERNMENT = re.compile(r"/doc/open-government-licence/version/(?P<version>[1-3])/?")


def licence_name(url: str) -> str | None:
    """Return the name readers know a licence by, or None when the address is not a known one.

    "https://creativecommons.org/licenses/by/2.5/" is "CC BY 2.5". A version is never supposed:
    where the address names none and several exist, the name carries none. Raises nothing.
    """
    try:
        parts = urlsplit(url.strip().lower())
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"}:
        return None
    name_by_path = _PUBLISHERS.get((parts.hostname or "").removeprefix("www."))
    return name_by_path(parts.path) if name_by_path else None


def _creative_commons(path: str) -> str | None:
    if found := _PUBLIC_DOMAIN.fullmatch(path):
        return "CC0 1.0" if found["kind"] == "zero" else "Public Domain Mark 1.0"
    found = _CREATIVE_COMMONS.fullmatch(path)
    if not found:
        return None
    words = ["CC", found["terms"].upper(), found["version"], (found["country"] or "").upper()]
    return " ".join(filter(None, words))


def _etalab(path: str) -> str | None:
    if found := _ETALAB_FILE.search(path):
        return "Licence Ouverte " + found["version"]
    return "Licence Ouverte" if "/licence-ouverte-open-licence" in path else None


def _github(path: str) -> str | None:
    # The text of version 2.0 is kept in that repository, under LO.md and open-licence.md.
    return "Licence Ouverte 2.0" if path.startswith("/etalab/licence-ouverte") else None


def _spdx(path: str) -> str | None:
    found = re.fullmatch(r"/licenses/etalab-2\.0(?:\.html)?", path)
    return "Licence Ouverte 2.0" if found else None


def _open_data_commons(path: str) -> str | None:
    found = _OPEN_DATA_COMMONS.fullmatch(path)
    return _ODC_NAMES[found["terms"]] if found else None


def _gnu(path: str) -> str | None:
    found = _FREE_DOCUMENTATION.fullmatch(path)
    return " ".join(filter(None, ["GFDL", found["version"]])) if found else None


def _national_archives(path: str) -> str | None:
    found = _OPEN_GOVERNMENT.fullmatch(path)
    return f"OGL UK {found['version']}.0" if found else None


_PUBLISHERS: dict[str, Callable[[str], str | None]] = {
    "creativecommons.org": _creative_commons,
    "etalab.gouv.fr": _etalab,
    "alliance.numerique.gouv.fr": _etalab,
    "data.gouv.fr": _etalab,
    "github.com": _github,
    "spdx.org": _spdx,
    "opendatacommons.org": _open_data_commons,
    "gnu.org": _gnu,
    "nationalarchives.gov.uk": _national_archives,
}
