"""The desk in the admin: what an editor may do there, and what no form lets through."""

import pytest
from django.test import Client
from django.urls import reverse

from archive.models import Article, ArticleText, Event, FormerSlug, Person, Statement
from tests import makers
from tests.desk import BODY, add, an_article, change, errors, logged_in


@pytest.fixture
def desk(ada) -> Client:
    return logged_in(ada)


@pytest.fixture
def article(db) -> Article:
    return an_article()


class TestWords:
    def test_the_articles_own_characters_are_kept_whatever_was_typed(self, desk, article):
        add(desk, article, words='"NOUS  verrons bien au printemps"')
        statement = Statement.objects.get()
        assert statement.exact == "Nous verrons bien au printemps"
        assert statement.text.body[statement.start : statement.end] == statement.exact

    def test_offsets_are_code_points_after_an_emoji(self, desk, article):
        add(desk, article)
        statement = Statement.objects.get()
        assert statement.start == BODY.index("Nous verrons")

    def test_words_in_several_places_ask_which(self, desk, article):
        response = add(desk, article, words="Elle n’ouvrira rien", speaker="Théodule Marquenterre")
        assert not Statement.objects.exists()
        assert response.content.decode().count('name="occurrence"') == 2

    def test_the_chosen_place_is_taken(self, desk, article):
        second = BODY.rindex("Elle n’ouvrira rien")
        add(desk, article, words="Elle n'ouvrira rien", occurrence=str(second))
        assert Statement.objects.get().start == second

    def test_a_place_that_was_not_offered_is_refused(self, desk, article):
        add(desk, article, words="Elle n'ouvrira rien", occurrence="3")
        assert not Statement.objects.exists()

    def test_words_that_are_not_there_are_refused_with_the_nearest_place(self, desk, article):
        told = errors(add(desk, article, words="Nous verrons mieux au printemps"))
        assert "▸Nous verrons bien au printemps◂" in told
        assert not Statement.objects.exists()

    @pytest.mark.parametrize("words", ["", "   ", "«»", "…", "x" * 20_000, "\U0001f389" * 50])
    def test_hopeless_words_are_refused_politely(self, desk, article, words):
        assert errors(add(desk, article, words=words))

    def test_unchanged_words_stay_at_the_place_chosen_before(self, desk, article):
        second = BODY.rindex("Elle n’ouvrira rien")
        add(desk, article, words="Elle n’ouvrira rien", occurrence=str(second))
        change(desk, Statement.objects.get(), place="Lille")
        statement = Statement.objects.get()
        assert (statement.start, statement.place) == (second, "Lille")

    def test_unchanged_words_can_be_moved_to_another_place(self, desk, article):
        places = [BODY.index("Elle n’ouvrira rien"), BODY.rindex("Elle n’ouvrira rien")]
        add(desk, article, words="Elle n’ouvrira rien", occurrence=str(places[1]))
        page = desk.get(
            reverse("admin:archive_statement_change", args=[Statement.objects.get().pk])
        )
        assert page.content.decode().count('name="occurrence"') == 2
        change(desk, Statement.objects.get(), occurrence=str(places[0]))
        assert Statement.objects.get().start == places[0]

    def test_new_words_with_the_old_place_ask_again(self, desk, article):
        add(desk, article)
        old = str(Statement.objects.get().start)
        response = change(
            desk, Statement.objects.get(), words="Elle n’ouvrira rien", occurrence=old
        )
        assert errors(response)


