"""How an answer divides: by speaker, target, topic, outlet, role, place, year and kind.

Of the whole archive it is kept (``archive.models.tallies``); of any other answer it is counted over
its newest statements, and the page says so when there are more.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final
from urllib.parse import urlencode

from django.db import connection
from django.utils.translation import gettext as _

from archive.finding.matches import Match
from archive.finding.records import TOPICS
from archive.models import Edition, FacetTally, Person, PersonInPrint
from archive.search import facets as tokens

CHOICES_SHOWN: Final = 8
MERGED_READ: Final = 1_000
YEARS_SHOWN: Final = 300  # of an archive that goes back to 1800, all
Dimension = FacetTally.Dimension

# The parameters of the list's address, in the order in which they are shown, with their facets.
PARAMETERS: Final = {
    "speaker": tokens.SPEAKER, "about": tokens.ABOUT, "topic": tokens.TOPIC,
    "outlet": tokens.OUTLET, "year": tokens.YEAR, "kind": tokens.KIND, "role": tokens.ROLE,
    "place": tokens.PLACE,
}  # fmt: skip
PEOPLE_OF: Final = {tokens.SPEAKER, tokens.ABOUT}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow a list: the value its address takes, and how much that leads to."""

    parameter: str
    value: str
    label: str
    count: int

    def query(self, kept: str) -> str:
        """The query of the list narrowed by this choice, after the parameters that are kept."""
        asked = urlencode({self.parameter: self.value})
        return f"?{kept}&{asked}" if kept else f"?{asked}"


@dataclass(frozen=True, slots=True)
class Facet:
    """The ways to narrow a list by one parameter, the most frequent first."""

    parameter: str
    label: str
    choices: list[Choice]


Named = tuple[str, str]  # what the address takes, and what a reader calls it
Counts = Mapping[str, Sequence[tuple[str, int]]]  # by parameter: values of the index, how many


def labels() -> dict[str, str]:
    return {
        "speaker": _("Said by"),
        "about": _("About or to"),
        "topic": _("Topic"),
        "outlet": _("Printed by"),
        "year": _("Year"),
        "kind": _("Kind"),
        "role": _("Role then"),
        "place": _("Place"),
    }


def facets_of(counts: Counts, total: int, asked: Iterable[str]) -> list[Facet]:
    """These counts as facets, without the parameters already asked for and what narrows nothing."""
    left_out, named = set(asked), labels()
    kept = {
        parameter: [row for row in rows if row[1]][: shown(parameter)]
        for parameter, rows in counts.items()
        if parameter not in left_out and any(0 < count < total for _value, count in rows)
    }
    choices = named_choices(kept)
    return [
        Facet(parameter, named[parameter], choices[parameter])
        for parameter in PARAMETERS
        if choices.get(parameter)
    ]


def shown(parameter: str) -> int:
    return YEARS_SHOWN if parameter == "year" else CHOICES_SHOWN


def counted(found: Sequence[Match], left_out: Collection[str] = ()) -> Counts:
    """How these matches divide, but by the parameters left out. People are counted as who they are
    now, once a match."""
    asked = {facet: name for name, facet in PARAMETERS.items() if name not in left_out}
    held = [match.facets.split() for match in found]
    people = PEOPLE_OF & {*asked}
    records = {one[3:] for one in {*chain.from_iterable(held)} if one[2] in people}
    if now := survivors_of(records):
        held = [as_they_are_now(some, now) for some in held]
    values: dict[str, dict[str, int]] = {facet: {} for facet in asked}
    for one, count in Counter(chain.from_iterable(held)).items():
        if one[2] in asked:
            values[one[2]][one[3:]] = count
    counts = {name: most_frequent(values[facet]) for facet, name in asked.items()}
    if "year" in counts:
        counts["year"].sort(reverse=True)
    return counts


def as_they_are_now(held: Collection[str], now: Mapping[str, str]) -> Collection[str]:
    """The facets of an entry, each person who was merged named by the record that stays."""
    return {
        tokens.token(one[2], now.get(one[3:], one[3:])) if one[2] in PEOPLE_OF else one
        for one in held
    }


def most_frequent(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda row: (-row[1], row[0]))


