"""Text of several lines in forms: a browser sends CRLF for LF, which is no change of the text."""

from typing import Any

from django import forms


def as_posted(typed: str) -> str:
    """The text that was typed, its lines parted by LF alone."""
    return typed.replace("\r\n", "\n").replace("\r", "\n")


class LinesField(forms.CharField):
    """Gives text with LF at the ends of lines, and compares it so with what was there."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return as_posted(super().to_python(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(as_posted(initial or ""), data)
