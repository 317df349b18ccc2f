"""Correcting a suggestion: the ordinary form of a statement, filled in with what was proposed."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive import suggestions
from archive.admin.statement_rows import TargetInline
from archive.admin.statements import StatementAdmin
from archive.admin.suggestion_groups import address_at
from archive.admin.suggestion_rows import shown
from archive.admin.suggestions import DECIDE, address_after, article_of, replaced_meanwhile
from archive.admin.text_panel import proposed_panel
from archive.detector_record import folded_rules
from archive.models import Statement, Suggestion
from archive.quotes.anchoring import Span
from archive.suggestions.places import bare

TEMPLATE: Final = "admin/archive/suggestion/correct.html"
EMPTY_ROWS: Final = 1  # after those of the people proposed


@require_http_methods(["GET", "HEAD", "POST"])
def correct_view(
    request: HttpRequest, object_id: int, suggestion_id: int, *, site: Any
) -> HttpResponse:
    article = article_of(request, object_id, DECIDE)
    suggestion = article.suggestions.with_names().filter(pk=suggestion_id).first()
    if suggestion is None:
        messages.warning(request, replaced_meanwhile())
        return redirect("admin:article-suggestions", article.pk)
    refusal = "" if request.method == "POST" else refusal_to_correct(suggestion)
    if refusal:  # a form that comes back is told on its own page, with what was typed
        messages.warning(request, refusal)
        return redirect(address_at(suggestion))
    request.GET = request.GET.copy()
    request.GET["article"] = str(article.pk)
    return CorrectionAdmin(suggestion, site).add_view(request)


def refusal_to_correct(suggestion: Suggestion) -> str:
    """Why there is nothing to correct any more, or ""."""
    if not suggestion.is_pending:
        return suggestions.decision_words(suggestion)
    if suggestion.text != suggestion.article.current_text:
        return _("The text of the article has been corrected meanwhile: look for quotations again.")
    return ""


class PendingForm(forms.ModelForm):
    """The form of a suggestion that must still await an editor when it is saved."""

    suggestion: Suggestion  # set on a subclass made for the request

    def clean(self) -> dict[str, Any]:
        """After the fields; the suggestion stays locked until the statement is saved."""
        cleaned = super().clean()
        try:
            held = suggestions.hold(self.suggestion)
        except suggestions.SuggestionGone as refusal:
            self.add_error(None, str(refusal))
        else:
            if refusal := refusal_to_correct(held):
                self.add_error(None, with_way_out(refusal, held))
        return self.cleaned_data if cleaned is None else cleaned


def with_way_out(refusal: str, suggestion: Suggestion) -> str:
    return format_html(
        '{} {} <a href="{}" target="_blank">{}</a>',
        refusal,
        _("Nothing was saved; what you typed is still here."),
        address_at(suggestion),
        _("See the suggestions in another tab"),
    )


class CorrectionAdmin(StatementAdmin):
    """Adds a statement as its own form does, and records what was changed of the suggestion."""

    change_form_template = TEMPLATE

    def __init__(self, suggestion: Suggestion, site: Any) -> None:
        super().__init__(Statement, site)
        self.suggestion = suggestion

    # --- what was proposed -------------------------------------------------------------------

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        proposed = self.suggestion
        body, speaker = proposed.text.body, proposed.speaker_now
        words = bare(body, proposed.start, proposed.end) or Span(proposed.start, proposed.end)
        return {
            "words": body[words.start : words.end],
            "occurrence": str(words.start),
            "kind": proposed.kind,
            "speaker": speaker.pk if speaker else self.new_name(),
            "speaker_type": proposed.speaker_type,
            "attribution": proposed.attribution,
            "language": proposed.language,
        }

    def new_name(self) -> str:
        return self.suggestion.speaker_name if self.suggestion.is_new_person else ""

    def people_proposed(self) -> list[dict[str, Any]]:
        """The rows of targets: people of the archive other than the speaker."""
        speaker, rows = self.suggestion.speaker_now, {}
        for target in self.suggestion.targets.all():
            person = target.person.survivor if target.person else None
            if person and person != speaker and person.pk not in rows:
                rows[person.pk] = {"person": person.pk, "mention": target.mention}
        return list(rows.values())

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        inlines = super().get_inline_instances(request, obj)
        for inline in inlines:
            if isinstance(inline, TargetInline):
                inline.extra = len(self.people_proposed()) + EMPTY_ROWS
        return inlines

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        """What comes back is held against nothing: each row that is filled in is a new one."""
        given = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method != "POST" and isinstance(inline, TargetInline):
            given["initial"] = self.people_proposed()
        return given

    # --- the form ----------------------------------------------------------------------------

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        made = super().get_form(request, obj, change=change, **kwargs)
        return type(made.__name__, (PendingForm, made), {"suggestion": self.suggestion})

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        unknown = [one for one in self.suggestion.targets.all() if one.person is None]
        context |= {
            "title": _("Correct a suggestion"),
            "row": shown([self.suggestion], request.user)[0],
            "unknown_targets": unknown,
            "cancelled": address_at(self.suggestion),
        }
        answer = super().render_change_form(request, context, *args, **kwargs)
        answer.context_data["panel"] = proposed_panel(self.suggestion, request.user)
        return answer

    # --- saving ------------------------------------------------------------------------------

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        suggestions.settle(self.suggestion, form.instance, by=request.user)

    def after_saving(self, request: HttpRequest, statement: Statement) -> HttpResponse:
        """On to the next suggestion, unless the statement's own page was asked for."""
        answer = super().after_saving(request, statement)
        own_page = reverse("admin:archive_statement_change", args=[statement.pk])
        if answer.headers["Location"] == own_page:
            return answer
        return redirect(address_after(self.suggestion, folded_rules()))
