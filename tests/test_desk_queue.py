"""The queues of the desk, and the pages on which a reviewer decides."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext

from archive.admin_site import QUEUES
from archive.models import Statement
from tests import makers
from tests.desk import logged_in

LIST = "admin:archive_statement_changelist"


def step(statement: Statement, name: str) -> str:
    return reverse("admin:archive_statement_move", args=[statement.pk, name])


def make(desk: Client, statement: Statement, name: str, query: str = "", **given: Any) -> Any:
    version = Statement.objects.get(pk=statement.pk).version
    return desk.post(f"{step(statement, name)}{query}", {"version": version, **given})


def page(desk: Client, address: str) -> str:
    response = desk.get(address)
    assert response.status_code == 200
    return response.content.decode()


def listed(desk: Client, query: str) -> list[int]:
    return [row.pk for row in desk.get(f"{reverse(LIST)}?{query}").context["cl"].result_list]


def waiting(desk: Client) -> dict[str, int]:
    queues = desk.get(reverse("admin:index")).context["queues"]
    return {str(queue["name"]): queue["count"] for queue in queues}


@pytest.fixture
def reviewer(rui) -> Client:
    return logged_in(rui)


class TestQueue:
    def test_the_queue_is_read_in_the_order_it_came_in(self, reviewer):
        first, second = makers.statement(), makers.statement()
        for statement in (second, first):
            makers.move(statement, "submit", makers.ada())
        assert listed(reviewer, "status__exact=in_review") == [second.pk, first.pk]

    def test_one_does_not_count_what_one_submitted_or_edited(self, reviewer, rui):
        makers.in_review()
        makers.in_review(by=rui)
        name = gettext("Waiting for review")
        assert waiting(reviewer)[name] == 1
        assert waiting(logged_in(makers.ada()))[name] == 2

    def test_a_row_leads_to_the_decision_for_those_who_may_take_it(self, reviewer, ada):
        statement = makers.in_review()
        form = reverse("admin:archive_statement_change", args=[statement.pk])
        query = f"{reverse(LIST)}?status__exact=in_review"
        assert f'href="{step(statement, "approve")}?' in page(reviewer, query)
        own = page(logged_in(ada), query)
        assert f'href="{form}?' in own
        assert "approve" not in own

    def test_ones_own_submission_is_marked(self, reviewer, rui):
        makers.in_review(by=rui)
        rows = reviewer.get(f"{reverse(LIST)}?status__exact=in_review").context["cl"].result_list
        assert [row.is_own for row in rows] == [True]
        assert not rows[0].may_be_approved

    @pytest.mark.parametrize(
        ("name", "given"),
        [("approve", {}), ("return", {"reason": "Où ?", "category": "context"}),
         ("reject", {"reason": "Doublon."})],
    )  # fmt: skip
    def test_a_decision_leads_on_to_the_next(self, reviewer, name, given):
        statements = [makers.in_review() for _ in range(3)]
        answer = make(reviewer, statements[1], name, **given)
        assert answer.url == step(statements[2], "approve")
        answer = make(reviewer, statements[2], name, **given)
        assert answer.url == step(statements[0], "approve")

    def test_the_last_decision_leads_back_to_the_list_one_came_from(self, reviewer):
        kept = "?_changelist_filters=status__exact%3Din_review%26kind__exact%3Ddirect"
        answer = make(reviewer, makers.in_review(), "approve", kept)
        assert answer.url == f"{reverse(LIST)}?status__exact=in_review&kind__exact=direct"
        answer = make(reviewer, makers.in_review(), "approve")
        assert answer.url == reverse("admin:review-desk")

    def test_retractions_wait_for_somebody_else(self, reviewer, rui, chloe):
        statement = makers.published()
        makers.move(statement, "retract", rui, reason="Faux.", public_note="Retiré.")
        assert listed(logged_in(chloe), "waits=retraction") == [statement.pk]
        assert listed(reviewer, "waits=retraction") == []

    def test_what_is_read_by_the_public_and_changed_at_the_desk_is_a_queue(self, reviewer):
        makers.in_review()
        statement = makers.published()
        makers.move(statement, "revise", makers.ada())
        assert listed(reviewer, "waits=revision") == [statement.pk]
        assert waiting(reviewer)[str(QUEUES["revision"].label)] == 1

    def test_nothing_is_added_but_from_an_article(self, reviewer):
        add = reverse("admin:archive_statement_add")
        assert add not in page(reviewer, reverse(LIST))
        assert add not in page(reviewer, reverse("admin:index"))


class TestDecisions:
    def test_the_reviewer_sees_all_that_will_be_frozen(self, reviewer):
        article = makers.article(
            title="Une halle", title_is_derived=True, byline="Jeanne Prud", agency="AFP",
            url="https://gazette.example/halle", place="Lille", language="fr",
            archived_url="https://archive.example/halle",
        )  # fmt: skip
        read = page(reviewer, step(makers.in_review(in_article=article), "approve"))
        for shown in ("Une halle", "titre donné par", "La Gazette du Beffroi", "Jeanne Prud",
                      "mars 2019", "https://gazette.example/halle", "Lille", "AFP",
                      "https://archive.example/halle", "<dd>fr</dd>"):  # fmt: skip
            assert shown in read

    def test_the_reviewer_sees_the_short_context_as_readers_will(self, reviewer):
        read = page(reviewer, step(makers.in_review(), "approve"))
        public = read.split('class="desk-public"')[1].split("</blockquote>")[0]
        assert "[…] s’est tenue à la mairie." in public
        assert "a promis Ysoline" in public

    def test_without_the_right_to_full_texts_only_the_words_are_shown(self, db):
        user = makers.user("rosa")
        user.user_permissions.set(
            Permission.objects.filter(
                codename__in=["view_statement", "change_statement", "review_statement"]
            )
        )
        read = page(logged_in(user), step(makers.in_review(), "approve"))
        assert makers.WORDS in read
        assert "le public a applaudi" not in read.lower()
        assert "viendrait" not in read

    def test_the_second_person_reads_who_asked_and_why(self, rui, chloe):
        statement = makers.published()
        assert gettext("Ask for the retraction") in page(logged_in(rui), step(statement, "retract"))
        makers.move(statement, "retract", rui, reason="Mal attribué.", public_note="Erreur de nom.")
        read = page(logged_in(chloe), step(statement, "retract"))
        for shown in ("rui", "Mal attribué.", "Erreur de nom.", gettext("Confirm the retraction")):
            assert shown in read

    def test_every_move_has_its_own_heading(self, chloe):
        desk = logged_in(chloe)
        statement = makers.in_review()
        headings = [
            page(desk, step(statement, name)).split('id="facts-heading">')[1].split("<")[0]
            for name in ("approve", "return", "reject")
        ]
        assert len(set(headings)) == 3

    def test_every_possible_move_is_offered_beside_the_decision(self, reviewer):
        statement = makers.in_review()
        read = page(reviewer, step(statement, "approve"))
        assert step(statement, "return") in read
        assert step(statement, "reject") in read
