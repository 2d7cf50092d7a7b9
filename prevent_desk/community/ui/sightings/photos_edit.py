"""Photos of a sighting while it is typed: added, dropped or pasted, and made clean at once.

What is kept, also in a draft, is the picture alone. Where the camera knew the place or the time,
that is offered, and forgotten with the dialog.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.community.model.photos import (
    ENDINGS,
    AddedPhoto,
    CameraFacts,
    CleanPhoto,
    removed_words,
)
from prevent_desk.community.model.sightings import Photo
from prevent_desk.community.reading import sighting_photo
from prevent_desk.community.service.photos import Photos
from prevent_desk.contacts.ui.drafted_dialog import Keeping
from prevent_desk.core.errors import DeskError
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import WrapLabel

SIDE = 92
MOST = 12


class PhotosEdit(Keeping):
    """A strip of photos with a button; files may be dropped on it, pictures pasted.

    Signals:
        edited: A photo came or went.
        refused: The words for what cannot be taken.
        camera_told: A photo brought what its camera knew (`CameraFacts`).
        opened: A photo is to be seen large: carries its file.
    """

    edited = Signal()
    refused = Signal(str)
    camera_told = Signal(object)
    opened = Signal(int)

    def __init__(self, photos: Photos, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photos = photos
        self._kept: list[tuple[int, str]] = []
        self._job: Job[list[CleanPhoto | DeskError]] | None = None
        self.choose_files: Callable[[], Sequence[Path]] = self._ask_files
        self.setAcceptDrops(True)
        self.button = Button("Add photos…", "image-plus")
        self.button.clicked.connect(lambda: self.add(self.choose_files()))
        self.told = WrapLabel("", "small")
        self.told.hide()
        hint = WrapLabel("Or drop them here, or paste with Ctrl+Shift+V.", "meta")
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.button)
        top.addWidget(hint, 1)
        self._strip = QWidget()
        self._flow = FlowLayout(self._strip, gap=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(self._strip)
        column.addWidget(self.told)
        self._strip.hide()
        self.setFocusProxy(self.button)
        paste = QShortcut(QKeySequence("Ctrl+Shift+V"), self)
        paste.setContext(Qt.ShortcutContext.WindowShortcut)
        paste.activated.connect(self.paste)

    def photos(self) -> tuple[tuple[int, str], ...]:
        """Return the photos: kept file, and note."""
        return tuple(self._kept)

    def set_photos(self, photos: Sequence[Photo]) -> None:
        """Show others, without telling."""
        self._kept = [(photo.file.id, photo.note) for photo in photos]
        self._show()

    def add(self, paths: Sequence[Path]) -> None:
        """Take photos in from files; each is read by a limited child."""
        self._take([partial(_from_file, path) for path in paths])

    def paste(self) -> None:
        """Take a picture, or files of pictures, from the clipboard."""
        content = QApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile()]
        if paths:
            self.add(paths)
        elif content.hasImage():
            data = _png(QApplication.clipboard().image())
            self._take([lambda: ("picture.png", data)])

    def take(self) -> bool:
        """Return whether all photos are read; called before the dialog writes."""
        if self._job is not None:
            self.refused.emit("A photo is still being read; it takes a moment.")
            return False
        return True

    # What a draft keeps

    def kept_text(self) -> str:
        """Return the kept files, for a draft; empty where there are none."""
        return json.dumps(self._kept) if self._kept else ""

    def set_kept_text(self, text: str) -> None:
        """Bring back what a draft kept."""
        try:
            found = [(int(file_id), str(note)) for file_id, note in json.loads(text or "[]")]
        except (ValueError, TypeError):
            found = []
        self._kept = [one for one in found if self._photos.content(one[0]) is not None]
        self._show()

    # Inside

    def _take(self, sources: Sequence[Callable[[], tuple[str, bytes]]]) -> None:
        room = MOST - len(self._kept)
        if not sources or self._job is not None:
            return
        if len(sources) > room:
            self.refused.emit(f"A sighting keeps {MOST} photos at most.")
            sources = sources[:room]

        def work(report: Report, stopped: Stopped) -> list[CleanPhoto | DeskError]:
            found: list[CleanPhoto | DeskError] = []
            for number, source in enumerate(sources):
                report(number, len(sources), "Photo")
                try:
                    name, data = source()
                    found.append(sighting_photo.clean(data, name, stopped=stopped))
                except DeskError as error:
                    found.append(error)
            return found

        self.button.setEnabled(False)
        self._say("Reading: only the picture itself is kept.")
        self._job = jobs.run(work, self, done=self._taken, failed=self._failed)

    def _taken(self, found: Sequence[CleanPhoto | DeskError]) -> None:
        self._end()
        added: list[AddedPhoto] = []
        wrong: list[str] = []
        for one in found:
            if isinstance(one, DeskError):
                wrong.append(one.sentence())
            else:
                added.append(self._photos.take_in(one))
        known = {file_id for file_id, _note in self._kept}
        for photo in added:
            if photo.file_id not in known:
                self._kept.append((photo.file_id, ""))
                known.add(photo.file_id)
        self._show()
        if added:
            removed: list[str] = []
            for photo in added:
                removed += [one for one in photo.camera.removed if one not in removed]
            self._say(removed_words(CameraFacts(removed=tuple(removed))))
            self.edited.emit()
            told = next((one.camera for one in added if one.camera.latitude is not None), None)
            told = told or next((one.camera for one in added if one.camera.taken), None)
            if told is not None:
                self.camera_told.emit(told)
        if wrong:
            self.refused.emit(" ".join(wrong))

    def _failed(self, error: BaseException) -> None:
        self._end()
        self.refused.emit(messages.words_for(error).title)

    def _end(self) -> None:
        self._job = None
        self.button.setEnabled(True)
        self._say("")

    def _say(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def _remove(self, file_id: int) -> None:
        self._kept = [one for one in self._kept if one[0] != file_id]
        self._show()
        self.edited.emit()
        self.button.setFocus()

    def _show(self) -> None:
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, (file_id, _note) in enumerate(self._kept, 1):
            self._flow.addWidget(self._tile(number, file_id))
        self._strip.setVisible(bool(self._kept))
        self._flow.invalidate()
        self._strip.updateGeometry()
        self.updateGeometry()

    def _tile(self, number: int, file_id: int) -> QWidget:
        tile = QWidget()
        row = QHBoxLayout(tile)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        shown = Thumbnail(self._photos.content(file_id), f"Photo {number}")
        shown.clicked.connect(partial(self.opened.emit, file_id))
        off = IconButton("x", f"Take photo {number} off", small=True)
        off.clicked.connect(partial(self._remove, file_id))
        row.addWidget(shown)
        row.addWidget(off, 0, Qt.AlignmentFlag.AlignTop)
        return tile

    def _ask_files(self) -> Sequence[Path]:
        kinds = " ".join(f"*{ending}" for ending in ENDINGS)
        names, _filter = QFileDialog.getOpenFileNames(
            self.window(), "Photos of the sighting", "", f"Photos ({kinds} *.heic);;All files (*)"
        )
        return [Path(name) for name in names]

    # Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files that were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.add(paths)


class Thumbnail(QPushButton):
    """A small picture that opens large."""

    def __init__(
        self,
        content: bytes | QImage | None,
        name: str,
        side: int = SIDE,
        parent: QWidget | None = None,
    ) -> None:
        """Make it.

        Args:
            content: A file's bytes, or a picture that was read beside the window; None for one
                that is gone.
            name: What it is called.
            side: Of its longer side, in px at a text of 100 %.
            parent: As of any widget.
        """
        super().__init__(parent)
        self.setProperty("k", "ghost")
        self.setAccessibleName(f"{name}, see it large")
        self.setToolTip("See it large")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        px = theme.px(side)
        picture = content if isinstance(content, QImage) else QImage.fromData(content or b"")
        if not picture.isNull():
            ratio = self.devicePixelRatioF()
            small = picture.scaled(
                QSize(round(px * ratio), round(px * ratio)),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            pixmap = QPixmap.fromImage(small)
            pixmap.setDevicePixelRatio(ratio)
            self.setIcon(pixmap)
            self.setIconSize(QSize(round(small.width() / ratio), round(small.height() / ratio)))
        else:
            self.setText("Photo")
        self.setFixedSize(self.iconSize() + QSize(8, 8) if not picture.isNull() else QSize(px, px))


def _from_file(path: Path) -> tuple[str, bytes]:
    return path.name, sighting_photo.bytes_of(path)


def _png(image: QImage) -> bytes:
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(kept.data())
