"""What a form of the desk was opened on, carried by the form itself, and merged with what stands
there when it comes back.

Three versions of every field meet: as the form was opened, as it was sent, as the database has it
now. A field that its editor left alone takes what somebody else wrote; one that both changed keeps
what was typed. Rows are told apart by their number, else by what they say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict

SALT = "form opened on"
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an inline as a form shows it."""

    pk: str
    values: Values


@dataclass(slots=True)
class State:
    """The fields and rows of a form, and the last row of history the record then had."""

    event: int = 0
    fields: Values = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def sealed(self) -> str:
        """As a form carries it: signed, so that nobody is told of values that never stood there."""
        rows = {name: [[row.pk, row.values] for row in rows] for name, rows in self.rows.items()}
        return signing.dumps([self.event, self.fields, rows], salt=SALT, compress=True)

    @classmethod
    def opened(cls, sealed: str) -> "State | None":
        """What a form that came back was opened on; None when it does not say."""
        try:
            event, fields, rows = signing.loads(sealed or "", salt=SALT)
        except signing.BadSignature:
            return None
        return cls(event, fields, {name: [Row(*row) for row in of] for name, of in rows.items()})


def carried(value: Any) -> Any:
    """A form's value in a shape that survives the way to the browser and back."""
    if isinstance(value, list | tuple | set) or hasattr(value, "iterator"):
        return sorted(str(item) for item in value)
    if value is None or isinstance(value, bool | int):
        return "" if value is None else value
    return str(value)


def compared(form: forms.BaseForm, but: frozenset[str] = frozenset()) -> Iterator[tuple[str, Any]]:
    """The fields of a form that an editor can change."""
    for name, of in form.fields.items():
        if name not in but and not of.disabled and not getattr(of, "is_silent", False):
            yield name, of


def values_of(form: forms.BaseForm, but: frozenset[str] = frozenset()) -> Values:
    return {
        name: carried(of.prepare_value(form.get_initial_for_field(of, name)))
        for name, of in compared(form, but)
    }


def unchanging(formset: Any) -> frozenset[str]:
    """What a row's form has beside what it says: its number, its record, its removal."""
    return frozenset({formset.model._meta.pk.name, formset.fk.name, "DELETE"})


def rows_of(formset: Any) -> list[Row]:
    but = unchanging(formset)
    return [Row(str(form.instance.pk), values_of(form, but)) for form in formset.initial_forms]


def state_of(form: forms.BaseForm, formsets: list[Any], *, event: int) -> State:
    """What a form and its formsets show; they are not bound."""
    return State(event, values_of(form), {of.prefix: rows_of(of) for of in formsets})


# --- What was sent -------------------------------------------------------------------------


def sent(post: QueryDict, form: forms.BaseForm, name: str, *, key: str = "") -> Any:
    of = form.fields[name]
    return of.widget.value_from_datadict(post, {}, key or form.add_prefix(name))


