"""What a page of the annotation desk sends, read strictly: each value of its kind, nothing else."""

from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from archive import workflow
from archive.admin.json_acts import LARGEST_BODY, refuse, refuse_unknown
from archive.admin.move_json import LARGEST_NUMBER, LARGEST_VERSION, LONGEST_WORDS
from archive.annotating.asked import (
    Accept,
    Asked,
    Create,
    Dismiss,
    Edit,
    Move,
    NewPerson,
    Place,
    Revert,
    SomebodyAsked,
    TargetAsked,
)
from archive.middleware import is_unkeepable
from archive.models import Person, Statement, StatementTarget

LARGEST_POSITION: Final = 2**31 - 1
MOST_TARGETS: Final = 50
MOST_SUGGESTIONS: Final = 500
Given = Mapping[str, Any]


def asked_in(body: dict[str, Any]) -> tuple[UUID, Asked]:
    """The key and the act; a ``Problem`` of status 400 that names what is not as it should be."""
    act = body.get("act")
    if not isinstance(act, str) or act not in ACTS:
        refuse(_("Name an act: %(names)s.") % {"names": ", ".join(ACTS)})
    reading, names = ACTS[act]
    refuse_unknown(body, names | {"key", "act"})
    return uuid_in(body, "key"), reading(body)


# --- Values ------------------------------------------------------------------------------------


def uuid_in(given: Given, name: str) -> UUID:
    try:
        return UUID(words(given, name))
    except ValueError:
        refuse(_("“%(name)s” is a UUID.") % {"name": name})


def number(given: Given, name: str, most: int = LARGEST_NUMBER, *, least: int = 1) -> int:
    value = given.get(name)
    if type(value) is not int or not least <= value <= most:
        refuse(_("“%(name)s” is a whole number.") % {"name": name})
    return value


def words(given: Given, name: str, most: int = LONGEST_WORDS) -> str:
    value = given.get(name, "")
    if not isinstance(value, str) or len(value) > most or is_unkeepable(value):
        refuse(
            _("“%(name)s” is a text of %(most)d characters at most.") % {"name": name, "most": most}
        )
    return value


def truth(given: Given, name: str) -> bool:
    value = given.get(name, False)
    if not isinstance(value, bool):
        refuse(_("“%(name)s” is true or false.") % {"name": name})
    return value


def choice(given: Given, name: str, choices: Any) -> str:
    value = given.get(name)
    if not isinstance(value, str) or value not in choices.values:
        refuse(_("“%(name)s” is one of: %(values)s.")
               % {"name": name, "values": ", ".join(choices.values)})  # fmt: skip
    return value


def rows(given: Given, name: str, most: int) -> list[Any]:
    value = given.get(name, [])
    if not isinstance(value, list) or len(value) > most:
        refuse(_("“%(name)s” is a list of %(most)d values at most.") % {"name": name, "most": most})
    return value


def mapping(value: Any, name: str, names: set[str]) -> Given:
    if not isinstance(value, dict) or set(value) - names:
        refuse(_("“%(name)s” is an object of these values: %(names)s.")
               % {"name": name, "names": ", ".join(sorted(names))})  # fmt: skip
    return value


def unless_none(given: Given, name: str, read: Callable[..., Any], *more: Any) -> Any:
    return None if given.get(name) is None else read(given, name, *more)


def somebody(given: Given, name: str) -> SomebodyAsked:
    value = given.get(name)
    if value is None:
        return None
    if isinstance(value, int):
        return number(given, name)
    new = mapping(value, name, {"name", "kind"})
    kind = choice(new, "kind", Person.Kind) if "kind" in new else Person.Kind.PERSON
    called = " ".join(words(new, "name", Person._meta.get_field("name").max_length).split())
    if not called:
        refuse(_("“%(name)s” is a text of %(most)d characters at most.")
               % {"name": "name", "most": Person._meta.get_field("name").max_length})  # fmt: skip
    return NewPerson(called, kind)


def place(given: Given) -> Place:
    return Place(
        text=number(given, "text"),
        start=number(given, "start", LARGEST_POSITION, least=0),
        end=number(given, "end", LARGEST_POSITION),
        exact=words(given, "exact", LARGEST_BODY),
    )


def span(given: Given, name: str) -> Place:
    return place(mapping(given.get(name), name, {"text", "start", "end", "exact"}))


