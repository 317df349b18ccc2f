"""Taking a statement to read it: nobody else decides meanwhile, and taking it over is told."""

import pytest
from django.urls import reverse

from archive import groups, reservations, workflow
from archive.models import Edition, Event, Reservation
from tests import makers
from tests.desk import logged_in, told
from tests.reviewing import act, acts, decide, desk, fresh, move_page, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(rui):
    return logged_in(rui)


@pytest.fixture
def chief(chloe):
    return logged_in(chloe)


class TestTaking:
    def test_who_takes_a_statement_holds_it_for_twenty_minutes(self, reviewer, rui):
        made = makers.in_review()
        answer = act(reviewer, "review-take", made, "?queue=late")
        assert answer.url == move_page(made, query="?queue=late")
        held = reservations.holder_of(made)
        assert held.user == rui
        assert (held.ends_at - held.taken_at).total_seconds() == 20 * 60

    def test_nobody_takes_what_another_holds(self, reviewer, chloe):
        made = makers.in_review()
        taken(made, chloe)
        answer = act(reviewer, "review-take", made)
        assert "chloe" in told(answer).lower()
        assert reservations.holder_of(made).user == chloe

    def test_an_expired_reservation_holds_nobody_off(self, reviewer, rui, chloe):
        made = makers.in_review()
        taken(made, chloe, minutes_ago=21)
        act(reviewer, "review-take", made)
        assert reservations.holder_of(made).user == rui
        assert acts(made, Event.Verb.TAKEN_OVER) == 0

    def test_taking_over_is_recorded(self, reviewer, rui, chloe):
        made = makers.in_review()
        taken(made, chloe)
        act(reviewer, "review-take-over", made)
        assert reservations.holder_of(made).user == rui
        event = Event.objects.of(made).first()
        assert (event.verb, event.actor) == (Event.Verb.TAKEN_OVER, rui)
        assert event.changes["taken_by"] == ["chloe", "rui"]

    def test_taking_over_twice_is_told_once(self, reviewer, chloe):
        made = makers.in_review()
        taken(made, chloe)
        for _ in range(2):
            act(reviewer, "review-take-over", made)
        assert acts(made, Event.Verb.TAKEN_OVER) == 1

    def test_only_the_holder_gives_it_back(self, reviewer, chief, rui):
        made = makers.in_review()
        taken(made, rui)
        act(chief, "review-release", made)
        assert reservations.holder_of(made).user == rui
        act(reviewer, "review-release", made)
        assert reservations.holder_of(made) is None

    @pytest.mark.parametrize("name", ["review-take", "review-take-over"])
    def test_nobody_takes_their_own(self, reviewer, rui, name):
        made = makers.in_review(by=rui)
        act(reviewer, name, made)
        assert not Reservation.objects.exists()

    @pytest.mark.parametrize("name", ["review-take", "review-take-over"])
    def test_nobody_takes_what_is_not_in_review(self, reviewer, name):
        answer = act(reviewer, name, makers.statement())
        assert answer.url == desk()
        assert not Reservation.objects.exists()

    @pytest.mark.parametrize("name", ["review-take", "review-take-over", "review-release"])
    def test_a_contributor_takes_nothing(self, ada, name):
        made = makers.in_review(by=makers.chloe())
        assert act(logged_in(ada), name, made).status_code == 403
        assert not Reservation.objects.exists()

    @pytest.mark.parametrize("name", ["review-take", "review-take-over", "review-release"])
    def test_a_page_that_is_only_looked_at_takes_nothing(self, reviewer, name):
        made = makers.in_review()
        address = reverse(f"admin:{name}", args=[made.pk])
        assert reviewer.get(address).status_code == 405
        reviewer.get(move_page(made))
        assert not Reservation.objects.exists()

    def test_a_statement_that_is_not_there_cannot_be_taken(self, reviewer):
        for number in (999_999, 10**18, 10**30):
            address = reverse("admin:review-take", args=[number])
            assert reviewer.post(address).status_code == 404


class TestDecidingWhileItIsTaken:
    @pytest.mark.parametrize(
        ("name", "given"),
        [("approve", {}), ("return", {"reason": "Où ?", "category": "context"}),
         ("reject", {"reason": "Doublon."})],
    )  # fmt: skip
    def test_nobody_else_decides(self, reviewer, chloe, name, given):
        made = makers.in_review()
        taken(made, chloe)
        answer = decide(reviewer, made, name, **given)
        assert answer.url == move_page(made, name)
        assert "chloe" in told(answer).lower()
        assert fresh(made).status == "in_review"

    def test_the_page_says_who_holds_it_and_offers_to_take_it_over(self, reviewer, chloe):
        made = makers.in_review()
        taken(made, chloe)
        answer = reviewer.get(move_page(made))
        assert answer.status_code == 200
        page = answer.content.decode()
        assert reverse("admin:review-take-over", args=[made.pk]) in page
        assert "chloe" in page.split('class="desk-hold')[1].split("</div>")[0].lower()
        assert 'class="desk-decision"' not in page

    def test_the_holder_decides_and_the_reservation_ends(self, reviewer, rui):
        made = makers.in_review()
        taken(made, rui)
        decide(reviewer, made, "approve")
        assert Edition.objects.get().statement == made
        assert not Reservation.objects.exists()

    def test_after_the_time_anybody_decides(self, reviewer, chloe):
        made = makers.in_review()
        taken(made, chloe, minutes_ago=20)
        decide(reviewer, made, "approve")
        assert fresh(made).status == "published"

    def test_the_workflow_itself_refuses(self, rui, chloe):
        made = makers.in_review()
        taken(made, chloe)
        with pytest.raises(workflow.NotAllowed, match=r"(?i)chloe"):
            makers.move(made, "approve", rui)


