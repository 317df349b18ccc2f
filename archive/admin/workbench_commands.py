"""The commands of the annotation desk: what each does, its keys, and what an editor may remap.

A key is written as a keyboard says it: "a", "N" (with Shift), "Enter", "Ctrl+z"; "1-9" is the row
of digits, wherever the layout puts them. Only a command's single character can be remapped, and a
remapped command keeps its other keys.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

HELP = "?"  # always leads to the list of keys, so that no choice hides the way back


@dataclass(frozen=True, slots=True)
class Command:
    """Something an editor does at the annotation desk with a key or a button."""

    name: str
    keys: tuple[str, ...]
    label: Any
    group: Any

    @property
    def key(self) -> str:
        """The character an editor may remap; "" where there is none."""
        return next((key for key in self.keys if len(key) == 1 and key != HELP), "")


@dataclass(frozen=True, slots=True)
class Row:
    """A command in the list of keys, as one editor has it."""

    name: str
    label: Any
    default: str  # the character it has for everybody; "" where it is fixed
    key: str  # the character it has for this editor
    others: tuple[str, ...]  # its further keys, in words


GO = _("Go from one to the next")
DECIDE = _("Decide")
PEOPLE = _("People")
KIND = _("Kind")
PLACE = _("Place in the text")
MISTAKES = _("Mistakes and help")

COMMANDS: tuple[Command, ...] = (
    Command("next", ("j",), _("next statement or suggestion"), GO),
    Command("previous", ("k",), _("previous statement or suggestion"), GO),
    Command("new", ("n",), _("next quotation without a statement"), GO),
    Command("previous_new", ("N",), _("previous quotation without a statement"), GO),
    Command("accept", ("a", "Enter"), _("accept, then go on to the next"), DECIDE),
    Command("dismiss", ("r",), _("dismiss, then go on to the next"), DECIDE),
    Command("later", ("x",), _("leave for later, at the end"), DECIDE),
    Command("accept_all", ("A",), _("accept all sure suggestions"), DECIDE),
    Command("save_draft", ("w",), _("keep as a draft, without submitting"), DECIDE),
    Command("speaker", ("1-9",), _("this person of the list speaks"), PEOPLE),
    Command("target", ("Shift+1-9",), _("this person of the list is a target, or no more"), PEOPLE),
    Command("find_speaker", ("e",), _("look for who speaks"), PEOPLE),
    Command("find_target", ("t",), _("look for a target"), PEOPLE),
    Command("anonymous", ("o",), _("unnamed source: take the words selected"), PEOPLE),
    Command("same", ("=",), _("take speaker and targets of the same words elsewhere"), PEOPLE),
    Command("direct", ("d",), _("direct speech"), KIND),
    Command("indirect", ("i",), _("indirect speech"), KIND),
    Command("mixed", ("m",), _("mixed speech"), KIND),
    Command("start_left", ("[",), _("begin one word earlier"), PLACE),
    Command("start_right", ("]",), _("begin one word later"), PLACE),
    Command("end_left", ("{",), _("end one word earlier"), PLACE),
    Command("end_right", ("}",), _("end one word later"), PLACE),
    Command("grow", ("s",), _("widen to the quotation, the sentence, the paragraph"), PLACE),
    Command("undo", ("u", "Ctrl+z"), _("undo the last act"), MISTAKES),
    Command("redo", ("U", "Ctrl+Shift+z", "Ctrl+y"), _("do again what was undone"), MISTAKES),
    Command("cancel", ("Escape",), _("cancel, back to the list"), MISTAKES),
    Command("help", (HELP,), _("show this list"), MISTAKES),
)

PARTS = {
    "Enter": pgettext_lazy("key", "Enter"),
    "Escape": pgettext_lazy("key", "Esc"),
    "Shift": pgettext_lazy("key", "Shift"),
    "Ctrl": pgettext_lazy("key", "Ctrl"),
    "1-9": pgettext_lazy("key", "1 to 9"),
}


def in_words(key: str) -> str:
    """A key as the keyboard of the reader has it: "Ctrl+Maj+Z"."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    shown = PARTS.get(last, last.upper() if modifiers else last)
    return "+".join(str(part) for part in (*(PARTS[name] for name in modifiers), shown))


def rows_of(commands: Iterable[Command], bindings: dict[str, str]) -> list[Row]:
    return [
        Row(
            command.name,
            command.label,
            default=command.key,
            key=bindings.get(command.name, command.key),
            others=tuple(in_words(key) for key in command.keys if key != command.key),
        )
        for command in commands
    ]


def key_groups(bindings: dict[str, str]) -> list[tuple[Any, list[Row]]]:
    """(heading, rows) of the list of keys, as the editor who chose these bindings has them."""
    groups = groupby(COMMANDS, key=lambda command: command.group)
    return [(heading, rows_of(commands, bindings)) for heading, commands in groups]


def commands_for_script() -> list[dict[str, Any]]:
    """What the page's script listens for: each command with its keys, and those in words."""
    return [
        {
            "name": command.name,
            "keys": list(command.keys),
            "shown": [in_words(key) for key in command.keys],
        }
        for command in COMMANDS
    ]
