"""People and bodies at the desk: names as printed, dated roles, identifiers."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import merging
from archive.admin.conflicts import GuardedAdmin, GuardedForm
from archive.admin.history import LabelledFormSet
from archive.admin.homonyms import HomonymForm, near_homonyms_of
from archive.admin.person_pages import PersonPages
from archive.admin.person_record import linked_list, record_of
from archive.models import FormerSlug, Identifier, Person, PersonName, Role, tallying
from archive.models.authority import understood

REVIEW = "archive.review_statement"
# What readers are shown of a person whom editions name: a second pair of eyes changes it.
PRINTED_FIELDS = ("name", "sort_name", "slug", "is_fictional")
LONGEST_PASTED = 300  # characters of an identifier as an editor pastes it, with its address


def is_settled(person: Person | None, request: HttpRequest) -> bool:
    """Whether what readers see of this person is not this user's to change."""
    if person is None or request.user.has_perm(REVIEW):
        return False
    return person.is_in_print()


class PersonForm(HomonymForm, GuardedForm):
    """A person or a body, whose name may be somebody else's too."""

    class Meta:
        model = Person
        fields = ["kind", "name", "sort_name", "slug", "description", "is_fictional"]
        error_messages = {"slug": {"unique": _("Another person already has this address.")}}

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if FormerSlug.objects.filter(slug=slug).exclude(person=self.instance.pk).exists():
            raise ValidationError(_("This address once led to somebody else."))
        return slug


class IdentifierForm(forms.ModelForm):
    """Takes the number as the editor finds it: spaced, labelled, or in the address of a page."""

    value = forms.CharField(
        label=gettext_lazy("Identifier"),
        max_length=LONGEST_PASTED,
        help_text=Identifier._meta.get_field("value").help_text,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    class Meta:
        model = Identifier
        fields = ["scheme", "value"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        scheme, typed = cleaned.get("scheme"), cleaned.get("value")
        if scheme and typed:
            try:
                cleaned["value"] = understood(scheme, typed)
            except ValidationError as error:
                self.add_error("value", error)
        return cleaned


class IdentifierFormSet(LabelledFormSet):
    """Wikidata has one number a person; other files may have several records of one."""

    def clean(self) -> None:
        super().clean()
        numbers = {
            form.cleaned_data.get("value")
            for form in self.forms
            if form.cleaned_data.get("scheme") == Identifier.Scheme.WIKIDATA
            and not form.cleaned_data.get("DELETE")
        } - {None}
        if len(numbers) > 1:
            raise ValidationError(
                _("Wikidata has one number a person: keep one of %(numbers)s."),
                params={"numbers": ", ".join(sorted(numbers))},
            )


class PersonNameInline(admin.TabularInline):
    model = PersonName
    formset = LabelledFormSet
    fields = ["name", "began", "ended", "source"]
    extra = 1


class RoleInline(admin.TabularInline):
    model = Role
    formset = LabelledFormSet
    fields = ["title", "body", "began", "ended", "source"]
    extra = 1


class IdentifierInline(admin.TabularInline):
    model = Identifier
    form = IdentifierForm
    formset = IdentifierFormSet
    extra = 1

    def has_add_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        return super().has_add_permission(request, obj) and not is_settled(obj, request)

    def has_change_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        return super().has_change_permission(request, obj) and not is_settled(obj, request)

    def has_delete_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not is_settled(obj, request)


class MergedFilter(admin.SimpleListFilter):
    """The list shows the records that stand; those that were merged, on request."""

    title = gettext_lazy("merged records")
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("only", _("Merged records")), ("all", _("All records"))]

    def choices(self, changelist: Any) -> Any:
        standing, *others = super().choices(changelist)
        yield {**standing, "display": _("Records that stand")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "all":
            return queryset
        return queryset.filter(merged_into__isnull=self.value() != "only")


@admin.register(Person)
class PersonAdmin(PersonPages, GuardedAdmin):
    form = PersonForm
    list_display = ["sort_name", "kind", "description"]
    list_filter = ["kind", "is_fictional"]
    list_select_related = ["merged_into"]
    search_fields = [
        "name", "folded_name", "names__name", "names__folded",
        "merged_from__folded_name", "merged_from__names__folded",
    ]  # fmt: skip
    ordering = ["sort_name", "pk"]
    inlines = [PersonNameInline, RoleInline, IdentifierInline]

    # --- the list --------------------------------------------------------------------------

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return [*self.list_filter, MergedFilter]

    def get_list_display(self, request: HttpRequest) -> list[str]:
        merged = MergedFilter.parameter_name in request.GET
        return [*self.list_display, "leads_to"] if merged else self.list_display

    @admin.display(description=gettext_lazy("merged into"))
    def leads_to(self, person: Person) -> str | None:
        return str(person.merged_into) if person.merged_into else None

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Where one of the people is chosen, those who were merged are not offered."""
        if request.resolver_match.url_name == "autocomplete":
            queryset = queryset.filter(merged_into=None)
        return super().get_search_results(request, queryset, search_term)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        return lookup == MergedFilter.parameter_name or super().lookup_allowed(
            lookup, value, request
        )

    # --- the record ------------------------------------------------------------------------

    def get_fields(self, request: HttpRequest, obj: Person | None = None) -> list[str]:
        """Whether somebody else is meant is asked beside the people of the same name."""
        asked_apart = ("is_somebody_else", "homonyms_shown")
        return [name for name in super().get_fields(request, obj) if name not in asked_apart]

    def has_change_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or obj.merged_into_id is None)

    def get_inlines(self, request: HttpRequest, obj: Person | None = None) -> list[Any]:
        """Of a merged record, which nobody edits, only the rows that it has."""
        if obj is None or obj.merged_into_id is None:
            return self.inlines
        return [of for of in self.inlines if of.model.objects.filter(person=obj).exists()]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Person | None = None
    ) -> tuple[str, ...]:
        return PRINTED_FIELDS if is_settled(obj, request) else ()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        person = context.get("original")
        context["record"] = record_of(person, request.user) if person else None
        may_change = self.has_change_permission(request, person)
        context["is_settled"] = may_change and is_settled(person, request)
        return super().render_change_form(request, context, *args, **kwargs)

    # --- saving ----------------------------------------------------------------------------

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        """Before the row of a person, the lock of merges: whoever merges takes them so."""
        if request.method == "POST" and connection.in_atomic_block:
            merging.hold_merges()
        return super().get_object(request, object_id, from_field)

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:
        """An address that readers may have cited goes on leading to this person."""
        former = form.initial.get("slug") if change else None
        # Before history is written: whoever merges takes these in the same order.
        if form.homonyms:
            merging.hold(person.pk for person in form.homonyms)
        super().save_model(request, obj, form, change)
        if change:
            tallying.refile(obj)
        if former and former != obj.slug:
            FormerSlug.objects.filter(slug=obj.slug, person=obj).delete()
            FormerSlug.objects.get_or_create(slug=former, person=obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for homonym in form.homonyms:
            merging.tell_apart(form.instance, homonym, by=request.user, reason=form.told_apart_by)
        names = next(formset for formset in formsets if formset.model is PersonName)
        if not change or "name" in form.changed_data or names.has_changed():
            self.warn_of_near_names(request, form.instance)

    def warn_of_near_names(self, request: HttpRequest, person: Person) -> None:
        near = near_homonyms_of(person)
        if near:
            sentence = _("Nearly the same name is there already; look whether it is the same: ")
            self.message_user(request, linked_list(sentence, near), messages.WARNING)
