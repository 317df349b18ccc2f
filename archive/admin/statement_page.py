"""What the page of a statement shows around its form, and what it tells after saving."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from archive import dates, drafting, queues
from archive.admin.discussion import thread_of
from archive.admin.moves import steps_of
from archive.admin.notes import notes_of
from archive.admin.person_field import offered
from archive.admin.repairs import repair_of
from archive.admin.review_page import pending_beside
from archive.admin.rights import leave_form, live_address
from archive.admin.statement_forms import StatementForm
from archive.admin.suggestion_groups import address_at
from archive.admin.suggestion_words import TIERS, rule_in_words
from archive.admin.text_panel import text_panel
from archive.admin.timeline import rounds_of
from archive.admin.triage import TriageForm
from archive.models import ArticleText, Statement, Suggestion
from archive.models.budget import meter_of
from archive.objections import REVIEW, not_its_author
from archive.reservations import holder_of
from archive.templatetags.partial_dates import partial_date

# What an editor writes at length, and would lose.
TYPED = ("words", "attribution", "speaker", "speaker_role", "via", "said_on", "place",
         "certainty_reason")  # fmt: skip
TYPED_ROWS = {"targets": ("person", "mention", "role"), "annotations": ("body",)}
MOST_ROWS = 50


def around_the_form(text: ArticleText, statement: Statement | None, user: Any) -> dict[str, Any]:
    """The article beside the form and the excerpt budget; for a statement that is there, where it
    stands and what was said of it."""
    context = {
        "article": text.article,
        "panel": text_panel(text, user, focus=statement),
        "people_offered": offered(text.body),
        "meter": meter_of(text.article, adding=statement),
        "pending": pending_beside(text.article, statement),
        "live": live_address(text.article, statement),
    }
    return {**context, **standing(statement, user)} if statement else context


def standing(statement: Statement, user: Any) -> dict[str, Any]:
    meter = meter_of(statement.article, adding=statement)
    return {
        "steps": steps_of(statement, user),
        "rounds": rounds_of([statement])[statement.pk] if is_returned(statement) else None,
        **in_review(statement, user),
        "edition": statement.editions.current().first(),
        "origin": origin_of(statement, user),
        "leave_form": leave_form(statement, meter, user),
        "leaves": list(statement.overrides.select_related("by")),
        "notes": notes_of(statement, user),
        "thread": thread_of(statement, user),
        "triage": TriageForm() if user.has_perm(REVIEW) else None,
        "repair": repair_of(statement, user),
        "roles_offered": roles_to_choose(statement),
    }


def origin_of(statement: Statement, user: Any) -> dict[str, str] | None:
    """The suggestion that a statement was made of, in words; None for who may not see it."""
    if not user.has_perm("archive.view_suggestion"):
        return None
    made_of = Suggestion.objects.filter(statement=statement).first()
    if made_of is None:
        return None
    return {
        "rule": rule_in_words(made_of.rule),
        "tier": str(TIERS[made_of.tier]),
        "address": address_at(made_of),
    }


def is_returned(statement: Statement) -> bool:
    return statement.status == Statement.Status.RETURNED


def in_review(statement: Statement, user: Any) -> dict[str, Any]:
    """Who is reading a statement in review, and what an edit by this user would entail."""
    if statement.status != Statement.Status.IN_REVIEW:
        return {}
    held = holder_of(statement)
    is_blocking = statement.pk in queues.blocked_among([statement], besides=user)
    return {
        "held": held,
        "is_mine": held is not None and held.user_id == user.pk,
        "is_takeable": user.has_perm(REVIEW) and not_its_author(statement, user) is None,
        "is_blocking": is_blocking,
    }


def roles_to_choose(statement: Statement) -> list[str]:
    """The recorded roles of the speaker at that date, where there are several."""
    roles = drafting.roles_offered(statement.speaker, statement)
    return roles if len(roles) > 1 else []


# --- What is told after saving ---------------------------------------------------------------


def doubts(statement: Statement) -> list[str]:
    """Sentences about what was saved and ought to be looked at."""
    told = []
    if is_said_after_printing(statement):
        told.append(
            _("Said after it was printed? Check both dates: “%(said)s”, printed “%(printed)s”.")
            % {
                "said": partial_date(statement.said_on),
                "printed": partial_date(statement.article.published),
            }
        )
    named = [(statement.speaker, statement.speaker_role)]
    named += [(target.person, target.role) for target in statement.targets.all()]
    for person, role in named:
        roles = [] if role else drafting.roles_offered(person, statement)
        if len(roles) > 1:
            told.append(
                _("%(name)s had several roles then. Write the one that is meant: %(roles)s.")
                % {
                    "name": person,
                    "roles": " · ".join(_("“%(words)s”") % {"words": each} for each in roles),
                }
            )
    return told


def is_said_after_printing(statement: Statement) -> bool:
    if not statement.said_on or not statement.article.published:
        return False
    said, printed = dates.parse(statement.said_on), dates.parse(statement.article.published)
    return bool(said.earliest and printed.latest and said.earliest > printed.latest)


def date_to_confirm(request: HttpRequest, statement: Statement) -> str:
    """How a date was understood that was typed otherwise than the archive writes it, or "". One
    that stood in the form when it was shown had its meaning beside it."""
    typed = request.POST.get("said_on", "").strip()
    known = (statement.said_on, request.POST.get("date_shown", "").strip())
    return "" if typed in known else partial_date(statement.said_on)


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """(label, words) of what an editor wrote into a form that came too late."""
    fields, post = StatementForm.base_fields, request.POST
    found = [(str(fields[name].label), post.get(name, "")) for name in TYPED if name in fields]
    labels = {"targets": _("Target"), "annotations": _("Note")}
    for prefix, names in TYPED_ROWS.items():
        for row in range(MOST_ROWS):
            words = " · ".join(filter(None, (post.get(f"{prefix}-{row}-{n}") for n in names)))
            found.append((labels[prefix], words))
    return [(label, words) for label, words in found if words.strip()]
