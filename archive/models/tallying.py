"""Keeps the tallies of what is in print (``archive.models.tallies``) true to the current editions.

Written by whoever publishes or withdraws an edition, merges people or renames one, in the same
transaction. ``archive.models.rebuilding`` makes all of them anew.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from archive.models.days import year_of
from archive.models.keys import facet_key, initial_of, rotations, sort_form
from archive.models.person import Person
from archive.models.tallies import (
    UNDATED,
    ArticleInPrint,
    FacetTally,
    NameKey,
    PairTally,
    PersonInPrint,
    PersonTally,
)
from archive.models.tally_rows import Key, apply, empty, execute, fill, hold_tallies, streamed
from archive.models.tally_sources import (
    FACETS,
    PAIRS,
    PEOPLE,
    YEARS,
    articles_sql,
    listed,
    names_sql,
    naming,
    pairs_sql,
    people_sql,
    years_sql,
)

if TYPE_CHECKING:
    from archive.models.edition import Edition

Dimension = FacetTally.Dimension
ROWS_AT_ONCE = 1_000


@dataclass(slots=True)
class Named:
    """Whom one edition names: the record, the part, and the name and role it prints."""

    record: int
    part: str  # "said", or the relation of a target
    name: str
    role: str


@dataclass(slots=True)
class Changes:
    """What is to be added to each tally, a negative number where it is to be taken away."""

    people: dict[int, Person]  # record -> who they are now
    years: dict[Key, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    totals: dict[Key, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    pairs: dict[Key, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0]))
    facets: dict[Key, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0]))
    labels: dict[Key, dict[str, str]] = field(default_factory=dict)
    named_otherwise: set[int] = field(default_factory=set)

    def count(self, edition: "Edition", named: list[Named], sign: int) -> None:
        """Adds what one edition counts for, ``sign`` times."""
        survivors = {one.record: self.people[one.record].pk for one in named}
        speaker = survivors.get(edition.speaker_id)
        targets: dict[int, bool] = {}  # whether it is about them, not only said to them
        for one in named:
            person = survivors[one.record]
            if one.part != "said":
                targets[person] = targets.get(person, False) or one.part == "about"
            if one.name != self.people[one.record].name:
                self.named_otherwise.add(person)
        year = year_of(edition.sort_day) or UNDATED
        parts = [(speaker, 0)] if speaker else []
        parts += [(person, 1 if is_about else 2) for person, is_about in targets.items()]
        for person, part in parts:
            self.years[person, year][part] += sign
            self.totals[person,][part] += sign
        if speaker:
            for person in targets:
                self.pairs[speaker, person][0] += sign
        for key, label in facets_of(edition, [one.role for one in named]).items():
            self.facets[key][0] += sign
            self.labels.setdefault(key, {"label": label})


def change(*, left: "Edition | None", came: "Edition | None") -> None:
    """Takes ``left`` out of every tally and counts ``came`` in. Its caller holds the tallies."""
    named = {edition: named_in(edition) for edition in (came, left) if edition}
    changes = Changes(survivors_of({one.record for found in named.values() for one in found}))
    for edition, found in named.items():
        changes.count(edition, found, +1 if edition is came else -1)
    apply(YEARS, changes.years, {})
    apply(PAIRS, changes.pairs, {})
    new_articles = recount_articles({edition.article_id for edition in named})
    new_people = change_people(changes)
    changes.facets[Dimension.ALL, "articles"][0] += new_articles
    changes.facets[Dimension.ALL, "people"][0] += new_people
    apply(FACETS, changes.facets, changes.labels)


def named_in(edition: "Edition") -> list[Named]:
    targets = edition.targets.values_list("person_id", "relation", "name", "role")
    found = [Named(*row) for row in targets]
    if edition.speaker_id:
        role = edition.speaker_role
        found.append(Named(edition.speaker_id, "said", edition.speaker_name, role))
    return found


def facets_of(edition: "Edition", roles: Iterable[str]) -> dict[Key, str]:
    """The rows of facets this edition counts for, and the words of each where it has some."""
    year, outlet = year_of(edition.sort_day), edition.outlet_id
    found = {(Dimension.ALL, "statements"): "", (Dimension.KIND, edition.kind): ""}
    found |= {(Dimension.OUTLET, str(outlet)): ""} if outlet else {}
    found |= {(Dimension.YEAR, str(year)): ""} if year else {}
    for topic in edition.topic_links.values_list("topic_id", flat=True):
        found[Dimension.TOPIC, str(topic)] = ""
    for dimension, words in (
        (Dimension.PLACE, [edition.place]),
        (Dimension.ROLE, [edition.speaker_role, *roles]),
    ):
        found |= {(dimension, facet_key(one)): one for one in reversed(words) if one}
    return found


def survivors_of(records: Iterable[int]) -> dict[int, Person]:
    found = Person.objects.select_related("merged_into").in_bulk(list(records))
    return {pk: person.survivor for pk, person in found.items()}


# --- Articles -------------------------------------------------------------------------------


def recount_articles(articles: Iterable[int]) -> int:
    """Writes the rows of these articles; how many more of them are in print than before."""
    ids = listed(articles)
    rows = ArticleInPrint.objects.filter(article__in=list(articles))
    before = rows.count()
    empty(
        "archive_articleinprint",
        f"article_id IN ({ids}) AND NOT EXISTS (SELECT 1 FROM archive_edition e "  # noqa: S608
        "WHERE e.article_id = archive_articleinprint.article_id AND e.state = 'current')",
    )
    fill_articles(f"e.article_id IN ({ids})")
    return rows.count() - before


def fill_articles(only: str = "") -> None:
    columns = ("edition_id", "outlet_id", "sort_key", "statements")
    new = ", ".join(f"{name} = excluded.{name}" for name in columns)
    names = ", ".join(("article_id", *columns))
    execute(
        f"INSERT INTO archive_articleinprint ({names}) "  # noqa: S608  numbers and our own names
        f"SELECT {names} FROM ({articles_sql(only)}) counted WHERE 1 = 1 "
        f"ON CONFLICT (article_id) DO UPDATE SET {new}"
    )


# --- People ---------------------------------------------------------------------------------


def change_people(changes: Changes) -> int:
    """Writes who is in print and how they are found; how many more people are than before."""
    people = {person.pk: person for person in changes.people.values()}
    rows = PersonInPrint.objects.filter(person__in=people)
    before = set(rows.values_list("person", flat=True))
    filed = {(pk,): forms_of(person.sort_name) for pk, person in people.items()}
    apply(PEOPLE, changes.totals, filed)
    after = set(rows.values_list("person", flat=True))
    NameKey.objects.filter(person__in=before - after).delete()
    rekey(after & ((after - before) | changes.named_otherwise))
    if after:
        weigh(after)
    return len(after) - len(before)


def forms_of(sort_name: str) -> dict[str, str]:
    return {"sort_form": sort_form(sort_name), "initial": initial_of(sort_name)}


def weigh(people: Iterable[int]) -> None:
    """Ranks the keys of these people by the statements that name them."""
    execute(
        "UPDATE archive_namekey SET weight = (SELECT i.said + i.about + i.addressed "  # noqa: S608
        "FROM archive_personinprint i WHERE i.person_id = archive_namekey.person_id) "
        f"WHERE person_id IN ({listed(people)})"
    )


def rekey(people: Iterable[int]) -> None:
    """Writes the keys of these people, who are in print, by all their names there."""
    people = sorted(people)
    if not people:
        return
    wanted: dict[Key, int] = {}
    for person, name, weight in streamed(
        f"SELECT * FROM ({names_sql(naming(people))}) x WHERE x.person_id IN ({listed(people)})"  # noqa: S608
    ):
        wanted |= {(person, key): weight for key in rotations(name)}
    NameKey.objects.filter(person__in=people).delete()
    NameKey.objects.bulk_create(
        NameKey(person_id=person, key=key, weight=weight)
        for (person, key), weight in sorted(wanted.items())
    )


def recount_people(people: Iterable[int]) -> None:
    """Counts these people again, and those they are paired with: who leads to whom has changed.

    ``people`` are all who stood before or stand now. Called in the transaction that merges them
    or undoes it, once their records lead where they should.
    """
    hold_tallies()
    people = sorted(people)
    ids, only = listed(people), naming(people)
    concerned = f"person_id IN ({ids})"
    paired = f"speaker_id IN ({ids}) OR target_id IN ({ids})"
    rows = PersonInPrint.objects.filter(person__in=people)
    before = rows.count()
    for table in (PersonTally, PersonInPrint, NameKey):
        empty(table._meta.db_table, concerned)
    empty(PairTally._meta.db_table, paired)
    fill(YEARS, years_sql(only), concerned)
    fill(PAIRS, pairs_sql(only), paired)
    fill_people(f"SELECT * FROM ({people_sql(only)}) x WHERE {concerned}")  # noqa: S608
    rekey(rows.values_list("person", flat=True))
    apply(FACETS, {(Dimension.ALL, "people"): [rows.count() - before]}, {})


def fill_people(source: str) -> None:
    """Adds the rows of the people whom this SELECT counts, filed by their names."""
    named = (
        "SELECT counted.person_id, said, about, addressed, p.sort_name "  # noqa: S608
        f"FROM ({source}) counted JOIN archive_person p ON p.id = counted.person_id ORDER BY 1"
    )
    made: list[PersonInPrint] = []
    for person, said, about, addressed, sort_name in streamed(named):
        forms = forms_of(sort_name)
        made.append(
            PersonInPrint(person_id=person, said=said, about=about, addressed=addressed, **forms)
        )
        flush(made, ROWS_AT_ONCE)
    flush(made, 1)


def flush(made: list[Any], enough: int) -> None:
    """Writes the rows made so far, once there are enough of them."""
    if len(made) >= enough:
        type(made[0]).objects.bulk_create(made)
        made.clear()


def refile(person: Person) -> None:
    """Files somebody in print under the name they have now; called where a name is changed."""
    hold_tallies()
    if PersonInPrint.objects.filter(person=person).update(**forms_of(person.sort_name)):
        rekey([person.pk])
