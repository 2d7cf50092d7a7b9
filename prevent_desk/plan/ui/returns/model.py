"""The differences of one return as a table: where, what was sent, theirs, mine, what is kept."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from prevent_desk.plan.model.legend import Legend
from prevent_desk.plan.model.partners.records import Comparison, Decision, Difference, Kind
from prevent_desk.plan.ui.returns import said
from prevent_desk.ui.tables import RECORD_ROLE

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns, left to right."""

    WHERE = 0
    SENT = 1
    THEIRS = 2
    MINE = 3
    KEEP = 4


class DifferencesModel(QAbstractTableModel):
    """The rows in sight of one comparison, and what was decided about each.

    A row that is decided stays where it is until the list is laid again: nothing moves away under
    the cursor.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._comparison: Comparison | None = None
        self._decisions: dict[str, Decision] = {}
        self._rows: tuple[Difference, ...] = ()
        self._kinds: frozenset[Kind] = frozenset()
        self._only_open = False
        self._refusals: dict[str, str] = {}
        self.legend: Legend = ()
        self.today = date.min

    # What is shown

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show another return, or the same one read again."""
        self._comparison = comparison
        self._decisions = dict(comparison.decisions) if comparison else {}
        self._refusals = {}
        self.lay(self._kinds, self._only_open)

    def lay(self, kinds: frozenset[Kind], only_open: bool) -> None:
        """Show these kinds only (none: all), and only what waits for a decision."""
        self.beginResetModel()
        self._kinds, self._only_open = kinds, only_open
        self._rows = tuple(
            difference
            for difference in self.differences()
            if (not kinds or difference.kind in kinds)
            and (not only_open or said.is_open(difference, self._decisions))
        )
        self.endResetModel()

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds on show; empty for all."""
        return self._kinds

    @property
    def only_open(self) -> bool:
        """Whether only what waits for a decision is shown."""
        return self._only_open

    @property
    def is_written(self) -> bool:
        """Whether all of the return was applied: it can be read, not decided."""
        comparison = self._comparison
        return (
            comparison is not None and comparison.applied is not None and not self.to_decide_count()
        )

    def comparison(self) -> Comparison | None:
        """Return the comparison as it was read."""
        return self._comparison

    def differences(self) -> tuple[Difference, ...]:
        """Return every difference of the return, shown or not."""
        return self._comparison.differences if self._comparison else ()

    def decisions(self) -> Mapping[str, Decision]:
        """Return what was decided so far, by key."""
        return self._decisions

    def decide(self, decided: Mapping[str, Decision | None]) -> None:
        """Note decisions that were kept; None takes one back."""
        for key, decision in decided.items():
            self._refusals.pop(key, None)
            if decision is None:
                self._decisions.pop(key, None)
            else:
                self._decisions[key] = decision
        self._tell(decided)

    def refuse(self, key: str, sentence: str) -> None:
        """Say under a control why its words cannot be kept, until they are others."""
        self._refusals[key] = sentence
        self._tell({key})

    def is_refused(self, row: int) -> bool:
        """Return whether the words typed in a row could not be kept."""
        found = self.difference(row)
        return found is not None and found.key in self._refusals

    def difference(self, row: int) -> Difference | None:
        """Return the difference of a row; None outside the table."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def decision(self, row: int) -> Decision | None:
        """Return what was decided about a row."""
        found = self.difference(row)
        return self._decisions.get(found.key) if found else None

    def hint(self, row: int) -> str:
        """Return the sentence under a row's control."""
        found = self.difference(row)
        if found is None:
            return ""
        if found.key in self._refusals:
            return self._refusals[found.key]
        return said.hint(found, self.decision(row), self.legend, self.today)

    def row_of(self, key: str) -> int:
        """Return the row of a difference; -1 when it is not on show."""
        return next((row for row, found in enumerate(self._rows) if found.key == key), -1)

    def next_open(self, row: int, step: int) -> int:
        """Return the next row (step 1) or the one before (-1) that waits; -1 for none."""
        row += step
        while 0 <= row < len(self._rows):
            if said.is_open(self._rows[row], self._decisions):
                return row
            row += step
        return -1

    def open_count(self) -> int:
        """Return how many differences of the whole return wait for a decision."""
        return sum(said.is_open(found, self._decisions) for found in self.differences())

    def decided_count(self) -> int:
        """Return how many of those that ask for a decision have one."""
        return sum(
            found.is_to_decide and found.key in self._decisions for found in self.differences()
        )

    def to_decide_count(self) -> int:
        """Return how many ask for a decision at all."""
        return sum(found.is_to_decide for found in self.differences())

    # What Qt asks

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many differences are in sight."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a cell, its record, or what is said of it."""
        found = self.difference(index.row())
        if found is None:
            return None
        if role == RECORD_ROLE:
            return found
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(found, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(found, column, index.row())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's heading; the second names the version that was sent."""
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.headings()[section] if 0 <= section < len(Column) else None

    def headings(self) -> Sequence[str]:
        """Return the headings, left to right."""
        stamp = self._comparison.send.stamp if self._comparison else ""
        return ("Where", f"Sent in {stamp}".removesuffix(" in "), "They say", "Mine now", "Keep")

    def _tell(self, keys: Container[str]) -> None:
        rows = [row for row, found in enumerate(self._rows) if found.key in keys]
        if rows:
            first, last = self.index(rows[0], 0), self.index(rows[-1], Column.KEEP)
            self.dataChanged.emit(first, last)

    def _words(self, found: Difference, column: Column) -> str:
        if column is Column.WHERE:
            return f"{said.where(found)}\n{said.cell(found)}"
        if column is Column.SENT:
            return found.sent or said.NOTHING
        if column is Column.THEIRS:
            return said.they_say(found)
        if column is Column.MINE:
            return said.mine_now(found)
        keep = said.standing(found, self._decisions.get(found.key))
        return said.KEEPS[keep] if keep else ""

    def _spoken(self, found: Difference, column: Column, row: int) -> str:
        if column is Column.KEEP:
            return said.spoken(found, self._decisions.get(found.key), self.hint(row))
        words = self._words(found, column).replace("\n", ", ")
        if words == said.NOTHING:
            words = "empty"
        if column is Column.WHERE:
            return f"{words}, {said.KINDS[found.kind].words}"
        problem = f". {found.problem}" if column is Column.THEIRS and found.problem else ""
        return f"{self.headings()[column]}, {words}{problem}"


def kinds_named(names: object) -> frozenset[Kind]:
    """Return the kinds named in a kept position; what is unknown is passed over."""
    known = {kind.value: kind for kind in Kind}
    found = names if isinstance(names, list) else []
    return frozenset(known[name] for name in found if isinstance(name, str) and name in known)
