"""What a workbook of a log says: what was asked for, what it comes to, and its records as texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from prevent_desk.logbook.model.period import late_words
from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.model.sheet import LogSheet, SheetColumn
from prevent_desk.logbook.service.log_source import LogSource


def sheet_of(
    source: LogSource[Any],
    query: Query,
    marking: str,
    export_id: str,
    made: tuple[date, datetime, bool],
    report: Callable[[int, int, str], None] | None = None,
) -> LogSheet:
    """Return what a workbook of a log says.

    Args:
        source: The log.
        query: What is listed.
        marking: As printed on every page.
        export_id: Its number in the audit trail.
        made: The day data is current to, the moment it is made, whether people are invented.
        report: Is told how many records were read.
    """
    records = source.everything(query, report)
    columns: Sequence[SheetColumn[Any]] = source.sheet()
    facts = [*asked(source, query, len(records)), *counted_facts(source, query)]
    return LogSheet(
        source.title, facts, [(one.heading, one.width) for one in columns],
        [[one.text(record) for one in columns] for record in records],
        source.noun.many, marking, export_id, *made,
    )  # fmt: skip


def asked(source: LogSource[Any], query: Query, found: int) -> list[str]:
    """Return what a list shows, in the lines that head its workbook."""
    every = source.count(Query())
    counted = source.noun.counted(found)
    lines = [counted if found == every else f"{counted} of {every:,} in the log"]
    told = query.told(source.filters())
    lines.append(f"Filtered by: {told}" if told else "Not filtered")
    if not query.period.is_all:
        lines.append(f"Counted {query.by.words}")
    return lines


def counted_facts(source: LogSource[Any], query: Query) -> list[str]:
    """Return what the records come to, and which of them came late."""
    late = late_words(len(source.late(query)), query.period, query.by)
    return [line for line in (source.totals(query), late) if line]
