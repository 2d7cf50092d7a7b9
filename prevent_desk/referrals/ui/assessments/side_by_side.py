"""Assessments side by side: a column each, per question the state, what changed, the evidence.

One assessment alone is read in the same table. Nothing is counted, no state has a colour; words put
in and taken out since the column before are shown as the plan's versions show them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from prevent_desk.core.word_differences import Mark, Run
from prevent_desk.referrals.model.assessments.comparing import Cell, Row, What
from prevent_desk.ui import clipboard, painting, theme
from prevent_desk.ui.difference_words import Laid, Setter

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
"""The row itself: a `Row`, or the title of a section."""

_ACROSS, _DOWN, _BAR, _GAP = 10, 8, 3, 3
_QUESTION_PX, _COLUMN_PX, _HEAD_PX, _STEP_PX = 200, 150, 34, 24
_ALL_LINES = 100_000

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_Line = Row | str


class SideBySideModel(QAbstractTableModel):
    """Sections and their questions; a column for each assessment after that of the questions."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._lines: list[_Line] = []
        self._names: tuple[str, ...] = ()
        self._only_changes = False
        self._notes: tuple[str, ...] = ()

    def show_rows(
        self, rows: Sequence[Row], names: Sequence[str], notes: Sequence[str] = ()
    ) -> None:
        """Show others.

        Args:
            rows: What was answered.
            names: What each column is called.
            notes: What stands below: additions, questions without an answer.
        """
        self.beginResetModel()
        self._rows, self._names = list(rows), tuple(names)
        self._notes = tuple(notes)
        self._fill()
        self.endResetModel()

    def show_changes_only(self, *, only: bool) -> None:
        """Show the questions that changed, or all."""
        self.beginResetModel()
        self._only_changes = only
        self._fill()
        self.endResetModel()

    def line(self, row: int) -> _Line:
        """Return a row: a question, or the title of a section."""
        return self._lines[row]

    def questions(self) -> list[Row]:
        """Return the questions on show."""
        return [line for line in self._lines if isinstance(line, Row)]

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return the questions and the assessments."""
        return 0 if parent.isValid() else 1 + len(self._names)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let the cursor pass over titles."""
        if isinstance(self._lines[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell's words; all of it as one sentence for a screen reader."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if isinstance(line, str):
            return line if index.column() == 0 else None
        if index.column() == 0:
            return line.text
        words = cell_words(line.cells[index.column() - 1])
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        return f"{line.text}, {self._names[index.column() - 1]}: {words}".replace("\n", ", ")

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Return the columns' headings."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return ("", *self._names)[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def _fill(self) -> None:
        self._lines = []
        section = ""
        for row in self._rows:
            if self._only_changes and not row.is_changed:
                continue
            if row.section != section:
                section = row.section
                self._lines.append(section)
            self._lines.append(row)
        if not self._only_changes:
            self._lines += self._notes
        elif not self._lines:
            self._lines.append("Nothing changed between these.")


def cell_words(cell: Cell) -> str:
    """Return what a cell says as lines: the state, the change, the words."""
    if not cell.is_asked:
        return "Not asked in this form"
    lines = (cell.state, cell.said, cell.words, cell.day)
    return "\n".join(line for line in lines if line) or "–"


class _Painter(QStyledItemDelegate):
    """Draws titles, questions and cells, and says how high a row has to be."""

    def __init__(self, table: SideBySide) -> None:
        super().__init__(table)
        self._table = table
        self._setter = Setter()
        theme.changed.connect(self._setter.forget)

    def height(self, line: _Line, widths: Sequence[int]) -> int:
        """Return how high a row is with its columns so wide."""
        if isinstance(line, str):
            return self._title(line, sum(widths)).height + 2 * _DOWN
        question = self._question(line, widths[0]).height
        cells = (self._cell_height(*pair) for pair in zip(line.cells, widths[1:], strict=True))
        return max(question, *cells) + 2 * _DOWN

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        line: _Line = index.data(LINE_ROLE)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setClipRect(rect)
        ground = "sunken" if isinstance(line, str) else "sel" if chosen else "surface"
        painter.fillRect(rect, theme.colour(ground))
        painting.hairline(painter, rect, Qt.Edge.BottomEdge, "line")
        inside = rect.adjusted(_ACROSS, _DOWN, -_ACROSS, -_DOWN)
        if isinstance(line, str):
            self._title(line, rect.width()).draw(painter, inside.x(), inside.y())
        elif index.column() == 0:
            if chosen:
                painter.fillRect(rect.x(), rect.y(), _BAR, rect.height(), theme.colour("accent"))
            self._question(line, rect.width()).draw(painter, inside.x(), inside.y())
        else:
            painting.hairline(painter, rect, Qt.Edge.LeftEdge, "line")
            self._draw_cell(painter, inside, line.cells[index.column() - 1])
        painter.restore()

    def _title(self, words: str, width: int) -> Laid:
        return self._plain(words, width, "text2", "strong")

    def _question(self, row: Row, width: int) -> Laid:
        return self._plain(row.text, width, "text", "h3")

    def _plain(self, words: str, width: int, ink: str, role: str) -> Laid:
        run = (Run(Mark.SAME, words),) if words else ()
        return self._setter.laid(run, width - 2 * _ACROSS, _ALL_LINES, ink, role)

    def _parts(self, cell: Cell, width: int) -> list[Laid]:
        """Return what stands in a cell, one under another."""
        if not cell.is_asked:
            return [self._plain("Not asked in this form", width, "text3", "small")]
        parts = []
        if cell.state:
            parts.append(self._plain(cell.state, width, "text", "h3"))
        if cell.what is What.STATE:
            said = cell.said[:1].upper() + cell.said[1:]
            parts.append(self._plain(said, width, "accenttext", "medium"))
        if cell.shown:
            parts.append(self._setter.laid(cell.shown, width - 2 * _ACROSS, _ALL_LINES))
        if cell.day:
            parts.append(self._plain(cell.day, width, "text3", "meta"))
        return parts or [self._plain("–", width, "text3", "body")]

    def _cell_height(self, cell: Cell, width: int) -> int:
        parts = self._parts(cell, width)
        return sum(part.height for part in parts) + _GAP * (len(parts) - 1)

    def _draw_cell(self, painter: QPainter, room: QRect, cell: Cell) -> None:
        y = room.y()
        for part in self._parts(cell, room.width() + 2 * _ACROSS):
            part.draw(painter, room.x(), y)
            y += part.height + _GAP

    def helpEvent(self, *_: object) -> bool:
        """Show no tips: everything is in the row."""
        return False


class SideBySide(QTableView):
    """The table: arrows go from question to question, Ctrl+C copies one with its answers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = SideBySideModel(self)
        self._painter = _Painter(self)
        self.setModel(self.model_)
        self.setItemDelegate(self._painter)
        self.setProperty("k", "boxed")
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # A bar that came and went would change the width that rows are measured for.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName("Assessments side by side")
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        theme.changed.connect(self._lay)

    def show_rows(
        self, rows: Sequence[Row], names: Sequence[str], notes: Sequence[str] = ()
    ) -> None:
        """Show others; the current question stays current where it is still there."""
        current = self._current_key()
        self.model_.show_rows(rows, names, notes)
        self._lay()
        self._go_to(current)

    def show_changes_only(self, *, only: bool) -> None:
        """Show the questions that changed, or all."""
        current = self._current_key()
        self.model_.show_changes_only(only=only)
        self._lay()
        self._go_to(current)

    def _current_key(self) -> str:
        index = self.currentIndex()
        line = index.data(LINE_ROLE) if index.isValid() else None
        return line.key if isinstance(line, Row) else ""

    def _go_to(self, key: str) -> None:
        rows = [
            row
            for row in range(self.model_.rowCount())
            if isinstance(line := self.model_.line(row), Row) and key in {line.key, ""}
        ]
        if rows:
            self.setCurrentIndex(self.model_.index(rows[0], 0))
        elif key:
            self._go_to("")

    def _lay(self) -> None:
        """Give the columns their widths, and every row the height of its words."""
        self.verticalScrollBar().setSingleStep(theme.px(_STEP_PX))
        self.horizontalHeader().setFixedHeight(theme.px(_HEAD_PX))
        widths = self._widths()
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        self.clearSpans()
        rows = self.verticalHeader()
        blocked = rows.blockSignals(True)
        for row in range(self.model_.rowCount()):
            line = self.model_.line(row)
            if isinstance(line, str) and len(widths) > 1:
                self.setSpan(row, 0, 1, len(widths))
            rows.resizeSection(row, self._painter.height(line, widths))
        rows.blockSignals(blocked)
        self.updateGeometries()

    def _widths(self) -> list[int]:
        room, count = self.viewport().width(), self.model_.columnCount() - 1
        question = min(theme.px(_QUESTION_PX), max(theme.px(110), room // (count + 2)))
        if count < 1:
            return [room]
        each = max(theme.px(_COLUMN_PX), (room - question) // count)
        left = max(each, room - question - each * (count - 1))
        return [question, *([each] * (count - 1)), left]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy a question with its answers; no letter searches."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif not event.text().isalnum() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _copy(self) -> None:
        index = self.currentIndex()
        line = index.data(LINE_ROLE) if index.isValid() else None
        if not isinstance(line, Row):
            return
        told = [
            f"{self.model_.headerData(column, Qt.Orientation.Horizontal)}: {cell_words(cell)}"
            for column, cell in enumerate(line.cells, 1)
        ]
        clipboard.put_text("\n".join([line.text, *told]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break lines anew for another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay()
