"""The officer's own working note on a point: kept beside the minutes, never in them."""

from __future__ import annotations

from contextlib import suppress
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.core.errors import Refused
from prevent_desk.panels.ui.desk.entry.spelling import attach
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.widgets.button import IconButton
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.labels import IconLabel

_RETRY_MS = 2000


class PrivateNote(QWidget):
    """A panel of its own, marked as no part of the minutes.

    Signals:
        closed: It shall not be on show any more.
    """

    closed = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._item_id: int | None = None
        self._visit = uuid4().hex
        self.setProperty("pane", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = QLabel(self.tr("Your own working note"))
        title.setProperty("t", "strong")
        mark = Chip(self.tr("Not part of the minutes"), "lock", "amber", size="row")
        self.state = IconLabel("", "triangle-alert", tone="amber", role="meta")
        self.state.hide()
        close = IconButton("x", self.tr("Close the own note"), shortcut="Esc", small=True)
        close.clicked.connect(self.closed)
        self.box = TextEdit(
            lines=2, most_lines=6,
            placeholder=self.tr("For yourself: never printed, never shared, in no export"),
        )  # fmt: skip
        self.box.setAccessibleName(self.tr("Your own working note, not part of the minutes"))
        self._spelling = attach(self.box, hub)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title)
        head.addWidget(mark)
        head.addWidget(self.state)
        head.addStretch(1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 10)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.autosave = Autosave(self._keep, self)
        self.autosave.watch(self.box)
        self.box.left.connect(self._leave)
        self._retry = QTimer(self, singleShot=True, interval=_RETRY_MS)
        self._retry.timeout.connect(self.flush)
        hub.leaving.connect(self.flush)
        hub.item_changed.connect(lambda _item: self.read())
        escape = QShortcut(QKeySequence("Esc"), self, self.closed.emit)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def read(self) -> None:
        """Show the note on the point that is on show now."""
        hub = self._hub
        if hub.meeting_id is None:
            return
        words = hub.around.services.lines.private(hub.meeting_id, hub.item_id)
        if hub.item_id == self._item_id and (self.autosave.is_pending or words == self.words()):
            return
        self._item_id, self._visit = hub.item_id, uuid4().hex
        self.autosave.pause()
        self.box.setPlainText(words)
        self.autosave.resume()
        self.autosave.forget()

    def words(self) -> str:
        """Return what stands here."""
        return self.box.toPlainText()

    def flush(self) -> None:
        """Keep the words now; where the disk refuses they stay and are tried again."""
        with suppress(Refused):
            self.autosave.flush()

    def _keep(self) -> None:
        hub = self._hub
        if hub.meeting_id is None:
            return
        services, words = hub.around.services, self.words()
        try:
            services.lines.keep_private(hub.meeting_id, self._item_id, words, group=self._visit)
            place = f"private {self._item_id}"
            services.half_typed.snapshot(hub.meeting_id, place, self._item_id or 0, words)
        except Refused:
            self.state.show_text(self.tr("Kept on screen only"))
            self.state.show()
            self._retry.start()
            raise
        self.state.hide()
        hub.around.desk.saved()

    def _leave(self) -> None:
        """End the visit: what is typed next is an Undo of its own."""
        self.flush()
        self._visit = uuid4().hex
