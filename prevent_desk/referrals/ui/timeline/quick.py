"""The line at the foot of the timeline: type what happened, Enter, and it stands in the record.

While words stand in it, how it is read is said beneath: what kind, when, and whom it hides. What is
typed is a draft of its referral until it is added, through a lock or a crash.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from prevent_desk.core.clock import Clock, local
from prevent_desk.core.dates import say_date
from prevent_desk.referrals.model import quick_line
from prevent_desk.referrals.model.quick_line import Quick
from prevent_desk.referrals.model.timeline import WRITTEN, Kind, NewEntry
from prevent_desk.ui import theme
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.labels import ElidedLabel, KeyHint

PLACEHOLDER = "Add a note, call or e-mail to the timeline…"


class QuickLine(QWidget):
    """Takes one entry; `added` tells it, and `clear` empties the line once it is kept.

    Signals:
        added: What was written (`NewEntry`).
    """

    added = Signal(object)

    def __init__(self, desk: Desk, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._clock = desk, clock
        self._episode_id: int | None = None
        self._adds_to: tuple[int, str] | None = None
        self.edit = TextEdit(lines=1, most_lines=6, placeholder=self.tr(PLACEHOLDER))
        self.edit.setAccessibleName(self.tr("New entry"))
        self.edit.setToolTip(
            self.tr(
                "/c call, /m e-mail, /n note, /f meeting, /w working note. Then, if you like, when:"
                " “/c yesterday 14:20 …”"
            )
        )
        self.kind_box = Combo()
        self.kind_box.setAccessibleName(self.tr("Kind"))
        for kind in WRITTEN:
            self.kind_box.addItem(kind.words, kind.value)
        self.echo = ElidedLabel("", "small")
        self.hides = QCheckBox(self.tr("Tells who the &referrer is"))
        self.add_button = Button(self.tr("A&dd"), kind="", small=True)
        self.hint = KeyHint(self.tr("Ctrl N"))
        self._lay_out()
        self._autosave = Autosave(self._keep, self)
        self._autosave.watch(self.edit)
        self.edit.textChanged.connect(self._read)
        self.edit.installEventFilter(self)
        self.add_button.clicked.connect(self.add)
        self.kind_box.currentIndexChanged.connect(lambda _row: self._say())
        self._read()

    def show_episode(self, episode_id: int | None) -> None:
        """Take entries for a referral; what was being typed for it comes back."""
        if episode_id == self._episode_id:
            return
        self.flush()
        self._episode_id, self._adds_to = episode_id, None
        kept = self._desk.draft(self._key()) if episode_id is not None else None
        self._autosave.pause()
        self.edit.setPlainText(kept[0] if kept else "")
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self._autosave.resume()
        self.set_kind(Kind.NOTE)
        self.hides.setChecked(False)
        self._autosave.forget()
        self._read()

    def begin(self, adds_to: tuple[int, str] | None = None) -> None:
        """Put the keyboard into the line; `adds_to` is the entry it adds to and what that says."""
        self._adds_to = adds_to
        self._read()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def add(self) -> None:
        """Tell what was written, unless there is nothing or it cannot be meant."""
        quick = self._quick()
        if quick.wrong or not quick.body or self._episode_id is None:
            self._say()
            return
        now = local(self._clock.now()).replace(second=0, microsecond=0)
        self.added.emit(
            NewEntry(
                quick.kind or self.kind(),
                quick.on or now,
                quick.body,
                is_referrers=self.hides.isChecked(),
                adds_to=self._adds_to[0] if self._adds_to else None,
            )
        )

    def clear(self) -> None:
        """Empty the line: what stood in it is kept in the record."""
        self._autosave.pause()
        self.edit.clear()
        self._autosave.resume()
        self._autosave.forget()
        self._adds_to = None
        self.hides.setChecked(False)
        self.set_kind(Kind.NOTE)
        if self._episode_id is not None:
            self._desk.keep_draft(self._key(), "")
        self._read()

    def flush(self) -> None:
        """Keep what is being typed."""
        self._autosave.flush()

    def kind(self) -> Kind:
        """Return the kind chosen beside the line."""
        return Kind(self.kind_box.currentData())

    def set_kind(self, kind: Kind) -> None:
        """Choose the kind beside the line."""
        self.kind_box.setCurrentIndex(self.kind_box.findData(kind.value))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 14, 8)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.edit, 1)
        top.addWidget(self.hint)
        column.addLayout(top)
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.kind_box)
        row.addWidget(self.echo, 1)
        row.addWidget(self.hides)
        row.addWidget(self.add_button)
        column.addWidget(self._foot)

    def _quick(self) -> Quick:
        now = local(self._clock.now())
        return quick_line.read(self.edit.toPlainText(), now)

    def _read(self) -> None:
        typed = bool(self.edit.toPlainText().strip())
        self._foot.setVisible(typed or self._adds_to is not None)
        self._say()

    def _say(self) -> None:
        """Say how the line is read."""
        quick = self._quick()
        if quick.kind is not None and quick.kind is not self.kind():
            self.set_kind(quick.kind)
        if quick.wrong:
            words = quick.wrong
        else:
            when = _say_moment(quick.on) if quick.on else self.tr("now")
            words = when
            if self._adds_to is not None:
                words = self.tr("Adds to “{0}”, {1}").format(self._adds_to[1], when)
        self.echo.setText(words)
        self.echo.setAccessibleName(words)
        tone = "red" if quick.wrong else ""
        if self.echo.property("tone") != tone:
            theme.restyle(self.echo, tone=tone)
        self.add_button.setEnabled(bool(quick.body) and not quick.wrong)

    def _key(self) -> str:
        return f"referrals.entry.{self._episode_id}"

    def _keep(self) -> None:
        if self._episode_id is not None:
            cursor = self.edit.textCursor().position()
            self._desk.keep_draft(self._key(), self.edit.toPlainText(), cursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Add on Enter, break the line on Shift+Enter, leave with Esc; words stay."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in {
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
                Qt.KeyboardModifier.ControlModifier,
            }
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
                self.add()
                return True
            if event.key() == Qt.Key.Key_Escape and self._adds_to is not None:
                self._adds_to = None
                self._read()
                return True
        return super().eventFilter(watched, event)


def _say_moment(moment: datetime) -> str:
    day = say_date(moment.date())
    return f"{day}, {moment:%H:%M}" if moment.time() != datetime.min.time() else day
