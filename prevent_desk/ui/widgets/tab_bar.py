"""Tabs of a record or a page: words, a number beside them, a bar under the one on show."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from prevent_desk.ui import painting, theme
from prevent_desk.ui.widgets.button import IconButton

_HIGH = 36
_SIDE = 9
_BADGE_GAP = 6


class TabBar(QWidget):
    """Exclusive tabs in a row; Left and Right go through them, and those without room scroll.

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
        self._first = 0
        self._back = IconButton("chevron-left", self.tr("Earlier tabs"), small=True)
        self._on = IconButton("chevron-right", self.tr("Further tabs"), small=True)
        for button, step in ((self._back, -1), (self._on, 1)):
            button.setParent(self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, step=step: self._scroll(step))
        for tab in self._tabs.values():
            self._group.addButton(tab)
        self._group.buttonClicked.connect(self._tell)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._lay)

    def show_tab(self, key: str) -> None:
        """Show a tab as the chosen one, without telling."""
        tab = self._tabs.get(key)
        if tab is not None:
            tab.setChecked(True)
            self._bring_in_sight(tab)

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

    def focus_tab(self) -> None:
        """Put the keyboard on the chosen tab."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        """Return the room of all tabs."""
        return QSize(sum(tab.sizeHint().width() for tab in self._tabs.values()), theme.px(_HIGH))

    def minimumSizeHint(self) -> QSize:
        """Ask for no width: tabs scroll."""
        return QSize(theme.px(120), theme.px(_HIGH))

    def _tell(self, button: QAbstractButton) -> None:
        if isinstance(button, _Tab):
            self._bring_in_sight(button)
            self.chosen.emit(button.key)

    def _bring_in_sight(self, tab: _Tab) -> None:
        self._lay()
        places = list(self._tabs.values())
        place = places.index(tab)
        if place < self._first:
            self._first = place
        while not self._fits(place) and self._first < place:
            self._first += 1
        self._lay()

    def _fits(self, place: int) -> bool:
        wide = sum(
            tab.sizeHint().width() for tab in list(self._tabs.values())[self._first : place + 1]
        )
        return wide <= self._room()

    def _room(self) -> int:
        all_of_it = sum(tab.sizeHint().width() for tab in self._tabs.values())
        buttons = 2 * self._on.sizeHint().width()
        return self.width() if all_of_it <= self.width() else self.width() - buttons

    def _scroll(self, step: int) -> None:
        self._first = max(0, min(len(self._tabs) - 1, self._first + step))
        self._lay()

    def _lay(self) -> None:
        """Put the tabs side by side from the first in sight on."""
        room, x = self._room(), 0
        scrolls = room < self.width()
        if not scrolls:
            self._first = 0
        shown_last = True
        for place, tab in enumerate(self._tabs.values()):
            wide = tab.sizeHint().width()
            seen = place >= self._first and x + wide <= room
            if seen:
                tab.setGeometry(x, 0, wide, self.height())
                x += wide
            tab.setVisible(seen)
            shown_last = seen
        side = self._on.sizeHint().width()
        y = (self.height() - side) // 2
        self._back.setGeometry(self.width() - 2 * side, y, side, side)
        self._on.setGeometry(self.width() - side, y, side, side)
        self._back.setVisible(scrolls)
        self._on.setVisible(scrolls)
        self._back.setEnabled(self._first > 0)
        self._on.setEnabled(not shown_last)

    def resizeEvent(self, event: object) -> None:
        """Lay the tabs out for another width, the chosen one in sight."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        button = self._group.checkedButton()
        if isinstance(button, _Tab):
            self._bring_in_sight(button)
        else:
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
        self.show_tab(keys[to])
        self.focus_tab()
        self.chosen.emit(keys[to])


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
            painter, box, str(self.count), "rail", "grey", Qt.AlignmentFlag.AlignHCenter
        )

    def _badge_width(self) -> int:
        return max(
            theme.px(20), theme.metrics("rail").horizontalAdvance(str(self.count)) + theme.px(12)
        )
