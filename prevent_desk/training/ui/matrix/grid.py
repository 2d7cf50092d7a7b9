"""The matrix itself: a row a department, a column a course; departments stay in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from prevent_desk.training.model.coverage import Goal, Matrix, MatrixRow
from prevent_desk.training.ui.matrix.grid_cells import ACROSS, ROW_PX, CellDelegate, Headings
from prevent_desk.training.ui.matrix.grid_model import MatrixModel
from prevent_desk.ui import theme
from prevent_desk.ui.delegates import dress

_Index = QModelIndex | QPersistentModelIndex


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
        first = min(max(first + 2 * ACROSS + 4, theme.px(150)), theme.px(230))
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


def _dress(table: QTableView) -> None:
    table.setHorizontalHeader(Headings(table))
    dress(table)
    table.setItemDelegate(CellDelegate(table))
    table.setFrameShape(QFrame.Shape.NoFrame)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setMouseTracking(True)
    table.horizontalHeader().setSectionsClickable(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
