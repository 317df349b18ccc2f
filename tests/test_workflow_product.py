"""The whole product of the workflow: where a statement stands × step × role × what the one who
acts did to it before × a retraction asked for or not.

What is expected is written by hand in the tables below and owes nothing to ``workflow.MOVES``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone, translation

from archive import drafting, groups, workflow
from archive.models import Reservation, Statement
from tests import makers

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# --- The tables -----------------------------------------------------------------------------

# Every step that exists, the status it leads to, and who may take it. What is not listed is
# refused to everybody. "reviewer" stands for reviewers, chief editors and superusers alike;
# visitors, and anybody whose account is no longer active, take no step at all.
#
# What the one who acts did before:
#   own      wrote the statement and submitted it (in print: edited it again since)
#   sent     submitted what another person wrote
#   edited   changed it while it was in review (a draft: changed it)
#   earlier  wrote and submitted an edition that was published; others did all that came since
#   other    nothing

NEVER_PUBLISHED = """
    from        step      to           contributor           reviewer
    draft       submit    in_review    all                   all
    draft       reject    rejected     own                   all
    in_review   approve   published    none                  other
    in_review   return    returned     none                  all
    in_review   reject    rejected     none                  all
    returned    submit    in_review    all                   all
    returned    reject    rejected     own                   all
    rejected    reopen    draft        none                  all
"""
# The edition was retracted: it vouches for nothing, so its author is still the author.
RETRACTED = """
    from        step      to           contributor           reviewer
    retracted   reopen    draft        none                  all
    draft       submit    in_review    all                   all
    draft       reject    rejected     own,earlier           all
    in_review   approve   published    none                  other
    in_review   return    returned     none                  all
    in_review   reject    rejected     none                  all
    returned    submit    in_review    all                   all
    returned    reject    rejected     own,earlier           all
    rejected    reopen    draft        none                  all
"""
# Readers have an edition. A first "retract" only asks: the status stays until a second person
# agrees.
IN_PRINT = """
    from        step      to           contributor           reviewer
    published   revise    draft        all                   all
    published   retract   published    none                  all
    draft       submit    in_review    all                   all
    draft       retract   draft        none                  all
    in_review   approve   published    none                  other,earlier
    in_review   return    returned     none                  all
    in_review   retract   in_review    none                  all
    returned    submit    in_review    all                   all
    returned    retract   returned     none                  all
"""
ASKED_BY_ANOTHER = """
    from        step      to           contributor           reviewer
    published   retract   retracted    none                  all
    published   keep      published    none                  all
    draft       submit    in_review    all                   all
    draft       retract   retracted    none                  all
    draft       keep      draft        none                  all
    in_review   return    returned     none                  all
    in_review   retract   retracted    none                  all
    in_review   keep      in_review    none                  all
    returned    submit    in_review    all                   all
    returned    retract   retracted    none                  all
    returned    keep      returned     none                  all
"""
# Who asked cannot confirm, but may think better of it.
ASKED_BY_THEM = """
    from        step      to           contributor           reviewer
    published   keep      published    none                  all
    draft       submit    in_review    all                   all
    draft       keep      draft        none                  all
    in_review   return    returned     none                  all
    in_review   keep      in_review    none                  all
    returned    submit    in_review    all                   all
    returned    keep      returned     none                  all
"""
# A second reviewer is reading it: nobody else decides, but a retraction waits for nobody.
TAKEN_BY_ANOTHER = """
    from        step      to           contributor           reviewer
    in_review   retract   in_review    none                  all
"""
# What one holds is decided by the same rules as what nobody holds.
TAKEN_BY_THEM = """
    from        step      to           contributor           reviewer
    in_review   approve   published    none                  other,earlier
    in_review   return    returned     none                  all
    in_review   retract   in_review    none                  all
