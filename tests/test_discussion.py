"""The thread of a statement: what editors say to each other, and who is called by name."""

import re
import uuid
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from archive import discussion
from archive.models import Comment, Event, Notice
from tests import makers
from tests.desk import logged_in, told
from tests.reviewing import act, acts, fresh, move_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def contributor(ada):
    return logged_in(ada)


@pytest.fixture
def reviewer(rui):
    return logged_in(rui)


def say(client: Client, statement: Any, body: str, key: Any = None, **given: Any) -> Any:
    key = key or uuid.uuid4()
    return act(client, "review-comment", statement, body=body, client_key=key, **given)


def thread(client: Client, statement: Any) -> str:
    page = client.get(move_page(statement)).content.decode()
    return page.split('id="thread"')[1].split("</section>")[0]


class TestCommenting:
    def test_a_comment_stands_in_the_thread_under_its_author(self, contributor, reviewer, ada):
        made = makers.in_review()
        answer = say(contributor, made, "De quelle halle parle-t-on ?")
        own_page = reverse("admin:archive_statement_change", args=[made.pk])
        assert answer.url == f"{own_page}#thread"
        assert Comment.objects.get().author == ada
        read = thread(reviewer, made)
        assert "De quelle halle parle-t-on ?" in read
        assert "ada" in read

    def test_a_comment_is_no_new_version_and_reopens_nothing(self, contributor):
        made = makers.published()
        say(contributor, made, "À vérifier.")
        now = fresh(made)
        assert (now.version, now.status) == (made.version, "published")

    def test_history_tells_of_it_without_its_words(self, contributor):
        made = makers.in_review()
        say(contributor, made, "Secret de rédaction @rui")
        event = Event.objects.of(made).first()
        assert event.verb == Event.Verb.COMMENTED
        assert "Secret" not in str(event.changes) + event.reason

    def test_sent_twice_it_is_said_once(self, contributor):
        made, key = makers.in_review(), uuid.uuid4()
        for _ in range(2):
            assert say(contributor, made, "Une fois.", key).status_code == 302
        assert Comment.objects.count() == 1
        assert acts(made, Event.Verb.COMMENTED) == 1

    def test_a_key_of_another_form_says_nothing(self, contributor, reviewer):
        made, key = makers.in_review(), uuid.uuid4()
        say(contributor, made, "D’Ada.", key)
        assert say(reviewer, made, "De Rui.", key).status_code == 200
        assert Comment.objects.get().body == "D’Ada."

    @pytest.mark.parametrize("body", ["", "   \r\n ", "a" * 2001])
    def test_what_cannot_be_said_is_kept_in_the_form(self, contributor, body):
        made = makers.in_review()
        answer = say(contributor, made, body)
        assert answer.status_code == 200
        form = answer.context["thread"].form
        assert form.errors["body"]
        assert form["body"].value() == body
        assert not Comment.objects.exists()

    @pytest.mark.parametrize("key", ["x", "", "0" * 33])
    def test_a_form_with_a_bad_key_says_nothing(self, contributor, key):
        made = makers.in_review()
        answer = act(contributor, "review-comment", made, body="Oui.", client_key=key)
        assert answer.status_code == 200
        assert not Comment.objects.exists()

    @pytest.mark.parametrize(
        ("asked", "is_followed"),
        [("/admin/review/?queue=late", True), ("https://elsewhere.example/", False),
         ("//elsewhere.example/", False), ("javascript:alert(1)", False), ("", False)],
    )  # fmt: skip
    def test_it_leads_back_within_the_archive_only(self, contributor, asked, is_followed):
        made = makers.in_review()
        answer = say(contributor, made, "Oui.", next=asked)
        own_page = reverse("admin:archive_statement_change", args=[made.pk])
        assert answer.url == f"{asked if is_followed else own_page}#thread"

    def test_who_may_not_comment_cannot(self, db):
        made = makers.in_review()
        assert say(logged_in(makers.user("nouvelle")), made, "Non.").status_code == 403
        assert not Comment.objects.exists()

    def test_looking_says_nothing(self, contributor):
        address = reverse("admin:review-comment", args=[makers.in_review().pk])
        assert contributor.get(address).status_code == 405

    def test_nothing_of_the_thread_is_public(self, contributor, client):
        made = makers.published()
        say(contributor, made, "Secret de rédaction.")
        page = client.get(reverse("archive:statement-detail", args=[made.pk]))
        assert "Secret de rédaction" not in page.content.decode()


