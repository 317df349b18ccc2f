"""A text is corrected: what is quoted from it follows, is reviewed again, or waits for a person."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission

from archive import correcting, drafting, merging, queues, reservations, rights, workflow
from archive.correcting import Course
from archive.models import Article, ArticleText, Event, Statement
from archive.models.digests import sha256_of_content
from archive.quotes.anchoring import Span
from tests import makers, suggesting
from tests.auditing import found_in, report, report_after, tell_the_rest, write

pytestmark = pytest.mark.django_db

ELLE = "Elle n’a rien ouvert du tout"
ELSEWHERE = ("La réunion s’est tenue", "Mercredi, la réunion s’est tenue")
INSIDE = ("halle au printemps", "halle au mois de mai")
GONE = ("« Nous ouvrirons la halle au printemps », a promis Ysoline Quévrain. ", "")
REASON = "Coquille de l’édition en ligne."


@pytest.fixture
def article() -> Article:
    return makers.article()


def with_(article: Article, *pairs: tuple[str, str]) -> str:
    body = article.current_text.body
    for old, new in pairs:
        assert old in body
        body = body.replace(old, new)
    return body


def correct(article: Article, *pairs: tuple[str, str], by: Any = None, **given: Any) -> ArticleText:
    given.setdefault("text_read", article.current_text.pk)
    given.setdefault("reason", REASON)
    return correcting.correct(article, with_(article, *pairs), by=by or makers.ada(), **given)


def fresh(statement: Statement) -> Statement:
    return Statement.objects.get(pk=statement.pk)


def stands(statement: Statement) -> bool:
    """Whether it is anchored in the newest text of its article."""
    statement = fresh(statement)
    text = statement.article.current_text
    is_there = text.body[statement.start : statement.end] == statement.exact
    return statement.text_id == text.pk and is_there


def courses(article: Article, *pairs: tuple[str, str]) -> list[Course]:
    return [one.course for one in correcting.preview(article, with_(article, *pairs)).statements]


def last_event(record: Any) -> Event:
    return Event.objects.of(record).order_by("-pk")[0]


# --- The new text -------------------------------------------------------------------------------


def test_a_correction_is_the_next_version_and_the_former_stays(article):
    former = article.current_text
    text = correct(article, ELSEWHERE)
    assert (text.number, article.current_text) == (2, text)
    assert ArticleText.objects.get(pk=former.pk).body == former.body


def test_history_tells_who_corrected_the_text_and_why(article, ada):
    former = article.current_text
    text = correct(article, ELSEWHERE, by=ada)
    event = last_event(article)
    assert (event.verb, event.actor, event.reason) == ("corrected", ada, REASON)
    assert event.changes == {"text": [1, 2], "sha256": [former.sha256, text.sha256]}


def test_the_body_is_normalised(article):
    typed = with_(article, ELSEWHERE).replace("\n", "\r\n").replace("é", "e\u0301")
    text = correcting.correct(
        article, f"\ufeff{typed}", by=makers.ada(), reason=REASON,
        text_read=article.current_text.pk,
    )  # fmt: skip
    assert text.body == with_(article)
    assert "e\u0301" not in text.body
    assert "\r" not in text.body


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", correcting.NotAText),
        (" \n\u200b\n", correcting.NotAText),
        ("Un texte\0", correcting.NotAText),
        ("\x01\x02\x03\x04\x05\x06 texte", correcting.NotAText),
        ("%PDF-1.4", correcting.NotAText),
        ("\ud800 texte", correcting.NotAText),
        ("a" * (correcting.LONGEST + 1), correcting.NotAText),
    ],
)
def test_what_is_no_text_is_refused(article, typed, problem):
    with pytest.raises(problem, match="text"):
        correcting.preview(article, typed)
    with pytest.raises(problem):
        correcting.correct(
            article, typed, by=makers.ada(), reason=REASON, text_read=article.current_text.pk
        )
    assert article.texts.count() == 1


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_text_as_it_is_is_no_correction(article, line_end):
    with pytest.raises(correcting.Unchanged):
        correcting.preview(article, with_(article).replace("\n", line_end))


def test_a_text_that_was_never_composed_may_be_left_as_it_is(db):
    article = makers.article("Le cafe\u0301 ferme.\n« Nous verrons », dit-elle.\n")
    with pytest.raises(correcting.Unchanged):
        correcting.preview(article, with_(article).replace("\n", "\r\n"))


@pytest.mark.parametrize("reason", ["", "  \r\n "])
def test_a_correction_needs_a_reason(article, reason):
    with pytest.raises(correcting.NoReason):
        correct(article, ELSEWHERE, reason=reason)
    assert article.texts.count() == 1


def test_a_text_that_somebody_corrected_meanwhile_is_not_overwritten(article):
    read = article.current_text.pk
    correct(article, ELSEWHERE)
    with pytest.raises(correcting.StaleText):
        correct(article, INSIDE, text_read=read)
    assert article.texts.count() == 2


@pytest.mark.parametrize("lacking", ["change_article", "read_articletext", "change_statement"])
def test_who_may_not_edit_corrects_nothing(article, lacking):
    user = makers.user("sam")
    kept = {"change_article", "read_articletext", "change_statement"} - {lacking}
    user.user_permissions.set(Permission.objects.filter(codename__in=kept))
    with pytest.raises(correcting.NotAllowed):
        correct(article, ELSEWHERE, by=makers.user("sam"))


def test_a_preview_writes_nothing(article):
    makers.published(in_article=article)
    before = Event.objects.count(), ArticleText.objects.count()
    assert courses(article, INSIDE) == [Course.REVISED]
    assert (Event.objects.count(), ArticleText.objects.count()) == before


def test_what_is_written_is_what_was_previewed(article):
    statement = makers.statement(in_article=article)
    body = with_(article, INSIDE)
    read = correcting.preview(article, body)
    makers.move(statement, "submit", makers.ada())
    given = {"by": makers.ada(), "reason": REASON, "text_read": read.text.pk}
    with pytest.raises(correcting.StaleReport):
        correcting.write(article, body, **given, report_read=read.digest)
    assert article.texts.count() == 1
    read = correcting.preview(article, body)
    correcting.write(article, body, **given, report_read=read.digest)
    assert stands(statement)


# --- Words that stay ------------------------------------------------------------------------


def at(status: str, article: Article, **fields: Any) -> Statement:
    if status == "draft":
        return makers.statement(in_article=article, **fields)
    if status == "published":
        return makers.published(in_article=article, **fields)
    made = makers.in_review(in_article=article, **fields)
    if status == "returned":
        return makers.move(made, "return", makers.rui(), reason="À revoir.", category="words")
    return made


@pytest.mark.parametrize("status", ["draft", "returned", "in_review", "published"])
def test_kept_words_follow_and_the_status_stays(article, chloe, status):
    made = at(status, article)
    correct(article, ELSEWHERE, by=chloe)
    now = fresh(made)
    assert stands(made)
    assert (now.status, now.exact, now.version) == (status, made.exact, made.version + 1)
    event = last_event(made)
    assert (event.verb, event.actor, event.reason) == ("changed", chloe, REASON)
    assert set(event.changes) == {"anchor", "version"}


def test_what_was_submitted_is_what_stands_there_now(article, rui, chloe):
    made = makers.in_review(in_article=article)
    correct(article, ELSEWHERE, by=chloe)
    now = fresh(made)
    assert now.submitted_by == made.submitted_by
    assert now.content_sha256 == sha256_of_content(drafting.fresh_content(now))
    assert makers.move(now, "approve", rui).status == "published"


def test_who_corrects_does_not_approve_what_follows(article, rui):
    made = makers.in_review(in_article=article)
    correct(article, ELSEWHERE, by=rui)
    with pytest.raises(workflow.NotAllowed):
        makers.move(made, "approve", rui)


def test_a_reviewer_who_read_the_former_text_is_told(article, rui, chloe):
    made = makers.in_review(in_article=article)
    correct(article, INSIDE, by=chloe)
    with pytest.raises(workflow.StaleVersion):
        workflow.move(made, "approve", by=rui, version=made.version)


def test_a_published_statement_follows_without_its_edition(article):
    made = makers.published(in_article=article, targets=[makers.target(mention="Théodule")])
    edition = made.editions.get()
    content = edition.content()
    correct(article, ELSEWHERE)
    edition.refresh_from_db()
    assert (edition.content(), edition.state) == (content, "current")
    assert made.editions.count() == 1
    assert stands(made)


def test_mentions_and_attributions_follow(article):
    target = makers.target(makers.person(), mention="Elle")
    made = makers.published(
        ELLE, in_article=article, targets=[target], attribution="Théodule Marquenterre",
        speaker=makers.person("Théodule Marquenterre"),
    )  # fmt: skip
    text = correct(article, ELSEWHERE)
    row = made.targets.get()
    assert text.body[row.mention_start : row.mention_end] == row.mention == "Elle"
    assert fresh(made).attribution == "Théodule Marquenterre"
    assert fresh(made).status == "published"


def test_a_statement_follows_one_correction_after_another(article, rui):
    made = makers.published(in_article=article, targets=[makers.target(mention="Théodule")])
    correct(article, ELSEWHERE)
    correct(article, ("Mercredi", "Ce mercredi-là"))
    assert stands(made)
    assert fresh(made).text.number == 3
    revised = makers.move(made, "revise", makers.ada())
    again = makers.move(makers.move(revised, "submit", makers.ada()), "approve", rui)
    assert again.editions.current().get().text.number == 3


def test_a_moved_paragraph_is_followed(db):
    first = "« Nous ouvrirons la halle au printemps », a promis Ysoline Quévrain."
    article = makers.article(f"{first}\n\nLe public a applaudi.\n\nLa séance est levée.\n")
    made = makers.published(in_article=article)
    body = f"Le public a applaudi.\n\nLa séance est levée.\n\n{first}\n"
    read = article.current_text.pk
    correcting.correct(article, body, by=makers.ada(), reason=REASON, text_read=read)
    assert stands(made)
    assert fresh(made).status == "published"


def test_what_changed_close_around_kept_words_is_told(article):
    makers.statement(in_article=article)
    near = correcting.preview(article, with_(article, ("a promis", "a promis hier")))
    far = correcting.preview(article, with_(article, ("les écoles", "les collèges")))
    assert [one.around for one in (*near.statements, *far.statements)] == [True, False]


# --- Words that changed -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "course"), [("draft", "edited"), ("returned", "edited"), ("in_review", "reviewed")]
)
def test_changed_words_are_edited_at_the_desk(article, chloe, status, course):
    made = at(status, article)
    assert courses(article, INSIDE) == [course]
    correct(article, INSIDE, by=chloe)
    now = fresh(made)
    assert stands(made)
    assert now.status == status
    assert now.exact == "Nous ouvrirons la halle au mois de mai"
    assert last_event(made).changes["exact"] == [makers.WORDS, now.exact]


def test_changed_words_in_review_are_shown_to_the_reviewer(article, rui, chloe):
    made = makers.in_review(in_article=article)
    correct(article, INSIDE, by=chloe)
    with pytest.raises(workflow.NotAllowed):
        makers.move(made, "approve", chloe)
    assert makers.move(made, "approve", rui).status == "published"


def test_approved_words_that_changed_go_back_to_review(article, rui, chloe):
    made = makers.published(in_article=article)
    assert courses(article, INSIDE) == [Course.REVISED]
    correct(article, INSIDE, by=chloe)
    now = fresh(made)
    assert (now.status, now.submitted_by) == ("in_review", chloe)
    assert stands(made)
    assert made.editions.current().get().exact == makers.WORDS
    with pytest.raises(workflow.NotAllowed):
        makers.move(made, "approve", chloe)
    assert makers.move(made, "approve", rui).editions.current().get().exact == now.exact


def test_typography_is_words_too(article):
    made = makers.published(in_article=article)
    correct(article, ("Nous ouvrirons", "Nous\u00a0ouvrirons"), by=makers.chloe())
    assert fresh(made).status == "in_review"


@pytest.mark.parametrize("change", [("répondu Théodule Marquenterre", "répondu le maire adjoint"),
                                    ("« Elle n’a", "« Celle-ci n’a")])  # fmt: skip
def test_words_that_name_somebody_and_changed_go_back_to_review(article, chloe, change):
    made = makers.published(
        ELLE, in_article=article, targets=[makers.target(makers.person(), mention="Elle")],
        attribution="Théodule Marquenterre",
        speaker=makers.person("Théodule Marquenterre"),
    )  # fmt: skip
    assert courses(article, change) == [Course.REVISED]
    correct(article, change, by=chloe)
    assert fresh(made).status == "in_review"
    row = made.targets.get()
    body = fresh(made).text.body
    assert body[row.mention_start or 0 : row.mention_end or 0] == row.mention


def test_nothing_changes_while_a_retraction_is_asked_for(article, rui):
    made = makers.published(in_article=article)
    makers.move(made, "retract", rui, reason="Erreur.", public_note="Mal attribué.")
    assert courses(article, INSIDE) == [Course.WAITS]
    correct(article, INSIDE)
    assert fresh(made).text.number == 1
    assert fresh(made) in queues.to_anchor_anew(rui)
    assert makers.move(made, "keep", rui, reason="Non.").status == "published"


def test_what_cannot_be_submitted_is_left_as_a_draft_with_the_reason(article):
    made = makers.published(in_article=article)
    people = makers.person("Y. Quévrain")
    read = merging.consequences(made.speaker, people)
    merging.merge(made.speaker, people, by=makers.rui(), rationale="La même.", digest=read.digest)
    body = with_(article, INSIDE)
    assert "Y. Quévrain" in correcting.preview(article, body).statements[0].objection
    given = {"by": makers.ada(), "reason": REASON, "text_read": article.current_text.pk}
    written = correcting.write(article, body, **given)
    ((left, why),) = written.left
    assert (left.pk, "Y. Quévrain" in why) == (made.pk, True)
    assert fresh(made).status == "draft"
    assert stands(made)
    assert made.editions.current().count() == 1


def test_the_excerpt_budget_of_a_private_article_is_not_passed_in_silence(settings):
    settings.EXCERPT_STATEMENT_MAX = 40
    body = makers.BODY + "Encore un mot du conseil. " * 200
    article = makers.article(body, licence="private")
    made = makers.published(in_article=article)
    change = ("ouvrirons la halle au", "ouvrirons la grande halle au")
    (one,) = correcting.preview(article, with_(article, change)).statements
    assert "40" in one.objection
    correct(article, change)
    assert fresh(made).status == "draft"
    assert made.editions.current().get().exact == makers.WORDS


def test_a_leave_for_the_former_text_is_no_leave_for_the_new_one(db, chloe):
    article = makers.article(licence="private")
    made = makers.statement(in_article=article)
    rights.lift_budget(made, by=chloe, version=made.version, reason="Discours.")
    assert correcting.preview(article, with_(article, ELSEWHERE)).statements[0].loses_leave
    correct(article, ELSEWHERE)
    with pytest.raises(workflow.NotReady):
        makers.move(made, "submit", makers.ada())


# --- Words that are not found -----------------------------------------------------------------


@pytest.mark.parametrize("status", ["draft", "returned", "in_review", "published"])
def test_words_that_are_gone_wait_for_a_person(article, rui, status):
    made = at(status, article)
    assert courses(article, GONE) == [Course.REPAIR]
    correct(article, GONE)
    now = fresh(made)
    assert (now.text.number, now.version, now.status) == (1, made.version, status)
    assert now in queues.to_anchor_anew(rui)


def test_rejected_and_retracted_statements_are_left_alone(article, rui):
    rejected = makers.move(makers.in_review(in_article=article), "reject", rui, reason="Non.")
    retracted = makers.retracted(makers.published(in_article=article))
    assert correcting.preview(article, with_(article, ELSEWHERE)).closed == 2
    correct(article, ELSEWHERE)
    assert {fresh(one).text.number for one in (rejected, retracted)} == {1}
    assert not queues.to_anchor_anew(rui).exists()


def test_what_waits_already_is_counted_and_left(article):
    made = makers.statement(in_article=article)
    correct(article, GONE)
    assert correcting.preview(article, with_(article, ELSEWHERE)).earlier == 1
    correct(article, ELSEWHERE)
    assert fresh(made).text.number == 1


def test_pending_suggestions_are_counted(article):
    suggesting.suggestion(article)
    assert correcting.preview(article, with_(article, ELSEWHERE)).pending == 1


# --- Repair -----------------------------------------------------------------------------------


ELSEWHERE_IN_THE_TEXT = ("Le public a applaudi", "Le public a applaudi ces mots : « Nous ouvrirons "
                         "la halle au printemps »")  # fmt: skip


def orphan(status: str, article: Article, **fields: Any) -> Statement:
    made = at(status, article, **fields)
    correct(article, GONE, ELSEWHERE_IN_THE_TEXT, by=makers.user("luc", "Reviewers"))
    return fresh(made)


def repair(made: Statement, by: Any, **given: Any) -> Statement:
    text = correcting.newest_text(made)
    place = correcting.places_for(made, text)[0]
    return correcting.repair(made, place.span, by=by, **given)


@pytest.mark.parametrize("status", ["draft", "returned", "in_review"])
def test_an_orphan_is_repaired_in_one_gesture(article, chloe, status):
    made = orphan(status, article)
    now = repair(made, chloe, text_read=article.current_text.pk)
    assert stands(now)
    assert (now.status, now.version) == (status, made.version + 1)
    assert set(last_event(made).changes) == {"anchor", "version"}
    assert now not in queues.to_anchor_anew(chloe)


def test_a_published_orphan_is_repaired_and_reviewed_again(article, rui, chloe):
    made = orphan("published", article, targets=[makers.target(mention="Théodule")])
    now = repair(made, chloe)
    assert (now.status, now.submitted_by) == ("in_review", chloe)
    assert stands(now)
    assert makers.move(now, "approve", rui).editions.count() == 2


def test_an_orphan_keeps_the_designations_that_are_there(article, chloe):
    made = orphan("draft", article, attribution="Ysoline Quévrain",
                  targets=[makers.target(mention="Théodule Marquenterre")])  # fmt: skip
    now = repair(made, chloe)
    row = now.targets.get()
    assert row.mention == now.text.body[row.mention_start : row.mention_end]
    assert now.attribution == ""  # her name is nowhere in the text any more


def test_a_place_that_is_offered_holds_the_words_and_what_is_around(article):
    made = orphan("draft", article)
    (place,) = correcting.places_for(made, article.current_text)
    assert place.is_same
    assert place.words == made.exact
    assert place.before.endswith("ces mots : « ")


def test_words_that_stand_nowhere_are_offered_the_nearest(article):
    made = makers.statement(in_article=article)
    correct(article, ("« Nous ouvrirons la halle au printemps », a promis Ysoline Quévrain.",
                      "Elle n’a rien dit."), ("autre débat sur la halle",
                      "autre débat. On ouvrirait donc la halle au printemps"))  # fmt: skip
    (place,) = correcting.places_for(fresh(made), article.current_text)
    assert not place.is_same
    assert "halle au printemps" in place.words


@pytest.mark.parametrize(("shift", "words"), [((1, 0), "whole words"), ((0, 10**6), "no words"),
                                              ((-10**6, 0), "no words")])  # fmt: skip
def test_a_place_without_whole_words_is_refused(article, chloe, shift, words):
    made = orphan("draft", article)
    (place,) = correcting.places_for(made, article.current_text)
    span = Span(place.span.start + shift[0], place.span.end + shift[1])
    with pytest.raises(correcting.BadPlace):
        correcting.repair(made, span, by=chloe)


def test_what_stands_in_the_newest_text_needs_no_repair(article, chloe):
    made = makers.statement(in_article=article)
    with pytest.raises(correcting.NothingToRepair):
        correcting.repair(made, Span(made.start, made.end), by=chloe)


def test_a_place_chosen_in_a_text_that_was_corrected_since_is_refused(article, chloe):
    made = orphan("draft", article)
    read = article.current_text.pk
    correct(article, ELSEWHERE)
    with pytest.raises(correcting.StaleText):
        repair(made, chloe, text_read=read)


def test_a_contributor_does_not_repair_what_is_in_review(article, ada):
    made = orphan("in_review", article)
    with pytest.raises(correcting.NotAllowed):
        repair(made, ada)


def test_nobody_repairs_what_another_reviewer_is_deciding_on(article, rui, chloe):
    made = orphan("in_review", article)
    reservations.take(made, by=rui)
    with pytest.raises(correcting.NotAllowed):
        repair(made, chloe)


@pytest.mark.parametrize("asked", [True, False])
def test_a_published_orphan_whose_retraction_is_asked_waits(article, rui, chloe, asked):
    made = orphan("published", article)
    if asked:
        makers.move(made, "retract", rui, reason="Erreur.", public_note="Mal attribué.")
        with pytest.raises(correcting.NotAllowed):
            repair(made, chloe)
        assert fresh(made).status == "published"
    else:
        assert repair(made, chloe).status == "in_review"


def test_a_rejected_orphan_is_not_repaired(article, rui, chloe):
    made = makers.move(makers.in_review(in_article=article), "reject", rui, reason="Non.")
    correct(article, ELSEWHERE)
    with pytest.raises(correcting.NotAllowed):
        repair(fresh(made), chloe)


# --- The archive afterwards -------------------------------------------------------------------


def test_what_followed_is_still_held_to_its_edition(article):
    made = makers.published(in_article=article, targets=[makers.target(mention="Théodule")])
    correct(article, ELSEWHERE)
    found = {
        name: found_in(report_after(damage))
        for name, damage in {
            "place": lambda: write(made, place="Lille"),
            "role": lambda: write(made.targets.get(), role="maire"),
            "mention": lambda: write(made.targets.get(), mention_start=3, mention_end=11),
        }.items()
    }
    wrong_copy = ("edition", "archive.statement", made.pk)
    wrong_mention = ("mention", "archive.statementtarget", made.targets.get().pk)
    assert wrong_copy in found["place"]
    assert wrong_copy in found["role"]
    assert wrong_mention in found["mention"]
    assert wrong_copy not in found_in(report())


def test_the_archive_is_sound_after_corrections_and_repairs(settings, chloe, rui):
    settings.LANGUAGE_CODE = "en"
    article = makers.article()
    makers.person("Théodule Marquenterre"), makers.person()
    tell_the_rest()
    target = makers.target(makers.person(), mention="Elle")
    made = [at(status, article) for status in ("draft", "in_review", "returned", "published")]
    elle = makers.published(ELLE, in_article=article, targets=[target],
                            speaker=makers.person("Théodule Marquenterre"))  # fmt: skip
    suggesting.suggestion(article, suggesting.INDIRECT, kind="indirect")
    correct(article, ELSEWHERE, by=chloe)
    correct(article, INSIDE, by=chloe)
    makers.move(made[3], "approve", rui)
    gone = GONE[0].replace("au printemps", "au mois de mai"), ""
    correct(article, gone, ELSEWHERE_IN_THE_TEXT, by=chloe)
    for one in made:
        repair(fresh(one), chloe)
    assert all(stands(one) for one in (*made, elle))
    assert found_in(report()) == []
