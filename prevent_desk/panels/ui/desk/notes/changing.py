"""A line changed where it stands: an editor lies over its row until Enter or Esc.

What is typed there is a draft of its own from the first key on; Esc puts it aside and says so, and
the way back is offered.
"""

from __future__ import annotations

from contextlib import suppress
from uuid import uuid4

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.core.clock import local
from prevent_desk.core.errors import Refused
from prevent_desk.panels.model import phrases
from prevent_desk.panels.model.notes import PANEL, Speaker, Typed, speakers
from prevent_desk.panels.model.records import NoteLine
from prevent_desk.panels.ui.desk.entry.editor import LineEditor
from prevent_desk.panels.ui.desk.entry.spelling import attach
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.panels.ui.desk.notes.view import NotesView
from prevent_desk.ui.autosave import Autosave


class Changing(QObject):
    """Opens the editor over a row, keeps its draft, and keeps the change."""

    def __init__(self, hub: Hub, view: NotesView) -> None:
        super().__init__(view)
        self._hub, self._view = hub, view
        self._line: NoteLine | None = None
        self._box: QWidget | None = None
        self._editor: LineEditor | None = None
        self.autosave = Autosave(self._keep_draft, self)
        hub.leaving.connect(self.flush)

    def editor(self) -> LineEditor | None:
        """Return the editor over a row; None while none is open."""
        return self._editor

    def line_id(self) -> int | None:
        """Return the line being changed; None where none is."""
        return self._line.id if self._line is not None else None

    def open(self, line: NoteLine, typed: Typed | None = None) -> None:
        """Lay the editor over a line's row, with its words, or those half typed over them."""
        if self._line is not None:
            if self._line.id == line.id:
                self._focus()
                return
            self.done()
        meeting_id = self._hub.meeting_id
        place = self._view.notes.place_of(line.id)
        if meeting_id is None or place < 0:
            return
        services = self._hub.around.services
        if typed is None:
            typed = services.half_typed.of(meeting_id, line.item_id, line.id)
        editor = LineEditor(
            lambda: local(self._hub.around.clock.now()), services.referrals.clocks.working_days
        )
        editor.box.spelling = attach(editor.box, self._hub)
        editor.box.phrases = phrases.from_setting(self._hub.around.desk.setting(phrases.SETTING))
        editor.show_room(speakers(services.room.attendees(meeting_id)))
        box = QWidget()
        box.setProperty("pane", "surface")
        box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box.setAutoFillBackground(True)
        column = QVBoxLayout(box)
        column.setContentsMargins(14, 5, 14, 6)
        column.setSpacing(3)
        column.addWidget(editor)
        column.addWidget(editor.day)
        self._line, self._box, self._editor = line, box, editor
        self._view.setIndexWidget(self._view.notes.index(place, 0), box)
        editor.show_typed(typed or _as_typed(line))
        editor.typed_on.connect(self._typed_on)
        editor.kept.connect(self.done)
        editor.escaped.connect(self.put_aside)
        box.installEventFilter(self)
        self._fit()
        self._focus()

    def done(self) -> None:
        """Keep the change (Enter); nothing is written where nothing changed."""
        line, editor = self._line, self._editor
        if line is None or editor is None:
            return
        typed = editor.typed()
        lines = self._hub.around.services.lines
        changed = _as_typed(line)
        if (typed.words.strip(), typed.kind, typed.speaker.invite_id, typed.speaker.name) != (
            changed.words, changed.kind, changed.speaker.invite_id, changed.speaker.name,
        ):  # fmt: skip
            kept = self._hub.done(
                lambda: lines.reword(
                    line.id, typed.words, kind=typed.kind, speaker_id=typed.speaker.invite_id,
                    speaker=typed.speaker.name, group=uuid4().hex,
                )
            )  # fmt: skip
            if not kept:
                self._focus()
                return
        self._close()
        self._hub.lines_changed.emit()
        self._view.go_to_line(line.id)

    def put_aside(self) -> None:
        """Leave the line as it was (Esc); the words typed can be brought back."""
        line, editor = self._line, self._editor
        if line is None or editor is None:
            return
        typed = editor.typed()
        was = _as_typed(line)
        self._close()
        self._view.go_to_line(line.id)
        if typed.words != was.words:
            self._hub.around.desk.toast(
                self.tr("The line stays as it was."),
                icon="undo-2",
                link=self.tr("Bring the words back"),
                act=lambda: self.open(line, typed),
            )

    def close_if_gone(self, keys: set[int], *, anew: bool) -> None:
        """Close the editor where its line is no longer on show; its words stay a draft."""
        if self._line is not None and (anew or self._line.id not in keys):
            self.flush()
            self._drop()

    def take_up(self, item_id: int | None) -> None:
        """Open the editor again over a line whose change was begun and not kept."""
        if item_id is None or self._hub.meeting_id is None or self._hub.is_sealed():
            return
        services = self._hub.around.services
        for line_id in services.half_typed.changing(self._hub.meeting_id, item_id):
            with suppress(Refused):
                line = services.lines.one(line_id)
                if not line.struck:
                    self.open(line)
                return

    def flush(self) -> None:
        """Keep what is typed here as a draft now."""
        with suppress(Refused):
            self.autosave.flush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the row the height of the editor over it."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    # Inside

    def _typed_on(self, characters: int) -> None:
        self.autosave.note(characters)

    def _keep_draft(self) -> None:
        if self._editor is not None and self._hub.meeting_id is not None:
            half_typed = self._hub.around.services.half_typed
            typed = self._editor.typed()
            half_typed.keep(self._hub.meeting_id, typed)
            place = f"edit {typed.line_id}"
            half_typed.snapshot(self._hub.meeting_id, place, typed.item_id, typed.words)
            self._hub.around.desk.saved()

    def _close(self) -> None:
        line = self._line
        self.autosave.forget()
        self._drop()
        if line is not None and self._hub.meeting_id is not None:
            with suppress(Refused):
                self._hub.around.services.half_typed.forget(
                    self._hub.meeting_id, line.item_id, line.id
                )

    def _drop(self) -> None:
        line, self._line, self._editor, self._box = self._line, None, None, None
        if line is None:
            return
        place = self._view.notes.place_of(line.id)
        if place >= 0:
            self._view.setIndexWidget(self._view.notes.index(place, 0), None)  # type: ignore[arg-type]
        self._view.hold_height(line.id, None)

    def _fit(self) -> None:
        if self._line is not None and self._box is not None:
            self._view.hold_height(self._line.id, self._box.sizeHint().height() + 1)

    def _focus(self) -> None:
        if self._editor is not None:
            self._editor.box.setFocus(Qt.FocusReason.OtherFocusReason)


def _as_typed(line: NoteLine) -> Typed:
    speaker = Speaker(line.speaker or PANEL, line.speaker_id, line.initials)
    return Typed(
        line.item_id, line.kind, speaker, line.words, len(line.words),
        line.said.isoformat(timespec="seconds"), line.id,
    )  # fmt: skip
