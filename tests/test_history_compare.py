"""Two points of one history side by side: acts, editions, the desk's copy as it is now."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.models import Event
from tests import makers
from tests.history_desk import (
    address,
    compare,
    desk_of,
    edit,
    pencilled,
    person_form,
    point,
    second_edition,
    told_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_two_editions_are_compared_to_the_last_field(ada):
    made = makers.published(targets=[makers.target(role="élu")], notes=[makers.note()])
    second_edition(made, place="Lille", speaker_role="maire")
    page = told_in(compare(desk_of(ada), made, "edition-1", "edition-2"))
    assert pencilled(page) == ["{+maire+}", "{+Lille+}"]


def test_the_earlier_point_comes_first_whichever_was_asked_for_first(ada):
    made = makers.published(place="Lille")
    second_edition(made, place="Roubaix")
    desk = desk_of(ada)
    pages = [
        pencilled(told_in(compare(desk, made, *points)))
        for points in (("edition-1", "edition-2"), ("edition-2", "edition-1"))
    ]
    assert pages == [["[-Lille-]{+Roubaix+}"]] * 2


def test_an_edition_is_compared_with_the_desks_copy_as_it_is(ada):
    made = makers.published(place="Lille")
    makers.move(made, "revise", ada)
    edit(made, ada, place="Roubaix")
    page = told_in(compare(desk_of(ada), made, "edition-1", "now"))
    assert pencilled(page) == ["[-Lille-]{+Roubaix+}"]


def test_a_new_title_of_the_article_shows_beside_an_edition(ada):
    made = makers.published()
    made.article.title = "Une grande halle au printemps"
    made.article.save()
    page = told_in(compare(desk_of(ada), made, "edition-1", "now"))
    assert pencilled(page) == ["Une {+grande +}halle au printemps"]


def test_two_acts_give_the_net_change_between_them(ada):
    made = makers.statement(place="Lille")
    for place in ("Roubaix", "Tourcoing", "Lens"):
        edit(made, ada, place=place)
    acts = list(Event.objects.of(made).order_by("pk"))
    page = told_in(compare(desk_of(ada), made, f"event-{acts[1].pk}", f"event-{acts[3].pk}"))
    assert pencilled(page) == ["[-Roubaix-]{+Lens+}"]
    assert "2 acts, by ada" in page


def test_an_act_is_compared_with_the_edition_made_after_it(ada):
    made = makers.statement(place="Lile")
    edit(made, ada, place="Lille")
    makers.move(made, "submit", ada)
    makers.move(made, "approve", makers.rui())
    page = told_in(compare(desk_of(ada), made, point(made, "created"), "edition-1"))
    assert "[-Lile-]{+Lille+}" in pencilled(page)
    assert "[-draft-] → {+published+}" in pencilled(page)


def test_the_reasons_given_in_between_are_told(ada, rui):
    made = makers.in_review()
    makers.move(made, "return", rui, reason="Dites où.", category="context")
    page = told_in(compare(desk_of(ada), made, point(made, "created"), "now"))
    assert "Dites où." in page


def test_a_person_is_compared_rows_included(ada, chloe):
    person = makers.person()
    desk = desk_of(chloe)
    for description in ("maire", "ancienne maire"):
        sent = person_form(person, description=description)
        desk.post(address(person, "change"), sent)
        person.refresh_from_db()
    desk.post(address(person, "change"), person_form(person, **{"roles-0-title": "sénatrice"}))
    first, last = Event.objects.of(person).order_by("pk")[0], Event.objects.of(person).first()
    page = told_in(compare(desk_of(ada), person, f"event-{first.pk}", f"event-{last.pk}"))
    assert pencilled(page) == ["{+ancienne +}maire", "{+sénatrice+}"]


def test_nothing_that_differs_is_said_in_words(ada):
    made = makers.published()
    second_edition(made)
    page = told_in(compare(desk_of(ada), made, "edition-1", "edition-2"))
    assert "Nothing that is read has changed." in page


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", ""), ("zorblik", "now"), ("now", "now"), ("edition-1", "edition-1"),
        ("edition-9", "now"), ("event-0", "now"), ("event-999999999", "now"),
        ("event-" + "9" * 18, "now"), ("event-" + "9" * 40, "now"), ("edition-" + "9" * 18, "now"),
        ("event-\u0663", "now"), ("event-1 OR 1=1", "now"), ("edition--1", "now"),
    ],
)  # fmt: skip
def test_a_choice_that_is_none_is_answered_with_a_sentence(ada, first, second):
    made = makers.published()
    response = compare(desk_of(ada), made, first, second)
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()


def test_the_act_of_another_record_is_no_point_of_this_one(ada):
    made, other = makers.published(), makers.statement("Elle n’a rien ouvert du tout")
    response = compare(desk_of(ada), made, point(other, "created"), "now")
    assert response.status_code == 400
    assert "rien ouvert" not in response.content.decode().partition('id="content"')[2]


def test_a_person_has_no_editions(ada):
    person = makers.person()
    assert compare(desk_of(ada), person, "edition-1", "now").status_code == 400


def test_a_comparison_is_only_read(ada):
    made = makers.published()
    assert desk_of(ada).post(address(made, "compare")).status_code == 405


@pytest.mark.parametrize("odd", ["abc", "9" * 40, "_5F", "-1"])
def test_the_number_of_no_record_leads_back_with_a_message(ada, odd):
    path = reverse("admin:archive_person_compare", args=[odd])
    assert desk_of(ada).get(path).status_code == 302


def test_only_who_may_see_a_record_compares_its_history(db):
    made = makers.published()
    sam = desk_of(makers.user("sam"))
    assert compare(sam, made, "edition-1", "now").status_code == 403


def test_ten_acts_cost_as_much_as_one(ada):
    made = makers.published()
    desk = desk_of(ada)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            told_in(compare(desk, made, point(made, "created"), "now"))
        return len(captured)

    before = cost()
    makers.move(made, "revise", ada)
    for number in range(10):
        edit(made, ada, place=f"Lille {number}")
    assert cost() == before
