"""The admin's front page: what waits for whom."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.models import Article, Edition, Statement, StatementEditor

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


@dataclass(frozen=True, slots=True)
class Queue:
    """Statements that wait for something; ``waiting`` gives those that wait for this user."""

    label: Any
    waiting: Callable[[Any], QuerySet]


def reviewable_by(user: Any) -> QuerySet:
    """What this user may approve, oldest first: nothing they submitted or edited."""
    last = Edition.objects.readable().filter(statement=OuterRef("pk")).order_by("-number")
    theirs = StatementEditor.objects.filter(
        statement=OuterRef("pk"), user=user, version__gt=Coalesce(OuterRef("last_approved"), 0)
    )
    return (
        Statement.objects.awaiting_review()
        .annotate(last_approved=Subquery(last.values("statement_version")[:1]))
        .exclude(submitted_by=user)
        .filter(~Exists(theirs), ~Exists(retraction_asked()))
        .order_by("submitted_at", "pk")
    )


def retraction_asked() -> QuerySet:
    """The current edition of an outer statement, where its retraction is asked for."""
    return Edition.objects.current().filter(
        statement=OuterRef("pk"), withdrawal_asked_by__isnull=False
    )


def retractions_for(user: Any) -> QuerySet:
    """Retractions that somebody else asked for."""
    others = retraction_asked().exclude(withdrawal_asked_by=user)
    return Statement.objects.filter(Exists(others)).order_by("pk")


def under_revision(user: Any) -> QuerySet:
    """Statements the public reads in an edition while the desk is changing them."""
    current = Edition.objects.current().filter(statement=OuterRef("pk"))
    return Statement.objects.filter(Exists(current), status__in=Statement.EDITABLE)


def next_to_review(user: Any, after: Statement) -> Statement | None:
    """The one that came in after this one, else the oldest."""
    queue = reviewable_by(user).exclude(pk=after.pk)
    if after.submitted_at is None:
        return queue.first()
    later = queue.filter(
        Q(submitted_at__gt=after.submitted_at) | Q(submitted_at=after.submitted_at, pk__gt=after.pk)
    )
    return later.first() or queue.first()


# By the name they have in the address of the list.
QUEUES = {
    "retraction": Queue(_("Retractions to confirm"), retractions_for),
    "revision": Queue(_("Published, under revision"), under_revision),
}


def queues_of(user: Any) -> list[dict[str, Any]]:
    """The queues of the front page: what each is called, how much waits in it, where it is."""
    statements = reverse(STATEMENTS)
    reviews = user.has_perm("archive.review_statement")
    in_review = reviewable_by(user) if reviews else Statement.objects.awaiting_review()
    queues = [
        (_("Articles to read"), Article.objects.filter(reading="unread").count(),
         f"{reverse('admin:archive_article_changelist')}?reading__exact=unread"),
        (_("My drafts"), Statement.objects.in_progress_of(user).count(),
         f"{statements}?status__exact=draft&created_by__id__exact={user.pk}"),
        (_("Returned to me"), Statement.objects.returned_to(user).count(),
         f"{statements}?status__exact=returned&submitted_by__id__exact={user.pk}"),
        (_("Waiting for review"), in_review.count(), f"{statements}?status__exact=in_review"),
    ]  # fmt: skip
    queues += [
        (queue.label, queue.waiting(user).count(), f"{statements}?waits={name}")
        for name, queue in QUEUES.items()
        if reviews or name != "retraction"
    ]
    return [{"name": name, "count": count, "url": url} for name, count, url in queues]
