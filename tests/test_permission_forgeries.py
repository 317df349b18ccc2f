"""Ways to write that no page offers and Django's admin knows: rows of lists, actions in bulk,
copies, a licence opened or an account raised by whoever may not."""

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Group, Permission, User
from django.db import models

from archive import groups
from archive.models import Article, EditorProfile
from tests.permission_forms import form_for, place_of

pytest_plugins = ["tests.permission_fixtures"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]

EDITORS = ("contributor", "reviewer", "chief", "superuser")
# The choices of an editor have no list: nobody sees those of somebody else.
LISTS = sorted((model for model in site._registry if model is not EditorProfile), key=str)


@pytest.mark.parametrize("model", LISTS, ids=lambda model: model.__name__)
class TestLists:
    """A list changes nothing: it holds no editable column and no action, even for a superuser."""

    def place(self, model: type[models.Model]) -> str:
        return place_of(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist", None)

    def test_a_forged_row_of_a_list_is_not_taken(self, world, ledger, model):
        pk = model._base_manager.values_list("pk", flat=True).first()
        form = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": pk, "_save": "1"}
        form |= {f"form-0-{field.name}": "1" for field in model._meta.concrete_fields[1:]}
        for role in EDITORS:
            answer = ledger.ask(world.client(role), "POST", self.place(model), form)
            assert answer.word in ("page", "403")
            assert not answer.changed

    @pytest.mark.parametrize("action", ["delete_selected", "approve", "publish", ""])
    def test_no_bulk_action_is_performed(self, world, ledger, model, action):
        pks = list(model._base_manager.values_list("pk", flat=True))
        form = {"action": action, "_selected_action": pks, "select_across": "1", "index": "0",
                "post": "yes"}  # fmt: skip
        for role in EDITORS:
            answer = ledger.ask(world.client(role), "POST", self.place(model), form)
            assert answer.word in ("page", "403")
            assert not answer.changed


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("admin:archive_article_change", "private article"),
        ("admin:archive_person_change", "free person"),
        ("admin:archive_topic_change", "used topic"),
        ("admin:archive_outlet_change", "used outlet"),
        ("admin:archive_statement_change", "own draft"),
        ("admin:archive_statement_change", "other published"),
        ("admin:archive_edition_change", "current edition"),
        ("admin:archive_importrun_change", "import"),
        ("admin:auth_user_change", "contributor's account"),
        ("admin:auth_group_change", "group"),
    ],
)
def test_no_page_makes_a_copy_of_its_record(world, ledger, address, name):
    """“Save as new” is offered nowhere; Django takes it all the same."""
    for role in EDITORS:
        record = world.record(name, role)
        form = {**form_for(address, record, role), "_saveasnew": "1"}
        place = place_of(address, record)
        for query in ("", f"?article={world.records['open article'].pk}"):
            with ledger.undone():
                before = type(record).objects.count()
                answer = world.client(role).post(place + query, form)
                assert answer.status_code < 500
                assert type(record).objects.count() == before, role


def test_a_contributor_opens_no_licence(world, ledger):
    record = world.record("private article", "contributor")
    forged = {"licence": "open", "licence_name": "CC0", "licence_url": "https://cc.example/"}
    form = form_for("admin:archive_article_change", record, "contributor")
    form |= {"title": "Lu", **forged}
    with ledger.undone():
        place = place_of("admin:archive_article_change", record)
        assert world.client("contributor").post(place, form).status_code == 302
        after = type(record).objects.get(pk=record.pk)
        assert (after.title, after.licence, after.licence_name) == ("Lu", "private", "")


def test_a_new_article_is_private_whatever_its_form_says(world, ledger):
    form = {**form_for("admin:archive_article_add", None, "chief"), "licence": "open",
            "licence_name": "CC0", "licence_url": "https://cc.example/",
            "source_sha256": "0" * 64}  # fmt: skip
    with ledger.undone():
        assert world.client("chief").post("/admin/archive/article/add/", form).status_code == 302
        made = Article.objects.latest("pk")
        assert (made.licence, made.source_sha256 == "0" * 64) == ("private", False)


class TestAccounts:
    """Nobody raises themselves or another."""

    @pytest.mark.parametrize("address", ["admin:auth_user_add", "admin:auth_user_change"])
    @pytest.mark.parametrize(
        "forged",
        [{"is_superuser": "on"}, {"user_permissions": "every"}, {"groups": groups.CHIEF_EDITORS},
         {"groups": groups.CHIEF_EDITORS, "is_superuser": "on", "user_permissions": "every"}],
        ids=lambda forged: "+".join(forged),
    )  # fmt: skip
    def test_a_chief_editor_makes_no_equal(self, world, ledger, address, forged):
        record = world.record("contributor's account", "chief")
        sent = {**form_for(address, record, "chief"), **forged}
        if "groups" in sent:
            sent["groups"] = [Group.objects.get(name=sent["groups"]).pk]
        if "user_permissions" in sent:
            permissions = Permission.objects.filter(codename__startswith="change_")
            sent["user_permissions"] = list(permissions.values_list("pk", flat=True))
        with ledger.undone():
            place = place_of(address, record if "change" in address else None)
            world.client("chief").post(place, sent)
            account = User.objects.filter(username=sent["username"]).first()
            assert account is None or not account.is_superuser
            assert account is None or not account.user_permissions.exists()
            assert account is None or not account.groups.filter(name=groups.CHIEF_EDITORS).exists()

    def test_a_chief_editor_makes_a_reviewer(self, world, ledger):
        record = world.record("contributor's account", "chief")
        form = form_for("admin:auth_user_change", record, "chief")
        form["groups"] = [Group.objects.get(name=groups.REVIEWERS).pk]
        with ledger.undone():
            world.client("chief").post(place_of("admin:auth_user_change", record), form)
            assert record.groups.get().name == groups.REVIEWERS
