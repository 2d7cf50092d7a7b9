"""The line at the foot: marking, practice, what is shown, saved, backup, when it locks."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from prevent_desk.ui import theme
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.labels import IconLabel

HEIGHT = 26


class StatusBar(QFrame):
    """Told by the shell what to say; asks nothing itself."""

    def __init__(self, marking: str, *, practice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setProperty("pane", "surface")
        self.setProperty("edge", "top")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 12, 2)
        row.setSpacing(10)
        self.marking = Chip(marking, tone="marking")
        self.practice = Chip(
            self.tr("Practice desk – all people are invented"), "flask-conical", "amber"
        )
        self.practice.setVisible(practice)
        self.count = QLabel()
        self.count.setProperty("t", "meta")
        self.saved = IconLabel("", "check", role="meta", ink="green")
        self.backup = IconLabel("", "hard-drive", role="meta")
        self.lock = IconLabel("", "lock", role="meta")
        for part in (self.marking, self.practice, self.count):
            row.addWidget(part)
        row.addStretch(1)
        for later in (self.saved, self.backup, self.lock):
            row.addWidget(later)
        theme.changed.connect(self._size)
        self._size()

    def _size(self) -> None:
        self.setFixedHeight(theme.px(HEIGHT))
