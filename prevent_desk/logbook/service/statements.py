"""The statements of a log: what a query means over its mapped class."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, and_, false, func, not_, or_, select

from prevent_desk.logbook.model.period import By
from prevent_desk.logbook.model.query import NONE, Query
from prevent_desk.logbook.service.columns import begins, is_empty, scanned, value_of
from prevent_desk.logbook.service.listed import Condition, FilterOn, FilterWhere, Listed
from prevent_desk.store.keys import filled

_DAY = timedelta(days=1)


class LogStatements:
    """Makes statements of queries; a log is made on top of it."""

    def __init__(self) -> None:
        self._listed = self.listed()

    # What a log says

    def listed(self) -> Listed:
        """Return what the log is made of; called once."""
        raise NotImplementedError

    def matching(self, word: str) -> Sequence[Condition]:
        """Return further conditions, any of which finds a word; none unless it is overridden."""
        return ()

    # For the log itself

    def _counting(self, query: Query) -> Select[Any]:
        return self._where(select(func.count()).select_from(self._listed.table), query)

    def _grouped(self, one: FilterOn, query: Query) -> Select[Any]:
        table, column = self._listed.table, one.column
        if one.child_of is None:
            statement = select(column, func.count()).select_from(table).group_by(column)
            return self._where(statement, query)
        inside = self._where(select(table.id), query)
        return (
            select(column, func.count(one.child_of.distinct()))
            .where(one.child_of.in_(inside))
            .group_by(column)
        )

    def _order_of(self, query: Query) -> Any:  # noqa: ANN401 - a column, or None for the day
        listed = self._listed
        columns = {"recorded": listed.recorded} | {one.key: one.column for one in listed.orders}
        return columns.get(query.sort)

    def _ordered(
        self, statement: Select[Any], query: Query, *, by_index: bool = False
    ) -> Select[Any]:
        turned = [one.desc() if query.descending else one.asc() for one in self._order(query)]
        return self._where(statement, query, by_index=by_index).order_by(*turned)

    def _order(self, query: Query) -> list[Any]:
        """Return what a query's order goes by; the last is the number, so that no two are equal."""
        listed, chosen = self._listed, self._order_of(query)
        then = next((one.then for one in listed.orders if one.key == query.sort), ())
        return [listed.day if chosen is None else chosen, *then, listed.table.id]

    def _ahead_of(self, query: Query, values: Sequence[Any]) -> Condition:
        """Return the condition of those that stand before a record, in a query's order.

        Args:
            query: What is asked.
            values: What stands in the record where the order looks.
        """
        ahead: list[Condition] = []
        same: list[Condition] = []
        for column, value in zip(self._order(query), values, strict=True):
            ahead.append(and_(*same, _is_ahead(column, value, descending=query.descending)))
            same.append(column.is_(None) if value is None else column == value)
        return or_(*ahead)

    def _where(
        self, statement: Select[Any], query: Query, *, by_index: bool = False
    ) -> Select[Any]:
        """Return a statement that finds what a query finds.

        Args:
            statement: Of the log's rows.
            query: What is asked.
            by_index: Whether the index of days may be used; for the first rows in their order.
        """
        listed = self._listed
        conditions: list[Condition] = [] if listed.always is None else [listed.always]
        conditions += [self._finds(word) for word in query.words.split()]
        filters = {one.key: one for one in listed.filters}
        conditions += [
            self._fits(filters[key], codes)
            for key, codes in query.chosen.items()
            if codes and key in filters
        ]
        conditions += self._in_period(query, by_index=by_index)
        if query.late:
            conditions.append(self._is_late(query))
        if query.ids is not None:
            conditions.append(listed.table.id.in_(filled(query.ids)))
        return statement.where(*conditions) if conditions else statement

    def _finds(self, word: str) -> Condition:
        table = self._listed.table
        # SQLite's LIKE knows A from a no more than `lower` does, and takes a hundredth of its time.
        found: list[Condition] = [
            column.contains(word, autoescape=True) for column in self._listed.searched
        ]
        found += [
            table.id.in_(select(child_of).where(column.contains(word, autoescape=True)))
            for column, child_of in self._listed.child_searched
        ]
        return or_(*found, *self.matching(word))

    def _fits(self, one: FilterOn | FilterWhere, codes: frozenset[str]) -> Condition:
        if isinstance(one, FilterWhere):
            return or_(*(one.where(code) for code in sorted(codes)))
        column, table = one.column, self._listed.table
        if one.also is not None:
            codes = codes.union(*(one.also(code) for code in codes))
        values = [value_of(column, code) for code in sorted(codes) if code != NONE]
        fits: list[Condition] = []
        if one.child_of is None:
            if values:
                fits.append(scanned(column).in_(values))
            if NONE in codes:
                fits.append(is_empty(column))
        else:
            if values:
                fits.append(table.id.in_(select(one.child_of).where(column.in_(values))))
            if NONE in codes:
                fits.append(not_(table.id.in_(select(one.child_of).where(not_(is_empty(column))))))
        return or_(*fits)

    def _in_period(self, query: Query, *, by_index: bool) -> list[Condition]:
        period, listed = query.period, self._listed
        found: list[Condition] = []
        if query.by is By.EVENT:
            day = listed.day if by_index else scanned(listed.day)
            if period.first is not None:
                found.append(day >= period.first)
            if period.last is not None:
                found.append(day <= period.last)
            return found
        recorded = scanned(listed.recorded)
        if period.first is not None:
            found.append(recorded >= begins(period.first))
        if period.last is not None:
            found.append(recorded < begins(period.last + _DAY))
        return found

    def _is_late(self, query: Query) -> Condition:
        period, listed = query.period, self._listed
        # Not a bare 0: a subclass may group by it, and SQLite would take it for a column's place.
        nothing: Condition = scanned(listed.table.id) < 0
        if query.by is By.EVENT:
            if period.last is None:
                return nothing
            late: Condition = scanned(listed.recorded) >= begins(period.last + _DAY)
            return late
        return scanned(listed.day) < period.first if period.first is not None else nothing


def _is_ahead(column: Any, value: object, *, descending: bool) -> Condition:  # noqa: ANN401
    """Return whether a column stands before a value; as SQLite has it, nothing is the least."""
    if value is None:
        nothing: Condition = column.is_not(None) if descending else false()
        return nothing
    before: Condition = column > value if descending else or_(column < value, column.is_(None))
    return before
