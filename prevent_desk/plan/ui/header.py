"""The grid's header: a title for each column and, under it, the filter of that column."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QWidget

from prevent_desk.plan.model.records import PlanSheet
from prevent_desk.plan.ui.columns import COLUMNS, Filtered, values_in
from prevent_desk.plan.ui.grid_paint import PAD
from prevent_desk.plan.ui.lines import Filters, Sort
from prevent_desk.plan.ui.value_picker import ValuePicker
from prevent_desk.ui import icons, theme

TITLE_PX, FILTER_PX = 32, 30


class FilterHeader(QHeaderView):
    """Titles that sort, filters that are always in sight; the first column stays at the left."""

    filters_changed = Signal(object)
    """Emitted with the new `Filters` on each key."""
    sort_asked = Signal(str)
    """A title was clicked; carries the column's key."""
    escaped = Signal(str)
    """Esc in a column's filter; carries the column's key."""
    left_down = Signal()
    """The user goes from the filters down to the rows."""
    menu_asked = Signal(QPoint)
    """A context menu is wanted; carries the global position."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.filters = Filters()
        self.sort = Sort()
        self.editors: dict[str, QLineEdit | ValuePicker] = {}
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.px(44))
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setAccessibleName("Columns")
        for column in COLUMNS:
            self._add_editor(column.key, column.heading, column.filtered)
        self.sectionResized.connect(self._place)
        self.sectionClicked.connect(lambda section: self.sort_asked.emit(COLUMNS[section].key))

    def offer(self, sheet: PlanSheet) -> None:
        """Let the pickers offer the values that the plan holds."""
        for column in COLUMNS:
            editor = self.editors[column.key]
            if isinstance(editor, ValuePicker):
                editor.offer(partial(values_in, sheet.rows, column, sheet.head))

    def show_filters(self, filters: Filters) -> None:
        """Show other filters, without telling anyone."""
        self.filters = filters
        for key, editor in self.editors.items():
            if isinstance(editor, ValuePicker):
                editor.choose(filters.values.get(key, frozenset()))
                continue
            wanted = filters.texts.get(key, "")
            # A space being typed is no filter yet, and must not be taken from under the cursor.
            if editor.text().strip() != wanted.strip():
                blocked = editor.blockSignals(True)
                editor.setText(wanted)
                editor.blockSignals(blocked)
            if editor.property("active") != (key in filters.texts):
                theme.restyle(editor, active=key in filters.texts)

    def show_sort(self, sort: Sort) -> None:
        """Show by which column rows stand."""
        self.sort = sort
        self.viewport().update()

    def focus_filter(self, section: int) -> None:
        """Put the cursor into a column's filter."""
        shown = [number for number in self._shown() if number >= section] or self._shown()
        editor = self.editors[COLUMNS[shown[0]].key]
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(editor, QLineEdit):
            editor.selectAll()

    def has_filter_focus(self) -> bool:
        """Return whether the cursor is in one of the filters."""
        return any(editor.hasFocus() for editor in self.editors.values())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go from filter to filter, and past the last one down to the rows."""
        shown = [self.editors[COLUMNS[number].key] for number in self._shown()]
        here = next((place for place, one in enumerate(shown) if one.hasFocus()), None)
        place = -1 if here is None else here + (1 if forward else -1)
        if 0 <= place < len(shown):
            reason = Qt.FocusReason
            shown[place].setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
        else:
            self.left_down.emit()
        return True

    def follow_scroll(self) -> None:
        """Lay the filters under their titles after the columns moved sideways."""
        self._place()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Return the height of titles and filters."""
        return QSize(super().sizeHint().width(), theme.px(TITLE_PX) + theme.px(FILTER_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the titles, the first one last where the others have moved below it."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self.offset() > 0 and not self.isSectionHidden(0):
            self.paintSection(painter, QRect(0, 0, self.sectionSize(0), self.height()), 0)
        end = self.length() - self.offset()
        if end < self.width():
            rest = QRect(end, 0, self.width() - end, self.height())
            painter.fillRect(rest, theme.colour("sunken"))
            self._rule(painter, rest)
        painter.end()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw one title over the room for its filter."""
        painter.save()
        painter.fillRect(rect, theme.colour("sunken"))
        self._rule(painter, rect)
        painter.fillRect(rect.right(), rect.top(), 1, rect.height(), theme.colour("line"))
        column = COLUMNS[section]
        box = QRect(rect.left() + PAD, rect.top(), rect.width() - 2 * PAD, theme.px(TITLE_PX))
        if self.sort.key == column.key:
            size = theme.px(14)
            name = "arrow-down" if self.sort.descending else "arrow-up"
            top = box.top() + (box.height() - size) / 2
            icons.paint(painter, name, box.right() - size + 2, top, size, "accenttext")
            box.setRight(box.right() - size - 2)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("text2"))
        said = painter.fontMetrics().elidedText(
            column.heading, Qt.TextElideMode.ElideRight, box.width()
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, said)
        painter.restore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of columns."""
        self.menu_asked.emit(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a click on the title that stays for what it shows, not for what is below."""
        if self.offset() > 0 and event.position().x() < self.sectionSize(0):
            self.sort_asked.emit(COLUMNS[0].key)
            return
        super().mousePressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc clear a filter, and Down or Enter leave for the rows."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = next((name for name, editor in self.editors.items() if editor is watched), None)
            if key and event.key() == Qt.Key.Key_Escape:
                self.escaped.emit(key)
                return True
            if key and event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.left_down.emit()
                return True
        return super().eventFilter(watched, event)

    def _add_editor(self, key: str, heading: str, filtered: Filtered) -> None:
        if filtered is Filtered.VALUES:
            picker = ValuePicker(heading, self)
            picker.changed.connect(lambda values: self._filter_values(key, values))
            picker.escaped.connect(lambda: self.escaped.emit(key))
            self.editors[key] = picker
            return
        box = QLineEdit(self)
        box.setProperty("sz", "s")
        box.setProperty("active", False)
        box.setPlaceholderText("Filter" if key != "ref" else "")
        box.setAccessibleName(f"Filter {heading}")
        box.textChanged.connect(lambda text: self._filter_text(key, text))
        box.installEventFilter(self)
        self.editors[key] = box

    def _filter_text(self, key: str, text: str) -> None:
        changed = self.filters.with_text(key, text)
        if changed.texts == self.filters.texts:
            return
        was_on, self.filters = key in self.filters.texts, changed
        if was_on != (key in changed.texts):
            theme.restyle(self.editors[key], active=key in changed.texts)
        self.filters_changed.emit(changed)

    def _filter_values(self, key: str, values: frozenset[str]) -> None:
        self.filters = self.filters.with_values(key, values)
        self.filters_changed.emit(self.filters)

    def _shown(self) -> Sequence[int]:
        return [number for number in range(len(COLUMNS)) if not self.isSectionHidden(number)]

    def _place(self) -> None:
        top = theme.px(TITLE_PX) + 1
        high = theme.px(FILTER_PX) - 6
        edge = 0
        for number, column in enumerate(COLUMNS):
            editor = self.editors[column.key]
            if self.isSectionHidden(number):
                editor.hide()
                continue
            wide = self.sectionSize(number)
            x = 0 if number == 0 else self.sectionViewportPosition(number)
            left, right = max(x, edge if number else 0), x + wide
            if number == 0:
                edge = wide
            editor.setVisible(right - left > 24)
            editor.setGeometry(left + 4, top, right - left - 8, high)

    def _rule(self, painter: QPainter, rect: QRect) -> None:
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line2"))

    def restyle(self) -> None:
        """Take the theme and text size of the moment."""
        self.setMinimumSectionSize(theme.px(44))
        self.updateGeometry()
        self._place()
        self.viewport().update()
