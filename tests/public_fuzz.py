"""Query strings that nobody means well by, for every public page: the same ones at every run."""

import random
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import quote, quote_plus

from django.urls import reverse

from archive.models import Edition, Outlet, Person, Topic
from archive.models.keys import facet_key

KNOWN: Final = [
    "q", "speaker", "about", "topic", "outlet", "kind", "role", "place", "year", "since", "until",
    "sort", "before", "after", "rank", "letter", "from", "to", "page", "by", "month",
]  # fmt: skip
UNKNOWN: Final = ["", "x", "Q", "q[]", "q.x", "__proto__", "pk__in", "state", "csrf", "é", "%", "'"]
# Encoded already.
RAW: Final = [
    "%00", "a%00b", "%ED%A0%80", "%FF%FE", "%C3", "%", "%zz", "%u0041", "%F4%90%80%80", "+%20+",
]  # fmt: skip
OPERATORS: Final = [
    "NEAR(", "NEAR(a b, 3)", "a*", "col:", "{said}:x", "{said names} : x", "^x", "-", "--", '"',
    '""', '"a', "-«", "!(a|b)<->", ":*", "a:*B", "a & !b", "AND OR NOT", "a AND", "OR", "NOT a",
    "((((", "))))", "'a':1", "\\", "\\'", "$$a$$", "a <2> b", "said : zze", "zzs1", "zz", "zz0",
    "rank MATCH 'bm25'", "rowid:1", "* * *", "a" * 100, "-a -b", '-"a b"', "l'", "’’’", "U.M.P.",
]  # fmt: skip
WILDCARDS: Final = ["%", "_", "%%%", "a%", "_a_", "\\%", "[a-z]", "?", ".*", "(a+)+$"]
DATES: Final = [
    "2017", "2017-01", "2017-02-31", "2017-13", "0000", "0001", "-0001", "99999", "9999-12-31",
    "Infinity", "NaN", "1e300", "-1", "0", "٢٠١٧", "２０１７", "2017/..", "../2017", "/2017",
    "2017/", "2017/2016", "../..", "201X", "20XX", "XXXX", "2017-XX-XX", "2017-21", "2017-24",
    "2017-25",
    "2017~", "2017?", "2017%", "2017-01-01T00:00:00Z", "2017-01-01T25:00:00", "Y17E7", "[2017]",
    "hier", "vers 2017", "31/12/9999", "1/1/1", "32/01/2017", "janvier", "hiver 2017", "1799/1801",
    "1799", "1800", "1800-01-01", "1800-01-02", "0001/9999", "9999/..", "les années 2010",
]  # fmt: skip
NUMBERS: Final = [
    "1", "0", "-1", "1000000000", str(2**31), str(2**53), str(2**63), str(2**64), "1" * 5000, "1.5",
    "1e3", "0x10", " 1", "1 ", "+1", "²", "①", "١", "01", "1_000", "None", "null", "true",
]  # fmt: skip
MARKUP: Final = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "{% debug %}",
    "&lt;b&gt;", "</title>", "javascript:alert(1)", "\u202e", "\u200b", "\ufeff", "\r\nX: y",
    "\x1b[2J",
]  # fmt: skip
SQL: Final = [
    "' OR 1=1 --", "1; DROP TABLE archive_edition", "1 UNION SELECT 1", "pg_sleep(9)", "%s",
    "%(a)s", "?", ":1", "/**/", "1) OR (1=1",
]  # fmt: skip
LONG: Final = [
    lambda: "a" * 7_000, lambda: "a " * 3_000, lambda: "-a" * 1_500, lambda: "a" * 1_000_000,
    lambda: "a " * 500_000, lambda: '"' * 1_000_000,
    lambda: "é" * 300_000, lambda: "-a" * 400_000, lambda: "(" * 1_000_000,
    lambda: "l’" * 300_000, lambda: "1" * 1_000_000, lambda: "2017/" * 200_000,
]  # fmt: skip
HOSTILE: Final = [OPERATORS, WILDCARDS, DATES, NUMBERS, MARKUP, SQL]
LONG_OF_A_THOUSAND: Final = 12


