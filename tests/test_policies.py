"""What the archive promises its readers, and that it keeps to what it is set up to do."""

import pytest
from django.test import Client

from archive.views.policies import POLICIES
from tests import makers
from tests.reading import read, words_of


@pytest.fixture
def sam() -> Client:
    """A visitor without a session."""
    return Client()


@pytest.mark.parametrize("slug", POLICIES)
def test_a_policy_has_its_page_among_the_others(sam, db, slug):
    for language in ("", "/en"):
        page = read(sam, f"{language}/about/{slug}/")
        assert page.count('aria-current="page"') == 1
        for other in POLICIES:
            assert f'href="{language}/about/{other}/"' in page


@pytest.mark.parametrize("slug", ["nothing", "Method", "_policy", "x" * 300])
def test_another_address_has_none(sam, db, slug):
    read(sam, f"/about/{slug}/", status=404)


def test_the_presentation_leads_to_every_policy_and_gives_the_figures(sam, db):
    makers.edition()
    page = read(sam, "/en/about/")
    for slug in POLICIES:
        assert f'href="/en/about/{slug}/"' in page
    assert "1 statement" in words_of(page)


CONTACTED = ["corrections", "sources", "data", "reuse", "accessibility"]


@pytest.mark.parametrize("slug", CONTACTED)
def test_readers_are_told_where_to_write(sam, db, settings, slug):
    settings.CONTACT_EMAIL = "redaction@archive.example"
    page = read(sam, f"/about/{slug}/")
    assert '<a href="mailto:redaction@archive.example">redaction@archive.example</a>' in page


@pytest.mark.parametrize("slug", CONTACTED)
def test_readers_are_told_that_there_is_no_address_yet(sam, db, settings, slug):
    settings.CONTACT_EMAIL = ""
    page = read(sam, f"/about/{slug}/")
    assert "L’équipe de ces archives n’a pas encore publié d’adresse." in page
    assert "mailto:" not in page


def test_the_limits_told_are_those_in_force(sam, db, settings):
    settings.EXCERPT_STATEMENT_MAX = 1234
    settings.EXCERPT_SHARE_MAX = 0.07
    settings.EXCERPT_TOTAL_MAX = 2345
    settings.EXCERPT_RECENT_TOTAL_MAX = 456
    page = words_of(read(sam, "/about/sources/"))
    for told in ("1 234 caractères", "7 % de son texte", "2 345 caractères", "456 caractères"):
        assert told in page


def test_a_page_that_is_not_there_leads_to_the_search(sam, db):
    page = read(sam, "/en/nowhere/", status=404)
    assert 'href="/en/statements/?q="' in page
