"""The one door through which the tables beside editions learn what came into print and left it."""

from typing import TYPE_CHECKING

from archive.models import tallying
from archive.models.tally_rows import hold_tallies

if TYPE_CHECKING:
    from archive.models.edition import Edition


def in_print_changed(*, left: "Edition | None", came: "Edition | None") -> None:
    """Counts, and makes findable, what the public reads now.

    ``left`` was current until this transaction and is not any more, ``came`` is; both with their
    targets and topics in the database. Called by whatever changes the state of an edition, in its
    transaction.
    """
    hold_tallies()
    tallying.change(left=left, came=came)
