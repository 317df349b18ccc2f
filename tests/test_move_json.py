"""The moves of the workflow as JSON: the same door and rules, never an error of the server."""

import json
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive import drafting, workflow
from archive.models import Edition, Event, Statement
from tests import makers
from tests.desk import logged_in
from tests.reviewing import acts, fresh, returned, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(rui):
    return logged_in(rui)


def address(statement: Any) -> str:
    return reverse("admin:review-moves", args=[getattr(statement, "pk", statement)])


def post(client: Client, statement: Any, body: Any, content_type: str = "application/json") -> Any:
    sent = body if isinstance(body, bytes) else json.dumps(body)
    return client.generic("POST", address(statement), sent, CONTENT_TYPE=content_type)


def approval(statement: Statement) -> dict[str, Any]:
    return {"move": "approve", "version": fresh(statement).version}


def edited(statement: Statement, user: Any, **fields: Any) -> Statement:
    made = fresh(statement)
    before = drafting.fresh_content(made)
    for name, value in fields.items():
        setattr(made, name, value)
    drafting.write_edit(made, by=user, version=made.version)
    drafting.record_edit(made, before, by=user)
    return fresh(made)


class TestMoves:
    def test_an_approval_answers_with_the_new_state(self, reviewer):
        made = makers.in_review()
        version = made.version
        answer = post(reviewer, made, approval(made))
        assert answer.status_code == 200
        assert answer.json() == {
            "statement": made.pk,
            "status": "published",
            "version": version + 1,
            "edition": 1,
            "already_done": False,
        }
        assert answer["Cache-Control"].startswith("max-age=0")

    def test_a_return_takes_its_category_and_reason(self, reviewer):
        made = makers.in_review()
        body = {**approval(made), "move": "return", "category": "context", "reason": " Où ? "}
        assert post(reviewer, made, body).json()["status"] == "returned"
        event = Event.objects.of(made).first()
        assert (event.category, event.reason) == ("context", "Où ?")

    def test_a_retraction_takes_two_people(self, reviewer, chloe):
        made = makers.published()
        body = {"move": "retract", "version": made.version, "reason": "Faux.",
                "public_note": "Retiré."}  # fmt: skip
        assert post(reviewer, made, body).json()["status"] == "published"
        unread = post(logged_in(chloe), made, {**body, "public_note": ""})
        assert (unread.status_code, unread.json()["public_note"]) == (409, "Retiré.")
        second = {**body, "public_note": "", "ask": unread.json()["ask"]}
        assert post(logged_in(chloe), made, second).json()["status"] == "retracted"

    @pytest.mark.parametrize(
        ("name", "given"),
        [("approve", {}), ("return", {"reason": "Où ?", "category": "context"}),
         ("reject", {"reason": "Doublon."})],
    )  # fmt: skip
    def test_sent_again_it_is_already_done_and_changes_nothing(self, reviewer, name, given):
        made = makers.in_review()
        body = {**approval(made), "move": name, **given}
        first, again = (post(reviewer, made, body) for _ in range(2))
        assert again.status_code == 200
        assert again.json() == {**first.json(), "already_done": True}
        assert acts(made, workflow.MOVES[name].verb) == 1

    def test_a_retraction_asked_for_twice_is_asked_for_once(self, reviewer):
        made = makers.published()
        body = {"move": "retract", "version": made.version, "reason": "Faux.",
                "public_note": "Retiré."}  # fmt: skip
        answers = [post(reviewer, made, body) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert acts(made, Event.Verb.RETRACTION_ASKED) == 1

    def test_a_retraction_refused_twice_is_refused_once(self, reviewer, chloe):
        made = makers.published()
        makers.move(made, "retract", chloe, reason="Faux.", public_note="Retiré.")
        body = {"move": "keep", "version": fresh(made).version, "reason": "C’est juste.",
                "ask": makers.ask_read(made, "keep")}  # fmt: skip
        answers = [post(reviewer, made, body) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [200, 200]
        assert acts(made, Event.Verb.RETRACTION_REFUSED) == 1

    def test_another_reason_is_another_decision(self, reviewer):
        made = makers.in_review()
        body = {**approval(made), "move": "return", "category": "context", "reason": "Où ?"}
        assert post(reviewer, made, body).status_code == 200
        assert post(reviewer, made, {**body, "reason": "Quand ?"}).status_code == 409

    def test_the_same_move_by_somebody_else_is_stale_and_names_who_was_first(self, reviewer, chloe):
        made = makers.in_review()
        body = approval(made)
        assert post(logged_in(chloe), made, body).status_code == 200
        answer = post(reviewer, made, body)
        assert answer.status_code == 409
        assert answer.json()["changed_by"] == "chloe"
        assert answer.json()["changes"][-1]["verb"] == "approved"
        assert Edition.objects.count() == 1


class TestRefusals:
    def test_a_stale_version_is_told_with_who_when_and_what(self, reviewer, chloe):
        made = makers.in_review()
        body = approval(made)
        now = edited(made, chloe, place="Lille")
        answer = post(reviewer, made, body)
        assert answer.status_code == 409
        assert answer["Content-Type"] == "application/problem+json"
        told = answer.json()
        assert told["title"] == "stale"
        assert told["current"]["version"] == now.version
        assert told["changed_by"] == "chloe"
        assert told["changed_at"] == now.modified_at.isoformat()
        assert told["changes"][0]["changes"]["place"] == ["", "Lille"]
        assert fresh(made).status == "in_review"

    def test_nobody_approves_their_own(self, rui, root):
        for user in (rui, root):
            made = makers.in_review(by=user)
            answer = post(logged_in(user), made, approval(made))
            assert (answer.status_code, answer.json()["title"]) == (403, "not-allowed")
        assert not Edition.objects.exists()

    def test_a_contributor_approves_nothing(self, ada, chloe):
        made = makers.in_review(by=chloe)
        assert post(logged_in(ada), made, approval(made)).status_code == 403

    def test_what_somebody_else_holds_is_not_decided(self, reviewer, chloe):
        made = makers.in_review()
        taken(made, chloe)
        answer = post(reviewer, made, approval(made))
        assert answer.status_code == 403
        assert "chloe" in answer.json()["detail"].lower()

    @pytest.mark.parametrize(
        "given", [{}, {"reason": "Où ?"}, {"category": "context"}, {"reason": "  "}]
    )
    def test_what_is_missing_is_not_ready(self, reviewer, given):
        made = makers.in_review()
        answer = post(reviewer, made, {**approval(made), "move": "return", **given})
        assert (answer.status_code, answer.json()["title"]) == (422, "not-ready")
        assert fresh(made).status == "in_review"

    def test_a_statement_that_is_not_there_is_not_found(self, reviewer):
        for number in (999_999, 10**18, 10**40):
            assert post(reviewer, number, {"move": "approve", "version": 1}).status_code == 404

    def test_a_program_is_told_that_it_is_logged_out(self, db):
        made = makers.in_review()
        answer = post(Client(), made, approval(made))
        assert (answer.status_code, answer.json()["title"]) == (401, "logged-out")

    def test_who_has_no_desk_is_not_allowed(self, db):
        made = makers.in_review()
        for user in (makers.user("lectrice", is_staff=False), makers.user("nouvelle")):
            assert post(logged_in(user), made, approval(made)).status_code == 403

    def test_without_the_token_nothing_is_done(self, rui):
        made = makers.in_review()
        client = Client(enforce_csrf_checks=True)
        client.force_login(rui)
        assert post(client, made, approval(made)).status_code == 403
        assert fresh(made).status == "in_review"

    @pytest.mark.parametrize("method", ["get", "put", "patch", "delete"])
    def test_moves_are_made_by_post(self, reviewer, method):
        made = makers.in_review()
        answer = getattr(reviewer, method)(address(made))
        assert (answer.status_code, answer["Allow"]) == (405, "POST")

    @pytest.mark.parametrize(
        "content_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml",
                         "application/json-patch+json", ""],
    )  # fmt: skip
    def test_only_json_is_taken(self, reviewer, content_type):
        made = makers.in_review()
        body = json.dumps(approval(made)).encode()
        assert post(reviewer, made, body, content_type).status_code == 415
        assert fresh(made).status == "in_review"

    def test_a_body_larger_than_a_move_is_refused(self, reviewer):
        made = makers.in_review()
        for size in (70_000, 3_000_000):
            body = json.dumps({**approval(made), "reason": "a" * size}).encode()
            assert post(reviewer, made, body).status_code == 413


BAD_BODIES = [
    b"", b"null", b"[]", b"3", b'"approve"', b"{", b"\xff\xfe{}", b"{}", b'{"move": "approve"}',
    b'{"move": "approve", "version": true}', b'{"move": "approve", "version": "1"}',
    b'{"move": "approve", "version": 1.0}', b'{"move": "approve", "version": -1}',
    b'{"move": "approve", "version": 0}', b'{"move": "approve", "version": 1e999}',
    b'{"move": "approve", "version": NaN}', b'{"move": "approve", "version": 99999999999999}',
    b'{"move": "approve", "version": ' + b"9" * 5000 + b"}",
    b'{"move": "publish", "version": 1}', b'{"move": ["approve"], "version": 1}',
    b'{"move": "approve", "version": 1, "status": "published"}',
    b'{"move": "approve", "version": 1, "by": 1}',
    b'{"move": "approve", "version": 1, "reason": "x"}',
    b'{"move": "approve", "version": 1, "version": 2}',
    b'{"move": "return", "version": 1, "category": "rudeness", "reason": "x"}',
    b'{"move": "return", "version": 1, "reason": {"a": 1}}',
    b'{"move": "return", "version": 1, "reason": "\\u0000"}',
    b'{"move": "return", "version": 1, "reason": "\\ud800"}',
    b'{"move": "return", "version": 1, "reason": "' + b"a" * 2001 + b'"}',
    b"[" * 60_000, b'{"a":' * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("body", BAD_BODIES, ids=lambda body: repr(body[:40]))
def test_a_body_that_is_no_move_is_a_bad_request(reviewer, body):
    made = makers.in_review()
    answer = post(reviewer, made, body)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert set(answer.json()) == {"title", "status", "detail"}
    assert fresh(made).status == "in_review"


def any_json() -> st.SearchStrategy:
    words = st.text(max_size=40) | st.sampled_from(["context", "Où ?", "\x00", "\ud800", ""])
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | words
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
        ),
        max_leaves=12,
    )


