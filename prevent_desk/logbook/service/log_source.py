"""What the screens of a log are given by its service; `table_log` makes most of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Protocol, TypeVar

from prevent_desk.logbook.model.days import DayEntry
from prevent_desk.logbook.model.nouns import Noun
from prevent_desk.logbook.model.query import Filter, Query, Sort
from prevent_desk.logbook.model.sheet import SheetColumn


class Logged(Protocol):
    """A record of a log: anything with a number."""

    @property
    def id(self) -> int:
        """Its number."""
        ...


Record = TypeVar("Record", bound=Logged)


class LogSource(Protocol[Record]):
    """A log: its records counted, listed page by page, put into days, and taken out.

    Attributes:
        key: Its name in settings, drafts and views: "training/sessions".
        title: As a workbook is headed: "Training sessions".
        noun: What its records are: "session", "sessions".
        has_days: Whether its records stand in a calendar.
    """

    key: str
    title: str
    noun: Noun
    has_days: bool

    def filters(self) -> Sequence[Filter]:
        """Return what it can be filtered by, with the options there are now."""
        ...

    def sorts(self) -> Sequence[Sort]:
        """Return the orders it can be in, the usual one first."""
        ...

    def sheet(self) -> Sequence[SheetColumn[Record]]:
        """Return the columns of its workbook."""
        ...

    def count(self, query: Query) -> int:
        """Return how many records a query finds."""
        ...

    def page(self, query: Query, at: int, size: int) -> list[Record]:
        """Return `size` records from place `at` (from 0) on, in the query's order."""
        ...

    def ids(self, query: Query) -> list[int]:
        """Return the numbers of all records a query finds, in its order."""
        ...

    def place(self, query: Query, record_id: int) -> int | None:
        """Return a record's place in a query's order (from 0); None where it is not found."""
        ...

    def one(self, record_id: int) -> Record | None:
        """Return a record; None where it is no longer there."""
        ...

    def everything(
        self, query: Query, report: Callable[[int, int, str], None] | None = None
    ) -> list[Record]:
        """Return all records of a query in its order, for a workbook."""
        ...

    def days(self, query: Query, first: date, last: date) -> list[DayEntry]:
        """Return what a calendar shows from one day to another, by first day.

        The query's own period does not matter: a calendar shows its month.
        """
        ...

    def entry(self, record: Record) -> DayEntry:
        """Return a record as the calendar shows it; only asked where `has_days`."""
        ...

    def note_export(self, export_id: str, marking: str, count: int) -> None:
        """Note in the audit trail that so many records were taken out."""
        ...

    def option_counts(self, query: Query) -> Mapping[str, Mapping[str, int]]:
        """Return how many records each option of each filter would find, by key and code.

        Those of a filter are counted as though it chose nothing itself.
        """
        ...

    def late(self, query: Query) -> list[int]:
        """Return the late entries of the query's period among what it finds."""
        ...

    def totals(self, query: Query) -> str:
        """Return what the records of a query come to, in one line; empty for no such line.

        Asked beside the window; "24 sessions · about 437 people (180 counted, 257 estimated)".
        """
        ...
