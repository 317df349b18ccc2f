"""Rights at the desk: the meter of the excerpt budget, a chief editor's leave, licences."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from archive import drafting, rights
from archive.models import Article, Event, ExcerptOverride, Statement
from archive.models.budget import budget_of, closing_problem, excess, meter_of
from archive.workflow import NotReady
from tests import makers
from tests.two_editors import Editor, told_in

SENTENCES = "".join(f"Phrase numéro {number:03} de la séance. " for number in range(100))


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def article(db) -> Article:
    """A private one of 3,500 characters: a quarter is 875."""
    return makers.article(SENTENCES, licence="private", published="2001")


@pytest.fixture
def too_long(article, settings) -> Statement:
    """A draft whose words are within the length of one statement, but beyond the article's share:
    191 characters and 32 of context."""
    settings.EXCERPT_TOTAL_MAX = 100
    return makers.statement(SENTENCES[:192].strip(), in_article=article)


def act(statement: Statement, name: str) -> str:
    return reverse(f"admin:archive_statement_{name}", args=[statement.pk])


def allow(editor: Editor, statement: Statement, **given: str):
    version = Statement.objects.get(pk=statement.pk).version
    sent = {"version": version, "reason": "Discours public, reproduit en entier.", **given}
    return editor.client.post(act(statement, "allow"), sent)


class TestLimit:
    def test_the_share_of_the_article_is_named_when_it_is_the_narrowest(self, article):
        budget = budget_of(article)
        assert budget.allowed == len(SENTENCES) // 4
        assert budget.reason == f"25 % of its {len(SENTENCES)} characters"

    def test_the_total_is_named_when_it_is_the_narrowest(self, article, settings):
        settings.EXCERPT_TOTAL_MAX = 100
        assert (budget_of(article).allowed, "any private" in budget_of(article).reason) == (
            100,
            True,
        )

    def test_a_recent_article_says_until_when(self, article, settings):
        settings.EXCERPT_RECENT_TOTAL_MAX = 90
        this_year = date.today().year
        Article.objects.filter(pk=article.pk).update(
            published=str(this_year), published_to=date(this_year, 12, 31)
        )
        article.refresh_from_db()
        budget = budget_of(article)
        assert budget.allowed == 90
        assert str(this_year + 3) in budget.reason
        assert "neighbouring right" in budget.reason

    def test_three_years_later_the_tighter_limit_is_gone(self, article, settings):
        settings.EXCERPT_RECENT_TOTAL_MAX = 1
        assert budget_of(article).allowed == len(SENTENCES) // 4


class TestWhatCounts:
    @pytest.mark.parametrize("is_derived", [True, False])
    def test_a_title_is_the_reference_of_the_article(self, article, is_derived):
        article.title, article.title_is_derived = "Phrase numéro 000 de la séance…", is_derived
        article.save()
        makers.published("Phrase numéro 050", in_article=article)
        assert budget_of(article).used == 17 + 64

    def test_a_long_designation_of_the_speaker_counts(self, article):
        far = SENTENCES[-64:].strip()
        makers.published("Phrase numéro 005", in_article=article, attribution=far)
        assert budget_of(article).used == 17 + 64 + len(far)

    def test_a_name_is_no_excerpt(self, article):
        makers.published("Phrase numéro 005", in_article=article, attribution="Phrase numéro 099")
        assert budget_of(article).used == 17 + 64

    def test_a_long_designation_of_a_target_counts(self, article):
        far = SENTENCES[-64:].strip()
        makers.published(
            "Phrase numéro 005", in_article=article, targets=[makers.target(mention=far)]
        )
        assert budget_of(article).used == 17 + 64 + len(far)

    def test_a_designation_within_the_words_counts_once(self, article):
        words = SENTENCES[352:416].strip()
        makers.published(words, in_article=article, attribution=words)
        assert budget_of(article).used == len(words) + 64


class TestMeter:
    def test_the_page_of_an_article_says_what_is_left(self, article, ada):
        makers.published("Phrase numéro 050", in_article=article)
        page = Editor(ada).client.get(reverse("admin:archive_article_change", args=[article.pk]))
        assert page.context["meter"].budget.used == 81
        assert 'class="desk-meter"' in page.content.decode()

    def test_an_open_article_has_no_meter(self, ada):
        article = makers.article()
        page = Editor(ada).client.get(reverse("admin:archive_article_change", args=[article.pk]))
        assert page.context["meter"] is None
        assert "desk-meter" not in page.content.decode()

    def test_the_form_of_a_new_statement_shows_it(self, article, ada):
        address = f"{reverse('admin:archive_statement_add')}?article={article.pk}"
        page = Editor(ada).client.get(address).content.decode()
        assert 'class="desk-meter"' in page
        assert f"article={article.pk}" in page

    def test_the_page_of_a_statement_warns_before_it_is_submitted(self, too_long, ada):
        page = Editor(ada).client.get(act(too_long, "change")).content.decode()
        assert "It cannot be submitted like this." in page

    def test_no_warning_where_it_passes(self, article, ada):
        made = makers.statement("Phrase numéro 050", in_article=article)
        page = Editor(ada).client.get(act(made, "change"))
        assert (page.context["meter"].added, page.context["meter"].is_refused) == (81, False)
        assert "It cannot be submitted" not in page.content.decode()

    def ask(self, user, query: str, **typed: str):
        return Editor(user).client.post(
            f"{reverse('admin:archive_statement_meter')}?{query}", typed
        )

    def test_words_that_are_typed_are_counted_as_submission_will_count_them(self, article, ada):
        words = "phrase numero 050"
        page = self.ask(ada, f"article={article.pk}", words=words).content.decode()
        assert "81 characters" in page
        made = makers.statement("Phrase numéro 050", in_article=article)
        assert meter_of(article, adding=made).added == 81

    def test_typed_targets_and_their_removal_are_counted(self, article, ada):
        far = SENTENCES[-64:].strip()
        typed = {"words": "Phrase numéro 050", "targets-TOTAL_FORMS": "1",
                 "targets-0-mention": far}  # fmt: skip
        page = self.ask(ada, f"article={article.pk}", **typed).content.decode()
        assert f"{81 + len(far)} characters" in page
        page = self.ask(ada, f"article={article.pk}", **typed, **{"targets-0-DELETE": "on"})
        assert "81 characters" in page.content.decode()

    def test_the_meter_saves_nothing(self, too_long, ada):
        before = Statement.objects.values().get(), Event.objects.count()
        self.ask(ada, f"statement={too_long.pk}", words="Phrase numéro 050")
        assert (Statement.objects.values().get(), Event.objects.count()) == before

    @pytest.mark.parametrize("words", ["", " ", "x" * 30_000, "pas dans le texte", "\n\n", "«»"])
    def test_any_words_have_an_answer(self, article, ada, words):
        assert self.ask(ada, f"article={article.pk}", words=words).status_code == 200

    @pytest.mark.parametrize("query", ["", "article=0", "article=x", "statement=999", "article=٣"])
    def test_without_an_article_it_is_a_bad_request(self, db, ada, query):
        assert self.ask(ada, query, words="a").status_code == 400

    def test_only_editors_are_answered(self, article):
        stranger = makers.user("sam")
        assert self.ask(stranger, f"article={article.pk}", words="a").status_code == 403

    def test_it_is_asked_by_post(self, article, ada):
        address = reverse("admin:archive_statement_meter")
        assert Editor(ada).client.get(f"{address}?article={article.pk}").status_code == 405


class TestLeave:
    def test_without_leave_it_is_not_submitted(self, too_long, ada):
        with pytest.raises(NotReady):
            makers.move(too_long, "submit", ada)

    def test_a_chief_editor_allows_it_with_a_reason_that_is_history(self, too_long, chloe, ada):
        assert allow(Editor(chloe), too_long).status_code == 302
        event = Event.objects.of(too_long).first()
        assert (event.verb, event.actor) == ("budget_lifted", chloe)
        assert event.reason == "Discours public, reproduit en entier."
        assert makers.move(too_long, "submit", ada).status == "in_review"

    def test_the_leave_holds_when_it_is_approved(self, too_long, ada, rui, chloe):
        allow(Editor(chloe), too_long)
        made = makers.move(makers.move(too_long, "submit", ada), "approve", rui)
        assert made.status == "published"

    def test_it_is_told_on_the_page_with_its_reason(self, too_long, chloe, ada):
        allow(Editor(chloe), too_long)
        page = Editor(ada).client.get(act(too_long, "change")).content.decode()
        assert "Discours public, reproduit en entier." in page
        assert "It cannot be submitted like this." not in page

    @pytest.mark.parametrize("reason", ["", "  ", "\n"])
    def test_a_reason_is_needed(self, too_long, chloe, reason):
        allow(Editor(chloe), too_long, reason=reason)
        assert not ExcerptOverride.objects.exists()

    @pytest.mark.parametrize("who", [makers.ada, makers.rui])
    def test_nobody_else_allows_it(self, too_long, who):
        assert allow(Editor(who()), too_long).status_code == 403
        assert not ExcerptOverride.objects.exists()

    @pytest.mark.parametrize(("who", "is_offered"), [(makers.rui, False), (makers.chloe, True)])
    def test_the_form_is_offered_to_chief_editors_alone(self, too_long, who, is_offered):
        page = Editor(who()).client.get(act(too_long, "change")).content.decode()
        assert (act(too_long, "allow") in page) is is_offered

    def test_looking_at_it_allows_nothing(self, too_long, chloe):
        assert Editor(chloe).client.get(act(too_long, "allow")).status_code == 405
        assert not ExcerptOverride.objects.exists()

    def test_longer_words_need_another_leave(self, too_long, chloe, ada):
        allow(Editor(chloe), too_long)
        self.place(too_long, 0, 250, ada)
        with pytest.raises(NotReady):
            makers.move(too_long, "submit", ada)

    def test_fewer_words_do_not(self, too_long, chloe, ada):
        allow(Editor(chloe), too_long)
        self.place(too_long, 5, 150, ada)
        assert makers.move(too_long, "submit", ada).status == "in_review"

    def place(self, statement: Statement, start: int, end: int, by) -> None:
        made = Statement.objects.get(pk=statement.pk)
        before = drafting.fresh_content(made)
        made.place_at(made.text, makers.anchoring.anchor(SENTENCES, start, end))
        drafting.write_edit(made, by=by, version=made.version)
        drafting.record_edit(made, before, by=by)

    def test_another_version_than_the_one_read_is_not_allowed(self, too_long, chloe, ada):
        read = too_long.version
        self.place(too_long, 0, 250, ada)
        allow(Editor(chloe), too_long, version=read)
        assert not ExcerptOverride.objects.exists()

    def test_sent_twice_it_is_one_leave(self, too_long, chloe):
        editor = Editor(chloe)
        allow(editor, too_long)
        allow(editor, too_long)
        assert ExcerptOverride.objects.count() == 1
        assert Event.objects.filter(verb="budget_lifted").count() == 1

    def test_what_is_within_the_budget_needs_none(self, article, chloe):
        made = makers.statement("Phrase numéro 050", in_article=article)
        with pytest.raises(rights.OverrideRefused, match="needs no leave"):
            rights.lift_budget(made, by=chloe, version=made.version, reason="Pour rien.")

    def test_who_wrote_it_may_allow_it_and_somebody_else_still_approves(
        self, article, settings, chloe, rui
    ):
        settings.EXCERPT_TOTAL_MAX = 100
        made = makers.statement(SENTENCES[:192].strip(), in_article=article, by=chloe)
        allow(Editor(chloe), made)
        made = makers.move(made, "submit", chloe)
        with pytest.raises(Exception, match="somebody else must approve"):
            makers.move(made, "approve", chloe)
        assert makers.move(made, "approve", rui).status == "published"

    def test_what_was_allowed_still_counts_for_the_others(self, too_long, article, ada, rui, chloe):
        allow(Editor(chloe), too_long)
        makers.move(makers.move(too_long, "submit", ada), "approve", rui)
        other = makers.statement("Phrase numéro 090", in_article=article)
        assert excess(other)


OPEN = {"licence": "open", "licence_name": "CC BY 4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/"}  # fmt: skip


class TestLicence:
    def test_a_chief_editor_opens_it_and_history_tells_from_what_to_what(self, article, chloe):
        assert Editor(chloe).open(article).send(**OPEN).status_code == 302
        changes = Event.objects.of(article).first().changes
        assert changes["licence"] == ["private", "open"]
        assert changes["licence_name"] == ["", "CC BY 4.0"]
        assert changes["licence_url"][1].startswith("https://creativecommons.org/")

    @pytest.mark.parametrize("missing", ["licence_name", "licence_url"])
    def test_its_name_and_address_are_needed(self, article, chloe, missing):
        told = told_in(Editor(chloe).open(article).send(**{**OPEN, missing: ""}))
        assert "An open licence needs its name and its address." in told
        assert not Article.objects.get().is_open

    @pytest.mark.parametrize("who", [makers.ada, makers.rui])
    def test_a_forged_form_of_anybody_else_opens_nothing(self, article, who):
        Editor(who()).open(article).send(**OPEN)
        kept = Article.objects.get()
        assert (kept.licence, kept.licence_name, kept.licence_url) == ("private", "", "")

    @pytest.mark.parametrize("who", [makers.ada, makers.rui, makers.chloe])
    def test_a_new_article_is_private_whatever_is_sent(self, db, who):
        add = Editor(who()).open_at(reverse("admin:archive_article_add"), "article_form")
        assert add.send(title="T", pasted=makers.BODY, **OPEN).status_code == 302
        kept = Article.objects.get()
        assert (kept.licence, kept.licence_name) == ("private", "")

    def test_it_is_closed_again_by_a_chief_editor_and_told(self, chloe):
        article = makers.article()
        assert Editor(chloe).open(article).send(licence="private").status_code == 302
        assert Event.objects.of(article).first().changes["licence"] == ["open", "private"]

    def test_it_is_not_closed_when_readers_already_have_too_much(self, chloe, settings):
        article = makers.edition().article
        settings.EXCERPT_TOTAL_MAX = 10
        assert "retract some" in told_in(Editor(chloe).open(article).send(licence="private"))
        assert closing_problem(Article.objects.get())

    def test_a_contributor_does_not_close_it_by_a_forged_form(self, ada):
        article = makers.article()
        Editor(ada).open(article).send(licence="private", licence_name="")
        kept = Article.objects.get()
        assert (kept.licence, kept.licence_name) == ("open", "CC0 1.0")

    def test_the_database_has_no_open_licence_without_a_name(self, article):
        article.licence = "open"
        with pytest.raises(ValidationError):
            article.validate_constraints()