def survivors_of(records: Collection[str]) -> dict[str, str]:
    """Of the numbers of these people's records, those merged into another, with its number."""
    if not records:
        return {}
    merged = Person.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into")
    # Most often few were ever merged: to name all those asked about would take longer.
    found = list(merged[: MERGED_READ + 1])
    if len(found) > MERGED_READ:
        found = merged.filter(pk__in=[int(one) for one in records])
    return {str(pk): str(stays) for pk, stays in found if str(pk) in records}


def kept_counts() -> Counts:
    """How the whole archive divides, from what is kept: one query."""
    kept = [
        ("topic", Dimension.TOPIC, "statements"), ("outlet", Dimension.OUTLET, "statements"),
        ("kind", Dimension.KIND, "statements"), ("role", Dimension.ROLE, "statements"),
        ("place", Dimension.PLACE, "statements"), ("year", Dimension.YEAR, "value"),
    ]  # fmt: skip
    tally, people = FacetTally._meta.db_table, PersonInPrint._meta.db_table
    selects = [
        f"SELECT * FROM (SELECT '{parameter}', value, statements FROM {tally} "  # noqa: S608
        f"WHERE dimension = '{dimension.value}' ORDER BY "
        f"{order} DESC LIMIT {shown(parameter)}) {parameter}_"
        for parameter, dimension, order in kept
    ] + [
        f"SELECT * FROM (SELECT '{parameter}', CAST(person_id AS varchar(20)), {amount} "  # noqa: S608
        f"FROM {people} ORDER BY {order} DESC LIMIT {CHOICES_SHOWN}) {parameter}_"
        for parameter, amount, order in (
            ("speaker", "said", "said"),
            ("about", "about + addressed", "about"),
        )
    ]
    counts: dict[str, list[tuple[str, int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects))
        for parameter, value, statements in cursor.fetchall():
            counts.setdefault(parameter, []).append((value, statements))
    for parameter, rows in counts.items():
        if parameter != "year":
            rows[:] = most_frequent(dict(rows))
    return counts


def named_choices(kept: Mapping[str, list[tuple[str, int]]]) -> dict[str, list[Choice]]:
    """The counts with the words a reader knows each value by, and the value the address takes."""
    names = names_of(kept)
    kinds = dict(Edition.Kind.choices)
    for value, _count in kept.get("kind", ()):
        names["kind", value] = (value, str(kinds[value]))
    for value, _count in kept.get("year", ()):
        names["year", value] = (value, value)
    return {
        parameter: [
            Choice(parameter, *names[parameter, value], count)
            for value, count in rows
            if (parameter, value) in names
        ]
        for parameter, rows in kept.items()
    }


def people_choices(records: Iterable[int | None]) -> list[Choice]:
    """The people of these records, the most frequent first, as ways to narrow by speaker.

    Who was merged into another counts as that other.
    """
    counted = Counter(str(pk) for pk in records if pk is not None)
    now = survivors_of(counted)
    people: Counter[str] = Counter()
    for record, count in counted.items():
        people[now.get(record, record)] += count
    return named_choices({"speaker": people.most_common(CHOICES_SHOWN)})["speaker"]


# What the address takes and what a reader calls it, of the values of a parameter.
PEOPLE: Final = (
    "SELECT '{0}', CAST(id AS varchar(20)), slug, name FROM archive_person WHERE id IN ({1})"
)
WORDS: Final = (
    "SELECT dimension, value, value, label FROM archive_facettally "
    "WHERE dimension = '{0}' AND value IN ({1})"
)
NAMES: Final = {
    "speaker": PEOPLE,
    "about": PEOPLE,
    "topic": (
        f"SELECT '{{0}}', CAST(t.id AS varchar(20)), t.slug, l.name FROM {TOPICS} "  # noqa: S608
        "WHERE t.id IN ({1})"
    ),
    "outlet": (
        "SELECT '{0}', CAST(id AS varchar(20)), CAST(id AS varchar(20)), name "
        "FROM archive_outlet WHERE id IN ({1})"
    ),
    "role": WORDS,
    "place": WORDS,
}


def names_of(kept: Mapping[str, list[tuple[str, int]]]) -> dict[tuple[str, str], Named]:
    """The names of all these values, in one query."""
    selects, values = [], []
    for parameter, select in NAMES.items():
        if rows := kept.get(parameter):
            selects.append(select.format(parameter, ", ".join(["%s"] * len(rows))))
            values += [value if select is WORDS else int(value) for value, _count in rows]
    if not selects:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), values)
        return {(row[0], row[1]): (row[2], row[3]) for row in cursor.fetchall()}
