"""What an editor gives with a move of the workflow."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from archive.workflow import RETURN_CATEGORIES


class MoveForm(forms.Form):
    """What goes with a move: the version that was read, and the words the move asks for."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, move: Any, asked: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if move.name in ("retract", "keep"):
            self.fields["ask"] = forms.IntegerField(widget=forms.HiddenInput, required=False)
        from_table = {
            "category": (move.needs_category, category_field),
            "reason": (move.needs_reason, reason_field),
            "public_note": (move.needs_public_note and not asked, public_note_field),
        }
        for name, (needed, make_field) in from_table.items():
            if needed:
                self.fields[name] = make_field()


def category_field() -> forms.Field:
    return forms.ChoiceField(
        label=gettext_lazy("What is wrong"),
        choices=[("", "—"), *RETURN_CATEGORIES.items()],
        required=False,
    )


def reason_field() -> forms.Field:
    return forms.CharField(
        label=gettext_lazy("Why"),
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        required=False,
        max_length=2000,
    )


def public_note_field() -> forms.Field:
    return forms.CharField(
        label=gettext_lazy("Note that readers will see"),
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        required=False,
        max_length=2000,
        help_text=format_lazy(
            "{} {}",
            gettext_lazy("It stands where the statement stood."),
            gettext_lazy("Do not repeat the words that are withdrawn."),
        ),
    )
