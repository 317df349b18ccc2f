"""The three groups of editors and what each may do, as one table.

The migration that makes the groups reads this table, and so does ``flush``. A change here takes a
migration that calls ``set_groups`` again.
"""

from django.apps import apps as installed
from django.contrib.auth.management import create_permissions
from django.db import DEFAULT_DB_ALIAS

CONTRIBUTORS = "Contributors"
REVIEWERS = "Reviewers"
CHIEF_EDITORS = "Chief editors"

EVERYDAY = {
    "view_outlet", "add_article", "change_article", "view_article", "read_articletext",
    "view_articletext", "add_person", "change_person", "view_person",
    "add_personname", "change_personname", "delete_personname", "view_personname",
    "add_role", "change_role", "delete_role", "view_role",
    "add_identifier", "change_identifier", "delete_identifier", "view_identifier",
    "view_formerslug",
    "add_topic", "change_topic", "view_topic",
    "add_statement", "change_statement", "view_statement",
    "add_statementtarget", "change_statementtarget", "delete_statementtarget",
    "view_statementtarget",
    "add_annotation", "change_annotation", "delete_annotation", "view_annotation",
    "view_edition", "view_event", "add_comment", "view_comment", "view_personmerge",
    "add_persondistinction", "view_persondistinction", "view_suggestion",
}  # fmt: skip
REVIEW = {"review_statement", "merge_person"}
CHIEF = {
    "add_outlet", "change_outlet", "open_licence", "delete_person", "delete_topic",
    "view_importrun", "view_importedfile", "override_budget", "add_user", "change_user",
    "view_user",
}  # fmt: skip

GROUPS: dict[str, set[str]] = {
    CONTRIBUTORS: EVERYDAY,
    REVIEWERS: EVERYDAY | REVIEW,
    CHIEF_EDITORS: EVERYDAY | REVIEW | CHIEF,
}


def set_groups(using: str = DEFAULT_DB_ALIAS) -> None:
    """Makes the groups and gives each exactly the permissions of the table.

    Permissions are created first where they do not exist yet: Django makes them only after all
    migrations have run.
    """
    for label in ("archive", "auth"):
        create_permissions(installed.get_app_config(label), verbosity=0, using=using)
    group_model = installed.get_model("auth", "Group")
    permission_model = installed.get_model("auth", "Permission")
    for name, codenames in GROUPS.items():
        group, _created = group_model.objects.using(using).get_or_create(name=name)
        group.permissions.set(
            permission_model.objects.using(using).filter(
                codename__in=codenames, content_type__app_label__in=["archive", "auth"]
            )
        )
