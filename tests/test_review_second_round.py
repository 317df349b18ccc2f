"""What a reviewer and an author are told of each other's work: edits in review, what came back and
was mended, who is reading, who may still approve, and what an approval does to the budget."""

import re
from typing import Any

import pytest
from django.urls import reverse, translate_url

from archive import drafting, queues, reservations
from archive.models import Article, Statement
from archive.models.budget import meter_of
from tests import makers
from tests.desk import change, errors, logged_in
from tests.reviewing import act, fresh, move_page, returned, row_of, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(rui):
    return logged_in(rui)


def edited(statement: Statement, user: Any, **fields: Any) -> Statement:
    made = fresh(statement)
    before = drafting.fresh_content(made)
    for name, value in fields.items():
        setattr(made, name, value)
    drafting.write_edit(made, by=user, version=made.version)
    drafting.record_edit(made, before, by=user)
    return fresh(made)


def page(client: Any, address: str) -> str:
    """The page as it is read, without its marks, in English."""
    answer = client.get(in_english(address))
    assert answer.status_code == 200
    return words_of(answer.content.decode())


def in_english(address: str) -> str:
    return translate_url(address, "en")


def words_of(html: str) -> str:
    content = html.split('id="content"')[1]
    return " ".join(re.sub(r"<[^>]+>", " ", content).replace("&nbsp;", " ").split())


def own_page(statement: Statement) -> str:
    return reverse("admin:archive_statement_change", args=[statement.pk])


def private_article() -> Article:
    """A private one, long enough for a quotation or two."""
    return makers.article(f"{makers.BODY}{'Le conseil délibère. ' * 40}\n", licence="private")


def returned_and_mended(**fields: Any) -> Statement:
    """Rui returned it for a wrong speaker; Ada mended it and submitted it again."""
    made = makers.in_review(**fields)
    returned(made, category="speaker", reason="Qui parle ?")
    edited(made, makers.ada(), place="Lille")
    return makers.move(made, "submit", makers.ada())


class TestEditedInReview:
    def test_the_approver_is_told_who_edited_what_was_submitted(self, reviewer, chloe):
        made = edited(makers.in_review(place="Lile"), chloe, place="Lille")
        shown = page(reviewer, move_page(made))
        assert "Submitted by ada (version 2), then changed by chloe (version 3)" in shown

    def test_the_approver_is_shown_the_words_that_were_edited(self, reviewer, chloe):
        made = edited(makers.in_review(place="Lile"), chloe, place="Lille")
        answer = reviewer.get(move_page(made))
        assert answer.context["rounds"].changes == {"place": ["Lile", "Lille"]}
        section = answer.content.decode().split('id="edited-heading"')[1].split("</section>")[0]
        assert re.search(r"<del[^>]*>.*Lile\b", section, re.DOTALL)
        assert re.search(r"<ins[^>]*>.*Lille", section, re.DOTALL)

    def test_nothing_is_said_of_what_nobody_edited(self, reviewer):
        assert (
            'id="edited-heading"'
            not in reviewer.get(move_page(makers.in_review())).content.decode()
        )

    def test_an_edit_of_an_earlier_round_is_not_told_again(self, chloe, rui, ada):
        made = edited(makers.in_review(), rui, place="Lille")
        returned(made)
        makers.move(made, "submit", ada)
        assert logged_in(chloe).get(move_page(made)).context["rounds"].changes == {}


class TestTheLastReturn:
    def test_a_reviewer_reads_what_they_had_asked_for(self, reviewer):
        shown = page(reviewer, move_page(returned_and_mended()))
        assert re.search(r"You returned this on .{6,30}: wrong speaker Qui parle \?", shown)

    def test_another_reviewer_reads_who_returned_it(self, chloe):
        shown = page(logged_in(chloe), move_page(returned_and_mended()))
        assert re.search(r"rui returned this on .{6,30}: wrong speaker", shown)

    def test_what_was_mended_is_shown_word_by_word(self, reviewer):
        answer = reviewer.get(move_page(returned_and_mended()))
        assert answer.context["rounds"].mending == {"place": ["", "Lille"]}
        section = answer.content.decode().split('id="returned-heading"')[1].split("</section>")[0]
        assert re.search(r"<ins[^>]*>.*Lille", section, re.DOTALL)

    def test_a_return_before_the_last_approval_is_over(self, reviewer, ada, chloe):
        made = makers.move(returned_and_mended(), "approve", chloe)
        makers.move(made, "revise", ada)
        makers.move(made, "submit", ada)
        assert reviewer.get(move_page(made)).context["rounds"].returned is None

    def test_its_author_reads_the_category_beside_the_reason(self, ada):
        made = returned(makers.in_review(), category="speaker", reason="Qui parle ?")
        shown = page(logged_in(ada), own_page(made))
        assert re.search(r"Returned by rui, .{6,30}: wrong speaker Qui parle \?", shown)


