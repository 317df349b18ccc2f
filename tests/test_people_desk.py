"""People at the desk: homonyms, merging and telling apart as an editor does it, page by page."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from archive import merging
from archive.models import (
    Event,
    Identifier,
    Person,
    PersonDistinction,
    PersonMerge,
    Role,
    Statement,
)
from tests import desk, makers
from tests.people import merged, two
from tests.two_editors import Editor

pytestmark = pytest.mark.django_db


def page(name: str, *args: Any) -> str:
    return reverse(f"admin:archive_person_{name}", args=args)


def person_form(name: str = "", person: Person | None = None, **given: Any) -> dict[str, Any]:
    rows = {
        f"{part}-{count}_FORMS": 0
        for part in ("names", "roles", "identifiers")
        for count in ("TOTAL", "INITIAL")
    }
    kept = {"kind": "person", "name": name, "sort_name": "", "slug": "", "description": ""}
    if person:
        kept |= {field: getattr(person, field) for field in kept}
        kept |= {"name": name or person.name}
    return {**rows, **kept, **given}


def row(prefix: str, **fields: Any) -> dict[str, Any]:
    return {
        f"{prefix}-TOTAL_FORMS": 1,
        **{f"{prefix}-0-{name}": value for name, value in fields.items()},
    }


def hidden(answer: Any, name: str) -> str:
    [tag] = re.findall(rf'<input[^>]*name="{name}"[^>]*>', answer.content.decode())
    found = re.search(r'value="([^"]*)"', tag)
    return found[1] if found else ""


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


@pytest.fixture
def ada_at_desk(ada) -> Client:
    return desk.logged_in(ada)


@pytest.fixture
def rui_at_desk(rui) -> Client:
    return desk.logged_in(rui)


class TestHomonyms:
    def test_a_name_that_is_there_is_shown_with_who_bears_it(self, ada_at_desk):
        known = makers.person(description="maire de la ville")
        known.roles.create(title="conseillère régionale")
        answer = ada_at_desk.post(page("add"), person_form("ysoline quevrain"))
        assert answer.status_code == 200
        assert page("change", known.pk) in answer.content.decode()
        assert "maire de la ville" in text_of(answer)
        assert "conseillère régionale" in text_of(answer)
        assert Person.objects.count() == 1

    def test_a_recorded_variant_counts_as_the_name(self, ada_at_desk):
        known = makers.person("Ysoline Quévrain-Hautmont")
        known.names.create(name="Ysoline Quévrain")
        answer = ada_at_desk.post(page("add"), person_form("Ysoline Quévrain"))
        assert page("change", known.pk) in answer.content.decode()

    def add_somebody_else(self, client: Client, **given: Any) -> Any:
        asked = client.post(page("add"), person_form("Ysoline Quévrain"))
        shown = hidden(asked, "homonyms_shown")
        sent = {"is_somebody_else": "on", "homonyms_shown": shown, "description": "botaniste"}
        return client.post(page("add"), person_form("Ysoline Quévrain", **{**sent, **given}))

    def test_somebody_else_is_recorded_with_the_line_that_tells_them_apart(self, ada_at_desk):
        known = makers.person()
        assert self.add_somebody_else(ada_at_desk).status_code == 302
        new = Person.objects.get(description="botaniste")
        pair = PersonDistinction.objects.get()
        assert (pair.first, pair.second, pair.reason) == (known, new, "botaniste")
        assert pair.made_by == makers.ada()
        verbs = [event.verb for event in Event.objects.of(new)]
        assert verbs == ["distinguished", "created"]
        assert Event.objects.of(known).get().verb == "distinguished"

    def test_history_of_the_new_record_holds_no_box_that_was_ticked(self, ada_at_desk):
        makers.person()
        self.add_somebody_else(ada_at_desk)
        created = Event.objects.get(verb="created", record_type="archive.person")
        assert not {"is_somebody_else", "homonyms_shown"} & set(created.changes)

    def test_somebody_else_takes_a_line_that_says_who(self, ada_at_desk):
        makers.person()
        assert self.add_somebody_else(ada_at_desk, description="").status_code == 200
        assert Person.objects.count() == 1

    def test_a_description_alone_does_not_say_that_it_is_somebody_else(self, ada_at_desk):
        makers.person()
        sent = person_form("Ysoline Quévrain", description="botaniste")
        assert ada_at_desk.post(page("add"), sent).status_code == 200
        assert not PersonDistinction.objects.exists()

    def test_a_homonym_recorded_meanwhile_is_shown_first(self, ada_at_desk):
        makers.person()
        shown = hidden(ada_at_desk.post(page("add"), person_form("Ysoline Quévrain")),
                       "homonyms_shown")  # fmt: skip
        third = Person.objects.create(name="Ysoline Quévrain", description="cheffe")
        answer = self.add_somebody_else(ada_at_desk, homonyms_shown=shown)
        assert answer.status_code == 200
        assert page("change", third.pk) in answer.content.decode()
        assert not PersonDistinction.objects.exists()

    def test_renaming_to_a_name_that_is_there_asks_too(self, rui_at_desk):
        known, other = makers.person(), makers.person("Ysoline Q.")
        sent = person_form("Ysoline Quévrain", person=other)
        answer = rui_at_desk.post(page("change", other.pk), sent)
        assert page("change", known.pk) in answer.content.decode()
        other.refresh_from_db()
        assert other.name == "Ysoline Q."

    def test_a_pair_told_apart_is_never_asked_about_again(self, rui_at_desk):
        known, other = makers.person(), makers.person("Ysoline Q.")
        merging.tell_apart(known, other, by=makers.ada(), reason="L’une est botaniste.")
        sent = person_form("Ysoline Quévrain", person=other)
        assert rui_at_desk.post(page("change", other.pk), sent).status_code == 302

    def test_a_save_under_the_same_name_asks_nothing(self, rui_at_desk):
        known = makers.person()
        Person.objects.create(name="Ysoline Quévrain")
        sent = person_form(person=known, description="maire")
        assert rui_at_desk.post(page("change", known.pk), sent).status_code == 302

    @pytest.mark.parametrize(
        ("there", "new"),
        [
            ("Ysoline Quévrain", "Ysolyne Quévrain"),
            ("Ysoline Quévrain", "Ysoline Quévrin"),
            ("Ysoline Quévrain", "Ysolien Quévrain"),
            ("Jean Martin", "J. Martin"),
            ("J.-P. Martin", "Jean-Pierre Martin"),
        ],
    )
    def test_nearly_the_same_name_is_a_warning_that_blocks_nothing(self, ada_at_desk, there, new):
        known = makers.person(there)
        answer = ada_at_desk.post(page("add"), person_form(new), follow=True)
        assert Person.objects.count() == 2
        warnings = [m for m in answer.context["messages"] if m.level_tag == "warning"]
        assert len(warnings) == 1
        assert page("change", known.pk) in str(warnings[0])

    @pytest.mark.parametrize(
        ("there", "new"),
        [
            ("Jean Martin", "Paul Martin"),
            ("Jean Martin", "Jeanne Martinet"),
            ("Ysoline Quévrain", "Théodule Marquenterre"),
            ("Ana", "Ani"),
            ("Jean Martin", "P. Martin"),
        ],
    )
    def test_another_name_is_no_warning(self, ada_at_desk, there, new):
        makers.person(there)
        answer = ada_at_desk.post(page("add"), person_form(new), follow=True)
        assert not [m for m in answer.context["messages"] if m.level_tag == "warning"]

    def test_a_name_in_a_warning_is_text(self, ada_at_desk):
        makers.person("Jean <b>Martin", description="<script>")
        answer = ada_at_desk.post(page("add"), person_form("Jean <b>Martim"), follow=True)
        told = " ".join(str(message) for message in answer.context["messages"])
        assert "&lt;b&gt;" in told
        assert "<b>" not in told
        assert "<script>" not in told


class TestRows:
    @pytest.mark.parametrize("prefix", ["names", "roles"])
    def test_a_period_that_ends_before_it_begins_is_refused(self, ada_at_desk, prefix):
        named = {"name": "Mme Q."} if prefix == "names" else {"title": "maire"}
        sent = row(prefix, began="mars 2017", ended="2016", **named)
        answer = ada_at_desk.post(page("add"), person_form("Ysoline Quévrain", **sent))
        assert "errorlist" in answer.content.decode()
        assert not Person.objects.exists()

    def test_a_name_is_kept_with_its_dates_and_its_source(self, ada_at_desk):
        sent = row("names", name="Mme Q.", began="2014", ended="2017-03", source="Gazette")
        ada_at_desk.post(page("add"), person_form("Ysoline Quévrain", **sent))
        name = Person.objects.get().names.get()
        assert (name.began, name.ended, name.source) == ("2014", "2017-03", "Gazette")

    def test_an_identifier_is_kept_in_its_one_form(self, ada_at_desk):
        pasted = "https://catalogue.bnf.fr/ark:/12148/cb11907966z/PUBLIC?" + "x" * 60
        sent = row("identifiers", scheme="bnf", value=pasted)
        ada_at_desk.post(page("add"), person_form("Ysoline Quévrain", **sent))
        assert Identifier.objects.get().value == "cb11907966z"

    @pytest.mark.parametrize("value", ["0000 0001 2120 0983", "Hugo", "https://isni.org/"])
    def test_an_identifier_that_is_none_is_refused(self, ada_at_desk, value):
        sent = row("identifiers", scheme="isni", value=value)
        answer = ada_at_desk.post(page("add"), person_form("Ysoline Quévrain", **sent))
        assert "errorlist" in answer.content.decode()
        assert not Identifier.objects.exists()

    def test_a_person_has_one_wikidata_number(self, ada_at_desk):
        sent = {"identifiers-TOTAL_FORMS": 2}
        for at, value in enumerate(("Q535", "Q536")):
            sent |= {f"identifiers-{at}-scheme": "wikidata", f"identifiers-{at}-value": value}
        answer = ada_at_desk.post(page("add"), person_form("Ysoline Quévrain", **sent))
        assert answer.status_code == 200
        assert not Person.objects.exists()

    def test_the_page_links_to_the_authority_file(self, rui_at_desk):
        person = makers.person()
        person.identifiers.create(scheme="wikidata", value="Q535")
        answer = rui_at_desk.get(page("change", person.pk))
        assert 'href="https://www.wikidata.org/wiki/Q535"' in answer.content.decode()


class TestMerging:
    def read(self, client: Client, one: Person, other: Person) -> dict[str, str]:
        """What the page of the merge would send."""
        answer = client.get(page("merge", one.pk), {"into": f"#{other.pk}"})
        assert answer.status_code == 200
        return {name: hidden(answer, name) for name in ("into", "digest")}

    def test_a_reviewer_merges_what_was_shown(self, rui_at_desk):
        one, other = two()
        sent = {**self.read(rui_at_desk, one, other), "rationale": "La même notice."}
        answer = rui_at_desk.post(page("merge", one.pk), sent)
        assert (answer.status_code, answer.url) == (302, page("change", other.pk))
        made = PersonMerge.objects.get()
        assert (made.person, made.into, made.rationale) == (one, other, "La même notice.")

    def test_the_page_shows_every_consequence(self, rui_at_desk):
        one, other = two()
        draft = makers.statement(speaker=one)
        both = makers.published(speaker=other, targets=[makers.target(one)])
        for person, value in ((one, "9847974"), (other, "9847975")):
            person.identifiers.create(scheme="viaf", value=value)
        one.roles.create(title="maire", began="2014")
        answer = rui_at_desk.get(page("merge", one.pk), {"into": other.name})
        shown = answer.content.decode()
        for statement in (draft, both):
            assert reverse("admin:archive_statement_change", args=[statement.pk]) in shown
        assert f"{page('statements', one.pk)}?part=speaker&amp;status=draft" in shown
        assert f"/people/{one.slug}/" in shown
        assert "9847974" in shown
        assert "9847975" in shown
        assert "maire" in shown

    def test_reading_the_pages_changes_nothing(self, rui_at_desk):
        one, other = two()
        third = makers.person("Troisième Notice")
        merging.tell_apart(one, third, by=makers.ada(), reason="Deux.")
        merged(other, makers.person("Quatrième Notice"))
        before = list(Person.objects.order_by("pk").values()), Event.objects.count()
        for address in (
            page("merge", one.pk), page("merge", one.pk) + f"?into=%23{third.pk}",
            page("unmerge", other.pk), page("tell_apart", one.pk),
            page("told_apart", one.pk, third.pk), page("statements", one.pk),
            page("change", other.pk), page("changelist") + "?merged=only",
        ):  # fmt: skip
            assert rui_at_desk.get(address).status_code == 200, address
        assert (list(Person.objects.order_by("pk").values()), Event.objects.count()) == before

    def test_what_changed_since_is_shown_again_with_what_was_typed(self, rui_at_desk):
        one, other = two()
        sent = {**self.read(rui_at_desk, one, other), "rationale": "La même notice."}
        makers.statement(speaker=one)
        answer = rui_at_desk.post(page("merge", one.pk), sent)
        assert answer.status_code == 409
        assert "La même notice." in answer.content.decode()
        assert hidden(answer, "digest") != sent["digest"]
        assert not PersonMerge.objects.exists()
        again = {**sent, "digest": hidden(answer, "digest")}
        assert rui_at_desk.post(page("merge", one.pk), again).status_code == 302

    def test_the_same_merge_sent_again_leads_to_the_same_page(self, rui_at_desk):
        one, other = two()
        sent = {**self.read(rui_at_desk, one, other), "rationale": "La même notice."}
        answers = [rui_at_desk.post(page("merge", one.pk), sent) for _ in range(2)]
        assert [answer.url for answer in answers] == [page("change", other.pk)] * 2
        assert PersonMerge.objects.count() == 1

    def test_a_merge_that_crosses_another_is_a_message(self, rui_at_desk):
        one, other = two()
        sent = {**self.read(rui_at_desk, one, other), "rationale": "La même notice."}
        merged(other, one)
        assert rui_at_desk.post(page("merge", one.pk), sent).status_code == 200
        assert PersonMerge.objects.count() == 1

    def test_two_who_are_told_apart_are_shown_no_button(self, rui_at_desk):
        one, other = two()
        merging.tell_apart(one, other, by=makers.ada(), reason="L’une est botaniste.")
        answer = rui_at_desk.get(page("merge", one.pk), {"into": f"#{other.pk}"})
        assert "L’une est botaniste." in text_of(answer)
        assert 'name="rationale"' not in answer.content.decode()

    def test_a_merge_without_a_reason_is_asked_for_one(self, rui_at_desk):
        one, other = two()
        sent = {**self.read(rui_at_desk, one, other), "rationale": ""}
        assert rui_at_desk.post(page("merge", one.pk), sent).status_code == 200
        assert not PersonMerge.objects.exists()

    @pytest.mark.parametrize("typed", ["", "Personne Inconnue", "#999999", "#", "Y. Quévrain"])
    def test_whom_to_merge_into_is_asked_until_it_is_understood(self, rui_at_desk, typed):
        one, _other = two()
        answer = rui_at_desk.get(page("merge", one.pk), {"into": typed})
        assert "errorlist" in answer.content.decode()

    def test_undoing_a_merge_gives_the_record_its_form_back(self, rui_at_desk):
        one, other = two()
        merged(one, other)
        assert 'name="_save"' not in rui_at_desk.get(page("change", one.pk)).content.decode()
        answer = rui_at_desk.post(page("unmerge", one.pk), {"reason": "Deux mairies."})
        assert answer.url == page("change", one.pk)
        assert 'name="_save"' in rui_at_desk.get(page("change", one.pk)).content.decode()
        assert PersonMerge.objects.get().undone_reason == "Deux mairies."

    @pytest.mark.parametrize("name", ["merge", "unmerge"])
    def test_a_contributor_neither_merges_nor_undoes(self, ada_at_desk, name):
        one, other = two()
        if name == "unmerge":
            merged(one, other)
        sent = {"into": other.name, "rationale": "La même.", "reason": "Deux."}
        assert ada_at_desk.get(page(name, one.pk)).status_code == 403
        assert ada_at_desk.post(page(name, one.pk), sent).status_code == 403
        assert "/merge/" not in ada_at_desk.get(page("change", other.pk)).content.decode()

    @pytest.mark.parametrize("odd", ["abc", "9" * 30, "0", "\u0663"])
    @pytest.mark.parametrize("name", ["merge", "unmerge", "tell_apart", "statements"])
    def test_the_number_of_nobody_is_not_found(self, rui_at_desk, name, odd):
        assert rui_at_desk.get(page(name, odd)).status_code == 404


class TestTellingApart:
    def test_two_records_are_told_apart_from_the_page_of_one(self, ada_at_desk):
        one, other = two()
        sent = {"other": f"{other.name} (#{other.pk})", "reason": "L’une est botaniste."}
        assert ada_at_desk.post(page("tell_apart", one.pk), sent).status_code == 302
        for person in (one, other):
            shown = text_of(ada_at_desk.get(page("change", person.pk)))
            assert "L’une est botaniste." in shown

    def test_a_pair_is_taken_back_with_a_reason(self, rui_at_desk):
        one, other = two()
        merging.tell_apart(one, other, by=makers.ada(), reason="L’une est botaniste.")
        address = page("told_apart", other.pk, one.pk)
        assert rui_at_desk.post(address, {"reason": ""}).status_code == 200
        assert PersonDistinction.objects.exists()
        assert rui_at_desk.post(address, {"reason": "C’est elle."}).status_code == 302
        assert not PersonDistinction.objects.exists()
        assert rui_at_desk.get(address).status_code == 302

    def test_a_contributor_takes_nothing_back(self, ada_at_desk):
        one, other = two()
        merging.tell_apart(one, other, by=makers.ada(), reason="L’une est botaniste.")
        address = page("told_apart", one.pk, other.pk)
        assert ada_at_desk.post(address, {"reason": "Si."}).status_code == 403

    @pytest.mark.parametrize("given", [{"other": "Y. Quévrain"}, {"other": ""}, {"reason": " "}])
    def test_a_pair_takes_two_people_and_a_line(self, ada_at_desk, given):
        one, other = two()
        sent = {"other": other.name, "reason": "Deux.", **given}
        assert ada_at_desk.post(page("tell_apart", one.pk), sent).status_code == 200
        assert not PersonDistinction.objects.exists()


class TestMergedRecords:
    def test_the_list_shows_them_on_request_only(self, rui_at_desk):
        one, other = two()
        merged(one, other)

        def listed(query: str = "") -> set[str]:
            answer = rui_at_desk.get(page("changelist") + query)
            return {str(pk) for pk in answer.context["cl"].result_list.values_list("pk", flat=True)}

        assert listed() == {str(other.pk)}
        assert listed("?merged=only") == {str(one.pk)}
        assert listed("?merged=all") == {str(one.pk), str(other.pk)}
        assert listed("?q=Y.") == {str(other.pk)}  # found by the name of the merged record

    def test_a_forged_save_of_one_is_refused(self, rui_at_desk):
        one, other = two()
        merged(one, other)
        sent = person_form("Autre Nom", person=one)
        assert rui_at_desk.post(page("change", one.pk), sent).status_code == 403
        assert rui_at_desk.post(page("delete", one.pk), {"post": "yes"}).status_code == 403

    def test_no_search_for_somebody_to_choose_offers_one(self, rui_at_desk):
        one, other = two()
        merged(one, other)
        answer = rui_at_desk.get(
            reverse("admin:autocomplete"),
            {"term": "Quévrain", "app_label": "archive", "model_name": "statement",
             "field_name": "speaker"},
        )  # fmt: skip
        offered = {found["id"] for found in answer.json()["results"]}
        assert offered == {str(other.pk)}

    @pytest.mark.parametrize("typed", ["Y. Quévrain", "#{one}", "Y. Quévrain (#{one})"])
    def test_the_name_or_the_number_of_one_gives_who_stays(self, ada_at_desk, typed):
        article = desk.an_article()
        one, other = two()
        merged(one, other)
        desk.add(ada_at_desk, article, speaker=typed.format(one=one.pk))
        assert Statement.objects.get().speaker == other

    def test_a_draft_opened_and_saved_takes_who_stays(self, ada_at_desk):
        article = desk.an_article()
        one, other = two()
        made = makers.statement("Nous verrons bien au printemps", speaker=one, in_article=article)
        merged(one, other)
        opened = ada_at_desk.get(reverse("admin:archive_statement_change", args=[made.pk]))
        assert hidden(opened, "speaker") == other.name
        made.refresh_from_db()
        desk.change(ada_at_desk, made, speaker=other.name)
        made.refresh_from_db()
        assert made.speaker == other
        assert merging.objection_of_merged(made) is None

    def test_a_draft_whose_target_was_merged_takes_who_stays(self, ada_at_desk):
        article = desk.an_article()
        one, other = two()
        made = makers.statement("Nous verrons bien au printemps", targets=[makers.target(one)],
                                speaker=makers.person("Théodule Marquenterre"),
                                in_article=article)  # fmt: skip
        merged(one, other)
        desk.change(
            ada_at_desk, made, speaker="Théodule Marquenterre",
            **{"targets-INITIAL_FORMS": "1", "targets-0-id": made.targets.get().pk,
               "targets-0-statement": made.pk, "targets-0-person": other.name},
        )  # fmt: skip
        assert made.targets.get().person == other


class TestPeopleInPrint:
    SENTENCE = "Only a reviewer changes the name and the identifiers of a person in print."

    def page(self, client: Client, person: Person) -> Any:
        return client.get(f"/en/admin/archive/person/{person.pk}/change/")

    def test_a_contributor_is_told_why_the_name_is_read_only(self, ada_at_desk):
        speaker = makers.published().speaker
        answer = self.page(ada_at_desk, speaker)
        assert self.SENTENCE in text_of(answer)
        assert 'id="identifiers-group"' not in answer.content.decode()
        assert 'id="names-group"' in answer.content.decode()

    def test_identifiers_that_are_there_are_shown(self, ada_at_desk):
        speaker = makers.published().speaker
        Identifier.objects.create(person=speaker, scheme="wikidata", value="Q1")
        answer = self.page(ada_at_desk, speaker)
        assert 'id="identifiers-group"' in answer.content.decode()
        assert "Q1" in text_of(answer)

    def test_the_rest_of_the_record_is_still_saved(self, ada):
        speaker = makers.published().speaker
        form = Editor(ada).open(speaker)
        assert form.send(description="maire").status_code == 302
        speaker.refresh_from_db()
        assert speaker.description == "maire"

    def test_a_reviewer_and_a_person_not_in_print_have_the_whole_form(
        self, ada_at_desk, rui_at_desk
    ):
        speaker, other = makers.published().speaker, makers.person("Autre Personne")
        for client, person in ((rui_at_desk, speaker), (ada_at_desk, other)):
            answer = self.page(client, person)
            assert self.SENTENCE not in text_of(answer)
            assert 'id="identifiers-group"' in answer.content.decode()


class TestStatementsOfAPerson:
    def test_all_records_of_a_person_are_listed_together(self, ada_at_desk):
        one, other = two()
        made = [makers.statement(speaker=one), makers.statement(speaker=other),
                makers.statement(speaker=None, speaker_type="unknown",
                                 targets=[makers.target(one)])]  # fmt: skip
        makers.statement(speaker=makers.person("Théodule Marquenterre"))
        merged(one, other)

        def listed(**asked: str) -> set[int]:
            answer = ada_at_desk.get(page("statements", other.pk), asked)
            return {statement.pk for statement in answer.context["page"]}

        assert listed() == {statement.pk for statement in made}
        assert listed(part="speaker") == {made[0].pk, made[1].pk}
        assert listed(part="target") == {made[2].pk}
        assert listed(status="published") == set()
        assert listed(part="?", status="'", p="x") == {statement.pk for statement in made}

    def test_the_pages_take_a_fixed_number_of_queries(
        self, rui_at_desk, django_assert_max_num_queries
    ):
        one, other = two()
        for number in range(12):
            makers.statement(speaker=one, targets=[makers.target(other)])
            merged(makers.person(f"Notice {number}"), other)
            Role.objects.create(person=one, title=f"maire {number}")
        for address in (page("statements", one.pk), page("changelist") + "?merged=all"):
            with django_assert_max_num_queries(20):
                rui_at_desk.get(address)
        with django_assert_max_num_queries(60):
            rui_at_desk.get(page("merge", one.pk), {"into": f"#{other.pk}"})
        with django_assert_max_num_queries(60):
            rui_at_desk.get(page("change", other.pk))
