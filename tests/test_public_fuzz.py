"""Whatever is asked of a public page, it answers: with a page or a refusal, never an error, never
late. ``PROPOS_FUZZ=20000`` before the test command asks more than 2,000 times."""

import os
import random
import time

import pytest
from django.conf import settings
from django.test import Client

from archive import urls
from archive.models import Topic
from tests import makers, public_fuzz

pytestmark = pytest.mark.django_db

QUESTIONS = int(os.environ.get("PROPOS_FUZZ", "2000"))
ANSWERS = {200, 301, 302, 400, 404, 410}
SLOW = 2.0  # seconds of processor time


def small_archive() -> None:
    halle = Topic.objects.get_or_create(name="Halle")[0]
    makers.edition(
        targets=[makers.target()], notes=[makers.note()], topics=[halle], said_on="2019-03-12",
        speaker_role="maire", place="Lille",
    )  # fmt: skip
    makers.edition("Elle n’a rien ouvert du tout", said_on="2017/2019", kind="mixed",
                   speaker=makers.person("Théodule Marquenterre"))  # fmt: skip
    makers.edition("Un vice-président ment", said_on="../2016", targets=[makers.target()])
    makers.retracted(makers.published("Nous avons perdu"))


def asked(path: str, query: str, client: Client) -> tuple[int, float]:
    begun = time.process_time()
    answer = client.get(path, QUERY_STRING=query)
    return answer.status_code, time.process_time() - begun


def test_no_question_is_answered_by_an_error_or_late():
    small_archive()
    client, chance = Client(raise_request_exception=False), random.Random(2019)
    paths = public_fuzz.addresses()
    known = public_fuzz.existing()
    wrong, statuses = [], set()
    for number, query in enumerate(public_fuzz.query_strings(1789, QUESTIONS, known)):
        # A third of them of the list of statements, which takes the most.
        path = chance.choice(paths) if number % 3 else "/statements/"
        status, seconds = asked(path, query, client)
        if seconds >= SLOW:
            seconds = min(seconds, asked(path, query, client)[1])
        statuses.add(status)
        if status not in ANSWERS or seconds >= SLOW:
            wrong.append((status, round(seconds, 1), f"{path}?{query}"[:300]))
    assert not wrong
    assert {200, 400, 404} <= statuses


def test_every_public_address_is_asked():
    small_archive()
    known = {pattern.name for pattern in urls.urlpatterns}
    assert {name for name, _given in public_fuzz.named()} == known


@pytest.mark.parametrize(("length", "status"), [(400, 200), (4_000, 200), (1_000_000, 400)])
def test_a_query_of_a_million_characters_is_refused_and_a_long_one_read(length, status):
    makers.edition()
    for path in ("/statements/", "/people/", "/people/names.json", "/"):
        assert Client().get(path, QUERY_STRING="q=" + "a" * length).status_code == status


def test_the_questions_are_the_same_every_time():
    known = {"q": ["halle"]}
    one, other = (list(public_fuzz.query_strings(7, 50, known)) for _ in range(2))
    assert one == other
    assert len(set(one)) > 30


@pytest.mark.parametrize("path", ["/statements/", "/people/", "/people/names.json", "/articles/"])
def test_more_parameters_than_any_page_takes_are_refused_or_left_aside(path):
    makers.edition()
    many = "&".join(f"a{n}=1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    assert Client().get(path, QUERY_STRING=many).status_code in (200, 400)
