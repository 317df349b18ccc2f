"""Acts of the annotation desk: statements made and changed, once, whatever the page sends twice."""

import uuid

import pytest

from archive.models import Act, Article, Event, Person, Statement, Suggestion
from tests import makers, suggesting
from tests.annotating import Page, now, place_of
from tests.auditing import merged_person
from tests.makers import WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return makers.article()


@pytest.fixture
def page(article):
    return Page(makers.ada(), article)


@pytest.fixture
def ysoline():
    return makers.person()


class TestCreating:
    def test_one_act_makes_and_submits_a_statement(self, page, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk, submit=True)
        assert (made.exact, made.speaker, made.status) == (WORDS, ysoline, "in_review")
        assert made.submitted_by == page.user

    def test_what_is_not_said_is_read_in_the_text(self, page, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk)
        assert (made.kind, made.attribution) == ("direct", "Ysoline Quévrain")

    def test_targets_keep_the_words_that_designate_them(self, page, ysoline):
        theodule = makers.person("Théodule Marquenterre")
        made = page.create(
            "Elle n’a rien ouvert du tout", speaker=theodule.pk, targets=[{"person": ysoline.pk}]
        )
        target = made.targets.get()
        assert (target.person, target.mention) == (ysoline, "Elle")
        body = made.text.body
        assert body[target.mention_start : target.mention_end] == "Elle"

    def test_outer_marks_and_blanks_are_dropped(self, page, ysoline):
        made = page.create("« Nous ouvrirons la halle au printemps »", speaker=ysoline.pk)
        assert made.exact == WORDS

    def test_sent_again_it_makes_no_second_one(self, page, article, ysoline):
        key = uuid.uuid4()
        given = {**place_of(article, WORDS), "speaker": ysoline.pk, "key": key}
        first, second = page.send("create", **given), page.send("create", **given)
        assert (first.status_code, second.status_code) == (201, 200)
        assert second.json()["replay"] is True
        assert first.json()["items"][0]["id"] == second.json()["items"][0]["id"]
        assert Statement.objects.count() == 1

    def test_another_editor_cannot_use_the_key(self, page, article, ysoline):
        key = uuid.uuid4()
        page.done("create", **place_of(article, WORDS), speaker=ysoline.pk, key=key)
        Page(makers.rui(), article).refused("undo", 403, "not-allowed", key=key)

    def test_somebody_new_is_recorded_with_their_statement(self, page):
        made = page.create(WORDS, speaker={"name": " Ysoline  Quévrain", "kind": "person"})
        assert made.speaker.name == "Ysoline Quévrain"
        assert Event.objects.of(made.speaker).get().verb == "created"

    def test_asked_twice_somebody_new_is_recorded_once(self, page):
        new = {"name": "Ysoline Quévrain", "kind": "person"}
        page.create(WORDS, speaker=new)
        page.create("Elle n’a rien ouvert du tout", speaker=new)
        assert Person.objects.count() == 1

    def test_a_name_that_several_bear_is_not_guessed(self, page, article):
        for _ in range(2):
            Person.objects.create(name="Ysoline Quévrain")
        given = {**place_of(article, WORDS), "speaker": {"name": "Ysoline Quévrain"}}
        page.refused("create", 422, "not-correct", **given)
        assert not Statement.objects.exists()

    def test_a_merged_record_gives_way_to_the_one_that_stays(self, page, ysoline):
        assert page.create(WORDS, speaker=merged_person().pk).speaker == ysoline

    def test_an_unnamed_source_is_known_by_its_words(self, page):
        made = page.create(WORDS, speaker_type="anonymous", attribution="Le public", submit=True)
        assert (made.speaker, made.speaker_type, made.attribution) == (
            None, "anonymous", "Le public",
        )  # fmt: skip

    @pytest.mark.parametrize("shift", [(1, 0), (0, 1), (-1, -1)])
    def test_words_that_are_not_at_their_place_are_refused(self, page, article, shift):
        given = place_of(article, WORDS)
        given["start"] += shift[0]
        given["end"] += shift[1]
        told = page.refused("create", 422, "quote-mismatch", **given)
        assert told["found"] != WORDS
        assert not Act.objects.exists()

    def test_places_are_counted_in_code_points(self, page, ysoline):
        article = makers.article(
            "🎉👏 Ysoline Quévrain : « Nous dansons\u202f! » e\u0301te\u0301.\n"
        )
        made = Page(page.user, article).create("Nous dansons\u202f!", speaker=ysoline.pk)
        assert made.text.body[made.start : made.end] == "Nous dansons\u202f!"

    def test_a_former_text_is_refused(self, page, article):
        given = place_of(article, WORDS)
        text = suggesting.corrected(article, "levée", "close")
        told = page.refused("create", 409, "text-changed", **given)
        assert told["text"] == text.pk

    def test_without_a_speaker_nothing_is_submitted_and_nothing_made(self, page, article):
        page.refused("create", 422, "not-ready", **place_of(article, WORDS), submit=True)
        assert not Statement.objects.exists()


