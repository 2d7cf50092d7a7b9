"""The entry line at the foot of the notes: what is typed is kept as it grows, Enter makes a line.

Words are in the vault 400 ms after the last key and at most 2 s while typing on (SECURITY, 3.8);
where the disk refuses them they stay on the screen and are tried again.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from prevent_desk.core.clock import local
from prevent_desk.core.errors import Refused
from prevent_desk.panels.model import phrases
from prevent_desk.panels.model.notes import Speaker, Typed, speakers
from prevent_desk.panels.model.records import LineKind, NoteLine
from prevent_desk.panels.ui.desk.entry.editor import LineEditor
from prevent_desk.panels.ui.desk.entry.kept_earlier import KeptEarlier
from prevent_desk.panels.ui.desk.entry.phrases_dialog import PhrasesDialog
from prevent_desk.panels.ui.desk.entry.spelling import attach
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.panels.ui.desk.looks import LOOKS, ORDER
from prevent_desk.ui import theme
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.widgets.labels import IconLabel, KeyHint

_KEYS = (
    "Enter keeps the line · Alt+1–6 changes its kind",
    "Enter keeps · Alt+1–6 its kind",
    "Enter keeps",
)
"""What Enter does, in as many words as there is room for."""
_RETRY_MS = 2000
_SNAPSHOT_MS = 60_000


class EntryBar(QWidget):
    """Where the next line is typed.

    Signals:
        line_done: Enter: this line is to be kept.
        list_wanted: The arrow up: into the list.
    """

    line_done = Signal(object)
    list_wanted = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        # No message may cover the kind of the line, or the words as they are typed.
        self.setProperty("keepclear", True)
        self._speaker: Speaker | None = None
        self._meeting_id: int | None = None
        self._cursor_kept: int | None = None
        services = hub.around.services
        self.editor = LineEditor(
            lambda: local(hub.around.clock.now()),
            services.referrals.clocks.working_days,
            self.tr("What is said; Enter keeps the line"),
        )
        self.editor.box.spelling = attach(self.editor.box, hub)
        self.editor.box.more_menu = self._more_menu
        self.state = IconLabel("", "triangle-alert", tone="amber", role="meta")
        self.state.hide()
        self.autosave = Autosave(self._keep_draft, self)
        self._retry = QTimer(self, singleShot=True, interval=_RETRY_MS)
        self._retry.timeout.connect(self.flush)
        self._minute = QTimer(self, interval=_SNAPSHOT_MS)
        self._minute.timeout.connect(self.snapshot)
        self._minute.start()
        self._lay()
        self._connect()

    # What stands here

    def show_item(self, lines: Sequence[NoteLine]) -> None:
        """Show what was half typed for the point on show, or an empty line.

        Args:
            lines: Of this point; a kill between keeping a line and forgetting its draft leaves
                both, and one of them is enough.
        """
        meeting_id, item_id = self._hub.meeting_id, self._hub.item_id
        self.autosave.forget()
        self._say_refused(on=False)
        if meeting_id != self._meeting_id:
            self._meeting_id, self._speaker = meeting_id, None
        if meeting_id is None or item_id is None:
            self.editor.show_typed(Typed(0))
            return
        kept = self._hub.around.services.half_typed.of(meeting_id, item_id)
        if kept is not None and any(_is_kept(kept, line) for line in lines):
            kept = None
        self._cursor_kept = kept.cursor if kept is not None else None
        self.editor.show_typed(kept or Typed(item_id, speaker=self._speaker or Speaker()))
        self._fit()

    def read_room(self) -> None:
        """Read who is in the room."""
        if self._hub.meeting_id is None:
            return
        room = self._hub.around.services.room.attendees(self._hub.meeting_id)
        self.editor.show_room(speakers(room))
        self.read_phrases()

    def read_phrases(self) -> None:
        """Read the quick phrases of this desk."""
        kept = self._hub.around.desk.setting(phrases.SETTING)
        self.editor.box.phrases = phrases.from_setting(kept)

    def typed(self) -> Typed:
        """Return the line as it stands."""
        return self.editor.typed()

    def clear(self) -> None:
        """Begin the next line: what it is begins anew, who speaks stays."""
        self._speaker = self.editor.next_speaker()
        self.autosave.forget()
        item_id = self.typed().item_id
        self.editor.show_typed(Typed(item_id, speaker=self._speaker))
        self._fit()
        self._forget(item_id)

    def flush(self) -> None:
        """Keep the words now, and where the cursor is; where the disk refuses they stay."""
        typed = self.typed()
        is_open = self._hub.around.services.store.is_open
        if is_open and not typed.is_empty and typed.cursor != self._cursor_kept:
            self.autosave.note()
        with suppress(Refused):
            self.autosave.flush()

    def snapshot(self) -> None:
        """Keep the words as they stand now, for a day; once a minute while there are some."""
        typed, services = self.typed(), self._hub.around.services
        if self._hub.meeting_id is None or typed.is_empty or not services.store.is_open:
            return
        try:
            services.half_typed.snapshot(self._hub.meeting_id, "line", typed.item_id, typed.words)
        except Refused:
            self._say_refused(on=True)

    def set_sealed(self, *, on: bool) -> None:
        """Take no lines where the minutes are sealed."""
        self.setVisible(not on)

    # Inside

    def _lay(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(6)
        column.addWidget(self.editor)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        self._hints: list[QWidget] = []
        for kind in ORDER:
            key = KeyHint(f"/{kind.letter}")
            word = QLabel(LOOKS[kind].words.lower())
            word.setProperty("t", "meta")
            self._hints += [key, word]
            foot.addWidget(key)
            foot.addWidget(word)
        foot.addWidget(self.editor.day)
        foot.addWidget(self.state)
        foot.addStretch(1)
        self._keys = QLabel(_KEYS[0])
        self._keys.setProperty("t", "meta")
        foot.addWidget(self._keys)
        column.addLayout(foot)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)

    def _connect(self) -> None:
        editor = self.editor
        editor.typed_on.connect(self._typed_on)
        editor.kept.connect(self._enter)
        editor.escaped.connect(lambda: self.list_wanted.emit())
        editor.up.connect(self.list_wanted)
        editor.box.left.connect(self.flush)
        self._hub.leaving.connect(self.flush)
        self._hub.room_changed.connect(self.read_room)
        self._hub.entry_wanted.connect(self._focus)

    def _focus(self) -> None:
        self.editor.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed_on(self, characters: int) -> None:
        self.autosave.note(characters)
        self._fit()

    def _enter(self) -> None:
        typed = self.typed()
        if not typed.is_empty:
            self.line_done.emit(typed)

    def _keep_draft(self) -> None:
        if self._hub.meeting_id is None:
            return
        typed = self.typed()
        try:
            self._hub.around.services.half_typed.keep(self._hub.meeting_id, typed)
        except Refused:
            self._say_refused(on=True)
            self._retry.start()
            raise
        self._cursor_kept = typed.cursor
        self._hub.around.desk.saved()
        self._say_refused(on=False)

    def _forget(self, item_id: int) -> None:
        if self._hub.meeting_id is not None:
            # Where the disk refuses, the line is told apart from its draft when the desk reopens.
            with suppress(Refused):
                self._hub.around.services.half_typed.forget(self._hub.meeting_id, item_id)

    def _say_refused(self, *, on: bool) -> None:
        """Say that the words are on the screen only, while the disk does not take them."""
        self.state.show_text(self.tr("Kept on screen only") if on else "")
        self.state.setVisible(on)

    def _fit(self) -> None:
        """Leave out the hints that have no room, or make room for a day that is read back."""
        day = self.editor.kind() is LineKind.ACTION and bool(self.editor.day.text())
        room = self.width() - 32
        wide = sum(hint.sizeHint().width() + 6 for hint in self._hints)
        hints = not day and self.state.isHidden() and wide < room
        left = room - (wide if hints else theme.px(240) if day else 0)
        for hint in self._hints:
            hint.setVisible(hints)
        for words in _KEYS:
            if self._keys.fontMetrics().horizontalAdvance(words) <= left:
                break
        self._keys.setText(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take hints out or in with the width."""
        super().resizeEvent(event)
        self._fit()

    def _more_menu(self, menu: QMenu) -> None:
        menu.addSeparator()
        menu.addAction(self.tr("Words kept earlier…"), self.show_earlier)
        menu.addAction(self.tr("Quick phrases…"), self.edit_phrases)

    def show_earlier(self) -> None:
        """Offer the words as they stood at earlier minutes; one may be put back."""
        if self._hub.meeting_id is None:
            return
        found = self._hub.around.services.half_typed.snapshots(self._hub.meeting_id)
        dialog = KeptEarlier(found, self._hub.items(), self)
        if dialog.exec() and dialog.words():
            self.editor.box.selectAll()
            self.editor.box.insertPlainText(dialog.words())
        dialog.deleteLater()

    def edit_phrases(self) -> None:
        """Let the quick phrases be changed."""
        dialog = PhrasesDialog(self.editor.box.phrases, self)
        if dialog.exec():
            kept = phrases.to_setting(dialog.phrases())
            self._hub.around.desk.remember(phrases.SETTING, kept)
            self.read_phrases()
        dialog.deleteLater()


def _is_kept(typed: Typed, line: NoteLine) -> bool:
    """Return whether a draft is of a line that was kept already."""
    began = line.said.isoformat(timespec="seconds")
    return typed.words.strip() == line.words and typed.said == began
