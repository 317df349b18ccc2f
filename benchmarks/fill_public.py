"""Fills an archive with published statements by the hundred thousand, for the public pages.

    DATABASE_URL=sqlite:///public.sqlite3 python manage.py migrate
    DATABASE_URL=sqlite:///public.sqlite3 python -m benchmarks.fill_public --editions 10000

Every run makes the same rows. One that was interrupted goes on where it stopped, and one that asks
for more adds to what is there. The rows have no history: of all that ``manage.py check_archive``
looks at, only that is found wrong.
"""

import argparse
import random
import sys
import time
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils.text import slugify

from archive import integrity
from archive.models import Article, Edition, Outlet, Person, Role, Topic
from archive.models.person import sorted_form
from archive.quotes.text import fold_bare
from benchmarks import invented
from benchmarks.public_rows import make_article
from benchmarks.published import MODELS, Archive, boundaries
from benchmarks.rows import Lines

ARTICLES_AT_ONCE = 500
EDITORS = 8
DOOR = SimpleNamespace(connection=connection)
# What makes writing safe against a power cut costs more than the writing.
IN_HASTE = {
    "sqlite": ("PRAGMA synchronous=OFF", "PRAGMA cache_size=-262144", "PRAGMA foreign_keys=OFF"),
    "postgresql": ("SET synchronous_commit = off",),
}
# A superuser of PostgreSQL may leave out the look at each reference.
UNCHECKED, CHECKED = "SET session_replication_role = replica", "RESET session_replication_role"
IS_SUPERUSER = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"


@transaction.atomic
def make_cast(number_of_people: int) -> None:
    for number in range(EDITORS):
        User.objects.create_user(f"editor{number}", is_staff=True)
    people, roles = Lines(Person), Lines(Role)
    chosen = random.Random("roles")  # noqa: S311  no secret
    for rank, name in enumerate(invented.people(number_of_people)):
        person = people.add(
            {"name": name, "sort_name": sorted_form(name), "folded_name": fold_bare(name),
             "slug": f"{slugify(name)}-{rank}", "is_fictional": True}
        )  # fmt: skip
        if rank % 4 != 3:
            began = str(chosen.randint(1990, 2015))
            roles.add({"person_id": person, "title": invented.roles()[rank % invented.ROLES],
                       "began": began, "began_from": boundaries(began)[0]})  # fmt: skip
    outlets, topics = Lines(Outlet), Lines(Topic)
    for name in invented.outlets():
        outlets.add({"name": name})
    for name in invented.topics():
        topics.add({"name": name, "slug": slugify(name)})
    for lines in (people, roles, outlets, topics):
        lines.write()
    reset_sequences([Person, Role, Outlet, Topic])


def cast_there() -> Archive:
    """What ``make_cast`` made, in its order."""
    editors = list(
        User.objects.filter(username__startswith="editor")
        .order_by("username")
        .values_list("pk", flat=True)
    )
    people = Person.objects.order_by("pk").values_list("pk", "name")
    outlets = Outlet.objects.order_by("pk").values_list("pk", "name")
    topics = Topic.objects.order_by("pk").values_list("pk", flat=True)
    return Archive(
        people=dict(enumerate(pk for pk, _name in people)),
        names=[name for _pk, name in people],
        topics=dict(enumerate(topics)),
        outlets=dict(enumerate(pk for pk, _name in outlets)),
        printer_of=dict(outlets),
        contributors=editors[: EDITORS // 2],
        reviewers=editors[EDITORS // 2 :],
        editions=Edition.objects.current().count(),
    )


def fill(editions: int, tell: Any) -> None:
    """Adds articles until there are so many current editions, some hundred in a transaction."""
    archive, number = cast_there(), Article.objects.count()
    with transaction.atomic():
        integrity.lift(None, DOOR)
    while archive.editions < editions:
        with transaction.atomic():
            for _ in range(ARTICLES_AT_ONCE):
                make_article(archive, number, editions - archive.editions)
                number += 1
                if archive.editions == editions:
                    break
            archive.write()
        tell(archive.editions)
    with transaction.atomic(), connection.cursor() as cursor:
        reset_sequences(list(MODELS))
        integrity.set_all(None, DOOR)
        if connection.vendor == "postgresql":
            cursor.execute(CHECKED)


def reset_sequences(of: list[type[models.Model]]) -> None:
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), of):
            cursor.execute(sql)


def derive() -> None:
    """The tables that are computed from the editions, and what search looks through."""
    call_command("rebuild_index")


class Clock:
    """Tells how far it is, every ten seconds."""

    def __init__(self) -> None:
        self.began = self.told = time.monotonic()

    def tell(self, editions: int) -> None:
        now = time.monotonic()
        if now - self.told > 10:
            self.told = now
            print(f"{editions:9} editions, {now - self.began:5.0f} s", flush=True)

    def end(self, what: str) -> None:
        print(f"{what} in {time.monotonic() - self.began:.0f} s", flush=True)
        self.began = self.told = time.monotonic()


def in_haste() -> None:
    with connection.cursor() as cursor:
        for sql in IN_HASTE[connection.vendor]:
            cursor.execute(sql)
        if connection.vendor == "postgresql":
            cursor.execute(IS_SUPERUSER)
            if cursor.fetchone()[0]:
                cursor.execute(UNCHECKED)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fill_public")
    parser.add_argument("--editions", type=int, default=10_000)
    parser.add_argument("--people", type=int, default=invented.PEOPLE)
    options = parser.parse_args()
    if Article.objects.exists() and not User.objects.filter(username="editor0").exists():
        sys.exit("This database is not empty: set DATABASE_URL to a new one and migrate it.")
    in_haste()
    clock = Clock()
    if not Person.objects.exists():
        make_cast(options.people)
    fill(options.editions, clock.tell)
    clock.end(f"{connection.vendor}: {options.editions} editions")
    derive()
    clock.end("what is derived from them")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    clock.end("statistics")


if __name__ == "__main__":
    main()
