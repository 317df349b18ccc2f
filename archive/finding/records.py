"""The records in print that the filters of an address name, all of them in one query.

To the public a record that no current edition names does not exist, whatever the desk holds of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from archive.finding.sql import SQL, rows, union
from archive.in_print import LONGEST_SLUG, is_number
from archive.models import FacetTally
from archive.models.keys import LENGTH_OF_FACET_KEY

# Whose address, or former address, it is now, with every record of theirs.
PERSON: Final = (
    "SELECT '{0}' AS name, CAST(r.id AS varchar(20)) AS value, s.name AS label "
    "FROM archive_person s JOIN archive_personinprint i ON i.person_id = s.id "
    "JOIN archive_person r ON r.id = s.id OR r.merged_into_id = s.id WHERE s.id = COALESCE("
    "(SELECT COALESCE(p.merged_into_id, p.id) FROM archive_person p WHERE p.slug = %s), "
    "(SELECT COALESCE(p.merged_into_id, p.id) FROM archive_formerslug f "
    "JOIN archive_person p ON p.id = f.person_id WHERE f.slug = %s))"
)
# Topics ``t`` under the name that the newest statement filed there gives, ``l.name``.
TOPICS: Final = (
    "archive_topic t JOIN archive_editiontopic l "
    "ON l.id = (SELECT n.id FROM archive_editiontopic n "
    "JOIN archive_edition e ON e.id = n.edition_id AND e.state = 'current' "
    "WHERE n.topic_id = t.id ORDER BY n.sort_key DESC LIMIT 1)"
)
TOPIC: Final = (
    f"SELECT '{{0}}', CAST(t.id AS varchar(20)), l.name FROM {TOPICS} "  # noqa: S608
    "WHERE t.slug = %s"
)
OUTLET: Final = (
    "SELECT '{0}', CAST(o.id AS varchar(20)), o.name FROM archive_outlet o WHERE o.id = %s "
    "AND EXISTS (SELECT 1 FROM archive_edition e WHERE e.outlet_id = o.id AND e.state = 'current')"
)
WORDS: Final = (
    "SELECT '{0}', value, label FROM archive_facettally WHERE dimension = '{0}' AND value = %s"
)
BY_WORDS: Final = (FacetTally.Dimension.ROLE.value, FacetTally.Dimension.PLACE.value)


@dataclass(frozen=True, slots=True)
class Record:
    """What a reader calls it, and the values that stand for it in the index."""

    label: str
    values: list[int | str]

    def __str__(self) -> str:
        return self.label


def records_named(written: Mapping[str, str]) -> dict[str, Record]:
    """By the name of a filter, the record in print that its value names; nothing where it names
    none. Raises KeyError for a filter that names no record."""
    selects = [select for name, value in written.items() for select in selected(name, value)]
    found: dict[str, Record] = {}
    for name, value, label in rows(union(selects)) if selects else ():
        values = found.setdefault(name, Record(label, [])).values
        values.append(value if name in BY_WORDS else int(value))
    return found


def selected(name: str, written: str) -> Iterator[SQL]:
    """Selects the filter's name, a value of the index, a label. Nothing for what no record has."""
    if name in BY_WORDS:
        if len(written) == LENGTH_OF_FACET_KEY:
            yield SQL(WORDS.format(name), [written])
    elif name == "outlet":
        if is_number(written):
            yield SQL(OUTLET.format(name), [int(written)])
    elif len(written) <= LONGEST_SLUG:
        select, times = {"speaker": (PERSON, 2), "about": (PERSON, 2), "topic": (TOPIC, 1)}[name]
        yield SQL(select.format(name), [written] * times)
