"""Editors who act at the same moment, each through a process and a connection of their own."""

import re
import uuid
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.racer_acts import EXCERPT
from tests.racing import Answer, Racers, started

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS, MANY, SOME, FEW = 100, 50, 12, 4
STRIDE = 0.003  # seconds


@pytest.fixture(scope="module")
def racers(django_db_setup, django_db_blocker) -> Iterator[Racers]:
    # One excerpt of a private article may be read, and not a second one.
    with started(django_db_blocker, 4, EXCERPT_TOTAL_MAX=str(EXCERPT)) as running:
        yield running


@pytest.fixture(autouse=True)
def begin_anew(transactional_db, racers) -> Iterator[None]:
    racers.do("gather")
    racers.begin_anew()
    yield
    print(f"{racers.overlapping} of {racers.rounds} rounds overlapped, {racers.wanted} wanted")
    assert racers.did_race


def outcome(answers: list[Answer]) -> str:
    """In words for the reader of the tests: "done, StaleVersion"."""
    return ", ".join(answer.failure or "done" for answer in answers)


def winner_and_loser(answers: list[Answer]) -> tuple[int, Answer]:
    """The place of the one who won, and the answer to the other: there is one of each."""
    [winner] = [place for place, answer in enumerate(answers) if answer.is_done]
    [loser] = [answer for answer in answers if not answer.is_done]
    return winner, loser


def count(racers: Racers, table: str, condition: str) -> int:
    return racers.rows(f"SELECT COUNT(*) FROM {table} WHERE {condition}")[0][0]


def printed_since(racers: Racers, before: int) -> int:
    """How many editions were made, each with its one row of history."""
    approvals = count(racers, "archive_event", "verb = 'approved'")
    assert approvals == count(racers, "archive_edition", "1 = 1")
    assert count(racers, "archive_edition", "number > 1") == 0
    return approvals - before


# --- Deciding -------------------------------------------------------------------------------


def test_of_two_approvals_at_once_exactly_one_wins(racers):
    outcomes: Counter[str] = Counter()
    names = ("rui", "chloe")
    before = printed_since(racers, 0)
    for (pk,) in racers.over("submitted", ROUNDS):
        answers = racers.race(*(("approve", {"pk": pk, "by": name}) for name in names))
        outcomes[outcome(answers)] += 1
        winner, loser = winner_and_loser(answers)
        assert loser.failure == "StaleVersion"
        assert names[winner] in loser.words
        assert re.search(r"\d\d:\d\d", loser.words), "the loser is not told when"
    print(dict(outcomes))
    assert outcomes.total() == racers.rounds
    assert printed_since(racers, before) == racers.rounds


def test_of_an_approval_and_a_return_at_once_exactly_one_wins(racers):
    for (pk,) in racers.over("submitted", SOME):
        answers = racers.race(
            ("approve", {"pk": pk, "by": "rui"}), ("send_back", {"pk": pk, "by": "chloe"})
        )
        winner, loser = winner_and_loser(answers)
        assert loser.failure == "StaleVersion"
        [[status]] = racers.rows(f"SELECT status FROM archive_statement WHERE id = {pk}")
        assert status == ("published", "returned")[winner]


def test_an_edit_against_an_approval_never_publishes_words_nobody_read(racers):
    outcomes: Counter[str] = Counter()
    lead = 0.0  # of the edit, in seconds: who has won gives some away, so that either may win
    for (pk,) in racers.over("submitted", MANY):
        answers = racers.race(
            ("approve", {"pk": pk, "by": "rui"}),
            ("edit", {"pk": pk, "by": "chloe", "place": "Ailleurs"}),
            after=(max(lead, 0.0), max(-lead, 0.0)),
        )
        outcomes[outcome(answers)] += 1
        winner, loser = winner_and_loser(answers)
        lead += STRIDE * (-1 if winner else 1)
        assert loser.failure == "StaleVersion"
        places = racers.rows(f"SELECT place FROM archive_edition WHERE statement_id = {pk}")
        assert places == ([] if winner else [[""]])
    print(dict(outcomes))
    assert outcomes.total() == racers.rounds
    assert len(outcomes) == 2, "one of the two always won: there was no race"


def test_a_name_that_changes_during_an_approval_is_the_old_one_or_stops_it(racers):
    outcomes: Counter[str] = Counter()
    for turn, (pk,) in enumerate(racers.over("submitted", 2 * SOME)):
        [approval, renaming] = racers.race(
            ("approve", {"pk": pk, "by": "rui"}),
            ("rename_speaker", {"pk": pk, "times": 20}),
            after=(0.0, 0.002 * (turn % (2 * SOME))),  # at another point of the approval each time
        )
        outcomes[outcome([approval, renaming])] += 1
        assert renaming.is_done
        assert approval.failure in ("", "StaleVersion"), approval.words
    print(dict(outcomes))


def test_two_approvals_at_once_do_not_pass_the_excerpt_budget_together(racers):
    for pair in racers.over("submitted", SOME, private=True, each=2):
        answers = racers.race(*(("approve", {"pk": pk, "by": "rui"}) for pk in pair))
        _winner, loser = winner_and_loser(answers)
        assert loser.failure == "NotReady"
        in_print = f"state = 'current' AND statement_id IN ({pair[0]}, {pair[1]})"
        assert count(racers, "archive_edition", in_print) == 1


# --- Beside the decision --------------------------------------------------------------------


