"""The queues of the review desk: what waits for whom, in which order, narrowed by what."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from archive import drafting, queues
from archive.models import ArticleText, Person, PersonDistinction, Statement
from tests import makers
from tests.desk import logged_in
from tests.reviewing import (
    decide,
    desk,
    fresh,
    listed,
    move_page,
    returned,
    row_of,
    rows,
    submitted_days_ago,
    taken,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(rui):
    return logged_in(rui)


@pytest.fixture
def contributor(ada):
    return logged_in(ada)


def counted(client) -> dict[str, int]:
    """The queues of the front page that have a page of the review desk."""
    queues_shown = client.get(reverse("admin:index")).context["queues"]
    return {q["url"].split("queue=")[1]: q["count"] for q in queues_shown if "queue=" in q["url"]}


class TestOrder:
    def test_the_most_pressing_comes_first_then_what_is_due_then_what_came_first(self, reviewer):
        old, new, due_late, due_soon, high = (makers.in_review() for _ in range(5))
        submitted_days_ago(old, 3)
        today = timezone.localdate()
        Statement.objects.filter(pk=due_late.pk).update(due_on=today + timedelta(days=9))
        Statement.objects.filter(pk=due_soon.pk).update(due_on=today)
        Statement.objects.filter(pk=high.pk).update(priority=1)
        expected = [one.pk for one in (high, due_soon, due_late, old, new)]
        assert listed(reviewer, queue="review") == expected

    def test_every_statement_has_its_place_after_the_one_before_it(self, rui):
        made = [makers.in_review() for _ in range(6)]
        for number, one in enumerate(made):
            day = timezone.localdate() + timedelta(days=number % 2) if number % 3 else None
            Statement.objects.filter(pk=one.pk).update(priority=number % 2, due_on=day)
        order = list(queues.reviewable_by(rui))
        for number, one in enumerate(order):
            assert list(queues.after(queues.reviewable_by(rui), one)) == order[number + 1 :]


class TestQueues:
    def test_a_reviewer_is_shown_what_they_may_approve(self, reviewer, rui):
        theirs, own = makers.in_review(), makers.in_review(by=rui)
        assert listed(reviewer, queue="review") == [theirs.pk]
        assert listed(reviewer, queue="in_review") == [theirs.pk, own.pk]

    def test_ones_own_are_marked_and_cannot_be_taken(self, reviewer, rui):
        own = makers.in_review(by=rui)
        row = row_of(reviewer, own, queue="in_review")
        assert row.is_own
        assert not row.may_approve
        assert row.address == reverse("admin:archive_statement_change", args=[own.pk])

    def test_a_row_leads_to_the_decision_and_keeps_the_filters(self, reviewer):
        made = makers.in_review()
        row = row_of(reviewer, made, queue="in_review", kind="direct")
        assert row.address == move_page(made, query="?queue=in_review&kind=direct")

    def test_what_waits_too_long_is_late(self, reviewer, settings):
        settings.REVIEW_LATE_DAYS = 7
        late = submitted_days_ago(makers.in_review(), 8)
        makers.in_review()
        assert listed(reviewer, queue="late") == [late.pk]
        row = row_of(reviewer, late, queue="late")
        assert (row.days, row.is_late) == (8, True)

    def test_late_is_shown_whoever_may_approve(self, reviewer, rui):
        own = submitted_days_ago(makers.in_review(by=rui), 30)
        assert listed(reviewer, queue="late") == [own.pk]

    def test_what_is_past_its_day_is_overdue_and_counted(self, reviewer):
        made = makers.in_review()
        yesterday = timezone.localdate() - timedelta(days=1)
        Statement.objects.filter(pk=made.pk).update(due_on=yesterday)
        assert row_of(reviewer, made, queue="review").is_overdue
        shown = reviewer.get(reverse("admin:index")).context["queues"]
        assert next(q for q in shown if "queue=review" in q["url"])["overdue"] == 1

    def test_what_is_due_today_is_not_overdue(self, reviewer):
        made = makers.in_review()
        Statement.objects.filter(pk=made.pk).update(due_on=timezone.localdate())
        assert not row_of(reviewer, made, queue="review").is_overdue

    def test_returned_to_me_shows_the_category_the_comment_and_what_was_changed(
        self, contributor, rui
    ):
        made = fresh(makers.in_review())
        before = drafting.fresh_content(made)
        made.speaker_role = "maire"
        drafting.write_edit(made, by=rui, version=made.version)
        drafting.record_edit(made, before, by=rui)
        returned(made, category="role_or_date", reason="Vérifiez la date.")
        row = row_of(contributor, made, queue="returned")
        assert row.returned.event.reason == "Vérifiez la date."
        assert row.returned.category == queues.RETURN_CATEGORIES["role_or_date"]
        assert row.returned.changes == {"speaker_role": ["", "maire"]}
        page = contributor.get(desk(queue="returned")).content.decode()
        assert "Vérifiez la date." in page
        assert "maire" in page

    def test_what_an_author_edits_after_the_return_is_not_the_reviewers_change(
        self, contributor, ada
    ):
        made = fresh(returned(makers.in_review()))
        before = drafting.fresh_content(made)
        made.place = "Lille"
        drafting.write_edit(made, by=ada, version=made.version)
        drafting.record_edit(made, before, by=ada)
        assert row_of(contributor, made, queue="returned").returned.changes == {}

    def test_returned_to_me_is_not_what_came_back_to_others(self, reviewer):
        returned(makers.in_review())
        assert listed(reviewer, queue="returned") == []

    def test_mine_in_progress_are_my_drafts_and_what_i_submitted(self, contributor, rui):
        draft, waiting = makers.statement(), makers.in_review()
        makers.statement(by=rui)
        makers.published()
        assert set(listed(contributor, queue="mine")) == {draft.pk, waiting.pk}

    def test_an_anchor_in_a_text_that_was_replaced_is_to_repair(self, reviewer):
        made, other = makers.statement(), makers.statement()
        closed = makers.move(makers.in_review(), "reject", makers.rui(), reason="Doublon.")
        for statement in (made, closed):
            ArticleText.objects.create(article=statement.article, body="Autre texte.\n", number=2)
        assert listed(reviewer, queue="anchors") == [made.pk]
        assert other.pk not in listed(reviewer, queue="anchors")

    def test_a_retraction_waits_for_another_reviewer(self, reviewer, rui, chloe):
        made = makers.published()
        makers.move(made, "retract", rui, reason="Faux.", public_note="Retiré.")
        row = row_of(logged_in(chloe), made, queue="retraction")
        assert row.address == move_page(made, "retract", "?queue=retraction")
        assert listed(reviewer, queue="retraction") == []

    def test_a_revision_of_what_readers_read_is_a_queue(self, contributor):
        made = makers.published()
        makers.move(made, "revise", makers.ada())
        assert listed(contributor, queue="revision") == [made.pk]

    def test_contributors_see_all_that_waits_and_are_not_asked_to_confirm(self, contributor):
        made = makers.in_review()
        assert listed(contributor, queue="review") == [made.pk]
        answer = contributor.get(desk(queue="retraction"))
        assert answer.context["round"].name == "review"
        assert not row_of(contributor, made, queue="review").may_approve

    def test_the_front_page_counts_each_queue(self, reviewer, rui):
        makers.in_review()
        makers.in_review(by=rui)
        found = counted(reviewer)
        assert (found["review"], found["in_review"], found["mine"]) == (1, 2, 1)
        assert "retraction" not in counted(logged_in(makers.ada()))

    def test_people_of_one_name_wait_to_be_told_apart(self, reviewer, rui):
        first, second = (Person.objects.create(name="Jean Prud") for _ in range(2))
        Person.objects.create(name="Jeanne Prud")
        assert list(queues.people_to_tell_apart()) == [first, second]
        page = reviewer.get(reverse("admin:review-people"))
        assert reverse("admin:archive_person_change", args=[first.pk]) in page.content.decode()
        PersonDistinction.objects.create(
            first=first, second=second, reason="Père et fils.", made_by=rui
        )
        assert not queues.people_to_tell_apart().exists()

    def test_two_of_three_told_apart_leave_the_third(self, rui):
        three = [Person.objects.create(name="Jean Prud") for _ in range(3)]
        PersonDistinction.objects.create(
            first=three[0], second=three[1], reason="Père et fils.", made_by=rui
        )
        assert list(queues.people_to_tell_apart()) == three


class TestReturns:
    def test_my_returns_are_counted_by_category(self, contributor, rui):
        for category in ("words", "words", "context"):
            returned(makers.in_review(), category=category)
        returned(makers.in_review(by=makers.chloe()), category="rights")
        counts = contributor.get(reverse("admin:index")).context["returns"]
        assert [(one.category, one.last_year, one.in_all) for one in counts] == [
            ("words", 2, 2),
            ("context", 1, 1),
        ]

    def test_a_return_counts_for_whoever_submitted_last(self, ada, chloe):
        made = returned(makers.in_review(), category="words")
        made = makers.move(made, "submit", chloe)
        returned(made, category="context")
        assert [one.category for one in queues.returns_of(ada)] == ["words"]
        assert [one.category for one in queues.returns_of(chloe)] == ["context"]

    def test_an_old_return_is_no_return_of_the_last_year(self, ada, monkeypatch):
        returned(makers.in_review())
        monkeypatch.setattr(queues, "YEAR", timedelta(seconds=-60))
        assert [(one.last_year, one.in_all) for one in queues.returns_of(ada)] == [(0, 1)]


class TestQueries:
    @pytest.mark.parametrize("address", ["admin:index", "admin:review-desk"])
    @pytest.mark.parametrize("name", ["ada", "rui", "chloe"])
    def test_the_number_of_queries_does_not_grow(self, address, name):
        client = logged_in(getattr(makers, name)())

        def more(number: int) -> int:
            for one in [makers.in_review(targets=[makers.target()]) for _ in range(number)]:
                taken(one, makers.chloe())
            returned(makers.in_review())
            client.get(reverse(address))
            with CaptureQueriesContext(connection) as seen:
                client.get(reverse(address))
            return len(seen)

        few = more(1)
        assert more(6) == few
        assert few <= 25

    def test_a_queue_of_returned_statements_asks_for_no_more(self, contributor):
        def queries() -> int:
            with CaptureQueriesContext(connection) as seen:
                rows(contributor, queue="returned")
            return len(seen)

        returned(makers.in_review())
        few = queries()
        for _ in range(5):
            returned(makers.in_review())
        assert queries() == few


def test_a_decision_leads_on_in_the_same_queue_and_filters(reviewer):
    makers.in_review(kind="indirect")
    first, second = makers.in_review(), makers.in_review()
    query = "?queue=in_review&kind=direct"
    assert decide(reviewer, first, "approve", query).url == move_page(second, query=query)
    assert decide(reviewer, second, "approve", query).url == f"{desk()}{query}"