class TestGoingOn:
    def test_reviewing_begins_with_the_first_that_is_free(self, reviewer, rui, chloe):
        held, free, _later = (makers.in_review() for _ in range(3))
        taken(held, chloe)
        answer = reviewer.post(f"{reverse('admin:review-next')}?queue=review")
        assert answer.url == move_page(free, query="?queue=review")
        assert reservations.holder_of(free).user == rui

    def test_reviewing_goes_on_with_what_one_already_holds(self, reviewer, rui):
        _first, mine = makers.in_review(), makers.in_review()
        taken(mine, rui, minutes_ago=5)
        answer = reviewer.post(reverse("admin:review-next"))
        assert answer.url == move_page(mine)
        assert Reservation.objects.count() == 1

    def test_two_reviewers_begin_with_different_statements(self, reviewer, chief):
        first, second = makers.in_review(), makers.in_review()
        answers = [client.post(reverse("admin:review-next")).url for client in (reviewer, chief)]
        assert answers == [move_page(first), move_page(second)]

    def test_the_next_is_taken_after_a_decision(self, reviewer, rui):
        first, second = makers.in_review(), makers.in_review()
        assert decide(reviewer, first, "approve").url == move_page(second)
        assert reservations.holder_of(second).user == rui

    def test_what_others_hold_is_passed_over_after_a_decision(self, reviewer, chloe):
        first, held, free = (makers.in_review() for _ in range(3))
        taken(held, chloe)
        assert decide(reviewer, first, "approve").url == move_page(free)

    def test_what_is_passed_over_waits_for_others(self, reviewer, rui):
        first, second = makers.in_review(), makers.in_review()
        taken(first, rui)
        answer = reviewer.post(reverse("admin:review-next"), {"passed": first.pk})
        assert answer.url == move_page(second)
        assert reservations.holder_of(first) is None
        assert reservations.holder_of(second).user == rui
        assert fresh(first).status == "in_review"

    def test_after_the_last_the_first_comes_again(self, reviewer):
        first, second = makers.in_review(), makers.in_review()
        answer = reviewer.post(reverse("admin:review-next"), {"passed": second.pk})
        assert answer.url == move_page(first)

    def test_when_nothing_is_left_the_queue_is_shown(self, reviewer):
        made = makers.in_review()
        answer = reviewer.post(f"{reverse('admin:review-next')}?queue=late", {"passed": made.pk})
        assert answer.url == desk(queue="late")
        assert told(answer)

    @pytest.mark.parametrize("passed", ["", "x", "-1", "9" * 30, "999999"])
    def test_what_was_passed_may_be_anything(self, reviewer, passed):
        made = makers.in_review()
        answer = reviewer.post(reverse("admin:review-next"), {"passed": passed})
        assert answer.url == move_page(made)

    def test_ones_own_is_never_the_next(self, reviewer, rui):
        makers.in_review(by=rui)
        answer = reviewer.post(f"{reverse('admin:review-next')}?queue=in_review")
        assert answer.url == desk(queue="in_review")
        assert not Reservation.objects.exists()

    def test_a_contributor_goes_nowhere(self, ada):
        makers.in_review()
        assert logged_in(ada).post(reverse("admin:review-next")).status_code == 403

    def test_a_decision_sent_twice_takes_one_next(self, reviewer):
        first, second, _third = (makers.in_review() for _ in range(3))
        version = fresh(first).version
        answers = [decide(reviewer, first, "approve", version=version) for _ in range(2)]
        assert [answer.url for answer in answers] == [move_page(second)] * 2
        assert Reservation.objects.count() == 1
        assert Edition.objects.count() == 1
        assert acts(first, Event.Verb.APPROVED) == 1


def test_nobody_takes_a_statement_without_the_right_to_review_it(rui):
    made = makers.in_review()
    gone = makers.user("gone", groups.REVIEWERS, is_active=False)
    for user in (makers.user("zoe", groups.CONTRIBUTORS), gone):
        with pytest.raises(reservations.Taken):
            reservations.take(made, by=user)
    assert reservations.holder_of(made) is None


def test_giving_back_tells_whether_there_was_anything_to_give(rui, chloe):
    made = makers.in_review()
    reservations.take(made, by=rui)
    assert reservations.release(made, by=chloe) is False
    assert reservations.release(made, by=rui) is True
