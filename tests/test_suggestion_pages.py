"""The page of an article's suggestions: what it shows, and what its buttons do."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from archive import suggestions
from archive.models import Event, Person, Statement, Suggestion
from archive.quotes.candidates import Speaker, Tier
from tests import makers, suggesting
from tests.desk import told
from tests.suggesting import place
from tests.suggestion_desk import (
    act,
    address,
    decided,
    desk,
    groups,
    now,
    of_somebody_new,
    page_of,
    three,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def text_of(response) -> str:
    """What the page says, without its markup, blanks run together."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", response.content.decode())).split())


def goes_on_at(response) -> str:
    return response.headers["Location"].partition("#")[2]


class TestThePage:
    def test_suggestions_stand_in_reading_order(self):
        made = three()
        page = page_of(made[0].article)
        assert groups(page)["waiting"] == [one.pk for one in made]
        assert [one.start for one in made] == sorted(one.start for one in made)

    def test_words_are_marked_where_they_stand(self):
        page = page_of(suggesting.suggestion().article).content.decode()
        assert f"<mark>{suggesting.QUOTED}</mark>" in page
        assert '<span class="part-cue">a promis</span>' in page
        assert '<span class="part-attribution">Ysoline Quévrain</span>' in page
        assert "La réunion s’est tenue à la mairie." in page

    def test_the_antecedent_of_a_pronoun_is_told_with_its_place(self):
        page = text_of(page_of(suggesting.answered().article))
        assert "The pronoun stands for “Ysoline Quévrain” (paragraph 1)." in page
        assert "direct, paragraph 2" in page

    def test_targets_are_shown_with_the_words_that_designate_them(self):
        page = page_of(suggesting.answered().article)
        assert reverse("admin:archive_person_change", args=[makers.person().pk]) in (
            page.content.decode()
        )
        assert "printed as Elle" in text_of(page)

    def test_the_record_that_stays_is_named_after_a_merge(self):
        one = suggesting.suggestion()
        stays = Person.objects.create(name="Ysoline Quévrain-Lescornez")
        Person.objects.filter(pk=one.speaker_id).update(merged_into=stays)
        assert "Ysoline Quévrain-Lescornez" in text_of(page_of(one.article))

    def test_a_new_person_leads_to_the_form_filled_in(self):
        one = of_somebody_new()
        page = page_of(one.article).content.decode()
        assert "not in the archive" in page
        [link] = re.findall(r'href="(/en/admin/archive/person/add/\?[^"]*)"', page)
        form = desk().get(unescape(link)).content.decode()
        assert 'value="Ysoline Quévrain"' in form
        assert not Person.objects.exists()

    def test_an_unnamed_source_is_shown_in_the_words_of_the_article(self):
        article = makers.article()
        body = article.current_text.body
        source = Speaker("anonymous", "la mairie", span=place(body, "la mairie"))
        suggesting.suggestion(article, speaker=source)
        page = text_of(page_of(article))
        assert "la mairie (a source that is not named)" in page

    def test_an_unknown_speaker_is_said_to_be_unknown(self):
        one = suggesting.suggestion(speaker=Speaker("unknown"))
        assert "The detector does not know." in text_of(page_of(one.article))

    def test_what_the_detector_is_unsure_of_is_folded(self):
        unsure = suggesting.suggestion(confidence=Tier.LOW)
        page = page_of(unsure.article)
        assert groups(page) == {"waiting": [], "folded": [unsure.pk], "former": [], "decided": []}
        assert '<details class="suggestion-fold" id="folded">' in page.content.decode()

    def test_rules_of_which_editors_kept_too_few_are_folded(self, settings):
        settings.SUGGESTION_FOLD_LEAST = 2
        decided("island", dismissed=2)
        folded = suggesting.suggestion(rule="island")
        assert groups(page_of(folded.article))["folded"] == [folded.pk]

    def test_what_was_decided_says_by_whom(self, rui):
        taken, _middle, left = three()
        made = suggestions.accept(taken, by=rui)
        suggestions.dismiss(left, by=rui)
        page = page_of(taken.article)
        assert groups(page)["decided"] == [taken.pk, left.pk]
        assert text_of(page).count("by rui") == 2
        own = reverse("admin:archive_statement_change", args=[made.pk])
        assert f'href="/en{own}"' in page.content.decode()

    def test_what_was_corrected_says_in_what(self, rui):
        one = suggesting.suggestion()
        suggestions.accept(one, by=rui, changes={"kind": "mixed"})
        assert "kind direct → mixed" in text_of(page_of(one.article))

    def test_what_was_corrected_is_told_from_what_to_what(self, rui):
        one = suggesting.suggestion()
        other = makers.person("Théodule Marquenterre")
        suggestions.accept(one, by=rui, changes={"speaker": other})
        page = page_of(one.article).content.decode()
        assert "<del>Ysoline Quévrain</del> → <ins>Théodule Marquenterre</ins>" in page

    def test_what_was_taken_up_leads_to_its_statement_and_says_where_that_stands(self, rui):
        one = suggesting.suggestion()
        made = suggestions.accept(one, by=rui)
        makers.move(made, "submit", rui)
        page = page_of(one.article).content.decode()
        [status] = re.findall(rf'href="[^"]*/statement/{made.pk}/change/"><span[^>]*>([^<]*)', page)
        assert status == "in review"
        assert "Ysoline Quévrain" in page

    def test_what_was_dismissed_names_its_speaker(self, rui):
        one = suggesting.suggestion()
        suggestions.dismiss(one, by=rui)
        assert "Ysoline Quévrain" in text_of(page_of(one.article)).partition("dismissed by")[2]

    def test_the_counts_are_of_the_whole_article(self, rui):
        taken, _middle, left = three()
        suggestions.accept(taken, by=rui)
        suggestions.dismiss(left, by=rui)
        page = text_of(page_of(taken.article))
        assert "1 to decide on 1 accepted 0 corrected 1 dismissed" in page

    def test_an_article_that_was_never_read_says_so(self):
        assert "has not read this article yet" in text_of(page_of(makers.article()))

    def test_words_of_an_article_are_never_markup(self):
        article = makers.article("« <script>alert(1)</script> & rien », a promis Ysoline Quévrain.")
        suggesting.suggestion(article, "« <script>alert(1)</script> & rien »")
        page = page_of(article).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; rien" in page

    def test_a_text_in_one_line_is_shown_in_part(self):
        article = makers.article(f"{'halle ' * 3000}{suggesting.QUOTED}, a promis Ysoline Quévrain")
        suggesting.suggestion(article)
        [row] = page_of(article).context["groups"]["waiting"]
        [line] = row.lines
        assert line[0].text == "…"
        assert line[1].text.startswith("halle ")
        assert 200 < sum(len(piece.text) for piece in line) < 400

    def test_all_that_is_shown_is_the_text_as_printed(self):
        for one in three():
            rows = page_of(one.article).context["groups"]["waiting"]
        for row in rows:
            for line in row.lines:
                shown = "".join(piece.text for piece in line).strip("…")
                assert shown in row.suggestion.text.body

    def test_who_may_not_read_full_texts_sees_the_words_alone(self, ada):
        one = suggesting.suggestion()
        ada.groups.clear()
        for name in ("view_suggestion", "add_statement"):
            ada.user_permissions.add(Permission.objects.get(codename=name))
        page = page_of(one.article, desk(ada)).content.decode()
        assert suggesting.QUOTED in page
        assert "La réunion" not in page

    def test_who_may_only_see_has_no_buttons(self, ada):
        one = suggesting.suggestion()
        ada.groups.clear()
        ada.user_permissions.add(Permission.objects.get(codename="view_suggestion"))
        browser = desk(ada)
        page = page_of(one.article, browser).content.decode()
        assert suggesting.QUOTED in page
        assert "/accept/" not in page
        assert "/find/" not in page
        assert act("accept", one, browser).status_code == 403
        assert now(one).is_pending

    def test_more_suggestions_take_no_more_queries(self, django_assert_max_num_queries):
        article = three()[0].article
        browser = desk()
        page_of(article, browser)  # the session, the cached content types
        with django_assert_max_num_queries(14):
            page_of(article, browser)
        few = suggesting.suggestion().article
        with django_assert_max_num_queries(14):
            page_of(few, browser)


