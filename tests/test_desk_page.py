"""The page of a statement: what it says around the form, and what it asks before submitting."""

import pytest
from django.urls import reverse
from django.utils import translation

from archive.models import Statement
from tests import makers
from tests.two_editors import Editor


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def draft(db) -> Statement:
    return makers.statement()


def page_of(user, statement: Statement) -> str:
    address = reverse("admin:archive_statement_change", args=[statement.pk])
    return Editor(user).client.get(address).content.decode()


def told(answer) -> str:
    return " ".join(str(message) for message in answer.wsgi_request._messages)


class TestDates:
    def test_a_date_typed_in_words_is_shown_before_it_is_submitted(self, ada, draft):
        form = Editor(ada).open(draft)
        answer = form.send("_submit", said_on="22/01/2017")
        draft.refresh_from_db()
        assert (draft.status, draft.said_on) == ("draft", "2017-01-22")
        assert "22 January 2017" in told(answer)
        assert Editor(ada).open(draft).send("_submit").status_code == 302
        draft.refresh_from_db()
        assert draft.status == "in_review"

    @pytest.mark.parametrize("typed", ["", "2017-01", "2017"])
    def test_a_date_typed_as_it_is_kept_is_submitted_at_once(self, ada, draft, typed):
        Editor(ada).open(draft).send("_submit", said_on=typed)
        draft.refresh_from_db()
        assert draft.status == "in_review"


class TestRoles:
    @pytest.fixture
    def two_roles(self, draft) -> Statement:
        draft.speaker.roles.create(title="maire", began="2014", ended="2020")
        draft.speaker.roles.create(title="députée", began="2017", ended="2022")
        return draft

    def test_several_roles_of_that_date_are_offered(self, ada, two_roles):
        page = page_of(ada, two_roles)
        assert '<option value="maire">' in page
        assert '<option value="députée">' in page

    def test_several_roles_are_told_when_none_is_written(self, ada, two_roles):
        answer = Editor(ada).open(two_roles).send(place="Lille")
        assert "“maire” · “députée”" in told(answer)

    def test_nothing_is_told_once_one_is_written(self, ada, two_roles):
        answer = Editor(ada).open(two_roles).send(speaker_role="maire")
        assert "several roles" not in told(answer)


class TestWhatIsShown:
    def test_the_thread_of_comments_is_there(self, ada, draft):
        assert 'id="thread"' in page_of(ada, draft)

    def test_the_author_reads_what_the_reviewer_changed(self, ada, rui, draft):
        made = makers.move(draft, "submit", ada)
        Editor(rui).open(made).send(place="Villeneuve-en-Barrois")
        made = makers.move(made, "return", rui, reason="Le lieu.", category="role_or_date")
        page = page_of(ada, made)
        assert "What changed while it was in review" in page
        assert "Barrois" in page.split("reviewed-heading")[2]

    def test_a_revision_says_that_readers_keep_their_edition(self, ada):
        made = makers.move(makers.published(), "revise", ada)
        assert "Readers keep edition 1 until somebody else approves" in page_of(ada, made)

    def test_priority_is_set_by_reviewers_alone(self, ada, rui, draft):
        assert 'name="priority"' not in page_of(ada, draft)
        assert 'name="priority"' in page_of(rui, draft)
