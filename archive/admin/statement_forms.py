"""The plain form of the desk: an editor gives the words, the server finds them in the article.

It works without JavaScript. Words that stand in several places are shown in their contexts to
choose from; words that are not there are refused, with the nearest place.
"""

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import drafting
from archive.admin.conflicts import GuardedForm, SilentField
from archive.admin.history import check_all_constraints
from archive.admin.person_field import PersonField
from archive.admin.plain_lines import LinesField, as_posted
from archive.models import ArticleText, Person, Statement
from archive.quotes import anchoring

CONTEXT_SHOWN = 60  # code points on each side of an occurrence to choose
MOST_OCCURRENCES = 50
LONGEST_WORDS = 20_000  # code points typed
LONGEST_SOUGHT = 1_000  # beyond, no nearest place is looked for


def in_context(body: str, span: anchoring.Span) -> str:
    """The span with a little text on each side, on one line."""
    before = body[max(0, span.start - CONTEXT_SHOWN) : span.start]
    after = body[span.end : span.end + CONTEXT_SHOWN]
    middle = body[span.start : span.end]
    return " ".join(f"…{before}▸{middle}◂{after}…".split())


def role_given(
    form: forms.ModelForm, person: str, role: str, noted: Statement, said_before: str
) -> str:
    """The role of a new or edited row: as typed, else as recorded for the person and the date."""
    cleaned, written = form.cleaned_data, form.cleaned_data.get(role) or ""
    if not form.instance.pk:
        return written or drafting.role_at(cleaned.get(person), noted)
    was = Person.objects.select_related("merged_into").filter(pk=form.initial.get(person)).first()
    was = was.survivor if was else None  # taking the record that stays is no other person
    is_another = cleaned.get(person) != was
    if written != (form.initial.get(role) or "") and (written or not is_another):
        return written
    return drafting.role_after_edit(
        written, noted, cleaned.get(person), was=was, said_on=said_before
    )


class VersionField(forms.IntegerField):
    """The version that was read: sent with the form, never edited in it."""

    widget = forms.HiddenInput
    is_silent = True


class KeyField(forms.UUIDField):
    """What tells a new statement's form from all others."""

    widget = forms.HiddenInput
    is_silent = True


class PlaceField(forms.ChoiceField):
    """Which of several places is meant. A place of words that were typed over counts as none."""

    def clean(self, value: Any) -> str:
        return str(value) if self.valid_value(value or "") else ""


