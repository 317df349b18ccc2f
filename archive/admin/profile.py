"""What editors choose for themselves: to be named to readers or not, and how the desk behaves."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from archive.admin.history import changes_of
from archive.models import EditorProfile, Event


class ProfileForm(forms.ModelForm):
    """The choices of one editor; an unbound one changes nothing."""

    class Meta:
        model = EditorProfile
        fields = ["credited_as", "single_keys"]


@admin.register(EditorProfile)
class EditorProfileAdmin(admin.ModelAdmin):
    """One page, of one's own choices: nobody sees or sets those of somebody else."""

    actions = None

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.mine_view)
        return [path("", view, name="archive_editorprofile_mine")]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False  # it is reached beside one's name, not in the list of records

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def mine_view(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            return self.save_mine(request)
        found = EditorProfile.objects.filter(user=request.user).first()
        return self.mine_page(request, ProfileForm(instance=found))

    def save_mine(self, request: HttpRequest) -> HttpResponse:
        """Saves what differs, with a row of history; the same choices again write nothing."""
        with transaction.atomic():
            EditorProfile.objects.get_or_create(user=request.user)
            mine = EditorProfile.objects.select_for_update().get(user=request.user)
            form = ProfileForm(request.POST, instance=mine)
            if not form.is_valid():
                return self.mine_page(request, form)
            changes = changes_of(form)
            if changes:
                Event.objects.record(
                    Event.Verb.CHANGED, form.save(), by=request.user, changes=changes
                )
        self.message_user(request, _("Your choices are saved."), messages.SUCCESS)
        return redirect("admin:archive_editorprofile_mine")

    def mine_page(self, request: HttpRequest, form: ProfileForm) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("My choices"),
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/archive/profile.html", context)