def of_a_source(kind: str) -> Suggestion:
    """A suggestion of which the article says no more than where it comes from."""
    article = makers.article()
    source = Speaker(kind, "la mairie", span=place(article.current_text.body, "la mairie"))
    return suggesting.suggestion(article, speaker=source)


class TestAccepting:
    def test_it_makes_a_draft_and_goes_on_to_the_next(self, ada):
        first, second, _third = three()
        answer = act("accept", first, desk(ada))
        made = Statement.objects.get()
        assert (made.status, made.created_by, made.exact) == ("draft", ada, makers.WORDS)
        assert now(first).state == "accepted"
        assert goes_on_at(answer) == f"suggestion-{second.pk}"
        assert "saved as a draft" in told(answer)
        assert f"/statement/{made.pk}/change/" in told(answer)

    def test_the_last_one_goes_back_to_the_top(self):
        assert goes_on_at(act("accept", suggesting.suggestion())) == ""

    def test_a_double_click_makes_one_statement_and_says_so(self):
        one, browser = suggesting.suggestion(), desk()
        act("accept", one, browser)
        again = act("accept", one, browser)
        assert Statement.objects.count() == 1
        assert "ada accepted this suggestion" in told(again)

    def test_of_two_editors_the_second_is_told_who_was_first(self, rui):
        one = suggesting.suggestion()
        act("dismiss", one, desk(rui))
        late = act("accept", one)
        assert not Statement.objects.exists()
        assert now(one).state == "dismissed"
        assert "rui dismissed this suggestion" in told(late)

    def test_a_page_that_is_out_of_date_says_that_the_suggestion_was_replaced(self):
        one = suggesting.suggestion()
        Suggestion.objects.filter(pk=one.pk).delete()
        answer = act("accept", one)
        assert "no longer there" in told(answer)
        assert answer.headers["Location"] == address("article-suggestions", one.article_id)
        assert not Statement.objects.exists()

    def test_a_suggestion_of_another_article_is_not_found_there(self):
        one, other = suggesting.suggestion(), makers.article()
        path = address("suggestion-accept", other.pk, one.pk)
        assert "no longer there" in told(desk().post(path))
        assert now(one).is_pending

    def test_it_goes_nowhere_else(self):
        one = suggesting.suggestion()
        answer = act("accept", one, next="https://example.org/")
        assert answer.headers["Location"].startswith(address("article-suggestions", one.article_id))


