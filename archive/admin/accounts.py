"""Editors' accounts: a chief editor makes contributors and reviewers, and raises nobody further."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive import groups
from archive.admin.conflicts import GuardedAdmin, GuardedForm
from archive.admin.history import DeskAdmin
from archive.admin.imports import ReadOnly
from archive.models import Event

admin.site.unregister([User, Group])


class AccountForm(GuardedForm, UserChangeForm):
    """An account, guarded as every record of the desk is."""


@admin.register(User)
class EditorAdmin(GuardedAdmin, UserAdmin):
    """Django's user admin, without the ways to raise oneself."""

    form = AccountForm
    readonly_fields = ("last_login", "date_joined")  # written by logging in and by creation

    def construct_change_message(
        self, request: HttpRequest, form: Any, *args: Any, **kwargs: Any
    ) -> list[str]:
        return list(form.changed_data)

    def log_change(self, request: HttpRequest, obj: User, message: list[str]) -> None:
        """That a password was set is history; the form of the account has written the rest."""
        super().log_change(request, obj, message)
        if message == ["password"]:
            Event.objects.record(
                Event.Verb.CHANGED, obj, by=request.user, changes={"password": ["•••", "•••"]}
            )

    def shown_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        if obj is None or request.user.is_superuser:
            return super().shown_fieldsets(request, obj)
        return [
            (None, {"fields": ["username", "password"]}),
            (_("Personal info"), {"fields": ["first_name", "last_name", "email"]}),
            (_("Permissions"), {"fields": ["is_active", "is_staff", "groups"]}),
        ]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups" and not request.user.is_superuser:
            kwargs["queryset"] = Group.objects.filter(
                name__in=[groups.CONTRIBUTORS, groups.REVIEWERS]
            )
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or request.user.is_superuser or not outranks(obj)


def outranks(account: User) -> bool:
    """Whether only an administrator may touch this account: whoever sets the password of somebody
    who may approve could approve in their name, and be both of the two people a rule asks for."""
    return (
        account.is_superuser
        or account.groups.exclude(name=groups.CONTRIBUTORS).exists()
        or account.user_permissions.exists()
    )


@admin.register(Group)
class ReadOnlyGroupAdmin(ReadOnly, DeskAdmin, GroupAdmin):
    """The groups are made by migration; here they can be looked at."""
