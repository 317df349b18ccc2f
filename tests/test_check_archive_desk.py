"""What editors said, allowed and found is what history tells; ``check_archive`` finds the rest."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command

from archive import merging
from archive.audit import words
from archive.models import Article, Comment, Event, ExcerptOverride, ImportRun, Person, PersonMerge
from archive.quotes.anchoring import sha256_of
from tests import auditing, makers
from tests.attacks import sql
from tests.auditing import World, found_in, found_in_records, remove, report, report_after, write

standing = pytest.fixture(scope="module")(auditing.standing_archive)

OPEN = {"licence": "open", "licence_name": "CC0 1.0", "licence_url": "https://cc.example/zero"}


@pytest.fixture
def world(standing, db) -> World:
    return standing


def said(world: World) -> Comment:
    return world.draft.comments.get()


# --- Comments -------------------------------------------------------------------------------


def lose_the_comment(world: World) -> None:
    sql("DELETE FROM archive_notice")
    remove(said(world))


def test_a_comment_struck_from_the_thread_is_found(world):
    told = report_after(lambda: lose_the_comment(world))
    assert found_in(told) == [("history", "archive.statement", world.draft.pk)]


def test_a_comment_slipped_into_the_thread_is_found(world):
    made = Comment.objects.create(
        statement=world.draft, author=makers.ada(), body="Oui.", client_key=uuid4()
    )
    assert found_in(report()) == [("history", "archive.comment", made.pk)]


def test_a_comment_given_to_somebody_else_is_found(world):
    told = report_after(lambda: write(said(world), author_id=makers.chloe().pk))
    assert found_in(told) == [("history", "archive.comment", said(world).pk)]


def test_a_comment_moved_to_another_thread_is_found(world):
    comment = said(world)
    told = report_after(lambda: write(comment, statement_id=world.waiting.pk))
    assert found_in(told) == [
        ("history", "archive.comment", comment.pk),
        ("history", "archive.statement", world.draft.pk),
    ]


def test_a_comment_whose_words_history_vouches_for_is_not_rewritten(world):
    made = Comment.objects.create(
        statement=world.waiting, author=makers.ada(), body="Oui.", client_key=uuid4()
    )
    vouched = {"comment": [None, made.pk], "comment_sha256": [None, sha256_of("Oui.")]}
    Event.objects.record(Event.Verb.COMMENTED, world.waiting, by=makers.ada(), changes=vouched)
    assert report()["ok"] is True
    told = report_after(lambda: write(made, body="Non."))
    assert found_in(told) == [("history", "archive.comment", made.pk)]


# --- Leaves for longer excerpts -------------------------------------------------------------


@pytest.mark.parametrize(
    "columns", [{"reason": "Parce que."}, {"by_id": None}, {"end": 400}], ids=["why", "who", "what"]
)
def test_a_leave_rewritten_is_found(world, columns):
    leave = world.allowed.overrides.get()
    columns = {"by_id": makers.rui().pk} if "by_id" in columns else columns
    told = report_after(lambda: write(leave, **columns))
    assert found_in(told) == [("history", "archive.statement", world.allowed.pk)]


def test_a_leave_that_nobody_gave_is_found(world):
    leave = world.allowed.overrides.get()
    leave.pk = None
    leave.save(force_insert=True)
    assert found_in(report()) == [("history", "archive.statement", world.allowed.pk)]


def test_a_leave_struck_from_the_record_is_found(world):
    leave = ExcerptOverride.objects.get()
    told = report_after(lambda: remove(leave))
    assert found_in(told) == [("history", "archive.statement", world.allowed.pk)]


# --- Merges ---------------------------------------------------------------------------------


def test_another_rationale_of_a_merge_is_found(world):
    merge = PersonMerge.objects.get()
    told = report_after(lambda: write(merge, rationale="Autre."))
    assert found_in(told) == [("merge", "archive.person", world.merged.pk)]


def test_another_finder_of_a_merge_is_found(world):
    merge = PersonMerge.objects.get()
    told = report_after(lambda: write(merge, merged_by_id=makers.chloe().pk))
    assert found_in(told) == [("merge", "archive.person", world.merged.pk)]


def test_a_merge_undone_and_found_again_is_well(world):
    merging.undo(PersonMerge.objects.get(), by=makers.chloe(), reason="Deux personnes.")
    assert report()["findings"] == []
    one, stays = Person.objects.get(pk=world.merged.pk), makers.person()
    read = merging.consequences(one, stays)
    merging.merge(one, stays, by=makers.rui(), rationale="Si.", digest=read.digest)
    assert report()["findings"] == []


def test_another_reason_why_a_merge_was_undone_is_found(world):
    undone = merging.undo(PersonMerge.objects.get(), by=makers.chloe(), reason="Deux personnes.")
    told = report_after(lambda: write(undone, undone_reason="Par erreur."))
    assert found_in(told) == [("merge", "archive.person", world.merged.pk)]


# --- Licences -------------------------------------------------------------------------------


def licence_told(article: Article, licence: dict[str, str]) -> None:
    changes = {name: [getattr(article, name), value] for name, value in licence.items()}
    Article.objects.filter(pk=article.pk).update(**licence)
    Event.objects.record(Event.Verb.CHANGED, article, by=makers.chloe(), changes=changes)


def test_an_article_opened_by_nobody_is_found(world):
    told = report_after(lambda: write(world.closed, **OPEN))
    assert found_in(told) == [("history", "archive.article", world.closed.pk)]


def test_an_article_that_a_chief_editor_opened_is_well(world):
    licence_told(world.closed, OPEN)
    assert report()["findings"] == []


@pytest.mark.parametrize("name", ["licence_name", "licence_url"])
def test_another_licence_than_the_one_opened_under_is_found(world, name):
    licence_told(world.closed, OPEN)
    told = report_after(lambda: write(world.closed, **{name: "https://autre.example/"}))
    assert found_in(told) == [("history", "archive.article", world.closed.pk)]


def test_an_imported_article_opened_by_nobody_is_found(world, tmp_path: Path):
    (tmp_path / "halle.txt").write_text("La halle\n\nLa halle ouvrira au printemps.\n")
    call_command("import_articles", str(tmp_path), verbosity=0)
    article = ImportRun.objects.get().files.get().article
    assert report()["findings"] == []
    told = report_after(lambda: write(article, **OPEN))
    assert found_in(told) == [("history", "archive.article", article.pk)]


# --- Records that are gone ------------------------------------------------------------------


def test_an_article_that_is_gone_is_found(world):
    def lose_it() -> None:
        for text in world.unread.texts.all():
            remove(text)
        remove(world.unread)

    found = found_in_records(report_after(lose_it))
    assert found == [("history", "archive.article", world.unread.pk)]


def test_what_history_does_not_note_is_not_held_against_a_record():
    """Acts written before the digest of a comment was noted vouch for its author alone."""
    act = (1, Event.Verb.COMMENTED, 7, 3, "", {"comment": [None, 5]})
    assert list(words.wrong_comments(1, [act], [(1, 5, 3, "Oui.")])) == []
