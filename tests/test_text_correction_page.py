"""The page that corrects a text: it shows all that would change, writes that, and loses nothing."""

import re
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from archive import correcting, suggestions
from archive.models import Article, ArticleText, Statement
from tests import desk, makers, suggesting
from tests.test_correcting import (
    ELSEWHERE,
    ELSEWHERE_IN_THE_TEXT,
    GONE,
    INSIDE,
    correct,
    fresh,
    orphan,
    stands,
    with_,
)
from tests.two_editors import form_in

pytestmark = pytest.mark.django_db

REASON = "Coquille."


@pytest.fixture
def article() -> Article:
    return makers.article()


class Page:
    """The page as a browser has it: what it shows is what it sends."""

    def __init__(self, article: Article, user: Any = None) -> None:
        self.address = f"/en{reverse('admin:article-correct-text', args=[article.pk])}"
        self.client = desk.logged_in(user or makers.ada())
        self.show(self.client.get(self.address))

    def show(self, answer: Any) -> None:
        self.answer = answer
        if answer.status_code == 200:
            self.fields = form_in(answer, "correction_form")

    def send(self, button: str, **typed: str) -> Any:
        # A browser parts lines by CRLF.
        sent = {
            name: value.replace("\r\n", "\n").replace("\n", "\r\n")
            for name, value in {**self.fields, **typed}.items()
        }
        self.show(self.client.post(self.address, {**sent, button: "1"}))
        return self.answer

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", self.answer.content.decode())))

    @property
    def refusal(self) -> str:
        found = re.search(r'id="refusal">([^<]*)', self.answer.content.decode())
        return unescape(found[1]) if found else ""


def told(answer: Any) -> str:
    from django.contrib.messages import get_messages

    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


# --- Nothing typed, nothing changed -------------------------------------------------------------

BODIES = [
    "« Un », dit-elle.\n",
    "\n\n« Un », dit-elle.",
    "  « Un »,\tdit-elle.  \n\n\n",
    "« Un » & <b>&amp; </textarea> dit-elle.\n",
    "« Le cafe\u0301 »\u00a0!\u202f👩‍🚒\u2028dit-elle\u00ad.\n",
]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("button", ["preview", "write"])
def test_saving_an_untouched_text_changes_nothing(db, body, button):
    article = makers.article(body)
    page = Page(article)
    assert page.fields["body"] == body
    page.send(button, reason=REASON)
    assert "nothing to write" in page.refusal
    assert article.texts.get().body == body


@pytest.mark.parametrize("body", BODIES)
def test_what_was_not_touched_is_written_as_it_was(db, body):
    article = makers.article(body)
    page = Page(article)
    page.send("preview", body=f"{body}Fin.", reason=REASON)
    page.send("write")
    assert article.current_text.body == correcting.normalised(f"{body}Fin.")
    assert article.current_text.number == 2


# --- The report -------------------------------------------------------------------------------


def test_a_preview_shows_the_difference_and_writes_nothing(article):
    makers.statement(in_article=article)
    page = Page(article)
    page.send("preview", body=with_(article, INSIDE), reason=REASON)
    assert article.texts.count() == 1
    assert '<del><span class="for-ears">[removed: </span>printemps' in page.answer.content.decode()
    assert "Stays as it is at the desk" in page.words
    assert page.fields["reason"] == REASON
    assert page.fields["body"] == with_(article, INSIDE)


def test_the_report_counts_what_becomes_of_every_quotation(article):
    makers.published(in_article=article)
    makers.statement("Elle n’a rien ouvert du tout", in_article=article)
    makers.statement("Théodule Marquenterre viendrait", in_article=article)
    page = Page(article)
    page.send("preview", body=with_(article, GONE, ("rien ouvert", "rien rouvert")))
    for words in ("1 kept", "1 with changed words", "1 to repair", "Anchors to repair"):
        assert words in page.words


def test_published_words_that_change_are_said_to_go_back_to_review(article):
    makers.published(in_article=article)
    page = Page(article)
    page.send("preview", body=with_(article, INSIDE))
    assert "Goes back to review. Readers keep the current edition" in page.words


def test_blanks_that_nobody_sees_are_shown(article):
    page = Page(article)
    page.send("preview", body=with_(article, ("La réunion", "La\u00a0réunion")))
    assert "removed: ·" in page.words
    assert "added: °" in page.words
    assert "Typography" in page.words


def test_the_editor_is_told_when_nobody_could_approve_any_more(article, rui):
    makers.in_review(in_article=article)
    page = Page(article, rui)
    page.send("preview", body=with_(article, ELSEWHERE))
    assert "nobody can approve 1 statement" in page.words
    makers.chloe()
    page.send("preview")
    assert "nobody can approve" not in page.words


