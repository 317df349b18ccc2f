"""The desk's records beside statements: people, topics, outlets, articles, accounts."""

import re
import socket
from typing import Any

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from archive import groups
from archive.admin import articles as article_admin
from archive.models import Article, Event, Person, Topic
from archive.models.fields import validate_language
from archive.quotes.anchoring import sha256_of
from tests import makers


def logged_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(record: Any, page: str = "change") -> str:
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=[record.pk])


NO_ROWS = {
    f"{part}-{count}_FORMS": "0"
    for part in ("names", "roles", "identifiers")
    for count in ("TOTAL", "INITIAL")
}


def person_form(person: Person, **given: Any) -> dict[str, Any]:
    kept = {name: getattr(person, name) for name in ("kind", "name", "sort_name", "slug")}
    return {**NO_ROWS, **kept, **given}


def state_in(page: Any) -> str:
    """What a browser would send back of the hidden state."""
    [tag] = re.findall(r"<input[^>]*name=\"opened_on\"[^>]*>", page.content.decode())
    return re.search(r'value="([^"]*)"', tag)[1]


def errors(response: Any) -> str:
    assert response.status_code == 200
    found = re.findall(r'<ul class="errorlist.*?</ul>', response.content.decode(), re.DOTALL)
    assert found
    return " ".join(found)


class TestDeletion:
    @pytest.mark.parametrize("model", [Person, Topic])
    def test_what_nothing_refers_to_can_be_deleted_and_history_keeps_it(self, chloe, model):
        record = model.objects.create(name="Nommé par erreur")
        page = logged_in(chloe).post(address(record, "delete"), {"post": "yes"})
        assert page.status_code == 302
        assert not model.objects.exists()
        event = Event.objects.of(record).get()
        assert (event.verb, event.actor, event.record_label) == ("deleted", chloe, str(record))
        assert event.changes["name"] == ["Nommé par erreur", None]

    def test_a_persons_own_parts_do_not_keep_them(self, chloe):
        person = makers.person("Ysoline Quévrain")
        person.names.create(name="Mme Quévrain")
        person.roles.create(title="maire")
        page = logged_in(chloe).post(address(person, "delete"), {"post": "yes"})
        assert page.status_code == 302
        assert not Person.objects.exists()

    def test_a_person_whom_a_statement_names_stays(self, chloe):
        person = makers.statement().speaker
        desk = logged_in(chloe)
        assert address(person, "delete") not in desk.get(address(person)).content.decode()
        assert desk.post(address(person, "delete"), {"post": "yes"}).status_code == 403

    def test_a_topic_under_which_an_article_is_filed_stays(self, chloe):
        topic = Topic.objects.create(name="Commerce")
        makers.article().topics.add(topic)
        page = logged_in(chloe).post(address(topic, "delete"), {"post": "yes"})
        assert page.status_code == 403
        assert Topic.objects.exists()

    def test_a_contributor_deletes_nobody(self, ada):
        person = makers.person("Ysoline Quévrain")
        page = logged_in(ada).post(address(person, "delete"), {"post": "yes"})
        assert page.status_code == 403

    def test_nothing_is_done_in_bulk(self, db):
        assert [model.__name__ for model, of in site._registry.items() if of.actions] == []


class TestAddresses:
    @pytest.mark.parametrize(("model", "prefix"), [(Person, "personne"), (Topic, "theme")])
    def test_a_name_without_latin_letters_has_an_address_of_its_own(self, db, model, prefix):
        slugs = [model.objects.create(name=name).slug for name in ("漢字", "Владимир", "— —")]
        assert all(re.fullmatch(rf"{prefix}-[0-9a-f]{{8}}", slug) for slug in slugs)
        assert len(set(slugs)) == 3

    def test_the_same_name_makes_the_same_address_then_a_numbered_one(self, db):
        first, second = (Person.objects.create(name="漢字").slug for _ in range(2))
        assert second == f"{first}-2"

    def test_two_topics_whose_names_make_one_address_are_numbered(self, db):
        slugs = [Topic.objects.create(name=name).slug for name in ("École", "Ecole", "école !")]
        assert slugs == ["ecole", "ecole-2", "ecole-3"]

    def test_a_numbered_address_fits_its_column(self, db):
        slugs = [Topic.objects.create(name=f"{'a' * 119}{end}").slug for end in "éèê"]
        assert len(set(slugs)) == 3
        assert max(map(len, slugs)) <= 120

    @pytest.mark.parametrize("odd", ["abc", "9" * 5000, "9" * 25, "_5F", "-1", "\u0663"])
    @pytest.mark.parametrize("page", ["history", "change", "delete"])
    def test_the_number_of_no_record_leads_back_with_a_message(self, chloe, odd, page):
        got = logged_in(chloe).get(reverse(f"admin:archive_person_{page}", args=[odd]))
        assert got.status_code == 302


