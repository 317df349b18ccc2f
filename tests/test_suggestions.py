"""What the detector finds is kept as suggestions, and never against what an editor decided."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from archive import suggestions
from archive.models import Article, DetectorReading, Person, PersonName, Suggestion
from archive.quotes.anchoring import Span
from archive.quotes.candidates import Speaker
from archive.quotes.detection import DETECTOR_VERSION
from archive.quotes.reanchoring import Reanchoring
from archive.suggestions.batches import awaiting_a_reading
from archive.suggestions.places import Places, likely
from tests import makers
from tests.people import merged
from tests.suggesting import (
    ELLE,
    INDIRECT,
    QUOTED,
    answer,
    answered,
    candidate,
    corrected,
    keep,
    place,
    row,
    speaker,
    suggestion,
    target,
)

WORDS = QUOTED.strip("« »")


@pytest.fixture
def article(db) -> Article:
    return makers.article()


@pytest.fixture
def body(article) -> str:
    return article.current_text.body


# --- What is kept ---------------------------------------------------------------------------


def test_a_suggestion_says_all_that_the_detector_said(article, body):
    keep(article, answer(body))
    kept = article.suggestions.get()
    theodule, ysoline = makers.person("Théodule Marquenterre"), makers.person()
    assert body[kept.start : kept.end] == kept.exact == ELLE
    assert body[kept.cue_start : kept.cue_end] == kept.cue == "a répondu"
    assert body[kept.attribution_start : kept.attribution_end] == kept.attribution
    assert (kept.speaker, kept.speaker_name, kept.speaker_type) == (
        theodule, theodule.name, "named",
    )  # fmt: skip
    assert (kept.kind, kept.rule, kept.tier) == ("direct", "inversion after the quotation", "high")
    assert (kept.detector_version, kept.language) == (DETECTOR_VERSION, "fr")
    span = place(body, ysoline.name)
    assert kept.evidence == [
        {"what": "antecedent", "words": ysoline.name, "start": span.start, "end": span.end}
    ]
    aimed = kept.targets.get()
    assert (aimed.person, aimed.name) == (ysoline, ysoline.name)
    assert body[aimed.mention_start : aimed.mention_end] == aimed.mention == "Elle"


def test_a_new_suggestion_awaits_an_editor(article):
    kept = suggestion(article)
    assert (kept.state, kept.statement, kept.decided_by) == ("pending", None, None)


@pytest.mark.parametrize(
    ("words", "shown"),
    [(QUOTED, QUOTED), ("a promis", "« a promis »"), ("une « halle »", "« une « halle » »")],
)
def test_a_suggestion_is_shown_between_one_pair_of_marks(words, shown):
    assert str(Suggestion(exact=words)) == shown


def test_somebody_who_is_not_in_the_archive_is_proposed_and_never_created(article, body):
    keep(article, candidate(body, speaker=speaker(body, "Théodule Marquenterre")))
    kept = article.suggestions.get()
    assert (kept.is_new_person, kept.speaker, kept.speaker_name) == (
        True, None, "Théodule Marquenterre",
    )  # fmt: skip
    assert not Person.objects.exists()


def test_an_anonymous_source_is_nobody_whatever_the_detector_says(article, body):
    close = speaker(body, "Le public", person=makers.person(), type="anonymous", name="Le public")
    keep(article, candidate(body, speaker=close))
    kept = article.suggestions.get()
    assert (kept.speaker, kept.is_new_person, kept.speaker_type) == (None, False, "anonymous")


def test_a_speaker_whose_record_is_gone_is_a_new_person_again(article, body):
    stranger = makers.person("Onésime Valdecourt")
    found = candidate(body, speaker=speaker(body, person=stranger))
    stranger.delete()
    keep(article, found)
    assert article.suggestions.get().is_new_person


def test_a_suggestion_names_who_stays_of_two_merged_records(article, body):
    other = makers.person("Y. Quévrain")
    found = candidate(body, speaker=speaker(body, person=other))
    merged(other, makers.person())
    keep(article, found)
    assert article.suggestions.get().speaker == makers.person()


def test_a_merge_afterwards_leads_the_suggestion_to_who_stays(article, body):
    other = makers.person("Y. Quévrain")
    keep(article, candidate(body, speaker=speaker(body, person=other)))
    merged(other, makers.person())
    assert article.suggestions.get().speaker_now == makers.person()


def test_words_too_long_for_a_record_are_left_out_and_the_suggestion_kept(db):
    long = f"{'le très honorable ' * 20}maire"
    article = makers.article(f"{QUOTED}, a promis {long}.\n")
    body = article.current_text.body
    who = Speaker("anonymous", name=long, span=place(body, long))
    keep(article, candidate(body, speaker=who, targets=(target(body, long, None, name=long),)))
    kept = article.suggestions.get()
    assert (kept.attribution, kept.attribution_start) == ("", None)
    assert long.startswith(kept.speaker_name)
    assert kept.targets.get().mention == ""


def test_a_candidate_that_holds_no_words_is_passed_over(db):
    article = makers.article("« … » « » Il a promis Ysoline Quévrain.\n")
    body = article.current_text.body
    assert keep(article, candidate(body, "« »")) == 0


def test_the_same_place_found_twice_is_suggested_once(article, body):
    assert keep(article, candidate(body), candidate(body, rule="net")) == 1
    assert article.suggestions.count() == 1


# --- Read again -----------------------------------------------------------------------------


def test_reading_again_changes_nothing(article, body):
    found = [candidate(body), answer(body)]
    assert keep(article, *found) == 2
    before = list(article.suggestions.values())
    assert keep(article, *found) == 2
    assert list(article.suggestions.values()) == before


def test_what_an_older_version_proposed_is_replaced(article, body):
    row(article, INDIRECT, detector_version="0").save()
    row(article, QUOTED, detector_version="0").save()
    keep(article, candidate(body))
    kept = article.suggestions.get()
    assert (kept.exact, kept.detector_version) == (QUOTED, DETECTOR_VERSION)


def test_a_person_known_since_replaces_the_proposed_new_one(article, body):
    keep(article, candidate(body, speaker=speaker(body)))
    keep(article, candidate(body, speaker=speaker(body, person=makers.person())))
    assert article.suggestions.get().speaker == makers.person()


def test_a_decision_outlives_a_new_version_of_the_detector(article, body, ada):
    row(article, detector_version="0").save()
    suggestions.dismiss(article.suggestions.get(), by=ada)
    keep(article, candidate(body))
    kept = article.suggestions.get()
    assert (kept.state, kept.detector_version) == ("dismissed", "0")


def test_what_was_dismissed_is_not_offered_again(article, body, ada):
    suggestions.dismiss(suggestion(article), by=ada)
    assert keep(article, candidate(body), answer(body)) == 1
    assert [one.exact for one in article.suggestions.pending()] == [ELLE]


def test_what_was_accepted_is_not_offered_again(article, body, ada):
    suggestions.accept(suggestion(article), by=ada)
    assert keep(article, candidate(body)) == 0


def test_what_an_editor_quoted_by_hand_is_not_offered(article, body):
    makers.statement(WORDS, in_article=article)
    assert keep(article, candidate(body), answer(body)) == 1


def test_a_statement_quoted_by_hand_meanwhile_takes_its_suggestion_away(article, body):
    suggestion(article)
    makers.statement(WORDS, in_article=article)
    keep(article, candidate(body))
    assert not article.suggestions.exists()


def test_a_statement_that_was_rejected_is_not_offered_again(article, body, ada):
    made = suggestions.accept(suggestion(article), by=ada)
    makers.move(made, "reject", ada, reason="Déjà cité ailleurs.")
    assert keep(article, candidate(body)) == 0
    assert article.suggestions.get().state == "accepted"


def test_a_stretch_that_shares_less_than_half_is_offered(article, body, ada):
    suggestions.dismiss(suggestion(article, "Nous ouvrirons"), by=ada)
    assert keep(article, candidate(body)) == 1


HALVES = [
    (Span(0, 10), Span(0, 10), True),
    (Span(0, 10), Span(5, 10), True),  # exactly half
    (Span(0, 10), Span(6, 10), False),
    (Span(0, 10), Span(10, 20), False),
    (Span(0, 100), Span(40, 100), True),
    (Span(40, 100), Span(0, 100), True),
    (Span(0, 10), Span(5, 15), False),
]


@pytest.mark.once
@pytest.mark.parametrize(("taken", "span", "is_held"), HALVES)
def test_places_are_one_from_half_of_what_both_cover(taken, span, is_held):
    assert Places([Span(200, 300), taken]).hold(span) is is_held


# --- A corrected text -----------------------------------------------------------------------


def test_pending_suggestions_of_an_older_text_give_way_to_those_of_the_newest(article):
    suggestion(article)
    text = corrected(article, "La réunion", "Mercredi, la réunion")
    keep(article, candidate(text.body))
    assert article.suggestions.get().text == text


def test_what_was_dismissed_is_not_offered_again_where_it_has_moved(article, ada):
    suggestions.dismiss(suggestion(article), by=ada)
    text = corrected(article, "La réunion s’est tenue", "Mercredi soir, on s’est réuni")
    assert keep(article, candidate(text.body)) == 0


def test_other_marks_and_blanks_do_not_bring_back_what_was_dismissed(article, ada):
    suggestions.dismiss(suggestion(article), by=ada)
    text = corrected(article, QUOTED, "“Nous  ouvrirons\u00a0la HALLE au printemps”")
    words = "“Nous  ouvrirons\u00a0la HALLE au printemps”"
    assert keep(article, candidate(text.body, words)) == 0


def test_a_statement_of_the_older_text_is_not_offered_either(article):
    makers.statement(WORDS, in_article=article)
    text = corrected(article, "La réunion", "Mercredi, la réunion")
    assert keep(article, candidate(text.body)) == 0


def test_other_words_in_the_place_of_dismissed_ones_are_offered(article, ada):
    suggestions.dismiss(suggestion(article), by=ada)
    text = corrected(article, WORDS, "Le budget des écoles attendra janvier")
    words = "« Le budget des écoles attendra janvier »"
    assert keep(article, candidate(text.body, words)) == 1


def test_of_words_that_stand_twice_the_dismissed_place_alone_is_left_out(db, ada):
    article = makers.article(
        "« Jamais de la vie », a promis Ysoline Quévrain.\n\n"
        f"{'Le public a applaudi longtemps. ' * 20}\n\n"
        "« Jamais de la vie », a promis Ysoline Quévrain.\n"
    )
    words = "« Jamais de la vie »"
    suggestions.dismiss(suggestion(article, words), by=ada)
    text = corrected(article, "longtemps", "très longtemps")
    second = place(text.body, words, after=10)
    found = candidate(text.body, words), candidate(text.body[second.start :], words)
    moved = [found[0], shifted(found[1], second.start)]
    assert keep(article, *moved) == 1
    assert article.suggestions.pending().get().start == second.start


def shifted(found, by: int):
    """A candidate of the end of a text, placed in the whole of it."""
    return type(found)(
        found.start + by, found.end + by, found.kind, found.rule, found.confidence,
        Speaker("unknown"),
    )  # fmt: skip


def test_words_are_found_where_a_long_insertion_moved_them():
    old = "Un. « Deux trois quatre ». Cinq. Six."
    new = f"Un. {'Encore un mot. ' * 60}« Deux trois quatre ». Cinq et demi. Six."
    moved = likely(Reanchoring(old, new), place(old, "« Deux trois quatre »"))
    assert new[moved.start : moved.end] == "Deux trois quatre"


def test_words_that_are_gone_have_no_place():
    assert likely(Reanchoring("Un « deux » trois", "Un trois"), Span(3, 11)) is None


def test_keeping_what_was_found_in_a_text_that_was_corrected_meanwhile_is_refused(article, body):
    text = article.current_text
    corrected(article, "La réunion", "Mercredi, la réunion")
    with pytest.raises(suggestions.TextCorrected):
        suggestions.keep(text, [candidate(body)])
    assert not article.suggestions.exists()


# --- What has been read ---------------------------------------------------------------------


def waiting() -> list[Article]:
    return list(suggestions.to_be_read(Article.objects.all()))


def test_an_article_that_was_read_is_not_read_again_though_nothing_was_found(article):
    assert waiting() == [article]
    keep(article)
    assert waiting() == []


def test_an_article_read_by_an_older_version_is_read_again(article):
    keep(article)
    DetectorReading.objects.update(detector_version="0")
    assert waiting() == [article]


def test_an_article_whose_text_was_corrected_is_read_again(article):
    keep(article)
    corrected(article, "La réunion", "Mercredi, la réunion")
    assert waiting() == [article]
    keep(article)
    assert waiting() == []


def test_an_article_without_a_text_is_not_to_be_read(db):
    Article.objects.create(title="Vide", source_sha256="0" * 64)
    assert waiting() == []


@pytest.fixture
def being_read(article) -> Article:
    """One whose editors have begun, with a suggestion that awaits them."""
    suggestion(article)
    Article.objects.filter(pk=article.pk).update(reading=Article.Reading.IN_PROGRESS)
    return article


def awaiting() -> list[Article]:
    return list(awaiting_a_reading(Article.objects.all()))


def test_an_article_that_nobody_has_begun_to_read_awaits_a_reading(article):
    assert awaiting() == [article]


def test_an_article_whose_suggestions_are_up_to_date_awaits_none(being_read):
    assert awaiting() == []


def test_an_article_with_pending_suggestions_of_another_version_awaits_a_reading(being_read):
    being_read.suggestions.all().delete()
    row(being_read, detector_version="0").save()
    assert awaiting() == [being_read]


def test_an_article_with_pending_suggestions_of_a_former_text_awaits_a_reading(being_read):
    corrected(being_read, "La réunion", "Mercredi, la réunion")
    assert awaiting() == [being_read]


def test_decisions_on_what_another_version_proposed_await_no_reading(being_read, ada):
    being_read.suggestions.all().delete()
    row(being_read, detector_version="0").save()
    suggestions.dismiss(being_read.suggestions.get(), by=ada)
    assert awaiting() == []


@pytest.mark.parametrize("out_of_date", ["version", "text"])
def test_reading_all_replaces_what_is_out_of_date_whoever_reads_the_article(
    being_read, out_of_date
):
    if out_of_date == "text":
        corrected(being_read, "La réunion", "Mercredi, la réunion")
    else:
        being_read.suggestions.all().delete()
        row(being_read, detector_version="0").save()
        DetectorReading.objects.update(detector_version="0")
    call_command("find_quotes", "--all", stdout=StringIO())
    kept = being_read.suggestions.pending()
    assert kept.exists()
    assert {(one.detector_version, one.text) for one in kept} == {
        (DETECTOR_VERSION, being_read.current_text)
    }


# --- Asking for them ------------------------------------------------------------------------


def test_an_article_is_read_and_what_is_found_is_counted(article):
    makers.person()
    assert suggestions.suggest(article) == article.suggestions.pending().count() > 0
    assert DetectorReading.objects.get().detector_version == DETECTOR_VERSION


def test_asking_again_finds_the_same_ones(article):
    suggestions.suggest(article)
    before = list(article.suggestions.order_by("pk").values())
    suggestions.suggest(article)
    assert list(article.suggestions.order_by("pk").values()) == before


def test_an_article_without_a_text_cannot_be_read(db):
    empty = Article.objects.create(title="Vide", source_sha256="0" * 64)
    with pytest.raises(suggestions.NothingToRead):
        suggestions.suggest(empty)


def test_an_article_in_a_language_without_a_table_is_not_read(db):
    with pytest.raises(suggestions.NothingToRead):
        suggestions.suggest(makers.article(language="tlh"))


def test_who_may_not_write_statements_may_not_ask(article):
    visitor = makers.user("sam", is_staff=True)
    with pytest.raises(suggestions.NotAllowed):
        suggestions.suggest(article, by=visitor)


# --- Whom the detector may recognise --------------------------------------------------------


def test_everybody_is_known_under_every_name_and_role(db):
    ysoline, body_ = makers.person(), makers.person("Mairie de Roubaix", kind="body")
    PersonName.objects.create(person=ysoline, name="Mme Quévrain")
    ysoline.roles.create(title="maire", body="ville de Roubaix")
    person, mairie = sorted(suggestions.known_people(), key=lambda one: one.is_body)
    assert (person.key, person.name) == (ysoline.pk, ysoline.name)
    assert person.names == ("Mme Quévrain",)
    assert person.roles == ("maire", "maire, ville de Roubaix")
    assert (mairie.name, mairie.key, mairie.is_body) == (body_.name, body_.pk, True)


def test_a_merged_record_lends_its_names_to_the_one_that_stays(db):
    other = makers.person("Y. Quévrain")
    PersonName.objects.create(person=other, name="Ysoline")
    other.roles.create(title="maire")
    merged(other, makers.person())
    [known] = suggestions.known_people()
    assert known.key == makers.person().pk
    assert set(known.names) == {"Y. Quévrain", "Ysoline"}
    assert known.roles == ("maire",)


def test_all_people_take_three_queries(db, django_assert_num_queries):
    for number in range(5):
        made = makers.person(f"Numéro {number}")
        PersonName.objects.create(person=made, name=f"N. {number}")
        made.roles.create(title="maire")
    with django_assert_num_queries(3):
        assert len(suggestions.known_people()) == 5


# --- Querysets and cost ---------------------------------------------------------------------


def test_offered_are_those_that_await_and_are_not_folded(article, body, ada):
    low = candidate(body, INDIRECT, confidence="low", rule="net")
    keep(article, candidate(body), answer(body, rule="colon"), low)
    assert Suggestion.objects.of(article).offered().count() == 2
    offered = Suggestion.objects.of(article).offered(folded_rules={"colon"})
    assert [one.exact for one in offered] == [QUOTED]
    suggestions.dismiss(article.suggestions.get(exact=QUOTED), by=ada)
    assert not Suggestion.objects.of(article).offered(folded_rules={"colon"}).exists()


def test_suggestions_of_an_article_come_in_reading_order(article, body):
    keep(article, answer(body), candidate(body))
    assert [one.exact for one in Suggestion.objects.of(article)] == [QUOTED, ELLE]


def test_keeping_many_takes_as_many_queries_as_keeping_few(db):
    counts = []
    for number in (1, 30):
        body = "".join(
            f"« Promesse numéro {n} de la soirée », a promis Ysoline Quévrain.\n"
            for n in range(number)
        )
        article = makers.article(body)
        found = [candidate(body, f"« Promesse numéro {n} de la soirée »") for n in range(number)]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert keep(article, *found) == number
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 16


def test_a_person_whom_a_suggestion_names_is_not_deleted(article, body):
    answered(article)
    with pytest.raises(ProtectedError):
        makers.person().delete()
