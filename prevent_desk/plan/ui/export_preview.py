"""The file as it will be: real pages of a PDF, the first rows of a workbook."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.core.dates import say_short
from prevent_desk.exports import preview
from prevent_desk.plan.model.legend import NOT_SET
from prevent_desk.plan.model.records import ActionDetail, PlanContents
from prevent_desk.ui import jobs, theme
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.tables import Column, RowsModel
from prevent_desk.ui.widgets.labels import WrapLabel

_MOST_ROWS = 30
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


class SheetView(QWidget):
    """What a workbook will hold: its facts, and its first rows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = WrapLabel("", "body")
        self.table = QTableView()
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        self.table.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.table.setAccessibleName("First rows of the workbook")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._facts)
        layout.addWidget(self.table, 1)

    def show_plan(self, contents: PlanContents, size: int) -> None:
        """Show what will be written; `size` in bytes."""
        count = len(contents.actions)
        shown = contents.actions[:_MOST_ROWS]
        more = f", the first {len(shown)} of them below" if count > len(shown) else ""
        self._facts.setText(
            f"A workbook of {_kilobytes(size)}: {count:,} {'action' if count == 1 else 'actions'}"
            f"{more}. One sheet holds the plan, one its legend and notes."
        )
        model = RowsModel(_columns(contents), shown, self)
        old = self.table.model()
        self.table.setModel(model)
        if old is not None:
            old.deleteLater()
        for column, wide in enumerate((210, 90, 260, 90, 90, 90, 220)):
            self.table.setColumnWidth(column, theme.px(wide))
        self.table.verticalHeader().setDefaultSectionSize(theme.px(64))

    def facts(self) -> str:
        """Return the sentence above the rows."""
        return self._facts.text()


def _columns(contents: PlanContents) -> list[Column[ActionDetail]]:
    def progress(action: ActionDetail) -> str:
        stage = contents.head.stage(action.row.progress)
        return stage.word if stage else NOT_SET

    def timescale(action: ActionDetail) -> str:
        due = f"Due {say_short(action.row.due)}" if action.row.due else ""
        return "\n".join(part for part in (action.row.timescale, due) if part)

    return [
        Column("Action", lambda action: f"{action.row.ref} {action.row.title}".strip()),
        Column("Lead", lambda action: "\n".join(action.row.leads)),
        Column("Success criteria", lambda action: "\n".join(action.row.criteria)),
        Column("Timescale", timescale),
        Column("Resources", lambda action: action.row.resources),
        Column("Progress", progress),
        Column("Comments / progress", lambda action: action.row.comments),
    ]


def _kilobytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, size // 1000)} kB"
