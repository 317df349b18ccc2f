"""The archive against which the table of permissions is asked: one account a role, and each kind
of record in each of its states.

Everybody but the visitor has statements of their own, made while they could still make them: who
has left keeps no right over what they wrote.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client, override_settings

from archive import discussion, groups, merging, notes, reservations, suggestions
from archive.models import Event, ImportRun, Person, Reservation, Statement, Topic
from tests import makers, suggesting

VISITOR = "visitor"
# Role -> (its group, what becomes of the account once it is logged in).
ACCOUNTS: dict[str, tuple[str, dict[str, Any]]] = {
    "inactive": (groups.REVIEWERS, {"is_active": False}),
    "outsider": (groups.REVIEWERS, {"is_staff": False}),  # an account without the desk
    "newcomer": ("", {}),  # at the desk, in no group, or in none any more
    "contributor": (groups.CONTRIBUTORS, {}),
    "reviewer": (groups.REVIEWERS, {}),
    "chief": (groups.CHIEF_EDITORS, {}),
    "superuser": ("", {"is_superuser": True}),
}
ROLES = (VISITOR, *ACCOUNTS)
STATUSES = ("draft", "in_review", "returned", "published", "rejected", "retracted")


@dataclass
class World:
    """The accounts, logged in, and the records by the names that the table gives them."""

    users: dict[str, User]
    cookies: dict[str, SimpleCookie]
    records: dict[str, Any] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        """This role's browser, as it was right after logging in."""
        client = self.clients.setdefault(role, Client())
        client.cookies = SimpleCookie(self.cookies[role])
        return client

    def record(self, name: str, role: str) -> Any:
        """A record by its name; "own …" is the role's own, None where it has none."""
        if name == "-":
            return None
        return self.records.get(f"{role} {name}" if name.startswith("own") else name)


@contextmanager
def build() -> Iterator[World]:
    """The world, until the end of the block: then nothing of it is left in the database."""
    hasher = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(PASSWORD_HASHERS=hasher), transaction.atomic():
        world = World(users={}, cookies={VISITOR: SimpleCookie()})
        for role in ACCOUNTS:
            world.users[role] = makers.user(role, groups.CONTRIBUTORS)
        add_statements(world)
        add_other_records(world)
        add_suggestions(world)
        add_orphans(world)
        add_accounts(world)
        add_history(world)
        for role, (group, fields) in ACCOUNTS.items():
            log_in(world, role, group, fields)
        yield world
        transaction.set_rollback(True)


