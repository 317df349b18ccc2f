"""Two records of one person: merged, undone, told apart; nothing is moved and nothing dangles."""

import itertools

import pytest

from archive import merging
from archive.models import (
    Edition,
    Event,
    FormerSlug,
    Identifier,
    Person,
    PersonDistinction,
    PersonMerge,
    Role,
    Statement,
    StatementTarget,
)
from tests import makers
from tests.people import merged, two, undone

pytestmark = pytest.mark.django_db


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def leads(person: Person) -> int | None:
    return fresh(person).merged_into_id


# --- Merging --------------------------------------------------------------------------------


def test_a_merge_says_whom_the_record_leads_to_and_why():
    one, other = two()
    made = merged(one, other, rationale="Même notice, même mairie.")
    assert (leads(one), leads(other)) == (other.pk, None)
    assert (made.person, made.into, made.merged_by) == (one, other, makers.rui())
    assert made.rationale == "Même notice, même mairie."


def test_a_merge_moves_no_statement_and_no_edition():
    one, other = two()
    published = makers.published(speaker=one, targets=[makers.target(other)])
    draft = makers.statement(speaker=other, targets=[makers.target(one)])
    rows = [list(model.objects.order_by("pk").values()) for model in (Statement, StatementTarget)]
    edition = published.editions.values().get()
    merged(one, other)
    assert rows == [
        list(model.objects.order_by("pk").values()) for model in (Statement, StatementTarget)
    ]
    assert published.editions.values().get() == edition
    assert draft.targets.get().person_id == one.pk


def test_a_merge_is_told_in_the_history_of_both_with_what_it_counted():
    one, other = two()
    makers.published(speaker=one)
    makers.statement(speaker=one)
    merged(one, other, rationale="La même.")
    events = [Event.objects.of(person).get() for person in (one, other)]
    assert [event.verb for event in events] == ["merged", "merged"]
    assert [event.reason for event in events] == ["La même.", "La même."]
    assert events[0].changes["merged_into"] == [None, f"{other} (#{other.pk})"]
    assert events[1].changes["merged_from"] == [None, f"{one} (#{one.pk})"]
    assert events[0].changes["statements"] == [None, 2]
    assert events[0].changes["editions"] == [None, 1]


def test_everybody_merged_leads_straight_to_the_one_who_stays():
    first, second = two()
    third = makers.person("Y. Quévrain-Hautmont")
    merged(first, second)
    merged(second, third)
    assert (leads(first), leads(second), leads(third)) == (third.pk, third.pk, None)


@pytest.mark.parametrize("who", ["ada", "former", "sam"])
def test_only_a_reviewer_merges_or_undoes(who):
    one, other = two()
    user = {
        "ada": makers.ada(),
        "former": makers.user("ancien", "Reviewers", is_active=False),
        "sam": makers.user("sam"),
    }[who]
    with pytest.raises(merging.MergeRefused):
        merged(one, other, by=user)
    assert not PersonMerge.objects.exists()
    made = merged(one, other)
    with pytest.raises(merging.MergeRefused):
        undone(made, by=user)
    assert leads(one) == other.pk


def test_a_merge_takes_a_rationale():
    one, other = two()
    with pytest.raises(merging.MergeRefused):
        merged(one, other, rationale="  \n ")
    assert leads(one) is None


def test_nobody_is_merged_into_themselves():
    one, _other = two()
    with pytest.raises(merging.MergeRefused):
        merged(one, one)


def test_a_merged_record_is_neither_merged_again_nor_merged_into():
    one, other = two()
    third = makers.person("Troisième Notice")
    merged(one, other)
    for person, into in ((one, third), (third, one), (other, one)):
        with pytest.raises(merging.MergeRefused):
            merged(person, into)
    assert PersonMerge.objects.count() == 1


