"""A toast tells of a finished act and takes it back; it never is the only report of an error."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from prevent_desk.ui import theme
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.labels import ElidedLabel, Glyph, KeyHint

STAY_MS = 10_000
_MARGIN = 16
_FOOT_PX = 12
_TYPED_INTO = (QLineEdit, QPlainTextEdit, QTextEdit)


class Toast(QFrame):
    """One at a time, at the bottom left of its parent; it does not take the focus.

    Stays 10 s, and as long as the pointer or the focus is on it; goes at once when a field under
    it is to be typed into. Above a widget with the property "keepclear", such as a line that is
    typed into all the time, it stands higher instead. F7 (bound by the shell to `take_focus`)
    goes to it, Esc on it closes it.

    Signals:
        undo_clicked: Undo was pressed on it.
        link_clicked: Its link was pressed.
        closed: It has gone away.
    """

    undo_clicked = Signal()
    link_clicked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 5, 8, 5)
        row.setSpacing(10)
        self._glyph = Glyph("check", "ontoast")
        self._words = ElidedLabel()
        self._undo = _ToastLink(self.tr("Undo"))
        self._key = KeyHint("Ctrl+Z", on_toast=True)
        self._link = _ToastLink("")
        self._close = IconButton("x", self.tr("Close message"), small=True)
        self._close.setProperty("on", "toast")
        self._close.ink = "ontoast"
        row.addWidget(self._glyph)
        row.addWidget(self._words, 1)
        row.addWidget(self._link)
        row.addWidget(self._undo)
        row.addWidget(self._key)
        row.addWidget(self._close)
        self._words.setProperty("tone", "toast")
        self._undo.clicked.connect(self._take_back)
        self._link.clicked.connect(self._follow)
        self._close.clicked.connect(self.close_it)
        self._timer = QTimer(self, singleShot=True, interval=STAY_MS)
        self._timer.timeout.connect(self.close_it)
        self._left_ms = STAY_MS
        self._came_from: QWidget | None = None
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(24)
        shadow.setOffset(0, 6)
        shadow.setColor(QColor(10, 14, 25, 110))
        self.setGraphicsEffect(shadow)
        for child in (self._undo, self._link, self._close):
            child.installEventFilter(self)
        parent.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._make_way)
        self.hide()

    def tell(self, text: str, *, undo: bool = False, icon: str = "check", link: str = "") -> None:
        """Show an act and its object ("O2-01 changed from Ongoing to Behind").

        It takes the place of what was told before.
        """
        self._words.setText(text)
        self._glyph.show_icon(icon)
        self._undo.setVisible(undo)
        self._key.setVisible(undo)
        self._link.setText(link)
        self._link.setVisible(bool(link))
        self.setAccessibleName(text)
        self._left_ms = STAY_MS
        self._timer.start(STAY_MS)
        self._place()
        self.show()
        self.raise_()
        if self._is_held():
            self._hold()
        said = QAccessibleAnnouncementEvent(self, text)
        said.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(said)

    def text(self) -> str:
        """Return what it says."""
        return self._words.text()

    def take_focus(self) -> bool:
        """Go to it by keyboard; False when there is no toast."""
        if not self.isVisible():
            return False
        self._came_from = self.window().focusWidget()
        (self._undo if not self._undo.isHidden() else self._close).setFocus()
        return True

    def close_it(self) -> None:
        """Let it go, and give the focus back if it had been taken here."""
        had_focus = self._has_focus_inside()
        self._timer.stop()
        self.hide()
        if had_focus and self._came_from is not None:
            self._came_from.setFocus()
        self._came_from = None
        self.closed.emit()

    def _take_back(self) -> None:
        self.close_it()
        self.undo_clicked.emit()

    def _follow(self) -> None:
        self.close_it()
        self.link_clicked.emit()

    def _make_way(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Go where it would cover words as they are typed; Undo keeps its key and its name."""
        if self.isVisible() and isinstance(now, _TYPED_INTO) and now.window() is self.window():
            field = QRect(now.mapTo(now.window(), QPoint()), now.size())
            if field.intersects(QRect(self.mapTo(self.window(), QPoint()), self.size())):
                self.close_it()

    def _is_held(self) -> bool:
        return self.underMouse() or self._has_focus_inside()

    def _has_focus_inside(self) -> bool:
        return any(child.hasFocus() for child in (self._undo, self._link, self._close))

    def _hold(self) -> None:
        if self._timer.isActive():
            self._left_ms = max(self._timer.remainingTime(), 1500)
            self._timer.stop()

    def _go_on(self) -> None:
        if self.isVisible() and not self._is_held():
            self._timer.start(self._left_ms)

    def _place(self) -> None:
        home = self.parentWidget()
        if home is None:
            return
        # The words' label asks for no width, so its share is added here.
        words = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 4
        beside = (self._glyph, self._link, self._undo, self._key, self._close)
        others = sum(widget.sizeHint().width() + 10 for widget in beside if not widget.isHidden())
        width = min(max(words + others + 22, theme.px(320)), home.width() - 2 * _MARGIN)
        self.resize(width, theme.px(42))
        place = QRect(QPoint(_MARGIN, home.height() - self.height() - _FOOT_PX), self.size())
        for clear in _to_keep_clear(home):
            if clear.intersects(place):
                place.moveBottom(clear.top() - _FOOT_PX)
        self.move(place.topLeft())

    def enterEvent(self, event: QEvent) -> None:
        """Stay while the pointer is on it."""
        self._hold()

    def leaveEvent(self, event: QEvent) -> None:
        """Go on counting when the pointer has left."""
        QTimer.singleShot(0, self, self._go_on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep its place when the page is resized, and stay while it has the focus."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        elif event.type() == QEvent.Type.FocusIn:
            self._hold()
        elif event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._go_on)
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Take a new size with a new size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dark ground; outlined where the page is as dark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour("toast"))
        painter.setPen(theme.colour("ctl" if theme.is_contrast() else "toast"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def _to_keep_clear(home: QWidget) -> list[QRect]:
    """Return what of a page is never to be covered, the lowest first."""
    found = [
        QRect(one.mapTo(home, QPoint()), one.size())
        for one in home.findChildren(QWidget)
        if one.property("keepclear") and one.isVisible()
    ]
    return sorted(found, key=QRect.top, reverse=True)


class _ToastLink(Button):
    """A link on the dark ground."""

    def __init__(self, text: str) -> None:
        super().__init__(text, kind="link")
        self.setProperty("on", "toast")
        self.ink = "toastlink"
