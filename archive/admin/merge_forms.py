"""What the pages of merging ask of an editor."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.admin.person_field import PersonField
from archive.admin.plain_lines import LinesField
from archive.models import Person

LONGEST_REASON = 2000
LONGEST_LINE = 500


def reason_field(label: Any, help_text: Any = "", **kwargs: Any) -> LinesField:
    return LinesField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60, "class": "vLargeTextField"}),
        **kwargs,
    )


class ChooseForm(forms.Form):
    """Which record stays."""

    into = PersonField(
        label=gettext_lazy("Merge into"),
        help_text=gettext_lazy("The record that stays: its name, or its number as “#12”."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_into(self) -> Person:
        into = self.cleaned_data["into"]
        if into.pk == self.person.pk:
            raise forms.ValidationError(_("A person cannot be merged into themselves."))
        return into


class MergeForm(ChooseForm):
    """The decision, with what was read."""

    into = PersonField(widget=forms.HiddenInput)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    rationale = reason_field(
        gettext_lazy("Why they are the same person"),
        gettext_lazy("What you compared, and where: whoever doubts it later reads this."),
    )


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = reason_field(gettext_lazy("Reason"))


class TellApartForm(forms.Form):
    """Who the person is not, and how one knows."""

    other = PersonField(label=gettext_lazy("Is not the same person as"))
    reason = forms.CharField(
        label=gettext_lazy("How to tell them apart"),
        max_length=LONGEST_LINE,
        help_text=gettext_lazy(
            "One line: born in another year, of another town, of another party."
        ),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
