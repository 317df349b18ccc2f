"""My choices: an editor decides for themselves, and for nobody else, whether readers see a name."""

import pytest

from archive.models import EditorProfile, Event
from tests.history_desk import desk_of, told_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MINE = "/en/admin/archive/editorprofile/"


def choose(by, **given):
    return desk_of(by).post(MINE, {"credited_as": "", "single_keys": "on", **given})


def test_an_editor_is_not_named_until_they_choose_to_be(ada):
    page = told_in(desk_of(ada).get(MINE))
    assert 'name="credited_as"' in page
    assert "value=" not in page.partition('name="credited_as"')[2].partition(">")[0]
    assert not EditorProfile.objects.exists()


def test_a_choice_is_saved_and_is_history(ada):
    assert choose(ada, credited_as="Ada Lefèvre").status_code == 302
    mine = EditorProfile.objects.get(user=ada)
    assert (mine.credited_as, mine.single_keys) == ("Ada Lefèvre", True)
    event = Event.objects.of(mine).get()
    assert (event.actor, event.changes) == (ada, {"credited_as": ["", "Ada Lefèvre"]})


def test_a_choice_can_be_taken_back(ada):
    choose(ada, credited_as="Ada Lefèvre")
    choose(ada, credited_as="")
    assert EditorProfile.objects.get(user=ada).credited_as == ""
    assert Event.objects.first().changes == {"credited_as": ["Ada Lefèvre", ""]}


def test_shortcuts_can_be_turned_off(ada):
    desk_of(ada).post(MINE, {"credited_as": ""})
    assert EditorProfile.objects.get(user=ada).single_keys is False


def test_the_same_choice_again_is_no_history(ada):
    for _ in range(2):
        choose(ada, credited_as="Ada Lefèvre")
    assert Event.objects.count() == 1


def test_nobody_chooses_for_somebody_else(ada, rui):
    choose(rui, credited_as="Rui Tavares")
    mine = EditorProfile.objects.get(user=rui)
    choose(ada, credited_as="Prise", user=rui.pk, id=mine.pk, pk=mine.pk)
    mine.refresh_from_db()
    assert mine.credited_as == "Rui Tavares"
    assert EditorProfile.objects.get(user=ada).credited_as == "Prise"
    assert "Rui Tavares" not in told_in(desk_of(ada).get(MINE))


def test_a_name_that_is_too_long_is_refused_and_stays_in_the_form(ada):
    response = choose(ada, credited_as="A" * 121)
    assert response.status_code == 200
    assert 'class="errorlist"' in response.content.decode()
    assert not EditorProfile.objects.filter(credited_as__startswith="A").exists()


def test_looking_at_the_page_changes_nothing(ada):
    desk_of(ada).get(MINE)
    assert not EditorProfile.objects.exists()
    assert not Event.objects.exists()


def test_only_editors_have_choices(client, db):
    assert client.get(MINE).status_code == 302
    assert not EditorProfile.objects.exists()


def test_every_page_of_the_desk_leads_to_my_choices(ada):
    assert f'href="{MINE}"' in desk_of(ada).get("/en/admin/").content.decode()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(ada, method):
    assert getattr(desk_of(ada), method)(MINE).status_code == 405
