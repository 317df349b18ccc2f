"""A form sent twice changes nothing twice: each form that was taken in leaves a receipt.

A double click and a request tried again send the same form: the same values, on the same key (a
new record) or the same state (a change). The receipt is written in the transaction of the save, and
its key is unique: of two that come in together the database takes one.
"""

import json
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.http import HttpRequest

from archive.models import FormReceipt

FORM_KEY = "form_key"
OPENED_ON = "opened_on"


def receipt_key(request: HttpRequest) -> UUID | None:
    """The key of this very form, from this user, with these values, whichever of its buttons was
    pressed. None for a form with neither key nor state: it cannot be told from a new one."""
    post = request.POST
    if not (post.get(FORM_KEY) or post.get(OPENED_ON)):
        return None
    said = sorted(
        [name, values]
        for name, values in post.lists()
        if not name.startswith("_") and name != "csrfmiddlewaretoken"
    )
    return uuid5(NAMESPACE_URL, json.dumps([request.user.pk, request.path_info, said]))


def taken_in(key: UUID | None, record_type: str) -> FormReceipt | None:
    if key is None:
        return None
    return FormReceipt.objects.filter(key=key, record_type=record_type).first()


def write_receipt(key: UUID | None, record: Any, user: Any) -> None:
    """Raises ``IntegrityError`` when the same form came in meanwhile."""
    if key is not None:
        FormReceipt.objects.create(
            key=key, record_type=record._meta.label_lower, record_id=record.pk, user=user
        )
