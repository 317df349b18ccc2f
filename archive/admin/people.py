"""People and bodies at the desk: names as printed, dated roles, identifiers."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from archive.admin.history import DeskAdmin, LabelledFormSet
from archive.models import FormerSlug, Identifier, Person, PersonName, Role


class PersonForm(forms.ModelForm):
    """Warns of homonyms: the same name is accepted only with a line that tells who this is."""

    class Meta:
        model = Person
        fields = ["kind", "name", "sort_name", "slug", "description", "is_fictional"]

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


@admin.register(Person)
class PersonAdmin(DeskAdmin):
    form = PersonForm
    list_display = ["sort_name", "kind", "description"]
    list_filter = ["kind", "is_fictional"]
    search_fields = ["name", "folded_name", "names__name", "names__folded"]
    ordering = ["sort_name", "pk"]
    inlines = [PersonNameInline, RoleInline, IdentifierInline]

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:
        """An address that readers may have cited goes on leading to this person."""
        former = form.initial.get("slug") if change else None
        super().save_model(request, obj, form, change)
        if former and former != obj.slug:
            FormerSlug.objects.filter(slug=obj.slug, person=obj).delete()
            FormerSlug.objects.get_or_create(slug=former, person=obj)
