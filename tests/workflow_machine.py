"""Five people at one desk, doing whatever comes to mind: a state machine for hypothesis.

After each act the answer must be the one ``tests.workflow_model`` foretold, and the tables must
keep every rule of ``tests.workflow_invariants``.
"""

import logging
import re
from collections import Counter
from dataclasses import dataclass
from itertools import count
from typing import Any, ClassVar

from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from archive import discussion, drafting, groups, reservations, workflow
from archive.models import (
    Annotation,
    Article,
    Edition,
    Event,
    Person,
    Statement,
    StatementTarget,
    Topic,
)
from archive.quotes import anchoring
from tests import makers
from tests import workflow_invariants as invariants
from tests.attacks import edition_of, sql
from tests.workflow_model import (
    CONTRIBUTORS,
    ON_DESK,
    PEOPLE,
    REVIEWERS,
    STEPS,
    Known,
    Memory,
    may,
    may_take,
)

SENTENCES = 6
SENTENCE = "Phrase numéro {:03} de la séance, que nul ne relit. "
# Three times each: the second of them has its whole context in sentences like itself.
BODY = "".join(SENTENCE.format(number) * 3 for number in range(SENTENCES))
EXCERPT = len("Phrase numéro 000") + 64  # code points of one, with the context readers see
MOST = 5  # statements on this desk
TO_READERS = ("submit", "approve", "revise")
BESIDES = ("take", "take_over", "take", "take_over", "release", "comment",
           "open", "private", "0", "1")  # fmt: skip
OF_RETRACTION = ("approve", "retract", "keep")

TOKEN = re.compile("«[0-9]+»")  # in everything an editor types, another each time

people = st.sampled_from([*PEOPLE, *REVIEWERS])
contributors = st.sampled_from(CONTRIBUTORS)
numbers = st.integers(0, 99)  # of a statement, a sentence or a step, modulo how many there are
ages = st.sampled_from([0, 0, 0, 0, 0, 1, 2, -1])  # versions between the page and the statement
reasons = st.sampled_from(["Voir le texte."] * 4 + ["", "  "])


@dataclass
class World:
    """What every run begins with."""

    users: dict[str, User]
    articles: dict[str, Article]
    speakers: list[Person]


def make_world() -> World:
    users = {"ada": makers.ada(), "rui": makers.rui(), "chloe": makers.chloe()}
    users["root"] = makers.user("root", is_superuser=True)
    users["former"] = makers.user("former", groups.CHIEF_EDITORS, is_superuser=True)
    users["former"].is_active = False
    users["former"].save()
    articles = {
        licence: makers.article(BODY + licence, licence=licence, title=licence)
        for licence in ("open", "private")
    }
    return World(users, articles, [makers.person("Ysoline"), makers.person("Théodule")])


