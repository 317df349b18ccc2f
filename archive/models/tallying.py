"""Keeps the tallies (``archive.models.tallies``) true to the current editions."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.models.edition import Edition


def change(*, left: "Edition | None", came: "Edition | None") -> None:
    """Takes ``left`` out of every tally and counts ``came`` in."""
