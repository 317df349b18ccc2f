"""The thread of a statement at the desk, and the notices of those whom a comment names."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from archive import discussion
from archive.models import Comment, Notice, Statement

COMMENT = "archive.add_comment"
VIEW_STATEMENT = "archive.view_statement"
NOTICES_SHOWN = 100
PEOPLE_SHOWN = 60


class CommentForm(forms.Form):
    """What an editor says to the others; its key makes a form sent twice one comment."""

    body = forms.CharField(
        label=gettext_lazy("Your comment"),
        max_length=discussion.LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        help_text=gettext_lazy("Write @name to show it to somebody on their desk."),
    )
    client_key = forms.UUIDField(widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class Said:
    """A comment, its words in pieces (text, whether it is a name that is called), and the notice
    by which it calls the editor who reads it."""

    comment: Comment
    pieces: list[tuple[str, bool]]
    notice: Notice | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of a statement as one editor meets them."""

    comments: list[Said]
    form: CommentForm | None  # None for who may not comment
    names: list[str]  # whom "@name" can call
    unseen: int  # comments that name this editor and are not marked as seen


def thread_of(statement: Statement, user: Any, *, form: CommentForm | None = None) -> Thread:
    """What ``_thread.html`` shows to this user, in three queries."""
    if not user.has_perm("archive.view_comment"):
        return Thread([], None, [], 0)
    may_comment = user.has_perm(COMMENT)
    if form is None and may_comment:
        form = CommentForm(initial={"client_key": uuid.uuid4()}, auto_id="comment_%s")
    comments = statement.comments.select_related("author").prefetch_related("notices__user")
    said = [said_to(comment, user) for comment in comments.order_by("pk")]
    unseen = sum(one.notice is not None and one.notice.seen_at is None for one in said)
    return Thread(said, form, names_to_call(user) if may_comment else [], unseen)


def said_to(comment: Comment, user: Any) -> Said:
    notices = [notice for notice in comment.notices.all() if notice.user_id == user.pk]
    return Said(comment, discussion.pieces_of(comment), notices[0] if notices else None)


def names_to_call(user: Any) -> list[str]:
    """The editors who can be called by name, this one apart."""
    editors = get_user_model().objects.filter(is_active=True, is_staff=True).exclude(pk=user.pk)
    names = editors.order_by("username").values_list("username", flat=True)
    return list(names[:PEOPLE_SHOWN])


def way_back(request: HttpRequest, fallback: str) -> str:
    """Where the form asks to go on, when that is the path of a page of this archive."""
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if asked.startswith("/") and is_ours else fallback


def statement_or_404(request: HttpRequest, object_id: int) -> Statement:
    """The statement of an act at the desk; 403 for who may not see statements."""
    if not request.user.has_perm(VIEW_STATEMENT):
        raise PermissionDenied
    return get_object_or_404(Statement.objects.with_names(), pk=object_id)


def own_page(statement: Statement) -> str:
    return reverse("admin:archive_statement_change", args=[statement.pk])


@require_POST
def comment_view(request: HttpRequest, object_id: int, *, site: Any) -> HttpResponse:
    """Adds a comment and goes back; one that cannot be said is shown again as it was typed."""
    if not request.user.has_perm(COMMENT):
        raise PermissionDenied
    statement = statement_or_404(request, object_id)
    back = way_back(request, own_page(statement))
    form = CommentForm(request.POST, auto_id="comment_%s")
    if form.is_valid():
        given = form.cleaned_data
        try:
            discussion.comment(
                statement, by=request.user, body=given["body"], key=given["client_key"]
            )
        except discussion.CommentRefused as refusal:
            form.add_error("body", str(refusal))
        else:
            discussion.mark_seen(request.user, statement)  # who answers has read
            messages.success(request, _("Your comment is in the thread."))
            warn_of_unknown_names(request, given["body"])
            return redirect(f"{back.partition('#')[0]}#thread")
    context = {
        **site.each_context(request),
        "title": _("Comment on a statement"),
        "statement": statement,
        "thread": thread_of(statement, request.user, form=form),
        "back": back,
    }
    return TemplateResponse(request, "admin/archive/review_comment.html", context)


def warn_of_unknown_names(request: HttpRequest, body: str) -> None:
    names = discussion.unknown_names(body)
    if names:
        told = _("Nobody is called %(names)s: nobody is told.") % {"names": ", ".join(names)}
        messages.warning(request, told)


@require_GET
def notices_view(request: HttpRequest, *, site: Any) -> HttpResponse:
    """The comments that name this editor, those not seen yet first."""
    if not request.user.has_perm(VIEW_STATEMENT):
        raise PermissionDenied
    seen = Notice.objects.filter(user=request.user, seen_at__isnull=False).select_related(
        "comment__author", "comment__statement__article"
    )
    context = {
        **site.each_context(request),
        "title": _("Comments that name you"),
        "unseen": unseen_by(request.user),
        "seen": shown(seen.order_by("-pk")),
    }
    return TemplateResponse(request, "admin/archive/review_notices.html", context)


def unseen_by(user: Any) -> list[Said]:
    return shown(discussion.unseen_by(user))


def shown(notices: Any) -> list[Said]:
    """The first of these notices, with the comments they are about."""
    found = notices.prefetch_related("comment__notices__user")[:NOTICES_SHOWN]
    return [Said(one.comment, discussion.pieces_of(one.comment), one) for one in found]


@require_POST
def seen_view(request: HttpRequest, object_id: int) -> HttpResponse:
    """Marks as seen the comments of a statement that name this editor."""
    statement = statement_or_404(request, object_id)
    discussion.mark_seen(request.user, statement)
    return redirect(way_back(request, reverse("admin:notices")))
