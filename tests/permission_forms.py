"""What is asked of each address of the table: where it is, and the whole form that it takes."""

import json
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from archive import correcting, merging
from archive.models import Event, Person, Statement
from tests import makers
from tests.desk import form_of

Form = dict[str, Any]
PASSWORD = "Un-mot-2-passe-neuf"


def place_of(address: str, record: Any) -> str:
    """The path of an address for a record, its query included."""
    if "<" in address:
        return "/" + address.replace("<path:object_id>", str(getattr(record, "pk", ""))).replace(
            "(?P<url>.*)$", "no-such-page"
        )
    name, _slash, more = address.partition("/")
    if name.endswith("_compare"):
        return comparison(name, record)
    return PLACES[name](name, record, more) if name in PLACES else plain_place(name, record, more)


def plain_place(name: str, record: Any, more: str) -> str:
    """By the record's number, where the address takes one, and by what the table adds."""
    return reverse(name, args=[part for part in (getattr(record, "pk", None), more) if part])


def autocompletion(name: str, record: Any, more: str) -> str:
    """A search in the field "application.model.field"."""
    if not more:
        return reverse(name)
    asked = zip(("app_label", "model_name", "field_name"), more.split("."), strict=True)
    return f"{reverse(name)}?term=&" + "&".join(f"{key}={value}" for key, value in asked)


def comparison(name: str, record: Any) -> str:
    """Of the record's first act with what it is now."""
    event = Event.objects.of(record).order_by("pk").first()
    return f"{reverse(name, args=[record.pk])}?from=event-{event.pk}&to=now"


def page_on_site(name: str, record: Any, more: str) -> str:
    return reverse(name, args=[ContentType.objects.get_for_model(record).pk, record.pk])


PLACES: dict[str, Callable[[str, Any, str], str]] = {
    "admin:autocomplete": autocompletion,
    "admin:view_on_site": page_on_site,
    "admin:archive_statement_add": lambda name, article, _more: (
        reverse(name) + (f"?article={article.pk}" if article else "")
    ),
    "admin:archive_person_told_apart": lambda name, person, _more: reverse(
        name, args=[person.pk, makers.person().pk]
    ),
    "admin:archive_statement_known_note": lambda name, statement, _more: reverse(
        name, args=[statement.pk, statement.annotations.get().pk]
    ),
    "admin:archive_statement_meter": lambda name, article, _more: (
        f"{reverse(name)}?article={article.pk}"
    ),
    "admin:review-approve": lambda name, _record, _more: reverse(name),
    "admin:workbench-acts": lambda name, record, _more: reverse(
        name, args=[getattr(record, "article_id", record.pk)]
    ),
    "admin:workbench-state": lambda name, article, _more: (
        f"{reverse(name, args=[article.pk])}?since=2019-01-01T00:00:00Z"
    ),
    "admin:workbench-look": lambda name, article, _more: (
        f"{reverse(name, args=[article.pk])}?start=0&end=2"
    ),
    "admin:review-moves": lambda name, statement, _more: reverse(name, args=[statement.pk]),
    **{
        f"admin:suggestion-{act}": lambda name, suggestion, _more: reverse(
            name, args=[suggestion.article_id, suggestion.pk]
        )
        for act in ("accept", "correct", "dismiss", "reconsider")
    },
    "archive:person-detail": lambda name, person, _more: reverse(name, args=[person.slug]),
    "archive:pair": lambda name, person, _more: reverse(
        name, args=[person.slug, makers.person("Théodule Marquenterre").slug]
    ),
    "archive:topic-detail": lambda name, topic, _more: reverse(name, args=[topic.slug]),
    "archive:edition-detail": lambda name, edition, _more: reverse(
        name, args=[edition.statement_id, edition.number]
    ),
}


def form_for(address: str, record: Any, role: str) -> Form | str:
    """What a browser would send from the page, complete: nothing but permission can refuse it."""
    name, _slash, more = address.partition("/")
    if name == "admin:review-moves":
        return json_move(record, more)
    if name == "admin:workbench-acts":
        return json_act(record, more)
    make = FORMS.get(name)
    return make(record, role) if make else {"post": "yes"}


def new_statement(article: Any, role: str) -> Form:
    return form_of(words="La réunion" if article and article.is_open else "Un texte de plus",
                   occurrence="0", kind="indirect")  # fmt: skip


def edited_statement(statement: Statement, role: str) -> Form:
    return form_of(
        words=statement.exact,
        version_read=Statement.objects.get(pk=statement.pk).version,
        place="Lille",
    )


def move(statement: Statement, role: str) -> Form:
    version = Statement.objects.get(pk=statement.pk).version
    return {"version": version, "reason": "Relu.", "category": "words", "public_note": "Erreur."}


def json_move(statement: Statement, name: str) -> str:
    """The body that a program sends: what the move asks for, and nothing else."""
    asked = {"return": ("reason", "category"), "reject": ("reason",), "reopen": ("reason",),
             "retract": ("reason", "public_note")}  # fmt: skip
    given = move(statement, "")
    kept = {key: given[key] for key in ("version", *asked.get(name, ()))}
    return json.dumps({"move": name, **kept})


def json_act(record: Any, name: str) -> str:
    """The body that the page of the annotation desk sends."""
    asked: dict[str, Any]
    if name == "create":
        text = record.current_text
        asked = {"text": text.pk, "start": 0, "end": 2, "exact": text.body[:2]}
    elif name == "edit":
        kind = "indirect" if record.kind != "indirect" else "mixed"
        asked = {"statement": record.pk, "changes": {"kind": kind}}
    elif name in ("accept", "dismiss"):
        asked = {"suggestion": record.pk}
    elif name == "accept_many":
        asked = {"suggestions": [record.pk]}
    else:
        asked = {"statement": record.pk, **json.loads(json_move(record, name))}
        name = "move"
    return json.dumps({"key": str(uuid.uuid4()), "act": name, **asked})


