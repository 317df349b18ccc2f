"""The groups on the page of an article's suggestions: their pages, a corrected text, the folds."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import suggestions
from archive.admin.suggestion_groups import ON_A_PAGE
from archive.models import Article, Suggestion
from archive.quotes.candidates import Candidate, Tier
from tests import makers, suggesting
from tests.desk import told
from tests.suggesting import place
from tests.suggestion_desk import act, address, decided, desk, groups, page_of, three

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def many(number: int, **fields) -> list[Suggestion]:
    """So many suggestions of one article, in reading order."""
    words = [f"« Nous ouvrirons le numéro {one} »" for one in range(number)]
    article = makers.article("Elle a parlé. " + ", a promis Ysoline Quévrain.\n".join(words))
    body = article.current_text.body
    source = suggesting.speaker(body, person=makers.person())
    found = []
    for one in words:
        span = place(body, one)
        found.append(
            Candidate(span.start, span.end, "direct", "colon",
                      fields.get("tier", Tier.HIGH), source)
        )  # fmt: skip
    suggesting.keep(article, *found)
    return list(Suggestion.objects.of(article))


def dismissed(some: list[Suggestion]) -> None:
    for one in some:
        suggestions.dismiss(one, by=makers.rui())


def arrives(answer, browser) -> tuple[dict[str, list[int]], str]:
    """The groups of the page that an answer leads to, and the anchor it goes to there."""
    address_, _sharp, anchor = answer.headers["Location"].partition("#")
    return groups(browser.get(address_)), anchor


class TestPages:
    def test_those_that_wait_are_found_whatever_was_decided_before(self, settings):
        settings.SUGGESTION_FOLD_BELOW = 0
        made = many(ON_A_PAGE + 5)
        dismissed(made[:ON_A_PAGE])
        page = page_of(made[0].article)
        assert groups(page)["waiting"] == [one.pk for one in made[ON_A_PAGE:]]
        assert "Nothing waits here" not in page.content.decode()

    def test_the_folds_tell_of_all_there_are(self):
        made = many(ON_A_PAGE + 5)
        dismissed(made)
        page = page_of(made[0].article)
        assert f"{ON_A_PAGE + 5} suggestions decided on" in page.content.decode()
        assert len(groups(page)["decided"]) == ON_A_PAGE

    def test_each_group_has_its_own_pages(self):
        made = many(ON_A_PAGE + 5, tier=Tier.LOW)
        page = page_of(made[0].article, **{"folded-page": 2})
        assert groups(page)["folded"] == [one.pk for one in made[ON_A_PAGE:]]
        assert '<details class="suggestion-fold" id="folded" open>' in page.content.decode()

    def test_the_ways_lead_from_page_to_page(self):
        made = many(ON_A_PAGE + 5)
        browser = desk()
        first = page_of(made[0].article, browser).content.decode()
        [way] = re.findall(r'<a rel="next" href="([^"#]*)', first)
        second = browser.get(address("article-suggestions", made[0].article_id) + way)
        assert groups(second)["waiting"] == [one.pk for one in made[ON_A_PAGE:]]
        assert 'rel="prev" href="?page=1#waiting"' in second.content.decode()

    @pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999999999999", "²"])
    def test_a_page_that_is_none_is_no_error(self, number):
        one = suggesting.suggestion()
        assert groups(page_of(one.article, page=number))["waiting"] == [one.pk]
        assert groups(page_of(one.article, at=number))["waiting"] == [one.pk]

    def test_after_the_last_of_a_page_the_next_one_is_there(self):
        made, browser = many(ON_A_PAGE + 5), desk()
        answer = act("dismiss", made[ON_A_PAGE - 1], browser)
        following = made[ON_A_PAGE]
        shown, anchor = arrives(answer, browser)
        assert following.pk in shown["waiting"]
        assert anchor == f"suggestion-{following.pk}"

    def test_on_the_second_page_one_stays_there(self):
        made, browser = many(ON_A_PAGE + 5), desk()
        answer = act("accept", made[ON_A_PAGE + 1], browser)
        assert made[ON_A_PAGE + 2].pk in arrives(answer, browser)[0]["waiting"]

    def test_what_is_reconsidered_is_where_one_arrives(self):
        made, browser = many(ON_A_PAGE + 5), desk()
        last = made[-1]
        act("dismiss", last, browser)
        shown, anchor = arrives(act("reconsider", last, browser), browser)
        assert last.pk in shown["waiting"]
        assert anchor == f"suggestion-{last.pk}"

    def test_correcting_is_left_for_the_page_one_came_from(self):
        made, browser = many(ON_A_PAGE + 5), desk()
        last = made[-1]
        form = browser.get(address("suggestion-correct", last.article_id, last.pk))
        [way] = re.findall(r'class="closelink" href="([^"#]*)#', form.content.decode())
        assert last.pk in groups(browser.get(way))["waiting"]

    def test_more_pages_take_no_more_queries(self, django_assert_max_num_queries):
        made, browser = many(ON_A_PAGE + 5), desk()
        dismissed(made[:3])
        page_of(made[0].article, browser)
        with django_assert_max_num_queries(15):
            page_of(made[0].article, browser, at=made[-1].pk)


class TestACorrectedText:
    @pytest.fixture
    def article(self) -> Article:
        article = three()[0].article
        dismissed([article.suggestions.order_by("start").first()])
        suggesting.corrected(article, "La réunion", "La rencontre")
        return article

    def test_nothing_can_be_done_with_suggestions_of_the_former_text(self, article):
        page = page_of(article)
        assert len(groups(page)["former"]) == 2
        said = page.content.decode()
        for act_ in ("accept", "correct", "dismiss", "reconsider"):
            assert f"/{act_}/" not in said

    def test_one_banner_has_them_looked_for_again(self, article):
        page = page_of(article).content.decode()
        assert "has been corrected since the detector read it" in page
        assert page.count("Find quotations again") == 1

    def test_none_of_them_is_to_decide_on(self, article):
        browser = desk()
        assert page_of(article, browser).context["counts"]["waiting"] == 0
        listed = browser.get("/en/admin/archive/article/?suggestions=waiting")
        assert article.title not in listed.content.decode()

    def test_the_banner_goes_when_the_article_was_read_again(self, article):
        suggestions.suggest(article, by=makers.ada())
        page = page_of(article)
        assert groups(page)["former"] == []
        assert "has been corrected since" not in page.content.decode()


class TestFolds:
    def test_a_dismissal_that_folds_a_rule_says_so(self, settings):
        settings.SUGGESTION_FOLD_LEAST = 3
        decided("island", dismissed=2)
        one, browser = suggesting.suggestion(rule="island"), desk()
        assert "A few words quoted within a sentence" in told(act("dismiss", one, browser))

    def test_it_is_said_once(self, settings):
        settings.SUGGESTION_FOLD_LEAST = 2
        decided("island", dismissed=2)
        one = suggesting.suggestion(rule="island")
        assert "it is folded" not in told(act("dismiss", one))

    def test_the_list_tells_of_articles_with_folded_suggestions_alone(self):
        folded = suggesting.suggestion(confidence=Tier.LOW)
        listed = desk().get("/en/admin/archive/article/").content.decode()
        page = address("article-suggestions", folded.article_id)
        assert f'<a href="{page}">1 folded</a>' in listed

    def test_the_list_finds_them(self):
        folded, browser = suggesting.suggestion(confidence=Tier.LOW), desk()
        suggesting.suggestion(makers.article(title="Autre article"))
        found = browser.get("/en/admin/archive/article/?suggestions=folded")
        assert list(found.context["cl"].result_list) == [folded.article]

    def test_the_folded_rules_are_asked_for_once(self):
        suggesting.suggestion(confidence=Tier.LOW)
        browser = desk()
        path = "/en/admin/archive/article/?suggestions=folded"
        browser.get(path)
        with CaptureQueriesContext(connection) as captured:
            browser.get(path)
        selected = [one["sql"].partition(" FROM ")[0] for one in captured]
        assert len([columns for columns in selected if "detector_version" in columns]) == 1