class TestEditing:
    def test_changes_of_different_fields_are_merged(self, article, ysoline):
        ada, rui = Page(makers.ada(), article), Page(makers.rui(), article)
        made = ada.create(WORDS, speaker=ysoline.pk)
        base = {"kind": "direct", "speaker_role": ""}
        ada.done("edit", statement=made.pk, base=base, changes={"kind": "mixed"})
        rui.done("edit", statement=made.pk, base=base, changes={"speaker_role": "maire"})
        assert (now(made).kind, now(made).speaker_role) == ("mixed", "maire")

    def test_the_same_field_changed_otherwise_is_a_conflict_told_with_the_record(
        self, article, ysoline
    ):
        ada, rui = Page(makers.ada(), article), Page(makers.rui(), article)
        made = ada.create(WORDS, speaker=ysoline.pk)
        base = {"kind": "direct"}
        ada.done("edit", statement=made.pk, base=base, changes={"kind": "mixed"})
        told = rui.refused(
            "edit", 409, "stale", statement=made.pk, base=base, changes={"kind": "indirect"}
        )
        assert told["fields"] == ["kind"]
        assert told["items"][0]["kind"] == "mixed"
        assert now(made).kind == "mixed"

    def test_the_same_change_by_both_is_no_conflict(self, article, ysoline):
        ada, rui = Page(makers.ada(), article), Page(makers.rui(), article)
        made = ada.create(WORDS, speaker=ysoline.pk)
        for page in (ada, rui):
            page.done("edit", statement=made.pk, base={"kind": "direct"}, changes={"kind": "mixed"})
        assert now(made).version == 2

    def test_another_speaker_brings_their_own_words_and_role(self, page, ysoline):
        theodule = makers.person("Théodule Marquenterre")
        made = page.create(WORDS, speaker=ysoline.pk)
        page.done("edit", statement=made.pk, changes={"speaker": theodule.pk})
        assert now(made).speaker == theodule
        assert now(made).attribution != "Ysoline Quévrain"

    def test_a_statement_is_named_by_the_act_that_made_it(self, page, article, ysoline):
        key = uuid.uuid4()
        page.done("create", **place_of(article, WORDS), speaker=ysoline.pk, key=key)
        page.done("edit", statement=str(key), changes={"kind": "mixed"})
        assert Statement.objects.get().kind == "mixed"

    def test_a_contributor_changes_nothing_in_review(self, page, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk, submit=True)
        page.refused("edit", 403, "not-allowed", statement=made.pk, changes={"kind": "mixed"})

    def test_what_is_published_is_revised_first(self, page, article):
        made = makers.published(in_article=article)
        page.refused("edit", 422, "not-correct", statement=made.pk, changes={"kind": "mixed"})

    def test_what_the_editor_says_to_have_seen_is_compared_whatever_it_is(self, page, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk)
        seen = {"targets": [{}, {"person": {"name": "Une autre"}}], "speaker": {"name": "X"}}
        changes = {"targets": [{"person": ysoline.pk}], "speaker": None}
        page.refused("edit", 409, "stale", statement=made.pk, base=seen, changes=changes)

    def test_a_statement_of_another_article_is_not_found(self, page):
        other = makers.statement()
        page.refused("edit", 422, "not-correct", statement=other.pk, changes={"kind": "mixed"})


