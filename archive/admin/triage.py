"""Setting what is reviewed first: the priority of a statement and the day it is due."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from archive import triage
from archive.admin.discussion import own_page, statement_or_404, way_back
from archive.models import Statement
from archive.objections import REVIEW

ISO_DAY = "%Y-%m-%d"  # what a browser sends for a date, in every language


class TriageForm(forms.Form):
    """The two values that the desk alone sees; ``_triage.html`` shows them."""

    priority = forms.TypedChoiceField(
        label=gettext_lazy("Priority"), choices=Statement.Priority.choices, coerce=int
    )
    due_on = forms.DateField(
        label=gettext_lazy("Due on"),
        required=False,
        input_formats=[ISO_DAY],
    )
    # What stood there when the page was opened.
    read_priority = forms.TypedChoiceField(
        choices=Statement.Priority.choices, coerce=int, empty_value=None, required=False
    )
    read_due_on = forms.DateField(required=False, input_formats=[ISO_DAY])


def triage_form(statement: Statement) -> TriageForm:
    """The form with what stands there now."""
    return TriageForm(initial={"priority": statement.priority, "due_on": statement.due_on})


@require_POST
def triage_view(request: HttpRequest, object_id: int) -> HttpResponse:
    if not request.user.has_perm(REVIEW):
        raise PermissionDenied
    statement = statement_or_404(request, object_id)
    form = TriageForm(request.POST)
    if not form.is_valid():
        for field, errors in form.errors.items():
            told = {"label": form.fields[field].label, "value": " ".join(errors)}
            messages.error(request, _("%(label)s: %(value)s") % told)
    else:
        tell(request, statement, form.cleaned_data)
    return HttpResponseRedirect(way_back(request, own_page(statement)))


def tell(request: HttpRequest, statement: Statement, given: dict[str, Any]) -> None:
    priority, due_on = given.pop("read_priority"), given.pop("read_due_on")
    read = None if priority is None else (priority, due_on)
    try:
        triage.prioritise(statement, by=request.user, read=read, **given)
    except triage.TriageRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The priority and the due date are noted."))
