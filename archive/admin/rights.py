"""The excerpt budget beside a statement's form: a meter of what readers would see, kept up to date
while words are typed, and a chief editor's leave to show more."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from archive import drafting, rights
from archive.admin.plain_lines import as_posted
from archive.admin.statement_keys import number_in
from archive.models import Article, ArticleText, Statement, StatementTarget
from archive.models.budget import Meter, meter_of
from archive.quotes import anchoring

METER = "admin/archive/_meter.html"
MOST_TYPED = 20_000  # code points of words
MOST_NAMED = 50  # targets
VIEW, ADD, CHANGE = (f"archive.{act}_statement" for act in ("view", "add", "change"))


class LeaveForm(forms.Form):
    """Why a longer excerpt is allowed, and the version that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Why it is allowed"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text=gettext_lazy("Reviewers read it, and history keeps it; readers do not see it."),
    )


def leave_form(statement: Statement, meter: Meter | None, user: Any) -> LeaveForm | None:
    """The form of a chief editor whom these words need; None for others and where none is."""
    if meter is None or not meter.is_refused or rights.override_refusal(statement, user):
        return None
    return LeaveForm(initial={"version": statement.version}, auto_id="leave_%s")


@require_POST
def allow_view(request: HttpRequest, object_id: str) -> HttpResponse:
    """Gives a chief editor's leave for the words that were read."""
    if not (request.user.has_perm(VIEW) and request.user.has_perm(rights.OVERRIDE)):
        raise PermissionDenied
    statement = statement_named(object_id)
    form = LeaveForm(request.POST)
    given = form.cleaned_data if form.is_valid() else None
    if given is None:
        messages.error(request, _("Write a reason: whoever reads this later needs it."))
    else:
        try:
            rights.lift_budget(statement, by=request.user, **given)
        except rights.OverrideRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("This excerpt is allowed. The reason is in its history."))
    return redirect("admin:archive_statement_change", statement.pk)


def statement_named(written: str) -> Statement:
    number = number_in(written)
    if number is None:
        raise Http404
    return get_object_or_404(Statement.objects.with_names(), pk=number)


# --- The meter ---------------------------------------------------------------------------------


def live_address(article: Article, statement: Statement | None) -> str:
    """Where the meter asks while words are typed."""
    about = f"statement={statement.pk}" if statement else f"article={article.pk}"
    return f"{reverse('admin:archive_statement_meter')}?{about}"


@require_POST
def meter_view(request: HttpRequest) -> HttpResponse:
    """The meter for words that are being typed; it saves nothing. POST, for words are long."""
    user = request.user
    if not (user.has_perm(VIEW) and (user.has_perm(ADD) or user.has_perm(CHANGE))):
        raise PermissionDenied
    number = number_in(request.GET.get("statement", ""))
    saved = Statement.objects.with_names().filter(pk=number).first() if number else None
    text = saved.text if saved else text_named(request)
    if text is None:
        return HttpResponseBadRequest()
    meter = meter_of_typed(request.POST, text, saved)
    context = {"meter": meter, "live": ""}
    return TemplateResponse(request, METER, context)


def text_named(request: HttpRequest) -> ArticleText | None:
    number = number_in(request.GET.get("article", ""))
    texts = ArticleText.objects.select_related("article").filter(article=number)
    return texts.order_by("-number").first()


def meter_of_typed(post: Any, text: ArticleText, saved: Statement | None) -> Meter | None:
    """The budget with the words as they stand in a form, before anything is checked or saved."""
    span = span_typed(post, text, saved)
    if span is None:
        return meter_of(text.article)
    typed = Statement(pk=saved.pk if saved else None, attribution=post.get("attribution", ""))
    typed.place_at(text, anchoring.anchor(text.body, span.start, span.end))
    if not drafting.locate_attribution(typed, text, span):
        typed.attribution = ""
    return meter_of(text.article, adding=typed, naming=list(targets_typed(post, text, span)))


def span_typed(post: Any, text: ArticleText, saved: Statement | None) -> anchoring.Span | None:
    """Where the typed words stand: the place chosen, the place they had, or the first."""
    words = as_posted(post.get("words", ""))
    if not words.strip() or len(words) > MOST_TYPED:
        return None
    if saved is not None and words == saved.exact:
        return anchoring.Span(saved.start, saved.end)
    spans = anchoring.find(text.body, words)
    chosen = [span for span in spans if str(span.start) == post.get("occurrence")]
    return next(iter(chosen or spans), None)


def targets_typed(post: Any, text: ArticleText, span: anchoring.Span) -> Any:
    total = min(number_in(post.get("targets-TOTAL_FORMS", "")) or 0, MOST_NAMED)
    for row in range(total):
        target = StatementTarget(mention=post.get(f"targets-{row}-mention", ""))
        is_kept = f"targets-{row}-DELETE" not in post
        if is_kept and target.mention and drafting.locate_mention(target, text, span):
            yield target