def put(post: QueryDict, of: forms.Field, key: str, value: Any) -> None:
    """Writes a value as a browser would send it. What takes several boxes stays as it was sent."""
    if isinstance(of.widget, forms.MultiWidget):
        return
    if isinstance(value, list):
        post.setlist(key, value)
    elif isinstance(value, bool):
        post.pop(key, None)
        if value:
            post[key] = "on"
    else:
        post[key] = str(value)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that somebody else changed; ``typed`` is what the editor wants there instead."""

    form: forms.BaseForm
    name: str
    before: Any
    now: Any
    typed: Any = None


def merge_fields(
    post: QueryDict, form: forms.BaseForm, was: Values, now: Values, *, prefix: str = ""
) -> list[Difference]:
    """Writes into ``post`` what others changed and this editor left alone; tells all that others
    changed, unless it was sent alike."""
    found = []
    for name, of in compared(form):
        if name not in was or name not in now or was[name] == now[name]:
            continue
        key = f"{prefix}-{name}" if prefix else form.add_prefix(name)
        typed = sent(post, form, name, key=key)
        if not of.has_changed(now[name], typed):
            continue
        is_mine = of.has_changed(was[name], typed)
        if not is_mine:
            put(post, of, key, now[name])
        found.append(Difference(form, name, was[name], now[name], typed if is_mine else None))
    return found


# --- Rows ----------------------------------------------------------------------------------


@dataclass(slots=True)
class SentRow:
    """One row that was sent: where it stood, and the number of the record it then was."""

    number: int
    pk: str
    is_removed: bool


@dataclass(slots=True)
class RowMerge:
    """What became of the rows of one formset."""

    formset: Any
    changed: list[tuple[Row, list[Difference]]] = field(default_factory=list)
    added: list[Row] = field(default_factory=list)
    removed: list[Row] = field(default_factory=list)
    kept: list[Row] = field(default_factory=list)  # removed by others, changed here

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.removed or self.kept)


def successors(was: list[Row], now: list[Row], identity: tuple[str, ...]) -> dict[str, Row]:
    """For the number of each row as opened, the row that it now is: the same number, else the
    same words (rows are sometimes written anew), else the same names."""
    found = {row.pk: row for row in now if row.pk in {old.pk for old in was}}
    for alike in (
        lambda old, new: old.values == new.values,
        lambda old, new: is_named_alike(old, new, identity),
    ):
        for old in was:
            taken = {row.pk for row in found.values()}
            match = next((new for new in now if new.pk not in taken and alike(old, new)), None)
            if old.pk not in found and match:
                found[old.pk] = match
    return found


def is_named_alike(old: Row, new: Row, identity: tuple[str, ...]) -> bool:
    return bool(identity) and all(old.values.get(n) == new.values.get(n) for n in identity)


class Rows:
    """The rows of one formset as they were sent, rewritten to agree with the database."""

    def __init__(self, post: QueryDict, formset: Any) -> None:
        self.post, self.formset, self.prefix = post, formset, formset.prefix
        self.blank = formset.empty_form
        self.pk_name = formset.model._meta.pk.name

    def sent_rows(self) -> list[SentRow]:
        total = self.post.get(f"{self.prefix}-TOTAL_FORMS", "")
        number = int(total) if total.isascii() and total.isdigit() and len(total) < 5 else 0
        return [
            SentRow(
                i,
                self.post.get(f"{self.prefix}-{i}-{self.pk_name}", ""),
                f"{self.prefix}-{i}-DELETE" in self.post,
            )
            for i in range(min(number, self.formset.absolute_max))
        ]

    def says(self, row: SentRow, values: Values) -> bool:
        """Whether the row that was sent says just this."""
        return not any(
            of.has_changed(value, sent(self.post, self.blank, name, key=self.key(row, name)))
            for name, of in compared(self.blank, unchanging(self.formset))
            if (value := values.get(name)) is not None
        )

    def key(self, row: SentRow, name: str) -> str:
        return f"{self.prefix}-{row.number}-{name}"

    def merge(self, was: list[Row], now: list[Row]) -> RowMerge:
        told, opened = RowMerge(self.formset), {row.pk: row for row in was}
        became = successors(was, now, getattr(self.formset, "identity", ()))
        places: dict[str, SentRow] = {}  # by the number a row now has
        new: list[SentRow] = []
        present = {row.pk for row in now}
        for row in self.sent_rows():
            if row.pk in became:
                places[became[row.pk].pk] = row
                self.merge_row(row, opened[row.pk], became[row.pk], told)
            elif row.pk in opened:
                new += self.without_record(row, opened[row.pk], told)
            elif row.pk in present:
                places[row.pk] = row
            else:
                new.append(row)
        self.take_in([row for row in now if row.pk not in places], places, new, told)
        self.write([(row, places[row.pk]) for row in now if row.pk in places], now, new)
        return told

    def merge_row(self, row: SentRow, was: Row, now: Row, told: RowMerge) -> None:
        differences = merge_fields(
            self.post, self.blank, was.values, now.values, prefix=f"{self.prefix}-{row.number}"
        )
        if differences:
            told.changed.append((now, differences))

    def without_record(self, row: SentRow, was: Row, told: RowMerge) -> list[SentRow]:
        """A row that somebody else removed: gone here too, unless this editor wrote in it."""
        if row.is_removed:
            return []
        if self.says(row, was.values):
            told.removed.append(was)
            return []
        told.kept.append(was)
        return [row]

    def take_in(
        self, missing: list[Row], places: dict[str, SentRow], new: list[SentRow], told: RowMerge
    ) -> None:
        """Rows that others added; one that says what a new row here says is that row."""
        for row in missing:
            twin = next((my for my in new if not my.pk and self.says(my, row.values)), None)
            if twin:
                new.remove(twin)
                places[row.pk] = twin
            else:
                told.added.append(row)

    def write(self, placed: list[tuple[Row, SentRow]], now: list[Row], new: list[SentRow]) -> None:
        """Puts the rows into the order of the database, each with its number, the new ones last."""
        said = {row.pk: self.lists_of(of) for row, of in placed}
        last = [self.lists_of(row) for row in new]
        for key in [key for key in self.post if re.match(rf"{re.escape(self.prefix)}-\d+-", key)]:
            del self.post[key]
        for i, row in enumerate(now):
            if row.pk in said:
                self.write_lists(i, said[row.pk])
            else:
                for name, of in compared(self.blank, unchanging(self.formset)):
                    put(self.post, of, f"{self.prefix}-{i}-{name}", row.values.get(name, ""))
            self.post[f"{self.prefix}-{i}-{self.pk_name}"] = row.pk
        for i, lists in enumerate(last, start=len(now)):
            self.write_lists(i, {**lists, self.pk_name: [""]})
        self.post[f"{self.prefix}-INITIAL_FORMS"] = str(len(now))
        self.post[f"{self.prefix}-TOTAL_FORMS"] = str(len(now) + len(last))

    def lists_of(self, row: SentRow) -> dict[str, list[str]]:
        start = f"{self.prefix}-{row.number}-"
        return {
            key.removeprefix(start): self.post.getlist(key)
            for key in self.post
            if key.startswith(start)
        }

    def write_lists(self, number: int, lists: dict[str, list[str]]) -> None:
        for name, values in lists.items():
            self.post.setlist(f"{self.prefix}-{number}-{name}", values)