def test_a_merge_posted_twice_is_one_merge():
    one, other = two()
    digest = merging.consequences(one, other).digest
    sent = {"by": makers.rui(), "rationale": "La même.", "digest": digest}
    first, second = (merging.merge(one, other, **sent) for _ in range(2))
    assert first == second
    assert Event.objects.of(one).count() == 1


def write_a_statement(one, other):
    makers.statement(speaker=one)


def write_about_the_other(one, other):
    makers.statement(speaker=None, speaker_type="unknown", targets=[makers.target(other)])


def rename(one, other):
    Person.objects.filter(pk=other.pk).update(name="Autre Nom")


def add_a_role(one, other):
    one.roles.create(title="maire")


def add_a_name(one, other):
    one.names.create(name="Mme Quévrain")


def add_a_number(one, other):
    one.identifiers.create(scheme="viaf", value="9847974")


def give_an_address(one, other):
    FormerSlug.objects.create(person=one, slug="y-q")


@pytest.mark.parametrize(
    "change",
    [write_a_statement, write_about_the_other, rename, add_a_role, add_a_name, add_a_number,
     give_an_address],
)  # fmt: skip
def test_a_merge_is_of_what_was_read(change):
    one, other = two()
    digest = merging.consequences(one, other).digest
    change(one, other)
    with pytest.raises(merging.OutOfDate):
        merging.merge(one, other, by=makers.rui(), rationale="La même.", digest=digest)
    assert leads(one) is None


# --- What cannot be merged ------------------------------------------------------------------


def test_two_wikidata_numbers_are_two_people():
    one, other = two()
    number = Identifier.objects.create(person=one, scheme="wikidata", value="Q535")
    Identifier.objects.create(person=other, scheme="wikidata", value="Q536")
    [refusal] = merging.merge_refusals(one, other)
    assert "Q535" in refusal
    assert "Q536" in refusal
    with pytest.raises(merging.MergeRefused, match="Q535"):
        merged(one, other)
    number.delete()
    assert merging.merge_refusals(one, other) == []


def test_the_wikidata_number_of_a_merged_record_counts():
    one, other = two()
    third = makers.person("Troisième Notice")
    Identifier.objects.create(person=one, scheme="wikidata", value="Q535")
    Identifier.objects.create(person=third, scheme="wikidata", value="Q536")
    merged(one, other)
    assert merging.merge_refusals(third, other)


def test_two_numbers_of_another_file_may_be_two_records_there():
    one, other = two()
    for person, value in ((one, "9847974"), (other, "9847975")):
        Identifier.objects.create(person=person, scheme="viaf", value=value)
    assert merging.merge_refusals(one, other) == []


@pytest.mark.parametrize("different", [{"kind": "body"}, {"is_fictional": True}])
def test_a_person_is_not_merged_with_another_sort_of_record(different):
    one = makers.person()
    other = makers.person("Comité de la halle", **different)
    assert len(merging.merge_refusals(one, other)) == 1
    with pytest.raises(merging.MergeRefused):
        merged(one, other)


# --- Undoing --------------------------------------------------------------------------------


def test_an_undone_merge_leaves_everything_as_it_was_but_history():
    one, other = two()
    before = list(Person.objects.order_by("pk").values())
    made = undone(merged(one, other), reason="Deux mairies.")
    assert list(Person.objects.order_by("pk").values()) == before
    assert (made.undone_by, made.undone_reason) == (makers.rui(), "Deux mairies.")
    told = [event.verb for event in Event.objects.of(one)]
    assert told == ["unmerged", "merged"] == [event.verb for event in Event.objects.of(other)]


def test_undoing_takes_a_reason():
    one, other = two()
    made = merged(one, other)
    with pytest.raises(merging.MergeRefused):
        undone(made, reason=" ")
    assert leads(one) == other.pk


def test_what_is_undone_is_not_undone_again():
    made = undone(merged(*two()))
    with pytest.raises(merging.MergeRefused):
        undone(made)
    assert Event.objects.filter(verb="unmerged").count() == 2


