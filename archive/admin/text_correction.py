"""Correcting the text of an article: typed, read with all that it entails, then written."""

import logging
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from archive import correcting, suggestions
from archive.admin.correction_rows import report_of
from archive.correcting import Correction, CorrectionRefused
from archive.models import Article, ArticleText, DetectorReading

TEMPLATE: Final = "admin/archive/article/correct_text.html"
logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Typed:
    """What an editor has in the form."""

    body: str
    reason: str = ""
    text_read: int = 0
    report_read: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "Typed":
        post = request.POST
        number = post.get("text_read", "")
        return cls(
            body=correcting.as_typed(post.get("body", "")),
            reason=correcting.as_typed(post.get("reason", "")),
            text_read=int(number) if number.isascii() and number.isdigit() else 0,
            report_read=post.get("report_read", ""),
        )


@require_http_methods(["GET", "HEAD", "POST"])
def correct_view(request: HttpRequest, object_id: int, *, site: Any) -> HttpResponse:
    """The newest text to put right; then the report; then, read, it is written."""
    if not request.user.has_perms(correcting.NEEDED):
        raise PermissionDenied
    article = get_object_or_404(Article, pk=object_id)
    text = article.newest_text
    if text is None:
        messages.info(request, _("This article has no text yet: nothing can be corrected."))
        return redirect("admin:archive_article_change", article.pk)
    if request.method != "POST":
        return page(request, site, text, Typed(body=text.body))
    typed = Typed.of(request)
    if "write" not in request.POST:
        return previewed(request, site, text, typed)
    try:
        written = correcting.write(
            article, typed.body, by=request.user, reason=typed.reason, text_read=typed.text_read,
            report_read=typed.report_read,
        )  # fmt: skip
    except CorrectionRefused as refusal:
        return previewed(request, site, article.current_text, typed, refusal=str(refusal))
    tell(request, written)
    read_again(request, article)
    return redirect("admin:archive_article_change", article.pk)


def previewed(
    request: HttpRequest, site: Any, text: ArticleText, typed: Typed, *, refusal: str = ""
) -> HttpResponse:
    """The report on what was typed, set beside the text as it is now."""
    if not refusal and typed.text_read != text.pk:
        refusal = str(correcting.stale_text())
    try:
        correction = correcting.preview(text.article, typed.body)
    except CorrectionRefused as problem:
        return page(request, site, text, typed, refusal=refusal or str(problem))
    return page(request, site, text, typed, correction=correction, refusal=refusal)


def page(
    request: HttpRequest,
    site: Any,
    text: ArticleText,
    typed: Typed,
    *,
    correction: Correction | None = None,
    refusal: str = "",
) -> HttpResponse:
    context = {
        **site.each_context(request),
        "is_nav_sidebar_enabled": False,
        "title": _("Correct the text"),
        "subtitle": text.article.title,
        "article": text.article,
        "text": text,
        "typed": typed,
        "refusal": refusal,
        "next_number": text.number + 1,
        "report": report_of(correction, request.user) if correction else None,
    }
    return TemplateResponse(request, TEMPLATE, context)


# --- What is told afterwards ------------------------------------------------------------------


def tell(request: HttpRequest, written: correcting.Written) -> None:
    sentence = _("The text is corrected: version %(number)d.") % {"number": written.text.number}
    messages.success(request, sentence)
    for statement, why in written.left:
        told = {"words": statement, "why": why}
        sentence = _("%(words)s was not submitted for review: %(why)s")
        messages.warning(request, sentence % told)
    lost = written.to_repair
    if lost:
        sentence = ngettext(
            "%(count)d statement waits for a new anchor: it is under “Anchors to repair”.",
            "%(count)d statements wait for a new anchor: they are under “Anchors to repair”.",
            lost,
        )
        messages.warning(request, sentence % {"count": lost})


def read_again(request: HttpRequest, article: Article) -> None:
    """Has the detector read the new text, where it had read the former one: pending suggestions
    are replaced, and what was decided stays."""
    if not DetectorReading.objects.filter(article=article).exists():
        return
    try:
        suggestions.suggest(article)
    except suggestions.SuggestionRefused as refusal:
        messages.info(request, str(refusal))
    except Exception:
        logger.exception("The detector could not read article %s", article.pk)
        messages.warning(
            request, _("The text is written, but quotations could not be looked for in it.")
        )
