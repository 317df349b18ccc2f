"""The annotation desk in a real browser: four keys a statement, one key a suggestion."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import expect

from archive import suggestions
from archive.models import Article, Person, Statement, Suggestion
from archive.quotes.names import Registry
from tests import makers
from tests.browser.workbench import BODY, ELLE, HALLE, Bench

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article(transactional_db) -> Article:
    for make in (makers.ada, makers.rui, makers.chloe):
        make()
    for name in ("Ysoline Quévrain", "Théodule Marquenterre"):
        makers.person(name)
    return makers.article(BODY, licence="open")


@pytest.fixture
def desk(log_in, article):
    """Opens the desk of the article for somebody."""

    def enter(username: str = "ada", **options) -> Bench:
        return Bench(log_in(username, **options), article).open()

    return enter


def suggested(article: Article) -> list[Suggestion]:
    suggestions.suggest(article, people=Registry(suggestions.known_people()))
    return list(article.suggestions.order_by("start"))


def number_of(bench: Bench, name: str) -> str:
    """The digit of somebody on the palette."""
    people = bench.page.locator(".person-speaker")
    names = [people.nth(at).locator("span").inner_text() for at in range(people.count())]
    return str(names.index(name) + 1)


def the_statement() -> Statement:
    return Statement.objects.select_related("speaker").prefetch_related("targets").get()


@pytest.mark.both
class TestEffort:
    """What the desk promises an editor, in keys and drags."""

    def digits(self, bench: Bench) -> tuple[str, str]:
        bench.press("n")
        found = number_of(bench, "Théodule Marquenterre"), number_of(bench, "Ysoline Quévrain")
        bench.press("Escape")
        bench.actions = 0
        return found

    def is_as_meant(self, made: Statement) -> None:
        target = made.targets.get()
        assert (made.exact, made.speaker.name, made.kind, made.status) == (
            ELLE, "Théodule Marquenterre", "direct", "in_review",
        )  # fmt: skip
        assert (target.person.name, target.mention) == ("Ysoline Quévrain", "elle")

    def test_a_new_quotation_with_speaker_and_target_takes_four_keys(self, desk):
        bench = desk()
        speaker, target = self.digits(bench)
        bench.press("n", speaker, f"Shift+Digit{target}", "a")
        bench.saved()
        assert bench.actions == 4
        self.is_as_meant(the_statement())

    def test_or_one_drag_and_three_keys(self, desk):
        bench = desk()
        speaker, target = self.digits(bench)
        bench.drag(ELLE, short=6)
        bench.press(speaker, f"Shift+Digit{target}", "a")
        bench.saved()
        assert bench.actions == 4
        self.is_as_meant(the_statement())

    def test_a_right_suggestion_takes_one_key(self, desk, article):
        first, *others = suggested(article)
        bench = desk()
        bench.press("j")
        bench.actions = 0
        bench.press("a")
        expect(bench.current).to_have_attribute("data-item", f"g{others[0].pk}")
        bench.saved()
        assert bench.actions == 1
        assert Suggestion.objects.get(pk=first.pk).state == "accepted"
        assert the_statement().status == "in_review"

    def test_one_with_the_wrong_speaker_takes_two(self, desk, article):
        first = suggested(article)[0]
        bench = desk()
        bench.press("j")
        other = next(
            name for name in ("Ysoline Quévrain", "Théodule Marquenterre")
            if name != first.speaker.name
        )  # fmt: skip
        digit, bench.actions = number_of(bench, other), 0
        bench.press(digit, "a")
        bench.saved()
        assert bench.actions == 2
        assert the_statement().speaker.name == other
        assert Suggestion.objects.get(pk=first.pk).state == "corrected"

    def test_an_approval_takes_one_key_and_leads_to_the_next(self, desk, article):
        made = [makers.in_review(words, in_article=article) for words in (ELLE, HALLE)]
        bench = desk("rui")
        bench.press("j", "a")
        expect(bench.current).to_have_attribute("data-item", f"s{made[1].pk}")
        bench.press("x")
        bench.page.wait_for_timeout(5_500)
        bench.saved()
        assert Statement.objects.get(pk=made[0].pk).status == "published"


class TestChoosing:
    def test_the_edges_move_by_words_and_the_words_grow(self, desk):
        bench = desk()
        bench.drag("se décide")
        expect(bench.words).to_have_text("se décide")
        bench.press("[")
        expect(bench.words).to_have_text("elle se décide")
        bench.press("]", "{")
        expect(bench.words).to_have_text("se")
        bench.press("}", "s")
        expect(bench.words).to_have_text(ELLE)

    def test_an_unnamed_source_is_taken_from_the_words_selected(self, desk):
        bench = desk()
        bench.drag("s’agace")
        bench.drag("Un proche de la maire")
        bench.press("o")
        expect(bench.words).to_have_text("s’agace")
        bench.press("i", "a")
        bench.saved()
        made = the_statement()
        assert (made.speaker_type, made.attribution, made.kind) == (
            "anonymous", "Un proche de la maire", "indirect",
        )  # fmt: skip

    def test_somebody_is_found_by_name_with_accents_left_out(self, desk):
        makers.person("Noémie Étréville")
        bench = desk()
        bench.press("n", "e")
        bench.page.keyboard.type("etrev")
        expect(bench.page.locator("#finder-0")).to_contain_text("Noémie Étréville")
        bench.press("Enter")
        expect(bench.page.locator(".card-speaker strong")).to_have_text("Noémie Étréville")
        bench.press("a")
        bench.saved()
        assert the_statement().speaker.name == "Noémie Étréville"

    def test_somebody_the_archive_lacks_is_recorded_on_the_fly(self, desk):
        bench = desk()
        bench.press("n", "e")
        bench.page.keyboard.type("Odilon Brancourt")
        expect(bench.page.locator("#finder-0")).to_contain_text("Odilon Brancourt")
        bench.press("Enter", "a")  # the archive may be still looking for that name
        expect(bench.page.locator(".item")).to_have_count(1)
        bench.saved()
        assert the_statement().speaker == Person.objects.get(name="Odilon Brancourt")

    def test_nothing_is_sent_before_it_is_said_who_speaks(self, desk):
        bench = desk()
        bench.press("n", "a")
        expect(bench.page.locator("#card-said")).to_contain_text("who speaks")
        assert not Statement.objects.exists()

    def test_words_printed_elsewhere_bring_their_speaker_and_targets(self, desk, article):
        other = makers.article(f"Ailleurs : « {ELLE} », répète-t-on encore ici.\n")
        theodule, ysoline = (
            makers.person(n) for n in ("Théodule Marquenterre", "Ysoline Quévrain")
        )
        makers.statement(ELLE, in_article=other, speaker=theodule, targets=[makers.target(ysoline)])
        bench = desk()
        bench.press("n")
        expect(bench.page.locator(".card-elsewhere")).to_contain_text("Théodule Marquenterre")
        bench.press("=", "a")
        bench.saved()
        made = Statement.objects.get(article=article)
        assert made.speaker == theodule
        assert [target.person for target in made.targets.all()] == [ysoline]


class TestMistakes:
    def test_everything_is_undone_and_done_again_after_a_reload_too(self, desk):
        bench = desk()
        bench.press("n", "1", "a")
        bench.saved()
        bench.open()
        bench.press("u")
        expect(bench.page.locator(".item")).to_have_count(0)
        bench.saved()
        assert the_statement().status == "rejected"
        bench.open()
        bench.press("Shift+U")
        expect(bench.page.locator(".item-in_review")).to_have_count(1)

    def test_a_step_of_the_card_is_taken_back_before_any_act(self, desk):
        bench = desk()
        bench.press("n", "1", "2", "u")
        expect(bench.page.locator(".person-speaker[aria-pressed=true]")).to_have_attribute(
            "data-number", "1"
        )

    def test_all_sure_suggestions_are_accepted_with_one_undo(self, desk, article):
        sure = [one for one in suggested(article) if one.tier == "high"]
        assert len(sure) > 1
        bench = desk()
        bench.press("Shift+A")
        expect(bench.page.locator(".item-in_review")).to_have_count(len(sure))
        bench.press("u")
        expect(bench.page.locator(".item-in_review")).to_have_count(0)
        bench.saved()
        assert set(article.suggestions.values_list("state", flat=True)) == {"pending"}

    def test_an_approval_is_taken_back_while_it_waits(self, desk, article):
        made = makers.in_review(ELLE, in_article=article)
        bench = desk("rui")
        bench.press("j", "a", "u")
        expect(bench.page.locator("#card")).to_contain_text("Approve and publish")
        bench.page.wait_for_timeout(5_500)
        assert Statement.objects.get(pk=made.pk).status == "in_review"

    def test_what_was_begun_outlives_a_killed_tab(self, desk, article, log_in):
        bench = desk()
        bench.press("n", "1")
        second = bench.page.context.new_page()
        bench.page.close(run_before_unload=False)
        again = Bench(second, article).open()
        expect(again.words).to_have_text(ELLE)
        again.press("a")
        again.saved()
        assert the_statement().exact == ELLE

    def test_offline_acts_are_kept_and_sent_once(self, desk):
        bench = desk()
        bench.page.context.set_offline(True)
        bench.press("n", "1", "a", "n", "2", "a")
        expect(bench.page.locator("#saving")).to_have_attribute("data-state", "offline")
        bench.page.context.set_offline(False)
        bench.saved()
        assert Statement.objects.filter(status="in_review").count() == 2

    def test_an_expired_session_keeps_what_was_done(self, desk, complaints, live_server):
        bench = desk()
        cookies = bench.page.context.cookies()
        bench.page.context.clear_cookies()
        bench.press("n", "1", "a")
        expect(bench.page.locator("#saving")).to_have_attribute("data-state", "logged-out")
        assert not Statement.objects.exists()
        bench.page.context.add_cookies(cookies)
        bench.page.evaluate("dispatchEvent(new Event('online'))")
        bench.saved()
        assert Statement.objects.count() == 1
        complaints.clear()


@pytest.mark.both
class TestTogether:
    def test_two_editors_change_the_same_and_one_chooses(self, desk, article, complaints):
        made = makers.statement(ELLE, in_article=article)
        ada, rui = desk("ada"), desk("rui")
        for bench in (ada, rui):
            bench.press("j")
        ada.press("m", "w")
        ada.saved()
        rui.press("i", "w")
        conflict = rui.page.locator(".card-conflict")
        expect(conflict).to_contain_text("ada changed the same")
        expect(conflict.locator("[data-side=theirs]")).to_contain_text("mixed")
        rui.press("1", "w")
        rui.saved()
        assert Statement.objects.get(pk=made.pk).kind == "indirect"
        complaints.clear()

    def test_changes_of_other_fields_are_merged_without_a_word(self, desk, article):
        made = makers.statement(ELLE, in_article=article)
        ada, rui = desk("ada"), desk("rui")
        for bench in (ada, rui):
            bench.press("j")
        ada.press("m", "w")
        ada.saved()
        rui.press(number_of(rui, "Théodule Marquenterre"), "w")
        rui.saved()
        made = Statement.objects.get(pk=made.pk)
        assert (made.kind, made.speaker.name) == ("mixed", "Théodule Marquenterre")

    def test_each_sees_that_the_other_is_there(self, desk):
        desk("ada")
        rui = desk("rui")
        expect(rui.page.locator("#present")).to_contain_text("ada")

    def test_a_reviewer_returns_with_a_category_and_a_comment(self, desk, article):
        made = makers.in_review(ELLE, in_article=article)
        bench = desk("rui")
        bench.press("j", "r")
        bench.page.select_option("#return-category", "words")
        bench.page.fill("#return-reason", "Il manque le début.")
        bench.press("Control+Enter")
        bench.saved()
        assert Statement.objects.get(pk=made.pk).status == "returned"

    def test_who_may_only_read_has_no_controls(self, desk, article):
        makers.statement(ELLE, in_article=article)
        reader = User.objects.get(username="ada")
        reader.groups.clear()
        from django.contrib.auth.models import Permission

        reader.user_permissions.set(
            Permission.objects.filter(
                codename__in=["view_article", "view_statement", "read_articletext"]
            )
        )
        bench = desk("ada")
        bench.press("j")
        expect(bench.words).to_have_text(ELLE)
        assert bench.page.locator("#card [data-command]").count() == 0
        bench.press("m", "a", "n")
        assert Statement.objects.get().kind == "direct"

    def test_a_corrected_text_is_told_and_nothing_is_written_over_it(
        self, desk, article, complaints
    ):
        from tests import suggesting

        bench = desk()
        bench.press("n", "1")
        suggesting.corrected(article, "hier", "avant-hier")
        bench.press("a")
        expect(bench.page.locator("#banner")).to_contain_text("has been corrected")
        assert not Statement.objects.exists()
        bench.open()
        expect(bench.words).to_have_text(ELLE)
        bench.press("a")
        bench.saved()
        assert the_statement().exact == ELLE
        complaints.clear()


class TestWithoutKeysOrMouse:
    def test_the_whole_journey_by_mouse_alone(self, desk):
        bench = desk()
        bench.drag(ELLE)
        bench.click(".person-speaker >> text=Théodule Marquenterre")
        bench.click(".person-target >> nth=0")
        bench.click("#card [data-command=mixed]")
        bench.click("#card [data-command=accept]")
        bench.saved()
        made = the_statement()
        assert (made.kind, made.status) == ("mixed", "in_review")
        bench.click("[data-command=undo]")
        expect(bench.page.locator(".item")).to_have_count(0)

    def test_words_are_chosen_with_arrows(self, desk):
        bench = desk()
        bench.page.focus("#printed")
        bench.press("ArrowRight", "ArrowRight", "Shift+ArrowRight", "Enter")
        expect(bench.words).to_have_text("Quévrain, maire")

    def test_the_plain_form_without_scripts(self, log_in, article):
        made = makers.statement(ELLE, in_article=article)
        page = log_in("ada", javascript=False)
        page.goto(f"/en/admin/archive/article/{article.pk}/annotate/")
        expect(page.locator(f"#item-s{made.pk}")).to_contain_text(ELLE)
        page.click(f"#item-s{made.pk} >> role=link")
        expect(page.locator("#id_words")).to_have_value(ELLE)

    def test_without_highlights_the_list_leads_all_the_same(self, log_in, article):
        made = makers.statement(ELLE, in_article=article)
        page = log_in("ada")
        page.add_init_script("Object.defineProperty(CSS, 'highlights', { value: undefined })")
        bench = Bench(page, article).open()
        bench.press("j", "m", "a")
        bench.saved()
        assert Statement.objects.get(pk=made.pk).status == "in_review"
