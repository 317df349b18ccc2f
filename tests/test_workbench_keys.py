"""The keys of the annotation desk: one list of commands, and each editor's own choice of keys."""

import json
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.admin.workbench_commands import (
    COMMANDS,
    HELP,
    commands_for_script,
    in_words,
    key_groups,
)
from archive.models import EditorProfile, Event
from tests import makers
from tests.desk import logged_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def post(client: Client, body: Any, content_type: str = "application/json") -> Any:
    sent = body if isinstance(body, bytes) else json.dumps(body)
    return client.generic("POST", reverse("admin:workbench-keys"), sent, CONTENT_TYPE=content_type)


def choose(client: Client, bindings: Any, single_keys: Any = True) -> Any:
    return post(client, {"single_keys": single_keys, "bindings": bindings})


@pytest.fixture
def desk(ada) -> Client:
    return logged_in(ada)


# --- The list of commands -------------------------------------------------------------------


def test_every_key_belongs_to_one_command():
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(keys) == len(set(keys))
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)


def test_only_a_character_can_be_changed_and_never_the_way_to_the_list():
    fixed = {command.name for command in COMMANDS if not command.key}
    assert fixed == {"speaker", "target", "cancel", "help"}


def test_the_page_reads_the_names_of_keys_in_its_language():
    with translation.override("fr"):
        assert in_words("Ctrl+Shift+z") == "Ctrl+Maj+Z"
        assert in_words("Enter") == "Entrée"
        accept = next(one for one in commands_for_script() if one["name"] == "accept")
    assert accept == {"name": "accept", "keys": ["a", "Enter"], "shown": ["a", "Entrée"]}
    assert json.dumps(commands_for_script())


def test_the_list_has_every_command_with_the_key_this_editor_chose():
    rows = {row.name: row for _heading, rows in key_groups({"accept": "v"}) for row in rows}
    assert set(rows) == {command.name for command in COMMANDS}
    assert (rows["accept"].key, rows["accept"].default) == ("v", "a")
    assert (rows["help"].default, rows["help"].others) == ("", (HELP,))


def test_the_dialog_shows_a_box_for_every_key_that_can_be_changed():
    page = render_to_string(
        "admin/archive/workbench/_keys.html",
        {"commands": key_groups({"accept": "<"}), "single_keys": False, "url": "/k/"},
    )
    assert page.count("data-command-row=") == len(COMMANDS)
    assert page.count("maxlength=") == sum(1 for command in COMMANDS if command.key)
    assert 'value="&lt;" data-default="a"' in page
    assert 'data-url="/k/"' in page
    assert 'id="single-keys">' in page


# --- A choice -------------------------------------------------------------------------------


def test_a_choice_is_kept_and_is_history(desk, ada):
    answer = choose(desk, {"accept": "v", "dismiss": "p"}, single_keys=False)
    kept = {"single_keys": False, "bindings": {"accept": "v", "dismiss": "p"}}
    assert (answer.status_code, answer.json()) == (200, kept)
    mine = EditorProfile.objects.get(user=ada)
    assert (mine.single_keys, mine.keys) == (False, {"accept": "v", "dismiss": "p"})
    event = Event.objects.of(mine).get()
    assert event.actor == ada
    assert event.changes == {"single_keys": [True, False], "keys": [{}, mine.keys]}
    assert answer["Cache-Control"].startswith("max-age=0")


def test_the_same_choice_again_is_no_history(desk):
    for _ in range(2):
        assert choose(desk, {"accept": "v"}).status_code == 200
    assert Event.objects.count() == 1


def test_the_usual_key_is_not_kept_as_a_choice(desk, ada):
    assert choose(desk, {"accept": "a", "later": "z"}).json()["bindings"] == {"later": "z"}
    assert EditorProfile.objects.get(user=ada).keys == {"later": "z"}


def test_a_choice_leaves_the_name_shown_to_readers(desk, ada):
    EditorProfile.objects.create(user=ada, credited_as="Ada Lefèvre")
    choose(desk, {"accept": "v"})
    assert EditorProfile.objects.get(user=ada).credited_as == "Ada Lefèvre"


def test_two_commands_may_change_places(desk):
    swapped = {"accept": "r", "dismiss": "a"}
    assert choose(desk, swapped).json()["bindings"] == swapped


