"""The admin's front page: what waits for whom."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext_lazy as _

from archive import queues
from archive.detector_record import to_decide_on
from archive.models import Article
from archive.objections import REVIEW
from archive.queues import QUEUES


class Suggestions(AutocompleteJsonView):
    """What Django suggests for a field that takes a record: of forward relations alone."""

    def process_request(self, request: HttpRequest) -> Any:
        asked = super().process_request(request)
        field = asked[2]
        if field.auto_created:
            raise PermissionDenied
        return asked


class ProposAdminSite(admin.AdminSite):
    """Django's admin under the archive's name, opening on the desk's queues."""

    site_title = site_header = _("Propos — the desk")
    index_title = _("The desk")
    site_url = "/"
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        # Not at the top: the pages belong to admin classes, which register with this very site.
        from archive.admin.desk_urls import desk_urls

        to_public_page = path(
            "r/<path:content_type_id>/<path:object_id>/",
            self.admin_view(self.view_on_site),
            name="view_on_site",
        )
        return [*desk_urls(self), to_public_page, *super().get_urls()]

    def view_on_site(
        self, request: HttpRequest, content_type_id: str, object_id: str
    ) -> HttpResponse:
        """Django's way from a record to its public page, for those who may see the record: the
        address alone tells a name."""
        try:
            kind = ContentType.objects.get(pk=content_type_id)
        except (ContentType.DoesNotExist, ValueError):
            raise Http404 from None
        if not request.user.has_perm(f"{kind.app_label}.view_{kind.model}"):
            raise PermissionDenied
        return shortcut(request, content_type_id, object_id)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return Suggestions.as_view(admin_site=self)(request)

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
    if user.has_perm("archive.view_suggestion"):
        suggested = to_decide_on().values("article").distinct().count()
        listed.append(
            (_("Articles with suggestions"), queues.Waiting(suggested, 0),
             f"{reverse('admin:archive_article_changelist')}?suggestions=waiting")
        )  # fmt: skip
    return [
        {"name": name, "count": waiting.number, "overdue": waiting.overdue, "url": url}
        for name, waiting, url in listed
    ]
