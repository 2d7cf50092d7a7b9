"""Buttons: icon and words with the right gap, in their kinds, and the icon by itself."""

from __future__ import annotations

from PySide6.QtCore import Property, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyleOptionButton, QWidget

from prevent_desk.ui import icons, theme

_GAP = 7
_INK = {
    "primary": "onaccent",
    "danger": "red",
    "link": "accenttext",
    "ghost": "text2",
}


class Button(QPushButton):
    """A push button whose icon is one of ours, in the colour of its text.

    Kinds (property `k`): "" or "secondary" outlined, "primary" filled (one a page), "danger"
    outlined red, "link" text only, "ghost" without border.
    """

    def __init__(
        self,
        text: str = "",
        icon: str = "",
        kind: str = "",
        *,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon
        # Token of icon and words where the kind's own does not fit (on a toast).
        self.ink = ""
        self._bare = False
        self.setAutoDefault(False)
        if kind:
            self.setProperty("k", kind)
        if small:
            self.setProperty("sz", "s")

    def _get_icon_name(self) -> str:
        return self._icon_name

    def set_icon_name(self, name: str) -> None:
        """Show another icon, or none."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    icon_name = Property(str, _get_icon_name, set_icon_name)
    """Name of a shipped icon; may be set in a form."""

    def set_kind(self, kind: str) -> None:
        """Show it as another kind."""
        theme.restyle(self, k=kind)

    def _side(self) -> int:
        return theme.px(14 if self.property("sz") == "s" else 16)

    def _ink(self) -> str:
        if not self.isEnabled():
            return "disabled"
        if self.ink:
            return self.ink
        kind = self.property("k") or ""
        if kind in {"", "secondary", "ghost", "icon"} and (self.isChecked() or self.isDown()):
            return "accenttext"
        if kind == "ghost" and self.underMouse():
            return "text"
        return _INK.get(kind, "text2" if not self.text() else "text")

    def sizeHint(self) -> QSize:
        """Return the style's size with room for the icon and its gap."""
        hint = super().sizeHint()
        if self.menu() is not None:
            hint.setWidth(hint.width() + self._side())
        if not self._icon_name:
            return hint
        if not self.text():
            side = max(hint.height(), theme.px(24))
            return QSize(side, side)
        return QSize(hint.width() + self._side() + _GAP, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Keep words and arrow from the style while it draws; they are ours to draw."""
        super().initStyleOption(option)
        if self._bare:
            option.text = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, as Space does, in a dialog or not."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif event.isAutoRepeat():
            # A key held down presses once.
            event.accept()
        elif self.menu() is not None:
            self.showMenu()
        else:
            self.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the style draw the button without words, then lay icon and words out ourselves."""
        self._bare = True
        super().paintEvent(event)
        self._bare = False
        words = self.text()
        painter = QPainter(self)
        if self.hasFocus() and self.property("k") == "primary":
            # The ring of other buttons has the colour this one is filled with.
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(theme.colour("onaccent"))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(3.5, 3.5, -3.5, -3.5), 3, 3)
        ink, side = self._ink(), self._side()
        painter.setFont(self.font())
        measures = self.fontMetrics()
        shown = measures.size(Qt.TextFlag.TextShowMnemonic, words).width() if words else 0
        icon_room = side + (_GAP if words else 0) if self._icon_name else 0
        menu_room = side if self.menu() is not None and words else 0
        x = (self.width() - shown - icon_room - menu_room) // 2
        if self.property("k") == "link" or self.property("align") == "left":
            x = min(x, 4 if self.property("k") == "link" else 10)
        middle = (self.height() - side) // 2
        if self._icon_name:
            icons.paint(painter, self._icon_name, x, middle, side, ink)
            x += icon_room
        painter.setPen(theme.colour(ink))
        painter.drawText(
            QRect(x, 0, shown + 2, self.height()),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic),
            words,
        )
        if menu_room:
            icons.paint(painter, "chevron-down", x + shown + 4, middle + 1, side - 2, ink)


class IconButton(Button):
    """An icon without words: close, more, rows, columns, eye, history, help.

    Its name is told to screen readers and shown as the tooltip, with the shortcut if it has one.
    """

    def __init__(
        self,
        icon: str = "",
        name: str = "",
        *,
        shortcut: str = "",
        kind: str = "ghost",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", icon, kind, small=small, parent=parent)
        self.name_it(name, shortcut)

    def name_it(self, name: str, shortcut: str = "") -> None:
        """Say what it does."""
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({shortcut})" if shortcut else name)

    def sizeHint(self) -> QSize:
        """Return a square of a control's height."""
        side = theme.px(24 if self.property("sz") == "s" else 30)
        return QSize(side, side)