class StatementForm(GuardedForm):
    """One statement of one article. ``text`` is the version of the text it is anchored in."""

    text: ArticleText  # set by the admin on a subclass made for the request

    words = LinesField(
        label=gettext_lazy("Words"),
        max_length=LONGEST_WORDS,
        error_messages={
            "max_length": gettext_lazy(
                "These words are too long (%(show_value)d characters; %(limit_value)d at most): "
                "take them in parts."
            )
        },
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60, "class": "vLargeTextField words"}),
        help_text=gettext_lazy(
            "Copy them from the article, without the quotation marks. Spaces, apostrophes and "
            "capitals may differ: the article’s own are kept."
        ),
    )
    occurrence = PlaceField(
        label=gettext_lazy("Which one"),
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("These words stand in several places of the article."),
    )
    speaker = PersonField(
        label=gettext_lazy("Speaker"),
        required=False,
        help_text=gettext_lazy("A person of the archive; leave empty for an anonymous source."),
    )
    version_read = VersionField(required=False)
    form_key = KeyField(required=False)
    # The date as it stood in the form: how it is understood was shown beside it.
    date_shown = SilentField(required=False)

    class Meta:
        model = Statement
        fields = [
            "words", "occurrence", "kind", "speaker", "speaker_type", "attribution",
            "speaker_role", "said_on", "place", "setting", "via", "certainty",
            "certainty_reason", "topics", "language", "version_read", "form_key",
            "date_shown",
        ]  # fmt: skip
        widgets = {"topics": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "speaker_role" in self.fields:  # the page offers them; another one may be typed
            self.fields["speaker_role"].widget.attrs["list"] = "roles-offered"
        # Kept for the rows, which are checked after the form has written to its instance.
        self.instance.said_before = self.instance.said_on
        if self.instance.pk:
            self.initial.setdefault("words", self.instance.exact)
            self.initial["occurrence"] = str(self.instance.start)
            self.initial["version_read"] = self.instance.version
            self.initial["form_key"] = self.instance.client_key
        else:
            self.initial.setdefault("form_key", uuid.uuid4())
        self.initial["date_shown"] = self.initial.get("said_on", "")
        typed = self.data.get(self.add_prefix("words"), "") if self.is_bound else None
        self.spans = self.places_of(self.initial.get("words", "") if typed is None else typed)
        self.offer_occurrences()

    @cached_property
    def changed_data(self) -> list[str]:
        """The hidden fields that come with a form are no change, nor is a place not asked for."""
        silent = {"version_read", "form_key"}
        if not self.data.get(self.add_prefix("occurrence")):
            silent.add("occurrence")
        return [name for name in super().changed_data if name not in silent]

    def keeps_words(self, typed: str) -> bool:
        return bool(self.instance.pk) and as_posted(typed) == self.instance.exact

    def places_of(self, typed: str) -> list[anchoring.Span]:
        """Where the typed words stand, the place they are anchored at included."""
        is_sought = 0 < len(typed) <= LONGEST_WORDS
        found = anchoring.find(self.text.body, typed)[:MOST_OCCURRENCES] if is_sought else []
        if self.keeps_words(typed):
            anchored = anchoring.Span(self.instance.start, self.instance.end)
            found = sorted({*found, anchored}, key=lambda span: (span.start, span.end))
        return found

    def offer_occurrences(self) -> None:
        if len(self.spans) < 2:
            self.fields["occurrence"].widget = forms.HiddenInput()
        self.fields["occurrence"].choices = [
            (str(span.start), in_context(self.text.body, span)) for span in self.spans
        ]

    def clean_words(self) -> str:
        typed = self.cleaned_data["words"]
        if self.spans:
            return typed
        is_short = len(typed) <= LONGEST_SOUGHT
        nearest = anchoring.nearest(self.text.body, typed) if is_short else None
        if nearest is None:
            raise ValidationError(_("These words are not in the article."))
        raise ValidationError(
            _("These words are not in the article. The nearest place says: %(nearest)s"),
            params={"nearest": in_context(self.text.body, nearest)},
        )

    def clean_version_read(self) -> int | None:
        """Refuses an edit of a version that is no longer the present one."""
        read = self.cleaned_data["version_read"]
        if not self.instance.pk:
            return None
        now = (
            Statement.objects.select_for_update(of=("self",), no_key=True)
            .select_related("modified_by")
            .get(pk=self.instance.pk)
        )
        if read != now.version:
            self.add_error(
                None,
                _(
                    "%(name)s changed this statement while you were editing it. Nothing was "
                    "saved; what you typed is still here. Open the statement in another tab to "
                    "see the other changes."
                )
                % {"name": now.modified_by},
            )
        return read

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        span = self.chosen_span(cleaned)
        if span:
            body = self.text.body
            self.instance.place_at(self.text, anchoring.anchor(body, span.start, span.end))
        self.check_attribution(cleaned, span or anchoring.Span(0, 0))
        self.follow_role(cleaned)
        return cleaned

    def check_attribution(self, cleaned: dict[str, Any], words: anchoring.Span) -> None:
        """The attribution is words of the article, kept as it prints them."""
        if not cleaned.get("attribution"):
            return
        named = Statement(attribution=cleaned["attribution"])
        if drafting.locate_attribution(named, self.text, words):
            cleaned["attribution"] = named.attribution
        else:
            self.add_error("attribution", _("These words are not in the article."))

    def follow_role(self, cleaned: dict[str, Any]) -> None:
        """Nobody keeps the role of somebody else, nor that of another date."""
        cleaned["speaker_role"] = role_given(
            self, "speaker", "speaker_role", self.noted(cleaned), self.instance.said_before
        )

    def noted(self, cleaned: dict[str, Any]) -> Statement:
        """The date of this form, in an article, as the records of roles are asked."""
        return Statement(article=self.text.article, said_on=cleaned.get("said_on") or "")

    def chosen_span(self, cleaned: dict[str, Any]) -> anchoring.Span | None:
        """The only place, the one that was chosen, or the one where unchanged words stand."""
        if "words" not in cleaned or not self.spans:
            return None
        if len(self.spans) == 1:
            return self.spans[0]
        chosen = cleaned.get("occurrence")
        if not chosen and self.keeps_words(cleaned["words"]):
            chosen = str(self.instance.start)
        for span in self.spans:
            if chosen == str(span.start):
                return span
        if "occurrence" not in self.errors:
            self.add_error("occurrence", _("Choose which of these places is meant."))
        return None

    def _post_clean(self) -> None:
        """Django leaves out constraints over fields the form does not show; here all count."""
        super()._post_clean()
        check_all_constraints(self)
