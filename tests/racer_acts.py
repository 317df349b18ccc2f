"""What a racing process can be told to do (``tests.racer``)."""

import re
import time
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from archive import correcting, discussion, drafting, groups, reservations, workflow
from archive.models import Article, ArticleText, Event, Person, Statement
from archive.models.event import sha256_of_event
from tests import desk, makers, tallying

SENTENCES = 8
SENTENCE = "Phrase numéro {:03} de la séance, que nul ne relit. "
BODY = "".join(SENTENCE.format(number) * 3 for number in range(SENTENCES))
EXCERPT = len("Phrase numéro 000") + 64  # code points of one, with the context readers see

ACTS: dict[str, Callable[..., Any]] = {}
browsers: dict[str, Client] = {}


def act(function: Callable[..., Any]) -> Callable[..., Any]:
    ACTS[function.__name__] = function
    return function


def editor(name: str) -> User:
    return User.objects.get(username=name)


@act
def gather() -> None:
    """The cast, with a second reviewer, and whom the articles speak of."""
    makers.ada(), makers.rui(), makers.chloe()
    makers.user("luc", groups.REVIEWERS)
    makers.person(), makers.outlet()


@act
def rows(query: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [list(row) for row in cursor.fetchall()]


@act
def submitted(number: int, private: bool = False, each: int = 1) -> list[list[int]]:
    """So many rounds; a round's statements are of one article, and Ada's.

    Returns their numbers; each has version 2 and waits for review.
    """
    made = []
    for _ in range(number):
        with transaction.atomic():
            body = f"{BODY}{uuid.uuid4()}"
            article = makers.article(body, licence="private" if private else "open")
            made.append([submit_one(article, sentence) for sentence in range(1, each + 1)])
    return made


def submit_one(article: Article, sentence: int) -> int:
    words = SENTENCE.format(sentence).strip()[:17]
    return makers.in_review(words, in_article=article).pk


@act
def approve(pk: int, by: str, version: int = 2) -> str:
    return workflow.move(Statement(pk=pk), "approve", by=editor(by), version=version).status


@act
def retract(pk: int, by: str, version: int = 3) -> str:
    """What this editor asks for, or confirms."""
    statement = Statement.objects.get(pk=pk)
    return workflow.move(
        statement, "retract", by=editor(by), version=version, reason="Non.", public_note="Retiré.",
        ask=makers.ask_read(statement, "retract"),
    ).status  # fmt: skip


@act
def assert_tallies() -> None:
    tallying.assert_true()


@act
def send_back(pk: int, by: str, version: int = 2) -> str:
    return workflow.move(
        Statement(pk=pk), "return", by=editor(by), version=version, reason="Non.", category="words"
    ).status


@act
def edit(pk: int, by: str, place: str, version: int = 2) -> int:
    with transaction.atomic():
        made = Statement.objects.get(pk=pk)
        before = drafting.fresh_content(made)
        made.place = place
        drafting.write_edit(made, by=editor(by), version=version)
        drafting.record_edit(made, before, by=editor(by))
    return made.version


@act
def text_of(pk: int) -> int:
    return Statement.objects.get(pk=pk).article.current_text.pk


@act
def correct(pk: int, by: str, text: int, was: str, now: str) -> int:
    """Corrects the first such words of the article of a statement."""
    read = ArticleText.objects.get(pk=text)
    body = read.body.replace(was, now, 1)
    return correcting.correct(
        read.article, body, by=editor(by), reason="Coquille.", text_read=text
    ).number


@act
def rename_speaker(pk: int, times: int) -> None:
    speaker = Statement.objects.get(pk=pk).speaker
    for number in range(times):
        Person.objects.filter(pk=speaker.pk).update(name=f"Nom {number}")
    Person.objects.filter(pk=speaker.pk).update(name=speaker.name)


@act
def take(pk: int, by: str) -> str:
    return str(reservations.take(Statement(pk=pk), by=editor(by)).user)


@act
def comment(pk: int, by: str, key: str = "") -> int:
    said = discussion.comment(
        Statement(pk=pk), by=editor(by), body="À voir, @rui.", key=uuid.UUID(key) if key else None
    )
    return said.pk


@act
def work(by: str, times: int) -> list[int]:
    """Writes, comments on and submits so many statements."""
    made = []
    for _ in range(times):
        article = makers.article(f"{BODY}{uuid.uuid4()}")
        statement = makers.statement("Phrase numéro 001", in_article=article, by=editor(by))
        discussion.comment(statement, by=editor(by), body="Prêt.")
        made.append(makers.move(statement, "submit", editor(by)).pk)
    return made


@act
def chain_is_whole() -> int:
    """How many rows history has; fails where one does not hold the digest of the one before."""
    previous = ""
    for event in Event.objects.order_by("pk").iterator():
        assert event.previous_sha256 == previous, f"row {event.pk} follows another row"
        assert event.sha256 == sha256_of_event(event), f"row {event.pk} is not what it was"
        previous = event.sha256
    return Event.objects.count()


# --- Through the pages ----------------------------------------------------------------------


def told(answer: HttpResponse) -> list[Any]:
    """The status, where it leads, and the words of the page and of its messages."""
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))
    return [answer.status_code, answer.headers.get("Location", ""), page]


@act
def log_in(by: str) -> None:
    browser = desk.logged_in(editor(by))
    browser.raise_request_exception = False  # a failure is an answer 500, as for a browser
    browsers[by] = browser


@act
def an_article() -> int:
    return desk.an_article().pk


@act
def post_statement(by: str, article: int, key: str) -> list[Any]:
    """The form of a new statement, as a double click sends it twice."""
    answer = desk.add(browsers[by], Article(pk=article), form_key=key)
    return told(answer)


@act
def post_move(by: str, pk: int, name: str, version: int = 2) -> list[Any]:
    answer = browsers[by].post(
        reverse("admin:archive_statement_move", args=[pk, name]), {"version": version}
    )
    return told(answer)


@act
def post_comment(by: str, pk: int, key: str) -> list[Any]:
    answer = browsers[by].post(
        reverse("admin:review-comment", args=[pk]), {"body": "À voir.", "client_key": key}
    )
    return told(answer)


@act
def read_page(pk: int) -> int:
    return Client().get(reverse("archive:statement-detail", args=[pk])).status_code


@act
def hold(pk: int, seconds: float) -> None:
    """Keeps others from writing: all of them on SQLite, those of this statement on PostgreSQL."""
    with transaction.atomic():
        Statement.objects.select_for_update().get(pk=pk)
        time.sleep(seconds)
