"""People found by what a reader types of their name: any word first, accents and case aside.

Every way to begin typing a name in print is a row (``NameKey``); a name is found by walking the
index of these keys. What is asked is cut, folded and made of words before it reaches a query, so
that no character of it means anything there.
"""

from collections.abc import Iterable
from typing import Final

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery
from rapidfuzz.fuzz import ratio

from archive.models import Edition, EditionTarget, NameKey, Person, PersonInPrint
from archive.models.keys import LONGEST_KEY, typed_key

# Letters that thousands of names may begin with: the most named people are looked at first.
FEW_LETTERS: Final = 3
MOST_NAMED: Final = 2_000
# Keys looked at for one word when the words were not typed in the order of a name.
SAME_BEGINNING: Final = 500
# Names as near as two letters in ten are proposed; further ones are others.
NEAR: Final = 74
LETTERS_OF_A_NEAR_NAME: Final = 2
WORDS_LOOKED_AT: Final = 4


def people_named(typed: str, limit: int) -> list[PersonInPrint]:
    """The people in print one of whose names has words that begin like these, at most ``limit``.

    The most named first. Each with its ``person``. Nothing for what has no letter or digit.
    """
    asked = asked_key(typed)
    if not asked:
        return []
    found = people_of(first_keys(asked, limit), limit)
    if len(found) < limit and " " in asked:
        found += people_of(keys_in_any_order(asked.split()), limit)
    return in_print(dict.fromkeys(found), limit)


def people_named_nearly(typed: str, limit: int) -> list[PersonInPrint]:
    """The people in print whose names are nearest to this, the nearest first; often nobody.

    Looks at a bounded number of names: those most named, and those that begin alike.
    """
    asked = asked_key(typed)
    if len(asked) <= FEW_LETTERS:
        return []
    words = asked.split()[:WORDS_LOOKED_AT]
    beginnings = {word[:LETTERS_OF_A_NEAR_NAME] for word in words}
    keys = set(most_named().values_list("key", "person")[:MOST_NAMED])
    for beginning in beginnings:
        keys.update(beginning_with(beginning).values_list("key", "person")[:SAME_BEGINNING])
    nearness: dict[int, float] = {}
    for key, person in keys:
        alike = nearness_of(words, key)
        if alike >= NEAR:
            nearness[person] = max(alike, nearness.get(person, 0))
    nearest = sorted(nearness, key=lambda person: (-nearness[person], person))
    return in_print(nearest, limit)


def asked_key(typed: str) -> str:
    """What is looked for: folded words. No name is longer than what is kept of this."""
    return typed_key(typed[:LONGEST_KEY])


def nearness_of(words: list[str], key: str) -> float:
    """From 0 to 100: how much these words are the first ones of the name."""
    begun = " ".join(key.split()[: len(words)])
    return ratio(" ".join(words), begun)


def most_named() -> QuerySet[NameKey]:
    return NameKey.objects.order_by("-weight", "key")


def beginning_with(key: str) -> QuerySet[NameKey]:
    """The keys with this beginning, the most named first, by the index of keys.

    SQLite has no index for LIKE with an escape; its keys stand in the order of code points.
    """
    if connection.vendor == "sqlite":
        return most_named().filter(key__gte=key, key__lt=f"{key}\U0010ffff")
    return most_named().filter(key__startswith=key)


def first_keys(asked: str, limit: int) -> Iterable[tuple[int, str]]:
    """(person, key) of names that begin so.

    A few letters are first looked for among the people most named: sorting all the names they
    begin would take long, and these are the people meant.
    """
    if len(asked) <= FEW_LETTERS:
        found = among_most_named(asked)
        if len({person for person, _key in found}) >= limit:
            return found
    return beginning_with(asked).values_list("person", "key")[: limit * 4]


def among_most_named(beginning: str) -> list[tuple[int, str]]:
    """(person, key) of the most named whose names begin so; the database reads them all."""
    table = NameKey._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT person_id, key FROM (SELECT person_id, key, weight FROM {table} "  # noqa: S608
            "ORDER BY weight DESC, key LIMIT %s) n WHERE substr(key, 1, %s) = %s "
            "ORDER BY weight DESC, key",
            [MOST_NAMED, len(beginning), beginning],
        )
        return cursor.fetchall()


def keys_in_any_order(words: list[str]) -> Iterable[tuple[int, str]]:
    """(person, key) of names in which each of these words begins another word of the name."""
    rarest = max(words, key=len)
    named = beginning_with(rarest).values_list("person", "key")[:SAME_BEGINNING]
    return [(person, key) for person, key in named if begins_words(words, key.split())]


def begins_words(typed: list[str], words: list[str]) -> bool:
    """Whether each typed word begins a word of its own; the longest choose first."""
    free = list(words)
    for begun in sorted(typed, key=len, reverse=True):
        taken = next((word for word in free if word.startswith(begun)), None)
        if taken is None:
            return False
        free.remove(taken)
    return True


def people_of(keys: Iterable[tuple[int, str]], limit: int) -> list[int]:
    return list(dict.fromkeys(person for person, _key in keys))[:limit]


def in_print(people: Iterable[int], limit: int) -> list[PersonInPrint]:
    """Those of these people who are in print, in this order."""
    order = list(people)[:limit]
    found = PersonInPrint.objects.select_related("person").in_bulk(order)
    return [found[pk] for pk in order if pk in found]


def letters_in_print() -> list[str]:
    """The letters people are filed under, from one to the next: as many index look-ups."""
    table = PersonInPrint._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE filed(initial) AS (SELECT MIN(initial) FROM {table} UNION ALL "  # noqa: S608
            f"SELECT (SELECT MIN(p.initial) FROM {table} p WHERE p.initial > filed.initial) "
            "FROM filed WHERE filed.initial IS NOT NULL) "
            "SELECT initial FROM filed WHERE initial IS NOT NULL"
        )
        return [initial for (initial,) in cursor.fetchall()]


def newest_roles(people: Iterable[int]) -> dict[int, str]:
    """What the newest statement by each of these people calls them, under any of their records;
    else the newest about them."""
    wanted = list(people)
    said = Edition.objects.current().filter(speaker=OuterRef("pk")).order_by("-sort_key")
    aimed = EditionTarget.objects.filter(
        person=OuterRef("pk"), edition__state=Edition.State.CURRENT
    ).order_by("-sort_key")
    records = Person.objects.filter(Q(pk__in=wanted) | Q(merged_into__in=wanted)).values_list(
        "pk", "merged_into",
        Subquery(said.values("sort_key")[:1]), Subquery(said.values("speaker_role")[:1]),
        Subquery(aimed.values("sort_key")[:1]), Subquery(aimed.values("role")[:1]),
    )  # fmt: skip
    newest: dict[int, tuple[tuple[bool, int], str]] = {}
    for pk, stays, said_key, as_speaker, aimed_key, as_target in records:
        for is_speaker, key, role in ((True, said_key, as_speaker), (False, aimed_key, as_target)):
            if role:
                found = ((is_speaker, key), role)
                newest[stays or pk] = max(found, newest.get(stays or pk, found))
    return {pk: role for pk, (_place, role) in newest.items()}
