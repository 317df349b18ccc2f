"""What an editor decides on a suggestion: one statement at most, one row of history each time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import drafting, suggestions
from archive.models import Article, Event, Person, Statement, StatementTarget, Suggestion
from archive.models.event import Event as Act
from tests import makers
from tests.people import merged
from tests.suggesting import (
    ELLE,
    INDIRECT,
    QUOTED,
    answered,
    candidate,
    corrected,
    keep,
    place,
    speaker,
    suggestion,
    target,
)

Verb = Act.Verb
WORDS, ELLE_WORDS = QUOTED.strip("« »"), ELLE.strip("« »")


@pytest.fixture
def article(db) -> Article:
    return makers.article()


@pytest.fixture
def body(article) -> str:
    return article.current_text.body


def fresh(one: Suggestion) -> Suggestion:
    return Suggestion.objects.get(pk=one.pk)


def last_event(record) -> Event:
    return Event.objects.of(record).first()


# --- Accepting ------------------------------------------------------------------------------


def test_accepting_makes_a_draft_of_what_was_proposed(article, body, ada):
    made = suggestions.accept(answered(article), by=ada)
    assert made.status == Statement.Status.DRAFT
    assert made.created_by == ada
    assert body[made.start : made.end] == made.exact == ELLE_WORDS
    assert (made.kind, made.speaker_type, made.language) == ("direct", "named", "fr")
    assert made.speaker == makers.person("Théodule Marquenterre")
    assert made.attribution == "Théodule Marquenterre"
    aimed = made.targets.get()
    assert (aimed.person, aimed.mention, aimed.relation) == (makers.person(), "Elle", "about")
    assert body[aimed.mention_start : aimed.mention_end] == "Elle"


def test_what_was_accepted_as_proposed_says_so(article, ada):
    one = answered(article)
    made = suggestions.accept(one, by=ada)
    kept = fresh(one)
    assert (kept.state, kept.statement, kept.decided_by) == ("accepted", made, ada)
    assert kept.decided_at is not None
    assert kept.corrections == {}


def test_history_tells_where_the_statement_comes_from(article, ada):
    one = suggestion(article)
    made = suggestions.accept(one, by=ada)
    assert [event.verb for event in Event.objects.of(made)] == [Verb.TAKEN_UP, Verb.CREATED]
    told = last_event(made)
    assert told.actor == ada
    assert told.changes == {
        "suggestion": [None, one.pk],
        "rule": [None, one.rule],
        "tier": [None, "high"],
        "detector_version": [None, one.detector_version],
    }


def test_an_accepted_statement_can_go_on_to_the_public(article, ada, rui):
    made = suggestions.accept(answered(article), by=ada)
    made = makers.move(makers.move(made, "submit", ada), "approve", rui)
    assert made.editions.current().exists()


def test_the_article_of_an_accepted_suggestion_is_being_read(article, ada):
    suggestions.accept(suggestion(article), by=ada)
    article.refresh_from_db()
    assert article.reading == Article.Reading.IN_PROGRESS


def test_the_role_then_is_filled_in_as_for_any_statement(article, ada):
    makers.person().roles.create(title="maire")
    assert suggestions.accept(suggestion(article), by=ada).speaker_role == "maire"


def test_an_anonymous_source_keeps_its_words(article, body, ada):
    keep(article, candidate(body, speaker=speaker(body, "Le public", type="anonymous")))
    made = suggestions.accept(article.suggestions.get(), by=ada)
    assert (made.speaker, made.speaker_type, made.attribution) == (None, "anonymous", "Le public")


def test_a_body_that_is_not_in_the_archive_speaks_as_such(article, body, ada):
    keep(article, candidate(body, speaker=speaker(body, "la mairie", type="collective")))
    made = suggestions.accept(article.suggestions.get(), by=ada)
    assert (made.speaker, made.speaker_type, made.attribution) == (None, "collective", "la mairie")


@pytest.mark.parametrize(
    ("source", "pronoun", "kind"),
    [("Un proche de la maire", "Il", "anonymous"), ("La préfecture", "Elle", "collective")],
)
def test_a_source_without_a_record_is_told_by_its_words_not_by_the_pronoun(
    db, ada, source, pronoun, kind
):
    article = makers.article(
        f"{source} a parlé lundi. {pronoun} affirme que la halle ouvrira au printemps.\n"
    )
    suggestions.suggest(article)
    one = article.suggestions.get()
    assert (one.speaker_type, one.attribution) == (kind, source)
    made = suggestions.accept(one, by=ada)
    assert (made.speaker, made.attribution) == (None, source)
    assert fresh(one).state == "accepted"


def test_somebody_of_the_archive_is_told_as_printed_at_its_place(db, ada):
    makers.person()
    article = makers.article(
        "Ysoline Quévrain a parlé lundi. Elle affirme que la halle ouvrira au printemps.\n"
    )
    suggestions.suggest(article)
    made = suggestions.accept(article.suggestions.get(), by=ada)
    assert (made.speaker, made.attribution) == (makers.person(), "Elle")


def test_a_target_that_is_not_in_the_archive_is_left_out(article, body, ada):
    stranger = target(body, "Le public", None, name="Le public")
    made = suggestions.accept(answered(article, targets=(stranger,)), by=ada)
    assert not made.targets.exists()
    assert made.suggestion.state == "accepted"


def test_a_target_found_twice_is_one_target(article, body, ada):
    both = (target(body, "Elle", makers.person()), target(body, "Ysoline", makers.person()))
    made = suggestions.accept(answered(article, targets=both), by=ada)
    assert made.targets.get().mention == "Elle"


# --- People ---------------------------------------------------------------------------------


@pytest.fixture
def stranger(article, body) -> Suggestion:
    keep(article, candidate(body, speaker=speaker(body)))
    return article.suggestions.get()


def test_somebody_new_is_not_accepted_unseen(stranger, ada):
    with pytest.raises(suggestions.PersonToChoose, match="Ysoline Quévrain"):
        suggestions.accept(stranger, by=ada)
    assert not Person.objects.exists()
    assert not Statement.objects.exists()
    assert fresh(stranger).is_pending


def test_choosing_nobody_does_not_do_for_a_named_speaker(stranger, ada):
    with pytest.raises(suggestions.PersonToChoose):
        suggestions.accept(stranger, by=ada, changes={"speaker": None})


def test_the_person_created_for_a_new_name_is_no_correction(stranger, ada):
    made = suggestions.accept(stranger, by=ada, changes={"speaker": makers.person()})
    assert made.speaker == makers.person()
    assert fresh(stranger).state == "accepted"


def test_somebody_who_is_also_called_so_is_no_correction(stranger, ada):
    known = makers.person("Ysoline de Quévrain-Marck")
    known.names.create(name="ysoline quevrain")
    suggestions.accept(stranger, by=ada, changes={"speaker": known})
    assert fresh(stranger).state == "accepted"


def test_another_person_than_the_new_name_is_a_correction(stranger, ada):
    other = makers.person("Onésime Valdecourt")
    suggestions.accept(stranger, by=ada, changes={"speaker": other})
    kept = fresh(stranger)
    assert kept.state == "corrected"
    assert kept.corrections == {"speaker": ["Ysoline Quévrain", "Onésime Valdecourt"]}


def test_a_speaker_merged_meanwhile_is_the_one_who_stays(article, body, ada):
    other, stays = makers.person("Y. Quévrain"), makers.person()
    keep(article, candidate(body, speaker=speaker(body, person=other)))
    merged(other, stays)
    made = suggestions.accept(article.suggestions.get(), by=ada)
    assert made.speaker == stays
    assert made.suggestion.state == "accepted"


def test_a_target_merged_meanwhile_is_the_one_who_stays(article, body, ada):
    other, stays = makers.person("Y. Quévrain"), makers.person()
    one = answered(article, targets=(target(body, "Elle", other),))
    merged(other, stays)
    made = suggestions.accept(one, by=ada)
    assert made.targets.get().person == stays
    assert made.suggestion.state == "accepted"


def test_a_merged_person_who_is_chosen_is_the_one_who_stays(stranger, ada):
    other, stays = makers.person("Y. Quévrain"), makers.person()
    merged(other, stays)
    chosen = Person.objects.get(pk=other.pk)
    assert suggestions.accept(stranger, by=ada, changes={"speaker": chosen}).speaker == stays


# --- Correcting -----------------------------------------------------------------------------


def test_what_was_corrected_is_kept_field_by_field(article, body, ada):
    one = answered(article)
    span = place(body, "rien ouvert du tout")
    made = suggestions.accept(
        one,
        by=ada,
        changes={
            "span": (span.start, span.end),
            "kind": "mixed",
            "speaker": makers.person(),
            "attribution": "Ysoline Quévrain",
            "targets": [makers.person("Théodule Marquenterre")],
        },
    )
    assert (made.exact, made.kind, made.speaker) == (
        "rien ouvert du tout", "mixed", makers.person(),
    )  # fmt: skip
    kept, whole = fresh(one), place(body, ELLE_WORDS)
    assert kept.state == "corrected"
    assert kept.corrections == {
        "words": [ELLE_WORDS, "rien ouvert du tout"],
        "span": [[whole.start, whole.end], [span.start, span.end]],
        "kind": ["direct", "mixed"],
        "speaker": ["Théodule Marquenterre", "Ysoline Quévrain"],
        "attribution": ["Théodule Marquenterre", "Ysoline Quévrain"],
        "targets": [["Ysoline Quévrain"], ["Théodule Marquenterre"]],
    }


def test_history_tells_what_was_corrected(article, ada):
    made = suggestions.accept(suggestion(article), by=ada, changes={"kind": "mixed"})
    assert last_event(made).changes["corrections"] == [{"kind": "direct"}, {"kind": "mixed"}]


def test_what_was_proposed_stays_beside_what_was_kept(article, ada):
    one = suggestion(article)
    suggestions.accept(one, by=ada, changes={"kind": "mixed"})
    assert fresh(one).kind == "direct"


def test_marks_left_out_of_the_words_are_no_correction(article, body, ada):
    one, bare = suggestion(article), place(body, WORDS)
    suggestions.accept(one, by=ada, changes={"span": (bare.start, bare.end)})
    assert fresh(one).state == "accepted"


def test_what_the_detector_does_not_propose_is_no_correction(article, ada):
    one = suggestion(article)
    given = {"said_on": "2019-02", "place": "Roubaix", "notes": [makers.note()]}
    made = suggestions.accept(one, by=ada, changes=given)
    assert (made.said_on, made.place, made.annotations.count()) == ("2019-02", "Roubaix", 1)
    assert fresh(one).state == "accepted"


def test_a_speaker_who_was_a_target_is_none_any_more(article, ada):
    one = answered(article)
    made = suggestions.accept(one, by=ada, changes={"speaker": makers.person()})
    assert not made.targets.exists()
    assert set(fresh(one).corrections) == {"speaker"}


def test_a_person_chosen_for_an_anonymous_source_is_a_named_speaker(article, body, ada):
    keep(article, candidate(body, speaker=speaker(body, "Le public", type="anonymous")))
    one = article.suggestions.get()
    made = suggestions.accept(one, by=ada, changes={"speaker": makers.person()})
    assert (made.speaker, made.speaker_type) == (makers.person(), "named")
    assert fresh(one).corrections == {
        "speaker_type": ["anonymous", "named"],
        "speaker": ["Le public", "Ysoline Quévrain"],
    }


def test_a_named_speaker_may_be_made_anonymous(article, ada):
    one = suggestion(article)
    made = suggestions.accept(one, by=ada, changes={"speaker_type": "anonymous"})
    assert (made.speaker, made.speaker_type) == (None, "anonymous")
    assert set(fresh(one).corrections) == {"speaker", "speaker_type"}


def test_a_target_with_its_words_is_found_in_the_text(article, body, ada):
    aimed = StatementTarget(person=makers.person(), mention="elle", relation="to")
    made = suggestions.accept(answered(article), by=ada, changes={"targets": [aimed]})
    assert made.targets.get().mention == "Elle"
    assert made.suggestion.state == "accepted"


WRONG = {
    "words outside": {"span": (0, 10**6)},
    "an unknown kind": {"kind": "sung"},
    "no date": {"said_on": "un jour"},
    "words that are not there": {"attribution": "le maire de Dunkerque"},
    "a mention that is not there": {"targets": "mention"},
    "an anonymous person": {"speaker_type": "anonymous", "speaker": "person"},
    "a doubt without a reason": {"certainty": "disputed"},
}


@pytest.mark.parametrize("name", WRONG)
def test_a_change_that_makes_no_statement_changes_nothing(article, ada, name):
    one, changes = suggestion(article), dict(WRONG[name])
    if changes.get("targets"):
        changes["targets"] = [StatementTarget(person=makers.person(), mention="la préfète")]
    if changes.get("speaker"):
        changes["speaker"] = makers.person()
    with pytest.raises(suggestions.NotCorrect) as refusal:
        suggestions.accept(one, by=ada, changes=changes)
    assert str(refusal.value)
    assert not Statement.objects.exists()
    assert fresh(one).is_pending


def test_a_change_that_does_not_exist_is_an_error_of_the_program(article, ada):
    with pytest.raises(TypeError, match="status"):
        suggestions.accept(suggestion(article), by=ada, changes={"status": "published"})


# --- A statement saved from a form ----------------------------------------------------------


def by_form(article: Article, words: str = WORDS, **fields) -> Statement:
    return makers.statement(words, in_article=article, attribution="Ysoline Quévrain", **fields)


def test_a_statement_saved_from_a_form_settles_its_suggestion(article, ada):
    one = suggestion(article)
    made = by_form(article)
    suggestions.settle(one, made, by=ada)
    kept = fresh(one)
    assert (kept.state, kept.statement, kept.decided_by) == ("accepted", made, ada)
    assert last_event(made).verb == Verb.TAKEN_UP


def test_what_the_form_changed_is_a_correction(article, ada):
    one = suggestion(article)
    suggestions.settle(one, by_form(article, "ouvrirons la halle", kind="mixed"), by=ada)
    kept = fresh(one)
    assert kept.state == "corrected"
    assert set(kept.corrections) == {"words", "span", "kind"}


def test_a_statement_of_another_article_settles_nothing(article, ada):
    one, other = suggestion(article), makers.statement()
    with pytest.raises(suggestions.NotCorrect):
        suggestions.settle(one, other, by=ada)
    assert fresh(one).is_pending


def test_a_statement_of_a_corrected_text_settles_nothing(article, ada):
    one = suggestion(article)
    corrected(article, "La réunion", "Mercredi, la réunion")
    with pytest.raises(suggestions.TextCorrected):
        suggestions.settle(one, by_form(article), by=ada)


def test_a_suggestion_decided_meanwhile_is_not_settled(article, ada, rui):
    one = suggestion(article)
    suggestions.dismiss(one, by=rui)
    with pytest.raises(suggestions.AlreadyDecided):
        suggestions.settle(one, by_form(article), by=ada)


# --- Dismissing and reconsidering -----------------------------------------------------------


def test_dismissing_is_told_and_makes_no_statement(article, ada):
    one = suggestion(article)
    assert suggestions.dismiss(one, by=ada).state == "dismissed"
    kept = fresh(one)
    assert (kept.state, kept.decided_by, kept.statement) == ("dismissed", ada, None)
    assert not Statement.objects.exists()
    told = last_event(one)
    assert (told.verb, told.actor) == (Verb.DISMISSED, ada)
    assert told.changes["state"] == ["pending", "dismissed"]


def test_a_dismissal_is_taken_back(article, ada, rui):
    one = suggestion(article)
    suggestions.dismiss(one, by=ada)
    suggestions.reconsider(one, by=rui)
    kept = fresh(one)
    assert (kept.state, kept.decided_by, kept.decided_at) == ("pending", None, None)
    assert last_event(one).verb == Verb.RECONSIDERED
    assert last_event(one).actor == rui


def test_what_was_reconsidered_can_be_accepted(article, ada):
    one = suggestion(article)
    suggestions.dismiss(one, by=ada)
    suggestions.reconsider(one, by=ada)
    assert suggestions.accept(one, by=ada).exact == WORDS


@pytest.mark.parametrize("act", ["accept", "dismiss"])
def test_only_what_was_dismissed_is_reconsidered(article, ada, act):
    one = suggestion(article)
    with pytest.raises(suggestions.AlreadyDecided, match=str(suggestions.decision_words(one))):
        suggestions.reconsider(one, by=ada)
    getattr(suggestions, act)(one, by=ada)
    if act == "accept":
        with pytest.raises(suggestions.AlreadyDecided, match="ada"):
            suggestions.reconsider(one, by=ada)


# --- Decided meanwhile ----------------------------------------------------------------------

ACTS = ["accept", "dismiss"]


@pytest.mark.parametrize("second", ACTS)
@pytest.mark.parametrize("first", ACTS)
def test_the_second_editor_is_told_who_was_faster(article, ada, rui, first, second):
    one = suggestion(article)
    getattr(suggestions, first)(one, by=rui)
    events, statements = Event.objects.count(), Statement.objects.count()
    with pytest.raises(suggestions.AlreadyDecided, match="rui") as refusal:
        getattr(suggestions, second)(one, by=ada)
    assert refusal.value.suggestion.decided_by == rui
    assert (Event.objects.count(), Statement.objects.count()) == (events, statements)


def test_a_double_click_makes_one_statement(article, ada):
    one = suggestion(article)
    made = suggestions.accept(one, by=ada)
    with pytest.raises(suggestions.AlreadyDecided) as refusal:
        suggestions.accept(one, by=ada)
    assert refusal.value.suggestion.statement == made
    assert Statement.objects.count() == 1


@pytest.mark.parametrize("act", [*ACTS, "reconsider"])
def test_a_suggestion_that_was_replaced_is_gone(article, ada, act):
    one = suggestion(article)
    keep(article)
    with pytest.raises(suggestions.SuggestionGone):
        getattr(suggestions, act)(one, by=ada)


def test_words_of_a_corrected_text_are_not_accepted(article, ada):
    one = suggestion(article)
    corrected(article, "La réunion", "Mercredi, la réunion")
    with pytest.raises(suggestions.TextCorrected):
        suggestions.accept(one, by=ada)
    assert not Statement.objects.exists()


def test_words_of_a_corrected_text_may_be_dismissed_but_not_reconsidered(article, ada):
    one = suggestion(article)
    corrected(article, "La réunion", "Mercredi, la réunion")
    suggestions.dismiss(one, by=ada)
    with pytest.raises(suggestions.TextCorrected):
        suggestions.reconsider(one, by=ada)


# --- Who may --------------------------------------------------------------------------------


@pytest.fixture
def sam(db):
    return makers.user("sam")


@pytest.mark.parametrize("act", [*ACTS, "reconsider"])
def test_who_may_not_write_statements_decides_nothing(article, sam, act):
    one = suggestion(article)
    with pytest.raises(suggestions.NotAllowed):
        getattr(suggestions, act)(one, by=sam)
    assert fresh(one).is_pending
    assert not Event.objects.of(one).exists()


def test_a_closed_account_decides_nothing(article, ada):
    ada.is_active = False
    with pytest.raises(suggestions.NotAllowed):
        suggestions.dismiss(suggestion(article), by=ada)


def test_who_may_not_write_statements_settles_nothing(article, sam):
    one = suggestion(article)
    with pytest.raises(suggestions.NotAllowed):
        suggestions.settle(one, by_form(article), by=sam)


# --- Afterwards -----------------------------------------------------------------------------


def test_a_later_edit_of_the_statement_is_no_correction_of_the_suggestion(article, ada):
    made = suggestions.accept(suggestion(article), by=ada)
    before = drafting.fresh_content(made)
    made.kind = "mixed"
    drafting.write_edit(made, by=ada, version=made.version)
    drafting.record_edit(made, before, by=ada)
    assert made.suggestion.state == "accepted"


def test_a_rejected_statement_leaves_the_decision_counted(article, ada):
    one = suggestion(article)
    made = suggestions.accept(one, by=ada)
    makers.move(made, "reject", ada, reason="Hors sujet.")
    assert fresh(one).state == "accepted"


def test_deciding_takes_as_many_queries_for_many_suggestions(db, ada):
    counts = []
    for number in (1, 30):
        lines = [f"« Promesse numéro {n} de la soirée »" for n in range(number)]
        article = makers.article("".join(f"{q}, a promis Ysoline Quévrain.\n" for q in lines))
        body = article.current_text.body
        keep(article, *(candidate(body, quoted) for quoted in lines))
        one = Suggestion.objects.of(article).first()
        with CaptureQueriesContext(connection) as asked:
            suggestions.accept(one, by=makers.ada())
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_accepting_as_proposed_takes_few_queries(article, ada, django_assert_max_num_queries):
    one = answered(article)
    with django_assert_max_num_queries(40):
        suggestions.accept(one, by=ada)


def test_deciding_takes_no_more_queries_for_names_that_the_archive_does_not_know(
    article, body, ada
):
    strangers = [
        target(body, "Elle", None, name=f"Onésime Valdecourt {number}") for number in range(9)
    ]
    chosen = [makers.person(f"Aubin Lestrange {number}") for number in range(2)]
    counts = []
    for some in (strangers[:1], strangers):
        one = answered(makers.article(), targets=tuple(some))
        made = makers.statement(ELLE_WORDS, in_article=one.article, targets=[
            makers.target(person, mention="") for person in chosen
        ])  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            suggestions.settle(one, made, by=makers.ada())
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_target_chosen_for_a_name_that_the_archive_does_not_know_is_no_correction(
    article, body, ada
):
    known, other = makers.person("Ysoline Quévrain-Marck"), makers.person("Y. Quévrain")
    merged(other, known)
    stranger = target(body, "Elle", None, name="y. quevrain")
    one = answered(article, targets=(stranger,))
    suggestions.accept(one, by=ada, changes={"targets": [known]})
    assert fresh(one).state == "accepted"


def test_an_indirect_quotation_keeps_its_conjunction(article, body, ada):
    made = suggestions.accept(suggestion(article, INDIRECT, kind="indirect"), by=ada)
    assert made.exact == INDIRECT
