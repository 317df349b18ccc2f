"""Makes a large archive of invented articles, quickly, for the benchmarks.

    DATABASE_URL=sqlite:///large.sqlite3 python manage.py migrate
    DATABASE_URL=sqlite:///large.sqlite3 python -m benchmarks.large_archive

Rows go in by the thousand, the triggers lifted meanwhile; what comes out is an archive like one
that editors made: ``manage.py check_archive`` finds nothing wrong with it. Every run makes
the same rows.
"""

import argparse
import random
import sys
import time
import uuid
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import User
from django.core.management.color import no_style
from django.db import connection, models, transaction

from archive import integrity
from archive.models import (
    Article,
    ArticleText,
    Edition,
    EditionTarget,
    EditionTopic,
    Event,
    Outlet,
    Person,
    Statement,
    StatementEditor,
    StatementTarget,
    Topic,
)
from archive.models.digests import sha256_of_content
from archive.models.days import ID_BITS
from archive.models.edition import columns_of
from archive.models.fields import BoundaryDayField
from archive.models.spoken import TARGET_FIELDS
from archive.quotes import anchoring
from benchmarks.rows import BEGAN, Made

OUTLETS, PEOPLE, TOPICS = 40, 2_000, 150
# Moves after its creation, and how many statements of a hundred go that way.
PUBLISHED = ("submit", "approve")
WAYS = (
    (78, PUBLISHED),
    (8, (*PUBLISHED, "revise", "edit", *PUBLISHED)),
    (4, ()),
    (4, ("submit",)),
    (2, ("submit", "send_back")),
    (2, ("submit", "reject")),
    (2, (*PUBLISHED, "ask", "retract")),
)
SYLLABLES = [
    "ba", "ce", "dou", "fla", "gri", "jo", "lan", "mer", "nou", "pré", "qui", "ra", "sol", "tou",
    "vé", "ys", "zan",
]  # fmt: skip
FIRST = (
    "Nous {verb} {thing} avant {when}", "Personne n’a {verb} {thing} depuis {when}",
    "Il faudra bien que l’on {verb} {thing} d’ici {when}", "Je n’ai jamais {verb} {thing}",
)  # fmt: skip
THINGS = ["la halle", "le budget", "les écoles", "le théâtre", "la digue", "les trains"]
VERBS = ["rouvert", "voté", "défendu", "promis", "fermé", "financé", "réparé"]
WHENS = ["le printemps", "la fin du mandat", "janvier", "la rentrée", "dix ans", "l’été"]


@dataclass
class Cast:
    """The editors, and the records that statements name."""

    contributors: list[User]
    reviewers: list[User]
    outlets: list[Outlet]
    people: list[Person]
    topics: list[Topic]


def name(number: int) -> str:
    chosen = random.Random(f"name {number}")  # noqa: S311  no secret
    first, last = ("".join(chosen.choices(SYLLABLES, k=k)).capitalize() for k in (2, 3))
    return f"{first} {last} {number}"


def sentence(chosen: random.Random, number: int) -> str:
    words = chosen.choice(FIRST).format(
        verb=chosen.choice(VERBS), thing=chosen.choice(THINGS), when=chosen.choice(WHENS)
    )
    return f"{words}, dossier {number}"


def make_cast(made: Made) -> Cast:
    editors = [User.objects.create_user(f"editor{number}", is_staff=True) for number in range(8)]
    cast = Cast(
        editors[:4],
        editors[4:],
        [made.add(Outlet(name=f"La Gazette {name(number)}")) for number in range(OUTLETS)],
        [made.add(person(number)) for number in range(PEOPLE)],
        [made.add(Topic(name=f"thème {n}", slug=f"theme-{n}")) for n in range(TOPICS)],
    )
    for somebody in cast.people:
        made.event(
            Event.Verb.CREATED, somebody, editors[0], changes={"name": [None, somebody.name]}
        )
    return cast


