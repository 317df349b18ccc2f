"""How an answer divides: by speaker, target, topic, outlet, role, place, year and kind.

Of the whole archive it is kept (``archive.models.tallies``); of any other answer it is counted over
its newest statements, and the page says so when there are more.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.utils.translation import gettext as _

from archive.finding.matches import Match
from archive.in_print import survivors
from archive.models import Edition, EditionTopic, FacetTally, Outlet, PersonInPrint
from archive.search import facets as tokens

ROWS_COUNTED: Final = 1_000
CHOICES_SHOWN: Final = 8
Dimension = FacetTally.Dimension

# The parameters of the list's address, in the order in which they are shown, with their facets.
PARAMETERS: Final = {
    "speaker": tokens.SPEAKER, "about": tokens.ABOUT, "topic": tokens.TOPIC,
    "outlet": tokens.OUTLET, "year": tokens.YEAR, "kind": tokens.KIND, "role": tokens.ROLE,
    "place": tokens.PLACE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to narrow a list: the value its address takes, and how much that leads to."""

    parameter: str
    value: str
    label: str
    count: int

    @property
    def change(self) -> dict[str, str | None]:
        """What this choice changes in the address of the list, which begins again."""
        return {self.parameter: self.value, "before": None, "after": None, "rank": None}


@dataclass(frozen=True, slots=True)
class Facet:
    """The ways to narrow a list by one parameter, the most frequent first."""

    parameter: str
    label: str
    choices: list[Choice]


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
        parameter: [row for row in rows if row[1]][:CHOICES_SHOWN]
        for parameter, rows in counts.items()
        if parameter not in left_out and any(0 < count < total for _value, count in rows)
    }
    choices = named_choices(kept)
    return [
        Facet(parameter, named[parameter], choices[parameter])
        for parameter in PARAMETERS
        if choices.get(parameter)
    ]


def counted(found: Sequence[Match]) -> Counts:
    """How these matches divide. People are counted as who they are now."""
    values: dict[str, Counter[str]] = {facet: Counter() for facet in PARAMETERS.values()}
    for match in found:
        for one in match.facets.split():
            if one[2] in values:
                values[one[2]][one[3:]] += 1
    counts = {parameter: values[facet].most_common() for parameter, facet in PARAMETERS.items()}
    counts["year"] = sorted(counts["year"], reverse=True)
    return counts


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
        f"{order} DESC LIMIT {CHOICES_SHOWN}) {parameter}_"
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
    return counts


def named_choices(kept: Mapping[str, list[tuple[str, int]]]) -> dict[str, list[Choice]]:
    """The counts with the words a reader knows each value by, and the value the address takes."""
    people = survivors({int(v) for name in ("speaker", "about") for v, _n in kept.get(name, ())})
    names: dict[str, Callable[[str], tuple[str, str] | None]] = {
        "speaker": lambda value: named_person(people, value),
        "about": lambda value: named_person(people, value),
        "topic": topic_names(kept.get("topic", ())).get,
        "outlet": outlet_names(kept.get("outlet", ())).get,
        "year": lambda value: (value, value),
        "kind": lambda value: (value, str(dict(Edition.Kind.choices)[value])),
    }
    words = words_kept({name: kept.get(name, ()) for name in ("role", "place")})
    names |= {"role": words["role"].get, "place": words["place"].get}
    return {
        parameter: merged(parameter, rows, names[parameter]) for parameter, rows in kept.items()
    }


def merged(
    parameter: str, rows: Iterable[tuple[str, int]], name_of: Callable[[str], Any]
) -> list[Choice]:
    """One choice a name: two records of the same person are one."""
    counted: dict[tuple[str, str], int] = {}
    for value, count in rows:
        if named := name_of(value):
            counted[named] = counted.get(named, 0) + count
    return [Choice(parameter, value, label, count) for (value, label), count in counted.items()]


def named_person(people: Mapping[int, Any], value: str) -> tuple[str, str] | None:
    person = people.get(int(value))
    return (person.slug, person.name) if person else None


def topic_names(rows: Iterable[tuple[str, int]]) -> dict[str, tuple[str, str]]:
    """The topics of these numbers, each under the name the newest statement filed there froze."""
    numbers = [int(value) for value, _count in rows]
    if not numbers:
        return {}
    newest = EditionTopic.objects.raw(
        "SELECT l.id, l.topic_id, l.name, t.slug FROM archive_topic t JOIN archive_editiontopic l "  # noqa: S608
        "ON l.id = (SELECT n.id FROM archive_editiontopic n JOIN archive_edition e "
        "ON e.id = n.edition_id AND e.state = 'current' WHERE n.topic_id = t.id "
        f"ORDER BY n.sort_key DESC LIMIT 1) WHERE t.id IN ({', '.join(['%s'] * len(numbers))})",
        numbers,
    )
    return {str(one.topic_id): (one.slug, one.name) for one in newest}


def outlet_names(rows: Iterable[tuple[str, int]]) -> dict[str, tuple[str, str]]:
    numbers = [int(value) for value, _count in rows]
    found = Outlet.objects.in_bulk(numbers) if numbers else {}
    return {str(pk): (str(pk), outlet.name) for pk, outlet in found.items()}


def words_kept(asked: Mapping[str, Iterable[tuple[str, int]]]) -> dict[str, dict[str, tuple]]:
    """The roles and places behind these keys, in the words of print."""
    keys = {dimension: [value for value, _count in rows] for dimension, rows in asked.items()}
    known: dict[str, dict[str, tuple]] = {dimension: {} for dimension in keys}
    every = [key for some in keys.values() for key in some]
    if every:
        for row in FacetTally.objects.filter(dimension__in=list(keys), value__in=every):
            known[row.dimension][row.value] = (row.value, row.label)
    return known
