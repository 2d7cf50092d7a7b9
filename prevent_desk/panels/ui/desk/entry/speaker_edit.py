"""Who says a line: chosen from the room, found by initials or a name, or typed freely."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QSizePolicy, QWidget

from prevent_desk.panels.model.notes import PANEL, Speaker
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.editors import Combo

_SPEAKER = Qt.ItemDataRole.UserRole
_LEAST_PX, _MOST_PX = 150, 240
"""Between these the box is as wide as the longest agency of the room, in px at a text of 100 %."""
_FRAME_PX = 70
"""Border, padding and arrow."""


class SpeakerEdit(Combo):
    """A list of the room that can be typed into.

    Signals:
        chosen: Somebody else speaks now.
        done: Enter or Esc: back to the words.
    """

    chosen = Signal(object)
    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = Speaker()
        self._room: list[Speaker] = []
        self.setEditable(True)
        self.setInsertPolicy(Combo.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Who says it")
        self.setToolTip("Who says it (Ctrl+Space); or type their initials at the start of the line")
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.activated.connect(self._activated)
        edit = self.lineEdit()
        assert edit is not None  # noqa: S101 - an editable list has one
        edit.editingFinished.connect(self._typed)

    def speaker(self) -> Speaker:
        """Return who speaks."""
        return self._now

    def show_room(self, room: Sequence[Speaker]) -> None:
        """Offer the people of the room; who speaks now stays."""
        if list(room) == self._room:
            return
        self._room = list(room)
        self.blockSignals(True)
        self.clear()
        for one in self._room:
            self.addItem(worded(one), one)
        self.blockSignals(False)
        self.show_speaker(self._now)

    def show_speaker(self, speaker: Speaker) -> None:
        """Show who speaks; by agency where it is somebody of the room."""
        self._now = speaker
        place = next(
            (n for n, one in enumerate(self._room) if one.invite_id == speaker.invite_id
             and one.name == speaker.name),
            -1,
        )  # fmt: skip
        self.blockSignals(True)
        self.setCurrentIndex(place)
        self.setEditText(speaker.name)
        self.blockSignals(False)
        self.updateGeometry()
        edit = self.lineEdit()
        if edit is not None:
            edit.setCursorPosition(0)
            edit.setToolTip(speaker.name)

    def begin(self) -> None:
        """Let the speaker be typed: the old one is selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        edit = self.lineEdit()
        if edit is not None:
            edit.selectAll()

    def meant(self, text: str) -> Speaker:
        """Return whom a text means: initials, an agency, a name; else the words themselves."""
        low = text.strip().casefold()
        if not low:
            return Speaker()
        for one in self._room:
            if low in {one.name.casefold(), worded(one).casefold(), one.person.casefold()}:
                return one
        ours = [one for one in self._room if one.initials and one.initials.casefold() == low]
        if len(ours) == 1:
            return ours[0]
        begun = [one for one in self._room if one.name.casefold().startswith(low)]
        if len(begun) == 1:
            return begun[0]
        return Speaker(text.strip())

    def _activated(self, row: int) -> None:
        one = self.itemData(row, _SPEAKER)
        if isinstance(one, Speaker):
            self._choose(one)
            self.done.emit()

    def _typed(self) -> None:
        if self.currentText() != self._now.name:
            self._choose(self.meant(self.currentText()))

    def _choose(self, speaker: Speaker) -> None:
        completer = self.completer()
        popup = completer.popup() if completer is not None else None
        if popup is not None:
            popup.hide()
        changed = speaker != self._now
        self.show_speaker(speaker)
        if changed:
            self.chosen.emit(speaker)

    # Qt

    def sizeHint(self) -> QSize:
        """Ask for room for the longest agency of the room, so that its width stays as they speak.

        Very long ones are read at the cursor, in the tip and in the list.
        """
        names = [self._now.name, *(one.name for one in self._room)]
        words = max(map(self.fontMetrics().horizontalAdvance, names), default=0)
        wide = min(max(words + theme.px(_FRAME_PX), theme.px(_LEAST_PX)), theme.px(_MOST_PX))
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Ask for room for the panel itself."""
        wide = self.fontMetrics().horizontalAdvance(PANEL) + theme.px(_FRAME_PX)
        return QSize(wide, super().minimumSizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the words by Enter or Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
            self._typed()
            self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.show_speaker(self._now)
            self.done.emit()
        else:
            super().keyPressEvent(event)


def worded(speaker: Speaker) -> str:
    """Return somebody as the list shows them: "RC  City Police Prevent, DS R. Cole"."""
    name = ", ".join(part for part in (speaker.name, speaker.person) if part)
    return f"{speaker.initials}  {name}".strip()
