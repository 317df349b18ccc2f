"""Makers of records for the tests: each gives a complete, valid record from the few words that
matter to the test, through the same doors as the desk (drafting and workflow).

The cast: Ada contributes, Rui reviews, Chloé is chief editor, Sam is a visitor.
"""

import itertools
from typing import Any

from django.contrib.auth.models import Group, User

from archive import drafting, groups, workflow
from archive.models import (
    Annotation,
    Article,
    ArticleText,
    Edition,
    Outlet,
    Person,
    Statement,
    StatementTarget,
)
from archive.objections import standing_ask
from archive.quotes import anchoring

BODY = (
    "La réunion s’est tenue à la mairie. « Nous ouvrirons la halle au printemps », a promis "
    "Ysoline Quévrain. Elle a ajouté que Théodule Marquenterre viendrait.\n\n"
    "« Elle n’a rien ouvert du tout », a répondu Théodule Marquenterre. Le public a applaudi, "
    "puis la séance a été levée sans autre débat sur la halle, le budget ou les écoles.\n"
)
WORDS = "Nous ouvrirons la halle au printemps"
numbers = itertools.count(1)


def user(username: str, *group_names: str, **fields: Any) -> User:
    made, created = User.objects.get_or_create(
        username=username, defaults={"is_staff": True, **fields}
    )
    if created:
        made.set_password("essai")
        made.save()
    made.groups.set(Group.objects.filter(name__in=group_names))
    return User.objects.get(pk=made.pk)  # without cached permissions


def ada() -> User:
    return user("ada", groups.CONTRIBUTORS)


def rui() -> User:
    return user("rui", groups.REVIEWERS)


def chloe() -> User:
    return user("chloe", groups.CHIEF_EDITORS)


def outlet(name: str = "La Gazette du Beffroi", **fields: Any) -> Outlet:
    return Outlet.objects.get_or_create(name=name, defaults=fields)[0]


def person(name: str = "Ysoline Quévrain", **fields: Any) -> Person:
    found = Person.objects.filter(name=name).first()
    return found or Person.objects.create(name=name, **fields)


def article(
    body: str = "", *, licence: str = "open", title: str = "Une halle au printemps", **fields: Any
) -> Article:
    """An article with its text; each call makes another one."""
    body = body or f"{BODY}\nÉdition de test numéro {next(numbers)}.\n"
    if licence == "open":
        fields.setdefault("licence_name", "CC0 1.0")
        fields.setdefault("licence_url", "https://creativecommons.org/publicdomain/zero/1.0/")
    fields.setdefault("outlet", outlet())
    fields.setdefault("published", "2019-03")
    made = Article.objects.create(
        title=title, licence=licence, source_sha256=anchoring.sha256_of(body), **fields
    )
    ArticleText.objects.create(article=made, body=body)
    return made


def target(person_: Person | None = None, *, mention: str = "", **fields: Any) -> StatementTarget:
    return StatementTarget(
        person=person_ or person("Théodule Marquenterre"), mention=mention, **fields
    )


def note(body: str = "La halle est fermée depuis 2015.", **fields: Any) -> Annotation:
    return Annotation(body=body, **fields)


def body_with(words: str, attribution: str) -> str:
    """A text in which these stand; "" for the usual one."""
    if words not in BODY:
        return f"Il a dit : « {words} ».\n" * 2 + attribution
    return "" if attribution in BODY else f"{BODY}\n{attribution}\n"


def statement(
    words: str = WORDS,
    *,
    by: User | None = None,
    in_article: Article | None = None,
    speaker: Person | str | None = "",
    targets: list[StatementTarget] | None = None,
    notes: list[Annotation] | None = None,
    topics: list[Any] | None = None,
    **fields: Any,
) -> Statement:
    """A draft, by Ada unless somebody else is named, anchored in an article holding its words."""
    printed = in_article or article(body_with(words, fields.get("attribution", "")))
    made = Statement(speaker=person() if speaker == "" else speaker, **fields)
    text = printed.current_text
    span = anchoring.find(text.body, words)[0]
    made.place_at(text, anchoring.anchor(text.body, span.start, span.end))
    return drafting.create(
        made, by=by or ada(), targets=targets or [], notes=notes or [], topics=topics or []
    )


def move(made: Statement, name: str, by: User, **given: Any) -> Statement:
    """Makes the move as from a page opened just now: of this version, having read what is asked."""
    fresh = Statement.objects.get(pk=made.pk)
    given.setdefault("ask", ask_read(fresh, name))
    return workflow.move(fresh, name, by=by, version=fresh.version, **given)


def ask_read(made: Statement, name: str) -> int | None:
    """The number of the ask that the page of this move shows, where one stands."""
    ask = standing_ask(made) if name in ("retract", "keep") else None
    return ask.pk if ask else None


def in_review(words: str = WORDS, *, by: User | None = None, **fields: Any) -> Statement:
    author = by or ada()
    return move(statement(words, by=author, **fields), "submit", author)


def published(words: str = WORDS, *, approved_by: User | None = None, **fields: Any) -> Statement:
    return move(in_review(words, **fields), "approve", approved_by or rui())


def edition(words: str = WORDS, **fields: Any) -> Edition:
    """The current edition of a freshly published statement."""
    return published(words, **fields).editions.get()


def retracted(
    made: Statement, *, public_note: str = "Les propos étaient mal attribués."
) -> Statement:
    """Retracts a published statement: Rui asks, Chloé confirms."""
    move(made, "retract", rui(), reason="Erreur d’attribution.", public_note=public_note)
    return move(made, "retract", chloe(), reason="Confirmé.")
