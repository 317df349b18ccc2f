"""The list of all history: to read only, by whom each record's history concerns, to the digest."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin.events import record_types_for
from archive.models import Event, Person
from tests import makers
from tests.history_desk import address, desk_of, edit, told_in

pytestmark = pytest.mark.django_db
LIST = "/en/admin/archive/event/"


def page_of(event: Event) -> str:
    return f"/en{reverse('admin:archive_event_change', args=[event.pk])}"


@pytest.fixture
def account(chloe) -> Event:
    """An act about somebody's account."""
    other = makers.user("zorblik")
    return Event.objects.record(
        Event.Verb.CHANGED, other, by=chloe, changes={"email": ["", "zorblik@example.org"]}
    )


def rows(client: Client, query: str = "") -> int:
    return told_in(client.get(f"{LIST}{query}")).count('class="field-at')


def cells(client: Client, query: str = "") -> str:
    """What the rows of the list say, without the filters and the search beside them."""
    page = told_in(client.get(f"{LIST}{query}"))
    return " ".join(re.findall(r"<t[dh] class=.*?</t[dh]>", page, re.DOTALL))


class TestList:
    def test_each_row_leads_to_the_history_of_its_record(self, ada):
        made = makers.statement()
        page = told_in(desk_of(ada).get(LIST))
        assert f'href="{address(made)}"' in page

    def test_it_reaches_records_that_are_no_longer_there(self, ada, chloe):
        person = Person.objects.create(name="Créée par erreur")
        desk_of(chloe).post(address(person, "delete"), {"post": "yes"})
        page = told_in(desk_of(ada).get(f"{LIST}?q=Créée"))
        assert f'href="{address(person)}"' in page

    def test_it_is_searched_by_the_name_of_the_record(self, ada):
        makers.statement()
        makers.statement("Elle n’a rien ouvert du tout")
        assert rows(desk_of(ada), "?q=rien+ouvert") == 1

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("?verb__exact=submitted", 1), ("?verb__exact=deleted", 0), ("?by=machine", 0),
            ("?kind=archive.statement", 3), ("?kind=archive.person", 0), ("?day=1999-01-01", 0),
        ],
    )  # fmt: skip
    def test_it_is_narrowed_by_what_kind_and_day(self, ada, query, found):
        edit(makers.in_review(), makers.rui(), place="Lille")
        assert rows(desk_of(ada), query) == found

    def test_it_is_narrowed_by_who(self, ada, rui):
        edit(makers.in_review(), rui, place="Lille")
        assert rows(desk_of(ada), f"?by={rui.pk}") == 1
        assert rows(desk_of(ada), f"?by={ada.pk}") == 2

    def test_a_day_is_that_of_the_desk(self, ada):
        made = makers.statement()
        day = Event.objects.of(made).get().at.astimezone().date()
        assert rows(desk_of(ada), f"?day={day.isoformat()}") == 1

    @pytest.mark.parametrize(
        "query",
        ["?by=zorblik", "?day=zorblik", "?day=99999-01-01", "?day=0001-01-01", "?day=9999-12-31",
         "?kind=zorblik", "?kind=auth.user", "?by=" + "9" * 40, "?p=zorblik", "?o=1.2.3"],
    )  # fmt: skip
    def test_no_parameter_breaks_the_list(self, ada, query):
        makers.statement()
        assert desk_of(ada).get(f"{LIST}{query}").status_code in (200, 302)

    @pytest.mark.parametrize(
        "probe", ["reason__startswith=a", "actor__password__startswith=m", "changes__contains=x"]
    )
    def test_no_parameter_probes_a_column(self, ada, probe):
        makers.statement()
        assert desk_of(ada).get(f"{LIST}?{probe}").status_code in (302, 400)

    def test_ten_times_the_history_costs_the_same(self, ada):
        made = makers.statement()
        desk = desk_of(ada)

        def cost() -> int:
            with CaptureQueriesContext(connection) as captured:
                told_in(desk.get(LIST))
            return len(captured)

        before = cost()
        for number in range(10):
            edit(made, ada, place=f"Lille {number}")
        assert cost() == before


class TestAccounts:
    def test_the_history_of_accounts_is_not_for_contributors(self, ada, chloe, account):
        desk = desk_of(ada)
        assert account.record_label in cells(desk_of(chloe))
        for query in ("", "?kind=auth.user", "?q=zorblik"):
            assert account.record_label not in cells(desk, query), query
        assert desk.get(page_of(account)).status_code == 302
        assert "auth.user" not in record_types_for(ada)

    def test_nor_who_acted_on_accounts_alone(self, ada, account):
        assert "chloe" not in told_in(desk_of(ada).get(LIST))

    def test_who_may_see_accounts_reads_their_history(self, chloe, account):
        desk = desk_of(chloe)
        assert rows(desk, "?kind=auth.user") == 1
        assert "zorblik@example.org" in told_in(desk.get(page_of(account)))


class TestOneAct:
    def test_it_shows_its_place_in_the_chain(self, ada):
        made = makers.in_review()
        event = Event.objects.of(made).first()
        page = told_in(desk_of(ada).get(page_of(event)))
        assert event.sha256 in page
        assert event.previous_sha256 in page
        assert "It is the same as the one that was written." in page

    def test_an_altered_row_is_told(self, ada, monkeypatch):
        made = makers.statement()
        event = Event.objects.of(made).get()
        broken = Event(**{field.attname: getattr(event, field.attname)
                          for field in Event._meta.concrete_fields})  # fmt: skip
        broken.pk, broken.sha256 = None, "0" * 64
        broken.previous_sha256 = event.sha256
        broken.save()
        assert "It is not the same" in told_in(desk_of(ada).get(page_of(broken)))

    @pytest.mark.parametrize("odd", ["abc", "9" * 40, "0", "-1", "\u0663"])
    def test_the_number_of_none_leads_back_with_a_message(self, ada, odd):
        assert desk_of(ada).get(f"/en/admin/archive/event/{odd}/change/").status_code == 302


class TestReadOnly:
    @pytest.mark.parametrize("page", ["add/", "1/delete/", "1/history/"])
    def test_what_cannot_be_done_has_no_address(self, root, page):
        makers.statement()
        assert desk_of(root).get(f"{LIST}{page}").status_code == 404

    def test_a_form_changes_nothing(self, root):
        event = Event.objects.of(makers.statement()).get()
        desk_of(root).post(page_of(event), {"reason": "autre", "verb": "deleted"})
        desk_of(root).post(LIST, {"action": "delete_selected", "_selected_action": [event.pk]})
        assert Event.objects.get(pk=event.pk).sha256 == event.sha256
        assert Event.objects.get(pk=event.pk).reason == event.reason

    def test_only_the_desk_reads_it(self, client, db):
        assert client.get(LIST).status_code == 302
        assert desk_of(makers.user("sam")).get(LIST).status_code == 403
