"""The tallies of what is in print: always what a count of the current editions gives."""

import random
from io import StringIO

import pytest
from django.core import checks
from django.core.management import call_command
from django.db.models import UniqueConstraint
from django.urls import reverse

from archive import drafting, merging
from archive.models import (
    CoverageTally,
    FacetTally,
    NameKey,
    PairTally,
    Person,
    PersonInPrint,
    PersonMerge,
    PersonTally,
    Statement,
    Topic,
    rebuilding,
)
from archive.models import tallying as tallies_of
from archive.models.keys import facet_key, rotations
from tests import makers, tallying
from tests.attacks import refused

pytestmark = pytest.mark.django_db

NAMES = ["Ysoline Quévrain", "Théodule Marquenterre", "Aé Ôrne-Lys", "L’Union des halles", "Q."]
ROLES = ["", "maire", "Maire", "députée du Nord"]


def said_by(person: Person) -> tuple[int, int, int]:
    row = PersonInPrint.objects.get(person=person)
    return row.said, row.about, row.addressed


# --- What is counted ------------------------------------------------------------------------


def test_an_archive_in_which_nothing_is_in_print_counts_nothing(ada):
    makers.in_review()
    tallying.assert_true()
    assert not FacetTally.objects.exists()


def test_a_statement_counts_for_its_speaker_and_its_targets_in_its_year():
    aimed = makers.person("Théodule Marquenterre")
    made = makers.edition(targets=[makers.target(aimed, role="maire")], said_on="2018-05")
    tallying.assert_true()
    assert said_by(made.speaker) == (1, 0, 0)
    assert said_by(aimed) == (0, 1, 0)
    assert PersonTally.objects.get(person=aimed).year == 2018
    assert PairTally.objects.get().statements == 1
    role = FacetTally.objects.get(dimension="role")
    assert (role.value, role.label) == (facet_key("Maire"), "maire")


def test_who_is_only_spoken_to_is_not_spoken_about():
    aimed, both = makers.person("Théodule Marquenterre"), makers.person("Aé Ôrne-Lys")
    makers.edition(
        targets=[
            makers.target(aimed, relation="to"),
            makers.target(both, relation="to"),
            makers.target(both),
        ]
    )
    assert said_by(aimed) == (0, 0, 1)
    assert said_by(both) == (0, 1, 0)
    tallying.assert_true()


def test_an_anonymous_speaker_is_nobody():
    makers.edition(
        speaker=None, speaker_type="anonymous", attribution="un élu", targets=[makers.target()]
    )
    assert not PairTally.objects.exists()
    tallying.assert_true()


def test_the_last_statement_withdrawn_leaves_no_row():
    makers.retracted(makers.published(targets=[makers.target()], place="Lille"))
    tallying.assert_true()
    assert not any(rows for name, rows in tallying.kept().items() if name != "CoverageTally")


def test_a_next_edition_takes_the_place_of_the_former():
    made = makers.published(targets=[makers.target()], place="Lille", said_on="2018")
    makers.move(made, "revise", makers.ada())
    tallying.assert_true()  # the public still reads it
    revise(Statement.objects.get(pk=made.pk), place="Roubaix", said_on="2019")
    tallying.assert_true()
    assert FacetTally.objects.get(dimension="place").label == "Roubaix"


def revise(made: Statement, **fields) -> None:
    """Edits a draft, and has it approved."""
    for name, value in fields.items():
        setattr(made, name, value)
    before = drafting.fresh_content(made)
    drafting.write_edit(made, by=makers.ada(), version=made.version)
    drafting.record_edit(made, before, by=makers.ada())
    makers.move(made, "submit", makers.ada())
    makers.move(made, "approve", makers.rui())


# --- People ---------------------------------------------------------------------------------


def merge(person: Person, into: Person) -> PersonMerge:
    read = merging.consequences(person, into)
    given = {"by": makers.rui(), "rationale": "La même.", "digest": read.digest}
    return merging.merge(person, into, **given)


def test_merged_people_are_counted_as_one_and_their_common_statement_once():
    speaker, other = makers.person(), makers.person("Y. Quévrain")
    aimed = makers.person("Théodule Marquenterre")
    makers.edition(targets=[makers.target(other), makers.target(aimed)])
    makers.edition(speaker=aimed, targets=[makers.target(other), makers.target(speaker)])
    before = tallying.kept()
    made = merge(other, speaker)
    tallying.assert_true()
    assert said_by(speaker) == (1, 2, 0)
    assert NameKey.objects.filter(person=speaker, key="y quevrain").exists()
    merging.undo(made, by=makers.rui(), reason="Deux personnes.")
    tallying.assert_true()
    assert tallying.kept() == before


