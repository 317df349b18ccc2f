"""``manage.py export_gold``: the editors' decisions become the archive's own test set."""

import json

import pytest
from django.core.management import CommandError, call_command

from archive import suggestions
from archive.models import Article, DetectorReading, Suggestion
from archive.quotes.gold import Gold, check
from tests import makers, people, suggesting

pytestmark = pytest.mark.django_db

APPLAUSE = "Le public a applaudi"


@pytest.fixture
def article():
    made = makers.article(reading=Article.Reading.READ)
    suggesting.keep(made)
    return made


@pytest.fixture
def export(tmp_path, capsys):
    """Exports, and gives the gold file as read; what the command told is in ``told``."""

    def exported(**options):
        file = tmp_path / "gold.json"
        call_command("export_gold", str(file), **options)
        exported.told = capsys.readouterr().out
        return Gold.from_json(json.loads(file.read_text(encoding="utf-8")))

    return exported


def accepted(article, words=suggesting.QUOTED, **changes):
    made = suggesting.suggestion(article, words)
    return suggestions.accept(made, by=makers.ada(), **({"changes": changes} if changes else {}))


def only(gold):
    [quote] = gold.quotes
    return quote


def read(article):
    Article.objects.filter(pk=article.pk).update(reading=Article.Reading.READ)


def test_an_accepted_suggestion_is_a_quotation(article, export):
    accepted(article)
    read(article)
    quote = only(export())
    assert (quote.text, quote.kind, quote.status) == (makers.WORDS, "direct", "core")
    assert (quote.speaker, quote.speaker_type) == ("Ysoline Quévrain", "named")
    assert (quote.cue, quote.speaker_surface) == ("a promis", "Ysoline Quévrain")
    assert quote.note == "accepted: inversion after the quotation"


def test_the_words_with_their_marks_are_right_as_well(article, export):
    accepted(article)
    read(article)
    body = article.current_text.body
    assert [body[slice(*span)] for span in only(export()).spans] == [
        makers.WORDS,
        suggesting.QUOTED,
    ]


def test_a_corrected_suggestion_is_as_the_editor_kept_it(article, export):
    theodule = makers.person("Théodule Marquenterre")
    accepted(article, speaker=theodule, kind="mixed")
    read(article)
    quote = only(export())
    assert (quote.speaker, quote.kind) == ("Théodule Marquenterre", "mixed")
    assert quote.note.startswith("corrected: ")


def test_a_statement_made_by_hand_is_a_quotation(article, export):
    makers.statement(in_article=article, targets=[makers.target()])
    read(article)
    quote = only(export())
    assert (quote.note, quote.cue, quote.status) == ("by hand", None, "core")
    assert quote.targets == ("Théodule Marquenterre",)


def test_a_dismissed_suggestion_is_no_quotation(article, export):
    suggestions.dismiss(suggesting.suggestion(article), by=makers.ada())
    gold = export()
    assert gold.quotes == ()
    assert len(gold.files) == 1


def test_an_article_with_a_suggestion_that_nobody_decided_on_is_left_out_and_told(article, export):
    suggesting.suggestion(article)
    makers.statement("Elle n’a rien ouvert du tout", in_article=article)
    read(article)
    gold = export()
    assert (gold.files, gold.quotes) == ((), ())
    assert f"that nobody decided on: 1 (article {article.pk})." in export.told


def test_an_article_that_the_detector_never_read_is_left_out_and_told(article, export):
    makers.statement(in_article=article)
    read(article)
    DetectorReading.objects.all().delete()
    assert export().files == ()
    assert f"(find_quotes --article): 1 (article {article.pk})." in export.told


def test_an_article_corrected_since_the_detector_read_it_is_left_out(article, export):
    accepted(article)
    suggesting.corrected(article, "La réunion", "La grande réunion")
    read(article)
    assert export().files == ()
    assert "never searched for quotations as they are" in export.told


