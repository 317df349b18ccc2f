"""Undoing and doing again at the annotation desk: everything, in order, each editor their own."""

import uuid

import pytest

from archive import reservations
from archive.models import Act, Event, Statement
from tests import makers, suggesting
from tests.annotating import Page, now
from tests.auditing import found_in, report
from tests.makers import WORDS

pytestmark = pytest.mark.django_db
OTHER = "Elle n’a rien ouvert du tout"


@pytest.fixture
def article():
    return makers.article()


@pytest.fixture
def page(article):
    return Page(makers.ada(), article)


@pytest.fixture
def ysoline():
    return makers.person()


class TestEachAct:
    def test_a_new_statement(self, page, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk, submit=True)
        told = page.done("undo")
        assert told["gone"] == [f"s{made.pk}"]
        assert now(made).status == "rejected"
        page.done("redo")
        assert (now(made).status, now(made).exact) == ("in_review", WORDS)

    def test_a_change(self, page, ysoline):
        theodule = makers.person("Théodule Marquenterre")
        made = page.create(WORDS, speaker=ysoline.pk, targets=[{"person": theodule.pk}])
        before = now(made).content()
        changes = {"kind": "mixed", "speaker": theodule.pk, "targets": [], "attribution": ""}
        page.done("edit", statement=made.pk, changes=changes)
        page.done("undo")
        assert now(made).content() == before
        page.done("redo")
        assert (now(made).kind, now(made).speaker) == ("mixed", theodule)
        assert not now(made).targets.exists()

    def test_a_change_of_the_words(self, page, article, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk)
        start = made.start + len("Nous ")
        span = {"text": made.text_id, "start": start, "end": made.end, "exact": WORDS[5:]}
        page.done("edit", statement=made.pk, changes={"span": span})
        assert now(made).exact == WORDS[5:]
        page.done("undo")
        assert now(made).exact == WORDS

    def test_a_submission(self, page, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk)
        page.done("move", statement=made.pk, version=1, move="submit")
        page.done("undo")
        assert now(made).status == "draft"
        page.done("redo")
        assert now(made).status == "in_review"

    def test_a_second_submission_goes_back_to_returned(self, page, article, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk, submit=True)
        makers.move(made, "return", makers.rui(), category="words", reason="Trop court.")
        page.done("move", statement=made.pk, version=now(made).version, move="submit")
        page.done("undo")
        assert now(made).status == "returned"

    def test_an_accepted_suggestion_awaits_an_editor_again(self, page, article):
        suggestion = suggesting.suggestion(article)
        made = page.accept(suggestion, submit=True)
        told = page.done("undo")
        assert [one["item"] for one in told["items"]] == [f"g{suggestion.pk}"]
        assert (now(suggestion).state, now(suggestion).statement) == ("pending", None)
        assert now(made).status == "rejected"
        page.done("redo")
        assert (now(suggestion).state, now(suggestion).statement) == ("accepted", made)
        assert now(made).status == "in_review"

    def test_a_corrected_one_keeps_its_corrections_when_done_again(self, page, article):
        suggestion = suggesting.suggestion(article)
        page.accept(suggestion, changes={"kind": "mixed"})
        corrections = now(suggestion).corrections
        page.done("undo")
        page.done("redo")
        assert now(suggestion).corrections == corrections != {}

    def test_a_dismissal(self, page, article):
        suggestion = suggesting.suggestion(article)
        page.done("dismiss", suggestion=suggestion.pk)
        page.done("undo")
        assert now(suggestion).state == "pending"
        page.done("redo")
        assert now(suggestion).state == "dismissed"

    def test_many_at_once_with_one_undo(self, page, article):
        suggesting.suggestion(article)
        suggesting.answered(article)
        numbers = list(article.suggestions.values_list("pk", flat=True))
        page.done("accept_many", suggestions=numbers, submit=True)
        page.done("undo")
        assert set(article.suggestions.values_list("state", flat=True)) == {"pending"}
        assert set(article.statements.values_list("status", flat=True)) == {"rejected"}
        page.done("redo")
        assert set(article.statements.values_list("status", flat=True)) == {"in_review"}

    def test_a_return_and_a_rejection(self, page, article, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk, submit=True)
        rui = Page(makers.rui(), article)
        for move in ("return", "reject"):
            given = {"category": "words"} if move == "return" else {}
            version = now(made).version
            rui.done(
                "move", statement=made.pk, version=version, move=move, reason="À revoir.", **given
            )
            rui.done("undo")
            assert (now(made).status, now(made).submitted_by) == ("in_review", page.user)
        makers.move(now(made), "approve", makers.rui())