class TestSomebodyNew:
    def test_nobody_is_recorded_silently(self):
        one = of_somebody_new()
        answer = act("accept", one, speaker="Ysoline Quévrain")
        assert not Person.objects.exists()
        assert not Statement.objects.exists()
        assert now(one).is_pending
        assert "The archive has no “Ysoline Quévrain”" in told(answer)
        assert goes_on_at(answer) == f"suggestion-{one.pk}"

    def test_no_name_at_all_is_refused(self):
        one = of_somebody_new()
        act("accept", one)
        assert now(one).is_pending

    def test_once_recorded_the_person_is_the_speaker(self):
        one = of_somebody_new()
        recorded = makers.person("Ysoline Quévrain")
        assert "Recorded in the archive since." in text_of(page_of(one.article))
        act("accept", one, speaker="Ysoline Quévrain")
        assert Statement.objects.get().speaker == recorded
        assert now(one).state == "accepted"

    def test_somebody_else_of_the_archive_may_be_chosen(self):
        one = of_somebody_new()
        other = makers.person("Théodule Marquenterre")
        act("accept", one, speaker="Théodule Marquenterre")
        assert Statement.objects.get().speaker == other
        assert now(one).state == "corrected"

    def test_of_two_who_speak_together_one_is_to_be_chosen(self):
        article = makers.article()
        source = Speaker("named", "Ysoline Quévrain et Théodule Marquenterre")
        one = suggesting.suggestion(article, speaker=source)
        page = page_of(article).content.decode()
        assert "a statement has one speaker" in page
        assert "/person/add/" not in page
        act("accept", one, speaker=makers.person("Théodule Marquenterre").name)
        assert Statement.objects.get().speaker.name == "Théodule Marquenterre"

    def test_a_body_that_is_not_in_the_archive_needs_no_record(self):
        article = makers.article()
        body = article.current_text.body
        source = Speaker("collective", "La mairie", is_new=True, span=place(body, "la mairie"))
        one = suggesting.suggestion(article, speaker=source)
        act("accept", one)
        made = Statement.objects.get()
        assert (made.speaker, made.speaker_type) == (None, "collective")

    def test_a_source_without_a_name_may_be_made_a_person(self):
        one = of_a_source("anonymous")
        page = page_of(one.article).content.decode()
        assert re.search(rf'<input[^>]* form="accept-{one.pk}" name="speaker"[^>]*>', page)
        somebody = makers.person("Théodule Marquenterre")
        act("accept", one, speaker=somebody.name)
        made = Statement.objects.get()
        assert (made.speaker, made.speaker_type) == (somebody, "named")
        assert now(one).state == "corrected"

    def test_a_source_may_stay_without_a_name(self):
        one = of_a_source("anonymous")
        [box] = re.findall(
            r'<input[^>]* name="speaker"[^>]*>', page_of(one.article).content.decode()
        )
        assert "required" not in box
        act("accept", one, speaker="")
        made = Statement.objects.get()
        assert (made.speaker, made.speaker_type) == (None, "anonymous")
        assert now(one).state == "accepted"

    def test_a_name_that_is_nobody_s_leaves_the_source_to_be_decided_on(self):
        one = of_a_source("anonymous")
        answer = act("accept", one, speaker="Zénobie Inconnue")
        assert "The archive has no “Zénobie Inconnue”" in told(answer)
        assert now(one).is_pending

    @pytest.mark.parametrize(("kind", "kept"), [("person", "named"), ("body", "collective")])
    def test_who_speaks_for_a_body_is_a_named_speaker(self, kind, kept):
        one = of_a_source("collective")
        chosen = Person.objects.create(name="Mairie de Courvielle", kind=kind)
        act("accept", one, speaker=chosen.name)
        made = Statement.objects.get()
        assert (made.speaker, made.speaker_type) == (chosen, kept)

    def test_somebody_of_the_archive_is_not_asked_for(self):
        page = page_of(suggesting.suggestion().article).content.decode()
        assert 'name="speaker"' not in page

    def test_a_speaker_sent_for_a_known_one_is_no_change(self):
        one = suggesting.suggestion()
        makers.person("Théodule Marquenterre")
        act("accept", one, speaker="Théodule Marquenterre")
        assert Statement.objects.get().speaker == one.speaker


