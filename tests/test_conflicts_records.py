"""Two editors at one record of the desk: neither undoes the other's work without knowing it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from archive import groups
from archive.models import Article, Event, Identifier, Outlet, Person, PersonName, Role, Topic
from tests import makers
from tests.two_editors import Editor, Form, told_in


@pytest.fixture
def mine(rui) -> Editor:
    return Editor(rui)


@pytest.fixture
def theirs(chloe) -> Editor:
    return Editor(chloe)


class TestFields:
    def test_what_changed_is_told_with_who_when_and_from_what_to_what(self, mine, theirs):
        article = makers.article(place="Lens")
        form = mine.open(article)
        assert theirs.open(article).send(place="Lille").status_code == 302
        told = told_in(form.send(byline="A. Signataire"))
        when = Event.objects.latest("pk").at + timedelta(0)
        assert "chloe" in told
        assert f"{timezone.localtime(when):%m/%d/%Y}" in told
        assert "Dateline: “Lens” has become “Lille”" in told

    def test_a_field_left_alone_takes_the_other_editors_value(self, mine, theirs):
        article = makers.article(place="Lens")
        form = mine.open(article)
        theirs.open(article).send(place="Lille")
        told = told_in(form.send(byline="A. Signataire"))
        assert "saving again keeps what both of you did" in told
        assert (form.fields["place"], form.fields["byline"]) == ("Lille", "A. Signataire")
        assert form.send().status_code == 302
        article.refresh_from_db()
        assert (article.place, article.byline) == ("Lille", "A. Signataire")

    def test_a_field_both_changed_keeps_what_was_typed(self, mine, theirs):
        article = makers.article(place="Lens")
        form = mine.open(article)
        theirs.open(article).send(place="Lille")
        told = told_in(form.send(place="Roubaix"))
        assert "You have “Roubaix”" in told
        assert "keeps what both of you did" not in told
        assert form.fields["place"] == "Roubaix"
        article.refresh_from_db()
        assert article.place == "Lille"
        assert form.send().status_code == 302
        article.refresh_from_db()
        assert article.place == "Roubaix"

    def test_a_third_save_in_between_is_told_again(self, mine, theirs):
        article = makers.article(place="Lens")
        form = mine.open(article)
        theirs.open(article).send(place="Lille")
        form.send(place="Roubaix")
        theirs.open(article).send(place="Arras")
        assert "“Lille” has become “Arras”" in told_in(form.send())
        article.refresh_from_db()
        assert article.place == "Arras"

    def test_the_same_change_made_by_both_is_no_conflict(self, mine, theirs):
        article = makers.article(place="Lens")
        form = mine.open(article)
        theirs.open(article).send(place="Lille")
        assert form.send(place="Lille", byline="A.").status_code == 302
        article.refresh_from_db()
        assert (article.place, article.byline) == ("Lille", "A.")

    def test_topics_are_compared_as_a_set(self, mine, theirs):
        one, two = (Topic.objects.create(name=name) for name in ("Budget", "Halle"))
        article = makers.article()
        form = mine.open(article)
        theirs.open(article).send(topics=[str(two.pk)])
        told = told_in(form.send(byline="A."))
        assert "Topics: “—” has become “Halle”" in told
        assert form.send(topics=[str(one.pk), str(two.pk)]).status_code == 302
        assert set(article.topics.all()) == {one, two}

    def test_a_choice_is_told_in_words(self, mine, theirs):
        article = makers.article()
        form = mine.open(article)
        theirs.open(article).send(reading="read")
        assert "Reading: “unread” has become “read”" in told_in(form.send(byline="A."))

    def test_the_state_a_form_carries_cannot_be_forged(self, mine, theirs):
        article = makers.article(place="Lens")
        form = mine.open(article)
        theirs.open(article).send(place="Lille")
        sealed = form.fields["opened_on"]
        form.fields["opened_on"] = sealed[:-1] + ("A" if sealed[-1] != "A" else "B")
        assert "cannot be compared" in told_in(form.send(place="Arras"))
        assert form.fields["place"] == "Arras"
        article.refresh_from_db()
        assert article.place == "Lille"

    @pytest.mark.parametrize("made", ["outlet", "topic"])
    def test_the_small_lists_are_guarded(self, chloe, made):
        record = {"outlet": makers.outlet, "topic": lambda: Topic.objects.create(name="Halle")}
        kept = record[made]()
        first, second = Editor(chloe).open(kept), Editor(chloe).open(kept)
        assert first.send(name="Un nom").status_code == 302
        assert "has become “Un nom”" in told_in(second.send(name="Un autre"))
        kept.refresh_from_db()
        assert kept.name == "Un nom"

    def test_accounts_are_guarded(self, chloe, ada):
        first, second = Editor(chloe).open(ada), Editor(chloe).open(ada)
        assert first.send(email="ada@example.org").status_code == 302
        assert "ada@example.org" in told_in(second.send(first_name="Ada"))
        ada.refresh_from_db()
        assert (ada.email, ada.first_name) == ("ada@example.org", "")

    def test_groups_of_an_account_taken_away_stay_away(self, chloe):
        other = makers.user("jean", groups.CONTRIBUTORS)
        form = Editor(chloe).open(other)
        contributors = Group.objects.get(name=groups.CONTRIBUTORS)
        Editor(chloe).open(other).send(groups=[])
        assert groups.CONTRIBUTORS in told_in(form.send(first_name="Jean"))
        form.send()
        assert contributors not in other.groups.all()


@pytest.fixture
def person(db) -> Person:
    made = makers.person("Ysoline Quévrain")
    made.names.create(name="Mme Quévrain")
    made.roles.create(title="conseillère", began="2008", ended="2014")
    return made


def new_row(form: Form, prefix: str) -> int:
    return int(form.fields[f"{prefix}-TOTAL_FORMS"]) - 1


class TestRows:
    """Names, roles and identifiers of a person."""

    def test_a_row_added_by_somebody_else_is_told_and_stays(self, mine, theirs, person):
        form, other = mine.open(person), theirs.open(person)
        row = new_row(other, "names")
        assert other.send(**{f"names__{row}__name": "La maire"}).status_code == 302
        told = told_in(form.send(description="maire"))
        assert "“La maire” has been added" in told
        assert "chloe" in told
        assert form.send().status_code == 302
        assert set(person.names.values_list("name", flat=True)) == {"Mme Quévrain", "La maire"}
        person.refresh_from_db()
        assert person.description == "maire"

    def test_rows_added_by_both_are_both_kept(self, mine, theirs, person):
        form, other = mine.open(person), theirs.open(person)
        row = new_row(form, "names")
        other.send(**{f"names__{row}__name": "La maire"})
        told_in(form.send(**{f"names__{row}__name": "Y. Quévrain"}))
        assert form.row("names", name="Y. Quévrain") > form.row("names", name="La maire") >= 0
        assert form.send().status_code == 302
        names = set(PersonName.objects.values_list("name", flat=True))
        assert names == {"Mme Quévrain", "La maire", "Y. Quévrain"}

    def test_a_row_changed_by_somebody_else_is_told_field_by_field(self, mine, theirs, person):
        form = mine.open(person)
        theirs.open(person).send(roles__0__title="maire")
        told = told_in(form.send(description="élue"))
        assert "“conseillère” has become “maire”" in told
        assert form.send().status_code == 302
        assert Role.objects.get().title == "maire"

    def test_two_fields_of_one_row_changed_by_two_are_joined(self, mine, theirs, person):
        form = mine.open(person)
        theirs.open(person).send(roles__0__title="maire")
        told = told_in(form.send(roles__0__ended="2015"))
        assert "keeps what both of you did" in told
        assert form.send().status_code == 302
        role = Role.objects.get()
        assert (role.title, role.ended) == ("maire", "2015")

    def test_a_field_of_a_row_both_changed_keeps_what_was_typed(self, mine, theirs, person):
        form = mine.open(person)
        theirs.open(person).send(roles__0__title="maire")
        assert "You have “sénatrice”" in told_in(form.send(roles__0__title="sénatrice"))
        assert Role.objects.get().title == "maire"
        form.send()
        assert Role.objects.get().title == "sénatrice"

    def test_a_row_removed_by_somebody_else_does_not_come_back(self, mine, theirs, person):
        form = mine.open(person)
        theirs.open(person).send(roles__0__DELETE="on")
        assert "has been removed" in told_in(form.send(description="élue"))
        assert form.send().status_code == 302
        assert not Role.objects.exists()

    def test_what_was_written_in_a_row_removed_meanwhile_is_kept(self, mine, theirs, person):
        form = mine.open(person)
        theirs.open(person).send(roles__0__DELETE="on")
        told = told_in(form.send(roles__0__title="sénatrice"))
        assert "What you wrote in it is kept as a new row" in told
        assert form.row("roles", title="sénatrice", id="") >= 0
        assert form.send().status_code == 302
        assert Role.objects.get().title == "sénatrice"

    def test_a_row_removed_by_both_is_no_conflict(self, mine, theirs, person):
        form = mine.open(person)
        theirs.open(person).send(roles__0__DELETE="on")
        assert form.send(roles__0__DELETE="on").status_code == 302
        assert not Role.objects.exists()

    def test_removing_a_row_that_somebody_changed_is_asked_again(self, mine, theirs, person):
        form = mine.open(person)
        theirs.open(person).send(roles__0__title="maire")
        told_in(form.send(roles__0__DELETE="on"))
        assert Role.objects.get().title == "maire"
        assert form.send().status_code == 302
        assert not Role.objects.exists()

    def test_the_same_row_added_by_both_is_there_once(self, mine, theirs, person):
        form, other = mine.open(person), theirs.open(person)
        row = new_row(form, "roles")
        added = {f"roles__{row}__title": "maire", f"roles__{row}__began": "2014"}
        other.send(**added)
        assert form.send(**added).status_code == 302
        assert Role.objects.filter(title="maire").count() == 1

    def test_an_identifier_given_to_the_record_meanwhile_is_told(self, mine, theirs, person):
        form, other = mine.open(person), theirs.open(person)
        row = new_row(other, "identifiers")
        other.send(**{f"identifiers__{row}__scheme": "wikidata",
                      f"identifiers__{row}__value": "Q42"})  # fmt: skip
        assert "Q42" in told_in(form.send(description="élue"))
        form.send()
        assert Identifier.objects.get().person == person

    def test_every_act_is_one_row_of_history(self, mine, theirs, person):
        form = mine.open(person)
        theirs.open(person).send(roles__0__title="maire")
        form.send(description="élue")
        assert Event.objects.of(person).count() == 1
        form.send()
        assert [event.actor for event in Event.objects.of(person)] == [mine.user, theirs.user]


def test_a_new_record_has_nobody_to_conflict_with(theirs):
    add = theirs.open_at(reverse("admin:archive_outlet_add"), "outlet_form")
    assert add.send(name="Radio Deûle", kind="radio").status_code == 302
    assert Outlet.objects.get().name == "Radio Deûle"
    assert not Article.objects.exists()
