"""What an act did, step by step, and how each step is taken back and done again.

A step is a plain value that the act keeps: ``{"step": "made", "statement": 7}``. Taking back adds
to history, it removes nothing: a statement that was made is rejected by its author, a submission
is taken back, an edit is edited back, a suggestion awaits an editor again.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.utils.translation import gettext as _

from archive import suggestions, workflow
from archive.annotating.asked import Place, TargetAsked
from archive.annotating.refusals import NotCorrect, Stale
from archive.annotating.values import is_same, values_of
from archive.annotating.writing import edit
from archive.models import Statement, Suggestion
from archive.taking_back import take_back

Step = dict[str, Any]
TAKEN_BACK: Final = "desk"  # what history says of a statement that was made by an act undone since


def made(statement: Statement) -> Step:
    return {"step": "made", "statement": statement.pk}


def edited(statement: Statement, changes: dict[str, list[Any]]) -> Step:
    return {"step": "edited", "statement": statement.pk, "changes": changes}


def moved(statement: Statement, move: str) -> Step:
    return {"step": "moved", "statement": statement.pk, "move": move}


def taken_up(suggestion: Suggestion, statement: Statement) -> Step:
    return {"step": "taken_up", "suggestion": suggestion.pk, "statement": statement.pk}


def dismissed(suggestion: Suggestion) -> Step:
    return {"step": "dismissed", "suggestion": suggestion.pk}


def statements_in(steps: Iterable[Step]) -> list[int]:
    return sorted({step["statement"] for step in steps if "statement" in step})


def suggestions_in(steps: Iterable[Step]) -> list[int]:
    return sorted({step["suggestion"] for step in steps if "suggestion" in step})


def at_hand(step: Step) -> Statement:
    return Statement.objects.held(step["statement"])


# --- Taking back -------------------------------------------------------------------------------


def unmake(step: Step, by: Any) -> None:
    """Rejects a draft that this user made and nobody else has changed."""
    statement = at_hand(step)
    if statement.status == Statement.Status.REJECTED:
        return
    if statement.modified_by_id != by.pk:
        raise Stale(statement, [])
    workflow.move(
        statement, "reject", by=by, version=statement.version, reason=_("Taken back by its author.")
    )


def edit_back(step: Step, by: Any) -> None:
    restore(step, by, wanted=0, standing=1)


def edit_again(step: Step, by: Any) -> None:
    restore(step, by, wanted=1, standing=0)


def restore(step: Step, by: Any, *, wanted: int, standing: int) -> None:
    """Writes the values before (0) or after (1) the edit where the other ones still stand."""
    statement = at_hand(step)
    changes = step["changes"]
    now = values_of(statement)
    stale = [n for n, pair in changes.items() if not is_same(n, now[n], pair[standing])]
    if stale:
        raise Stale(statement, stale)
    values = {name: typed(name, pair[wanted]) for name, pair in changes.items()}
    edit(statement, values, base={}, article=statement.article, by=by)


def typed(name: str, value: Any) -> Any:
    if name == "span":
        return Place(**value)
    if name == "targets":
        return [
            TargetAsked(row["person"], row["relation"], row["mention"], row["mention_start"],
                        row["role"])
            for row in value
        ]  # fmt: skip
    return value


def move_back(step: Step, by: Any) -> None:
    if step["move"] == "approve":
        raise NotCorrect(
            _("What is published is not taken back by one person: ask for its retraction.")
        )
    if step["move"] == "revise":
        raise NotCorrect(_("A revision is ended by submitting the statement again."))
    take_back(at_hand(step), by=by)


def move_again(step: Step, by: Any) -> None:
    statement = at_hand(step)
    given = {name: step.get(name, "") for name in ("reason", "category")}
    workflow.move(statement, step["move"], by=by, version=statement.version, **given)


def make_again(step: Step, by: Any) -> None:
    take_back(at_hand(step), by=by)


def release(step: Step, by: Any) -> None:
    """The statement is rejected first: only then may its suggestion await an editor again."""
    unmake(step, by)
    suggestion = suggestions.hold(Suggestion.objects.get(pk=step["suggestion"]))
    suggestions.release(suggestion, by=by)


def take_up_again(step: Step, by: Any) -> None:
    statement = at_hand(step)
    suggestion = Suggestion.objects.filter(pk=step["suggestion"]).first()
    if suggestion is None:
        raise NotCorrect(_("The article was read again meanwhile and this suggestion is gone."))
    statement = take_back(statement, by=by)
    suggestions.settle(suggestion, statement, by=by)


def reconsider(step: Step, by: Any) -> None:
    suggestions.reconsider(Suggestion.objects.get(pk=step["suggestion"]), by=by)


def dismiss_again(step: Step, by: Any) -> None:
    suggestions.dismiss(Suggestion.objects.get(pk=step["suggestion"]), by=by)


Doing = Callable[[Step, Any], None]
BACK: Final[dict[str, Doing]] = {
    "made": unmake, "edited": edit_back, "moved": move_back, "taken_up": release,
    "dismissed": reconsider,
}  # fmt: skip
AGAIN: Final[dict[str, Doing]] = {
    "made": make_again, "edited": edit_again, "moved": move_again, "taken_up": take_up_again,
    "dismissed": dismiss_again,
}  # fmt: skip
