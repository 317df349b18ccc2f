"""The same form sent by several threads at one moment, in a process of its own: on SQLite only a
file shows what two connections do to each other. Prints what came of it, as JSON.

    DATABASE_URL=sqlite:////path/to/file python -m tests.posts_together
"""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import django

ROUNDS, AT_ONCE = 5, 4


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    # Their models are there only now.
    from django.test.utils import setup_test_environment
    from django.urls import reverse

    from archive.models import Event, Role, Topic
    from tests import makers
    from tests.two_editors import Editor

    setup_test_environment()
    chief, person = Editor(makers.chloe()), makers.person("Jeanne Aubriot")
    statuses: list[int] = []
    for round_ in range(ROUNDS):
        form = chief.open_at(reverse("admin:archive_topic_add"), "topic_form")
        sent = {**form.fields, "name": f"Thème {round_}", "_continue": "1"}
        statuses += together(chief.user, form.address, sent)
        form = chief.open(person)
        row = int(form.fields["roles-TOTAL_FORMS"]) - 1
        sent = {**form.fields, f"roles-{row}-title": f"rôle {round_}", "_continue": "1"}
        statuses += together(chief.user, form.address, sent)
    print(
        json.dumps(
            {
                "statuses": sorted(set(statuses)),
                "topics": Topic.objects.filter(name__startswith="Thème ").count(),
                "roles": Role.objects.filter(person=person).count(),
                "events": Event.objects.of(person).count(),
            }
        )
    )


def together(user: Any, address: str, sent: dict[str, Any]) -> list[int]:
    """The answers' statuses; each thread has a browser and a connection of its own."""
    from django.db import connections
    from django.test import Client

    barrier = Barrier(AT_ONCE)

    def post(_number: int) -> int:
        client = Client(raise_request_exception=False)
        client.force_login(user)
        barrier.wait(timeout=60)
        try:
            return client.post(address, sent).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(post, range(AT_ONCE)))


if __name__ == "__main__":
    main()
