"""Checks that several records share, and the fields for partial dates: what was printed is kept,
its first and last days are indexed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from archive import dates
from archive.quotes.text import words_key

LENGTH_OF_KEY = 32  # hexadecimal digits of a key to words: 128 bits
LONGEST_DATE = 64  # characters; the longest supported form is an interval of two full dates

# Addresses that may become a link: no other scheme, javascript: least of all.
validate_web_address = URLValidator(schemes=["http", "https"])

LONGEST_LANGUAGE = 12  # characters
LONGEST_SUBTAG = 8  # characters, by BCP 47


def validate_language(value: str) -> None:
    """Refuses what is not a language tag in the short form of BCP 47: "fr", "pt-BR"."""
    first, *rest = value.split("-")
    is_tag = (
        len(value) <= LONGEST_LANGUAGE
        and 2 <= len(first) <= 3
        and first.isascii()
        and first.isalpha()
        and all(0 < len(s) <= LONGEST_SUBTAG and s.isascii() and s.isalnum() for s in rest)
    )
    if not is_tag:
        raise ValidationError(
            _("“%(value)s” is not a language code. Write fr, en or pt-BR, for example."),
            code="invalid_language",
            params={"value": value},
        )


def validate_partial_date(value: str) -> None:
    """Refuses what is not EDTF of the supported subset (see ``archive.dates``)."""
    try:
        dates.parse(value)
    except dates.InvalidDate:
        raise ValidationError(
            _("“%(value)s” is not a date the archive can keep."),
            code="invalid_date",
            params={"value": value},
        ) from None


class PartialDateInput(forms.TextInput):
    """A text box that says beside the date how it was understood."""

    template_name = "archive/widgets/partial_date.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        try:
            known = dates.understand(value) if value else None
        except dates.InvalidDate:
            known = None
        context["widget"]["understood"] = known
        return context


class PartialDateFormField(forms.CharField):
    """Takes a date as an editor types it ("janvier 2017", "vers 2017") and gives its EDTF form."""

    widget = PartialDateInput
    default_error_messages = {
        "invalid_date": _(
            "“%(value)s” is not understood as a date. Write for example 2017, 2017-01, "
            "22/01/2017, “janvier 2017”, “vers 2017” or “2017-01/2017-03”."
        ),
    }

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return dates.understand(typed).edtf
        except dates.InvalidDate:
            raise ValidationError(
                self.error_messages["invalid_date"], code="invalid_date", params={"value": typed}
            ) from None


class PartialDateField(models.CharField):
    """A date as known, in EDTF: ``2017-01`` stays a month. Blank when nothing is known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_DATE)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_partial_date]

    def formfield(self, **kwargs: Any) -> forms.Field:
        # The admin would set its own text box.
        kwargs.update(form_class=PartialDateFormField, widget=PartialDateInput)
        return super().formfield(**kwargs)


class BoundaryDayField(models.DateField):
    """The first or last day a partial date may mean, computed at every save from its source.

    Null when the source is blank or open at that end. Nobody types it: it exists to be indexed.
    """

    boundary: str

    def __init__(self, source: str = "", *args: Any, **kwargs: Any) -> None:
        self.source = source
        kwargs.update(null=True, blank=True, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs["source"] = self.source
        for fixed in ("null", "blank", "editable"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        written = getattr(model_instance, self.source)
        day = getattr(dates.parse(written), self.boundary) if written else None
        setattr(model_instance, self.attname, day)
        return day


class EarliestDayField(BoundaryDayField):
    """The first day a partial date may mean."""

    boundary = "earliest"


class LatestDayField(BoundaryDayField):
    """The last day a partial date may mean."""

    boundary = "latest"


class WordsKeyField(models.CharField):
    """What two passages share when they have the same words, whatever their marks, blanks, capitals
    and accents: computed at every save from ``source``, and indexed."""

    def __init__(self, source: str = "", *args: Any, **kwargs: Any) -> None:
        self.source = source
        kwargs.update(max_length=LENGTH_OF_KEY, blank=True, editable=False, db_index=True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs["source"] = self.source
        for fixed in ("max_length", "blank", "editable", "db_index"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = words_key(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, key)
        return key
