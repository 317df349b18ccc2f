"""Ways round the review that were found and closed, each as somebody would try it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from archive import drafting, workflow
from archive.models import Annotation, Article, Edition, Event, Person, Statement
from archive.models.budget import budget_of, covered
from archive.workflow import NotAllowed, NotReady, StaleVersion
from tests import makers


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def refused(attack) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        attack()


class TestWhatIsApprovedIsWhatWasSubmitted:
    @pytest.mark.parametrize("field", ["title", "byline", "url", "archived_url", "place"])
    def test_a_change_of_the_article_after_submission_stops_the_approval(self, rui, field):
        made = makers.in_review()
        Article.objects.filter(pk=made.article_id).update(**{field: "https://autre.example/"})
        with pytest.raises(StaleVersion, match="has changed since this statement was submitted"):
            makers.move(made, "approve", rui)
        assert not Edition.objects.exists()

    def test_a_name_changed_after_submission_stops_the_approval(self, rui):
        made = makers.in_review()
        Person.objects.filter(pk=made.speaker_id).update(name="Quelqu’un d’autre")
        with pytest.raises(StaleVersion):
            makers.move(made, "approve", rui)

    def test_a_note_slipped_in_by_the_approver_stops_the_approval(self, rui):
        made = makers.in_review()
        Annotation.objects.create(statement=made, author=rui, body="À ma façon.")
        with pytest.raises(StaleVersion):
            makers.move(made, "approve", rui)

    def test_once_submitted_again_it_is_approved(self, ada, rui):
        made = makers.in_review()
        Article.objects.filter(pk=made.article_id).update(title="Autre titre")
        made = makers.move(made, "return", rui, reason="Le titre a changé.", category="other")
        made = makers.move(made, "submit", ada)
        assert makers.move(made, "approve", rui).editions.get().title == "Autre titre"

    def test_an_edit_in_review_is_approved_by_a_third_person(self, rui, chloe):
        made = makers.in_review()
        before = drafting.fresh_content(made)
        made.place = "Lille"
        drafting.write_edit(made, by=rui, version=made.version)
        drafting.record_edit(made, before, by=rui)
        with pytest.raises(NotAllowed):
            makers.move(made, "approve", rui)
        assert makers.move(made, "approve", chloe).editions.get().place == "Lille"

    @pytest.mark.parametrize(
        "forged",
        [{"sha256": "0" * 64}, {"speaker_name": "Un autre"}, {"title": "Un autre"},
         {"outlet_name": "Un autre"}, {"byline": "Un autre"}, {"dateline": "Ailleurs"}],
    )  # fmt: skip
    def test_an_edition_written_by_hand_repeats_what_the_archive_holds(self, rui, forged):
        made = makers.in_review()
        made.refresh_from_db()

        def publish() -> None:
            right = Edition.objects.publish(made, approved_by=rui)
            fields = {
                field.attname: getattr(right, field.attname)
                for field in Edition._meta.concrete_fields
                if field.name not in ("id", "sort_key")
            }
            transaction.set_rollback(True)
            rows.append(fields)

        rows: list[dict] = []
        with transaction.atomic():
            publish()
        refused(lambda: Edition.objects.create(**{**rows[0], **forged}))
        Edition.objects.create(**rows[0])


class TestRetraction:
    def test_a_statement_the_public_reads_is_not_rejected(self, ada, rui):
        made = makers.move(makers.published(), "revise", ada)
        for who in (ada, rui):
            with pytest.raises(NotAllowed, match="The public reads an edition"):
                makers.move(made, "reject", who, reason="Non.")

    def test_revising_does_not_shield_it_from_retraction(self, ada, rui, chloe):
        made = makers.move(makers.published(), "revise", ada)
        given = {"reason": "Erreur.", "public_note": "Mal attribué."}
        made = makers.move(made, "retract", rui, **given)
        assert makers.move(made, "retract", chloe, **given).status == "retracted"
        assert not Edition.objects.current().exists()

    @pytest.mark.parametrize("step", ["revise", "approve"])
    def test_while_one_is_asked_for_nothing_new_is_made_of_it(self, ada, rui, chloe, step):
        made = makers.published()
        if step == "approve":
            made = makers.move(makers.move(made, "revise", ada), "submit", ada)
        makers.move(made, "retract", rui, reason="Erreur.", public_note="Mal attribué.")
        with pytest.raises(NotAllowed, match="confirm it or refuse it first"):
            makers.move(made, step, ada if step == "revise" else chloe)

    def test_it_can_be_refused_with_a_reason(self, rui, chloe):
        made = makers.published()
        makers.move(made, "retract", rui, reason="Erreur.", public_note="Mal attribué.")
        with pytest.raises(NotReady):
            makers.move(made, "keep", chloe)
        makers.move(made, "keep", chloe, reason="L’attribution est juste.")
        edition = Edition.objects.current().get()
        assert (edition.withdrawal_asked_by, edition.public_note) == (None, "")
        assert Event.objects.filter(verb="retraction_refused").get().actor == chloe

    def test_the_note_that_was_asked_for_is_in_the_history(self, rui):
        makers.move(makers.published(), "retract", rui, reason="Erreur.", public_note="La note.")
        event = Event.objects.get(verb="retraction_asked")
        assert event.changes["public_note"] == ["", "La note."]

    def test_after_one_the_author_does_not_approve_the_same_words(self, ada, rui):
        made = makers.retracted(makers.published())
        made = makers.move(made, "reopen", rui, reason="Vérifié.")
        made = makers.move(made, "submit", rui)
        ada.groups.set(rui.groups.all())
        with pytest.raises(NotAllowed):
            makers.move(made, "approve", makers.user("ada", "Reviewers"))

    def test_its_note_is_frozen(self, db):
        makers.retracted(makers.published())
        refused(lambda: Edition.objects.update(public_note="Autre chose."))

    def test_an_edition_is_superseded_by_nothing_but_the_next(self, db):
        makers.published()
        refused(lambda: Edition.objects.update(state="superseded"))


@pytest.mark.parametrize("table", ["archive_statement", "archive_article"])
def test_records_are_not_deleted_by_hand(db, table):
    makers.published()

    def delete() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")

    refused(delete)


class TestBudget:
    def test_earlier_editions_count_as_long_as_they_can_be_read(self, ada, rui, settings):
        body = "".join(f"Phrase numéro {number:03} de la séance. " for number in range(100))
        article = makers.article(body, licence="private")
        settings.EXCERPT_TOTAL_MAX = 161  # two such excerpts need 162
        made = makers.published("Phrase numéro 010", in_article=article)
        made = makers.move(made, "revise", ada)
        start = body.index("Phrase numéro 050")
        before = drafting.fresh_content(made)
        made.place_at(made.text, makers.anchoring.anchor(body, start, start + 17))
        drafting.write_edit(made, by=ada, version=made.version)
        drafting.record_edit(made, before, by=ada)
        with pytest.raises(NotReady, match="sees 81 already"):
            makers.move(made, "submit", ada)

    def test_a_stretch_shown_twice_counts_once(self):
        assert covered([(1, 0, 10), (1, 5, 15), (1, 5, 8), (2, 0, 3), (1, 20, 30)]) == 28

    def test_an_article_without_text_shows_nothing(self, db):
        article = Article.objects.create(title="Vide", source_sha256="0" * 64)
        assert budget_of(article).allowed == 0


def test_no_move_is_made_of_a_version_that_was_not_read(rui):
    made = makers.in_review()
    Statement.objects.filter(pk=made.pk).update(version=F("version") + 1)
    with pytest.raises(StaleVersion):
        workflow.move(made, "approve", by=rui, version=made.version)


class TestByHand:
    def test_a_statement_the_public_reads_is_not_rejected(self, ada):
        made = makers.move(makers.published(), "revise", ada)
        rows = Statement.objects.filter(pk=made.pk)
        refused(lambda: rows.update(status="rejected", version=F("version") + 1))

    def test_what_was_submitted_is_not_noted_later(self, db):
        made = makers.published()
        refused(lambda: Statement.objects.filter(pk=made.pk).update(content_sha256="0" * 64))


def test_an_article_whose_quotations_show_it_all_is_not_closed(chloe):
    made = makers.edition()
    client = Client()
    client.force_login(chloe)
    address = reverse("admin:archive_article_change", args=[made.article_id])
    sent = {"title": "T", "language": "fr", "reading": "read", "licence": "private",
            "outlet": made.article.outlet_id}  # fmt: skip
    with override_settings(EXCERPT_TOTAL_MAX=10):
        answer = client.post(address, sent)
    assert answer.status_code == 200
    assert Article.objects.get(pk=made.article_id).licence == "open"
    with override_settings(EXCERPT_SHARE_MAX=1.0):
        assert client.post(address, sent).status_code == 302