def test_hostile_words_are_shown_as_words(db):
    article = makers.article("Un mot. <script>alert(1)</script>\n")
    page = Page(article)
    page.send("preview", body="Un mot. <script>alert(2)</script></textarea>\n")
    assert "<script>alert" not in page.answer.content.decode()


# --- Writing ----------------------------------------------------------------------------------


def test_what_was_previewed_is_written(article):
    made = makers.published(in_article=article)
    page = Page(article)
    page.send("preview", body=with_(article, ELSEWHERE), reason=REASON)
    answer = page.send("write")
    assert answer.status_code == 302
    assert answer.url.endswith(reverse("admin:archive_article_change", args=[article.pk]))
    assert "version 2" in told(answer)
    assert stands(made)


def test_what_was_not_previewed_is_previewed_first(article):
    page = Page(article)
    page.send("write", body=with_(article, ELSEWHERE), reason=REASON)
    assert article.texts.count() == 1
    assert "Read it again below" in page.refusal
    page.send("write")
    assert article.current_text.body == with_(article)
    assert article.texts.count() == 2


def test_a_text_that_was_typed_on_after_the_preview_is_previewed_again(article):
    page = Page(article)
    page.send("preview", body=with_(article, ELSEWHERE), reason=REASON)
    page.send("write", body=with_(article, ELSEWHERE, INSIDE))
    assert article.texts.count() == 1
    assert page.refusal
    assert page.fields["body"] == with_(article, ELSEWHERE, INSIDE)


def test_a_statement_that_changed_after_the_preview_is_shown_first(article):
    made = makers.statement(in_article=article)
    page = Page(article)
    page.send("preview", body=with_(article, INSIDE), reason=REASON)
    makers.move(made, "submit", makers.ada())
    page.send("write")
    assert article.texts.count() == 1
    assert "a statement changed" in page.refusal
    assert "Stays in review" in page.words
    page.send("write")
    assert article.texts.count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "holds nothing to read"),
        (" \n ", "holds nothing to read"),
        ("\x01\x02\x03\x04\x05\x06", "characters that are not"),
        ("x" * (correcting.LONGEST + 1), "at most is corrected here"),
    ],
)
@pytest.mark.parametrize("button", ["preview", "write"])
def test_what_is_no_text_is_answered_by_a_sentence_and_kept(article, typed, sentence, button):
    page = Page(article)
    page.send(button, body=typed, reason="Ma raison.")
    assert sentence in page.refusal
    assert page.fields["reason"] == "Ma raison."
    assert len(page.fields["body"]) == len(typed)
    assert article.texts.count() == 1


def test_without_a_reason_nothing_is_written_and_nothing_is_lost(article):
    page = Page(article)
    page.send("preview", body=with_(article, ELSEWHERE))
    page.send("write", reason="  ")
    assert "Write a reason" in page.refusal
    assert article.texts.count() == 1
    page.send("write", reason=REASON)
    assert article.texts.count() == 2


@pytest.mark.parametrize("button", ["preview", "write"])
def test_who_comes_second_is_told_and_keeps_what_they_typed(article, button):
    page = Page(article)
    mine = with_(article, INSIDE)
    page.send("preview", body=mine, reason=REASON)
    theirs = correct(article, ELSEWHERE)
    page.send(button)
    assert "Somebody corrected this text after you opened it" in page.refusal
    assert page.fields["body"] == mine
    assert "Mercredi" in page.words  # what writing it now would undo
    assert article.current_text == theirs
    page.send("write")
    assert article.current_text.body == mine


def test_what_could_not_be_submitted_is_told(article, settings):
    settings.EXCERPT_STATEMENT_MAX = 40
    private = makers.article(makers.BODY + "Encore un mot. " * 200, licence="private")
    makers.published(in_article=private)
    page = Page(private)
    body = with_(private, ("ouvrirons la halle au", "ouvrirons la grande halle au"))
    page.send("preview", body=body, reason=REASON)
    assert "It cannot be submitted as it would be" in page.words
    assert "was not submitted for review" in told(page.send("write"))


def test_words_that_wait_are_told_after_writing(article):
    makers.statement(in_article=article)
    page = Page(article)
    page.send("preview", body=with_(article, GONE), reason=REASON)
    assert "1 statement waits for a new anchor" in told(page.send("write"))