class TestDismissing:
    def test_it_is_a_line_of_history(self, ada):
        one = suggesting.suggestion()
        act("dismiss", one, desk(ada))
        assert now(one).state == "dismissed"
        assert Event.objects.of(one).get().actor == ada

    def test_it_can_be_reconsidered(self):
        one, browser = suggesting.suggestion(), desk()
        act("dismiss", one, browser)
        page = page_of(one.article, browser).content.decode()
        assert address("suggestion-reconsider", one.article_id, one.pk) in page
        act("reconsider", one, browser)
        assert now(one).is_pending

    def test_a_double_click_reconsiders_once(self):
        one, browser = suggesting.suggestion(), desk()
        for name in ("dismiss", "reconsider", "reconsider"):
            answer = act(name, one, browser)
        assert now(one).is_pending
        assert "Nobody has decided on this suggestion yet." in told(answer)
        assert Event.objects.of(one).count() == 2

    def test_an_accepted_one_cannot_be_reconsidered(self):
        one, browser = suggesting.suggestion(), desk()
        act("accept", one, browser)
        page = page_of(one.article, browser).content.decode()
        assert "/reconsider/" not in page
        answer = act("reconsider", one, browser)
        assert now(one).state == "accepted"
        assert "ada accepted this suggestion" in told(answer)


