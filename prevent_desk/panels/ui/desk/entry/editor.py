"""A line being typed, whole: its kind, who says it, its words, and what its day reads as."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QMenu, QWidget

from prevent_desk.actions.ui.due_edit import read_back
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.panels.model.notes import Speaker, Taken, Typed
from prevent_desk.panels.model.records import LineKind
from prevent_desk.panels.model.spoken_dates import SpokenDay, find_due
from prevent_desk.panels.ui.desk.entry.box import LineBox
from prevent_desk.panels.ui.desk.entry.speaker_edit import SpeakerEdit
from prevent_desk.panels.ui.desk.looks import LOOKS, ORDER
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.chip import ChipButton
from prevent_desk.ui.widgets.labels import IconLabel


class LineEditor(QWidget):
    """Kind, speaker and words in a row; used for the entry line and for changing a line.

    Attributes:
        moment: Tells this moment, local time.
        days: The working days of the desk.

    Signals:
        typed_on: Something was typed or chosen; how many characters it was.
        kept: Enter: the line is done.
        escaped: Esc.
        up: The arrow up, in the first row of the words.
    """

    typed_on = Signal(int)
    kept = Signal()
    escaped = Signal()
    up = Signal()

    def __init__(
        self,
        moment: Callable[[], datetime],
        days: Callable[[], WorkingDays],
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.moment, self.days = moment, days
        self._base = Typed(0)
        self._before: Speaker | None = None
        self._given = (LineKind.INFORMATION, Speaker())
        self._is_showing = False
        self.kind_button = ChipButton("", menu_arrow=True)
        self.speaker = SpeakerEdit()
        self.box = LineBox(placeholder)
        self.day = IconLabel("", "calendar", role="meta", ink="text2")
        row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(8)
        row.setVerticalSpacing(4)
        top = Qt.AlignmentFlag.AlignTop
        for place, widget in enumerate((self.kind_button, self.speaker)):
            row.addWidget(widget, 0, place, top)
        row.addWidget(self.box, 0, 2)
        row.setColumnStretch(2, 1)
        self.setFocusProxy(self.box)
        self._connect()
        theme.changed.connect(self._fit)
        self.show_typed(self._base)

    # What stands here

    def typed(self) -> Typed:
        """Return the line as it stands."""
        return replace(
            self._base,
            speaker=self.speaker.speaker(),
            words=self.box.words(),
            cursor=self.box.textCursor().position(),
        )

    def show_typed(self, typed: Typed) -> None:
        """Show another line."""
        self._is_showing = True
        self._base, self._before = typed, None
        self.speaker.show_speaker(typed.speaker)
        self.box.show_words(typed.words, typed.cursor)
        self._is_showing = False
        self._say_kind()

    def kind(self) -> LineKind:
        """Return what the line is."""
        return self._base.kind

    def set_kind(self, kind: LineKind) -> None:
        """Say that the line is something else; a panel decides, so a decision is the panel's."""
        if kind is self._base.kind:
            return
        was, self._base = self._base.kind, replace(self._base, kind=kind)
        if not self._is_changing():
            if kind is LineKind.DECISION:
                self._before = self.speaker.speaker()
                self.speaker.show_speaker(Speaker())
            elif was is LineKind.DECISION and self._before is not None:
                self.speaker.show_speaker(self._before)
                self._before = None
        self._say_kind()
        self._note(1)

    def next_speaker(self) -> Speaker:
        """Return who is likely to say the next line: whoever spoke before the panel decided."""
        return self._before or self.speaker.speaker()

    def due(self) -> SpokenDay | None:
        """Return the day an action line names; None for other lines."""
        if self._base.kind is not LineKind.ACTION:
            return None
        return find_due(self.box.words(), self._today())

    def show_room(self, room: Sequence[Speaker]) -> None:
        """Take the people of the room as speakers."""
        self.speaker.show_room(room)
        self.box.present = [one for one in room if one.invite_id is not None]

    # Inside

    def _connect(self) -> None:
        self.box.document().contentsChange.connect(self._changed)
        self.box.kept.connect(self.kept)
        self.box.escaped.connect(self.escaped)
        self.box.up.connect(self.up)
        self.box.speaker_wanted.connect(self.speaker.begin)
        self.box.taken.connect(self._take)
        self.box.given_back.connect(self._give_back)
        self.speaker.chosen.connect(self._spoken)
        self.speaker.done.connect(lambda: self.box.setFocus(Qt.FocusReason.OtherFocusReason))
        self.kind_button.clicked.connect(self._choose_kind)
        for number, kind in enumerate(ORDER, 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda kind=kind: self.set_kind(kind))

    def _changed(self, _at: int, removed: int, added: int) -> None:
        if self._is_showing:
            return
        if not self._base.said:
            self._base = replace(self._base, said=self.moment().isoformat(timespec="seconds"))
        self._say_day()
        self._note(max(removed, added))

    def _note(self, characters: int) -> None:
        if not self._is_showing:
            self.typed_on.emit(characters)

    def _take(self, found: Taken) -> None:
        if found.kind is not None:
            self._given = (self._base.kind, self.speaker.speaker())
            self.set_kind(found.kind)
        if found.speaker is not None:
            self._given = (self._base.kind, self.speaker.speaker())
            self.speaker.show_speaker(found.speaker)
            self._before = None
        self._note(len(found.text))

    def _give_back(self, found: Taken) -> None:
        """Undo what a beginning meant; it stands there again as typed."""
        kind, speaker = self._given
        if found.kind is not None:
            self.set_kind(kind)
        self.speaker.show_speaker(speaker)
        self._note(len(found.text))

    def _spoken(self) -> None:
        self._before = None
        self._note(1)

    def _is_changing(self) -> bool:
        return self._base.line_id is not None

    def _choose_kind(self) -> None:
        menu = QMenu(self)
        for number, kind in enumerate(ORDER, 1):
            words = f"{LOOKS[kind].words}\t/{kind.letter}   Alt+{number}"
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(kind is self._base.kind)
            action.triggered.connect(lambda _on=False, kind=kind: self.set_kind(kind))
        menu.exec(self.kind_button.mapToGlobal(self.kind_button.rect().bottomLeft()))
        menu.deleteLater()
        self.box.setFocus()

    def _say_kind(self) -> None:
        look = LOOKS[self._base.kind]
        self.kind_button.show_state(look.words, look.icon, look.tone)
        self.kind_button.setToolTip("What the line is: /i /c /d /x /a /r at its start, or Alt+1–6")
        self._fit()
        self._say_day()

    def _say_day(self) -> None:
        """Read the day of an action back, with its working days."""
        found = self.due()
        words = ""
        if found is not None:
            words = read_back(found.day, self._today(), self.days(), found.told)
        if self._base.kind is LineKind.ACTION and found is None:
            words = "No day yet: “by wed 10 dec”, “in 4 weeks”" if self.box.words() else ""
        self.day.show_text(words, "calendar" if found else "info")
        self.day.setVisible(bool(words))

    def _today(self) -> date:
        return self.moment().date()

    def _fit(self) -> None:
        """Hold the chip in the middle of the row the box begins with."""
        high = self.box.minimumSizeHint().height()
        self.kind_button.setFixedHeight(high)
        self.speaker.setFixedHeight(high)
