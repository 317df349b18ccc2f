"""Correcting a suggestion in the ordinary form of a statement."""

from typing import Any

import pytest
from django.urls import reverse

from archive import suggestions
from archive.models import Event, Statement, Suggestion
from archive.quotes.candidates import Candidate, Speaker, Tier
from tests import makers, suggesting
from tests.desk import told
from tests.suggesting import place, target
from tests.suggestion_desk import address, desk, now, of_somebody_new, three
from tests.two_editors import Editor, Form, told_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def opened(suggestion: Suggestion, user: Any = None) -> Form:
    path = reverse("admin:suggestion-correct", args=[suggestion.article_id, suggestion.pk])
    return Editor(user or makers.ada()).open_at(path, "statement_form")


class TestTheForm:
    def test_it_holds_what_was_proposed(self):
        fields = opened(suggesting.answered()).fields
        assert fields["words"] == "Elle n’a rien ouvert du tout"
        assert fields["kind"] == "direct"
        assert fields["speaker"] == "Théodule Marquenterre"
        assert fields["attribution"] == "Théodule Marquenterre"
        assert fields["targets-0-person"] == "Ysoline Quévrain"
        assert fields["targets-0-mention"] == "Elle"

    def test_the_speaker_is_no_target_of_their_own_words(self):
        article = makers.article()
        body = article.current_text.body
        own = target(body, "Ysoline Quévrain", makers.person())
        fields = opened(suggesting.suggestion(article, targets=(own,))).fields
        assert fields["targets-0-person"] == ""

    def test_words_that_stand_twice_are_those_of_the_place_proposed(self):
        article = makers.article("« Nous verrons », a dit Ysoline Quévrain. « Nous verrons », bis.")
        body = article.current_text.body
        source = suggesting.speaker(body, person=makers.person())
        span = place(body, "« Nous verrons »", after=20)
        later = Candidate(span.start, span.end, "direct", "colon", Tier.HIGH, source)
        suggesting.keep(article, later)
        form = opened(article.suggestions.get())
        assert form.fields["occurrence"] == str(later.start + 2)
        form.send()
        assert Statement.objects.get().start == later.start + 2
        assert Suggestion.objects.get().state == "accepted"

    def test_an_unnamed_source_is_nobody_of_the_archive(self):
        article = makers.article()
        source = Speaker(
            "anonymous", "la mairie", span=place(article.current_text.body, "la mairie")
        )
        fields = opened(suggesting.suggestion(article, speaker=source)).fields
        assert (fields["speaker"], fields["speaker_type"]) == ("", "anonymous")
        assert fields["attribution"] == "la mairie"

    def test_a_target_that_is_not_in_the_archive_is_named_and_not_filled_in(self):
        article = makers.article()
        other = target(article.current_text.body, "la halle", None, name="Halle Beffroy")
        form = opened(suggesting.suggestion(article, targets=(other,)))
        assert form.fields["targets-0-person"] == ""
        assert "Halle Beffroy" in form.page.content.decode()

    def test_it_says_why_the_words_were_proposed(self):
        page = opened(suggesting.answered()).page.content.decode()
        assert "The pronoun stands for" in page

    def test_the_words_proposed_are_marked_in_the_article_beside(self):
        one = suggesting.answered()
        page = opened(one).page.content.decode()
        printed = page[page.index('class="printed"') :]
        assert f"<mark>{one.exact}</mark>" in printed

    def test_words_of_a_statement_keep_their_link_in_the_article_beside(self):
        one = suggesting.answered()
        made = makers.statement(in_article=one.article)
        page = opened(one).page.content.decode()
        own = reverse("admin:archive_statement_change", args=[made.pk])
        assert f'href="{own}"' in page or f'href="/en{own}"' in page
        assert f"<mark>{one.exact}</mark>" in page[page.index('class="printed"') :]

    def test_who_may_not_add_statements_may_not_correct(self, ada):
        one = suggesting.suggestion()
        ada.groups.clear()
        answer = desk(ada).get(address("suggestion-correct", one.article_id, one.pk))
        assert answer.status_code == 403


