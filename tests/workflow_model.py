"""The workflow as its rules are told, in plain Python: what a desk remembers and foretells.

It knows no database and asks nothing of ``archive.workflow``: ``tests.workflow_machine`` compares
the two after every act.
"""

from dataclasses import dataclass, field
from typing import Any

CONTRIBUTORS = ("ada", "rui", "chloe", "root")
REVIEWERS = ("rui", "chloe", "root")
PEOPLE = (*CONTRIBUTORS, "former")  # "former" has left: a superuser whose account is inactive
ON_DESK = ("draft", "in_review", "returned")
STEPS = ("submit", "approve", "return", "reject", "revise", "retract", "keep", "reopen")
NEEDS_REASON = ("return", "reject", "retract", "keep", "reopen")
LEADS_TO = {
    "submit": "in_review", "approve": "published", "return": "returned", "reject": "rejected",
    "revise": "draft", "retract": "retracted", "reopen": "draft",
}  # fmt: skip
BUDGET = 1  # quotations of the private article that readers may see

Words = tuple[Any, ...]


@dataclass
class KnownEdition:
    """What readers were given, and who wrote it."""

    words: Words
    place: str
    authors: set[str]
    state: str = "current"

    @property
    def stands(self) -> bool:
        return self.state in ("current", "superseded")


@dataclass
class Known:
    """One statement as the desk remembers it."""

    pk: int
    author: str
    licence: str
    sentence: int
    speaker: int
    status: str = "draft"
    version: int = 1
    submitter: str = ""
    submitted_as: Words = ()
    place: str = ""
    notes: tuple[str, ...] = ()
    targets: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    authors: set[str] = field(default_factory=set)  # since the last edition that still stands
    editions: list[KnownEdition] = field(default_factory=list)
    asked_by: str = ""  # its retraction
    held_by: str = ""

    @property
    def in_print(self) -> KnownEdition | None:
        return next((edition for edition in self.editions if edition.state == "current"), None)

    def is_held_from(self, by: str) -> bool:
        return self.held_by not in ("", by)


@dataclass
class Memory:
    """Everything the desk remembers."""

    titles: dict[str, str]  # of the open and of the private article
    names: list[str]  # of the people who speak
    known: list[Known] = field(default_factory=list)

    def words(self, one: Known) -> Words:
        """Everything readers would see of it now."""
        return (
            one.sentence, one.place, one.notes, one.topics, self.titles[one.licence],
            self.names[one.speaker], tuple(self.names[number] for number in one.targets),
        )  # fmt: skip

    def is_over_budget(self, one: Known) -> bool:
        shown = {
            edition.words[0]
            for other in self.known
            for edition in other.editions
            if other.licence == "private" and edition.stands
        }
        return one.licence == "private" and len({*shown, one.sentence}) > max(BUDGET, len(shown))

    def verdict(
        self, one: Known, step: str, by: str, *, version: int, reason: str = "Voir le texte."
    ) -> str:
        """The answer foretold: "done", or the name of the refusal."""
        if version != one.version:
            return "StaleVersion"
        if not may(one, step, by):
            return "NotAllowed"
        if step in NEEDS_REASON and not reason:
            return "NotReady"
        if step in ("submit", "approve") and self.is_over_budget(one):
            return "NotReady"
        if step == "approve" and self.words(one) != one.submitted_as:
            return "StaleVersion"
        return "done"

    def remember(self, one: Known, step: str, by: str) -> None:
        """What a step that was taken leaves."""
        if step == "keep":
            one.asked_by = ""
            return
        if step == "retract" and not one.asked_by:
            one.asked_by = by
            return
        if step == "submit":
            one.submitter, one.submitted_as = by, self.words(one)
        elif step == "approve":
            if one.in_print:
                one.in_print.state = "superseded"
            one.editions.append(KnownEdition(self.words(one), one.place, one.authors))
            one.authors = set()
        elif step == "retract":
            # Withdrawn, it vouches for nothing: whoever wrote it is an author again.
            one.authors = one.authors | one.in_print.authors
            one.in_print.state = "retracted"
            one.asked_by = ""
        one.status = LEADS_TO[step]
        one.version += 1
        one.held_by = ""


def may(one: Known, step: str, by: str) -> bool:
    """Whether the step is this person's to take now, were everything needed given."""
    return by in CONTRIBUTORS and RULES[step](one, by, by in REVIEWERS)


def may_approve(one: Known, by: str, is_reviewer: bool) -> bool:
    return (
        is_reviewer
        and one.status == "in_review"
        and by != one.submitter
        and by not in one.authors
        and not one.asked_by
        and not one.is_held_from(by)
    )


def may_reject(one: Known, by: str, is_reviewer: bool) -> bool:
    if one.in_print:
        return False
    if one.status == "in_review":
        return is_reviewer and not one.is_held_from(by)
    return one.status in ("draft", "returned") and (is_reviewer or by == one.author)


RULES = {
    "submit": lambda one, by, is_reviewer: one.status in ("draft", "returned"),
    "approve": may_approve,
    "return": lambda one, by, is_reviewer: (
        is_reviewer and one.status == "in_review" and not one.is_held_from(by)
    ),
    "reject": may_reject,
    "revise": lambda one, by, is_reviewer: one.status == "published" and not one.asked_by,
    "retract": lambda one, by, is_reviewer: (
        is_reviewer and one.in_print is not None and by != one.asked_by
    ),
    "keep": lambda one, by, is_reviewer: is_reviewer and one.asked_by != "",
    "reopen": lambda one, by, is_reviewer: is_reviewer and one.status in ("rejected", "retracted"),
}


def may_take(one: Known, by: str) -> bool:
    """Whether this reviewer may hold the statement while they read it."""
    return by in REVIEWERS and one.status == "in_review" and by not in {*one.authors, one.submitter}
