"""The keys of the annotation desk, on the keyboards that editors have."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from archive.models import EditorProfile
from tests import makers
from tests.browser import keys_page
from tests.browser.test_pages import overflow, violations

pytestmark = pytest.mark.django_db(transaction=True)

LISTEN = """async (isOn) => {
  const { labelOf, listen } = await import("/static/archive/workbench/keys.js");
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  globalThis.ran = [];
  globalThis.labelOf = labelOf;
  globalThis.desk?.stop();
  globalThis.desk = listen({
    root: document.getElementById("annotator"),
    commands: read("commands"),
    bindings: read("bindings"),
    isOn,
    run: (name, { number }) => { ran.push(number === null ? name : `${name} ${number}`); },
  });
  document.getElementById("printed").focus();
}"""
# What a keydown ran, and whether the browser was told to leave it alone.
PRESS = """([given, where]) => {
  ran.length = 0;
  const target = where ? document.querySelector(where) : document.activeElement;
  const event = new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...given });
  target.dispatchEvent(event);
  return [...ran, ...(event.defaultPrevented ? ["prevented"] : [])];
}"""


@pytest.fixture
def desk(transactional_db, log_in, settings) -> Page:
    settings.ROOT_URLCONF = keys_page.__name__
    makers.ada()
    page = log_in("ada")
    page.goto("/keys-page/")
    page.evaluate(LISTEN, True)
    return page


def ran(page: Page, key: str, code: str = "", where: str = "", **more: Any) -> list[str]:
    found = page.evaluate(PRESS, [{"key": key, "code": code, **more}, where])
    assert ("prevented" in found) == (len(found) > 1), "what runs a command is the page's alone"
    return [name for name in found if name != "prevented"]


# --- Keyboards ------------------------------------------------------------------------------

SHIFT, CONTROL, META, ALT = (
    {"shiftKey": True}, {"ctrlKey": True}, {"metaKey": True}, {"altKey": True},
)  # fmt: skip
ALT_GRAPH = {"modifierAltGraph": True}
WINDOWS_ALT_GRAPH = {"modifierAltGraph": True, "ctrlKey": True, "altKey": True}

PRESSES = [
    # AZERTY: the row of digits types digits with Shift, and other marks without
    ("&", "Digit1", {}, ["speaker 1"]),
    ("1", "Digit1", SHIFT, ["target 1"]),
    ("ç", "Digit9", {}, ["speaker 9"]),
    ("9", "Digit9", SHIFT, ["target 9"]),
    ("à", "Digit0", {}, []),
    ("[", "Digit5", ALT_GRAPH, ["start_left"]),
    ("]", "Minus", ALT_GRAPH, ["start_right"]),
    ("{", "Digit4", WINDOWS_ALT_GRAPH, ["end_left"]),
    ("}", "Equal", WINDOWS_ALT_GRAPH, ["end_right"]),
    ("{", "Digit5", ALT, ["end_left"]),  # Option of a Mac
    ("=", "Equal", {}, ["same"]),
    ("a", "KeyQ", {}, ["accept"]),
    ("m", "Semicolon", {}, ["mixed"]),
    # QWERTY
    ("1", "Digit1", {}, ["speaker 1"]),
    ("!", "Digit1", SHIFT, ["target 1"]),
    ("[", "BracketLeft", {}, ["start_left"]),
    ("}", "BracketRight", SHIFT, ["end_right"]),
    ("N", "KeyN", SHIFT, ["previous_new"]),
    # QWERTZ: an equals sign that needs Shift
    ("=", "Digit0", SHIFT, ["same"]),
    # the keypad, with and without Num Lock
    ("5", "Numpad5", {}, ["speaker 5"]),
    ("End", "Numpad1", {}, []),
    # Caps Lock changes nothing: "A" would accept everything
    ("A", "KeyA", {}, ["accept"]),
    ("a", "KeyA", SHIFT, ["accept_all"]),
    # Cyrillic and Greek: by place
    ("ф", "KeyA", {}, ["accept"]),
    ("Ф", "KeyA", SHIFT, ["accept_all"]),
    ("х", "BracketLeft", {}, ["start_left"]),
    ("Х", "BracketLeft", SHIFT, ["end_left"]),
    ("ξ", "KeyJ", {}, ["next"]),
    ("я", "KeyZ", CONTROL, ["undo"]),
    # named keys and chords
    ("Enter", "Enter", {}, ["accept"]),
    ("Escape", "Escape", {}, ["cancel"]),
    ("z", "KeyZ", CONTROL, ["undo"]),
    ("z", "KeyZ", META, ["undo"]),
    ("Z", "KeyZ", {**CONTROL, **SHIFT}, ["redo"]),
    ("y", "KeyY", CONTROL, ["redo"]),
    # other modifiers are the browser's
    ("a", "KeyA", CONTROL, []),
    ("a", "KeyA", META, []),
    ("a", "KeyA", ALT, []),
    ("1", "Digit1", CONTROL, []),
    ("1", "Digit1", ALT, []),
    ("[", "BracketLeft", META, []),
    ("æ", "KeyA", ALT_GRAPH, []),
    ("Enter", "Enter", SHIFT, []),
    ("Enter", "Enter", CONTROL, []),
    ("z", "KeyZ", {**CONTROL, **ALT}, []),
    # what is no whole key press
    ("a", "KeyA", {"isComposing": True}, []),
    ("a", "KeyA", {"keyCode": 229}, []),
    ("Dead", "BracketLeft", {}, []),
    ("Process", "KeyA", {}, []),
    ("Unidentified", "", {}, []),
    (" ", "Space", {}, []),
    ("Tab", "Tab", {}, []),
    ("F1", "F1", {}, []),
    # keyboards on a screen say no place
    ("3", "", {}, ["speaker 3"]),
    ("j", "", {}, ["next"]),
]


def test_every_keyboard_reaches_every_command(desk):
    wrong = [
        (key, code, more, found)
        for key, code, more, expected in PRESSES
        if (found := ran(desk, key, code, **more)) != expected
    ]
    assert not wrong


def test_a_key_held_down_repeats_what_moves_and_nothing_else(desk):
    assert ran(desk, "j", "KeyJ", repeat=True) == ["next"]
    assert ran(desk, "k", "KeyK", repeat=True) == ["previous"]
    assert ran(desk, "}", "BracketRight", repeat=True, **SHIFT) == ["end_right"]
    for key in ("a", "r", "u", "Enter", "1", "n"):
        found = desk.evaluate(PRESS, [{"key": key, "repeat": True}, ""])
        assert found == ["prevented"], key


# --- Where they rest ------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["#field", "#area", "#choice", "#editable", "#outside"])
def test_keys_rest_in_fields_and_outside_of_the_desk(desk, where):
    for key in ("a", "Enter", "Escape", "[", "1"):
        assert ran(desk, key, where=where) == []
    assert ran(desk, "z", "KeyZ", where=where, **CONTROL) == []


def test_keys_work_where_nothing_has_the_focus_and_on_what_takes_no_letter(desk):
    for where in ("body", "#printed", "#printed p", "#plain", "#box"):
        assert ran(desk, "a", where=where) == ["accept"]


def test_enter_is_the_buttons_own(desk):
    for where in ("#plain", "#accept", "#box", "#outside"):
        assert ran(desk, "Enter", where=where) == []


def test_keys_rest_where_another_script_took_the_press(desk):
    desk.evaluate("""() => {
      const article = document.getElementById("printed");
      article.addEventListener("keydown", (event) => event.preventDefault());
    }""")
    assert desk.evaluate(PRESS, [{"key": "a"}, "#printed"]) == ["prevented"]


def test_keys_rest_under_an_open_dialog(desk):
    desk.evaluate("""() => {
      const dialog = document.createElement("dialog");
      document.body.append(dialog);
      dialog.showModal();
    }""")
    assert ran(desk, "a", where="#printed") == []


def test_a_desk_that_stopped_listens_no_more(desk):
    desk.evaluate("() => desk.stop()")
    assert ran(desk, "a") == []


# --- Buttons --------------------------------------------------------------------------------


def test_a_click_runs_what_its_key_runs(desk):
    for button in ("#accept", "#third", "#shut", "#plain"):
        desk.click(button, force=True)
    assert desk.evaluate("() => ran") == ["accept", "speaker 3"]


def test_buttons_show_their_key(desk):
    assert desk.inner_text("#accept") == "Accepter a"
    assert desk.inner_text("#third") == "Ada 3"
    labels = desk.evaluate("() => ['cancel', 'target', 'nothing'].map((name) => labelOf(name))")
    assert labels == ["Échap", "Maj+1 à 9", ""]


def test_a_command_that_declines_leaves_the_press_to_the_browser(desk):
    desk.evaluate("() => { desk.run = () => false; }")
    assert ran(desk, "z", "KeyZ", **CONTROL) == []


# --- An editor's own keys -------------------------------------------------------------------


def test_without_single_keys_only_named_keys_and_chords_act(desk):
    desk.evaluate(LISTEN, False)
    for key in ("a", "j", "1", "[", "?", "="):
        assert ran(desk, key) == []
    assert ran(desk, "!", "Digit1", **SHIFT) == []
    assert ran(desk, "Enter") == ["accept"]
    assert ran(desk, "z", "KeyZ", **CONTROL) == ["undo"]
    assert desk.inner_text("#accept") == "Accepter Entrée"
    assert desk.inner_text("#third").strip() == "Ada"


def test_a_remapped_command_has_its_new_key_and_no_longer_the_old(desk):
    desk.evaluate("() => desk.choose({ bindings: { accept: 'v', next: 'ж' } })")
    assert ran(desk, "v", "KeyV") == ["accept"]
    assert ran(desk, "a", "KeyA") == []
    assert ran(desk, "A", "KeyA") == []  # Caps Lock: not "accept all"
    assert ran(desk, "Enter") == ["accept"]
    assert ran(desk, "ж", "Semicolon") == ["next"]
    assert desk.inner_text("#accept") == "Accepter v"


def test_the_list_changes_keys_and_keeps_them(desk):
    desk.keyboard.press("?")
    row = desk.locator("[data-command-row=accept] input")
    expect(row).to_have_value("a")
    row.press("v")
    expect(row).to_have_value("v")
    desk.click("#keys button[type=submit]")
    expect(desk.locator("#keys")).not_to_be_visible()
    assert EditorProfile.objects.get().keys == {"accept": "v"}
    assert ran(desk, "v", "KeyV", where="#printed") == ["accept"]
    assert desk.inner_text("#accept") == "Accepter v"
    desk.reload()
    desk.evaluate(LISTEN, True)
    assert ran(desk, "v", "KeyV") == ["accept"]
    desk.click("#help")
    desk.click("#keys [data-usual]")
    desk.click("#keys button[type=submit]")
    expect(desk.locator("#keys")).not_to_be_visible()
    assert EditorProfile.objects.get().keys == {}
    assert ran(desk, "a", "KeyA", where="#printed") == ["accept"]


def test_the_list_switches_single_keys_off_and_a_button_brings_it_back(desk):
    desk.keyboard.press("?")
    desk.uncheck("#single-keys")
    desk.click("#keys button[type=submit]")
    expect(desk.locator("#keys")).not_to_be_visible()
    assert not EditorProfile.objects.get().single_keys
    assert ran(desk, "?", where="#printed") == []
    desk.click("#help")
    expect(desk.locator("#single-keys")).not_to_be_checked()


def test_what_was_typed_and_not_saved_is_forgotten(desk):
    desk.keyboard.press("?")
    desk.locator("[data-command-row=accept] input").press("v")
    desk.keyboard.press("Escape")
    expect(desk.locator("#keys")).not_to_be_visible()
    assert ran(desk, "a", where="#printed") == ["accept"]
    desk.click("#help")
    expect(desk.locator("[data-command-row=accept] input")).to_have_value("a")
    assert not EditorProfile.objects.exists()


def test_the_list_refuses_digits_of_any_keyboard_and_two_commands_of_one_key(desk, complaints):
    desk.keyboard.press("?")
    row = desk.locator("[data-command-row=accept] input")
    row.focus()
    for press in ({"key": "3", "code": "Digit3"}, {"key": "é", "code": "Digit2"}):
        desk.evaluate(PRESS, [press, ""])
        expect(desk.locator("#keys-said")).to_contain_text("chiffres")
        expect(row).to_have_value("a")
    row.press("j")
    desk.click("#keys button[type=submit]")
    expect(desk.locator("#keys-said")).to_contain_text("deux commandes")
    expect(desk.locator("#keys")).to_be_visible()
    row.fill("?")
    expect(desk.locator("#keys-said")).to_contain_text("«\u202f?\u202f»")
    row.fill("")
    desk.click("#keys button[type=submit]")
    expect(desk.locator("#keys")).not_to_be_visible()
    complaints.forgive("400")


def test_the_list_says_when_the_session_has_ended(desk, complaints):
    desk.keyboard.press("?")
    desk.context.clear_cookies()
    desk.click("#keys button[type=submit]")
    expect(desk.locator("#keys-said")).to_contain_text("reconnectez-vous")
    complaints.forgive("40")


def test_the_list_is_accessible_and_fits_a_narrow_screen(desk, complaints):
    desk.keyboard.press("?")
    heard = len(complaints)
    faults = violations(desk)
    desk.set_viewport_size({"width": 320, "height": 800})
    faults += violations(desk)
    del complaints[heard:]  # axe itself tries inline styles, which the policy refuses
    assert not faults
    assert overflow(desk) <= 0
