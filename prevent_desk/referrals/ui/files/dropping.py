"""Files dropped anywhere on a record, and Ctrl+V outside a field: kept with the referral."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QWidget

from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.files.file_acts import FileActs
from prevent_desk.referrals.ui.files.incoming import takes_drop
from prevent_desk.ui import painting, theme
from prevent_desk.ui.widgets.labels import IconLabel


class FileDrop(QObject):
    """Lets a record take files: hang it over the record's own widget and tell it what is on show.

    A text field keeps its own drops and its own Ctrl+V.
    """

    def __init__(
        self, around: Around, record: QWidget, episode: Callable[[], Episode | None]
    ) -> None:
        super().__init__(record)
        self._record, self._episode = record, episode
        self.acts = FileActs(around, record)
        record.setAcceptDrops(True)
        record.installEventFilter(self)
        self.over = _Over(record)
        self.paste_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), record)
        self.paste_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.paste_key.activated.connect(self.paste)

    def paste(self) -> None:
        """Keep what is on the clipboard with the referral on show."""
        episode = self._episode()
        if episode is not None:
            self.acts.paste(episode)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dragged over the record and dropped on it."""
        if watched is not self._record:
            return False
        if event.type() == QEvent.Type.Resize:
            self.over.setGeometry(self._record.rect())
        elif event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            return self._enter(event)
        elif event.type() == QEvent.Type.DragLeave:
            self.over.hide()
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._drop(event)
        return False

    def _enter(self, event: QDragEnterEvent) -> bool:
        if self._episode() is None or not takes_drop(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.over.setGeometry(self._record.rect())
        self.over.show()
        self.over.raise_()
        return True

    def _drop(self, event: QDropEvent) -> bool:
        self.over.hide()
        episode = self._episode()
        if episode is None or not takes_drop(event.mimeData()):
            return False
        # Never "move": the file belongs to whoever dropped it.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.acts.take(episode, event.mimeData())
        return True


class _Over(QWidget):
    """What is drawn over the record while files hang over it."""

    def __init__(self, record: QWidget) -> None:
        super().__init__(record)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._label = IconLabel("Drop to keep it with this referral", "file-plus", role="h2")
        self._label.setParent(self)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a veil and a ring."""
        painter = QPainter(self)
        veil = theme.colour("surface")
        veil.setAlpha(200)
        painter.fillRect(self.rect(), veil)
        painting.draw_focus(painter, self.rect().adjusted(8, 8, -8, -8), 8)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words in the middle."""
        super().resizeEvent(event)
        self._label.adjustSize()
        self._label.move(self.rect().center() - self._label.rect().center())
