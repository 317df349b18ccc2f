"""What the database lets a published statement do when its text is corrected, and nothing else."""

from typing import Any

import pytest
from django.db.models import F

from archive import guards
from archive.models import Article, ArticleText, Statement, StatementTarget
from archive.quotes import anchoring
from tests import makers
from tests.attacks import NEW_VERSION, NOT_ON_DESK, NOT_THERE, at, columns, other_value, refused

pytestmark = pytest.mark.django_db

TOP = "Rectificatif. "
BODY = f"{makers.BODY}\nPlus bas, encore : « {makers.WORDS} », et elle, et elle.\n"


@pytest.fixture
def made() -> Statement:
    article = makers.article(BODY)
    return makers.published(in_article=article, targets=[makers.target(mention="Théodule")])


def new_text(article: Article, body: str = TOP + BODY) -> ArticleText:
    number = article.current_text.number + 1
    return ArticleText.objects.create(article=article, number=number, body=body)


def place(text: ArticleText, words: str = makers.WORDS) -> dict[str, Any]:
    """The columns of an anchor to these words of this text."""
    start = text.body.index(words)
    anchor = anchoring.anchor(text.body, start, start + len(words))
    return {"text": text, "start": anchor.start, "end": anchor.end, "prefix": anchor.prefix,
            "suffix": anchor.suffix}  # fmt: skip


def follow(made: Statement, to: ArticleText, **other: Any) -> int:
    fields = {"version": F("version") + 1, **place(to, other.get("exact", makers.WORDS)), **other}
    return Statement.objects.filter(pk=made.pk).update(**fields)


def followed(made: Statement) -> ArticleText:
    text = new_text(made.article)
    follow(made, text)
    return text


def test_a_published_statement_follows_its_words_to_the_newest_text(made, rui):
    text = new_text(made.article)
    assert follow(made, text, modified_by=rui) == 1
    assert made.editors.filter(user=rui, version=made.version + 1).exists()
    assert made.editions.get().text_id != text.pk


def test_following_is_a_version(made):
    with refused(NEW_VERSION):
        follow(made, new_text(made.article), version=F("version"))


def test_other_words_are_not_followed(made):
    text = new_text(made.article, TOP + BODY.replace("printemps", "mois de mai"))
    words = "Nous ouvrirons la halle au mois de mai"
    with refused(NOT_ON_DESK):
        follow(made, text, exact=words)


@pytest.mark.parametrize(
    "column", sorted(set(guards.STATEMENT_WORDS) - {"exact", "article_id", "said_from", "said_to"})
)
def test_nothing_else_changes_on_the_way(made, column):
    field = columns(Statement)[column]
    value = other_value(made, column)
    if field.is_relation:
        value = makers.person("Aglaé Boisrobert").pk
    with refused(f"{NOT_ON_DESK}|statement_"):
        follow(made, new_text(made.article), **{field.attname: value})


@pytest.mark.parametrize("part", ["prefix", "suffix"])
def test_what_stands_around_the_words_is_that_of_the_new_text(made, part):
    text = new_text(made.article)
    right = place(text)[part]
    for wrong in ("Il n’a jamais dit : ", right[1:], right[:-1], ""):
        with refused(NOT_ON_DESK):
            follow(made, text, **{part: wrong})


def test_words_are_not_moved_within_their_text(made):
    text = made.text
    second = text.body.rindex(makers.WORDS)
    anchor = anchoring.anchor(text.body, second, second + len(makers.WORDS))
    with refused(NOT_ON_DESK):
        follow(made, text, start=anchor.start, end=anchor.end, prefix=anchor.prefix,
               suffix=anchor.suffix)  # fmt: skip


def test_no_statement_goes_back_to_a_former_text(made):
    former = made.text
    followed(made)
    with refused(NOT_ON_DESK):
        follow(made, former)


def test_no_statement_stops_at_a_text_between(made):
    between = new_text(made.article)
    new_text(made.article, f"Un. {BODY}")
    with refused(NOT_ON_DESK):
        follow(made, between)


def test_no_statement_goes_to_the_text_of_another_article(made):
    other = makers.article(TOP + BODY)
    text = ArticleText.objects.create(article=other, number=2, body=f"Un. {TOP}{BODY}")
    with refused(f"{NOT_ON_DESK}|{NOT_THERE}"):
        follow(made, text)
    with refused(NOT_ON_DESK):
        follow(made, text, article=other)


def test_words_must_be_there(made):
    text = new_text(made.article)
    with refused(f"{NOT_THERE}|{NOT_ON_DESK}"):
        follow(made, text, start=F("start"), end=F("end"))


@pytest.mark.parametrize("status", ["rejected", "retracted"])
def test_what_is_closed_follows_nothing(status):
    made = at(status)
    text = new_text(made.article, TOP + made.text.body)
    with refused(NOT_ON_DESK):
        follow(made, text)


def test_a_statement_does_not_follow_and_change_its_status_at_once(made):
    with refused(NOT_ON_DESK):
        follow(made, new_text(made.article), status="draft")


# --- The words that designate a target ----------------------------------------------------------


def shift(made: Statement, by: int, **other: Any) -> int:
    fields = {"mention_start": F("mention_start") + by, "mention_end": F("mention_end") + by}
    return StatementTarget.objects.filter(statement=made).update(**{**fields, **other})


def test_a_mention_follows_its_statement(made):
    followed(made)
    assert shift(made, len(TOP)) == 1


def test_a_mention_does_not_move_before_its_statement(made):
    with refused(NOT_ON_DESK):
        shift(made, made.text.body.rindex("Théodule") - made.text.body.index("Théodule"))
    new_text(made.article)
    with refused(NOT_ON_DESK):
        shift(made, len(TOP))


@pytest.mark.parametrize("by", [0, 1, len(TOP) - 1, 10_000])
def test_a_mention_goes_only_where_its_words_are(made, by):
    followed(made)
    with refused(NOT_ON_DESK):
        shift(made, by)


@pytest.mark.parametrize(
    "other",
    [
        {"mention": "réunion"}, {"mention": ""}, {"role": "autre"}, {"relation": "to"},
        {"mention_start": None, "mention_end": None},
    ],
)  # fmt: skip
def test_nothing_else_of_a_target_changes_on_the_way(made, other):
    followed(made)
    with refused(NOT_ON_DESK):
        shift(made, len(TOP), **other)


def test_another_person_is_not_put_in_the_place_of_a_target(made):
    followed(made)
    with refused(NOT_ON_DESK):
        shift(made, len(TOP), person=makers.person("Aglaé Boisrobert"))


def test_targets_are_neither_added_nor_taken_away(made):
    followed(made)
    with refused(NOT_ON_DESK):
        makers.target(makers.person("Aglaé Boisrobert"), statement=made).save()
    with refused(NOT_ON_DESK):
        made.targets.get().delete()