def test_undoing_the_later_of_two_merges_keeps_the_earlier():
    first, second = two()
    third = makers.person("Y. Quévrain-Hautmont")
    merged(first, second)
    later = merged(second, third)
    undone(later)
    assert (leads(first), leads(second)) == (second.pk, None)


def test_undoing_the_earlier_of_two_merges_keeps_the_later():
    first, second = two()
    third = makers.person("Y. Quévrain-Hautmont")
    earlier = merged(first, second)
    merged(second, third)
    undone(earlier)
    assert (leads(first), leads(second)) == (None, third.pk)


def test_what_was_undone_may_be_merged_the_other_way():
    one, other = two()
    undone(merged(one, other))
    merged(other, one)
    assert (leads(one), leads(other)) == (None, one.pk)
    assert PersonMerge.objects.standing().count() == 1


def test_a_long_chain_is_undone_in_any_order():
    people = [makers.person(f"Notice {letter}") for letter in "ABCDE"]
    merges = [merged(one, other) for one, other in itertools.pairwise(people)]
    for at in (1, 3, 0, 2):
        undone(merges[at])
        steps = {merge.person_id: merge.into_id for merge in PersonMerge.objects.standing()}
        for person in people:
            end = person.pk
            while end in steps:
                end = steps[end]
            assert leads(person) == (None if end == person.pk else end)


# --- Asking by person -----------------------------------------------------------------------


def test_a_person_has_the_numbers_of_all_their_records():
    one, other = two()
    merged(one, other)
    assert sorted(fresh(one).identities()) == sorted(fresh(other).identities())
    assert sorted(fresh(other).identities()) == sorted([one.pk, other.pk])


def test_the_names_of_a_merged_record_name_the_one_who_stays():
    one, other = two()
    one.names.create(name="Mme Q.")
    merged(one, other)
    for name in (one.name, "mme q.", other.name):
        assert list(Person.objects.named(name)) == [other]


def test_a_statement_is_offered_the_roles_of_all_records():
    one, other = two()
    one.roles.create(title="maire", began="2014", ended="2019")
    other.roles.create(title="maire", began="2014")
    other.roles.create(title="conseillère", body="département", began="2015", ended="2021")
    merged(one, other)
    day = Role.objects.first().began_from.replace(year=2018)
    assert fresh(other).roles_offered(day, day) == ["maire", "conseillère, département"]
    assert [str(role) for role in fresh(one).roles_on(day.replace(year=2022), None)] == ["maire"]


def test_a_role_too_long_for_a_statement_is_offered_without_its_body():
    person = makers.person()
    person.roles.create(title="t" * 200, body="b" * 200)
    assert person.roles_offered(None, None) == ["t" * 200]


def test_editions_are_asked_for_by_person_whichever_record_they_name():
    one, other = two()
    said = makers.edition(speaker=one)
    about = makers.edition("Elle n’a rien ouvert du tout", targets=[makers.target(other)],
                           speaker=makers.person("Théodule Marquenterre"))  # fmt: skip
    merged(one, other)
    for person in (fresh(one), fresh(other)):
        assert list(Edition.objects.by(person)) == [said]
        assert list(Edition.objects.about(person)) == [about]


# --- Statements that name a merged record ---------------------------------------------------


def test_a_draft_that_names_a_merged_record_is_to_be_saved_again():
    one, other = two()
    spoken = makers.statement(speaker=one)
    aimed = makers.statement(speaker=None, speaker_type="unknown", targets=[makers.target(one)])
    free = makers.statement(speaker=other)
    assert merging.objection_of_merged(spoken) is None
    merged(one, other)
    for statement in (spoken, aimed):
        told = merging.objection_of_merged(Statement.objects.get(pk=statement.pk))
        assert one.name in told
        assert other.name in told
    assert merging.objection_of_merged(Statement.objects.get(pk=free.pk)) is None


