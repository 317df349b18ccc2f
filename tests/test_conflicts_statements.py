"""Two editors at one statement, its targets, notes and topics included."""

import pytest
from django.urls import reverse

from archive.models import Event, Statement, StatementTarget, Topic
from tests import makers
from tests.desk import BODY
from tests.two_editors import Editor, told_in

WORDS = "Nous verrons bien au printemps"


@pytest.fixture
def mine(ada) -> Editor:
    return Editor(ada)


@pytest.fixture
def theirs(rui) -> Editor:
    return Editor(rui)


@pytest.fixture
def draft(db) -> Statement:
    makers.person("Théodule Marquenterre")
    return makers.statement(WORDS, in_article=makers.article(BODY), place="Lens")


class TestFields:
    def test_what_changed_is_told_field_by_field(self, mine, theirs, draft):
        form = mine.open(draft)
        assert theirs.open(draft).send(place="Lille").status_code == 302
        told = told_in(form.send(via="selon l’agence"))
        assert "rui" in told
        assert "Place: “Lens” has become “Lille”" in told
        assert "keeps what both of you did" in told

    def test_the_second_save_goes_through_in_knowledge_of_it(self, mine, theirs, draft):
        form = mine.open(draft)
        theirs.open(draft).send(place="Lille")
        form.send(via="selon l’agence")
        assert form.send().status_code == 302
        draft.refresh_from_db()
        assert (draft.place, draft.via, draft.version) == ("Lille", "selon l’agence", 3)

    def test_what_both_changed_keeps_what_was_typed(self, mine, theirs, draft):
        form = mine.open(draft)
        theirs.open(draft).send(place="Lille")
        assert "You have “Roubaix”" in told_in(form.send(place="Roubaix"))
        draft.refresh_from_db()
        assert (draft.place, draft.version) == ("Lille", 2)
        form.send()
        draft.refresh_from_db()
        assert draft.place == "Roubaix"

    def test_other_words_are_told_in_words_not_in_numbers(self, mine, theirs, draft):
        form = mine.open(draft)
        theirs.open(draft).send(words="sans donner de date")
        told = told_in(form.send(place="Lille"))
        assert f"Words: “{WORDS}” has become “sans donner de date”" in told
        assert "Which one" not in told
        assert form.send().status_code == 302
        draft.refresh_from_db()
        assert (draft.exact, draft.place) == ("sans donner de date", "Lille")

    def test_a_speaker_is_told_by_name(self, mine, theirs, draft):
        form = mine.open(draft)
        theirs.open(draft).send(speaker="Théodule Marquenterre")
        told = told_in(form.send(place="Lille"))
        assert "“Ysoline Quévrain” has become “Théodule Marquenterre”" in told

    def test_topics_are_told(self, mine, theirs, draft):
        topic = Topic.objects.create(name="Halle")
        form = mine.open(draft)
        theirs.open(draft).send(topics=[str(topic.pk)])
        assert "has become “Halle”" in told_in(form.send(place="Lille"))
        form.send()
        assert draft.topics.get() == topic

    def test_a_move_alone_is_told_too(self, mine, draft, rui):
        form = mine.open(draft)
        made = makers.move(draft, "submit", makers.ada())
        makers.move(made, "return", rui, reason="À revoir.", category="words")
        told = told_in(form.send(place="Lille"))
        assert "Returned (rui" in told
        assert form.send().status_code == 302
        draft.refresh_from_db()
        assert (draft.place, draft.status) == ("Lille", "returned")

    def test_a_version_with_nothing_but_its_number_is_still_refused(self, mine, theirs, draft):
        """A form that carries no state: a script, or a page from before."""
        form = mine.open(draft)
        theirs.open(draft).send(place="Lille")
        assert "rui" in told_in(form.send(opened_on="", place="Roubaix"))
        draft.refresh_from_db()
        assert draft.place == "Lille"


def test_words_typed_over_others_are_looked_for_anew(mine, draft):
    """The hidden place of the former words comes back with the form, and means nothing now."""
    assert mine.open(draft).send(words="sans donner de date").status_code == 302
    draft.refresh_from_db()
    assert draft.exact == "sans donner de date"


