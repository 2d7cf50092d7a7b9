"""The matrix itself: a row a department, a column a course; each cell in words beside its bar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from prevent_desk.core.dates import say_short
from prevent_desk.training.model.coverage import Counts, Goal, Matrix, MatrixRow, Shade
from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.tables import RECORD_ROLE

ROW_PX, _PAD, _BAR, _LINE = 56, 11, 7, 17
_ACROSS = 10
"""Beside the words of the first column, as in its heading."""
LOOKS = {
    Shade.FULL: ("circle-check", "green"),
    Shade.PART: ("triangle-alert", "amber"),
    Shade.HOLE: ("circle-alert", "red"),
}
"""Glyph and tone of a cell."""

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class MatrixModel(QAbstractTableModel):
    """A matrix as a table: the department, then a column for each course."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix: Matrix | None = None
        self.goal = Goal()

    def show_matrix(self, matrix: Matrix, goal: Goal) -> None:
        """Show another matrix."""
        self.beginResetModel()
        self.matrix, self.goal = matrix, goal
        self.endResetModel()

    def rows(self) -> Sequence[MatrixRow]:
        """Return its rows."""
        return self.matrix.rows if self.matrix is not None else ()

    def counts(self, index: _Index) -> Counts:
        """Return a cell; the first column is the whole department."""
        row = self.rows()[index.row()]
        return row.cells[index.column() - 1] if index.column() else row.worst

    # Qt

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return how many departments there are."""
        return 0 if parent.isValid() else len(self.rows())

    def columnCount(self, parent: _Index = _NO_INDEX) -> int:
        """Return how many courses there are, and one."""
        if parent.isValid() or self.matrix is None:
            return 0
        return len(self.matrix.courses) + 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt calls it
        """Return a cell's words, its sentence, or its row."""
        if not index.isValid() or self.matrix is None:
            return None
        row = self.rows()[index.row()]
        if role == RECORD_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.counts(index).words if index.column() else row.name
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return _said(self.matrix, row, index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - as Qt calls it
        """Return the course's name, and as tooltip all of it."""
        if orientation != Qt.Orientation.Horizontal or self.matrix is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.matrix.courses[section - 1].called if section else "Department"
        if role == Qt.ItemDataRole.ToolTipRole and section:
            one = self.matrix.courses[section - 1]
            counts = self.matrix.totals[section - 1].said()
            period = "" if one.refresh_months is None else "for "
            return f"{one.title}, counts {period}{one.refresh_words}\n{counts}"
        return None


class MatrixTable(QTableView):
    """Shows a matrix; keys go from cell to cell, Enter opens who is behind one.

    Where the courses do not fit, they go sideways under the departments, which stay.

    Signals:
        cell_chosen: Another cell is the current one.
        opened: Enter or a double click.
        menu_asked: The menu of the current cell was asked for, at a place of the screen.
        stepped_back: Esc.
    """

    cell_chosen = Signal()
    opened = Signal()
    menu_asked = Signal(QPoint)
    stepped_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = MatrixModel(self)
        self.setModel(self.rows)
        _dress(self)
        self.setAccessibleName("Department by course")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._frozen = _Departments(self)
        self._fit()
        theme.changed.connect(self._fit)
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.cell_chosen.emit())
        self.doubleClicked.connect(lambda _index: self.opened.emit())
        self.customContextMenuRequested.connect(self._ask_menu)

    def show_matrix(self, matrix: Matrix, goal: Goal) -> None:
        """Show another matrix; the current cell stays where it is still there."""
        department, course = self.department(), self.course_id()
        at = self.currentIndex()
        self.rows.show_matrix(matrix, goal)
        self._fit()
        if not self.go_to(department.department_id if department else -1, course) and matrix.rows:
            row = min(max(at.row(), 0), len(matrix.rows) - 1)
            column = min(max(at.column(), 1), len(matrix.courses))
            self.setCurrentIndex(self.rows.index(row, column))

    def department(self) -> MatrixRow | None:
        """Return the department the keyboard is in."""
        row = self.currentIndex().row()
        return self.rows.rows()[row] if 0 <= row < self.rows.rowCount() else None

    def course_id(self) -> int:
        """Return the course the keyboard is in; 0 in the first column."""
        column, matrix = self.currentIndex().column(), self.rows.matrix
        if matrix is None or not 0 < column <= len(matrix.courses):
            return 0
        return matrix.courses[column - 1].id

    def go_to(self, department_id: int, course_id: int) -> bool:
        """Make a cell the current one; False where it is not shown. Course 0 is the department."""
        matrix = self.rows.matrix
        if matrix is None:
            return False
        row = next((n for n, r in enumerate(matrix.rows) if r.department_id == department_id), -1)
        places = {one.id: place for place, one in enumerate(matrix.courses, 1)} | {0: 0}
        if row < 0 or course_id not in places:
            return False
        index = self.rows.index(row, places[course_id])
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    # Inside

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(ROW_PX))
        self._widths()
        self._frozen.fit()
        self.viewport().update()

    def _widths(self) -> None:
        """Give departments what they want and courses an equal share of the rest."""
        matrix = self.rows.matrix
        if matrix is None or not self.rows.columnCount():
            return
        first = max((theme.metrics("h3").horizontalAdvance(row.name) for row in matrix.rows),
                    default=0)  # fmt: skip
        first = min(max(first + 2 * _ACROSS + 4, theme.px(150)), theme.px(230))
        room = self.viewport().width() - first
        least = theme.metrics("small").horizontalAdvance("22 lapsed, 88 soon") + theme.px(52)
        share = max(least, room // max(len(matrix.courses), 1))
        header = self.horizontalHeader()
        header.resizeSection(0, first)
        for place in range(len(matrix.courses)):
            header.resizeSection(place + 1, share)
        if share * len(matrix.courses) < room + len(matrix.courses) and matrix.courses:
            # The last takes the pixels that division left over.
            header.resizeSection(len(matrix.courses), room - share * (len(matrix.courses) - 1))

    def _ask_menu(self, at: QPoint) -> None:
        index = self.currentIndex()
        if index.isValid():
            inside = self.viewport().rect().contains(at) and self.indexAt(at).isValid()
            place = at if inside else self.visualRect(index).center()
            self.menu_asked.emit(self.viewport().mapToGlobal(place))

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._widths()
        self._frozen.fit()

    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight, out from under the departments that stay."""
        super().scrollTo(index, hint)
        if index.column() > 0 and self._frozen.isVisible():
            left = self.visualRect(index).left() - self._frozen.width()
            if left < 0:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() + left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, step back on Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.stepped_back.emit()
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Keep the departments that stay over what moves under them."""
        if event.type() == QEvent.Type.Paint:
            self._frozen.follow()
        return super().viewportEvent(event)


class _Departments(QTableView):
    """The first column once more, over the table while its courses go sideways."""

    def __init__(self, table: MatrixTable) -> None:
        super().__init__(table)
        self._table = table
        self.setModel(table.rows)
        _dress(self)
        self.setSelectionModel(table.selectionModel())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Departments")
        self.hide()
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)

    def fit(self) -> None:
        """Take the place of the first column, where it would go out of sight."""
        table = self._table
        header = table.horizontalHeader()
        self.verticalHeader().setDefaultSectionSize(table.verticalHeader().defaultSectionSize())
        for column in range(1, table.rows.columnCount()):
            self.setColumnHidden(column, True)
        self.setColumnWidth(0, header.sectionSize(0))
        self.setGeometry(0, 0, header.sectionSize(0), header.height() + table.viewport().height())
        self.follow()

    def follow(self) -> None:
        """Be there only while the first column is not."""
        wanted = self._table.horizontalScrollBar().value() > 0
        if wanted != self.isVisible():
            self.setVisible(wanted)
            self.raise_()