class TestCollisions:
    def test_the_same_text_pasted_at_the_same_moment_is_a_message(self, ada, monkeypatch):
        # Neither form saw the other's row when it checked: only the database does.
        monkeypatch.setattr(article_admin, "check_all_constraints", lambda form: None)
        monkeypatch.setattr(Article, "validate_constraints", lambda self, exclude=None: None)
        desk = logged_in(ada)
        sent = {"title": "T", "pasted": makers.BODY, "language": "fr"}
        desk.post(reverse("admin:archive_article_add"), sent)
        page = desk.post(reverse("admin:archive_article_add"), sent, follow=True)
        assert page.redirect_chain == [(reverse("admin:archive_article_changelist"), 302)]
        assert [message.level_tag for message in page.context["messages"]][-1] == "error"
        assert Article.objects.count() == 1

    def test_the_same_address_given_at_the_same_moment_is_a_message(self, ada, monkeypatch):
        Topic.objects.create(name="École", slug="ecole")
        monkeypatch.setattr(Topic, "validate_unique", lambda self, exclude=None: None)
        page = logged_in(ada).post(
            reverse("admin:archive_topic_add"), {"name": "Écoles", "slug": "ecole"}
        )
        assert page.url == reverse("admin:archive_topic_changelist")
        assert Topic.objects.count() == 1

    def test_a_name_already_listed_is_told_without_the_name_of_a_column(self, ada):
        Topic.objects.create(name="École")
        page = logged_in(ada).post(reverse("admin:archive_topic_add"), {"name": "École"})
        assert "name" not in re.sub(r"<[^>]*>", "", errors(page))


class TestTwoEditors:
    """Both open the record; the second save is told of the first."""

    def article_form(self, article: Article, **given: Any) -> dict[str, Any]:
        return {"title": article.title, "outlet": article.outlet_id, "language": "fr",
                "reading": "unread", "published": article.published, **given}  # fmt: skip

    def test_a_save_over_another_is_refused_and_names_who_and_what(self, ada, rui):
        article = makers.article(licence="open")
        mine, theirs = logged_in(ada), logged_in(rui)
        opened = state_in(mine.get(address(article)))
        sent = self.article_form(article, opened_on=opened)
        assert theirs.post(address(article), {**sent, "place": "Lille"}).status_code == 302
        page = mine.post(address(article), {**sent, "byline": "A. Signataire"})
        told = errors(page)
        assert "rui" in told
        assert "Lille" in told
        assert 'value="A. Signataire"' in page.content.decode()
        article.refresh_from_db()
        assert (article.place, article.byline) == ("Lille", "")

    def test_the_second_save_once_told_is_made(self, ada, rui):
        article = makers.article(licence="open")
        mine = logged_in(ada)
        sent = self.article_form(article, opened_on=state_in(mine.get(address(article))))
        logged_in(rui).post(address(article), {**sent, "place": "Lille"})
        refused = mine.post(address(article), {**sent, "place": "Roubaix"})
        again = {**sent, "place": "Roubaix", "opened_on": state_in(refused)}
        assert mine.post(address(article), again).status_code == 302
        article.refresh_from_db()
        assert article.place == "Roubaix"

    def test_a_save_of_what_nobody_changed_is_made(self, ada):
        article = makers.article(licence="open")
        article.topics.set([Topic.objects.create(name=name) for name in ("B", "A")])
        desk = logged_in(ada)
        topics = [topic.pk for topic in article.topics.all()]
        opened = state_in(desk.get(address(article)))
        sent = self.article_form(article, opened_on=opened, topics=topics, place="Lille")
        assert desk.post(address(article), sent).status_code == 302
        assert list(Event.objects.of(article).get().changes) == ["place"]

    def test_topics_chosen_by_somebody_else_are_named(self, ada):
        article = makers.article(licence="open")
        desk = logged_in(ada)
        opened = state_in(desk.get(address(article)))
        article.topics.add(Topic.objects.create(name="Commerce"))
        told = errors(desk.post(address(article), self.article_form(article, opened_on=opened)))
        assert "Commerce" in told

    def test_people_and_the_small_lists_are_guarded_too(self, chloe):
        desk = logged_in(chloe)
        topic = Topic.objects.create(name="Commerce")
        outlet, person = makers.outlet(), makers.person("Ysoline Quévrain")
        forms = {
            topic: {"name": "Autre", "slug": "autre"},
            outlet: {"name": "Autre", "kind": "radio"},
            person: person_form(person, description="autre"),
        }
        for record, sent in forms.items():
            opened = state_in(desk.get(address(record)))
            type(record).objects.filter(pk=record.pk).update(name="Renommé entre-temps")
            told = errors(desk.post(address(record), {**sent, "opened_on": opened}))
            assert "Renommé entre-temps" in told

    def test_who_may_only_look_is_shown_no_state(self, ada):
        assert "opened_on" not in logged_in(ada).get(address(makers.outlet())).content.decode()


