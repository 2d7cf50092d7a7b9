"""One file of a referral: what it is, how large, from when; Enter or a click shows it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.core.kept_file import say_size
from prevent_desk.referrals.model.kept_files import EpisodeFile
from prevent_desk.ui import painting, theme
from prevent_desk.ui.widgets.button import IconButton
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel

_MENU_KEYS = frozenset({Qt.Key.Key_Menu})


class FileRow(QWidget):
    """A file in the list.

    Signals:
        opened: It shall be shown.
        removed: It shall go (Delete).
        menu_asked: Its menu shall open at a global position.
        moved: The keyboard goes on by so many rows.
    """

    opened = Signal()
    removed = Signal()
    menu_asked = Signal(QPoint)
    moved = Signal(int)

    def __init__(self, file: EpisodeFile, by: str) -> None:
        super().__init__()
        self.file = file
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        said = _said(file, by)
        self.setAccessibleName(f"{file.title}. {said}. {file.note}".strip(" ."))
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 8, 4, 8)
        line.setSpacing(10)
        line.addWidget(Glyph(file.icon, "text2", 18), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(WrapLabel(file.title, "h3"))
        words.addWidget(WrapLabel(said, "meta"))
        if file.note:
            words.addWidget(WrapLabel(file.note, "small"))
        line.addLayout(words, 1)
        if file.is_referrers:
            chip = Chip("Shows who told", "eye-off", "amber")
            line.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        self.more_button = IconButton("ellipsis", f"What to do with {file.title}", small=True)
        self.more_button.clicked.connect(self._ask_menu)
        line.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignTop)

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show it."""
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open its menu, by the right button or the menu key."""
        self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show on Enter and Space, remove on Delete, go on with Up and Down."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        elif key in steps:
            self.moved.emit(steps[key])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the pointer, the hairline and the ring of the focus."""
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))
        if self.hasFocus():
            painting.draw_focus(painter, self.rect(), 5)
        painter.end()


def _said(file: EpisodeFile, by: str) -> str:
    who = "you" if file.by == by else file.by
    when = f"{say_short(file.on.date())}, {file.on:%H:%M}"
    return f"{file.kind_words} · {when} · {say_size(file.file.size)} · added by {who}"
