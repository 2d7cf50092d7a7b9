"""The list at the left: every workbook that was sent, and where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.plan.model.partners.records import RegisterLine
from prevent_desk.plan.ui.returns import said
from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.delegates import BAR
from prevent_desk.ui.tables import RECORD_ROLE
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import ElidedLabel, Rule, WrapLabel

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_LINE, _HEADING = 45, 30
_LEFT = 12


class AgenciesPane(QWidget):
    """Heading, agencies, and what can be done for all of them.

    Signals:
        chosen: Another line is current: a `RegisterLine`.
        entered: Enter on a line: go on to its differences.
        left: Esc.
    """

    chosen = Signal(object)
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = ElidedLabel("Returns", "h1")
        self.sent_label = WrapLabel("", "small")
        self.list = _AgenciesList(self)
        self.bring_button = Button("&Bring in returns…", "file-input")
        self.chase_button = Button("", "mail")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(14, 10, 10, 8)
        head.setSpacing(1)
        head.addWidget(self.title)
        head.addWidget(self.sent_label)
        column.addLayout(head)
        column.addWidget(Rule())
        column.addWidget(self.list, 1)
        column.addWidget(Rule())
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 10, 12, 10)
        foot.setSpacing(6)
        foot.addWidget(self.bring_button)
        foot.addWidget(self.chase_button)
        column.addLayout(foot)
        self.list.moved.connect(self._moved)
        self.list.entered.connect(self.entered)
        self.list.left.connect(self.left)

    def show_lines(self, lines: Sequence[RegisterLine], today: date) -> None:
        """Show the register, keeping the current line without telling."""
        current = self.current()
        self.list.show_lines(lines, today)
        self.sent_label.setText(said.sent_line(lines, today))
        owing = sum(said.is_owing(line) for line in lines)
        self.chase_button.setVisible(owing > 0)
        self.chase_button.setText(f"Draft &chasers for {owing}" if owing > 1 else "Draft a &chaser")
        if current is not None:
            self.go_to(current.send.id)

    def update_line(self, line: RegisterLine) -> None:
        """Show one line anew."""
        self.list.lines.update_line(line)

    def lines(self) -> tuple[RegisterLine, ...]:
        """Return the register as shown."""
        return self.list.lines.lines()

    def line(self, send_id: int) -> RegisterLine | None:
        """Return the line of a sending; None when it is not in the list."""
        return next((line for line in self.lines() if line.send.id == send_id), None)

    def current(self) -> RegisterLine | None:
        """Return the current line."""
        return self.list.lines.line(self.list.currentIndex().row())

    def go_to(self, send_id: int) -> bool:
        """Make a line current, without telling; False when it is not in the list."""
        row = self.list.lines.row_of(send_id)
        if row < 0:
            return False
        self.list.quietly(row)
        return True

    def _moved(self) -> None:
        line = self.current()
        if line is not None:
            self.chosen.emit(line)


class _Lines(QAbstractListModel):
    """Register lines; a heading (str) stands before those of an earlier sending."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: list[str | RegisterLine] = []
        self.today = date.min

    def show_lines(self, lines: Sequence[RegisterLine], today: date) -> None:
        self.beginResetModel()
        self.today = today
        self._rows = []
        group: tuple[str, date] | None = None
        for line in lines:
            now = (line.send.stamp, line.send.sent)
            if group is not None and now != group:
                self._rows.append(f"{line.send.stamp} sent {said.day(line.send.sent, today)}")
            group = now
            self._rows.append(line)
        self.endResetModel()

    def update_line(self, line: RegisterLine) -> None:
        row = self.row_of(line.send.id)
        if row >= 0:
            self._rows[row] = replace(line)
            self.dataChanged.emit(self.index(row), self.index(row))

    def lines(self) -> tuple[RegisterLine, ...]:
        return tuple(row for row in self._rows if isinstance(row, RegisterLine))

    def line(self, row: int) -> RegisterLine | None:
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, RegisterLine) else None

    def row_of(self, send_id: int) -> int:
        return next(
            (
                row
                for row, found in enumerate(self._rows)
                if isinstance(found, RegisterLine) and found.send.id == send_id
            ),
            -1,
        )

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.line(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        found = self._rows[index.row()]
        if role == RECORD_ROLE:
            return found
        if isinstance(found, str):
            return found if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return found.send.agency
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{found.send.agency}, {said.state_line(found, self.today)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{found.send.agency}: {said.state_line(found, self.today)}"
        return None


class _AgenciesList(QListView):
    moved = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._quiet = False
        self.lines = _Lines(self)
        self.setModel(self.lines)
        self.setItemDelegate(_LinePaint(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Agencies")
        theme.changed.connect(self._theme_changed)

    def show_lines(self, lines: Sequence[RegisterLine], today: date) -> None:
        self._quiet = True
        self.lines.show_lines(lines, today)
        self._quiet = False

    def quietly(self, row: int) -> None:
        self._quiet = True
        self.setCurrentIndex(self.lines.index(row))
        self._quiet = False

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if not self._quiet and self.lines.line(current.row()) is not None:
            self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right}:
            self.entered.emit()
        elif plain and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()


class _LinePaint(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        found = index.data(RECORD_ROLE)
        if isinstance(found, str):
            return QSize(80, theme.px(_HEADING))
        more = len(self._lines_of(found)) - 1
        return QSize(80, theme.px(_LINE) + more * theme.metrics("small").height())

    def _lines_of(self, line: RegisterLine) -> list[str]:
        """Return what is said of a line, a part on a line of its own where it does not fit."""
        model = self._view.model()
        today = model.today if isinstance(model, _Lines) else date.min
        room = self._view.viewport().width() - _LEFT - theme.px(16) - 9 - 6
        metrics = theme.metrics("small")
        lines: list[str] = []
        for part in said.state_line(line, today).split(" · "):
            joined = f"{lines[-1]} · {part}" if lines else part
            if lines and metrics.horizontalAdvance(joined) <= room:
                lines[-1] = joined
            else:
                lines.append(part)
        return lines

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        box = QRect(option.rect)
        found = index.data(RECORD_ROLE)
        if isinstance(found, str):
            room = box.adjusted(_LEFT, 8, -8, 0)
            painting.draw_line(painter, room, found, "overline", "text3")
            return
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.colour("sel"))
            painter.fillRect(box.x(), box.y(), BAR, box.height(), theme.colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        look = said.state_look(found)
        side = theme.px(16)
        middle = box.y() + (box.height() - side) / 2
        ink = look.tone if not (chosen and look.tone == "text2") else "onsel2"
        icons.paint(painter, look.icon, box.x() + _LEFT, middle, side, ink)
        left = box.x() + _LEFT + side + 9
        lines = self._lines_of(found)
        title, second = theme.metrics("h3").height(), theme.metrics("small").height()
        y = box.y() + (box.height() - title - second * len(lines)) // 2
        room = QRect(left, y, box.right() - left - 5, title)
        painting.draw_line(painter, room, found.send.agency, "h3", "onsel" if chosen else "text")
        for number, words in enumerate(lines):
            room = QRect(left, y + title + number * second, room.width(), second)
            painting.draw_line(painter, room, words, "small", "onsel2" if chosen else "text2")
        if state & QStyle.StateFlag.State_HasFocus:
            painting.draw_focus(painter, box)
