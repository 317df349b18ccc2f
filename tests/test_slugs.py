"""Addresses made of names keep every Latin letter."""

import pytest

from archive.models.slugs import free_slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Sœur Æthel", "soeur-aethel"), ("Łukasz Żak", "lukasz-zak"), ("Ødegård", "odegard"),
        ("L’Œuvre", "loeuvre"), ("Đuro Weiß", "duro-weiss"), ("Émile", "emile"),
    ],
)  # fmt: skip
def test_a_letter_that_is_not_ascii_is_written_with_those_that_are(name, slug):
    assert free_slug(name, "p", 80, lambda _slug: False) == slug