def chosen(statement: Statement, role: str) -> Form:
    version = Statement.objects.get(pk=statement.pk).version
    return {"chosen": [f"{statement.pk}:{version}"]}


def merged_into(person: Person, role: str) -> Form:
    into = Person.objects.get(name="Philibert Canari")
    digest = merging.consequences(person, into).digest
    return {"into": f"{into} (#{into.pk})", "digest": digest, "rationale": "La même personne."}


def article(record: Any, role: str) -> Form:
    return {"title": "Autre titre", "language": "fr", "reading": "read"} | (
        {
            "outlet": record.outlet_id,
            "licence": record.licence,
            "licence_name": record.licence_name,
            "licence_url": record.licence_url,
        }
        if record
        else {"pasted": makers.BODY, "outlet": makers.outlet().pk}
    )


def person(record: Any, role: str) -> Form:
    counts = {
        f"{part}-{count}_FORMS": "0"
        for part in ("names", "roles", "identifiers")
        for count in ("TOTAL", "INITIAL")
    }
    kept = {name: getattr(record, name) for name in ("name", "sort_name", "slug")} if record else {}
    return {"kind": "person", "name": "Quelqu’un", "description": "autre", **counts, **kept}


def account(user: Any, role: str) -> Form:
    return {"username": user.username, "email": "ailleurs@example.org", "is_active": "on",
            "is_staff": "on", "date_joined_0": "2019-03-01", "date_joined_1": "10:00:00",
            "initial-date_joined_0": "2019-03-01", "initial-date_joined_1": "10:00:00"}  # fmt: skip


def new_password(user: Any, role: str) -> Form:
    return {"username": "nouveau", "password1": PASSWORD, "password2": PASSWORD,
            "usable_password": "true", "set-password": "1"}  # fmt: skip


def corrected_text(article: Any, role: str) -> Form:
    text = article.current_text
    body = f"{text.body}Fin.\n"
    read = correcting.preview(article, body).digest
    return {"body": body, "reason": "Coquille.", "text_read": text.pk, "report_read": read,
            "write": "1"}  # fmt: skip


def chosen_place(statement: Statement, role: str) -> Form:
    text = correcting.newest_text(statement)
    if text is None:
        return {"text": statement.text_id, "start": statement.start, "end": statement.end}
    span = correcting.places_for(statement, text)[0].span
    return {"text": text.pk, "start": span.start, "end": span.end}


FORMS: dict[str, Callable[[Any, str], Form | str]] = {
    "admin:article-correct-text": corrected_text,
    "admin:statement-repair": chosen_place,
    "admin:login": lambda _record, role: {"username": role, "password": "faux"},
    "admin:password_change": lambda _record, _role: {
        "old_password": "essai",
        "new_password1": PASSWORD,
        "new_password2": PASSWORD,
    },
    "admin:archive_article_add": article,
    "admin:archive_article_change": article,
    "admin:archive_person_add": person,
    "admin:archive_person_change": person,
    "admin:archive_topic_add": lambda _topic, _role: {"name": "Sujet neuf", "slug": "neuf"},
    "admin:archive_topic_change": lambda _topic, _role: {"name": "Sujet neuf", "slug": "neuf"},
    "admin:archive_outlet_add": lambda _outlet, _role: {"name": "Le Neuf", "kind": "newspaper"},
    "admin:archive_outlet_change": lambda _outlet, _role: {"name": "Le Neuf", "kind": "newspaper"},
    "admin:archive_statement_add": new_statement,
    "admin:archive_statement_change": edited_statement,
    "admin:archive_statement_move": move,
    "admin:archive_statement_allow": lambda statement, _role: {
        "version": statement.version,
        "reason": "Un discours.",
    },
    "admin:archive_statement_note": lambda _statement, _role: {
        "kind": "context",
        "body": "Une note.",
        "form_key": uuid.uuid4(),
    },
    "admin:archive_statement_known_note": lambda _statement, _role: {
        "read": "À vérifier.",
        "body": "Vérifié.",
    },
    "admin:archive_statement_meter": lambda _article, _role: {"words": "La réunion"},
    "admin:archive_person_merge": merged_into,
    "admin:archive_person_unmerge": lambda _person, _role: {"reason": "Une erreur."},
    "admin:archive_person_told_apart": lambda _person, _role: {"reason": "Une erreur."},
    "admin:archive_person_tell_apart": lambda _person, _role: {
        "other": "Philibert Canari",
        "reason": "Né ailleurs.",
    },
    "admin:archive_editorprofile_mine": lambda _record, role: {"credited_as": role},
    "admin:review-approve": chosen,
    "admin:workbench-keys": lambda _record, _role: json.dumps(
        {"single_keys": False, "bindings": {"accept": "v"}}
    ),
    "admin:review-priority": lambda _statement, _role: {"priority": "2", "due_on": "2030-01-31"},
    "admin:review-comment": lambda _statement, _role: {
        "body": "Qu’en dis-tu, @contributor ?",
        "client_key": uuid.uuid4(),
    },
    "admin:suggestion-correct": lambda suggestion, _role: form_of(
        words=suggestion.exact, speaker=suggestion.speaker_words
    ),
    "admin:auth_user_add": new_password,
    "admin:auth_user_change": account,
    "admin:auth_user_password_change": new_password,
}