class Desk(RuleBasedStateMachine):
    """Moves, edits, bulk approvals, stale pages, reservations and attacks, in any order."""

    world: ClassVar[World]
    answers: ClassVar[Counter[str]] = Counter()  # how often each act had each answer

    def __init__(self) -> None:
        super().__init__()
        caches["pages"].clear()  # every walk begins at the same version of the pages
        self.kept = transaction.atomic()
        self.kept.__enter__()
        self.memory = Memory({"open": "open", "private": "private"}, ["Ysoline", "Théodule"])
        self.told = invariants.history()
        self.digested: set[int] = set()
        self.tokens = count(1)

    def teardown(self) -> None:
        try:
            self.check_public_pages()
        finally:
            transaction.set_rollback(True)
            self.kept.__exit__(None, None, None)

    # --- What is tried, and what must be so afterwards ------------------------------------------

    def expect(self, act: str, foretold: str, do: Any) -> None:
        """Does it in a transaction: the answer is "done", or the name of the exception."""
        before = self.told
        try:
            with transaction.atomic():
                do()
            answer = "done"
        except (workflow.MoveRefused, reservations.Taken, IntegrityError) as refusal:
            answer = type(refusal).__name__
        Desk.answers[f"{act}: {answer}"] += 1
        assert answer == foretold, f"{act}: {answer}, not {foretold}"
        self.told = invariants.check_history(before)
        if answer != "done":
            assert self.told == before
        invariants.check_rules()

    def check_records(self) -> None:
        """The tables say what the machine remembers."""
        invariants.check_digests(self.digested)
        invariants.check_versions(self.told)
        found = Statement.objects.values_list("pk", "status", "version").order_by("pk")
        assert list(found) == [(one.pk, one.status, one.version) for one in self.memory.known]
        printed = Edition.objects.order_by("statement", "number")
        assert list(printed.values_list("statement", "state", "place")) == [
            (one.pk, edition.state, edition.place)
            for one in self.memory.known
            for edition in one.editions
        ]

    def check_public_pages(self) -> None:
        """Readers see the words that were approved, and none that were not."""
        logging.getLogger("django.request").setLevel(logging.ERROR)  # 404 and 410 are expected
        for one in self.memory.known:
            answer = Client().get(reverse("archive:statement-detail", args=[one.pk]))
            assert (answer.status_code == 200) == bool(one.in_print), answer.status_code
            page = answer.content.decode()
            approved = str([edition.words for edition in one.editions if edition.stands])
            assert not {found for found in TOKEN.findall(page) if found not in approved}

    def open_to(self, steps: tuple[str, ...]) -> list[tuple[Known, str, str]]:
        """Which of these steps of which statements somebody may take now, and who."""
        return [
            (one, step, by)
            for one in self.memory.known
            for step in steps
            for by in CONTRIBUTORS
            if may(one, step, by)
        ]

    # --- The rules ------------------------------------------------------------------------------

    def user(self, name: str) -> User:
        return self.world.users[name]

    def one(self, number: int) -> Known:
        return self.memory.known[number % len(self.memory.known)]

    @initialize(by=contributors, licence=st.sampled_from(["open", "private"]))
    def begin(self, by: str, licence: str) -> None:
        self.write(by, licence, 0, 0)

    @precondition(lambda self: len(self.memory.known) < MOST)
    @rule(
        by=contributors,
        licence=st.sampled_from(["private", "private", "open"]),
        sentence=st.integers(0, SENTENCES - 1),
        speaker=st.integers(0, 1),
    )
    def write(self, by: str, licence: str, sentence: int, speaker: int) -> None:
        made = Statement(speaker=self.world.speakers[speaker])
        place(made, self.world.articles[licence], sentence)
        self.expect("write", "done", lambda: drafting.create(made, by=self.user(by)))
        one = Known(made.pk, by, licence, sentence, speaker, authors={by})
        self.memory.known.append(one)
        self.check_records()

    def move(self, one: Known, step: str, by: str, *, age: int = 0, reason: str = "Vu.") -> None:
        version = one.version - age
        foretold = self.memory.verdict(one, step, by, version=version, reason=reason.strip())
        self.expect(
            step,
            foretold,
            lambda: workflow.move(
                Statement(pk=one.pk), step, by=self.user(by), version=version, reason=reason,
                category="words", public_note="Propos retirés.",
                ask=makers.ask_read(Statement(pk=one.pk), step),
            ),
        )  # fmt: skip
        if foretold == "done":
            self.memory.remember(one, step, by)
        self.check_records()

    @rule(number=numbers, step=st.sampled_from(STEPS), by=people, age=ages, reason=reasons)
    def try_any_step(self, number: int, step: str, by: str, age: int, reason: str) -> None:
        self.move(self.one(number), step, by, age=age, reason=reason)

    @precondition(lambda self: self.open_to(STEPS))
    @rule(choice=numbers)
    def take_a_step(self, choice: int) -> None:
        """One that somebody may take, so that statements come far."""
        found = self.open_to(STEPS)
        self.move(*found[choice % len(found)])

    @precondition(lambda self: self.open_to(TO_READERS))
    @rule(choice=numbers)
    def bring_nearer_to_readers(self, choice: int) -> None:
        found = self.open_to(TO_READERS)
        self.move(*found[choice % len(found)])

    @precondition(lambda self: self.open_to(OF_RETRACTION))
    @rule(choice=numbers)
    def bring_nearer_to_retraction(self, choice: int) -> None:
        found = self.open_to(OF_RETRACTION)
        self.move(*found[choice % len(found)])

    @precondition(lambda self: any(one.status == "in_review" for one in self.memory.known))
    @rule(by=st.sampled_from(REVIEWERS))
    def approve_in_bulk(self, by: str) -> None:
        """All that are in review, each on its own: the refusal of one stops no other."""
        for one in self.memory.known:
            if one.status == "in_review":
                self.move(one, "approve", by)

    @rule(number=numbers, by=contributors, age=ages, what=st.integers(0, 4), choice=numbers)
    def edit(self, number: int, by: str, age: int, what: int, choice: int) -> None:
        there = [one for one in self.memory.known if one.status in ON_DESK]
        one = there[number % len(there)] if there and number % 8 else self.one(number)
        on_desk = one in there
        foretold = "done" if age == 0 and on_desk else "StaleVersion"
        token = f"«{next(self.tokens)}»"
        after = changed(one, what, choice, token)

        def do() -> None:
            made = Statement.objects.get(pk=one.pk)
            before = drafting.fresh_content(made)
            made.place = after.get("place", made.place)
            if "sentence" in after:
                place(made, made.article, after["sentence"])
            drafting.write_edit(made, by=self.user(by), version=one.version - age)
            write_rows(made, after, self)
            drafting.record_edit(made, before, by=self.user(by))

        self.expect("edit", foretold, do)
        if foretold == "done":
            for name, value in after.items():
                setattr(one, name, value)
            one.version += 1
            one.authors = {*one.authors, by}
            if one.status == "in_review":
                one.submitted_as = self.memory.words(one)
        self.check_records()

    @rule(number=numbers, by=people, what=st.sampled_from(BESIDES))
    def do_something_beside(self, number: int, by: str, what: str) -> None:
        """An act that is no move and makes no version."""
        if what in ("open", "private", "0", "1"):
            self.change_what_it_leans_on(what)
        elif what == "comment":
            made, said = Statement(pk=self.one(number).pk), f"«{next(self.tokens)}» @rui"
            self.expect(what, "done", lambda: discussion.comment(made, by=self.user(by), body=said))
        else:
            in_review = [one for one in self.memory.known if one.status == "in_review"]
            held = in_review or self.memory.known
            self.reserve(held[number % len(held)], what, by)

    def change_what_it_leans_on(self, which: str) -> None:
        """The title of an article, or the name of a person: no version of any statement."""
        name = f"Nom «{next(self.tokens)}»"
        if which.isdigit():
            person = Person.objects.filter(pk=self.world.speakers[int(which)].pk)
            self.expect("rename", "done", lambda: person.update(name=name))
            self.memory.names[int(which)] = name
        else:
            article = Article.objects.filter(pk=self.world.articles[which].pk)
            self.expect("retitle", "done", lambda: article.update(title=name))
            self.memory.titles[which] = name

    def reserve(self, one: Known, what: str, by: str) -> None:
        act = getattr(reservations, what)
        allowed = what == "release" or may_take(one, by)
        if what == "take" and one.is_held_from(by):
            allowed = False
        self.expect(
            what,
            "done" if allowed else "Taken",
            lambda: act(Statement(pk=one.pk), by=self.user(by)),
        )
        if what == "release":
            one.held_by = "" if one.held_by == by else one.held_by
        elif allowed:
            one.held_by = by

    @rule(number=numbers, choice=numbers)
    def attack(self, number: int, choice: int) -> None:
        """By ``QuerySet.update()`` and raw SQL: the database alone stands in the way."""
        one = self.one(number)
        attacks = attacks_on(one, self.user("former"))
        name, attack = attacks[choice % len(attacks)]
        self.expect(name, "IntegrityError", attack)
        self.check_records()