class TestSaving:
    def test_saved_as_it_came_it_is_accepted(self, ada):
        one = suggesting.answered()
        opened(one, ada).send()
        made, kept = Statement.objects.get(), now(one)
        assert (kept.state, kept.corrections) == ("accepted", {})
        assert (kept.statement, kept.decided_by) == (made, ada)
        assert [row.person.name for row in made.targets.all()] == ["Ysoline Quévrain"]

    def test_it_makes_what_accepting_makes(self, ada):
        accepted = suggestions.accept(suggesting.answered(), by=ada)
        one = suggesting.answered()
        opened(one, ada).send()
        saved = now(one).statement
        assert comparable(saved) == comparable(accepted)

    @pytest.mark.parametrize(
        ("field", "typed", "corrections"),
        [
            ("kind", "mixed", {"kind": ["direct", "mixed"]}),
            ("speaker", "Firmin Lescornez",
             {"speaker": ["Théodule Marquenterre", "Firmin Lescornez"]}),
            ("targets__0__person", "Théodule Marquenterre",
             {"targets": [["Ysoline Quévrain"], ["Théodule Marquenterre"]]}),
        ],
    )  # fmt: skip
    def test_what_was_changed_is_recorded(self, field, typed, corrections):
        one = suggesting.answered()
        makers.person("Firmin Lescornez")
        opened(one).send(**{field: typed})
        assert now(one).state == "corrected"
        assert now(one).corrections == corrections

    def test_other_words_are_recorded_with_their_place(self):
        one = suggesting.answered()
        opened(one).send(words="rien ouvert du tout", targets__0__mention="")
        assert now(one).corrections["words"] == [
            "Elle n’a rien ouvert du tout", "rien ouvert du tout",
        ]  # fmt: skip

    def test_what_the_detector_does_not_propose_corrects_nothing(self):
        one = suggesting.answered()
        opened(one).send(place="Lille", said_on="2019-03")
        assert now(one).state == "accepted"
        assert Statement.objects.get().place == "Lille"

    def test_history_says_where_the_statement_comes_from(self):
        one = suggesting.answered()
        opened(one).send(kind="mixed")
        origin = Event.objects.of(Statement.objects.get()).get(verb="taken_up")
        assert origin.changes["suggestion"] == [None, one.pk]

    def test_it_goes_on_to_the_next_suggestion(self):
        first, second, _third = three()
        answer = opened(first).send("_save")
        page = address("article-suggestions", first.article_id)
        assert answer.headers["Location"] == f"{page}?at={second.pk}#suggestion-{second.pk}"

    def test_it_may_stay_with_the_statement(self):
        one = suggesting.suggestion()
        answer = opened(one).send("_continue")
        own = reverse("admin:archive_statement_change", args=[Statement.objects.get().pk])
        assert answer.headers["Location"] == f"/en{own}"

    def test_it_may_be_submitted_at_once(self):
        opened(suggesting.suggestion()).send("_submit")
        assert Statement.objects.get().status == "in_review"

    def test_words_that_are_not_in_the_article_decide_nothing(self):
        one = suggesting.suggestion()
        form = opened(one)
        form.send(words="Rien de tel")
        assert "not in the article" in told_in(form.page)
        assert now(one).is_pending
        form.send(words=makers.WORDS)
        assert now(one).state == "accepted"


class TestSomebodyNew:
    def test_the_name_is_filled_in_and_refused_until_it_is_recorded(self):
        one = of_somebody_new()
        form = opened(one)
        assert form.fields["speaker"] == "Ysoline Quévrain"
        form.send()
        assert "The archive has no “Ysoline Quévrain”" in told_in(form.page)
        assert not Statement.objects.exists()
        makers.person("Ysoline Quévrain")
        form.send()
        assert now(one).state == "accepted"


class TestSomebodyElseWasThere:
    def test_the_form_sent_twice_makes_one_statement(self):
        one = suggesting.suggestion()
        form = opened(one)
        first, second = form.send(), form.send()
        assert Statement.objects.count() == 1
        assert first.headers["Location"] == second.headers["Location"]
        assert "already saved" in told(second)

    def test_who_decided_meanwhile_is_told_and_nothing_is_lost(self, rui):
        one = suggesting.suggestion()
        form = opened(one)
        suggestions.dismiss(one, by=rui)
        form.send(place="Lille")
        assert "rui dismissed this suggestion" in told_in(form.page)
        page = address("article-suggestions", one.article_id)
        way_out = f"{page}?at={one.pk}#suggestion-{one.pk}"
        assert f'<a href="{way_out}"' in form.page.content.decode()
        assert form.fields["place"] == "Lille"
        assert not Statement.objects.exists()
        suggestions.reconsider(one, by=rui)
        form.send()
        assert Statement.objects.get().place == "Lille"

    def test_of_two_who_correct_one_makes_the_statement(self, rui):
        one = suggesting.suggestion()
        mine, theirs = opened(one), opened(one, rui)
        theirs.send(kind="mixed")
        mine.send(kind="indirect")
        assert "rui corrected this suggestion" in told_in(mine.page)
        assert Statement.objects.get().kind == "mixed"

    def test_a_suggestion_that_was_replaced_saves_nothing(self):
        one = suggesting.suggestion()
        form = opened(one)
        Suggestion.objects.filter(pk=one.pk).delete()
        answer = form.send()
        assert "no longer there" in told(answer)
        assert not Statement.objects.exists()

    def test_a_decided_one_is_not_opened(self, ada):
        one = suggesting.suggestion()
        suggestions.accept(one, by=ada)
        answer = desk().get(address("suggestion-correct", one.article_id, one.pk))
        assert "ada accepted this suggestion" in told(answer)

    def test_one_of_a_text_that_was_corrected_is_not_opened(self):
        one = suggesting.suggestion()
        suggesting.corrected(one.article, "la halle au printemps", "la halle au mois de mai")
        answer = desk().get(address("suggestion-correct", one.article_id, one.pk))
        assert "corrected meanwhile" in told(answer)

    def test_a_text_corrected_while_one_types_saves_nothing(self):
        one = suggesting.answered()
        form = opened(one)
        suggesting.corrected(one.article, "la halle au printemps", "la halle au mois de mai")
        form.send()
        assert "corrected meanwhile" in told_in(form.page)
        assert not Statement.objects.exists()
        assert now(one).is_pending


def comparable(statement: Statement) -> dict[str, Any]:
    """What readers would be given of it, but for the article it is from."""
    content = Statement.objects.get(pk=statement.pk).content()
    del content["source"], content["anchor"]
    return content
