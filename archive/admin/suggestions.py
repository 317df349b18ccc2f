"""The suggestions of an article: read in their place, accepted, dismissed, asked for again."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page
from django.db.models import Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from archive import suggestions
from archive.admin.person_field import PersonField, offered
from archive.admin.suggestion_groups import Grouped, address_at, rules_folded, ways
from archive.admin.suggestion_rows import Shown, asks_for_speaker, shown
from archive.admin.suggestion_words import rule_in_words
from archive.detector_record import folded_rules, to_decide_on
from archive.models import (
    Article,
    ArticleText,
    DetectorReading,
    Person,
    Statement,
    Suggestion,
)

VIEW: Final = "archive.view_suggestion"
DECIDE: Final = suggestions.CONTRIBUTE
BODY: Final = Person.Kind.BODY
SpeakerType = Suggestion.SpeakerType
TEMPLATE: Final = "admin/archive/suggestion/list.html"


# --- The page -------------------------------------------------------------------------------


@require_GET
def article_view(request: HttpRequest, object_id: int, *, site: Any) -> HttpResponse:
    """The suggestions of an article in reading order: those to decide on, those that are folded,
    those of a former text, those that were decided."""
    article = article_of(request, object_id)
    text = article.newest_text
    grouped = Grouped(article, text, rules_folded(request))
    counts = grouped.counts()
    at = grouped.asked_for(request.GET)
    pages = grouped.pages(request.GET, counts, at)
    groups = shown_in_groups(pages, request.user)
    reading = DetectorReading.objects.filter(article=article).first()
    takes_speaker = any(row.takes_speaker for row in [*groups["waiting"], *groups["folded"]])
    context = {
        **site.each_context(request),
        "title": _("Suggestions"),
        "subtitle": article.title,
        "article": article,
        "groups": groups,
        "ways": ways(pages),
        "opened": grouped.opened(request.GET, at),
        "counts": counts,
        "reading": reading,
        "text": text,
        "is_out_of_date": is_out_of_date(text, reading, counts),
        "may_decide": request.user.has_perm(DECIDE),
        "people_offered": offered(text.body) if text and takes_speaker else [],
    }
    return TemplateResponse(request, TEMPLATE, context)


def shown_in_groups(pages: Mapping[str, Page], user: Any) -> dict[str, list[Shown]]:
    """Group -> its suggestions on this page, in a fixed number of queries."""
    found = {group: list(page) if page.paginator.count else [] for group, page in pages.items()}
    everything = [one for rows in found.values() for one in rows]
    prefetch_related_objects(everything, "targets__person__merged_into")
    rows = {row.suggestion.pk: row for row in shown(everything, user)}
    return {group: [rows[one.pk] for one in found[group]] for group in found}


def is_out_of_date(
    text: ArticleText | None, reading: DetectorReading | None, counts: Mapping[str, int]
) -> bool:
    """Whether the text was corrected after the detector read it."""
    is_read = reading is not None and text is not None
    return bool(counts["former"]) or (is_read and reading.text_id != text.pk)


def article_of(request: HttpRequest, object_id: int, permission: str = VIEW) -> Article:
    """The article of this number; 403 for who may not see suggestions, or do what is asked."""
    if not request.user.has_perms({VIEW, permission}):
        raise PermissionDenied
    return get_object_or_404(Article, pk=object_id)


# --- Acts -----------------------------------------------------------------------------------


class AcceptForm(forms.Form):
    """Who spoke, asked where the detector proposes nobody of the archive."""

    speaker = PersonField(label=gettext_lazy("Speaker"))


@require_POST
def accept_view(request: HttpRequest, object_id: int, suggestion_id: int) -> HttpResponse:
    def accept(suggestion: Suggestion) -> str | SafeString:
        changes = {} if suggestion.speaker else speaker_typed(request, suggestion)
        return told_of(suggestions.accept(suggestion, by=request.user, changes=changes))

    return act_on(request, object_id, suggestion_id, accept)


def speaker_typed(request: HttpRequest, suggestion: Suggestion) -> dict[str, Any]:
    """What an editor says of who spoke; a source may stay without a name."""
    form = AcceptForm(request.POST)
    form.fields["speaker"].required = asks_for_speaker(suggestion)
    if not form.is_valid():
        raise suggestions.SuggestionRefused(" ".join(form.errors["speaker"]))
    person = form.cleaned_data["speaker"]
    if person is None:
        return {}
    is_somebody = suggestion.speaker_type == SpeakerType.COLLECTIVE and person.kind != BODY
    return {"speaker": person, **({"speaker_type": SpeakerType.NAMED} if is_somebody else {})}


def told_of(statement: Statement) -> SafeString:
    address = reverse("admin:archive_statement_change", args=[statement.pk])
    sentence, link = _("The statement is saved as a draft."), _("Open it")
    return format_html('{} <a href="{}">{}</a>', sentence, address, link)


@require_POST
def dismiss_view(request: HttpRequest, object_id: int, suggestion_id: int) -> HttpResponse:
    def dismiss(suggestion: Suggestion) -> str:
        suggestions.dismiss(suggestion, by=request.user)
        return _("The suggestion is dismissed.")

    return act_on(request, object_id, suggestion_id, dismiss)


@require_POST
def reconsider_view(request: HttpRequest, object_id: int, suggestion_id: int) -> HttpResponse:
    def reconsider(suggestion: Suggestion) -> str:
        suggestions.reconsider(suggestion, by=request.user)
        return _("The suggestion waits for a decision again.")

    return act_on(request, object_id, suggestion_id, reconsider, stays=True)


def act_on(
    request: HttpRequest,
    object_id: int,
    suggestion_id: int,
    act: Callable[[Suggestion], str | SafeString],
    *,
    stays: bool = False,
) -> HttpResponse:
    """Does what is asked, tells what came of it, and goes on to the next suggestion, or stays at
    this one."""
    article = article_of(request, object_id, DECIDE)
    suggestion = article.suggestions.filter(pk=suggestion_id).first()
    if suggestion is None:
        messages.warning(request, replaced_meanwhile())
        return redirect("admin:article-suggestions", article.pk)
    before = folded_rules()
    try:
        told = act(suggestion)
    except suggestions.SuggestionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(address_at(suggestion))
    messages.success(request, told)
    after = folded_rules()
    if suggestion.rule in after - before:
        messages.info(request, told_of_fold(suggestion.rule))
    return redirect(address_at(suggestion) if stays else address_after(suggestion, after))


def told_of_fold(rule: str) -> str:
    return _(
        "Editors kept too few suggestions of this rule: it is folded from now on. %(rule)s"
    ) % {"rule": rule_in_words(rule)}


def replaced_meanwhile() -> str:
    return _(
        "This suggestion is no longer there: the article was read again meanwhile. Nothing was "
        "changed."
    )


def address_after(suggestion: Suggestion, folded: frozenset[str]) -> str:
    """The next suggestion of the article that waits and is not folded, on its page; without one,
    the first page."""
    waiting = to_decide_on(folded).filter(article=suggestion.article).order_by("start", "pk")
    later = Q(start__gt=suggestion.start) | Q(start=suggestion.start, pk__gt=suggestion.pk)
    following = waiting.filter(later).first()
    if following:
        return address_at(following)
    return reverse("admin:article-suggestions", args=[suggestion.article_id])


@require_POST
def suggest_view(request: HttpRequest, object_id: int) -> HttpResponse:
    """Has the detector read the article again; what an editor decided stays."""
    article = article_of(request, object_id, DECIDE)
    try:
        waiting = suggestions.suggest(article, by=request.user)
    except suggestions.SuggestionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, told_of_reading(waiting))
    return redirect(reverse("admin:article-suggestions", args=[article.pk]))


def told_of_reading(waiting: int) -> str:
    if not waiting:
        return _("The article was read again. No suggestion waits for a decision.")
    sentence = ngettext(
        "The article was read again. %(count)d suggestion waits for a decision.",
        "The article was read again. %(count)d suggestions wait for a decision.",
        waiting,
    )
    return sentence % {"count": waiting}
