"""Double clicks and requests tried again change nothing twice, also when they come in together."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection, connections
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from archive.middleware import BusyDatabaseMiddleware
from archive.models import Article, Event, FormReceipt, Outlet, Person, Role, Statement, Topic
from tests import makers
from tests.desk import an_article, form_of, logged_in
from tests.two_editors import Editor

PASSWORD = "Un-mot-2-passe-neuf"
NEW: dict[type, dict[str, str]] = {
    Person: {"name": "Ysoline Quévrain"},
    Outlet: {"name": "Radio Deûle", "kind": "radio"},
    Topic: {"name": "Halle"},
    Article: {"title": "Une halle", "pasted": makers.BODY},
    User: {"username": "nouvelle", "password1": PASSWORD, "password2": PASSWORD,
           "usable_password": "true"},
}  # fmt: skip


def add_form(editor: Editor, model: type) -> Any:
    meta = model._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_add")
    return editor.open_at(address, f"{meta.model_name}_form")


def made(model: type) -> int:
    """How many there are, the cast apart."""
    rows = model.objects.all()
    return rows.filter(username="nouvelle").count() if model is User else rows.count()


@pytest.fixture
def chief(chloe) -> Editor:
    return Editor(chloe)


class TestNewRecords:
    @pytest.mark.parametrize("model", NEW)
    def test_a_form_sent_twice_makes_one_record(self, chief, model):
        form = add_form(chief, model)
        before = made(model)
        first, second = form.send(**NEW[model]), form.send()
        assert (first.status_code, second.status_code) == (302, 302)
        assert made(model) == before + 1
        record = model.objects.latest("pk")
        assert f"/{record.pk}/change/" in second.url
        assert Event.objects.of(record).filter(verb="created").count() == 1

    @pytest.mark.parametrize("model", [Person, Outlet])
    def test_other_values_from_the_back_button_make_another_record(self, chief, model):
        form = add_form(chief, model)
        before = made(model)
        form.send(**NEW[model])
        assert form.send(name="Bakary Tesselier").status_code == 302
        assert made(model) == before + 2

    def test_two_forms_opened_apart_make_two_records(self, chief):
        one, two = add_form(chief, Topic), add_form(chief, Topic)
        one.send(name="Halle")
        two.send(name="Budget")
        assert made(Topic) == 2

    def test_the_key_of_somebody_else_takes_nothing_away(self, chief, rui):
        form = add_form(chief, Topic)
        form.send(name="Halle")
        other = add_form(Editor(rui), Topic)
        other.fields["form_key"] = form.fields["form_key"]
        assert other.send(name="Budget").status_code == 302
        assert made(Topic) == 2

    def test_another_button_of_the_same_form_is_the_same_form(self, chief):
        form = add_form(chief, Topic)
        form.send("_save", name="Halle")
        assert form.send("_addanother").status_code == 302
        assert made(Topic) == 1

    def test_a_form_that_was_refused_can_be_sent_again(self, chief):
        form = add_form(chief, Topic)
        assert form.send(name="").status_code == 200
        assert form.send(name="Halle").status_code == 302
        assert made(Topic) == 1

    @pytest.mark.parametrize("key", ["", "x", "\ud7ff", "0" * 5000])
    def test_an_odd_key_is_as_good_as_any(self, chief, key):
        form = add_form(chief, Topic)
        form.fields["form_key"] = key
        assert form.send(name="Halle").status_code == 302
        assert made(Topic) == 1


class TestChanges:
    def test_a_change_sent_twice_is_one_row_of_history(self, chief):
        article = makers.article()
        form = chief.open(article)
        assert form.send(place="Lille").status_code == 302
        assert form.send().status_code == 302
        assert Event.objects.of(article).count() == 1

    def test_rows_sent_twice_are_there_once(self, chief):
        person = makers.person()
        form = chief.open(person)
        row = int(form.fields["roles-TOTAL_FORMS"]) - 1
        form.send(**{f"roles__{row}__title": "maire"})
        form.send()
        assert Role.objects.count() == 1
        assert Event.objects.of(person).count() == 1

    def test_a_statement_sent_twice_is_one_version(self, ada):
        statement = makers.statement()
        form = Editor(ada).open(statement)
        form.send(place="lille", said_on="22/01/2017")
        assert form.send().status_code == 302
        statement.refresh_from_db()
        assert (statement.version, Event.objects.filter(verb="changed").count()) == (2, 1)

    def test_saved_and_submitted_twice_it_is_submitted_once(self, ada):
        statement = makers.statement()
        form = Editor(ada).open(statement)
        form.send("_submit", place="Lille")
        form.client.post(form.address, {**form.fields, "_submit": "1"})
        statement.refresh_from_db()
        assert statement.status == "in_review"
        assert Event.objects.filter(verb="submitted").count() == 1

    def test_the_same_change_made_later_on_purpose_is_made(self, chief):
        article = makers.article(place="Lens")
        chief.open(article).send(place="Lille")
        chief.open(article).send(place="Lens")
        assert chief.open(article).send(place="Lille").status_code == 302
        article.refresh_from_db()
        assert article.place == "Lille"
        assert Event.objects.of(article).count() == 3

    def test_nothing_changed_is_no_row_of_history(self, chief):
        article = makers.article()
        chief.open(article).send()
        assert not Event.objects.of(article).exists()

    def test_a_receipt_tells_whose_form_it_was(self, chief):
        chief.open(makers.outlet()).send(name="Radio Deûle")
        receipt = FormReceipt.objects.get()
        assert (receipt.record_type, receipt.user) == ("archive.outlet", chief.user)


def together(times: int, act: Any) -> list[Any]:
    """What ``act`` gives in as many threads, begun at one moment, each on a connection of its
    own."""
    barrier = Barrier(times)

    def run(number: int) -> Any:
        barrier.wait(timeout=20)
        try:
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


@pytest.mark.django_db(transaction=True)
class TestTogether:
    ROUNDS = 5

    @pytest.mark.parametrize("model", NEW)
    def test_the_same_form_four_times_at_once_makes_one_record(self, model):
        chief = Editor(makers.chloe())
        for round_ in range(self.ROUNDS):
            form = add_form(chief, model)
            given = {name: unlike(name, value, round_) for name, value in NEW[model].items()}
            sent = {**form.fields, **given, "_continue": "1"}
            before = model.objects.count()
            answers = together(
                4, lambda _n, f=form, s=sent: logged_in(chief.user).post(f.address, s)
            )
            assert {answer.status_code for answer in answers} == {302}
            assert model.objects.count() == before + 1
            record = model.objects.latest("pk")
            assert all(f"/{record.pk}/change/" in answer.url for answer in answers)
            assert Event.objects.of(record).filter(verb="created").count() == 1

    def test_the_same_change_four_times_at_once_is_made_once(self):
        chief = Editor(makers.chloe())
        person = makers.person()
        for round_ in range(self.ROUNDS):
            form = chief.open(person)
            row = int(form.fields["roles-TOTAL_FORMS"]) - 1
            sent = {**form.fields, f"roles-{row}-title": f"rôle {round_}", "_continue": "1"}
            together(4, lambda _n, f=form, s=sent: logged_in(chief.user).post(f.address, s))
            assert Role.objects.count() == round_ + 1
            assert Event.objects.of(person).count() == round_ + 1

    def test_two_editors_at_once_lose_nothing(self):
        editors = [Editor(makers.rui()), Editor(makers.chloe())]
        article = makers.article()
        for round_ in range(self.ROUNDS):
            forms = [editor.open(article) for editor in editors]
            typed = [{"place": f"Ville {round_}"}, {"byline": f"Signature {round_}"}]
            sent = [
                {**form.fields, **more, "_continue": "1"}
                for form, more in zip(forms, typed, strict=True)
            ]
            answers = together(
                2, lambda n, f=forms, s=sent: logged_in(editors[n].user).post(f[n].address, s[n])
            )
            assert sorted(answer.status_code for answer in answers) == [200, 302]
            article.refresh_from_db()
            is_new = (article.place == f"Ville {round_}", article.byline == f"Signature {round_}")
            assert sorted(is_new) == [False, True]
            assert Event.objects.of(article).count() == round_ + 1

    def test_the_same_statement_four_times_at_once_is_one(self):
        user, article = makers.ada(), an_article()
        sent = form_of(form_key="0b2f1f39-9f4e-4a3f-9d3c-0d8a8f3f7a11")
        address = f"{reverse('admin:archive_statement_add')}?article={article.pk}"
        answers = together(4, lambda _n: logged_in(user).post(address, sent))
        assert {answer.status_code for answer in answers} == {302}
        assert Statement.objects.count() == 1


def unlike(name: str, value: str, round_: int) -> str:
    """A value that no record of another round has."""
    return (
        f"{value} {round_}"
        if name in ("name", "pasted", "title")
        else (f"{value}{round_}" if name == "username" else value)
    )


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own refusals")
@pytest.mark.django_db(transaction=True)
class TestPostgreSQLIsBusy:
    def answer_to(self, problem: Exception) -> HttpResponse | None:
        middleware = BusyDatabaseMiddleware(lambda request: HttpResponse())
        return middleware.process_exception(RequestFactory().post("/admin/"), problem)

    def test_a_lock_that_is_not_to_be_had_is_busy_not_broken(self):
        makers.outlet()
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1 FROM archive_outlet FOR UPDATE")
            [problem] = together(1, lambda _n: lock_of("FOR UPDATE NOWAIT"))
            cursor.execute("ROLLBACK")
        answer = self.answer_to(problem)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")

    def test_two_who_wait_for_each_other_are_told_to_come_again(self):
        first, second = makers.outlet(), makers.outlet("Radio Deûle")
        barrier = Barrier(2)

        def cross(number: int) -> Exception | None:
            mine, theirs = (first, second) if number else (second, first)
            try:
                with connection.cursor() as cursor:
                    cursor.execute("BEGIN")
                    for wanted in (mine, theirs):
                        cursor.execute(
                            "SELECT 1 FROM archive_outlet WHERE id = %s FOR UPDATE", [wanted.pk]
                        )
                        if wanted is mine:
                            barrier.wait(timeout=20)
                    cursor.execute("COMMIT")
            except OperationalError as problem:
                return problem
            return None

        problems = [problem for problem in together(2, cross) if problem]
        assert len(problems) == 1
        assert "deadlock" in str(problems[0])
        assert self.answer_to(problems[0]).status_code == 503


def lock_of(how: str) -> Exception | None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM archive_outlet {how}")
    except OperationalError as problem:
        return problem
    return None


def test_no_page_of_a_new_record_is_without_its_key(chief):
    for model in NEW:
        page = add_form(chief, model).page.content.decode()
        assert re.search(r'name="form_key" value="[0-9a-f-]{36}"', page), model