class TestWhoMayStillApprove:
    def test_an_editor_in_review_is_warned_before_saving(self, reviewer, chloe):
        shown = page(reviewer, own_page(makers.in_review()))
        assert "If you save, somebody else must approve this." in shown
        assert "Nobody could" not in shown

    def test_an_edit_that_would_leave_nobody_to_approve_is_told(self, reviewer):
        shown = page(reviewer, own_page(makers.in_review()))
        assert "Nobody could: every other active reviewer submitted or edited it." in shown

    def test_an_author_of_a_draft_is_not_warned(self, ada):
        assert (
            "data-warning" not in logged_in(ada).get(own_page(makers.statement())).content.decode()
        )

    def test_a_statement_that_nobody_may_approve_is_blocked(self, reviewer, rui):
        own, other = makers.in_review(by=rui), makers.in_review()
        assert row_of(reviewer, own, queue="in_review").blocked
        assert not row_of(reviewer, other, queue="in_review").blocked

    def test_who_edited_it_counts_as_who_submitted_it(self, rui, chloe):
        made = edited(makers.in_review(by=rui), chloe, place="Lille")
        assert queues.blocked_among([made]) == {made.pk}

    def test_a_reviewer_whose_account_is_closed_does_not_count(self, rui, chloe):
        made = makers.in_review(by=rui)
        assert queues.blocked_among([made]) == set()
        chloe.is_active = False
        chloe.save()
        assert queues.blocked_among([made]) == {made.pk}

    def test_an_edit_that_was_approved_since_bars_nobody(self, rui, chloe, ada):
        made = edited(makers.in_review(), rui, place="Lille")
        made = makers.move(makers.move(made, "approve", chloe), "revise", ada)
        made = makers.move(made, "submit", ada)
        chloe.is_active = False
        chloe.save()
        assert queues.blocked_among([made]) == set()

    def test_a_superuser_counts_as_a_reviewer(self, rui):
        made = makers.in_review(by=rui)
        assert queues.blocked_among([made]) == {made.pk}
        makers.user("root", is_superuser=True)
        assert queues.blocked_among([made]) == set()

    @pytest.mark.parametrize("number", [1, 6])
    def test_it_takes_two_queries(self, rui, number, django_assert_num_queries):
        made = [makers.in_review(by=rui) for _ in range(number)]
        with django_assert_num_queries(2):
            queues.blocked_among(made)


class TestWhileSomebodyIsReading:
    def test_the_page_says_who_is_reviewing_it(self, chloe, rui):
        made = makers.in_review()
        taken(made, rui)
        assert re.search(r"rui is reviewing this until \d", page(logged_in(chloe), own_page(made)))

    def test_an_edit_is_refused_and_what_was_typed_stays(self, chloe, rui):
        made = makers.in_review()
        taken(made, rui)
        answer = change(logged_in(chloe), made, place="Tourcoing")
        assert "rui" in errors(answer)
        assert 'value="Tourcoing"' in answer.content.decode()
        assert fresh(made).version == made.version

    def test_whoever_took_it_over_saves(self, chloe, rui):
        made = makers.in_review()
        taken(made, rui)
        client = logged_in(chloe)
        act(client, "review-take-over", made)
        assert change(client, made, place="Tourcoing").status_code == 302
        assert fresh(made).place == "Tourcoing"

    def test_whoever_holds_it_saves(self, reviewer, rui):
        made = makers.in_review()
        taken(made, rui)
        assert change(reviewer, made, place="Tourcoing").status_code == 302

    def test_a_reservation_that_is_over_stops_nobody(self, chloe, rui):
        made = makers.in_review()
        taken(made, rui, minutes_ago=21)
        assert change(logged_in(chloe), made, place="Tourcoing").status_code == 302

    def test_whoever_edits_holds_it_no_more(self, reviewer, rui):
        made = makers.in_review()
        taken(made, rui)
        change(reviewer, made, place="Tourcoing")
        assert reservations.holder_of(fresh(made)) is None


