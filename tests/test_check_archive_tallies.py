"""``check_archive`` tells every tally that is not what a count of the editions in print gives."""

import pytest

from archive.models import (
    Article,
    ArticleInPrint,
    CoverageTally,
    FacetTally,
    NameKey,
    PairTally,
    Person,
    PersonInPrint,
    PersonTally,
)
from tests import auditing, makers, tallying
from tests.attacks import sql
from tests.auditing import World, found_in, report, report_after

standing = pytest.fixture(scope="module")(auditing.standing_archive)


@pytest.fixture
def world(standing, db) -> World:
    return standing


ADDED = [
    (PersonTally, "said", "archive.persontally"),
    (PersonTally, "about", "archive.persontally"),
    (PersonInPrint, "addressed", "archive.personinprint"),
    (PairTally, "statements", "archive.pairtally"),
    (NameKey, "weight", "archive.namekey"),
    (ArticleInPrint, "statements", "archive.articleinprint"),
    (ArticleInPrint, "sort_key", "archive.articleinprint"),
    (CoverageTally, "articles", "archive.coveragetally"),
]


def row_of(model):
    rows = model.objects.order_by("pk")
    return rows.filter(articles__gt=0).first() if model is CoverageTally else rows.first()


@pytest.mark.parametrize(("model", "column", "label"), ADDED)
def test_a_number_that_is_wrong_is_told_with_its_row(world, model, column, label):
    row = row_of(model)
    damage = f"UPDATE {model._meta.db_table} SET {column} = {column} + 7 "
    told = report_after(lambda: sql(damage + f"WHERE {row._meta.pk.column} = %s", row.pk))
    assert ("tally", label, row.pk) in found_in(told)
    assert {found[0] for found in found_in(told)} == {"tally"}


@pytest.mark.parametrize("dimension", FacetTally.Dimension.values)
def test_a_facet_that_is_wrong_is_told(world, dimension):
    row = FacetTally.objects.filter(dimension=dimension).first()
    damage = "UPDATE archive_facettally SET statements = statements + 1 WHERE id = %s"
    told = report_after(lambda: sql(damage, row.pk))
    assert found_in(told) == [("tally", "archive.facettally", row.pk)]


def test_a_facet_that_shows_other_words_is_told(world):
    row = FacetTally.objects.get(dimension="place")
    told = report_after(lambda: FacetTally.objects.filter(pk=row.pk).update(label="Paris"))
    assert found_in(told) == [("tally", "archive.facettally", row.pk)]


@pytest.mark.parametrize("model", [PersonTally, PairTally, CoverageTally])
def test_a_row_that_is_lost_is_told(world, model):
    row = row_of(model)
    told = report_after(lambda: model.objects.filter(pk=row.pk).delete())
    assert ("tally", model._meta.label_lower, None) in found_in(told)


def test_a_row_of_somebody_who_is_not_in_print_is_told(world):
    nobody = makers.person("Nobody in print")

    def damage() -> None:
        PersonInPrint.objects.create(person=nobody, sort_form="nobody in print", initial="n")
        NameKey.objects.create(person=world.merged, key="y quevrain")

    found = found_in(report_after(damage))
    assert ("tally", "archive.personinprint", nobody.pk) in found
    assert "archive.namekey" in {record for _check, record, _pk in found}


def test_a_name_that_finds_nobody_any_more_is_told(world):
    row = NameKey.objects.order_by("pk").first()
    told = report_after(lambda: NameKey.objects.filter(pk=row.pk).delete())
    assert found_in(told) == [("tally", "archive.personinprint", row.person_id)]


def test_somebody_filed_under_a_former_name_is_told(world):
    row = PersonInPrint.objects.order_by("pk").first()
    told = report_after(lambda: Person.objects.filter(pk=row.person_id).update(sort_name="Autre"))
    assert ("tally", "archive.personinprint", row.pk) in found_in(told)


def test_an_article_changed_behind_the_rules_is_told(world):
    told = report_after(lambda: Article.objects.filter(pk=world.unread.pk).update(reading="read"))
    assert "archive.coveragetally" in {record for _check, record, _pk in found_in(told)}


def test_an_archive_that_was_never_counted_is_told_in_one_line(world):
    def damage() -> None:
        for model in tallying.TALLIES:
            model.objects.all().delete()

    told = report_after(damage)
    assert found_in(told) == [("tally", "", None)]
    assert "rebuild_index" in told["findings"][0]["message"]


def test_the_report_names_records_and_quotes_nothing(world):
    told = report_after(lambda: FacetTally.objects.filter(dimension="place").delete())
    assert "Lille" not in str(told["findings"])
    assert report()["ok"]