def test_an_undecided_suggestion_of_words_that_are_a_statement_is_left_out(article, export):
    suggesting.suggestion(article)
    makers.statement(in_article=article)
    read(article)
    assert only(export()).note == "by hand"


@pytest.mark.parametrize("end", ["reject", "retract"])
def test_a_statement_that_did_not_stand_is_optional(article, export, end):
    if end == "reject":
        made = makers.in_review(in_article=article)
        makers.move(made, "reject", makers.rui(), reason="Hors sujet.")
    else:
        makers.retracted(makers.published(in_article=article))
    read(article)
    assert only(export()).status == "optional"


def test_a_statement_whose_speaker_is_still_to_be_chosen_is_optional(article, export):
    makers.statement(in_article=article, speaker=None)
    read(article)
    assert only(export()).status == "optional"


@pytest.mark.parametrize("reading", ["unread", "in_progress"])
def test_an_article_that_is_not_read_to_the_end_does_not_count(article, export, reading):
    accepted(article)
    Article.objects.filter(pk=article.pk).update(reading=reading)
    gold = export()
    assert (gold.files, gold.quotes) == ((), ())
    assert f"not marked as read: 1 (article {article.pk})." in export.told


def test_an_article_read_without_a_find_is_there(article, export):
    assert export().files == (f"{article.pk}-1.txt",)
    assert "Left out" not in export.told


def test_an_article_of_another_language_is_left_out(article, export):
    Article.objects.filter(pk=article.pk).update(language="en-GB")
    assert export().files == ()
    assert export(language="en").files == (f"{article.pk}-1.txt",)


def test_a_source_without_a_name_is_told_by_its_words(article, export):
    body = article.current_text.body
    words = "a répondu Théodule Marquenterre"
    assert words in body
    makers.statement(
        "Elle n’a rien ouvert du tout", in_article=article, speaker=None,
        speaker_type="anonymous", attribution="Théodule Marquenterre",
    )  # fmt: skip
    read(article)
    quote = only(export())
    assert (quote.speaker, quote.speaker_type) == ("Théodule Marquenterre", "anonymous")


@pytest.mark.parametrize("attribution", ["elle", ""])
def test_a_source_that_no_word_tells_from_another_is_optional(article, export, attribution):
    makers.statement(
        in_article=article, speaker=None, speaker_type="anonymous", attribution=attribution
    )
    read(article)
    assert only(export()).status == "optional"


def test_a_speaker_whom_nobody_can_tell_is_no_reason_to_leave_a_quotation_open(article, export):
    makers.statement(in_article=article, speaker=None, speaker_type="unknown")
    read(article)
    assert only(export()).status == "core"


def test_a_person_who_was_merged_is_told_by_the_record_that_stays(article, export):
    accepted(article)
    read(article)
    stays = makers.person("Ysoline Quévrain-Tallec")
    people.merged(makers.person(), stays)
    assert only(export()).speaker == "Ysoline Quévrain-Tallec"


def test_somebody_addressed_counts_where_the_words_name_them(article, export):
    theodule = makers.person("Théodule Marquenterre")
    inside = makers.target(theodule, mention="Théodule Marquenterre", relation="to")
    outside = makers.target(theodule, mention="Théodule Marquenterre", relation="to")
    makers.statement("que Théodule Marquenterre viendrait", in_article=article, targets=[inside])
    makers.statement(in_article=article, targets=[outside])
    read(article)
    assert [quote.targets for quote in export().quotes] == [(), ("Théodule Marquenterre",)]


def test_words_of_an_earlier_text_are_looked_for_in_the_latest(article, export):
    accepted(article)
    suggesting.corrected(article, "La réunion", "La grande réunion")
    suggesting.keep(article)
    read(article)
    gold = export()
    check(article.current_text.body, gold.quotes)
    assert gold.files == (f"{article.pk}-2.txt",)