class _Header(QHeaderView):
    """A heading is the course at the left and how long it counts at the right."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one heading."""
        painter.fillRect(rect, theme.colour("sunken"))
        painting.hairline(painter, rect, Qt.Edge.BottomEdge, "line2")
        model = self.model()
        if not isinstance(model, MatrixModel) or model.matrix is None:
            return
        across = _PAD if section else _ACROSS
        room = QRectF(rect).adjusted(across, 0, -across, 0)
        period = model.matrix.courses[section - 1].refresh_words if section else ""
        wide = theme.metrics("small").horizontalAdvance(period) + 8 if period else 0
        title = str(model.headerData(section, Qt.Orientation.Horizontal))
        if theme.metrics("strong").horizontalAdvance(title) + wide <= room.width():
            painting.draw_line(painter, room, period, "small", "text2", Qt.AlignmentFlag.AlignRight)
        painting.draw_line(painter, room, title, "strong", "text")


class _CellDelegate(QStyledItemDelegate):
    """Draws a cell: how many of how many, share, bar, the one thing to say of it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a department or a cell."""
        table, model = self.parent(), index.model()
        if not isinstance(table, QTableView) or not isinstance(model, MatrixModel):
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        room = option.rect
        if chosen:
            painter.fillRect(room, theme.colour("sel"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, theme.colour("hover"))
        else:
            painter.fillRect(room, theme.colour("surface"))
        painting.hairline(painter, room, Qt.Edge.BottomEdge)
        painting.hairline(painter, room, Qt.Edge.RightEdge)
        if index.column():
            _paint_cell(painter, room, model.counts(index), model.goal, chosen=chosen)
        else:
            _paint_department(painter, room, model.rows()[index.row()], chosen=chosen)
        if chosen and (table.hasFocus() or index.column()):
            painting.draw_focus(painter, room)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of every row."""
        return QSize(0, theme.px(ROW_PX))


def _said(matrix: Matrix, row: MatrixRow, column: int) -> str:
    if not column:
        return f"{row.name}, {people_words(row)}. Everybody by the worst: {row.worst.said()}"
    course = matrix.courses[column - 1]
    return f"{row.name}, {course.title}: {row.cells[column - 1].said()}"


def people_words(row: MatrixRow) -> str:
    """Return how many people a department has, and how one knows."""
    if not row.people:
        return "nobody listed"
    words = "1 person" if row.people == 1 else f"{row.people:,} people"
    if not row.unnamed:
        return words
    told = f", told {say_short(row.told)}" if isinstance(row.told, date) else ""
    return f"{words}, {row.unnamed:,} not named{told}"


def _dress(table: QTableView) -> None:
    table.setHorizontalHeader(_Header(table))
    dress(table)
    table.setItemDelegate(_CellDelegate(table))
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setMouseTracking(True)
    table.horizontalHeader().setSectionsClickable(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


def _paint_department(painter: QPainter, room: QRect, row: MatrixRow, *, chosen: bool) -> None:
    line = theme.px(_LINE)
    top = room.y() + (room.height() - 2 * line) // 2
    inside = QRect(room.x() + _ACROSS, top, room.width() - 2 * _ACROSS, line)
    painting.draw_line(painter, inside, row.name, "h3", "onsel" if chosen else "text")
    below = inside.translated(0, line)
    ink = "onsel" if chosen and theme.is_contrast() else "text2"
    painting.draw_line(painter, below, people_words(row), "small", ink)


def _paint_cell(
    painter: QPainter, room: QRect, counts: Counts, goal: Goal, *, chosen: bool
) -> None:
    plain = "onsel" if chosen else "text"
    quiet = "onsel" if chosen and theme.is_contrast() else "text2"
    shade = counts.shade(goal)
    if shade is Shade.EMPTY:
        painting.draw_line(
            painter, room, counts.words, "small", quiet, Qt.AlignmentFlag.AlignHCenter
        )
        return
    icon, tone = LOOKS[shade]
    line = theme.px(_LINE)
    inside = room.adjusted(_PAD, 0, -_PAD, 0)
    high = 2 * line + theme.px(_BAR) + 2
    top = inside.y() + (inside.height() - high) // 2
    first = QRect(inside.x(), top, inside.width(), line)
    painting.draw_line(painter, first, counts.words, "h3", plain)
    if counts.percent is not None:
        painting.draw_line(
            painter, first, f"{counts.percent}%", "small", quiet, Qt.AlignmentFlag.AlignRight
        )
    bar = QRectF(inside.x(), top + line + 1, inside.width(), theme.px(_BAR))
    painting.fill_tone(painter, bar, "grey")
    if counts.current:
        # At least 3 px: one of hundreds is not nobody.
        wide = max(3.0, bar.width() * counts.current / counts.required)
        painting.fill_tone(painter, QRectF(bar.x(), bar.y(), wide, bar.height()), tone)
    below = top + line + theme.px(_BAR) + 2
    side = theme.px(14)
    ink = quiet if chosen and theme.is_contrast() else tone
    icons.paint(painter, icon, inside.x(), below + (line - side) // 2, side, ink)
    words = QRect(inside.x() + side + 5, below, inside.width() - side - 5, line)
    painting.draw_line(painter, words, counts.gap, "small", quiet)
