"""Internal notes of a statement that is not at the desk: nothing of it reopens."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from archive import notes
from archive.models import Annotation, Edition, Event, Statement
from tests import makers
from tests.two_editors import Editor


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def published(db) -> Statement:
    return makers.published(notes=[makers.note("Vu de tous.")])


def add(user, statement: Statement, **given):
    sent = {"kind": "context", "body": "À relire.", "form_key": str(uuid4()), **given}
    address = reverse("admin:archive_statement_note", args=[statement.pk])
    return Editor(user).client.post(address, sent)


def send(user, note: Annotation, **given):
    address = reverse("admin:archive_statement_known_note", args=[note.statement_id, note.pk])
    return Editor(user).client.post(address, {"read": note.body, "body": note.body, **given})


@pytest.fixture
def note(published, ada) -> Annotation:
    add(ada, published)
    return Annotation.objects.get(visibility="internal")


def as_it_stands() -> tuple:
    return Statement.objects.values().get(), list(Edition.objects.values())


class TestNothingReopens:
    def test_a_note_is_added_without_a_version(self, published, ada):
        before = as_it_stands()
        assert add(ada, published).status_code == 302
        assert Annotation.objects.get(visibility="internal").author == ada
        assert as_it_stands() == before

    def test_a_note_is_changed_without_a_version(self, note, rui):
        before = as_it_stands()
        send(rui, note, body="Relu.")
        note.refresh_from_db()
        assert note.body == "Relu."
        assert as_it_stands() == before

    def test_a_note_is_removed_without_a_version(self, note, rui):
        before = as_it_stands()
        send(rui, note, remove="1")
        assert not Annotation.objects.filter(visibility="internal").exists()
        assert as_it_stands() == before

    def test_priority_reopens_nothing(self, published, rui):
        version = published.version
        address = reverse("admin:review-priority", args=[published.pk])
        Editor(rui).client.post(address, {"priority": "2", "due_on": "2030-01-31"})
        published.refresh_from_db()
        assert (published.priority, published.status) == (2, "published")
        assert published.version == version


class TestHistory:
    def test_each_act_is_told_from_what_to_what(self, note, rui):
        send(rui, note, body="Relu.")
        note.refresh_from_db()
        send(rui, note, remove="1")
        told = [
            event.changes["internal_notes"]
            for event in Event.objects.filter(verb="noted").order_by("pk")
        ]
        first, then = ({"kind": "context", "body": body} for body in ("À relire.", "Relu."))
        assert told == [[None, first], [first, then], [then, None]]

    def test_sent_twice_a_note_is_there_once(self, published, ada):
        key = str(uuid4())
        add(ada, published, form_key=key)
        assert add(ada, published, form_key=key).status_code == 302
        assert Annotation.objects.filter(visibility="internal").count() == 1
        assert Event.objects.filter(verb="noted").count() == 1

    def test_the_same_words_again_are_no_act(self, note, ada):
        send(ada, note)
        assert Event.objects.filter(verb="noted").count() == 1

    def test_removed_twice_it_is_one_act(self, note, ada):
        send(ada, note, remove="1")
        assert send(ada, note, remove="1").status_code == 302
        assert Event.objects.filter(verb="noted").count() == 2


class TestTwoEditors:
    def test_a_note_changed_meanwhile_is_not_overwritten(self, note, ada, rui):
        send(rui, note, body="Relu.")
        answer = send(ada, note, body="Autre chose.")
        told = " ".join(str(message) for message in answer.wsgi_request._messages)
        note.refresh_from_db()
        assert note.body == "Relu."
        assert "Relu." in told
        assert "Autre chose." in told

    def test_a_note_changed_meanwhile_is_not_removed(self, note, ada, rui):
        send(rui, note, body="Relu.")
        send(ada, note, remove="1")
        assert Annotation.objects.filter(pk=note.pk).exists()


class TestWhoMay:
    def test_a_public_note_is_out_of_reach(self, published, chloe):
        public = published.annotations.get()
        for act in ({"body": "Autre."}, {"remove": "1"}):
            assert send(chloe, public, **act).status_code == 302
        public.refresh_from_db()
        assert public.body == "Vu de tous."

    def test_a_note_of_another_statement_is_out_of_reach(self, note, ada):
        other = makers.published("Elle n’a rien ouvert du tout")
        with pytest.raises(notes.NoteRefused):
            notes.change(other, note.pk, by=ada, body="Autre.", read=note.body)

    def test_who_is_no_editor_is_refused(self, note):
        stranger = makers.user("sam")
        assert add(stranger, note.statement).status_code == 403
        assert send(stranger, note, body="Autre.").status_code == 403
        assert send(stranger, note, remove="1").status_code == 403

    def test_looking_changes_nothing(self, note, chloe):
        client = Editor(chloe).client
        for name, args in (("note", [note.statement_id]),
                           ("known_note", [note.statement_id, note.pk])):  # fmt: skip
            address = reverse(f"admin:archive_statement_{name}", args=args)
            assert client.get(address).status_code == 405

    @pytest.mark.parametrize("body", ["", "   ", "x" * 2001])
    def test_hopeless_notes_are_refused_politely(self, published, ada, body):
        assert add(ada, published, body=body).status_code == 302
        assert not Annotation.objects.filter(visibility="internal").exists()

    @pytest.mark.parametrize("number", ["abc", "0", "999999", "٣"])
    def test_a_statement_that_is_not_there_is_not_found(self, ada, number):
        page = f"/en/admin/archive/statement/{number}/notes/"
        assert Editor(ada).client.post(page, {}).status_code == 404

    def test_the_page_says_that_readers_keep_their_edition(self, published, ada):
        page = (
            Editor(ada)
            .client.get(reverse("admin:archive_statement_change", args=[published.pk]))
            .content.decode()
        )
        assert "they keep that edition until the change is approved" in page
