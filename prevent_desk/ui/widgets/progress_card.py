"""Long work as the user sees it: what, how far, how long still, and a way to stop it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from prevent_desk.ui import painting, theme
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import ElidedLabel, WrapLabel

WAIT_MS = 300
"""Work that is over sooner than this shows nothing."""


class ProgressCard(QFrame):
    """What is being done, n of m, time left, Cancel, and that one can go on working.

    Give `report` to `jobs.run` as its `progress`, connect `cancelled` to `Job.cancel`.

    Signals:
        cancelled: Cancel was pressed.

    Attributes:
        elapsed_ms: Milliseconds since `start`; replaced in tests.
    """

    cancelled = Signal()

    def __init__(self, title: str = "", note: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("pane", "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(7)
        top = QHBoxLayout()
        self._title = ElidedLabel(title, "h2")
        self.cancel_button = Button(self.tr("Cancel"), small=True)
        top.addWidget(self._title, 1)
        top.addWidget(self.cancel_button)
        column.addLayout(top)
        self._bar = _Bar()
        column.addWidget(self._bar)
        row = QHBoxLayout()
        self._far = ElidedLabel("", "small")
        go_on = QLabel(self.tr("You can go on working"))
        go_on.setProperty("t", "small")
        row.addWidget(self._far, 1)
        row.addWidget(go_on)
        column.addLayout(row)
        self._note = WrapLabel(note or self.tr("Cancel leaves everything as it was."), "meta")
        column.addWidget(self._note)
        self._watch = QElapsedTimer()
        self.elapsed_ms: Callable[[], int] = self._watch.elapsed
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.show)
        self.cancel_button.clicked.connect(self._cancel)

    def start(self, title: str = "", note: str = "") -> None:
        """Begin; the card appears only if the work is not over within 300 ms."""
        if title:
            self._title.setText(title)
        if note:
            self._note.setText(note)
        self._far.setText("")
        self._bar.set_part(None)
        self.cancel_button.setEnabled(True)
        self.cancel_button.setText(self.tr("Cancel"))
        self._watch.start()
        self.hide()
        self._wait.start()

    def report(self, done: int, of: int, what: str) -> None:
        """Show how far it is; `of` 0 when that is not known."""
        if of <= 0:
            self._bar.set_part(None)
            self._far.setText(what)
        else:
            self._bar.set_part(done / of)
            said = self.tr("{0} {1} of {2}").format(what, done, of).strip()
            left = self._time_left(done, of)
            self._far.setText(f"{said} · {left}" if left else said)
        self.setAccessibleDescription(self._far.text())

    def finish(self) -> None:
        """End, whether the card was ever seen or not."""
        self._wait.stop()
        self.hide()

    def _time_left(self, done: int, of: int) -> str:
        passed = self.elapsed_ms()
        # The first second says too little about the rest.
        if passed < 1000 or done <= 0 or done >= of:
            return ""
        seconds = passed / 1000 * (of - done) / done
        if seconds < 5:
            return self.tr("a few seconds left")
        if seconds < 90:
            return self.tr("about {0} s left").format(round(seconds / 5) * 5)
        return self.tr("about {0} min left").format(round(seconds / 60))

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.cancel_button.setText(self.tr("Stopping…"))
        self.cancelled.emit()


class _Bar(QWidget):
    """The bar itself; half filled and still where the end is not known (nothing slides)."""

    def __init__(self) -> None:
        super().__init__()
        self._part: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_part(self, part: float | None) -> None:
        """Fill a part of it, 0 to 1; None when it is not known."""
        self._part = None if part is None else max(0.0, min(1.0, part))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a bar of 8 px."""
        return QSize(200, theme.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and filled part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(outline)
        box = QRectF(self.rect())
        painting.fill_tone(painter, box, "grey")
        if self._part is not None:
            filled = QRectF(box.x(), box.y(), box.width() * self._part, box.height())
            painting.fill_tone(painter, filled, "blue")
        else:
            third = box.width() / 3
            painting.fill_tone(painter, QRectF(third, box.y(), third, box.height()), "blue")