def test_an_article_that_lost_the_words_of_a_statement_is_left_out_and_told(article, export):
    accepted(article)
    suggesting.corrected(article, makers.WORDS, "Rien de tel")
    suggesting.keep(article)
    read(article)
    assert export().files == ()
    assert f"article {article.pk}" in export.told


def test_the_texts_are_written_as_they_are(article, export, tmp_path):
    accepted(article)
    read(article)
    gold = export(texts=tmp_path / "texts")
    text = (tmp_path / "texts" / gold.files[0]).read_bytes().decode()
    assert text == article.current_text.body
    check(text, gold.quotes)


def test_what_is_exported_is_in_the_same_order_each_time(article, export):
    makers.statement("Elle n’a rien ouvert du tout", in_article=article)
    makers.statement(in_article=article)
    read(article)
    starts = [quote.start for quote in export().quotes]
    assert starts == sorted(starts)


def test_a_folder_that_is_not_there_is_refused(article, tmp_path):
    with pytest.raises(CommandError, match="Nothing is exported"):
        call_command("export_gold", str(tmp_path / "none" / "gold.json"))


def test_an_export_that_fails_leaves_the_old_file(article, tmp_path):
    file = tmp_path / "gold.json"
    file.write_text("{}")
    (tmp_path / "texts").write_text("in the way")
    with pytest.raises(CommandError):
        call_command("export_gold", str(file), texts=tmp_path / "texts")
    assert file.read_text() == "{}"
    assert {path.name for path in tmp_path.iterdir()} == {"gold.json", "texts"}


def test_more_articles_take_no_more_queries(article, tmp_path, django_assert_num_queries):
    def queries():
        with django_assert_num_queries(8, exact=False) as done:
            call_command("export_gold", str(tmp_path / "gold.json"))
        return len(done)

    accepted(article)
    read(article)
    first = queries()
    for _ in range(4):
        other = makers.article()
        accepted(other)
        read(other)
    assert queries() == first


# What was exported, measured


@pytest.fixture
def scored(tmp_path, capsys):
    """Measures the suggestions, as they were proposed, against what was exported."""

    def measured():
        file, folder = tmp_path / "gold.json", tmp_path / "texts"
        call_command("export_gold", str(file), texts=folder)
        found = tmp_path / "found.json"
        found.write_text(json.dumps(proposed(), ensure_ascii=False), encoding="utf-8")
        capsys.readouterr()
        call_command("score_quotes", str(file), str(folder), str(found), json=True)
        return json.loads(capsys.readouterr().out)

    return measured


def proposed():
    found = {}
    for made in Suggestion.objects.select_related("text", "speaker"):
        found.setdefault(f"{made.article_id}-{made.text.number}.txt", []).append(
            {
                "start": made.start,
                "end": made.end,
                "kind": made.kind,
                "speaker": made.speaker_words,
                "targets": [target.name for target in made.targets.all()],
                "rule": made.rule,
                "confidence": made.tier,
            }
        )
    return found


def test_the_scores_are_what_the_editors_did(article, scored):
    """One accepted, one corrected, one dismissed, one that the detector missed."""
    accepted(article)
    answered = suggesting.answered(article)
    suggestions.accept(answered, by=makers.ada(), changes={"speaker": makers.person("Rémi Caudal")})
    suggestions.dismiss(suggesting.suggestion(article, APPLAUSE), by=makers.ada())
    makers.statement("que Théodule Marquenterre viendrait", in_article=article)
    read(article)

    told = scored()

    assert (told["gold"], told["predicted"]) == (3, 3)
    assert told["precision"] == told["recall"] == pytest.approx(2 / 3)
    assert told["exact_f1"] == pytest.approx(2 / 3)
    assert told["end_to_end_f1"] == pytest.approx(1 / 3)


def test_what_was_accepted_as_it_was_is_perfect(article, scored):
    accepted(article)
    suggestions.accept(suggesting.answered(article), by=makers.ada())
    read(article)
    told = scored()
    assert (told["f1"], told["exact_f1"], told["end_to_end_f1"], told["target_recall"]) == (1,) * 4
