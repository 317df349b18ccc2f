"""The timeline of a record at the desk: who did what, when, why, and what it changed, in words."""

import re

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive import groups
from archive.admin.timeline import ACTS_A_PAGE, net_changes, rounds_of
from archive.models import Event, Person, Statement
from tests import makers
from tests.history_desk import address, desk_of, edit, pencilled, person_form, told_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]


class TestTimeline:
    def test_a_change_is_told_word_by_word(self, ada):
        made = makers.statement(place="Lille")
        edit(made, ada, place="Lille, place du Beffroi")
        page = told_in(desk_of(ada).get(address(made)))
        assert "Lille{+, place du Beffroi+}" in pencilled(page)

    def test_acts_stand_newest_first_under_their_day(self, ada):
        made = makers.in_review()
        page = told_in(desk_of(ada).get(address(made)))
        verbs = re.findall(r'class="act act-(\w+)"', page)
        assert verbs == ["submitted", "created"]
        assert len(re.findall(r'id="day-\d{8}"', page)) == 1

    def test_a_return_is_told_with_its_category_and_its_reason(self, ada, rui):
        made = makers.in_review()
        makers.move(made, "return", rui, reason="Dites où.", category="context")
        page = told_in(desk_of(ada).get(address(made)))
        assert "context missing" in page
        assert "Dites où." in page

    def test_what_a_record_was_made_with_is_folded(self, ada):
        page = told_in(desk_of(ada).get(address(makers.statement())))
        assert '<details class="act-whole">' in page
        assert makers.WORDS in page

    def test_a_long_history_is_paged(self, ada):
        person = makers.person()
        for number in range(ACTS_A_PAGE + 5):
            Event.objects.record(
                Event.Verb.CHANGED, person, by=ada, changes={"description": ["", f"n{number}."]}
            )
        desk = desk_of(ada)
        pages = [told_in(desk.get(address(person), {"page": page})) for page in ("1", "2")]
        assert [page.count('class="act act-') for page in pages] == [ACTS_A_PAGE, 5]
        assert "n0." in pages[1]

    @pytest.mark.parametrize("odd", ["0", "-3", "99", "zorblik", "9" * 40, "\u0663", ""])
    def test_an_odd_page_number_shows_a_page(self, ada, odd):
        made = makers.statement()
        assert makers.WORDS in told_in(desk_of(ada).get(address(made), {"page": odd}))

    def test_what_is_marked_on_one_page_stays_marked_on_another(self, ada):
        person = makers.person()
        for _ in range(ACTS_A_PAGE + 1):
            Event.objects.record(Event.Verb.CHANGED, person, by=ada, changes={"name": ["a", "b"]})
        page = told_in(desk_of(ada).get(address(person), {"page": "2", "from": "event-7"}))
        assert '<input type="radio" name="from" value="event-7" checked>' in page

    def test_ten_times_the_history_costs_the_same(self, ada):
        made = makers.statement()
        desk = desk_of(ada)

        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                told_in(desk.get(address(made)))
            return len(captured)

        before = cost()
        for number in range(10):
            edit(made, ada, place=f"Lille {number}")
        assert cost() == before

    def test_only_the_desk_reads_it(self, client):
        response = client.get(address(makers.statement()))
        assert response.status_code == 302
        assert "login" in response["Location"]

    def test_hostile_words_are_shown_as_words(self, ada):
        made = makers.statement()
        edit(made, ada, place="<script>alert(1)</script>")
        assert "<script>alert" not in told_in(desk_of(ada).get(address(made)))


class TestRows:
    def test_a_role_that_is_added_is_told_beside_those_that_stay(self, chloe):
        person = makers.person()
        person.roles.create(title="conseillère", began="2008")
        sent = person_form(person, **{"roles-1-title": "maire", "roles-1-began": "2014-04"})
        desk_of(chloe).post(address(person, "change"), sent)
        before, after = Event.objects.of(person).get().changes["roles"]
        assert before == [{"title": "conseillère", "began": "2008"}]
        assert after == [*before, {"title": "maire", "began": "2014-04"}]
        lines = pencilled(told_in(desk_of(chloe).get(address(person))))
        assert lines == ["{+maire (April 2014 – …)+}"]

    def test_the_end_of_a_role_is_told_in_its_line(self, chloe):
        person = makers.person()
        person.roles.create(title="maire", began="2014")
        sent = person_form(person, **{"roles-0-ended": "2020"})
        desk_of(chloe).post(address(person, "change"), sent)
        lines = pencilled(told_in(desk_of(chloe).get(address(person))))
        assert lines == ["maire (2014 – [-…-]{+2020+})"]

    def test_a_form_saved_without_a_change_is_no_history(self, chloe):
        person = makers.person()
        person.roles.create(title="maire", began="2014")
        desk_of(chloe).post(address(person, "change"), person_form(person))
        assert not Event.objects.of(person).exists()


