"""Columns as a log's statements ask for them, and values as its filters know them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, UnaryExpression, and_, func, or_, true
from sqlalchemy.orm import QueryableAttribute
from sqlalchemy.sql import operators

from prevent_desk.logbook.model.counted import How
from prevent_desk.logbook.model.query import NONE
from prevent_desk.logbook.service.listed import Condition


def added_up(number: Any, how: Any, fits: Any = None) -> tuple[Any, ...]:  # noqa: ANN401
    """Return the parts of a `Tally` in its order, over the rows that fit where that is said."""
    which = true() if fits is None else fits
    return (
        func.coalesce(func.sum(number).filter(and_(which, how != How.ESTIMATED.value)), 0),
        func.coalesce(func.sum(number).filter(and_(which, how == How.ESTIMATED.value)), 0),
        func.count().filter(and_(which, number.is_(None))),
        func.count().filter(which),
    )


def numbers(text: str | None) -> tuple[int, ...]:
    """Return the numbers of a `group_concat`, in their order; none where there was no row."""
    return tuple(sorted(map(int, text.split(",")))) if text else ()


def begins(day: date) -> datetime:
    """Return the moment a day begins on the clocks here, as the store keeps moments (UTC)."""
    return datetime.combine(day, time.min).astimezone(UTC).replace(tzinfo=None)


def scanned(column: Any) -> ColumnElement[Any]:  # noqa: ANN401 - a column
    """Return a column as no index of it is used.

    Nearly every period holds many of a log's rows. To find them by index and then fetch each by its
    number took 200 ms of 20,000; to look at all rows in turn takes 3 ms.
    """
    return UnaryExpression(column, operator=operators.custom_op("+"), type_=column.type)


def is_empty(column: QueryableAttribute[Any]) -> Condition:
    """Return whether nothing stands in a column: no value, or an empty text."""
    if column.type.python_type is str:
        return or_(column.is_(None), column == "")
    nothing: Condition = column.is_(None)
    return nothing


def value_of(column: QueryableAttribute[Any], code: str) -> object:
    """Return what a filter's code means in a column."""
    kind = column.type.python_type
    if kind is bool:
        return code == "1"
    if kind is int:
        # A view kept from before may hold anything.
        return int(code) if code.lstrip("-").isdigit() else None
    return code


def code_of(value: object) -> str:
    """Return a filter's code for a value of a column."""
    if value is None:
        return NONE
    return str(int(value)) if isinstance(value, bool) else str(value)
