"""What of a statement the annotation desk edits, as plain values: compared, merged and restored."""

from typing import Any, Final

from archive.models import Statement, StatementTarget

PLAIN: Final = ("kind", "speaker_type", "attribution", "speaker_role")
FIELDS: Final = (*PLAIN, "speaker", "span", "targets")
OF_TARGET: Final = ("relation", "mention", "mention_start", "mention_end", "role")


def values_of(statement: Statement) -> dict[str, Any]:
    """{field: value} for each of ``FIELDS``; people by number, the place of the words as one."""
    return {
        **{name: getattr(statement, name) for name in PLAIN},
        "speaker": statement.speaker_id,
        "span": {
            "text": statement.text_id,
            "start": statement.start,
            "end": statement.end,
            "exact": statement.exact,
        },
        "targets": [values_of_target(target) for target in statement.targets.all()],
    }


def values_of_target(target: StatementTarget) -> dict[str, Any]:
    return {
        "person": target.person_id,
        **{name: getattr(target, name) for name in OF_TARGET},
    }


def is_same(name: str, one: Any, other: Any) -> bool:
    """Whether two values of a field are the same to an editor: of targets the people, their
    relation, their words and their role, wherever these stand."""
    return comparable(name, one) == comparable(name, other)


def comparable(name: str, value: Any) -> Any:
    if name == "targets":
        return sorted(
            (str(row.get("person")), row.get("relation") or "about", row.get("mention") or "",
             row.get("role") or "")
            for row in value
        )  # fmt: skip
    if name == "span":
        return (value["text"], value["start"], value["end"])
    return value