@pytest.mark.parametrize(
    "bindings",
    [{"accept": "j"}, {"accept": "v", "dismiss": "v"}, {"accept": "A"}, {"grow": "["}],
)
def test_two_commands_never_have_one_key(desk, bindings):
    answer = choose(desk, bindings)
    assert (answer.status_code, answer.json()["title"]) == (400, "bad-request")
    assert not EditorProfile.objects.exists()


def test_a_refusal_names_both_commands(desk):
    detail = choose(desk, {"accept": "j"}).json()["detail"]
    assert "«\u202fj\u202f»" in detail
    assert "propos ou suggestion qui suit" in detail
    assert "accepter" in detail


@pytest.mark.parametrize(
    "key",
    ["1", "0", "٣", "?", "", " ", "\t", "\n", "\xa0", "\u200b", "\x00", "\x7f", "\ud800", "ab",
     "e\u0301", None, 3, True, ["a"], {"a": 1}],
)  # fmt: skip
def test_a_key_is_one_character_that_can_be_seen_and_is_not_taken(desk, key):
    assert choose(desk, {"accept": key}).status_code == 400
    assert not EditorProfile.objects.exists()


@pytest.mark.parametrize("key", ["é", "²", "ф", ";", "§", "<", "V", "🎉"])
def test_any_other_character_can_be_a_key(desk, key):
    assert choose(desk, {"accept": key}).json()["bindings"] == {"accept": key}


@pytest.mark.parametrize("name", ["speaker", "target", "cancel", "help", "nothing", "", "\ud800"])
def test_only_the_keys_of_known_commands_can_be_changed(desk, name):
    assert choose(desk, {name: "v"}).status_code == 400


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"{}", b'{"single_keys": true}', b'{"bindings": {}}',
     b'{"single_keys": 1, "bindings": {}}', b'{"single_keys": true, "bindings": []}',
     b'{"single_keys": true, "bindings": null}', b'{"single_keys": true, "bindings": {}, "x": 1}',
     b'{"single_keys": true, "bindings": {"accept": "v", "accept": "w"}}', b"\xff"],
)  # fmt: skip
def test_a_body_that_is_no_choice_is_a_bad_request(desk, body):
    answer = post(desk, body)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert set(answer.json()) == {"title", "status", "detail"}
    assert not EditorProfile.objects.exists()


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
NAMES = st.sampled_from([command.name for command in COMMANDS])


@settings(max_examples=200, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(
    body=st.fixed_dictionaries(
        {"single_keys": st.booleans() | ANYTHING},
        optional={"bindings": st.dictionaries(NAMES, st.text(max_size=1)) | ANYTHING},
    )
)
def test_no_json_is_an_error_of_the_server_and_what_is_kept_never_clashes(desk, body):
    answer = post(desk, json.dumps(body).encode())
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        bindings = answer.json()["bindings"]
        keys = [bindings.get(one.name, one.key) for one in COMMANDS if one.key]
        assert len(keys) == len(set(keys))


# --- Who, and how ---------------------------------------------------------------------------


def test_a_choice_is_ones_own(desk, ada, rui):
    choose(desk, {"accept": "v"})
    choose(logged_in(rui), {"accept": "y"})
    kept = dict(EditorProfile.objects.values_list("user", "keys"))
    assert kept == {ada.pk: {"accept": "v"}, rui.pk: {"accept": "y"}}


def test_a_program_is_told_that_it_is_logged_out(db):
    answer = choose(Client(), {})
    assert (answer.status_code, answer.json()["title"]) == (401, "logged-out")


def test_who_has_no_desk_has_no_keys(db):
    for user in (makers.user("lectrice", is_staff=False), makers.user("nouvelle")):
        assert choose(logged_in(user), {}).status_code == 403


def test_without_the_token_nothing_is_kept(ada):
    client = Client(enforce_csrf_checks=True)
    client.force_login(ada)
    assert choose(client, {}).status_code == 403
    assert not EditorProfile.objects.exists()


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
def test_a_choice_is_sent_by_post(desk, method):
    answer = getattr(desk, method)(reverse("admin:workbench-keys"))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


def test_only_json_is_taken(desk):
    body = json.dumps({"single_keys": True, "bindings": {}}).encode()
    assert post(desk, body, "text/plain").status_code == 415
    assert post(desk, b" " * 70_000).status_code == 413


def test_a_busy_database_is_told_in_json(desk):
    def busy(execute, sql, *more):
        if sql.startswith(("UPDATE", "INSERT")):
            raise OperationalError("database is locked")
        return execute(sql, *more)

    with connection.execute_wrapper(busy):
        answer = choose(desk, {"accept": "v"})
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
