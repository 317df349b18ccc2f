"""The public page of an open article goes on marking its quotations after a correction."""

import re

import pytest
from django.test import Client

from archive.models import Article, Edition
from tests import makers
from tests.test_correcting import ELSEWHERE, GONE, INSIDE, correct

pytestmark = pytest.mark.django_db

ELLE = "Elle n’a rien ouvert du tout"


@pytest.fixture
def article() -> Article:
    return makers.article()


def page_of(article: Article) -> str:
    answer = Client().get(f"/en{article.get_absolute_url()}")
    assert answer.status_code == 200
    return answer.content.decode()


def marked(article: Article) -> list[str]:
    text = page_of(article).split('class="full-text"')[1].split("<aside")[0]
    return [re.sub(r"<[^>]*>", "", found) for found in re.findall(r"<mark.*?</mark>", text, re.S)]


def is_marked(article: Article, words: str) -> bool:
    return any(words[:20] in found.replace("\u202f", " ") for found in marked(article))


def test_kept_words_are_marked_where_they_are_now(article):
    makers.published(in_article=article)
    before = marked(article)
    assert before
    correct(article, ELSEWHERE)
    assert marked(article) == before
    assert "Mercredi" in page_of(article)


def test_words_under_revision_keep_their_mark(article):
    made = makers.published(in_article=article)
    before = marked(article)
    correct(article, ELSEWHERE)
    makers.move(made, "revise", makers.ada())
    assert marked(article) == before


@pytest.mark.parametrize("change", [INSIDE, GONE])
def test_words_that_changed_are_shown_without_a_mark(article, change):
    makers.published(in_article=article)
    makers.published(ELLE, in_article=article, speaker=makers.person("Théodule Marquenterre"))
    correct(article, change)
    assert not is_marked(article, makers.WORDS)
    assert is_marked(article, ELLE)
    assert "stands in an earlier version" in page_of(article)


def test_the_mark_comes_back_with_the_next_edition(article, rui, chloe):
    made = makers.published(in_article=article)
    correct(article, INSIDE, by=chloe)
    makers.move(made, "approve", rui)
    assert is_marked(article, "Nous ouvrirons la halle au mois de mai")
    assert "stands in an earlier version" not in page_of(article)


def test_a_look_alike_is_never_marked(db):
    words = "« Nous verrons bien », a dit Ysoline Quévrain ce jour-là devant la mairie."
    other = "« Nous verrons bien », a répété Théodule Marquenterre un autre jour, à la gare."
    article = makers.article(f"{words}\n\n{other}\n")
    made = makers.published("Nous verrons bien", in_article=article)
    assert Edition.objects.get(statement=made).start == 2
    correct(article, (f"{words}\n\n", ""))
    assert marked(article) == []


def test_the_page_of_a_private_article_still_asks_for_no_text(django_assert_max_num_queries):
    body = makers.BODY + "Encore un mot. " * 100
    article = makers.article(body, licence="private")
    makers.published(in_article=article)
    correct(article, ELSEWHERE)
    assert "Mercredi" not in page_of(article)
