"""Who and what an article's annotation desk offers: its people in a stable order, and those of its
quotations that nobody has annotated."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.db.models import Max

from archive import suggestions
from archive.detecting import base_of, is_read
from archive.models import Article, ArticleText, Person, PersonName, Role
from archive.quotes.cast import Ranked, Stranger, cast_in
from archive.quotes.detection import examine
from archive.quotes.names import Registry
from archive.quotes.quotations import Quoted, quoted_in

KEPT: Final = 16  # articles whose reading a process keeps
MOST_OFFERED: Final = 27  # people: three rows of nine keys


@dataclass(frozen=True, slots=True)
class Offered:
    """Somebody the desk offers for a key; without ``id`` they are to be recorded when chosen."""

    id: int | None
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What the detector's reading of a text offers, whatever was annotated since."""

    cast: tuple[Ranked | Stranger, ...] = ()
    quoted: tuple[Quoted, ...] = ()


def read(text: ArticleText) -> Read:
    """The text as this process has read it, with the people of the archive as they last changed."""
    language = base_of(text.article.language)
    if not is_read(language):
        return Read()
    return read_once(text.pk, language, stamp_of_people())


def stamp_of_people() -> tuple[Any, ...]:
    """Changes when a person, a name or a role is added; a renaming alone waits for the next one."""
    return tuple(model.objects.aggregate(last=Max("pk"))["last"] for model in MODELS)


MODELS: Final = (Person, PersonName, Role)


@lru_cache(maxsize=KEPT)
def read_once(number: int, language: str, stamp: tuple[Any, ...]) -> Read:
    text = ArticleText.objects.get(pk=number)
    examined = examine(text.body, registry(stamp), language=language)
    return Read(cast_in(examined), quoted_in(examined))


@lru_cache(maxsize=1)
def registry(stamp: tuple[Any, ...]) -> Registry:
    return Registry(suggestions.known_people())


def people_offered(read: Read, named: Iterable[Person], article: Article) -> list[Offered]:
    """The cast in its order, then whoever else the article's statements name."""
    numbers = {one.person.key for one in read.cast if isinstance(one, Ranked)}
    rows = Person.objects.select_related("merged_into").prefetch_related("roles")
    known = {person.pk: person for person in rows.filter(pk__in=numbers)}
    listed: dict[Any, Offered] = {}
    for one in read.cast:
        if isinstance(one, Stranger):
            listed.setdefault(one.name, Offered(None, one.name))
        elif one.person.key in known:
            person = known[one.person.key].survivor
            listed.setdefault(person.pk, Offered(person.pk, person.name, role_in(person, article)))
    for person in named:
        listed.setdefault(person.pk, Offered(person.pk, person.name))
    return list(listed.values())[:MOST_OFFERED]


def role_in(person: Person, article: Article) -> str:
    """What the person was when the article was printed, as far as it is recorded."""
    first, last = article.published_from, article.published_to
    for role in person.roles.all():
        began = role.began_from is None or last is None or role.began_from <= last
        ended = role.ended_to is None or first is None or role.ended_to >= first
        if began and ended:
            return role.words
    return ""


def unannotated(read: Read, taken: Iterable[tuple[int, int]]) -> list[Quoted]:
    """The quotations that overlap none of these stretches."""
    spans = sorted(taken)
    starts = [start for start, _end in spans]
    furthest: list[int] = []
    for _start, end in spans:
        furthest.append(max(end, furthest[-1] if furthest else 0))
    found = []
    for one in read.quoted:
        before = bisect_right(starts, one.end - 1)
        if not before or furthest[before - 1] <= one.start:
            found.append(one)
    return found
