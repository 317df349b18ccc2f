"""Two editors at one record: a save over what somebody else saved meanwhile is refused.

The form sends back the state it was opened on, a short digest a field. When the record, read again
under its lock, differs, nothing is saved, what was typed stays, and the editor is told who changed
which fields and what stands there now.
"""

import json
from hashlib import sha256
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from archive.admin.history import DeskAdmin, plain
from archive.models import Event

OPENED_ON = "opened_on"
DIGEST_LENGTH = 12  # hexadecimal figures: enough to see a change, no secret


def digest(value: Any) -> str:
    return sha256(json.dumps(plain(value)).encode()).hexdigest()[:DIGEST_LENGTH]


class StateField(forms.CharField):
    """Carries what the form was opened on; it is never a change of the record."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class GuardedForm(forms.ModelForm):
    """A form of a record that says "somebody changed this" instead of undoing their work."""

    opened_on = StateField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial[OPENED_ON] = self.state()

    def state(self) -> str:
        """One "field:digest" a field of the form, as the database has the record now."""
        return " ".join(
            f"{name}:{digest(self.initial[name])}"
            for name in self.fields
            if name != OPENED_ON and name in self.initial
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        sent = self.cleaned_data.get(OPENED_ON)
        if self.instance.pk and sent:
            opened = dict(part.partition(":")[::2] for part in sent.split())
            now = dict(part.split(":") for part in self.state().split())
            changed = [name for name in now if opened.get(name) != now[name]]
            if changed:
                self.refuse(changed)
        return cleaned

    def refuse(self, changed: list[str]) -> None:
        last = Event.objects.of(self.instance).filter(verb=Event.Verb.CHANGED).first()
        self.add_error(
            None,
            _(
                "%(who)s changed this record while you were editing it: %(fields)s. What you "
                "typed is still here and is not saved: compare, then save again."
            )
            % {
                "who": last.actor_name if last and last.actor_name else _("Somebody"),
                "fields": "; ".join(self.told(name) for name in changed),
            },
        )
        # The editor has now been told: the next save is made in knowledge of it.
        self.data = self.data.copy()
        self.data[self.add_prefix(OPENED_ON)] = self.state()

    def told(self, name: str) -> str:
        """A field with what stands there now."""
        label = capfirst(str(self.fields[name].label or name))
        return _("%(field)s (now “%(value)s”)") % {"field": label, "value": self.kept(name)}

    def kept(self, name: str) -> str:
        """The value of the record as read for this form: what was typed is not in it yet."""
        record = self.instance
        if record._meta.get_field(name).many_to_many:
            return ", ".join(str(item) for item in getattr(record, name).all())
        shown = getattr(record, f"get_{name}_display", None)
        value = shown() if shown else getattr(record, name)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        return "" if value is None else str(value)


class GuardedAdmin(DeskAdmin):
    """The admin of a guarded form: sends the state with the form, beside what is shown."""

    form = GuardedForm

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [name for name in super().get_fields(request, obj) if name != OPENED_ON]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        shown = self.shown_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return shown
        return [*shown, (None, {"fields": [OPENED_ON], "classes": ["hidden-fields"]})]

    def shown_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return list(super().get_fieldsets(request, obj))