class TestDeleted:
    @pytest.fixture
    def gone(self, chloe) -> Person:
        person = Person.objects.create(name="Créée par erreur")
        person.names.create(name="Mme Erreur")
        person.roles.create(title="inconnue", began="2011")
        sent = desk_of(chloe).post(address(person, "delete"), {"post": "yes"})
        assert sent.status_code == 302
        return person

    def test_history_keeps_the_parts_that_went_with_a_record(self, gone):
        changes = Event.objects.of(gone).get().changes
        assert changes["names"] == [[{"name": "Mme Erreur"}], []]
        assert changes["roles"] == [[{"title": "inconnue", "began": "2011"}], []]

    def test_the_history_of_a_deleted_record_is_still_read(self, gone, ada):
        page = told_in(desk_of(ada).get(address(gone)))
        assert "no longer in the archive" in page
        assert "Mme Erreur" in page

    def test_the_history_of_a_deleted_account_is_not_for_contributors(self, ada, chloe):
        account = makers.user("autre")
        Event.objects.record(Event.Verb.DELETED, account, by=chloe, changes={})
        account.delete()
        path = reverse("admin:auth_user_history", args=[Event.objects.last().record_id])
        assert desk_of(ada).get(path).status_code == 403
        assert desk_of(chloe).get(path).status_code == 200


class TestAccounts:
    def test_a_new_group_is_told_and_no_password(self, chloe, ada):
        group = Group.objects.get(name=groups.REVIEWERS)
        sent = {"username": "ada", "is_active": "on", "is_staff": "on", "groups": [group.pk]}
        desk = desk_of(chloe)
        desk.post(address(ada, "change"), sent)
        Event.objects.record(
            Event.Verb.CHANGED, ada, by=chloe, changes={"password": ["ancien", "nouveau"]}
        )
        page = told_in(desk.get(address(ada)))
        assert {"[-Contributors-]", "{+Reviewers+}", "{+•••+}"} <= set(pencilled(page))
        assert "nouveau" not in page


def edited_in_review(made) -> dict:
    return rounds_of([made])[made.pk].changes


class TestSinceSubmission:
    def test_what_a_reviewer_edited_is_told_to_the_author(self, rui):
        made = makers.in_review(place="Lile")
        edit(made, rui, place="Lille")
        makers.move(made, "return", rui, reason="Vérifiez.", category="context")
        assert edited_in_review(made) == {"place": ["Lile", "Lille"]}

    def test_several_edits_are_one_change(self, rui):
        made = makers.in_review(place="Lile", attribution="")
        edit(made, rui, place="Lill")
        edit(made, rui, place="Lille", speaker_role="maire")
        changes = edited_in_review(made)
        assert changes["place"] == ["Lile", "Lille"]
        assert changes["speaker_role"] == ["", "maire"]

    def test_what_came_back_to_where_it_was_is_no_change(self, rui):
        made = makers.in_review(place="Lille")
        edit(made, rui, place="Roubaix")
        edit(made, rui, place="Lille")
        assert edited_in_review(made) == {}

    def test_what_the_author_edits_after_the_return_is_not_the_reviewers(self, ada, rui):
        made = makers.in_review(place="Lille")
        makers.move(made, "return", rui, reason="Vérifiez.", category="context")
        edit(made, ada, place="Roubaix")
        assert edited_in_review(made) == {}

    def test_only_the_last_submission_counts(self, ada, rui):
        made = makers.in_review(place="Lile")
        edit(made, rui, place="Lille")
        makers.move(made, "return", rui, reason="Vérifiez.", category="context")
        makers.move(made, "submit", ada)
        assert edited_in_review(made) == {}

    def test_a_draft_has_nothing_to_tell(self, ada):
        assert edited_in_review(makers.statement()) == {}

    def test_it_takes_one_query(self, rui, django_assert_num_queries):
        made = makers.in_review()
        for number in range(5):
            edit(made, rui, place=f"Lille {number}")
        made = Statement.objects.get(pk=made.pk)
        with django_assert_num_queries(1):
            edited_in_review(made)


def test_the_net_change_is_from_the_first_before_to_the_last_after():
    events = [
        Event(changes={"a": [1, 2], "b": ["x", "y"]}),
        Event(changes={"a": [2, 3], "b": ["y", "x"], "c": "sans avant"}),
    ]
    assert net_changes(events) == {"a": [1, 3], "c": [None, "sans avant"]}
