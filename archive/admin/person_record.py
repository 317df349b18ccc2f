"""What the archive holds of a person, for their page at the desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive import merging
from archive.admin.homonyms import homonyms_of
from archive.merging.consequences import Holdings, holdings
from archive.models import Identifier, Person, PersonDistinction, PersonMerge, Statement

NEWEST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Tally:
    """How many statements of one status there are, and where they are listed."""

    label: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Somebody whom this person is not, and how they are told apart."""

    other: Person
    reason: str
    made_by: Any
    first_id: int
    second_id: int


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Statements, merges, pairs and homonyms of one person."""

    said: list[Tally]
    aimed: list[Tally]
    newest: list[Statement]
    merge: PersonMerge | None  # the standing one by which this record leads elsewhere
    merges: list[PersonMerge]  # all that this record had a part in, the newest first
    pairs: list[Pair]
    homonyms: list[Person]
    identifiers: list[Identifier]
    may_merge: bool
    may_tell_apart: bool


def record_of(person: Person, user: Any) -> PersonRecord:
    held = holdings(person)
    merges = PersonMerge.objects.select_related("person", "into", "merged_by", "undone_by")
    own = merges.filter(person=person)
    stands = person.merged_into_id is None
    return PersonRecord(
        said=tallies(held.counts.said, "speaker"),
        aimed=tallies(held.counts.aimed, "target"),
        newest=list(named_in(held).order_by("-pk")[:NEWEST_SHOWN]),
        merge=own.standing().first(),
        merges=list((own | merges.filter(into=person)).order_by("-pk")),
        pairs=pairs_of(person, held.ids),
        homonyms=homonyms_of(person, person.name) if stands else [],
        identifiers=held.identifiers,
        may_merge=stands and user.has_perm(merging.MERGE),
        may_tell_apart=stands and user.has_perm("archive.add_persondistinction"),
    )


def named_in(held: Holdings) -> QuerySet[Statement]:
    return merging.linked_to(held.ids).select_related("article__outlet", "speaker")


def pairs_of(person: Person, ids: list[int]) -> list[Pair]:
    pairs = PersonDistinction.objects.of(person).select_related("first", "second", "made_by")
    return [
        Pair(
            pair.second if pair.first_id in ids else pair.first,
            pair.reason,
            pair.made_by,
            pair.first_id,
            pair.second_id,
        )
        for pair in pairs
    ]


def tallies(counts: dict[str, int], part: str) -> list[Tally]:
    """In the order in which a statement goes through the desk."""
    return [
        Tally(str(label), counts[status], f"?part={part}&status={status}")
        for status, label in Statement.Status.choices
        if status in counts
    ]


def address_of(person: Person) -> str:
    return reverse("admin:archive_person_change", args=[person.pk])


def linked_list(sentence: str, people: Iterable[Person]) -> SafeString:
    """The sentence, then a link to each of these people with the line that tells who they are."""
    links = format_html_join(
        ", ",
        '<a href="{}">{}</a>{}',
        (
            (address_of(one), one.name, f" ({one.description})" if one.description else "")
            for one in people
        ),
    )
    return format_html("{}{}", sentence, links)
