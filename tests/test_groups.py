"""The three groups of editors may do exactly what the table says, and nothing it does not."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from archive import groups
from tests import makers

# What only some may do, each with the least group that may.
LADDER = [
    ("archive.change_statement", groups.CONTRIBUTORS),
    ("archive.read_articletext", groups.CONTRIBUTORS),
    ("archive.review_statement", groups.REVIEWERS),
    ("archive.open_licence", groups.CHIEF_EDITORS),
    ("archive.add_outlet", groups.CHIEF_EDITORS),
    ("auth.change_user", groups.CHIEF_EDITORS),
]
ORDER = [groups.CONTRIBUTORS, groups.REVIEWERS, groups.CHIEF_EDITORS]
# History and editions are nobody's to write, statements nobody's to delete.
NEVER = [
    f"{verb}_{record}"
    for record in ("event", "edition", "editiontarget", "editiontopic", "statementeditor")
    for verb in ("add", "change", "delete")
] + ["delete_statement", "delete_article", "delete_articletext", "change_articletext",
     "delete_user", "change_group", "add_permission"]  # fmt: skip


def codenames(name: str) -> list[str]:
    return sorted(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


def test_the_migrations_make_the_three_groups_and_no_other(db):
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(groups.GROUPS)


@pytest.mark.parametrize("name", groups.GROUPS)
def test_a_group_has_exactly_the_permissions_of_the_table(db, name):
    assert codenames(name) == sorted(groups.GROUPS[name])


def test_every_permission_of_the_table_exists_once(db):
    named = set().union(*groups.GROUPS.values())
    known = Permission.objects.filter(
        codename__in=named, content_type__app_label__in=["archive", "auth"]
    ).values_list("codename", flat=True)
    assert sorted(known) == sorted(named)


@pytest.mark.parametrize(("permission", "least"), LADDER)
def test_a_right_begins_at_its_group(db, permission, least):
    may = [name for name in ORDER if makers.user(f"in {name}", name).has_perm(permission)]
    assert may == ORDER[ORDER.index(least) :]


@pytest.mark.parametrize("codename", NEVER)
def test_nobody_may_rewrite_what_is_kept_for_ever(db, codename):
    assert not Group.objects.filter(permissions__codename=codename).exists()


def test_setting_the_groups_takes_away_what_the_table_does_not_hold(db):
    group = Group.objects.get(name=groups.CONTRIBUTORS)
    group.permissions.add(Permission.objects.get(codename="review_statement"))
    groups.set_groups()
    assert codenames(groups.CONTRIBUTORS) == sorted(groups.EVERYDAY)


def test_emptying_the_database_leaves_the_groups(transactional_db):
    call_command("flush", interactive=False, verbosity=0)
    for name, table in groups.GROUPS.items():
        assert codenames(name) == sorted(table)