def likely() -> st.SearchStrategy:
    """Bodies that come near to a move, each key right or anything."""
    return st.fixed_dictionaries(
        {},
        optional={
            "move": st.sampled_from(sorted(workflow.MOVES)) | any_json(),
            "version": st.integers(min_value=-1, max_value=4) | any_json(),
            "reason": st.sampled_from(["Où ?", ""]) | any_json(),
            "category": st.sampled_from(["context", ""]) | any_json(),
            "public_note": st.sampled_from(["Retiré.", ""]) | any_json(),
            "more": any_json(),
        },
    )


ANSWERS = {200, 400, 403, 409, 413, 422}


@pytest.fixture
def one_of_each(ada, rui, chloe) -> list[Statement]:
    asked = makers.published()
    makers.move(asked, "retract", chloe, reason="Faux.", public_note="Retiré.")
    return [
        makers.statement(), makers.in_review(), returned(makers.in_review()), makers.published(),
        asked, makers.in_review(by=rui),
    ]  # fmt: skip


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(which=st.integers(min_value=0, max_value=5), body=likely() | any_json())
def test_no_json_is_an_error_of_the_server(one_of_each, reviewer, which, body):
    with transaction.atomic():
        answer = post(reviewer, one_of_each[which], json.dumps(body).encode())
        assert answer.status_code in ANSWERS
        assert isinstance(answer.json(), dict)
        approvals = Edition.objects.filter(approved_by=one_of_each[5].submitted_by)
        assert not approvals.filter(submitted_by=one_of_each[5].submitted_by).exists()
        transaction.set_rollback(True)


@settings(max_examples=200, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(body=st.binary(max_size=200))
def test_no_bytes_are_an_error_of_the_server(one_of_each, reviewer, body):
    assert post(reviewer, one_of_each[1], body).status_code in ANSWERS - {200}


# --- A busy database ------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["database is locked", "couldn't get a connection after 5 s"])
def test_a_busy_database_is_told_in_json_and_nothing_is_done(reviewer, words):
    made = makers.in_review()

    def busy(execute, sql, *more):
        if sql.startswith(("UPDATE", "INSERT")):
            raise OperationalError(words)
        return execute(sql, *more)

    body = approval(made)
    with connection.execute_wrapper(busy):
        answer = post(reviewer, made, body)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["title"] == "busy"
    assert fresh(made).status == "in_review"


def test_any_other_failure_of_the_database_is_no_busy_one(rui):
    client = Client(raise_request_exception=False)
    client.force_login(rui)
    made = makers.in_review()

    def broken(execute, sql, *more):
        if sql.startswith("UPDATE"):
            raise OperationalError("disk I/O error")
        return execute(sql, *more)

    body = approval(made)
    with connection.execute_wrapper(broken):
        assert post(client, made, body).status_code == 500
