"""What saving a statement at the desk writes, and what it leaves alone."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from archive.models import Article, Event, Statement, StatementTarget
from tests import makers
from tests.desk import BODY, add, an_article, change, errors, logged_in, told


@pytest.fixture
def desk(ada) -> Client:
    return logged_in(ada)


@pytest.fixture
def article(db) -> Article:
    return an_article()


WORDS = "Nous verrons bien au printemps"
KEY = "0b2f1f39-9f4e-4a3f-9d3c-0d8a8f3f7a11"


def rows(*targets: tuple, present: int = 0) -> dict[str, str]:
    """Rows of targets: (id, person, relation, *more fields)."""
    sent = {"targets-TOTAL_FORMS": str(len(targets)), "targets-INITIAL_FORMS": str(present)}
    for number, (pk, person, relation, more) in enumerate(targets):
        row = {"id": pk, "person": person, "relation": relation, **more}
        sent |= {f"targets-{number}-{name}": value for name, value in row.items()}
    return sent


class TestAttribution:
    def test_an_attribution_is_kept_as_the_article_prints_it(self, desk, article):
        add(desk, article, attribution="ysoline quevrain")
        assert Statement.objects.get().attribution == "Ysoline Quévrain"

    def test_an_attribution_that_is_not_in_the_article_is_refused(self, desk, article):
        assert "pas dans l’article" in errors(add(desk, article, attribution="le préfet"))
        assert not Statement.objects.exists()

    def test_the_nearest_of_several_places_gives_the_characters(self, desk):
        article = makers.article(f"LA MAIRIE et la halle. « {WORDS} », dit la mairie. La Mairie.\n")
        makers.person("Ysoline Quévrain")
        add(desk, article, attribution="La  MAIRIE")
        assert Statement.objects.get().attribution == "la mairie"

    def test_no_script_creates_an_attribution_that_is_not_in_the_article(self, article):
        with pytest.raises(ValueError, match="préfet"):
            makers.statement(WORDS, in_article=article, attribution="le préfet")


class TestRoles:
    @pytest.fixture(autouse=True)
    def roles(self, article):
        made = makers.person("Ysoline Quévrain").roles
        made.create(title="conseillère", began="2008", ended="2014-03")
        made.create(title="maire", began="2014-04", ended="2020")
        made = makers.person("Théodule Marquenterre").roles
        made.create(title="adjoint", began="2014", ended="2020")

    def test_another_speaker_has_their_own_role(self, desk, article):
        add(desk, article)
        change(desk, Statement.objects.get(), speaker="Théodule Marquenterre", speaker_role="maire")
        assert Statement.objects.get().speaker_role == "adjoint"

    def test_a_role_typed_with_the_new_speaker_is_kept(self, desk, article):
        add(desk, article)
        change(desk, Statement.objects.get(), speaker="Théodule Marquenterre", speaker_role="élu")
        assert Statement.objects.get().speaker_role == "élu"

    def test_another_date_brings_the_role_of_that_date(self, desk, article):
        add(desk, article)
        change(desk, Statement.objects.get(), said_on="2010", speaker_role="maire")
        assert Statement.objects.get().speaker_role == "conseillère"

    def test_a_role_that_an_editor_wrote_outlives_another_date(self, desk, article):
        add(desk, article, speaker_role="sénatrice")
        change(desk, Statement.objects.get(), said_on="2010", speaker_role="sénatrice")
        assert Statement.objects.get().speaker_role == "sénatrice"

    def test_a_role_taken_away_stays_away(self, desk, article):
        add(desk, article)
        change(desk, Statement.objects.get(), speaker_role="")
        change(desk, Statement.objects.get(), speaker_role="", place="Lille")
        assert Statement.objects.get().speaker_role == ""

    def test_another_target_has_their_own_role(self, desk, article):
        add(desk, article, **rows(("", "Théodule Marquenterre", "about", {})))
        row = StatementTarget.objects.get()
        assert row.role == "adjoint"
        change(
            desk,
            Statement.objects.get(),
            speaker_role="maire",
            **rows((row.pk, "Ysoline Quévrain", "about", {"role": "adjoint"}), present=1),
        )
        assert StatementTarget.objects.get().role == "maire"


class TestTargets:
    @pytest.fixture
    def two(self, desk, article):
        """Ysoline and Théodule as targets, in this order."""
        add(
            desk,
            article,
            **rows(
                ("", "Ysoline Quévrain", "about", {}), ("", "Théodule Marquenterre", "about", {})
            ),
        )
        return list(StatementTarget.objects.order_by("pk"))

    def names(self) -> list[str]:
        return [str(row.person) for row in StatementTarget.objects.order_by("pk")]

    def test_two_rows_exchange_their_people(self, desk, two):
        change(
            desk,
            Statement.objects.get(),
            **rows(
                (two[0].pk, "Théodule Marquenterre", "about", {}),
                (two[1].pk, "Ysoline Quévrain", "about", {}),
                present=2,
            ),
        )
        assert self.names() == ["Théodule Marquenterre", "Ysoline Quévrain"]

    def test_a_person_taken_out_and_put_in_again_stays(self, desk, two):
        change(
            desk,
            Statement.objects.get(),
            **rows(
                (two[0].pk, "Ysoline Quévrain", "about", {"DELETE": "on"}),
                (two[1].pk, "Théodule Marquenterre", "about", {}),
                ("", "Ysoline Quévrain", "about", {"mention": "la mairie"}),
                present=2,
            ),
        )
        assert self.names() == ["Théodule Marquenterre", "Ysoline Quévrain"]
        assert StatementTarget.objects.order_by("pk").last().mention == "La mairie"

    def test_the_same_person_twice_is_told_in_a_sentence(self, desk, two):
        response = change(
            desk,
            Statement.objects.get(),
            **rows(
                (two[0].pk, "Ysoline Quévrain", "about", {}),
                (two[1].pk, "Théodule Marquenterre", "about", {}),
                ("", "Ysoline Quévrain", "about", {}),
                present=2,
            ),
        )
        assert "déjà" in errors(response)
        assert len(self.names()) == 2

    def test_a_row_edited_in_its_place_keeps_its_number(self, desk, two):
        change(
            desk,
            Statement.objects.get(),
            **rows(
                (two[0].pk, "Ysoline Quévrain", "about", {"mention": "la mairie"}),
                (two[1].pk, "Théodule Marquenterre", "about", {}),
                present=2,
            ),
        )
        assert list(StatementTarget.objects.order_by("pk")) == two

    def test_more_than_fifty_rows_are_refused(self, desk, article):
        many = rows(*[("", "Ysoline Quévrain", "about", {})] * 51)
        assert add(desk, article, **many).status_code == 200
        assert not Statement.objects.exists()


class TestSentTwice:
    def test_other_words_from_the_back_button_make_another_statement(self, desk, article):
        add(desk, article, form_key=KEY)
        second = str(BODY.rindex("Elle n’ouvrira rien"))
        add(desk, article, form_key=KEY, words="Elle n’ouvrira rien", occurrence=second)
        assert Statement.objects.count() == 2

    def test_the_same_words_of_another_article_make_another_statement(self, desk, article):
        add(desk, article, form_key=KEY)
        add(desk, makers.article(f"{BODY}\nUne autre édition.\n"), form_key=KEY)
        assert Statement.objects.count() == 2

    def test_the_key_of_somebody_else_is_no_obstacle(self, desk, article, rui):
        add(logged_in(rui), article, form_key=KEY)
        assert add(desk, article, form_key=KEY).status_code == 302
        assert Statement.objects.count() == 2

    def test_a_form_that_comes_in_meanwhile_is_told_not_failed(self, desk, article, ada):
        """The twin is saved between the look for one and the save, as by another process."""
        other = logged_in(ada)
        came_in = []

        def twin_comes_in(execute, sql, params, many, context):
            result = execute(sql, params, many, context)
            if "client_key" in sql and sql.startswith("SELECT") and not came_in:
                came_in.append(True)
                with connection.cursor():
                    add(other, article, form_key=KEY)
            return result

        with connection.execute_wrapper(twin_comes_in):
            response = add(desk, article, form_key=KEY)
        assert came_in
        assert response.status_code == 302
        assert "déjà enregistré" in told(response)
        assert Statement.objects.count() == 1


class TestNoChange:
    LINES = "« Un jour,\nune halle. »"

    @pytest.fixture
    def statement(self, article):
        printed = makers.article(f"Elle a dit : {self.LINES}\nPuis rien.\n")
        return makers.statement(
            "Un jour,\nune halle.",
            in_article=printed,
            notes=[makers.note("Une ligne.\nUne autre.")],
        )

    def note(self, statement: Statement, **given: str) -> dict[str, str]:
        return {
            "annotations-INITIAL_FORMS": "1",
            "annotations-0-id": str(statement.annotations.get().pk),
            "annotations-0-body": "Une ligne.\r\nUne autre.",
            **given,
        }

    def test_lines_as_a_browser_sends_them_are_no_change(self, desk, statement):
        change(desk, statement, words="Un jour,\r\nune halle.", **self.note(statement))
        assert Statement.objects.get().version == 1
        assert not Event.objects.filter(verb="changed").exists()

    def test_words_typed_otherwise_at_the_same_place_are_no_change(self, desk, statement):
        change(desk, statement, words="un jour, une  halle.", **self.note(statement))
        assert Statement.objects.get().version == 1
        assert statement.editors.count() == 1

    def test_an_internal_note_is_a_change(self, desk, statement):
        change(
            desk,
            statement,
            **self.note(
                statement,
                **{
                    "annotations-TOTAL_FORMS": "2",
                    "annotations-1-kind": "context",
                    "annotations-1-visibility": "internal",
                    "annotations-1-body": "À relire.",
                },
            ),
        )
        assert Statement.objects.get().version == 2

    def test_lines_of_a_note_are_kept_with_line_feeds(self, desk, statement):
        sent = self.note(statement, **{"annotations-0-body": "Une.\r\nDeux."})
        change(desk, statement, **sent)
        assert statement.annotations.get().body == "Une.\nDeux."


class TestDatesAndSizes:
    def test_words_said_after_they_were_printed_are_saved_with_a_warning(self, desk, article):
        response = add(desk, article, said_on="2019-04")
        assert Statement.objects.get().said_on == "2019-04"
        assert "avril 2019" in told(response)

    def test_words_said_in_the_month_of_printing_are_not_doubted(self, desk, article):
        assert "mars 2019" not in told(add(desk, article, said_on="2019-03"))

    def test_words_beyond_the_limit_are_refused_with_a_sentence(self, desk, article):
        assert "20" in errors(add(desk, article, words="x" * 20_001))

    def test_no_nearest_place_is_looked_for_beyond_a_thousand_characters(self, desk, article):
        near = f"{WORDS}, {'x' * 990}"
        assert "▸" not in errors(add(desk, article, words=near))


class TestReadOnly:
    def test_what_cannot_be_edited_shows_its_date_in_words(self, desk):
        statement = makers.published(said_on="2019-02")
        address = reverse("admin:archive_statement_change", args=[statement.pk])
        page = desk.get(address).content.decode()
        assert "février 2019" in page
        assert ">2019-02<" not in page
        assert statement.exact in page
        assert 'name="words"' not in page

    def test_what_cannot_be_edited_gives_no_help_for_typing(self, desk):
        statement = makers.published()
        page = desk.get(reverse("admin:archive_statement_change", args=[statement.pk]))
        assert '<div class="help"' not in page.content.decode()

    @pytest.mark.parametrize("number", ["abc", "٣", "9" * 5_000, "9" * 30])
    @pytest.mark.parametrize("page", ["change/", "history/", "move/submit/"])
    def test_a_number_that_no_statement_can_have_is_not_found(self, desk, number, page):
        address = reverse("admin:archive_statement_changelist")
        assert desk.get(f"{address}{number}/{page}").status_code == 404
