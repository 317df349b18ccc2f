"""What an editor may ask of a queue of the review desk; anything else is left out."""

import re

import pytest

from archive.admin import review_desk
from archive.models import Person, Statement, Topic
from tests import makers
from tests.desk import logged_in
from tests.reviewing import desk, listed, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(rui):
    return logged_in(rui)


def test_each_filter_keeps_what_it_names(reviewer, chloe):
    topic = Topic.objects.create(name="halle")
    target = makers.target()
    wanted = makers.in_review(
        topics=[topic], targets=[target], kind="direct", said_on="2019-02",
        in_article=makers.article(outlet=makers.outlet("Radio Deûle"), published="2018-06"),
        by=chloe,
    )  # fmt: skip
    other = makers.in_review(kind="indirect", speaker=makers.person("Mme Autre"))
    asked = {
        "outlet": wanted.article.outlet.pk,
        "topic": topic.pk,
        "kind": "direct",
        "contributor": chloe.pk,
        "person": target.person.name,
        "printed_until": "2018",
        "said_since": "2019-02",
    }
    assert set(listed(reviewer, queue="review")) == {wanted.pk, other.pk}
    for name, value in asked.items():
        assert listed(reviewer, queue="review", **{name: value}) == [wanted.pk], name
    assert listed(reviewer, queue="review", **asked) == [wanted.pk]


def test_a_person_is_found_as_speaker_and_under_a_record_merged_into_theirs(reviewer):
    stays = makers.person("Ysoline Quévrain")
    merged = Person.objects.create(name="Y. Quévrain-Delattre")
    made = makers.in_review(speaker=merged)
    Person.objects.filter(pk=merged.pk).update(merged_into=stays)
    assert listed(reviewer, queue="review", person="Ysoline Quévrain") == [made.pk]


def test_a_period_holds_what_may_have_been_printed_in_it(reviewer):
    made = makers.in_review(in_article=makers.article(published="2019-03"))
    for since, until, is_held in [
        ("2019", "2019", True), ("2019-03-31", "", True), ("", "2019-03-01", True),
        ("2019-04", "", False), ("", "2019-02", False),
    ]:  # fmt: skip
        found = listed(reviewer, queue="review", printed_since=since, printed_until=until)
        assert found == ([made.pk] if is_held else [])


def test_what_is_taken_is_told_from_what_is_free(reviewer, rui, chloe):
    mine, theirs, free, expired = (makers.in_review() for _ in range(4))
    taken(mine, rui)
    taken(theirs, chloe)
    taken(expired, chloe, minutes_ago=21)
    assert listed(reviewer, queue="review", taken="me") == [mine.pk]
    assert listed(reviewer, queue="review", taken="others") == [theirs.pk]
    assert listed(reviewer, queue="review", taken="free") == [free.pk, expired.pk]


def test_priority_narrows_the_queue(reviewer):
    urgent, _normal = makers.in_review(), makers.in_review()
    Statement.objects.filter(pk=urgent.pk).update(priority=2)
    assert listed(reviewer, queue="review", priority=2) == [urgent.pk]


@pytest.mark.parametrize(
    "asked",
    [{"outlet": "x"}, {"outlet": "9" * 30}, {"topic": "-1"}, {"kind": "spoken"},
     {"contributor": "ada"}, {"priority": "9"}, {"taken": "maybe"}, 
     {"printed_since": "hier"}, {"said_until": "2019-13"}, {"before": "x"}, {"after": "9" * 20},
     {"exact__startswith": "N"}, {"submitted_by__password__startswith": "p"}],
    )  # fmt: skip
def test_what_cannot_be_understood_is_left_out(reviewer, asked):
    made = makers.in_review()
    assert listed(reviewer, queue="review", **asked) == [made.pk]


def test_a_name_that_several_bear_finds_them_all_and_offers_each_alone(reviewer):
    one, two = (Person.objects.create(name="Paul Hamon", description=d) for d in ("a", "b"))
    by_one = makers.in_review(speaker=one)
    about_two = makers.in_review(targets=[makers.target(two)])
    makers.in_review()
    answer = reviewer.get(desk(queue="review", person="Paul Hamon"))
    assert [row.statement.pk for row in answer.context["rows"]] == [by_one.pk, about_two.pk]
    page = answer.content.decode()
    for person, found in ((one, by_one), (two, about_two)):
        address = f"{desk(queue='review')}&amp;person=Paul+Hamon+%28%23{person.pk}%29"
        assert f'href="{address}"' in page
        assert listed(reviewer, queue="review", person=f"%23{person.pk}") == [found.pk]


def test_a_name_that_nobody_bears_finds_nothing_and_says_so(reviewer):
    makers.in_review()
    answer = reviewer.get("/en" + desk(queue="review", person="Personne").removeprefix("/en"))
    assert answer.context["rows"] == []
    assert "The archive has no “Personne”." in answer.content.decode()


def test_the_names_offered_are_of_speakers_and_of_targets(reviewer):
    makers.in_review(targets=[makers.target(makers.person("Une cible"))])
    offered = re.findall(
        r'<option value="([^"]*)"></option>', reviewer.get(desk()).content.decode()
    )
    assert {"Ysoline Quévrain", "Une cible"} <= set(offered)


def test_an_unknown_queue_is_the_usual_one(reviewer):
    made = makers.in_review()
    assert listed(reviewer, queue="everything") == [made.pk]


def test_the_contributor_filter_offers_no_readers_account(reviewer):
    makers.user("lectrice", is_staff=False)
    offered = reviewer.get(desk()).context["round"].filters.form["contributor"]
    assert "lectrice" not in str(offered)


def test_pages_follow_each_other_without_a_gap(reviewer, monkeypatch):
    monkeypatch.setattr(review_desk, "ROWS", 2)
    made = [makers.in_review().pk for _ in range(5)]
    Statement.objects.filter(pk=made[3]).update(priority=1)
    found, asked = [], {}
    for _page in range(3):
        answer = reviewer.get(desk(queue="review", **asked))
        found += [row.statement.pk for row in answer.context["rows"]]
        asked = {"before": answer.context["page"].following}
    assert found == [made[3], made[0], made[1], made[2], made[4]]