class TestDeciding:
    def test_an_approval_names_the_version_that_was_read(self, page, article, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk, submit=True)
        rui = Page(makers.rui(), article)
        rui.refused("move", 409, "stale", statement=made.pk, version=1, move="approve")
        rui.done("move", statement=made.pk, version=2, move="approve")
        assert now(made).status == "published"

    def test_nobody_approves_their_own(self, article, ysoline):
        rui = Page(makers.rui(), article)
        made = rui.create(WORDS, speaker=ysoline.pk, submit=True)
        rui.refused("move", 403, "not-allowed", statement=made.pk, version=2, move="approve")

    def test_a_return_needs_a_category_and_a_comment(self, page, article, ysoline):
        made = page.create(WORDS, speaker=ysoline.pk, submit=True)
        rui = Page(makers.rui(), article)
        given = {"statement": made.pk, "version": 2, "move": "return"}
        rui.refused("move", 422, "not-ready", **given)
        rui.done("move", **given, category="speaker", reason="C’est une autre.")
        assert now(made).status == "returned"

    @pytest.mark.parametrize("move", ["retract", "keep", "", "approve; drop", 3, None])
    def test_other_moves_have_their_own_page(self, page, article, move):
        made = makers.published(in_article=article)
        page.refused("move", 400, "bad-request", statement=made.pk, version=3, move=move)


class TestSuggestions:
    def test_one_act_accepts_and_submits(self, page, article):
        suggestion = suggesting.suggestion(article)
        made = page.accept(suggestion, submit=True)
        assert (made.status, now(suggestion).state) == ("in_review", "accepted")

    def test_a_wrong_speaker_is_put_right_in_the_same_act(self, page, article):
        suggestion = suggesting.suggestion(article)
        theodule = makers.person("Théodule Marquenterre")
        made = page.accept(suggestion, changes={"speaker": theodule.pk})
        assert made.speaker == theodule
        assert now(suggestion).state == "corrected"

    def test_of_two_editors_one_accepts(self, page, article):
        suggestion = suggesting.suggestion(article)
        page.accept(suggestion)
        told = Page(makers.rui(), article).refused(
            "accept", 409, "decided", suggestion=suggestion.pk
        )
        assert told["gone"] == [f"g{suggestion.pk}"]

    def test_many_are_accepted_and_what_cannot_be_is_told(self, page, article):
        kept, gone = suggesting.suggestion(article), suggesting.answered(article)
        numbers = [one.pk for one in Suggestion.objects.filter(article=article)]
        Page(makers.rui(), article).done("dismiss", suggestion=numbers[0])
        told = page.done("accept_many", suggestions=numbers, submit=True)
        assert list(told["refused"]) == [f"g{numbers[0]}"]
        assert Statement.objects.filter(status="in_review").count() == len(numbers) - 1
        assert kept and gone


class TestWhoMay:
    def test_a_visitor_is_told_to_log_in(self, article):
        page = Page(makers.ada(), article)
        page.client.logout()
        page.refused("undo", 401, "logged-out")

    def test_a_newcomer_may_not(self, article):
        Page(makers.user("nadir"), article).refused("undo", 403, "not-allowed")

    def test_a_form_is_no_act(self, page):
        response = page.client.post(page.address("workbench-acts"), {"act": "undo"})
        assert response.status_code == 415

    def test_an_article_that_is_not_there(self, page):
        page.article = Article(pk=10**6)
        page.refused("undo", 404, "not-found")


BAD = [
    {"act": "create"},
    {"act": "nothing"},
    {"act": ["create"]},
    {"act": "undo", "key": "12"},
    {"act": "undo", "more": 1},
    {"act": "dismiss", "suggestion": True},
    {"act": "dismiss", "suggestion": 2**63},
    {"act": "dismiss", "suggestion": -1},
    {"act": "accept", "suggestion": 1, "changes": {"status": "published"}},
    {"act": "accept", "suggestion": 1, "changes": {"speaker": "Ysoline"}},
    {"act": "accept", "suggestion": 1, "changes": {"speaker": {"name": "  "}}},
    {"act": "accept", "suggestion": 1, "changes": {"targets": [{"person": [1]}]}},
    {"act": "accept", "suggestion": 1, "changes": {"kind": "shouted"}},
    {"act": "accept_many", "suggestions": list(range(1, 600))},
    {"act": "edit", "statement": "x", "changes": {}},
    {"act": "edit", "statement": 1, "changes": {"attribution": "a\x00b"}},
    {"act": "edit", "statement": 1, "changes": {"span": {"text": 1, "start": -1, "end": 2}}},
    {"act": "edit", "statement": 1, "changes": [], "base": {}},
]


@pytest.mark.parametrize("body", BAD)
def test_what_is_no_act_is_answered_400(page, body):
    given = {"key": str(uuid.uuid4()), **body}
    response = page.client.post(
        page.address("workbench-acts"), given, content_type="application/json"
    )
    assert response.status_code == 400, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    assert not Act.objects.exists()
