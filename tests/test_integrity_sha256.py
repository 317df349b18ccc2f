"""The SHA-256 of an edition: what it is computed over, and that each part of it counts."""

import pytest

from archive import guards
from archive.models import Edition
from archive.models.digests import sha256_of_content
from archive.quotes import anchoring
from tests.attacks import complete_edition, other_value

pytestmark = pytest.mark.django_db


@pytest.fixture
def complete(db) -> Edition:
    return complete_edition()


IN_SHA256 = {
    "exact", "kind", "language", "speaker_id", "speaker_name", "speaker_type", "attribution",
    "speaker_role", "via", "said_on", "place", "setting", "certainty", "certainty_reason", "notes",
    "article_id", "title", "title_is_derived", "outlet_name", "byline", "published", "url",
    "archived_url", "dateline", "agency", "start", "end", "prefix", "suffix",
}  # fmt: skip
# Counted from another column, or no content: which edition this is, and who vouches for it.
NOT_IN_SHA256 = {
    "id", "statement_id", "number", "statement_version", "said_from", "said_to", "published_from",
    "published_to", "sort_day", "sha256", "submitted_by_id", "approved_by_id", "approved_at",
    "text_id",  # the text's number and its own SHA-256 are in
    "outlet_id",  # its name is in
}  # fmt: skip


def test_the_sha256_of_an_edition_is_that_of_its_content_as_stored(complete):
    stored = Edition.objects.get(pk=complete.pk)
    assert stored.sha256 == sha256_of_content(stored.content())


def test_every_frozen_column_is_in_the_sha256_or_is_not():
    assert sorted([*IN_SHA256, *NOT_IN_SHA256]) == sorted(guards.EDITION_FROZEN)


@pytest.mark.parametrize("column", sorted(IN_SHA256))
def test_the_sha256_changes_with_every_public_field(complete, column):
    before = complete.sha256
    new = [] if column == "notes" else other_value(complete, column)
    setattr(complete, column, new)
    assert sha256_of_content(complete.content()) != before


@pytest.mark.parametrize(
    "column", ["person_id", "name", "relation", "mention", "mention_start", "mention_end", "role"]
)
def test_the_sha256_changes_with_every_field_of_a_target(complete, column):
    edition = Edition.objects.prefetch_related("targets").get(pk=complete.pk)
    target = edition.targets.all()[0]
    setattr(target, column, other_value(target, column))
    assert sha256_of_content(edition.content()) != complete.sha256


def test_the_sha256_changes_with_a_topic(complete):
    edition = Edition.objects.prefetch_related("topic_links").get(pk=complete.pk)
    edition.topic_links.all()[0].name = "écoles"
    assert sha256_of_content(edition.content()) != complete.sha256


def test_the_sha256_changes_with_the_text(complete):
    complete.text.sha256 = anchoring.sha256_of("Autre chose.")
    assert sha256_of_content(complete.content()) != complete.sha256