class TestPeopleAndDates:
    def test_a_name_is_found_whatever_its_case_and_accents(self, desk, article):
        add(desk, article, speaker="ysoline quevrain")
        assert Statement.objects.get().speaker.name == "Ysoline Quévrain"

    def test_a_name_as_printed_leads_to_its_person(self, desk, article):
        person = makers.person("Ysoline Quévrain")
        person.names.create(name="Mme Quévrain")
        add(desk, article, speaker="Mme Quévrain")
        assert Statement.objects.get().speaker == person

    def test_an_unknown_name_is_refused_with_near_ones(self, desk, article):
        assert "Ysoline Quévrain" in errors(add(desk, article, speaker="Y. Quévrain"))

    def test_homonyms_are_told_apart_by_number(self, desk, article):
        other = Person.objects.create(name="Ysoline Quévrain", description="botaniste")
        told = errors(add(desk, article))
        assert f"(#{other.pk}) botaniste" in told
        add(desk, article, speaker=f"Ysoline Quévrain (#{other.pk})")
        assert Statement.objects.get().speaker == other

    def test_an_anonymous_source_cannot_be_a_person(self, desk, article):
        assert errors(add(desk, article, speaker_type="anonymous"))
        assert not Statement.objects.exists()

    def test_a_date_is_kept_as_precise_as_it_was_typed(self, desk, article):
        add(desk, article, said_on="janvier 2017")
        statement = Statement.objects.get()
        assert statement.said_on == "2017-01"
        page = desk.get(reverse("admin:archive_statement_change", args=[statement.pk]))
        assert "2017-01-01 → 2017-01-31" in page.content.decode()

    def test_a_date_that_is_not_understood_is_refused(self, desk, article):
        assert "32/13/2017" in errors(add(desk, article, said_on="32/13/2017"))

    def test_a_blank_role_takes_the_one_recorded_for_the_date(self, desk, article):
        person = makers.person("Ysoline Quévrain")
        person.roles.create(title="conseillère", began="2008", ended="2014-03")
        person.roles.create(title="maire", began="2014-04", ended="2020")
        add(desk, article, said_on="2016")
        assert Statement.objects.get().speaker_role == "maire"

    def test_no_role_is_guessed_when_two_were_held(self, desk, article):
        person = makers.person("Ysoline Quévrain")
        person.roles.create(title="conseillère", began="2008", ended="2014-03")
        person.roles.create(title="maire", began="2014-04", ended="2020")
        add(desk, article, said_on="2014")
        assert Statement.objects.get().speaker_role == ""

    def test_the_words_that_designate_a_target_are_located(self, desk, article):
        target = {"targets-0-person": "Théodule Marquenterre", "targets-0-mention": "la mairie"}
        add(desk, article, **target)
        kept = Statement.objects.get().targets.get()
        assert (kept.mention, kept.mention_start) == ("La mairie", 0)

    def test_designating_words_that_are_not_there_are_refused(self, desk, article):
        target = {"targets-0-person": "Théodule Marquenterre", "targets-0-mention": "le préfet"}
        assert errors(add(desk, article, **target))
        assert not Statement.objects.exists()

    def test_a_doubt_needs_its_reason(self, desk, article):
        assert errors(add(desk, article, certainty="disputed"))