class TestCallingByName:
    def test_who_is_called_finds_it_on_their_desk(self, contributor, reviewer):
        made = makers.in_review()
        say(contributor, made, "@rui est-ce la bonne halle ?")
        notices = reviewer.get(reverse("admin:index")).context["notices"]
        assert [said.comment.body for said in notices] == ["@rui est-ce la bonne halle ?"]
        listed = reviewer.get(reverse("admin:notices")).content.decode()
        assert "est-ce la bonne halle ?" in listed
        assert "@rui</mark>" in listed

    def test_nobody_else_does(self, contributor, chloe):
        makers.rui()
        say(contributor, makers.in_review(), "@rui est-ce la bonne halle ?")
        assert logged_in(chloe).get(reverse("admin:index")).context["notices"] == []

    def test_one_does_not_call_oneself(self, contributor):
        say(contributor, makers.in_review(), "@ada note à moi-même")
        assert not Notice.objects.exists()

    @pytest.mark.parametrize("body", ["rui@exemple.fr", "@ruiz", "@@rui", "@inconnue"])
    def test_only_a_whole_name_calls(self, contributor, rui, body):
        made = makers.in_review()
        say(contributor, made, body)
        assert not Notice.objects.exists()
        assert "<mark" not in thread(logged_in(rui), made)

    @pytest.mark.parametrize(
        ("body", "told_of"),
        [("@inconnu ?", "inconnu"), ("Voyez @inconnu.", "inconnu"), ("@Rui", "Rui"),
         ("@rui @un @deux @un", "un, deux"), ("@rui.", ""), ("rui@exemple.fr", "")],
    )  # fmt: skip
    def test_one_is_told_of_a_name_that_nobody_bears(self, contributor, rui, body, told_of):
        made = makers.in_review()
        key = {"body": body, "client_key": uuid.uuid4()}
        answer = contributor.post(f"/en{reverse('admin:review-comment', args=[made.pk])}", key)
        assert answer.status_code == 302
        [unknown] = re.findall(r"Nobody is called (.*): nobody is told|$", told(answer))[:1]
        assert unknown == told_of

    def test_a_full_stop_after_a_name_is_no_part_of_it(self, contributor, reviewer):
        made = makers.in_review()
        say(contributor, made, "Voyez avec @rui.")
        assert "@rui</mark>." in thread(reviewer, made)

    def test_nobody_is_called_to_a_closed_account(self, contributor):
        makers.user("partie", is_active=False)
        makers.user("lectrice", is_staff=False)
        say(contributor, makers.in_review(), "@partie @lectrice")
        assert not Notice.objects.exists()

    def test_the_names_one_can_call_are_listed(self, contributor, rui):
        makers.user("partie", is_active=False)
        answer = contributor.get(
            reverse("admin:archive_statement_move", args=[makers.statement().pk, "submit"])
        )
        assert answer.context["thread"].names == ["rui"]

    def test_what_is_written_is_shown_as_it_was_written(self, contributor, reviewer):
        made = makers.in_review()
        say(contributor, made, "<b>@rui</b> & <script>alert(1)</script>")
        read = thread(reviewer, made)
        assert '&lt;b&gt;<mark class="desk-mention">@rui</mark>&lt;/b&gt; &amp;' in read
        assert "<script>alert" not in read


class TestSeen:
    def test_opening_the_pages_marks_nothing(self, contributor, reviewer):
        made = makers.in_review()
        say(contributor, made, "@rui ?")
        for address in (reverse("admin:notices"), reverse("admin:index"), move_page(made)):
            reviewer.get(address)
        assert Notice.objects.get().seen_at is None

    def test_marking_it_as_seen_takes_it_off_the_front_page(self, contributor, reviewer):
        made = makers.in_review()
        say(contributor, made, "@rui ?")
        assert act(reviewer, "notices-seen", made).url == reverse("admin:notices")
        assert reviewer.get(reverse("admin:index")).context["notices"] == []
        assert len(reviewer.get(reverse("admin:notices")).context["seen"]) == 1

    def test_one_marks_ones_own_notices_alone(self, contributor, reviewer):
        made = makers.in_review()
        makers.chloe()
        say(contributor, made, "@rui @chloe ?")
        act(reviewer, "notices-seen", made)
        assert {n.user.username: n.seen_at is None for n in Notice.objects.all()} == {
            "rui": False,
            "chloe": True,
        }

    def test_marking_twice_keeps_the_first_time(self, contributor, reviewer):
        made = makers.in_review()
        say(contributor, made, "@rui ?")
        act(reviewer, "notices-seen", made)
        first = Notice.objects.get().seen_at
        act(reviewer, "notices-seen", made)
        assert Notice.objects.get().seen_at == first

    def test_who_answers_has_seen(self, contributor, reviewer):
        made = makers.in_review()
        say(contributor, made, "@rui ?")
        say(reviewer, made, "Oui.")
        assert Notice.objects.get().seen_at is not None

    def test_the_seen_address_is_for_posting(self, reviewer):
        address = reverse("admin:notices-seen", args=[makers.in_review().pk])
        assert reviewer.get(address).status_code == 405


@pytest.mark.parametrize("path", ["foo", "#", "?x", "é", "a b", "//elsewhere.example/"])
def test_a_form_that_asks_to_go_nowhere_goes_to_the_statement(ada, client, path):
    made = makers.statement()
    client.force_login(ada)
    sent = {"body": "Vu.", "client_key": uuid.uuid4(), "next": path}
    answer = client.post(reverse("admin:review-comment", args=[made.pk]), sent)
    own = reverse("admin:archive_statement_change", args=[made.pk])
    assert (answer.status_code, answer["Location"]) == (302, f"{own}#thread")


def test_comments_and_notes_are_for_those_who_may_view_them(client):
    made = makers.statement()
    discussion.comment(made, by=makers.ada(), body="Entre nous")
    reader = makers.user("sol")
    reader.user_permissions.set(Permission.objects.filter(codename="view_statement"))
    client.force_login(User.objects.get(pk=reader.pk))
    page = client.get(reverse("admin:archive_statement_change", args=[made.pk]))
    assert page.status_code == 200
    assert "Entre nous" not in page.content.decode()
