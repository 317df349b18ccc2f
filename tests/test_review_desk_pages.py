"""The page on which a reviewer decides, and what is set beside a decision."""

from datetime import date

import pytest
from django.urls import reverse

from archive import drafting, rights
from archive.models import Edition, EditorProfile, Event, Statement
from tests import makers
from tests.desk import logged_in, told
from tests.reviewing import act, acts, decide, desk, fresh, move_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def reviewer(rui):
    return logged_in(rui)


def edited(statement, user, **fields) -> Statement:
    made = fresh(statement)
    before = drafting.fresh_content(made)
    for name, value in fields.items():
        setattr(made, name, value)
    drafting.write_edit(made, by=user, version=made.version)
    drafting.record_edit(made, before, by=user)
    return fresh(made)


class TestThePage:
    def test_it_offers_every_decision_with_its_key(self, reviewer):
        made = makers.in_review()
        page = reviewer.get(move_page(made)).content.decode()
        for key in "arnt?":
            assert f'data-key="{key}"' in page
        assert "data-single-keys" in page

    def test_keys_that_are_switched_off_are_not_promised(self, reviewer, rui):
        EditorProfile.objects.create(user=rui, single_keys=False)
        page = reviewer.get(move_page(makers.in_review())).content.decode()
        assert "data-single-keys" not in page
        assert "(a)" not in page

    def test_no_keys_where_there_is_nothing_to_review(self, ada):
        page = logged_in(ada).get(move_page(makers.statement(), "submit")).content.decode()
        assert "data-key" not in page
        assert "review.js" not in page

    def test_a_return_can_be_made_from_the_page_of_the_approval(self, reviewer):
        made = makers.in_review()
        form = reviewer.get(move_page(made)).context["return_form"]
        assert form.initial["version"] == fresh(made).version
        assert f'action="{move_page(made, "return")}"' in (
            reviewer.get(move_page(made)).content.decode()
        )

    def test_what_differs_from_what_readers_read_is_shown(self, reviewer, ada):
        made = makers.move(makers.published(), "revise", ada)
        made = edited(made, ada, place="Lille")
        makers.move(made, "submit", ada)
        answer = reviewer.get(move_page(made))
        assert answer.context["since_edition"] == {"place": ["", "Lille"]}
        shown = answer.content.decode().split('class="desk-missed"')[1].split("</section>")[0]
        assert "<ins" in shown
        assert "Lille" in shown

    def test_the_reason_for_a_longer_excerpt_is_shown(self, reviewer, chloe, settings):
        settings.EXCERPT_STATEMENT_MAX = 10
        made = makers.statement(in_article=makers.article(licence="private"))
        rights.lift_budget(made, by=chloe, version=made.version, reason="Discours en séance.")
        made = makers.move(made, "submit", makers.ada())
        page = reviewer.get(move_page(made)).content.decode()
        assert "Discours en séance." in page

    def test_a_leave_for_other_words_is_not_shown(self, reviewer, chloe):
        made = makers.statement(in_article=makers.article(licence="private"))
        rights.lift_budget(made, by=chloe, version=made.version, reason="Discours en séance.")
        body, end = made.text.body, made.end + 2
        words = {"end": end, "exact": body[made.start : end], "suffix": body[end : end + 32]}
        longer = edited(made, makers.ada(), **words)
        page = reviewer.get(move_page(longer, "submit")).content.decode()
        assert "Discours en séance." not in page


class TestStaleDecisions:
    def test_it_is_refused_with_who_when_and_what(self, reviewer, chloe):
        made = makers.in_review()
        read = made.version
        edited(made, chloe, place="Lille")
        answer = decide(reviewer, made, "approve", version=read)
        assert answer.status_code == 409
        missed = answer.context["missed"]
        assert [(event.actor_name, event.changes["place"]) for event in missed] == [
            ("chloe", ["", "Lille"])
        ]
        assert "Lille" in answer.content.decode()
        assert not Edition.objects.exists()

    def test_who_comes_second_sees_who_was_first_and_cannot_try_again(self, reviewer, chloe):
        made = makers.in_review()
        read = made.version
        makers.move(made, "approve", chloe)
        answer = decide(reviewer, made, "approve", version=read)
        assert answer.status_code == 409
        assert [event.actor_name for event in answer.context["missed"]] == ["chloe"]
        assert 'class="desk-decision"' not in answer.content.decode()
        assert Edition.objects.count() == 1

    def test_what_was_typed_is_kept(self, reviewer, chloe):
        made = makers.in_review()
        read = made.version
        edited(made, chloe, place="Lille")
        answer = decide(reviewer, made, "return", version=read, reason="Où ?", category="context")
        form = answer.context["form"]
        assert (form["reason"].value(), form["category"].value()) == ("Où ?", "context")

    def test_after_reading_the_change_it_can_be_approved(self, reviewer, chloe):
        made = makers.in_review()
        read = made.version
        edited(made, chloe, place="Lille")
        again = decide(reviewer, made, "approve", version=read).context["form"]
        decide(reviewer, made, "approve", version=again["version"].value())
        assert Edition.objects.get().place == "Lille"


