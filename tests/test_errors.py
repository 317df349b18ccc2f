"""What a visitor is told when something is wrong, in production as in tests."""

import pytest
from django.test import Client


@pytest.mark.parametrize("address", ["/", "/en/", "/nowhere/"])
def test_a_foreign_host_is_a_bad_request_and_no_failure(client, db, address):
    answer = client.get(address, headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()


def test_a_form_without_its_token_is_answered_with_our_page(db):
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "ada"})
    assert answer.status_code == 403
    assert "<style" not in answer.content.decode()