class TestRows:
    def target(self, form, **says: str) -> None:
        row = form.row("targets", person="")
        form.fields |= {f"targets-{row}-{name}": value for name, value in says.items()}

    def names(self) -> list[str]:
        rows = StatementTarget.objects.order_by("pk")
        return [f"{row.relation} {row.person}" for row in rows]

    def test_a_target_added_by_somebody_else_stays(self, mine, theirs, draft):
        form, other = mine.open(draft), theirs.open(draft)
        self.target(other, person="Théodule Marquenterre")
        assert other.send().status_code == 302
        told = told_in(form.send(place="Lille"))
        assert "Théodule Marquenterre" in told
        assert "has been added" in told
        assert form.send().status_code == 302
        assert self.names() == ["about Théodule Marquenterre"]

    def test_rows_written_anew_are_recognised(self, mine, theirs, draft):
        """Adding a target rewrites all rows: the others have not been removed for that."""
        first = mine.open(draft)
        self.target(first, person="Théodule Marquenterre", role="adjoint")
        first.send()
        form, other = mine.open(draft), theirs.open(draft)
        self.target(other, person="Ysoline Quévrain")
        other.send()
        told = told_in(form.send(targets__0__role="premier adjoint"))
        assert "has been added" in told
        assert "removed" not in told
        assert form.send().status_code == 302
        assert [row.role for row in StatementTarget.objects.order_by("pk")] == [
            "premier adjoint",
            "",
        ]

    def test_targets_typed_by_both_are_both_kept(self, mine, theirs, draft):
        form, other = mine.open(draft), theirs.open(draft)
        self.target(other, person="Théodule Marquenterre")
        other.send()
        self.target(form, person="Ysoline Quévrain", relation="to")
        told_in(form.send())
        assert form.row("targets", person="Ysoline Quévrain", relation="to") >= 0
        assert form.send().status_code == 302
        assert self.names() == ["about Théodule Marquenterre", "to Ysoline Quévrain"]

    def test_a_note_changed_by_somebody_else_is_told(self, mine, theirs, draft):
        row = "annotations__0__body"
        assert mine.open(draft).send(**{row: "Avant."}).status_code == 302
        form = mine.open(draft)
        theirs.open(draft).send(**{row: "Après."})
        assert "“Avant.” has become “Après.”" in told_in(form.send(place="Lille"))
        form.send()
        assert draft.annotations.get().body == "Après."


class TestTooLate:
    def test_what_was_typed_is_shown_when_the_statement_has_left_the_desk(self, mine, draft, rui):
        form = mine.open(draft)
        makers.move(makers.move(draft, "submit", makers.ada()), "approve", rui)
        answer = form.client.post(
            form.address, {**form.fields, "place": "Une longue place", "_continue": "1"}
        )
        page = answer.content.decode()
        assert answer.status_code == 403
        assert "Nothing was saved" in page
        assert "Une longue place" in page
        draft.refresh_from_db()
        assert (draft.place, draft.status) == ("Lens", "published")

    def test_typed_markup_is_shown_as_text(self, mine, draft, rui):
        form = mine.open(draft)
        makers.move(draft, "submit", makers.ada())
        fields = {**form.fields, "place": "<script>alert(1)</script>"}
        page = form.client.post(form.address, fields).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page

    def test_who_may_not_edit_statements_at_all_is_refused(self, draft):
        stranger = Editor(makers.user("sam"))
        answer = stranger.client.post(reverse("admin:archive_statement_change", args=[draft.pk]))
        assert answer.status_code == 403
        assert WORDS not in answer.content.decode()


def test_history_tells_internal_notes_from_what_to_what(mine, draft):
    form = mine.open(draft)
    form.send(annotations__0__body="À vérifier.", annotations__0__visibility="internal")
    changes = Event.objects.of(draft).first().changes
    assert changes["internal_notes"] == [[], [{"kind": "context", "body": "À vérifier."}]]