def test_a_retraction_after_a_merge_is_taken_from_who_stays():
    speaker, other = makers.person(), makers.person("Y. Quévrain")
    made = makers.published(speaker=other)
    makers.published(speaker=speaker)
    merge(other, speaker)
    makers.retracted(made)
    assert said_by(speaker) == (1, 0, 0)
    tallying.assert_true()


def test_somebody_in_print_is_found_by_each_of_their_words():
    assert rotations("Jean-Yves Le Drien") == [
        "jean yves le drien", "yves le drien jean", "le drien jean yves", "drien jean yves le"
    ]  # fmt: skip
    assert rotations("« »") == []


def test_a_new_name_is_filed_with_the_names_still_in_print():
    made = makers.edition()
    person = made.speaker
    person.name, person.sort_name = "Élise Quévrain", "Évrain, Élise"
    person.save()
    tallies_of.refile(person)
    tallying.assert_true()
    row = PersonInPrint.objects.get(person=person)
    assert (row.sort_form, row.initial) == ("evrain, elise", "e")
    keys = set(NameKey.objects.values_list("key", flat=True))
    assert {"elise quevrain", "ysoline quevrain"} <= keys


# --- Whatever happens -----------------------------------------------------------------------


class Walk:
    """An editorial office that does anything it may, at random."""

    def __init__(self, seed: int) -> None:
        self.chosen = random.Random(seed)
        self.people = [makers.person(name) for name in NAMES]
        self.topics = [Topic.objects.create(name=name) for name in ("halle", "écoles")]
        self.articles = [
            makers.article(published=day, outlet=makers.outlet(outlet))
            for day, outlet in (
                ("2019-03", "La Gazette"),
                ("1797", "Le Fanal"),
                ("2020", "Le Fanal"),
            )
        ]

    def step(self) -> None:
        acts = [self.publish, self.publish, self.revise, self.retract, self.merge, self.undo,
                self.rename, self.read]  # fmt: skip
        self.chosen.choice(acts)()

    def standing(self) -> list[Person]:
        return list(Person.objects.standing().order_by("pk"))

    def targets(self) -> list:
        aimed = self.chosen.sample(self.standing(), k=self.chosen.randint(0, 2))
        return [
            makers.target(
                person, relation=self.chosen.choice(["about", "to"]), role=self.chosen.choice(ROLES)
            )
            for person in aimed
        ]

    def publish(self) -> None:
        speaker = self.chosen.choice([*self.standing(), None])
        unnamed = {} if speaker else {"speaker_type": "anonymous", "attribution": "Le public"}
        makers.published(
            in_article=self.chosen.choice(self.articles), speaker=speaker, targets=self.targets(),
            topics=self.chosen.sample(self.topics, k=self.chosen.randint(0, 2)),
            said_on=self.chosen.choice(["", "2019-03", "2017/2018", "1799", "2016~"]),
            place=self.chosen.choice(["", "Lille", "lille"]), **unnamed,
            speaker_role=self.chosen.choice(ROLES) if speaker else "",
        )  # fmt: skip

    def one_in_print(self) -> Statement | None:
        found = Statement.objects.filter(status="published").order_by("pk")
        return self.chosen.choice(found) if found else None

    def revise(self) -> None:
        made = self.one_in_print()
        named = [made.speaker, *(one.person for one in made.targets.all())] if made else [None]
        if all(person is None or person.merged_into_id is None for person in named) and made:
            draft = makers.move(made, "revise", makers.ada())
            revise(draft, place=self.chosen.choice(["", "Lille", "Douai"]), said_on="2015")

    def retract(self) -> None:
        made = self.one_in_print()
        if made:
            makers.retracted(made)

    def merge(self) -> None:
        standing = self.standing()
        if len(standing) > 2:
            merge(*self.chosen.sample(standing, k=2))

    def undo(self) -> None:
        standing = PersonMerge.objects.standing().order_by("-pk").first()
        if standing:
            merging.undo(standing, by=makers.rui(), reason="Deux personnes.")

    def rename(self) -> None:
        person = self.chosen.choice(self.standing())
        person.name = f"{person.name} {self.chosen.choice('abc')}"
        person.sort_name = ""
        person.save()
        tallies_of.refile(person)

    def read(self) -> None:
        article = self.chosen.choice(self.articles)
        article.reading = self.chosen.choice(["unread", "in_progress", "read"])
        article.save()


