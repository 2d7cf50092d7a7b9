"""A kept file shown inside the window, never by way of the disk: texts, pictures, pages of a PDF.

Whatever it says it is, it came from outside: a PDF is drawn in a limited child, a picture is read
by Qt within limits of size, a text is shown as plain letters. All else is not opened here at all.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QKeyEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QScrollArea, QStackedWidget, QWidget

from prevent_desk.core.kept_file import say_size
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.jobs import Report, Stopped
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.empty_state import EmptyState

_WIDTH, _HEIGHT = 860, 640
_CAPTION = 40
_MOST_TEXT = 1_000_000
"""Characters of a text that are shown; the copy has all."""

_PICTURES = frozenset({b"png", b"jpeg", b"gif", b"bmp", b"webp"})
"""Formats Qt reads that hold pixels only; an SVG is a program of sorts."""

_MOST_SIDE = 12_000
_MOST_PICTURE_MB = 256
_DPI = 96.0


class Drawn(Protocol):
    """A page of a PDF as a picture: three bytes a pixel, rows from the top without padding."""

    @property
    def number(self) -> int:
        """Return the page's number, from 1."""
        ...

    @property
    def width(self) -> int:
        """Return its pixels across."""
        ...

    @property
    def height(self) -> int:
        """Return its pixels down."""
        ...

    @property
    def rgb(self) -> bytes:
        """Return its pixels."""
        ...


Draw = Callable[[bytes, int, float, Stopped], tuple[Drawn, int]]
"""Draws a page of a PDF at pixels an inch, in a limited child, and says how many pages there are:
`exports.preview.drawn`."""


