"""The keys an editor chose for the annotation desk: sent by its page, kept with their choices.

``POST /admin/review/keys/`` with ``{"single_keys": true, "bindings": {"accept": "v"}}`` replaces
what was chosen before; a command that is not named has its usual key. Answers 200 with what is
kept then; 400 when two commands would have one key or a key cannot be taken; 401, 403, 405, 413
and 415 as every act for programs.
"""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from archive.admin.json_acts import (
    body_of,
    check_request,
    object_in,
    refuse,
    refuse_unknown,
    tells_problems,
)
from archive.admin.workbench_commands import COMMANDS, HELP
from archive.middleware import is_unkeepable
from archive.models import EditorProfile, Event

REMAPPABLE = {command.name: command for command in COMMANDS if command.key}


@tells_problems
def keys_view(request: HttpRequest, *, site: Any) -> JsonResponse:
    check_request(request, site, permission="archive.view_statement")
    body = object_in(body_of(request))
    refuse_unknown(body, {"single_keys", "bindings"})
    single_keys = body.get("single_keys")
    if not isinstance(single_keys, bool):
        refuse(_("Say whether single-letter shortcuts are on: true or false."))
    bindings = bindings_in(body.get("bindings"))
    keep(request.user, {"single_keys": single_keys, "keys": bindings})
    return JsonResponse({"single_keys": single_keys, "bindings": bindings})


def bindings_in(given: Any) -> dict[str, str]:
    """{command: key} of what differs from the usual keys, each key taken by one command alone."""
    if not isinstance(given, dict):
        refuse(_("Give the keys by command, as an object."))
    for name, key in given.items():
        check_key(name, key)
    holders: dict[str, Any] = {}
    for name, command in REMAPPABLE.items():
        holder = holders.setdefault(given.get(name, command.key), command)
        if holder is not command:
            refuse(
                _("“%(key)s” would be the key of two commands: “%(one)s” and “%(other)s”.")
                % {"key": given.get(name, command.key), "one": holder.label, "other": command.label}
            )
    return {name: key for name, key in sorted(given.items()) if key != REMAPPABLE[name].key}


def check_key(name: str, key: Any) -> None:
    """A key is one character that can be seen; digits choose people and “?” leads to the list."""
    if name not in REMAPPABLE:
        refuse(_("This command has no key that can be changed: %(name)s.") % {"name": name[:60]})
    label = REMAPPABLE[name].label
    is_one = isinstance(key, str) and len(key) == 1 and not is_unkeepable(key)
    if not is_one or key.isspace() or not key.isprintable():
        refuse(_("Give one character for “%(command)s”.") % {"command": label})
    if key.isdecimal() or key == HELP:
        refuse(_("“%(key)s” is taken: digits choose people and “?” shows the keys.") % {"key": key})


def keep(user: Any, chosen: dict[str, Any]) -> None:
    """Saves what differs, with a row of history; the same choice again writes nothing."""
    with transaction.atomic():
        EditorProfile.objects.get_or_create(user=user)
        mine = EditorProfile.objects.select_for_update().get(user=user)
        changes = {
            name: [getattr(mine, name), value]
            for name, value in chosen.items()
            if getattr(mine, name) != value
        }
        if not changes:
            return
        for name, value in chosen.items():
            setattr(mine, name, value)
        mine.save(update_fields=list(changes))
        Event.objects.record(Event.Verb.CHANGED, mine, by=user, changes=changes)