class TestSentTwice:
    @pytest.mark.parametrize(
        ("name", "given"),
        [("approve", {}), ("return", {"reason": "Où ?", "category": "context"}),
         ("reject", {"reason": "Doublon."})],
    )  # fmt: skip
    def test_a_decision_is_said_to_be_done_and_changes_nothing(self, reviewer, name, given):
        made = makers.in_review()
        version = made.version
        verbs = {"approve": "approved", "return": "returned", "reject": "rejected"}
        answers = [decide(reviewer, made, name, version=version, **given) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302]
        assert told(answers[1])
        assert acts(made, verbs[name]) == 1
        assert fresh(made).version == version + 1

    def test_a_submission_is_said_to_be_done(self, ada):
        made = makers.statement()
        client = logged_in(ada)
        answers = [decide(client, made, "submit", version=made.version) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302]
        assert acts(made, Event.Verb.SUBMITTED) == 1

    def test_a_decision_of_somebody_else_is_not_said_to_be_mine(self, reviewer, chloe):
        made = makers.in_review()
        version = made.version
        makers.move(made, "approve", chloe)
        assert decide(reviewer, made, "approve", version=version).status_code == 409

    def test_the_second_half_of_a_retraction_is_another_decision(self, reviewer, rui, chloe):
        made = makers.published()
        given = {"reason": "Faux.", "public_note": "Retiré.", "version": made.version}
        for _ in range(2):
            decide(reviewer, made, "retract", **given)
        assert fresh(made).status == "published"
        assert acts(made, Event.Verb.RETRACTION_ASKED) == 1
        decide(logged_in(chloe), made, "retract", **given)
        assert fresh(made).status == "retracted"


class TestPriority:
    def test_it_is_set_with_its_day_and_reopens_nothing(self, reviewer):
        made = makers.published()
        act(reviewer, "review-priority", made, priority="2", due_on="2026-12-24")
        now = fresh(made)
        assert (now.priority, now.due_on) == (2, date(2026, 12, 24))
        assert (now.version, now.status) == (made.version, "published")
        assert acts(made, Event.Verb.PRIORITISED) == 1

    def test_the_same_again_is_no_second_act(self, reviewer):
        made = makers.in_review()
        for _ in range(2):
            act(reviewer, "review-priority", made, priority="1", due_on="")
        assert acts(made, Event.Verb.PRIORITISED) == 1

    @pytest.mark.parametrize(
        "given",
        [{}, {"priority": "3"}, {"priority": "x"}, {"priority": "1", "due_on": "hier"},
         {"priority": "1", "due_on": "2026-02-30"}, {"priority": "-1"}],
    )  # fmt: skip
    def test_what_cannot_be_understood_sets_nothing(self, reviewer, given):
        made = makers.in_review()
        answer = act(reviewer, "review-priority", made, **given)
        assert answer.status_code == 302
        assert told(answer)
        assert fresh(made).priority == 0

    def test_a_contributor_sets_none(self, ada):
        made = makers.in_review()
        assert act(logged_in(ada), "review-priority", made, priority="2").status_code == 403
        assert fresh(made).priority == 0

    def test_looking_sets_nothing(self, reviewer):
        address = reverse("admin:review-priority", args=[makers.in_review().pk])
        assert reviewer.get(f"{address}?priority=2").status_code == 405

    def test_it_leads_back_to_the_desk_with_its_filters(self, reviewer):
        back = desk(queue="review", kind="direct")
        answer = act(reviewer, "review-priority", makers.in_review(), priority="1", next=back)
        assert answer.url == back
