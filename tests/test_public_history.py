"""What readers are told of the history of a statement: dates, kinds of change, and the names of
those editors alone who chose to be named."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.models import Annotation, EditorProfile
from tests import makers
from tests.history_desk import edit, pencilled, second_edition
from tests.reading import full_edition, read, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam() -> Client:
    """A visitor without a session."""
    return Client()


def credit(user, name: str) -> None:
    EditorProfile.objects.update_or_create(user=user, defaults={"credited_as": name})


def page_of(sam: Client, statement, suffix: str = "") -> str:
    return read(sam, f"/en/statements/{statement.pk}/{suffix}")


class TestChanges:
    def test_a_first_edition_is_said_to_be_published(self, sam):
        made = makers.published()
        page = words_of(page_of(sam, made))
        assert re.search(r"Edition 1 current, \d+ \w+ \d{4}\. Published\.", page)

    def test_a_change_is_told_by_its_kind(self, sam):
        made = makers.published()
        second_edition(made, speaker_role="maire de Lille")
        assert "Changed: the role of the speaker." in words_of(page_of(sam, made))

    def test_an_edition_that_changes_nothing_is_said_to_be_so(self, sam):
        made = makers.published()
        second_edition(made)
        assert "Approved again, without a change." in words_of(page_of(sam, made))

    def test_an_edition_tells_what_it_changed_word_by_word(self, sam):
        made = makers.published(place="Lille", targets=[makers.target(role="élu")])
        second_edition(made, place="Lille, place du Beffroi", speaker_role="maire")
        page = page_of(sam, made, "v2/")
        assert pencilled(page) == ["{+maire+}", "Lille{+, place du Beffroi+}"]
        assert "<details" in page
        assert "[added: " in page

    def test_the_first_edition_has_nothing_to_compare_with(self, sam):
        made = makers.published()
        second_edition(made, place="Lille")
        assert "<details" not in page_of(sam, made, "v1/")

    def test_a_retraction_is_told_without_a_word_of_what_was_retracted(self, sam):
        made = makers.retracted(makers.published(place="Ville effacée"))
        again = makers.move(made, "reopen", makers.rui(), reason="Vérifié depuis.")
        edit(again, makers.ada(), place="Lille")
        makers.move(again, "submit", makers.ada())
        makers.move(again, "approve", makers.rui())
        page = page_of(sam, made)
        assert re.search(r"Edition 1, \d+ \w+ \d{4}\. Retracted\.", words_of(page))
        assert "Published again." in words_of(page)
        assert "Ville effacée" not in page
        assert "Vérifié depuis" not in page
        assert "Ville effacée" not in page_of(sam, made, "v2/")


class TestUnderReview:
    def test_readers_are_told_that_a_change_is_under_review(self, sam):
        made = makers.published()
        assert "A change is under review" not in page_of(sam, made)
        makers.move(made, "revise", makers.ada())
        assert "A change is under review" in page_of(sam, made)

    def test_readers_are_told_that_two_people_stand_between(self, sam):
        made = makers.published()
        makers.move(made, "revise", makers.ada())
        assert "one person has submitted another edition and a second one has approved it" in (
            words_of(page_of(sam, made))
        )

    def test_an_internal_note_says_nothing_to_readers(self, sam, rui):
        made = makers.published()
        before = page_of(sam, made)
        Annotation.objects.create(
            statement=made, author=rui, visibility="internal", body="À revoir."
        )
        assert page_of(sam, made) == before

    def test_it_is_no_longer_said_once_the_change_is_approved(self, sam):
        made = makers.published()
        second_edition(made, place="Lille")
        assert "A change is under review" not in page_of(sam, made)

    def test_an_earlier_edition_says_it_too(self, sam):
        made = makers.published()
        second_edition(made, place="Lille")
        makers.move(made, "revise", makers.ada())
        assert "A change is under review." in words_of(page_of(sam, made, "v1/"))

    def test_the_version_of_the_page_changes_with_it(self, sam):
        made = makers.published()
        path = f"/statements/{made.pk}/"
        etag = sam.get(path)["ETag"]
        makers.move(made, "revise", makers.ada())
        assert sam.get(path, headers={"If-None-Match": etag}).status_code == 200

    def test_nothing_of_the_change_is_told(self, sam, ada):
        made = makers.published()
        makers.move(made, "revise", ada)
        edit(made, ada, place="Ville en attente", speaker_role="rôle en attente")
        assert "en attente" not in page_of(sam, made)


class TestCredit:
    def test_nobody_is_named_who_did_not_choose_to_be(self, sam):
        made = makers.published()
        EditorProfile.objects.create(user=makers.ada(), credited_as="")
        page = words_of(page_of(sam, made))
        assert not re.search(r"\b(ada|rui|Submitted by|Approved by)\b", page)

    @pytest.mark.parametrize(
        ("names", "told"),
        [
            ({"ada": "Ada Lefèvre"}, "Submitted by Ada Lefèvre."),
            ({"rui": "Rui Tavares"}, "Approved by Rui Tavares."),
            ({"ada": "Ada L."}, "Submitted by Ada L."),
            (
                {"ada": "Ada Lefèvre", "rui": "Rui Tavares"},
                "Submitted by Ada Lefèvre, approved by Rui Tavares.",
            ),
        ],
    )
    def test_who_chose_to_be_named_is_named(self, sam, names, told):
        made = makers.published()
        for username, name in names.items():
            credit(getattr(makers, username)(), name)
        assert told in words_of(page_of(sam, made))

    def test_a_choice_taken_back_takes_the_name_from_every_edition(self, sam, ada):
        credit(ada, "Ada Lefèvre")
        made = makers.published()
        second_edition(made, place="Lille")
        assert words_of(page_of(sam, made)).count("Ada Lefèvre") == 2
        credit(ada, "")
        for suffix in ("", "v1/", "v2/"):
            assert "Ada Lefèvre" not in page_of(sam, made, suffix)

    def test_who_only_edited_is_not_named(self, sam, chloe):
        credit(chloe, "Chloé Martin")
        made = makers.in_review()
        edit(made, chloe, place="Lille")
        makers.move(made, "approve", makers.rui())
        assert "Chloé Martin" not in page_of(sam, made)

    def test_the_version_of_the_page_changes_with_it(self, sam, ada):
        made = makers.published()
        paths = [f"/statements/{made.pk}/", f"/statements/{made.pk}/v1/"]
        etags = {path: sam.get(path)["ETag"] for path in paths}
        credit(ada, "Ada Lefèvre")
        for path, etag in etags.items():
            assert sam.get(path, headers={"If-None-Match": etag}).status_code == 200

    def test_a_hostile_name_is_shown_as_words(self, sam, ada):
        credit(ada, "<script>alert(1)</script>")
        assert "<script>alert" not in page_of(sam, makers.published())


def test_reasons_categories_and_comments_stay_at_the_desk(sam, ada, rui):
    made = makers.published()
    makers.move(made, "revise", ada)
    makers.move(made, "submit", ada)
    makers.move(made, "return", rui, reason="Zorblik dit non.", category="role_or_date")
    page = page_of(sam, made)
    assert "Zorblik" not in page
    assert "wrong role" not in page


def test_ten_editions_cost_as_many_queries_as_two(sam):
    made = full_edition().statement
    second_edition(made, place="Lille")

    def cost() -> list[int]:
        counts = []
        for suffix in ("", "v2/"):
            with CaptureQueriesContext(connection) as captured:
                page_of(sam, made, suffix)
            counts.append(len(captured))
        return counts

    before = cost()
    for number in range(8):
        second_edition(made, place=f"Lille {number}")
    assert cost() == before