OF_TARGET: Final = {"person", "relation", "mention", "mention_start", "mention_end", "role"}


def targets(given: Given, name: str) -> tuple[TargetAsked, ...]:
    listed = [mapping(row, name, OF_TARGET) for row in rows(given, name, MOST_TARGETS)]
    return tuple(
        TargetAsked(
            person=somebody(row, "person"),
            relation=choice(row, "relation", StatementTarget.Relation)
            if "relation" in row
            else StatementTarget.Relation.ABOUT,
            mention=unless_none(row, "mention", words),
            role=words(row, "role"),
        )
        for row in listed
    )


# --- Acts --------------------------------------------------------------------------------------

FIELDS: Final[dict[str, Callable[[Given, str], Any]]] = {
    "kind": lambda given, name: choice(given, name, Statement.Kind),
    "speaker_type": lambda given, name: choice(given, name, Statement.SpeakerType),
    "attribution": words,
    "speaker_role": words,
    "speaker": somebody,
    "span": span,
    "targets": targets,
}


def changes(given: Given, name: str) -> dict[str, Any]:
    asked = mapping(given.get(name, {}), name, set(FIELDS))
    return {field: FIELDS[field](asked, field) for field in asked}


def base(given: Given) -> dict[str, Any]:
    """What the editor saw, as the page was given it; it is compared, never written."""
    seen = mapping(given.get("base", {}), "base", set(FIELDS))
    for field in set(seen) & {"span", "targets"}:
        FIELDS[field](seen, field)
    return dict(seen)


def statement(given: Given) -> int | UUID:
    if isinstance(given.get("statement"), str):
        return uuid_in(given, "statement")
    return number(given, "statement")


def create(given: Given) -> Create:
    return Create(
        place=place(given),
        kind=unless_none(given, "kind", choice, Statement.Kind),
        speaker=somebody(given, "speaker"),
        speaker_type=unless_none(given, "speaker_type", choice, Statement.SpeakerType),
        attribution=unless_none(given, "attribution", words),
        speaker_role=words(given, "speaker_role"),
        targets=targets(given, "targets"),
        submit=truth(given, "submit"),
    )


def edit(given: Given) -> Edit:
    return Edit(statement(given), changes(given, "changes"), base(given), truth(given, "submit"))


def move(given: Given) -> Move:
    name = given.get("move")
    if not isinstance(name, str) or name not in MOVES:
        refuse(_("Name a move: %(names)s.") % {"names": ", ".join(MOVES)})
    return Move(
        statement(given),
        number(given, "version", LARGEST_VERSION),
        name,
        words(given, "reason"),
        words(given, "category"),
    )


def accept(given: Given) -> Accept:
    return Accept((number(given, "suggestion"),), changes(given, "changes"), truth(given, "submit"))


def accept_many(given: Given) -> Accept:
    listed = rows(given, "suggestions", MOST_SUGGESTIONS)
    numbers = tuple(number({"suggestions": one}, "suggestions") for one in listed)
    return Accept(tuple(dict.fromkeys(numbers)), submit=truth(given, "submit"), is_bulk=True)


def dismiss(given: Given) -> Dismiss:
    return Dismiss(number(given, "suggestion"))


def undo(given: Given) -> Revert:
    return Revert(of=unless_none(given, "of", uuid_in))


def redo(given: Given) -> Revert:
    return Revert(again=True, of=unless_none(given, "of", uuid_in))


# Retractions take two people and their words: they have their own page.
MOVES: Final = tuple(name for name in workflow.MOVES if name not in ("retract", "keep"))
PLACE: Final = {"text", "start", "end", "exact"}
ACTS: Final[dict[str, tuple[Callable[[Given], Asked], set[str]]]] = {
    "create": (create, PLACE | (set(FIELDS) - {"span"}) | {"submit"}),
    "edit": (edit, {"statement", "changes", "base", "submit"}),
    "move": (move, {"statement", "version", "move", "reason", "category"}),
    "accept": (accept, {"suggestion", "changes", "submit"}),
    "accept_many": (accept_many, {"suggestions", "submit"}),
    "dismiss": (dismiss, {"suggestion"}),
    "undo": (undo, {"of"}),
    "redo": (redo, {"of"}),
}
