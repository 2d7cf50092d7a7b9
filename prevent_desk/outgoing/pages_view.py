"""The pages of a file as they will be, drawn from the very bytes that are saved."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QWidget

from prevent_desk.exports import preview
from prevent_desk.ui import jobs, theme
from prevent_desk.ui.jobs import Report, Stopped

_POINTS_WIDE = 595.0
"""An A4 page upright; pages across are shown at the same scale and scrolled."""
_MARGIN = 10


class PagesView(QScrollArea):
    """One page of a PDF at a time, as wide as the view; pictures are drawn beside the window.

    Attributes:
        points_wide: The width of paper that fills the view; an upright page's, unless set.

    Signals:
        shown: A page is on show: its number, and how many there are.
    """

    shown = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._paper = QLabel()
        self._paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._paper.setMargin(_MARGIN)
        # Paper stays white in both themes; the ground around it tells page from window.
        self._paper.setProperty("pane", "sunken")
        # A bar that came and went with the page would change the width the page is drawn for.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setWidget(self._paper)
        self._pdf = b""
        self._pages = 0
        self._number = 0
        self._asked = 0
        self._drawn_for = (0, 0.0)
        self.points_wide = _POINTS_WIDE
        theme.changed.connect(self._draw)

    @property
    def number(self) -> int:
        """The page on show, from 1; 0 when there is none."""
        return self._number

    def turn_by(self, previous: QPushButton, label: QLabel, following: QPushButton) -> None:
        """Turn pages by two buttons, with "Page 2 of 7" between them."""
        previous.clicked.connect(lambda: self.turn_to(self._number - 1))
        following.clicked.connect(lambda: self.turn_to(self._number + 1))

        def tell(number: int, pages: int) -> None:
            label.setText(f"Page {number} of {pages}")
            previous.setEnabled(number > 1)
            following.setEnabled(number < pages)

        self.shown.connect(tell)

    def show_pdf(self, pdf: bytes, pages: int) -> None:
        """Show another paper, at the page where one was if it has it."""
        self._pdf, self._pages = pdf, pages
        self._drawn_for = (0, 0.0)
        self.turn_to(min(max(1, self._number), pages))

    def turn_to(self, number: int) -> None:
        """Show a page; numbers outside the paper are passed over."""
        if not 1 <= number <= self._pages:
            return
        self._number = number
        self.verticalScrollBar().setValue(0)
        self._draw()

    def picture(self) -> QPixmap:
        """Return the picture on show; null before the first is drawn."""
        return self._paper.pixmap()

    def _dpi(self) -> float:
        room = max(200, self.viewport().width() - 2 * _MARGIN - 2)
        return 72 * room / self.points_wide * self.devicePixelRatioF()

    def _draw(self) -> None:
        if not self._pdf:
            return
        wanted = (self._number, self._dpi())
        if wanted == self._drawn_for:
            return
        self._drawn_for = wanted
        self._asked += 1
        asked, pdf = self._asked, self._pdf

        def work(report: Report, stopped: Stopped) -> preview.PagePicture:
            return preview.page_picture(pdf, *wanted)

        jobs.run(work, self, done=partial(self._show, asked))

    def _show(self, asked: int, page: preview.PagePicture) -> None:
        if asked != self._asked:
            return
        image = QImage(
            page.rgb, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888
        )
        # A copy: the picture's bytes are Python's and go with it.
        pixmap = QPixmap.fromImage(image.copy())
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._paper.setPixmap(pixmap)
        self._paper.setAccessibleName(f"Page {page.number} of {self._pages}, as it will be printed")
        self.shown.emit(page.number, self._pages)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages with Page Up and Page Down, Home and End."""
        turns = {
            Qt.Key.Key_PageDown: self._number + 1,
            Qt.Key.Key_PageUp: self._number - 1,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: self._pages,
        }
        key = Qt.Key(event.key())
        if key in turns:
            self.turn_to(turns[key])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the page again for another width."""
        super().resizeEvent(event)
        self._draw()
