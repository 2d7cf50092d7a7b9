"""The line at the foot: marking, practice, what is shown, saved, backup, when it locks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from prevent_desk.ui import theme
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.labels import IconLabel

HEIGHT = 26


class StatusBar(QFrame):
    """Told by the shell what to say; asks nothing itself."""

    def __init__(self, marking: str, *, practice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_fitting = False
        self.setObjectName("status_bar")
        self.setProperty("pane", "surface")
        self.setProperty("edge", "top")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 12, 2)
        row.setSpacing(10)
        self.marking = Chip(marking, tone="marking")
        self._practice_words = (
            self.tr("Practice desk – all people are invented"),
            self.tr("Practice"),
        )
        self.practice = Chip(self._practice_words[0], "flask-conical", "amber")
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
        self.setMinimumWidth(0)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        theme.changed.connect(self._size)
        self._size()

    def _size(self) -> None:
        self.setFixedHeight(theme.px(HEIGHT))

    def _fit(self) -> None:
        """Say it all, or less of it where the text is large: what is cut off says nothing."""
        self.practice.show_state(self._practice_words[0], "flask-conical", "amber")
        self.count.show()
        self.backup.show_words(on=True)
        self.saved.show_words(on=True)
        steps: tuple[Callable[[], object], ...] = (
            lambda: self.practice.show_state(self._practice_words[1], "flask-conical", "amber"),
            lambda: self.backup.show_words(on=False),
            lambda: self.saved.show_words(on=False),
            # Last: it may say that the window holds names and is not to be shared.
            lambda: self.count.hide(),
        )
        for less in steps:
            if self._wanted() <= self.width():
                break
            less()
        row = self.layout()
        if row is not None:
            row.invalidate()
            row.activate()

    def _wanted(self) -> int:
        row = self.layout()
        if row is None:
            return 0
        row.invalidate()
        return row.sizeHint().width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Fit again when a part says something else."""
        if event.type() == QEvent.Type.LayoutRequest and not self._is_fitting:
            self._is_fitting = True
            try:
                self._fit()
            finally:
                self._is_fitting = False
        return super().event(event)