def place(made: Statement, article: Article, sentence: int) -> None:
    text = article.current_text
    start = text.body.index(SENTENCE.format(sentence) * 2) + len(SENTENCE.format(0))
    end = start + len("Phrase numéro 000")
    made.place_at(text, anchoring.anchor(text.body, start, end))


def changed(one: Known, what: int, choice: int, token: str) -> dict[str, Any]:
    """What an edit changes: one of the things readers see."""
    return [
        {"place": token},
        {"sentence": choice % SENTENCES, "place": token},
        {"notes": (token,), "place": token},
        {"targets": (choice % 2,), "place": token},
        {"topics": (token,), "place": token},
    ][what]


def write_rows(made: Statement, after: dict[str, Any], desk: Desk) -> None:
    if "notes" in after:
        made.annotations.all().delete()
        Annotation.objects.create(statement=made, author=made.modified_by, body=after["notes"][0])
    if "targets" in after:
        people = [desk.world.speakers[number] for number in after["targets"]]
        rows = [StatementTarget(statement=made, person=person) for person in people]
        drafting.write_targets(made, rows)
    if "topics" in after:
        made.topics.set([Topic.objects.create(name=name) for name in after["topics"]])


def attacks_on(one: Known, outsider: User) -> list[tuple[str, Any]]:
    rows = Statement.objects.filter(pk=one.pk)
    found: list[tuple[str, Any]] = [
        ("rewrite the words", lambda: rows.update(exact="Autre chose")),
        ("skip a version", lambda: rows.update(version=one.version + 2)),
        ("delete a statement", lambda: sql("DELETE FROM archive_statement")),
        ("delete history", lambda: sql("DELETE FROM archive_event")),
        ("rewrite history", lambda: Event.objects.update(actor_name="personne")),
        ("forget an editor", lambda: sql("DELETE FROM archive_statementeditor")),
    ]
    if one.status != "published":
        found.append((
            "publish by hand", lambda: rows.update(status="published", version=one.version + 1)
        ))  # fmt: skip
    if one.status == "in_review":
        found += [
            ("change the submitter", lambda: rows.update(submitted_by=outsider)),
            ("approve as an author", lambda: insert_edition(one)),
        ]
    if one.editions:
        found += [
            ("rewrite an edition", lambda: Edition.objects.update(place="Ailleurs")),
            ("delete an edition", lambda: sql("DELETE FROM archive_edition")),
        ]
    return found


def insert_edition(one: Known) -> None:
    made = Statement.objects.get(pk=one.pk)
    author = User.objects.get(username=sorted({*one.authors, one.submitter})[0])
    edition_of(made, author, number=len(one.editions) + 1).save()