def test_pending_suggestions_are_those_of_the_new_text(article):
    suggesting.suggestion(article)
    page = Page(article)
    page.send("preview", body=with_(article, ELSEWHERE), reason=REASON)
    assert "1 suggestion waits for a decision" in page.words
    page.send("write")
    pending = article.suggestions.pending()
    assert {one.text_id for one in pending} <= {article.current_text.pk}
    assert pending.exists()


def test_a_text_is_written_even_if_the_detector_fails(article, monkeypatch):
    suggesting.suggestion(article)

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(suggestions, "suggest", fail)
    page = Page(article)
    page.send("preview", body=with_(article, ELSEWHERE), reason=REASON)
    assert "quotations could not be looked for" in told(page.send("write"))
    assert article.texts.count() == 2


def test_an_article_without_a_text_is_sent_back(db):
    article = Article.objects.create(title="Sans texte", source_sha256="0" * 64)
    answer = desk.logged_in(makers.ada()).get(
        reverse("admin:article-correct-text", args=[article.pk])
    )
    assert answer.status_code == 302


def test_the_page_of_the_article_leads_there(article):
    address = reverse("admin:article-correct-text", args=[article.pk])
    page = desk.logged_in(makers.ada()).get(
        reverse("admin:archive_article_change", args=[article.pk])
    )
    assert address in page.content.decode()


def test_a_report_costs_as_many_queries_whatever_the_statements(
    article, django_assert_max_num_queries
):
    for _ in range(12):
        makers.statement(in_article=article)
    body = with_(article, ELSEWHERE)
    with django_assert_max_num_queries(16):
        correcting.preview(article, body)


# --- Repair -----------------------------------------------------------------------------------


def change_page(made: Statement, user: Any) -> str:
    address = reverse("admin:archive_statement_change", args=[made.pk])
    return desk.logged_in(user).get(f"/en{address}").content.decode()


def repair(made: Statement, user: Any, **sent: Any) -> Any:
    address = reverse("admin:statement-repair", args=[made.pk])
    return desk.logged_in(user).post(f"/en{address}", sent)


def offered(page: str) -> dict[str, str]:
    form = page.split("Anchor here")[0].rsplit("<form", 1)[1]
    return dict(re.findall(r'name="(text|start|end)" value="(\d+)"', form))


@pytest.mark.parametrize("status", ["draft", "in_review", "published"])
def test_an_orphan_is_anchored_with_one_button(article, chloe, status):
    made = orphan(status, article)
    page = change_page(made, chloe)
    assert "The very words" in page
    answer = repair(made, chloe, **offered(page))
    assert "anchored in the newest text" in told(answer)
    assert stands(made)
    assert "Anchor here" not in change_page(fresh(made), chloe)


def test_a_statement_in_the_newest_text_has_nothing_to_repair(article, chloe):
    assert "Anchor here" not in change_page(makers.statement(in_article=article), chloe)


def test_words_can_be_copied_from_the_text(article, chloe):
    made = orphan("draft", article)
    assert "anchored in the newest text" in told(repair(
        made, chloe, text=article.current_text.pk, words="la séance a été levée"))  # fmt: skip
    assert fresh(made).exact == "la séance a été levée"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"words": "Rien de tel"}, "not in the text"),
        ({"words": "la"}, "several places"),
        ({"start": "3", "end": "5"}, "cuts a word"),
        ({"start": "x", "end": "-1"}, "no words"),
        ({"start": "9" * 30, "end": "9" * 31}, "no words"),
        ({}, "no words"),
    ],
)
def test_a_place_that_is_none_is_answered_by_a_sentence(article, chloe, sent, sentence):
    made = orphan("draft", article)
    answer = repair(made, chloe, text=article.current_text.pk, **sent)
    assert sentence in told(answer)
    assert fresh(made).text.number == 1


def test_a_place_of_a_text_that_was_corrected_since_is_refused(article, chloe):
    made = orphan("draft", article)
    sent = offered(change_page(made, chloe))
    correct(article, ELSEWHERE)
    assert "Somebody corrected this text" in told(repair(made, chloe, **sent))
    assert fresh(made).text.number == 1


def test_a_contributor_is_told_why_what_is_in_review_is_not_theirs_to_repair(article, ada):
    made = orphan("in_review", article)
    page = change_page(made, ada)
    assert "Its anchor is to be repaired" in page
    assert "Anchor here" not in page


def test_all_orphans_of_an_article_are_repaired(article, chloe):
    made = [orphan("draft", article)]
    assert ArticleText.objects.filter(article=article).count() == 2
    assert ELSEWHERE_IN_THE_TEXT[1] in article.current_text.body
    for one in made:
        repair(one, chloe, **offered(change_page(one, chloe)))
    assert all(stands(one) for one in made)
