"""Loads the demonstration archive through the same doors as the editors: import, draft, review.

Three fictional editors play it: Ada contributes, Rui reviews, Chloé confirms a retraction.
"""

import tomllib
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from archive import drafting, suggestions, workflow
from archive.importers.files import Report, Run
from archive.importers.plain_text import parse
from archive.importers.store import Rights, store
from archive.models import (
    Annotation,
    Article,
    Event,
    ImportedFile,
    ImportRun,
    Outlet,
    Person,
    PersonName,
    Role,
    Statement,
    StatementTarget,
    Topic,
)
from archive.quotes import anchoring

HERE = Path(__file__).resolve().parent
IMPORTER = "demo"
KEYS = uuid.UUID("5d4f3c1e-8a51-4e0b-9c55-6a7c1d6f2a10")
CC0 = Rights(
    Article.Licence.OPEN,
    name="CC0 1.0",
    url="https://creativecommons.org/publicdomain/zero/1.0/",
)
PLAIN = (
    "kind", "speaker_type", "attribution", "speaker_role", "via", "said_on", "place", "setting",
    "certainty", "certainty_reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cast:
    """The three editors of the demonstration."""

    contributor: Any
    reviewer: Any
    chief: Any


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Records that articles and statements point to, by their key in archive.toml."""

    outlets: dict[str, Outlet] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)


def is_loaded() -> bool:
    return ImportRun.objects.filter(importer=IMPORTER).exists()


@transaction.atomic
def load(cast: Cast) -> None:
    """Loads everything or nothing. Does nothing when the demonstration is already there."""
    if is_loaded():
        return
    data = tomllib.loads((HERE / "archive.toml").read_text(encoding="utf-8"))
    run = Run(IMPORTER, {"paths": ["archive/demo"]}, by=cast.contributor)
    vocabulary = make_vocabulary(data)
    for row in data["articles"]:
        article = load_article(row, vocabulary, cast)
        run.keep(
            Report(row["file"], ImportedFile.Outcome.CREATED, article.pk, article.title, "", "")
        )
        for said in row.get("statements", []):
            load_statement(said, article, vocabulary, cast)
        Article.objects.filter(pk=article.pk).update(reading=row["reading"])
    run.finish()
    propose()


def propose() -> None:
    """What the detector finds in the articles, for editors to decide on."""
    for article in Article.objects.order_by("pk"):
        suggestions.suggest(article)


def make_vocabulary(data: dict[str, Any]) -> Vocabulary:
    made = Vocabulary()
    for row in data["outlets"]:
        made.outlets[row["key"]] = Outlet.objects.create(
            name=row["name"], kind=row["kind"], url=row["url"], notice=row["notice"]
        )
        tell_of(made.outlets[row["key"]])
    for row in data["topics"]:
        made.topics[row["key"]] = Topic.objects.create(name=row["name"])
        tell_of(made.topics[row["key"]])
    for row in data["people"]:
        made.people[row["key"]] = make_person(row)
        tell_of(made.people[row["key"]])
    return made


def tell_of(record: Outlet | Topic | Person) -> None:
    """Every record has a beginning in history; nobody at the desk made these."""
    Event.objects.record(Event.Verb.CREATED, record, by=None, changes={"name": [None, record.name]})


def make_person(row: dict[str, Any]) -> Person:
    person = Person.objects.create(
        name=row["name"],
        sort_name=row["sort_name"],
        kind=row["kind"],
        is_fictional=row["fictional"],
        description=row.get("note", ""),
    )
    for name in row.get("names", []):
        PersonName.objects.create(person=person, name=name)
    for role in row.get("roles", []):
        Role.objects.create(
            person=person,
            title=role["title"],
            body=role["body"],
            began=role["start"],
            ended=role["end"],
            source=role["source"],
        )
    return person


def load_article(row: dict[str, Any], vocabulary: Vocabulary, cast: Cast) -> Article:
    draft = parse((HERE / "articles" / row["file"]).read_bytes())
    described = {"published": row["published"]} if row["published"] else {}
    if row.get("agency"):
        described["agency"] = row["agency"]
    article = store(
        draft,
        outlet=vocabulary.outlets[row["outlet"]],
        rights=CC0 if row["licence"] == "open" else None,
        by=cast.contributor,
        byline=row["byline"],
        url=row["url"],
        **described,
    ).article
    article.topics.set(vocabulary.topics[key] for key in row["topics"])
    return article


def load_statement(
    row: dict[str, Any], article: Article, vocabulary: Vocabulary, cast: Cast
) -> None:
    text = article.current_text
    span = anchoring.find(text.body, row["words"])[row["occurrence"] - 1]
    statement = Statement(
        **{name: row[name] for name in PLAIN},
        speaker=vocabulary.people[row["speaker"]] if row["speaker"] else None,
        client_key=uuid.uuid5(KEYS, row["key"]),
    )
    statement.place_at(text, anchoring.anchor(text.body, span.start, span.end))
    targets = [
        StatementTarget(
            person=vocabulary.people[target["person"]],
            relation=target["relation"],
            mention=target["mention"],
            role=target["role"],
        )
        for target in row.get("targets", [])
    ]
    notes = [
        Annotation(
            kind=note["kind"],
            body=note["body"],
            visibility="public" if note["public"] else "internal",
        )
        for note in row.get("notes", [])
    ]
    topics = [vocabulary.topics[key] for key in row["topics"]]
    drafting.create(statement, by=cast.contributor, targets=targets, notes=notes, topics=topics)
    play(statement, row, cast)


def play(statement: Statement, row: dict[str, Any], cast: Cast) -> None:
    """Takes the statement through the desk to the state the demonstration shows it in."""
    ada, rui, chloe = cast.contributor, cast.reviewer, cast.chief
    comment = {"reason": row["comment"]}
    returned = {**comment, "category": row["category"]}
    note = {**comment, "public_note": row["public_note"]}
    publish: list[Any] = [("submit", ada, {}), ("approve", rui, {})]
    revision = ("revise", ada, {})
    steps: dict[str, list[Any]] = {
        "draft": [],
        "in_review": [("submit", ada, {})],
        "returned": [("submit", ada, {}), ("return", rui, returned)],
        "rejected": [("submit", ada, {}), ("reject", rui, comment)],
        "published": publish,
        "retracted": [*publish, ("retract", rui, note), ("retract", chloe, comment)],
        "under_revision": [*publish, revision, ("edit", ada, row.get("revision", {}))],
        "republished": [*publish, revision, ("edit", ada, row.get("revision", {})), *publish],
    }
    for name, editor, given in steps[row["state"]]:
        if name == "edit":
            edit(statement, editor, given)
        else:
            statement = workflow.move(
                statement, name, by=editor, version=statement.version, **given
            )


def edit(statement: Statement, editor: Any, changed: dict[str, Any]) -> None:
    before = drafting.fresh_content(statement)
    for name, value in changed.items():
        setattr(statement, name, value)
    drafting.write_edit(statement, by=editor, version=statement.version)
    drafting.record_edit(statement, before, by=editor)
