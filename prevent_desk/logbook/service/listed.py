"""What a log over a table is made of: its columns, filters and orders."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import QueryableAttribute
from sqlalchemy.sql.base import ExecutableOption

from prevent_desk.logbook.model.nouns import Noun

Options = Sequence[tuple[str, str]]
Condition = ColumnElement[bool]


# Dataclasses hold the columns: as attributes of a class they would be asked of its instances.
@dataclass(frozen=True)
class FilterOn:
    """A filter, and the column it looks at.

    Attributes:
        column: Of the log's own rows, or of rows that hang on them. Its values are the codes:
            texts as they are, numbers in digits, truth as "1" and "0", nothing as "".
        options: Tells codes and words, in order; asked each time the filters are shown.
        child_of: The foreign key to the log's rows, where the column is not of their own.
        also: Tells further codes that stand for the same: of organisations merged into one.
    """

    key: str
    title: str
    column: QueryableAttribute[Any]
    options: Callable[[], Options]
    child_of: QueryableAttribute[Any] | None = None
    also: Callable[[str], Sequence[str]] | None = None


@dataclass(frozen=True)
class FilterWhere:
    """A filter that no column tells ("no reach noted"): each code has a condition of its own."""

    key: str
    title: str
    options: Callable[[], Options]
    where: Callable[[str], Condition]


@dataclass(frozen=True)
class OrderBy:
    """An order, and what it goes by; `then`: where that is the same ("given name")."""

    key: str
    title: str
    column: Any
    then: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Listed:
    """What a log is made of.

    Attributes:
        table: The mapped class; its key is `id`.
        day: The day it is filed under. An index of it and `id` keeps long lists fast.
        recorded: When it was written down (UTC, as the store keeps it).
        last_day: Where a record may have several days.
        searched: Columns whose words are searched.
        child_searched: Columns of rows that hang on it, each with its foreign key to the log's.
        loads: How relations of a page's rows are loaded.
        always: A condition every record meets ("not cancelled"); None for none.
    """

    table: type[Any]
    day: QueryableAttribute[Any]
    recorded: QueryableAttribute[Any]
    last_day: QueryableAttribute[Any] | None = None
    searched: Sequence[QueryableAttribute[Any]] = ()
    child_searched: Sequence[tuple[QueryableAttribute[Any], QueryableAttribute[Any]]] = ()
    filters: Sequence[FilterOn | FilterWhere] = ()
    orders: Sequence[OrderBy] = ()
    loads: Sequence[ExecutableOption] = ()
    always: Condition | None = None


@dataclass(frozen=True)
class FigureOf:
    """What a figure of a log counts.

    Attributes:
        key: Its name among those of its source.
        noun: What the number counts.
        chosen: The filters its records pass, as a query has them.
        number: Column and how it is known, to add up; None counts the records themselves.
        note: A further line.
    """

    key: str
    noun: Noun
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    number: tuple[QueryableAttribute[Any], QueryableAttribute[Any]] | None = None
    note: str = ""