class TestPeopleInPrint:
    def test_a_contributor_cannot_rename_somebody_readers_know(self, ada):
        person = makers.edition().speaker
        before = Person.objects.filter(pk=person.pk).values().get()
        sent = person_form(person, name="Autre Nom", sort_name="Nom, Autre", slug="autre-nom",
                           is_fictional="on", description="conseillère")  # fmt: skip
        assert logged_in(ada).post(address(person), sent).status_code == 302
        after = Person.objects.filter(pk=person.pk).values().get()
        assert after == {**before, "description": "conseillère"}

    def test_a_contributor_cannot_add_an_identifier_to_them(self, ada):
        person = makers.edition().speaker
        row = {"identifiers-TOTAL_FORMS": "1", "identifiers-0-scheme": "wikidata",
               "identifiers-0-value": "Q42", "identifiers-0-person": person.pk}  # fmt: skip
        logged_in(ada).post(address(person), person_form(person, **row))
        assert not person.identifiers.exists()

    def test_a_reviewer_can(self, rui):
        person = makers.edition().speaker
        row = {"identifiers-TOTAL_FORMS": "1", "identifiers-0-scheme": "wikidata",
               "identifiers-0-value": "Q42", "identifiers-0-person": person.pk}  # fmt: skip
        page = logged_in(rui).post(address(person), person_form(person, name="Ysoline Q.", **row))
        assert page.status_code == 302
        person.refresh_from_db()
        assert (person.name, person.identifiers.get().value) == ("Ysoline Q.", "Q42")

    def test_a_contributor_names_those_whom_no_reader_knows(self, ada):
        person = makers.statement().speaker
        logged_in(ada).post(address(person), person_form(person, name="Ysoline Q."))
        person.refresh_from_db()
        assert person.name == "Ysoline Q."


class TestArticles:
    def test_history_keeps_the_digest_of_a_pasted_text_not_its_words(self, ada):
        sent = {"title": "T", "pasted": makers.BODY, "language": "fr"}
        logged_in(ada).post(reverse("admin:archive_article_add"), sent)
        changes = Event.objects.of(Article.objects.get()).get().changes
        assert changes["sha256"] == [None, sha256_of(makers.BODY)]
        assert "halle" not in str(changes)

    def test_an_article_without_a_text_says_so(self, ada):
        article = Article.objects.create(title="Sans texte", source_sha256="0" * 64)
        page = logged_in(ada).get(address(article))
        assert page.status_code == 200
        assert page.context["text"] is None
        assert reverse("admin:archive_statement_add") not in page.content.decode()

    @pytest.mark.parametrize("code", ["fr", "pt-BR", "gsw", "zh-Hant"])
    def test_a_language_code_is_kept(self, code):
        validate_language(code)

    @pytest.mark.parametrize(
        "code", ["", "f", "français", "fr_FR", "fr-", "-fr", "12", "fr-" + "a" * 9, "ça", "fr\n",
                 "fr-aaaaaa-bbbbb"],
    )  # fmt: skip
    def test_what_is_no_language_code_is_refused(self, code):
        with pytest.raises(ValidationError):
            validate_language(code)

    def test_a_language_nobody_speaks_is_refused_at_the_desk(self, ada):
        sent = {"title": "T", "pasted": makers.BODY, "language": "<b>?"}
        assert errors(logged_in(ada).post(reverse("admin:archive_article_add"), sent))
        assert not Article.objects.exists()