def test_the_consequences_name_the_drafts_and_the_statements_of_both():
    one, other = two()
    draft = makers.statement(speaker=one)
    both = makers.published(speaker=one, targets=[makers.target(other)])
    makers.statement(speaker=other)
    found = merging.consequences(one, other)
    assert list(found.to_save_again()) == [draft]
    assert list(found.with_both()) == [both]
    assert found.going.counts.said == {"draft": 1, "published": 1}
    assert found.staying.counts.aimed == {"published": 1}
    assert found.afterwards.said == {"draft": 2, "published": 1}
    assert found.going.counts.editions_said == {"current": 1}


def test_a_statement_about_both_is_counted_once_afterwards():
    one, other = two()
    makers.statement(speaker=None, speaker_type="unknown",
                     targets=[makers.target(one), makers.target(other)])  # fmt: skip
    found = merging.consequences(one, other)
    assert found.going.counts.aimed == found.staying.counts.aimed == {"draft": 1}
    assert found.afterwards.aimed == {"draft": 1}


# --- Telling apart --------------------------------------------------------------------------


def told_apart(one: Person, other: Person, reason: str = "L’une est botaniste.", **given):
    return merging.tell_apart(one, other, **{"by": makers.ada(), "reason": reason, **given})


def test_a_pair_is_told_apart_once_whoever_is_named_first():
    one, other = two()
    assert told_apart(other, one) == told_apart(one, other, "Autrement.")
    pair = PersonDistinction.objects.get()
    assert (pair.first, pair.second, pair.reason) == (one, other, "L’une est botaniste.")
    for person in (one, other):
        event = Event.objects.of(person).get()
        assert (event.verb, event.reason) == ("distinguished", "L’une est botaniste.")


def test_who_was_told_apart_is_not_merged_until_that_is_taken_back():
    one, other = two()
    pair = told_apart(one, other)
    with pytest.raises(merging.MergeRefused, match="botaniste"):
        merged(other, one)
    merging.take_back(pair, by=makers.rui(), reason="La botaniste, c’est elle.")
    merged(other, one)
    assert leads(other) == one.pk


def test_history_keeps_that_a_pair_was_told_apart_and_why_no_more():
    one, other = two()
    merging.take_back(told_apart(one, other), by=makers.rui(), reason="C’est elle.")
    last, first = Event.objects.of(one)
    assert (first.verb, last.verb, last.reason) == ("distinguished", "changed", "C’est elle.")
    assert last.changes == {"distinctions": [f"{other} (#{other.pk})", None]}
    assert not PersonDistinction.objects.exists()


def test_a_pair_holds_for_all_records_of_the_two():
    one, other = two()
    third = makers.person("Troisième Notice")
    told_apart(one, third)
    merged(one, other)
    assert merging.merge_refusals(third, fresh(other))
    with pytest.raises(merging.MergeRefused):
        merged(third, other)


def test_one_person_is_not_told_from_themselves():
    one, other = two()
    merged(one, other)
    for pair in ((one, one), (one, other)):
        with pytest.raises(merging.MergeRefused):
            told_apart(*pair)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_pair_takes_a_line_that_tells_them_apart(reason):
    with pytest.raises(merging.MergeRefused):
        told_apart(*two(), reason)


def test_only_an_editor_tells_apart_and_only_a_reviewer_takes_it_back():
    one, other = two()
    with pytest.raises(merging.MergeRefused):
        told_apart(one, other, by=makers.user("sam"))
    pair = told_apart(one, other)
    with pytest.raises(merging.MergeRefused):
        merging.take_back(pair, by=makers.ada(), reason="Non.")
    with pytest.raises(merging.MergeRefused):
        merging.take_back(pair, by=makers.rui(), reason="")
    merging.take_back(pair, by=makers.rui(), reason="Oui.")
    with pytest.raises(merging.MergeRefused):
        merging.take_back(pair, by=makers.rui(), reason="Encore.")
