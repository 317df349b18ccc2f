"""What the tests of history share: edits of a statement, and what a page shows of a change."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from archive import drafting
from archive.models import Event, Person, Statement
from archive.templatetags.history import field_label, pairs, shown
from tests import makers
from tests.desk import logged_in


def edit(made: Statement, by: Any, **fields: Any) -> Statement:
    """Changes these fields of the desk's copy, through the desk's own door."""
    draft = Statement.objects.get(pk=made.pk)
    before = drafting.fresh_content(draft)
    for name, value in fields.items():
        setattr(draft, name, value)
    drafting.write_edit(draft, by=by, version=draft.version)
    drafting.record_edit(draft, before, by=by)
    return draft


def second_edition(made: Statement, **fields: Any) -> Statement:
    """Revised by Ada, with these fields changed, and approved by Rui."""
    draft = makers.move(made, "revise", makers.ada())
    edit(draft, makers.ada(), **fields)
    makers.move(draft, "submit", makers.ada())
    return makers.move(draft, "approve", makers.rui())


def address(record: Any, page: str = "history") -> str:
    model = record._meta
    return f"/en{reverse(f'admin:{model.app_label}_{model.model_name}_{page}', args=[record.pk])}"


def compare(client: Client, record: Any, first: str, second: str) -> Any:
    return client.get(address(record, "compare"), {"from": first, "to": second})


def point(record: Any, verb: str) -> str:
    """The last act of this kind, as the address of a comparison names it."""
    return f"event-{Event.objects.of(record).filter(verb=verb).first().pk}"


def pencilled(page: str) -> list[str]:
    """Every line of a change that the page shows: [-went-] and {+came+}."""
    lines = re.findall(r"<dd>\s*<p>(.*?)</p>", page, re.DOTALL)
    return [text_of(line) for line in lines]


def text_of(html: str) -> str:
    html = re.sub(r'<span class="for-ears">.*?</span>', "", html)
    for tag, marks in (("del", ("[-", "-]")), ("ins", ("{+", "+}"))):
        html = html.replace(f"<{tag}>", marks[0]).replace(f"</{tag}>", marks[1])
    return re.sub(r"<[^>]+>", "", html).strip()


def told_in(response: Any) -> str:
    """The page as read, without its menus."""
    assert response.status_code == 200, response.status_code
    return response.content.decode().partition('id="content"')[2]


def desk_of(user: Any) -> Client:
    return logged_in(user)


def person_form(person: Person, **given: Any) -> dict[str, Any]:
    """The form of a person with the rows it has, and room for one more role."""
    roles = list(person.roles.order_by("began_from", "pk"))
    sent: dict[str, Any] = {
        "kind": person.kind, "name": person.name, "sort_name": person.sort_name,
        "slug": person.slug, "description": person.description,
        "names-TOTAL_FORMS": 0, "names-INITIAL_FORMS": 0,
        "identifiers-TOTAL_FORMS": 0, "identifiers-INITIAL_FORMS": 0,
        "roles-TOTAL_FORMS": len(roles) + 1, "roles-INITIAL_FORMS": len(roles),
    }  # fmt: skip
    for number, role in enumerate(roles):
        sent |= {f"roles-{number}-{name}": getattr(role, name)
                 for name in ("title", "body", "began", "ended", "source")}  # fmt: skip
        sent |= {f"roles-{number}-id": role.pk, f"roles-{number}-person": person.pk}
    return {**sent, f"roles-{len(roles)}-person": person.pk, **given}


def as_rows(changes: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What history tells of each field: its label, its value before and after."""
    return [
        (field_label(name), shown(before, name), shown(after, name))
        for name, before, after in pairs(changes)
    ]