class TestFindingAgain:
    def find(self, article, by=None):
        return (by or desk()).post(address("article-suggest", article.pk))

    def test_the_article_is_read_and_its_suggestions_are_there(self):
        article = makers.article()
        makers.person("Ysoline Quévrain")
        answer = self.find(article)
        found = Suggestion.objects.of(article).pending()
        assert suggesting.QUOTED in {one.exact for one in found}
        assert f"{found.count()} suggestions wait for a decision" in told(answer)
        assert "Read by the detector on" in text_of(page_of(article))

    def test_asked_twice_it_changes_nothing(self):
        article, browser = makers.article(), desk()
        self.find(article, browser)
        numbers = list(Suggestion.objects.values_list("pk", flat=True))
        self.find(article, browser)
        assert list(Suggestion.objects.values_list("pk", flat=True)) == numbers

    def test_what_was_dismissed_does_not_come_back(self):
        article, browser = makers.article(), desk()
        self.find(article, browser)
        for one in Suggestion.objects.of(article):
            act("dismiss", one, browser)
        answer = self.find(article, browser)
        assert not Suggestion.objects.pending().exists()
        assert "No suggestion waits for a decision." in told(answer)

    def test_a_language_without_a_table_is_told(self):
        article = makers.article(language="br")
        assert "not looked for in this language" in told(self.find(article))

    def test_an_article_without_text_has_no_such_button(self):
        empty = makers.article()
        empty.pk, empty.source_sha256 = None, "1" * 64
        empty.save()
        assert "/find/" not in page_of(empty).content.decode()
        assert "no text" in told(self.find(empty))


class TestTheWayThere:
    def test_a_statement_says_that_a_suggestion_was_its_origin(self):
        one, browser = suggesting.suggestion(rule="colon"), desk()
        act("accept", one, browser)
        own = reverse("admin:archive_statement_change", args=[now(one).statement_id])
        page = browser.get(f"/en{own}")
        assert "From a suggestion of the detector (sure). A colon between" in text_of(page)
        [way] = re.findall(r'data-origin="suggestion">.*?href="([^"#]*)#', page.content.decode())
        assert groups(browser.get(way))["decided"] == [one.pk]

    def test_a_statement_that_somebody_wrote_has_no_such_origin(self):
        own = reverse("admin:archive_statement_change", args=[makers.statement().pk])
        assert "data-origin" not in desk().get(f"/en{own}").content.decode()

    def test_the_article_says_how_many_wait(self):
        made = three()
        suggestions.dismiss(made[0], by=makers.rui())
        own = reverse("admin:archive_article_change", args=[made[0].article_id])
        page = desk().get(f"/en{own}")
        assert f'<a href="{address("article-suggestions", made[0].article_id)}">2 suggestions' in (
            page.content.decode()
        )

    def test_an_article_without_text_leads_to_none(self):
        empty = makers.article()
        empty.pk, empty.source_sha256 = None, "0" * 64
        empty.save()
        own = reverse("admin:archive_article_change", args=[empty.pk])
        assert "/suggestions/" not in desk().get(f"/en{own}").content.decode()

    def test_the_list_of_articles_counts_and_finds_those_with_suggestions(self):
        made, other = three(), makers.article(title="Sans propositions")
        browser = desk()
        listed = browser.get("/en/admin/archive/article/")
        assert f'<a href="{address("article-suggestions", made[0].article_id)}">3</a>' in (
            listed.content.decode()
        )
        found = browser.get("/en/admin/archive/article/?suggestions=waiting")
        assert other.title in listed.content.decode()
        assert other.title not in found.content.decode()

    def test_the_list_counts_statements_as_before(self):
        article = makers.article()
        for _ in range(2):
            makers.statement(in_article=article)
        three(article)
        listed = desk().get("/en/admin/archive/article/").context["cl"].result_list
        assert [(one.statement_count, one.suggestion_count) for one in listed] == [(2, 2)]

    def test_the_front_page_counts_articles_with_suggestions(self):
        three()
        suggesting.suggestion(confidence=Tier.LOW)
        front = desk().get("/en/admin/").context["queues"]
        waiting = [queue for queue in front if queue["url"].endswith("?suggestions=waiting")]
        assert [queue["count"] for queue in waiting] == [1]

    def test_the_front_page_leads_to_the_record_of_the_detector(self):
        assert address("suggestion-record") in desk().get("/en/admin/").content.decode()