class TestInOrder:
    def test_acts_are_undone_from_the_last_and_done_again_from_the_first(self, page, ysoline):
        first = page.create(WORDS, speaker=ysoline.pk)
        second = page.create(OTHER, speaker=ysoline.pk)
        page.done("undo")
        page.done("undo")
        assert {now(first).status, now(second).status} == {"rejected"}
        page.done("redo")
        assert (now(first).status, now(second).status) == ("draft", "rejected")
        page.done("redo")
        assert now(second).status == "draft"
        page.refused("redo", 409, "nothing")

    def test_what_is_done_since_leaves_nothing_to_do_again(self, page, ysoline):
        page.create(WORDS, speaker=ysoline.pk)
        page.done("undo")
        page.create(OTHER, speaker=ysoline.pk)
        page.refused("redo", 409, "nothing")

    def test_undoing_sent_twice_undoes_once(self, page, ysoline):
        for words in (WORDS, OTHER):
            page.create(words, speaker=ysoline.pk)
        key = uuid.uuid4()
        page.done("undo", key=key)
        page.done("undo", key=key)
        assert sorted(Statement.objects.values_list("status", flat=True)) == ["draft", "rejected"]

    def test_each_editor_has_their_own(self, page, article, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk)
        Page(makers.rui(), article).refused("undo", 409, "nothing")
        assert now(made).status == "draft"

    def test_each_article_has_its_own(self, page, ysoline):
        page.create(WORDS, speaker=ysoline.pk)
        Page(page.user, makers.article()).refused("undo", 409, "nothing")

    def test_it_works_after_the_page_is_loaded_again(self, page, article, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk)
        shown = page.get("article-annotate").context["data"]
        assert shown["undo"]["name"] == "new statement"
        Page(page.user, article).done("undo", of=shown["undo"]["key"])
        assert now(made).status == "rejected"

    def test_an_undoing_of_something_else_is_refused(self, page, ysoline):
        page.create(WORDS, speaker=ysoline.pk)
        page.refused("undo", 409, "nothing", of=str(uuid.uuid4()))


class TestWhenItCannotBe:
    def test_a_change_that_somebody_has_overwritten(self, page, article, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk)
        page.done("edit", statement=made.pk, changes={"kind": "mixed"})
        Page(makers.rui(), article).done("edit", statement=made.pk, changes={"kind": "indirect"})
        assert page.refused("undo", 409, "stale")["fields"] == ["kind"]
        assert now(made).kind == "indirect"

    def test_a_change_beside_which_somebody_changed_something_else(self, page, article, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk)
        page.done("edit", statement=made.pk, changes={"kind": "mixed"})
        Page(makers.rui(), article).done(
            "edit", statement=made.pk, changes={"speaker_role": "maire"}
        )
        page.done("undo")
        assert (now(made).kind, now(made).speaker_role) == ("direct", "maire")

    def test_a_new_statement_that_somebody_has_changed(self, page, article, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk)
        Page(makers.rui(), article).done("edit", statement=made.pk, changes={"kind": "mixed"})
        page.refused("undo", 409, "stale")
        assert now(made).status == "draft"

    def test_a_submission_that_was_approved(self, page, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk, submit=True)
        makers.move(made, "approve", makers.rui())
        response = page.send("undo")
        assert response.status_code in (403, 409)
        assert now(made).status == "published"

    def test_an_approval_is_not_taken_back_by_one_person(self, page, article, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk, submit=True)
        rui = Page(makers.rui(), article)
        rui.done("move", statement=made.pk, version=2, move="approve")
        rui.refused("undo", 422, "not-correct")
        assert now(made).status == "published"

    def test_a_submission_that_a_reviewer_is_reading(self, page, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk, submit=True)
        reservations.take(now(made), by=makers.rui())
        page.refused("undo", 403, "not-allowed")

    def test_nothing_of_it_is_undone_when_a_part_cannot_be(self, page, article):
        suggesting.suggestion(article)
        suggesting.answered(article)
        numbers = list(article.suggestions.values_list("pk", flat=True))
        page.done("accept_many", suggestions=numbers, submit=True)
        makers.move(article.statements.first(), "approve", makers.rui())
        assert page.send("undo").status_code in (403, 409)
        assert set(article.suggestions.values_list("state", flat=True)) == {"accepted"}


def test_history_tells_the_undoing_and_the_archive_is_sound(page, article, ysoline):
    suggestion = suggesting.suggestion(article)
    page.accept(suggestion, submit=True)
    page.done("undo")
    page.done("redo")
    page.done("undo")
    statement = Statement.objects.get()
    verbs = list(Event.objects.of(statement).order_by("pk").values_list("verb", flat=True))
    assert verbs == [
        "created", "taken_up", "submitted", "taken_back", "rejected", "taken_back", "taken_back",
        "taken_up", "submitted", "taken_back", "rejected", "taken_back",
    ]  # fmt: skip
    told = [where for where in found_in(report()) if where[1] in ("statement", "suggestion")]
    assert told == []


def test_read_again_an_article_proposes_what_was_taken_back(page, article):
    suggestion = suggesting.suggestion(article)
    page.accept(suggestion)
    page.done("undo")
    body = article.current_text.body
    assert suggesting.keep(article, suggesting.candidate(body)) == 1
    assert Act.objects.count() == 2