def test_of_two_who_take_a_statement_at_once_one_has_it(racers):
    names = ("rui", "luc")
    for (pk,) in racers.over("submitted", SOME):
        answers = racers.race(*(("take", {"pk": pk, "by": name}) for name in names))
        winner, loser = winner_and_loser(answers)
        assert loser.failure == "Taken"
        assert names[winner] in loser.words
        held = racers.rows(
            "SELECT u.username FROM archive_reservation r JOIN auth_user u ON u.id = r.user_id "
            f"WHERE r.statement_id = {pk}"
        )
        assert held == [[names[winner]]]


def test_who_takes_a_statement_while_it_is_decided_holds_nothing_that_is_decided(racers):
    for (pk,) in racers.over("submitted", SOME):
        approval, taking = racers.race(
            ("approve", {"pk": pk, "by": "rui"}), ("take", {"pk": pk, "by": "luc"})
        )
        assert outcome([approval, taking]) in ("done, Taken", "NotAllowed, done")
        assert count(racers, "archive_reservation", f"statement_id = {pk}") == taking.is_done


def test_two_comments_at_once_are_both_there(racers):
    for (pk,) in racers.over("submitted", FEW):
        answers = racers.race(*(("comment", {"pk": pk, "by": by}) for by in ("ada", "chloe")))
        assert outcome(answers) == "done, done"
        assert count(racers, "archive_comment", f"statement_id = {pk}") == 2


def test_the_same_comment_sent_twice_at_once_is_there_once(racers):
    for (pk,) in racers.over("submitted", FEW):
        given = {"pk": pk, "by": "ada", "key": str(uuid.uuid4())}
        answers = racers.race(("comment", given), ("comment", given))
        assert outcome(answers) == "done, done"
        assert answers[0].value == answers[1].value
        assert count(racers, "archive_notice", f"comment_id = {answers[0].value}") == 1


def test_history_stays_one_chain_under_four_writers(racers):
    before = racers.do("chain_is_whole")
    answers = racers.race(
        *(("work", {"by": name, "times": FEW}) for name in ("ada", "rui", "chloe", "luc"))
    )
    assert outcome(answers) == "done, done, done, done", [answer.words for answer in answers]
    # A statement is created, commented on, and submitted.
    assert racers.do("chain_is_whole") == before + 4 * FEW * 3


# --- Through the pages ----------------------------------------------------------------------


@pytest.fixture
def logged_in(begin_anew, racers) -> Racers:
    """Rui and Chloé at one machine each; Ada at both."""
    for name in ("ada", "rui", "chloe"):
        racers.race(("log_in", {"by": name}), ("log_in", {"by": name}))
    racers.begin_anew()
    return racers


def test_the_page_tells_who_was_slower_who_decided_and_when(logged_in):
    names = ("rui", "chloe")
    # One at a time: the desk would hold a second for the winner.
    for (pk,) in logged_in.over("submitted", FEW, ahead=1):
        answers = logged_in.race(
            *(("post_move", {"pk": pk, "by": name, "name": "approve"}) for name in names)
        )
        statuses = [answer.value[0] for answer in answers]
        assert sorted(statuses) == [302, 409]
        said = answers[statuses.index(409)].value[2]
        assert names[statuses.index(302)] in said
        assert re.search(r"\d\d:\d\d", said)
        assert count(logged_in, "archive_edition", f"statement_id = {pk}") == 1


def test_a_double_click_on_approve_makes_one_edition(logged_in):
    for (pk,) in logged_in.over("submitted", FEW):
        click = ("post_move", {"pk": pk, "by": "rui", "name": "approve"})
        answers = logged_in.race(click, click)
        assert {answer.value[0] for answer in answers} <= {302, 409}
        assert count(logged_in, "archive_edition", f"statement_id = {pk}") == 1
        decided = f"record_id = {pk} AND verb = 'approved'"
        assert count(logged_in, "archive_event", decided) == 1


def test_a_new_statement_sent_twice_at_once_is_there_once(logged_in):
    article = logged_in.do("an_article")
    for _ in logged_in.turns(FEW):
        key = str(uuid.uuid4())
        sent = ("post_statement", {"by": "ada", "article": article, "key": key})
        answers = logged_in.race(sent, sent)
        assert [answer.value[0] for answer in answers] == [302, 302], answers[0].value[2]
        assert answers[0].value[1] == answers[1].value[1]
    assert count(logged_in, "archive_statement", f"article_id = {article}") == logged_in.rounds


def test_a_comment_form_sent_twice_at_once_is_one_comment(logged_in):
    for (pk,) in logged_in.over("submitted", FEW):
        sent = ("post_comment", {"by": "ada", "pk": pk, "key": str(uuid.uuid4())})
        answers = logged_in.race(sent, sent)
        assert [answer.value[0] for answer in answers] == [302, 302]
        assert count(logged_in, "archive_comment", f"statement_id = {pk}") == 1


def test_a_writer_who_holds_the_database_is_waited_for(logged_in):
    [[pk]] = logged_in.do("submitted", number=1)
    click = ("post_move", {"pk": pk, "by": "rui", "name": "approve"})
    holding, waiting, reading = logged_in.race(
        ("hold", {"pk": pk, "seconds": 2.0}),
        click,
        ("read_page", {"pk": pk}),
        after=(0.0, 0.3, 0.5),
    )
    assert holding.is_done
    assert waiting.value[0] == 302
    assert waiting.ended >= holding.ended - 0.05
    assert reading.value == 404  # and at once: readers wait for nobody
    assert reading.ended < holding.ended
    assert count(logged_in, "archive_edition", f"statement_id = {pk}") == 1
