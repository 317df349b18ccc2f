"""Pages of public lists: keyset, so that the thousandth page costs what the first one does.

A page is asked for by the row it stands next to (``?before=`` or ``?after=``), never by a number
of rows to skip. Positions are whole numbers: the sort key of an edition, the id of a record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db.models import F, Model, Q, QuerySet

# The largest whole number that JSON and JavaScript keep exactly; sort keys stay below it.
LARGEST_POSITION: Final = 2**53 - 1
# Rows a public count looks at; beyond, it says "more than".
COUNT_CAP: Final = 10_000


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are; ``is_capped`` when there are more than ``number``."""

    number: int
    is_capped: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page, and the positions that lead to its neighbours (None: no neighbour).

    ``following`` goes into ``?before=``, ``preceding`` into ``?after=``.
    """

    rows: Sequence[Any]
    preceding: int | None
    following: int | None


def capped_count(rows: QuerySet, cap: int = COUNT_CAP) -> Count:
    """Counts no more than ``cap`` rows, whatever the size of the table."""
    found = rows.order_by()[: cap + 1].count()
    return Count(min(found, cap), found > cap)


def position_in(query: Mapping[str, str], name: str) -> int | None:
    """The position a query string asks for; None when it is missing or is no position."""
    written = query.get(name, "")
    if not (written.isascii() and written.isdigit() and len(written) <= 16):
        return None
    position = int(written)
    return position if position <= LARGEST_POSITION else None


def page_of(
    rows: QuerySet,
    query: Mapping[str, str],
    *,
    order: Sequence[str],
    key: str = "pk",
    size: int | None = None,
) -> Page:
    """The page of ``rows`` that a query string asks for, by default the first.

    ``order`` is a total order, nulls standing last whatever the direction; ``key`` the unique
    whole-number column that positions name. A position that names no row is ignored, unless the
    order is the key's own: then its neighbours are still known.
    """
    size = size or settings.PAGE_SIZE
    for name, backwards in (("before", False), ("after", True)):
        values = _values_at(rows, position_in(query, name), order, key)
        if values is not None:
            return _page_beside(rows, order, key, size, values, backwards=backwards)
    found = list(_ordered(rows, order)[: size + 1])
    return _page(found[:size], key, precedes=False, follows=len(found) > size)


def _values_at(
    rows: QuerySet, position: int | None, order: Sequence[str], key: str
) -> tuple[Any, ...] | None:
    """The values, in the columns of the order, of the row at this position."""
    if position is None:
        return None
    if [name.lstrip("-") for name in order] == [key]:
        return (position,)
    return (
        rows.order_by()
        .filter(**{key: position})
        .values_list(*(name.lstrip("-") for name in order))
        .first()
    )


def _page_beside(
    rows: QuerySet,
    order: Sequence[str],
    key: str,
    size: int,
    values: Sequence[Any],
    *,
    backwards: bool,
) -> Page:
    beyond = rows.filter(_stands_beyond(rows.model, order, values, backwards=backwards))
    found = list(_ordered(beyond, order, backwards=backwards)[: size + 1])
    has_more, found = len(found) > size, found[:size]
    if backwards:
        return _page(found[::-1], key, precedes=has_more, follows=bool(found))
    return _page(found, key, precedes=bool(found), follows=has_more)


def _page(rows: Sequence[Any], key: str, *, precedes: bool, follows: bool) -> Page:
    return Page(
        rows,
        preceding=getattr(rows[0], key) if precedes else None,
        following=getattr(rows[-1], key) if follows else None,
    )


def _ordered(rows: QuerySet, order: Sequence[str], *, backwards: bool = False) -> QuerySet:
    """The rows in this order, or the other way round; nulls last, or then first."""
    columns = []
    for name in order:
        field = F(name.lstrip("-"))
        # Said only where a null can be: an index is used for what it says and no more.
        nulls: dict[str, bool] = {}
        if _may_be_null(rows.model, name):
            nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
        descends = name.startswith("-") is not backwards
        columns.append(field.desc(**nulls) if descends else field.asc(**nulls))
    return rows.order_by(*columns)


def _stands_beyond(
    model: type[Model], order: Sequence[str], values: Sequence[Any], *, backwards: bool
) -> Q:
    """True for the rows after (or before) these values: the first column that differs decides."""
    beyond, alike = Q(pk__in=[]), Q()
    for name, value in zip(order, values, strict=True):
        column = name.lstrip("-")
        beyond |= alike & _further(
            column,
            value,
            downwards=name.startswith("-") is not backwards,
            is_nullable=_may_be_null(model, name),
            nulls_ahead=not backwards,
        )
        alike &= Q(**{f"{column}__isnull": True} if value is None else {column: value})
    return beyond


def _further(
    column: str, value: Any, *, downwards: bool, is_nullable: bool, nulls_ahead: bool
) -> Q:
    if value is None:
        return Q(pk__in=[]) if nulls_ahead else Q(**{f"{column}__isnull": False})
    further = Q(**{f"{column}__{'lt' if downwards else 'gt'}": value})
    if is_nullable and nulls_ahead:
        further |= Q(**{f"{column}__isnull": True})
    return further


def _may_be_null(model: type[Model], name: str) -> bool:
    column = name.lstrip("-")
    return column != "pk" and model._meta.get_field(column).null