"""

TABLES = {
    "never published": NEVER_PUBLISHED,
    "retracted": RETRACTED,
    "in print": IN_PRINT,
    "retraction asked by another": ASKED_BY_ANOTHER,
    "retraction asked by them": ASKED_BY_THEM,
    "in print, taken by another": TAKEN_BY_ANOTHER,
    "in print, taken by them": TAKEN_BY_THEM,
    "in print, no longer taken": TAKEN_BY_THEM,
}
AS_REVIEWER = ("reviewer", "chief", "superuser")
ROLES = ("contributor", *AS_REVIEWER, "inactive", "visitor")
STEPS = ("submit", "approve", "return", "reject", "revise", "retract", "keep", "reopen")
# More than any step needs.
EVERYTHING = {"reason": "Voir le texte.", "category": "words", "public_note": "Propos retirés."}


@dataclass(frozen=True)
class Row:
    """One line of a table."""

    status: str
    step: str
    leads_to: str
    contributor: str
    reviewer: str

    def is_for(self, role: str, relation: str) -> bool:
        cell = {"contributor": self.contributor}.get(role, "none")
        cell = self.reviewer if role in AS_REVIEWER else cell
        return cell == "all" or relation in cell.split(",")


def rows_of(history: str) -> list[Row]:
    return [Row(*line.split()) for line in TABLES[history].strip().splitlines()[1:]]


def statuses_of(history: str) -> list[str]:
    return list(dict.fromkeys(row.status for row in rows_of(history)))


def relations_to(history: str, status: str) -> list[str]:
    """What somebody can have done to a statement that stands there."""
    relations = ["own", "edited", "other"]
    if (history, status) != ("never published", "draft"):
        relations.append("sent")
    if history != "never published":
        relations.append("earlier")
    return relations


PLACES = [
    (history, status, relation)
    for history in TABLES
    for status in statuses_of(history)
    for relation in relations_to(history, status)
]


def expected(history: str, status: str, relation: str, role: str) -> dict[str, str]:
    """{step: the status it leads to}"""
    return {
        row.step: row.leads_to
        for row in rows_of(history)
        if row.status == status and row.is_for(role, relation)
    }


# --- How a statement comes there ------------------------------------------------------------


def edit(made: Statement, by: User, place: str) -> Statement:
    fresh = Statement.objects.get(pk=made.pk)
    before = drafting.fresh_content(fresh)
    fresh.place = place
    drafting.write_edit(fresh, by=by, version=fresh.version)
    drafting.record_edit(fresh, before, by=by)
    return fresh


def take(made: Statement, status: str, actor: User, relation: str) -> Statement:
    """Takes a draft through a round of review up to this status, the actor playing their part."""
    sender = actor if relation in ("own", "sent") else makers.ada()
    if status == "draft":
        return edit(made, actor, "à la gare") if relation == "edited" else made
    made = makers.move(made, "submit", sender)
    if relation == "edited":
        made = edit(made, actor, "à la gare")
    step = {"published": "approve", "returned": "return", "rejected": "reject"}.get(status)
    return makers.move(made, step, makers.rui(), **EVERYTHING) if step else made


def retract(made: Statement) -> Statement:
    makers.move(made, "retract", makers.rui(), **EVERYTHING)
    return makers.move(made, "retract", makers.chloe(), **EVERYTHING)


def brought_to(history: str, status: str, relation: str, actor: User) -> Statement:
    made = makers.statement(by=actor if relation in ("own", "earlier") else makers.ada())
    if history == "never published":
        return take(made, status, actor, relation)
    first = "own" if relation == "earlier" else relation
    made = take(made, "published", actor, first)
    if history == "retracted":
        made = retract(made)
        if status == "retracted":
            return made
        made = makers.move(made, "reopen", makers.chloe(), reason="Une preuve est venue.")
        return take(made, status, actor, relation)
    if status != "published":
        made = makers.move(made, "revise", makers.ada())
        made = edit(made, actor if relation == "own" else makers.ada(), "à la mairie")
        made = take(made, status, actor, relation)
    if history.startswith("retraction asked"):
        asker = actor if history.endswith("them") else makers.chloe()
        return makers.move(made, "retract", asker, **EVERYTHING)
    if "taken" in history:
        reserve(made, actor if history.endswith("them") else makers.chloe())
    if history.endswith("no longer taken"):
        Reservation.objects.update(taken_at=timezone.now() - Reservation.LENGTH)
    return made


def reserve(made: Statement, user: User) -> None:
    """As whoever took it before they edited it: the desk lets no author take a statement."""
    Reservation.objects.create(statement=made, user=user)


def given_role(user: User, role: str) -> User:
    """The user as they are from now on, whatever they could do before."""
    names = {
        "contributor": [groups.CONTRIBUTORS],
        "reviewer": [groups.REVIEWERS],
        "chief": [groups.CHIEF_EDITORS],
        "inactive": [groups.CHIEF_EDITORS],
    }.get(role, [])
    user.groups.set(Group.objects.filter(name__in=names))
    User.objects.filter(pk=user.pk).update(
        is_superuser=role in ("superuser", "inactive"), is_active=role != "inactive"
    )
    return User.objects.get(pk=user.pk)


# --- The product ----------------------------------------------------------------------------


def status_after(made: Statement, step: str, actor: User) -> str | None:
    """The status the step leads to, or None when it is refused; nothing is kept."""
    kept = transaction.savepoint()
    try:
        return makers.move(made, step, actor, **EVERYTHING).status
    except workflow.NotAllowed:
        return None
    finally:
        transaction.savepoint_rollback(kept)


def accepted(made: Statement, actor: User) -> dict[str, str]:
    tried = {step: status_after(made, step, actor) for step in STEPS}
    return {step: status for step, status in tried.items() if status}


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def test_the_tables_have_every_step_and_every_status():
    told = [row for history in TABLES for row in rows_of(history)]
    assert {row.step for row in told} == set(STEPS) == set(workflow.MOVES)
    assert {row.status for row in told} == set(Statement.Status.values)
    assert len(PLACES) * len(ROLES) * len(STEPS) > 4000


@pytest.mark.parametrize(("history", "status", "relation"), PLACES)
def test_each_role_is_offered_and_takes_exactly_the_steps_of_the_table(history, status, relation):
    actor = makers.user("lou", groups.CHIEF_EDITORS)
    made = brought_to(history, status, relation, actor)
    wrong = {}
    for role in ROLES:
        actor = given_role(actor, role)
        right, found = expected(history, status, relation, role), accepted(made, actor)
        offered = {move.name for move in workflow.available(made, actor)}
        if found != right or offered != set(right):
            wrong[role] = {"expected": right, "accepted": found, "offered": offered}
    assert not wrong