def person(number: int) -> Person:
    called = name(number)
    slug = f"{called.lower().replace(' ', '-').replace('é', 'e')}"
    return Person(name=called, sort_name=called, folded_name=called.lower(), slug=slug)


def make_article(made: Made, cast: Cast, number: int, statements: int) -> None:
    chosen = random.Random(f"article {number}")  # noqa: S311  no secret
    said = [sentence(chosen, number * 1_000 + index) for index in range(statements)]
    filler = " ".join(f"{sentence(chosen, 0)}." for _ in range(20))
    body = "\n\n".join(
        f"{filler}\n\n« {words} », a dit un élu à propos d’elle." for words in said
    ) or filler  # fmt: skip
    day = BEGAN.date() + timedelta(days=number % 2_000)
    article = made.add(
        Article(
            title=f"Dossier {number}", outlet=chosen.choice(cast.outlets), byline="Ys Zan",
            published=day.isoformat(), language="fr", licence="open", licence_name="CC0 1.0",
            licence_url="https://creativecommons.org/publicdomain/zero/1.0/",
            source_sha256=anchoring.sha256_of(body), added_at=made.now,
        )
    )  # fmt: skip
    set_days(article)
    text = made.add(ArticleText(article=article, body=body, sha256=article.source_sha256))
    editor = chosen.choice(cast.contributors)
    made.event(Event.Verb.IMPORTED, article, editor, changes={"sha256": ["", text.sha256]})
    reached = 0
    for words in said:
        start = body.index(words, reached)
        reached = start + len(words)
        anchor = anchoring.anchor(body, start, reached)
        make_statement(made, cast, chosen, text, anchor, mention=body.index("elle", reached))


def set_days(record: models.Model) -> None:
    for one in record._meta.local_concrete_fields:
        if isinstance(one, BoundaryDayField):
            one.pre_save(record, add=True)


def make_statement(
    made: Made, cast: Cast, chosen: random.Random, text: ArticleText, anchor: anchoring.Anchor,
    *, mention: int,
) -> None:  # fmt: skip
    author = chosen.choice(cast.contributors)
    statement = Statement(
        speaker=chosen.choice(cast.people), created_by=author, modified_by=author, place="Lille",
        said_on=text.article.published[:7], setting="meeting",
        client_key=uuid.UUID(int=chosen.getrandbits(128), version=4),
    )  # fmt: skip
    statement.place_at(text, anchor)
    made.add(statement)
    target = made.add(
        StatementTarget(
            statement=statement, person=chosen.choice(cast.people), mention="elle",
            mention_start=mention, mention_end=mention + 4, role="maire",
        )
    )  # fmt: skip
    topic = chosen.choice(cast.topics)
    made.add(Statement.topics.through(statement=statement, topic=topic))
    made.add(StatementEditor(statement=statement, version=1, user=author))
    story = Story(made, statement, [target], [topic], author, chosen.choice(cast.reviewers))
    story.second_reviewer = next(user for user in cast.reviewers if user != story.reviewer)
    story.begin()
    for step in chosen.choices([way for _, way in WAYS], [share for share, _ in WAYS])[0]:
        getattr(story, step)()


