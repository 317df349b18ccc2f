"""Approving several statements at once: each passes every rule by itself, or is listed."""

import pytest
from django.urls import reverse
from django.utils import translation

from archive import drafting
from archive.admin.bulk import MOST_AT_ONCE
from archive.models import Edition, Event, Statement
from tests import makers
from tests.desk import logged_in, told
from tests.reviewing import acts, desk, fresh, returned, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(rui):
    return logged_in(rui)


def as_read(statement: Statement) -> str:
    return f"{statement.pk}:{fresh(statement).version}"


def approve(client, *chosen: str, query: str = ""):
    return client.post(f"{reverse('admin:review-approve')}{query}", {"chosen": list(chosen)})


def copy_of(statement: Statement) -> Statement:
    """The same words as a new draft, not saved."""
    copy = Statement(speaker=statement.speaker)
    copy.place_at(statement.text, statement.anchor)
    return copy


def results(client, answer):
    """The page of results: statements approved, and refused with the reason."""
    assert answer.status_code == 302
    page = client.get(answer.url)
    assert page.status_code == 200
    approved = [one.statement for one in page.context["approved"]]
    return approved, {one.statement: one.refusal for one in page.context["refused"]}


def test_of_ten_of_which_three_are_ones_own_seven_are_approved(reviewer, rui):
    own = [makers.in_review(by=rui) for _ in range(3)]
    others = [makers.in_review() for _ in range(7)]
    chosen = [own[0], *others[:4], own[1], *others[4:], own[2]]
    approved, refused = results(reviewer, approve(reviewer, *map(as_read, chosen)))
    assert set(approved) == {one.pk for one in others}
    assert set(refused) == {one.pk for one in own}
    assert all(refused.values())
    assert Edition.objects.count() == 7
    assert {fresh(one).status for one in own} == {"in_review"}


def test_what_one_edited_in_review_is_ones_own(reviewer, rui):
    made = fresh(makers.in_review())
    before = drafting.fresh_content(made)
    made.place = "Lille"
    drafting.write_edit(made, by=rui, version=made.version)
    drafting.record_edit(made, before, by=rui)
    approved, refused = results(reviewer, approve(reviewer, as_read(made)))
    assert (approved, list(refused)) == ([], [made.pk])


def test_a_superuser_approves_no_more(root):
    own, other = makers.in_review(by=root), makers.in_review()
    client = logged_in(root)
    approved, refused = results(client, approve(client, as_read(own), as_read(other)))
    assert (approved, list(refused)) == ([other.pk], [own.pk])


def test_what_has_changed_since_it_was_read_is_refused_and_the_change_is_linked(reviewer, chloe):
    made, other = makers.in_review(), makers.in_review()
    read = as_read(made)
    returned(made)
    makers.move(made, "submit", makers.ada())
    answer = approve(reviewer, read, as_read(other))
    approved, refused = results(reviewer, answer)
    assert approved == [other.pk]
    assert list(refused) == [made.pk]
    history = reverse("admin:archive_statement_history", args=[made.pk])
    assert history in reviewer.get(answer.url).content.decode()


def test_what_somebody_else_holds_is_refused(reviewer, chloe):
    made = makers.in_review()
    taken(made, chloe)
    approved, refused = results(reviewer, approve(reviewer, as_read(made)))
    assert approved == []
    assert "chloe" in refused[made.pk].lower()


def test_the_budget_of_an_article_is_kept_across_one_bulk_approval(reviewer, settings):
    settings.EXCERPT_TOTAL_MAX, settings.EXCERPT_SHARE_MAX = 1000, 1.0
    first, second = "Elle a dit ceci, puis cela. ", "Puis autre chose, tout aussi long. "
    article = makers.article((first + "—" * 400) + "\n\n" + (second + "-" * 400), licence="private")
    body = article.current_text.body
    made = [makers.in_review(words, in_article=article) for words in body.split("\n\n")]
    settings.EXCERPT_TOTAL_MAX = 600
    approved, refused = results(reviewer, approve(reviewer, *map(as_read, made)))
    assert approved == [made[0].pk]
    assert list(refused) == [made[1].pk]


