"""Acts of the annotation desk: each done once, in one transaction, and kept to be undone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from archive import merging, suggestions, workflow
from archive.annotating import steps
from archive.annotating.asked import Accept, Asked, Create, Dismiss, Edit, Move, Revert
from archive.annotating.changes import changes_of_suggestion
from archive.annotating.refusals import NotAllowed, NotCorrect, NothingLeft
from archive.annotating.steps import Step
from archive.annotating.writing import edit, new_statement
from archive.models import Act, Article, Statement, Suggestion

ADD: Final = "archive.add_statement"
CHANGE: Final = "archive.change_statement"
MOST_AT_ONCE: Final = 500  # suggestions accepted together


@dataclass(frozen=True, slots=True)
class Done:
    """What became of an act: what it touched, and what it could not do."""

    act: Act
    is_replay: bool = False
    refused: dict[int, str] = field(default_factory=dict)  # suggestion -> why

    @property
    def statements(self) -> list[int]:
        return steps.statements_in(self.act.steps)

    @property
    def suggestions(self) -> list[int]:
        return steps.suggestions_in(self.act.steps)


def perform(asked: Asked, *, key: UUID, article: Article, by: Any) -> Done:
    """Does what is asked, once for a key, and returns what became of it.

    Writes the statements, suggestions and history that the act is about, and the act itself.
    Raises ``ActRefused``, or what the workflow and the suggestions raise: nothing is written then,
    and the key may be used again.
    """
    doing = DOING[type(asked)]
    try:
        with transaction.atomic():
            done = replay_of(key, by)
            if done:
                return done
            act = Act.objects.create(key=key, user=by, article=article, name=name_of(asked))
            # Before any row of a person or a statement, as everywhere.
            merging.hold_merges()
            refused = doing(act, asked) or {}
            act.save(update_fields=["steps", "reverts"])
            return Done(act, refused=refused)
    except IntegrityError:
        done = replay_of(key, by)  # the same act, sent twice at the same moment
        if done is None:
            raise
        return done


def replay_of(key: UUID, by: Any) -> Done | None:
    act = Act.objects.filter(key=key).select_related("reverts").first()
    if act is None:
        return None
    if act.user_id != by.pk:
        raise NotAllowed(_("This act is somebody else’s."))
    return Done(act, is_replay=True)


def name_of(asked: Asked) -> str:
    if isinstance(asked, Accept):
        return Act.Name.ACCEPT_MANY if asked.is_bulk else Act.Name.ACCEPT
    if isinstance(asked, Revert):
        return Act.Name.REDO if asked.again else Act.Name.UNDO
    return type(asked).__name__.lower()


def check_may(by: Any, permission: str) -> None:
    if not by.is_active or not by.has_perm(permission):
        raise NotAllowed(_("You do not have the right to do this."))


def statement_asked(named: int | UUID, article: Article) -> Statement:
    """The statement, locked: by its number, or by the key of the act that made it."""
    known = {"client_key": named} if isinstance(named, UUID) else {"pk": named}
    found = Statement.objects.filter(article=article, **known).values_list("pk", flat=True).first()
    if found is None:
        raise NotCorrect(_("There is no such statement in this article."))
    return Statement.objects.held(found)


def submit(statement: Statement, by: Any) -> Step:
    workflow.move(statement, "submit", by=by, version=statement.version)
    return steps.moved(statement, "submit")


def do_create(act: Act, asked: Create) -> None:
    check_may(act.user, ADD)
    statement = new_statement(asked, act.article, key=act.key, by=act.user)
    act.steps = [steps.made(statement)]
    if asked.submit:
        act.steps.append(submit(statement, act.user))


def do_edit(act: Act, asked: Edit) -> None:
    check_may(act.user, CHANGE)
    statement = statement_asked(asked.statement, act.article)
    changed = edit(statement, asked.changes, base=asked.base, article=act.article, by=act.user)
    if changed:
        act.steps = [steps.edited(statement, changed)]
    if asked.submit and statement.status != Statement.Status.IN_REVIEW:
        act.steps = [*act.steps, submit(statement, act.user)]


def do_move(act: Act, asked: Move) -> None:
    statement = statement_asked(asked.statement, act.article)
    given = {"reason": asked.reason, "category": asked.category}
    workflow.move(statement, asked.move, by=act.user, version=asked.version, **given)
    act.steps = [steps.moved(statement, asked.move) | given]


def do_accept(act: Act, asked: Accept) -> dict[int, str]:
    """Each by itself when they are many: what cannot be taken up is told, the others are."""
    check_may(act.user, ADD)
    refused: dict[int, str] = {}
    for number in asked.suggestions[:MOST_AT_ONCE]:
        if not asked.is_bulk:
            act.steps = taken_up(act, number, asked)
            continue
        try:
            with transaction.atomic():
                act.steps = [*act.steps, *taken_up(act, number, asked)]
        except REFUSALS as problem:
            refused[number] = str(problem)
    return refused


REFUSALS: Final = (suggestions.SuggestionRefused, workflow.MoveRefused, NotCorrect)


def taken_up(act: Act, number: int, asked: Accept) -> list[Step]:
    suggestion = suggestion_asked(number, act.article)
    changes = changes_of_suggestion(suggestion, asked.changes, by=act.user)
    statement = suggestions.accept(suggestion, by=act.user, changes=changes)
    found = [steps.taken_up(suggestion, statement)]
    return [*found, submit(statement, act.user)] if asked.submit else found


def suggestion_asked(number: int, article: Article) -> Suggestion:
    found = Suggestion.objects.filter(article=article, pk=number).first()
    if found is None:
        raise suggestions.SuggestionGone(
            _("This suggestion is no longer there: the article was read again meanwhile. Nothing "
              "was changed.")
        )  # fmt: skip
    return found


def do_dismiss(act: Act, asked: Dismiss) -> None:
    suggestion = suggestion_asked(asked.suggestion, act.article)
    suggestions.dismiss(suggestion, by=act.user)
    act.steps = [steps.dismissed(suggestion)]


def do_revert(act: Act, asked: Revert) -> None:
    """Steps are taken back from the last to the first, and done again from the first to the last.
    The statements are locked before anything is written."""
    past = Act.objects.of(act.user, act.article).exclude(pk=act.pk)
    reverted = past.to_redo() if asked.again else past.to_undo()
    if reverted is None:
        raise NothingLeft(
            _("There is nothing to do again.") if asked.again else _("There is nothing to undo.")
        )
    if asked.of and asked.of != reverted.key:
        raise NothingLeft(_("Something else was done since: load the page again."))
    list(
        Statement.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=steps.statements_in(reverted.steps))
        .order_by("pk")
    )
    order = reverted.steps if asked.again else reverted.steps[::-1]
    doing = steps.AGAIN if asked.again else steps.BACK
    for step in order:
        doing[step["step"]](step, act.user)
    Act.objects.filter(pk=reverted.pk).update(is_undone=not asked.again)
    act.reverts, act.steps = reverted, reverted.steps


DOING: Final[dict[type, Callable[[Act, Any], dict[int, str] | None]]] = {
    Create: do_create, Edit: do_edit, Move: do_move, Accept: do_accept, Dismiss: do_dismiss,
    Revert: do_revert,
}  # fmt: skip
