"""The coverage page: what was read is counted, so that an absence means something."""

import re

import pytest
from django.test import Client

from archive.models import Article, ArticleInPrint, CoverageTally
from tests import makers, tallying
from tests.reading import read, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam() -> Client:
    """A visitor without a session."""
    return Client()


def held(reading: str, published: str = "2017-03", name: str = "Le Phare d’Étaples") -> Article:
    return makers.article(reading=reading, published=published, outlet=makers.outlet(name))


def printed(reading: str = "read", published: str = "2017-03") -> Article:
    return makers.edition(in_article=makers.article(reading=reading, published=published)).article


def cells(page: str, outlet: str) -> list[str]:
    """The figures of the row of an outlet, tags aside."""
    row = re.search(rf"<tr>\s*<th[^>]*>(?:<a[^>]*>)?{outlet}.*?</tr>", page, re.DOTALL)[0]
    found = re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", cell).replace("&nbsp;", " ") for cell in found]


def levels(page: str, outlet: str) -> list[str]:
    table = page.partition('<table class="coverage">')[2]
    row = re.search(rf"<th[^>]*>(?:<a[^>]*>)?{outlet}.*?</tr>", table, re.DOTALL)[0]
    return re.findall(r'data-level="(\d)"', row)


def test_articles_are_counted_by_what_became_of_them(sam):
    held("unread")
    held("in_progress")
    held("read")
    held("read", published="")
    page = read(sam, "/coverage/")
    assert cells(page, "Le Phare d’Étaples") == ["4", "2", "1", "2", "0", "1"]


def test_all_outlets_are_added_up(sam):
    held("read")
    printed()
    page = read(sam, "/en/coverage/")
    assert cells(page, "La Gazette du Beffroi") == ["1", "1", "0", "0", "1", "0"]
    assert cells(page, "All together") == ["2", "2", "0", "1", "1", "0"]


def test_a_month_says_how_far_it_is_known(sam):
    held("unread", "2017-01")
    held("unread", "2017-02")
    held("read", "2017-02-28")
    held("read", "2017-03")
    page = read(sam, "/en/coverage/?year=2017")
    assert levels(page, "Le Phare d’Étaples") == ["1", "2", "3", *"0" * 9]
    table = page.partition('<table class="coverage">')[2]
    assert cells(table, "Le Phare d’Étaples")[:4] == [
        "0/1", "1/2", "1/1", "0",
    ]  # fmt: skip
    for words in ("held, not read yet", "read in part", "all read, no statement in print"):
        assert words in page.partition('class="legend"')[2]


def test_a_month_with_statements_leads_to_its_articles(sam):
    article = printed()
    page = read(sam, "/coverage/?year=2017")
    assert levels(page, "La Gazette du Beffroi")[2] == "4"
    address = f"/articles/?outlet={article.outlet_id}&amp;month=2017-03"
    assert f'href="{address}"' in page
    assert f'href="/articles/{article.pk}/"' in read(sam, address.replace("&amp;", "&"))


def test_a_retraction_leaves_the_article_read_without_a_statement(sam):
    article = printed()
    makers.retracted(article.statements.get())
    assert cells(read(sam, "/coverage/"), "La Gazette du Beffroi") == ["1", "1", "0", "1", "0", "0"]


def test_the_last_year_is_shown_unless_another_is_asked(sam):
    held("read", "2017-03")
    held("read", "2019-03")
    assert "2019, month by month" in read(sam, "/en/coverage/")
    assert "2017, month by month" in read(sam, "/en/coverage/?year=2017")
    assert 'class="empty"' in read(sam, "/coverage/?year=1850")


@pytest.mark.parametrize("year", ["", "MMXVII", "20171", "²017", "٢٠١٧", "-017", "2017-03"])
def test_what_is_no_year_is_ignored(sam, year):
    held("read", "2019-03")
    assert "2019, month by month" in read(sam, f"/en/coverage/?year={year}")


def test_an_outlet_that_was_not_read_is_counted_and_leads_nowhere(sam):
    article = held("unread")
    page = read(sam, "/coverage/")
    assert "Le Phare d’Étaples" in page
    assert f"/outlets/{article.outlet_id}/" not in page
    assert article.title not in page


def test_articles_of_no_known_outlet_are_counted(sam):
    makers.article(outlet=None, reading="unread")
    assert cells(read(sam, "/en/coverage/"), "Outlet not known yet") == [
        "1", "0", "0", "0", "0", "0",
    ]  # fmt: skip


def test_only_undated_articles_make_no_table_of_months(sam):
    held("read", "")
    page = read(sam, "/coverage/")
    assert cells(page, "Le Phare d’Étaples")[-1] == "1"
    assert '<table class="coverage">' not in page


def test_the_page_says_what_an_absence_means(sam):
    held("read")
    assert "Un mois lu sans propos est une information" in words_of(read(sam, "/coverage/"))


def test_articles_that_come_and_go_together_are_counted_as_one_by_one():
    for number in range(1, 7):
        printed("read" if number % 3 else "unread", f"2017-0{1 + number % 2}")
    copies = list(Article.objects.all())
    for copy in copies:
        copy.pk = copy.outlet_id = None
    Article.objects.bulk_create(copies)
    tallying.assert_true()
    rows = list(ArticleInPrint.objects.all())
    ArticleInPrint.objects.all()._raw_delete("default")
    assert not CoverageTally.objects.filter(is_in_print=True, articles__gt=0).exists()
    ArticleInPrint.objects.bulk_create(rows)
    tallying.assert_true()