def existing() -> dict[str, list[str]]:
    """For each parameter, values that lead to something."""
    editions = list(Edition.objects.all()[:20])
    slugs = [*Person.objects.values_list("slug", flat=True)]
    days = [e.said_on for e in editions if e.said_on] + ["2017", "2019-03"]
    keys = [str(e.sort_key) for e in editions]
    return {
        "q": ["halle", "printemps", "Quévrain", '"la halle"', "-halle", "la", "vice-président"],
        "speaker": slugs, "about": slugs, "from": slugs, "to": slugs,
        "topic": [*Topic.objects.values_list("slug", flat=True)],
        "outlet": [str(pk) for pk in Outlet.objects.values_list("pk", flat=True)],
        "kind": Edition.Kind.values, "sort": ["date", "relevance"],
        "role": [facet_key(e.speaker_role) for e in editions if e.speaker_role],
        "place": [facet_key(e.place) for e in editions if e.place],
        "year": ["2017", "2019"], "since": days, "until": days,
        "before": keys, "after": keys, "rank": ["0", "1", "2", "3"], "letter": ["q", "é", "#"],
    }  # fmt: skip


def named() -> list[tuple[str, list]]:
    """The names of the public addresses, with what they take: of something, and of nothing."""
    edition = Edition.objects.filter(state=Edition.State.CURRENT).exclude(speaker=None).first()
    withdrawn = Edition.objects.filter(state=Edition.State.RETRACTED).first()
    one, other = Person.objects.order_by("pk")[:2]
    return [
        ("home", []), ("statement-list", []), ("statement-detail", [edition.statement_id]),
        ("statement-detail", [999_999]), ("statement-detail", [withdrawn.statement_id]),
        ("edition-detail", [edition.statement_id, edition.number]), ("article-list", []),
        ("article-detail", [edition.article_id]), ("person-list", []), ("person-names", []),
        ("person-detail", [edition.speaker.slug]), ("person-detail", ["personne"]),
        ("pair", [one.slug, other.slug]), ("pair", [one.slug, "personne"]), ("map", []),
        ("outlet-list", []), ("outlet-detail", [Outlet.objects.first().pk]), ("topic-list", []),
        ("topic-detail", [Topic.objects.first().slug]), ("coverage", []), ("about", []),
        ("policy", ["corrections"]), ("policy", ["personne"]),
    ]  # fmt: skip


def addresses() -> list[str]:
    """Every public page, in both languages."""
    here = [reverse(f"archive:{name}", args=given) for name, given in named()]
    return [*here, *(f"/en{path}" for path in here)]


def values(chance: random.Random, name: str, known: dict[str, list[str]]) -> str:
    """An encoded value for this parameter."""
    kind = chance.random()
    if kind < LONG_OF_A_THOUSAND / 1000:
        return quote(chance.choice(LONG)())
    if kind < 0.08:
        return chance.choice(RAW)
    if kind < 0.5 and known.get(name):
        return quote_plus(chance.choice(known[name]))
    if kind < 0.6:
        return quote_plus(chance.choice(known[chance.choice(sorted(known))] or [""]))
    some = [chance.choice(chance.choice(HOSTILE)) for _ in range(chance.choice((1, 1, 1, 2, 4)))]
    encode: Callable[[str], str] = chance.choice((quote, quote_plus))
    return encode(" ".join(some))


def query_strings(seed: int, number: int, known: dict[str, list[str]]) -> Iterator[str]:
    chance = random.Random(seed)
    for _ in range(number):
        parts = []
        for _part in range(chance.choice((0, 1, 1, 2, 3, 5, 9))):
            listed = KNOWN if chance.random() < 0.92 else UNKNOWN
            name = "q" if chance.random() < 0.3 else chance.choice(listed)
            value = values(chance, name, known)
            parts.append(f"{quote(name)}={value}" if chance.random() < 0.97 else quote(name))
        yield chance.choice(("&", "&", "&", "&&", ";")).join(parts)