class TestNothingGoesRound:
    def test_a_forged_form_sets_no_status_version_or_name(self, desk, article, rui):
        add(desk, article, status="published", version="7", submitted_by=rui.pk,
            created_by=rui.pk, start="0", end="4", exact="La m")  # fmt: skip
        statement = Statement.objects.get()
        assert statement.status == "draft"
        assert statement.version == 1
        assert statement.submitted_by is None
        assert statement.created_by.username == "ada"
        assert statement.exact == "Nous verrons bien au printemps"

    def test_a_form_sent_twice_makes_one_statement(self, desk, article):
        key = "0b2f1f39-9f4e-4a3f-9d3c-0d8a8f3f7a11"
        add(desk, article, form_key=key)
        response = add(desk, article, form_key=key)
        assert response.status_code == 302
        assert Statement.objects.count() == 1

    def test_an_edit_of_an_older_version_saves_nothing_and_loses_nothing(self, desk, article, rui):
        statement = makers.statement("Nous verrons bien au printemps", in_article=article)
        change(logged_in(rui), statement, place="Lille")
        response = change(desk, statement, place="Roubaix")
        told = errors(response)
        assert "rui" in told
        assert 'value="Roubaix"' in response.content.decode()
        assert Statement.objects.get().place == "Lille"

    def test_an_edit_without_its_version_is_refused(self, desk, article):
        statement = makers.statement("Nous verrons bien au printemps", in_article=article)
        assert errors(change(desk, statement, place="Lille", version_read=""))

    def test_saving_without_a_change_makes_no_version(self, desk, article):
        add(desk, article)
        change(desk, Statement.objects.get())
        assert Statement.objects.get().version == 1
        assert Event.objects.filter(verb="changed").count() == 0

    def test_an_edit_is_one_row_of_history_with_before_and_after(self, desk, article):
        add(desk, article, place="Lille")
        change(desk, Statement.objects.get(), place="Roubaix")
        event = Event.objects.filter(verb="changed").get()
        assert event.changes["place"] == ["Lille", "Roubaix"]
        assert event.actor.username == "ada"

    def test_a_contributor_cannot_edit_what_is_in_review(self, desk):
        statement = makers.in_review()
        assert change(desk, statement, place="Lille").status_code == 403
        assert Statement.objects.get().place == ""

    def test_a_reviewer_who_edits_becomes_an_editor_and_cannot_approve(self, rui):
        statement = makers.in_review()
        desk = logged_in(rui)
        change(desk, statement, words=statement.exact, place="Lille")
        page = desk.get(reverse("admin:archive_statement_move", args=[statement.pk, "approve"]))
        assert page.status_code == 302
        assert Statement.objects.get().status == "in_review"

    def test_a_published_statement_cannot_be_edited_before_it_is_revised(self, desk):
        statement = makers.published()
        assert change(desk, statement, place="Lille").status_code == 403

    def test_nothing_is_deleted_in_the_admin(self, root):
        desk = logged_in(root)
        statement = makers.statement()
        for name, pk in (("statement", statement.pk), ("article", statement.article_id)):
            address = reverse(f"admin:archive_{name}_delete", args=[pk])
            assert desk.post(address, {"post": "yes"}).status_code == 403

    def test_saving_an_article_never_touches_its_text(self, desk, article):
        before = ArticleText.objects.get(article=article)
        sent = {"title": "Autre titre", "language": "fr", "reading": "read", "body": "autre",
                "outlet": article.outlet_id, "text": "autre", "pasted": "autre"}  # fmt: skip
        response = desk.post(reverse("admin:archive_article_change", args=[article.pk]), sent)
        assert response.status_code == 302
        assert Article.objects.get().title == "Autre titre"
        after = ArticleText.objects.get(article=article)
        assert (after.body, after.sha256) == (before.body, before.sha256)

    def test_a_contributor_cannot_open_a_licence(self, desk):
        private = makers.article(BODY, licence="private")
        sent = {"title": "T", "language": "fr", "reading": "read", "licence": "open",
                "licence_name": "CC0", "licence_url": "https://example.org/"}  # fmt: skip
        desk.post(reverse("admin:archive_article_change", args=[private.pk]), sent)
        assert Article.objects.get(pk=private.pk).licence == "private"

    def test_a_chief_editor_opens_a_licence_with_its_name_and_address(self, chloe):
        private = makers.article(BODY, licence="private")
        address = reverse("admin:archive_article_change", args=[private.pk])
        sent = {"title": "T", "language": "fr", "reading": "read", "licence": "open"}
        assert errors(logged_in(chloe).post(address, sent))
        named = {**sent, "licence_name": "CC0", "licence_url": "https://example.org/"}
        assert logged_in(chloe).post(address, named).status_code == 302
        assert Article.objects.get(pk=private.pk).licence == "open"
        event = Event.objects.of(private).get()
        assert event.changes["licence"] == ["private", "open"]

    @pytest.mark.parametrize(
        "probe",
        ["text__body__startswith=L", "exact__regex=^N", "speaker__name__startswith=Y",
         "created_by__password__startswith=md5", "annotations__body__contains=a"],
    )  # fmt: skip
    def test_lists_cannot_be_used_to_probe_columns(self, desk, article, probe):
        makers.statement("Nous verrons bien au printemps", in_article=article)
        response = desk.get(f"{reverse('admin:archive_statement_changelist')}?{probe}")
        assert response.status_code in (302, 400)

    def test_an_article_pasted_in_is_kept_with_line_feeds(self, desk):
        sent = {"title": "", "pasted": "Un titre court\r\n\r\nIl a dit : « Oui. »\r\n",
                "language": "fr", "published": "mars 2019"}  # fmt: skip
        assert desk.post(reverse("admin:archive_article_add"), sent).status_code == 302
        article = Article.objects.get()
        assert article.current_text.body == "Un titre court\n\nIl a dit : « Oui. »\n"
        assert (article.title, article.published) == ("Un titre court", "2019-03")

    def test_the_same_text_pasted_twice_is_refused_with_a_sentence(self, desk, article):
        sent = {"title": "T", "pasted": BODY, "language": "fr", "outlet": article.outlet_id}
        assert errors(desk.post(reverse("admin:archive_article_add"), sent))

    def test_a_chief_editor_cannot_raise_anybody_above_reviewer(self, chloe):
        desk = logged_in(chloe)
        ada = makers.ada()
        page = desk.get(reverse("admin:auth_user_change", args=[ada.pk])).content.decode()
        assert "is_superuser" not in page
        assert "Chief editors" not in page
        desk.post(
            reverse("admin:auth_user_change", args=[ada.pk]),
            {"username": "ada", "is_active": "on", "is_staff": "on", "is_superuser": "on"},
        )
        ada.refresh_from_db()
        assert not ada.is_superuser
        own = reverse("admin:auth_user_change", args=[chloe.pk])
        assert desk.post(own, {"username": "chloe", "is_superuser": "on"}).status_code == 403