class FileDialog(Dialog):
    """Shows a kept file, or says that it can only be copied out.

    Signals:
        copy_asked: A copy of it is wanted.
    """

    copy_asked = Signal()

    def __init__(self, title: str, size: int, draw: Draw, parent: QWidget | None = None) -> None:
        super().__init__("Kept file", parent=parent.window() if parent else None, width=_WIDTH)
        self._draw = draw
        said = f"{say_size(size)}, kept in the vault. Shown here without a file on disk."
        self.say(title, said)
        self._pdf = b""
        self._number = self._pages = 0
        self._asked = 0
        self.stack = QStackedWidget()
        self.waiting = EmptyState("file-text", "Opening the file")
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("Words of the file")
        self.picture = _Picture()
        for widget in (self.waiting, self.text, self.picture):
            self.stack.addWidget(widget)
        self.body.addWidget(self.stack, 1)
        self.previous_button = Button("&Previous page", "chevron-left", small=True)
        self.next_button = Button("&Next page", "chevron-right", small=True)
        self.page_label = QLabel()
        self.page_label.setProperty("t", "meta")
        self.previous_button.clicked.connect(lambda: self.turn_to(self._number - 1))
        self.next_button.clicked.connect(lambda: self.turn_to(self._number + 1))
        for beside in (self.page_label, self.next_button, self.previous_button):
            self.add_beside(beside)
            beside.hide()
        self.copy_button = self.add_verb("Save a copy…", kind="secondary", accepts=False)
        self.copy_button.clicked.connect(self.copy_asked)
        self.close_button = self.add_verb("Close")

    def show_content(self, content: bytes, words: str = "") -> None:
        """Show a file by what it is, not by what its name says.

        Args:
            content: Its bytes.
            words: Its text, where a reader found it: shown where the bytes themselves cannot be.
        """
        if content[:1024].lstrip().startswith(b"%PDF-"):
            self._pdf = content
            self.turn_to(1)
        elif (image := _image(content)) is not None:
            self.picture.show_picture(QPixmap.fromImage(image), "The picture")
            self.stack.setCurrentWidget(self.picture)
        elif (plain := _text(content)) is not None:
            self.show_words(plain)
        elif words.strip():
            self.show_words(words)
            self.footer_note.setText("Its words only. A copy has pictures and layout.")
        else:
            self._say_not("This kind of file cannot be shown here.")

    def show_words(self, words: str) -> None:
        """Show a text as plain letters."""
        more = "\n…" if len(words) > _MOST_TEXT else ""
        self.text.setPlainText(words[:_MOST_TEXT] + more)
        self.stack.setCurrentWidget(self.text)

    def show_failure(self, error: BaseException) -> None:
        """Say why it cannot be shown."""
        told = messages.words_for(error)
        self._say_not(told.title, told.words)

    def turn_to(self, number: int) -> None:
        """Show a page of a PDF, drawn beside the window; numbers outside it are passed over."""
        if not self._pdf or number < 1 or (self._pages and number > self._pages):
            return
        self._asked += 1
        asked, pdf, dpi = self._asked, self._pdf, _DPI * self.devicePixelRatioF()

        def work(_report: Report, stopped: Stopped) -> tuple[Drawn, int]:
            return self._draw(pdf, number, dpi, stopped)

        jobs.run(work, self, done=partial(self._page, asked), failed=self.show_failure)

    def _page(self, asked: int, drawn: tuple[Drawn, int]) -> None:
        if asked != self._asked:
            return
        page, self._pages = drawn
        self._number = page.number
        image = QImage(
            page.rgb, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888
        )
        # A copy: the picture's bytes are Python's and go with it.
        pixmap = QPixmap.fromImage(image.copy())
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        said = f"Page {page.number} of {self._pages}"
        self.picture.show_picture(pixmap, said)
        self.stack.setCurrentWidget(self.picture)
        self.page_label.setText(said)
        for widget in (self.page_label, self.previous_button, self.next_button):
            widget.setVisible(self._pages > 1)
        self.previous_button.setEnabled(page.number > 1)
        self.next_button.setEnabled(page.number < self._pages)

    def _say_not(self, title: str, words: str = "") -> None:
        self.waiting.show_text(
            title, words or "Save a copy to open it in another program.", icon="file"
        )
        self.stack.setCurrentWidget(self.waiting)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages with Page Up and Page Down."""
        turns = {Qt.Key.Key_PageDown: self._number + 1, Qt.Key.Key_PageUp: self._number - 1}
        key = Qt.Key(event.key())
        if self._pages and key in turns:
            self.turn_to(turns[key])
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for most of a page."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(max(self.height(), theme.px(_HEIGHT)), room))
        self.close_button.setFocus()


class _Picture(QScrollArea):
    """A picture as wide as its room, never larger than it is."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = QPixmap()
        self._label = QLabel()
        self._label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._label.setProperty("pane", "sunken")
        self.setWidgetResizable(True)
        self.setWidget(self._label)

    def show_picture(self, picture: QPixmap, name: str) -> None:
        """Show another picture, from its top."""
        self._whole = picture
        self._label.setAccessibleName(name)
        self.verticalScrollBar().setValue(0)
        self._fit()

    def picture(self) -> QPixmap:
        """Return what is shown; null before there is any."""
        return self._label.pixmap()

    def _fit(self) -> None:
        if self._whole.isNull():
            return
        ratio = self._whole.devicePixelRatio()
        room = int(self.viewport().width() * ratio)
        fits = self._whole.width() <= room or room < 50
        shown = self._whole if fits else self._whole.scaledToWidth(
            room, Qt.TransformationMode.SmoothTransformation
        )  # fmt: skip
        self._label.setPixmap(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._fit()


def _image(content: bytes) -> QImage | None:
    """Return a picture of moderate size; None where it is none that is read here."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(_MOST_PICTURE_MB)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    if reader.format().data() not in _PICTURES:
        return None
    size: QSize = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > _MOST_SIDE:
        return None
    image = reader.read()
    return None if image.isNull() else image


def _text(content: bytes) -> str | None:
    """Return the words of a text file; None where the bytes are not letters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\0" in content:
        return None
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = sum(sign < " " and sign not in "\t\r\n\f" for sign in words[:_MOST_TEXT])
        return words if strange <= len(words) // 200 else None
    return None
