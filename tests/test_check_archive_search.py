"""``check_archive`` tells what a search would find wrongly, or not at all."""

import pytest
from django.core.management import call_command
from django.db import connection

from archive.models import Lexeme, SearchEntry, search_tables
from tests import auditing
from tests.attacks import sql
from tests.auditing import World, found_in, report, report_after

standing = pytest.fixture(scope="module")(auditing.standing_archive)
EDITION = "archive.edition"


@pytest.fixture
def world(standing, db) -> World:
    return standing


def entry(world: World) -> SearchEntry:
    return SearchEntry.objects.get(edition=world.edition("printed"))


def searched(told: dict) -> list[tuple]:
    return [found for found in found_in(told) if found[0] == "search"]


def test_an_archive_that_is_well_has_nothing_to_tell(world):
    assert not searched(report())


def test_an_entry_that_is_missing_is_told(world):
    told = report_after(entry(world).delete)
    assert ("search", EDITION, world.edition("printed").pk) in searched(told)


@pytest.mark.parametrize(
    ("column", "value"),
    [("said", "autr mot"), ("names", ""), ("context", "mot"), ("source", "zz"), ("exact", " mot "),
     ("facets", "zze"), ("last_day", 1)],
)  # fmt: skip
def test_an_entry_with_other_words_is_told(world, column, value):
    found = SearchEntry.objects.filter(pk=entry(world).pk)
    told = report_after(lambda: found.update(**{column: value}))
    assert searched(told) == [("search", EDITION, world.edition("printed").pk)]


def test_an_entry_of_what_was_retracted_is_told(world):
    edition = world.edition("retracted")
    told = report_after(
        lambda: SearchEntry.objects.create(
            sort_key=edition.sort_key, edition=edition, last_day=0, said="mot", exact=" mot "
        )
    )
    assert ("search", EDITION, edition.pk) in searched(told)


def test_a_word_counted_wrongly_is_told(world):
    row = Lexeme.objects.order_by("pk").first()
    damaged = Lexeme.objects.filter(pk=row.pk)
    told = report_after(lambda: damaged.update(editions=row.editions + 1))
    assert searched(told) == [("search", "archive.lexeme", row.pk)]


def test_a_word_that_nothing_in_print_has_is_told(world):
    made = []
    told = report_after(
        lambda: made.append(Lexeme.objects.create(word="secret", token="secret", editions=1))
    )
    assert searched(told) == [("search", "archive.lexeme", made[0].pk)]


def test_a_word_that_is_lost_is_told(world):
    row = Lexeme.objects.order_by("pk").first()
    told = report_after(lambda: Lexeme.objects.filter(pk=row.pk).delete())
    assert searched(told) == [("search", "", None)]


ON_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="a table of SQLite's own")


@ON_SQLITE
@pytest.mark.parametrize("name", sorted(search_tables.TRIGGERS))
def test_a_trigger_by_which_the_index_follows_is_missed(world, name):
    told = report_after(lambda: sql(f"DROP TRIGGER {name}"))
    assert ("trigger", "trigger", name) in found_in(told)


@ON_SQLITE
def test_an_index_that_lacks_an_entry_is_told(world):
    row = entry(world)
    columns = [row.sort_key, row.said, row.names, row.context, row.source, row.facets]
    index = search_tables.SQLITE_INDEX
    told = report_after(
        lambda: sql(
            f"INSERT INTO {index} ({index}, rowid, {search_tables.COLUMNS}) "
            "VALUES ('delete', %s, %s, %s, %s, %s, %s)",
            *columns,
        )
    )
    assert searched(told) == [("search", "", None)]


def test_the_index_made_anew_is_the_one_that_was_kept(world):
    kept = list(SearchEntry.objects.order_by("pk").values())
    words = set(Lexeme.objects.values_list("word", "token", "editions"))
    call_command("rebuild_index", verbosity=0)
    assert list(SearchEntry.objects.order_by("pk").values()) == kept
    assert set(Lexeme.objects.values_list("word", "token", "editions")) == words
    assert not searched(report())