@dataclass
class Story:
    """The way of one statement through the desk."""

    made: Made
    statement: Statement
    targets: list[StatementTarget]
    topics: list[Topic]
    author: User
    reviewer: User
    second_reviewer: User | None = None
    edition: Edition | None = None

    def begin(self) -> None:
        changes = {name: [None, value] for name, value in self.content().items()}
        self.made.event(Event.Verb.CREATED, self.statement, self.author, changes=changes)

    def content(self) -> dict[str, Any]:
        """As ``Statement.content()`` gives it once everything is in the database."""
        return {
            **self.statement.plain_content(),
            "speaker": self.statement.speaker_id,
            "speaker_name": self.statement.speaker.name,
            "topics": sorted(topic.name for topic in self.topics),
            "targets": [target.content() for target in self.targets],
            "notes": [],
            "source": self.statement.source_content(),
            "anchor": self.statement.anchor_content(),
        }

    def move(self, verb: str, status: str, by: User, **told: Any) -> None:
        before, version = self.statement.status, self.statement.version
        changes = {"status": [before, status], "version": [version, version + 1]}
        self.statement.status = status
        self.statement.version, self.statement.modified_by = version + 1, by
        self.made.event(verb, self.statement, by, changes=changes, **told)

    def submit(self) -> None:
        self.statement.submitted_by, self.statement.submitted_at = self.author, self.made.now
        self.statement.content_sha256 = sha256_of_content(self.content())
        self.move(Event.Verb.SUBMITTED, "in_review", self.author)

    def approve(self) -> None:
        if self.edition:
            self.edition.state, self.edition.closed_at = Edition.State.SUPERSEDED, self.made.now
        self.edition = edition = Edition(
            statement=self.statement,
            number=self.edition.number + 1 if self.edition else 1,
            statement_version=self.statement.version,
            submitted_by=self.author,
            approved_by=self.reviewer,
            sha256=self.statement.content_sha256,
            **columns_of(self.statement, self.content()),
        )
        self.made.add(edition)
        key = (edition.sort_day << ID_BITS) + edition.pk
        for target in self.targets:
            frozen = {name: getattr(target, name) for name in TARGET_FIELDS}
            named = {"person": target.person, "name": target.person.name, "sort_key": key}
            self.made.add(EditionTarget(edition=edition, **named, **frozen))
        for topic in self.topics:
            self.made.add(EditionTopic(edition=edition, topic=topic, name=topic.name, sort_key=key))
        self.move(Event.Verb.APPROVED, "published", self.reviewer)

    def revise(self) -> None:
        self.move(Event.Verb.REVISED, "draft", self.author)

    def edit(self) -> None:
        version = self.statement.version + 1
        changes = {"place": [self.statement.place, "Roubaix"], "version": [version - 1, version]}
        self.statement.place, self.statement.version = "Roubaix", version
        self.made.event(Event.Verb.CHANGED, self.statement, self.author, changes=changes)
        self.made.add(StatementEditor(statement=self.statement, version=version, user=self.author))

    def send_back(self) -> None:
        self.move(
            Event.Verb.RETURNED, "returned", self.reviewer, category="words", reason="À revoir."
        )

    def reject(self) -> None:
        self.move(Event.Verb.REJECTED, "rejected", self.reviewer, reason="Hors sujet.")

    def ask(self) -> None:
        self.edition.withdrawal_asked_by = self.reviewer
        self.edition.reason, self.edition.public_note = "Erreur.", "Propos mal attribués."
        self.made.event(
            Event.Verb.RETRACTION_ASKED, self.statement, self.reviewer,
            changes={"public_note": ["", self.edition.public_note]}, reason="Erreur.",
        )  # fmt: skip

    def retract(self) -> None:
        self.edition.state, self.edition.closed_at = Edition.State.RETRACTED, self.made.now
        self.edition.withdrawn_by = self.second_reviewer
        self.move(Event.Verb.RETRACTED, "retracted", self.second_reviewer, reason="Confirmé.")


def make(statements: int, articles: int) -> None:
    """Fills an empty archive, in one transaction."""
    share, left = divmod(statements, articles)
    door = SimpleNamespace(connection=connection)
    with transaction.atomic():
        integrity.lift(None, door)
        made = Made()
        cast = make_cast(made)
        for number in range(articles):
            make_article(made, cast, number, share + (number < left))
            if number % 100 == 99:
                made.write()
        made.write()
        integrity.set_all(None, door)
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), list(made.numbers)):
                cursor.execute(sql)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=5_000)
    options = parser.parse_args()
    if Article.objects.exists() or User.objects.exists():
        sys.exit("This database is not empty: set DATABASE_URL to a new one and migrate it.")
    begun = time.monotonic()
    make(options.statements, options.articles)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
    print(f"{options.statements} statements in {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
