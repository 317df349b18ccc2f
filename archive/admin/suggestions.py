"""The suggestions of an article: read in their place, accepted, dismissed, asked for again."""

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
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
from archive.admin.discussion import way_back
from archive.admin.person_field import PersonField, offered
from archive.admin.suggestion_rows import asks_for_speaker, shown
from archive.detector_record import folded_rules, to_decide_on
from archive.models import Article, DetectorReading, Statement, Suggestion
from archive.pagination import page_of

VIEW: Final = "archive.view_suggestion"
DECIDE: Final = suggestions.CONTRIBUTE
ON_A_PAGE: Final = 60
TEMPLATE: Final = "admin/archive/suggestion/list.html"


# --- The page -------------------------------------------------------------------------------


@require_GET
def article_view(request: HttpRequest, object_id: int, *, site: Any) -> HttpResponse:
    """The suggestions of an article in reading order: those to decide on, those that are folded,
    those that were decided."""
    article = article_of(request, object_id)
    folded = folded_rules()
    page = page_of(
        Suggestion.objects.filter(article=article).with_names(),
        request.GET,
        order=("start", "pk"),
        size=ON_A_PAGE,
    )
    rows = shown(page.rows, request.user)
    groups = {"waiting": [], "folded": [], "decided": []}
    for row in rows:
        groups[group_of(row.suggestion, folded)].append(row)
    text = article.texts.order_by("-number").first()
    asks_for_person = any(row.asks_for_speaker for row in rows)
    context = {
        **site.each_context(request),
        "title": _("Suggestions"),
        "subtitle": article.title,
        "article": article,
        "groups": groups,
        "counts": counts_of(article, folded),
        "page": page,
        "reading": DetectorReading.objects.filter(article=article).first(),
        "has_text": text is not None,
        "may_decide": request.user.has_perm(DECIDE),
        "people_offered": offered(text.body) if text and asks_for_person else [],
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, TEMPLATE, context)


def article_of(request: HttpRequest, object_id: int, permission: str = VIEW) -> Article:
    """The article of this number; 403 for who may not see suggestions, or do what is asked."""
    if not request.user.has_perms({VIEW, permission}):
        raise PermissionDenied
    return get_object_or_404(Article, pk=object_id)


def group_of(suggestion: Suggestion, folded: frozenset[str]) -> str:
    if not suggestion.is_pending:
        return "decided"
    is_folded = suggestion.tier == Suggestion.Tier.LOW or suggestion.rule in folded
    return "folded" if is_folded else "waiting"


def counts_of(article: Article, folded: frozenset[str]) -> dict[str, int]:
    """How many suggestions of the article are in each group and state, in one query."""
    pending = Q(state=Suggestion.State.PENDING)
    is_folded = Q(tier=Suggestion.Tier.LOW) | Q(rule__in=list(folded))
    asked = {
        "waiting": pending & ~is_folded,
        "folded": pending & is_folded,
        **{state: Q(state=state) for state in Suggestion.State.values},
    }
    return Suggestion.objects.filter(article=article).aggregate(
        **{name: Count("pk", filter=of) for name, of in asked.items()}
    )


# --- Acts -----------------------------------------------------------------------------------


class AcceptForm(forms.Form):
    """Who spoke, asked where the detector took somebody for new."""

    speaker = PersonField(label=gettext_lazy("Speaker"), required=True)


@require_POST
def accept_view(request: HttpRequest, object_id: int, suggestion_id: int) -> HttpResponse:
    def accept(suggestion: Suggestion) -> str | SafeString:
        changes = {}
        if asks_for_speaker(suggestion):
            form = AcceptForm(request.POST)
            if not form.is_valid():
                raise suggestions.SuggestionRefused(" ".join(form.errors["speaker"]))
            changes["speaker"] = form.cleaned_data["speaker"]
        made = suggestions.accept(suggestion, by=request.user, changes=changes)
        return told_of(made)

    return act_on(request, object_id, suggestion_id, accept)


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

    return act_on(request, object_id, suggestion_id, reconsider)


def act_on(
    request: HttpRequest,
    object_id: int,
    suggestion_id: int,
    act: Callable[[Suggestion], str | SafeString],
) -> HttpResponse:
    """Does what is asked, tells what came of it, and goes on to the next suggestion."""
    article = article_of(request, object_id, DECIDE)
    suggestion = article.suggestions.filter(pk=suggestion_id).first()
    if suggestion is None:
        messages.warning(request, replaced_meanwhile())
        return redirect(page_to_return_to(request, article))
    try:
        told = act(suggestion)
    except suggestions.SuggestionRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(page_to_return_to(request, article, suggestion))
    messages.success(request, told)
    return redirect(page_to_return_to(request, article, next_after(suggestion)))


def replaced_meanwhile() -> str:
    return _(
        "This suggestion is no longer there: the article was read again meanwhile. Nothing was "
        "changed."
    )


def next_after(suggestion: Suggestion) -> Suggestion | None:
    """The next suggestion of the article that waits, unless it is folded."""
    waiting = to_decide_on().filter(article=suggestion.article).order_by("start", "pk")
    later = Q(start__gt=suggestion.start) | Q(start=suggestion.start, pk__gt=suggestion.pk)
    return waiting.filter(later).first()


def page_to_return_to(
    request: HttpRequest, article: Article, suggestion: Suggestion | None = None
) -> str:
    """The page the form came from, at a suggestion."""
    page = way_back(request, reverse("admin:article-suggestions", args=[article.pk]))
    page = page.partition("#")[0]
    return f"{page}#suggestion-{suggestion.pk}" if suggestion else page


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