class TestPages:
    def test_a_statement_is_added_from_its_article(self, desk):
        response = desk.get(reverse("admin:archive_statement_add"), follow=True)
        assert response.redirect_chain[-1][0] == reverse("admin:archive_article_changelist")

    def test_reading_a_page_of_the_desk_changes_nothing(self, rui):
        statement = makers.in_review()
        desk = logged_in(rui)
        before = list(Statement.objects.values()), Event.objects.count()
        for name in ("approve", "return", "reject"):
            desk.get(reverse("admin:archive_statement_move", args=[statement.pk, name]))
        desk.get(reverse("admin:archive_statement_change", args=[statement.pk]))
        desk.get(reverse("admin:archive_statement_history", args=[statement.pk]))
        assert (list(Statement.objects.values()), Event.objects.count()) == before

    def test_history_tells_who_did_what_and_why(self, rui):
        statement = makers.in_review()
        makers.move(statement, "return", rui, reason="Dites où.", category="context")
        page = logged_in(rui).get(reverse("admin:archive_statement_history", args=[statement.pk]))
        told = page.content.decode()
        assert "Dites où." in told
        assert "ada" in told

    def test_a_visitor_without_rights_sees_nothing_of_the_desk(self, db):
        desk = logged_in(makers.user("sam"))
        statement = makers.statement()
        assert desk.get(reverse("admin:archive_statement_changelist")).status_code == 403
        address = reverse("admin:archive_statement_move", args=[statement.pk, "submit"])
        assert desk.post(address, {"version": "1"}).status_code == 403

    def test_a_former_address_goes_on_leading_to_the_person(self, chloe, client):
        desk = logged_in(chloe)
        person = makers.edition().speaker
        sent = {"kind": "person", "name": person.name, "sort_name": person.sort_name,
                "slug": "autre-adresse", "names-TOTAL_FORMS": 0, "names-INITIAL_FORMS": 0,
                "roles-TOTAL_FORMS": 0, "roles-INITIAL_FORMS": 0,
                "identifiers-TOTAL_FORMS": 0, "identifiers-INITIAL_FORMS": 0}  # fmt: skip
        response = desk.post(reverse("admin:archive_person_change", args=[person.pk]), sent)
        assert response.status_code == 302
        assert FormerSlug.objects.get().slug == "ysoline-quevrain"
        answer = client.get("/people/ysoline-quevrain/")
        assert (answer.status_code, answer.url) == (301, "/people/autre-adresse/")

    def test_lists_of_the_desk_take_a_fixed_number_of_queries(
        self, desk, django_assert_max_num_queries
    ):
        for _ in range(12):
            makers.statement()
        for name in ("statement", "article"):
            with django_assert_max_num_queries(20):
                desk.get(reverse(f"admin:archive_{name}_changelist"))