class TestCommands:
    def test_the_demonstration_tells_no_log_ins_of_a_site_that_cannot_answer(
        self, db, settings, tmp_path, capsys
    ):
        settings.DEBUG, settings.VAR_DIR = True, tmp_path
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            with pytest.raises(CommandError, match="--port"):
                call_command("demo", f"--port={taken.getsockname()[1]}")
        assert capsys.readouterr().out == ""
        assert not User.objects.exists()
        assert list(tmp_path.iterdir()) == []

    def test_an_empty_outlet_is_wrong_usage_of_the_importer(self, db, tmp_path):
        with pytest.raises(CommandError, match="--outlet is empty") as refusal:
            call_command("import_articles", str(tmp_path), "--outlet", " ")
        assert refusal.value.returncode == 2


class TestHistory:
    def test_acts_are_told_newest_first_without_numbers(self, ada):
        person = makers.person("Ysoline Quévrain")
        desk = logged_in(ada)
        desk.post(address(person), person_form(person, description="maire"))
        desk.post(address(person), person_form(person, description="ancienne maire"))
        page = desk.get(address(person, "history"))
        told = page.content.decode()
        assert told.index("ancienne") < told.rindex("maire")
        main = told[told.index('id="content"') :]
        assert "<ol" not in main


class TestAccounts:
    @pytest.mark.parametrize("group", [groups.REVIEWERS, groups.CHIEF_EDITORS])
    def test_a_chief_editor_does_not_touch_who_may_approve(self, chloe, group):
        other = makers.user("autre", group)
        desk = logged_in(chloe)
        password = reverse("admin:auth_user_password_change", args=[other.pk])
        sent = {"password1": "Un-mot-2-passe", "password2": "Un-mot-2-passe"}
        assert desk.post(password, {**sent, "usable_password": "true"}).status_code == 403
        assert desk.post(address(other), {"username": "pris"}).status_code == 403
        other.refresh_from_db()
        assert other.username == "autre"
        assert other.check_password("essai")

    def test_a_new_password_is_history_but_not_the_password(self, chloe, ada):
        secret = "Un-mot-2-passe-neuf"
        desk = logged_in(chloe)
        password = reverse("admin:auth_user_password_change", args=[ada.pk])
        sent = {"password1": secret, "password2": secret, "usable_password": "true",
                "set-password": "1"}  # fmt: skip
        assert desk.post(password, sent).status_code == 302
        ada.refresh_from_db()
        assert ada.check_password(secret)
        event = Event.objects.of(ada).get()
        assert (event.verb, event.actor, list(event.changes)) == ("changed", chloe, ["password"])
        assert secret not in str(event.changes)
        assert ada.password not in str(event.changes)

    def test_a_new_account_is_history_without_its_password(self, chloe):
        secret = "Un-mot-2-passe-neuf"
        sent = {"username": "sam", "password1": secret, "password2": secret,
                "usable_password": "true"}  # fmt: skip
        page = logged_in(chloe).post(reverse("admin:auth_user_add"), sent)
        assert page.status_code == 302
        made = User.objects.get(username="sam")
        event = Event.objects.of(made).get()
        assert (event.verb, event.record_type, event.actor) == ("created", "auth.user", chloe)
        assert "password" not in str(event.changes)
        assert secret not in str(event.changes)

    def test_a_changed_account_is_history_that_its_page_shows(self, chloe, ada):
        group = Group.objects.get(name=groups.REVIEWERS)
        sent = {"username": "ada", "is_active": "on", "is_staff": "on", "groups": [group.pk]}
        desk = logged_in(chloe)
        assert desk.post(address(ada), sent).status_code == 302
        event = Event.objects.of(ada).get()
        assert event.changes == {"groups": [[groups.CONTRIBUTORS], [groups.REVIEWERS]]}
        assert groups.REVIEWERS in desk.get(address(ada, "history")).content.decode()