def test_each_approval_is_one_row_of_history_and_one_edition(reviewer):
    made = [makers.in_review() for _ in range(3)]
    approve(reviewer, *map(as_read, made))
    assert [acts(one, Event.Verb.APPROVED) for one in made] == [1, 1, 1]
    assert Edition.objects.count() == 3


def test_sent_twice_it_changes_nothing_twice_and_tells_the_same(reviewer):
    made = [makers.in_review() for _ in range(2)]
    chosen = [as_read(one) for one in made]
    first = results(reviewer, approve(reviewer, *chosen))
    assert results(reviewer, approve(reviewer, *chosen)) == first
    assert [acts(one, Event.Verb.APPROVED) for one in made] == [1, 1]


def test_one_statement_named_twice_is_approved_once(reviewer):
    made = makers.in_review()
    approved, _refused = results(reviewer, approve(reviewer, as_read(made), as_read(made)))
    assert approved == [made.pk]
    assert Edition.objects.count() == 1


def test_no_more_than_a_hundred_at_once(reviewer):
    statements = [makers.in_review(in_article=makers.article()) for _ in range(2)]
    article = statements[0].article
    spare = [
        drafting.create(copy_of(statements[0]), by=makers.ada()) for _ in range(MOST_AT_ONCE - 1)
    ]
    answer = approve(reviewer, *map(as_read, [*statements, *spare]))
    assert answer.url == desk()
    assert told(answer)
    assert article.editions.count() == 0


@pytest.mark.parametrize(
    "chosen",
    [(), ("",), ("x",), ("1",), ("1:",), (":1",), ("-1:1",), ("1:x",), ("١:1",),
     ("9" * 15 + ":1",), ("9" * 40 + ":1",), ("1:1:1",)],
)  # fmt: skip
def test_a_choice_that_cannot_be_read_approves_nothing(reviewer, chosen):
    made = makers.in_review()
    answer = approve(reviewer, *chosen, query="?queue=in_review")
    assert answer.url == desk(queue="in_review")
    assert fresh(made).status == "in_review"


def test_a_version_of_any_size_is_only_stale(reviewer):
    made = makers.in_review()
    approved, refused = results(reviewer, approve(reviewer, f"{made.pk}:{'9' * 15}"))
    assert (approved, list(refused)) == ([], [made.pk])


def test_a_contributor_approves_nothing(ada):
    made = makers.in_review(by=makers.chloe())
    assert approve(logged_in(ada), as_read(made)).status_code == 403
    assert logged_in(ada).get(reverse("admin:review-approved")).status_code == 403
    assert not Edition.objects.exists()


def test_the_results_can_be_read_again_and_are_nobody_elses(reviewer, chloe):
    answer = approve(reviewer, as_read(makers.in_review()))
    assert results(reviewer, answer) == results(reviewer, answer)
    other = logged_in(chloe).get(reverse("admin:review-approved"))
    assert other.context["approved"] == other.context["refused"] == []


def test_each_that_is_refused_is_told_from_others_of_the_same_words(reviewer, rui):
    own = [makers.in_review(by=rui, in_article=makers.article(title=f"No {n}")) for n in (1, 2)]
    answer = approve(reviewer, *map(as_read, own))
    with translation.override("en"):
        page = reviewer.get("/en" + answer.url.removeprefix("/en")).content.decode()
    for made, title in zip(own, ("No 1", "No 2"), strict=True):
        assert f"no. {made.pk} · Ysoline Quévrain · {title} · submitted by rui" in page


def test_only_what_one_may_approve_can_be_chosen(reviewer, rui):
    own, other = makers.in_review(by=rui), makers.in_review()
    page = reviewer.get(desk(queue="in_review")).content.decode()
    assert f'id="statement-{own.pk}"' in page
    assert f'value="{as_read(own)}"' not in page
    assert f'value="{as_read(other)}"' in page


def test_the_desk_gives_each_row_the_version_that_is_read(reviewer):
    made = makers.in_review()
    assert f'value="{as_read(made)}"' in reviewer.get(desk()).content.decode()
