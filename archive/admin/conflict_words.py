"""What an editor is told whose form comes back to a record that somebody else changed meanwhile."""

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from archive.admin.form_state import Difference, Row, RowMerge
from archive.models import Event

LONGEST_TOLD = 300  # characters of a value


@dataclass(slots=True)
class Conflict:
    """What others changed since a form was opened; ``events`` are their acts, oldest first."""

    events: list[Event]
    fields: list[Difference] = field(default_factory=list)
    rows: list[RowMerge] = field(default_factory=list)
    is_unknown: bool = False  # the form does not say in a readable way what it was opened on
    is_only_moved: bool = False  # the form shows what it showed, and yet something was done
    # {field of the form: its name in history}, where the two are not the same.
    names_in_history: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.is_unknown or self.is_only_moved or bool(self.fields or any(self.rows))

    def sentences(self) -> list[str]:
        if self.is_unknown:
            return [
                _(
                    "This form cannot be compared with the record as it is now. What you typed is "
                    "still here: look at the record in another tab, then save again."
                )
            ]
        told = [self.headline()]
        told += [self.of_field(one) for one in self.fields]
        for merge in self.rows:
            told += self.of_rows(merge)
        if self.is_only_moved:
            told += [
                _("%(what)s (%(who)s)")
                % {"what": capfirst(event.get_verb_display()), "who": who_and_when(event)}
                for event in self.events
            ]
        elif not self.touches_the_same():
            told.append(
                _("You and they changed different things: saving again keeps what both of you did.")
            )
        return told

    def touches_the_same(self) -> bool:
        rows = [one for merge in self.rows for _row, found in merge.changed for one in found]
        kept = any(merge.kept for merge in self.rows)
        return kept or any(one.typed is not None for one in [*self.fields, *rows])

    def links(self, form: Any) -> list[tuple[str, str]]:
        """Where on the page of this form to look: the id of a part, and what it is called."""
        fields = [form[one.name] for one in self.fields if one.name in form.fields]
        return [(field.id_for_label, capfirst(str(field.label))) for field in fields] + [
            (f"{merge.formset.prefix}-group", rows_name(merge.formset))
            for merge in self.rows
            if merge
        ]

    def headline(self) -> str:
        return _(
            "%(who)s changed this record while you were editing it. Nothing is saved yet, and what "
            "you typed is still here: read what changed, then save again."
        ) % {"who": self.actors()}

    def actors(self) -> str:
        last = {event.actor_name: event for event in self.events if event.actor_name}
        told = [
            _("%(who)s (%(when)s)") % {"who": event.actor_name, "when": moment(event)}
            for event in last.values()
        ]
        return ", ".join(told) or _("Somebody")

    def changed_by(self, name: str) -> str:
        known = self.names_in_history.get(name, name)
        acts = [event for event in self.events if known in event.changes] or self.events
        return who_and_when(acts[-1]) if acts and acts[-1].actor_name else _("somebody")

    def of_field(self, one: Difference, *, of: str = "", history: str = "") -> str:
        label = str(one.form.fields[one.name].label or one.name)
        told = _("%(field)s: “%(before)s” has become “%(now)s” (%(who)s).") % {
            "field": f"{of}, {label}" if of else capfirst(label),
            "before": shown(one, one.before),
            "now": shown(one, one.now),
            "who": self.changed_by(history or one.name),
        }
        return f"{told} {fate(one)}"

    def of_rows(self, merge: RowMerge) -> list[str]:
        prefix = merge.formset.prefix
        names = {
            "rows": rows_name(merge.formset),
            "who": self.changed_by(prefix),
        }
        told = []
        for row, found in merge.changed:
            of = _("%(rows)s, “%(row)s”") % {**names, "row": row_words(merge.formset, row)}
            told += [self.of_field(one, of=of, history=prefix) for one in found]
        sentences = (
            (merge.added, _("%(rows)s: “%(row)s” has been added (%(who)s), here too.")),
            (merge.removed, _("%(rows)s: “%(row)s” has been removed (%(who)s), here too.")),
            (merge.kept, _("%(rows)s: “%(row)s” has been removed (%(who)s). What you wrote in it "
                           "is kept as a new row.")),
        )  # fmt: skip
        for rows, sentence in sentences:
            told += [sentence % {**names, "row": row_words(merge.formset, row)} for row in rows]
        return told


def mark_rows(conflict: Conflict, formsets: list[Any]) -> None:
    """Says beside each row that others changed or added, in the form as it was sent, what it is."""
    bound = {formset.prefix: formset for formset in formsets if formset.is_bound}
    for merge in conflict.rows:
        formset = bound.get(merge.formset.prefix)
        forms = {str(form.instance.pk): form for form in formset.initial_forms} if formset else {}
        for row, found in merge.changed:
            for one in found if row.pk in forms else []:
                told = conflict.of_field(one, history=merge.formset.prefix)
                forms[row.pk].add_error(one.name, told)
        for row in merge.added:
            if row.pk in forms:
                who = conflict.changed_by(merge.formset.prefix)
                forms[row.pk].add_error(
                    None, _("This row has been added (%(who)s).") % {"who": who}
                )


def rows_name(formset: Any) -> str:
    return capfirst(str(formset.model._meta.verbose_name_plural))


def moment(event: Event) -> str:
    return date_format(timezone.localtime(event.at), "SHORT_DATETIME_FORMAT")


def who_and_when(event: Event) -> str:
    """As it stands between brackets."""
    return _("%(who)s, %(when)s") % {"who": event.actor_name, "when": moment(event)}


def fate(one: Difference) -> str:
    if one.typed is None:
        return _("The form now has it.")
    return _("You have “%(typed)s”: saving again puts it in its place.") % {
        "typed": shown(one, one.typed)
    }


def shown(one: Difference, value: Any) -> str:
    """A value of a form as its editor reads it."""
    return in_words(one.form.fields[one.name], value)


def in_words(of: Any, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    values = [str(item) for item in (value if isinstance(value, list) else [value]) if item]
    if hasattr(of, "queryset"):
        numbers = [item for item in values if item.isascii() and item.isdigit()]
        records = of.queryset.model._base_manager.filter(pk__in=numbers)
        words = ", ".join(str(record) for record in records)
    else:
        labels = {str(key): str(label) for key, label in getattr(of, "choices", [])}
        words = ", ".join(labels.get(item, item) for item in values)
    return Truncator(words).chars(LONGEST_TOLD) or "—"


def row_words(formset: Any, row: Row) -> str:
    fields = formset.empty_form.fields
    words = (in_words(fields[name], value) for name, value in row.values.items() if name in fields)
    return " · ".join(word for word in words if word != "—")
