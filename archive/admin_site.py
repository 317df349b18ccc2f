"""The admin's front page: what waits for whom."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models import Article, Statement

STATEMENTS = "admin:archive_statement_changelist"


class ProposAdminSite(admin.AdminSite):
    """Django's admin under the archive's name, opening on the desk's queues."""

    site_title = site_header = _("Propos — the desk")
    index_title = _("The desk")
    site_url = "/"
    enable_nav_sidebar = False

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        queues = queues_of(request.user) if request.user.has_perm("archive.view_statement") else []
        return super().index(request, {**(extra_context or {}), "queues": queues})


def queues_of(user: Any) -> list[dict[str, Any]]:
    """The queues of the front page: what each is called, how much waits in it, where it is."""
    statements = reverse(STATEMENTS)
    in_review = Statement.objects.awaiting_review()
    queues = [
        (_("Articles to read"), Article.objects.filter(reading="unread").count(),
         f"{reverse('admin:archive_article_changelist')}?reading__exact=unread"),
        (_("My drafts"), Statement.objects.in_progress_of(user).count(),
         f"{statements}?status__exact=draft&created_by__id__exact={user.pk}"),
        (_("Returned to me"), Statement.objects.returned_to(user).count(),
         f"{statements}?status__exact=returned&submitted_by__id__exact={user.pk}"),
        (_("Waiting for review"), in_review.count(), f"{statements}?status__exact=in_review"),
    ]  # fmt: skip
    return [{"name": name, "count": count, "url": url} for name, count, url in queues]
