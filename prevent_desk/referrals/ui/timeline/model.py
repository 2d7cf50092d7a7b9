"""The lines of a timeline as a list: a row each, with the day's rule above where it has one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from prevent_desk.referrals.model import timeline
from prevent_desk.referrals.model.timeline import Line

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
RULE_ROLE = Qt.ItemDataRole.UserRole + 2

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class LinesModel(QAbstractTableModel):
    """Lines in the order shown.

    Attributes:
        with_refs: Whether each line names its referral: in a timeline over several.
        hidden: Lines that tell who the referrer is, not opened in this sitting, by key.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._rules: list[str] = []
        self.with_refs = False
        self.hidden: frozenset[str] = frozenset()

    def show_lines(
        self,
        lines: Sequence[Line],
        *,
        with_refs: bool = False,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._lines, self._rules = list(lines), timeline.days(lines)
        self.with_refs, self.hidden = with_refs, hidden
        self.endResetModel()

    def lines(self) -> list[Line]:
        """Return the lines in the order shown."""
        return list(self._lines)

    def line(self, row: int) -> Line | None:
        """Return the line of a row; None beyond the ends."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, key: str) -> int:
        """Return the row of a line by its key; -1 where it is not shown."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), -1)

    def rule(self, row: int) -> str:
        """Return the day's rule above a row; empty for none."""
        return self._rules[row]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return one: a line is painted whole."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a line, or what is said of it."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == LINE_ROLE:
            return line
        if role == RULE_ROLE:
            return self.rule(index.row())
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.spoken(line)
        return None

    def spoken(self, line: Line) -> str:
        """Return a whole line as one sentence for screen readers."""
        if line.key in self.hidden:
            return f"{line.when}, {line.kind.words}. {HIDDEN}"
        parts = (
            line.when, line.ref if self.with_refs else "", line.kind.words, line.title, line.who,
            *(tag.text for tag in line.tags), line.body,
            *(f"Added {one.when}: {one.body}" for one in line.addenda),
        )  # fmt: skip
        return ", ".join(part for part in parts if part)


HIDDEN = "Tells who referred; they asked not to be named. Space shows it."
"""What stands in place of a line about a referrer who asked not to be named."""
