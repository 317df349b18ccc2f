"""What outlets want said with everything they printed."""

from collections.abc import Iterable

from archive.models import Edition


def notices_of(editions: Iterable[Edition]) -> list[str]:
    """The notices of the outlets of these editions, each once, in order of appearance.

    Reads ``edition.outlet``: select it with the editions.
    """
    outlets = (edition.outlet for edition in editions)
    return list(dict.fromkeys(outlet.notice for outlet in outlets if outlet and outlet.notice))
