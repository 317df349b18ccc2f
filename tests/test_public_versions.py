"""Which requests a page that was kept may answer."""

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client

from archive.models import PublicVersion
from archive.models.public_version import BEGINNING
from tests import makers

pytestmark = pytest.mark.django_db
LIST = "/statements/"


def test_a_query_in_bytes_is_not_taken_for_one_that_is_written_like_it() -> None:
    """What the bytes of "é" are called in an address is also how "Ã©" is written there."""
    makers.published("Nous voulons l’égalité")
    client = Client()
    written = client.get(LIST, QUERY_STRING="q=%C3%83%C2%A9galit")
    in_bytes = client.get(LIST, QUERY_STRING="q=\u00c3\u00a9galit\u00c3\u00a9")
    assert written.headers["ETag"] != in_bytes.headers["ETag"]
    written = client.get(LIST, QUERY_STRING="q=%C3%83%C2%A9")
    in_bytes = client.get(LIST, QUERY_STRING="q=\u00c3\u00a9")
    assert 'value="Ã©"' in written.content.decode()
    assert 'value="é"' in in_bytes.content.decode()


@pytest.mark.parametrize("method", ["OPTIONS", "TRACE"])
def test_a_page_that_is_kept_answers_no_other_method(method: str) -> None:
    client = Client()
    client.get("/about/")
    assert client.generic(method, "/about/").status_code == 405


def test_an_address_to_write_to_that_changed_is_seen_at_once(settings: LazySettings) -> None:
    client = Client()
    settings.CONTACT_EMAIL = "avant@exemple.test"
    before = client.get("/about/corrections/").headers["ETag"]
    settings.CONTACT_EMAIL = "apres@exemple.test"
    after = client.get("/about/corrections/", headers={"if-none-match": before})
    assert "apres@exemple.test" in after.content.decode()


def test_a_database_put_back_begins_with_numbers_that_no_page_had() -> None:
    """As after a backup: the same number of changes again, and not the same changes."""
    makers.published("Le marché reste ouvert")
    client, seen = Client(), set()
    for _time in range(3):
        call_command("rebuild_index", verbosity=0)
        drawn = PublicVersion.objects.get(pk=BEGINNING).changes
        assert 0 < drawn < 2**48
        seen |= {drawn, client.get(LIST).headers["ETag"]}
    assert len(seen) == 6
