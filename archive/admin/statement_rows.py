"""The rows of a statement's form: whom it is about, and the editors' notes on it."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import drafting
from archive.admin.history import LabelledFormSet
from archive.admin.person_field import PersonField
from archive.admin.plain_lines import LinesField
from archive.admin.statement_forms import role_given
from archive.models import Annotation, Statement, StatementTarget
from archive.quotes import anchoring

MOST_ROWS = 50


class TargetForm(forms.ModelForm):
    """Whom the statement is about or addressed to."""

    person = PersonField(label=gettext_lazy("Person"), required=True)

    class Meta:
        model = StatementTarget
        fields = ["person", "relation", "mention", "role"]

    def validate_unique(self) -> None:
        """The rows are judged together, by the formset: one may take the place of another."""

    validate_constraints = validate_unique


class TargetFormSet(LabelledFormSet):
    """Checks, once the words are anchored, that the designating words stand in the article."""

    identity = ("person", "relation")  # what a row is known by when rows were written anew

    def rows(self) -> list[TargetForm]:
        """The rows that are to be there after saving, in their order."""
        return [
            form
            for form in self.forms
            if (form.instance.pk or form.has_changed()) and not self._should_delete_form(form)
        ]

    def validate_unique(self) -> None:
        """Each person once in each relation, whatever the rows were before."""
        seen = set()
        for form in self.rows():
            key = (form.cleaned_data.get("person"), form.cleaned_data.get("relation"))
            if key in seen and key[0]:
                form.add_error("person", _("This person is already a target of the statement."))
            seen.add(key)

    def clean(self) -> None:
        super().clean()
        statement = self.instance
        if statement.text_id is None or not statement.exact:
            return
        span = anchoring.Span(statement.start, statement.end)
        for form in self.rows():
            if form.errors:
                continue
            if not drafting.locate_mention(form.instance, statement.text, span):
                form.add_error("mention", _("These words are not in the article."))
            before = getattr(statement, "said_before", statement.said_on)
            form.instance.role = role_given(form, "person", "role", statement, before)

    def save_rows(self) -> None:
        drafting.write_targets(self.instance, [form.instance for form in self.rows()])


class AnnotationForm(forms.ModelForm):
    """A note, public or internal."""

    body = LinesField(
        label=gettext_lazy("Note"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
    )

    class Meta:
        model = Annotation
        fields = ["kind", "visibility", "body"]


class AnnotationFormSet(LabelledFormSet):
    """Notes, each signed by whoever wrote it."""

    def save_rows(self, *, by: Any) -> None:
        rows = self.save(commit=False)
        for row in self.deleted_objects:
            row.delete()
        for row in rows:
            if row.author_id is None:
                row.author = by
            row.save()


class RowsInline(admin.TabularInline):
    """No more than fifty rows, whatever a form claims."""

    max_num = MOST_ROWS

    def get_formset(self, request: HttpRequest, obj: Statement | None = None, **kwargs: Any) -> Any:
        limits = {"validate_max": True, "absolute_max": MOST_ROWS}
        return super().get_formset(request, obj, **{**limits, **kwargs})


class TargetInline(RowsInline):
    model = StatementTarget
    form = TargetForm
    formset = TargetFormSet
    extra = 2
    verbose_name_plural = gettext_lazy("About whom, or said to whom")


class AnnotationInline(RowsInline):
    model = Annotation
    form = AnnotationForm
    formset = AnnotationFormSet
    extra = 1
    verbose_name_plural = gettext_lazy("Annotations")
