"""What stays in sight while the grid scrolls: the group of the top row, and the first column."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from prevent_desk.plan.ui.columns import COLUMNS
from prevent_desk.plan.ui.grid_model import activity_title
from prevent_desk.plan.ui.lines import ActionLine, Line, ObjectiveLine
from prevent_desk.ui import icons, theme

if TYPE_CHECKING:
    from prevent_desk.plan.ui.grid_view import GridView

STRIP_PX = 28


class StickyStrip(QWidget):
    """Names objective and activity of the top row; a click goes to the heading.

    A widget over the viewport, for whatever is painted inside it leaves trails as Qt moves pixels.
    """

    clicked = Signal()

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view
        self._strong = ""
        self._rest = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()

    def follow(self, *, flat: bool) -> None:
        """Name the group of the top row; hide where its heading is on top itself, or has none.

        Args:
            flat: The rows are sorted, and stand under no headings.
        """
        row = self._view.rowAt(0)
        line = self._view.model_.line(row)
        on_heading = line is not None and not isinstance(line, ActionLine)
        if line is None or flat or (on_heading and self._view.rowViewportPosition(row) >= 0):
            self.hide()
            return
        self._name(line)
        area, high = self._view.viewport().geometry(), theme.px(STRIP_PX)
        y = self._pushed(row, high)
        if y <= -high:
            self.hide()
            return
        # Never up over the filters: what is pushed out is cut at the top.
        self.setGeometry(area.left(), area.top(), area.width(), high + y)
        self.show()

    def _pushed(self, row: int, high: int) -> int:
        """Return how far the next heading has pushed the strip out: 0 or less, in px."""
        headings = self._view.model_.headings
        following = bisect_right(headings, row)
        if following == len(headings):
            return 0
        return min(0, self._view.rowViewportPosition(headings[following]) - high)

    def _name(self, line: Line) -> None:
        strong = line.objective.heading or f"Objective {line.objective.number}".strip()
        rest = "" if isinstance(line, ObjectiveLine) else activity_title(line.activity)
        if (strong, rest) != (self._strong, self._rest):
            self._strong, self._rest = strong, rest
            self.setToolTip(f"Go to {strong or rest}")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the objective, a small arrow and the activity."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("group"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line2"))
        size = theme.px(14)
        top = (self.height() - size) / 2
        icons.paint(painter, "chevron-down", 9, top, size, "text2")
        x = theme.px(30)
        for number, (said, role) in enumerate(((self._strong, "strong"), (self._rest, "small"))):
            if not said:
                continue
            if number and self._strong:
                icons.paint(painter, "chevron-right", x + 2, top, size, "text3")
                x += size + 6
            painter.setFont(theme.font(role))
            painter.setPen(theme.colour("text" if number == 0 else "text2"))
            metrics = painter.fontMetrics()
            cut = metrics.elidedText(said, Qt.TextElideMode.ElideRight, self.width() - x - 12)
            painter.drawText(
                QRect(x, 0, self.width() - x, self.height()), Qt.AlignmentFlag.AlignVCenter, cut
            )
            x += metrics.horizontalAdvance(cut) + 6
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the heading."""
        self.clicked.emit()


class FrozenRef(QTableView):
    """The first column once more, over the grid, while the others are scrolled below it.

    Hidden (and then costing nothing) as long as the grid stands at its left edge.
    """

    def __init__(self, view: GridView) -> None:
        super().__init__(view)
        self._view = view
        self._is_made = False
        self.setModel(view.model_)
        self.setSelectionModel(view.selectionModel())
        self.setItemDelegate(view.itemDelegate())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setFocusProxy(view)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(20)
        # A screen reader has the same cells in the grid itself.
        self.setAccessibleName("Ref, kept in sight")
        for number in range(1, len(COLUMNS)):
            self.setColumnHidden(number, True)
        self.hide()

    def forget(self) -> None:
        """The grid shows other rows or heights: take them over when next shown."""
        self._is_made = False
        self.follow()

    def follow(self) -> None:
        """Stand over the grid's first column and at its row, or hide."""
        scrolled = self._view.horizontalScrollBar().value() > 0
        if not scrolled or self._view.isColumnHidden(0):
            self.hide()
            return
        if not self._is_made:
            self._take_heights()
        area = self._view.viewport().geometry()
        wide = self._view.columnWidth(0)
        self.setColumnWidth(0, wide)
        self.setGeometry(area.left(), area.top(), wide, area.height())
        self.verticalScrollBar().setRange(0, self._view.verticalScrollBar().maximum())
        self.verticalScrollBar().setValue(self._view.verticalScrollBar().value())
        self.show()
        self._view.strip.raise_()

    def _take_heights(self) -> None:
        mine, theirs = self.verticalHeader(), self._view.verticalHeader()
        mine.setDefaultSectionSize(theirs.defaultSectionSize())
        for row in range(theirs.count()):
            if mine.sectionSize(row) != theirs.sectionSize(row):
                mine.resizeSection(row, theirs.sectionSize(row))
        self._is_made = True