def test_a_contributor_reads_why_it_cannot_be_edited_and_what_to_do(ada):
    shown = page(logged_in(ada), own_page(makers.in_review()))
    assert "It waits for a reviewer, so you cannot edit it now." in shown
    assert "Ask in a comment to have it returned." in shown


class TestTheBudget:
    def test_the_approver_is_shown_what_is_left_after_this_one(self, reviewer, settings):
        settings.EXCERPT_SHARE_MAX = 0.9
        made = makers.in_review(in_article=private_article())
        meter = meter_of(made.article, adding=made)
        left = meter.budget.allowed - meter.then
        assert left > 0
        assert f"Left after this one {left} characters" in page(reviewer, move_page(made))

    def test_what_is_too_much_leaves_nothing(self, reviewer, settings):
        made = makers.in_review(in_article=private_article())
        settings.EXCERPT_SHARE_MAX = 0.01
        assert "Left after this one nothing" in page(reviewer, move_page(made))

    def test_what_else_is_in_review_is_counted_once(self, reviewer, settings):
        settings.EXCERPT_SHARE_MAX = 0.9
        article = private_article()
        made = makers.in_review(in_article=article)
        assert reviewer.get(move_page(made)).context["pending"] == 0
        other = makers.in_review("Elle n’a rien ouvert du tout", in_article=article)
        makers.in_review("Elle n’a rien ouvert du tout", in_article=article)
        alone = meter_of(article, adding=other).added
        answer = reviewer.get(move_page(made))
        assert 0 < answer.context["pending"] <= alone
        shown = page(reviewer, move_page(made))
        pending = answer.context["pending"]
        assert f"In review for the same article: {pending} characters more." in shown

    def test_an_open_article_has_no_meter(self, reviewer):
        assert (
            "desk-meter"
            not in reviewer.get(move_page(makers.in_review()))
            .content.decode()
            .split('id="content"')[1]
        )


class TestThePage:
    def test_its_heading_says_which_statement_it_is(self, reviewer):
        made = makers.in_review()
        answer = reviewer.get(in_english(move_page(made)))
        assert f"<h1>Approve and publish: no. {made.pk}</h1>" in answer.content.decode()
        assert 'value="Approve and publish (a)"' in answer.content.decode()

    def test_the_source_has_no_empty_rows(self, reviewer):
        article = makers.article(byline="M. Vasseur")
        answer = reviewer.get(move_page(makers.in_review(in_article=article)))
        source = answer.content.decode().split("desk-its-source")[1].split("</details>")[0]
        assert "M. Vasseur" in source
        assert "<dd>—</dd>" not in source

    def test_the_decision_follows_the_passage(self, reviewer):
        html = reviewer.get(move_page(makers.in_review())).content.decode()
        assert html.index('id="here"') < html.index('id="decide-heading"')
        assert html.index('id="decide-heading"') < html.index('id="facts-heading"')

    def test_a_paragraph_of_the_passage_is_one_whatever_stands_between(self, reviewer):
        body = f"Premier.\n\n \n\n« {makers.WORDS} », dit-elle.\n\n\n\nDernier.\n"
        made = makers.in_review(in_article=makers.article(body))
        paragraphs = reviewer.get(move_page(made)).context["paragraphs"]
        assert ["".join(piece.text for piece in line) for line in paragraphs] == [
            "Premier.", f"« {makers.WORDS} », dit-elle.", "Dernier.",
        ]  # fmt: skip

    def test_words_over_two_paragraphs_are_marked_in_both_and_named_once(self, reviewer):
        words = "Nous ouvrirons la halle.\n\nPuis les écoles."
        body = f"Avant.\n\n« {words} », dit-elle.\n"
        made = makers.in_review(words, in_article=makers.article(body))
        html = reviewer.get(move_page(made)).content.decode()
        assert html.count('id="here"') == 1
        assert html.count("<mark") == 2
