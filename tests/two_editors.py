"""Two editors at one form, as their browsers send it: opened, changed, sent back."""

from html import unescape
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

VOID = {"checkbox", "radio"}


class FormReader(HTMLParser):
    """Reads what a browser would send of the first form with this id, nothing changed."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.is_inside = form_id, False
        self.sent: list[tuple[str, str]] = []
        self.select = self.textarea = ""
        self.first_option: str | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.is_inside = given.get("id") == self.form_id
        name = given.get("name") or ""
        if not self.is_inside or "disabled" in given:
            return
        if tag == "input" and name:
            self.read_input(name, given)
        elif tag == "select":
            self.select, self.first_option, self.is_many = name, None, "multiple" in given
            self.has_chosen = False
        elif tag == "option" and self.select:
            self.read_option(given)
        elif tag == "textarea":
            self.textarea, self.text = name, ""

    def read_input(self, name: str, given: dict[str, Any]) -> None:
        kind = given.get("type", "text")
        if kind in ("submit", "button") or (kind in VOID and "checked" not in given):
            return
        self.sent.append((name, given.get("value") or ("on" if kind in VOID else "")))

    def read_option(self, given: dict[str, Any]) -> None:
        value = given.get("value") or ""
        if self.first_option is None:
            self.first_option = value
        if "selected" in given:
            self.has_chosen = True
            self.sent.append((self.select, value))

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False
        elif tag == "select" and self.select:
            if not self.has_chosen and not self.is_many and self.first_option is not None:
                self.sent.append((self.select, self.first_option))
            self.select = ""
        elif tag == "textarea" and self.textarea:
            self.sent.append((self.textarea, self.text.removeprefix("\n")))
            self.textarea = ""


def form_in(page: Any, form_id: str) -> dict[str, Any]:
    """What a browser would send back of the form on this page; several values are a list."""
    reader = FormReader(form_id)
    reader.feed(page.content.decode())
    assert reader.sent, "the page has no such form"
    sent: dict[str, Any] = {}
    for name, value in reader.sent:
        sent[name] = [*sent[name], value] if name in sent else [value]
    return {name: values[0] if len(values) == 1 else values for name, values in sent.items()}


def page_of(record: Any) -> str:
    meta = record._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


class Editor:
    """Somebody with a browser; what they open stays open until they send it."""

    def __init__(self, user: Any) -> None:
        self.user, self.client = user, Client()
        self.client.force_login(user)

    def open(self, record: Any) -> "Form":
        return self.open_at(page_of(record), f"{record._meta.model_name}_form")

    def open_at(self, address: str, form_id: str) -> "Form":
        page = self.client.get(f"/en{address}".replace("/en/en/", "/en/"))
        assert page.status_code == 200, page.status_code
        return Form(self.client, page.request["PATH_INFO"], page, form_id)


class Form:
    """One open form. ``send`` is the answer; when it comes back, it is what was shown then."""

    def __init__(self, client: Client, address: str, page: Any, form_id: str) -> None:
        self.client, self.address, self.form_id = client, address, form_id
        query = page.request.get("QUERY_STRING", "")
        self.target = f"{address}?{query}" if query else address
        self.show(page)

    def show(self, page: Any) -> None:
        self.page, self.fields = page, form_in(page, self.form_id)

    def send(self, button: str = "_continue", **typed: Any) -> Any:
        given = {name.replace("__", "-"): value for name, value in typed.items()}
        self.fields = {**self.fields, **given}
        answer = self.client.post(self.target, {**self.fields, button: "1"})
        if answer.status_code == 200:
            self.show(answer)
        return answer

    def row(self, prefix: str, **says: str) -> int:
        """The number of the row that says this; -1 when there is none."""
        for number in range(int(self.fields[f"{prefix}-TOTAL_FORMS"])):
            if all(self.fields.get(f"{prefix}-{number}-{n}") == v for n, v in says.items()):
                return number
        return -1


def told_in(answer: Any) -> str:
    """All that the page says of what was refused, without its markup."""
    assert answer.status_code == 200
    lists = answer.content.decode().split('<ul class="errorlist')[1:]
    return unescape(" ".join(part.split("</ul>")[0] for part in lists))
