"""Tabs of a record or a page: words, a number beside them, a bar under the one on show."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QMenu, QSizePolicy, QWidget

from prevent_desk.ui import painting, theme
from prevent_desk.ui.widgets.button import Button

_HIGH = 36
_SIDE = 9
_BADGE_GAP = 6


class TabBar(QWidget):
    """Exclusive tabs in a row; Left and Right go through them all.

    Those without room are in the menu "More" at the end. The chosen one is always in the row: from
    the menu it comes to the end of the row, and the others keep their places.

    Signals:
        chosen: Another tab was chosen by a person; its key.
    """

    chosen = Signal(str)

    def __init__(
        self, tabs: Sequence[tuple[str, str]], name: str = "", parent: QWidget | None = None
    ) -> None:
        """Make it; `tabs` are keys and titles, `name` is what screen readers call the row."""
        super().__init__(parent)
        self.setAccessibleName(name or self.tr("Parts of the record"))
        self._group = QButtonGroup(self)
        self._tabs = {key: _Tab(key, title, self) for key, title in tabs}
        self._more = Button(self.tr("More"), kind="ghost", small=True, parent=self)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more.setMenu(self._menu)
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for tab in self._tabs.values():
            self._group.addButton(tab)
        self._group.buttonClicked.connect(self._tell)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._theme_changed)

    def show_tab(self, key: str) -> None:
        """Show a tab as the chosen one, without telling."""
        tab = self._tabs.get(key)
        if tab is not None:
            tab.setChecked(True)
            self._lay()

    def tab(self) -> str:
        """Return the key of the chosen tab."""
        button = self._group.checkedButton()
        return button.key if isinstance(button, _Tab) else ""

    def set_badge(self, key: str, count: int) -> None:
        """Show a number beside a tab's title; 0 shows none."""
        tab = self._tabs.get(key)
        if tab is not None and tab.count != count:
            tab.show_count(count)
            self._lay()
            self.updateGeometry()

    def focus_tab(self) -> None:
        """Put the keyboard on the chosen tab."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        """Return the room of all tabs."""
        return QSize(sum(tab.sizeHint().width() for tab in self._tabs.values()), theme.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Ask for the widest tab and the menu of the others."""
        widest = max((tab.sizeHint().width() for tab in self._tabs.values()), default=0)
        menu = self._more.sizeHint().width() if len(self._tabs) > 1 else 0
        return QSize(widest + menu, theme.px(_HIGH))

    def _tell(self, button: QAbstractButton) -> None:
        if isinstance(button, _Tab):
            self._lay()
            self.chosen.emit(button.key)

    def _go_to(self, key: str) -> None:
        self.show_tab(key)
        self.focus_tab()
        self.chosen.emit(key)

    def _in_row(self) -> list[_Tab]:
        """Return the tabs that have room, the chosen one among them."""
        tabs = list(self._tabs.values())
        if sum(tab.sizeHint().width() for tab in tabs) <= self.width():
            return tabs
        chosen = self._group.checkedButton()
        room = self.width() - self._more.sizeHint().width()
        if isinstance(chosen, _Tab):
            room -= chosen.sizeHint().width()
        row: list[_Tab] = []
        for tab in tabs:
            if tab is not chosen:
                room -= tab.sizeHint().width()
            if room < 0:
                break
            row.append(tab)
        if isinstance(chosen, _Tab) and chosen not in row:
            row.append(chosen)
        return row

    def _lay(self) -> None:
        """Put the tabs side by side, and the menu of those without room after them."""
        row, x = self._in_row(), 0
        for tab in row:
            wide = tab.sizeHint().width()
            tab.setGeometry(x, 0, wide, self.height())
            x += wide
        for tab in self._tabs.values():
            tab.setVisible(tab in row)
        rest = [tab for tab in self._tabs.values() if tab not in row]
        self._more.setVisible(bool(rest))
        if rest:
            size = self._more.sizeHint()
            self._more.setGeometry(
                x, (self.height() - 2 - size.height()) // 2, size.width(), size.height()
            )
            names = ", ".join(tab.title for tab in rest)
            self._more.setAccessibleName(self.tr("More tabs: {}").format(names))
            self._more.setToolTip(names)

    def _fill_menu(self) -> None:
        """Offer the tabs that have no room, with their numbers."""
        self._menu.clear()
        row = self._in_row()
        for key, tab in self._tabs.items():
            if tab not in row:
                words = tab.title.replace("&", "&&")
                act = self._menu.addAction(f"{words} ({tab.count:,})" if tab.count else words)
                act.triggered.connect(partial(self._go_to, key))

    def _theme_changed(self) -> None:
        self._lay()
        self.updateGeometry()

    def resizeEvent(self, event: object) -> None:
        """Lay the tabs out for another width, the chosen one in sight."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._lay()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the tab beside by Left and Right, to the ends by Home and End."""
        keys = [tab.key for tab in self._tabs.values()]
        now = keys.index(self.tab()) if self.tab() in keys else 0
        to = {
            Qt.Key.Key_Left: now - 1,
            Qt.Key.Key_Right: now + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(keys) - 1,
        }.get(Qt.Key(event.key()))
        if to is None or not 0 <= to < len(keys):
            super().keyPressEvent(event)
            return
        self._go_to(keys[to])


class _Tab(QAbstractButton):
    def __init__(self, key: str, title: str, parent: TabBar) -> None:
        super().__init__(parent)
        self.key, self.title, self.count = key, title, 0
        self.setText(title)
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_count(self, count: int) -> None:
        """Show a number beside the title."""
        self.count = count
        self.setAccessibleName(f"{self.title}, {count}" if count else self.title)
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for title and number."""
        wide = theme.metrics("h3").horizontalAdvance(self.title) + 2 * theme.px(_SIDE)
        if self.count:
            wide += _BADGE_GAP + self._badge_width()
        return QSize(wide, theme.px(_HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrows to the bar."""
        if event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw title, number, and the bar of the chosen one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        ink = "text" if chosen or self.underMouse() else "text2"
        x, wide = theme.px(_SIDE), theme.metrics("h3").horizontalAdvance(self.title)
        room = QRectF(x, 0, wide + 2, self.height() - 2)
        painting.draw_line(painter, room, self.title, "h3" if chosen else "button", ink)
        if self.count:
            self._draw_badge(painter, x + wide + _BADGE_GAP)
        if chosen:
            painter.fillRect(
                QRectF(x - 2, self.height() - 3, self.width() - 2 * (x - 2), 3),
                theme.colour("accent"),
            )
        if self.hasFocus():
            painting.draw_focus(painter, self.rect().adjusted(1, 4, -1, -4), 5)

    def _draw_badge(self, painter: QPainter, x: float) -> None:
        high = theme.px(18)
        box = QRectF(x, (self.height() - 2 - high) / 2, self._badge_width(), high)
        painter.setPen(theme.colour("line2") if theme.is_contrast() else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("greybg"))
        painter.drawRoundedRect(box, high / 2, high / 2)
        painting.draw_line(
            painter, box, f"{self.count:,}", "rail", "grey", Qt.AlignmentFlag.AlignHCenter
        )

    def _badge_width(self) -> int:
        return max(
            theme.px(20), theme.metrics("rail").horizontalAdvance(f"{self.count:,}") + theme.px(12)
        )
