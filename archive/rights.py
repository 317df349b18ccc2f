"""A chief editor's leave to show more of a private article than its budget allows."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from archive.models import Event, ExcerptOverride, Statement
from archive.models.budget import excess, leave_for

OVERRIDE = "archive.override_budget"


class OverrideRefused(Exception):
    """A leave that cannot be given; ``str()`` is a sentence for the editor."""


def override_refusal(statement: Statement, user: Any) -> str | None:
    """Why this user cannot give leave for this statement, or None.

    Whoever wrote the statement may: a reviewer still decides, and reads the leave and its reason.
    """
    if not user.is_active or not user.has_perm(OVERRIDE):
        return _("Only a chief editor may allow a longer excerpt.")
    if statement.article.is_open:
        return _("This article is open: its excerpts have no limit.")
    if not statement.is_editable:
        return _("Only a statement at the desk can be allowed a longer excerpt.")
    if leave_for(statement):
        return _("This excerpt is already allowed.")
    if excess(statement) is None:
        return _("This excerpt is within the budget: it needs no leave.")
    return None


@transaction.atomic
def lift_budget(statement: Statement, *, by: Any, version: int, reason: str) -> ExcerptOverride:
    """Allows the words of this version, in their place, whatever the budget of the article says.

    Raises ``OverrideRefused`` when the user may not, when the words need no leave, without a
    reason, or when the statement has changed since it was read. Writes the leave and a row of
    history; no new version.
    """
    statement = Statement.objects.held(statement.pk)
    refusal = override_refusal(statement, by)
    if refusal:
        raise OverrideRefused(refusal)
    if statement.version != version:
        raise OverrideRefused(
            _("Somebody changed this statement meanwhile. Read it again before you allow it.")
        )
    reason = reason.replace("\r\n", "\n").strip()
    if not reason:
        raise OverrideRefused(_("Write a reason: whoever reads this later needs it."))
    leave = ExcerptOverride.objects.create(
        statement=statement,
        text=statement.text,
        start=statement.start,
        end=statement.end,
        reason=reason,
        by=by,
    )
    Event.objects.record(
        Event.Verb.BUDGET_LIFTED,
        statement,
        by=by,
        changes={"characters": [None, statement.end - statement.start]},
        reason=reason,
    )
    return leave