@pytest.mark.parametrize("seed", range(6))
def test_after_any_acts_the_tallies_are_those_of_a_count_and_of_a_rebuild(seed):
    walk = Walk(seed)
    for number in range(40):
        walk.step()
        if number % 5 == 4:
            tallying.assert_true()
    before = tallying.kept()
    call_command("rebuild_index", stdout=StringIO())
    assert tallying.kept() == before


# --- Articles -------------------------------------------------------------------------------


def covered() -> set[tuple]:
    return tallying.kept()["CoverageTally"]


def test_an_article_is_counted_from_its_arrival():
    gazette = makers.outlet()
    makers.article(published="2019-03", outlet=gazette)
    makers.article(published="", outlet=None)
    assert covered() == {
        (gazette.pk, "2019-03", "unread", False, 1), (0, "", "unread", False, 1)
    }  # fmt: skip


@pytest.mark.parametrize(
    "change", [{"outlet": None}, {"published": "1999"}, {"published": ""}, {"reading": "read"}]
)
def test_an_article_that_changes_is_counted_elsewhere(change):
    made = makers.edition().article
    for name, value in change.items():
        setattr(made, name, value)
    made.save()
    tallying.assert_true()
    assert len(covered()) == 1


def test_an_article_is_in_print_as_long_as_a_statement_of_it_is():
    made = makers.published()
    assert [row[3] for row in covered()] == [True]
    makers.retracted(made)
    assert [row[3] for row in covered()] == [False]


def test_a_wrong_count_of_articles_keeps_nobody_from_working():
    made = makers.published()
    CoverageTally.objects.all().delete()
    makers.retracted(made)
    call_command("rebuild_index", stdout=StringIO())
    tallying.assert_true()


# --- The tables -----------------------------------------------------------------------------


@pytest.mark.parametrize("model", [m for m in tallying.TALLIES if m._meta.pk.name == "id"])
def test_nothing_is_counted_in_two_rows(model):
    """Each tally's one constraint, besides those of its primary key and of positive numbers."""
    makers.edition(targets=[makers.target()])
    unique = [c for c in model._meta.constraints if isinstance(c, UniqueConstraint)]
    assert len(unique) == 1
    row = model.objects.filter(pk=model.objects.earliest("pk").pk).get()
    row.pk = None
    with refused(f"{unique[0].name}|UNIQUE constraint failed"):
        row.save(force_insert=True)


def test_no_number_of_articles_is_negative():
    makers.article()
    with refused("coveragetally_positive"):
        CoverageTally.objects.update(articles=-1)


# --- An archive that was not counted --------------------------------------------------------


def nothing_counted() -> None:
    for model in tallying.TALLIES:
        model.objects.all().delete()


def test_an_archive_that_was_not_counted_says_so_and_works_all_the_same():
    made = makers.published(targets=[makers.target()])
    kept = makers.published(targets=[makers.target()], place="Lille")
    assert [w.id for w in checks.run_checks(databases=["default"])] == []
    nothing_counted()
    assert [w.id for w in checks.run_checks(databases=["default"])] == ["archive.W002"]
    revise(makers.move(kept, "revise", makers.ada()), place="Douai")
    makers.retracted(made)
    rebuilding.rebuild()
    tallying.assert_true()
    assert [w.id for w in checks.run_checks(databases=["default"])] == []


def test_the_desk_files_a_person_under_the_new_name(client, rui):
    person = makers.edition().speaker
    client.force_login(rui)
    page = client.get(reverse("admin:archive_person_change", args=[person.pk]))
    form = page.context["adminform"].form
    given = {name: form[name].value() or "" for name in form.fields}
    for formset in page.context["inline_admin_formsets"]:
        management = formset.formset.management_form
        given |= {
            management.add_prefix(name): management[name].value() for name in management.fields
        }
    given |= {"name": "Zoé Quévrain", "sort_name": "Zoé"}
    answer = client.post(page.request["PATH_INFO"], given)
    assert answer.status_code == 302
    assert PersonInPrint.objects.get(person=person).sort_form == "zoe"
    tallying.assert_true()
