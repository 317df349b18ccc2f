"""The admin's front page: what waits for whom."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext_lazy as _

from archive import queues
from archive.models import Article
from archive.objections import REVIEW
from archive.queues import QUEUES


class ProposAdminSite(admin.AdminSite):
    """Django's admin under the archive's name, opening on the desk's queues."""

    site_title = site_header = _("Propos — the desk")
    index_title = _("The desk")
    site_url = "/"
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        # Not at the top: the pages belong to admin classes, which register with this very site.
        from archive.admin.desk_urls import desk_urls

        return [*desk_urls(self), *super().get_urls()]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        shown = front_page(request.user) if request.user.has_perm("archive.view_statement") else {}
        return super().index(request, {**(extra_context or {}), **shown})


def front_page(user: Any) -> dict[str, Any]:
    """What the front page tells an editor, in a fixed number of queries."""
    # As in get_urls: what a comment says is shown by the pages of the admin.
    from archive.admin.discussion import unseen_by

    return {
        "queues": queues_of(user),
        "notices": unseen_by(user),
        "returns": queues.returns_of(user),
        "reviews": user.has_perm(REVIEW),
    }


def queues_of(user: Any) -> list[dict[str, Any]]:
    """The queues of the front page: what each is called, how much waits in it, where it is."""
    desk = reverse("admin:review-desk")
    reviews = user.has_perm(REVIEW)
    listed = [
        (queue.label, queues.count(queue.waiting(user)), f"{desk}?queue={name}")
        for name, queue in QUEUES.items()
        if reviews or not queue.needs_reviewer
    ]
    unread = Article.objects.filter(reading=Article.Reading.UNREAD).count()
    listed += [
        (_("Articles to read"), queues.Waiting(unread, 0),
         f"{reverse('admin:archive_article_changelist')}?reading__exact=unread"),
        (_("People to tell apart"), queues.Waiting(queues.people_to_tell_apart().count(), 0),
         reverse("admin:review-people")),
    ]  # fmt: skip
    return [
        {"name": name, "count": waiting.number, "overdue": waiting.overdue, "url": url}
        for name, waiting, url in listed
    ]
