"""Every constraint of the records, attacked with the triggers out of the way."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.models import F

from archive import integrity
from archive.models import (
    Article,
    ArticleText,
    Edition,
    EditionTarget,
    EditionTopic,
    Event,
    Identifier,
    Lexeme,
    Person,
    PersonName,
    Presence,
    Role,
    Statement,
    StatementEditor,
    StatementTarget,
    Topic,
)
from tests import makers
from tests.attacks import edition_of, insert, refused, twin_of

pytestmark = pytest.mark.django_db


UNLINKED = {
    "verb": "changed", "record_type": "archive.topic", "record_id": 1,
    "previous_sha256": "f" * 64, "sha256": "e" * 64,
}  # fmt: skip

# --- Constraints ----------------------------------------------------------------------------


def two_articles(**fields: Any) -> None:
    first = Article.objects.create(title="Un", source_sha256="0" * 64, **fields)
    first.pk = None
    first.save(force_insert=True)


def two_names() -> None:
    names = [PersonName(person=makers.person(), name="Mme Quévrain") for _ in range(2)]
    PersonName.objects.bulk_create(names)


def twice_there() -> None:
    article, user = makers.article(), makers.ada()
    Presence.objects.bulk_create(Presence(article=article, user=user) for _ in range(2))


def two_identifiers() -> None:
    for name in ("Une Personne", "Une Autre"):
        Identifier.objects.create(person=makers.person(name), scheme="wikidata", value="Q1")


def edit(**fields: Any) -> None:
    """One more version of Ada's draft, by raw update."""
    Statement.objects.update(version=F("version") + 1, **fields)


def same_target_twice() -> None:
    made = makers.statement()
    StatementTarget.objects.bulk_create(
        StatementTarget(statement=made, person=makers.person()) for _ in range(2)
    )


def same_editor_twice() -> None:
    made = makers.statement()
    StatementEditor.objects.bulk_create(
        StatementEditor(statement=made, version=7, user=made.created_by) for _ in range(2)
    )


def same_text_number_twice() -> None:
    text = makers.article().texts.get()
    ArticleText.objects.create(article=text.article, number=text.number, body="Autre.")


def submit_without_submitter() -> None:
    makers.statement()
    edit(status="in_review")


def submit_without_speaker() -> None:
    made = makers.statement(speaker=None)
    edit(status="in_review", submitted_by=made.created_by)


def doubt_without_reason() -> None:
    makers.statement()
    edit(certainty="disputed")


def anonymous_person() -> None:
    makers.statement()
    edit(speaker_type="anonymous")


def empty_span(model: type[models.Model]) -> None:
    made = makers.in_review()
    record = twin_of(made) if model is Statement else edition_of(made, makers.rui())
    insert(record, end=record.start)


def mention_backwards() -> None:
    made = makers.statement()
    target = makers.target(mention_start=9, mention_end=4)
    target.statement = made
    target.save()


def second_edition(**other: Any) -> None:
    made = makers.in_review()
    insert(edition_of(made, makers.rui()))
    insert(edition_of(made, makers.rui(), **other))


def again(model: type[models.Model]) -> None:
    """A row beside an edition, twice."""
    topic = Topic.objects.create(name="Halles")
    makers.published(targets=[makers.target()], topics=[topic])
    row = model.objects.get()
    row.pk = None
    row.save(force_insert=True)


def approved_by_submitter() -> None:
    made = makers.in_review()
    insert(edition_of(made, made.submitted_by))


def withdrawn_alone() -> None:
    makers.edition()
    Edition.objects.update(state="retracted")


def unknown_state() -> None:
    makers.edition()
    Edition.objects.update(state="hidden")


CONSTRAINTS = {
    "article_url_unique": lambda: [
        makers.article(url="https://gazette.example/halle") for _ in range(2)
    ],
    "article_text_once_an_outlet": lambda: two_articles(outlet=makers.outlet()),
    "article_text_once_without_outlet": lambda: two_articles(),
    "article_open_licence_is_named": lambda: makers.article(licence="open", licence_url=""),
    "article_licence_known": lambda: makers.article(
        licence="shared", licence_name="?", licence_url="https://licence.example/"
    ),
    "articletext_numbered_once": same_text_number_twice,
    "articletext_line_feeds_only": lambda: makers.article("Un.\r\nDeux."),
    "articletext_not_empty": lambda: ArticleText.objects.create(
        article=makers.article(), number=2, body=""
    ),
    "person_not_merged_into_itself": lambda: (
        makers.person(), Person.objects.update(merged_into=F("id"))
    ),
    "personname_once_a_person": two_names,
    "presence_once": twice_there,
    "personname_dates_in_order": lambda: PersonName.objects.create(
        person=makers.person(), name="Mme Quévrain", began="2019", ended="2018"
    ),
    "role_dates_in_order": lambda: Role.objects.create(
        person=makers.person(), title="maire", began="2019", ended="2018"
    ),
    "identifier_names_one_person": two_identifiers,
    "statement_span_in_order": lambda: empty_span(Statement),
    "statement_status_known": lambda: (makers.statement(), edit(status="printed")),
    "statement_speaker_matches_type": anonymous_person,
    "statement_speaker_or_reason": submit_without_speaker,
    "statement_priority_known": lambda: (
        makers.statement(), Statement.objects.update(priority=3)
    ),
    "statement_doubt_explained": doubt_without_reason,
    "statement_submitter_known": submit_without_submitter,
    "statementtarget_once": same_target_twice,
    "statementtarget_mention_in_order": mention_backwards,
    "statementeditor_once": same_editor_twice,
    "editiontarget_once": lambda: again(EditionTarget),
    "editiontopic_once": lambda: again(EditionTopic),
    "event_numbered_from_one": lambda: (
        makers.statement(), insert(Event(**UNLINKED), id=0)
    ),
    "edition_numbered_once": lambda: second_edition(),
    "edition_one_current": lambda: second_edition(number=2),
    "edition_two_people": approved_by_submitter,
    "edition_withdrawn_by_two": withdrawn_alone,
    "edition_state_known": unknown_state,
    "edition_span_in_order": lambda: empty_span(Edition),
    "lexeme_once": lambda: [Lexeme.objects.create(word="halle", token="hall") for _ in range(2)],
}  # fmt: skip


@pytest.fixture
def no_triggers(db) -> None:
    """The triggers stand before some constraints: without them each constraint is alone."""
    integrity.lift(None, SimpleNamespace(connection=connection))


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_the_database_holds_the_constraint(no_triggers, name):
    # SQLite names the columns of a broken unique constraint, not the constraint.
    with refused(f"{name}|UNIQUE constraint failed"):
        CONSTRAINTS[name]()


# Attacked in modules of their own, which are as complete.
ELSEWHERE = {
    "archive.models.desk", "archive.models.merge", "archive.models.suggestion",
    "archive.models.tallies",
}  # fmt: skip


def test_every_constraint_of_the_records_is_attacked_here():
    named = {
        constraint.name
        for model in apps.get_app_config("archive").get_models()
        if model.__module__ not in ELSEWHERE
        for constraint in model._meta.constraints
    }
    assert named == set(CONSTRAINTS)
