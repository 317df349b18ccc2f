"""People and bodies at the desk: names as printed, dated roles, identifiers."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.admin.conflicts import GuardedAdmin, GuardedForm
from archive.admin.history import LabelledFormSet
from archive.models import FormerSlug, Identifier, Person, PersonName, Role

REVIEW = "archive.review_statement"
# What readers are shown of a person whom editions name: a second pair of eyes changes it.
PRINTED_FIELDS = ("name", "sort_name", "slug", "is_fictional")


def is_settled(person: Person | None, request: HttpRequest) -> bool:
    """Whether what readers see of this person is not this user's to change."""
    if person is None or request.user.has_perm(REVIEW):
        return False
    return Person.objects.in_print().filter(pk=person.pk).exists()


class PersonForm(GuardedForm):
    """Warns of homonyms: the same name is accepted only with a line that tells who this is."""

    class Meta:
        model = Person
        fields = ["kind", "name", "sort_name", "slug", "description", "is_fictional"]
        error_messages = {"slug": {"unique": _("Another person already has this address.")}}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        name = cleaned.get("name")
        if name and not cleaned.get("description"):
            others = Person.objects.named(name).exclude(pk=self.instance.pk)
            if others.exists():
                raise ValidationError(
                    {
                        "description": _(
                            "The archive already has a person of this name. If this is somebody "
                            "else, say here who, so that editors can tell them apart."
                        )
                    }
                )
        return cleaned

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if FormerSlug.objects.filter(slug=slug).exclude(person=self.instance.pk).exists():
            raise ValidationError(_("This address once led to somebody else."))
        return slug


class PersonNameInline(admin.TabularInline):
    model = PersonName
    formset = LabelledFormSet
    extra = 1


class RoleInline(admin.TabularInline):
    model = Role
    formset = LabelledFormSet
    extra = 1


class IdentifierInline(admin.TabularInline):
    model = Identifier
    formset = LabelledFormSet
    extra = 1

    def has_add_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        return super().has_add_permission(request, obj) and not is_settled(obj, request)

    def has_change_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        return super().has_change_permission(request, obj) and not is_settled(obj, request)

    def has_delete_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_settled(obj, request)


@admin.register(Person)
class PersonAdmin(GuardedAdmin):
    form = PersonForm
    list_display = ["sort_name", "kind", "description"]
    list_filter = ["kind", "is_fictional"]
    search_fields = ["name", "folded_name", "names__name", "names__folded"]
    ordering = ["sort_name", "pk"]
    inlines = [PersonNameInline, RoleInline, IdentifierInline]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Person | None = None
    ) -> tuple[str, ...]:
        return PRINTED_FIELDS if is_settled(obj, request) else ()

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:
        """An address that readers may have cited goes on leading to this person."""
        former = form.initial.get("slug") if change else None
        super().save_model(request, obj, form, change)
        if former and former != obj.slug:
            FormerSlug.objects.filter(slug=obj.slug, person=obj).delete()
            FormerSlug.objects.get_or_create(slug=former, person=obj)
