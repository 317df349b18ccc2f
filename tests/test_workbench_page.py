"""The page of the annotation desk and what it asks while it is open."""

import pytest

from archive.models import Presence
from tests import makers, suggesting
from tests.annotating import Page, place_of
from tests.makers import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return makers.article()


@pytest.fixture
def page(article):
    return Page(makers.ada(), article)


def shown(page):
    return page.get("article-annotate").context


class TestPage:
    def test_every_line_of_the_text_begins_where_it_is_counted(self, page):
        article = makers.article("🎉 Un.\n\n  Deux\u202f!\nTrois\n")
        lines = shown(Page(page.user, article))["lines"]
        body = article.current_text.body
        assert "\n".join(line for _start, line in lines) == body
        assert all(body[start : start + len(line)] == line for start, line in lines)

    def test_the_list_has_every_statement_and_suggestion_in_reading_order(self, page, article):
        suggestion = suggesting.answered(article)
        made = makers.statement(in_article=article)
        rejected = makers.statement("Le public a applaudi", in_article=article)
        makers.move(rejected, "reject", makers.ada(), reason="Non.")
        response = page.get("article-annotate")
        items = [one["item"] for one in response.context["items"]]
        assert items == [f"s{made.pk}", f"g{suggestion.pk}"]
        for item in items:
            assert f'id="item-{item}"' in response.content.decode()

    def test_markup_in_the_text_is_text(self, page):
        body = "<script>alert(1)</script> « Nous <b>verrons</b> </script> bien au printemps »\n"
        article = makers.article(body)
        makers.statement("Nous <b>verrons</b> </script> bien", in_article=article)
        html = Page(page.user, article).get("article-annotate").content.decode()
        assert "<script>alert" not in html and "<b>verrons" not in html

    def test_the_quotations_that_wait_are_those_without_a_statement(self, page, article):
        before = shown(page)["data"]["quotations"]
        made = makers.statement(in_article=article)
        after = shown(page)["data"]["quotations"]
        assert [made.start, made.end] in [one[:2] for one in before]
        assert after == [one for one in before if one[:2] != [made.start, made.end]]

    def test_the_people_of_the_article_come_with_what_they_were_then(self, page):
        makers.person()
        people = shown(page)["data"]["people"]
        assert people[0]["name"] in ("Ysoline Quévrain", "Théodule Marquenterre")
        assert {one["name"] for one in people} >= {"Ysoline Quévrain", "Théodule Marquenterre"}

    def test_an_article_without_a_text(self, page):
        article = makers.article()
        article.pk, article.source_sha256 = None, "0" * 64
        article.save()
        assert Page(page.user, article).get("article-annotate").status_code == 200

    def test_it_asks_a_fixed_number_of_questions(
        self, page, article, django_assert_max_num_queries
    ):
        for words in (WORDS, "Elle n’a rien ouvert du tout", "Le public a applaudi"):
            makers.statement(words, in_article=article, targets=[makers.target()])
        suggesting.suggestion(article, suggesting.INDIRECT)
        with django_assert_max_num_queries(30):
            shown(page)

    def test_a_newcomer_may_not(self, article):
        assert Page(makers.user("nadir"), article).get("article-annotate").status_code == 403


class TestState:
    def since(self, page):
        return shown(page)["data"]["now"]

    def test_it_tells_what_the_others_changed(self, page, article):
        since = self.since(page)
        made = Page(makers.rui(), article).create(WORDS, speaker=makers.person().pk)
        told = page.get("workbench-state", since=since).json()
        assert [one["id"] for one in told["items"]] == [made.pk]
        assert told["items"][0]["html"].strip().startswith("<li")

    def test_it_tells_who_else_is_there(self, page, article):
        rui = Page(makers.rui(), article)
        rui.get("workbench-state", since=self.since(page))
        told = page.get("workbench-state", since=self.since(page)).json()
        assert told["present"] == ["rui"]
        Presence.objects.update(seen_at="2020-01-01T00:00:00Z")
        assert page.get("workbench-state", since=self.since(page)).json()["present"] == []

    def test_it_tells_of_a_corrected_text(self, page, article):
        text = suggesting.corrected(article, "levée", "close")
        assert page.get("workbench-state", since=self.since(page)).json()["text"] == text.pk

    @pytest.mark.parametrize("since", ["", "hier", "2019-01-01", "2019-13-45T00:00:00Z", "9" * 99])
    def test_a_moment_that_is_none_is_answered_400(self, page, since):
        assert page.get("workbench-state", since=since).status_code == 400


class TestPeople:
    def names(self, page, typed):
        return [one["name"] for one in page.get("workbench-people", q=typed).json()["people"]]

    def test_accents_and_the_order_of_words_do_not_count(self, page):
        makers.person()
        assert self.names(page, "quevrain yso") == ["Ysoline Quévrain"]

    def test_those_of_the_article_come_first(self, page, article):
        for name in ("Anne Quévrain", "Zoé Quévrain"):
            makers.person(name)
        makers.statement(in_article=article, speaker=makers.person("Zoé Quévrain"))
        assert self.names(page, "quevrain")[0] == "Zoé Quévrain"

    @pytest.mark.parametrize("typed", ["", "   ", "%", "_", "x" * 5000, "'; --", "🎉"])
    def test_anything_may_be_typed(self, page, typed):
        makers.person()
        assert self.names(page, typed) == []


class TestLook:
    def look(self, page, article, words):
        given = place_of(article, words)
        return page.get("workbench-look", start=given["start"], end=given["end"]).json()

    def test_the_kind_of_words_just_chosen(self, page, article):
        assert self.look(page, article, WORDS)["kind"] == "direct"
        assert self.look(page, article, "Théodule Marquenterre viendrait")["kind"] == "indirect"

    def test_the_same_words_elsewhere_whatever_their_marks(self, page, article):
        other = makers.article("« Nous ouvrirons… la HALLE au printemps\u202f! » a-t-elle dit.\n")
        made = makers.statement(
            "Nous ouvrirons… la HALLE au printemps\u202f!", in_article=other,
            targets=[makers.target()],
        )  # fmt: skip
        found = self.look(page, article, WORDS)["elsewhere"]
        assert [one["id"] for one in found] == [made.pk]
        assert found[0]["speaker"]["name"] == "Ysoline Quévrain"
        assert [one["name"] for one in found[0]["targets"]] == ["Théodule Marquenterre"]

    def test_its_own_article_is_no_elsewhere(self, page, article):
        makers.statement(in_article=article)
        assert self.look(page, article, WORDS)["elsewhere"] == []

    @pytest.mark.parametrize(
        ("start", "end", "code"),
        [("0", "0", 422), ("5", "2", 422), ("0", "99999", 422), ("-1", "2", 400), ("", "2", 400),
         ("1e3", "2", 400), ("١", "2", 400), ("0", "9" * 40, 400)],
    )  # fmt: skip
    def test_places_that_are_none(self, page, start, end, code):
        assert page.get("workbench-look", start=start, end=end).status_code == code