def log_in(world: World, role: str, group: str, fields: dict[str, Any]) -> None:
    """Logs in first, then makes the account what the role says."""
    user, client = world.users[role], Client()
    client.force_login(user)
    world.cookies[role] = SimpleCookie(
        {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    )
    user.groups.set(Group.objects.filter(name=group))
    User.objects.filter(pk=user.pk).update(**fields)
    world.users[role] = User.objects.get(pk=user.pk)


def add_statements(world: World) -> None:
    """One in each status, of every role ("own") and of somebody outside the table ("other")."""
    authors = {"other": makers.ada(), **{f"{role} own": world.users[role] for role in ACCOUNTS}}
    for whose, author in authors.items():
        article = makers.article()
        for status in STATUSES:
            world.records[f"{whose} {status}"] = at(status, author, article)
    asked = at("published", makers.ada(), article)
    makers.move(asked, "retract", first(), reason="Erreur.", public_note="Mal attribué.")
    world.records["asked published"] = asked
    taken = at("in_review", makers.ada(), article)
    reservations.take(taken, by=first())
    world.records["taken in_review"] = taken
    for role, user in world.users.items():
        held = world.records[f"{role} own held in_review"] = at("in_review", makers.ada(), article)
        Reservation.objects.create(statement=held, user=user)
    add_words(world, at("draft", makers.ada(), article))
    revised = makers.move(at("published", makers.ada(), article), "revise", makers.ada())
    world.records["revised draft"] = revised
    world.records["open article"] = article


def add_words(world: World, statement: Statement) -> None:
    """What editors say to each other: a note, and a comment that calls everybody by name."""
    note = notes.add(statement, by=makers.ada(), body="À vérifier.")
    names = " ".join(f"@{role}" for role in ACCOUNTS)
    discussion.comment(statement, by=makers.ada(), body=f"Qu’en dites-vous, {names} ?")
    world.records |= {"called statement": statement, "noted draft": statement, "note": note}


def first() -> User:
    return makers.user("first-reviewer", groups.REVIEWERS)


def second() -> User:
    return makers.user("second-reviewer", groups.REVIEWERS)


def at(status: str, author: User, article: Any, **fields: Any) -> Statement:
    """A statement that others than the accounts of the table reviewed."""
    made = makers.statement(by=author, in_article=article, targets=[makers.target()], **fields)
    if status == "draft":
        return made
    made = makers.move(made, "submit", author)
    if status == "returned":
        return makers.move(made, "return", first(), reason="À revoir.", category="words")
    if status == "rejected":
        return makers.move(made, "reject", first(), reason="Hors sujet.")
    if status in ("published", "retracted"):
        made = makers.move(made, "approve", first())
    if status == "retracted":
        makers.move(made, "retract", first(), reason="Erreur.", public_note="Mal attribué.")
        made = makers.move(made, "retract", second(), reason="Confirmé.")
    return made


def add_other_records(world: World) -> None:
    published, retracted = world.records["other published"], world.records["other retracted"]
    superseded = superseded_edition(world)
    hidden = makers.person("Philibert Canari", description="Connu du seul bureau.")
    merged = makers.person("Philibert Canary")
    merge(merged, hidden)
    lonely = makers.person("Personne Seule")
    private = makers.article("Un texte de plus.\n" * 20, licence="private", title="Gardé privé")
    beyond = ("Un texte de plus.\n" * 8).strip()  # more than the budget of the article
    quoted = makers.statement(beyond, speaker=hidden, in_article=private)
    apart = makers.person("Ysolde Quévrain")
    merging.tell_apart(published.speaker, apart, by=first(), reason="Une autre.")
    world.records |= {
        "current edition": published.editions.get(),
        "retracted edition": retracted.editions.get(),
        "superseded edition": superseded,
        "printed person": published.speaker,
        "hidden person": hidden,
        "private draft": quoted,
        "told-apart person": apart,
        "statement's event": Event.objects.of(published).first(),
        "merged person": merged,
        "free person": lonely,
        "private article": private,
        "used outlet": private.outlet,
        "free outlet": makers.outlet("Le Canard sans article"),
        "free topic": Topic.objects.create(name="Sujet libre"),
        "used topic": used_topic(private),
        "printed topic": Topic.objects.get(name="Sujet imprimé"),
        "import": ImportRun.objects.create(importer="plain_text"),
        "article": world.records["open article"],
    }


def merge(person: Person, into: Person) -> None:
    read = merging.consequences(person, into)
    merging.merge(person, into, by=first(), rationale="La même.", digest=read.digest)


def add_history(world: World) -> None:
    """What the desk would have written of the records that were made without it."""
    for name in ("open article", "used outlet", "used topic", "printed person", "hidden person",
                 "contributor's account", "chief's account"):  # fmt: skip
        Event.objects.record(Event.Verb.CREATED, world.records[name], by=makers.chloe())
    account = world.records["chief's account"]
    world.records["account's event"] = Event.objects.of(account).get()


def superseded_edition(world: World) -> Any:
    topic = Topic.objects.create(name="Sujet imprimé")
    made = at("published", makers.ada(), world.records["open article"], topics=[topic])
    made = makers.move(makers.move(made, "revise", makers.ada()), "submit", makers.ada())
    makers.move(made, "approve", first())
    return made.editions.get(number=1)


def used_topic(article: Any) -> Topic:
    topic = Topic.objects.create(name="Sujet classé")
    article.topics.add(topic)
    return topic


def add_suggestions(world: World) -> None:
    """One in each state, in an article of their own."""
    article = makers.article()
    body = article.current_text.body
    told = [suggesting.candidate(body), suggesting.answer(body)]
    indirect = suggesting.candidate(body, suggesting.INDIRECT, kind="indirect")
    suggesting.keep(article, *told, indirect)
    for state, one in zip(("pending", "accepted", "dismissed"), article.suggestions.all(),
                          strict=True):  # fmt: skip
        world.records[f"{state} suggestion"] = one
    suggestions.accept(world.records["accepted suggestion"], by=makers.ada())
    suggestions.dismiss(world.records["dismissed suggestion"], by=makers.ada())
    world.records["suggested article"] = article


def add_orphans(world: World) -> None:
    """What stands in a text that was corrected since."""
    article = makers.article()
    for status in ("draft", "in_review"):
        world.records[f"orphan {status}"] = at(status, makers.ada(), article)
    suggesting.corrected(article, "La réunion", "Mercredi, la réunion")


def add_accounts(world: World) -> None:
    """The accounts that somebody may want to change, their own included."""
    world.records |= {
        "contributor's account": makers.user("un-contributeur", groups.CONTRIBUTORS),
        "reviewer's account": makers.user("une-relectrice", groups.REVIEWERS),
        "chief's account": makers.user("un-chef", groups.CHIEF_EDITORS),
        "superuser's account": makers.user("une-racine", is_superuser=True),
        "group": Group.objects.get(name=groups.REVIEWERS),
        **{f"{role} own account": world.users[role] for role in ACCOUNTS},
    }
