"""The day a record is sorted by, counted from 1800-01-01, and the keys of lists made of it."""

from datetime import date

from archive import dates

EPOCH = date(1800, 1, 1)
ID_BITS = 36  # sort_key = days since EPOCH << 36 | id: 53 bits, exact in JSON and JavaScript


def sort_day_of(*written: str) -> int:
    """Days from 1800-01-01 to the first day the first known of these dates may mean; 0 if none."""
    for edtf in written:
        if edtf:
            known = dates.parse(edtf)
            day = known.earliest or known.latest
            if day:
                return max((day - EPOCH).days, 0)
    return 0


def year_of(sort_day: int) -> int | None:
    """The year of a sort day; None for what is not dated."""
    return date.fromordinal(EPOCH.toordinal() + sort_day).year if sort_day else None


def first_key_of(day: date) -> int:
    """The smallest sort key a record of this day can have; never that of an undated one."""
    return max((day - EPOCH).days, 1) << ID_BITS


def first_key_after(day: date) -> int:
    """The smallest sort key beyond this day."""
    return max((day - EPOCH).days + 1, 1) << ID_BITS
