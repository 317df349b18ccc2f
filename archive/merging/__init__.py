"""Finding that two records are one person, or that they are not; and taking either back.

A merge moves nothing: statements and editions keep the record they were vouched for with, and
``Person.merged_into`` says whom it leads to, always directly. So it can be undone at any time.
"""

from archive.merging.acts import OutOfDate, hold, hold_merges, merge, undo
from archive.merging.consequences import Consequences, consequences, linked_to
from archive.merging.distinctions import take_back, tell_apart
from archive.merging.refusals import MERGE, MergeRefused, merge_refusals, objection_of_merged

__all__ = [
    "MERGE", "Consequences", "MergeRefused", "OutOfDate", "consequences", "hold", "hold_merges",
    "linked_to", "merge", "merge_refusals", "objection_of_merged", "take_back", "tell_apart",
    "undo",
]  # fmt: skip
