"""Chooses which photos go into a digest: each looked at, ticked, and said in words.

Nothing here looks for faces, number plates or names in a picture, and nothing pretends to: the
officer does. So nothing is ticked before they tick it, and nothing is remembered for next month.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.community.model.digest import (
    MOST_PHOTOS,
    ChosenPhoto,
    DigestPhoto,
    caption,
    proposed_alt,
)
from prevent_desk.community.model.sightings_named import seems_to_name, warning
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.sightings.photo_view import show_photo
from prevent_desk.community.ui.sightings.photos_edit import Thumbnail
from prevent_desk.readers import shipped
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import Rule, WrapLabel

_WIDTH, _HEIGHT = 720, 440
_SIDE = 132
_AT_ONCE = 24
_LONGEST_ALT = 300


class DigestPhotosDialog(Dialog):
    """Lists the photos of a period, those seen last first, none ticked by itself.

    Attributes:
        rows: Of the photos on show.
        more_button: Shows the next ones.
    """

    def __init__(
        self,
        around: Around,
        photos: Sequence[DigestPhoto],
        chosen: Sequence[ChosenPhoto],
        parent: QWidget | None = None,
    ) -> None:
        """Begin.

        Args:
            around: Services and shell.
            photos: Those there are.
            chosen: Those ticked already in this digest.
            parent: It opens over its window.
        """
        super().__init__(
            "Photos in the digest",
            "Each one you tick goes to the partners, made smaller, with its words beside it.",
            (parent or around.owner).window(),
            width=_WIDTH,
        )
        self._around, self._photos = around, list(photos)
        self._alts = {one.photo.file_id: one.alt for one in chosen}
        self._ticked = {one.photo.file_id for one in chosen}
        self.rows: list[PhotoRow] = []
        self._job: Job[list[tuple[DigestPhoto, QImage]]] | None = None
        self.banner = Banner(
            "Look at each photo before you tick it: a face, a number plate, a name or a doorbell "
            "must not go out. The desk does not look for them.",
            "amber", icon="eye",
        )  # fmt: skip
        self.body.addWidget(self.banner)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(theme.px(_HEIGHT))
        inside = QWidget()
        inside.setProperty("pane", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(10)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        column.addLayout(self._column)
        self.more_button = Button("", "chevron-down", kind="link")
        self.more_button.clicked.connect(self._show_more)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area.setWidget(inside)
        self._area = area
        self.body.addWidget(area, 1)
        self.cancel_button = self.add_cancel()
        self.take_button = self.add_verb("&Take these")
        # Ticked ones are shown whatever their place: what goes out is seen.
        first = [one for one in self._photos if one.file_id in self._ticked]
        rest = [one for one in self._photos if one.file_id not in self._ticked]
        self._left = first + rest
        self._say_count()
        self._show_more()

    def chosen(self) -> tuple[ChosenPhoto, ...]:
        """Return what is ticked, the one seen first at the head."""
        alts = {**self._alts, **{row.photo.file_id: row.alt() for row in self.rows}}
        found = [one for one in self._photos if one.file_id in self._ticked]
        return tuple(ChosenPhoto(one, alts.get(one.file_id, "")) for one in reversed(found))

    # Inside

    def _show_more(self) -> None:
        if self._job is not None:
            return
        coming, self._left = self._left[:_AT_ONCE], self._left[_AT_ONCE:]
        content = self._around.services.photos.content
        side = round(theme.px(_SIDE) * self.devicePixelRatioF())

        def work(report: Report, stopped: Stopped) -> list[tuple[DigestPhoto, QImage]]:
            found = []
            for number, one in enumerate(coming):
                if stopped():
                    break
                report(number, len(coming), "Photo")
                found.append((one, _small(content(one.file_id), side)))
            return found

        self.more_button.setEnabled(False)
        self.more_button.setText("Showing the photos…")
        self._job = jobs.run(work, self, done=self._shown, failed=self._failed)

    def _shown(self, found: Sequence[tuple[DigestPhoto, QImage]]) -> None:
        self._job = None
        begins = len(self.rows)
        for photo, picture in found:
            if self.rows:
                self._column.addWidget(Rule())
            row = PhotoRow(
                photo, picture, self._alts.get(photo.file_id, ""), photo.file_id in self._ticked
            )
            row.check.toggled.connect(partial(self._tick, row))
            row.thumbnail.clicked.connect(partial(self._show_large, row))
            self._column.addWidget(row)
            self.rows.append(row)
        self._say_left()
        if self.rows[begins:]:
            self.rows[begins].check.setFocus()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._say_left()
        messages.show_failure(self, error)

    def _say_left(self) -> None:
        left = len(self._left)
        self.more_button.setText(f"Show {min(left, _AT_ONCE)} more of {left:,}")
        self.more_button.setEnabled(True)
        self.more_button.setVisible(left > 0)

    def _tick(self, row: PhotoRow, on: bool) -> None:
        if not on:
            self._ticked.discard(row.photo.file_id)
        elif len(self._ticked) >= MOST_PHOTOS:
            row.check.setChecked(False)
            self.banner.show_text(
                f"A digest shows {MOST_PHOTOS} photos at most. Untick one first.", "amber"
            )
            return
        else:
            self._ticked.add(row.photo.file_id)
        self._say_count()

    def _say_count(self) -> None:
        number = len(self._ticked)
        self.footer_note.setText("None is ticked" if not number else f"{number} ticked")

    def _show_large(self, row: PhotoRow) -> None:
        show_photo(
            self._around, self, row.photo.file_id, sighting_id=row.photo.sighting_id,
            title=f"Photo of sighting {row.photo.number}",
        )  # fmt: skip

    # Qt

    def done(self, result: int) -> None:
        """Close; photos still being read are let go."""
        if self._job is not None:
            self._job.forget()
            self._job = None
        super().done(result)


class PhotoRow(QWidget):
    """One photo: seen, ticked, said in words."""

    def __init__(self, photo: DigestPhoto, picture: QImage, alt: str, ticked: bool) -> None:
        super().__init__()
        self.photo = photo
        lists = shipped.vocabularies()
        words = caption(photo, lists)
        self.thumbnail = Thumbnail(picture, f"Photo of sighting {photo.number}", _SIDE)
        self.check = QCheckBox(f"Put the photo of sighting {photo.number} in")
        self.check.setChecked(ticked)
        self.alt_edit = QLineEdit(alt or proposed_alt(photo, lists))
        self.alt_edit.setMaxLength(_LONGEST_ALT)
        self.field = FormField("What it shows, for those who cannot see it", self.alt_edit)
        self._warning = WrapLabel("", "small")
        self._warning.setProperty("tone", "amber")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        holder = QWidget()
        holder.setFixedWidth(theme.px(_SIDE) + 8)
        beside = QVBoxLayout(holder)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.thumbnail, 0, Qt.AlignmentFlag.AlignHCenter)
        row.addWidget(holder, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self.check)
        column.addWidget(WrapLabel(words, "support"))
        column.addWidget(self.field)
        column.addWidget(self._warning)
        column.addStretch(1)
        row.addLayout(column, 1)
        self.check.toggled.connect(self.field.setEnabled)
        self.field.setEnabled(ticked)
        self.alt_edit.textChanged.connect(self._warn)
        self._warn()

    def alt(self) -> str:
        """Return what it shows, in words."""
        return self.alt_edit.text().strip()

    def _warn(self) -> None:
        words = warning(seems_to_name(self.alt_edit.text(), (self.photo.street,)))
        self._warning.setText(words)
        self._warning.setVisible(bool(words))


def words_of(chosen: Sequence[ChosenPhoto]) -> str:
    """Return how many are chosen, as the digest's form says it."""
    number = len(chosen)
    return "No photo goes in." if not number else f"{number} {'photo' if number == 1 else 'photos'}"


def still_there(
    chosen: Sequence[ChosenPhoto], photos: Sequence[DigestPhoto]
) -> tuple[ChosenPhoto, ...]:
    """Return what is chosen of the photos there are: another period has others."""
    known: Mapping[int, DigestPhoto] = {one.file_id: one for one in photos}
    return tuple(one for one in chosen if one.photo.file_id in known)


def _small(content: bytes | None, side: int) -> QImage:
    picture = QImage.fromData(content or b"")
    if picture.isNull():
        return picture
    return picture.scaled(
        QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )  # fmt: skip
