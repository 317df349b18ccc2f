"""The pages of a person beside their form: statements, merging and undoing, telling apart."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive import merging
from archive.admin.merge_forms import ReasonForm, TellApartForm
from archive.admin.merge_views import merge_view
from archive.admin.person_field import offered, written
from archive.models import Person, PersonDistinction, Statement

PAGES = "admin/archive/person"
ON_A_PAGE = 50
TELL_APART = "archive.add_persondistinction"
get_and_post = method_decorator(require_http_methods(["GET", "HEAD", "POST"]))


class PersonPages:
    """For the admin of people. Each page checks its own permission; GET changes nothing."""

    def get_urls(self) -> list[Any]:
        pages = [
            ("statements", "statements", self.statements_view),
            ("merge", "merge", self.merge_view),
            ("unmerge", "unmerge", self.unmerge_view),
            ("tell_apart", "tell-apart", self.tell_apart_view),
            ("told_apart", "told-apart/<int:other_id>", self.take_back_view),
        ]
        own = [
            path(
                f"<path:object_id>/{route}/",
                self.admin_site.admin_view(view),
                name=f"archive_person_{name}",
            )
            for name, route, view in pages
        ]
        return [*own, *super().get_urls()]

    def person_of(self, object_id: str, request: HttpRequest, permission: str = "") -> Person:
        number = int(object_id) if object_id.isascii() and object_id.isdigit() else None
        person = Person.objects.select_related("merged_into").filter(
            pk=number if number is not None and len(object_id) < 19 else None
        )
        found = person.first()
        if not self.has_view_permission(request, found):
            raise PermissionDenied
        if permission and not request.user.has_perm(permission):
            raise PermissionDenied
        if found is None:
            raise Http404
        return found

    def person_page(
        self, request: HttpRequest, name: str, person: Person, title: str, **context: Any
    ) -> HttpResponse:
        status = context.pop("status", 200)
        return TemplateResponse(
            request,
            f"{PAGES}/{name}.html",
            {
                **self.admin_site.each_context(request),
                "title": title,
                "opts": self.opts,
                "person": person,
                **context,
            },
            status=status,
        )

    # --- statements ------------------------------------------------------------------------

    @method_decorator(require_safe)
    def statements_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        person = self.person_of(object_id, request)
        asked = {key: request.GET.get(key, "") for key in ("part", "status")}
        statements = statements_of(person, **asked).with_names().order_by("-pk")
        page = Paginator(statements, ON_A_PAGE).get_page(request.GET.get("p"))
        return self.person_page(
            request,
            "statements",
            person,
            _("Statements of and about %(name)s") % {"name": person},
            page=page,
            asked=asked,
            statuses=Statement.Status.choices,
        )

    # --- merging ---------------------------------------------------------------------------

    @get_and_post
    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        person = self.person_of(object_id, request, merging.MERGE)
        if person.merged_into and request.method != "POST":
            told = _("“%(name)s” is already merged into “%(into)s”: choose that record.")
            messages.info(request, told % {"name": person, "into": person.merged_into})
            return redirect("admin:archive_person_change", person.pk)
        return merge_view(self, request, person)

    @get_and_post
    def unmerge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        person = self.person_of(object_id, request, merging.MERGE)
        merge = person.merges.standing().select_related("into", "merged_by").first()
        if merge is None:
            messages.info(request, _("This record is not merged: it stands."))
            return redirect("admin:archive_person_change", person.pk)

        def act(given: dict[str, Any]) -> str:
            merging.undo(merge, by=request.user, reason=given["reason"])
            return _("The merge is undone: this record stands again.")

        title = _("Undo the merge of %(name)s") % {"name": person}
        return self.act_page(request, "unmerge", person, title, ReasonForm, act, merge=merge)

    # --- telling apart ---------------------------------------------------------------------

    @get_and_post
    def tell_apart_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        person = self.person_of(object_id, request, TELL_APART)

        def act(given: dict[str, Any]) -> str:
            other = given["other"]
            merging.tell_apart(person, other, by=request.user, reason=given["reason"])
            return _("“%(one)s” and “%(other)s” are told apart.") % {"one": person, "other": other}

        title = _("Tell %(name)s from somebody else") % {"name": person}
        return self.act_page(
            request, "tell_apart", person, title, TellApartForm, act, people_offered=offered("")
        )

    @get_and_post
    def take_back_view(self, request: HttpRequest, object_id: str, other_id: int) -> HttpResponse:
        person = self.person_of(object_id, request, merging.MERGE)
        ids = {person.pk, other_id}
        pair = PersonDistinction.objects.filter(first__in=ids, second__in=ids)
        found = pair.select_related("first", "second", "made_by").first()
        if found is None:
            messages.info(request, _("These two are no longer told apart."))
            return redirect("admin:archive_person_change", person.pk)

        def act(given: dict[str, Any]) -> str:
            merging.take_back(found, by=request.user, reason=given["reason"])
            return _("These two may be merged again.")

        title = _("Take back that %(one)s is not %(other)s") % {
            "one": found.first,
            "other": found.second,
        }
        return self.act_page(request, "take_back", person, title, ReasonForm, act, pair=found)

    def act_page(
        self,
        request: HttpRequest,
        name: str,
        person: Person,
        title: str,
        form_class: type,
        act: Any,
        **context: Any,
    ) -> HttpResponse:
        """Asks for the form; done, back to the person with what ``act`` says."""
        first = {"other": other_named(request)} if name == "tell_apart" else None
        form = form_class(request.POST or None, initial=first)
        if request.method == "POST" and form.is_valid():
            try:
                messages.success(request, act(form.cleaned_data))
            except merging.MergeRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("admin:archive_person_change", person.pk)
        return self.person_page(request, name, person, title, form=form, **context)


def other_named(request: HttpRequest) -> str:
    """The person the address proposes, as the field shows them."""
    number = request.GET.get("other", "")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        return ""
    other = Person.objects.filter(pk=number).first()
    return written(other) if other else ""


def statements_of(person: Person, *, part: str, status: str) -> Any:
    """Those of one status, or all; as the speaker, as a target, or either. What is not known is
    not asked."""
    ids = person.identities()
    if part == "speaker":
        found = Statement.objects.filter(speaker__in=ids)
    elif part == "target":
        found = Statement.objects.filter(targets__person__in=ids).distinct()
    else:
        found = merging.linked_to(ids)
    return found.filter(status=status) if status in Statement.Status else found
